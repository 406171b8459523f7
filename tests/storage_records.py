"""Runs in a database, as crawls leave them."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from crawler.model import SourceReport
from crawler.schedule.due import Rule, after_run
from storage.store import Store


def finished(database: Path, at: datetime, *reports: SourceReport) -> int:
    """A run of hourly sources that began and ended at `at` with these reports; gives its number."""
    rules = {report.source: Rule(every=timedelta(hours=1)) for report in reports}
    failed = {report.source: report.health == "failing" for report in reports}
    with Store.open(database) as store:
        run = store.start_run("test", list(rules), at)
        due = after_run(rules, store.timetable(), at, failed=failed, asked_until={})
        store.finish_run(run, "finished", reports, at, due)
    return run
