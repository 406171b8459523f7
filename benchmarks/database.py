"""What the database costs when it is large: questions, one article, opening, bytes; against the promised limits.

    python benchmarks/database.py [--articles 1000000] [--database FILE] [--json]

Makes a database of so many articles with a twentieth as many mentions and a two-hundredth as many moves
(benchmarks/database_years.py), which takes a minute or two, and asks it. FILE keeps it for the next call. Exit code 1
where a limit is not kept. (It cannot be called storage.py: as a script that would hide the package.)
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from database_years import END, LABS, Told, apply, dated, fill, person, stories
from figure import Figure, printed

from crawler.memory.people import in_order
from crawler.memory.roster import roster
from storage.span import Span
from storage.store import Store

SMALL = 10_000
_ROUNDS, _SAMPLES = 7, 200
_UNFLAGGED = "bytes of an unflagged article"


def main() -> None:
    """Make or open the database, measure, print."""
    parser = argparse.ArgumentParser(description="Ask a large database and apply articles to it.")
    parser.add_argument("--articles", type=int, default=1_000_000)
    parser.add_argument("--database", type=Path, help="keep it here, or use the one that is here")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = args.database or Path(folder) / "large.db"
        figures = [] if path.exists() else made(path, args.articles)
        figures += asked(path)
    print(printed(figures, as_json=args.json))
    sys.exit(not all(figure.kept for figure in figures))


def made(path: Path, articles: int) -> list[Figure]:
    """Fill a new database; on the way, what an article costs while it is small."""
    found: list[Figure] = []
    started = time.perf_counter()
    with Store.open(path) as store:
        small = {SMALL: lambda: found.append(one_article(store, SMALL, seed=1))} if articles > SMALL else {}
        fill(store, articles, reached=small)
    return [*found, Figure("making it", time.perf_counter() - started, "s")]


def asked(path: Path) -> list[Figure]:
    """Everything that is asked of a database that is there."""
    found = [
        Figure("opening, to read", best(lambda: Store.open(path, read_only=True).close()), "ms", 50),
        Figure("opening, to write", best(lambda: Store.open(path).close()), "ms", 50),
    ]
    with Store.open(path, read_only=True) as store:
        counts = store.counts()
        newest = store.runs(1)[0].id
        week, quarter = (Span(since=END - timedelta(days=days)) for days in (7, 90))
        lab = sorted(LABS)[0]
        questions: dict[str, Callable[[], object]] = {
            "diff, one run": lambda: store.diff(Span(after_run=newest - 1, up_to_run=newest)),
            "diff, 7 days": lambda: store.diff(week),
            "diff, 90 days": lambda: store.diff(quarter),
            "timeline of a person": lambda: timeline(store, [person(17)]),
            "timeline of a lab, 90 days": lambda: lab_timeline(store, lab, 90),
            f"timeline of a lab, all {len(store.moves_at(lab)):,} moves": lambda: lab_timeline(store, lab, None),
            "roster of a lab": lambda: roster(store.moves_at(lab), END.date()),
        }
        found += [Figure(name, best(question), "ms", 100) for name, question in questions.items()]
    with Store.open(path) as store:
        found.append(one_article(store, counts.visits, seed=2))
        found.append(Figure(_UNFLAGGED, unflagged_bytes(store), "bytes", 300))
    sizes = (("articles", counts.visits), ("mentions", counts.mentions), ("moves", counts.moves))
    return [*(Figure(name, number, "") for name, number in sizes), Figure("file", counts.bytes / 1e6, "MB"), *found]


def timeline(store: Store, names: list[str]) -> object:
    """As `labmoves timeline PERSON` asks."""
    return [store.course(move) for move in in_order(store.moves_of(names))]


def lab_timeline(store: Store, lab: str, days: int | None) -> object:
    """As `labmoves timeline LAB --since` asks."""
    since = None if days is None else END - timedelta(days=days)
    return [store.course(move) for move in in_order(store.moves_at(lab, since))]


def one_article(store: Store, stored: int, *, seed: int) -> Figure:
    """Looking up, deciding and storing an article of two moves; new addresses and people each time."""
    dice = random.Random(seed)
    run = store.start_run("bench", [], END)
    spent = []
    for number, one in enumerate(stories(_SAMPLES, dice)):
        fresh = dated(_elsewhere(one, f"{seed}-{number}"), END)
        started = time.perf_counter()
        apply(store, fresh, run, END)
        spent.append(time.perf_counter() - started)
    store.finish_run(run, "finished", [], END)
    return Figure(f"applying one article beside {stored:,}", statistics.median(spent) * 1000, "ms", 3)


def _elsewhere(one: Told, mark: str) -> Told:
    mentions = tuple(replace(m, person=f"{m.person}{mark[0]}x", spellings=()) for m in one.mentions)
    article = replace(one.article, url=f"{one.article.url}-bench-{mark}", text_hash=f"t1-bench-{mark}")
    return Told(article, mentions)


def unflagged_bytes(store: Store) -> float:
    """Pages of the file that hold visits, over the visits."""
    (size,) = store._db.execute(
        "SELECT sum(pgsize) FROM dbstat WHERE name IN (SELECT name FROM sqlite_master WHERE tbl_name = 'visits')"
    ).fetchone()
    return float(size / store.counts().visits)


def best(work: Callable[[], object]) -> float:
    """Milliseconds of the fastest of several calls: what it takes while the machine does nothing else."""
    spent = []
    for _ in range(_ROUNDS):
        started = time.perf_counter()
        work()
        spent.append(time.perf_counter() - started)
    return min(spent) * 1000


if __name__ == "__main__":
    main()
