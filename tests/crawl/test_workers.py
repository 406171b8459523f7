"""One crawl by several processes that share a queue in a real Redis, and what may die in the middle of it."""

from __future__ import annotations

import asyncio
import json
import re
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cluster import Redis, called, configured, ended, processes, server
from crawls import Notes, crawled, settings, source
from killed import held, today
from shared import ROOT
from spiders_site import Site, article_html, rss

from crawler.crawl import CrawlReport
from crawler.daemon.crawling import Task, crawl_in_child
from crawler.frontier.frontier import Frontier
from crawler.model import DiscoveryKind, Outcome, Source
from crawler.remote import Remote
from storage.store import Store

__all__ = ["server"]

IN_HAND = 8  # tasks that a worker of these tests takes at once, twice its concurrency
PAGES = 40  # of each of two sources; every fourth tells of a departure
FIRST, LAST = ("Ada", "Ben", "Cleo", "Dan", "Eve"), ("Morgan", "Norris", "Owens", "Parker")


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
            links.append(site.put(f"/{name}/{n}", today(title, text), headers=tag, slow=slow))
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


def until(true: Callable[[], object], within: float = 120.0) -> None:
    end = time.monotonic() + within
    while not true():
        assert time.monotonic() < end, "it did not come to pass"
        time.sleep(0.02)


def collected(site: Site, sources: Sequence[Source], url: str, folder: Path, notes: Notes | None = None) -> CrawlReport:
    """A collect in this process."""
    how = settings(folder)
    with Frontier(url) as frontier, Store.open(how.database) as store:
        return crawled(site, sources, store, how, notes=notes, remote=Remote(frontier, how, datetime.now(UTC)))


class Kills(Notes):
    """Ends a process when so many pages are stored."""

    def __init__(self, process: subprocess.Popen[str], pages: int) -> None:
        super().__init__()
        self._process, self._left = process, pages

    def page_done(self, source: str, url: str, outcome: Outcome) -> None:
        super().page_done(source, url, outcome)
        self._left -= 1
        if self._left == 0:
            self._process.kill()


def moves(folder: Path) -> int:
    with Store.open(folder / "labmoves.db", read_only=True) as store:
        return store.counts().moves


def sizes(folder: Path) -> dict[str, int]:
    """How many rows each table has, of a database that is whole."""
    return {table: len(rows) for table, rows in held(folder / "labmoves.db").items()}


