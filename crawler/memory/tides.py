"""How many people came to a lab and how many left it, month by month."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from crawler.memory.flow import Organisation
from crawler.memory.people import by_person
from crawler.model import ARRIVALS, BELIEVED, Kind, Move


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """One month at a lab; a person counts once for coming and once for leaving."""

    first: date
    came: int
    left: int


def tides(
    moves: Iterable[Move], lab_id: str, organisation: Callable[[str], Organisation], last: date, months: int
) -> list[Month]:
    """The `months` months up to and with that of `last`, the oldest first, those without a move too.

    `moves` are those at the lab and those from or to it; what is rumoured, denied or reversed does not count.
    `organisation` gives the family of a lab's id or of a name as written.
    """
    came, left = dict[date, int](), dict[date, int]()
    shown = _months(last, months)
    for person in by_person(m for m in moves if m.status in BELIEVED and m.day >= shown[0]):
        for month, arrives in {each for move in person for each in _turns(move, lab_id, organisation)}:
            counted = came if arrives else left
            counted[month] = counted.get(month, 0) + 1
    return [Month(first=m, came=came.get(m, 0), left=left.get(m, 0)) for m in shown]


def _turns(move: Move, lab_id: str, organisation: Callable[[str], Organisation]) -> Iterator[tuple[date, bool]]:
    """The month in which the move brings its person to the lab (True), or takes them away."""
    month = move.day.replace(day=1)
    here = organisation(move.lab_id).id == lab_id
    there = bool(move.other_org) and organisation(move.other_org or "").id == lab_id
    if here is there:
        return
    if move.kind is Kind.DEPARTURE:
        yield month, there
    elif move.kind in ARRIVALS:
        yield month, here


def _months(last: date, count: int) -> list[date]:
    number = last.year * 12 + last.month - 1
    return [date(n // 12, n % 12 + 1, 1) for n in range(max(number - count + 1, 12), number + 1)]
