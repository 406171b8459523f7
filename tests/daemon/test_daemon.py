"""The daemon: what is due when, one crawl at a time, letters whatever happens."""

from __future__ import annotations

import asyncio
import logging
import os
import socket
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from spiders_site import Site, article_html, rss
from storage_records import finished

from crawler.config.schema import CrawlSettings, MailSettings, Settings
from crawler.crawl import crawl, run_in_reactor
from crawler.daemon.crawling import Ended, Task
from crawler.daemon.daemon import Daemon, Watched, due_rounds
from crawler.daemon.logged import LoggedProgress
from crawler.errors import ConfigError, StoreError
from crawler.model import Discovery, DiscoveryKind, Source, SourceReport
from crawler.schedule.due import after_run, if_cut_off, rules_of
from storage.lock import WriterLock, daemon_lock
from storage.store import Store

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
LATER = NOW + 1.2 * HOUR
CLOCK = [NOW]  # what a crawl of the tests takes for now
MURATI = "Mira Murati, chief technology officer of OpenAI, is leaving the company, she wrote on Tuesday."


def source(name: str = "gazette", url: str = "https://gazette.example/feed", every: timedelta = HOUR) -> Source:
    place = Discovery(kind=DiscoveryKind.FEED, url=url)
    return Source(id=name, name=name, home=url, language="en", discovery=(place,), every=every)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(
        database=tmp_path / "labmoves.db",
        letters_folder=tmp_path / "letters",
        crawl=CrawlSettings(delay=0, workers=1, timeout=20),
    )


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as site:
        announce(site, "/weather")
        site.put("/weather", article_html("Rain", "It will rain in the north on Wednesday, the weather service said."))
        site.put("/murati", article_html("Mira Murati leaves OpenAI", MURATI, "The board thanked her."))
        yield site


def announce(site: Site, *paths: str) -> None:
    """Let the feed list these articles."""
    site.put("/feed", rss(*(site.url + path for path in paths)), content_type="application/rss+xml")


async def crawl_here(task: Task) -> Ended:
    """The crawl in this process, at the time of the test's own clock."""
    with Store.open(task.settings.database) as store:
        report = await crawl(
            task.sources,
            task.settings,
            store,
            command="daemon",
            clock=lambda: CLOCK[0],
            progress=LoggedProgress(),
            allow_hosts=task.allow_hosts,
        )
    return Ended(well=any(r.health != "failing" for r in report.sources))


def daemon_of(site: Site, settings: Settings, now: datetime = NOW) -> Daemon:
    CLOCK[0] = now
    return Daemon(
        sources=[source(url=f"{site.url}/feed")],
        settings=settings,
        clock=lambda: CLOCK[0],
        allow_hosts=frozenset({urlsplit(site.url).netloc}),
        crawl=crawl_here,
    )


def round_of(daemon: Daemon) -> bool:
    return run_in_reactor(daemon.run_once)


# --- what is due


def test_what_is_due_is_read_from_the_database(settings: Settings) -> None:
    """Never run: due. Run lately: not. Failed: later than others. Killed in a run: an attempt all the same."""
    everyone = [source(name) for name in ("failing", "killed", "new", "well")]
    rules = rules_of(everyone, None, "UTC")
    well, failing = SourceReport(source="well", links=1, pages=1), SourceReport(source="failing", errors=("no host",))
    finished(settings.database, NOW - HOUR, well, failing)
    finished(settings.database, NOW, well, failing)
    with Store.open(settings.database) as store:
        store.start_run("test", ["killed"], NOW, if_cut_off({"killed": rules["killed"]}, {}, NOW))
    with Store.open(settings.database) as store:

        def due(hours: float) -> list[str]:
            rounds = due_rounds(everyone, settings.daemon, store, NOW + hours * HOUR)
            return sorted(source.id for each in rounds for source in each)

        assert due(0) == ["new"]
        assert due(1.2) == ["new", "well"]
        assert due(2.3) == ["killed", "new", "well"]
        assert due(4.5) == ["failing", "killed", "new", "well"]


# --- rounds


def test_a_round_crawls_and_sends_and_the_next_one_does_nothing(site: Site, settings: Settings) -> None:
    """What was just crawled is not due; an hour and a bit later it is, and the news makes a letter."""
    round_of(daemon_of(site, settings))
    asked = len(site.asked)
    announce(site, "/murati", "/weather")
    round_of(daemon_of(site, settings, NOW + timedelta(minutes=30)))
    assert len(site.asked) == asked
    round_of(daemon_of(site, settings, LATER))
    with Store.open(settings.database) as store:
        assert [m.person for m in store.moves()] == ["Mira Murati"]
    assert len(list(settings.letters_folder.glob("*.eml"))) == 1


