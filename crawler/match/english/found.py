"""A move as a frame read it, before anybody asks how sure, how fresh and whether it counts."""

from __future__ import annotations

from dataclasses import dataclass, field

from crawler.match.english.clauses import Clause
from crawler.match.english.items import Org, Person
from crawler.model import Kind

POST_LEFT = "the post is left and the employer kept"
POST_OF_NEWCOMER = "the post of somebody the article has just told of as coming"
POST_NAMED = "the post that is left is named"
UNNAMED_COMPANY = Org("", "", True, True, "unnamed")  # "his own AI startup"


@dataclass(slots=True)
class Found:
    """One move of one person."""

    kind: Kind
    person: Person
    org: Org
    clause: Clause
    act: str
    other: Org | None = None
    role: str | None = None
    implied: bool = False  # the sentence says the other half of it
    guessed: bool = False  # the lab stands in another sentence
    whys: list[str] = field(default_factory=list)


def same(one: Org | None, other: Org | None) -> bool:
    """One family of labs."""
    return one is not None and other is not None and one.id == other.id
