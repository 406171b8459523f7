"""The daemon: each source crawled when it is due, letters sent every minute, a daily word that all is well.

When a source is due is stored with each run, so a restart loses nothing and hurries nothing. One crawl runs at a time,
in a process of its own, and one daemon watches a database. SIGTERM and Ctrl-C end it cleanly within ten seconds: what
was read is stored, what was not is due again. SIGHUP reads configuration and catalog anew.
"""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TypeVar

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from crawler.alerts.deliver import DeliveryReport, deliver
from crawler.alerts.watch import write_watch_letters
from crawler.config.schema import DaemonSettings, Settings, host_and_port
from crawler.daemon.crawling import STOPPING, Ended, Task, crawl_in_child
from crawler.daemon.http import serve
from crawler.daemon.notify import ALIVE, ENDING, READY, notify, reloading, watchdog_seconds
from crawler.daemon.pages import pages
from crawler.errors import BusyStoreError, ConfigError, LabmovesError, StoreError
from crawler.health import SPAN, Health, health_now
from crawler.log import about
from crawler.model import Source
from crawler.schedule.due import rounds_at, rules_of, timetable
from storage.lock import WriterLock, daemon_lock
from storage.store import Store

_log = logging.getLogger(__name__)
T = TypeVar("T")
Watched = tuple[Sequence[Source], Settings]

TICK = timedelta(minutes=1)


def due_rounds(
    sources: Sequence[Source], settings: DaemonSettings, store: Store, now: datetime
) -> list[tuple[Source, ...]]:
    """The sources to crawl now, a tuple for each crawl, the longest due first, by the timetable of the database."""
    table = timetable(rules_of(sources, settings.cron, settings.timezone), store.timetable(), now)
    named = {source.id: source for source in sources}
    return [tuple(named[source] for source in each) for each in rounds_at(table, now)]


