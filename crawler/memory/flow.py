"""Who feeds whom: people who went from one organisation to another, each passage counted once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from crawler.decide.timing import SAME_EVENT
from crawler.memory.people import by_person, in_order, told_day
from crawler.model import ARRIVALS, BELIEVED, Kind, Move


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """A lab's family, or a firm that is none; two with one id are the same."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stream:
    """All who went one way; somebody who went it twice stands there twice."""

    origin: Organisation
    destination: Organisation
    people: tuple[str, ...]
    moves: tuple[str, ...]  # the keys of the moves that tell of it


def streams(moves: Iterable[Move], organisation: Callable[[str], Organisation]) -> list[Stream]:
    """The largest first. `organisation` gives the family of a lab's id or of a name as written.

    A departure that says where to and a hire that says where from are one passage; one rumoured, denied or
    reversed is none, and none is a move within a family.
    """
    ways: dict[tuple[str, str], list[Move]] = {}
    known: dict[str, Organisation] = {}
    for move, origin, destination in _ways(moves, organisation):
        known |= {origin.id: origin, destination.id: destination}
        ways.setdefault((origin.id, destination.id), []).append(move)
    found = [
        Stream(
            origin=known[origin],
            destination=known[destination],
            people=tuple(name for person in by_person(went) for name in _passages(person)),
            moves=tuple(move.key for move in went),
        )
        for (origin, destination), went in ways.items()
    ]
    return sorted(found, key=lambda s: (-len(s.people), s.origin.name, s.destination.name))


def _ways(
    moves: Iterable[Move], organisation: Callable[[str], Organisation]
) -> Iterator[tuple[Move, Organisation, Organisation]]:
    for move in moves:
        if move.status not in BELIEVED or not move.lab_id.strip() or not (move.other_org or "").strip():
            continue
        lab, other = organisation(move.lab_id), organisation(move.other_org or "")
        if lab.id == other.id:
            continue
        if move.kind is Kind.DEPARTURE:
            yield move, lab, other
        elif move.kind in ARRIVALS:
            yield move, other, lab


def _passages(moves: Iterable[Move]) -> Iterator[str]:
    """The person's name for each time that they went this way.

    A departure and a hire are the two ends of one passage, however far apart their days are put: one told of late may
    have no day of its own. Two of a kind are two passages where they lie as far apart as two events.
    """
    ordered = in_order(moves)
    ends = ([m for m in ordered if m.kind in ARRIVALS], [m for m in ordered if m.kind not in ARRIVALS])
    yield from max((list(_apart(end)) for end in ends), key=len)


def _apart(moves: Sequence[Move]) -> Iterator[str]:
    for number, move in enumerate(moves):
        if number == 0 or told_day(move) - told_day(moves[number - 1]) > SAME_EVENT:
            yield move.person
