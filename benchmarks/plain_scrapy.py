"""What labmoves is measured against: plain Scrapy that fetches the same pages, alone or with a peer in its callback."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from typing import Any

from lag import Lag
from peers import PEERS, Extract
from scrapy import Spider
from scrapy.crawler import CrawlerProcess
from scrapy.http import Request, Response, TextResponse


class Bare(Spider):
    """Fetches every page the feeds announce and does nothing with it."""

    name = "bare"

    def __init__(self, feeds: list[str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.feeds, self.pages = feeds, 0

    async def start(self) -> AsyncIterator[Request]:
        for feed in self.feeds:
            yield Request(feed)

    def parse(self, response: Response) -> Iterator[Request]:
        """One request for each link of the feed."""
        for address in response.xpath("//item/link/text()").getall():
            yield Request(address, callback=self.read)

    def read(self, response: Response) -> None:
        self.pages += 1


class Inline(Bare):
    """The same, with every page's article taken out in the callback, as most crawlers do it."""

    def __init__(self, feeds: list[str], extract: Extract, **kwargs: Any) -> None:
        super().__init__(feeds, **kwargs)
        self.extract = extract

    def read(self, response: Response) -> None:
        assert isinstance(response, TextResponse)
        self.extract(response.text, response.url)
        self.pages += 1


def plain_scrapy(peer: str | None, feeds: list[str], concurrency: int) -> dict[str, float]:
    """A plain Scrapy crawl, timed without interpreter start; with a peer, each page's article is taken out too."""
    how = {"extract": PEERS[peer][1]()} if peer else {}
    process = CrawlerProcess(
        {
            "LOG_ENABLED": False,
            "TELNETCONSOLE_ENABLED": False,
            "REMOTE_CONTROL_ENABLED": False,
            "CONCURRENT_REQUESTS": concurrency,
            "CONCURRENT_REQUESTS_PER_DOMAIN": concurrency,
        }
    )
    crawler, lag = process.create_crawler(Inline if peer else Bare), Lag()
    process.crawl(crawler, feeds=feeds, **how)
    watch = asyncio.get_event_loop().create_task(lag.watch())
    started, busy = time.perf_counter(), time.process_time()
    process.start()
    seconds, core = time.perf_counter() - started, time.process_time() - busy
    watch.cancel()
    assert isinstance(crawler.spider, Bare)
    return {"pages": crawler.spider.pages, "seconds": seconds, "core": core, "lag": lag.p99}
