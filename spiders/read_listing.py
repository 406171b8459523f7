"""A listing page's bytes → Links: the articles that a section's page points to. No Scrapy, no network."""

from __future__ import annotations

from lxml import etree, html

from crawler.errors import InputError
from crawler.model import Link, Source
from crawler.text.decode import decode
from spiders.announced import Announced, absolute

_NAMELESS = ("mailto:", "javascript:", "tel:", "data:", "#")


def read_listing(body: bytes, *, source: Source, url: str, content_type: str | None = None) -> Announced:
    """Every address that the page links to, in its order; which of them are articles is for `choose` to say.

    The words of a link are no title (they may be "read more", or the whole teaser), so none is given. Raises
    InputError where the bytes are no HTML.
    """
    # Bytes in an encoding we know: lxml refuses a decoded string that declares one.
    page = decode(body, content_type).encode("utf-8", "replace")
    try:
        root = html.document_fromstring(page, parser=html.HTMLParser(encoding="utf-8", no_network=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise InputError("it is no HTML page", where=url) from error
    base = next((found for href in root.xpath("//base/@href") if (found := absolute(url, str(href)))), url)
    addresses = [
        absolute(base, str(href))
        for href in root.xpath("//a/@href")
        if not str(href).strip().lower().startswith(_NAMELESS)
    ]
    return Announced(links=tuple(Link(source=source.id, url=found) for found in addresses if found))
