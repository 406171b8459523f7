"""Where a text speaks of a day, a month or a year, and which: the one door to dates."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from ahocorasick_rs import AhoCorasick

from crawler.text import chinese_dates, english_dates
from crawler.text.calendar import Around, Precision, Rule, Said
from crawler.text.moments import parse_moment

__all__ = ["DateSpan", "find_dates", "parse_moment"]

_CHINA = ZoneInfo("Asia/Shanghai")
_HAN = re.compile(r"[\u4e00-\u9fff〇]")
# Every phrase holds one of these, so the rules are tried only around them: 80 times faster in plain prose.
_CUES = AhoCorasick(
    "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC 19 20 "
    "day DAY omorrow OMORROW night NIGHT morning MORNING noon NOON evening EVENING week Week WEEK month Month MONTH "
    "year Year YEAR ago Ago AGO 年 月 日 号 天 昨 今 明 周 星期 礼拜 小时 分钟".split()
)
_LONGEST = 40  # characters; "Wednesday, the 30th of September, 2024" has 38


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A date phrase at [start, end) of the text.

    `day` is exact where `precision` is "day". For a month or year it is its first day (its last one for "the end of
    September", 月底); a week counts as "month", with its Monday.
    """

    start: int
    end: int
    day: date
    precision: Precision

    def is_year_of(self, published: datetime | None) -> bool:
        """True where it says no more than the year in which the text was published; "at year-end" says more."""
        whole = self.precision == "year" and self.day.month == 1
        return whole and published is not None and self.day.year == published.year


def find_dates(plain: str, published: datetime | None) -> tuple[DateSpan, ...]:
    """Every date phrase of folded text, in order, not overlapping, the longest where two start together.

    Phrases without a year or relative to the day (yesterday, 上周五) are found only when `published` is given. Chinese
    phrases count days in Asia/Shanghai (also where `published` has no zone), English ones in the zone `published` has.
    """
    rules = (*english_dates.RULES, *chinese_dates.RULES) if _HAN.search(plain) else english_dates.RULES
    found = sorted(_phrases(plain, rules), key=lambda each: each[:2])
    here = _around(plain, published)
    china = _around(plain, published.astimezone(_CHINA) if published and published.tzinfo else published)
    spans: list[DateSpan] = []
    for start, negative_end, match, resolve in found:
        if spans and start < spans[-1].end:
            continue
        try:
            said = resolve(match, china if _HAN.search(match[0]) else here)
        except (ValueError, OverflowError):  # February 30, the year 0
            continue
        if said:
            here.year = china.year = said[0].year
            spans.append(DateSpan(start, -negative_end, *said))
    return tuple(spans)


_Phrase = tuple[int, int, re.Match[str], Callable[[re.Match[str], Around], Said | None]]


def _phrases(plain: str, rules: tuple[Rule, ...]) -> Iterator[_Phrase]:
    """Every match of every rule: its start, minus its end, the match, and what resolves it."""
    for start, end in _windows(plain):
        for rule, resolve in rules:
            for match in rule.finditer(plain, start, end):
                yield match.start(), -match.end(), match, resolve


def _windows(plain: str) -> Iterator[tuple[int, int]]:
    """The stretches around the cues, in order, not overlapping."""
    start = end = 0
    for _, cue, cue_end in _CUES.find_matches_as_indexes(plain):
        if cue - _LONGEST > end:
            if end:
                yield start, end
            start = max(0, cue - _LONGEST)
        end = cue_end + _LONGEST
    if end:
        yield start, end


def _around(plain: str, published: datetime | None) -> Around:
    return Around(plain, published.date() if published else date.min, published is not None)