def test_another_crawl_in_the_way_is_logged_and_the_letters_go_all_the_same(
    site: Site, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    """A manual crawl and the daemon never write together, and neither fails for it."""
    Store.open(settings.database).close()
    other = WriterLock(settings.database)
    other.take("`crawl`")
    with caplog.at_level(logging.INFO, "crawler.daemon"):
        round_of(daemon_of(site, settings))
    other.give_back()
    assert "another crawl is writing" in caplog.text
    assert site.asked == []


def test_a_mail_server_that_is_down_does_not_stop_the_daemon(
    site: Site, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    """Letters wait; the log says why."""
    with socket.socket() as dead, caplog.at_level(logging.INFO, "crawler.daemon"):
        dead.bind(("127.0.0.1", 0))
        port = dead.getsockname()[1]
        mail = MailSettings(host="127.0.0.1", port=port, sender="a@example.org", recipients=("b@example.org",))
        round_of(daemon_of(site, replace(settings, mail=mail)))
        announce(site, "/murati")
        round_of(daemon_of(site, replace(settings, mail=mail), LATER))
    with Store.open(settings.database) as store:
        assert store.counts().letters_unsent == 1
    assert "no connection" in caplog.text


def test_an_unexpected_fault_is_logged_and_not_let_out(
    site: Site, settings: Settings, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One bad minute is not the end of the daemon."""

    def broken(*_: object) -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr("crawler.daemon.daemon.due_rounds", broken)
    monkeypatch.setattr("crawler.daemon.daemon.deliver", broken)
    round_of(daemon_of(site, settings))
    assert caplog.text.count("RuntimeError: a bug") == 2


def test_the_daily_line_says_that_all_is_well(site: Site, settings: Settings, caplog: pytest.LogCaptureFixture) -> None:
    """Silence is proved to be no news."""
    daemon = daemon_of(site, settings)
    round_of(daemon)
    with caplog.at_level(logging.INFO, "crawler.daemon"):
        run_in_reactor(daemon.report_health)
    (daily,) = [record for record in caplog.records if record.getMessage() == "daily"]
    assert vars(daily)["about"] == {"healthy": "1/1", "pages": 1, "passed": 0, "moves": 0, "letters_waiting": 0}


def test_the_jobs_run_by_themselves(site: Site, settings: Settings) -> None:
    """Started, it crawls, sends and reports at once; stopped while idle, it ends at once."""

    async def watch() -> None:
        daemon = daemon_of(site, settings)
        running = asyncio.ensure_future(daemon.run())
        while not (daemon._crawling and daemon._crawling.done() and daemon._sending and daemon._sending.done()):  # noqa: ASYNC110 - what is watched sets no event
            await asyncio.sleep(0.02)
        running.cancel()
        await running

    run_in_reactor(watch)
    assert "/weather" in site.asked


def test_a_crawl_that_was_killed_is_written_down(
    site: Site, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    """The run has an end and a reason, its sources wait as after a failure, and the next round does not crawl again."""

    async def dies(task: Task) -> Ended:
        with Store.open(task.settings.database) as store:
            names = [s.id for s in task.sources]
            store.start_run("daemon", names, NOW, if_cut_off(rules_of(task.sources, None, "UTC"), {}, NOW))
        return Ended(why="its process died of SIGSEGV")

    daemon = daemon_of(site, settings)
    daemon.crawl = dies
    assert round_of(daemon) is False
    assert round_of(daemon) is True
    with Store.open(settings.database) as store:
        (run,) = store.runs()
    assert (run.outcome, run.finished_at) == ("killed", NOW)
    assert run.reports[0].issues == ("its crawl was killed: its process died of SIGSEGV",)
    assert run.reports[0].health == "warning"
    assert "crawl killed: its process died of SIGSEGV" in caplog.text


def test_after_a_kill_each_source_goes_alone(site: Site, settings: Settings) -> None:
    """One that kills its crawl costs the others one run, and then only itself."""
    crawled: list[list[str]] = []

    async def dies_of_b(task: Task) -> Ended:
        names = [s.id for s in task.sources]
        crawled.append(names)
        with Store.open(task.settings.database) as store:
            rules, before = rules_of(task.sources, None, "UTC"), store.timetable()
            run = store.start_run("daemon", names, CLOCK[0], if_cut_off(rules, before, CLOCK[0]))
            if "b" in names:
                return Ended(why="its process died of SIGSEGV")
            due = after_run(rules, before, CLOCK[0], failed=dict.fromkeys(names, False), asked_until={})
            store.finish_run(run, "finished", [], CLOCK[0], due)
        return Ended(well=True)

    daemon = daemon_of(site, settings)
    daemon.sources, daemon.crawl = [source(name) for name in "abc"], dies_of_b
    assert round_of(daemon) is False
    CLOCK[0] = NOW + 2.3 * HOUR
    assert round_of(daemon) is False
    CLOCK[0] = NOW + 3.5 * HOUR
    assert round_of(daemon) is True
    assert crawled[0] == ["a", "b", "c"]
    assert sorted(crawled[1:4]) == [["a"], ["b"], ["c"]]
    assert [sorted(names) for names in crawled[4:]] == [["a", "c"]]


def test_a_second_daemon_is_refused(site: Site, settings: Settings) -> None:
    """It says which one watches; a single round is no daemon."""
    lock = daemon_lock(settings.database)
    lock.take("`daemon` since noon")
    with pytest.raises(StoreError, match=rf"a daemon watches it already \(process {os.getpid()}, `daemon` since noon"):
        run_in_reactor(daemon_of(site, settings).run)
    assert round_of(daemon_of(site, settings)) is True
    lock.give_back()


def test_what_is_read_again_is_taken_or_refused_whole(
    site: Site, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    """A broken file, another database and a fault of ours leave everything as it was."""
    daemon = daemon_of(site, settings)
    before = daemon.sources

    def broken() -> Watched:
        raise ConfigError("unknown key 'evry'", where="sources/x.toml")

    def elsewhere() -> Watched:
        return [], replace(settings, database=settings.database.with_name("other.db"))

    def faulty() -> Watched:
        raise RuntimeError("a bug")

    for read_again in (broken, elsewhere, faulty):
        daemon.read_again = read_again
        daemon.reload()
        assert (daemon.sources, daemon.settings) == (before, settings)
    assert "what was read before stays in force: configuration: [sources/x.toml] unknown key 'evry'" in caplog.text
    assert "another database needs another daemon" in caplog.text
    assert "RuntimeError: a bug" in caplog.text
    daemon.read_again = lambda: ([source("other")], settings)
    daemon.reload()
    assert [s.id for s in daemon.sources] == ["other"]
