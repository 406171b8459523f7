"""One crawl run over many sources: started, bounded, counted, judged, and ended cleanly whatever happens.

Each source runs on its own, so that one's trouble is never another's; its places of discovery run one after the other,
so that a host meets no more requests at once than the settings allow.
"""

from __future__ import annotations

import asyncio
import atexit
import contextlib
import gc
import logging
import signal
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, TypeVar
from urllib.parse import urlsplit

from scrapy import signals
from scrapy.crawler import AsyncCrawlerRunner, Crawler
from scrapy.utils.reactor import install_reactor, is_asyncio_reactor_installed, is_reactor_installed
from twisted.python.failure import Failure

from crawler.config.schema import Settings
from crawler.errand import Progress, RunContext, SourceErrand
from crawler.errors import ConfigError, FetchError, LabmovesError, StoreError
from crawler.gate import check_url
from crawler.log import bound
from crawler.match.lexicons import Lexicon, load
from crawler.model import AlertPolicy, Decision, DiscoveryKind, Move, Page, RosterChange, Source, SourceReport
from crawler.pipeline import Readers, check_own_files
from crawler.schedule.due import LONGEST_WAIT, Due, after_run, if_cut_off, rules_of
from crawler.settings import TWISTED_REACTOR, scrapy_settings
from spiders.base import SourceSpider
from spiders.chromium import find_chromium
from spiders.feed import FeedSpider
from spiders.guard import install_guard
from spiders.listing import ListingSpider
from spiders.logs import quieten
from spiders.page import PageSpider
from spiders.politeness import Traffic
from spiders.roster import RosterSpider
from spiders.sitemap import SitemapSpider
from storage.runs import FAILED, FINISHED, INTERRUPTED, TIMED_OUT
from storage.store import Store

__all__ = ["CrawlReport", "Progress", "crawl", "fetch_one", "run_in_reactor"]

T = TypeVar("T")
_GRACE = 5.0  # seconds that requests under way get to end after an interruption
_SPIDERS: dict[DiscoveryKind, type[SourceSpider]] = {
    spider.kind: spider for spider in (FeedSpider, SitemapSpider, ListingSpider, RosterSpider)
}
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class CrawlReport:
    """What one run found and did; `decisions` are those that changed something, in the order they were stored."""

    run: int
    outcome: str  # "finished", "interrupted" or "timed out"
    sources: tuple[SourceReport, ...]
    decisions: tuple[Decision, ...]
    settled: tuple[Move, ...]  # moves whose effective day came
    rosters: tuple[RosterChange, ...]  # who appeared on labs' pages of people, and who vanished
    started_at: datetime
    finished_at: datetime


async def crawl(
    sources: Sequence[Source],
    settings: Settings,
    store: Store,
    *,
    command: str,
    clock: Callable[[], datetime],
    progress: Progress,
    allow_hosts: frozenset[str] = frozenset(),
    deadline: timedelta | None = None,
) -> CrawlReport:
    """Crawl the sources once and store what they bring; run inside `run_in_reactor`.

    A source that fails says so in its report. Cancelled (Ctrl-C), it keeps all that was read and returns a report with
    outcome "interrupted"; after `deadline` with outcome "timed out", and the sources not done by then say so. `clock`
    is the time everywhere; `allow_hosts` are `host:port` pairs that may be private. Raises ConfigError where a lexicon
    file is wrong, StoreError where the database cannot be written; the run is then recorded as failed, if possible.
    """
    quieten()
    check_own_files(settings.own_files)  # a mistake in them stops the start, not each worker
    lexicon = load(settings.lexicon_folder)
    started_at = clock()
    rules, before = rules_of(sources, settings.daemon.cron, settings.daemon.timezone), store.timetable()
    run = store.start_run(command, list(rules), started_at, if_cut_off(rules, before, started_at))
    outcome, errands, reports, due = FAILED, list[SourceErrand](), list[SourceReport](), list[Due]()
    try:
        with bound(run=run):
            async with Readers(settings.crawl.workers, settings.own_files) as readers:
                context = RunContext(
                    run=run,
                    store=store,
                    readers=readers,
                    policies=_policies(settings, lexicon),
                    recheck=timedelta(days=settings.recheck_days),
                    keep=settings.keep,
                    clock=clock,
                    progress=progress,
                )
                errands = [SourceErrand(source, context) for source in sources]
                work = _Run(settings, _allowed(settings, allow_hosts), progress)
                outcome = await work.all(errands, reports, deadline)
            failed = {report.source: report.health == "failing" for report in reports if report.source in work.judged}
            asked = work.asked_until(sources, clock())
            due = after_run(rules, before, started_at, failed=failed, asked_until=asked)
            settled = store.settle(run, clock())
    finally:
        finished_at = clock()
        store.finish_run(run, outcome, reports, finished_at, due)
    return CrawlReport(
        run=run,
        outcome=outcome,
        sources=tuple(reports),
        decisions=tuple(decision for errand in errands for decision in errand.decisions),
        settled=tuple(settled),
        rosters=tuple(change for errand in errands for change in errand.rosters),
        started_at=started_at,
        finished_at=finished_at,
    )


