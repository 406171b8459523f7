"""What a monitor asks each minute costs what there are sources, not what there were runs."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from newsdesk import DAY, NOW, article, mention, publish
from storage_records import finished

from crawler.model import SourceReport
from storage.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    path = tmp_path / "labmoves.db"
    for hour in (40, 30, 3, 2, 1):
        at = NOW - timedelta(hours=hour)
        down = SourceReport(source="down", errors=("no such host",))
        finished(path, at, SourceReport(source="well", links=5, pages=4, screened_out=3, newest=at), down)
    return Store.open(path)


def test_the_large_tables_are_asked_by_their_indexes(store: Store) -> None:
    """Reports and versions of moves are as many as years have hours: none is read from end to end."""
    seen: set[str] = set()
    store._db.conn.set_trace_callback(seen.add)
    store.vitals(["well", "down"], NOW - DAY)
    store._db.conn.set_trace_callback(None)
    plans = [row[3] for sql in seen for row in store._db.execute(f"EXPLAIN QUERY PLAN {sql}").fetchall()]
    assert any("source_runs" in line for line in plans)
    assert [line for line in plans if line.startswith(("SCAN source_runs", "SCAN s", "SCAN move_versions"))] == []
    store.close()


def test_a_day_is_counted_and_a_trouble_followed_back(store: Store) -> None:
    """Runs and pages of the span; all late attempts of a source in trouble, the last one of a source that is well."""
    found = store.vitals(["well", "down", "new"], NOW - DAY)
    assert (found.runs, found.cut_off, found.pages, found.passed) == (3, 0, 12, 3)
    assert found.last_ended == NOW - timedelta(hours=1)
    assert [len(found.sources[s].attempts) for s in ("well", "down", "new")] == [1, 5, 0]
    assert found.sources["well"].newest == NOW - timedelta(hours=1)
    store.close()


def test_nothing_happened_yet(tmp_path: Path) -> None:
    """An empty database has no runs, and no last one."""
    with Store.open(tmp_path / "labmoves.db") as store:
        found = store.vitals(["new"], NOW - DAY)
    assert (found.runs, found.pages, found.last_ended, found.timetable) == (0, 0, None, {})


def test_moves_that_a_backfill_tells_of_are_not_counted(store: Store) -> None:
    """They are no news of the day."""
    counted = []
    for number, command in enumerate(("backfill", "crawl"), 1):
        run = store.start_run(command, [], NOW)
        publish(store, run, article(number), [mention(f"Ann {'Abe' if number == 1 else 'Bok'}")])
        store.finish_run(run, "finished", [], NOW)
        counted.append(store.vitals([], NOW - DAY).moves)
    assert counted == [0, 1]
