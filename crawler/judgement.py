"""A person's judgement of moves, and the statements it is passed on: values, as crawler/model.py has them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from crawler.model import Article, Mention, Move


class Act(StrEnum):
    """What a person can do to moves."""

    MERGE = "merge"
    SPLIT = "split"
    DISMISS = "dismiss"
    CONFIRM = "confirm"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What was ruled of which move, and why; kept for ever, also once it is undone."""

    id: int  # given by the store; 0 before
    act: Act
    move: str  # key of the move judged; of a merge, of the one that stays
    other: str | None = None  # of a merge, the one that becomes a part of it; of a split, the one that it makes
    statements: tuple[int, ...] = ()  # the numbers of those that went from one move to the other
    because: str
    at: datetime
    undone_at: datetime | None = None
    undone_because: str | None = None

    @property
    def in_force(self) -> bool:
        return self.undone_at is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A stored mention as it was decided on: its number, the article (without its text), and when that was read."""

    number: int
    mention: Mention
    article: Article
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A move with every statement that speaks of it, in the order they were read."""

    move: Move
    statements: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Docket:
    """What lies before whoever judges: why, when, what was judged before, and which other moves it may touch."""

    because: str
    now: datetime
    in_force: tuple[Judgement, ...] = ()
    near: tuple[Case, ...] = ()  # of the same people: a return may undo a departure, a denied hire too

    def with_(self, judgement: Judgement) -> Docket:
        """The same with one more judgement in force."""
        return replace(self, in_force=(*self.in_force, judgement))

    def without(self, judgement: Judgement) -> Docket:
        """The same with one judgement less in force."""
        return replace(self, in_force=tuple(j for j in self.in_force if j.id != judgement.id))

    def head(self, key: str) -> str:
        """The key of the move that this one is a part of, by the merges in force; its own where it is none's."""
        into = {j.other: j.move for j in self.in_force if j.act is Act.MERGE}
        while key in into:
            key = into[key]
        return key


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """A move as a judgement leaves it, and what changed, in words."""

    move: Move
    because: tuple[str, ...]
    new: bool = False  # a move that only this judgement made


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """All that a judgement does: to be stored whole or not at all."""

    judgement: Judgement
    revisions: tuple[Revision, ...]
    goes_to: tuple[tuple[int, str], ...] = ()  # statement → key of the move that it speaks of from now on