def _policies(settings: Settings, lexicon: Lexicon) -> dict[str, AlertPolicy]:
    """Who is told what; a listed person has the name that their moves carry, whatever the spelling asked for."""
    return {
        name: replace(policy, people=tuple(lexicon.person(person) or person for person in policy.people))
        for name, policy in settings.policies.items()
    }


class _Run:
    """The part of a run that Scrapy does."""

    def __init__(self, settings: Settings, allow_hosts: frozenset[str], progress: Progress) -> None:
        from twisted.internet import reactor  # noqa: PLC0415 - importing it earlier would install the wrong one

        install_guard(reactor, allow_hosts)
        self._settings, self._allow = settings, allow_hosts
        self._runner = AsyncCrawlerRunner()
        self._traffic = Traffic(settings.crawl.delay, settings.crawl.concurrency)
        self._progress = progress
        self._at_once = asyncio.Semaphore(settings.crawl.concurrency)
        self._begun: set[str] = set()
        self.judged: set[str] = set()  # the sources whose part came to its end, or may not go on
        self._stopping = False
        self._fatal: LabmovesError | None = None

    async def all(
        self, errands: Sequence[SourceErrand], reports: list[SourceReport], deadline: timedelta | None
    ) -> str:
        """Run every errand, collecting reports in their order; gives the outcome. Raises what no source can mend.

        A source whose turn did not come before the end has no report: nothing is known of it.
        """
        work = asyncio.gather(*(self._one(errand) for errand in errands))
        late = asyncio.timeout(deadline.total_seconds() if deadline else None)
        try:
            async with late:
                await asyncio.shield(work)
        except (asyncio.CancelledError, TimeoutError):
            _forgive()
            await self._stop(work)
        done, begun = set(self.judged), [errand for errand in errands if errand.source.id in self._begun]
        if late.expired() and deadline:
            self._write_off(begun, deadline)
        reports += [errand.finish(complete=errand.source.id in done) for errand in begun]
        if self._fatal:
            raise self._fatal
        return TIMED_OUT if late.expired() else INTERRUPTED if self._stopping else FINISHED

    def _write_off(self, begun: Sequence[SourceErrand], deadline: timedelta) -> None:
        """Let what was not done in time count as an attempt, or the next run would hang at the same place."""
        for errand in begun:
            if errand.source.id not in self.judged:
                errand.broke(f"not done within {deadline.total_seconds() / 60:g} min (daemon.deadline)")
                self.judged.add(errand.source.id)

    def asked_until(self, sources: Sequence[Source], now: datetime) -> dict[str, datetime]:
        """Until when a server wants to be left alone, of those where sources announce their articles."""
        pauses = {
            s.id: max((self._traffic.paused(urlsplit(place.url).netloc) for place in s.discovery), default=0.0)
            for s in sources
        }
        longest = LONGEST_WAIT.total_seconds()  # a date in the year 9999 is nothing to count with
        return {source: now + timedelta(seconds=min(pause, longest)) for source, pause in pauses.items() if pause > 0}

    async def _one(self, errand: SourceErrand) -> None:
        async with self._at_once:
            if not self._stopping:
                self._begun.add(errand.source.id)
                with bound(source=errand.source.id):
                    await self._places(errand)

    async def _places(self, errand: SourceErrand) -> None:
        self._progress.source_started(errand.source)
        for place in errand.source.discovery:
            if not errand.needs(place):
                continue
            try:
                how = _scrapy_settings(self._settings, self._allow, errand.source.render)
                crawler = Crawler(_SPIDERS[place.kind], how)
                self._listen(crawler, errand)
                await self._runner.crawl(
                    crawler, source=errand.source, discovery=place, errand=errand, traffic=self._traffic
                )
            except LabmovesError as error:  # no browser
                errand.broke(f"{error.detail}. {error.remedy}")
                break
            except Exception as error:
                _fault(errand, error)
            if self._stopping:
                return
        self.judged.add(errand.source.id)

    def _listen(self, crawler: Crawler, errand: SourceErrand) -> None:
        """What Scrapy would only log, a source's report must say; a broken database or lexicon ends the run."""

        def note(failure: Failure) -> None:
            error = failure.value
            if isinstance(error, StoreError | ConfigError):
                self._fatal = self._fatal or error
                self._stopping = True
                self._ending = asyncio.ensure_future(self._runner.stop())
            elif error is not None:
                _fault(errand, error)

        def closed(reason: str) -> None:
            if reason == "start_error":
                errand.broke("internal error: its spider did not start; please report it with the log")

        crawler.signals.connect(note, signals.spider_error, weak=False)
        crawler.signals.connect(note, signals.item_error, weak=False)
        crawler.signals.connect(closed, signals.spider_closed, weak=False)

    async def _stop(self, work: asyncio.Future[Any]) -> None:
        """End in good order: nothing new is asked for, what is under way may end; a second interruption cuts it off."""
        self._stopping = True
        try:
            async with asyncio.timeout(_GRACE):
                await self._runner.stop()
                await asyncio.shield(work)
        except (TimeoutError, asyncio.CancelledError):
            _forgive()
            work.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await work


