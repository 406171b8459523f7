"""One contestant of the crawl benchmark in a process of its own: prints what it did and what it took as JSON.

python benchmarks/contestants.py bare|trafilatura|newspaper4k|news-please|labmoves ADDRESS PAGES
"""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from peers import PEERS, Extract
from scrapy import Spider
from scrapy.crawler import CrawlerProcess
from scrapy.http import Request, Response, TextResponse
from site_pages import FEED_LENGTH

CONCURRENCY = 16  # requests under way, the same for all


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


class Lag:
    """How late the event loop comes to what is due: the wait of a short sleep beyond its time, again and again."""

    def __init__(self) -> None:
        self.seconds: list[float] = []

    async def watch(self) -> None:
        """Until cancelled."""
        while True:
            due = time.perf_counter() + 0.01
            await asyncio.sleep(0.01)
            self.seconds.append(time.perf_counter() - due)

    @property
    def p99(self) -> float:
        """In seconds."""
        return sorted(self.seconds)[int(0.99 * len(self.seconds))]


class Silent:
    """Progress of which nobody is told."""

    def __getattr__(self, name: str) -> Any:
        return lambda *_: None


def scrapy(spider: type[Bare], feeds: list[str], **how: Any) -> dict[str, float]:
    """A plain Scrapy crawl, timed without interpreter start."""
    process = CrawlerProcess(
        {
            "LOG_ENABLED": False,
            "TELNETCONSOLE_ENABLED": False,
            "REMOTE_CONTROL_ENABLED": False,
            "CONCURRENT_REQUESTS": CONCURRENCY,
            "CONCURRENT_REQUESTS_PER_DOMAIN": CONCURRENCY,
        }
    )
    crawler, lag = process.create_crawler(spider), Lag()
    process.crawl(crawler, feeds=feeds, **how)
    watch = asyncio.get_event_loop().create_task(lag.watch())
    started = time.perf_counter()
    process.start()
    seconds = time.perf_counter() - started
    watch.cancel()
    assert isinstance(crawler.spider, Bare)
    return {"pages": crawler.spider.pages, "seconds": seconds, "lag": lag.p99}


def labmoves(feeds: list[str]) -> dict[str, float]:
    """The real crawl into a new database: fetched, screened, read, decided and stored."""
    from crawler.config.load import load_settings  # noqa: PLC0415 - the others must not pay for these
    from crawler.crawl import CrawlReport, crawl, run_in_reactor  # noqa: PLC0415
    from crawler.model import Discovery, DiscoveryKind, Source  # noqa: PLC0415
    from storage.store import Store  # noqa: PLC0415

    sources = [
        Source(
            id=f"wire_{number}",
            name="Wire",
            home=feed,
            language="en",
            discovery=(Discovery(kind=DiscoveryKind.FEED, url=feed),),
        )
        for number, feed in enumerate(feeds)
    ]
    with tempfile.TemporaryDirectory() as folder:
        own = {
            "LABMOVES_DATABASE": f"{folder}/speed.db",
            "LABMOVES_CRAWL_DELAY": "0",
            "LABMOVES_CRAWL_CONCURRENCY": str(CONCURRENCY),
            "LABMOVES_CRAWL_OBEY_ROBOTS": "false",
        }
        settings, lag = load_settings(None, own), Lag()

        async def run() -> CrawlReport:
            watch = asyncio.get_running_loop().create_task(lag.watch())
            try:
                return await crawl(
                    sources,
                    settings,
                    store,
                    command="benchmark",
                    clock=lambda: datetime.now(UTC),
                    progress=Silent(),
                    allow_hosts=frozenset({urlsplit(feeds[0]).netloc}),
                )
            finally:
                watch.cancel()

        with Store.open(settings.database) as store:
            started = time.perf_counter()
            report = run_in_reactor(run)
            seconds = time.perf_counter() - started
    return {
        "pages": sum(each.pages for each in report.sources),
        "seconds": seconds,
        "lag": lag.p99,
        "moves": len(report.decisions),
    }


def main() -> None:
    """Run the contestant that is named."""
    who, address, pages = sys.argv[1:]
    feeds = [f"{address}/feed/{n}.xml" for n in range(-(-int(pages) // FEED_LENGTH))]
    if who == "labmoves":
        result = labmoves(feeds)
    elif who == "bare":
        result = scrapy(Bare, feeds)
    else:
        _, ready = PEERS[who]
        result = scrapy(Inline, feeds, extract=ready())
    print(json.dumps(result))


if __name__ == "__main__":
    main()
