"""Sources and pages in trouble: each is named in one sentence, and stops no other."""

from __future__ import annotations

import socket
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from crawls import MURATI, NOW, WEATHER, Notes, crawled, name_server, newsroom, settings, source
from spiders_site import Answer, Site, article_html, rss

from crawler.errand.tally import judge
from crawler.model import (
    Floors,
    Outcome,
    Reason,
    SourceReport,
)
from spiders import politeness
from storage.store import Store


@pytest.fixture
def dead() -> Iterator[str]:
    """Host and port at which nobody listens; the port is held, so that nobody begins to."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        yield f"127.0.0.1:{held.getsockname()[1]}"


def faulty(site: Site, dead: str) -> dict[str, str]:
    """A source for each fault of a place of discovery, and what its report must say."""
    site.put("/page", b"<!doctype html><html><body><p>Just a moment</p></body></html>")
    site.put("/500", b"oops", status=500)
    site.put("/endless", endless=True, content_type="application/rss+xml")
    site.put("/slow", hangs=True)
    site.put("/circle", status=302, headers={"Location": "/circle"})
    site.put("/closed/feed", rss())
    site.put("/empty", b"")
    site.put("/no-entries", rss())
    return {
        "/absent": "the server answered 404",
        "/500": "the server answered 500",
        "/page": "it is no feed, it begins with '<!doctype html>",
        "/empty": "the answer is empty",
        "/endless": "larger than crawl.max_bytes",
        "/slow": "no answer in time",
        "/circle": "redirects in a circle",
        "/closed/feed": "robots.txt asks not to fetch it",
        f"http://{dead}/feed": "refused the connection",
        "http://nowhere.example/feed": "no such host",
        "http://127.0.0.1:9/feed": "address refused: 127.0.0.1 is not a public address",
        "http://inside.example/feed": "inside.example stands for 10.0.0.7 is not a public address",
    }


def test_every_fault_of_a_source_is_one_sentence_and_stops_no_other(
    site: Site, dead: str, store: Store, tmp_path: Path
) -> None:
    """DNS, refusal, status, time-out, size, robots, circle, wrong type: all in the report; the good source is read."""
    expected = faulty(site, dead)
    allow = frozenset({site.host, dead})
    sources = [source(site, f"bad_{number}", path) for number, path in enumerate(expected)]
    with name_server(inside_example=["10.0.0.7"]):
        report = crawled(site, [*sources, *newsroom(site)[:1]], store, settings(tmp_path, timeout=2.0), allow=allow)
    said = dict(zip(expected, report.sources, strict=False))
    wrong = {path: said[path].errors for path, words in expected.items() if words not in " ".join(said[path].errors)}
    assert wrong == {}
    assert all(len(found.errors) == 1 and "\n" not in found.errors[0] for found in said.values())
    assert all(found.health == "failing" for found in said.values())
    assert (report.outcome, report.sources[-1].matched) == ("finished", 2)
    assert site.counted["/closed/feed"] == 0


def test_an_article_that_is_no_article_is_counted_with_its_reason(site: Site, store: Store, tmp_path: Path) -> None:
    """Empty pages, images, endless ones and closed ones do not hide each other or the good one."""
    newsroom(site)
    site.put("/nothing", b"")
    site.put("/image", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), content_type="image/png")
    site.put("/pour", endless=True)
    site.put("/closed/1", article_html("x", MURATI))
    site.put("/moved", status=301, headers={"Location": "/murati"})
    paths = ("/nothing", "/image", "/pour", "/closed/1", "/moved", "/absent")
    site.put("/feed", rss(*(site.url + path for path in paths)))
    notes = Notes()
    report = crawled(site, [source(site, "daily", "/feed")], store, settings(tmp_path), notes=notes)
    outcomes = {url.removeprefix(site.url): outcome for _, url, outcome in notes.pages}
    failed = {path for path, outcome in outcomes.items() if outcome is Outcome.FAILED}
    assert failed == {"/pour", "/closed/1", "/absent"}
    assert outcomes["/moved"] is Outcome.MATCHED
    assert "3 of 6 pages could not be had" in report.sources[0].issues[0]
    assert store.moves()[0].first_url == site.url + "/murati"


@pytest.mark.parametrize(("status", "read"), [(200, False), (404, True), (403, True), (500, False), (429, False)])
def test_a_robots_txt_that_is_an_error_page_holds_no_rules(
    site: Site, store: Store, tmp_path: Path, status: int, read: bool
) -> None:
    """RFC 9309: where there is none all may be read, where the server fails nothing; the page's words do not count."""
    site.put("/robots.txt", b"User-agent: *\nDisallow: /", status=status)
    report = crawled(site, newsroom(site)[:1], store, settings(tmp_path)).sources[0]
    assert (report.matched == 2) == read
    if status == 429 or status >= 500:
        assert report.errors[0].endswith(f"{status} for its robots.txt, so nothing else is asked of it")
        assert set(site.asked) == {"/robots.txt"}


