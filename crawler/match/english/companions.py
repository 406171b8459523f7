"""Who moves together with whom a clause names: "she and X", "him and X", "along with X", "and that of X"."""

from __future__ import annotations

from crawler.match.english.clauses import Clause
from crawler.match.english.items import Person, Sort
from crawler.match.english.neighbours import neighbour, sort_at
from crawler.match.english.nodes import Node, index_of
from crawler.match.english.people_meant import people_meant
from crawler.match.english.sentence import Sentence
from crawler.match.english.words import Frame

_DOING = frozenset("did does do has have is are was were will".split())
_GOING = frozenset(("leave", "resign"))
_TALKS = frozenset("meeting talking talks speaking conversation conversations dinner discussions".split())
_TEAMING = frozenset("team teams teamed teaming partner partners partnered partnering".split())
_REACH = 11  # nodes between a noun of moving and "those of X"


def with_companions(sentence: Sentence, clause: Clause, frame: Frame, node: Node, people: list[Person]) -> list[Person]:
    """The people of `node` with those who move beside them, in the order of the sentence."""
    nodes = sentence.nodes
    at = index_of(nodes, node)
    beside = [
        *_behind(sentence, clause, at),
        *_along(sentence, clause, frame),
        *_so_do(sentence, clause),
        *_joined(clause),
    ]
    return [*_before(sentence, clause, at), *people, *beside]


def acting_with(sentence: Sentence, clause: Clause) -> list[Node]:
    """ "Started A *with X*", but not "after meeting *with X*"."""
    nodes = sentence.nodes
    beside = clause.oblique("with", "alongside")
    return [node for node in beside if (at := index_of(nodes, node)) < 2 or nodes[at - 2].low not in _TALKS]


def _before(sentence: Sentence, clause: Clause, at: int) -> list[Person]:
    """ "*She* and X have left", "*X* and I are starting": the one that "and" joins to a pronoun or a name."""
    nodes = sentence.nodes
    before = neighbour(nodes, at - 2) if sort_at(nodes, at - 1) is Sort.AND else None
    spoken = nodes[at].sort is Sort.PRONOUN and before is not None and before.sort is Sort.PERSON
    joined = before is not None and (spoken or before.low in ("he", "she"))
    return people_meant(sentence, before, clause) if joined else []


def _behind(sentence: Sentence, clause: Clause, at: int) -> list[Person]:
    """ "Hired him and *X*": the name that "and" joins to a pronoun."""
    node, behind = sentence.nodes[at], sentence.nodes[at + 1 : at + 4]
    joined = node.sort is Sort.PRONOUN and node is clause.object and len(behind) > 1
    if not joined or behind[0].sort is not Sort.AND or (len(behind) > 2 and behind[2].sort is Sort.VERB):
        return []
    return behind[1].people if behind[1].sort is Sort.PERSON else []


def _so_do(sentence: Sentence, clause: Clause) -> list[Person]:
    """ "X left A, *as did Y*", "X has left A, *and so has Y*", "first X left A, *then Y*"."""
    if clause.nominal or clause.marker == "to":
        return []
    behind = sentence.nodes[clause.index + 1 : clause.index + _REACH]
    for k, node in enumerate(behind):
        one, other = [*behind[k + 1 : k + 3], None, None][:2]
        if (node.sort is Sort.VERB and node.forms) or one is None:
            return []
        opens = node.low in ("so", "as") and one.sort is Sort.VERB and one.low in _DOING and not one.forms
        if opens and other is not None and other.sort is Sort.PERSON:
            return other.people
    return []


def _joined(clause: Clause) -> list[Person]:
    """ "X joins *Y* in leaving A"."""
    other = clause.governor if clause.marker == "in" else None
    joins = other is not None and "join" in other.verb.acts
    return other.object.people if joins and other is not None and other.object is not None else []


def _along(sentence: Sentence, clause: Clause, frame: Frame) -> list[Person]:
    """ "Joined B *along with X*"."""
    governor = clause.governor
    if clause.marker == "to" and governor is not None and governor.subject is clause.subject:
        # "Is leaving along with *X*, to start A".
        return [*_teamed(governor), *_together(sentence, governor), *_together(sentence, clause)]
    if frame.act in ("hire", "hiring"):  # "the recruitment of X, alongside *Y and Z*"
        return [p for node in clause.oblique("alongside") for p in node.people]
    if clause.nominal:
        return _those_of(sentence, clause)
    if "subject" not in frame.mover:
        return []
    if clause.verb.low.startswith("co-") or frame.act == "found":  # "will co-lead the lab with *X*"
        return [p for node in acting_with(sentence, clause) for p in node.people]
    return _together(sentence, clause)


def _teamed(clause: Clause) -> list[Person]:
    """ "*Teamed up with X* to found A", "joined forces with X", "left A *with X* to found B"."""
    forces = clause.object is not None and clause.object.low == "forces"
    if clause.verb.low not in _TEAMING and not forces and not clause.verb.acts & _GOING:
        return []
    return [p for node in clause.oblique("with") for p in node.people]


def _together(sentence: Sentence, clause: Clause) -> list[Person]:
    nodes = sentence.nodes
    beside = {id(b) for a, w, b in zip(nodes, nodes[1:], nodes[2:], strict=False)
              if a.low in ("along", "together") and w.low == "with"}  # fmt: skip
    with_them = [node for node in clause.oblique("with") if id(node) in beside]
    named = clause.oblique("including") if any(not node.people for node in with_them) else []
    return [p for node in (*with_them, *named) for p in node.people]  # "along with six others including *X*"


def _those_of(sentence: Sentence, clause: Clause) -> list[Person]:
    """ "Her departure, along with *those of X and Y*"."""
    behind = sentence.nodes[clause.index + 1 : clause.index + _REACH]
    for one, of, named in zip(behind, behind[1:], behind[2:], strict=False):
        if one.sort is Sort.VERB or (one.low in ("that", "those") and of.low == "of"):
            return named.people if one.sort is not Sort.VERB and named.sort is Sort.PERSON else []
    return []