def _scrapy_settings(settings: Settings, allow_hosts: frozenset[str], render: bool) -> dict[str, Any]:
    """Raises FetchError where pages are to be drawn and there is no browser."""
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


def _allowed(settings: Settings, allow_hosts: frozenset[str]) -> frozenset[str]:
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
    allow_hosts = _allowed(settings, allow_hosts)
    check_url(url, allow_hosts)
    install_guard(reactor, allow_hosts)
    found: list[Page | FetchError] = []
    crawler = Crawler(PageSpider, _scrapy_settings(settings, allow_hosts, render))
    await AsyncCrawlerRunner().crawl(crawler, url=url, clock=clock, found=found, traffic=traffic)
    task = asyncio.current_task()
    if not found and task is not None and task.cancelling():
        raise asyncio.CancelledError  # Scrapy ended in good order and kept it to itself
    answer = found[0] if found else FetchError("no answer", where=url)
    if isinstance(answer, FetchError):
        raise answer
    return answer


def _fault(errand: SourceErrand, error: BaseException) -> None:
    """A bug keeps its traceback, in the log; its source says that it happened, and the others go on."""
    _log.error("a fault in labmoves", exc_info=error)
    errand.broke(f"internal error ({type(error).__name__}): please report it with the log")


def _forgive() -> None:
    """The cancellation was heard and is acted upon; the caller's next await must not be cancelled again."""
    task = asyncio.current_task()
    while task is not None and task.cancelling():
        task.uncancel()


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
        atexit.register(loop.close)
    return loop
