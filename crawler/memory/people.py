"""Many moves, and whose they are: the moves of each person together, by the same rule that joins mentions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from crawler.decide.timing import day_of
from crawler.model import Move
from crawler.text.people import asked_keys, is_full, same_people, stored_keys


def names_of(moves: Iterable[Move]) -> tuple[str, ...]:
    """Every spelling that the moves have for their people, each once."""
    return tuple(dict.fromkeys(name for move in moves for name in (move.person, *move.spellings)))


def by_person(moves: Iterable[Move]) -> list[list[Move]]:
    """The moves of each person, people and moves in the order given; in time that grows with the moves alone.

    A move whose spellings join two people found so far makes them one.
    """
    people: dict[int, list[Move]] = {}
    found_by: dict[str, set[int]] = {}
    for number, move in enumerate(moves):
        names = names_of([move])
        near = {n for name in _telling(names) for key in asked_keys(name) for n in found_by.get(key, ())}
        same = [n for n in sorted(near & people.keys()) if same_people(names, names_of(people[n]))]
        home = same[0] if same else number
        people.setdefault(home, []).append(move)
        for other in same[1:]:
            people[home] += people.pop(other)
        for name in _telling(names_of(people[home]) if same[1:] else names):
            for key in stored_keys(name):
                found_by.setdefault(key, set()).add(home)
    return list(people.values())


def _telling(names: Sequence[str]) -> Sequence[str]:
    """The names that decide, as in `same_people`: a surname brings none of its bearers where there is a full name."""
    return [name for name in names if is_full(name)] or names


def in_order(moves: Iterable[Move]) -> list[Move]:
    """Oldest first, by the day each came about; one of which no day is known stands where it was first told of."""
    return sorted(moves, key=lambda move: (told_day(move), move.first_reported_at, move.key))


def told_day(move: Move) -> date:
    """The day a move came about or, where that is not known, the day by which it had."""
    return day_of(move) or move.first_reported_at.date()
