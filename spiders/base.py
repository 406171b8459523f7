"""What every kind of spider shares: fetch the document that announces, fetch the articles that are due.

A spider knows one source and one place of discovery. What it must ask and tell goes through its `Errand`; so it knows
no database, and the same spider runs in a crawl, by hand (`scrapy crawl feed -a source=techcrunch`) and in a test.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any, ClassVar, Protocol, Self

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DontCloseSpider
from scrapy.http import Request, Response
from scrapy.utils.misc import load_object
from twisted.python.failure import Failure

from crawler.errors import InputError, LabmovesError, UnknownSourceError, UsageError
from crawler.model import Discovery, DiscoveryKind, Link, Page, Source, Visit
from spiders.announced import Announced
from spiders.answers import header, in_words
from spiders.logs import quieten
from spiders.politeness import Traffic, conditional_headers
from spiders.read_place import read_place

Wanted = tuple[Link, Visit | None]  # an article to fetch, and what is remembered of its address
CATALOG_SETTING = "LABMOVES_CATALOG"  # dotted path of a function that gives every source by id


class Errand(Protocol):
    """What a spider asks of the run that sent it, and what it reports."""

    source: Source

    def now(self) -> datetime:
        """The time of this run's clock, aware."""

    def last_visit(self, url: str) -> Visit | None:
        """What is remembered of an address, for a conditional request."""

    def wanted(self, found: Announced) -> tuple[Wanted, ...]:
        """Note what was announced; give back those to fetch now."""

    async def understand(self, document: Page, place: Discovery) -> Announced:
        """What a feed, sitemap or listing announces. Raises InputError where it is none of the place's kind."""
        ...

    def again(self, place: Discovery) -> tuple[Wanted, ...]:
        """Articles to read again although nothing announces them any more; asked once, after all it announced."""

    def answered(self, url: str, *, status: int, etag: str | None, last_modified: str | None) -> None:
        """Keep what the next conditional request for this address must say."""

    def discovered(self, url: str, *, changed: bool) -> None:
        """Note that a feed, sitemap or listing was read, or was the same as before."""

    def unchanged(self, link: Link) -> None:
        """Note that an article is as it was."""

    def failed(self, url: str, reason: str, *, status: int | None = None, link: Link | None = None) -> None:
        """Note in words that an article (`link`) or a place of discovery could not be had."""

    async def take(self, page: Page) -> None:
        """Take over a fetched article: read, decided, stored."""


def _by_id(crawler: Crawler, source_id: str) -> Source:
    catalog: dict[str, Source] = load_object(crawler.settings[CATALOG_SETTING])()
    if source_id not in catalog:
        raise UnknownSourceError(repr(source_id), remedy="Name one, such as -a source=techcrunch")
    return catalog[source_id]


