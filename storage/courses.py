"""The course of a move: each state it had, when and by whose word, and how far each outlet was behind the first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from sqlite_utils import Database

from crawler.model import Change, Move, Status
from storage.articles import Evidence, evidence
from storage.timeline import history


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A status, the moment since which the move has had it, and the article that gave it."""

    status: Status
    since: datetime
    source: str | None = None  # None where the effective day came, which nobody has to tell, or a person judged
    article_url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """An outlet's first article that tells of the move as news."""

    source: str
    at: datetime
    article_url: str
    behind: timedelta  # the first outlet's is zero


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """A move with its states in the order it had them, and who told of it, the first to tell first."""

    move: Move
    states: tuple[State, ...]
    tellings: tuple[Telling, ...]


def course(db: Database, move: Move) -> Course:
    """What is stored of one move's course."""
    return Course(move=move, states=_states(history(db, move.key)), tellings=_tellings(evidence(db, move.key)))


def _states(changes: Iterable[Change]) -> tuple[State, ...]:
    found: list[State] = []
    for change in changes:
        if not found or found[-1].status is not change.move.status:
            found.append(_state(change))
    return tuple(found)


def _state(change: Change) -> State:
    after = change.move
    if after.status is Status.EFFECTIVE and after.effective:
        return State(status=after.status, since=datetime.combine(after.effective, time(), UTC))
    since = after.status_since or change.at
    # A person's judgement has neither article nor outlet.
    return State(status=after.status, since=since, source=change.source or None, article_url=change.article_url or None)


def _tellings(said: Sequence[Evidence]) -> tuple[Telling, ...]:
    """A recap is no telling: a look back a year later is not a year late."""
    first: dict[str, Evidence] = {}
    for one in said:  # the earliest publication first
        if one.mention.fresh and not one.mention.negated:
            first.setdefault(one.source, one)
    start = min((one.published or one.read_at for one in first.values()), default=None)
    return tuple(
        Telling(source=source, at=at, article_url=one.article_url, behind=at - start)
        for source, one in first.items()
        if start is not None and (at := one.published or one.read_at)
    )
