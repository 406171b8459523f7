"""A person judges moves: what is stored is laid before `decide`, and its ruling is stored, in one transaction.

Each function raises RequestError where the keys, numbers or the judgement itself make no sense.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from crawler.decide import ruling
from crawler.errors import RequestError
from crawler.judgement import Act, Case, Docket, Judgement, Revision, Ruling
from crawler.model import Move
from crawler.text.urls import canonical_url
from storage.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Passed:
    """A judgement as it was stored or undone, what it made of the moves, and how many letters it concerns."""

    judgement: Judgement
    revisions: tuple[Revision, ...]
    letters: int  # kept back or, where it was undone, waiting again


def merge_moves(store: Store, kept: str, gone: str, because: str, now: datetime) -> Passed:
    """Make the move `gone` a part of the move `kept`."""
    with store.together():
        moves = [store.find(kept), store.find(gone)]
        one, other = (store.case(move) for move in moves)
        return _stored(store, ruling.merge(one, other, _docket(store, moves, because, now)), now)


def split_off(store: Store, key: str, mentions: Sequence[str], because: str, now: datetime) -> Passed:
    """Make these mentions, by their numbers or their articles' addresses, a move of their own."""
    with store.together():
        move = store.find(key)
        case = store.case(move)
        numbers = [number for each in mentions for number in _numbers(case, each)]
        return _stored(store, ruling.split(case, numbers, _docket(store, [move], because, now)), now)


def dismiss_move(store: Store, key: str, because: str, now: datetime) -> Passed:
    """Rule that it is no move."""
    with store.together():
        move = store.find(key)
        return _stored(store, ruling.dismiss(store.case(move), _docket(store, [move], because, now)), now)


def confirm_move(store: Store, key: str, because: str, now: datetime) -> Passed:
    """Rule that it is true."""
    with store.together():
        move = store.find(key)
        return _stored(store, ruling.confirm(store.case(move), _docket(store, [move], because, now)), now)


def take_back(store: Store, number: int, because: str, now: datetime) -> Passed:
    """Take a judgement back."""
    with store.together():
        judgement = _in_force(store, number)
        move = store.find(judgement.move)
        other = store.move(judgement.other) if judgement.other else None
        docket = _docket(store, [move, *([other] if other else [])], because, now)
        _refuse_what_others_build_on(judgement, docket)
        case, beside = store.case(move), store.case(other) if other else None
        return _stored(store, ruling.undo(judgement, case, beside, docket), now)


def _stored(store: Store, found: Ruling, now: datetime) -> Passed:
    judgement, letters = store.judge(found, now)
    return Passed(judgement=judgement, revisions=found.revisions, letters=letters)


def _docket(store: Store, moves: Sequence[Move], because: str, now: datetime) -> Docket:
    judged = {move.key for move in moves}
    near = {each.key: each for move in moves for each in store.beside(move) if not each.merged_into}
    return Docket(
        because=because,
        now=now,
        in_force=tuple(j for j in store.judgements() if j.in_force),
        near=tuple(store.case(move) for key, move in near.items() if key not in judged),
    )


def _numbers(case: Case, wanted: str) -> Iterable[int]:
    """The mentions meant: one by its number, or all that stand in the article with this address."""
    urls = {wanted, canonical_url(wanted)} if "://" in wanted else set()
    found = [s.number for s in case.statements if str(s.number) == wanted.removeprefix("#") or s.article.url in urls]
    if not found:
        remedy = f"`labmoves move {case.move.key}` shows the number of each mention and the address of its article"
        raise RequestError("no mention of this move has this number or address", where=wanted, remedy=remedy)
    return found


def _in_force(store: Store, number: int) -> Judgement:
    found = next((j for j in store.judgements() if j.id == number), None)
    if found is None:
        remedy = "`labmoves judgements` lists them"
        raise RequestError("no judgement has this number", where=str(number), remedy=remedy)
    if found.undone_at is not None:
        raise RequestError(f"it was undone on {found.undone_at:%Y-%m-%d}", where=f"judgement {number}")
    return found


def _refuse_what_others_build_on(judgement: Judgement, docket: Docket) -> None:
    """What was merged away since, or made by the judgement and judged since, has to be freed first."""
    if judgement.other is None:
        return
    made = judgement.other if judgement.act is Act.SPLIT else None
    for later in docket.in_force:
        if later.id != judgement.id and (
            (later.act is Act.MERGE and later.other == judgement.move) or made in {later.move, later.other} - {None}
        ):
            raise RequestError(
                f"judgement {later.id} ({later.act}) builds on it",
                where=f"judgement {judgement.id}",
                remedy=f"`labmoves undo {later.id}` first",
            )
