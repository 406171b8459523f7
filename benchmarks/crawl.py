"""How fast a crawl is and what it costs, as ratios within one run: bare Scrapy, peers in its callback, and labmoves.

    python benchmarks/crawl.py [--pages 2000] [--rounds 3] [--relevant 5] [--only bare labmoves …] [--json]

One site on loopback (benchmarks/site_pages.py, a process of its own) serves the same pages to all. The contestants
(benchmarks/contestants.py) take turns in fresh processes, round after round, so that a slow minute of the machine slows
all alike; a ratio compares two runs of one round. "core s" are seconds of a core in the process that fetches: they say
something on a busy machine too, and nothing of the workers that read. Memory is that of all processes of a contestant
together.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from peers import installed
from resident import Resident

HERE = Path(__file__).parent
COLUMNS = {  # key → heading and form
    "rate": ("pages/s", "8.0f"),
    "core": ("core s", "7.1f"),
    "lag": ("lag p99 ms", "11.1f"),
    "memory": ("most MB", "8.0f"),
    "growth": ("growth", "7.0f"),
}


@contextmanager
def site(pages: int, relevant: int, slow: float = 0.0) -> Iterator[str]:
    """The benchmark's site while the block runs; gives its address."""
    server = subprocess.Popen(
        [sys.executable, str(HERE / "site_pages.py"), f"--pages={pages}", f"--relevant={relevant}", f"--slow={slow}"],
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert server.stdout is not None
        yield server.stdout.readline().strip()
    finally:
        server.terminate()
        server.wait()


def turn(contestant: str, address: str, pages: int) -> dict[str, float]:
    """One contestant's run, measured as `COLUMNS` says; exits where it failed or fetched something else."""
    command = [sys.executable, str(HERE / "contestants.py"), contestant, address, str(pages)]
    # Bytecode is kept: what pip installs has it from the start, and a checkout after its first run.
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=kept) as run, Resident(run.pid) as memory:
        assert run.stdout is not None
        told = run.stdout.read().strip().splitlines()
    result = json.loads(told[-1]) if run.returncode == 0 and told else {"pages": 0}
    if result["pages"] != pages:
        sys.exit(f"{contestant} fetched {result['pages']} of {pages} pages: no comparison")
    totals = [total / 1e6 for total in memory.totals]
    quarter = len(totals) // 4
    return {
        "rate": pages / result["seconds"],
        "core": result["core"],
        "lag": 1000 * result["lag"],
        "memory": max(totals),
        "growth": statistics.median(totals[-quarter:]) - statistics.median(totals[quarter : 2 * quarter]),
    }


def measure(pages: int, rounds: int, relevant: int, names: list[str]) -> dict[str, dict[str, float]]:
    """For each contestant the median of every column, and of its ratio to bare Scrapy in pages a second."""
    turns: dict[str, list[dict[str, float]]] = {name: [] for name in names}
    with site(pages, relevant) as address:
        for number in range(rounds):
            for name in names:
                turns[name].append(turn(name, address, pages))
                print(f"round {number + 1} of {rounds}: {name} {turns[name][-1]['rate']:.0f} pages/s", file=sys.stderr)
    for name in names if "bare" in names else ():
        for bare, own in zip(turns["bare"], turns[name], strict=True):
            own["of_bare"] = own["rate"] / bare["rate"]
    return {name: {key: statistics.median(t[key] for t in own) for key in own[0]} for name, own in turns.items()}


def main() -> None:
    """Measure and print a table, or JSON."""
    contestants = ["bare", *installed(), "labmoves"]
    parser = argparse.ArgumentParser(description="Crawl one loopback site with several crawlers and compare them.")
    parser.add_argument("--pages", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--relevant", type=int, default=5, help="pages in a hundred that tell of a move")
    parser.add_argument("--only", nargs="+", choices=contestants, default=contestants)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    found = measure(args.pages, args.rounds, args.relevant, args.only)
    if args.json:
        result: dict[str, Any] = {"pages": args.pages, "rounds": args.rounds, "relevant": args.relevant, **found}
        print(json.dumps(result, indent=1))
        return
    print(f"{args.pages} pages, {args.relevant} % relevant, medians of {args.rounds} rounds")
    print(f"{'':14}{'of bare':>8} " + " ".join(title for title, _ in COLUMNS.values()))
    for name, row in found.items():
        ratio = f"{row['of_bare']:8.2f}" if "of_bare" in row else " " * 8
        print(f"{name:14}{ratio}" + "".join(f"{row[key]:{form}}" for key, (_, form) in COLUMNS.items()))


if __name__ == "__main__":
    main()
