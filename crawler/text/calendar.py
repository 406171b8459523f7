"""Days, months and years counted from the day of publication: what the date phrases of both languages share."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Precision = Literal["day", "month", "year"]
Said = tuple[date, Precision]

# A day without a year is the latest one that lies no further after publication: in January "on November 9" is last
# year's, and "effective March 1" is this year's.
AHEAD = timedelta(days=60)
# Where the text says that it is still to come: in November "effective March 1" is next year's.
AHEAD_IF_COMING = timedelta(days=200)


@dataclass(slots=True)
class Around:
    """What a phrase is resolved against: the text, the day of publication, the year stated last in the text."""

    plain: str
    today: date
    known: bool  # False where there is no day of publication: then only a full date can be resolved
    year: int | None = None

    def before(self, start: int, cue: re.Pattern[str]) -> bool:
        """True where the words right before `start` end in what `cue` looks for."""
        return bool(cue.search(self.plain[max(0, start - 60) : start]))


# A phrase, and what it says; None where it says nothing after all. A ValueError means the same (February 30).
Rule = tuple[re.Pattern[str], Callable[[re.Match[str], Around], Said | None]]


def nearest(month: int, day: int, around: Around, *, coming: bool = False) -> date | None:
    """The latest such day that is not too far ahead; None where it takes a day of publication."""
    if not around.known:
        return None
    latest = around.today + (AHEAD_IF_COMING if coming else AHEAD)
    for year in range(around.today.year + 1, around.today.year - 9, -1):
        try:
            found = date(year, month, day)
        except ValueError:  # February 29
            continue
        if found <= latest:
            return found
    return None


def month_end(day: date) -> date:
    """The last day of its month."""
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)


def months_away(day: date, months: int) -> date:
    """The first day of the month so many months later."""
    index = day.year * 12 + day.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)


def ago(today: date, count: int, unit: str) -> Said:
    """`count` days, weeks, months or years before today; a shorter unit is today."""
    if unit == "week":
        return today - timedelta(weeks=count), "month"
    if unit == "month":
        return months_away(today, -count), "month"
    if unit == "year":
        return date(today.year - count, 1, 1), "year"
    return today - timedelta(days=count if unit == "day" else 0), "day"


def period(today: date, unit: str, step: int, *, end: bool = False) -> Said:
    """The first day (or the last) of this week, weekend, month or year (step 0), of the last (-1) or next (1) one."""
    if unit in {"week", "weekend"}:
        monday = today - timedelta(days=today.weekday()) + timedelta(weeks=step)
        return monday + timedelta(days=5 if unit == "weekend" else 6 if end else 0), "month"
    if unit == "month":
        first = months_away(today, step)
        return (month_end(first) if end else first), "month"
    year = today.year + step
    return (date(year, 12, 31) if end else date(year, 1, 1)), "year"
