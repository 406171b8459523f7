"""One contestant of the speed benchmark in a process of its own: prints its pages and seconds as JSON.

python benchmarks/contestants.py bare|inline|labmoves ADDRESS PAGES
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

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
    """The same, with trafilatura called on every page in the callback, as most crawlers do it."""

    name = "inline"

    def read(self, response: Response) -> None:
        import trafilatura  # noqa: PLC0415 - the bare contestant must not pay for its import

        assert isinstance(response, TextResponse)
        trafilatura.bare_extraction(response.text, with_metadata=True, fast=True)
        self.pages += 1


class Silent:
    """Progress of which nobody is told."""

    def __getattr__(self, name: str) -> Any:
        return lambda *_: None


def scrapy(spider: type[Bare], feeds: list[str]) -> dict[str, float]:
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
    crawler = process.create_crawler(spider)
    process.crawl(crawler, feeds=feeds)
    started = time.perf_counter()
    process.start()
    assert isinstance(crawler.spider, Bare)
    return {"pages": crawler.spider.pages, "seconds": time.perf_counter() - started}


def labmoves(feeds: list[str]) -> dict[str, float]:
    """The real crawl into a new database: fetched, screened, read, decided and stored."""
    from crawler.config.load import load_settings  # noqa: PLC0415 - the others must not pay for these
    from crawler.crawl import crawl, run_in_reactor  # noqa: PLC0415
    from crawler.model import Discovery, DiscoveryKind, Source  # noqa: PLC0415
    from storage.store import Store  # noqa: PLC0415

    places = tuple(Discovery(kind=DiscoveryKind.FEED, url=feed) for feed in feeds)
    source = Source(id="wire", name="Wire", home=feeds[0], language="en", discovery=places)
    with tempfile.TemporaryDirectory() as folder:
        own = {
            "LABMOVES_DATABASE": f"{folder}/speed.db",
            "LABMOVES_CRAWL_DELAY": "0",
            "LABMOVES_CRAWL_CONCURRENCY": str(CONCURRENCY),
            "LABMOVES_CRAWL_OBEY_ROBOTS": "false",
        }
        settings = load_settings(None, own)
        with Store.open(settings.database) as store:
            started = time.perf_counter()
            report = run_in_reactor(
                lambda: crawl(
                    [source],
                    settings,
                    store,
                    command="benchmark",
                    clock=lambda: datetime.now(UTC),
                    progress=Silent(),
                    allow_hosts=frozenset({urlsplit(feeds[0]).netloc}),
                )
            )
            seconds = time.perf_counter() - started
            moves = len(report.decisions)
    return {"pages": report.sources[0].pages, "seconds": seconds, "moves": moves}


if __name__ == "__main__":
    who, address, pages = sys.argv[1:]
    announced = [f"{address}/feed/{n}.xml" for n in range(-(-int(pages) // FEED_LENGTH))]
    result = labmoves(announced) if who == "labmoves" else scrapy({"bare": Bare, "inline": Inline}[who], announced)
    print(json.dumps(result))
