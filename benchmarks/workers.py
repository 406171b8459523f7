"""What a shared queue costs and brings: one crawl here, then by one and by two workers behind a Redis of its own.

    python benchmarks/workers.py [--pages 1500] [--rounds 2] [--relevant 5] [--slow 0.2]     needs redis-server

The site of benchmarks/crawl.py serves all, with politeness off. A rate is that between the first and the last page that
was stored, so the start of processes is not in it; each worker reads in one process. What collect could store is what
its own processor time allows, whoever fetches. The best of some rounds counts: others on the machine only slow it.
"""

from __future__ import annotations

import argparse
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from crawl import site
from site_pages import FEED_LENGTH
from wires import wires

from crawler.config.load import load_settings
from crawler.crawl import crawl, run_in_reactor
from crawler.frontier.frontier import Frontier
from crawler.model import Outcome
from crawler.remote import remote_of
from storage.store import Store

LABMOVES = Path(sys.executable).with_name("labmoves")


class Clocked:
    """Progress of which only the times are kept."""

    def __init__(self) -> None:
        self.times: list[float] = []

    def page_done(self, source: str, url: str, outcome: Outcome) -> None:
        """A page is stored."""
        self.times.append(time.perf_counter())

    def __getattr__(self, name: str) -> Any:
        return lambda *_: None


@contextmanager
def redis(folder: str) -> Iterator[str]:
    """A Redis that keeps nothing; gives its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", folder],
        stdout=subprocess.DEVNULL,
    )
    try:
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        server.kill()
        server.wait()


def turn(address: str, pages: int, workers: int) -> dict[str, float]:
    """One crawl into a new database, by so many workers; by none it is crawled here."""
    feeds = [f"{address}/feed/{n}.xml" for n in range(-(-pages // FEED_LENGTH))]
    with tempfile.TemporaryDirectory() as folder, redis(folder) as url:
        own = {
            "LABMOVES_DATABASE": f"{folder}/speed.db",
            "LABMOVES_CRAWL_DELAY": "0",
            "LABMOVES_CRAWL_WORKERS": "1",
            "LABMOVES_CRAWL_OBEY_ROBOTS": "false",
            "LABMOVES_CRAWL_ALLOW_HOSTS": urlsplit(address).netloc,
        }
        own |= {"LABMOVES_CRAWL_QUEUE": url} if workers else {}
        started = [subprocess.Popen([LABMOVES, "worker", "--once"], env=os.environ | own) for _ in range(workers)]
        settings, clocked = load_settings(None, own), Clocked()
        with Frontier(url) as frontier, Store.open(settings.database) as store:
            while frontier.look().workers < workers:
                time.sleep(0.1)
            spent = time.process_time()
            with remote_of(settings, datetime.now(UTC)) as remote:
                run_in_reactor(
                    lambda: crawl(
                        wires(feeds),
                        settings,
                        store,
                        command="benchmark",
                        clock=lambda: datetime.now(UTC),
                        progress=clocked,
                        remote=remote,
                    )
                )
            spent = time.process_time() - spent
            traffic = frontier.server.info("stats")
        for process in started:
            process.wait()
    assert len(clocked.times) == pages, f"{len(clocked.times)} of {pages} pages: no comparison"
    return {
        "rate": (pages - 1) / (clocked.times[-1] - clocked.times[0]),
        "spent": 1000 * spent / pages,
        "bytes": (traffic["total_net_input_bytes"] + traffic["total_net_output_bytes"]) / pages,
    }


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description="Crawl one loopback site here, and by one and two workers.")
    parser.add_argument("--pages", type=int, default=1500)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--relevant", type=int, default=5, help="pages in a hundred that tell of a move")
    parser.add_argument("--slow", type=float, default=0.0, help="seconds before each of the site's answers")
    args = parser.parse_args()
    turns: dict[int, list[dict[str, float]]] = {0: [], 1: [], 2: []}
    with site(args.pages, args.relevant, args.slow) as address:
        for _ in range(args.rounds):
            for workers, found in turns.items():
                found.append(turn(address, args.pages, workers))
                print(f"workers: {workers}, {found[-1]['rate']:.0f} pages/s", file=sys.stderr)
    site_is = f"a site that takes {args.slow} s for each answer, " if args.slow else ""
    print(f"{site_is}{args.pages} pages, {args.relevant} % relevant, the best of {args.rounds} rounds")
    print(f"{'':12} {'pages/s':>8} {'ms a page here':>15} {'bytes a page through Redis':>27}")
    for workers, found in turns.items():
        row = {key: (max if key == "rate" else min)(each[key] for each in found) for key in found[0]}
        name = f"workers: {workers}" if workers else "crawl"
        through = f"{row['bytes']:27,.0f}" if workers else ""
        print(f"{name:12} {row['rate']:8.0f} {row['spent']:15.2f} {through}")


if __name__ == "__main__":
    main()
