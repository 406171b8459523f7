"""The daemon as a process: signals, its end, and crawls that hang, crash, leak or take for ever."""

from __future__ import annotations

import asyncio
import json
import os
import signal
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import psutil
import pytest
from processes import PATIENCE, desk, gone, manager, only, source, watching
from spiders_site import Answer, Site, article_html, rss

from crawler.config.schema import CrawlSettings, DaemonSettings, Settings
from crawler.daemon.crawling import Ended, Task, crawl_in_child
from crawler.model import Discovery, DiscoveryKind, Source
from storage.lock import daemon_lock
from storage.store import Store

MURATI = "Mira Murati, chief technology officer of OpenAI, is leaving the company, she wrote on Tuesday."


@pytest.fixture
def site() -> Iterator[Site]:
    """A daily with news, and a weekly whose article never comes."""
    with Site() as site:
        site.put("/murati", article_html("Mira Murati leaves OpenAI", MURATI, "The board thanked her."))
        site.put("/daily", rss(site.url + "/murati"), content_type="application/rss+xml")
        site.put("/weekly", rss(site.url + "/slow"), content_type="application/rss+xml")
        site.pages["/slow"] = Answer(hangs=True)
        yield site


@pytest.fixture
def config(tmp_path: Path, site: Site) -> Path:
    path = desk(tmp_path, site, log="json")
    only(tmp_path)
    return path


def stored(config: Path) -> Store:
    return Store.open(config.with_name("watch.db"), read_only=True)


def test_sigterm_in_a_crawl_ends_it_within_ten_seconds(config: Path, site: Site) -> None:
    """What was read is stored, the run is marked interrupted, no process stays; what was not come to is due at once."""
    with watching(config) as watch:
        watch.until(lambda: {"/slow", "/murati"} <= set(site.asked))
        watch.says('"event": "move new"')
        below = watch.below()
        assert psutil.Process(watch.process.pid).net_connections("inet") == [], "nothing listens"
        took = watch.end(signal.SIGTERM)
        assert watch.process.returncode == 0
        assert watch.said().splitlines()[-1].count("stopped") == 1
    assert took < 10
    assert gone(below)
    with stored(config) as store:
        assert store.runs(1)[0].outcome == "interrupted"
        assert [move.person for move in store.moves()] == ["Mira Murati"]
        assert store.timetable()["weekly"].at <= store.runs(1)[0].started_at
    site.over.set()


def test_sighup_reads_again_and_refuses_what_is_broken(config: Path, site: Site) -> None:
    """A new source is crawled at once; a broken file is one sentence, and what was read before stays. All lines are
    JSON, those of a crawl with its run, those of a source with its name. The service manager hears of each step."""
    site.put("/weekly", status=404)
    with manager(config.parent) as heard, watching(config) as watch:
        watch.until(lambda: "crawl finished" in watch.said() and not watch.below())
        source(config.parent, "monthly", f"{site.url}/monthly")
        (config.parent / "sources" / "broken.toml").write_text('nmae = "x"\n', encoding="utf-8")
        watch.process.send_signal(signal.SIGHUP)
        watch.says("what was read before stays in force")
        (config.parent / "sources" / "broken.toml").unlink()
        site.put("/monthly", rss(), content_type="application/rss+xml")
        watch.process.send_signal(signal.SIGHUP)
        watch.until(lambda: "/monthly" in site.asked)
        watch.end(signal.SIGTERM)
    assert heard[0] == "READY=1"
    assert "WATCHDOG=1" in heard
    assert heard[-1] == "STOPPING=1"
    reloads = [word for word in heard if word.startswith("RELOADING=1\nMONOTONIC_USEC=")]
    assert (len(reloads), heard.count("READY=1")) == (2, 3)
    told = {line["event"]: line for line in map(json.loads, watch.said().splitlines())}
    assert (told["move new"]["run"], told["move new"]["source"]) == (1, "daily")
    assert (told["source failing"]["run"], told["source failing"]["source"]) == (1, "weekly")
    (refused,) = [event for event in told if "stays in force" in event]
    assert "broken.toml] name: Field required" in refused
    assert told["read again"]["sources"] == 3
    assert {line["level"] for line in told.values()} <= {"info", "warning", "error"}


def test_when_the_daemon_is_killed_its_crawl_ends_by_itself(config: Path, site: Site) -> None:
    """SIGKILL leaves no crawl behind, and what was not read is due."""
    with watching(config) as watch:
        watch.until(lambda: "/slow" in site.asked)
        below = watch.below()
        watch.end(signal.SIGKILL)
    assert gone(below)
    with stored(config) as store:
        run, due = store.runs(1)[0], store.timetable()
    assert run.outcome == "interrupted"
    assert due["weekly"].at <= run.started_at


