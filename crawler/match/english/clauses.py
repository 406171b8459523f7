"""Who does what to whom: each verb of a sentence with its subject, object and prepositional phrases.

One pass from left to right. A noun phrase that opens a clause waits in `_pending` until a finite verb takes it; what
stands between commas in the meantime (a relative clause, "the company said") takes its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace

from crawler.match.english.items import Sort
from crawler.match.english.nodes import Node
from crawler.match.english.verbs import is_be, is_finite, is_passive
from crawler.match.english.words import Form, frames, term

_LIKE_PEOPLE = frozenset((Sort.PERSON, Sort.PRONOUN, Sort.POST))
_SPANS = frozenset("years months weeks days hours minutes time".split())
_FAR = 7  # nodes between a name and the "who" that takes it up


@dataclass(slots=True, eq=False)
class Clause:
    """A verb, or a noun of moving, with its arguments; `index` counts nodes."""

    verb: Node
    index: int
    subject: Node | None = None
    object: Node | None = None
    complement: Node | None = None
    obliques: list[tuple[str, Node]] = field(default_factory=list)
    governor: Clause | None = None  # what an infinitive or a participle hangs on
    marker: str = ""  # the subordinator or preposition before it, "who" for a relative clause, "to" for an infinitive
    gapped: bool = False  # the verb is said once for this clause and the one before

    @property
    def nominal(self) -> bool:
        """A noun of moving: its subject is whoever owns it."""
        return self.verb.sort is Sort.NOMINAL

    @property
    def passive(self) -> bool:
        """The subject undergoes what the verb says."""
        return not self.nominal and is_passive(self.verb)

    def oblique(self, *prepositions: str) -> Iterator[Node]:
        """The phrases behind these prepositions, in the order of the prepositions."""
        for preposition in prepositions:
            yield from (node for word, node in self.obliques if word == preposition)

    def arguments(self) -> Iterator[Node]:
        """Every phrase that stands in the clause."""
        yield from (node for node in (self.subject, self.object, self.complement) if node is not None)
        yield from (node for _, node in self.obliques)


def clauses_of(nodes: Sequence[Node]) -> list[Clause]:
    """Every clause and every noun of moving of one sentence, in order of their words."""
    reader = _Reader(nodes)
    for k, node in enumerate(nodes):
        reader.take(k, node)
    for clause in reader.clauses:
        if not clause.verb.forms and _names_new_holder(clause):
            clause.verb.forms = (Form("newpost", (0,)),)
    _invert(reader.clauses)
    if any(form.act == "become" and is_be(clause.verb) for clause in reader.clauses for form in clause.verb.forms):
        for clause in reader.clauses:  # "I am now CEO, and X is president"
            holds = clause.object is not None and clause.object.sort is Sort.POST
            if not clause.verb.forms and is_be(clause.verb) and holds:
                clause.verb.forms = (Form("become", (0,)),)
    return reader.clauses


def _invert(clauses: list[Clause]) -> None:
    """ "Joining the company are X and Y": the subject stands last."""
    for clause, behind in zip(clauses, clauses[1:], strict=False):
        bare = clause.verb.low.endswith("ing") and not clause.verb.helpers and clause.index < 2
        if bare and is_be(behind.verb) and behind.object is not None and behind.object.sort is Sort.PERSON:
            clause.subject = behind.object
            clause.object = clause.object or behind.subject


def _names_new_holder(clause: Clause) -> bool:
    """ "X is A's new CTO", "A's new CTO is X", "A has a new CTO: X"."""
    node = clause.object
    if clause.verb.low in ("has", "have", "gets", "got") and node is not None:
        return node.sort is Sort.POST and node.new
    if not is_be(clause.verb):
        return False
    ends = (clause.subject, clause.object)
    post = any(node is not None and node.sort is Sort.POST and node.new for node in ends)
    return post and any(node is not None and node.sort in (Sort.PERSON, Sort.PRONOUN) for node in ends)


def _together(one: Node, other: Node) -> Node:
    """Two people whose descriptions kept them apart: "X, who led A, and Y, B's chief, are to join"."""
    return replace(other, people=[*one.people, *other.people])


class _Reader:
    """What has been read of the sentence so far."""

    def __init__(self, nodes: Sequence[Node]) -> None:
        self.nodes = nodes
        self.clauses: list[Clause] = []
        self._outer: list[tuple[list[Node], Clause | None, Clause | None]] = []
        self._restart()

    def _restart(self) -> None:
        self._pending: list[Node] = []  # noun phrases that wait for their verb
        self._last: Clause | None = None
        self._main: Clause | None = None  # the last one with a finite verb
        self._preposition = ""
        self._subordinator = ""
        self._relative: Node | None = None
        self._around: tuple[Clause | None, Clause | None] | None = None  # what the relative clause interrupts
        self._waiting_before = 0  # how many were pending when the relative clause opened
        self._fronted: list[tuple[str, Node]] = []
        self._headless: list[Clause] = []  # "After leaving A, ..." waits for the subject of the main clause

    def take(self, k: int, node: Node) -> None:
        """Read one node more."""
        if node.sort is Sort.VERB:
            self._verb(k, node)
        elif node.sort is Sort.NOMINAL:
            self._nominal(k, node)
        elif node.is_noun:
            self._noun(k, node)
        else:
            self._small(k, node)

    def _before(self, k: int) -> Node | None:
        """The node before, past adverbs and quotation marks."""
        k -= 1
        while k >= 0 and self.nodes[k].sort in (Sort.ADVERB, Sort.QUOTE, Sort.TIME):
            k -= 1
        return self.nodes[k] if k >= 0 else None

    def _small(self, k: int, node: Node) -> None:
        if node.sort in (Sort.STOP, Sort.COLON):
            self._restart()
        elif node.sort is Sort.OPEN:
            self._outer.append((self._pending, self._last, self._main))
            self._pending = []
        elif node.sort is Sort.CLOSE and self._outer:
            self._pending, self._last, self._main = self._outer.pop()
        elif node.sort is Sort.TIME:
            self._preposition = ""
        elif node.sort is Sort.REL:
            self._preposition = ""
            self._open_relative(k, node)
        elif node.sort in (Sort.PREP, Sort.TO, Sort.SUB):
            self._preposition = node.low
            if node.sort is Sort.SUB:
                self._subordinator = node.low
        elif node.sort is Sort.CLITIC:
            self._own(k)
        elif node.sort in (Sort.COMMA, Sort.DASH):
            self._preposition = self._subordinator = ""
            self._close_relative()
            if self._last is not None and self._last.nominal and self._last.verb.low != "→":
                self._last = self._last.governor

    def _close_relative(self) -> None:
        """Behind the comma that ends a relative clause, the clause that it interrupted goes on."""
        if self._around is not None and self._last is not None and self._last.marker == "who":
            outer, main = self._around
            if outer is not None:
                self._last, self._main = outer, main
            self._around = None

    def _own(self, k: int) -> None:
        """A possessor is no argument of a verb."""
        owner = self.nodes[k - 1] if k else None
        if owner in self._pending:
            self._pending.remove(owner)
        elif self._last is not None and self._last.object is owner:
            self._last.object = None
        elif self._last is not None and self._last.obliques and self._last.obliques[-1][1] is owner:
            self._preposition = self._last.obliques.pop()[0]

    def _open_relative(self, k: int, node: Node) -> None:
        before = self._before(k)
        if before is not None and before.sort is Sort.COMMA:
            before = self.nodes[k - 2] if k > 1 else None
        told = self._last is not None and (self._last.verb.low in term("word", "telling") or self._last.nominal)
        if node.low == "that" and (before is None or not before.is_noun or told):
            return
        if node.low in ("who", "whom") and (before is None or before.sort not in _LIKE_PEOPLE):
            near = self.nodes[max(0, k - _FAR) : k]
            before = next((n for n in reversed(near) if n.sort in (Sort.PERSON, Sort.POST)), before)
        if before is not None and before.is_noun:
            self._relative = before
            self._around = (self._last, self._main)
            self._waiting_before = len(self._pending)

    def _noun(self, k: int, node: Node) -> None:
        preposition, self._preposition = self._preposition, ""
        last = self._last
        before = self._before(k)
        if last is not None and self._is_gapped(k, node):
            self._repeat(k, node, last)
        elif preposition and (preposition not in term("word", "subordinators") or self._lone(k, node, preposition)):
            (last.obliques if last is not None else self._fronted).append((preposition, node))
        elif last is not None and before is last.verb and last.object is None and not last.nominal:
            last.object = node
            self._keep_predicate(last, node)
        elif last is not None and before is not None and before is last.object:
            last.complement = node
        else:
            self._pending.append(node)

    def _keep_predicate(self, last: Clause, node: Node) -> None:
        """ "His next stop *is A*": told of the noun of moving."""
        if is_be(last.verb) and last.subject is not None and last.subject.sort is Sort.NOMINAL:
            for clause in self.clauses:
                if clause.nominal and clause.verb is last.subject:
                    clause.obliques.append(("is", node))

    def _lone(self, k: int, node: Node, preposition: str) -> bool:
        """ "as CEO", "after two years at A": no verb follows the phrase behind the subordinator."""
        if preposition == "as" and node.sort is Sort.POST and self._last is not None and self._last.nominal:
            return True
        if preposition == "as":
            return node.sort in (Sort.POST, Sort.WORD) and not self._takes_verb(k)
        return node.sort in (Sort.WORD, Sort.ORG) and not self._takes_verb(k)

    def _takes_verb(self, k: int) -> bool:
        return k + 1 < len(self.nodes) and self.nodes[k + 1].sort is Sort.VERB

    def _is_gapped(self, k: int, node: Node) -> bool:
        """ "X as CEO and *Y as president*": a name with its own phrase and no verb."""
        if node.sort is not Sort.PERSON or not k or self.nodes[k - 1].sort not in (Sort.AND, Sort.COMMA):
            return False
        if self._last is None or not self._last.verb.forms or self._last.nominal:
            return False
        follows = self.nodes[k + 1 : k + 4]
        if len(follows) < 2 or not (follows[0].low in ("as", "to", "for", "from") and follows[1].is_noun):
            return False
        return all(n.sort is not Sort.VERB for n in follows)

    def _repeat(self, k: int, node: Node, last: Clause) -> None:
        clause = Clause(last.verb, k, last.subject, last.object, governor=last.governor, gapped=True)
        if last.object is not None and last.object.sort in _LIKE_PEOPLE:
            clause.object = node
        else:
            clause.subject = node
        self._open(clause)

    def _open(self, clause: Clause) -> None:
        self.clauses.append(clause)
        self._last = clause
        self._preposition = ""

    def _nominal(self, k: int, node: Node) -> None:
        clause = Clause(node, k, governor=self._last, marker=self._preposition)
        self._noun(k, node)
        before = self.nodes[k - 1] if k else None
        if before is not None and before.sort in (Sort.ORG, Sort.WORD, Sort.TIME, Sort.FIRM) and k > 1:
            if before.org is not None:
                clause.obliques.append(("modifier", before))
            if not before.owner and self.nodes[k - 2].sort is Sort.CLITIC:
                before = self.nodes[k - 2]
                k -= 1
        if before is not None and before.owner:
            clause.subject = before
        elif before is not None and before.sort is Sort.CLITIC and k > 1:
            clause.subject = self.nodes[k - 2]
        elif before is not None and before.sort is Sort.PERSON:
            clause.subject = before
        elif (before is not None and before.sort is Sort.AND) or (k > 1 and self.nodes[k - 2].sort is Sort.AND):
            others = [c for c in self.clauses if c.nominal]
            clause.subject = others[-1].subject if others else None  # "his departure and 2024 return"
        self._open(clause)
        self._preposition = "→" if node.low == "→" else ""

    def _verb(self, k: int, node: Node) -> None:
        if self._is_particle(k, node) or self._is_remainder(k, node):
            return
        before = self._before(k)
        clause = Clause(node, k, marker=self._preposition)
        if before is not None and before.sort is Sort.TO:
            self._infinitive(k, clause)
        elif not is_finite(node):
            self._participle(clause, before)
        else:
            self._finite(clause, before)
        self._open(clause)

    def _is_remainder(self, k: int, node: Node) -> bool:
        """ "A few good years *left*" """
        before = self.nodes[k - 1] if k else None
        return node.low == "left" and not node.helpers and before is not None and before.low in _SPANS

    def _is_particle(self, k: int, node: Node) -> bool:
        """ "push the founders *out*" """
        if self._last is None or node.helpers or self._last.nominal or k - self._last.index > _FAR:
            return False
        return any(form.gap and node.low == form.tail[0] for form in self._last.verb.forms)

    def _infinitive(self, k: int, clause: Clause) -> None:
        clause.marker = "to"
        before = self.nodes[k - 2] if k > 1 else None
        if before is not None and before.sort is Sort.WORD and (owner := self._owner(k - 2)) is not None:
            clause.subject = owner  # "X's decision to leave"
            return
        if before is not None and before in self._pending and self._pending[-1] is before:
            clause.subject = self._pending.pop()  # "X to leave A"
            self._main = clause
            return
        if before is not None and self._last is not None and ("for", before) in self._last.obliques[-1:]:
            clause.subject = before  # "a deal for X to come back"
            return
        governor = clause.governor = self._last
        if governor is None and before is not None and before.is_noun:
            clause.subject = before
        elif governor is None:
            self._headless.append(clause)
        elif governor.object is not None and governor.object.sort in _LIKE_PEOPLE and not governor.passive:
            clause.subject = governor.object
        else:
            clause.subject = governor.subject

    def _owner(self, k: int) -> Node | None:
        """Whose the noun at `k` is."""
        if self.nodes[k].owner:
            return self.nodes[k]
        return self.nodes[k - 2] if k > 1 and self.nodes[k - 1].sort is Sort.CLITIC else None

    def _participle(self, clause: Clause, before: Node | None) -> None:
        clause.governor = self._last
        if before is not None and before.is_noun and before.sort is not Sort.NOMINAL:
            if before in self._pending:
                self._pending.remove(before)
                self._main = clause  # a headline leaves out "is"
            clause.subject = before
        elif self._main is None and not self._pending:
            self._headless.append(clause)
        elif before is not None and before.sort is Sort.VERB and self._last is not None:
            clause.subject = self._last.subject
        elif self._pending and (self._main is None or self._pending[-1].start > self._main.verb.start):
            clause.subject = self._pending[-1]
        elif self._main is not None:
            clause.governor = self._main
            clause.subject = self._main.subject

    def _finite(self, clause: Clause, before: Node | None) -> None:
        if self._relative is not None:
            clause.marker = "who"
            if len(self._pending) > self._waiting_before:
                clause.object = self._relative
                clause.subject = self._pending.pop()
            else:
                clause.subject = self._relative
            self._relative = None
        elif before is not None and before.is_noun and before not in self._pending and self._is_free(before):
            clause.subject = before
            if self._last is not None and self._last.object is before and not self._tells(self._last):
                clause.governor, clause.marker = self._last, "object"  # "want X removed"
            self._release(before)
        elif self._last is not None and self._tells(self._last) and self._last.object is not None and not self._pending:
            clause.subject, self._last.object = self._last.object, None  # "says *his time* at A is over"
        elif before is not None and before.low == "way" and self._main is not None and clause.verb.low == "out":
            clause.subject = self._main.subject  # "is on her way out"
        elif self._pending and self._is_reduced(clause, before):
            clause.subject, clause.marker = self._pending[-1], "who"  # "X, tapped in May to lead A, is leaving"
            return
        elif self._pending:
            clause.subject = self._from_pending(before)
        elif self._main is not None:
            clause.subject, clause.governor = self._main.subject, self._main
        elif self._last is not None and self._last.nominal:
            clause.subject = self._last.subject
        else:
            self._headless.append(clause)  # "Poached from A, X starts at B"
            return
        clause.marker = clause.marker or self._subordinator
        self._subordinator = ""
        clause.obliques += self._fronted
        self._fronted = []
        for waiting in self._headless:
            waiting.subject = clause.subject
        self._headless = []
        self._main = clause

    def _is_reduced(self, clause: Clause, before: Node | None) -> bool:
        verb, waiting = clause.verb, self._pending[-1]
        participle = not verb.helpers and any(3 in f.forms and "either" in frames()[f.act].mover for f in verb.forms)
        if not participle or waiting.sort is not Sort.PERSON or before is None or before.sort is not Sort.COMMA:
            return False
        at, k = self.nodes.index(before), clause.index
        behind = self.nodes[k + 1] if k + 1 < len(self.nodes) else None
        return at > 0 and self.nodes[at - 1] is waiting and (behind is None or not behind.is_noun)

    def _from_pending(self, before: Node | None) -> Node:
        """The phrase that a finite verb takes: right before it, else the last that waits, people before things."""
        if before in self._pending:
            del self._pending[self._pending.index(before) + 1 :]
        elif self._pending[-1].sort in (Sort.WORD, Sort.FIRM):
            person = next((n for n in reversed(self._pending) if n.sort is Sort.PERSON), None)
            if person is not None:
                del self._pending[self._pending.index(person) + 1 :]
        subject = self._pending.pop()
        paired = self._pending and subject.sort is Sort.ORG and self._pending[-1].sort is Sort.PERSON
        if paired and self.nodes[self.nodes.index(subject) - 1].sort is Sort.AND:
            self._fronted.append(("with", subject))  # "X and A have parted ways"
            return self._pending.pop()
        while self._pending and subject.sort is Sort.PERSON and self._pending[-1].sort is Sort.PERSON:
            if self.nodes[self.nodes.index(subject) - 1].sort is not Sort.AND:
                break
            subject = _together(self._pending.pop(), subject)
        return subject

    def _is_free(self, node: Node) -> bool:
        """ "the company said *X* left": the object right before a finite verb is its subject; no oblique is."""
        last = self._last
        if last is None:
            return any(other is node and word == "with" for word, other in self._fronted)
        if last.object is node or last.complement is node:
            return True
        if self._tells(last) and last.object is not None:
            return False
        return not self._pending and any(other is node for _, other in last.obliques)

    def _tells(self, clause: Clause) -> bool:
        return clause.verb.low in term("word", "telling")

    def _release(self, node: Node) -> None:
        """Take it from the verb before where that only tells; "a startup *focused* on" stays what is launched."""
        last = self._last
        if last is None or not self._tells(last):
            return
        if last.object is node:
            last.object = None
        if last.complement is node:
            last.complement = None
        with suppress(StopIteration):
            last.obliques.remove(next(pair for pair in last.obliques if pair[1] is node))
