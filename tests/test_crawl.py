"""Whole crawls over a loopback site with every fault: what is stored, what is said, and where we never go."""

from __future__ import annotations

import os
import signal
import socket
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from spiders_site import Answer, Site, article_html, rss

from crawler.config.schema import CrawlSettings, Settings
from crawler.crawl import CrawlReport, crawl, run_in_reactor
from crawler.errand import judge
from crawler.errors import ConfigError, StoreError
from crawler.model import (
    Decision,
    Discovery,
    DiscoveryKind,
    Floors,
    Kind,
    Outcome,
    Source,
    SourceReport,
    Verdict,
)
from spiders import politeness
from spiders.guard import install_guard
from storage.store import Store

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
    url = path if path.startswith("http") else site.url + path
    return Source(
        id=name,
        name=name,
        home=site.url,
        language="en",
        discovery=(Discovery(kind=kind, url=url, articles=articles),),
    )


def settings(folder: Path, **crawl_settings: object) -> Settings:
    own = {"delay": 0, "workers": 1, "timeout": 20.0, "max_bytes": 200_000} | crawl_settings
    return Settings(
        database=folder / "labmoves.db",
        letters_folder=folder,
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
        )
    )


@contextmanager
def name_server(**names: Sequence[str]) -> Iterator[None]:
    """A name server for this process that knows loopback literals and these names ('.' written as '_')."""
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


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as running:
        yield running


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "labmoves.db") as opened:
        yield opened


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


def test_an_article_is_no_longer_read_again_after_the_recheck_days(site: Site, store: Store, tmp_path: Path) -> None:
    """A week later only the places of discovery are asked."""
    sources = newsroom(site)
    crawled(site, sources, store, settings(tmp_path))
    site.asked.clear()
    crawled(site, sources, store, settings(tmp_path), now=NOW + timedelta(days=8))
    assert set(site.asked) - {"/robots.txt"} == {"/feed", "/news/"}


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


def faulty(site: Site) -> dict[str, str]:
    """A source for each fault of a place of discovery, and what its report must say."""
    dead = socket.socket()
    dead.bind(("127.0.0.1", 0))
    port = dead.getsockname()[1]
    dead.close()
    site.put("/page", b"<!doctype html><html><body><p>Just a moment</p></body></html>")
    site.put("/500", b"oops", status=500)
    site.put("/endless", endless=True, content_type="application/rss+xml")
    site.put("/slow", hangs=True)
    site.put("/circle", status=302, headers={"Location": "/circle"})
    site.put("/later", status=429, headers={"Retry-After": "3600"})
    site.put("/closed/feed", rss())
    site.put("/empty", b"")
    site.put("/no-entries", rss())
    return {
        "/absent": "the server answered 404",
        "/500": "the server answered 500",
        "/page": "it is no feed, it begins with '<!doctype html>",
        "/empty": "it is no feed",
        "/endless": "larger than crawl.max_bytes",
        "/slow": "no answer in time",
        "/circle": "redirects in a circle",
        "/later": "the server answered 429",
        "/closed/feed": "robots.txt asks not to fetch it",
        f"http://127.0.0.1:{port}/feed": "refused the connection",
        "http://nowhere.example/feed": "no such host",
        "http://127.0.0.1:9/feed": "address refused: 127.0.0.1 is not a public address",
        "http://inside.example/feed": "inside.example stands for 10.0.0.7 is not a public address",
    } | {"": f"127.0.0.1:{port}"}


def test_every_fault_of_a_source_is_one_sentence_and_stops_no_other(site: Site, store: Store, tmp_path: Path) -> None:
    """DNS, refusal, status, time-out, size, robots, circle, wrong type: all in the report; the good source is read."""
    expected = faulty(site)
    allow = frozenset({site.host, expected.pop("")})
    sources = [source(site, f"bad_{number}", path) for number, path in enumerate(expected)]
    with name_server(inside_example=["10.0.0.7"]):
        report = crawled(site, [*sources, *newsroom(site)[:1]], store, settings(tmp_path, timeout=0.7), allow=allow)
    said = dict(zip(expected, report.sources, strict=False))
    wrong = {path: said[path].errors for path, words in expected.items() if words not in " ".join(said[path].errors)}
    assert wrong == {}
    assert all(len(found.errors) == 1 and "\n" not in found.errors[0] for found in said.values())
    assert all(found.health == "failing" for found in said.values())
    assert (report.outcome, report.sources[-1].matched) == ("finished", 2)
    assert site.counted["/closed/feed"] == 0
    assert site.counted["/later"] == 1


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


