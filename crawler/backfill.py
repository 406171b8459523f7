"""The past, out of web archives: each is read in stretches by workers, and what it tells is decided and stored here.

The same stages as in a crawl, with no letter at the end: what an archive tells is old. An article is known as of its
record's date, and an older copy never replaces a newer one, so archives may be read in any order and more than once.
"""

from __future__ import annotations

import asyncio
from collections import Counter, deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Protocol, TypeVar

from crawler.archive.records import host_of
from crawler.archive.slices import Find, Slice, Stretch, read_slice
from crawler.audience import NOBODY
from crawler.decide.article import decide_article
from crawler.errors import FetchError, InputError, WorkerError
from crawler.model import NO_OWN_FILES, Article, Decision, Keep, Outcome, OwnFiles, Source, Verdict, Visit
from storage.archives import ArchiveRead
from storage.runs import BACKFILL, FAILED, FINISHED, INTERRUPTED
from storage.store import Store

T = TypeVar("T")
MOST = 512  # records a worker reads before it reports: seconds of work, and a few hundred kilobytes of finds at most


class Engine(Protocol):
    """Where stretches are read: processes on this machine (`pipeline.Readers`), or a cluster (`archive.cluster`)."""

    async def run(self, how: Callable[..., T], *args: object, where: str) -> T:
        """What the function makes of the values; WorkerError where it ended or outlasted its process."""


class Progress(Protocol):
    """What a backfill tells while it goes on; quick, and never raising."""

    def archive_started(self, name: str, read: ArchiveRead) -> None: ...

    def archive_went_on(self, name: str, found: Slice) -> None: ...

    def decided(self, decision: Decision) -> None:
        """A decision was stored; verdict same is not told."""

    def archive_finished(self, name: str, trouble: str | None) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class BackfillReport:
    """What a run read, and what came of it."""

    run: int
    outcome: str  # "finished" or "interrupted"
    archives: int  # read to their end in this run
    read_before: int  # whole, by an earlier run
    failed: Mapping[str, str]  # archive → why it could not be read on
    outcomes: Mapping[Outcome, int]  # of pages
    spoilt: Mapping[str, int]  # reason → records
    verdicts: Mapping[Verdict, int]
    seconds: float

    @property
    def pages(self) -> int:
        return sum(self.outcomes.values())


