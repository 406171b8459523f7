"""One of the workers that share a queue: fetches what it is given, reads it, and brings back what was read.

It needs no database. It serves one collect's run after the other; a run is over when its notice is gone. What it has in
hand is its own for as long as it is heard of, and is given back when it ends in good order.
"""

from __future__ import annotations

import asyncio
import logging
import os
import socket
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Protocol

from crawler.config.schema import Settings
from crawler.errors import ConfigError, InputError, LabmovesError, QueueError, UsageError
from crawler.fetching import Fetching, allowed
from crawler.frontier.frontier import LEASE, Frontier, State
from crawler.frontier.messages import Answer, Notice, Task, read_message
from crawler.frontier.rules import rules_of
from crawler.frontier.traffic import SharedTraffic
from crawler.model import Page
from crawler.pipeline import Readers, get_ready
from spiders.answers import in_words
from spiders.logs import quieten
from spiders.politeness import LONGEST_WAIT, conditional_headers
from spiders.queued import Asked
from spiders.read_place import read_place

_GRACE = 5.0  # seconds that requests under way get to end after an interruption
_REST = 0.1  # seconds until the queue is asked again where it gave nothing
_LOOK = 0.5  # seconds between two looks whether a collect is at work
_log = logging.getLogger(__name__)


class Progress(Protocol):
    """What a worker tells while it works; quick, and never raising."""

    def run_began(self, notice: Notice) -> None: ...

    def answered(self, url: str, trouble: str | None) -> None: ...

    def looked(self, state: State) -> None: ...

    def run_ended(self) -> None: ...


@dataclass(slots=True, kw_only=True)
class WorkReport:
    """What a worker did."""

    name: str
    runs: int = 0
    answers: int = 0
    failed: int = 0  # of these, requests that brought nothing to read
    late: int = 0  # brought when another worker had been sent for it
    given_back: int = 0  # taken, and left to others


async def work(
    frontier: Frontier, settings: Settings, *, clock: Callable[[], datetime], progress: Progress, once: bool = False
) -> WorkReport:
    """Serve run after run until cancelled, or with `once` one run; run inside `run_in_reactor`.

    Raises UsageError where this machine would read pages otherwise than collect does, QueueError where Redis fails.
    """
    quieten()
    get_ready(settings.own_files)  # before there are leases to renew
    own, served = rules_of(settings.own_files), ""
    report = WorkReport(name=f"{socket.gethostname()}-{os.getpid()}")
    with suppress(asyncio.CancelledError):
        while not (once and served):
            notice = frontier.notice()
            if notice is None or notice.token == served:
                frontier.renew(report.name, ())
                await asyncio.sleep(_LOOK)
                continue
            _check(notice, own, frontier)
            progress.run_began(notice)
            await _Shift(frontier, settings, notice, report, clock, progress).serve()
            progress.run_ended()
            served, report.runs = notice.token, report.runs + 1
    with suppress(QueueError):
        frontier.give_back(report.name, ())
    return report


def _check(notice: Notice, own: str, frontier: Frontier) -> None:
    if notice.rules != own:
        raise UsageError(
            f"collect ({notice.owner}) reads pages by other rules than this worker",
            where=frontier.place,
            remedy="Install the same version of labmoves on both, with the same lexicon and layout files",
        )


