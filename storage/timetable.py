"""When each source is crawled next: one row each, written with the run that it follows from."""

from __future__ import annotations

from collections.abc import Iterable

from sqlite_utils import Database

from crawler.schedule.due import Due
from storage.database import put
from storage.rows import from_row, to_row


def stored(db: Database) -> dict[str, Due]:
    """Every source's next crawl, as the last run that had a part of it left it."""
    return {row["source"]: from_row(Due, row) for row in db.query("SELECT * FROM timetable ORDER BY source")}


def save(db: Database, table: Iterable[Due]) -> None:
    """Keep these in place of what was kept of the same sources."""
    for due in table:
        put(db, "timetable", to_row(due), key="source")
