"""Feeds of every condition become links."""

from __future__ import annotations

import contextlib
import json
from datetime import UTC, datetime
from time import process_time

import pytest

from crawler.errors import InputError
from crawler.model import Discovery, DiscoveryKind, Source
from spiders.read_feed import read_feed

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
URL = "https://paper.example/feed"


def source(language: str = "en") -> Source:
    place = Discovery(kind=DiscoveryKind.FEED, url=URL)
    return Source(id="paper", name="Paper", home="https://paper.example", language=language, discovery=(place,))


def rss(items: str, *, prolog: str = '<?xml version="1.0" encoding="utf-8"?>', encoding: str = "utf-8") -> bytes:
    return f'{prolog}<rss version="2.0"><channel><title>P</title>{items}</channel></rss>'.encode(encoding)


def links(body: bytes, language: str = "en", content_type: str | None = None):
    return read_feed(body, source=source(language), url=URL, now=NOW, content_type=content_type).links


def test_an_rss_item_becomes_a_link_with_title_and_utc_date() -> None:
    """Address, title and date are taken, the date as UTC."""
    date = "<pubDate>Tue, 03 Mar 2026 20:00:00 +0800</pubDate>"
    item = f"<item><title>A &amp; B</title><link>https://paper.example/1</link>{date}</item>"
    (link,) = links(rss(item))
    assert (link.source, link.url, link.title) == ("paper", "https://paper.example/1", "A & B")
    assert link.published == datetime(2026, 3, 3, 12, tzinfo=UTC)


def test_atom_rdf_and_relative_links_are_read() -> None:
    """Other dialects give the same; an address without a host is the feed's own."""
    atom = (
        b'<feed xmlns="http://www.w3.org/2005/Atom"><title>P</title><entry>'
        b'<title>t</title><link href="/a/1"/><updated>2026-03-03T08:00:00Z</updated></entry></feed>'
    )
    assert [(found.url, found.published) for found in links(atom)] == [
        ("https://paper.example/a/1", datetime(2026, 3, 3, 8, tzinfo=UTC))
    ]
    rdf = b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><item rdf:about="https://paper.example/r"><title>t</title><link>https://paper.example/r</link></item></rdf:RDF>'
    assert [found.url for found in links(rdf)] == ["https://paper.example/r"]


@pytest.mark.parametrize(
    "broken",
    [
        "<item><title>AT&T buys</title><link>https://paper.example/1</link></item>",
        "<item><title>a\x0bb</title><link>https://paper.example/1</link></item>",
        "<item><title>a</title><link>https://paper.example/1</link></item><item><title>b",
        "<item><title>&nbsp;&hellip;a</title><link>https://paper.example/1</link></item>",
        "<item><title><b>a</title><link> https://paper.example/1\n</link></item>",
    ],
    ids=["bare ampersand", "control character", "cut short", "HTML entities", "unclosed tag"],
)
def test_an_ill_formed_feed_still_gives_its_entries(broken: str) -> None:
    """What can be read is read; the fault is a warning."""
    found = read_feed(rss(broken), source=source(), url=URL, now=NOW)
    assert found.links[0].url == "https://paper.example/1"


def test_an_ill_formed_feed_is_told_as_a_warning() -> None:
    """The warning says how much was read all the same."""
    body = rss("<item><title>AT&T</title><link>https://paper.example/1</link></item>")
    (warning,) = read_feed(body, source=source(), url=URL, now=NOW).warnings
    assert "ill-formed" in warning
    assert "1 entries" in warning


@pytest.mark.parametrize("declared", ["gb2312", "gbk", "gb18030"])
def test_chinese_feeds_are_decoded_by_gb18030(declared: str) -> None:
    """A feed that says gb2312 may hold any GB18030 character."""
    item = "<item><title>林俊旸与朱镕基離職</title><link>https://paper.example/1</link></item>"
    body = rss(item, prolog=f'<?xml version="1.0" encoding="{declared}"?>', encoding="gb18030")
    assert links(body, "zh")[0].title == "林俊旸与朱镕基離職"


def test_a_chinese_date_without_a_zone_is_shanghai_time() -> None:
    """36Kr's form with two blanks, and a bare local time."""
    items = "".join(
        f"<item><title>{n}</title><link>https://paper.example/{n}</link><pubDate>{date}</pubDate></item>"
        for n, date in enumerate(("2026-03-03 16:37:21  +0800", "2026-03-03 16:37:21"))
    )
    assert {found.published for found in links(rss(items), "zh")} == {datetime(2026, 3, 3, 8, 37, 21, tzinfo=UTC)}


