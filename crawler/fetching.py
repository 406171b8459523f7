"""How this process fetches: by Scrapy, in its one reactor; a place of discovery for a crawl, or a single page."""

from __future__ import annotations

import asyncio
import atexit
import gc
import signal
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

from scrapy import signals
from scrapy.crawler import AsyncCrawlerRunner, Crawler
from scrapy.utils.reactor import install_reactor, is_asyncio_reactor_installed, is_reactor_installed
from twisted.python.failure import Failure

from crawler.config.schema import Settings
from crawler.errand.errand import SourceErrand
from crawler.errors import FetchError
from crawler.gate import check_url
from crawler.model import Discovery, DiscoveryKind, Page
from crawler.settings import TWISTED_REACTOR, scrapy_settings
from spiders.base import SourceSpider
from spiders.chromium import find_chromium
from spiders.feed import FeedSpider
from spiders.guard import install_guard
from spiders.listing import ListingSpider
from spiders.logs import quieten
from spiders.page import PageSpider
from spiders.politeness import Traffic
from spiders.sitemap import SitemapSpider
from spiders.team import TeamSpider

if TYPE_CHECKING:
    from spiders.queued import Bench

T = TypeVar("T")
_LONGEST_END = 3.0  # seconds that what a crawl left behind may take to end
Fault = Callable[[BaseException], None]  # hears of what went wrong and is nobody's to mend
_SPIDERS: dict[DiscoveryKind, type[SourceSpider]] = {
    spider.kind: spider for spider in (FeedSpider, SitemapSpider, ListingSpider, TeamSpider)
}


class Fetching:
    """The part of a run that Scrapy does."""

    def __init__(self, settings: Settings, allow_hosts: frozenset[str], traffic: Traffic) -> None:
        from twisted.internet import reactor  # noqa: PLC0415 - importing it earlier would install the wrong one

        install_guard(reactor, allow_hosts)
        self._settings, self._allow, self._traffic = settings, allow_hosts, traffic
        self._runner = AsyncCrawlerRunner()

    async def go(self, errand: SourceErrand, place: Discovery, fault: Fault) -> None:
        """Send a spider to a place of discovery.

        Raises FetchError where pages are to be drawn and there is no browser.
        """
        how = settings_of(self._settings, self._allow, errand.source.render)

        def broke() -> None:
            errand.broke("internal error: its spider did not start; please report it with the log")

        crawler = _watched(Crawler(_SPIDERS[place.kind], how), fault, broke)
        await self._runner.crawl(crawler, source=errand.source, discovery=place, errand=errand, traffic=self._traffic)

    async def serve(self, bench: Bench, server: object, fault: Fault) -> None:
        """Let a worker's spider fetch what its bench gives it, until that is over; `server` is the bench's Redis."""
        from spiders.queued import QueueSpider  # noqa: PLC0415 - scrapy-redis need not be installed

        def broke() -> None:
            fault(RuntimeError("the spider of the worker did not start"))

        crawler = _watched(Crawler(QueueSpider, settings_of(self._settings, self._allow, False)), fault, broke)
        await self._runner.crawl(crawler, bench=bench, server=server, traffic=self._traffic)

    async def stop(self) -> None:
        """Ask for nothing new; what is under way may end."""
        await self._runner.stop()


def _watched(crawler: Crawler, fault: Fault, broke: Callable[[], None]) -> Crawler:
    """What Scrapy would only log, somebody hears."""

    def note(failure: Failure) -> None:
        if failure.value is not None:
            fault(failure.value)

    def closed(reason: str) -> None:
        if reason == "start_error":
            broke()

    crawler.signals.connect(note, signals.spider_error, weak=False)
    crawler.signals.connect(note, signals.item_error, weak=False)
    crawler.signals.connect(closed, signals.spider_closed, weak=False)
    return crawler


