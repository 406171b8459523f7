"""From a word of moving and its arguments to moves: one function for each act of english_triggers.toml."""

from __future__ import annotations

from dataclasses import dataclass

from crawler.match.english.arguments import Clause
from crawler.match.english.items import ADV, COMMA, NOT, ROLE, STOP, TRIGGER, VERB, Org, Person
from crawler.match.english.words import Form
from crawler.model import Kind

UNNAMED_COMPANY = Org("", "", True, True, "unnamed")


@dataclass(frozen=True, slots=True)
class Found:
    """One move as a frame read it."""

    kind: Kind
    person: Person
    org: Org
    trigger: int  # item
    act: str
    other: Org | None = None
    role: str | None = None
    implied: bool = False  # the sentence says the other half of it
    whys: tuple[str, ...] = ()


def after(clause: Clause, i: int, form: Form) -> int:
    """The item behind the trigger and, where it stands right there, its particle."""
    if form.tail and tuple(clause.low(i + 1 + n) for n in range(len(form.tail))) == form.tail:
        return i + 1 + len(form.tail)
    return i + 1


def employer_of(clause: Clause, person: Person, *relations: str) -> Org | None:
    relations = relations or ("current", "founder")
    return person.employer(*relations) or clause.context.employer(person.name, *relations)


def is_lab(org: Org | None) -> bool:
    return org is not None and org.lab


def same(one: Org | None, other: Org | None) -> bool:
    return one is not None and other is not None and one.id == other.id


def post_after(clause: Clause, at: int) -> str | None:
    for k in range(at, min(at + 8, len(clause.row))):
        if clause.kind(k) == ROLE:
            return clause.row[k].text
        if clause.kind(k) in (STOP, COMMA, TRIGGER, VERB):
            return None
    return None


def is_passive(clause: Clause, i: int, form: Form) -> bool:
    if 3 not in form.forms and not form.tail:
        return False
    k = i - 1
    while clause.kind(k) in (ADV, NOT):
        k -= 1
    return clause.low(k) in (
        "is",
        "was",
        "were",
        "are",
        "be",
        "been",
        "being",
        "get",
        "gets",
        "got",
        "'s",
        "am",
        "getting",
    )
