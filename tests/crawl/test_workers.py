"""One crawl by several processes that share a queue in a real Redis, and what may die in the middle of it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from cluster import Redis, called, configured, ended, processes
from crawls import source
from killed import held
from spiders_site import Site, article_html, rss

from crawler.model import DiscoveryKind, Source

PAGES = 40  # of each of two sources; every fourth tells of a departure
FIRST, LAST = ("Ada", "Ben", "Cleo", "Dan", "Eve"), ("Morgan", "Norris", "Owens", "Parker")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Redis]:
    redis = Redis(tmp_path_factory.mktemp("redis"))
    yield redis
    redis.stop()


@pytest.fixture
def started() -> Iterator[list[subprocess.Popen[str]]]:
    with processes() as found:
        yield found


def publish(site: Site, slow: float = 0.0) -> list[Source]:
    """A feed, and a listing, of forty articles each; ten of each are news."""
    people = [f"{first} {last}" for first in FIRST for last in LAST]
    for name in ("daily", "weekly"):
        links = []
        for n in range(PAGES):
            who = people[n // 4 + (10 if name == "weekly" else 0)]
            news = f"{who} leaves OpenAI", f"{who}, a research scientist at OpenAI, is leaving the company."
            title, text = ("Rain", f"It will rain in the north of {name} on day {n}.") if n % 4 else news
            tag = {"ETag": f'"{name}{n}"'}
            links.append(site.put(f"/{name}/{n}", article_html(title, text), headers=tag, slow=slow))
        site.put(f"/{name}", rss(*links), headers={"ETag": f'"{name}"'})
    site.put("/weekly", _listing(PAGES))
    return [
        source(site, "daily", "/daily"),
        source(site, "weekly", "/weekly", DiscoveryKind.LISTING, articles=r"/weekly/\d+"),
    ]


def _listing(pages: int) -> bytes:
    return "".join(f'<a href="/weekly/{n}">read the story number {n}</a>' for n in range(pages)).encode()


def pages_asked(site: Site) -> list[str]:
    return [path for path in site.asked if path.count("/") == 2]


def until(true: Callable[[], object], within: float = 30.0) -> None:
    end = time.monotonic() + within
    while not true():
        assert time.monotonic() < end, "it did not come to pass"
        time.sleep(0.02)


def test_one_of_two_workers_is_killed(
    site: Site, server: Redis, started: list[subprocess.Popen[str]], tmp_path: Path
) -> None:
    """Every page is in the database once, as after a crawl by one process, and a second run adds nothing."""
    sources = publish(site, slow=0.1)
    file = configured(tmp_path / "far", site, server.url, sources)
    workers = [called(file, "worker") for _ in range(2)]
    collect = called(file, "collect", "daily", "weekly", "--json")
    started += [*workers, collect]
    until(lambda: len(pages_asked(site)) > PAGES // 2)
    os.kill(workers[0].pid, signal.SIGKILL)
    code, out, err = ended(collect)
    assert (code, err) == (0, "")
    report = json.loads(out)["run"]
    assert report["outcome"] == "finished"
    assert {s["source"]: (s["links"], s["pages"], s["matched"], s["errors"] + s["issues"]) for s in report["sources"]} == {
        "daily": (PAGES, PAGES, 10, []),
        "weekly": (PAGES, PAGES, 10, []),
    }
    asked = site.counted
    assert {path for path in asked if path.count("/") == 2} == {
        f"/{name}/{n}" for name in ("daily", "weekly") for n in range(PAGES)
    }
    assert sum(asked.values()) - len(asked) <= 2 * 4 + 1  # what the dead one had in hand, and robots.txt
    far = held(tmp_path / "far" / "labmoves.db")
    near = configured(tmp_path / "near", site, server.url, sources)
    assert ended(called(near, "crawl", "daily", "weekly"))[0] == 0
    ours = held(tmp_path / "near" / "labmoves.db")
    assert {table: len(rows) for table, rows in far.items()} == {table: len(rows) for table, rows in ours.items()}
    again = called(file, "collect", "daily", "weekly", "--json")
    started.append(again)
    code, out, err = ended(again)
    assert (code, err) == (0, "")
    assert json.loads(out)["run"]["decisions"] == []
    assert {table: len(rows) for table, rows in held(tmp_path / "far" / "labmoves.db").items()} == {
        table: len(rows) for table, rows in far.items()
    }
    workers[1].terminate()
    assert ended(workers[1])[0] == 0
