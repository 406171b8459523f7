"""A backfill on a real cluster of two worker processes, of which one is killed while it reads."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from archive_file import response, write_archive
from spiders_site import article_html

from crawler.archive.cluster import Cluster
from crawler.archive.slices import Slice
from crawler.backfill import Backfill, BackfillReport
from crawler.errors import InputError, UsageError
from crawler.model import Decision
from storage.archives import ArchiveRead
from storage.store import Store

pytest.importorskip("distributed", reason="the extra [cluster] is not installed")

FIRST_NAMES = ("Ada", "Ben", "Cleo", "Dan")  # an archive each
ARCHIVES, PAGES = len(FIRST_NAMES), 60


def leaves(first: str, n: int) -> bytes:
    person = f"{first} Mor{chr(97 + n // 26)}{chr(97 + n % 26)}"
    return article_html(f"{person} leaves OpenAI", f"{person}, a researcher, is leaving OpenAI, {person} wrote.")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Archives of which each page tells of a departure, so that reading takes a while."""
    folder = tmp_path_factory.mktemp("archives")
    for first in FIRST_NAMES:
        pages = (response(f"https://{first.lower()}.example/{n}", leaves(first, n)) for n in range(PAGES))
        write_archive(folder / f"{first}.warc.gz", *pages)
    return folder


def started(*arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "dask", *arguments], stderr=subprocess.DEVNULL)


@pytest.fixture
def scheduler(tmp_path: Path) -> Iterator[str]:
    """A scheduler on a port of its own."""
    place = tmp_path / "scheduler.json"
    process = started(
        "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(place)
    )
    try:
        address = _address(place)
        yield address
    finally:
        process.kill()
        process.wait()


@pytest.fixture
def workers(scheduler: str, tmp_path: Path) -> Iterator[list[subprocess.Popen[bytes]]]:
    """Two workers without a nanny: one that is killed stays dead."""
    common = ("--nthreads", "1", "--no-nanny", "--no-dashboard", "--local-directory", str(tmp_path))
    processes = [started("worker", scheduler, *common) for _ in range(2)]
    yield processes
    for process in processes:
        process.kill()
        process.wait()


def _address(place: Path) -> str:
    for _ in range(600):
        if place.exists() and (text := place.read_text(encoding="utf-8")):
            return str(json.loads(text)["address"])
        time.sleep(0.1)
    pytest.fail("the scheduler did not start")


class Kills:
    """Ends one worker with the first stretch that comes back."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process

    def archive_started(self, name: str, read: ArchiveRead) -> None: ...

    def archive_went_on(self, name: str, found: Slice) -> None:
        if self._process.poll() is None:
            os.kill(self._process.pid, signal.SIGKILL)
            self._process.wait()

    def decided(self, decision: Decision) -> None: ...

    def archive_finished(self, name: str, trouble: str | None) -> None: ...


def test_a_worker_that_is_killed_loses_nothing_and_doubles_nothing(
    folder: Path,
    scheduler: str,
    workers: list[subprocess.Popen[bytes]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Its stretch is read by the other; every page is counted once, every move is stored once."""
    monkeypatch.setattr("crawler.backfill.MOST", 16)
    names = [str(path) for path in sorted(folder.iterdir())]

    async def fill(store: Store) -> BackfillReport:
        async with Cluster(scheduler) as cluster:
            return await Backfill(
                store=store, engine=cluster, at_once=2, clock=lambda: datetime.now(UTC), progress=Kills(workers[0])
            ).run(names)

    wait_for(scheduler, 2)
    with Store.open(tmp_path / "moves.db") as store:
        report = asyncio.run(fill(store))
        assert (report.outcome, report.archives, dict(report.failed)) == ("finished", ARCHIVES, {})
        assert report.pages == ARCHIVES * PAGES
        assert store.counts().articles == ARCHIVES * PAGES
    assert workers[0].returncode == -signal.SIGKILL


async def size(scheduler: str) -> int:
    async with Cluster(scheduler) as cluster:
        return cluster.size


def wait_for(scheduler: str, workers: int) -> None:
    until = time.monotonic() + 120
    while time.monotonic() < until:
        with contextlib.suppress(UsageError):
            if asyncio.run(size(scheduler)) == workers:
                return
        time.sleep(0.2)
    pytest.fail("the workers did not start")


def test_a_cluster_without_workers_says_so(scheduler: str) -> None:
    """Rather than waiting for ever."""
    with pytest.raises(UsageError, match="no workers"):
        asyncio.run(size(scheduler))


def test_a_scheduler_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """With what to do."""
    monkeypatch.setattr("crawler.archive.cluster._PATIENCE", "1s")
    with pytest.raises(InputError, match="no scheduler answers"):
        asyncio.run(size("tcp://127.0.0.1:1"))
