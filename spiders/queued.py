"""The spider of a worker: asks for whatever the shared queue gives it, and brings back what came.

It is scrapy-redis' spider with a start of its own: that one waits for the idle signal, five seconds at a time, and
takes its work out of a list, where it is lost with the worker that took it. What is taken, for how long, and what
becomes of a page is for its `Bench` to say.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from scrapy.http import Request, Response
from scrapy_redis.spiders import RedisSpider
from twisted.python.failure import Failure

from crawler.errors import FetchError
from crawler.model import Link, Page
from spiders.answers import header
from spiders.politeness import Traffic


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One task of a worker."""

    id: str
    url: str
    source: str
    headers: Mapping[str, str]
    link: Link | None = None


class Bench(Protocol):
    """Where a worker's work comes from, and where it goes."""

    over: bool  # nothing more is to be begun

    def now(self) -> datetime:
        """The worker's clock, aware."""

    async def room(self) -> None:
        """Wait until more may be taken in hand."""

    def take(self) -> Sequence[Asked]:
        """What is to be begun now."""

    async def came(self, asked: Asked, page: Page, *, etag: str | None, last_modified: str | None) -> None:
        """Take over an answer, whatever its status."""

    def lost(self, asked: Asked, error: BaseException | None) -> None:
        """Hear why no answer came."""


class QueueSpider(RedisSpider):  # type: ignore[misc] # it ships no types
    """Asks for one task after another until its bench is over; what is then under way comes to its end."""

    name = "worker"

    def __init__(self, *, bench: Bench, server: Any, traffic: Traffic, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.server = server  # its own connection would know neither our time limits nor our words for what fails
        self.bench, self.traffic = bench, traffic

    async def start(self) -> AsyncIterator[Request]:
        """Requests as tasks are taken, for as long as the bench goes on."""
        while not self.bench.over:
            for request in self.next_requests():
                yield request
            await self.bench.room()

    def fetch_data(self, key: str | None, most: int | None) -> Sequence[Asked]:
        """Of scrapy-redis: what is next in the queue."""
        return self.bench.take()

    def make_request_from_data(self, data: Asked) -> Request | None:
        """Of scrapy-redis: a task as a request; None for an address that Scrapy cannot even write down."""
        try:
            return Request(
                data.url,
                callback=self.answered,
                errback=self.failed,
                headers=dict(data.headers),
                dont_filter=True,  # whoever fills the queue asks for each address once
                cb_kwargs={"asked": data},
            )
        except ValueError as error:
            self.bench.lost(data, FetchError(f"no usable address: {error}"))
            return None

    async def answered(self, response: Response, asked: Asked) -> None:
        """Hand over what the server sent."""
        page = Page(
            source=asked.source,
            asked_url=asked.url,
            final_url=response.url,
            fetched_at=self.bench.now(),
            body=response.body,
            status=response.status,
            content_type=header(response, "Content-Type"),
            announced=asked.link,
        )
        etag, last_modified = header(response, "ETag"), header(response, "Last-Modified")
        await self.bench.came(asked, page, etag=etag, last_modified=last_modified)

    def failed(self, failure: Failure) -> None:
        """Hand over why nothing came."""
        request: Request = failure.request  # type: ignore[attr-defined]
        self.bench.lost(request.cb_kwargs["asked"], failure.value)
