"""`labmoves crawl` as a process of its own, cut off on the way: what the next one finds."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from calls import one_source
from spiders_site import Answer, Site, article_html, rss

from crawler.model import Outcome
from storage.store import Store

LABMOVES = str(Path(sys.executable).with_name("labmoves"))
PAGES = 12
TEXT = "OpenAI said that its users left reviews, and that it will join them in looking for faults on Monday."


@pytest.fixture
def site() -> Iterator[Site]:
    """Twelve slow articles, each of which passes the screen, so that a worker reads it."""
    with Site() as site:
        for n in range(PAGES):
            site.pages[f"/a/{n}"] = Answer(article_html(f"Story {n}", TEXT), slow=1.0)
        site.put("/feed", rss(*(f"{site.url}/a/{n}" for n in range(PAGES))))
        yield site


@pytest.fixture
def desk(site: Site, tmp_path: Path) -> Path:
    """A folder with a configuration and one source: the site, which is the user's own."""
    one_source(site, tmp_path, "concurrency = 2\nworkers = 2")
    return tmp_path


def crawling(desk: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [LABMOVES, "--config", str(desk / "labmoves.toml"), "crawl", "big"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_what_was_not_read_is_read_the_next_time(desk: Path, site: Site, number: signal.Signals) -> None:
    """The whole group gets the signal; no page is written off for it, none is lost, and none is read twice."""
    with crawling(desk) as first:
        while len([path for path in site.asked if path.startswith("/a/")]) < 4:
            assert first.poll() is None
            time.sleep(0.01)
        os.killpg(first.pid, number) if number is signal.SIGINT else first.send_signal(number)
        _, said = first.communicate(timeout=60)
    assert first.returncode == (-signal.SIGKILL if number is signal.SIGKILL else 130)
    assert "Traceback" not in said
    for answer in site.pages.values():
        answer.slow = 0
    with crawling(desk) as second:
        told, said = second.communicate(timeout=60)
    assert second.returncode == 0, said
    assert "could not be had" not in told
    with Store.open(desk / "big.db", read_only=True) as store:
        outcomes = [visit.outcome for n in range(PAGES) if (visit := store.visit(f"{site.url}/a/{n}"))]
    assert outcomes == [Outcome.NO_MOVE] * PAGES
