"""A move told anew from its statements, and what a person ruled of it: where it stands once either of them changes."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from crawler.decide.article import reading_order
from crawler.decide.halves import fallen, risen
from crawler.decide.status import RANK, in_effect, outcome, reversed_by
from crawler.judgement import Act, Case, Docket, Statement
from crawler.model import Judged, Move, Status

# The fields of a move that are news when they change, and how they are called; the others are gathered silently.
FIELDS = {
    "kind": "kind",
    "lab": "lab",
    "role": "role",
    "other_org": "other organisation",
    "announced": "announced",
    "effective": "effective",
    "status": "status",
}


def retold(case: Case, docket: Docket) -> Move:
    """The move as its statements tell it, in the order they were read; its key and what readers were told stay.

    Raises ValueError where there is no statement, which is a bug of the caller.
    """
    after: Move | None = None
    for each in _as_decided(case.statements):
        _, after, _ = outcome(after, each.mention, each.article, (), each.at)
    if after is None:
        raise ValueError(f"{case.move.key}: nothing speaks of it")
    after = replace(after, key=case.move.key, alerted=case.move.alerted)
    return ruled(replace(after, status=in_effect(after.status, after.effective, docket.now)), docket)


def ruled(move: Move, docket: Docket) -> Move:
    """The move with what the judgements in force say of it, or of a move that was merged into it."""
    mine = [j for j in docket.in_force if docket.head(j.move) == move.key]
    if any(j.act is Act.DISMISS for j in mine):
        return replace(move, judged=Judged.DISMISSED)
    confirmed = [j.at for j in mine if j.act is Act.CONFIRM]
    if not confirmed:
        return replace(move, judged=None)
    move = replace(move, judged=Judged.CONFIRMED)
    if RANK.get(move.status, -1) >= RANK[Status.CONFIRMED] or move.status is Status.REVERSED:
        return move
    return replace(move, status=in_effect(Status.CONFIRMED, move.effective, docket.now), status_since=max(confirmed))


def with_reversals(cases: Mapping[str, Case], docket: Docket) -> dict[str, Case]:
    """All cases of one person, each departure reversed where a return that stands undoes it, only there.

    So with the half of a claim that falls with the denial of the other.
    """
    moves = [case.move for case in cases.values()]
    back = {key: replace(case, move=_as_undone(case, moves, docket)) for key, case in cases.items()}
    return {key: replace(case, move=_as_half(case, back.values(), docket)) for key, case in back.items()}


def differences(before: Move, after: Move) -> tuple[str, ...]:
    """What of a move changed that a reader sees: `status: rumored → confirmed`."""
    return tuple(
        f"{label}: {old or 'unknown'} → {new or 'unknown'}"
        for name, label in FIELDS.items()
        if (old := getattr(before, name)) != (new := getattr(after, name))
    )


def _as_undone(case: Case, moves: Sequence[Move], docket: Docket) -> Move:
    move = case.move
    if move.status is not Status.REVERSED or not move.stands or not case.statements:
        return reversed_by(move, moves)
    alone = retold(case, docket)
    lasting = replace(move, status=alone.status, status_since=alone.status_since, unreversed=None)
    return lasting if reversed_by(lasting, moves) is lasting else move


def _as_half(case: Case, cases: Collection[Case], docket: Docket) -> Move:
    """The move as its other half leaves it, in the words of its own article where it stands again."""
    after = risen(case, others := [other for other in cases if other is not case])
    if after is case.move:
        return fallen(case, others)
    alone = retold(case, docket)
    return replace(
        after,
        status=alone.status,
        status_since=alone.status_since,
        sentence=alone.sentence,
        attributed_to=alone.attributed_to,
    )


def _as_decided(statements: Sequence[Statement]) -> list[Statement]:
    """Article by article as they were read, those of one moment as they were stored; of one article as decided on."""
    first: dict[tuple[datetime, str], int] = {}
    for each in statements:
        reading = each.at, each.article.url
        first[reading] = min(each.number, first.get(reading, each.number))
    return sorted(
        statements,
        key=lambda s: (s.at, first[s.at, s.article.url], reading_order(s.mention), s.number),
    )
