"""A crawl in a process of its own, which can be killed at any step of the database or at any moment."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

from crawls import NOW, Notes, crawled, settings, source
from dying import Looks
from spiders_site import Site, article_html, rss

from crawler import crawl as crawling
from crawler.model import DiscoveryKind, Keep, Page, Source
from crawler.pipeline import read
from storage.store import Store

_ANY = "https://a.example/"
_STEPS = 20  # of SQLite's virtual machine between two looks; an article takes some thousands
# What differs from crawl to crawl without a meaning: numbers of rows and runs, and what those refer to.
_NUMBERS = {"id", "run", "article", "content", "missing_run"}
_ASIDE = {"runs", "source_runs", "meta", "readers", "timetable"}  # one row for each run, or about the file itself


class Here:
    """Reads in the process itself: a hundred crawls need no worker processes."""

    def __init__(self, *_: object, **__: object) -> None:
        pass

    async def __aenter__(self) -> Here:
        return self

    async def __aexit__(self, *_: object) -> None:
        pass

    async def read(self, page: Page, keep: Keep) -> Any:
        return read(page, keep=keep)

    async def run(self, how: Any, *arguments: Any, where: str) -> Any:
        return how(*arguments)


class Nursery:
    """Starts crawls, one at a time, out of a process that has loaded all they need."""

    def __init__(self, site: Site) -> None:
        here = Path(__file__)
        self._site = site
        self._process = subprocess.Popen(
            [sys.executable, str(here)],
            env=os.environ | {"PYTHONPATH": os.pathsep.join(map(str, (here.parent, here.parent.parent)))},
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def start(self, path: Path, die_at: int = 0) -> int:
        """A crawl into the database, killed after `die_at` looks of SQLite where that is not 0; gives its process."""
        return int(self._ask(self._site.url, self._site.host, str(path), str(die_at)))

    def ended(self) -> int:
        """Wait for the crawl; gives how many looks SQLite had, or less the signal that killed it."""
        return int(self._heard())

    def close(self) -> None:
        self._process.communicate(timeout=60)

    def _ask(self, *words: str) -> str:
        assert self._process.stdin is not None
        self._process.stdin.write("\t".join(words) + "\n")
        self._process.stdin.flush()
        return self._heard()

    def _heard(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline()


def nursery() -> None:
    """Fork a crawl for each line of standard input; say its process, and how it ended."""
    crawling.Readers = Here  # type: ignore[misc, assignment]
    page = article_html("Mira Murati leaves OpenAI", "Mira Murati is leaving OpenAI.")
    read(Page(source="a", asked_url=_ANY, final_url=_ANY, fetched_at=NOW, body=page))
    for line in sys.stdin:
        url, host, path, die_at = line.rstrip("\n").split("\t")
        into, out = os.pipe()
        child = os.fork()
        if not child:
            os.write(out, str(crawl(Address(url, host), Path(path), int(die_at))).encode())
            os._exit(0)
        print(child, flush=True)  # noqa: T201 - to the test
        _, status = os.waitpid(child, 0)
        os.close(out)
        looks = os.read(into, 20).decode()
        os.close(into)
        print(-os.WTERMSIG(status) if os.WIFSIGNALED(status) else looks or -999, flush=True)  # noqa: T201


def crawl(site: Any, path: Path, die_at: int) -> int:
    """One crawl, which ends as a power cut would at that look of SQLite; gives how many there were."""
    with Store.open(path) as store:
        looks = Looks(store, _STEPS, die_at)
        crawled(site, sources(site), store, settings(path.parent, concurrency=1), notes=Notes())
    return looks.seen


class Address:
    """As much of a site as a crawl in another process needs."""

    def __init__(self, url: str, host: str) -> None:
        self.url, self.host = url, host


def sources(site: Any) -> list[Source]:
    return [
        source(site, "daily", "/feed"),
        source(site, "weekly", "/news/", DiscoveryKind.LISTING, articles=r"/news/\d+"),
    ]


def publish(site: Site) -> None:
    """Ten articles: news of five people, two of whom several outlets tell of, a rumour that is confirmed, and noise."""
    said = "{}, a research scientist at OpenAI, {} the company, two people said on Tuesday."
    leaving = [("Mira Murati", "is leaving"), ("Bob McGrew", "may be leaving"), ("Bob McGrew", "has left"),
               ("Barret Zoph", "is leaving"), ("Mira Murati", "has left"), ("John Schulman", "is leaving")]  # fmt: skip
    links = [
        site.put(f"/{n}", today(f"{who} {verb} OpenAI", said.format(who, verb)), headers={"ETag": f'"{n}"'})
        for n, (who, verb) in enumerate(leaving)
    ]
    links.append(site.put("/rain", article_html("Rain", "It will rain in the north and be dry in the south.")))
    site.put("/feed", rss(*links), headers={"ETag": '"f"'})
    for n, who in enumerate(("Lilian Weng", "Alec Radford")):
        site.put(f"/news/{n}", today(f"{who} leaves OpenAI", said.format(who, "is leaving")))
    page = "".join(f'<a href="/news/{n}">read {n}</a>' for n in range(2))
    site.put("/news/", f"<html><body>{page}</body></html>".encode())


def today(title: str, sentence: str) -> bytes:
    """Of two hours ago, so that letters are written on a first crawl too."""
    stamp = f'<meta property="article:published_time" content="{NOW - timedelta(hours=2):%Y-%m-%dT%H:%M:%SZ}"><title>'
    return article_html(title, sentence).replace(b"<title>", stamp.encode(), 1)


def held(path: Path) -> dict[str, list[str]]:
    """Every row but for its numbers, with its article's address in their place; the file must be whole."""
    with Store.open(path) as store:
        db = store._db
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        assert [found.check for found in store.examine(store.runs(1)[0].started_at) if found.health == "failing"] == []
        addresses = dict(db.execute("SELECT id, url FROM articles").fetchall())
        tables = [name for name in db.table_names() if not name.startswith(("sqlite", "_sqlite", "search"))]
        return {
            table: sorted(_plain(row, addresses) for row in db.query(f'SELECT * FROM "{table}"'))
            for table in tables
            if table not in _ASIDE
        }


def _plain(row: dict[str, Any], addresses: dict[int, str]) -> str:
    kept = {name: value for name, value in row.items() if name not in _NUMBERS}
    with suppress(KeyError):
        kept["article"] = addresses[row["article"]]
    return repr(kept)


if __name__ == "__main__":
    nursery()
