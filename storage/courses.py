"""The course of a move: each state it had, when and by whose word, and how far each outlet was behind the first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlite_utils import Database

from crawler.model import Move, Status
from storage.rows import read_moment, read_one_of, read_time


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


# A lab's timeline asks this of a thousand moves, so no more is read than is told.
_STATES = """
    SELECT at, source, article_url, json_extract(whole, '$.status'), json_extract(whole, '$.status_since'),
        json_extract(whole, '$.effective')
    FROM move_versions WHERE move = ? ORDER BY version
"""
# Of each article what it says now; a recap is no telling: a look back a year later is not a year late.
_TELLINGS = """
    SELECT a.source, coalesce(v.published, w.at) AS told, a.url FROM mentions m
    JOIN articles a ON a.id = m.article
    JOIN article_versions v ON v.article = m.article AND v.version = m.version
    JOIN article_versions w ON w.article = m.article AND w.version = 1
    WHERE m.move = ? AND m.fresh AND NOT m.negated
        AND m.version = (SELECT max(version) FROM mentions n WHERE n.article = m.article AND n.move = m.move)
    ORDER BY told, a.url
"""


def course(db: Database, move: Move) -> Course:
    """What is stored of one move's course."""
    return Course(move=move, states=tuple(_states(db, move.key)), tellings=tuple(_tellings(db, move.key)))


def _states(db: Database, key: str) -> Iterator[State]:
    before = ""
    for at, source, url, status, since, effective in db.execute(_STATES, [key]).fetchall():
        if status != before:
            before = status
            yield _state(read_one_of(Status, status), read_moment(since) or read_time(at), effective, source, url)


def _state(status: Status, since: datetime, effective: str | None, source: str, url: str) -> State:
    if status is Status.EFFECTIVE and effective:
        return State(status=status, since=read_time(effective).replace(tzinfo=UTC))  # the day's first moment
    # A person's judgement has neither article nor outlet.
    return State(status=status, since=since, source=source or None, article_url=url or None)


def _tellings(db: Database, key: str) -> Iterator[Telling]:
    start, sources = None, set[str]()
    for source, told, url in db.execute(_TELLINGS, [key]).fetchall():
        if source not in sources:
            sources.add(source)
            at = read_time(told)
            start = start or at
            yield Telling(source=source, at=at, article_url=url, behind=at - start)
