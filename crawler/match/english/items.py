"""A sentence as a row of items: names, organisations, posts, words of moving and the small words between them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto
from typing import ClassVar

from crawler.match.english.words import Form

_VAGUE = frozenset(
    "researcher researchers scientist expert entrepreneur fellow veteran figure leader pioneer star executive exec "
    "engineer talent member employee staffer".split()
)
_HEADS = frozenset("ceo cto coo cfo president chief head director vp vice lead principal senior chair".split())


class Sort(int):
    """What an item is; the members are named as a grammar would name them.

    No Enum: Python 3.11 takes ten times as long to look up a member of one, which was a sixth of all reading.
    """

    PERSON: ClassVar[Sort]
    ORG: ClassVar[Sort]  # an organisation by its name
    FIRM: ClassVar[Sort]  # a common noun for one: company, startup, lab, team
    POST: ClassVar[Sort]
    FORMER: ClassVar[Sort]
    CLITIC: ClassVar[Sort]  # 's
    PRONOUN: ClassVar[Sort]
    HIS: ClassVar[Sort]
    VERB: ClassVar[Sort]
    NOMINAL: ClassVar[Sort]  # a noun of moving
    AUX: ClassVar[Sort]
    NOT: ClassVar[Sort]
    ADVERB: ClassVar[Sort]
    PREP: ClassVar[Sort]
    TO: ClassVar[Sort]
    SUB: ClassVar[Sort]
    REL: ClassVar[Sort]
    AND: ClassVar[Sort]
    ARTICLE: ClassVar[Sort]
    NUMBER: ClassVar[Sort]
    TIME: ClassVar[Sort]
    NAME: ClassVar[Sort]  # a capitalised word that nothing makes a person
    WORD: ClassVar[Sort]
    COMMA: ClassVar[Sort]
    DASH: ClassVar[Sort]
    COLON: ClassVar[Sort]
    OPEN: ClassVar[Sort]
    CLOSE: ClassVar[Sort]
    QUOTE: ClassVar[Sort]
    STOP: ClassVar[Sort]
    EDGE: ClassVar[Sort]  # where the sentence has ended, or has not begun


for _number, _name in enumerate(Sort.__annotations__, 1):
    setattr(Sort, _name, Sort(_number))


@dataclass(frozen=True, slots=True)
class Org:
    """A lab, or another organisation, as the sentence names it."""

    name: str  # display name
    id: str  # lexicon id, or the case-folded name
    lab: bool  # a lab of the lexicon, or by its own wording an AI company
    pure: bool  # everyone there counts; at others only AI posts do
    how: str  # "name", "unit", "product", "handle", "form" (AI company by its wording), "other"
    by_post: bool = False  # a firm of another trade, where only what is called an AI post counts


@dataclass(slots=True)
class Item:
    """One item; `first` and `last` are half-open token indexes, `start` and `end` offsets into the document."""

    sort: Sort
    first: int
    last: int
    text: str
    low: str
    start: int
    end: int
    org: Org | None = None
    forms: tuple[Form, ...] = ()
    person: str = ""  # as written
    strength: float = 1.0  # how surely it is a person


class Place(Enum):
    """Where a sentence stands in its text."""

    RUNNING = auto()  # behind another one on its line
    OPENING = auto()  # at the start of a line
    BULLET = auto()  # as an entry of a list


class Standing(Enum):
    """How somebody stands to an employer that is named beside them."""

    NOW = auto()
    FOUNDER = auto()
    WAS = auto()


@dataclass(frozen=True, slots=True)
class Post:
    """A post as it is told of somebody; either part may be missing."""

    role: str | None
    org: Org | None
    standing: Standing = Standing.NOW
    firm: str = ""  # "startup", "company", "its": at whichever the text means by it
    ended: bool = False  # "until last week": the text says when it ended
    new: bool = False  # "A's new head of safety"
    shared: bool = False  # "X and Y, both of A": of everybody named before


@dataclass(slots=True)
class Person:
    """Somebody named, with the posts told beside the name."""

    name: str
    posts: list[Post]
    strength: float = 1.0
    referred: bool = False  # named elsewhere, here only "she", "the researcher"

    def employer(self, *standings: Standing) -> Org | None:
        """The first organisation told beside the name in one of these standings (any, where none is given)."""
        return next((p.org for p in self.posts if p.org and (not standings or p.standing in standings)), None)

    def role(self, *standings: Standing) -> str | None:
        """The first post told beside the name in one of these standings."""
        return next((p.role for p in self.posts if p.role and (not standings or p.standing in standings)), None)


def vague(role: str) -> int:
    """How little a post says: "researcher" and "AI expert" less than "co-founder", which says less than "CEO"."""
    words = {word.removesuffix("s") for word in role.lower().split()} | set(role.lower().split())
    if words & _VAGUE and not words & _HEADS:
        return 2
    return int("founder" in role.lower() and not words & _HEADS)


def spelled(items: Iterable[Item]) -> str:
    """The items as they were written, one space between words: "OpenAI's Paris office"."""
    glued = (item.text if item.sort in (Sort.CLITIC, Sort.COMMA) else f" {item.text}" for item in items)
    return "".join(glued).strip()
