"""Visits: the last time each address was fetched, and what the next request must say to be spared the body."""

from __future__ import annotations

from sqlite_utils import Database

from crawler.model import Visit
from storage.database import put
from storage.rows import from_row, storable, to_row


def last_visit(db: Database, url: str) -> Visit | None:
    """What is remembered of an address; None where it was never fetched."""
    row = next(db.query("SELECT * FROM visits WHERE url = ?", [storable(url)]), None)
    return None if row is None else from_row(Visit, row)


def record(db: Database, visit: Visit, run: int) -> None:
    """Keep this as the address's last visit."""
    put(db, "visits", {**to_row(visit), "run": run}, key="url")
