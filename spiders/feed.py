"""The spider for RSS, Atom and JSON feeds."""

from __future__ import annotations

from crawler.model import DiscoveryKind
from spiders.base import SourceSpider


class FeedSpider(SourceSpider):
    """Articles as a feed announces them."""

    name = "feed"
    kind = DiscoveryKind.FEED
