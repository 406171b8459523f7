"""Other projects' extractors, each as its own documentation calls it, but kept from fetching anything.

They are measured where they are installed and are no dependency of labmoves; in an environment of their own:

    pip install --editable '.[archive]' newspaper4k news-please readability-lxml resiliparse
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable

Extract = Callable[[str, str], object]  # of a page's text and its address


def trafilatura() -> Extract:
    """Plain trafilatura in its fast mode."""
    from trafilatura import bare_extraction  # noqa: PLC0415 - the others must not pay for its import

    return lambda text, _: bare_extraction(text, with_metadata=True, fast=True)


def newspaper4k() -> Extract:
    """newspaper4k without its pictures, which it would fetch."""
    from newspaper import Article  # noqa: PLC0415 - it may not be installed

    def extract(text: str, url: str) -> object:
        article = Article(url, fetch_images=False)
        article.download(input_html=text)
        return article.parse()

    return extract


def news_please() -> Extract:
    """news-please with all its extractors (newspaper4k, readability, dates, language) but that of pictures."""
    from newsplease import NewsPlease  # noqa: PLC0415 - it may not be installed

    return lambda text, url: NewsPlease.from_html(text, url=url, fetch_images=False)


PEERS: dict[str, tuple[str, Callable[[], Extract]]] = {  # name → the module it needs, and what makes it ready
    "trafilatura": ("trafilatura", trafilatura),
    "newspaper4k": ("newspaper", newspaper4k),
    "news-please": ("newsplease", news_please),
}


def installed() -> list[str]:
    """The names of those that can be measured here."""
    return [name for name, (module, _) in PEERS.items() if importlib.util.find_spec(module)]
