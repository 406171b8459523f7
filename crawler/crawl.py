"""One crawl run over many sources: started, bounded, counted, judged, and ended cleanly whatever happens.

Each source runs on its own, so that one's trouble is never another's; its places of discovery run one after the other,
so that a host meets no more requests at once than the settings allow.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from contextlib import nullcontext, suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from crawler.audience import AlertPolicy
from crawler.config.schema import Settings
from crawler.errand.errand import SourceErrand
from crawler.errand.run import Progress, RunContext
from crawler.errors import ConfigError, LabmovesError, QueueError, StoreError
from crawler.fetching import Fetching, allowed, fetch_one, run_in_reactor
from crawler.log import bound
from crawler.match.lexicons import Lexicon, load
from crawler.model import Decision, Move, Source, SourceReport, TeamChange
from crawler.pipeline import Readers, check_own_files, get_ready
from crawler.remote import Remote
from crawler.schedule.due import LONGEST_WAIT, Due, after_run, if_cut_off, rules_of
from spiders.logs import quieten
from spiders.politeness import Traffic
from storage.runs import FAILED, FINISHED, INTERRUPTED, TIMED_OUT
from storage.store import Store

__all__ = ["CrawlReport", "Progress", "crawl", "fetch_one", "run_in_reactor"]

_GRACE = 5.0  # seconds that requests under way get to end after an interruption
_FATAL = (StoreError, ConfigError, QueueError)  # what no source can mend
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class CrawlReport:
    """What one run found and did; `decisions` are those that changed something, in the order they were stored."""

    run: int
    outcome: str  # "finished", "interrupted" or "timed out"
    sources: tuple[SourceReport, ...]
    decisions: tuple[Decision, ...]
    settled: tuple[Move, ...]  # moves whose effective day came
    teams: tuple[TeamChange, ...]  # who appeared on labs' pages of people, and who vanished
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
    remote: Remote | None = None,
) -> CrawlReport:
    """Crawl the sources once and store what they bring; run inside `run_in_reactor`.

    With `remote` the pages are fetched and read by the workers that share its queue, and all else is as without.

    A source that fails says so in its report. Cancelled (Ctrl-C), it keeps all that was read and returns a report with
    outcome "interrupted"; after `deadline` with outcome "timed out", and the sources not done by then say so. `clock`
    is the time everywhere; `allow_hosts` are `host:port` pairs that may be private. Raises ConfigError where a lexicon
    file is wrong, StoreError where the database cannot be written, QueueError where the queue fails; the run is then
    recorded as failed, if possible.
    """
    quieten()
    (check_own_files if remote else get_ready)(settings.own_files)  # a mistake in them stops the start, not each worker
    lexicon = load(settings.lexicon_folder)
    work, started_at = _Run(settings, allowed(settings, allow_hosts), progress, remote), clock()
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
                async with remote.serving(store, run) if remote else nullcontext():
                    outcome = await work.all(errands, reports, deadline)
            asked = work.asked_until(sources, clock())
            due = after_run(rules, before, started_at, failed=work.failed(reports), asked_until=asked)
            settled = store.settle(run, clock())
    except QueueError:  # no source is to blame: those that were not come to are due as they were
        due = after_run(rules, before, started_at, failed=work.failed(reports), asked_until={})
        raise
    finally:
        finished_at = clock()
        store.finish_run(run, outcome, reports, finished_at, due)
    return CrawlReport(
        run=run,
        outcome=outcome,
        sources=tuple(reports),
        decisions=tuple(decision for errand in errands for decision in errand.decisions),
        settled=tuple(settled),
        teams=tuple(change for errand in errands for change in errand.teams),
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
    """The fetching of a run, and when it ends."""

    def __init__(
        self, settings: Settings, allow_hosts: frozenset[str], progress: Progress, remote: Remote | None
    ) -> None:
        own = settings.crawl
        self._traffic = remote.traffic if remote else Traffic(own.delay, own.concurrency)
        self._here, self._remote = Fetching(settings, allow_hosts, self._traffic), remote
        self._progress = progress
        self._at_once = asyncio.Semaphore(remote.sources_at_once if remote else own.concurrency)
        self._begun: set[str] = set()
        self.judged: set[str] = set()  # the sources whose part came to its end, or may not go on
        self._stopping = False
        self._fatal: LabmovesError | None = None

    async def all(
        self, errands: Sequence[SourceErrand], reports: list[SourceReport], deadline: timedelta | None
    ) -> str:
        """Run every errand, collecting reports in their order; gives the outcome. Raises what no source can mend.

        A source whose turn or first answer did not come before the end has no report: nothing is known of it.
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
        found = [errand.finish(complete=errand.source.id in done) for errand in begun]
        reports += [report for report in found if report.source in done or report != SourceReport(source=report.source)]
        if self._fatal:
            raise self._fatal
        return TIMED_OUT if late.expired() else INTERRUPTED if self._stopping else FINISHED

    def _write_off(self, begun: Sequence[SourceErrand], deadline: timedelta) -> None:
        """Let what was not done in time count as an attempt, or the next run would hang at the same place."""
        for errand in begun:
            if errand.source.id not in self.judged:
                errand.broke(f"not done within {deadline.total_seconds() / 60:g} min (daemon.deadline)")
                self.judged.add(errand.source.id)

    def failed(self, reports: Sequence[SourceReport]) -> dict[str, bool]:
        """Of the sources whose part came to its end, whether it failed."""
        return {report.source: report.health == "failing" for report in reports if report.source in self.judged}

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
        # What a browser must draw is fetched here, where one is known to be.
        hands = self._here if self._remote is None or errand.source.render else self._remote
        for place in errand.source.discovery:
            if not errand.needs(place):
                continue
            try:
                await hands.go(errand, place, partial(self._hear, errand))
            except _FATAL as error:
                self._hear(errand, error)
            except LabmovesError as error:  # no browser
                errand.broke(f"{error.detail}. {error.remedy}")
                break
            except Exception as error:
                _fault(errand, error)
            if self._stopping:
                return
        self.judged.add(errand.source.id)

    def _hear(self, errand: SourceErrand, error: BaseException) -> None:
        """A source's report must say it; a broken database, lexicon or queue ends the run."""
        if isinstance(error, _FATAL):
            self._fatal = self._fatal or error
            self._stopping = True
            self._ending = asyncio.ensure_future(self._stop_hands())  # held, else it may be collected half way
        else:
            _fault(errand, error)

    async def _stop_hands(self) -> None:
        await self._here.stop()
        if self._remote:
            await self._remote.stop()

    async def _stop(self, work: asyncio.Future[Any]) -> None:
        """End in good order: nothing new is asked for, what is under way may end; a second interruption cuts it off."""
        self._stopping = True
        try:
            async with asyncio.timeout(_GRACE):
                await self._stop_hands()
                await asyncio.shield(work)
        except (TimeoutError, asyncio.CancelledError):
            _forgive()
            work.cancel()
            with suppress(asyncio.CancelledError):
                await work


def _fault(errand: SourceErrand, error: BaseException) -> None:
    """A bug keeps its traceback, in the log; its source says that it happened, and the others go on."""
    _log.error("a fault in labmoves", exc_info=error)
    errand.broke(f"internal error ({type(error).__name__}): please report it with the log")


def _forgive() -> None:
    """The cancellation was heard and is acted upon; the caller's next await must not be cancelled again."""
    task = asyncio.current_task()
    while task is not None and task.cancelling():
        task.uncancel()
