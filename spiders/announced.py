"""What a feed, sitemap or listing said, once read; and which of it is an article of the source."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urljoin, urlsplit

from crawler.errors import InputError
from crawler.model import Discovery, Link, Source
from crawler.text.urls import canonical_url

MOST_LINKS = 500  # per document and run; the newest are kept. A first look at a site must not become a copy of it
_LONGEST_URL = 2000
_LONGEST_TITLE = 500
_EARLIEST = datetime(1, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Announced:
    """The links of one document, and what was odd about it in words; `more` are further documents to read."""

    links: tuple[Link, ...] = ()
    more: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


def one_line(text: object) -> str | None:
    """A scraped title as one line without control characters; None where nothing is left."""
    if not isinstance(text, str):
        return None
    words = "".join(c if c.isprintable() else " " for c in text).split()
    return " ".join(words)[:_LONGEST_TITLE] or None


def absolute(base: str, address: object) -> str | None:
    """An announced address as an absolute http or https one without fragment; None where it is no such thing.

    One with control characters is none either: it would reach a terminal with the report.
    """
    if not isinstance(address, str) or not 0 < len(address) <= _LONGEST_URL:
        return None
    try:
        joined = urljoin(base, address.strip())
        parts = urlsplit(joined)
        found = parts.scheme in {"http", "https"} and parts.hostname and joined.isprintable()
    except ValueError:
        return None
    return parts._replace(fragment="").geturl() if found else None


def choose(links: Iterable[Link], source: Source, discovery: Discovery) -> tuple[Link, ...]:
    """The source's own articles among `links`, each address once, newest first where dated, at most `MOST_LINKS`."""
    own = urlsplit(source.home).hostname or ""
    wanted = re.compile(discovery.articles) if discovery.articles else None
    seen: set[str] = set()
    kept = []
    for link in links:
        if not (wanted.search(link.url) if wanted else _belongs(link.url, own)):
            continue
        key = _key(link.url)
        if key is not None and key not in seen and key != canonical_url(discovery.url):
            seen.add(key)
            kept.append(link)
    kept.sort(key=lambda link: link.published or _EARLIEST, reverse=True)  # stable: undated ones keep their order
    return tuple(kept[:MOST_LINKS])


def fetchable(url: str) -> bool:
    """False for an address that nobody could fetch, however it was announced."""
    return _key(url) is not None


def _key(url: str) -> str | None:
    try:
        return canonical_url(url)
    except InputError:  # announced, and no address that anyone could fetch
        return None


def _belongs(url: str, own: str) -> bool:
    host = urlsplit(url).hostname or ""
    bare = own.removeprefix("www.")
    return host == bare or host.endswith("." + bare)
