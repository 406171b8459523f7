"""What a sentence is made of once its noun phrases and verb groups are read: the nodes that clauses are built from."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from crawler.match.english.items import Item, Org, Person, Post, Sort
from crawler.match.english.words import Form


@dataclass(slots=True, eq=False)
class Node:
    """A noun phrase, a verb group or a small word, over items [first, last).

    `sort` is that of the head: PERSON for one person or several side by side, ORG for a lab or a unit of one, FIRM for
    "the company", POST for "the researcher", WORD for any other noun phrase, VERB, NOMINAL, or a small word's own.
    """

    sort: Sort
    first: int
    last: int
    start: int
    end: int
    low: str  # of the head
    people: list[Person] = field(default_factory=list)
    org: Org | None = None  # of an ORG node; named in a FIRM or WORD node as a modifier ("OpenAI board")
    post: Post | None = None
    owner: str = ""  # whose: "his" and the like
    forms: tuple[Form, ...] = ()
    helpers: tuple[str, ...] = ()  # auxiliaries, adverbs and negations of a verb group, lower case
    plural: bool = False
    new: bool = False  # "its new chief scientist"

    @property
    def acts(self) -> frozenset[str]:
        """What a word of moving may do, as english_frames.toml calls it."""
        return frozenset(form.act for form in self.forms)

    @property
    def is_noun(self) -> bool:
        """A noun phrase that can be a verb's subject or object."""
        return self.sort in NOUNS


NOUNS = frozenset((Sort.PERSON, Sort.ORG, Sort.FIRM, Sort.POST, Sort.WORD, Sort.PRONOUN, Sort.NOMINAL))


def index_of(nodes: Sequence[Node], node: Node) -> int:
    """Where a node stands in its sentence: told by its place, since a clause may hold a copy of it."""
    return bisect_left(nodes, node.start, key=lambda each: each.start)


def node_over(row: list[Item], first: int, last: int, sort: Sort | None = None, head: int | None = None) -> Node:
    """A node over items [first, last) whose head is the last of them, or the one at `head`."""
    top = row[last - 1 if head is None else head]
    return Node(sort or top.sort, first, last, row[first].start, row[last - 1].end, top.low, org=top.org)
