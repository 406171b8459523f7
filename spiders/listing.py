"""The spider for listing pages: a section's front page with links to its articles."""

from __future__ import annotations

from crawler.model import DiscoveryKind
from spiders.base import SourceSpider


class ListingSpider(SourceSpider):
    """Articles as an HTML page links to them; `articles` of the discovery says which links are articles."""

    name = "listing"
    kind = DiscoveryKind.LISTING
