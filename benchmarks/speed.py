"""How fast a crawl is, as ratios within one run: bare Scrapy, Scrapy with extraction in its callback, and labmoves.

    python benchmarks/speed.py [--pages 2000] [--rounds 3] [--json]

One site on loopback (benchmarks/site_pages.py, a process of its own) serves the same pages to all. The contestants
(benchmarks/contestants.py) take turns in fresh processes, round after round, so that a slow minute of the machine slows
all alike; a ratio compares two runs of one round.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
CONTESTANTS = ("bare", "inline", "labmoves")


@contextmanager
def site(pages: int) -> Iterator[str]:
    """The benchmark's site while the block runs; gives its address."""
    server = subprocess.Popen(
        [sys.executable, str(HERE / "site_pages.py"), "--pages", str(pages)], stdout=subprocess.PIPE, text=True
    )
    try:
        assert server.stdout is not None
        yield server.stdout.readline().strip()
    finally:
        server.terminate()
        server.wait()


def turn(contestant: str, address: str, pages: int) -> dict[str, float]:
    """One contestant's run: its pages and seconds; raises CalledProcessError where it failed."""
    run = subprocess.run(
        [sys.executable, str(HERE / "contestants.py"), contestant, address, str(pages)],
        check=True,
        capture_output=True,
        text=True,
    )
    result: dict[str, float] = json.loads(run.stdout.strip().splitlines()[-1])
    return result


def measure(pages: int, rounds: int) -> dict[str, Any]:
    """Pages a second of each contestant and the ratios between them, each as [least, median, most]."""
    rates: dict[str, list[float]] = {name: [] for name in CONTESTANTS}
    with site(pages) as address:
        for number in range(rounds):
            for name in CONTESTANTS:
                result = turn(name, address, pages)
                if result["pages"] != pages:
                    sys.exit(f"{name} fetched {result['pages']} of {pages} pages: no comparison")
                rates[name].append(result["pages"] / result["seconds"])
                print(f"round {number + 1} of {rounds}: {name} {rates[name][-1]:.0f} pages/s", file=sys.stderr)
    ratios = {
        f"labmoves / {other}": [mine / theirs for mine, theirs in zip(rates["labmoves"], rates[other], strict=True)]
        for other in CONTESTANTS[:-1]
    }
    spread = {name: [min(v), statistics.median(v), max(v)] for name, v in {**rates, **ratios}.items()}
    return {"pages": pages, "rounds": rounds, **spread}


def main() -> None:
    """Measure and print a table, or JSON."""
    parser = argparse.ArgumentParser(description="Crawl one loopback site with three crawlers and compare them.")
    parser.add_argument("--pages", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    result = measure(args.pages, args.rounds)
    if args.json:
        print(json.dumps(result, indent=1))
        return
    print(f"{args.pages} pages of about 33 kB, {args.rounds} rounds      least  median    most")
    for name in CONTESTANTS:
        print(f"{name:38} {result[name][0]:8.0f}{result[name][1]:8.0f}{result[name][2]:8.0f}  pages/s")
    for other in CONTESTANTS[:-1]:
        low, middle, high = result[f"labmoves / {other}"]
        print(f"{'labmoves / ' + other:38} {low:8.2f}{middle:8.2f}{high:8.2f}")


if __name__ == "__main__":
    main()