@dataclass(slots=True, kw_only=True)
class Backfill:
    """One run over many archives, `at_once` of them under way together."""

    store: Store
    engine: Engine
    at_once: int
    clock: Callable[[], datetime]
    progress: Progress
    sources: Sequence[Source] = ()
    own: OwnFiles = NO_OWN_FILES
    allow_hosts: frozenset[str] = frozenset()
    keep: Keep = Keep.FLAGGED
    _hosts: dict[str, str] = field(init=False)
    _run: int = field(default=0, init=False)
    _read: int = field(default=0, init=False)
    _failed: dict[str, str] = field(default_factory=dict, init=False)
    _outcomes: Counter[Outcome] = field(default_factory=Counter, init=False)
    _spoilt: Counter[str] = field(default_factory=Counter, init=False)
    _verdicts: Counter[Verdict] = field(default_factory=Counter, init=False)

    def __post_init__(self) -> None:
        self._hosts = {host_of(source.home): source.id for source in self.sources}

    async def run(self, names: Sequence[str], *, again: bool = False) -> BackfillReport:
        """Read the archives, but for those that were read whole (unless `again`); ends cleanly when cancelled.

        Crawls may go on beside it. Raises BusyStoreError where another backfill does, StoreError where the database
        fails.
        """
        begun = self.clock()
        self._run = self.store.start_run(BACKFILL, [], begun)
        outcome = FAILED
        waiting = deque(name for name in names if again or self.store.archive(name).next is not None)
        known = len(names) - len(waiting)
        try:
            await self._all(waiting, again)
            outcome = FINISHED
        except asyncio.CancelledError:
            outcome = INTERRUPTED
        finally:
            ended = self.clock()
            self.store.finish_run(self._run, outcome, [], ended)
        return BackfillReport(
            run=self._run,
            outcome=outcome,
            archives=self._read,
            read_before=known,
            failed=self._failed,
            outcomes=self._outcomes,
            spoilt=self._spoilt,
            verdicts=self._verdicts,
            seconds=(ended - begun).total_seconds(),
        )

    async def _all(self, waiting: deque[str], again: bool) -> None:
        async def one_after_another() -> None:
            while waiting:
                await self._archive(waiting.popleft(), again)

        tasks = [asyncio.ensure_future(one_after_another()) for _ in range(min(self.at_once, len(waiting)))]
        try:
            await asyncio.gather(*tasks)
        finally:
            for task in tasks:
                task.cancel()

    async def _archive(self, name: str, again: bool) -> None:
        read = ArchiveRead(next=0) if again else self.store.archive(name)
        self.progress.archive_started(name, read)
        trouble: str | None = None
        most = MOST
        while read.next is not None:
            try:
                found = await self._stretch(name, read.next, most)
            except WorkerError as error:
                if most == 1:
                    trouble = error.detail
                    break
                most = 1  # one record at a time, until the one that ends its worker is found and passed over
                continue
            except (InputError, FetchError) as error:
                trouble = error.detail
                break
            most = min(MOST, most * 2)
            read = self._keep(name, read, found)
            if found.cut:
                trouble = f"it ends within a record, at byte {found.end:,}: was its download broken off?"
                break
        if trouble is None:
            self._read += 1
        else:
            self._failed[name] = trouble
        self.progress.archive_finished(name, trouble)

    async def _stretch(self, name: str, start: int, most: int) -> Slice:
        """Read it; a single record that ends its worker is passed over."""
        stretch = Stretch(archive=name, start=start, most=most, allow_hosts=self.allow_hosts, keep=self.keep)
        try:
            return await self.engine.run(read_slice, stretch, self.own, where=name)
        except WorkerError as error:
            if most > 1:
                raise
            passed = replace(stretch, skip=True)
            found = await self.engine.run(read_slice, passed, self.own, where=name)
            return replace(found, spoilt={error.detail: 1})

    def _keep(self, name: str, read: ArchiveRead, found: Slice) -> ArchiveRead:
        """Store what a stretch held, then that it was read."""
        for find in found.finds:
            self._keep_article(find)
        self._outcomes.update(found.outcomes)
        self._spoilt.update(found.spoilt)
        now_read = ArchiveRead(
            next=found.end,
            pages=read.pages + sum(found.outcomes.values()),
            matched=read.matched + found.outcomes.get(Outcome.MATCHED, 0),
            spoilt=read.spoilt + sum(found.spoilt.values()),
        )
        self.store.archive_read(name, now_read, self._run, self.clock())
        self.progress.archive_went_on(name, found)
        return now_read

    def _keep_article(self, find: Find) -> None:
        article, store = replace(find.article, source=self._publisher(find.article.source)), self.store
        visit = Visit(
            url=article.url, source=article.source, fetched_at=find.fetched_at, outcome=find.outcome, status=200
        )
        with store.together():  # a crawl may write meanwhile, and a person judge a move
            if self._is_known(article, find.fetched_at):
                return
            known, spoken_of = store.known_moves(find.mentions), store.spoken_of(article.url)
            doubted = store.doubted(find.mentions, known)
            decisions = decide_article(article, find.mentions, known, find.fetched_at, NOBODY, True, spoken_of, doubted)
            store.apply(article, find.mentions, decisions, visit, self._run, self.clock(), words=find.words)
        self._verdicts.update(decision.verdict for decision in decisions)
        for decision in decisions:
            if decision.verdict is not Verdict.SAME:
                self.progress.decided(decision)

    def _is_known(self, article: Article, fetched_at: datetime) -> bool:
        """True where this copy is stored, a later one, or one that says the same."""
        before = self.store.visit(article.url)
        stored = self.store.text_hash(article.url) is not None
        later = stored and before is not None and before.fetched_at >= fetched_at
        return later or self.store.is_known(article)

    def _publisher(self, host: str) -> str:
        """The id of the source at this host or above it; the host itself stands for one that no source watches."""
        parts = host.split(".")
        above = (".".join(parts[at:]) for at in range(len(parts) - 1))
        return next((self._hosts[each] for each in above if each in self._hosts), host)
