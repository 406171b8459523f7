"""Is the watch itself well: each source's condition, and what a monitor is told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from storage_records import finished

from crawler.health import SPAN, Condition, Health, checks, health
from crawler.model import Discovery, DiscoveryKind, Floors, Source, SourceReport
from crawler.schedule.due import rules_of
from storage.store import Store

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def source(name: str, **fields: object) -> Source:
    place = Discovery(kind=DiscoveryKind.FEED, url=f"https://{name}.example/feed")
    return Source(id=name, name=name, home=place.url, language="en", discovery=(place,), **fields)  # type: ignore[arg-type]


def fine(name: str, newest: datetime | None = None) -> SourceReport:
    return SourceReport(source=name, links=9, pages=5, screened_out=3, newest=newest)


def down(name: str) -> SourceReport:
    return SourceReport(source=name, errors=("no such host",))


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "labmoves.db"


def health_of(database: Path, *sources: Source, now: datetime = NOW) -> Health:
    with Store.open(database) as store:
        rules = rules_of(sources, None, "UTC")
        return health(sources, rules, store.vitals(list(rules), now - SPAN), now)


def said(found: Health) -> dict[str, tuple[str, str]]:
    return {each.check: (each.health, each.detail) for each in checks(found)}


def test_a_quiet_day_on_which_all_is_well(database: Path) -> None:
    """What a heartbeat tells: healthy sources, the newest article, pages read and those worth reading."""
    for hour in (30, 2, 1):
        finished(database, NOW - hour * HOUR, fine("a", NOW - hour * HOUR), fine("b"))
    found = health_of(database, source("a"), source("b"), source("off", enabled=False))
    assert (found.healthy, len(found.sources)) == (2, 2)
    assert (found.newest, found.runs) == (NOW - HOUR, 2)
    assert (found.pages, found.passed, found.moves) == (20, 8, 0)
    assert {state for state, _ in said(found).values()} == {"ok"}
    assert said(found)["articles"][1] == "newest 1 h ago, 20 pages read, 8 passed the screen, new moves: 0"


def test_since_when_a_source_fails(database: Path) -> None:
    """The first of its failures in a row; one that is back is well at once."""
    for hour, report in ((4, fine("a")), (3, down("a")), (2, down("a")), (1, down("a"))):
        finished(database, NOW - hour * HOUR, report)
    (found,) = health_of(database, source("a")).sources
    assert (found.condition, found.since, found.runs) == (Condition.FAILING, NOW - 3 * HOUR, 3)
    assert found.detail == "no such host"
    finished(database, NOW, fine("a"))
    (found,) = health_of(database, source("a")).sources
    assert (found.condition, found.since, found.runs) == (Condition.OK, NOW, 1)


def test_a_source_falls_silent_and_speaks_again(database: Path) -> None:
    """It answers and announces nothing new for longer than its floors allow; a run without dates changes nothing."""
    quick = source("a", floors=Floors(longest_silence=timedelta(days=2)))
    finished(database, NOW - 3 * HOUR, fine("a", NOW - timedelta(days=3)))
    finished(database, NOW - HOUR, fine("a"))
    found = health_of(database, quick)
    assert found.having(Condition.SILENT) == ("a",)
    assert found.sources[0].detail == "its newest article is of 2026-11-21"
    finished(database, NOW, fine("a", NOW))
    assert health_of(database, quick).sources[0].condition is Condition.OK


@pytest.mark.parametrize(("broken", "state"), [(0, "ok"), (1, "warning"), (5, "warning"), (6, "failing")])
def test_one_publisher_that_is_down_is_no_alarm(database: Path, broken: int, state: str) -> None:
    """More than half of them is."""
    names = [f"s{n}" for n in range(10)]
    finished(database, NOW, *[(down if n < broken else fine)(name) for n, name in enumerate(names)])
    found = said(health_of(database, *map(source, names)))["sources"]
    assert found[0] == state
    assert found[1].startswith(f"{10 - broken} of 10 healthy")


@pytest.mark.parametrize(("hours", "state"), [(1, "ok"), (3, "ok"), (4, "failing")])
def test_a_watch_that_stopped_is_seen(database: Path, hours: int, state: str) -> None:
    """A source was due more than two hours ago; one of a slow pace is not missed yet."""
    finished(database, NOW - hours * HOUR, fine("a"), fine("slow"))
    found = health_of(database, source("a"), source("slow", every=timedelta(days=1)))
    assert said(found)["crawls"][0] == state
    assert found.overdue == (("a",) if state == "failing" else ())


def test_a_failing_source_is_not_missed_before_its_time(database: Path) -> None:
    """The pauses between its tries are meant to be long."""
    for hour in (30, 28, 24, 16):
        finished(database, NOW - hour * HOUR, down("a"))
    assert health_of(database, source("a")).overdue == ()


def test_a_source_never_crawled_is_overdue_where_nothing_crawls_any_more(database: Path) -> None:
    """A new one is due at once, so its due time alone never lies in the past."""
    finished(database, NOW - 3 * HOUR, fine("a"))
    weekly = source("a", every=timedelta(days=7))
    assert health_of(database, weekly, source("new")).overdue == ()
    later = health_of(database, weekly, source("new"), now=NOW + timedelta(days=3))
    assert (later.overdue, said(later)["crawls"][0]) == (("new",), "failing")


def test_nothing_ever_ran(database: Path) -> None:
    """A new database says what to do."""
    found = health_of(database, source("a"))
    assert (found.healthy, found.sources[0].condition, found.newest) == (0, Condition.NEW, None)
    assert said(found)["crawls"] == ("failing", "no run has ended yet; `labmoves daemon` keeps watching")


def test_runs_without_an_end_are_counted(database: Path) -> None:
    """One may go on; two cannot both."""
    finished(database, NOW - HOUR, fine("a"))
    states: Sequence[str] = []
    for minute in (1, 2):
        with Store.open(database) as store:
            store.start_run("daemon", ["a"], NOW - minute * timedelta(minutes=1))
        states = [*states, said(health_of(database, source("a")))["crawls"][0]]
    assert states == ["ok", "warning"]
