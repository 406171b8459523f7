"""What the parser has read of a sentence so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from crawler.match.english.clauses import Clause
from crawler.match.english.items import Sort
from crawler.match.english.neighbours import neighbour
from crawler.match.english.nodes import Node, index_of
from crawler.match.english.words import term

LIKE_PEOPLE = frozenset((Sort.PERSON, Sort.PRONOUN, Sort.POST))


@dataclass(slots=True)
class State:
    """Changed node by node; everything but `nodes` and `clauses` starts anew behind a full stop."""

    nodes: Sequence[Node]
    clauses: list[Clause] = field(default_factory=list)
    pending: list[Node] = field(default_factory=list)  # noun phrases that wait for their verb
    last: Clause | None = None
    main: Clause | None = None  # the last one with a finite verb
    preposition: str = ""
    subordinator: str = ""
    relative: Node | None = None  # what "who" takes up
    around: tuple[Clause | None, Clause | None] | None = None  # what the relative clause interrupts
    robbed: Clause | None = None  # whose object turned out to be the owner of what follows
    waiting_before: int = 0  # how many were pending when the relative clause opened
    fronted: list[tuple[str, Node]] = field(default_factory=list)  # "At A, ...": phrases before any verb
    headless: list[Clause] = field(default_factory=list)  # "After leaving A, ...": the subject is still to come

    def restarted(self) -> State:
        """The state behind a full stop."""
        return State(self.nodes, self.clauses)

    def before(self, k: int) -> Node | None:
        """The node before `k`, past adverbs, days and quotation marks."""
        k -= 1
        while k >= 0 and self.nodes[k].sort in (Sort.ADVERB, Sort.QUOTE, Sort.TIME):
            k -= 1
        return neighbour(self.nodes, k)

    def right_before(self, node: Node) -> Node | None:
        """The node right before that one."""
        return neighbour(self.nodes, index_of(self.nodes, node) - 1)


def tells(clause: Clause | None) -> bool:
    """Whether the verb only tells: says, announces, reports."""
    return clause is not None and clause.verb.low in term("word", "telling")
