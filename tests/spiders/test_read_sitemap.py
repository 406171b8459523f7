"""Sitemaps of every kind become links."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime

import pytest

from crawler.errors import InputError
from crawler.model import Discovery, DiscoveryKind, Source
from spiders import read_sitemap as module
from spiders.read_sitemap import read_sitemap

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
URL = "https://paper.example/sitemap.xml"
PLAIN = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
NEWS = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
SOURCE = Source(
    id="paper",
    name="Paper",
    home="https://paper.example",
    language="en",
    discovery=(Discovery(kind=DiscoveryKind.SITEMAP, url=URL),),
)


def read(body: str | bytes):
    return read_sitemap(body.encode() if isinstance(body, str) else body, source=SOURCE, url=URL, now=NOW)


def test_a_news_sitemap_gives_title_and_publication_date() -> None:
    """The news tags win over lastmod."""
    body = (
        f"<urlset {PLAIN} {NEWS}><url><loc>https://paper.example/1</loc><lastmod>2026-03-04</lastmod><news:news>"
        "<news:publication><news:name>Paper</news:name></news:publication>"
        "<news:publication_date>2026-03-04T08:00:00+08:00</news:publication_date><news:title>A &amp; B</news:title>"
        "</news:news></url></urlset>"
    )
    (link,) = read(body).links
    assert (link.url, link.title, link.published) == (
        "https://paper.example/1",
        "A & B",
        datetime(2026, 3, 4, 0, tzinfo=UTC),
    )


def test_old_pages_of_a_full_sitemap_are_left_out() -> None:
    """Only a week counts as news; an undated page may be new."""
    body = (
        f"<urlset {PLAIN}><url><loc>/new</loc><lastmod>2026-03-01</lastmod></url>"
        "<url><loc>/old</loc><lastmod>2025-03-01</lastmod></url><url><loc>/undated</loc></url></urlset>"
    )
    assert [link.url for link in read(body).links] == ["https://paper.example/new", "https://paper.example/undated"]


def test_an_index_gives_its_newest_maps() -> None:
    """Maps of the week are read, old ones are not."""
    maps = "".join(f"<sitemap><loc>/m{n}.xml</loc><lastmod>2026-0{n}-01</lastmod></sitemap>" for n in (1, 2, 3))
    assert read(f"<sitemapindex {PLAIN}>{maps}</sitemapindex>").more == ("https://paper.example/m3.xml",)


def test_it_says_how_old_all_is_that_it_lists() -> None:
    """An index whose maps are all old, and a map whose pages are; none of which any entry is new or has no date."""
    old = "".join(f"<sitemap><loc>/m{n}.xml</loc><lastmod>2024-0{n}-01</lastmod></sitemap>" for n in (1, 3, 2))
    index = read(f"<sitemapindex {PLAIN}>{old}</sitemapindex>")
    assert index.outdated == f"of 3 maps in {URL} the newest is of 2024-03-01"
    assert index.more[0] == "https://paper.example/m3.xml", "it may be wrong about that"
    page = "<url><loc>/old</loc><lastmod>2025-03-01</lastmod></url>"
    assert read(f"<urlset {PLAIN}>{page}</urlset>").outdated == f"of 1 pages in {URL} the newest is of 2025-03-01"
    assert read(f"<urlset {PLAIN}>{page}<url><loc>/undated</loc></url></urlset>").outdated is None
    assert read(f"<urlset {PLAIN}></urlset>").outdated is None


def test_an_undated_index_gives_its_first_maps_only() -> None:
    """An index of a thousand maps does not become a thousand requests."""
    maps = "".join(f"<sitemap><loc>/m{n}.xml</loc></sitemap>" for n in range(1000))
    assert len(read(f"<sitemapindex {PLAIN}>{maps}</sitemapindex>").more) == module.MOST_MAPS


@pytest.mark.parametrize(
    "body",
    [
        "<urlset><url><loc>https://paper.example/1</loc></url></urlset>",
        f"<urlset {PLAIN}><url><loc> https://paper.example/1\n</loc></url>",
        f"\ufeff\n<?xml version='1.0'?><urlset {PLAIN}><url><loc>https://paper.example/1?a=1&b=2</loc></url></urlset>",
        "https://paper.example/1\nhttps://paper.example/2\n",
        gzip.compress(f"<urlset {PLAIN}><url><loc>https://paper.example/1</loc></url></urlset>".encode()),
    ],
    ids=["no namespace", "cut short", "mark and bare ampersand", "plain text", "gzip"],
)
def test_sitemaps_as_they_come_are_read(body: str | bytes) -> None:
    """Small faults cost nothing."""
    assert read(body).links[0].url.startswith("https://paper.example/1")


@pytest.mark.parametrize(
    "body",
    ["", "<!doctype html><p>no</p>", '<rss version="2.0"/>', gzip.compress(b"x" * 100)[:40], "\x00\x01"],
    ids=["empty", "html", "feed", "damaged gzip", "bytes"],
)
def test_what_is_no_sitemap_is_said_to_be_none(body: str | bytes) -> None:
    """Nothing else passes for an empty map."""
    with pytest.raises(InputError) as caught:
        read(body)
    assert caught.value.where == URL


def test_a_compressed_map_is_unpacked_up_to_the_limit_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """A small file that unpacks to much more is refused before it fills the memory."""
    monkeypatch.setattr(module, "MOST_BYTES", 10_000)
    with pytest.raises(InputError, match="unpacked"):
        read(gzip.compress(b"<urlset>" + b" " * 1_000_000))


def test_entities_are_not_expanded() -> None:
    """A nested entity stays what it is and an external one reads no file."""
    body = (
        '<!DOCTYPE u [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>'
        f"<urlset {PLAIN}><url><loc>https://paper.example/&b;&x;</loc></url></urlset>"
    )
    assert all("root" not in link.url and "aaaa" not in link.url for link in read(body).links)
