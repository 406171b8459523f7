"""A sentence as a row of items: labs, people, posts, triggers and the small words between them."""

from __future__ import annotations

from dataclasses import dataclass, field

from crawler.match.english.words import Form


@dataclass(frozen=True, slots=True)
class Org:
    """A lab, or another organisation, as the sentence names it."""

    name: str  # display name
    id: str  # lexicon id, or the case-folded name
    lab: bool  # a lab of the lexicon, or by its own wording an AI company
    pure: bool  # everyone there counts; at others only AI posts do
    how: str  # "name", "unit", "product", "handle", "form" (AI company by its wording), "other"


@dataclass(slots=True)
class Item:
    """One item; `first` and `last` are half-open token indexes, `start` and `end` offsets into the document."""

    kind: str
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
    group: Group | None = None


@dataclass(slots=True)
class Person:
    """One person of a group with what stands around the name."""

    name: str
    start: int
    roles: list[str] = field(default_factory=list)
    orgs: list[tuple[Org, str]] = field(default_factory=list)  # with "current", "former" or "founder"
    strength: float = 1.0
    pronoun: bool = False

    def employer(self, *relations: str) -> Org | None:
        return next((org for org, how in self.orgs if how in relations), None)


@dataclass(slots=True)
class Group:
    """People named side by side, who share a verb."""

    people: list[Person]


# Kinds of item. PER and GROUP hold people, LAB an organisation that may be a lab, ORG another one.
PER, GROUP, LAB, ORG, ROLE, COMPANY = "PER", "GROUP", "LAB", "ORG", "ROLE", "COMPANY"
PRONOUN, POSSESSIVE, TRIGGER, VERB, AUX, ADV, NOT = "PRONOUN", "POSSESSIVE", "TRIGGER", "VERB", "AUX", "ADV", "NOT"
PREP, SUB, CONJ, COMMA, DASH, OPEN, CLOSE, REL = "PREP", "SUB", "CONJ", "COMMA", "DASH", "OPEN", "CLOSE", "REL"
TO, ARTICLE, NUMBER, S, STOP, QUOTE, COLON, WORD, NAME, HANDLE, FORMER, TIME = (
    "TO", "ARTICLE", "NUMBER", "S", "STOP", "QUOTE", "COLON", "WORD", "NAME", "HANDLE", "FORMER", "TIME",
)  # fmt: skip
