"""Who has seen the record up to where: a mark for each reader of `labmoves diff --since-last`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from storage.database import insert
from storage.rows import moment, read_time, storable


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A reader's last look: all that was written in runs up to and with `run` was shown."""

    reader: str
    run: int
    at: datetime


def every(db: Database) -> list[Look]:
    """All readers, by name."""
    rows = db.execute("SELECT name, run, looked_at FROM readers ORDER BY name").fetchall()
    return [Look(reader=name, run=run, at=read_time(at)) for name, run, at in rows]


def keep(db: Database, look: Look) -> None:
    """Move a reader's mark forward; of two looks at once the one that saw more counts."""
    row = {"name": storable(look.reader), "run": look.run, "looked_at": moment(look.at)}
    further = "(name) DO UPDATE SET run = excluded.run, looked_at = excluded.looked_at WHERE excluded.run >= run"
    insert(db, "readers", row, on_conflict=further)


def forget(db: Database, reader: str) -> bool:
    """Make a reader's next look the first; False where there is no such reader."""
    return db.execute("DELETE FROM readers WHERE name = ?", [storable(reader)]).rowcount > 0
