"""Whole crawls: what is fetched, stored and said, and how a run ends."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from crawls import MURATI, NOW, THANKS, Notes, crawled, newsroom, settings, source
from shared import ROOT
from spiders_site import Answer, Site, article_html, rss

from crawler.crawl import crawl, run_in_reactor
from crawler.errors import ConfigError, StoreError
from crawler.model import (
    Discovery,
    DiscoveryKind,
    Kind,
    Page,
    Source,
    Verdict,
)
from spiders.announced import Announced
from spiders.read_place import read_place
from storage.store import Store


def test_a_crawl_reads_matches_and_stores(site: Site, store: Store, tmp_path: Path) -> None:
    """Feed and listing, UTF-8 and GB18030: moves are stored, the rest is counted."""
    notes = Notes()
    report = crawled(site, newsroom(site), store, settings(tmp_path), notes=notes)
    assert report.outcome == "finished"
    daily, weekly = report.sources
    assert (daily.links, daily.pages, daily.matched, daily.screened_out, daily.health) == (3, 3, 2, 1, "ok")
    assert (weekly.links, weekly.pages, weekly.health) == (1, 1, "ok")
    moves = {(move.person, move.lab, move.kind) for move in store.moves()}
    assert moves == {("Mira Murati", "OpenAI", Kind.DEPARTURE), ("林俊旸", "Alibaba", Kind.DEPARTURE)}
    assert {decision.verdict for decision in report.decisions} == {Verdict.NEW}
    assert notes.links == {"daily": (3, 3), "weekly": (1, 1)}
    assert sorted(notes.started) == ["daily", "weekly"]
    run = store.runs()[0]
    assert (run.outcome, run.started_at) == ("finished", NOW)


def test_chinese_is_cut_where_it_is_read(
    site: Site, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No dictionary is loaded beside the database, also for a text that tells of no move any more."""
    monkeypatch.setattr("crawler.text.words.cut", lambda _: pytest.fail("Chinese is cut in the event loop"))
    sources = newsroom(site)
    crawled(site, sources, store, settings(tmp_path))
    site.put("/lin", article_html("阿里发布模型", "阿里发布了新模型，没有人离职。"))
    crawled(site, sources, store, settings(tmp_path), now=NOW + timedelta(days=1))
    assert len(store.article_versions(site.url + "/lin")) == 2
    monkeypatch.undo()
    assert [hit.article_url for hit in store.search(["新模型"], 5)] == [site.url + "/lin"]
    assert store.search(["林俊旸"], 5) == []


def test_a_second_crawl_of_an_unchanged_site_stores_and_sends_nothing(site: Site, store: Store, tmp_path: Path) -> None:
    """Conditional requests are answered 304; what did not match is not asked for; no floor complains."""
    sources = newsroom(site)
    crawled(site, sources, store, settings(tmp_path))
    before, moves = store.counts(), store.moves()
    site.asked.clear()
    report = crawled(site, sources, store, settings(tmp_path), now=NOW + timedelta(hours=1))
    after = store.counts()
    assert replace(after, runs=0, bytes=0) == replace(before, runs=0, bytes=0)
    assert store.moves() == moves
    assert report.decisions == ()
    assert all(source.health == "ok" for source in report.sources)
    asked = set(site.asked) - {"/robots.txt"}
    assert asked == {"/feed", "/news/", "/murati", "/lin"}
    assert dict(site.headers)["/murati"]["If-None-Match"] == '"m1"'
    assert report.sources[0].unchanged == 3


def test_an_edited_article_is_read_again_though_its_feed_is_unchanged(site: Site, store: Store, tmp_path: Path) -> None:
    """The text's new version is stored; the one with another ETag only is the same article."""
    sources = newsroom(site)
    crawled(site, sources, store, settings(tmp_path))
    edited = article_html("Mira Murati leaves OpenAI", MURATI, THANKS, "She will start a company of her own.")
    site.put("/murati", edited, headers={"ETag": '"m2"'})
    crawled(site, sources, store, settings(tmp_path), now=NOW + timedelta(days=1))
    assert len(store.article_versions(site.url + "/murati")) == 2
    assert len(store.article_versions(site.url + "/lin")) == 1


def test_a_missed_article_is_not_hidden_behind_an_unchanged_feed(site: Site, store: Store, tmp_path: Path) -> None:
    """While an article could not be had, its feed is asked for whole; the article is tried again after an hour."""
    sources = newsroom(site)[:1]
    murati = site.pages["/murati"]
    site.pages["/murati"] = Answer(status=404, headers=murati.headers)  # its ETag must not stand for the article
    report = crawled(site, sources, store, settings(tmp_path))
    assert "1 of 3 pages could not be had: the server answered 404 (1)" in report.sources[0].issues[0]
    site.pages["/murati"] = murati
    crawled(site, sources, store, settings(tmp_path), now=NOW + timedelta(minutes=30))
    assert len(store.moves()) == 1
    crawled(site, sources, store, settings(tmp_path), now=NOW + timedelta(hours=2))
    assert len(store.moves()) == 2


