"""What the runs left behind, read at once: how each source did lately, how much was read, which letters wait."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlite_utils import Database

from crawler.schedule.due import Due
from storage import timetable
from storage.outbox import Backlog, backlog
from storage.rows import moment, read_moment, storable
from storage.runs import KILLED, Attempt, attempts
from storage.span import Span

_LOOKED_AT = 20  # attempts of a source, the newest first: enough to say since when it is in trouble


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceVitals:
    """One source's last attempt (with those before it where it is in trouble), and the newest article it ever dated."""

    attempts: tuple[Attempt, ...] = ()
    newest: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Vitals:
    """`pages`, `passed` (the screen), `runs` and `moves` count from `since` on; the rest is as it stands.

    Moves that a backfill told of are no news, and not counted.
    """

    since: datetime
    sources: dict[str, SourceVitals]
    timetable: dict[str, Due]
    runs: int = 0
    cut_off: int = 0  # of these runs, those that were killed, or go on
    last_ended: datetime | None = None
    pages: int = 0
    passed: int = 0
    moves: int = 0
    letters: Backlog = field(default_factory=Backlog)


def vitals(db: Database, sources: Sequence[str], since: datetime) -> Vitals:
    """All of it for these sources."""
    # By number, not by time: a database of years has an index for these, and nine hundred thousand reports.
    first = db.execute("SELECT min(id) FROM runs WHERE started_at >= ?", [moment(since)]).fetchone()[0]
    runs, unended = db.execute(
        "SELECT count(*), total(outcome IS NULL OR outcome = ?) FROM runs WHERE id >= ? AND sources <> '[]'",
        [KILLED, first],
    ).fetchone()
    pages, screened_out = db.execute(
        "SELECT total(pages), total(screened_out) FROM source_runs WHERE run >= ?", [first]
    ).fetchone()
    ended = "SELECT finished_at FROM runs WHERE finished_at IS NOT NULL AND sources <> '[]' ORDER BY id DESC LIMIT 1"
    last = db.execute(ended).fetchone()
    news, values = Span(since=since).condition()
    return Vitals(
        since=since,
        sources={source: _of(db, source) for source in sources},
        timetable=timetable.stored(db),
        runs=runs,
        cut_off=int(unended),
        last_ended=read_moment(last[0]) if last else None,
        pages=int(pages),
        passed=int(pages - screened_out),
        moves=db.execute(f"SELECT count(*) FROM move_versions WHERE version = 1 AND {news}", values).fetchone()[0],  # noqa: S608 - fixed
        letters=backlog(db),
    )


def _of(db: Database, source: str) -> SourceVitals:
    newest = db.execute("SELECT max(newest) FROM source_runs WHERE source = ?", [storable(source)]).fetchone()[0]
    last = attempts(db, source, 1)
    if last and last[0].report.health != "ok":
        last = attempts(db, source, _LOOKED_AT)
    return SourceVitals(attempts=tuple(last), newest=read_moment(newest))
