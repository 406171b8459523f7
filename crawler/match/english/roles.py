"""Which post a clause speaks of: "as CEO", "to lead the safety team", "his predecessor's job"."""

from __future__ import annotations

from crawler.match.english.items import Person, Sort
from crawler.match.english.nodes import Node
from crawler.match.english.people_meant import people_meant
from crawler.match.english.slots import Slots
from crawler.match.english.words import term


def role_taken(slots: Slots, movers: list[Person]) -> str | None:
    """The post that somebody takes up, as the frame's own places tell it, else as its verb does."""
    role = slots.role(slots.frame.post)
    act = slots.frame.act
    if role is not None:
        return role
    if act == "appoint":
        return _appointed_to(slots, movers)
    if act == "succeed":
        held = slots.clause.subject if slots.clause.passive else slots.clause.object
        before = people_meant(slots.sentence, held, slots.clause)
        return next((told for person in before[:1] if (told := slots.told_role(person))), None)
    if act == "incharge" or (act == "takeover" and any(form.tail == ("charge",) for form in slots.clause.verb.forms)):
        return _in_charge(slots)
    if act == "turnto":
        return slots.task()
    return slots.task_of(slots.clause) if act == "head" else None


def _in_charge(slots: Slots) -> str | None:
    """ "Was put in charge of research", "takes charge *of the models group*"."""
    units = [node for node in slots.clause.oblique("of") if node.sort is not Sort.ORG]
    return slots.head_of(units[0]) if units else "head" if slots.frame.act == "incharge" else None


def _appointed_to(slots: Slots, movers: list[Person]) -> str | None:
    """ "Was named CEO", "tapped to lead", "named its COO, X, interim CEO", "appointed to the board"."""
    clause = slots.clause
    task = slots.task()
    if task is not None:
        return task
    taken = clause.passive or any(clause.subject is not None and p in clause.subject.people for p in movers)
    held = clause.object if taken or (clause.object is not None and clause.object.new) else None
    if held is not None and held.post is not None:  # also "appointed *a new research chief*: X"
        return held.post.role
    if any(node.people for node in clause.oblique("as")):
        return movers[0].role() if movers else None
    if len(movers) == 1 and len(movers[0].posts) > 1:
        return movers[0].posts[-1].role
    seats = (_seat(slots, node) for node in clause.oblique("to"))
    seat = next((low for low in seats if low in ("board", "trust", "council", "committee", "executive team")), None)
    return f"{seat} member" if seat else None


def _seat(slots: Slots, node: Node) -> str:
    """ "Its *board*", "its *executive team*"."""
    words = [item.low for item in slots.sentence.items[node.first : node.last]]
    return "executive team" if words[-2:] == ["executive", "team"] else words[-1].split()[-1]


def new_role(slots: Slots) -> str | None:
    """ "To a special projects role": a post by that name."""
    items = slots.sentence.items
    nodes = (node for node in slots.nodes_at(("to", "into")) if node.low in term("role", "posts"))
    return next((" ".join(item.text for item in items[node.first : node.last]) for node in nodes), None)
