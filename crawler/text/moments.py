"""The moment that a feed or a page gives as its date, in the many forms they come: one aware UTC time, or none."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

from crawler.text.english_dates import MONTHS
from crawler.text.numerals import number

_CHINA = ZoneInfo("Asia/Shanghai")
_OLDEST = datetime(1990, 1, 1, tzinfo=UTC)  # a date before the web is a default value, not a date
_LONGEST = 200  # characters; a longer "date" is a paragraph

# Hours from UTC. CST is China's in Chinese sources and Chicago's in others.
_ZONES = {
    "Z": 0, "UTC": 0, "GMT": 0, "BST": 1, "CET": 1, "CEST": 2, "IST": 5.5, "JST": 9, "KST": 9, "HKT": 8, "SGT": 8,
    "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7,
}  # fmt: skip
_SUMMER_TIME = {"ET": ZoneInfo("America/New_York"), "PT": ZoneInfo("America/Los_Angeles")}
_CLOCK = (
    r"(?P<hour>\d\d?)[:时点](?P<minute>\d\d?)?[:分]?(?P<second>\d\d?)?(?:\.\d{1,9})?秒? ?(?P<half>[AaPp]\.?[Mm]\b\.?)?"
    r" ?(?P<zone>[+-]\d\d:?\d\d|Z|[A-Z]{2,4}\b)?"
)
_DAY_FIRST = re.compile(
    rf"(?<!\d)(?P<year>\d{{4}})[-/.年](?P<month>\d\d?)[-/.月](?P<day>\d\d?)(?!\d)"
    rf"日?[ T,周星期一二三四五六日()]{{0,8}}(?:{_CLOCK})?"
)
_NO_YEAR = re.compile(rf"(?<![\d-])(?P<month>\d\d?)[-/月](?P<day>\d\d?)日? {{1,2}}(?:{_CLOCK})")
_MONTH_NAME = r"(?P<name>[A-Z][a-z]{2})[a-z]{0,6}\.?"
_ENGLISH = re.compile(rf"\b{_MONTH_NAME} (?P<day>\d\d?)(?:st|nd|rd|th)?,? (?P<year>\d{{4}})\b,?(?: at)? ?(?:{_CLOCK})?")
_BRITISH = re.compile(rf"\b(?P<day>\d\d?)(?:st|nd|rd|th)? {_MONTH_NAME},? (?P<year>\d{{4}})\b,?(?: at)? ?(?:{_CLOCK})?")
_AGO = re.compile(
    r"(?P<count>\d{1,4}|[一二三四五六七八九十两]{1,3}|半|an?)[ 个]?"
    r"(?P<unit>秒|分|小时|时|天|日|周|星期|月|年|sec|min|hour|hr|day|week|month|year)[a-z钟]{0,4}(?: ago|[之以]?前)",
    re.IGNORECASE,
)
_NEAR = re.compile(rf"(?P<near>昨天|昨日|今天|今日|前天|yesterday|today)(?:,? ?(?:at )?{_CLOCK})?", re.IGNORECASE)
_JUST_NOW = re.compile(r"^(?:刚刚|刚才|just now|now)$", re.IGNORECASE)
_HOUR, _DAY, _WEEK, _MONTH, _YEAR = 3600, 86400, 604800, 2592000, 31536000
_SECONDS = {
    "秒": 1, "sec": 1, "分": 60, "min": 60, "小时": _HOUR, "时": _HOUR, "hour": _HOUR, "hr": _HOUR,
    "天": _DAY, "日": _DAY, "day": _DAY, "周": _WEEK, "星期": _WEEK, "week": _WEEK,
    "月": _MONTH, "month": _MONTH, "年": _YEAR, "year": _YEAR,
}  # fmt: skip
_NEAR_DAYS = {"昨天": 1, "昨日": 1, "yesterday": 1, "前天": 2}


def parse_moment(value: str, *, language: str, now: datetime | None) -> datetime | None:
    """The moment in UTC that `value` gives, or None where it gives none, one before 1990 or over a day after `now`.

    Without `now` it may lie at any time since 1990, and a form that counts from now gives none: 昨天, 05-01 08:00.

    RFC 822, ISO 8601, seconds or milliseconds since 1970, "2024-05-01 08:00", "May 1, 2024", 3小时前, 昨天 12:30. A
    date without a zone is China's where `language` is "zh", else UTC; a day without a time is its first moment there.
    """
    text = re.sub(r"\b(?:GMT|UTC)(?=[+-]\d)", "", " ".join(value.split())) if len(value) <= _LONGEST else ""
    home: tzinfo = _CHINA if language.startswith("zh") else UTC
    here = (now or _OLDEST).astimezone(home)
    for form in (*_FORMS, *(_COUNTED_FROM_NOW if now else ())):
        try:
            found = form(text, here)
        except (ValueError, OverflowError, TypeError, IndexError):
            continue
        if found:
            moment = (found if found.tzinfo else found.replace(tzinfo=home)).astimezone(UTC)
            return moment if moment >= _OLDEST and (now is None or moment <= now + timedelta(days=1)) else None
    return None


def _epoch(text: str, _here: datetime) -> datetime | None:
    if not re.fullmatch(r"\d{10}(?:\d{3})?(?:\.\d{1,6})?", text):
        return None
    seconds = float(text) / (1000 if float(text) > 1e12 else 1)
    return datetime.fromtimestamp(seconds, UTC)


def _iso(text: str, _here: datetime) -> datetime | None:
    if not re.match(r"\d{4}-\d\d|\d{8}(?:T|$)", text):
        return None
    return datetime.fromisoformat(re.sub(r" (?=[+-]\d\d:?\d\d$)", "", text))


def _rfc_822(text: str, here: datetime) -> datetime | None:
    if here.tzinfo is _CHINA:
        text = re.sub(r"\bCST\b", "+0800", text)
    found = parsedate_to_datetime(text)
    return found.replace(tzinfo=UTC) if found.tzinfo is None and text.endswith("-0000") else found


def _spelled_out(text: str, here: datetime) -> datetime | None:
    for pattern in (_DAY_FIRST, _ENGLISH, _BRITISH):
        if match := pattern.search(text):
            said = match.groupdict()
            month = int(said["month"]) if said.get("month") else MONTHS.get(said["name"].lower())
            if not month:
                continue
            return _at(datetime(int(said["year"]), month, int(said["day"]), tzinfo=here.tzinfo), said)
    return None


def _without_year(text: str, here: datetime) -> datetime | None:
    if match := _NO_YEAR.search(text):
        day = datetime(here.year, int(match["month"]), int(match["day"]), tzinfo=here.tzinfo)
        found = _at(day, match.groupdict())
        return found if found <= here + timedelta(days=1) else found.replace(year=here.year - 1)
    return None


def _relative(text: str, here: datetime) -> datetime | None:
    if _JUST_NOW.match(text):
        return here
    if match := _AGO.search(text):
        count = {"半": 0.5, "a": 1, "an": 1}.get(match["count"].lower()) or number(match["count"])
        return here - timedelta(seconds=count * _SECONDS[match["unit"].lower()])
    if match := _NEAR.search(text):
        day = here.replace(hour=0, minute=0, second=0, microsecond=0)
        return _at(day - timedelta(days=_NEAR_DAYS.get(match["near"].lower(), 0)), match.groupdict())
    return None


def _at(day: datetime, said: dict[str, str | None]) -> datetime:
    """The day at the time and in the zone that were said with it, if any."""
    hour = int(said["hour"] or 0)
    if said["half"]:
        hour = hour % 12 + (12 if said["half"][0] in "pP" else 0)
    moment = day.replace(hour=hour, minute=int(said["minute"] or 0), second=int(said["second"] or 0))
    return moment.replace(tzinfo=_zone(said["zone"], moment.tzinfo))


def _zone(said: str | None, home: tzinfo | None) -> tzinfo | None:
    if not said or (said == "CST" and home is _CHINA):
        return home
    if said[0] in "+-":
        digits = said[1:].replace(":", "")
        offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
        return timezone(-offset if said[0] == "-" else offset)
    hours = _ZONES.get(said)
    return timezone(timedelta(hours=hours)) if hours is not None else _SUMMER_TIME.get(said, home)


_FORMS = (_epoch, _iso, _spelled_out, _rfc_822)
_COUNTED_FROM_NOW = (_without_year, _relative)
