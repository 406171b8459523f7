"""Any list of the board for other programs: Atom, JSON Feed, a calendar of effective days, a spreadsheet."""

from __future__ import annotations

from collections.abc import Callable

from crawler.board.calls import Call, Data, Desk, href
from crawler.board.filters import bad_value, filters
from crawler.board.wording import LANGUAGES, Words
from crawler.export.calendar import calendar
from crawler.export.feed import feed
from crawler.export.jsonfeed import json_feed
from crawler.export.spreadsheet import spreadsheet
from crawler.model import Move

SPEAK = "speak"  # the query's name for the language of the titles: a reader of feeds has no switch
_NEWEST = 100  # entries of a feed
_ALL = 20_000  # lines of a spreadsheet or events of a calendar


def atom(call: Call, desk: Desk) -> Data:
    """The newest moves that fit, as an Atom feed."""
    text = feed(_moves(call, desk, _NEWEST), _words(call, desk).headline, call.now, address=_address(call))
    return Data(body=text.encode(), content_type="application/atom+xml; charset=utf-8")


def jsonfeed(call: Call, desk: Desk) -> Data:
    """The same as a JSON Feed."""
    text = json_feed(_moves(call, desk, _NEWEST), _words(call, desk).headline, address=_address(call))
    return Data(body=text.encode(), content_type="application/feed+json; charset=utf-8")


def ical(call: Call, desk: Desk) -> Data:
    """The effective days of the moves that fit."""
    text = calendar(_moves(call, desk, _ALL), _words(call, desk).headline)
    return Data(body=text.encode(), content_type="text/calendar; charset=utf-8", file="labmoves.ics")


def csv(call: Call, desk: Desk) -> Data:
    """The moves that fit, safe to open in a spreadsheet."""
    text = spreadsheet(_moves(call, desk, _ALL))
    return Data(body=text.encode(), content_type="text/csv; charset=utf-8", file="labmoves.csv")


FEEDS: tuple[tuple[str, str, Callable[[Call, Desk], Data]], ...] = (
    ("atom", "/moves.atom", atom),
    ("jsonfeed", "/moves.json", jsonfeed),
    ("calendar", "/moves.ics", ical),
    ("csv", "/moves.csv", csv),
)


def _moves(call: Call, desk: Desk, most: int) -> list[Move]:
    return desk.record.choose(filters(call, desk).choice, limit=most)


def _words(call: Call, desk: Desk) -> Words:
    asked = call.query.get(SPEAK, call.language)
    language = next((each for each in LANGUAGES if each == asked), None)
    if language is None:
        raise bad_value(SPEAK, asked)
    return desk.words(language)


def _address(call: Call) -> str:
    return call.origin + href(call.path, call.query)
