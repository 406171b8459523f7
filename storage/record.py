"""What the runs left behind: how each source did lately, how much was read, which letters wait, how much there is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlite_utils import Database

from storage.outbox import unsent
from storage.rows import moment, read_moment, storable
from storage.runs import Attempt, attempts

_LOOKED_AT = 20  # attempts of a source, the newest first: enough to say since when it is in trouble


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRecord:
    """One source's last attempts, the newest first, and the newest article that it ever dated."""

    attempts: tuple[Attempt, ...] = ()
    newest: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """`pages`, `passed` (the screen), `runs` and `moves` count from `since` on; the rest is as it stands."""

    since: datetime
    sources: dict[str, SourceRecord]
    runs: int = 0
    cut_off: int = 0  # of these runs, those that have no end: killed, or going on
    last_ended: datetime | None = None
    pages: int = 0
    passed: int = 0
    moves: int = 0
    letters_waiting: int = 0
    letters_tried: int = 0  # of these, those that were tried in vain
    oldest_letter: datetime | None = None


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


def record(db: Database, sources: Sequence[str], since: datetime) -> Record:
    """All of it for these sources."""
    runs, unended = db.execute(
        "SELECT count(*), count(*) - count(outcome) FROM runs WHERE started_at >= ?", [moment(since)]
    ).fetchone()
    pages, screened_out = db.execute(
        "SELECT total(s.pages), total(s.screened_out) FROM runs r JOIN source_runs s ON s.run = r.id "
        "WHERE r.started_at >= ?",
        [moment(since)],
    ).fetchone()
    moves = "SELECT count(*) FROM move_versions WHERE version = 1 AND at >= ?"
    letters = "SELECT count(*), count(nullif(attempts, 0)), min(created_at) FROM outbox WHERE sent_at IS NULL"
    waiting, tried, oldest = db.execute(letters).fetchone()
    return Record(
        since=since,
        sources={source: _of(db, source) for source in sources},
        runs=runs,
        cut_off=unended,
        last_ended=read_moment(db.execute("SELECT max(finished_at) FROM runs").fetchone()[0]),
        pages=int(pages),
        passed=int(pages - screened_out),
        moves=db.execute(moves, [moment(since)]).fetchone()[0],
        letters_waiting=waiting,
        letters_tried=tried,
        oldest_letter=read_moment(oldest),
    )


def _of(db: Database, source: str) -> SourceRecord:
    newest = db.execute("SELECT max(newest) FROM source_runs WHERE source = ?", [storable(source)]).fetchone()[0]
    return SourceRecord(attempts=tuple(attempts(db, source, _LOOKED_AT)), newest=read_moment(newest))


def counts(db: Database, path: Path) -> Counts:
    """How much there is of everything in the database at `path`."""
    tables = ("runs", "visits", "articles", "article_versions", "mentions", "moves")
    held = {name: db.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in tables}  # noqa: S608
    letters = db.execute("SELECT count(*) FROM outbox").fetchone()[0]
    size = path.stat().st_size if path.exists() else 0
    return Counts(**held, letters=letters, letters_unsent=unsent(db), bytes=size)