def settings_of(settings: Settings, allow_hosts: frozenset[str], render: bool) -> dict[str, Any]:
    """Scrapy's settings of one crawl; raises FetchError where pages are to be drawn and there is no browser."""
    own = settings.crawl
    found = scrapy_settings(
        user_agent=own.user_agent,
        delay=own.delay,
        concurrency=own.concurrency,
        timeout=own.timeout,
        max_bytes=own.max_bytes,
        obey_robots=own.obey_robots,
        allow_hosts=allow_hosts,
    )
    if render:
        chromium = find_chromium()
        from spiders.render import rendering_settings  # noqa: PLC0415 - Playwright need not be installed

        found |= rendering_settings(chromium, own.timeout)
    return found


def allowed(settings: Settings, allow_hosts: frozenset[str]) -> frozenset[str]:
    """The hosts that may be private: the caller's (demo and tests), and those the user vouches for."""
    return allow_hosts | frozenset(settings.crawl.allow_hosts)


async def fetch_one(
    url: str,
    settings: Settings,
    *,
    clock: Callable[[], datetime],
    allow_hosts: frozenset[str] = frozenset(),
    traffic: Traffic | None = None,
    render: bool = False,
) -> Page:
    """One page, fetched as in a crawl, by the same gate and robots.txt; run inside `run_in_reactor`.

    Whoever asks for several pages hands the same `traffic` to each, so that no host is asked faster than in a crawl.
    `render`: drawn by a browser first, as pages of such a source are.
    Raises ForbiddenUrlError where the gate refuses it, FetchError where it cannot be had.
    """
    from twisted.internet import reactor  # noqa: PLC0415 - importing it earlier would install the wrong one

    quieten()
    allow_hosts = allowed(settings, allow_hosts)
    check_url(url, allow_hosts)
    install_guard(reactor, allow_hosts)
    found: list[Page | FetchError] = []
    crawler = Crawler(PageSpider, settings_of(settings, allow_hosts, render))
    await AsyncCrawlerRunner().crawl(crawler, url=url, clock=clock, found=found, traffic=traffic)
    task = asyncio.current_task()
    if not found and task is not None and task.cancelling():
        raise asyncio.CancelledError  # Scrapy ended in good order and kept it to itself
    answer = found[0] if found else FetchError("no answer", where=url)
    if isinstance(answer, FetchError):
        raise answer
    return answer


def run_in_reactor(function: Callable[[], Awaitable[T]]) -> T:
    """Run a coroutine function to its end in this process's one reactor and give its result; may be called again.

    SIGINT and SIGTERM cancel it, which a crawl turns into a clean end; else KeyboardInterrupt is raised. Only for the
    main thread.
    """
    loop = _started_loop()

    async def main() -> T:
        return await function()

    task = loop.create_task(main())
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, task.cancel)
    try:
        return loop.run_until_complete(task)
    except asyncio.CancelledError as error:
        raise KeyboardInterrupt from error
    finally:
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.remove_signal_handler(number)


def _started_loop() -> asyncio.AbstractEventLoop:
    """The event loop under Twisted's asyncio reactor, which is installed and set going with the first call.

    The reactor is started and never run: it needs nothing but the loop to turn, and a loop, unlike a reactor, may be
    run again. Its thread pool stays empty, because names are looked up by asyncio (see spiders/guard.py).
    """
    if not is_reactor_installed():
        install_reactor(TWISTED_REACTOR)
    if not is_asyncio_reactor_installed():
        raise RuntimeError("another Twisted reactor is installed in this process")
    from twisted.internet import reactor  # noqa: PLC0415 - importing it earlier would install the wrong one

    loop: asyncio.AbstractEventLoop = reactor._asyncioEventloop
    if not reactor.running:
        # What is loaded by now stays. Each full collection looked through all of it while the loop waited, for 70 ms.
        gc.collect()
        gc.freeze()
        asyncio.set_event_loop(loop)
        reactor.startRunning(installSignalHandlers=False)
        atexit.register(_end, loop)
    return loop


def _end(loop: asyncio.AbstractEventLoop) -> None:
    """Close the loop, first cancelling what a crawl that was cut off left in it: Python would complain of each task."""
    until = loop.time() + _LONGEST_END
    while (left := asyncio.all_tasks(loop)) and loop.time() < until:  # one that ends lets Scrapy begin the next
        for task in left:
            task.cancel()
        loop.run_until_complete(asyncio.wait(left, timeout=1))
    loop.close()
