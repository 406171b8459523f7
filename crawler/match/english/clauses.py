"""Who does what to whom: a verb, or a noun of moving, with its subject, object and prepositional phrases."""

from __future__ import annotations

from dataclasses import dataclass, field

from crawler.match.english.items import Sort
from crawler.match.english.nodes import Node
from crawler.match.english.verbs import is_passive


@dataclass(slots=True, eq=False)
class Clause:
    """A verb, or a noun of moving, with its arguments; `index` counts nodes."""

    verb: Node
    index: int
    subject: Node | None = None
    object: Node | None = None
    complement: Node | None = None
    obliques: list[tuple[str, Node]] = field(default_factory=list)
    fronted: list[tuple[str, Node]] = field(default_factory=list)  # phrases before the verb
    governor: Clause | None = None  # what an infinitive or a participle hangs on
    marker: str = ""  # the subordinator or preposition before it, "who" for a relative clause, "to" for an infinitive

    @property
    def nominal(self) -> bool:
        """A noun of moving: its subject is whoever owns it."""
        return self.verb.sort is Sort.NOMINAL

    @property
    def passive(self) -> bool:
        """The subject undergoes what the verb says."""
        return not self.nominal and is_passive(self.verb)

    def oblique(self, *prepositions: str) -> list[Node]:
        """The phrases behind these prepositions, in the order of the prepositions."""
        placed = (*self.obliques, *self.fronted)
        return [node for preposition in prepositions for word, node in placed if word == preposition]

    def arguments(self) -> list[Node]:
        """Every phrase that stands in the clause."""
        own = (self.subject, self.object, self.complement)
        return [*(n for n in own if n is not None), *(n for _, n in (*self.obliques, *self.fronted))]