def test_one_of_two_workers_is_killed(
    site: Site, server: Redis, started: list[subprocess.Popen[str]], tmp_path: Path
) -> None:
    """Every page is in the database once, as after a crawl by one process, and a second run adds nothing."""
    sources = publish(site, slow=0.05)
    far, near = tmp_path / "far", tmp_path / "near"
    file = configured(far, site, server.url, sources)
    started += [called(file, "worker") for _ in range(2)]
    with Frontier(server.url) as frontier:
        until(lambda: frontier.look().workers == 2)
    report = collected(site, sources, server.url, far, Kills(started[0], PAGES // 2))
    assert started[0].wait() == -signal.SIGKILL
    assert report.outcome == "finished"
    assert [(s.source, s.links, s.pages, s.matched, s.issues, s.errors) for s in report.sources] == [
        ("daily", PAGES, PAGES, 10, (), ()),
        ("weekly", PAGES, PAGES, 10, (), ()),
    ]
    pages = Counter(pages_asked(site))
    assert pages.keys() == {f"/{source.id}/{n}" for source in sources for n in range(PAGES)}
    assert pages.total() - len(pages) <= IN_HAND  # what the dead one had begun
    near.mkdir()
    with Store.open(near / "labmoves.db") as store:
        crawled(site, sources, store, settings(near))
    assert sizes(far) == sizes(near)
    assert sizes(far)["outbox"] == 20  # a letter for each
    assert collected(site, sources, server.url, far).decisions == ()
    assert sizes(far) == sizes(near)
    started[1].terminate()
    code, out, err = ended(started[1])
    assert (code, "Traceback" in err) == (0, False)
    assert re.fullmatch(r"\d+ answers in \d runs?, 0 without a page\.\n", out)


def test_redis_dies(site: Site, started: list[subprocess.Popen[str]], tmp_path: Path) -> None:
    """Collect and worker end with one sentence each; the next collect, with an empty Redis, makes up for it."""
    redis, sources, far = Redis(tmp_path), publish(site, slow=0.05), tmp_path / "far"
    file = configured(far, site, redis.url, sources)
    try:
        started += [called(file, "worker"), called(file, "collect", "daily", "weekly")]
        until(lambda: len(pages_asked(site)) > PAGES // 2)
        redis.stop()
        for process in started:
            code, _, err = ended(process)
            (said,) = [line for line in err.splitlines() if line.startswith("labmoves:")]
            assert code == 1
            assert said.startswith(f"labmoves: queue: [{redis.url}] Redis does not answer")
            assert "Traceback" not in err
        with Store.open(far / "labmoves.db", read_only=True) as store:
            assert [run.outcome for run in store.runs()] == ["failed"]
            told = [(due.because, due.failures) for due in store.timetable().values()]
            assert told == [("new", 0), ("new", 0)], "it is no source's fault"
        assert moves(far) < 20
        redis.start()
        started.append(called(file, "worker", "--once", "--json"))
        assert collected(site, sources, redis.url, far).outcome == "finished"
        code, out, _ = ended(started[2])
        assert code == 0
        assert json.loads(out)["runs"] == 1
        assert moves(far) == 20
    finally:
        redis.stop()


def test_collect_is_killed(site: Site, server: Redis, started: list[subprocess.Popen[str]], tmp_path: Path) -> None:
    """Another takes its place at once, stores what was read meanwhile, and asks for nothing that was."""
    sources, far = publish(site, slow=0.05), tmp_path / "far"
    file = configured(far, site, server.url, sources)
    started += [called(file, "worker"), called(file, "collect", "daily", "weekly")]
    until(lambda: len(pages_asked(site)) > PAGES // 2)
    started[1].kill()
    started[1].wait()
    before = len(pages_asked(site))
    until(lambda: len(pages_asked(site)) > before + IN_HAND)  # the worker goes on
    assert collected(site, sources, server.url, far).outcome == "finished"
    assert moves(far) == 20
    pages = Counter(pages_asked(site))
    assert len(pages) == 2 * PAGES
    assert pages.total() - len(pages) <= IN_HAND  # what the worker was at when the second collect began


def test_as_the_docs_show(site: Site, started: list[subprocess.Popen[str]], tmp_path: Path) -> None:
    """The lines of docs/scale.md, all on this machine: a Redis with a password, a worker, a collect."""
    page = (ROOT / "docs" / "scale.md").read_text(encoding="utf-8")
    shown = page.partition("## Live crawling")[2].partition("```sh\n")[2].partition("```")[0]
    lines = [line.partition(" #")[0].strip() for line in shown.splitlines()]
    install, secret, serve, export, worker, collect = lines
    assert secret.startswith("SECRET="), "without one, Redis would take an empty password for none"
    assert install == "pip install '.[cluster]'"
    redis = Redis(tmp_path, *serve.replace("10.0.0.5", "127.0.0.1").replace('"$SECRET"', "geheim").split()[1:])
    try:
        url = export.partition('"')[2].strip('"').replace("$SECRET", "geheim").replace("10.0.0.5:6379", redis.place)
        file = configured(tmp_path / "far", site, url, publish(site)[:1])
        started += [called(file, *worker.split()[1:]), called(file, *collect.split()[1:], "daily", "--json")]
        code, out, _ = ended(started[1])
        assert code == 0
        assert json.loads(out)["run"]["outcome"] == "finished"
        assert moves(tmp_path / "far") == 10
    finally:
        redis.stop()


def test_collect_is_interrupted(
    site: Site, server: Redis, started: list[subprocess.Popen[str]], tmp_path: Path
) -> None:
    """It keeps what came, takes back what nobody began, and says so; the next run, here the daemon's, has the rest."""
    sources, far, notes = publish(site, slow=0.05), tmp_path / "far", Notes()
    started.append(called(configured(far, site, server.url, sources), "worker"))
    notes.interrupt_after = PAGES // 2
    report = collected(site, sources, server.url, far, notes)
    assert report.outcome == "interrupted"
    assert PAGES // 2 <= len(notes.pages) <= PAGES // 2 + IN_HAND
    with Frontier(server.url) as frontier:
        assert (frontier.look().waiting, frontier.notice()) == (0, None)
    how = settings(far, allow_hosts=(site.host,), queue=server.url)
    assert asyncio.run(crawl_in_child(Task(sources=tuple(sources), settings=how))).well
    with Store.open(far / "labmoves.db", read_only=True) as store:
        assert [(run.command, run.outcome) for run in store.runs()] == [("daemon", "finished"), ("test", "interrupted")]
    assert moves(far) == 20
    pages = Counter(pages_asked(site))
    assert len(pages) == 2 * PAGES
    assert pages.total() - len(pages) <= IN_HAND  # what a worker that was just starting could not bring in time


def test_each_worker_has_its_own_gate(
    site: Site, server: Redis, started: list[subprocess.Popen[str]], tmp_path: Path
) -> None:
    """Whatever stands in the queue, a private address is asked only by a machine that allows it."""
    sources, far = publish(site)[:1], tmp_path / "far"
    started.append(called(configured(far, site, server.url, sources, allow_hosts="[]"), "worker"))
    (report,) = collected(site, sources, server.url, far).sources
    assert report.health == "failing"
    assert "address refused" in report.errors[0]
    assert site.asked == []


def test_a_host_is_asked_as_slowly_as_it_wishes(
    site: Site, server: Redis, started: list[subprocess.Popen[str]], tmp_path: Path
) -> None:
    """Its Crawl-delay lies between any two requests of two workers, which alone would be through in half the time."""
    site.put("/robots.txt", b"User-agent: *\nCrawl-delay: 0.3\n", content_type="text/plain")
    links = [site.put(f"/rain/{n}", article_html("Rain", f"It will rain on day {n}.")) for n in range(12)]
    site.put("/rain", rss(*links))
    sources, far = [source(site, "rain", "/rain")], tmp_path / "far"
    file = configured(far, site, server.url, sources)
    started += [called(file, "worker") for _ in range(2)]
    with Frontier(server.url) as frontier:
        until(lambda: frontier.look().workers == 2)
        how = settings(far, delay=0.01)
        with Store.open(how.database) as store:
            (report,) = crawled(site, sources, store, how, remote=Remote(frontier, how, datetime.now(UTC))).sources
    assert report.pages == 12
    assert site.asked.count("/robots.txt") <= 2  # each worker reads it for itself
    times = [when for path, when in site.times if path.startswith("/rain/")]
    assert max(times) - min(times) >= 11 * 0.3 - 0.2
    assert site.most_at_once <= 2
