"""Effective days as an iCalendar."""

from __future__ import annotations

import re
from datetime import date

import pytest
from exported import HOSTILE, exported
from hypothesis import given

from crawler.export.calendar import calendar
from crawler.model import Move, Status


def title(move: Move) -> str:
    return f"{move.person} has left"


def events(made: str) -> list[dict[str, str]]:
    """As a calendar reads them: lines unfolded, values unescaped."""
    found: list[dict[str, str]] = []
    for line in made.replace("\r\n ", "").split("\r\n"):
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            found.append({})
        elif found:
            found[-1].setdefault(name.partition(";")[0], re.sub(r"\\(.)", r"\1", value))
    return found


def test_an_event_for_a_whole_day() -> None:
    """It ends where the next day begins, takes nobody's time, and keeps its id."""
    (event,) = events(calendar([exported(), exported(effective=None)], title))
    assert (event["DTSTART"], event["DTEND"], event["TRANSP"]) == ("20261201", "20261202", "TRANSPARENT")
    assert (event["UID"], event["DTSTAMP"]) == ("m1-0123456789abcdef0123@labmoves.invalid", "20261124T150000Z")
    assert (event["SUMMARY"], event["URL"]) == ("Ada Wong has left", "https://a.example/1")


@pytest.mark.parametrize(
    ("status", "shown"),
    [
        (Status.RUMORED, "TENTATIVE"),
        (Status.CONFIRMED, "CONFIRMED"),
        (Status.EFFECTIVE, "CONFIRMED"),
        (Status.DENIED, "CANCELLED"),
        (Status.REVERSED, "CANCELLED"),
    ],
)
def test_what_is_not_sure_is_tentative(status: Status, shown: str) -> None:
    """And what was denied is struck out of the calendar that has it."""
    assert events(calendar([exported(status=status)], title))[0]["STATUS"] == shown


@pytest.mark.parametrize("day", [date.min, date(33, 4, 5), date.max])
def test_any_day_of_a_page_is_a_day(day: date) -> None:
    """The first and the last that there are."""
    (event,) = events(calendar([exported(effective=day)], title))
    assert event["DTSTART"] == day.isoformat().replace("-", "")


def test_no_move_is_an_empty_calendar() -> None:
    """With its beginning and its end."""
    made = calendar([], title)
    assert made.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert made.endswith("END:VCALENDAR\r\n")


@given(HOSTILE)
def test_hostile_text_is_one_value(text: str) -> None:
    """No line is longer than 75 octets, no character is cut, no event is forged."""
    made = calendar([exported(text), exported("Bo, Chen; x\\n", key="m1-b")], title)
    assert max(len(line.encode()) for line in made.split("\r\n")) <= 75
    first, second = events(made)
    assert second["SUMMARY"] == "Bo, Chen; x\\n has left"
    assert first["SUMMARY"].endswith("has left")
    assert made.count("END:VEVENT\r\n") == 2
    assert "\n" not in made.replace("\r\n", "")
