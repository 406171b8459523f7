"""Crontab lines: read as crontab(5) has them, in any zone, through both changes of the clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.schedule.cron import Cron, check_cron, check_zone

BERLIN = "Europe/Berlin"
MONDAY = datetime(2026, 3, 2, tzinfo=UTC)


def times(expression: str, since: datetime, count: int, zone: str = "UTC") -> list[str]:
    """The next times, by the clock on the wall."""
    cron, found = Cron(check_cron(expression), zone), []
    for _ in range(count):
        since = cron.after(since)
        found.append(since.astimezone(ZoneInfo(zone)).strftime("%a %d %H:%M"))
    return found


@pytest.mark.parametrize(
    ("expression", "days"),
    [
        ("0 9 * * 1-5", ["Mon", "Tue", "Wed", "Thu", "Fri", "Mon"]),
        ("0 9 * * mon-fri", ["Mon", "Tue", "Wed", "Thu", "Fri", "Mon"]),
        ("0 9 * * 0", ["Sun"]),
        ("0 9 * * 7", ["Sun"]),
        ("0 9 * * 5-7", ["Fri", "Sat", "Sun", "Fri"]),
        ("0 9 * * sat-mon", ["Mon", "Sat", "Sun", "Mon"]),
        ("0 9 * * */2", ["Tue", "Thu", "Sat", "Sun", "Tue"]),
        ("0 9 * * 1,WED", ["Mon", "Wed", "Mon"]),
    ],
)
def test_days_of_the_week_count_from_sunday(expression: str, days: list[str]) -> None:
    """As in every crontab; 7 is Sunday too, and a range may go past it."""
    assert [time[:3] for time in times(expression, MONDAY, len(days))] == days


def test_a_day_of_the_month_or_one_of_the_week() -> None:
    """Where both are named either will do; a star beside a day takes nothing away from it."""
    assert times("0 9 13 * fri", datetime(2026, 3, 9, tzinfo=UTC), 2) == ["Fri 13 09:00", "Fri 20 09:00"]
    assert times("0 9 10 * fri", datetime(2026, 3, 9, tzinfo=UTC), 3) == [
        "Tue 10 09:00",
        "Fri 13 09:00",
        "Fri 20 09:00",
    ]
    assert times("0 9 10 * *", datetime(2026, 3, 9, tzinfo=UTC), 2) == ["Tue 10 09:00", "Fri 10 09:00"]


def test_working_hours_in_shanghai() -> None:
    """The clock is that of the zone."""
    since = datetime(2026, 3, 6, 14, 15, tzinfo=UTC)  # Friday 22:15 in Shanghai
    assert times("*/30 8-22 * * mon-fri", since, 3, "Asia/Shanghai") == ["Fri 06 22:30", "Mon 09 08:00", "Mon 09 08:30"]


@pytest.mark.parametrize(
    ("expression", "spring", "autumn"),
    [
        # at 02:00 it is 03:00 | at 03:00 it is 02:00
        ("30 2 * * *", ["Sun 29 03:30", "Mon 30 02:30"], ["Sun 25 02:30", "Mon 26 02:30"]),
        ("0 3 * * *", ["Sun 29 03:00", "Mon 30 03:00"], ["Sun 25 03:00", "Mon 26 03:00"]),
        ("0 1 * * *", ["Sun 29 01:00", "Mon 30 01:00"], ["Sun 25 01:00", "Mon 26 01:00"]),
        (
            "30 * * * *",
            ["Sun 29 00:30", "Sun 29 01:30", "Sun 29 03:30", "Sun 29 04:30"],
            ["Sun 25 00:30", "Sun 25 01:30", "Sun 25 02:30", "Sun 25 02:30", "Sun 25 03:30"],
        ),
    ],
)
def test_the_clock_changes(expression: str, spring: list[str], autumn: list[str]) -> None:
    """A time that is left out comes an hour later, one that comes twice is taken once, and every hour is every hour."""
    assert times(expression, datetime(2026, 3, 28, 23, tzinfo=UTC), len(spring), BERLIN) == spring
    assert times(expression, datetime(2026, 10, 24, 22, tzinfo=UTC), len(autumn), BERLIN) == autumn


@given(
    st.sampled_from(["*/10 * * * *", "30 2 * * *", "0 0 * * 0", "15 2,3 * * *", "0 12 1 * *", "0 2-4 * * */3"]),
    st.sampled_from([BERLIN, "America/New_York", "Australia/Lord_Howe", "Asia/Shanghai", "UTC", "Africa/Casablanca"]),
    st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1)),  # noqa: DTZ001 - Hypothesis wants them so; the zone follows
)
def test_the_next_time_is_later_and_there_is_none_between(expression: str, zone: str, moment: datetime) -> None:
    """Whatever the zone does to its clock; asked from just before a time, that time is the answer."""
    cron = Cron(check_cron(expression), zone)
    now = moment.replace(tzinfo=UTC)
    following = cron.after(now)
    assert now < following < now + timedelta(days=40)
    assert cron.after(following - timedelta(seconds=1)) == following
    assert (following.second, following.microsecond) == (0, 0)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("", "it has 0 fields"),
        ("* * * *", "it has 4 fields"),
        ("@daily", "it has 1 fields"),
        ("61 * * * *", "higher than the maximum"),
        ("* * * * funday", "'funday' is no day of the week"),
        ("* * * * 8", "'8' is no day of the week"),
        ("* * * * */0", "a step of nothing"),
        ("* * * * 1--3", "is no day of the week"),
        ("5-1 * * * *", "minimum value"),
        ("*/0 * * * *", "Increment"),
        ("* * * foo *", "Invalid month"),
        ("0 0 30 2 *", "a day which comes some time"),
        ("\x1b[2J * * * *", "must be a crontab"),
    ],
)
def test_what_is_no_crontab_line_is_refused_in_words(wrong: str, said: str) -> None:
    """With an example of one that is."""
    with pytest.raises(ValueError, match="must be a crontab expression") as error:
        check_cron(wrong)
    assert said in str(error.value)


@pytest.mark.parametrize("wrong", ["", "Mars/Olympus", "../../etc/passwd", "Asia", "\0"])
def test_an_unknown_zone_is_refused(wrong: str) -> None:
    """Also a folder, and a path out of the zones' folder."""
    with pytest.raises(ValueError, match="time zone that this machine knows"):
        check_zone(wrong)
