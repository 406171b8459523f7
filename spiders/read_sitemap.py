"""A sitemap's bytes → Links: plain, news, index, gzipped or plain text. No Scrapy, no network.

The parser expands no entities and reads nothing beside the bytes; a compressed map is unpacked up to a limit only.
"""

from __future__ import annotations

import itertools
import zlib
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from lxml import etree

from crawler.errors import InputError
from crawler.model import Link, Source
from crawler.text.dates import parse_moment
from spiders.announced import Announced, absolute, fetchable, one_line

MOST_BYTES = 50 * 2**20  # the protocol's own limit for one sitemap, unpacked
NEWEST = timedelta(days=7)  # what a map of everything lists beyond this is archive, not news
MOST_MAPS = 5  # of an index, the newest by date, else the first


def read_sitemap(body: bytes, *, source: Source, url: str, now: datetime) -> Announced:
    """The pages of a sitemap no older than `NEWEST` (undated ones count as new), or an index's maps in `more`.

    Raises InputError where the bytes are no sitemap.
    """
    unpacked = _unpacked(body, url)
    text = unpacked.lstrip(b"\xef\xbb\xbf \t\r\n")
    if text[:4] == b"http":
        addresses = (absolute(url, line) for line in text.decode("utf-8", "replace").splitlines())
        return Announced(links=tuple(Link(source=source.id, url=found) for found in addresses if found))
    root = _parsed(unpacked)
    kind = _name(root) if root is not None else ""
    if root is None or kind not in {"urlset", "sitemapindex"}:
        raise InputError(f"it is no sitemap, its root is {kind or 'missing'}", where=url)
    if kind == "sitemapindex":
        maps = [link for entry in root if _name(entry) == "sitemap" and (link := _link(entry, source, url, now))]
        return Announced(more=_newest_maps(maps, now), outdated=_outdated(maps, "maps", url, now))
    links = [link for entry in root if _name(entry) == "url" and (link := _link(entry, source, url, now))]
    recent = tuple(link for link in links if link.published is None or now - link.published <= NEWEST)
    return Announced(links=recent, outdated=_outdated(links, "pages", url, now))


def _unpacked(body: bytes, url: str) -> bytes:
    if body[:2] != b"\x1f\x8b":
        return body
    engine = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    try:
        unpacked = engine.decompress(body, MOST_BYTES)
    except zlib.error as error:
        raise InputError(f"the compressed sitemap is damaged: {error}", where=url) from error
    if engine.unconsumed_tail:
        raise InputError(f"the sitemap is larger than {MOST_BYTES // 2**20} MiB unpacked", where=url)
    return unpacked


def _parsed(body: bytes) -> etree._Element | None:
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _name(element: etree._Element) -> str:
    """The tag without its namespace, which publishers get wrong; empty for a comment."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def _texts(entry: etree._Element) -> Iterator[tuple[str, str]]:
    for element in entry.iter():
        if element.text and (name := _name(element)):
            yield name, element.text.strip()


def _link(entry: etree._Element, source: Source, base: str, now: datetime) -> Link | None:
    said: dict[str, str] = {}
    for name, text in _texts(entry):
        said.setdefault(name, text)
    address = absolute(base, said.get("loc"))
    if address is None:
        return None
    date = said.get("publication_date") or said.get("lastmod")
    return Link(
        source=source.id,
        url=address,
        title=one_line(said.get("title")) if "publication_date" in said else None,
        published=parse_moment(date, language=source.language, now=now) if date else None,
    )


def _newest_maps(found: Sequence[Link], now: datetime) -> tuple[str, ...]:
    dated = sorted((m for m in found if m.published), key=lambda m: m.published or now, reverse=True)
    recent = [m for m in dated if m.published and now - m.published <= NEWEST]
    chosen = (m.url for m in recent or dated or found if fetchable(m.url))
    return tuple(dict.fromkeys(itertools.islice(chosen, MOST_MAPS)))


def _outdated(entries: Sequence[Link], what: str, url: str, now: datetime) -> str | None:
    """How old the newest entry is, where every entry is dated and none is of the last days."""
    days = [entry.published for entry in entries if entry.published]
    if not days or len(days) < len(entries) or now - max(days) <= NEWEST:
        return None
    return f"of {len(entries)} {what} in {url} the newest is of {max(days):%Y-%m-%d}"
