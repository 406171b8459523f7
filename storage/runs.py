"""Runs of the crawler, and what each source gave in each of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from crawler.model import SourceReport
from storage.rows import Row, listed, moment, read_list, read_moment, read_report, report_row, storable


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run; `finished_at` and `outcome` are None while it goes on, or where it was killed."""

    id: int
    command: str
    sources: tuple[str, ...]
    started_at: datetime
    finished_at: datetime | None = None
    outcome: str | None = None
    reports: tuple[SourceReport, ...] = ()


def start(db: Database, command: str, sources: Sequence[str], now: datetime) -> int:
    cursor = db.execute(
        "INSERT INTO runs (command, sources, started_at) VALUES (?, ?, ?)",
        [storable(command), listed(sources), moment(now)],
    )
    return int(cursor.lastrowid or 0)


def finish(db: Database, run: int, outcome: str, reports: Sequence[SourceReport], now: datetime) -> None:
    db.execute("UPDATE runs SET finished_at = ?, outcome = ? WHERE id = ?", [moment(now), outcome, run])
    for report in reports:
        row = {"run": run, **report_row(report)}
        db.execute(
            f"INSERT OR REPLACE INTO source_runs ({', '.join(row)}) "  # noqa: S608 - the names are ours
            f"VALUES ({', '.join('?' * len(row))})",
            list(row.values()),
        )


def latest(db: Database, limit: int) -> list[Run]:
    """The last runs with their reports, the newest first."""
    rows = list(db.query("SELECT * FROM runs ORDER BY id DESC LIMIT ?", [limit]))
    return [_run(db, row) for row in rows]


def one(db: Database, run: int) -> Run | None:
    row = next(db.query("SELECT * FROM runs WHERE id = ?", [run]), None)
    return None if row is None else _run(db, row)


def last_reports(db: Database) -> dict[str, tuple[Run, SourceReport]]:
    """Each source's newest report and the run it is of; a source never run is not in it."""
    rows = list(
        db.query(
            "SELECT s.* FROM source_runs s JOIN (SELECT source, max(run) AS run FROM source_runs GROUP BY source) l "
            "ON l.source = s.source AND l.run = s.run ORDER BY s.source"
        )
    )
    runs = {number: one(db, number) for number in {row["run"] for row in rows}}
    return {row["source"]: (run, read_report(row)) for row in rows if (run := runs[row["run"]]) is not None}


def is_first(db: Database, source: str, run: int) -> bool:
    """True until an earlier run of the source ended and found links: a killed first crawl is tried again as one."""
    row = db.execute(
        "SELECT 1 FROM source_runs WHERE source = ? AND run < ? AND links > 0 LIMIT 1", [source, run]
    ).fetchone()
    return row is None


def _run(db: Database, row: Row) -> Run:
    reports = db.query("SELECT * FROM source_runs WHERE run = ? ORDER BY source", [row["id"]])
    return Run(
        id=row["id"],
        command=row["command"],
        sources=read_list(row["sources"]),
        started_at=datetime.fromisoformat(row["started_at"]),
        finished_at=read_moment(row["finished_at"]),
        outcome=row["outcome"],
        reports=tuple(read_report(report) for report in reports),
    )
