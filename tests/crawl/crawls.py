"""Whole crawls over a loopback site, for the tests beside this file: sources, settings, one run."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from spiders_site import Site, article_html, rss

from crawler.config.schema import CrawlSettings, Settings
from crawler.crawl import CrawlReport, crawl, run_in_reactor
from crawler.model import (
    Decision,
    Discovery,
    DiscoveryKind,
    Outcome,
    Source,
    SourceReport,
)
from crawler.remote import Remote
from spiders.guard import install_guard
from storage.store import Store

MURATI = "Mira Murati, chief technology officer of OpenAI, is leaving the company, she wrote on Tuesday."
THANKS = "The board of the company thanked her for six years of work and said it would name a successor."
LIN = "3月4日，阿里通义千问技术负责人林俊旸宣布离职。他在社交平台上写道，感谢团队。"
WEATHER = "It will rain in the north and be dry in the south on Wednesday, the weather service said."

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
MURATI = "Mira Murati, chief technology officer of OpenAI, is leaving the company, she wrote on Tuesday."
THANKS = "The board of the company thanked her for six years of work and said it would name a successor."
LIN = "3月4日，阿里通义千问技术负责人林俊旸宣布离职。他在社交平台上写道，感谢团队。"
WEATHER = "It will rain in the north and be dry in the south on Wednesday, the weather service said."


class Notes:
    """What a crawl told while it ran."""

    def __init__(self) -> None:
        self.pages: list[tuple[str, str, Outcome]] = []
        self.decisions: list[Decision] = []
        self.started: list[str] = []
        self.finished: list[SourceReport] = []
        self.links: dict[str, tuple[int, int]] = {}
        self.interrupt_after = 0

    def source_started(self, source: Source) -> None:
        self.started.append(source.id)

    def links_found(self, source: str, links: int, due: int) -> None:
        self.links[source] = (links, due)

    def page_done(self, source: str, url: str, outcome: Outcome) -> None:
        self.pages.append((source, url, outcome))
        if self.interrupt_after and len(self.pages) == self.interrupt_after:
            os.kill(os.getpid(), signal.SIGINT)

    def decided(self, decision: Decision) -> None:
        self.decisions.append(decision)

    def source_finished(self, report: SourceReport) -> None:
        self.finished.append(report)


def source(
    site: Site, name: str, path: str, kind: DiscoveryKind = DiscoveryKind.FEED, articles: str | None = None
) -> Source:
    """A source with one place of discovery on the site, or anywhere for a whole address."""
    url = path if path.startswith("http") else site.url + path
    return Source(
        id=name,
        name=name,
        home=site.url,
        language="en",
        discovery=(Discovery(kind=kind, url=url, articles=articles),),
    )


def settings(folder: Path, *, recheck_days: int = 30, **crawl_settings: object) -> Settings:
    own = {"delay": 0, "workers": 1, "timeout": 20.0, "max_bytes": 200_000} | crawl_settings
    return Settings(
        database=folder / "labmoves.db",
        letters_folder=folder,
        recheck_days=recheck_days,
        crawl=CrawlSettings(**own),  # type: ignore[arg-type]
    )


def crawled(
    site: Site,
    sources: Sequence[Source],
    store: Store,
    how: Settings,
    *,
    now: datetime = NOW,
    notes: Notes | None = None,
    allow: frozenset[str] | None = None,
    remote: Remote | None = None,
) -> CrawlReport:
    return run_in_reactor(
        lambda: crawl(
            sources,
            how,
            store,
            command="test",
            clock=lambda: now,
            progress=notes or Notes(),
            allow_hosts=frozenset({site.host}) if allow is None else allow,
            remote=remote,
        )
    )


@contextmanager
def name_server(**names: Sequence[str]) -> Iterator[None]:
    """A name server for this process that knows loopback literals and these names ('.' written as '_')."""
    run_in_reactor(partial(asyncio.sleep, 0))  # the right reactor is there before anything can import another
    from twisted.internet import reactor

    async def lookup(name: str) -> Sequence[str]:
        if name == "127.0.0.1":
            return [name]
        if name.replace(".", "_") in names:
            return names[name.replace(".", "_")]
        raise socket.gaierror(-2, "Name or service not known")

    resolver = install_guard(reactor)
    before = resolver.lookup
    resolver.lookup = lookup
    try:
        yield
    finally:
        resolver.lookup = before


def newsroom(site: Site) -> list[Source]:
    """Two good sources: a feed with news, noise and a recap-free Chinese page, and a listing with one article."""
    site.put("/murati", article_html("Mira Murati leaves OpenAI", MURATI, THANKS), headers={"ETag": '"m1"'})
    site.put("/weather", article_html("Rain in the north", WEATHER))
    site.put("/lin", article_html("林俊旸离职", LIN, charset="gb18030"), content_type="text/html; charset=gb18030")
    feed = rss(*(site.url + path for path in ("/murati", "/weather", "/lin")))
    site.put("/feed", feed, content_type="application/rss+xml", headers={"ETag": '"f1"'})
    site.put("/news/1", article_html("Market day", WEATHER))
    site.put("/news/", b'<html><body><a href="/news/1">read</a><a href="/about">about</a></body></html>')
    return [
        source(site, "daily", "/feed"),
        source(site, "weekly", "/news/", DiscoveryKind.LISTING, articles=r"/news/\d+"),
    ]
