"""Looking at a site before it is crawled: do a source's places announce articles, and where would a new site do so?

Needs a function that fetches one address by the gate and robots.txt; touches no database.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from tldextract import TLDExtract

from crawler.errors import FetchError, InputError
from crawler.extract.article import extract
from crawler.model import Discovery, DiscoveryKind, Floors, Link, Member, Page, Rejected, Source
from crawler.text.language import language_of
from spiders.places import FrontPage, customary_feeds, read_front_page, sitemaps_in_robots
from spiders.read_place import read_place
from spiders.shapes import article_pattern

Fetch = Callable[[str], Awaitable[Page]]
_FLOOR_SHARE = 4  # a place that announces so many times fewer links than today is in trouble
_NOT_NAMES = frozenset("www news blog m rss feed feeds".split())  # parts of a host
_HOSTS = TLDExtract(suffix_list_urls=(), cache_dir=None)  # by the list of suffixes that comes with it
_COVERS = 0.8  # of a feed's links, else its articles have no shape to tell them by


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceReport:
    """What one place of discovery announced, or a team's page showed; `trouble` says why it is of no use, or None."""

    place: Discovery
    links: tuple[Link, ...] = ()  # those that are articles of the source, the newest first
    trouble: str | None = None
    people: tuple[Member, ...] = ()

    @property
    def is_team(self) -> bool:
        """True for a page that announces nothing and is watched for its people."""
        return self.place.kind is DiscoveryKind.TEAM

    @property
    def newest(self) -> datetime | None:
        """When the newest dated article was published."""
        return max((link.published for link in self.links if link.published), default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSurvey:
    """A source's places, and one of its articles read as a crawl would read it."""

    source: Source
    places: tuple[PlaceReport, ...]
    article: str | None = None  # its headline
    trouble: str | None = None  # why no article could be read

    @property
    def works(self) -> bool:
        """True where some place announces enough articles, the one tried was one, and each team's page has people."""
        announcing = [place for place in self.places if not place.is_team]
        enough = any(len(p.links) >= max(1, self.source.floors.links_per_run) for p in announcing if not p.trouble)
        watched = all(place.people for place in self.places if place.is_team)
        return watched and (not announcing or (enough and self.article is not None))


async def survey(source: Source, fetch: Fetch, layouts_folder: Path | None = None) -> SourceSurvey:
    """Ask every place of the source, fallbacks too, and read the first article that one announces. Stores nothing."""
    return await _tried(source, [await _ask(source, place, fetch) for place in source.discovery], fetch, layouts_folder)


async def propose(
    url: str, fetch: Fetch, layouts_folder: Path | None = None, *, source_id: str | None = None
) -> SourceSurvey:
    """A source for a site, found from one of its addresses: a feed, a sitemap, or any page of it.

    The first place that works announces, the others are its fallbacks. Raises FetchError where the address cannot be
    had, InputError where nothing on the site announces articles.
    """
    page = await fetch(url)
    found, front, source = await _announcing(page, fetch)
    if not found:
        raise InputError(
            "nothing there announces articles: no feed, no sitemap of the last days, no page of links to them",
            where=url,
            remedy="Try the address of the site's news page",
        )
    titles = " ".join(link.title or "" for link in found[0].links) + (front.words if front else "")
    language = (front.language if front else "") or language_of(titles)
    places = [replace(report, place=replace(report.place, fallback=at > 0)) for at, report in enumerate(found)]
    source = replace(
        source,
        id=source_id or source.id,
        name=(front.name if front else None) or source.name or urlsplit(source.home).hostname or source.home,
        language=language if language != "und" else "en",
        discovery=tuple(report.place for report in places),
        floors=Floors(links_per_run=max(1, len(found[0].links) // _FLOOR_SHARE)),
    )
    return await _tried(source, places, fetch, layouts_folder)


def id_of(url: str) -> str:
    """A source's id from its host: https://www.some-news.co.uk → some_news, https://ai.meta.com → ai_meta."""
    host = _HOSTS(url)
    parts = [part for part in host.subdomain.split(".") if part and part not in _NOT_NAMES]
    if host.suffix or not parts:  # else the last part is a suffix that the list does not hold
        parts += [host.domain, host.suffix] if host.domain in _NOT_NAMES else [host.domain]  # blog.google
    return re.sub(r"[^a-z0-9]+", "_", "_".join(parts).lower()).strip("_")[:40].strip("_") or "source"


async def _tried(source: Source, places: list[PlaceReport], fetch: Fetch, layouts_folder: Path | None) -> SourceSurvey:
    """The survey, with one article read."""
    reports = tuple(places)
    first = next((link for report in places for link in report.links), None)
    if all(report.is_team for report in reports):
        return SourceSurvey(source=source, places=reports)  # there is no article to read
    if first is None:
        return SourceSurvey(source=source, places=reports, trouble="no article is announced")
    try:
        found = extract(replace(await fetch(first.url), announced=first), layouts_folder)
    except FetchError as error:
        return SourceSurvey(source=source, places=reports, trouble=f"{first.url}: {error.detail}")
    if isinstance(found, Rejected):
        why = ", ".join(filter(None, (found.reason.value.replace("_", " "), found.detail)))
        return SourceSurvey(source=source, places=reports, trouble=f"{first.url} is no article: {why}")
    return SourceSurvey(source=source, places=reports, article=found.title or found.text[:80])


async def _ask(source: Source, place: Discovery, fetch: Fetch) -> PlaceReport:
    """One place's articles; of an index of sitemaps, those of its newest maps."""
    try:
        announced = read_place(await fetch(place.url), source, place)
        parts = [announced, *[read_place(await fetch(more), source, place) for more in announced.more]]
    except (FetchError, InputError) as error:
        return PlaceReport(place=place, trouble=error.detail)
    if announced.people:
        return PlaceReport(place=place, people=announced.people)
    links, seen = tuple(link for part in parts for link in part.links), sum(part.seen for part in parts)
    if not links:
        outdated = next((part.outdated for part in parts if part.outdated), "it announces nothing")
        said = f"none of its {seen} links is an article of the source" if seen else outdated
        return PlaceReport(place=place, trouble=said)
    return PlaceReport(place=place, links=links)


async def _announcing(page: Page, fetch: Fetch) -> tuple[list[PlaceReport], FrontPage | None, Source]:
    """The places that announce articles, the best first, the page that told of them, and the site as known so far."""
    site = _site(page.final_url)

    async def held(url: str) -> Page:
        return page if url == page.final_url else await fetch(url)

    async def first_of(kind: DiscoveryKind, addresses: Iterable[str], source: Source = site) -> list[PlaceReport]:
        for address in addresses:
            report = await _ask(source, Discovery(kind=kind, url=address), held)
            if report.trouble is None:
                return [_shaped(report)]
        return []

    for source in (*_site_of_feed(page, site), site):
        if itself := await first_of(DiscoveryKind.FEED, [page.final_url], source):
            return itself, None, source
    if itself := await first_of(DiscoveryKind.SITEMAP, [page.final_url]):
        return itself, None, site
    front = read_front_page(page.body, url=page.final_url, content_type=page.content_type)
    feeds = await first_of(DiscoveryKind.FEED, front.feeds or customary_feeds(site.home))
    sitemaps = await first_of(DiscoveryKind.SITEMAP, await _sitemaps(site, fetch))
    return [*feeds, *sitemaps, *_listing(site, page, front)], front, site


def _site_of_feed(page: Page, site: Source) -> Iterator[Source]:
    """The site that a feed says it is of, which may be on another host than the feed; nothing of another document."""
    try:
        feed = read_place(page, site, Discovery(kind=DiscoveryKind.FEED, url=page.final_url))
    except InputError:
        return
    yield _site(feed.site or site.home, feed.site_name)


def _site(url: str, name: str | None = None) -> Source:
    home = urljoin(url, "/")
    return Source(id=id_of(home), name=name or "", home=home, language="", discovery=())


async def _sitemaps(source: Source, fetch: Fetch) -> tuple[str, ...]:
    address = urljoin(source.home, "/robots.txt")
    try:
        return sitemaps_in_robots((await fetch(address)).body, url=address)
    except FetchError:
        return ()


def _listing(source: Source, page: Page, front: FrontPage) -> list[PlaceReport]:
    """The page itself, where links to articles stand out on it."""
    host = urlsplit(source.home).hostname
    pattern = article_pattern((url, words) for url, words in front.links if urlsplit(url).hostname == host)
    if pattern is None:
        return []
    place = Discovery(kind=DiscoveryKind.LISTING, url=page.final_url, articles=pattern)
    return [PlaceReport(place=place, links=read_place(page, source, place).links)]


def _shaped(report: PlaceReport) -> PlaceReport:
    """The report with the pattern that its articles' addresses share, where nearly all of them do."""
    pattern = article_pattern((link.url, None) for link in report.links)
    fitting = [link for link in report.links if pattern and re.search(pattern, link.url)]
    if len(fitting) < _COVERS * len(report.links):
        return report
    return replace(report, place=replace(report.place, articles=pattern), links=tuple(fitting))
