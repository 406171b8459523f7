"""Where a site may announce its articles: as its pages and its robots.txt say, and by custom."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urljoin

from lxml import etree, html

from crawler.errors import InputError
from crawler.text.decode import decode
from spiders.announced import absolute, one_line

_FEED_TYPES = frozenset({"application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml"})
_OTHER_FEEDS = re.compile(r"comment|oembed|wp-json", re.IGNORECASE)
_CUSTOMARY_FEEDS = ("/feed", "/rss", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml")
_MOST = 3  # of each kind


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontPage:
    """What a page says of its site, and the links it holds with their words."""

    name: str | None
    language: str  # two letters as declared; empty where the page does not say
    feeds: tuple[str, ...]
    links: tuple[tuple[str, str], ...]
    words: str  # all that a reader sees, for telling the language


def read_front_page(body: bytes, *, url: str, content_type: str | None = None) -> FrontPage:
    """A site's page as a person would search it for a feed. Raises InputError where the bytes are no HTML."""
    page = decode(body, content_type).encode("utf-8", "replace")
    try:
        root = html.document_fromstring(page, parser=html.HTMLParser(encoding="utf-8", no_network=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise InputError("it is no HTML page", where=url) from error
    named = root.xpath("//meta[@property='og:site_name']/@content") or root.xpath("//title/text()")
    links = ((absolute(url, str(a.get("href") or "")), " ".join(a.text_content().split())) for a in root.iter("a"))
    feeds = (
        absolute(url, str(link.get("href") or ""))
        for link in root.iter("link")
        if (link.get("type") or "").lower() in _FEED_TYPES and not _OTHER_FEEDS.search(str(link.get("href")))
    )
    return FrontPage(
        name=one_line(str(named[0])) if named else None,
        language=(root.get("lang") or "")[:2].lower(),
        feeds=tuple(dict.fromkeys(feed for feed in feeds if feed))[:_MOST],
        links=tuple((address, words) for address, words in links if address),
        words=root.text_content(),
    )


def customary_feeds(home: str) -> tuple[str, ...]:
    """Where feeds lie on most sites that do not name theirs."""
    return tuple(urljoin(home, path) for path in _CUSTOMARY_FEEDS)


def sitemaps_in_robots(body: bytes, *, url: str) -> tuple[str, ...]:
    """The sitemaps that a robots.txt names, those for news first."""
    said = re.findall(rb"(?im)^[ \t]*sitemap[ \t]*:[ \t]*(\S{1,2000})", body[: 2**20])
    found = [address for each in said if (address := absolute(url, each.decode("utf-8", "replace")))]
    return tuple(dict.fromkeys(sorted(found, key=lambda address: "news" not in address.lower())))[:_MOST]