def test_robots_txt_is_asked_for_once_by_a_run(site: Site, store: Store, tmp_path: Path) -> None:
    """However many sources and places a host has, one answer serves them all; the next run asks anew."""
    both = [replace(each, discovery=each.discovery + newsroom(site)[0].discovery) for each in newsroom(site)]
    for run in (1, 2):
        report = crawled(site, both, store, settings(tmp_path))
        assert {each.health for each in report.sources} == {"ok"}
        assert site.counted["/robots.txt"] == run


def test_all_that_wait_for_one_robots_txt_hear_its_answer(site: Site, store: Store, tmp_path: Path) -> None:
    """Several pages of a host not asked before are asked for at once, and each is closed."""
    with Site() as other:
        other.pages["/robots.txt"].slow = 0.1
        closed = [other.put(f"/closed/{n}", article_html("Rain", WEATHER)) for n in range(4)]
        site.put("/feed", rss(*closed))
        feed = source(site, "daily", "/feed")
        abroad = replace(feed, discovery=(replace(feed.discovery[0], hosts=("*",)),))
        how = settings(tmp_path, concurrency=8)
        (report,) = crawled(site, [abroad], store, how, allow=frozenset({site.host, other.host})).sources
        assert other.asked == ["/robots.txt"]
    assert "robots.txt asks not to fetch it (4)" in " ".join(report.issues)


def test_a_source_of_which_no_page_can_be_had_is_failing(site: Site, store: Store, tmp_path: Path) -> None:
    """Its feed answers and every article is refused: that is no warning, and the daemon asks it less often."""
    site.put("/feed", rss(*(f"{site.url}/absent/{n}" for n in range(5))))
    (report,) = crawled(site, [source(site, "daily", "/feed")], store, settings(tmp_path)).sources
    assert report.health == "failing"
    assert "5 of 5 pages could not be had: the server answered 404 (5)" in report.errors[0]
    assert not report.issues


