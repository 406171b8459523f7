"""Date phrases of Chinese, in folded (simplified) text: 今年11月9日, 去年3月, 上周五, 三个月前, 月底, 同年5月.

Many publishers set figures apart: 2021 年 5 月.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from crawler.text.calendar import Around, Rule, Said, ago, month_end, months_away, nearest, period
from crawler.text.numerals import number, year_number

_NUMBER = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_PART = r"(?:底|末|初|上旬|中旬|下旬)"
_RELATIVE_YEAR = {"今": 0, "本": 0, "去": -1, "前": -2, "明": 1}
_FROM_STATED_YEAR = {"同": 0, "当": 0, "次": 1, "翌": 1, "转": 1}
_STEP = {"上上": -2, "上": -1, "本": 0, "这": 0, "": 0, "下": 1}
_NEAR = {"前": -2, "昨": -1, "今": 0, "明": 1}
_WEEKDAYS = {**{char: i for i, char in enumerate("一二三四五六日")}, "天": 6, "末": 5}
_UNIT = {"天": "day", "日": "day", "周": "week", "星期": "week", "礼拜": "week", "月": "month", "年": "year"}
# 将于周五离职 lies ahead; 周五宣布将离职 does not.
_COMING = re.compile(r"(?:将|拟|预计|计划|最后工作日|截至|直到)[^,。;!?\n将]{0,6}$")


def _year(written: str, around: Around) -> int | None:
    if written in _RELATIVE_YEAR:
        return around.today.year + _RELATIVE_YEAR[written] if around.known else None
    if written in _FROM_STATED_YEAR:
        return around.year + _FROM_STATED_YEAR[written] if around.year else None
    year = year_number(written)
    return year + 2000 if len(written) == 2 else year


def _within(month: date, part: str | None) -> date:
    """A day for 初, 中旬, 底 of a month."""
    if part in {"底", "末"}:
        return month_end(month)
    return month.replace(day={"中旬": 11, "下旬": 21}.get(part or "", 1))


def _full(match: re.Match[str], around: Around) -> Said | None:
    year = _year(match["year"], around)
    if year is None or (match["year"] == "当" and not match["month"]):  # 当年 alone is "in those days"
        return None
    if match["day"]:
        return date(year, number(match["month"]), number(match["day"])), "day"
    if match["month"]:
        return _within(date(year, number(match["month"]), 1), match["part"]), "month"
    return (date(year, 12, 31) if match["of_year"] in {"底", "末"} else date(year, 1, 1)), "year"


def _lies_ahead(match: re.Match[str], around: Around) -> bool:
    """将于8月离职, 8月底将离职: the text says that the day is still to come."""
    return around.before(match.start(), _COMING) or around.plain.startswith(("将", "即将"), match.end())


def _month_day(match: re.Match[str], around: Around) -> Said | None:
    month, coming = number(match["month"]), _lies_ahead(match, around)
    if match["day"]:
        found = nearest(month, number(match["day"]), around, coming=coming)
        return (found, "day") if found else None
    if not match["month"].isascii() and not match["named"]:
        return None  # 三月 may be anything; 三月份 and 三月底 are months
    first = nearest(month, 1, around, coming=coming)
    return (_within(first, match["part"]), "month") if first else None


def _relative_month(match: re.Match[str], around: Around) -> Said | None:
    if not around.known:
        return None
    month = months_away(around.today, _STEP[match["step"] or ""])
    if match["day"]:
        return month.replace(day=number(match["day"])), "day"
    return _within(month, match["part"]), "month"


def _weekday(match: re.Match[str], around: Around) -> Said | None:
    if not around.known:
        return None
    step, weekday = match["step"] or "", match["weekday"]
    if not weekday:
        return period(around.today, "week", _STEP[step])
    there = period(around.today, "week", _STEP[step])[0] + timedelta(days=_WEEKDAYS[weekday])
    if not step:
        coming = _lies_ahead(match, around)
        there += timedelta(days=7 if coming and there < around.today else 0)
        there -= timedelta(days=7 if not coming and there > around.today else 0)
    return there, "month" if weekday == "末" else "day"


def _near(match: re.Match[str], around: Around) -> Said | None:
    return (around.today + timedelta(days=_NEAR[match["near"]]), "day") if around.known else None


def _ago(match: re.Match[str], around: Around) -> Said | None:
    if not around.known:
        return None
    if match["count"] == "半":
        return months_away(around.today, -6), "month"
    return ago(around.today, number(match["count"]), _UNIT.get(match["unit"], "hour"))


def _day_alone(match: re.Match[str], around: Around) -> Said | None:
    """15日 is the latest such day of this month or the last one, unless it is said to come."""
    if not around.known:
        return None
    here = around.today.replace(day=1) + timedelta(days=number(match["day"]) - 1)
    if here > around.today and not _lies_ahead(match, around):
        here = months_away(around.today, -1) + timedelta(days=number(match["day"]) - 1)
    if here.day != number(match["day"]):
        return None
    return here, "day"


def _part_alone(match: re.Match[str], around: Around) -> Said | None:
    if not around.known:
        return None
    return period(around.today, "month" if match["unit"] == "月" else "year", 0, end=match["part"] != "初")


RULES: tuple[Rule, ...] = (
    (
        re.compile(
            r"(?<![\d以目])(?P<year>\d{4}|[一二三四五六七八九〇零○]{4}|\d\d(?= ?年 ?\d\d? ?月)|[今去前明同当次翌转])"
            r" ?年(?![轻龄])"
            rf"(?: ?(?P<month>{_NUMBER}) ?月(?:份)?(?: ?(?P<day>{_NUMBER}) ?(?:日|号)|(?P<part>{_PART}))?"
            rf"|年?(?P<of_year>[底末初]))?"
        ),
        _full,
    ),
    (
        re.compile(
            rf"(?<![\d年一二三四五六七八九十])(?P<month>{_NUMBER}) ?月"
            rf"(?: ?(?P<day>{_NUMBER}) ?(?:日|号)|(?P<named>份?(?P<part>{_PART})|份))?"
        ),
        _month_day,
    ),
    (
        re.compile(rf"(?P<step>上上|上|本|这|下)个?月(?![亮球])(?: ?(?P<day>{_NUMBER}) ?(?:日|号)|(?P<part>{_PART}))?"),
        _relative_month,
    ),
    (
        re.compile(
            r"(?<![每一两三四五几多数\d])(?:(?P<step>上上|上|本|这|下)个?(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天末])?)"
        ),
        _weekday,
    ),
    (
        re.compile(
            r"(?<![每一两三四五六七八九几多数上本这下个\d])(?P<step>)(?:周|星期|礼拜)(?P<weekday>[一二三四五六日末])"
        ),
        _weekday,
    ),
    (
        re.compile(
            r"(?P<near>[昨今明](?=[天日晚夜早晨])|(?<![目以之提])前(?=天))[天日晚夜早晨](?!头条|方舟|之星|资本)"
        ),
        _near,
    ),
    (
        re.compile(
            r"(?<![\d第])(?P<count>\d{1,3}|[一二三四五六七八九十两]{1,3}|半) ?个?多?"
            r"(?P<unit>天|周|星期|礼拜|月|年|小时|分钟)多?(?:之|以)?前"
        ),
        _ago,
    ),
    (re.compile(r"(?<![\d月年./:-])(?P<day>\d\d?) ?日(?![内后前均元游志报常程薪本至间])"), _day_alone),
    (re.compile(r"(?<![\d个几一二三四五六七八九十上本这下])(?P<unit>月|年)(?P<part>[底末初])"), _part_alone),
)