def test_an_interrupted_crawl_keeps_what_it_read(
    site: Site, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C ends the run, cutting off what hangs; the next run finds the rest, though the feed did not change."""
    monkeypatch.setattr("crawler.crawl._GRACE", 0.2)
    sources = newsroom(site)[:1]
    lin = site.pages["/lin"]
    site.put("/lin", hangs=True)
    notes = Notes()
    notes.interrupt_after = 2
    report = crawled(site, sources, store, settings(tmp_path), notes=notes)
    assert (report.outcome, store.runs()[0].outcome) == ("interrupted", "interrupted")
    assert [move.person for move in store.moves()] == ["Mira Murati"]
    assert store.timetable()["daily"].at == NOW, "what was not come to its end is due at once"
    site.pages["/lin"] = lin
    assert crawled(site, sources, store, settings(tmp_path), now=NOW + timedelta(hours=1)).outcome == "finished"
    assert len(store.moves()) == 2


def test_a_source_whose_turn_did_not_come_is_due_as_before(site: Site, store: Store, tmp_path: Path) -> None:
    """The one that used up the time counts as failed; of the one behind it nothing is said, and it goes first next."""
    site.put("/hangs", hangs=True)
    sources = [source(site, "first", "/hangs"), source(site, "second", "/feed")]
    report = run_in_reactor(
        lambda: crawl(
            sources,
            settings(tmp_path, concurrency=1),
            store,
            command="test",
            clock=lambda: NOW,
            progress=Notes(),
            allow_hosts=frozenset({site.host}),
            deadline=timedelta(seconds=1),
        )
    )
    site.over.set()
    assert report.outcome == "timed out"
    assert [(r.source, r.health) for r in report.sources] == [("first", "failing")]
    due = store.timetable()
    assert (due["first"].because, due["second"].because, due["second"].at) == ("back-off", "new", NOW)


def test_of_a_source_that_never_answered_an_interrupted_crawl_says_nothing(
    site: Site, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not that it is well: what the last whole run said of it stands."""
    monkeypatch.setattr("crawler.crawl._GRACE", 0.2)
    site.put("/hangs", hangs=True)
    notes = Notes()
    notes.interrupt_after = 1
    report = crawled(
        site, [source(site, "mute", "/hangs"), *newsroom(site)[:1]], store, settings(tmp_path), notes=notes
    )
    assert report.outcome == "interrupted"
    assert [r.source for r in report.sources] == ["daily"]


def test_a_first_crawl_alerts_for_nothing_old(site: Site, store: Store, tmp_path: Path) -> None:
    """An undated backlog is stored and not mailed; the same news on a later day is."""
    sources = newsroom(site)[:1]
    feed = site.pages["/feed"]
    site.put("/feed", rss())
    crawled(site, sources, store, settings(tmp_path))
    site.pages["/feed"] = feed
    first = crawled(site, sources, store, settings(tmp_path), now=NOW + timedelta(hours=1))
    assert len(first.decisions) == 2
    assert store.counts().letters == sum(decision.alert for decision in first.decisions)


def test_a_database_that_cannot_be_written_ends_the_run_with_its_own_error(
    site: Site, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The StoreError comes out of the crawl, not a traceback in a log, and the run is not left open."""

    def full(*_: object, **__: object) -> None:
        raise StoreError("disk full", where="labmoves.db")

    monkeypatch.setattr(store, "apply", full)
    with pytest.raises(StoreError, match="disk full"):
        crawled(site, newsroom(site), store, settings(tmp_path))
    assert store.runs()[0].outcome == "failed"


def test_a_wrong_lexicon_file_stops_the_start(site: Site, store: Store, tmp_path: Path) -> None:
    """No run is begun, no page is fetched."""
    folder = tmp_path / "lexicon"
    folder.mkdir()
    (folder / "labs.toml").write_text("[[lab]]\nname = 3\n", encoding="utf-8")
    with pytest.raises(ConfigError):
        crawled(site, newsroom(site), store, replace(settings(tmp_path), lexicon_folder=folder))
    assert site.asked == []
    assert store.runs() == []


def test_a_fault_of_ours_is_reported_and_stops_no_other_source(
    site: Site, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """An exception in reading a place becomes an error of its source, with its traceback in the log."""
    monkeypatch.setattr("crawler.errand.errand.read_place", _breaks_on_listings)
    report = crawled(site, newsroom(site), store, settings(tmp_path))
    assert "internal error (KeyError)" in report.sources[1].errors[0]
    assert report.sources[0].matched == 2
    assert any(record.exc_info for record in caplog.records)


def _breaks_on_listings(page: Page, origin: Source, place: Discovery) -> Announced:
    if place.kind is DiscoveryKind.LISTING:
        raise KeyError("a fault")
    return read_place(page, origin, place)


def test_what_a_crawl_left_in_the_loop_ends_without_a_word() -> None:
    """One that was cut off leaves Scrapy's tasks behind, of which Python would complain at the end."""
    script = (
        "import asyncio\n"
        "from crawler.crawl import run_in_reactor\n"
        "async def left(): asyncio.create_task(asyncio.sleep(99))\n"
        "run_in_reactor(left)"
    )
    done = subprocess.run([sys.executable, "-c", script], check=False, capture_output=True, text=True, cwd=ROOT)
    assert (done.returncode, done.stderr) == (0, "")
