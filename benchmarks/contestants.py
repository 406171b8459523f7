"""One contestant of the crawl benchmark in a process of its own: prints what it did and what it took as JSON.

    python benchmarks/contestants.py bare|trafilatura|newspaper4k|news-please|labmoves ADDRESS PAGES

The workers of labmoves import their parent's main module, which is this one; so it imports no contestant by itself.
"""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
import time
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from lag import Lag
from site_pages import FEED_LENGTH

CONCURRENCY = 16  # requests under way, the same for all


class Silent:
    """Progress of which nobody is told."""

    def __getattr__(self, name: str) -> Any:
        return lambda *_: None


def labmoves(feeds: list[str]) -> dict[str, float]:
    """The real crawl into a new database: fetched, screened, read, decided and stored."""
    from wires import wires  # noqa: PLC0415 - see the module

    from crawler.config.load import load_settings  # noqa: PLC0415
    from crawler.crawl import CrawlReport, crawl, run_in_reactor  # noqa: PLC0415
    from storage.store import Store  # noqa: PLC0415

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
                    wires(feeds),
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
            started, busy = time.perf_counter(), time.process_time()
            report = run_in_reactor(run)
            seconds, core = time.perf_counter() - started, time.process_time() - busy
    return {
        "pages": sum(each.pages for each in report.sources),
        "seconds": seconds,
        "core": core,
        "lag": lag.p99,
        "moves": len(report.decisions),
    }


def main() -> None:
    """Run the contestant that is named."""
    who, address, pages = sys.argv[1:]
    feeds = [f"{address}/feed/{n}.xml" for n in range(-(-int(pages) // FEED_LENGTH))]
    if who == "labmoves":
        result = labmoves(feeds)
    else:
        from plain_scrapy import plain_scrapy  # noqa: PLC0415 - see the module

        result = plain_scrapy(None if who == "bare" else who, feeds, CONCURRENCY)
    print(json.dumps(result))


if __name__ == "__main__":
    main()
