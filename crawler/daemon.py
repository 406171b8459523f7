"""The daemon: each source crawled when it is due, letters sent every minute, a daily word that all is well.

When a source is due is stored with each run, so a restart loses nothing and hurries nothing. One crawl runs at a
time, in this process or in another. Nothing listens on any port. SIGTERM and Ctrl-C end it cleanly: what was read is
stored, what was not is due again.
"""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TypeVar

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from crawler.alerts.deliver import DeliveryReport, deliver
from crawler.alerts.watch import write_watch_letters
from crawler.config.schema import DaemonSettings, Settings
from crawler.crawl import CrawlReport, crawl, run_in_reactor
from crawler.errors import LabmovesError
from crawler.health import SPAN, Health, health
from crawler.model import Decision, Outcome, Source, SourceReport
from crawler.schedule.due import due_at, rules_of, timetable
from storage.store import Store

_log = logging.getLogger(__name__)
T = TypeVar("T")

TICK = timedelta(minutes=1)
_STOPPING = 30.0  # seconds that a crawl and a letter get to end in good order


def due_sources(sources: Sequence[Source], settings: DaemonSettings, store: Store, now: datetime) -> list[Source]:
    """The sources to crawl now, the longest due first, by the timetable that the database keeps."""
    table = timetable(rules_of(sources, settings.cron, settings.timezone), store.timetable(), now)
    named = {source.id: source for source in sources}
    return [named[source] for source in due_at(table, now)]


@dataclass(slots=True, kw_only=True)
class Daemon:
    """Its jobs, each of which can be called alone; no job lets an error out."""

    sources: Sequence[Source]
    settings: Settings
    clock: Callable[[], datetime]
    allow_hosts: frozenset[str] = frozenset()
    _crawling: asyncio.Task[CrawlReport] | None = field(default=None, init=False)
    _sending: asyncio.Future[DeliveryReport] | None = field(default=None, init=False)

    async def run(self) -> None:
        """Work until cancelled."""
        jobs = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}  # late is better than never
        scheduler = AsyncIOScheduler(timezone=UTC, job_defaults=jobs)
        for job, every in ((self.crawl_due, TICK), (self.send_due, TICK), (self.report_health, timedelta(days=1))):
            scheduler.add_job(job, IntervalTrigger(seconds=int(every.total_seconds())), next_run_time=datetime.now(UTC))
        scheduler.start()
        _log.info("started sources=%d database=%s", len(self.sources), self.settings.database)
        try:
            await asyncio.get_running_loop().create_future()
        except asyncio.CancelledError:
            _log.info("stopping")
            await self._stop()
        finally:
            scheduler.shutdown(wait=False)
        _log.info("stopped")

    async def run_once(self) -> bool:
        """Crawl what is due, send what is due; gives whether both could be done."""
        crawled = await self.crawl_due()
        return await self.send_due() and crawled

    async def crawl_due(self) -> bool:
        """Crawl the sources that are due, if any; False where that was not possible, or none of them could be had."""
        try:
            with Store.open(self.settings.database) as store:
                due = due_sources(self.sources, self.settings.daemon, store, self.clock())
                if not due:
                    return True
                _log.info("crawl started sources=%s", ",".join(source.id for source in due))
                self._crawling = asyncio.ensure_future(
                    crawl(
                        due,
                        self.settings,
                        store,
                        command="daemon",
                        clock=self.clock,
                        progress=LoggedProgress(),
                        allow_hosts=self.allow_hosts,
                    )
                )
                report = await asyncio.shield(self._crawling)
            failing = [r.source for r in report.sources if r.health == "failing"]
            found = len(report.decisions), len(report.rosters)
            _log.info("crawl %s run=%d changes=%d rosters=%d failing=%s", report.outcome, report.run, *found, failing)
            return len(failing) < len(report.sources)
        except LabmovesError as error:
            _log.error("crawl not possible: %s", error)
        except Exception:
            _log.exception("a fault in labmoves; the next crawl is tried all the same")
        return False

    async def send_due(self) -> bool:
        """Send the letters that are due, in a thread: a mail server may take its time; False where any failed."""
        try:
            self._sending = _in_thread(self._deliver)
            report = await asyncio.shield(self._sending)
            if report.sent or report.failed:
                _log.info("letters sent=%d failed=%d", report.sent, report.failed)
            for trouble in report.troubles:
                _log.warning("letters: %s", trouble)
            return not report.failed
        except LabmovesError as error:
            _log.error("letters not possible: %s", error)
        except Exception:
            _log.exception("a fault in labmoves; the letters are kept")
        return False

    async def report_health(self) -> None:
        """Once a day one line that proves that silence means no news."""
        try:
            with Store.open(self.settings.database) as store:
                last, counts = [store.attempts(s.id) for s in self.sources], store.counts()
        except LabmovesError as error:
            _log.error("no report possible: %s", error)
            return
        watched = [attempt.report.health for attempts in last for attempt in attempts]
        healthy = f"{watched.count('ok')}/{len(self.sources)}"
        _log.info("daily healthy=%s moves=%d letters_waiting=%d", healthy, counts.moves, counts.letters_unsent)

    def _deliver(self) -> DeliveryReport:
        with Store.open(self.settings.database) as store:
            write_watch_letters(store, self.settings, self._health(store))
            return deliver(store, self.settings, self.clock())

    def _health(self, store: Store) -> Health:
        now, daemon = self.clock(), self.settings.daemon
        vitals = store.vitals([source.id for source in self.sources], now - SPAN)
        return health(self.sources, rules_of(self.sources, daemon.cron, daemon.timezone), vitals, now)

    async def _stop(self) -> None:
        """Let the crawl end as an interrupted one, and the letter that is being handed over be taken."""
        if self._crawling is not None:
            self._crawling.cancel()
        busy = [work for work in (self._crawling, self._sending) if work is not None and not work.done()]
        if busy:
            await asyncio.wait(busy, timeout=_STOPPING)


