"""When a source is crawled next, and why then."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from crawler.schedule.cron import Cron
from crawler.schedule.due import LONGEST_WAIT, Because, Due, Rule, after_run, due_at, if_cut_off, next_due, timetable

NOW = datetime(2026, 3, 4, 12, 0, 20, tzinfo=UTC)
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
HOURLY = Rule(every=HOUR)
HALF_HOURS = Rule(every=timedelta(0), cron=Cron("*/30 * * * *"))


@given(
    st.timedeltas(timedelta(minutes=5), timedelta(days=30)),
    st.integers(0, 100),
    st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1)),  # noqa: DTZ001 - Hypothesis wants them so; the zone follows
)
def test_a_pace_is_bounded_both_ways(every: timedelta, failures: int, last: datetime) -> None:
    """Never before the pace itself, never later than two days or the pace, and a tenth; the same each time."""
    last = last.replace(tzinfo=UTC)
    due = next_due("a", Rule(every=every), last, failures=failures)
    assert every <= due.at - last <= max(every, LONGEST_WAIT) * 1.1
    assert next_due("a", Rule(every=every), last, failures=failures) == due


def test_failures_lengthen_the_wait_and_sources_do_not_march_in_step() -> None:
    """Each failure in a row doubles it; thirty sources crawled at once come due at different times."""
    for rule in (HOURLY, HALF_HOURS):
        waits = [next_due("a", rule, NOW, failures=failures).at - NOW for failures in range(5)]
        assert all(later / earlier > 1.7 for earlier, later in pairwise(waits))
        assert len({next_due(f"s{n}", rule, NOW).at for n in range(30)}) == 30
        assert next_due("a", rule, NOW, failures=1).because is Because.BACK_OFF


def test_a_crontab_time_is_kept_within_two_minutes() -> None:
    """The next one after the last run began, however long that took."""
    for began in (NOW, NOW + 7 * MINUTE, NOW + 29 * MINUTE):
        due = next_due("a", HALF_HOURS, began)
        assert timedelta(0) <= due.at - datetime(2026, 3, 4, 12, 30, tzinfo=UTC) <= 2 * MINUTE
        assert due.because is Because.CRON


def test_the_default_line_says_when_and_the_pace_how_often() -> None:
    """A source crawled every hour is taken at every second half hour, one of every 30 minutes at each."""
    for every, expected in ((HOUR, 60), (30 * MINUTE, 30), (2 * MINUTE, 30)):
        due = next_due("a", Rule(every=every, cron=Cron("*/30 * * * *")), NOW)
        assert timedelta(0) <= due.at - NOW.replace(second=0) - expected * MINUTE <= 2 * MINUTE


def test_a_night_is_no_pace() -> None:
    """A failure in the evening leaves out times of the next morning, not the next day."""
    office = Rule(every=timedelta(0), cron=Cron("*/30 8-22 * * mon-fri"))
    friday = datetime(2026, 3, 6, 22, 30, 5, tzinfo=UTC)
    assert next_due("a", office, friday, failures=1).at.strftime("%a %H") == "Mon 08"


def test_a_servers_wish_is_kept_and_bounded() -> None:
    """Not before the time it asked for, up to two days; with a crontab line at the first time after."""
    asked = next_due("a", HOURLY, NOW, asked_until=NOW + 5 * HOUR)
    assert (asked.because, asked.at > NOW + 5 * HOUR, asked.at < NOW + 5.2 * HOUR) == (Because.ASKED, True, True)
    assert next_due("a", HOURLY, NOW, asked_until=NOW + MINUTE).because is Because.EVERY
    assert next_due("a", HOURLY, NOW, asked_until=NOW + 1000 * HOUR).at <= NOW + LONGEST_WAIT * 1.1
    line = next_due("a", HALF_HOURS, NOW, asked_until=NOW + 100 * MINUTE)
    assert line.at.strftime("%H:%M") in {"14:00", "14:01", "14:02"}


def test_a_run_moves_what_it_came_to_and_leaves_the_rest() -> None:
    """Well: by the pace. Failed: later. Not come to: due as it was, or at once where it never was crawled."""
    rules = dict.fromkeys(("well", "failed", "left", "new"), HOURLY)
    before = {s: next_due(s, HOURLY, NOW - 2 * HOUR, failures=3) for s in ("well", "failed", "left")}
    after = {
        due.source: due for due in after_run(rules, before, NOW, failed={"well": False, "failed": True}, asked_until={})
    }
    assert (after["well"].failures, after["failed"].failures) == (0, 4)
    assert after["left"] == before["left"]
    assert due_at(timetable(rules, after, NOW), NOW) == ["new"]


def test_a_run_that_is_killed_was_an_attempt() -> None:
    """Else a source that kills its crawl would be crawled again each minute."""
    (due,) = if_cut_off({"a": HOURLY}, {}, NOW)
    assert (due.failures, due.because) == (1, Because.CUT_OFF)
    assert HOUR * 2 <= due.at - NOW <= HOUR * 2.2
    (again,) = if_cut_off({"a": HOURLY}, {"a": due}, NOW)
    assert again.failures == 2


def test_another_rule_is_kept_to_at_once() -> None:
    """What follows from the last attempt is reckoned anew; so it is in a database of an older version."""
    stored = {"a": next_due("a", HOURLY, NOW, failures=1)}
    (due,) = timetable({"a": Rule(every=24 * HOUR)}, stored, NOW)
    assert due.at >= NOW + 48 * HOUR
    older = {"a": Due(source="a", at=NOW, because=Because.EVERY, last=NOW)}
    (due,) = timetable({"a": HOURLY}, older, NOW)
    assert NOW + HOUR <= due.at <= NOW + 1.1 * HOUR


def test_a_clock_that_was_set_back_stops_nothing() -> None:
    """A last crawl in the future is none."""
    stored = {"a": next_due("a", HOURLY, NOW + 300 * 24 * HOUR)}
    assert due_at(timetable({"a": HOURLY}, stored, NOW), NOW) == ["a"]


def test_rules_read_as_they_are_written() -> None:
    """For `labmoves due`."""
    assert str(HOURLY) == "every 1h"
    assert str(HALF_HOURS) == "cron */30 * * * * (UTC)"
    assert str(Rule(every=HOUR, cron=Cron("0 * * * *", "Asia/Shanghai"))) == "cron 0 * * * * (Asia/Shanghai), every 1h"