def test_a_wrong_date_is_no_date() -> None:
    """An unreadable date leaves the link without one."""
    item = "<item><title>t</title><link>https://paper.example/1</link><pubDate>soon</pubDate></item>"
    assert links(rss(item))[0].published is None


def test_the_address_may_stand_in_the_id_only() -> None:
    """An entry without link is found by an id that is an address; one with neither is told as a warning."""
    with_id = '<item><title>t</title><guid isPermaLink="false">https://paper.example/g</guid></item>'
    items = with_id + "<item><title>no address</title></item>"
    found = read_feed(rss(items), source=source(), url=URL, now=NOW)
    assert [link.url for link in found.links] == ["https://paper.example/g"]
    assert found.warnings == ("1 entries have no address",)


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "file:///etc/passwd", "ftp://paper.example/x", "http://", "http://[::1"]
)
def test_only_web_addresses_become_links(address: str) -> None:
    """Other schemes and nonsense are left out."""
    assert links(rss(f"<item><title>t</title><link>{address}</link></item>")) == ()


def test_a_title_is_one_line() -> None:
    """Line ends and escapes of a scraped title never reach a log or a mail."""
    item = "<item><title>a\r\nBcc: x@y.example\u202e\u2028b &lt;b&gt;c&lt;/b&gt;</title><link>https://paper.example/1</link></item>"
    assert links(rss(item))[0].title == "a Bcc: x@y.example b c"


def test_json_feed_is_read() -> None:
    """JSON Feed gives the same links."""
    feed = {"version": "https://jsonfeed.org/version/1.1", "items": [
        {"id": "1", "url": "https://paper.example/j", "title": "T", "date_published": "2026-03-03T10:00:00+08:00"},
        {"id": "2"}, "nonsense"]}  # fmt: skip
    (link,) = links(json.dumps(feed).encode())
    assert (link.url, link.title, link.published) == (
        "https://paper.example/j", "T", datetime(2026, 3, 3, 2, tzinfo=UTC)
    )  # fmt: skip


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<!doctype html><html><body><p>Just a moment...</p></body></html>",
        b"{}",
        b"{broken",
        b"\x89PNG\r\n\x1a\n",
        b"[" * 50,
    ],
    ids=["empty", "html", "empty json", "broken json", "image", "brackets"],
)
def test_what_is_no_feed_is_said_to_be_none(body: bytes) -> None:
    """The message names the address and how the bytes begin."""
    with pytest.raises(InputError, match=r"no feed|no JSON Feed|cannot be read") as caught:
        links(body)
    assert caught.value.where == URL


def test_an_empty_feed_has_no_links() -> None:
    """A feed without entries is a feed."""
    assert links(rss("")) == ()


def test_entities_are_neither_expanded_without_bound_nor_read_from_files() -> None:
    """Nested entities stay small and an external one brings nothing in."""
    bomb = '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "ha">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
    )
    bomb += '<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    item = "<item><title>&j; &x;</title><link>https://paper.example/1</link></item>"
    started = process_time()
    found = links(rss(item, prolog=bomb))
    assert process_time() - started < 5
    assert all("root:" not in (link.title or "") and len(link.title or "") <= 500 for link in found)


def test_a_feed_beyond_the_limit_is_refused() -> None:
    """More than 8 MiB is no feed of news."""
    with pytest.raises(InputError, match="larger than 8 MiB"):
        links(b"<rss>" + b" " * (8 * 2**20))


def test_a_feed_of_a_hundred_thousand_entries_is_read_at_its_beginning() -> None:
    """The newest 2,000, without reading the rest, and well-formed as before."""
    started = process_time()
    found = read_feed(
        rss("".join(f"<item><link>https://paper.example/{n}</link></item>" for n in range(100_000))),
        source=source(),
        url=URL,
        now=NOW,
    )
    assert process_time() - started < 10
    assert [link.url for link in found.links] == [f"https://paper.example/{n}" for n in range(2000)]
    assert found.warnings == ()


@pytest.mark.parametrize("piece", ["<", "&", "<a ", "<![CDATA[", "<item><title>", "&#x", '<a b="', "</"])
def test_hostile_bytes_take_no_endless_time(piece: str) -> None:
    """150 kB of one broken construct is read or refused within seconds."""
    body = b'<?xml version="1.0"?><rss version="2.0"><channel>' + piece.encode() * (150_000 // len(piece))
    started = process_time()
    with contextlib.suppress(InputError):
        links(body)
    assert process_time() - started < 10
