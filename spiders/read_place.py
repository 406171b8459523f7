"""A feed, sitemap or listing → the source's own articles; a team's page → its people. No Scrapy: workers run it."""

from __future__ import annotations

from dataclasses import replace

from crawler.errors import InputError
from crawler.model import Discovery, DiscoveryKind, Page, Source
from spiders.announced import Announced, choose
from spiders.read_feed import read_feed
from spiders.read_listing import read_listing
from spiders.read_sitemap import read_sitemap
from spiders.read_team import read_team


def read_place(page: Page, source: Source, place: Discovery) -> Announced:
    """What the document announces, its links cut down to the source's own articles, newest first where dated.

    Raises InputError where the bytes are none of the place's kind.
    """
    if not page.body.strip():
        raise InputError("the answer is empty", where=page.asked_url)
    found = _read(page, source, place)
    links, seen = choose(found.links, source, place), len(found.links)
    strange = (f"none of the {seen} links of {place.url} is an article of the source",) if seen and not links else ()
    return replace(found, links=links, seen=seen, warnings=(*strange, *found.warnings))


def _read(page: Page, source: Source, place: Discovery) -> Announced:
    url, now, content_type = page.final_url, page.fetched_at, page.content_type
    if place.kind is DiscoveryKind.SITEMAP:
        return read_sitemap(page.body, source=source, url=url, now=now)
    if place.kind is DiscoveryKind.TEAM:
        return Announced(people=read_team(page.body, url=url, content_type=content_type))
    if place.kind is DiscoveryKind.LISTING:
        return read_listing(page.body, source=source, place=place, url=url, content_type=content_type)
    return read_feed(page.body, source=source, url=url, now=now, content_type=content_type)
