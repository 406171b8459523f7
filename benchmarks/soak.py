"""Does the daemon stay as small as it was? Crawls every few seconds against the demo's newsroom, for an hour.

    python benchmarks/soak.py [--minutes 60]

The newsroom turns from day to day, the daemon is told to read its configuration again, and a monitor asks for its
numbers all the while. At the end: how much the daemon's memory grew after its warm-up (a tenth of the time, one
minute at least), and what it left open or running. Exit code 1 where it grew by 5 % or left anything.
"""

from __future__ import annotations

import argparse
import pickle
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import psutil

from crawler.config.schema import CrawlSettings, DaemonSettings, Settings
from crawler.daemon.crawling import Task
from crawler.daemon.daemon import Daemon
from crawler.daemon.process import run_daemon
from crawler.demo.newsroom import Newsroom
from crawler.log import set_up_log
from storage.store import Store

MOST_GROWTH = 0.05
TICK = timedelta(seconds=3)
_LOOK = 2.0  # seconds between two looks at the daemon
_TURN = 60.0  # seconds between two days of the newsroom


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What the daemon held at one moment; `open_files` only while no crawl went on."""

    at: float
    resident: int
    open_files: int | None


def main() -> int:
    """Soak, and tell; gives the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--watch", type=Path, help=argparse.SUPPRESS)  # the daemon's own process
    arguments = parser.parse_args()
    if arguments.watch:
        return watch(pickle.loads(arguments.watch.read_bytes()))
    with tempfile.TemporaryDirectory(prefix="labmoves-soak-") as folder, Newsroom() as newsroom:
        return soak(newsroom, Path(folder), 60 * arguments.minutes)


def watch(task: Task) -> int:
    """The daemon as `labmoves daemon` runs it, with shorter times."""
    set_up_log(task.settings.daemon.log)
    daemon = Daemon(
        sources=task.sources,
        settings=task.settings,
        clock=lambda: datetime.now(UTC),
        allow_hosts=task.allow_hosts,
        read_again=lambda: (task.sources, task.settings),
        tick=TICK,
    )
    return 0 if run_daemon(daemon) else 1


def soak(newsroom: Newsroom, folder: Path, seconds: float) -> int:
    """Run the daemon for so long, and judge it."""
    settings = Settings(
        database=folder / "labmoves.db",
        letters_folder=folder / "letters",
        crawl=CrawlSettings(delay=0, workers=1),
        daemon=DaemonSettings(http=str(_free_port())),
    )
    sources = tuple(replace(source, every=TICK) for source in newsroom.sources())
    task = Task(sources=sources, settings=settings, allow_hosts=frozenset({urlsplit(newsroom.url).netloc}))
    (folder / "task").write_bytes(pickle.dumps(task))
    log = (folder / "log").open("w", encoding="utf-8")
    with log, subprocess.Popen([sys.executable, __file__, "--watch", str(folder / "task")], stderr=log) as process:
        daemon = psutil.Process(process.pid)
        looks = _looks(daemon, newsroom, str(settings.daemon.http), seconds)
        below = daemon.children(recursive=True)
        since = time.monotonic()
        process.send_signal(signal.SIGTERM)
        code = process.wait(60)
        stopping = time.monotonic() - since
    _, left = psutil.wait_procs(below, timeout=10)
    with Store.open(settings.database) as store:
        outcomes = Counter(str(run.outcome) for run in store.runs(10**6))
    verdict = tell(looks, outcomes, left=len(left), stopping=stopping, code=code)
    if verdict:
        print((folder / "log").read_text(encoding="utf-8")[-5000:], file=sys.stderr)
    return verdict


def _looks(daemon: psutil.Process, newsroom: Newsroom, port: str, seconds: float) -> list[Look]:
    found: list[Look] = []
    begin = turned = time.monotonic()
    while (now := time.monotonic()) < begin + seconds:
        if now > turned + _TURN:
            turned = now
            newsroom.set_day(1 + int((now - begin) / _TURN) % 3)
            daemon.send_signal(signal.SIGHUP)
        with suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=5) as page:
            page.read()
        idle = not daemon.children()
        found.append(
            Look(at=now - begin, resident=daemon.memory_info().rss, open_files=daemon.num_fds() if idle else None)
        )
        time.sleep(_LOOK)
    return found


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def tell(looks: Sequence[Look], outcomes: Counter[str], *, left: int, stopping: float, code: int) -> int:
    """The figures, and whether they are good enough."""
    whole = looks[-1].at
    warm = [look for look in looks if look.at >= max(60.0, whole / 10)]
    size = max(1, len(warm) // 10)
    first, last = (statistics.median(look.resident for look in part) for part in (warm[:size], warm[-size:]))
    files = [look.open_files for look in warm if look.open_files is not None]
    growth = last / first - 1
    opened = statistics.median(files[-size:]) - statistics.median(files[:size]) if files else 0
    print(f"{sum(outcomes.values())} crawls in {whole / 60:.1f} min: {dict(outcomes)}")
    print(f"memory of the daemon: {first / 1e6:.1f} MB after warm-up, {last / 1e6:.1f} MB at the end, {growth:+.1%}")
    print(f"open files between crawls: {min(files, default=0)} to {max(files, default=0)}, {opened:+g} over the time")
    print(f"ended in {stopping:.1f} s with exit code {code}, {left} processes left behind")
    whole_runs = outcomes["finished"] >= sum(outcomes.values()) - 1  # the last one may be cut off by the end
    good = growth < MOST_GROWTH and opened <= 0 and not left and stopping < 10 and code == 0 and whole_runs
    print("good" if good else "NOT GOOD")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
