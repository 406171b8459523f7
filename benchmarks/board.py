"""What the board costs over a large database: each page's time and bytes, and a hundred readers while a crawl writes.

    python benchmarks/board.py [--articles 1000000] [--database FILE] [--seconds 10] [--json]

Makes the database of benchmarks/database.py, or uses the one that is there, and starts `labmoves serve` over it. Exit
code 1 where a limit is not kept.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import httpx
from database_years import END, LABS, apply, dated, fill, stories
from figure import Figure, printed

from storage.store import Store

READERS = 100
_ROUNDS = 7
_MILLISECONDS, _KILOBYTES = 100, 100  # promised of every page
_PATIENCE = 60.0  # seconds for one answer


def main() -> None:
    """Make or open the database, measure, print."""
    parser = argparse.ArgumentParser(description="Ask the board over a large database.")
    parser.add_argument("--articles", type=int, default=1_000_000)
    parser.add_argument("--database", type=Path, help="keep it here, or use the one that is here")
    parser.add_argument("--seconds", type=float, default=10, help="of the readers together with a crawl")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = args.database or Path(folder) / "large.db"
        if not path.exists():
            with Store.open(path) as store:
                fill(store, args.articles, reached={})
        with served(path) as address:
            pages = pages_of(address)
            figures = [*alone(address, pages), *together(address, pages, path, args.seconds)]
    print(printed(figures, as_json=args.json))
    sys.exit(not all(figure.kept for figure in figures))


@contextmanager
def served(path: Path) -> Iterator[str]:
    """The address of `labmoves serve` over the database."""
    environment = {"LABMOVES_DATABASE": str(path), "HOME": str(path.parent), "PATH": "/usr/bin:/bin"}
    command = [sys.executable, "-c", "from crawler.cli.main import main; main()", "serve", "--port", "0"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, encoding="utf-8") as server:
        try:
            said = server.stdout.readline() if server.stdout else ""
            found = re.search(r"http://[\d.:]+", said)
            if found is None:
                raise SystemExit(f"the board did not start: {said}")
            yield found[0]
        finally:
            server.terminate()


def pages_of(address: str) -> dict[str, str]:
    """Every kind of page, in its heaviest form."""
    move = httpx.get(f"{address}/api/v1/moves?status=confirmed&limit=1", timeout=_PATIENCE).json()["moves"][0]
    lab = quote(sorted(LABS)[0])
    return {
        "the board": "/",
        "the board, a lab": f"/?lab={lab}",
        "the board, words": "/?q=chief+scientist",
        "the board, the last page": "/?page=90",
        "a move": f"/moves/{move['key']}",
        "a person": f"/people/{quote(move['person'])}",
        "all labs": "/labs",
        "a lab": f"/labs/{lab}",
        "flows, a year": "/flows",
        "flows, all": "/flows?within=all",
        "an article": f"/article?url={quote(move['first_url'])}",
        "a search": f"/search?q={quote(move['person'])}",
        "sources": "/sources",
        "changes, 7 days": f"/changes?since={END.date()}",
        "feed": "/moves.atom",
        "API, moves": "/api/v1/moves",
    }


def alone(address: str, pages: dict[str, str]) -> Iterator[Figure]:
    """The quickest of several answers to one reader, since a slower one waited for other programs, and its bytes."""
    with httpx.Client(base_url=address, timeout=_PATIENCE) as client:
        for name, path in pages.items():
            times = []
            for _ in range(_ROUNDS):
                answer = client.get(path)
                answer.raise_for_status()
                times.append(answer.elapsed.total_seconds() * 1000)
            yield Figure(name, min(times), "ms", _MILLISECONDS)
            yield Figure(f"{name}, size", len(answer.content) / 1000, "kB", _KILOBYTES)


def together(address: str, pages: dict[str, str], path: Path, seconds: float) -> Iterator[Figure]:
    """A hundred readers at once, each asking for one page after the other, while articles are applied."""
    stop = threading.Event()
    applied = [0]
    writer = threading.Thread(target=write, args=(path, stop, applied))
    writer.start()
    try:
        times, faults = asyncio.run(read(address, list(pages.values()), seconds))
    finally:
        stop.set()
        writer.join()
    yield Figure(f"{READERS} readers and a crawl, answers", len(times) / seconds, "1/s")
    yield Figure(f"{READERS} readers and a crawl, middle wait", statistics.median(times) * 1000, "ms")
    yield Figure(f"{READERS} readers and a crawl, faults", faults, "", 0)
    yield Figure("articles applied meanwhile", applied[0], "")


async def read(address: str, paths: list[str], seconds: float) -> tuple[list[float], int]:
    """How long each answer took, and how many were none."""
    times: list[float] = []
    faults = 0
    end = time.perf_counter() + seconds
    limits = httpx.Limits(max_connections=READERS, max_keepalive_connections=READERS)
    async with httpx.AsyncClient(base_url=address, timeout=_PATIENCE, limits=limits) as client:

        async def reader(number: int) -> None:
            nonlocal faults
            dice = random.Random(number)
            while time.perf_counter() < end:
                asked = time.perf_counter()
                try:
                    answer = await client.get(dice.choice(paths))
                    faults += answer.status_code != 200
                except httpx.HTTPError:
                    faults += 1
                times.append(time.perf_counter() - asked)

        await asyncio.gather(*(reader(number) for number in range(READERS)))
    return times, faults


def write(path: Path, stop: threading.Event, applied: list[int]) -> None:
    """A crawl that finds a hundred articles a second."""
    dice = random.Random(3)
    with Store.open(path) as store:
        run = store.start_run("crawl", ["source00"], END)
        for one in stories(100_000, dice):
            if stop.wait(0.01):
                break
            apply(store, dated(one, END), run, END)
            applied[0] += 1
        store.finish_run(run, "finished", [], END)


if __name__ == "__main__":
    main()
