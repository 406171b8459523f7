"""Which move: is what this mention speaks of an event that is known already, and by which key is it known?"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta

from crawler.decide.timing import SAME_EVENT, day_of, gap, mention_span, move_span, told_at
from crawler.model import ARRIVALS, Article, Certainty, Kind, Mention, Move, Status
from crawler.text.fold import fold_case
from crawler.text.names import pinyin_words
from crawler.text.people import same_people, shared_spelling
from crawler.text.wording import says_otherwise

COMES_TRUE = timedelta(days=365)  # what was rumoured or denied, and is reported so much later, is that same claim
ANOTHER_POST = timedelta(days=30)  # a change to a different post so long after the last is not the same one reworded
AGAIN = timedelta(days=30)  # a departure without a day that is news so long after a return is another one
REVERSAL = timedelta(days=60)  # back within two months means that the departure did not last

_OPEN = frozenset({Status.RUMORED, Status.DENIED})


def same_event(
    mention: Mention, article: Article, known: Sequence[Move], now: datetime, spoken_of: frozenset[str] = frozenset()
) -> Move | None:
    """The known move that this mention speaks of, by name and then the nearest in time where several could be.

    None where none is. `spoken_of` are the keys of the moves that the article spoke of before it was edited: it goes on
    speaking of them. What speaks of a move that a person merged into another speaks of the other.
    """
    span, names = mention_span(mention, article, now), (mention.person, *mention.spellings)
    near = [
        (
            head.key not in spoken_of,
            -shared_spelling(names, (move.person, *move.spellings)),
            apart,
            -move.first_reported_at.timestamp(),
            move.key,
            head,
        )
        for move in known
        if _comparable(mention, move, told_at(article, now))
        and (apart := gap(span, move_span(move))) <= _window(mention, move, told_at(article, now))
        and (head := _head(move, known))
    ]
    return min(near, key=lambda n: n[:5])[5] if near else None


def move_key(mention: Mention, article: Article) -> str:
    """The letters m1- and a hash of raw values: lab, kind, name as written, day (the address where none is known)."""
    day = mention.effective or mention.announced or (article.published.date() if article.published else article.url)
    chinese = sorted(n for n in (mention.person, *mention.spellings) if pinyin_words(n))
    raw = "\x1f".join((mention.lab_id, mention.kind, mention.person, *chinese, str(day)))
    return "m1-" + hashlib.sha256(raw.encode("utf-8", "surrogatepass")).hexdigest()[:20]


def _head(move: Move, known: Sequence[Move]) -> Move | None:
    """The move that this one is a part of now, or itself; None where it is not among the known."""
    moves = {each.key: each for each in known}
    head: Move | None = move
    while head and head.merged_into:
        head = moves.get(head.merged_into)
    return head


def contrary(one: Kind, other: Kind) -> bool:
    """True where one kind leaves the lab that the other comes to: no event is both."""
    return Kind.DEPARTURE in (one, other) and bool({one, other} & {*ARRIVALS, Kind.FOUNDING})


def undoes(back: Move, gone: Move) -> bool:
    """True where the return `back` means that the departure `gone` of the same person did not last."""
    if not (back.stands and gone.stands):
        return False
    left, returned = day_of(gone), day_of(back)
    if left is None or returned is None or not timedelta() < returned - left <= REVERSAL:
        return False
    return _lab(back) == _lab(gone) and same_people((back.person, *back.spellings), (gone.person, *gone.spellings))


def _comparable(mention: Mention, move: Move, told: datetime) -> bool:
    if not _one_lab(mention, move):
        return False
    if mention.kind is not move.kind and not {mention.kind, move.kind} <= ARRIVALS:
        return False
    if move.status is Status.REVERSED and move.status_since and mention.fresh:
        said = [d for d in (mention.announced, mention.effective) if d]
        if min(said, default=told.date() - AGAIN) > move.status_since.date():
            return False  # gone again after having come back
    return same_people((mention.person, *mention.spellings), (move.person, *move.spellings))


def _window(mention: Mention, move: Move, told: datetime) -> timedelta:
    """How far apart the two may lie: an open claim and what came of it further, in whichever order they are read."""
    if _is_open(mention):
        comes_true = move.status not in _OPEN and told < move.first_reported_at
    else:
        comes_true = move.status in _OPEN
    if comes_true:
        return COMES_TRUE
    other_post = mention.role and move.role and says_otherwise(mention.role, move.role)
    return ANOTHER_POST if mention.kind is Kind.ROLE_CHANGE and other_post else SAME_EVENT


def _is_open(mention: Mention) -> bool:
    return mention.negated or mention.certainty is Certainty.RUMORED


def _one_lab(mention: Mention, move: Move) -> bool:
    """True for one lab's id, and where one side tells that a company is founded and does not know its name yet."""
    one, other = _lab(mention), _lab(move)
    return one == other or (mention.kind is move.kind is Kind.FOUNDING and not (one and other))


def _lab(of: Mention | Move) -> str:
    return fold_case(of.lab_id).strip()
