"""How far each web archive was read, so that a backfill that was killed goes on where it was."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from storage.database import put
from storage.rows import moment, storable


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveRead:
    """What was read of an archive so far; `next` is the byte of its next record, None where it was read whole."""

    next: int | None
    pages: int = 0
    matched: int = 0
    spoilt: int = 0


def read_so_far(db: Database, name: str) -> ArchiveRead:
    """Of one archive; from its first byte where it was never read."""
    row = next(db.query("SELECT next, pages, matched, spoilt FROM archives WHERE name = ?", [storable(name)]), None)
    return ArchiveRead(**row) if row else ArchiveRead(next=0)


def record(db: Database, name: str, read: ArchiveRead, run: int, now: datetime) -> None:
    """Keep how far it was read."""
    row = {"run": run, "at": moment(now), "next": read.next}
    counts = {"pages": read.pages, "matched": read.matched, "spoilt": read.spoilt}
    put(db, "archives", {"name": storable(name), **row, **counts}, key="name")
