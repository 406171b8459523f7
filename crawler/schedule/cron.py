"""Crontab expressions: the moments they name in a time zone, through both changes of its clock.

Five fields as crontab(5) has them: days of the week count from Sunday (0 or 7), and where both a day of the month and
one of the week are named, either will do. In a night whose clock goes forward, a time that is left out comes an hour
later; in one whose clock goes back, a time that comes twice is taken once, unless the expression names every hour.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_DAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")
_DAY_PART = re.compile(r"(?:\*|(\w+)(?:-(\w+))?)(?:/(\d+))?")
_LEAP_YEAR = datetime(2024, 1, 1, tzinfo=UTC)  # every day that ever comes, comes within eight years of it
_AN_INSTANT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Cron:
    """An expression and the zone whose clock it goes by; both were checked."""

    expression: str
    zone: str = "UTC"

    def after(self, moment: datetime) -> datetime:
        """The first time that the expression names after `moment`, in UTC."""
        fire = _next(self.expression, self.zone, moment)
        assert fire is not None, "check_cron lets no expression pass that names no day"
        return fire

    def __str__(self) -> str:
        return f"cron {self.expression} ({self.zone})"


def check_cron(expression: str) -> str:
    """The expression with single blanks; raises ValueError in words where it is none, or names no day that comes."""
    expression = " ".join(expression.lower().split())
    try:
        fire = _next(expression, "UTC", _LEAP_YEAR)
    except ValueError as error:
        raise ValueError(f"must be a crontab expression such as '*/30 8-22 * * mon-fri' ({error})") from error
    if fire is None:
        raise ValueError("must be a crontab expression that names a day which comes some time")
    return expression


def check_zone(name: str) -> str:
    """The name itself; raises ValueError where this machine knows no such time zone."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError("must be a time zone that this machine knows, such as UTC or Asia/Shanghai") from error
    return name


def _next(expression: str, zone: str, moment: datetime) -> datetime | None:
    hour = (expression.split() + [""] * 5)[1]
    trigger = _trigger(expression, zone)
    fire: datetime | None = trigger.get_next_fire_time(None, moment + _AN_INSTANT)
    while fire is not None and fire.fold and not hour.startswith("*"):
        fire = trigger.get_next_fire_time(None, fire.astimezone(UTC) + _AN_INSTANT)
    return None if fire is None else fire.astimezone(UTC)


@lru_cache(512)
def _trigger(expression: str, zone: str) -> Any:
    from apscheduler.triggers.combining import OrTrigger  # noqa: PLC0415 - most commands load the catalog only
    from apscheduler.triggers.cron import CronTrigger  # noqa: PLC0415

    fields = expression.split()
    if len(fields) != 5:
        raise ValueError(f"it has {len(fields)} fields, not five")
    minute, hour, day, month, weekday = fields
    names = _weekdays(weekday)

    def trigger(**days: str) -> Any:
        return CronTrigger(minute=minute, hour=hour, month=month, timezone=ZoneInfo(zone), **days)

    if day.startswith("*") or weekday.startswith("*"):
        return trigger(day=day, day_of_week=names)
    return OrTrigger([trigger(day=day), trigger(day_of_week=names)])


def _weekdays(field: str) -> str:
    """The days by name: APScheduler's numbers begin with Monday, and its ranges do not go past Sunday."""
    if field == "*":
        return field
    found: set[int] = set()
    for part in field.split(","):
        said = _DAY_PART.fullmatch(part)
        if said is None:
            raise ValueError(f"{part!r} is no day of the week")
        first = _weekday(said[1]) if said[1] else 0
        last = _weekday(said[2]) if said[2] else 6 if said[3] or not said[1] else first
        last += 7 if last < first else 0
        if (step := int(said[3] or 1)) == 0:
            raise ValueError(f"{part!r} has a step of nothing")
        found |= {day % 7 for day in range(first, last + 1, step)}
    return ",".join(_DAYS[day] for day in sorted(found))


def _weekday(word: str) -> int:
    if word in _DAYS:
        return _DAYS.index(word)
    if word.isascii() and word.isdigit() and int(word) <= 7:
        return int(word)
    raise ValueError(f"{word!r} is no day of the week")