@dataclass(slots=True, kw_only=True)
class Daemon:
    """Its jobs, each of which can be called alone; no job lets an error out."""

    sources: Sequence[Source]
    settings: Settings
    clock: Callable[[], datetime]
    allow_hosts: frozenset[str] = frozenset()
    read_again: Callable[[], Watched] | None = None  # gives sources and settings as they are now, or raises
    crawl: Callable[[Task], Awaitable[Ended]] = crawl_in_child
    tick: timedelta = TICK
    _scheduler: AsyncIOScheduler | None = field(default=None, init=False)
    _crawling: asyncio.Task[bool] | None = field(default=None, init=False)
    _sending: asyncio.Future[DeliveryReport] | None = field(default=None, init=False)

    async def run(self) -> bool:
        """Work until cancelled; True then. Raises StoreError where another daemon watches the database."""
        lock = daemon_lock(self.settings.database)
        try:
            lock.take(f"`daemon` since {self.clock():%Y-%m-%d %H:%M} UTC")
        except BusyStoreError as error:
            raise StoreError(
                f"a daemon watches it already ({lock.holder()})",
                where=str(self.settings.database),
                remedy="Stop that one first, or use `daemon --once`",
            ) from error
        try:
            async with self._listening():
                await self._run()
        finally:
            lock.give_back()
        return True

    @asynccontextmanager
    async def _listening(self) -> AsyncIterator[None]:
        """Answer monitors meanwhile, where `daemon.http` says so. Raises ConfigError where that is not possible."""
        if self.settings.daemon.http is None:
            yield
            return
        host, port = host_and_port(self.settings.daemon.http)
        try:
            server = await serve(host, port, pages(lambda: _in_thread(self.look), self.settings.database))
        except OSError as error:
            raise ConfigError(
                f"{host}:{port} cannot be listened on: {error.strerror or error}",
                where="daemon.http",
                remedy="Name another port",
            ) from error
        async with server:
            yield

    async def _run(self) -> None:
        jobs = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}  # late is better than never
        scheduler = AsyncIOScheduler(timezone=UTC, job_defaults=jobs)
        for job, every in ((self.crawl_due, self.tick), (self.send_due, self.tick), (self.report_health, SPAN)):
            trigger = IntervalTrigger(seconds=int(every.total_seconds()))
            scheduler.add_job(job, trigger, id=job.__name__, next_run_time=datetime.now(UTC))
        if (seconds := watchdog_seconds()) is not None:
            scheduler.add_job(notify, IntervalTrigger(seconds=max(1, int(seconds))), args=(ALIVE,))
        self._scheduler = scheduler
        self._write_down("it was cut off before its end")
        scheduler.start()
        notify(READY)
        _log.info("started", extra=about(sources=len(self.sources), database=str(self.settings.database)))
        try:
            await asyncio.get_running_loop().create_future()
        except asyncio.CancelledError:
            _log.info("stopping")
            notify(ENDING)
            scheduler.pause()
            await self.stop()
        finally:
            scheduler.shutdown(wait=False)
        _log.info("stopped")

    async def run_once(self) -> bool:
        """Crawl what is due, send what is due; gives whether both could be done."""
        crawled = await self.crawl_due()
        return await self.send_due() and crawled

    def reload(self) -> None:
        """Go on at once with configuration and catalog as they are now; where they are wrong, with those it has."""
        if self.read_again is None:
            return
        notify(*reloading())
        try:
            sources, settings = self.read_again()
            if settings.database != self.settings.database:
                raise StoreError("another database needs another daemon", where=str(settings.database))
        except LabmovesError as error:
            _log.error("not read again, what was read before stays in force: %s", error)
        except Exception:
            _log.exception("a fault in labmoves; what was read before stays in force")
        else:
            self.sources, self.settings = sources, settings
            _log.info("read again", extra=about(sources=len(sources)))
            if self._scheduler is not None:
                self._scheduler.modify_job("crawl_due", next_run_time=datetime.now(UTC))
        notify(READY)

    async def crawl_due(self) -> bool:
        """Crawl the sources that are due, if any; False where that was not possible, or none of them could be had."""
        try:
            with Store.open(self.settings.database) as store:
                rounds = due_rounds(self.sources, self.settings.daemon, store, self.clock())
            if not rounds:
                return True
            if holder := WriterLock(self.settings.database).holder():
                _log.warning("crawl not possible: another crawl is writing the database", extra=about(holder=holder))
                return False
            self._crawling = asyncio.ensure_future(self._crawl_all(rounds))
            return await asyncio.shield(self._crawling)
        except LabmovesError as error:
            _log.error("crawl not possible: %s", error)
        except Exception:
            _log.exception("a fault in labmoves; the next crawl is tried all the same")
        return False

    async def _crawl_all(self, rounds: Sequence[tuple[Source, ...]]) -> bool:
        try:
            return all([await self._crawl(due) for due in rounds])
        except asyncio.CancelledError:  # by `stop` alone; what went on has ended in good order
            return False

    async def _crawl(self, due: tuple[Source, ...]) -> bool:
        ended = await self.crawl(Task(sources=due, settings=self.settings, allow_hosts=self.allow_hosts))
        if ended.why is not None:
            _log.error("crawl killed: %s", ended.why, extra=about(sources=[source.id for source in due]))
            self._write_down(ended.why)
        return ended.well

    def _write_down(self, why: str) -> None:
        """Runs without an end, while nobody crawls, were killed: their sources' reports say why."""
        try:
            with Store.open(self.settings.database) as store:
                killed = store.end_cut_off(f"its crawl was killed: {why}", self.clock())
        except LabmovesError as error:  # such as a crawl by hand that has begun meanwhile
            _log.warning("runs that were cut off are not written down: %s", error)
            return
        for run in killed:
            _log.warning("run cut off", extra=about(run=run, why=why))

    async def send_due(self) -> bool:
        """Send the letters that are due, in a thread: a mail server may take its time; False where any failed."""
        try:
            self._sending = _in_thread(self._deliver)
            report = await asyncio.shield(self._sending)
            if report.sent or report.failed or report.dead:
                _log.info("letters", extra=about(sent=report.sent, failed=report.failed, dead=report.dead))
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
            found = self.look()
        except LabmovesError as error:
            _log.error("no report possible: %s", error)
            return
        fields = about(
            healthy=f"{found.healthy}/{len(found.sources)}",
            pages=found.pages,
            passed=found.passed,
            moves=found.moves,
            letters_waiting=found.letters_waiting,
        )
        _log.info("daily", extra=fields)

    def look(self) -> Health:
        """The health of the watch now. Raises StoreError where the database cannot be read."""
        with Store.open(self.settings.database, read_only=True) as store:
            return health_now(store, self.sources, self.settings.daemon, self.clock())

    def _deliver(self) -> DeliveryReport:
        with Store.open(self.settings.database) as store:
            found = health_now(store, self.sources, self.settings.daemon, self.clock())
            write_watch_letters(store, self.settings, found)
            return deliver(store, self.settings, self.clock())

    async def stop(self) -> None:
        """Let the crawl end as an interrupted one, and the letter that is being handed over be taken."""
        if self._crawling is not None:
            self._crawling.cancel()
        busy = [work for work in (self._crawling, self._sending) if work is not None and not work.done()]
        if busy:
            await asyncio.wait(busy, timeout=STOPPING + 1)


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
