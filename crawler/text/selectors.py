"""Which elements of a page are meant: CSS as people write it, or XPath where CSS does not reach."""

from __future__ import annotations

from functools import lru_cache

from cssselect import HTMLTranslator, SelectorError
from lxml import etree


@lru_cache(maxsize=500)
def as_xpath(selector: str) -> str:
    """The selector as XPath; it is XPath already where it begins with / or (. Raises ValueError where it is neither."""
    try:
        found = selector if selector.startswith(("/", "(")) else HTMLTranslator().css_to_xpath(selector)
        etree.XPath(found)(etree.Element("html"))
    except (SelectorError, etree.XPathError) as error:
        raise ValueError(f"{selector!r} is no selector: {error}") from error
    return found
