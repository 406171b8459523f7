"""kill -9 at random points of a crawl: the next run ends with the same rows as one that nothing disturbed.

Ten points by default, `make torture` for two hundred (LABMOVES_TORTURE=200).
"""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from killed import Nursery, held, publish
from spiders_site import Site

POINTS = int(os.environ.get("LABMOVES_TORTURE", "10"))


@pytest.fixture
def nursery() -> Iterator[Nursery]:
    """Crawls of a small site."""
    with Site() as site:
        publish(site)
        crawls = Nursery(site)
        yield crawls
        crawls.close()


def whole(nursery: Nursery, path: Path) -> tuple[int, float]:
    """A crawl that nothing disturbs; gives the looks of SQLite and the seconds that it took."""
    started = time.monotonic()
    nursery.start(path)
    looks = nursery.ended()
    assert looks > 0
    return looks, time.monotonic() - started


def test_the_next_run_makes_up_for_it(nursery: Nursery, tmp_path: Path) -> None:
    """Half of the points are steps of SQLite, within and between transactions, the others moments."""
    whole(nursery, tmp_path / "whole.db")
    looks, seconds = whole(nursery, tmp_path / "again.db")
    expected = held(tmp_path / "whole.db")
    assert held(tmp_path / "again.db") == expected
    assert [len(expected[table]) for table in ("articles", "moves", "outbox")] == [8, 6, 7]
    dice, deaths = random.Random(POINTS), 0
    for number in range(POINTS):
        path = tmp_path / f"killed-{number}.db"
        child = nursery.start(path, dice.randint(1, looks) if number % 2 else 0)
        if not number % 2:
            time.sleep(dice.uniform(0, seconds))
            with suppress(ProcessLookupError):  # it was faster
                os.kill(child, signal.SIGKILL)
        deaths += nursery.ended() == -signal.SIGKILL
        whole(nursery, path)
        assert held(path) == expected, f"point {number}"
        path.unlink()
    assert deaths > POINTS // 2
