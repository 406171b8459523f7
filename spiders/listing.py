"""The spider for listing pages: a section's front page with links to its articles."""

from __future__ import annotations

from scrapy.http import Response

from crawler.model import DiscoveryKind
from spiders.announced import Announced
from spiders.answers import header
from spiders.base import SourceSpider
from spiders.read_listing import read_listing


class ListingSpider(SourceSpider):
    """Articles as an HTML page links to them; `articles` of the discovery says which links are articles."""

    name = "listing"
    kind = DiscoveryKind.LISTING

    def read(self, response: Response) -> Announced:
        return read_listing(
            response.body, source=self.source, url=response.url, content_type=header(response, "Content-Type")
        )
