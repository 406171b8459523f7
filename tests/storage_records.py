"""Runs in a database, as crawls leave them."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from crawler.model import SourceReport
from storage.store import Store


def finished(database: Path, at: datetime, *reports: SourceReport) -> int:
    """A run that began and ended at `at` with these reports; gives its number."""
    with Store.open(database) as store:
        run = store.start_run("test", [report.source for report in reports], at)
        store.finish_run(run, "finished", reports, at)
    return run
