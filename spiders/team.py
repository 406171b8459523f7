"""The spider for teams, labs' pages of people. One announces no article; the run keeps who is on it."""

from __future__ import annotations

from crawler.model import DiscoveryKind
from spiders.base import SourceSpider


class TeamSpider(SourceSpider):
    """One watched page, read as a document without links."""

    name = "team"
    kind = DiscoveryKind.TEAM
