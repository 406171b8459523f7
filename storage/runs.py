"""Runs of the crawler, and what each source gave in each of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from crawler.model import SourceReport
from storage.database import insert, put
from storage.rows import Row, from_row, listed, moment, read_list, read_moment, read_time, storable, to_row

# How a run ends: by itself, asked to, at its deadline, by a fault of ours or of the database, with its process.
FINISHED, INTERRUPTED, TIMED_OUT, FAILED, KILLED = "finished", "interrupted", "timed out", "failed", "killed"
BACKFILL = "backfill"  # the command whose runs fill in the past, beside crawls
REMATCH = "rematch"  # the command whose runs read stored texts anew, beside crawls
CRAWLS = f"command NOT IN ('{BACKFILL}', '{REMATCH}')"  # as SQL: runs that only one at a time can be
_LATELY = 20  # runs that are looked through for one that was killed


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One source's part of one run that came to its end."""

    run: int
    started_at: datetime
    report: SourceReport


def start(db: Database, command: str, sources: Sequence[str], now: datetime) -> int:
    """Begin a run; gives its number."""
    begun = {"command": storable(command), "sources": listed(sources), "started_at": moment(now)}
    return insert(db, "runs", begun)


def finish(db: Database, run: int, outcome: str, reports: Sequence[SourceReport], now: datetime) -> None:
    """End a run with its outcome and each source's report."""
    db.execute("UPDATE runs SET finished_at = ?, outcome = ? WHERE id = ?", [moment(now), outcome, run])
    for report in reports:
        put(db, "source_runs", {"run": run, **to_row(report)}, key="source, run")


def end_cut_off(db: Database, why: str, now: datetime) -> list[int]:
    """End the crawls that have no end as killed, with `why` in each source's report; gives their numbers."""
    rows = list(db.query(f"SELECT id, sources FROM runs WHERE outcome IS NULL AND {CRAWLS} ORDER BY id"))  # noqa: S608 - fixed
    for row in rows:
        finish(db, row["id"], KILLED, [SourceReport(source=s, issues=(why,)) for s in read_list(row["sources"])], now)
    return [row["id"] for row in rows]


def only(command: str) -> str:
    """As SQL: the runs of one command, BACKFILL or REMATCH."""
    return f"command = '{command}'"


def latest(db: Database, limit: int) -> list[Run]:
    """The last runs with their reports, the newest first."""
    rows = list(db.query("SELECT * FROM runs ORDER BY id DESC LIMIT ?", [limit]))
    return [_run(db, row) for row in rows]


def newest(db: Database, which: str) -> Run | None:
    """The newest run of those that `which` is true of, CRAWLS or what `only` gives; None where there is none."""
    row = next(db.query(f"SELECT * FROM runs WHERE {which} ORDER BY id DESC LIMIT 1"), None)  # noqa: S608 - fixed
    return None if row is None else _run(db, row)


def attempts(db: Database, source: str, limit: int) -> list[Attempt]:
    """The last runs that reported on a source, the newest first."""
    rows = db.query(
        "SELECT s.*, r.started_at FROM source_runs s JOIN runs r ON r.id = s.run WHERE s.source = ? "
        "ORDER BY s.run DESC LIMIT ?",
        [storable(source), limit],
    )
    return [
        Attempt(
            run=row["run"],
            started_at=read_time(row["started_at"]),
            report=from_row(SourceReport, row),
        )
        for row in rows
    ]


def cut_off(db: Database) -> dict[str, datetime]:
    """The sources of the last runs that have no end, with when the newest such run began.

    It was killed, or goes on still: the writer's lock tells.
    """
    rows = db.query("SELECT sources, started_at, outcome FROM runs ORDER BY id DESC LIMIT ?", [_LATELY])
    found: dict[str, datetime] = {}
    for row in rows:
        if row["outcome"] is None:
            for source in read_list(row["sources"]):
                found.setdefault(source, read_time(row["started_at"]))
    return found


def is_first(db: Database, source: str, run: int) -> bool:
    """True until an earlier run came to its end, found links of the source and could read what they led to.

    A first crawl that was killed, interrupted or met a broken site leaves a backlog, which is no news the next time.
    """
    row = db.execute(
        "SELECT 1 FROM source_runs s JOIN runs r ON r.id = s.run WHERE s.source = ? AND s.run < ? AND s.links > 0 "
        "AND r.outcome = 'finished' AND (s.pages + s.unchanged > 0 OR s.issues = '[]' AND s.errors = '[]') LIMIT 1",
        [source, run],
    ).fetchone()
    return row is None


def _run(db: Database, row: Row) -> Run:
    reports = db.query("SELECT * FROM source_runs WHERE run = ? ORDER BY source", [row["id"]])
    return Run(
        id=row["id"],
        command=row["command"],
        sources=read_list(row["sources"]),
        started_at=read_time(row["started_at"]),
        finished_at=read_moment(row["finished_at"]),
        outcome=row["outcome"],
        reports=tuple(from_row(SourceReport, report) for report in reports),
    )
