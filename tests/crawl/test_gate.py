"""Where a crawl never goes: private addresses, servers that nobody vouches for."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import psutil
import pytest
from certificates import LOOPBACK, self_signed, server_side
from crawls import MURATI, Notes, crawled, name_server, newsroom, settings, source
from cryptography import x509
from spiders_site import Site, article_html, rss

from crawler import gate
from crawler.model import DiscoveryKind, Outcome
from crawler.settings import DOWNLOAD_HANDLERS
from storage.store import Store

PRIVATE = ("http://{hidden}/secret", "http://localhost:{port}/secret", "http://[::1]:{port}/secret",
           "http://2130706433:{port}/secret", "http://0x7f.1:{port}/secret", "http://inside.example:{port}/secret",
           "http://169.254.169.254/latest/meta-data/", "file:///etc/passwd", "ftp://{hidden}/secret",
           "data:text/html,secret", "http://me:pw@{hidden}/secret")  # fmt: skip


@pytest.fixture(autouse=True)
def any_port(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests' servers lie at odd ones, and it is their addresses that must be refused here."""
    monkeypatch.setattr(gate, "_WEB_PORTS", frozenset({None, *range(65536)}))


class Listening(Notes):
    """Notes at which ports this process listens while pages come."""

    def __init__(self) -> None:
        super().__init__()
        self.ports: set[int] = set()

    def page_done(self, source: str, url: str, outcome: Outcome) -> None:
        super().page_done(source, url, outcome)
        self.ports |= listened_at()


def listened_at() -> set[int]:
    """The ports at which this process waits for a connection."""
    return {each.laddr.port for each in psutil.Process().net_connections() if each.status == "LISTEN"}


def test_a_crawl_listens_at_no_port_and_speaks_http_only(site: Site, store: Store, tmp_path: Path) -> None:
    """No console, no remote control: beside the servers that the tests of this process opened, nobody listens."""
    notes, before = Listening(), listened_at()
    crawled(site, newsroom(site), store, settings(tmp_path), notes=notes)
    assert notes.pages
    assert urlsplit(site.url).port in notes.ports
    assert notes.ports <= before
    assert {scheme for scheme, handler in DOWNLOAD_HANDLERS.items() if handler} == {"http", "https"}


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


def test_a_certificate_nobody_vouches_for_is_refused(site: Site, store: Store, tmp_path: Path) -> None:
    """TLS is verified: a self-signed server's feed is not read, and the report says why."""
    with Site(tls=server_side(self_signed(tmp_path))) as secure:
        secure.put("/feed", rss())
        feed = [source(secure, "secure", "/feed")]
        report = crawled(secure, feed, store, settings(tmp_path), allow=frozenset({secure.host}))
        assert secure.asked == []
    assert "certificate cannot be trusted" in report.sources[0].errors[0]


@pytest.mark.parametrize(("whom", "read"), [(LOOPBACK, True), (x509.DNSName("other.example"), False)])
def test_a_certificate_must_be_of_the_host_that_was_asked(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, whom: x509.GeneralName, read: bool
) -> None:
    """One that is trusted and made out to another name is refused; the one that fits is taken."""
    certificate = self_signed(tmp_path, whom)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with Site(tls=server_side(certificate)) as secure:
        secure.put("/feed", rss(secure.put("/1", article_html("Rain", "It rained."))))
        (report,) = crawled(
            secure, [source(secure, "secure", "/feed")], store, settings(tmp_path), allow=frozenset({secure.host})
        ).sources
    assert (report.pages == 1) == read
    assert (report.errors == ()) == read
    assert read or "certificate is made out to another host" in report.errors[0]
