"""Where a crawl never goes: private addresses, servers that nobody vouches for."""

from __future__ import annotations

import ssl
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from crawls import MURATI, crawled, name_server, settings, source
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from spiders_site import Site, article_html, rss

from crawler.model import (
    DiscoveryKind,
)
from storage.store import Store

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
