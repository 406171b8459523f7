"""The one door to the database: every write is one transaction, every complaint of SQLite one clear StoreError."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlite_utils import Database, Migrations

from crawler.errors import InputError, StoreError
from crawler.model import (
    Article,
    Change,
    Decision,
    Discovery,
    Kind,
    Member,
    Mention,
    Move,
    RosterChange,
    SourceReport,
    Status,
    Visit,
)
from storage import articles, courses, health, links, moves, outbox, rosters, runs, search, timeline
from storage.articles import Evidence, StoredVersion
from storage.copies import back_up, copy_to
from storage.courses import Course
from storage.database import open_to_read, open_to_write, told, writing
from storage.health import Finding
from storage.letters import Letters
from storage.lock import WriterLock
from storage.migrations import schema
from storage.rosters import Roster
from storage.runs import Attempt, Run
from storage.search import Hit


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much the database holds, and how large the file is in bytes."""

    runs: int
    visits: int
    articles: int
    article_versions: int
    mentions: int
    moves: int
    letters: int
    letters_unsent: int
    bytes: int


class Store:
    """Not for sharing between threads: each opens its own. Any number may read and deliver while one crawls."""

    def __init__(self, db: Database, path: Path) -> None:
        self._db, self.path = db, path
        self._lock = WriterLock(path)
        self.letters = Letters(db, path)  # the outbox

    @classmethod
    def open(cls, path: Path | str, *, read_only: bool = False, steps: Migrations = schema) -> Self:
        """Open the database, making or upgrading it unless `read_only`.

        Raises FutureStoreError for a file of a newer version, StoreError for one that cannot be opened or is not ours.
        """
        path = Path(path)
        with told(path):
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
        self._lock.give_back()
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # --- runs and visits

    def start_run(self, command: str, sources: Sequence[str], now: datetime) -> int:
        """Begin a run and take the writer's lock; raises StoreError where another crawl holds it."""
        self._lock.take(f"`{command}` since {now:%Y-%m-%d %H:%M} UTC")
        try:
            with self._writing():
                return runs.start(self._db, command, sources, now)
        except BaseException:
            self._lock.give_back()
            raise

    def finish_run(self, run: int, outcome: str, reports: Sequence[SourceReport], now: datetime) -> None:
        """End a run with one report for each source, and give the writer's lock back."""
        try:
            with self._writing():
                runs.finish(self._db, run, outcome, reports, now)
        finally:
            self._lock.give_back()

    def runs(self, limit: int = 20) -> list[Run]:
        """The last runs with their reports, the newest first."""
        with told(self.path):
            return runs.latest(self._db, limit)

    def attempts(self, source: str, limit: int = 1) -> list[Attempt]:
        """The last runs that reported on a source, the newest first."""
        with told(self.path):
            return runs.attempts(self._db, source, limit)

    def cut_off(self) -> dict[str, datetime]:
        """The sources of late runs that have no end, because they were killed or go on, with when they began."""
        with told(self.path):
            return runs.cut_off(self._db)

    def is_first_crawl(self, source: str, run: int) -> bool:
        """True until an earlier run was finished, found links of the source and could read what they led to."""
        with told(self.path):
            return runs.is_first(self._db, source, run)

    def visit(self, url: str) -> Visit | None:
        """The last visit to an address."""
        with told(self.path):
            return links.last_visit(self._db, url)

    def recent_matches(self, source: str, since: datetime) -> list[Visit]:
        """The visits to a source's articles at or after `since` that brought a move: to be read again for edits."""
        with told(self.path):
            return links.recent_matches(self._db, source, since)

    def record_visit(self, visit: Visit, run: int) -> None:
        """Keep a visit that brought no article to store."""
        with self._writing():
            links.record(self._db, visit, run)

    def record_visits(self, visits: Iterable[Visit], run: int) -> None:
        """Keep many visits in one transaction."""
        with self._writing():
            for visit in visits:
                links.record(self._db, visit, run)

    # --- articles and moves

    def text_hash(self, article_url: str) -> str | None:
        """The hash of the newest stored text of an article; None for one never stored."""
        with told(self.path):
            return articles.text_hash(self._db, article_url)

    def holds_text(self, source: str, text_hash: str) -> bool:
        """True where an article of the source has this text now, under whatever address."""
        with told(self.path):
            return articles.holds_text(self._db, source, text_hash)

    def known_moves(self, mentions: Iterable[Mention]) -> tuple[Move, ...]:
        """The stored moves that may be the mentions': same lab, perhaps the same person, of any kind; oldest first."""
        with told(self.path):
            return moves.known_moves(self._db, mentions)

    def apply(  # noqa: PLR0917 - one call shape, agreed between the rooms
        self,
        article: Article,
        mentions: Sequence[Mention],
        decisions: Sequence[Decision],
        visit: Visit,
        run: int,
        now: datetime,
    ) -> None:
        """Store one article with all it means, in one transaction: text and words, mentions, moves, letters, visit.

        An article whose newest stored text has the same hash brings its visit only: applied twice is applied once.
        """
        with self._writing():
            links.record(self._db, visit, run)
            place = articles.save(self._db, article, run, now)
            if place is None:
                return
            search.put(self._db, place, article.title, article.text)
            for decision in decisions:
                version = moves.save(self._db, decision, run, now)
                if version is not None:
                    outbox.write(self._db, decision, version, now)
            articles.save_mentions(self._db, place, mentions, _moves_of(mentions, decisions))

    def settle(self, run: int, now: datetime) -> list[Move]:
        """Make effective the moves whose effective day has come; gives those that changed. No letter tells of it."""
        with self._writing():
            return moves.settle(self._db, run, now)

    def moves(
        self,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        lab: str | None = None,
        kind: Kind | str | None = None,
        person: str | None = None,
        status: Status | str | None = None,
        limit: int | None = None,
    ) -> list[Move]:
        """Moves reported first from `since` to before `until`, latest first; `lab` id or name, `person` as spelled."""
        with told(self.path):
            return moves.select(
                self._db, since=since, until=until, lab=lab, kind=kind, person=person, status=status, limit=limit
            )

    def moves_at(self, lab_id: str, since: datetime | None = None) -> list[Move]:
        """The moves of a lab reported first at or after `since`, the latest first."""
        with told(self.path):
            return moves.at_lab(self._db, lab_id, since)

    def moves_of(self, names: Sequence[str]) -> list[Move]:
        """The moves of the person with these names, at whatever lab, the latest reported first."""
        with told(self.path):
            return moves.of_person(self._db, names)

    def course(self, move: Move) -> Course:
        """How a move became known: its states, and who told of it when."""
        with told(self.path):
            return courses.course(self._db, move)

    def find(self, key: str) -> Move:
        """The one move whose key starts so ("m1-" may be left out); raises InputError where none or several do."""
        with told(self.path):
            found = moves.by_prefix(self._db, key)
        if len(found) == 1:
            return found[0]
        if not found:
            raise InputError("no move has this key", where=key, remedy="`labmoves moves` lists the keys")
        several = ", ".join(f"{m.key} ({m.person}, {m.lab})" for m in found[:5])
        raise InputError(
            f"{len(found)} moves or more have keys that start so: {several}", where=key, remedy="Give more of it"
        )

    def evidence(self, move_key: str) -> list[Evidence]:
        """Every article's latest sentences about a move, earliest publication first."""
        with told(self.path):
            return articles.evidence(self._db, move_key)

    def article_versions(self, url: str) -> list[StoredVersion]:
        """Every stored text of an article, oldest first."""
        with told(self.path):
            return articles.versions(self._db, url)

    def search(self, phrases: Sequence[str], limit: int) -> list[Hit]:
        """The articles whose newest text or title has every phrase, the best first."""
        with told(self.path):
            return search.find(self._db, phrases, limit)

    # --- labs' pages of people

    def roster(self, url: str) -> Roster | None:
        """A lab's page of people as it was last read; None where it never was."""
        with told(self.path):
            return rosters.one(self._db, url)

    def rosters(self) -> list[Roster]:
        """All of them, by lab and address."""
        with told(self.path):
            return rosters.every(self._db)

    def keep_roster(
        self,
        place: Discovery,
        *,
        source: str,
        members: tuple[Member, ...],
        change: RosterChange | None,
        run: int,
        now: datetime,
    ) -> None:
        """Keep a look at a page: who is on it, and what changed since the look before."""
        with self._writing():
            rosters.save(self._db, place, source=source, members=members, change=change, run=run, now=now)

    def roster_is_unchanged(self, url: str, now: datetime) -> None:
        """The page said that it is as it was: what changes next changed after this look."""
        with self._writing():
            rosters.touch(self._db, url, now)

    def forget_roster(self, url: str) -> None:
        """Make the next look at a page its first; raises InputError where the page was never read."""
        with self._writing():
            known = rosters.forget(self._db, url)
        if not known:
            raise InputError("no roster has this address", where=url, remedy="`labmoves teams` lists them")

    # --- what changed

    def changes(
        self, *, since: datetime | None = None, after_run: int | None = None, up_to_run: int | None = None
    ) -> list[Change]:
        """One line for each move that differs between the two ends of a span; `before` is what it was."""
        with told(self.path):
            return timeline.changes(self._db, since=since, after_run=after_run, up_to_run=up_to_run)

    def history(self, move_key: str) -> list[Change]:
        """Every version of a move, oldest first."""
        with told(self.path):
            return timeline.history(self._db, move_key)

    # --- housekeeping

    def counts(self) -> Counts:
        """How much there is of everything."""
        with told(self.path):
            tables = ("runs", "visits", "articles", "article_versions", "mentions", "moves")
            held = {name: self._db.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in tables}  # noqa: S608
            letters = self._db.execute("SELECT count(*) FROM outbox").fetchone()[0]
            size = self.path.stat().st_size if self.path.exists() else 0
            return Counts(**held, letters=letters, letters_unsent=outbox.unsent(self._db), bytes=size)

    def back_up(self, label: str) -> Path:
        """A whole copy beside the database, also while a crawl writes; gives its path."""
        with told(self.path):
            return back_up(self._db, self.path, label)

    def back_up_to(self, target: Path) -> None:
        """A whole and checked copy at `target`, also while a crawl writes. Raises StoreError where a file is there."""
        if target.exists():
            raise StoreError("there is a file already", where=str(target), remedy="Name one that is not there yet")
        with told(target):
            copy_to(self._db, target)

    def examine(self, now: datetime) -> list[Finding]:
        """Whether the file is whole, and what in it is wrong, waits or was cut off; reads all of it."""
        with told(self.path):
            return health.examine(self._db, self.path, now)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with told(self.path), writing(self._db):
            yield


def _moves_of(mentions: Sequence[Mention], decisions: Sequence[Decision]) -> Mapping[int, str]:
    """Each mention's move, by its place: that of the first decision on it, since a return may undo a departure too."""
    keys: dict[Mention, str] = {}
    for decision in decisions:
        keys.setdefault(decision.mention, decision.move.key)
    return {index: keys[mention] for index, mention in enumerate(mentions) if mention in keys}