@dataclass(slots=True, eq=False)
class _Shift:
    """A worker's part of one run: the bench of its spider."""

    frontier: Frontier
    settings: Settings
    notice: Notice
    report: WorkReport
    now: Callable[[], datetime]
    progress: Progress
    over: bool = False
    _held: dict[str, Task] = field(default_factory=dict)
    _freed: asyncio.Event = field(default_factory=asyncio.Event)
    _failed: BaseException | None = None
    _readers: Readers = field(init=False)

    async def serve(self) -> None:
        """Fetch and read until the run is over; cancelled, end in good order first."""
        own = self.settings.crawl
        settings = replace(self.settings, crawl=replace(own, delay=self.notice.delay))
        traffic = SharedTraffic(self.frontier, self.notice.delay, own.concurrency)
        fetching = Fetching(settings, allowed(settings, frozenset()), traffic)
        async with Readers(own.workers, settings.own_files) as self._readers:
            heart = asyncio.ensure_future(self._beat())
            crawl = asyncio.ensure_future(fetching.serve(self, self.frontier.server, self._fault))
            try:
                await asyncio.shield(crawl)
            finally:
                self.over = True
                with suppress(TimeoutError):
                    async with asyncio.timeout(0 if self._failed else _GRACE):
                        await asyncio.shield(crawl)
                await fetching.stop()
                heart.cancel()
                self._leave()
        if self._failed:
            raise self._failed

    def _leave(self) -> None:
        held, self._held = list(self._held), {}
        self.report.given_back += len(held)
        with suppress(QueueError):
            self.frontier.give_back(self.report.name, held)

    async def _beat(self) -> None:
        """Be heard of, and see whether the run goes on."""
        try:
            while not self.over:
                self.frontier.renew(self.report.name, list(self._held))
                notice = self.frontier.notice()
                self.over = self.over or notice is None or notice.token != self.notice.token
                self.progress.looked(self.frontier.look())
                await asyncio.sleep(min(LEASE / 5, _LOOK))
        except QueueError as error:
            self._fault(error)

    def _fault(self, error: BaseException) -> None:
        """What no page is to blame for ends the worker; what it has in hand goes to others."""
        if not isinstance(error, LabmovesError):
            _log.error("a fault in labmoves", exc_info=error)
        self._failed = self._failed or error
        self.over = True
        self._freed.set()

    # --- what the spider asks

    async def room(self) -> None:
        """Wait until more may be taken in hand."""
        self._freed.clear()
        with suppress(TimeoutError):
            async with asyncio.timeout(_REST):
                await self._freed.wait()

    def take(self) -> Sequence[Asked]:
        """What is to be begun now; nothing while the hands are full, or collect cannot store what is there."""
        room = 2 * self.settings.crawl.concurrency - len(self._held)  # under way, or being read
        try:
            found = self.frontier.take(room, LONGEST_WAIT) if room > 0 and not self.over else []
            tasks = {id: read_message(Task, message) for id, message in found}
        except QueueError as error:
            self._fault(error)
            return []
        self._held |= tasks
        return [_asked(id, task) for id, task in tasks.items()]

    # --- what the spider brings

    async def came(self, asked: Asked, page: Page, *, etag: str | None, last_modified: str | None) -> None:
        """Read what was fetched, and bring what it says."""
        task = self._held.get(asked.id)
        if task is None:
            return
        answer = Answer(
            at=page.fetched_at, final_url=page.final_url, status=page.status, etag=etag, last_modified=last_modified
        )
        if page.status == 200:
            answer = await self._read(task, page, answer)
        elif page.status != 304:
            answer = replace(answer, trouble=f"the server answered {page.status}")
        self._bring(asked, answer)

    async def _read(self, task: Task, page: Page, answer: Answer) -> Answer:
        try:
            if task.publisher is not None and task.place is not None:
                found = await self._readers.run(read_place, page, task.publisher, task.place, where=task.url)
                return replace(answer, announced=found)
            return replace(answer, reading=await self._readers.read(page, self.notice.keep))
        except InputError as error:
            return replace(answer, trouble=error.detail)
        except LabmovesError:
            raise
        except Exception as error:
            _log.exception("reading %s failed: this is a fault in labmoves", task.url)
            return replace(answer, trouble=f"internal error ({type(error).__name__})")

    def lost(self, asked: Asked, error: BaseException | None) -> None:
        """Bring why no answer came."""
        if isinstance(error, QueueError | ConfigError):
            self._fault(error)
            return
        trouble = in_words(error) if error else "no answer"
        self._bring(asked, Answer(at=self.now(), final_url=asked.url, trouble=trouble))

    def _bring(self, asked: Asked, answer: Answer) -> None:
        if self._held.pop(asked.id, None) is None:
            return
        try:
            wanted = self.frontier.answer(asked.id, answer)
        except QueueError as error:
            self._fault(error)
            return
        self.report.answers += 1
        self.report.failed += answer.trouble is not None
        self.report.late += not wanted
        self.progress.answered(asked.url, answer.trouble)
        self._freed.set()


def _asked(id: str, task: Task) -> Asked:
    return Asked(id=id, url=task.url, source=task.source, headers=conditional_headers(task), link=task.link)
