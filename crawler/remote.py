"""A run's fetching, done by workers elsewhere: tasks go into the shared queue, and what comes of them is stored here.

To each source it is what a spider is: it asks the errand what is due, and reports what came. An answer leaves the queue
when it is in the database; what a collect that was killed left there, the next one stores first of all.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
import socket
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from crawler.config.schema import Settings
from crawler.errand.errand import SourceErrand
from crawler.errors import InputError, LabmovesError, QueueError
from crawler.frontier.frontier import AT_ONCE, NOTICE, Arrival, Frontier, task_id
from crawler.frontier.messages import Answer, Notice, Task
from crawler.frontier.rules import rules_of
from crawler.frontier.traffic import SharedTraffic
from crawler.model import Discovery, Visit
from spiders.announced import Announced
from spiders.base import Wanted
from storage.store import Store

_WAIT = 0.5  # seconds in one call for answers
_LATE = timedelta(hours=1)  # what was read longer ago is asked for again
_MANY = 256  # requests to one host at once where it is one's own
Fault = Callable[[BaseException], None]
_log = logging.getLogger(__name__)


@dataclass(slots=True, eq=False)
class _Walk:
    """What one place of discovery led to, as long as something of it is not answered."""

    errand: SourceErrand
    place: Discovery
    fault: Fault
    open: set[str] = field(default_factory=set)  # ids of tasks
    over: asyncio.Event = field(default_factory=asyncio.Event)


@contextmanager
def remote_of(settings: Settings, now: datetime) -> Iterator[Remote | None]:
    """The workers behind `crawl.queue`, None where it is not set. Raises UsageError for what is no Redis' address."""
    if settings.crawl.queue is None:
        yield None
    else:
        with Frontier(settings.crawl.queue) as frontier:
            yield Remote(frontier, settings, now)


class Remote:
    """The workers behind a queue, as one run asks them."""

    sources_at_once = 256  # each host has a row of its own in the queue, and holds nobody else up

    def __init__(self, frontier: Frontier, settings: Settings, now: datetime) -> None:
        self._frontier = frontier
        self._notice = Notice(
            token=secrets.token_hex(4),
            owner=f"{settings.database} on {socket.gethostname()}",
            since=now,
            rules=rules_of(settings.own_files),
            delay=settings.crawl.delay,
            keep=settings.keep,
        )
        self.traffic = SharedTraffic(frontier, settings.crawl.delay, settings.crawl.concurrency)
        self._asked: dict[str, tuple[_Walk, Task]] = {}  # by id, as long as it is not answered
        self._late: dict[str, list[tuple[Task, Answer]]] = {}  # of an earlier collect, by source
        self._read_to = b"0"
        self._number = 0
        self._stopping = False
        self._failed: Exception | None = None

    @asynccontextmanager
    async def serving(self, store: Store, run: int) -> AsyncIterator[None]:
        """While it lasts, workers work for this run. Raises QueueError where another collect has them."""
        self._store, self._run = store, run
        self._frontier.begin(self._notice, AT_ONCE if self._notice.delay else _MANY)
        try:
            self._take_over()
            tasks = [asyncio.ensure_future(self._receive()), asyncio.ensure_future(self._keep())]
            try:
                yield
            finally:
                for task in tasks:
                    task.cancel()
                await asyncio.gather(*tasks, return_exceptions=True)
        finally:
            with suppress(QueueError):
                self._frontier.finish(self._notice)

    # --- what a run asks

    async def go(self, errand: SourceErrand, place: Discovery, fault: Fault) -> None:
        """Go through a place of discovery as a spider does; back when all that it led to is answered and stored.

        Raises QueueError where Redis fails, StoreError where the database does.
        """
        self._store_late(errand)
        walk = _Walk(errand, place, fault)
        await self._through(walk, [self._document(walk, place.url)])
        await self._through(walk, _articles(errand.again(place)))

    async def stop(self) -> None:
        """Ask for nothing new; what workers have in their hands may still come."""
        self._stopping = True
        with suppress(QueueError):
            for id in self._frontier.withdraw():
                self._close(id)

    # --- asking

    async def _through(self, walk: _Walk, tasks: Sequence[Task]) -> None:
        walk.over.clear()
        self._ask(walk, tasks)
        if walk.open:
            await walk.over.wait()
        if self._failed:
            raise self._failed

    def _ask(self, walk: _Walk, tasks: Sequence[Task]) -> None:
        if self._stopping or self._failed or not tasks:
            return
        first, self._number = self._number, self._number + len(tasks)
        named = {task_id(self._notice.token, first + n, task.url): task for n, task in enumerate(tasks)}
        walk.open.update(named)
        self._asked |= {id: (walk, task) for id, task in named.items()}
        self._frontier.push(named)

    def _document(self, walk: _Walk, url: str) -> Task:
        source = walk.errand.source
        return _task(url, source.id, walk.errand.last_visit(url), publisher=source, place=walk.place)

    # --- hearing

    async def _keep(self) -> None:
        """Say now and then that this collect is there; and once where nobody does what it asks for."""
        told = False
        try:
            while not self._failed:
                await asyncio.sleep(NOTICE / 6)
                self._frontier.keep(self._notice)
                if not (told or self._frontier.look().workers):
                    told = True
                    _log.warning("no worker is at the queue %s yet: `labmoves worker` is one", self._frontier.place)
        except Exception as error:
            self._fail(error)

    async def _receive(self) -> None:
        """Store what comes; only then does it leave the queue."""
        try:
            while not self._failed:
                arrivals = await asyncio.to_thread(self._frontier.answers, self._read_to, _WAIT)
                for arrival in arrivals:
                    self._read_to = arrival.place
                    if arrival.id in self._asked:
                        self._hear(*self._asked[arrival.id], arrival)
                self._let_go(arrivals)
                for arrival in arrivals:
                    self._close(arrival.id)
        except Exception as error:
            self._fail(error)

    def _hear(self, walk: _Walk, task: Task, arrival: Arrival) -> None:
        """Report what came, and ask for what it leads to; a fault of ours costs this task alone."""
        nothing = Answer(at=walk.errand.now(), final_url=task.url, trouble=arrival.trouble)
        answer = arrival.answer or nothing
        try:
            if task.link is not None:
                _report_article(walk.errand, task, answer)
            elif (found := _report_document(walk, task.url, answer)) is not None:
                more = found.more if task.url == walk.place.url else ()  # an index of indexes is not followed
                self._ask(walk, [self._document(walk, url) for url in more])
                self._ask(walk, _articles(walk.errand.wanted(found)))
        except LabmovesError:
            raise
        except Exception as error:
            walk.fault(error)

    def _let_go(self, arrivals: Sequence[Arrival]) -> None:
        """Only what is in the file may leave the queue: visits that are only noted are written first."""
        if arrivals:
            self._store.record_visits((), self._run)
            self._frontier.stored(arrivals)

    def _close(self, id: str) -> None:
        """One task less is open."""
        walk, _ = self._asked.pop(id, (None, None))
        if walk is not None:
            walk.open.discard(id)
            if not walk.open:
                walk.over.set()

    def _fail(self, error: Exception) -> None:
        """Nothing more will come: whoever waits for it hears why, be it a fault of ours."""
        self._failed = self._failed or error
        for walk, _ in self._asked.values():
            walk.over.set()

    # --- what an earlier collect left behind

    def _take_over(self) -> None:
        """Articles that were fetched for a collect that is gone, and that nobody stored.

        They do not stay in the queue: those of a source that is not in this run would hold the workers up.
        """
        while arrivals := self._frontier.answers():
            for arrival in arrivals:
                task, answer = arrival.task, arrival.answer
                # A document is asked for again, and so is what nobody had.
                if task and task.link and answer and self._notice.since - answer.at < _LATE:
                    self._late.setdefault(task.source, []).append((task, answer))
            self._frontier.stored(arrivals)

    def _store_late(self, errand: SourceErrand) -> None:
        for task, answer in self._late.pop(errand.source.id, []):
            errand.asked_before(task.url)
            _report_article(errand, task, answer)


