"""Who a profile's lines are about: "**X** - CEO of B", and below it "- Left A in 2024"."""

from __future__ import annotations

from collections.abc import Sequence

from crawler.match.english.items import Person, Place, Sort
from crawler.match.english.nodes import Node
from crawler.match.english.sentence import Sentence

_OPENING = frozenset((Sort.DASH, Sort.AND, Sort.ADVERB))


def is_entry(sentence: Sentence) -> bool:
    """A line that opens with one name and has no verb."""
    nodes = [node for node in sentence.nodes if node.sort not in (Sort.DASH, Sort.STOP)]
    named = sentence.place is not Place.RUNNING and bool(nodes) and nodes[0].sort is Sort.PERSON
    return named and len(nodes[0].people) == 1 and all(node.sort is not Sort.VERB for node in nodes)


def take_up_subject(sentence: Sentence, before: Sentence | None) -> None:
    """Give a line below an entry, or behind "X: founder." or a semicolon, the subject that its verb leaves out."""
    opening = sentence.clauses[0] if sentence.clauses else None
    if opening is None or opening.subject is not None or opening.nominal:
        return
    if any(not word.endswith("ly") for word in opening.verb.helpers):  # "publicly resigned from A"
        return
    past = any(2 in form.forms for form in opening.verb.forms)
    opens = all(node.sort in _OPENING for node in sentence.nodes[: opening.index])
    people = _left_out(sentence, before) if past and opens else []
    if not people:
        return
    at = opening.verb
    left_out = Node(Sort.PERSON, at.first, at.first, at.start, at.start, people[0].name.lower())
    left_out.people = people
    for clause in sentence.clauses:
        clause.subject = clause.subject or left_out


def _left_out(sentence: Sentence, before: Sentence | None) -> list[Person]:
    if before is not None and (person := _opens_line(before)) is not None:
        return [person]
    if sentence.place is Place.BULLET:
        name = sentence.context.entry_above(sentence.start)
        return [sentence.context.person(name)] if name is not None else []
    if before is None or not before.nodes or before.nodes[-1].low != ";":  # "X signed the letter; then left A"
        return []
    main = next((clause for clause in reversed(before.clauses) if not clause.marker and not clause.nominal), None)
    return list(main.subject.people) if main is not None and main.subject is not None else []


def _opens_line(before: Sentence) -> Person | None:
    """ "X: co-founder. *Left A*", and whose an article is that has only a name for its title."""
    if before.title and _is_name(before.nodes):
        return before.nodes[0].people[0]
    label = _label(before.nodes)
    others = [c.subject for c in before.clauses if c.subject is not None and c.subject.sort is not Sort.POST]
    return None if any(node.people != [label] for node in others) else label


def _is_name(nodes: Sequence[Node]) -> bool:
    """One name and nothing else."""
    return len(nodes) == 1 and nodes[0].sort is Sort.PERSON and len(nodes[0].people) == 1


def _label(nodes: Sequence[Node]) -> Person | None:
    """Whose name stands before the colon: "- X (LinkedIn): co-founder"."""
    colon = next((k for k, node in enumerate(nodes) if node.sort is Sort.COLON), 0)
    row = [node for node in nodes[:colon] if node.sort is not Sort.DASH]
    bracket = len(row) > 1 and row[1].sort is Sort.OPEN and row[-1].sort is Sort.CLOSE
    return row[0].people[0] if _is_name(row[:1] if bracket else row) else None
