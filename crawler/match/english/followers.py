"""Who follows whom: "X followed him out of the door", "follows Y and Z", "following their former manager to B"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from crawler.match.english.clauses import Clause
from crawler.match.english.found import Found, same
from crawler.match.english.items import Org, Person, Sort
from crawler.match.english.movers import who_moves
from crawler.match.english.orgs_meant import org_meant
from crawler.match.english.people_meant import people_meant
from crawler.match.english.slots import Slots
from crawler.match.english.verbs import GO_FORMS
from crawler.model import Kind

_NEAR = 700  # characters back to the move that is followed
_OUT = frozenset("out exit exits door doors suit".split())


def following(slots: Slots) -> Iterator[Found]:
    """The same move as the one told before, of whoever follows; where a leaver follows others, of those."""
    clause = slots.clause
    if clause.subject is not None and clause.subject.sort is Sort.NOMINAL:
        yield from _followed_by_another(slots)
        return
    goal = _goal(slots)
    after = [person for node in clause.oblique("by") for person in node.people] if clause.verb.low == "followed" else []
    if after and goal is not None:  # "was followed *to B* by Y"
        yield from (_found(slots, Kind.HIRE, person, goal) for person in after)
        return
    if after:
        yield from _did_the_same(slots, after)
        return
    movers = [] if clause.passive else who_moves(slots)
    if goal is not None:
        for person in [*movers, *_followed(slots)]:
            yield _found(slots, Kind.HIRE, person, goal)
        yield from _left_like_the_first(slots, movers, goal)
        return
    left = _out_of(slots)
    if left is not None:
        yield from (_found(slots, Kind.DEPARTURE, person, left) for person in [*movers, *_followed(slots)])
        return
    came_too = list(_came_before(slots, movers))
    told = _departure_before(slots)
    if came_too or told is None:
        yield from came_too
        return
    for person in _leaving_too(slots, movers):
        yield _found(slots, Kind.DEPARTURE, person, _left_by_the_first(slots, person) or told[1])


def _leaving_too(slots: Slots, movers: list[Person]) -> list[Person]:
    """Who leaves what was left before: "Y is out too", "took Y with her", "Y followed X"."""
    clause = slots.clause
    behind = {item.low for item in slots.sentence.items if item.start > clause.verb.start}
    together = slots.frame.act == "takewith" or clause.verb.low in GO_FORMS  # "took X with her", "X went with her"
    alone = clause.object is None and (_dated(slots) or any(low in ("suit", "too") for low in behind))
    if (behind & _OUT or alone or together) and not clause.passive:
        return movers
    followed = clause.object is not None and clause.object.sort is Sort.PERSON
    return _followed(slots) if followed and movers and _has_left(slots, movers[0]) else []


def _left_like_the_first(slots: Slots, movers: list[Person], goal: Org) -> Iterator[Found]:
    """ "X left A for B, with former colleagues Y and Z *following him* there": they leave A too."""
    context = slots.sentence.context
    told = context.told_last
    near = context.left_at == slots.sentence.start or (told is not None and context.left_at == told[2])
    left = context.left_last if near else None
    if left is None or same(left, goal):
        return
    for person in movers:
        if person.employer() is None:
            yield replace(_found(slots, Kind.DEPARTURE, person, left), other=goal, implied=True)


def _goes_along(slots: Slots) -> Org | None:
    """ "X joined B and *brought Y with him*", "X goes to B. *Y accompanies him in the move*": B."""
    told, verb = slots.sentence.context.told_last, slots.clause.verb
    if told is None or told[0] not in (Kind.HIRE, Kind.RETURN) or slots.sentence.start - told[2] > _NEAR:
        return None
    behind = {item.low for item in slots.sentence.items if item.start > verb.start}
    together = slots.frame.act == "takewith" and told[2] == slots.sentence.start
    moves = verb.low.startswith("accompan") and bool(behind & {"move", "switch", "jump"})
    return told[1] if together or moves else None


def _out_of(slots: Slots) -> Org | None:
    """ "X follows Y *out of the door at A*"."""
    out = next((c for c in slots.sentence.clauses if c.governor is slots.clause and c.verb.low == "out"), None)
    nodes = out.oblique("at", "of", "from") if out is not None else ()
    org = next((org for node in nodes if (org := org_meant(slots.sentence, node))), None)
    return org if org is not None and org.lab else None


def _did_the_same(slots: Slots, after: list[Person]) -> Iterator[Found]:
    """ "X left in May, *followed by Y and Z*", "X left in May. *He was followed by Y*": the move just told."""
    told = slots.sentence.context.told_last
    left = _departure_before(slots)
    online = bool(slots.clause.oblique("on"))  # "is followed on X by"
    passive = slots.clause.passive and not online
    first = people_meant(slots.sentence, slots.clause.subject, slots.clause) if passive else []
    near = told is not None and (told[2] == slots.sentence.start or any(_has_moved(slots, each) for each in first))
    if told is not None and near and told[0] in (Kind.DEPARTURE, Kind.HIRE, Kind.RETURN):
        kind, org = (Kind.DEPARTURE, left[1]) if left is not None else (told[0], told[1])
        for person in after:
            yield _found(slots, kind, person, org)


def _departure_before(slots: Slots) -> tuple[Kind, Org] | None:
    """The departure told last, also where the sentence went on to say where to; a lab in trouble where none is."""
    context = slots.sentence.context
    told, left = context.told_last, context.left_last
    if told is None:
        return (Kind.DEPARTURE, context.losing) if context.losing is not None else None
    if slots.sentence.start - told[2] > _NEAR:
        return None
    if told[0] is Kind.DEPARTURE:
        return told[0], told[1]
    return (Kind.DEPARTURE, left) if left is not None and context.left_at == told[2] else None


def _came_before(slots: Slots, movers: list[Person]) -> Iterator[Found]:
    """ "X joins B. *X follows Y*, who led A's group": Y went there too, and left what X left."""
    context, start = slots.sentence.context, slots.sentence.start
    names = [context.full(person.name) for person in movers if not slots.clause.passive]
    came = [name for name in names if 0 < start - context.joined_in.get(name, -_NEAR) < _NEAR]
    goal = next((context.joined[name] for name in came if name in context.newcomers), None)
    left = next((org for name in came if (org := context.gone.get(name)) is not None), None)
    if goal is None:
        return
    apart = [c.subject for c in slots.sentence.clauses if c.marker == "who" and _goes_elsewhere(slots, c, goal)]
    own = {person.name for node in apart if node is not None for person in node.people}  # "follows Y, *who left for C*"
    for person in (p for p in _followed(slots) if p.name not in own):
        yield _found(slots, Kind.HIRE, person, goal)
        if left is not None and not same(left, goal):
            yield _found(slots, Kind.DEPARTURE, person, left)


def _goes_elsewhere(slots: Slots, clause: Clause, goal: Org) -> bool:
    if not clause.verb.acts & {"leave", "resign", "join", "moveto"}:
        return False
    places = [*clause.oblique("for", "to"), *([clause.object] if clause.object is not None else [])]
    orgs = (org_meant(slots.sentence, node) for node in places)
    return any(org is not None and org.lab and not same(org, goal) for org in orgs)


def _left_by_the_first(slots: Slots, follower: Person) -> Org | None:
    """ "X and Y, two of Lin's deputies, went with him": what Lin left."""
    context = slots.sentence.context
    named = [person.name for node in slots.sentence.nodes if node.sort is Sort.PERSON for person in node.people]
    gone = (context.gone.get(context.full(name)) for name in named if name != follower.name)
    return next((org for org in gone if org is not None), None)


def _followed_by_another(slots: Slots) -> Iterator[Found]:
    """ "The departure follows that of X"."""
    told = slots.sentence.context.told_last
    before = [n.low for n in slots.sentence.nodes[slots.clause.index + 1 : slots.clause.index + 2]]
    if told is not None and told[0] is Kind.DEPARTURE and before in (["that"], ["those"]):
        of = slots.clause.oblique("of")
        for person in (p for node in of for p in people_meant(slots.sentence, node, slots.clause)):
            yield _found(slots, Kind.DEPARTURE, person, slots.employer(person) or told[1])


def _goal(slots: Slots) -> Org | None:
    """Where to: "to B", or "there" of somebody who was just told to go to B."""
    goal = slots.lab(slots.frame.goal)
    told = slots.sentence.context.told_last
    near = told is not None and slots.sentence.start - told[2] < _NEAR and told[0] in (Kind.HIRE, Kind.RETURN)
    there = any(item.low == "there" and item.start > slots.clause.verb.start for item in slots.sentence.items)
    if goal is None and there and told is not None and near:
        goal = told[1]
    goal = goal or _goes_along(slots)
    return goal if goal is not None and goal.lab and goal.how != "product" else None


def _dated(slots: Slots) -> bool:
    """ "Kim *followed in May*", "*a week later* Kim followed"."""
    near = slots.sentence.nodes[: slots.clause.index + 3]
    return any(node.sort is Sort.TIME for node in near)


def _followed(slots: Slots) -> list[Person]:
    node = slots.clause.object
    return node.people if node is not None and node.sort is Sort.PERSON else []


def _has_left(slots: Slots, person: Person) -> bool:
    context = slots.sentence.context
    return context.full(person.name) in context.gone


def _has_moved(slots: Slots, person: Person) -> bool:
    context = slots.sentence.context
    return _has_left(slots, person) or context.full(person.name) in context.joined


def _found(slots: Slots, kind: Kind, person: Person, org: Org) -> Found:
    return Found(kind, person, org, slots.clause, slots.frame.act, role=slots.told_role(person), guessed=True)
