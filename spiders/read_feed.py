"""A feed's bytes → Links: RSS, RDF and Atom of any condition, and JSON Feed. No Scrapy, no network.

Feeds come ill-formed: a bare `&`, a control character, GBK under another name, dates of every shape. What counts is
whether entries came out; feedparser's "bozo" flag is kept as a warning.
"""

from __future__ import annotations

import io
import json
import re
from datetime import datetime
from typing import Any

import feedparser

from crawler.errors import InputError
from crawler.model import Link, Source
from crawler.text.dates import parse_moment
from spiders.announced import Announced, absolute, one_line

MOST_BYTES = 8 * 2**20
MOST_ENTRIES = 2000
_ENTRY_END = re.compile(rb"</(?:\w{1,20}:)?(?:item|entry)\s*>")
_DATES = ("published", "updated", "created", "dc_date")


def read_feed(body: bytes, *, source: Source, url: str, now: datetime, content_type: str | None = None) -> Announced:
    """Every entry with an address, in the feed's order; dates are aware and UTC, or None where there is none to read.

    Raises InputError where the bytes are no feed at all.
    """
    if len(body) > MOST_BYTES:
        raise InputError(f"the feed is larger than {MOST_BYTES // 2**20} MiB", where=url)
    if body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
        return _read_json(body, source=source, url=url, now=now)
    headers = {"content-location": url, "content-type": content_type or "application/xml"}
    # A stream, because feedparser takes a short string for a file name; no markup is kept, so none needs cleaning.
    parsed = feedparser.parse(
        io.BytesIO(_shortened(body)), response_headers=headers, resolve_relative_uris=False, sanitize_html=False
    )
    if not parsed.entries and not parsed.get("version"):
        raise InputError(f"it is no feed, it begins with {_beginning(body)}", where=url)
    links = [_link(entry, source, url, now) for entry in parsed.entries[:MOST_ENTRIES]]
    return Announced(
        links=tuple(link for link in links if link is not None),
        warnings=_warnings(parsed, links.count(None)),
        site=absolute(url, parsed.feed.get("link")),
        site_name=one_line(_text(parsed.feed.get("title"))),
    )


def _shortened(body: bytes) -> bytes:
    """The feed without its entries beyond `MOST_ENTRIES`: a hundred thousand would take half a minute to read."""
    ends = [end.end() for end in _ENTRY_END.finditer(body)]
    return body if len(ends) <= MOST_ENTRIES else body[: ends[MOST_ENTRIES - 1]] + body[ends[-1] :]


def _link(entry: Any, source: Source, base: str, now: datetime) -> Link | None:
    address = absolute(base, entry.get("link")) or _permalink(entry)
    if address is None:
        return None
    # dict.get, because an entry's own get answers for "updated" with "published", under a deprecation warning.
    written = [str(date) for key in _DATES if (date := dict.get(entry, key))]
    dates = (parse_moment(date, language=source.language, now=now) for date in written)
    return Link(
        source=source.id,
        url=address,
        title=one_line(_text(entry.get("title"))),
        published=next((moment for moment in dates if moment is not None), None),
    )


def _permalink(entry: Any) -> str | None:
    """Some feeds give the address only as the entry's id."""
    found = str(entry.get("id", ""))
    return absolute(found, found) if found.startswith(("http://", "https://")) else None


def _text(title: object) -> object:
    """A title without the tags that some feeds put into it."""
    return re.sub(r"<[^<>]{0,200}>", "", title) if isinstance(title, str) else None


def _warnings(parsed: Any, without_address: int) -> tuple[str, ...]:
    found = []
    fault = parsed.get("bozo_exception")
    if parsed.bozo and not isinstance(fault, feedparser.NonXMLContentType):  # half the feeds come as text/html
        found.append(f"the feed is ill-formed ({type(fault).__name__}), {len(parsed.entries)} entries were read")
    if without_address:
        found.append(f"{without_address} entries have no address")
    return tuple(found)


def _read_json(body: bytes, *, source: Source, url: str, now: datetime) -> Announced:
    try:
        feed = json.loads(body.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise InputError(f"it looks like a JSON Feed and cannot be read: {type(error).__name__}", where=url) from error
    if not isinstance(feed, dict) or not isinstance(feed.get("items"), list):
        raise InputError("it is JSON, but no JSON Feed: it has no items", where=url)
    links = [_json_link(item, source, url, now) for item in feed["items"][:MOST_ENTRIES]]
    missing = links.count(None)
    return Announced(
        links=tuple(link for link in links if link is not None),
        warnings=(f"{missing} entries have no address",) if missing else (),
        site=absolute(url, feed.get("home_page_url")),
        site_name=one_line(feed.get("title")),
    )


def _json_link(item: object, source: Source, base: str, now: datetime) -> Link | None:
    if not isinstance(item, dict):
        return None
    address = absolute(base, item.get("url")) or absolute(base, item.get("external_url"))
    if address is None:
        return None
    date = item.get("date_published") or item.get("date_modified")
    return Link(
        source=source.id,
        url=address,
        title=one_line(item.get("title")),
        published=parse_moment(date, language=source.language, now=now) if isinstance(date, str) else None,
    )


def _beginning(body: bytes) -> str:
    if b"\0" in body[:200]:
        return "binary data"
    return repr(one_line(body[:60].decode("latin-1")) or "control characters")
