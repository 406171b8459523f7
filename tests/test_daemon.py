"""The daemon: what is due when, one crawl at a time, letters whatever happens, and a clean end."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from spiders_site import Answer, Site, article_html, rss
from storage_records import finished

from crawler.config.schema import CrawlSettings, MailSettings, Settings
from crawler.crawl import run_in_reactor
from crawler.daemon import Daemon, due_sources, run_daemon
from crawler.model import Discovery, DiscoveryKind, Source, SourceReport
from crawler.schedule.due import if_cut_off, rules_of
from storage.lock import WriterLock
from storage.store import Store

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
LATER = NOW + 1.2 * HOUR
MURATI = "Mira Murati, chief technology officer of OpenAI, is leaving the company, she wrote on Tuesday."


def source(name: str = "gazette", url: str = "https://gazette.example/feed", every: timedelta = HOUR) -> Source:
    place = Discovery(kind=DiscoveryKind.FEED, url=url)
    return Source(id=name, name=name, home=url, language="en", discovery=(place,), every=every)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(
        database=tmp_path / "labmoves.db",
        letters_folder=tmp_path / "letters",
        crawl=CrawlSettings(delay=0, workers=1, timeout=20),
    )


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as site:
        announce(site, "/weather")
        site.put("/weather", article_html("Rain", "It will rain in the north on Wednesday, the weather service said."))
        site.put("/murati", article_html("Mira Murati leaves OpenAI", MURATI, "The board thanked her."))
        yield site


def announce(site: Site, *paths: str) -> None:
    """Let the feed list these articles."""
    site.put("/feed", rss(*(site.url + path for path in paths)), content_type="application/rss+xml")


def daemon_of(site: Site, settings: Settings, now: datetime = NOW) -> Daemon:
    return Daemon(
        sources=[source(url=f"{site.url}/feed")],
        settings=settings,
        clock=lambda: now,
        allow_hosts=frozenset({urlsplit(site.url).netloc}),
    )


# --- what is due


def test_what_is_due_is_read_from_the_database(settings: Settings) -> None:
    """Never run: due. Run lately: not. Failed: later than others. Killed in a run: an attempt all the same."""
    everyone = [source(name) for name in ("failing", "killed", "new", "well")]
    rules = rules_of(everyone, None, "UTC")
    well, failing = SourceReport(source="well", links=1, pages=1), SourceReport(source="failing", errors=("no host",))
    finished(settings.database, NOW - HOUR, well, failing)
    finished(settings.database, NOW, well, failing)
    with Store.open(settings.database) as store:
        store.start_run("test", ["killed"], NOW, if_cut_off({"killed": rules["killed"]}, {}, NOW))
    with Store.open(settings.database) as store:

        def due(hours: float) -> list[str]:
            return sorted(s.id for s in due_sources(everyone, settings.daemon, store, NOW + hours * HOUR))

        assert due(0) == ["new"]
        assert due(1.2) == ["new", "well"]
        assert due(2.3) == ["killed", "new", "well"]
        assert due(4.5) == ["failing", "killed", "new", "well"]


# --- rounds


def test_a_round_crawls_and_sends_and_the_next_one_does_nothing(site: Site, settings: Settings) -> None:
    """What was just crawled is not due; an hour and a bit later it is, and the news makes a letter."""
    run_daemon(daemon_of(site, settings), once=True)
    asked = len(site.asked)
    announce(site, "/murati", "/weather")
    run_daemon(daemon_of(site, settings, NOW + timedelta(minutes=30)), once=True)
    assert len(site.asked) == asked
    run_daemon(daemon_of(site, settings, LATER), once=True)
    with Store.open(settings.database) as store:
        assert [m.person for m in store.moves()] == ["Mira Murati"]
    assert len(list(settings.letters_folder.glob("*.eml"))) == 1


def test_another_crawl_in_the_way_is_logged_and_the_letters_go_all_the_same(
    site: Site, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    """A manual crawl and the daemon never write together, and neither fails for it."""
    Store.open(settings.database).close()
    other = WriterLock(settings.database)
    other.take("`crawl`")
    with caplog.at_level(logging.INFO, "crawler.daemon"):
        run_daemon(daemon_of(site, settings), once=True)
    other.give_back()
    assert "another crawl is writing" in caplog.text
    assert site.asked == []


def test_a_mail_server_that_is_down_does_not_stop_the_daemon(
    site: Site, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    """Letters wait; the log says why."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    mail = MailSettings(host="127.0.0.1", port=port, sender="a@example.org", recipients=("b@example.org",), timeout=2)
    with caplog.at_level(logging.INFO, "crawler.daemon"):
        run_daemon(daemon_of(site, replace(settings, mail=mail)), once=True)
        announce(site, "/murati")
        run_daemon(daemon_of(site, replace(settings, mail=mail), LATER), once=True)
    with Store.open(settings.database) as store:
        assert store.counts().letters_unsent == 1
    assert "no connection" in caplog.text


def test_an_unexpected_fault_is_logged_and_not_let_out(
    site: Site, settings: Settings, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One bad minute is not the end of the daemon."""

    def broken(*_: object) -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr("crawler.daemon.due_sources", broken)
    monkeypatch.setattr("crawler.daemon.deliver", broken)
    run_daemon(daemon_of(site, settings), once=True)
    assert caplog.text.count("RuntimeError: a bug") == 2


def test_the_daily_line_says_that_all_is_well(site: Site, settings: Settings, caplog: pytest.LogCaptureFixture) -> None:
    """Silence is proved to be no news."""
    daemon = daemon_of(site, settings)
    run_daemon(daemon, once=True)
    with caplog.at_level(logging.INFO, "crawler.daemon"):
        run_in_reactor(daemon.report_health)
    assert "daily healthy=1/1 moves=0 letters_waiting=0" in caplog.text


# --- running on, and the end


def test_sigterm_in_a_crawl_ends_it_cleanly(
    site: Site, settings: Settings, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was read is stored, the run is marked interrupted, and the database is free for the next one."""
    monkeypatch.setattr("crawler.crawl._GRACE", 0.1)
    announce(site, "/slow")
    site.pages["/slow"] = Answer(hangs=True)

    def kill_when_it_hangs() -> None:
        until = time.monotonic() + 30
        while "/slow" not in site.asked and time.monotonic() < until:
            time.sleep(0.02)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=kill_when_it_hangs, daemon=True).start()
    with caplog.at_level(logging.INFO, "crawler.daemon"):
        run_daemon(daemon_of(site, settings))
    site.over.set()
    assert "stopped" in caplog.messages
    with Store.open(settings.database) as store:
        assert store.runs(1)[0].outcome == "interrupted"
        store.start_run("test", [], NOW)


def test_the_jobs_run_by_themselves(site: Site, settings: Settings) -> None:
    """Started, it crawls, sends and reports at once; stopped while idle, it ends at once."""

    async def watch() -> None:
        daemon = daemon_of(site, settings)
        running = asyncio.ensure_future(daemon.run())
        while not (daemon._crawling and daemon._crawling.done() and daemon._sending and daemon._sending.done()):  # noqa: ASYNC110 - what is watched sets no event
            await asyncio.sleep(0.02)
        running.cancel()
        await running

    run_in_reactor(watch)
    assert "/weather" in site.asked