def _task(url: str, source: str, visit: Visit | None, **of: object) -> Task:
    """A request that is conditional where something is remembered of the address."""
    known = {"etag": visit.etag, "last_modified": visit.last_modified} if visit else {}
    return Task(url=url, source=source, **known, **of)  # type: ignore[arg-type]


def _articles(wanted: Sequence[Wanted]) -> list[Task]:
    return [_task(link.url, link.source, visit, link=link) for link, visit in wanted]


def _report_article(errand: SourceErrand, task: Task, answer: Answer) -> None:
    """As a spider reports an article."""
    assert task.link is not None
    _note_answer(errand, task.url, answer)
    if answer.status == 304 and answer.trouble is None:
        errand.unchanged(task.link)
    elif answer.reading is not None:
        errand.keep(answer.page(task), answer.reading)
    else:
        errand.failed(task.url, answer.trouble or "no answer", status=answer.status, link=task.link)


def _report_document(walk: _Walk, url: str, answer: Answer) -> Announced | None:
    """As a spider reports a document that announces articles; gives what it announces where that is anew."""
    errand, found = walk.errand, answer.announced
    _note_answer(errand, url, answer)
    if answer.status == 304 and answer.trouble is None:
        errand.discovered(url, changed=False)
        return None
    try:
        if found is None:
            raise InputError(answer.trouble or "no answer")
        errand.look(walk.place, found)
    except InputError as error:
        errand.failed(url, error.detail, status=answer.status)
        return None
    errand.discovered(url, changed=True)
    if found.more:  # an index may stay as it is while its maps change
        errand.answered(url, status=answer.status or 200, etag=None, last_modified=None)
    return found


def _note_answer(errand: SourceErrand, url: str, answer: Answer) -> None:
    if answer.status is not None:
        errand.answered(url, status=answer.status, etag=answer.etag, last_modified=answer.last_modified)