def test_a_source_of_which_no_page_can_be_had_is_failing(site: Site, store: Store, tmp_path: Path) -> None:
    """Its feed answers and every article is refused: that is no warning, and the daemon asks it less often."""
    site.put("/feed", rss(*(f"{site.url}/absent/{n}" for n in range(5))))
    (report,) = crawled(site, [source(site, "daily", "/feed")], store, settings(tmp_path)).sources
    assert report.health == "failing"
    assert "5 of 5 pages could not be had: the server answered 404 (5)" in report.errors[0]
    assert not report.issues


PRIVATE = ("http://{hidden}/secret", "http://localhost:{port}/secret", "http://[::1]:{port}/secret",
           "http://2130706433:{port}/secret", "http://0x7f.1:{port}/secret", "http://inside.example:{port}/secret",
           "http://169.254.169.254/latest/meta-data/", "file:///etc/passwd", "ftp://{hidden}/secret",
           "data:text/html,secret", "http://me:pw@{hidden}/secret")  # fmt: skip


def test_no_redirect_feed_or_sitemap_leads_to_a_private_address(site: Site, store: Store, tmp_path: Path) -> None:
    """A second server on loopback stands for the inside network: it is never asked, by any way in."""
    with Site() as hidden, name_server(inside_example=["127.0.0.1"]):
        hidden.put("/secret", article_html("x", MURATI))
        targets = [t.format(hidden=hidden.host, port=hidden.host.split(":")[1]) for t in PRIVATE]
        links = [site.put(f"/to/{n}", status=302, headers={"Location": t}) for n, t in enumerate(targets)]
        site.put("/feed", rss(*links, *targets))
        locations = "".join(f"<url><loc>{t}</loc></url>" for t in targets)
        site.put("/map.xml", f"<urlset>{locations}</urlset>".encode())
        maps = "".join(f"<sitemap><loc>{t}</loc></sitemap>" for t in targets)
        site.put("/index.xml", f"<sitemapindex>{maps}</sitemapindex>".encode())
        site.put("/robots.txt", status=302, headers={"Location": targets[0]})
        sources = [
            source(site, "feed", "/feed", articles="."),
            source(site, "map", "/map.xml", DiscoveryKind.SITEMAP, articles="."),
            source(site, "index", "/index.xml", DiscoveryKind.SITEMAP, articles="."),
        ]
        report = crawled(site, sources, store, settings(tmp_path))
        assert hidden.asked == []
    assert store.moves() == []
    assert {found.pages for found in report.sources[1:]} == {0}
    assert report.sources[0].health == "failing"
    assert "address refused" in " ".join(report.sources[0].errors)


def test_a_name_is_checked_when_connecting_not_before(site: Site, store: Store, tmp_path: Path) -> None:
    """A name that resolves to loopback is refused; the same name and port, allowed by name, is reached."""
    site.put("/feed", rss())
    port = site.host.split(":")[1]
    feed = [source(site, "feed", f"http://press.example:{port}/feed")]
    with name_server(press_example=["127.0.0.1"]):
        refused = crawled(site, feed, store, settings(tmp_path), allow=frozenset())
        assert site.asked == []
        reached = crawled(site, feed, store, settings(tmp_path), allow=frozenset({f"press.example:{port}"}))
    assert "stands for 127.0.0.1" in refused.sources[0].errors[0]
    assert reached.sources[0].errors == ()


