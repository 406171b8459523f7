"""The spider for sitemaps: plain, news, and an index of them."""

from __future__ import annotations

from crawler.model import DiscoveryKind
from spiders.base import SourceSpider


class SitemapSpider(SourceSpider):
    """Articles of the last days as a sitemap lists them; of an index, those of its newest maps."""

    name = "sitemap"
    kind = DiscoveryKind.SITEMAP
