"""Who is at a lab on a day, as far as the moves tell: who came and has not left, and who left."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from crawler.memory.people import by_person
from crawler.model import Kind, Move, Status

_STAYS = frozenset({Kind.DEPARTURE, Kind.ROLE_CHANGE})  # whoever leaves or changes the post has been there
_NEVER_WAS = frozenset({Status.DENIED, Status.REVERSED})


class Standing(StrEnum):
    """Where a person stands with the lab on the day."""

    HERE = "here"
    LEAVING = "leaving"  # the departure is known, its day still to come
    LEFT = "left"


@dataclass(frozen=True, slots=True, kw_only=True)
class Whereabouts:
    """A person with the move that tells of their standing, and its day; `role` is the last post known by then."""

    person: str
    standing: Standing
    role: str | None
    day: date
    move: Move


def roster(moves: Iterable[Move], at: date) -> list[Whereabouts]:
    """Those here first, then those leaving, then those who left; the latest first. `moves` are one lab's.

    What was denied or reversed is passed over. A rumour makes nobody come or go; that somebody is rumoured to leave
    tells that they are there.
    """
    people = by_person(m for m in moves if m.status not in _NEVER_WAS)
    found = [where for each in people if (where := _whereabouts(sorted(each, key=_order), at))]
    return sorted(found, key=lambda m: (list(Standing).index(m.standing), -m.day.toordinal(), m.person))


def _order(move: Move) -> tuple[date, bool, str]:
    """On one day somebody comes before they go."""
    return (move.day, move.kind is Kind.DEPARTURE, move.key)


def _whereabouts(moves: Sequence[Move], at: date) -> Whereabouts | None:
    sure = [m for m in moves if m.status is not Status.RUMORED]
    past = [m for m in sure if m.day <= at]
    later = next((m for m in sure if m.day > at), None)
    going = later if later and later.kind is Kind.DEPARTURE else None
    if past and past[-1].kind is Kind.DEPARTURE:
        standing, told = Standing.LEFT, past[-1]
    elif going and _told_by(going, at):
        standing, told = Standing.LEAVING, going
    elif past:
        standing, told = Standing.HERE, past[-1]
    elif witness := later or next(iter(moves), None):
        if witness.kind not in _STAYS:
            return None
        standing, told = Standing.HERE, witness
    else:
        return None
    posts = [m.role for m in (*past, told) if m.role]
    person = told.person
    return Whereabouts(person=person, standing=standing, role=posts[-1] if posts else None, day=told.day, move=told)


def _told_by(move: Move, at: date) -> bool:
    return (move.announced or move.first_reported_at.date()) <= at
