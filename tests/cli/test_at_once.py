"""Several commands at one database: two crawls, and readers beside a long write."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from calls import NOW, Run, one_source
from spiders_site import Answer, Site, article_html, rss

from storage.store import Store

LABMOVES = str(Path(sys.executable).with_name("labmoves"))
PAGES = 6
LONGEST = 60.0  # seconds; who waited for the writer would wait for twice as long


@pytest.fixture
def may_end() -> threading.Event:
    """Until it is set, the last page does not come."""
    return threading.Event()


@pytest.fixture
def site(may_end: threading.Event) -> Iterator[Site]:
    def last(handler: BaseHTTPRequestHandler, _over: threading.Event) -> None:
        may_end.wait(90)
        handler.send_error(410)

    with Site() as site:
        for n in range(PAGES):
            site.put(f"/a/{n}", article_html(f"Story {n}", "It will rain in the north."))
        site.pages[f"/a/{PAGES - 1}"] = Answer(speaks=last)
        site.put("/feed", rss(*(f"{site.url}/a/{n}" for n in range(PAGES))))
        yield site


@pytest.fixture
def config(site: Site, tmp_path: Path) -> str:
    """One source: the site, which is the user's own."""
    return str(one_source(site, tmp_path, "timeout = 120\nconcurrency = 1\nworkers = 1"))


def labmoves(config: str, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [LABMOVES, "--config", config, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def test_the_second_crawl_says_who_is_first(config: str, site: Site, tmp_path: Path, may_end: threading.Event) -> None:
    """In one line, with the other's process; the first loses nothing, and then it is the next one's turn."""
    with labmoves(config, "crawl", "big") as first:
        while not any(path.startswith("/a/") for path in site.asked):
            assert first.poll() is None
            time.sleep(0.01)
        with labmoves(config, "crawl", "big") as second:
            _, said = second.communicate(timeout=60)
        assert second.returncode == 1
        assert f"another crawl is writing it (process {first.pid}, `crawl` since " in said
        assert len(said.strip().splitlines()) == 1
        assert first.poll() is None
        may_end.set()
        first.communicate(timeout=60)
    assert first.returncode == 0
    with Store.open(tmp_path / "big.db") as store:
        assert [run.outcome for run in store.runs()] == ["finished"]
        assert all(store.visit(f"{site.url}/a/{n}") for n in range(PAGES))
        assert store.start_run("crawl", ["big"], NOW) == 2


READERS = [
    ["moves"], ["diff"], ["diff", "--markdown"], ["diff", "--marks"], ["timeline", "alibaba"], ["roster", "openai"],
    ["flow"], ["history", "https://news.example/1"], ["sources"], ["teams"], ["search", "离职"], ["doctor"],
    ["export", "--format", "csv"], ["backup"], ["status"],
]  # fmt: skip


@pytest.mark.parametrize("command", READERS, ids=" ".join)
def test_no_reader_waits_for_a_long_write(
    run: Run, database: Path, command: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It sees what was whole before, and answers at once."""
    monkeypatch.setattr("storage.database.BUSY_SECONDS", 2 * LONGEST)
    before = run(*command)
    with Store.open(database) as store:
        store.start_run("crawl", ["huxiu"], NOW)
        store._db.execute("BEGIN IMMEDIATE")
        for table in ("outbox", "mentions", "name_keys"):
            store._db.execute(f"DELETE FROM {table}")
        store._db.execute("UPDATE moves SET person = 'Nobody'")
        started = time.monotonic()
        during = run(*command)
        assert time.monotonic() - started < LONGEST
        store._db.rollback()
    assert during.exit_code == before.exit_code
    assert "Nobody" not in during.stdout