def test_a_host_that_asks_for_a_pause_gets_it(
    site: Site, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Retry-After is waited for and the request repeated; nothing else is sent meanwhile."""
    pauses: list[float] = []

    async def sleep(seconds: float) -> None:
        pauses.append(seconds)
        middleware_clock[0] += seconds

    middleware_clock = [0.0]
    monkeypatch.setattr(politeness, "sleep", sleep)
    monkeypatch.setattr(politeness, "monotonic", lambda: middleware_clock[0])
    sources = newsroom(site)[:1]
    busy = Answer(status=429, headers={"Retry-After": "7"})
    site.pages["/feed"] = replace(site.pages["/feed"], fault=busy, failing=1)
    report = crawled(site, sources, store, settings(tmp_path))
    assert report.sources[0].matched == 2
    assert pauses == [pytest.approx(7.0)]
    assert site.counted["/feed"] == 2


def test_a_host_that_asks_for_an_hour_is_left_alone_by_all_its_sources(
    site: Site, store: Store, tmp_path: Path
) -> None:
    """Longer than a run waits: nothing more is asked of that host, and its sources say why."""
    site.put("/busy", status=429, headers={"Retry-After": "3600"})
    sources = [source(site, f"s{n}", f"/busy?{n}") for n in range(12)]
    reports = crawled(site, sources, store, settings(tmp_path, concurrency=1)).sources
    said = " ".join(report.errors[0] for report in reports)
    assert "the server answered 429" in said
    assert "asked to be left alone for 3600 s" in said
    assert len([path for path in site.asked if path != "/robots.txt"]) < 12
    due = store.timetable()["s11"]
    assert (due.because, due.failures) == ("back-off", 1)
    assert due.asked_until is not None
    assert timedelta(seconds=3500) < due.asked_until - NOW <= timedelta(seconds=3600)


def test_the_next_crawl_waits_until_a_server_wants_it(site: Site, store: Store, tmp_path: Path) -> None:
    """A day of Retry-After outlasts pace and back-off, also in the next process."""
    site.put("/busy", status=429, headers={"Retry-After": "86400"})
    crawled(site, [source(site, "daily", "/busy")], store, settings(tmp_path))
    due = store.timetable()["daily"]
    assert (due.because, due.at - NOW > timedelta(hours=23)) == ("retry-after", True)
    site.put("/busy", rss(), content_type="application/rss+xml")
    crawled(site, [source(site, "daily", "/busy")], store, settings(tmp_path))
    assert store.timetable()["daily"].because == "every"


def test_robots_crawl_delay_slows_us_down(site: Site, store: Store, tmp_path: Path) -> None:
    """What robots.txt asks for replaces a shorter delay of ours, for all sources of that host together."""
    site.put("/robots.txt", b"User-agent: *\nCrawl-delay: 0.25\n")
    places = [site.put(f"/feed/{n}", rss()).removeprefix(site.url) for n in range(4)]
    crawled(site, [source(site, f"s{n}", path) for n, path in enumerate(places)], store, settings(tmp_path))
    asked = sorted(moment for path, moment in site.times if path != "/robots.txt")
    assert len(asked) == 4
    assert min(later - earlier for earlier, later in pairwise(asked)) > 0.2


def test_sources_on_one_host_are_one_guest(site: Site, store: Store, tmp_path: Path) -> None:
    """However many sources a host has, it meets one request in the time between two, and all hosts no more at once."""
    places = [site.put(f"/feed/{n}", rss()).removeprefix(site.url) for n in range(4)]
    sources = [source(site, f"s{n}", path) for n, path in enumerate(places)]
    crawled(site, sources, store, settings(tmp_path, delay=0.2))
    asked = sorted(moment for _, moment in site.times)
    # Half of it at least. A request that the site notices late is nearer to the next one, and as much farther from the
    # one before.
    assert min(later - earlier for earlier, later in pairwise(asked)) > 0.05
    assert asked[-1] - asked[0] > 0.1 * (len(asked) - 1) - 0.05
    site.pages["/slow"] = Answer(rss(), slow=0.2)
    crowd = [source(site, f"slow{n}", f"/slow?{n}") for n in range(6)]
    crawled(site, crowd, store, settings(tmp_path, concurrency=3))
    assert site.most_at_once == 3


def test_a_source_that_fell_silent_is_no_quiet_one(site: Site, store: Store, tmp_path: Path) -> None:
    """Its feed answers, and its newest article is of last year."""
    old = site.put("/old", article_html("Rain", "It rained."))
    dated = rss(old).replace(b"<link>", b"<pubDate>Tue, 04 Mar 2025 10:00:00 GMT</pubDate><link>")
    site.put("/feed", dated)
    (report,) = crawled(site, [source(site, "daily", "/feed")], store, settings(tmp_path)).sources
    assert report.issues == ("silent: its newest article is of 2025-03-04",)


@pytest.mark.parametrize(
    ("report", "all_anew", "said"),
    [
        (SourceReport(source="s", links=2), True, "2 links announced, at least 5 expected"),
        (SourceReport(source="s", links=0), False, ""),
        (
            SourceReport(source="s", links=9, pages=20, screened_out=10, rejected=8),
            True,
            "8 of 10 pages are no articles, at most 50% expected: index page (8)",
        ),
        (SourceReport(source="s", links=9, pages=4, rejected=4), True, ""),
        (SourceReport(source="s", links=9, pages=20, rejected=8), True, ""),
    ],
)
def test_floors_tell_a_fault_from_a_quiet_day(report: SourceReport, all_anew: bool, said: str) -> None:
    """Few links count only where every document came anew; a share of few pages says nothing."""
    refused = Counter({Reason.INDEX_PAGE: report.rejected})
    found = judge(report, Floors(links_per_run=5, reject_share=0.5), refused, all_anew=all_anew)
    assert " ".join(found).startswith(said)
    assert bool(found) == bool(said)


def test_a_share_of_garbled_pages_is_a_fault() -> None:
    """Two of ten, of which the greatest share of refused pages that a source may have takes no notice."""
    report = SourceReport(source="s", links=10, pages=10, rejected=2)
    said = {
        reason: judge(report, Floors(reject_share=0.8), Counter({reason: 2}), all_anew=True)
        for reason in (Reason.GARBLED, Reason.TOO_SHORT)
    }
    assert said == {Reason.GARBLED: ["2 of 10 pages are garbled"], Reason.TOO_SHORT: []}


def test_a_fallback_is_read_only_where_the_places_before_it_give_too_little(
    site: Site, store: Store, tmp_path: Path
) -> None:
    """The listing stands in for a feed that fails or holds nothing; an unchanged feed needs no stand-in."""
    daily, weekly = newsroom(site)
    stand_in = replace(weekly.discovery[0], fallback=True)
    both = replace(daily, discovery=(daily.discovery[0], stand_in))
    for feed in (site.pages["/feed"], site.pages["/feed"], Answer(b"oops", status=404), Answer(rss())):
        site.pages["/feed"] = feed
        report = crawled(site, [both], store, settings(tmp_path))
        assert ("/news/" in site.asked) == (feed.status == 404 or b"<item>" not in feed.body)
        site.asked.clear()
    assert report.sources[0].health == "ok"
