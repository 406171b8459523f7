"""Date phrases of English: "on November 9", "Nov. 9, 2024", "last Friday", "earlier this year", "two weeks ago"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from crawler.text.calendar import Around, Rule, Said, ago, month_end, nearest, period

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|"
    r"Nov(?:ember)?|Dec(?:ember)?|JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER)"
)
MONTHS = {name: i for i, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_WEEKDAY = rf"(?:{'|'.join(_DAYS)})"
_YEAR = r"(?:19[89]|20[0-4])\d"
_WORDS = "one two three four five six seven eight nine ten eleven twelve".split()
_COUNTS = {"a": 1, "an": 1, "a couple of": 2, **{word: i for i, word in enumerate(_WORDS, 1)}}
# "Will leave on Friday" and "joins on Friday" lie ahead; "will leave, he said on Friday", "was hired on Friday" and a
# headline's "resigns Friday" do not.
_TO_MOVE = r"to (?:leave|depart|step down|retire|join|start|begin|return)"
_MOVING = r"leaving|departing|joining|rejoining|starting|returning|retiring|moving|exiting|stepping down|going"
_TELLING = r"sa(?:id|ys|ying)|announc(?:ed|ing)|told|reported|wrote|posted|tweeted|confirmed|according"
_COMING = re.compile(
    r"\b(?:will|won't|last day(?!(?: [\w'’]+){0,6} (?:was|were)\b)|effective|starting|beginning|set to|plans to"
    rf"|{_TO_MOVE}|joins|rejoins|starts|begins|takes over|(?:is|am|are) (?:(?:also|now|officially) )?(?:{_MOVING})"
    r"|(?:by|until|through)(?= (?:on )?$))\b"
    rf"(?:(?!\b(?:{_TELLING}|after|which|who|memo|statement|email)\b)[^.;!?\n])*$",
    re.IGNORECASE,
)
_COMING_SOON = re.compile(
    rf"\b(?:will|'ll|(?:plans|set|due|expected) {_TO_MOVE}|(?:is|are) (?:{_MOVING})|starts|joins|leaves|begins)\b"
    r"[^.,;!?\n]*$"
)
_OPENS = re.compile(r"(?:\A|[.!?\n“\"] ?)(?:On )?$")
# "Monday is her last day", "On Monday she will join": told behind a day that opens its sentence.
_COMING_BEHIND = re.compile(
    r" (?:is|will be|marks) (?:[\w.'’-]+ ){1,4}(?:last|first|final) day\b"
    rf"|,? (?:(?!{_TELLING})[\w.'’-]+ ){{1,4}}(?:will|(?:is|are) (?:{_MOVING}))\b"
)


def _month(match: re.Match[str]) -> int:
    return MONTHS[match["month"][:3].lower()]


def _day(match: re.Match[str], around: Around) -> Said | None:
    month, day = _month(match), int(match["day"])
    if match["year"]:
        return date(int(match["year"]), month, day), "day"
    found = nearest(month, day, around, coming=around.before(match.start(), _COMING))
    return (found, "day") if found else None


def _whole_month(match: re.Match[str], around: Around) -> Said | None:
    month, lead = _month(match), (match["lead"] or "").lower()
    found: date | None
    if match["year"]:
        found = date(int(match["year"]), month, 1)
    elif lead.startswith("last") and around.known:
        found = date(around.today.year - (month >= around.today.month), month, 1)
    elif lead.startswith("next") and around.known:
        found = date(around.today.year + (month <= around.today.month), month, 1)
    else:
        found = nearest(month, 1, around, coming=around.before(match.start(), _COMING))
    if not found:
        return None
    return (found.replace(day=15) if "mid" in lead else month_end(found) if "end of" in lead else found), "month"


def _weekday(match: re.Match[str], around: Around) -> Said | None:
    if not around.known:
        return None
    lead, wanted = (match["lead"] or "").lower(), _DAYS.index(match["weekday"])
    back = (around.today.weekday() - wanted) % 7
    if lead == "next":
        return period(around.today, "week", 1)[0] + timedelta(days=wanted), "day"
    if lead in {"last", "past"}:
        return around.today - timedelta(days=back or 7), "day"
    behind = around.before(match.start(), _OPENS) and _COMING_BEHIND.match(around.plain, match.end())
    ahead = behind or around.before(match.start(), _COMING)
    if lead in {"this", "coming"} or ahead:
        return around.today + timedelta(days=-back % 7), "day"
    return around.today - timedelta(days=back), "day"


def _near(match: re.Match[str], around: Around) -> Said | None:
    step = {"yesterday": -1, "last night": -1, "tomorrow": 1}.get(match[0].lower(), 0)
    return (around.today + timedelta(days=step), "day") if around.known else None


def _period(match: re.Match[str], around: Around) -> Said | None:
    step = {"last": -1, "next": 1}.get(match["step"].lower(), 0)
    if not around.known:
        return None
    return period(around.today, match["unit"].lower(), step, end="end of" in match[0].lower())


def _period_end(match: re.Match[str], around: Around) -> Said | None:
    return period(around.today, (match["unit"] or "year").lower(), 0, end=True) if around.known else None


def _ago(match: re.Match[str], around: Around) -> Said | None:
    count = match["count"].lower()
    return ago(around.today, _COUNTS.get(count) or int(count), match["unit"].lower()) if around.known else None


def _ahead(match: re.Match[str], around: Around) -> Said | None:
    """ "Will leave *in two weeks*"; "the third to leave in two weeks" says nothing of the kind."""
    if not around.known or not around.before(match.start(), _COMING_SOON):
        return None
    count, unit = match["count"].lower(), match["unit"].lower()
    return ago(around.today, -(_COUNTS.get(count) or int(count)), unit)


def _stated_day(match: re.Match[str], _around: Around) -> Said:
    return date(int(match["year"]), int(match["month"]), int(match["day"])), "day"


def _stated_year(match: re.Match[str], _around: Around) -> Said:
    return date(int(match["year"]), 1, 1), "year"


_NO_AMOUNT = r"(?![\d%]|[.,:]\d| (?:million|billion|percent|people)\b)"
_PART = r"early|late|mid|(?:the )?(?:start|beginning|middle|end) of"
_IN = r"in|since|during|by|until|from|of|last|this|next|around|before|after|through"

RULES: tuple[Rule, ...] = (
    (
        re.compile(rf"(?<![\d./-])(?P<year>{_YEAR})(?P<sep>[-/.])(?P<month>\d\d?)(?P=sep)(?P<day>\d\d?)(?!\d)"),
        _stated_day,
    ),
    (
        re.compile(
            rf"(?:\b{_WEEKDAY},? )?\b(?P<month>{_MONTH})\.? {{1,2}}(?P<day>\d\d?)(?:st|nd|rd|th)?{_NO_AMOUNT}"
            rf"(?:,? {{1,2}}(?P<year>{_YEAR})\b)?"
        ),
        _day,
    ),
    (
        re.compile(
            rf"(?:\b{_WEEKDAY},? )?(?<![\d.,/:-])\b(?P<day>\d\d?)(?:st|nd|rd|th)?(?: of)? (?P<month>{_MONTH})\b"
            rf"(?:\.?,? {{1,2}}(?P<year>{_YEAR})\b)?"
        ),
        _day,
    ),
    (
        re.compile(rf"(?:\b(?P<lead>(?i:{_PART}))[ -])?\b(?P<month>{_MONTH})\.?,?(?: of)? (?P<year>{_YEAR})\b"),
        _whole_month,
    ),
    (
        re.compile(
            rf"\b(?P<lead>(?i:(?:{_IN})(?: (?:{_PART}))?|{_PART}))[ -](?P<month>{_MONTH})\b(?!\.? \d)(?P<year>)"
        ),
        _whole_month,
    ),
    (
        re.compile(
            rf"(?<!Black )(?<!Good )\b(?:(?P<lead>(?i:last|past|this|coming|next)) )?(?P<weekday>{_WEEKDAY})\b"
            r"(?! (?:Times|Telegraph|Mail|Night))"
        ),
        _weekday,
    ),
    (
        re.compile(r"(?<!USA )\b(?i:today|tonight|yesterday|tomorrow|last night|this (?:morning|afternoon|evening))\b"),
        _near,
    ),
    (
        re.compile(r"\b(?i:(?:the )?(?:end of )?(?P<step>this|last|next) (?P<unit>weekend|week|month|year))\b"),
        _period,
    ),
    (
        re.compile(r"\b(?i:(?:the )?end of the (?P<unit>week|month|year)|year[- ]end|year's end|the year is out)\b"),
        _period_end,
    ),
    (
        re.compile(
            rf"\b(?i:(?P<count>\d{{1,3}}|a couple of|an?|{'|'.join(_WORDS)}) "
            r"(?P<unit>minute|hour|day|week|month|year)s? ago)\b"
        ),
        _ago,
    ),
    (
        re.compile(rf"\bin (?P<count>\d{{1,2}}|a couple of|an?|{'|'.join(_WORDS)}) (?P<unit>day|week|month)s?\b"),
        _ahead,
    ),
    (
        re.compile(
            rf"\b(?i:{_IN}|{_PART}|to|and|between|his|her|their|circa|the|summer|fall|spring|winter)[ -]"
            rf"(?P<year>{_YEAR})\b(?![-/.,]?\d|%)"
        ),
        _stated_year,
    ),
)
