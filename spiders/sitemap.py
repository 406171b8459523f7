"""The spider for sitemaps: plain, news, and an index of them."""

from __future__ import annotations

from scrapy.http import Response

from crawler.model import DiscoveryKind
from spiders.announced import Announced
from spiders.base import SourceSpider
from spiders.read_sitemap import read_sitemap


class SitemapSpider(SourceSpider):
    """Articles of the last days as a sitemap lists them; of an index, those of its newest maps."""

    name = "sitemap"
    kind = DiscoveryKind.SITEMAP

    def read(self, response: Response) -> Announced:
        return read_sitemap(response.body, source=self.source, url=response.url, now=self.now())
