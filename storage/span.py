"""A stretch of the record: between two times, or from after one run to the end of another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from storage.rows import moment
from storage.runs import BACKFILL

_COMMAND = "(SELECT command FROM runs WHERE id = run)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """All that was written at or after `since` and before `until`, in runs later than `after_run`, up to and with
    `up_to_run`; what is None does not bound it.

    What backfills filled in is no news, and left out; with `past` it is all that counts.
    """

    since: datetime | None = None
    until: datetime | None = None
    after_run: int | None = None
    up_to_run: int | None = None
    past: bool = False

    def condition(self) -> tuple[str, list[object]]:
        """As SQL over the columns `at` and `run` of a table, with its values."""
        bounds = (
            ("at >= ?", None if self.since is None else moment(self.since)),
            ("at < ?", None if self.until is None else moment(self.until)),
            ("run > ?", self.after_run),
            ("run <= ?", self.up_to_run),
        )
        given = [(sql, value) for sql, value in bounds if value is not None]
        whose = f"{_COMMAND} IS {'' if self.past else 'NOT '}'{BACKFILL}'"
        return " AND ".join([*(sql for sql, _ in given), whose]), [value for _, value in given]

    def runs(self, db: Database) -> tuple[int, int]:
        """The same in runs alone: after the first, up to and with the second; a run is when it began."""
        first = last = None
        if self.since is not None:
            first = db.execute("SELECT max(id) FROM runs WHERE started_at < ?", [moment(self.since)]).fetchone()[0] or 0
        if self.until is not None:
            last = db.execute("SELECT max(id) FROM runs WHERE started_at < ?", [moment(self.until)]).fetchone()[0] or 0
        newest = db.execute("SELECT max(id) FROM runs").fetchone()[0] or 0
        return max(self.after_run or 0, first or 0), min(n for n in (self.up_to_run, last, newest) if n is not None)
