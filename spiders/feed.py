"""The spider for RSS, Atom and JSON feeds."""

from __future__ import annotations

from scrapy.http import Response

from crawler.model import DiscoveryKind
from spiders.announced import Announced
from spiders.answers import header
from spiders.base import SourceSpider
from spiders.read_feed import read_feed


class FeedSpider(SourceSpider):
    """Articles as a feed announces them."""

    name = "feed"
    kind = DiscoveryKind.FEED

    def read(self, response: Response) -> Announced:
        return read_feed(
            response.body,
            source=self.source,
            url=response.url,
            now=self.now(),
            content_type=header(response, "Content-Type"),
        )
