"""Who leaves: whoever the clause says it of, with whom, after whom, and who comes along."""

from __future__ import annotations

from crawler.match.english.items import Person, Sort
from crawler.match.english.movers import who_moves
from crawler.match.english.neighbours import neighbour, sort_at
from crawler.match.english.people_meant import people_meant
from crawler.match.english.slots import Slots
from crawler.match.english.verbs import BECOMING
from crawler.match.english.words import term

_WORK = frozenset(("employment", "contract"))
_BEFORE_WITH = frozenset((Sort.VERB, Sort.ORG, Sort.FIRM, Sort.TIME, Sort.ADVERB, Sort.PRONOUN, Sort.EDGE))


def leavers(slots: Slots) -> list[Person]:
    """Who leaves, with whom, and whoever was told to have gone before."""
    movers = who_moves(slots) or _vacated_by(slots) or _employed_before(slots)
    return [*movers, *(_companions(slots) if movers else ()), *_gone_before(slots), *_that_of(slots)]


def _vacated_by(slots: Slots) -> list[Person]:
    """ "Fills the seat *vacated by X*"."""
    held = slots.clause.subject
    post = held is not None and held.low in term("organisation", "inside") and slots.frame.act == "leave"
    nodes = slots.clause.oblique("by") if post else ()
    return [person for node in nodes for person in people_meant(slots.sentence, node, slots.clause)]


def _employed_before(slots: Slots) -> list[Person]:
    """ "Has terminated *X's employment*", "*X's contract* with A was terminated"."""
    nodes, verb = slots.sentence.nodes, slots.clause.index
    if slots.frame.act != "oust":
        return []
    ends = range(max(0, verb - 3), verb) if slots.clause.passive else range(verb + 1, len(nodes))
    at = next((k for k in ends if nodes[k].low in _WORK), 0)
    if not at or not (slots.clause.passive or nodes[at] is slots.clause.object):
        return []
    owner = neighbour(nodes, at - 2) if sort_at(nodes, at - 1) is Sort.CLITIC else nodes[at]
    return people_meant(slots.sentence, owner, slots.clause)


def _gone_before(slots: Slots) -> list[Person]:
    """ "She is the third to go this year, *after X and Y*"."""
    clause = slots.clause
    counted = clause.marker == "to" and clause.governor is not None and clause.governor.verb.low in BECOMING
    nodes = clause.oblique("after", "following") if counted else ()
    return [person for node in nodes if node.sort is Sort.PERSON for person in node.people]


def _companions(slots: Slots) -> list[Person]:
    """ "Walked out with X", "left A with X": who leaves too; not "with X taking over", "left A with X in charge"."""
    clause, nodes = slots.clause, slots.sentence.nodes
    if slots.frame.act not in ("leave", "resign"):
        return []
    acting = {id(other.subject) for other in slots.sentence.clauses}
    together: list[Person] = []
    for k, node in enumerate(nodes):
        placed = sort_at(nodes, k + 1) in (Sort.PREP, Sort.SUB)
        named = node.sort is Sort.PERSON and id(node) not in acting and not placed and node in clause.oblique("with")
        if named and sort_at(nodes, k - 2) in _BEFORE_WITH:
            together += node.people  # but "left A over a dispute *with X*"
    return together


def come_along(slots: Slots) -> list[Person]:
    """ "X is leaving A for B, *alongside Y*, who advised C": Y goes to B, and leaves A only where told to be there."""
    return [person for node in slots.clause.oblique("alongside") for person in node.people]


def _that_of(slots: Slots) -> list[Person]:
    """ "*The departure of X from A* comes weeks after *that of Y*"."""
    nodes = slots.sentence.nodes[slots.clause.index :] if slots.clause.nominal else []
    behind = zip(nodes, nodes[1:], nodes[2:], strict=False)
    return [person for that, of, node in behind if (that.low, of.low) == ("that", "of") for person in node.people]
