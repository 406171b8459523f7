"""`labmoves status`: what a person and a monitor are told of the watch itself."""

from __future__ import annotations

import json
import os
import shutil
from collections import namedtuple
from datetime import timedelta
from pathlib import Path

import pytest
from calls import NOW, Run
from storage_records import finished

from crawler.frontier.frontier import Frontier, State
from crawler.model import NO_SUCH_HOST, SourceReport
from crawler.sources.load import load_catalog
from storage.lock import daemon_lock
from storage.store import Store

EVERYONE = [source for source in load_catalog().values() if source.enabled]
Usage = namedtuple("Usage", "total used free")


@pytest.fixture(autouse=True)
def room(monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that is never full, whatever the machine's is."""
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(10**12, 0, 10**12))


def all_well(tmp_path: Path, *, but: tuple[str, ...] = ()) -> None:
    reports = [
        SourceReport(source=s.id, errors=("no such \x1b[31mhost",))
        if s.id in but
        else SourceReport(source=s.id, links=40, pages=10, screened_out=9, newest=NOW - timedelta(minutes=11))
        for s in EVERYONE
    ]
    finished(tmp_path / "labmoves.db", NOW, *reports)


def test_all_is_well(run: Run, tmp_path: Path) -> None:
    """One line a check, exit code 0, strictly too."""
    all_well(tmp_path)
    told = run("status")
    lines = dict(line.split("\t", 1) for line in told.stdout.splitlines())
    assert told.exit_code == 0
    assert lines["sources"] == f"ok\t{len(EVERYONE)} of {len(EVERYONE)} healthy"
    assert lines["articles"].startswith("ok\tnewest 11 min ago, ")
    assert lines["letters"] == "ok\tnone waits"
    assert lines["disk"].startswith("ok\t1000.0 GB free")
    assert run("status", "--strict").exit_code == 0


def test_the_daemon_is_named(run: Run, tmp_path: Path) -> None:
    """Its process and since when it runs; none is no fault, for cron may call it."""
    all_well(tmp_path)
    assert "daemon\tok\tnone runs" in run("status").stdout
    lock = daemon_lock(tmp_path / "labmoves.db")
    lock.take("`daemon` since noon")
    assert f"daemon\tok\tprocess {os.getpid()}, `daemon` since noon" in run("status").stdout
    lock.give_back()


def test_a_failing_publisher_is_a_warning_with_its_reason(run: Run, tmp_path: Path) -> None:
    """Exit code 0, and 1 with --strict; what a server said is shown without its control characters."""
    all_well(tmp_path, but=("wired",))
    told = run("status")
    assert told.exit_code == 0
    assert "failing: wired" in told.stdout
    assert "wired\tfailing\tno such" in told.stdout
    assert "\x1b" not in told.stdout
    assert run("status", "--strict").exit_code == 1


def test_json_has_every_source(run: Run, tmp_path: Path) -> None:
    """The same, for programs."""
    all_well(tmp_path, but=("wired",))
    told = json.loads(run("status", "--json").stdout)
    assert told["well"] is True
    assert told["healthy"] == len(EVERYONE) - 1
    assert [s["source"] for s in told["sources"] if s["condition"] == "failing"] == ["wired"]
    assert {check["check"] for check in told["checks"]} == {
        "crawls",
        "sources",
        "articles",
        "letters",
        "daemon",
        "disk",
    }


def test_a_watch_that_stopped_is_exit_code_1(run: Run, tmp_path: Path) -> None:
    """The last run ended days ago."""
    finished(tmp_path / "labmoves.db", NOW - timedelta(days=2), SourceReport(source="wired", links=1, pages=1))
    told = run("status")
    assert told.exit_code == 1
    assert "crawls\tfailing\tthe last one ended 2 d ago" in told.stdout


def test_letters_that_do_not_get_through(run: Run, database: Path) -> None:
    """Tried in vain: a warning; for longer than a day: failing."""
    with Store.open(database) as store:
        (letter, *_) = store.letters.waiting(NOW)
        store.letters.mark_failed(letter.id, "refused", NOW)
    told = run("status").stdout
    assert "letters\tfailing\t" in told
    assert "tried in vain; `labmoves alerts list` says why" in told


def test_a_full_disk_is_told(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before SQLite says so."""
    all_well(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(10**12, 0, 10**8))
    told = run("status")
    assert told.exit_code == 1
    assert "disk\tfailing\t0.1 GB free" in told.stdout


def test_without_a_database_it_is_not_well(run: Run) -> None:
    """One line, no traceback."""
    told = run("status")
    assert told.exit_code == 1
    assert "there is no database yet" in told.stderr


def test_a_queue_that_is_away_is_the_reason(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where crawls go through one; without its password. One without workers is a warning."""
    pytest.importorskip("scrapy_redis", reason="the extra [cluster] is not installed")
    all_well(tmp_path)
    monkeypatch.setattr("crawler.frontier.frontier._RETRIES", 0)
    monkeypatch.setenv("LABMOVES_CRAWL_QUEUE", "redis://:geheim@127.0.0.1:1/0")
    told = run("status")
    assert (told.exit_code, "geheim" in told.stdout) == (1, False)
    assert "queue\tfailing\tRedis does not answer: " in told.stdout
    for workers, line in ((0, "warning\tno worker is at it"), (2, "ok\t2 workers, 7 addresses to fetch")):
        state = State(waiting=4, in_hand=3, answers=0, workers=workers)
        monkeypatch.setattr(Frontier, "look", lambda _, state=state: state)
        assert f"queue\t{line}" in run("status").stdout


def test_without_a_network_one_line_says_so(run: Run, tmp_path: Path) -> None:
    """Instead of one for each source, as at the end of a crawl."""
    gone = [SourceReport(source=s.id, errors=(f"https://{s.id}.example: {NO_SUCH_HOST}",)) for s in EVERYONE]
    finished(tmp_path / "labmoves.db", NOW, *gone)
    told = run("status")
    assert (told.exit_code, NO_SUCH_HOST in told.stdout) == (1, False)
    assert "network\tfailing\tno host could be resolved: the network seems to be down" in told.stdout
