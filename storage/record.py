"""What the database holds, as every command asks for it; nothing here writes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Self

from sqlite_utils import Database

from crawler.errors import RequestError, StoreError
from crawler.judgement import Case, Judgement
from crawler.model import (
    Article,
    Change,
    Kind,
    Mention,
    Move,
    Status,
    Visit,
)
from crawler.schedule.due import Due
from storage import (
    archives,
    articles,
    choosing,
    courses,
    health,
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
    timeline,
    timetable,
)
from storage.archives import ArchiveRead
from storage.articles import Evidence, StoredVersion
from storage.choosing import Choice, LabCount
from storage.copies import back_up, copy_to
from storage.courses import Course
from storage.database import told
from storage.health import Finding
from storage.lock import WriterLock, rematch_lock
from storage.readers import Look
from storage.rereading import Mark, Place, Texts
from storage.revisits import Deletion
from storage.runs import Attempt, Run
from storage.search import Hit
from storage.span import Span
from storage.teams import Team
from storage.timeline import Diff
from storage.vitals import Vitals, vitals


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


class Record:
    """The reading half of `Store`; every complaint of SQLite is one clear StoreError."""

    def __init__(self, db: Database, path: Path) -> None:
        self._db, self.path = db, path

    @classmethod
    def over(cls, connection: sqlite3.Connection, path: Path) -> Self:
        """The record read through another program's connection, which stays that program's to close."""
        return cls(Database(connection, execute_plugins=False), path)

    # --- runs and visits

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

    def timetable(self) -> dict[str, Due]:
        """Each source's next crawl, as the last run that had a part of it left it."""
        with told(self.path):
            return timetable.stored(self._db)

    def vitals(self, sources: Sequence[str], since: datetime) -> Vitals:
        """What the runs left behind: how these sources did lately, what was read since, which letters wait."""
        with told(self.path):
            return vitals(self._db, sources, since)

    def is_first_crawl(self, source: str, run: int) -> bool:
        """True until an earlier run was finished, found links of the source and could read what they led to."""
        with told(self.path):
            return runs.is_first(self._db, source, run)

    def visit(self, url: str) -> Visit | None:
        """The last visit to an address."""
        return self.visits([url]).get(url)

    def visits(self, urls: Iterable[str]) -> dict[str, Visit]:
        """The last visits to those of these addresses that were ever visited."""
        with told(self.path):
            return links.last_visits(self._db, urls)

    def due_again(self, source: str, now: datetime, limit: int) -> list[Visit]:
        """The visits to a source's articles with a move that are to be looked at now, those that wait longest first."""
        with told(self.path):
            return revisits.due(self._db, source, now, limit)

    def is_watched(self, url: str) -> bool:
        """True for the address of an article that had a move when it was read, so that it is looked at again."""
        with told(self.path):
            return revisits.is_watched(self._db, url)

    # --- articles and moves

    def text_hash(self, article_url: str) -> str | None:
        """The hash of the newest stored text of an article; None for one never stored."""
        with told(self.path):
            return articles.text_hash(self._db, article_url)

    def is_known(self, article: Article) -> bool:
        """True where a stored text says the same: the article's newest, or another's of its source if it has none."""
        with told(self.path):
            return articles.is_known(self._db, article)

    def known_moves(self, mentions: Iterable[Mention]) -> tuple[Move, ...]:
        """The stored moves that may be the mentions': same lab, perhaps the same person, of any kind; oldest first."""
        with told(self.path):
            return moves.known_moves(self._db, mentions)

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

    def choose(self, choice: Choice, *, limit: int | None = None, offset: int = 0) -> list[Move]:
        """The moves that fit every condition, the latest reported first."""
        with told(self.path):
            return choosing.choose(self._db, choice, limit=limit, offset=offset)

    def count(self, choice: Choice) -> int:
        """How many moves fit every condition."""
        with told(self.path):
            return choosing.count(self._db, choice)

    def count_kinds(self, choice: Choice) -> dict[Kind, int]:
        """How many moves of each kind fit every condition but that of the kind."""
        with told(self.path):
            return choosing.count_kinds(self._db, choice)

    def count_labs(self) -> list[LabCount]:
        """Every lab that moves name, the one with the most moves first."""
        with told(self.path):
            return choosing.count_labs(self._db)

    def course(self, move: Move) -> Course:
        """How a move became known: its states, and who told of it when."""
        with told(self.path):
            return courses.course(self._db, move)

    def find(self, key: str) -> Move:
        """The one move whose key starts so ("m1-" may be left out), or the one that it was merged into.

        Raises RequestError where none or several have such a key.
        """
        with told(self.path):
            found = list(
                {m.key: m for each in moves.by_prefix(self._db, key) if (m := moves.head(self._db, each))}.values()
            )
        if len(found) == 1:
            return found[0]
        if not found:
            raise RequestError("no move has this key", where=key, remedy="`labmoves moves` lists the keys")
        several = ", ".join(f"{m.key} ({m.person}, {m.lab})" for m in found[:5])
        raise RequestError(
            f"{len(found)} moves or more have keys that start so: {several}", where=key, remedy="Give more of it"
        )

    def move(self, key: str) -> Move:
        """The move with exactly this key, also one that was merged into another; there has to be one."""
        with told(self.path):
            return moves.one(self._db, key)

    def spoken_of(self, article_url: str) -> frozenset[str]:
        """The keys of the moves that the stored versions of an article speak of."""
        with told(self.path):
            return articles.spoken_of(self._db, article_url)

    def texts(self, which: Texts, after: Place, limit: int) -> list[tuple[Place, StoredVersion]]:
        """The next stored texts after a place, in the order in which their articles were first stored."""
        with told(self.path):
            return rereading.texts(self._db, which, after, limit)

    def version(self, place: Place) -> StoredVersion:
        """The stored text at this place, as it is now; there has to be one."""
        with told(self.path):
            return articles.one_version(self._db, *place)

    def count_texts(self, which: Texts, after: Place) -> int:
        """How many stored texts there are after a place."""
        with told(self.path):
            return rereading.count(self._db, which, after)

    def rematch_mark(self) -> Mark | None:
        """Where a rematch was cut off; None where the last one came to its end."""
        with told(self.path):
            return rereading.mark(self._db)

    def judgements(self) -> list[Judgement]:
        """What people ruled of moves, the first ruling first, also what was undone."""
        with told(self.path):
            return judgements.every(self._db)

    def case(self, move: Move) -> Case:
        """A move with every statement that speaks of it, in the order they were stored."""
        with told(self.path):
            return judgements.case(self._db, move)

    def beside(self, move: Move) -> list[Move]:
        """The other moves of the same person, at whatever lab."""
        with told(self.path):
            return [each for each in moves.of_one_person(self._db, move) if each.key != move.key]

    def doubted(self, mentions: Iterable[Mention], known: Iterable[Move]) -> tuple[Case, ...]:
        """All moves of the people of whom a mention denies something, or of whom something known is denied.

        Each comes with every statement that speaks of it. Of most articles there are none.
        """
        people: Iterable[Mention | Move] = (
            *(m for m in mentions if m.negated),
            *(m for m in known if m.status is Status.DENIED),
        )
        with told(self.path):
            found = {m.key: m for of in people for m in moves.of_one_person(self._db, of)}
            return tuple(judgements.case(self._db, move) for move in found.values() if move.stands)

    def evidence(self, move_key: str) -> list[Evidence]:
        """Every article's latest sentences about a move, earliest publication first."""
        with told(self.path):
            return articles.evidence(self._db, move_key)

    def article_versions(self, url: str) -> list[StoredVersion]:
        """Every stored text of an article, oldest first."""
        with told(self.path):
            return articles.versions(self._db, url)

    def deletions(self, url: str) -> list[Deletion]:
        """Each time that an article was taken away or given back, in order."""
        with told(self.path):
            return revisits.of_article(self._db, url)

    def search(self, phrases: Sequence[str], limit: int) -> list[Hit]:
        """The articles whose newest text or title has every phrase, the best first."""
        with told(self.path):
            return search.find(self._db, phrases, limit)

    def archive(self, name: str) -> ArchiveRead:
        """How far a web archive was read."""
        with told(self.path):
            return archives.read_so_far(self._db, name)

    # --- labs' pages of people

    def team(self, url: str) -> Team | None:
        """A lab's page of people as it was last read; None where it never was."""
        with told(self.path):
            return teams.one(self._db, url)

    def teams(self) -> list[Team]:
        """All of them, by lab and address."""
        with told(self.path):
            return teams.every(self._db)

    # --- what changed, and who must hear of it

    def changes(
        self, *, since: datetime | None = None, after_run: int | None = None, up_to_run: int | None = None
    ) -> list[Change]:
        """One line for each move that changed within a span; `before` is what it was, `undone` where it is so again."""
        with told(self.path):
            return timeline.changes(self._db, Span(since=since, after_run=after_run, up_to_run=up_to_run))

    def diff(self, span: Span) -> Diff:
        """Moves, articles and sources that changed within the span."""
        with told(self.path):
            return timeline.diff(self._db, span)

    def newest_change(self) -> tuple[int, datetime] | None:
        """The last run that changed a move, and when; None where no move is news."""
        with told(self.path):
            return timeline.newest_change(self._db)

    def newest_ended(self) -> int:
        """The newest run up to which no news will be written any more; 0 where there is none.

        It and those before it ended or were killed, or are backfills, which may go on: what they write is no news.
        """
        with told(self.path):
            newest = runs.newest(self._db, "true")
            begun = (
                (runs.newest(self._db, runs.CRAWLS), WriterLock(self.path)),
                (runs.newest(self._db, runs.only(runs.REMATCH)), rematch_lock(self.path)),
            )
        going = [run.id for run, lock in begun if run and run.outcome is None and lock.holder() is not None]
        return min(going) - 1 if going else newest.id if newest else 0

    def looks(self) -> list[Look]:
        """Who reads the diff since their last look, and up to which run they have seen it, by name."""
        with told(self.path):
            return readers.every(self._db)

    def history(self, move_key: str) -> list[Change]:
        """Every version of a move, oldest first."""
        with told(self.path):
            return timeline.history(self._db, move_key)

    # --- housekeeping

    def counts(self) -> Counts:
        """How much there is of everything."""
        with told(self.path):
            tables = ("runs", "visits", "articles", "article_versions", "mentions")
            held = {name: self._db.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in tables}  # noqa: S608
            held["moves"] = self._db.execute(f"SELECT count(*) FROM moves WHERE {moves.STANDS}").fetchone()[0]  # noqa: S608
            letters = self._db.execute("SELECT count(*) FROM outbox").fetchone()[0]
            size = self.path.stat().st_size if self.path.exists() else 0
            return Counts(**held, letters=letters, letters_unsent=outbox.backlog(self._db).waiting, bytes=size)

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
