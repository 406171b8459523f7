"""Stored texts read by today's matcher: what it finds, loses and reads otherwise, shown first and written when asked.

What is written is decided on as it would have been when the text was read, with no letter at the end. A move of which
no text tells any more is dismissed by a judgement, so it can be brought back; what a person ruled holds.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Protocol

from crawler.audience import NOBODY
from crawler.decide import ruling
from crawler.decide.article import decide_article
from crawler.decide.rereading import Difference, compare_readings
from crawler.judgement import Docket
from crawler.model import NO_OWN_FILES, Mention, Move, OwnFiles
from crawler.pipeline import Readers, match_texts
from storage.articles import StoredVersion
from storage.rereading import Mark, Place, Texts
from storage.runs import FAILED, FINISHED, INTERRUPTED, REMATCH
from storage.store import Store

BATCH = 32  # texts that a worker reads before it reports; so many, twice for each worker, are in memory
_WHY = "rematch: no stored text tells of it any more"


class Progress(Protocol):
    """What a rematch tells while it goes on; quick, and never raising."""

    def began(self, texts: int, resumed: datetime | None) -> None:
        """`texts` are to be read; `resumed` is when the run began that was cut off and is gone on with."""

    def went_on(self, texts: int) -> None:
        """So many more were read."""

    def differs(self, stored: StoredVersion, difference: Difference) -> None:
        """One text is read otherwise than before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RematchReport:
    """What came of it; `run` is None where nothing was to be written."""

    run: int | None
    outcome: str  # "finished" or "interrupted"
    texts: int
    found: int
    lost: int
    changed: int


@dataclass(slots=True, kw_only=True)
class Rematch:
    """One pass over the stored texts; `apply` writes what it finds."""

    store: Store
    readers: Readers
    workers: int
    clock: Callable[[], datetime]
    progress: Progress
    own: OwnFiles = NO_OWN_FILES
    apply: bool = False
    _run: int | None = field(default=None, init=False)
    _texts: int = field(default=0, init=False)
    _counts: dict[str, int] = field(default_factory=lambda: {"found": 0, "lost": 0, "changed": 0}, init=False)

    async def run(self, which: Texts, *, again: bool = False) -> RematchReport:
        """Read all of these texts; ends cleanly when cancelled, and goes on there with the next call unless `again`.

        Crawls may go on beside it. Raises BusyStoreError where another rematch writes, StoreError where the database
        fails.
        """
        mark = self.store.rematch_mark() if self.apply and not again else None
        resumed = mark if mark and mark.texts == which else None
        after, begun = (resumed.after, resumed.at) if resumed else ((0, 0), self.clock())
        self.progress.began(self.store.count_texts(which, after), begun if resumed else None)
        if self.apply:
            self._run = self.store.start_run(REMATCH, [], self.clock())
        outcome = FAILED
        try:
            await self._all(which, after, begun)
            outcome = FINISHED
        except asyncio.CancelledError:
            outcome = INTERRUPTED
        finally:
            if self._run is not None:
                self.store.finish_run(self._run, outcome, [], self.clock())
        return RematchReport(run=self._run, outcome=outcome, texts=self._texts, **self._counts)

    async def _all(self, which: Texts, after: Place, begun: datetime) -> None:
        reading: deque[tuple[list[tuple[Place, StoredVersion]], asyncio.Task[list[tuple[Mention, ...]]]]] = deque()
        last: Place | None = after
        try:
            while last is not None or reading:
                while last is not None and len(reading) < 2 * self.workers:
                    batch = self.store.texts(which, last, BATCH)
                    last = batch[-1][0] if batch else None
                    if batch:
                        reading.append((batch, asyncio.create_task(self._read(batch))))
                if reading:
                    batch, task = reading[0]
                    found = await task
                    reading.popleft()
                    self._take(which, batch, found, begun)
        finally:
            for _, task in reading:
                task.cancel()
        if self._run is not None:
            self.store.keep_rematch_mark(None)

    async def _read(self, batch: list[tuple[Place, StoredVersion]]) -> list[tuple[Mention, ...]]:
        articles = [stored.article for _, stored in batch]
        return await self.readers.run(match_texts, articles, self.own, where=articles[0].url)

    def _take(
        self,
        which: Texts,
        batch: list[tuple[Place, StoredVersion]],
        found: list[tuple[Mention, ...]],
        begun: datetime,
    ) -> None:
        for (place, stored), mentions in zip(batch, found, strict=True):
            with self.store.together() if self._run is not None else nullcontext():
                self._compare(place, stored, mentions)
        self._texts += len(batch)
        if self._run is not None:
            self.store.keep_rematch_mark(Mark(texts=which, after=batch[-1][0], at=begun))
        self.progress.went_on(len(batch))

    def _compare(self, place: Place, stored: StoredVersion, mentions: tuple[Mention, ...]) -> None:
        difference = compare_readings({held.number: held.mention for held in stored.mentions}, mentions)
        if not difference:
            return
        moves = self._moves(place)  # as they are now: somebody may have judged them since the batch was read
        passed = {number for number in difference.lost if number in moves and not moves[number].stands}
        difference = replace(difference, lost={n: m for n, m in difference.lost.items() if n not in passed})
        if not difference:
            return
        self._counts["found"] += len(difference.found)
        self._counts["lost"] += len(difference.lost)
        self._counts["changed"] += len(difference.changed)
        self.progress.differs(stored, difference)
        if self._run is not None:
            self._write(place, stored, difference, moves)

    def _moves(self, place: Place) -> dict[int, Move]:
        held = self.store.version(place).mentions
        return {each.number: self.store.move(each.move) for each in held if each.move is not None}

    def _write(self, place: Place, stored: StoredVersion, difference: Difference, moves: Mapping[int, Move]) -> None:
        """One text in one transaction: its mentions, the moves that they make, and those that they no longer make."""
        store, now = self.store, self.clock()
        assert self._run is not None
        touched = {moves[n].key: moves[n] for n in (*difference.lost, *difference.changed) if n in moves}
        # What was last said of a move stays with it, so that whoever brings it back sees why it was believed.
        emptied = {key for key, move in touched.items() if _numbers(store, move) <= difference.lost.keys()}
        article, found = stored.article, difference.found
        known, spoken_of = store.known_moves(found), store.spoken_of(article.url)
        doubted = store.doubted(found, known)
        store.reread(
            place,
            changed={number: after for number, (_, after) in difference.changed.items()},
            lost=[n for n in difference.lost if n not in moves or moves[n].key not in emptied],
            found=found,
            decisions=decide_article(article, found, known, stored.at, NOBODY, True, spoken_of, doubted),
            run=self._run,
            now=now,
        )
        for key in touched:
            self._judge_or_tell(store.move(key), now, emptied=key in emptied)

    def _judge_or_tell(self, move: Move, now: datetime, *, emptied: bool) -> None:
        store = self.store
        assert self._run is not None
        near = tuple(store.case(each) for each in store.beside(move) if not each.merged_into)
        force = tuple(j for j in store.judgements() if j.in_force)
        docket = Docket(because=_WHY, now=now, in_force=force, near=near)
        if not emptied:
            store.revise(ruling.tell_anew([store.case(move)], "read anew by rematch", docket), self._run, now)
        elif move.judged is None:
            store.judge(ruling.dismiss(store.case(move), docket), now, self._run)


def _numbers(store: Store, move: Move) -> set[int]:
    return {statement.number for statement in store.case(move).statements}
