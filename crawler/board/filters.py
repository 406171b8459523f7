"""A list's filters: from a query to the moves that fit, and back to the address of the same list, changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Literal, TypeVar

import opencc

from crawler.board.calls import Call, Desk, Unasked, Unknown
from crawler.match.lexicons import Lexicon
from crawler.model import Kind, Status
from crawler.text.durations import parse_duration
from crawler.text.plain import plain_line
from crawler.whom import find_place
from storage.choosing import Choice

_Value = TypeVar("_Value", Kind, Status)

FILTERS = ("q", "lab", "kind", "status", "language", "within", "since", "until")
PER_PAGE = 50
LAST_PAGE = 10_000
_LONGEST = 200  # characters of a search
_MOST_NAMED = 200  # moves of people who are called so
_DAY = 10  # characters of 2026-11-20


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """The moves that are asked for, the page of them, and the query that says so."""

    query: Mapping[str, str]  # every filter, checked; empty where it is not set
    choice: Choice
    page: int = 1

    @property
    def any(self) -> bool:
        """True where a filter is set."""
        return any(self.query.values())

    def changed(self, **values: object) -> dict[str, object]:
        """The query of the same list with other values; None takes a filter out."""
        return {**self.query, **values}


def filters(call: Call, desk: Desk) -> Filters:
    """What the query asks for; raises Unasked for a value that a filter does not take, Unknown for a lab."""
    for name in FILTERS:
        if call.query.get(name) == "":
            raise bad_value(name, "")
    asked = {name: plain_line(call.query[name], longest=_LONGEST) for name in FILTERS if name in call.query}
    asked = {name: value for name, value in asked.items() if value}
    lab = _lab(asked, desk)
    choice = Choice(
        since=_since(asked, call.now),
        until=_until(asked),
        lab=lab,
        lab_names=names_of_lab(desk.lexicon, lab) if lab else (),
        kinds=_known(Kind, "kind", asked),
        statuses=_known(Status, "status", asked),
        language=_language(asked),
    )
    if "q" in asked:
        choice = _with_words(choice, asked["q"], desk)
    return Filters(query={name: asked.get(name, "") for name in FILTERS}, choice=choice, page=page_number(call.query))


def page_number(query: Mapping[str, str]) -> int:
    """Which page of a list; raises Unasked for none."""
    wanted = query.get("page", "1")
    if not (wanted.isascii() and wanted.isdigit() and 1 <= int(wanted[:9]) <= LAST_PAGE):
        raise bad_value("page", wanted)
    return int(wanted)


def moment(name: str, text: str) -> datetime:
    """A day or a time as a query has it; one without a zone is UTC."""
    try:
        found = datetime.fromisoformat(text)
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise bad_value(name, text) from None


def span(name: str, text: str, now: datetime) -> datetime:
    """So long before now: `7d`; the beginning of time for a span longer than that."""
    try:
        return now - parse_duration(text)
    except OverflowError:
        return datetime.min.replace(tzinfo=UTC)
    except ValueError:
        raise bad_value(name, text) from None


def names_of_lab(lexicon: Lexicon, lab_id: str) -> tuple[str, ...]:
    """Every name by which a move may call a lab, or one of its units, as where somebody came from or goes to."""
    return _names(lexicon).get(lab_id, ())


@cache
def _names(lexicon: Lexicon) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for name in lexicon.lab_names.values():
        if name.how in {"name", "unit"}:
            shown = (name.lab.name, name.shown)
            chinese = (lexicon.chinese[each] for each in shown if each in lexicon.chinese)
            found.setdefault(name.lab.id, {}).update(dict.fromkeys((*shown, *chinese)))
    return {lab: tuple(names) for lab, names in found.items()}


def _since(asked: Mapping[str, str], now: datetime) -> datetime | None:
    ends = [moment("since", asked["since"])] if "since" in asked else []
    ends += [span("within", asked["within"], now)] if "within" in asked else []
    return max(ends, default=None)


def _until(asked: Mapping[str, str]) -> datetime | None:
    """A day is taken in whole."""
    if (text := asked.get("until")) is None:
        return None
    end = moment("until", text)
    try:
        return end + timedelta(days=1) if len(text) <= _DAY else end
    except OverflowError:
        return end


def _known(values: type[_Value], name: str, asked: Mapping[str, str]) -> tuple[_Value, ...]:
    try:
        return tuple(values(each) for each in asked[name].split(",")) if name in asked else ()
    except ValueError:
        raise bad_value(name, asked[name]) from None


def _language(asked: Mapping[str, str]) -> Literal["zh", "en"] | None:
    wanted = asked.get("language")
    if wanted not in (None, "zh", "en"):
        raise bad_value("language", wanted)
    return "zh" if wanted == "zh" else "en" if wanted == "en" else None


def _lab(asked: Mapping[str, str], desk: Desk) -> str | None:
    if "lab" not in asked:
        return None
    place = find_place(desk.lexicon, desk.record, asked["lab"])
    if place is None:
        raise Unknown("trouble.unknown_lab")
    return place.id


def _with_words(choice: Choice, whole: str, desk: Desk) -> Choice:
    """Each word in either script; or the whole as a person's name in any spelling, or as a lab's."""
    shown, lab = desk.lexicon.person(whole), desk.lexicon.lab(whole)
    people = desk.record.moves_of((whole, *(desk.lexicon.spellings[shown] if shown else ())))
    return replace(
        choice,
        words=tuple(_scripts(word) for word in whole.split()),
        or_keys=tuple(move.key for move in people[:_MOST_NAMED]),
        or_lab=lab.lab.id if lab and lab.how != "weak" else None,
    )


def _scripts(word: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((word, *(convert.convert(word) for convert in _converters()))))


@cache
def _converters() -> tuple[opencc.OpenCC, ...]:
    return tuple(opencc.OpenCC(way) for way in ("t2s", "s2t"))


def bad_value(name: str, value: str) -> Unasked:
    """What a name of the query was given is none of its values."""
    return Unasked("trouble.bad_value", name=name, value=value)
