"""Who a profile's lines are about: "**X** - CEO of B", and below it "- Left A in 2024"."""

from __future__ import annotations

from crawler.match.english.items import Place, Sort
from crawler.match.english.nodes import Node
from crawler.match.english.sentence import Sentence


def is_entry(sentence: Sentence) -> bool:
    """A line that opens with one name and has no verb."""
    nodes = [node for node in sentence.nodes if node.sort not in (Sort.DASH, Sort.STOP)]
    named = sentence.place is not Place.RUNNING and bool(nodes) and nodes[0].sort is Sort.PERSON
    return named and len(nodes[0].people) == 1 and all(node.sort is not Sort.VERB for node in nodes)


def take_up_entry(sentence: Sentence) -> None:
    """Give a line below that opens with a verb of the past the subject that it leaves out."""
    opening = sentence.clauses[0] if sentence.clauses and sentence.place is Place.BULLET else None
    if opening is None or opening.subject is not None or opening.nominal or opening.verb.helpers:
        return
    past = any(2 in form.forms for form in opening.verb.forms)
    opens = all(node.sort is Sort.DASH for node in sentence.nodes[: opening.index])
    name = sentence.context.entry_above(sentence.start) if past and opens else None
    if name is None:
        return
    at = opening.verb
    left_out = Node(Sort.PERSON, at.first, at.first, at.start, at.start, name.lower())
    left_out.people = [sentence.context.person(name)]
    for clause in sentence.clauses:
        clause.subject = clause.subject or left_out
