"""A week, and a week in which the clock changes, minute by minute, against a real database: who is crawled when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from crawler.model import SourceReport
from crawler.schedule.cron import Cron
from crawler.schedule.due import Rule, after_run, due_at, if_cut_off, timetable
from storage.store import Store

MINUTE, HOUR, WEEK = timedelta(minutes=1), timedelta(hours=1), timedelta(days=7)
MONDAY = datetime(2026, 3, 23, tzinfo=UTC)  # Berlin's clock goes forward on the Sunday of this week
OFF = timedelta(0)
RULES = {
    "hourly": Rule(every=HOUR),
    "daily": Rule(every=24 * HOUR),
    "office": Rule(every=OFF, cron=Cron("*/30 8-22 * * mon-fri", "Asia/Shanghai")),
    "night": Rule(every=OFF, cron=Cron("30 2 * * *", "Europe/Berlin")),
    "dead": Rule(every=HOUR),
    "down_on_tuesday": Rule(every=OFF, cron=Cron("0 * * * *")),
}
Crawls = dict[str, list[datetime]]


def watch(store: Store, minutes: Iterator[datetime], killed: Callable[[datetime], bool] = lambda _: False) -> Crawls:
    """What the daemon and a crawl do with the timetable, without the crawl: when each source had its turn."""
    crawls: Crawls = defaultdict(list)
    for now in minutes:
        due = due_at(timetable(RULES, store.timetable(), now), now)
        if not due:
            continue
        rules, before = {source: RULES[source] for source in due}, store.timetable()
        run = store.start_run("daemon", due, now, if_cut_off(rules, before, now))
        for source in due:
            crawls[source].append(now)
        if killed(now):
            store._lock.give_back()  # as the system does
            continue
        failed = {s: s == "dead" or (s == "down_on_tuesday" and now.weekday() == 1) for s in due}
        reports = [SourceReport(source=s, errors=("down",) if failed[s] else (), links=1) for s in due]
        store.finish_run(run, "finished", reports, now, after_run(rules, before, now, failed=failed, asked_until={}))
    return crawls


def minutes(since: datetime, span: timedelta, *, asleep: tuple[int, int] = (0, 0)) -> Iterator[datetime]:
    """Every minute, but for those of the hours in which the machine sleeps."""
    for minute in range(int(span / MINUTE)):
        if not asleep[0] * 60 <= minute < asleep[1] * 60:
            yield since + minute * MINUTE


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "labmoves.db") as store:
        yield store


def test_a_week(store: Store) -> None:
    """Each source at its own times, once; a dead one ever more rarely; a crawl that is killed is no storm."""
    crawls = watch(store, minutes(MONDAY, WEEK), killed=lambda now: now.hour == 5 and now.weekday() == 3)
    assert 150 <= len(crawls["hourly"]) <= 168
    assert all(HOUR <= later - earlier <= 2.3 * HOUR for earlier, later in pairwise(crawls["hourly"]))
    assert len(crawls["daily"]) == 7
    assert 5 <= len(crawls["dead"]) <= 9
    office = [time.astimezone(ZoneInfo("Asia/Shanghai")) for time in crawls["office"][1:]]
    assert len(office) == 5 * 30 - 2, "the first was no crontab time, and one fell to the run that was killed"
    assert all(time.weekday() < 5 and 8 <= time.hour <= 22 and time.minute % 30 < 4 for time in office)
    night = [time.astimezone(ZoneInfo("Europe/Berlin")) for time in crawls["night"][1:]]
    assert [time.strftime("%a %H") for time in night] == [
        "Mon 02", "Tue 02", "Wed 02", "Thu 02", "Fri 02", "Sat 02", "Sun 03",
    ]  # fmt: skip
    tuesday = [time for time in crawls["down_on_tuesday"] if time.weekday() == 1]
    assert 4 <= len(tuesday) <= 6, "the pauses double"
    assert len([time for time in crawls["down_on_tuesday"] if time.weekday() == 6]) == 24, "and are forgotten"


def test_the_night_that_has_an_hour_twice(store: Store) -> None:
    """A nightly crawl is one crawl; a crawl of every hour is 25 that day."""
    crawls = watch(store, minutes(datetime(2026, 10, 24, 22, tzinfo=UTC), 25 * HOUR))
    assert len(crawls["night"]) == 1 + 1, "the first one, and that of the night"
    assert len(crawls["down_on_tuesday"]) == 25


def test_what_was_missed_is_one(store: Store) -> None:
    """After two days of sleep each source is crawled once, and then at its own times again."""
    crawls = watch(store, minutes(MONDAY, WEEK, asleep=(30, 78)))
    woken = MONDAY + 78 * HOUR
    for source in ("hourly", "office", "night", "down_on_tuesday"):
        assert [time for time in crawls[source] if woken <= time < woken + 20 * MINUTE] == [woken], source


def test_a_restart_goes_on_where_it_was(tmp_path: Path) -> None:
    """Stopped and started every seven minutes, on one file, it crawls as if it had never been stopped."""
    with Store.open(tmp_path / "whole.db") as store:
        whole = watch(store, minutes(MONDAY, 24 * HOUR))
    parts: Crawls = defaultdict(list)
    for since in range(0, 24 * 60, 7):
        with Store.open(tmp_path / "parts.db") as store:
            span = min(7, 24 * 60 - since) * MINUTE
            for source, times in watch(store, minutes(MONDAY + since * MINUTE, span)).items():
                parts[source] += times
    assert parts == whole
