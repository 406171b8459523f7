"""Visits: the last time each address was fetched, and what the next request must say to be spared the body."""

from __future__ import annotations

from datetime import datetime

from sqlite_utils import Database

from crawler.model import Visit
from storage.rows import moment, read_visit, storable, visit_row


def last_visit(db: Database, url: str) -> Visit | None:
    row = next(db.query("SELECT * FROM visits WHERE url = ?", [storable(url)]), None)
    return None if row is None else read_visit(row)


def recent_matches(db: Database, source: str, since: datetime) -> list[Visit]:
    """A source's visits at or after `since` that brought a move, the latest first."""
    rows = db.query(
        "SELECT * FROM visits WHERE outcome = 'matched' AND source = ? AND fetched_at >= ? "
        "ORDER BY fetched_at DESC, url",
        [storable(source), moment(since)],
    )
    return [read_visit(row) for row in rows]


def record(db: Database, visit: Visit, run: int) -> None:
    """Keep this as the address's last visit."""
    row = {**visit_row(visit), "run": run}
    changed = ", ".join(f"{name} = excluded.{name}" for name in row if name != "url")
    db.execute(
        f"INSERT INTO visits ({', '.join(row)}) VALUES ({', '.join('?' * len(row))}) "  # noqa: S608 - the names are ours
        f"ON CONFLICT (url) DO UPDATE SET {changed}",
        list(row.values()),
    )
