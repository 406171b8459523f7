"""Effective days as an iCalendar (RFC 5545): one event for a whole day, which a calendar updates by its id."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, timedelta

from crawler.export.feed import web_address
from crawler.model import Move, Status
from crawler.text.plain import plain_line

_LONGEST = 75  # octets of a line, its end not counted
_STATUS = {Status.RUMORED: "TENTATIVE", Status.DENIED: "CANCELLED", Status.REVERSED: "CANCELLED"}


def calendar(moves: Iterable[Move], title: Callable[[Move], str]) -> str:
    """An event for each move that has an effective day, in the order given; `title` says a move on one line."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//labmoves//moves//EN", "X-WR-CALNAME:Moves at AI labs"]
    for move in moves:
        if move.effective is not None:
            lines += _event(move, move.effective, title(move))
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _event(move: Move, day: date, title: str) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{move.key}@labmoves.invalid"
    yield f"DTSTAMP:{_stamp(max(move.first_reported_at, move.status_since or move.first_reported_at))}"
    yield f"DTSTART;VALUE=DATE:{_day(day)}"
    if day < date.max:
        yield f"DTEND;VALUE=DATE:{_day(day + timedelta(days=1))}"
    yield f"SUMMARY:{_text(title)}"
    yield f"DESCRIPTION:{_text(move.sentence)}"
    yield f"CATEGORIES:{_text(move.kind.value)}"
    yield f"STATUS:{_STATUS.get(move.status, 'CONFIRMED')}"
    yield "TRANSP:TRANSPARENT"
    if address := web_address(move.first_url):
        yield f"URL:{address}"
    yield "END:VEVENT"


def _text(value: str) -> str:
    """On one line, with what separates values escaped."""
    line = plain_line(value)
    for sign in ("\\", ";", ","):
        line = line.replace(sign, "\\" + sign)
    return line


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _day(day: date) -> str:
    return day.isoformat().replace("-", "")


def _folded(line: str) -> Iterator[str]:
    """The line in parts of 75 octets at most, no character cut in two; a part after the first begins with a space."""
    part, size = "", 0
    for char in line:
        octets = len(char.encode())
        if size + octets > _LONGEST:
            yield part
            part, size = " ", 1
        part += char
        size += octets
    yield part
