"""A listing page's bytes → Links: the articles that a section's page points to. No Scrapy, no network."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from lxml import etree, html

from crawler.errors import InputError
from crawler.model import Discovery, Link, Source
from crawler.text.decode import decode
from crawler.text.selectors import as_xpath
from spiders.announced import Announced, absolute, belongs
from spiders.shapes import article_pattern

_NAMELESS = ("mailto:", "javascript:", "tel:", "data:", "#")
_Anchor = tuple[str, str]  # an address, and the words of the link


def read_listing(
    body: bytes, *, source: Source, place: Discovery, url: str, content_type: str | None = None
) -> Announced:
    """The addresses that the page links to, in its order: where the place's `css` says, else everywhere.

    A place that says neither where its articles stand nor what their addresses hold gets those links of the source that
    look like articles' (`article_pattern`); all of them where none do. The words of a link are no title (they may be
    "read more", or the whole teaser), so none is given. Raises InputError where the bytes are no HTML.
    """
    # Bytes in an encoding we know: lxml refuses a decoded string that declares one.
    page = decode(body, content_type).encode("utf-8", "replace")
    try:
        root = html.document_fromstring(page, parser=html.HTMLParser(encoding="utf-8", no_network=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise InputError("it is no HTML page", where=url) from error
    anchors = _anchors(root, url, place.css)
    if place.articles is None and place.css is None:
        anchors = _looking_like_articles([anchor for anchor in anchors if belongs(anchor[0], source, place)]) or anchors
    return Announced(links=tuple(Link(source=source.id, url=address) for address, _ in anchors))


def _anchors(root: html.HtmlElement, url: str, css: str | None) -> list[_Anchor]:
    base = next((found for href in root.xpath("//base/@href") if (found := absolute(url, str(href)))), url)
    places = root.xpath(as_xpath(css)) if css else [root]
    elements = dict.fromkeys(a for place in places if isinstance(place, html.HtmlElement) for a in place.iter("a"))
    return [
        (address, " ".join(element.text_content().split()))
        for element in elements
        if (href := str(element.get("href") or "").strip())
        and not href.lower().startswith(_NAMELESS)
        and (address := absolute(base, href))
    ]


def _looking_like_articles(anchors: list[_Anchor]) -> list[_Anchor]:
    pattern = article_pattern(anchors)
    return [anchor for anchor in anchors if pattern and re.match(pattern, urlsplit(anchor[0]).path)]
