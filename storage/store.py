"""The one door to the database: every write is one transaction, every complaint of SQLite one clear StoreError."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlite_utils import Database, Migrations

from crawler.errors import BusyStoreError, RequestError
from crawler.judgement import Judgement, Revision, Ruling
from crawler.model import (
    Article,
    Decision,
    Discovery,
    Member,
    Mention,
    Move,
    SourceReport,
    TeamChange,
    Visit,
)
from crawler.schedule.due import Due
from crawler.text.words import cut_article
from storage import (
    archives,
    articles,
    judgements,
    links,
    moves,
    outbox,
    readers,
    rereading,
    revisits,
    runs,
    search,
    teams,
    timetable,
)
from storage.archives import ArchiveRead
from storage.database import check_there, open_to_read, open_to_write, told, writing
from storage.letters import Letters
from storage.lock import WriterLock, backfill_lock, rematch_lock
from storage.migrations import schema
from storage.readers import Look
from storage.record import Record
from storage.rereading import Mark, Place

_MOST_NOTED = 100  # visits; a transaction for each costs a third of the time of a page that is not read


class Store(Record):
    """Not for sharing between threads: each opens its own. Any number may read and deliver while one crawls."""

    def __init__(self, db: Database, path: Path) -> None:
        super().__init__(db, path)
        self._lock = WriterLock(path)
        self._beside = {runs.BACKFILL: backfill_lock(path), runs.REMATCH: rematch_lock(path)}
        self._noted: dict[str, tuple[Visit, int]] = {}
        self.letters = Letters(db, path)  # the outbox

    @classmethod
    def open(
        cls, path: Path | str, *, read_only: bool = False, there: bool = False, steps: Migrations = schema
    ) -> Self:
        """Open the database, making or upgrading it unless `read_only`; one that has to be `there` is not made.

        Raises FutureStoreError for a file of a newer version, StoreError for one that cannot be opened or is not ours.
        """
        path = Path(path)
        with told(path):
            if there:
                check_there(path)
            store = cls((open_to_read if read_only else open_to_write)(path, steps), path)
            try:
                if not read_only and not search.is_current(store._db):
                    with store._writing():
                        search.renew(store._db)
            except BaseException:
                store.close()
                raise
            return store

    def close(self) -> None:
        """Give the lock back, if it is held, and the file."""
        self._give_turn_back()
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # --- runs and visits

    def start_run(self, command: str, sources: Sequence[str], now: datetime, due: Iterable[Due] = ()) -> int:
        """Begin a run and take the writer's lock; raises StoreError where another crawl holds it.

        `due` is when the sources are due if the run should never come to its end. A backfill and a rematch go on beside
        crawls, and have locks of their own.
        """
        self._take_turn(command, now)
        try:
            with self._writing():
                timetable.save(self._db, due)
                return runs.start(self._db, command, sources, now)
        except BaseException:
            self._give_turn_back()
            raise

    def _take_turn(self, command: str, now: datetime) -> None:
        try:
            self._beside.get(command, self._lock).take(f"`{command}` since {now:%Y-%m-%d %H:%M} UTC")
        except BusyStoreError as error:
            if command in self._beside:
                error.remedy = "Wait until it is done, or stop it: the next one goes on where it was"
            raise

    def _give_turn_back(self) -> None:
        for lock in (self._lock, *self._beside.values()):
            lock.give_back()

    def finish_run(
        self, run: int, outcome: str, reports: Sequence[SourceReport], now: datetime, due: Iterable[Due] = ()
    ) -> None:
        """End a run with one report for each source and when it is due next, and give the writer's lock back."""
        try:
            with self._writing():
                runs.finish(self._db, run, outcome, reports, now)
                timetable.save(self._db, due)
        finally:
            self._give_turn_back()

    def end_cut_off(self, why: str, now: datetime) -> list[int]:
        """End the runs that were killed, with `why` in their sources' reports; gives their numbers.

        Raises BusyStoreError where a crawl goes on, which is one of them.
        """
        self._lock.take("writing down what was cut off")
        try:
            with self._writing():
                return runs.end_cut_off(self._db, why, now)
        finally:
            self._lock.give_back()

    def record_visit(self, visit: Visit, run: int) -> None:
        """Keep a visit that brought no article to store."""
        with self._writing():
            links.record(self._db, visit, run)

    def record_visits(self, visits: Iterable[Visit], run: int) -> None:
        """Keep many visits in one transaction."""
        with self._writing():
            for visit in visits:
                links.record(self._db, visit, run)

    def note_visit(self, visit: Visit, run: int) -> None:
        """Keep a visit to a page that brought nothing: with whatever is written next, or with a hundred of its kind.

        If the process is killed before, the page is fetched once more, and nothing else is lost.
        """
        self._noted[visit.url] = visit, run
        if len(self._noted) >= _MOST_NOTED:
            self.record_visits((), run)

    def visits(self, urls: Iterable[str]) -> dict[str, Visit]:
        """As the Record's, also of visits that are only noted."""
        asked = list(urls)
        return super().visits(asked) | {url: self._noted[url][0] for url in asked if url in self._noted}

    # --- articles and moves

    def apply(  # noqa: PLR0917 - one call shape, agreed between the rooms
        self,
        article: Article,
        mentions: Sequence[Mention],
        decisions: Sequence[Decision],
        visit: Visit,
        run: int,
        now: datetime,
        recheck: timedelta = timedelta(),
        words: tuple[str, str] | None = None,
    ) -> None:
        """Store one article with all it means, in one transaction: text and words, mentions, moves, letters, visit.

        `words` are what `cut_article` made of it, where that was done already.

        An article whose newest stored text has the same hash brings its visit only: applied twice is applied once. One
        with a move is looked at again until it was first read `recheck` ago.
        """
        with self._writing():
            links.record(self._db, visit, run)
            place = articles.save(self._db, article, run, now)
            if place is None:
                return
            search.put(self._db, place, words or cut_article(article.title, article.text))
            for decision in decisions:
                version = moves.save(self._db, decision, run, now)
                if version is not None:
                    outbox.write(self._db, decision, version, now)
            articles.save_mentions(self._db, place, mentions, _moves_of(mentions, decisions))
            if mentions or revisits.is_watched(self._db, visit.url):
                revisits.watch(self._db, place[0], visit, run=run, now=now, longest=recheck)

    def looked_again(self, url: str, run: int, now: datetime, *, recheck: timedelta, there: bool) -> None:
        """Note a look at an article with a move that brought no new text; others are passed over.

        `there`: it was the article, not a page in its place.
        """
        if self.is_watched(url):
            with self._writing():
                revisits.looked(self._db, url, run=run, now=now, longest=recheck, there=there)

    def missing(self, url: str, status: int, run: int, now: datetime, *, recheck: timedelta) -> None:
        """Note that an article with a move is said to be gone; told of twice, in different runs, it is a deletion."""
        with self._writing():
            revisits.missing(self._db, url, status, run=run, now=now, longest=recheck)

    def reread(
        self,
        place: Place,
        *,
        changed: Mapping[int, Mention],
        lost: Sequence[int],
        found: Sequence[Mention],
        decisions: Sequence[Decision],
        run: int,
        now: datetime,
    ) -> None:
        """Store what another reading makes of a stored text: its mentions, and the moves that are new. No letters."""
        with self._writing():
            rereading.change(self._db, changed)
            rereading.drop(self._db, lost)
            for decision in decisions:
                moves.save(self._db, decision, run, now)
            articles.save_mentions(self._db, place, found, _moves_of(found, decisions))

    def revise(self, revisions: Sequence[Revision], run: int, now: datetime) -> None:
        """Store moves that were told anew, each as its next version."""
        with self._writing():
            for revision in revisions:
                moves.revise(self._db, revision, run, now)

    def keep_rematch_mark(self, mark: Mark | None) -> None:
        """Remember how far a rematch is, or that it is at its end."""
        with self._writing():
            rereading.keep_mark(self._db, mark)

    def judge(self, ruling: Ruling, now: datetime, run: int | None = None) -> tuple[Judgement, int]:
        """Store a person's ruling whole: moves, mentions, letters kept back or let go, and the judgement itself.

        Gives it with its number, and how many letters it concerns. It needs no turn: a crawl may go on meanwhile. One
        that a run makes belongs to that.
        """
        with self._writing():
            if run is None:
                run = judgements.run_of(self._db, ruling, now, crawling=WriterLock(self.path).holder() is not None)
            return judgements.save(self._db, ruling, run, now)

    def settle(self, run: int, now: datetime) -> list[Move]:
        """Make effective the moves whose effective day has come; gives those that changed. No letter tells of it."""
        with self._writing():
            return moves.settle(self._db, run, now)

    def archive_read(self, name: str, read: ArchiveRead, run: int, now: datetime) -> None:
        """Keep how far a web archive was read; called when all that it held so far is stored."""
        with self._writing():
            archives.record(self._db, name, read, run, now)

    # --- labs' pages of people

    def keep_team(
        self,
        place: Discovery,
        *,
        source: str,
        members: tuple[Member, ...],
        change: TeamChange | None,
        run: int,
        now: datetime,
    ) -> None:
        """Keep a look at a page: who is on it, and what changed since the look before."""
        with self._writing():
            teams.save(self._db, place, source=source, members=members, change=change, run=run, now=now)

    def team_is_unchanged(self, url: str, now: datetime) -> None:
        """The page said that it is as it was: what changes next changed after this look."""
        with self._writing():
            teams.touch(self._db, url, now)

    def forget_team(self, url: str) -> None:
        """Make the next look at a page its first; raises RequestError where the page was never read."""
        with self._writing():
            known = teams.forget(self._db, url)
        if not known:
            raise RequestError("no page of people has this address", where=url, remedy="`labmoves teams` lists them")

    # --- who saw what changed, and who must hear of it

    def keep_look(self, look: Look) -> None:
        """Move a reader's mark, never back."""
        with self._writing():
            readers.keep(self._db, look)

    def forget_reader(self, reader: str) -> None:
        """Make a reader's next look the first; raises RequestError where there is no such reader."""
        with self._writing():
            known = readers.forget(self._db, reader)
        if not known:
            raise RequestError("no reader has this name", where=reader, remedy="`labmoves diff --marks` lists them")

    @contextmanager
    def together(self) -> Iterator[None]:
        """One transaction: what is read in it is so until what is written in it is, whoever else writes."""
        with self._writing():
            yield

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with told(self.path):
            if self._db.conn.in_transaction:  # within `together`
                yield
                return
            with writing(self._db):
                for visit, run in self._noted.values():
                    links.record(self._db, visit, run)
                yield
        self._noted.clear()


def _moves_of(mentions: Sequence[Mention], decisions: Sequence[Decision]) -> Mapping[int, str]:
    """Each mention's move, by its place: that of the first decision on it, since a return may undo a departure too."""
    keys: dict[Mention, str] = {}
    for decision in decisions:
        keys.setdefault(decision.mention, decision.move.key)
    return {index: keys[mention] for index, mention in enumerate(mentions) if mention in keys}
