"""The values of the outbox: a letter, the news in it, and what nobody wants letters about. Times are aware and UTC."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from crawler.model import Move, Verdict


class LetterKind(StrEnum):
    """What a letter is for."""

    NEWS = "news"  # one move, written in the transaction of the decision it tells of
    DIGEST = "digest"  # the news since the digest before it
    HEARTBEAT = "heartbeat"  # a daily word to the operators that silence means no news
    SOURCES = "sources"  # to the operators: sources that fail or fell silent, and those that are back


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What one decision has for one subscriber."""

    move: Move  # as it stood after the decision
    verdict: Verdict
    article_url: str  # the article that gave the news; `move.sentence` stands in it
    because: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()  # the words of the sentence that say so, beside the names
    earlier: tuple[str, ...] = ()  # the Message-IDs of the letters that told this subscriber of the move before


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What a letter to the operators says, in their words."""

    title: str
    rows: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A letter to one subscriber in the outbox."""

    id: int
    subscriber: str
    kind: LetterKind = LetterKind.NEWS
    news: tuple[News, ...] = ()  # one, or a digest's, or none
    notice: Notice | None = None  # of a letter to the operators
    message_id: str  # stable: a letter sent twice carries the same Message-ID
    created_at: datetime
    attempts: int = 0
    recipients: tuple[str, ...] = ()  # those still to be served; none named: all that the subscriber has


class MuteKind(StrEnum):
    """What a mute is about."""

    PERSON = "person"
    LAB = "lab"
    MOVE = "move"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mute:
    """Somebody's wish to have no letters about a person, a lab or a move, until a time or until it is lifted."""

    id: int = 0
    kind: MuteKind
    subject: str  # as people call it
    names: tuple[str, ...]  # a person's spellings; a lab's id, and the name of the unit where it is one; a move's key
    because: str
    at: datetime
    until: datetime | None = None
