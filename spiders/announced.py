"""What a feed, sitemap or listing said, once read; and which of it is an article of the source."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urljoin, urlsplit

from crawler.errors import InputError
from crawler.model import Discovery, Link, Member, Source
from crawler.text.urls import canonical_url

MOST_LINKS = 5000  # of one document; the newest are kept. How many are fetched in one run is for the run to say
_LONGEST_URL = 2000
_LONGEST_TITLE = 500
_EARLIEST = datetime(1, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Announced:
    """The links of one document, and what was odd about it in words; `more` are further documents to read.

    `seen` counts its links before those that are no articles of the source were left out. A feed may name the `site`
    that it is of. A team's page announces nothing and shows `people`. `outdated` says how old all is that it lists.
    """

    links: tuple[Link, ...] = ()
    seen: int = 0
    more: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    people: tuple[Member, ...] = ()
    outdated: str | None = None
    site: str | None = None  # its address
    site_name: str | None = None


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
    wanted = re.compile(discovery.articles) if discovery.articles else None
    seen: set[str] = set()
    kept = []
    for link in links:
        if not belongs(link.url, source, discovery) or not (wanted is None or wanted.search(link.url)):
            continue
        key = _key(link.url)
        if key is not None and key not in seen and key != canonical_url(discovery.url):
            seen.add(key)
            kept.append(link)
    kept.sort(key=lambda link: link.published or _EARLIEST, reverse=True)  # stable: undated ones keep their order
    return tuple(kept[:MOST_LINKS])


def belongs(url: str, source: Source, discovery: Discovery) -> bool:
    """True for an address on the source's own host, on one that the place names beside it, or below one of them."""
    host = urlsplit(url).hostname or ""
    hosts = (urlsplit(source.home).hostname or "", *discovery.hosts)
    return any(own == "*" or host == (bare := own.removeprefix("www.")) or host.endswith("." + bare) for own in hosts)


def fetchable(url: str) -> bool:
    """False for an address that nobody could fetch, however it was announced."""
    return _key(url) is not None


def _key(url: str) -> str | None:
    try:
        return canonical_url(url)
    except InputError:  # announced, and no address that anyone could fetch
        return None
