"""From nodes to clauses, in one pass from left to right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from crawler.match.english.clauses import Clause
from crawler.match.english.completing import complete
from crawler.match.english.gapping import is_gapped, repeated
from crawler.match.english.items import Sort
from crawler.match.english.neighbours import low_at, neighbour, sort_at
from crawler.match.english.nodes import NOUNS, Node
from crawler.match.english.state import LIKE_PEOPLE, State, tells
from crawler.match.english.subjects import finite, infinitive, participle
from crawler.match.english.verbs import is_be, is_finite
from crawler.match.english.words import term

_SPANS = frozenset("years months weeks days hours minutes time".split())
_BEHIND_SECOND = frozenset((Sort.SUB, Sort.STOP, Sort.PREP, Sort.COMMA, Sort.TO))
_NO_SUBJECTS = frozenset("him them me us himself herself themselves".split())
_BEFORE_TO = frozenset("due owing thanks prior according".split())
_CONTRASTING = frozenset(("unlike",))
_FAR = 7  # nodes between a name and the "who" that takes it up, or a verb and its particle


def clauses_of(nodes: Sequence[Node]) -> list[Clause]:
    """Every clause and every noun of moving of one sentence, in order of their words."""
    reader = _Parser(nodes)
    for k, node in enumerate(nodes):
        reader.take(k, node)
    clauses = reader.state.clauses
    complete(nodes, clauses)
    return clauses


class _Parser:
    """Takes the nodes one by one."""

    def __init__(self, nodes: Sequence[Node]) -> None:
        self.state = State(nodes)
        self._outer: list[tuple[list[Node], Clause | None, Clause | None]] = []

    def take(self, k: int, node: Node) -> None:
        """Read one node more."""
        if node.sort is Sort.VERB:
            self._verb(k, node)
        elif node.sort is Sort.NOMINAL:
            self._nominal(k, node)
        elif node.owner and node.sort is Sort.PRONOUN and self._is_moving(k + 1):
            pass  # "amid *his* ouster"
        elif node.sort is Sort.PERSON and self._is_contrasted(k):
            pass  # "X, *not Y*, has left"
        elif node.is_noun:
            self._noun(k, node)
        else:
            self._small(k, node)

    def _is_contrasted(self, k: int) -> bool:
        before = low_at(self.state.nodes, k - 1)
        opens = sort_at(self.state.nodes, k - 2) in (Sort.COMMA, Sort.EDGE, Sort.STOP, Sort.DASH)
        return before in _CONTRASTING or (before == "not" and opens)

    def _is_moving(self, k: int) -> bool:
        return sort_at(self.state.nodes, k) is Sort.NOMINAL

    def _small(self, k: int, node: Node) -> None:
        if node.sort in (Sort.STOP, Sort.COLON):
            self.state = self.state.restarted()
        elif node.sort is Sort.OPEN:
            self._outer.append((self.state.pending, self.state.last, self.state.main))
            self.state.pending = []
        elif node.sort is Sort.CLOSE and self._outer:
            self.state.pending, self.state.last, self.state.main = self._outer.pop()
        elif node.sort is Sort.TIME:
            self.state.preposition = ""
        elif node.sort is Sort.REL:
            self.state.preposition = ""
            self._open_relative(k, node)
        elif node.sort in (Sort.PREP, Sort.TO, Sort.SUB):
            self._subordinate(node)
        elif node.sort is Sort.CLITIC:
            self._own(k)
        elif node.sort is Sort.COMMA and self._ends_apposition(k):
            pass
        elif node.sort in (Sort.COMMA, Sort.DASH):
            self.state.preposition = self.state.subordinator = ""
            self._close_relative()
            self._close_telling()
            if self.state.last is not None and self.state.last.nominal and self.state.last.verb.low != "→":
                self.state.last = self.state.last.governor

    def _subordinate(self, node: Node) -> None:
        self.state.preposition = node.low
        if node.sort is Sort.SUB:
            self.state.subordinator = node.low
        if node.low == "where":  # "left A, *where he led safety,* for B"
            self.state.around = (self.state.last, self.state.main)
            self.state.waiting_before = len(self.state.pending)

    def _ends_apposition(self, k: int) -> bool:
        """ "Lost X, its head of research*,* to A": the clause goes on."""
        last, nodes = self.state.last, self.state.nodes
        held = last.object if last is not None else None
        told = held is not None and held is neighbour(nodes, k - 1) and bool(held.people) and held.last - held.first > 1
        return told and sort_at(nodes, k + 1) is Sort.TO

    def _close_relative(self) -> None:
        """Behind the comma that ends a relative clause, the clause that it interrupted goes on."""
        if self.state.around is not None and self.state.last is not None and self.state.last.marker in ("who", "where"):
            outer, main = self.state.around
            del self.state.pending[self.state.waiting_before :]
            if outer is not None:
                self.state.last, self.state.main = outer, main
            self.state.around = None

    def _close_telling(self) -> None:
        """ "X is off to B, *she said,* after nine years at A": what was interrupted goes on."""
        last, clauses = self.state.last, self.state.clauses
        if last is None or not tells(last) or last.object is not None or len(clauses) < 2:
            return
        right_before = last.index > 2 and last.subject is self.state.nodes[last.index - 1]
        if right_before and self.state.nodes[last.index - 2].sort is Sort.COMMA:
            self.state.last = self.state.main = clauses[-2]

    def _own(self, k: int) -> None:
        """A possessor is no argument of a verb."""
        owner = neighbour(self.state.nodes, k - 1)
        if owner is not None and owner in self.state.pending:
            self.state.pending.remove(owner)
            if sort_at(self.state.nodes, k - 2) is Sort.SUB:
                self.state.preposition = low_at(self.state.nodes, k - 2)  # "*following* X's departure"
        elif self.state.last is not None and self.state.last.object is owner:
            self.state.last.object = None
            self.state.robbed = self.state.last
        elif self.state.last is not None and self.state.last.obliques and self.state.last.obliques[-1][1] is owner:
            self.state.preposition = self.state.last.obliques.pop()[0]

    def _open_relative(self, k: int, node: Node) -> None:
        before = self.state.before(k)
        if before is not None and before.sort in (Sort.COMMA, Sort.OPEN):
            bracketed = before.sort is Sort.OPEN
            before = neighbour(self.state.nodes, k - 2)
            if bracketed and before is not None and before.people:
                before = replace(before, people=before.people[-1:])  # "X, Y and Z (*who* left A)"
        if node.low == "who" and before is not None and before.low in ("or", "nor"):
            self.state.pending.append(node)  # "did not say when she leaves *nor who* replaces her"
            return
        told = self.state.last is not None and (
            self.state.last.verb.low in term("word", "telling") or self.state.last.nominal
        )
        if before is not None and before.sort is Sort.ORG:  # "told staff in a memo seen by A *that* she would leave"
            told = told or any(tells(clause) for clause in self.state.clauses)
        spoken_to = before is not None and before.sort is Sort.PRONOUN  # "to inform us *that* X has left"
        if node.low == "that" and (
            before is None or not before.is_noun or told or spoken_to or self._says_what(k, before)
        ):
            return
        unnamed = before is not None and before.low in term("role", "staff")  # "three people who quit A: X, Y and Z"
        if node.low in ("who", "whom") and not unnamed and (before is None or before.sort not in LIKE_PEOPLE):
            near = self.state.nodes[max(0, k - _FAR) : k]
            before = next((n for n in reversed(near) if n.sort in (Sort.PERSON, Sort.POST)), before)
        if before is not None and before.is_noun:
            self.state.relative = before
            self.state.around = (self.state.last, self.state.main)
            self.state.waiting_before = len(self.state.pending)

    def _says_what(self, k: int, before: Node) -> bool:
        """ "The news *that* X has left", but "the news that shook A"."""
        return before.low in term("word", "contents") and k + 1 < len(self.state.nodes) and not self._takes_verb(k)

    def _noun(self, k: int, node: Node) -> None:
        preposition, self.state.preposition = self.state.preposition, ""
        opens = low_at(self.state.nodes, k - 2) if preposition == "to" else ""
        if opens in _BEFORE_TO:  # "left, *due to* the company's move away from research", "*according to* Reuters"
            preposition = opens
        last = self.state.last
        before = self.state.before(k)
        if node.sort is Sort.NOMINAL and before is not None and before.owner and before.sort is Sort.PRONOUN:
            before = self.state.before(k - 1)  # "confirmed *his* departure"
        if last is not None and self._is_listed_on(k, node, last):
            assert last.object is not None
            last.object = replace(last.object, people=[*last.object.people, *node.people])
        elif last is not None and is_gapped(self.state, k, node):
            self._open(repeated(self.state.nodes, k, node, last))
        elif preposition and (preposition not in term("word", "subordinators") or self._lone(k, node, preposition)):
            waits = last is None or self._waits_for_verb(k, preposition)
            (self.state.fronted if waits or last is None else last.obliques).append((preposition, node))
        elif last is not None and self._is_second_object(k, node, last):
            last.obliques.append(("and", node))
        elif last is not None and self._is_second_oblique(k, node, last):
            last.obliques.append((last.obliques[-1][0], node))
        elif last is not None and last is self.state.robbed and before is not None and before.sort is Sort.CLITIC:
            last.object, self.state.robbed = node, None  # "hands the chief executive's *job* to X"
        elif last is not None and before is last.verb and last.object is None and not last.nominal:
            last.object = node
            self._keep_predicate(last, node)
        elif last is not None and before is not None and before is last.object:
            last.complement = node
        elif node.low not in _NO_SUBJECTS and not self._is_apposed(k, node):  # "X, like Y before *him*, has left"
            self.state.pending.append(node)

    def _is_apposed(self, k: int, node: Node) -> bool:
        """ "Is launching a startup, *Corvane AI*, after leaving A": it tells only which, and waits for no verb."""
        last, nodes = self.state.last, self.state.nodes
        firm = neighbour(nodes, k - 2) if node.sort is Sort.ORG and sort_at(nodes, k - 1) is Sort.COMMA else None
        ends = sort_at(nodes, k + 1) in (Sort.COMMA, Sort.STOP, Sort.EDGE)
        told = firm is not None and firm.sort is Sort.FIRM and ends
        return told and last is not None and firm in last.arguments()

    def _is_listed_on(self, k: int, node: Node, last: Clause) -> bool:
        """ "Has hired X, who led A, and *Y*, an engineer": one more object, as no verb follows that Y could have."""
        nodes = self.state.nodes
        listed = sort_at(nodes, k - 1) is Sort.AND and sort_at(nodes, k - 2) is Sort.COMMA
        held = node.sort is Sort.PERSON and last.object is not None and last.object.sort is Sort.PERSON
        if not (listed and held) or last.marker == "who":
            return False
        behind = next((n for n in nodes[k + 1 :] if n.sort not in (Sort.COMMA, Sort.ADVERB)), None)
        return behind is None or behind.sort in (Sort.STOP, Sort.REL, Sort.OPEN)

    def _is_second_object(self, k: int, node: Node, last: Clause) -> bool:
        """ "Left A and *B* to found C": no verb follows that the second could be the subject of."""
        held = neighbour(self.state.nodes, k - 2) if sort_at(self.state.nodes, k - 1) is Sort.AND else None
        both = held is not None and held is last.object and node.sort is Sort.ORG and held.sort is Sort.ORG
        return both and not self._takes_verb(k)

    def _is_second_oblique(self, k: int, node: Node, last: Clause) -> bool:
        """ "Worked at A and *other firms* before joining B": one more behind the preposition, as no verb follows."""
        nodes = self.state.nodes
        held = neighbour(nodes, k - 2) if sort_at(nodes, k - 1) is Sort.AND else None
        joined = bool(last.obliques) and held is last.obliques[-1][1]
        thing = node.sort in (Sort.ORG, Sort.WORD, Sort.FIRM) or (joined and last.obliques[-1][0] == "by")
        behind = sort_at(nodes, k + 1) in _BEHIND_SECOND or low_at(nodes, k + 1) == "respectively"
        return joined and thing and behind

    def _waits_for_verb(self, k: int, preposition: str) -> bool:
        """ "As it grew, several people, *including X*, left": of a phrase whose verb is still to come."""
        nodes, at = self.state.nodes, k - 2
        if preposition != "including" or at < 1 or not self.state.pending or self.state.pending[-1].org is not None:
            return False  # "hired people from his startup, *A, including X*"
        return self.state.pending[-1] is nodes[at - 1 if nodes[at].sort is Sort.COMMA else at]

    def _keep_predicate(self, last: Clause, node: Node) -> None:
        """ "His next stop *is A*": told of the noun of moving."""
        if is_be(last.verb) and last.subject is not None and last.subject.sort is Sort.NOMINAL:
            for clause in self.state.clauses:
                if clause.nominal and clause.verb is last.subject:
                    clause.obliques.append(("is", node))

    def _lone(self, k: int, node: Node, preposition: str) -> bool:
        """ "as CEO", "after two years at A": no verb follows the phrase behind the subordinator."""
        if preposition == "as" and node.sort is Sort.POST and self.state.last is not None and self.state.last.nominal:
            return True
        if preposition == "as" and node.sort is Sort.PERSON:  # "named as its chief scientist X"
            held = self.state.last is not None and neighbour(self.state.nodes, k - 2) is self.state.last.verb
            return held and bool(node.people[0].posts) and not self._takes_verb(k)
        if preposition == "as":
            return node.sort in (Sort.POST, Sort.WORD) and not self._takes_verb(self._phrase_end(k))
        ends = sort_at(self.state.nodes, k + 1) in (Sort.STOP, Sort.EDGE)
        alone = node.sort is Sort.PERSON and preposition in ("after", "following") and ends
        told = node.sort is Sort.NOMINAL and not self._takes_verb(k)  # "following his *departure*, A has"
        return alone or told or (node.sort in (Sort.WORD, Sort.ORG) and not self._takes_verb(self._phrase_end(k)))

    def _phrase_end(self, k: int) -> int:
        """ "After three others *from the same team* left": the last node of what goes with a count."""
        nodes = self.state.nodes
        counted = nodes[k].low in term("role", "staff") or nodes[k].low == "others"
        while counted and sort_at(nodes, k + 1) is Sort.PREP and sort_at(nodes, k + 2) in NOUNS:
            k += 2
        apart = [node.sort for node in nodes[k + 1 : k + 5]] == [Sort.COMMA, Sort.PREP, Sort.PERSON, Sort.COMMA]
        return k + 4 if counted and apart else k  # "as several staff, *including X,* have left"

    def _takes_verb(self, k: int) -> bool:
        return sort_at(self.state.nodes, k + 1) is Sort.VERB

    def _open(self, clause: Clause) -> None:
        self.state.clauses.append(clause)
        self.state.last = clause
        self.state.preposition = ""

    def _nominal(self, k: int, node: Node) -> None:
        clause = Clause(node, k, governor=self.state.last, marker=self.state.preposition)
        self._noun(k, node)
        before = neighbour(self.state.nodes, k - 1)
        if before is not None and before.sort in (Sort.ORG, Sort.WORD, Sort.TIME, Sort.FIRM):
            if before.org is not None:
                clause.obliques.append(("modifier", before))
            if not before.owner and sort_at(self.state.nodes, k - 2) is Sort.CLITIC:
                before = self.state.nodes[k - 2]
                k -= 1
        if before is not None and before.owner:
            clause.subject = before
        elif before is not None and before.low == "whose":  # "X, whose departure from A"
            near = self.state.nodes[max(0, k - _FAR) : k]
            clause.subject = next((n for n in reversed(near) if n.sort in LIKE_PEOPLE), None)
        elif before is not None and before.sort is Sort.CLITIC:
            clause.subject = neighbour(self.state.nodes, k - 2)
        elif node.low == "→":
            clause.subject = self._pointed_from(k)
        elif before is not None and before.sort is Sort.PERSON:
            clause.subject = before
        elif (before is not None and before.sort is Sort.AND) or sort_at(self.state.nodes, k - 2) is Sort.AND:
            others = [c for c in self.state.clauses if c.nominal]
            clause.subject = others[-1].subject if others else None  # "his departure and 2024 return"
        self._open(clause)
        self.state.preposition = "→" if node.low == "→" else ""

    def _pointed_from(self, k: int) -> Node | None:
        """ "X (A → B)", "X | A → B", "X: A → B": the name before, with nothing but employers between."""
        for n in range(k - 1, max(-1, k - _FAR), -1):
            if self.state.nodes[n].sort is Sort.PERSON:
                return self.state.nodes[n]
            if self.state.nodes[n].sort in (Sort.VERB, Sort.NOMINAL) and self.state.nodes[n].low != "→":
                return None
        return None

    def _verb(self, k: int, node: Node) -> None:
        if self._is_particle(k, node) or self._is_remainder(k, node):
            return
        before = self.state.before(k)
        clause = Clause(node, k, marker=self.state.preposition)
        if before is not None and before.sort is Sort.TO:
            infinitive(self.state, k, clause)
        elif self._is_second_infinitive(node, before):
            last = self.state.last
            assert last is not None
            clause.subject, clause.governor, clause.marker = last.subject, last.governor, "to"
        elif not is_finite(node):
            participle(self.state, clause, before)
        else:
            finite(self.state, clause, before)
        self._open(clause)

    def _is_second_infinitive(self, node: Node, before: Node | None) -> bool:
        """ "To leave A and *join* B"."""
        last = self.state.last
        joined = before is not None and before.sort is Sort.AND and last is not None and last.marker == "to"
        return joined and not node.helpers and any(form.forms[:1] == (0,) for form in node.forms)

    def _is_remainder(self, k: int, node: Node) -> bool:
        """ "A few good years *left*" """
        before = neighbour(self.state.nodes, k - 1)
        return node.low == "left" and not node.helpers and before is not None and before.low in _SPANS

    def _is_particle(self, k: int, node: Node) -> bool:
        """ "push the founders *out*" """
        last = self.state.last
        if last is None or node.helpers or last.nominal or k - last.index > _FAR:
            return False
        return any(form.gap and node.low == form.tail[0] for form in last.verb.forms)