def test_a_second_daemon_does_not_start(config: Path) -> None:
    """One sentence that names the first, and exit code 1."""
    lock = daemon_lock(config.with_name("watch.db"))
    lock.take("`daemon` since noon")
    with watching(config) as second:
        second.process.wait(PATIENCE)
    lock.give_back()
    assert second.process.returncode == 1
    assert f"a daemon watches it already (process {os.getpid()}, `daemon` since noon)" in second.said()
    assert "Traceback" not in second.said()


def test_once_is_one_round(config: Path, site: Site) -> None:
    """It crawls in a process of its own too, and ends with exit code 0 where something was had."""
    site.put("/weekly", status=404)
    with watching(config, "--once") as watch:
        watch.process.wait(PATIENCE)
    assert watch.process.returncode == 0, watch.said()
    assert '"event": "crawl finished"' in watch.said()


# --- a crawl of its own


@pytest.fixture
def task(tmp_path: Path, site: Site) -> Task:
    place = Discovery(kind=DiscoveryKind.FEED, url=f"{site.url}/weekly")
    settings = Settings(
        database=tmp_path / "watch.db",
        letters_folder=tmp_path,
        crawl=CrawlSettings(delay=0, workers=1, timeout=60),
    )
    weekly = Source(id="weekly", name="Weekly", home=site.url, language="en", discovery=(place,))
    return Task(sources=(weekly,), settings=settings, allow_hosts=frozenset({site.host}))


def misbehaving(folder: Path, monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    """Let every crawl's process do this after its first request, in a thread of its own."""
    (folder / "sitecustomize.py").write_text(
        f"""
import os, signal, sys, threading, time
def misbehave():
    while not os.path.exists({str(folder / "asked")!r}):
        time.sleep(0.02)
    {what}
if "crawler.daemon.child" in sys.orig_argv:
    threading.Thread(target=misbehave, daemon=True).start()
""",
        encoding="utf-8",
    )
    monkeypatch.setenv("PYTHONPATH", str(folder))


def within(task: Task, *, seconds: int) -> Task:
    """The task with so much time, and 400 MB."""
    bounds = DaemonSettings(deadline=timedelta(seconds=seconds), memory=400)
    return replace(task, settings=replace(task.settings, daemon=bounds))


def standing_still() -> float:
    """A clock in seconds that does not move until a child of ours is stopped; then an hour has passed."""
    return 3600.0 * any(child.status() == psutil.STATUS_STOPPED for child in psutil.Process().children())


def crawled(task: Task, site: Site) -> Ended:
    """The task done in a child, which may misbehave from its first article on."""

    async def work() -> Ended:
        crawl = asyncio.ensure_future(crawl_in_child(task, standing_still))
        while "/slow" not in site.asked and not crawl.done():  # noqa: ASYNC110 - a server's thread sets no event here
            await asyncio.sleep(0.02)
        (task.settings.letters_folder / "asked").touch()
        return await crawl

    return asyncio.run(work())


@pytest.mark.parametrize(
    ("what", "why"),
    [
        ("os.kill(os.getpid(), signal.SIGSEGV)", "its process died of SIGSEGV"),
        ("os._exit(77)", "its process ended with exit code 77"),
        (
            "hoard = [bytearray(b'x' * 10**7) for _ in range(40)]; time.sleep(60)",
            "more than daemon.memory (400) allows",
        ),
        ("os.kill(os.getpid(), signal.SIGSTOP)", "it hung beyond daemon.deadline"),
    ],
)
def test_a_crawl_that_crashes_leaks_or_hangs_costs_itself(
    task: Task, site: Site, monkeypatch: pytest.MonkeyPatch, what: str, why: str
) -> None:
    """It is ended, with its workers, and what ended it is told."""
    misbehaving(task.settings.letters_folder, monkeypatch, what)
    ended = crawled(within(task, seconds=300), site)
    assert ended.why is not None
    assert why in ended.why
    with Store.open(task.settings.database) as store:
        assert store.end_cut_off("killed", store.runs(1)[0].started_at) == [1], "the lock is free, the run has no end"


def test_a_crawl_beyond_its_deadline_keeps_what_it_read(task: Task, site: Site) -> None:
    """It ends by itself as timed out; the source that was not done counts as failed and waits."""
    rain = site.put("/rain", article_html("Rain", "It will rain in the north."))  # waits for no worker process
    site.put("/daily", rss(rain), content_type="application/rss+xml")
    daily = Discovery(kind=DiscoveryKind.FEED, url=f"{site.url}/daily")
    sources = (Source(id="daily", name="Daily", home=site.url, language="en", discovery=(daily,)), *task.sources)
    ended = crawled(within(replace(task, sources=sources), seconds=18), site)
    assert ended == Ended(well=True)
    with Store.open(task.settings.database) as store:
        run = store.runs(1)[0]
        due = store.timetable()
        assert store.visit(rain)
    assert run.outcome == "timed out"
    assert [(r.source, r.health) for r in run.reports] == [("daily", "ok"), ("weekly", "failing")]
    assert run.reports[1].errors == ("not done within 0.3 min (daemon.deadline)",)
    assert (due["daily"].because, due["weekly"].because) == ("every", "back-off")
