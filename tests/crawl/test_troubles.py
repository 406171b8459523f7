"""A crawl of which a third of the sources is in trouble: bounded in time and memory, and nothing of the others lost."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from time import monotonic

import pytest
from certificates import self_signed, server_side
from crawls import MURATI, WEATHER, crawled, settings, source
from spiders_site import Site, article_html, rss
from troubles import TROUBLES

from benchmarks.resident import Resident, measurable
from crawler.errand import errand
from crawler.model import Source
from storage.store import Store

HEALTHY = 2 * len(TROUBLES)
MB = 10**6


def healthy(site: Site, number: int) -> Source:
    """A feed of two articles, of which one is news."""
    news = site.put(f"/{number}/news", article_html(f"Of day {number}", MURATI, f"It is day {number}."))
    rain = site.put(f"/{number}/rain", article_html("Rain", WEATHER * (number + 1)))
    site.put(f"/{number}/feed", rss(news, rain))
    return source(site, f"healthy_{number}", f"/{number}/feed")


def test_a_third_in_trouble_costs_the_others_nothing(
    site: Site, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each trouble is named in one sentence; every page of the healthy sources is read; time and memory are bounded."""
    monkeypatch.setattr(errand, "MOST_NEW", 20)
    sources = [healthy(site, number) for number in range(HEALTHY)]
    with ExitStack() as servers:
        allow = {site.host}
        tls = server_side(self_signed(tmp_path))
        for number, (name, trouble) in enumerate(TROUBLES.items()):
            server = servers.enter_context(Site(tls=tls if trouble.tls else None))
            trouble.put(server)
            allow.add(server.host)
            sources.insert(3 * number, source(server, name.replace(" ", "_"), "/place", trouble.kind))
        how = settings(tmp_path, timeout=3.0, max_bytes=8 * MB, workers=2, concurrency=16)
        began = monotonic()
        with Resident() as memory:
            report = crawled(site, sources, store, how, allow=frozenset(allow))
        took = monotonic() - began
    reports = {each.source: each for each in report.sources}
    for name, trouble in TROUBLES.items():
        found = reports.pop(name.replace(" ", "_"))
        sentences = [*found.errors, *found.issues]
        assert len(sentences) == bool(trouble.said), (name, sentences)
        assert trouble.said in "".join(sentences), (name, sentences)
        assert found.pages == trouble.pages, name
    assert report.outcome == "finished"
    assert {(each.health, each.links, each.pages, each.matched) for each in reports.values()} == {("ok", 2, 2, 1)}
    assert len(store.evidence(store.moves()[0].key)) == HEALTHY
    assert took < 60
    if measurable:
        assert memory.grown < 100 * MB
        assert memory.largest_below < 600 * MB