class LoggedProgress:
    """A crawl's progress as log lines: what was decided, and sources in trouble."""

    def source_started(self, source: Source) -> None:
        """Nothing: the crawl's own line names the sources."""

    def links_found(self, source: str, links: int, due: int) -> None:
        """Nothing: the source's report has the count."""

    def page_done(self, source: str, url: str, outcome: Outcome) -> None:
        """Nothing: one line a page would bury the news."""

    def decided(self, decision: Decision) -> None:
        """One line for each change, with its move's key."""
        move = decision.move
        _log.info(
            "move %s key=%s kind=%s person=%r lab=%r url=%r",
            decision.verdict.value,
            move.key,
            move.kind.value,
            move.person,
            move.lab,
            decision.article_url,
        )

    def source_finished(self, report: SourceReport) -> None:
        """One line for each source that is not well."""
        if report.health != "ok":
            _log.warning(
                "source %s is %s: %r", report.source, report.health, "; ".join((*report.errors, *report.issues))
            )


def _in_thread(function: Callable[[], T]) -> asyncio.Future[T]:
    """Run a blocking function beside the loop, in a thread that does not hold up the end of the process."""
    loop = asyncio.get_running_loop()
    future: asyncio.Future[T] = loop.create_future()

    def settle(outcome: Callable[[], None]) -> None:
        if not future.done():
            outcome()

    def work() -> None:
        try:
            result = function()
        except BaseException as caught:
            outcome = partial(future.set_exception, caught)
        else:
            outcome = partial(future.set_result, result)
        if not loop.is_closed():
            loop.call_soon_threadsafe(settle, outcome)

    threading.Thread(target=work, name="letters", daemon=True).start()
    return future


def run_daemon(daemon: Daemon, *, once: bool = False) -> bool:
    """Run until SIGTERM or Ctrl-C, or one round; blocks. Only for the main thread. False where a round failed."""
    if once:
        return run_in_reactor(daemon.run_once)
    run_in_reactor(daemon.run)
    return True
