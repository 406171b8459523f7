"""One page on its own, as `labmoves check` asks for it: no source, no memory, the same gate and manners."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from datetime import datetime
from typing import Any

from scrapy import Spider
from scrapy.http import Request, Response
from twisted.python.failure import Failure

from crawler.errors import FetchError
from crawler.model import Page
from spiders.answers import header, in_words
from spiders.politeness import Traffic


class PageSpider(Spider):
    """Fetches one address and leaves the Page, or the error, in `found`."""

    name = "page"

    def __init__(
        self,
        *,
        url: str,
        clock: Callable[[], datetime],
        found: list[Page | FetchError],
        traffic: Traffic | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.url, self.clock, self.found, self.traffic = url, clock, found, traffic

    async def start(self) -> AsyncIterator[Request]:
        """Ask for the page."""
        yield Request(self.url, callback=self.arrived, errback=self.lost, dont_filter=True)

    def arrived(self, response: Response) -> None:
        """Keep it, unless the server had something else to say."""
        if response.status != 200:
            self.found.append(FetchError(f"the server answered {response.status}", where=self.url))
            return
        self.found.append(
            Page(
                source="",
                asked_url=self.url,
                final_url=response.url,
                fetched_at=self.clock(),
                body=response.body,
                content_type=header(response, "Content-Type"),
            )
        )

    def lost(self, failure: Failure) -> None:
        """Keep why no answer came."""
        error = failure.value
        if isinstance(error, FetchError):
            self.found.append(error)
        else:
            self.found.append(FetchError(in_words(error) if error else "no answer", where=self.url))