class SourceSpider(Spider):
    """Reads one place of discovery; a subclass says of which kind.

    With no errand (by hand) it yields the Links themselves and fetches no article.
    """

    kind: ClassVar[DiscoveryKind]

    def __init__(
        self,
        *,
        source: Source,
        discovery: Discovery | None = None,
        errand: Errand | None = None,
        traffic: Traffic | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        places = [place for place in source.discovery if place.kind is self.kind]
        if discovery is None and not places:
            raise UsageError(f"it announces nothing by {self.kind}", where=source.id)
        self.source, self.errand, self.traffic = source, errand, traffic
        self.discovery = discovery or places[0]
        self._asked_again = False

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, source: Source | str = "", **kwargs: Any) -> Self:
        """Scrapy's way to make a spider; `source` may be the id of a source in the catalog (by hand)."""
        if not isinstance(source, str):
            spider = super().from_crawler(crawler, *args, source=source, **kwargs)
            crawler.signals.connect(spider.idle, signal=signals.spider_idle)
            return spider
        quieten()
        try:
            return super().from_crawler(crawler, *args, source=_by_id(crawler, source), **kwargs)
        except LabmovesError as error:  # Scrapy's command would print it as a traceback
            raise SystemExit(str(error)) from None

    def now(self) -> datetime:
        return self.errand.now() if self.errand else datetime.now(UTC)

    async def start(self) -> AsyncIterator[Request]:
        """Ask for the document that announces the articles, if it changed."""
        yield self.ask(self.discovery.url)

    def ask(self, url: str) -> Request:
        """A conditional request for a document that announces articles."""
        visit = self.errand.last_visit(url) if self.errand else None
        return Request(
            url,
            callback=self.announced,
            errback=self.lost,
            headers=conditional_headers(visit),
            dont_filter=True,
            cb_kwargs={"asked": url},
        )

    async def announced(self, response: Response, asked: str) -> AsyncIterator[Request | Link]:
        """Read the document; ask for what is due."""
        self._note_answer(asked, response)
        try:
            found = await self._understood(response, asked)
        except InputError as error:
            self._report(asked, error.detail, status=response.status)
            found = None
        else:
            if self.errand:
                self.errand.discovered(asked, changed=found is not None)
        if found is not None:
            if found.more and self.errand:  # an index may stay as it is while its maps change
                self.errand.answered(asked, status=response.status, etag=None, last_modified=None)
            for url in found.more if asked == self.discovery.url else ():  # an index of indexes is not followed
                yield self.ask(url)
            for item in self._articles(found):
                yield item

    async def _understood(self, response: Response, asked: str) -> Announced | None:
        """What a document announces; None where it is the same as last time. Raises InputError."""
        if response.status == 304 and self.errand:
            return None
        if response.status != 200:
            raise InputError(f"the server answered {response.status}")
        document = self._page(response, asked)
        if self.errand is None:
            return read_place(document, self.source, self.discovery)
        return await self.errand.understand(document, self.discovery)

    def _page(self, response: Response, asked: str, link: Link | None = None) -> Page:
        return Page(
            source=self.source.id,
            asked_url=asked,
            final_url=response.url,
            fetched_at=self.now(),
            body=response.body,
            status=response.status,
            content_type=header(response, "Content-Type"),
            announced=link,
        )

    def idle(self) -> None:
        """All that the place announced was asked for; now what is to be read again. Signal handler of Scrapy's."""
        if self.errand is None or self._asked_again:
            return
        self._asked_again = True
        dues = self.errand.again(self.discovery)
        for due in dues:
            self.crawler.engine.crawl(self._article_request(*due))
        if dues:
            raise DontCloseSpider

    def _articles(self, found: Announced) -> list[Request | Link]:
        if self.errand is None:
            return list(found.links)
        requests: list[Request | Link] = []
        for link, visit in self.errand.wanted(found):
            try:
                requests.append(self._article_request(link, visit))
            except ValueError as error:  # an address that Scrapy cannot even write down
                self.errand.failed(link.url, f"no usable address: {error}", link=link)
        return requests

    def _note_answer(self, url: str, response: Response) -> None:
        if self.errand:
            self.errand.answered(
                url,
                status=response.status,
                etag=header(response, "ETag"),
                last_modified=header(response, "Last-Modified"),
            )

    def _article_request(self, link: Link, visit: Visit | None) -> Request:
        return Request(
            link.url,
            callback=self.article,
            errback=self.lost,
            headers=conditional_headers(visit),
            dont_filter=True,  # each address is asked for once: `wanted` sees to that, across all places of the source
            cb_kwargs={"link": link},
        )

    async def article(self, response: Response, link: Link) -> None:
        """Hand the fetched article over, or say why it was not had."""
        assert self.errand is not None
        self._note_answer(link.url, response)
        if response.status == 304:
            self.errand.unchanged(link)
        elif response.status != 200:
            reason = f"the server answered {response.status}"
            self.errand.failed(link.url, reason, status=response.status, link=link)
        else:
            await self.errand.take(self._page(response, link.url, link))

    def lost(self, failure: Failure) -> None:
        """Say in words why no answer came."""
        request: Request = failure.request  # type: ignore[attr-defined]
        link, asked = request.cb_kwargs.get("link"), request.cb_kwargs.get("asked")
        error = failure.value
        self._report(asked or request.url, in_words(error) if error else "no answer", link=link)

    def _report(self, url: str, reason: str, *, status: int | None = None, link: Link | None = None) -> None:
        if self.errand:
            self.errand.failed(link.url if link else url, reason, status=status, link=link)
        else:
            self.logger.error("%s: %s", url, reason)
