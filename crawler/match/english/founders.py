"""Who founded what, as far as a sentence tells in passing: "A, a startup he founded", "A, co-founded by X"."""

from __future__ import annotations

from collections.abc import Iterator

from crawler.match.english.clauses import Clause
from crawler.match.english.items import Org, Person, Sort
from crawler.match.english.neighbours import neighbour, sort_at
from crawler.match.english.nodes import Node, index_of
from crawler.match.english.people_meant import people_meant
from crawler.match.english.sentence import Sentence
from crawler.match.english.words import term


def founders_told(sentence: Sentence) -> Iterator[tuple[Person, Org]]:
    """Everybody said to have founded a lab that the sentence names, with the lab."""
    yield from _owners(sentence)
    for clause in sentence.clauses:
        if clause.nominal or clause.verb.low not in term("word", "founding"):
            continue
        by = [node for node in clause.oblique("by") if node.sort is Sort.PERSON]
        org = _named(sentence, clause.subject if by else clause.object)
        if org is None or not org.lab or org.how == "product":
            continue
        for node in by or _subjects(clause):
            for person in people_meant(sentence, node, clause):
                yield person, org


def _owners(sentence: Sentence) -> Iterator[tuple[Person, Org]]:
    """ "X's AI startup, A"."""
    for firm, mark, named in zip(sentence.nodes, sentence.nodes[1:], sentence.nodes[2:], strict=False):
        owned = firm.sort is Sort.FIRM and len(firm.people) == 1 and mark.sort is Sort.COMMA
        if owned and named.sort is Sort.ORG and named.org is not None and named.org.lab:
            yield firm.people[0], named.org


def _subjects(clause: Clause) -> list[Node]:
    return [clause.subject] if clause.subject is not None else []


def _named(sentence: Sentence, node: Node | None) -> Org | None:
    """The lab of a name, or of "an AI startup" behind the comma of one."""
    if node is None or node.sort is Sort.ORG:
        return node.org if node is not None else None
    nodes = sentence.nodes
    at = index_of(nodes, node)
    apposed = node.sort is Sort.FIRM and sort_at(nodes, at - 1) in (Sort.COMMA, Sort.DASH)
    named = neighbour(nodes, at - 2) if apposed else None
    return named.org if named is not None else None