def test_a_host_that_asks_for_a_pause_gets_it(
    site: Site, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Retry-After is waited for and the request repeated; nothing else is sent meanwhile."""
    pauses: list[float] = []

    class Sleeper:
        @staticmethod
        async def sleep(seconds: float) -> None:
            pauses.append(seconds)
            middleware_clock[0] += seconds

    middleware_clock = [0.0]
    monkeypatch.setattr(politeness, "asyncio", Sleeper)
    monkeypatch.setattr(politeness, "monotonic", lambda: middleware_clock[0])
    sources = newsroom(site)[:1]
    busy = Answer(status=429, headers={"Retry-After": "7"})
    site.pages["/feed"] = replace(site.pages["/feed"], fault=busy, failing=1)
    report = crawled(site, sources, store, settings(tmp_path))
    assert report.sources[0].matched == 2
    assert pauses == [pytest.approx(7.0)]
    assert site.counted["/feed"] == 2


def test_robots_crawl_delay_slows_us_down(site: Site, store: Store, tmp_path: Path) -> None:
    """What robots.txt asks for replaces a shorter delay of ours."""
    slots: list[float] = []
    original = politeness.HostPause._slow_down

    def noted(self: politeness.HostPause, robotparser: object, request: object) -> None:
        original(self, robotparser, request)  # type: ignore[arg-type]
        slots.extend(slot.delay for slot in self._crawler.engine.downloader.slots.values())

    site.put("/robots.txt", b"User-agent: *\nCrawl-delay: 0.25\n")
    site.put("/feed", rss())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(politeness.HostPause, "_slow_down", noted)
        crawled(site, [source(site, "daily", "/feed")], store, settings(tmp_path))
    assert slots == [0.25]


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
    site.pages["/lin"] = lin
    assert crawled(site, sources, store, settings(tmp_path), now=NOW + timedelta(hours=1)).outcome == "finished"
    assert len(store.moves()) == 2


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
    """An exception in a spider becomes an error of its source, with its traceback in the log."""

    def broken(*_: object, **__: object) -> None:
        raise KeyError("a fault")

    monkeypatch.setattr("spiders.listing.read_listing", broken)
    report = crawled(site, newsroom(site), store, settings(tmp_path))
    assert "internal error (KeyError)" in report.sources[1].errors[0]
    assert report.sources[0].matched == 2
    assert any(record.exc_info for record in caplog.records)


@pytest.mark.parametrize(
    ("report", "all_anew", "said"),
    [
        (SourceReport(source="s", links=2), True, "2 links announced, at least 5 expected"),
        (SourceReport(source="s", links=0), False, ""),
        (
            SourceReport(source="s", links=9, pages=20, screened_out=10, rejected=8),
            True,
            "8 of 10 pages are no articles",
        ),
        (SourceReport(source="s", links=9, pages=4, rejected=4), True, ""),
        (SourceReport(source="s", links=9, pages=20, rejected=8), True, ""),
    ],
)
def test_floors_tell_a_fault_from_a_quiet_day(report: SourceReport, all_anew: bool, said: str) -> None:
    """Few links count only where every document came anew; a share of few pages says nothing."""
    found = judge(report, Floors(links_per_run=5, reject_share=0.5), all_anew=all_anew)
    assert " ".join(found).startswith(said)
    assert bool(found) == bool(said)


def test_a_certificate_nobody_vouches_for_is_refused(site: Site, store: Store, tmp_path: Path) -> None:
    """TLS is verified: a self-signed server's feed is not read, and the report says why."""
    server_side = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server_side.load_cert_chain(self_signed(tmp_path))
    with Site(tls=server_side) as secure:
        secure.put("/feed", rss())
        feed = [source(secure, "secure", "/feed")]
        report = crawled(secure, feed, store, settings(tmp_path), allow=frozenset({secure.host}))
        assert secure.asked == []
    assert "certificate cannot be trusted" in report.sources[0].errors[0]


def self_signed(folder: Path) -> Path:
    """A fresh key and a certificate for 127.0.0.1 that vouches for itself, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    start = datetime.now(UTC) - timedelta(days=1)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(start)
        .not_valid_after(start + timedelta(days=30))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    encoding = serialization.Encoding.PEM
    private = key.private_bytes(encoding, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path = folder / "self-signed.pem"
    path.write_bytes(private + certificate.public_bytes(encoding))
    return path
