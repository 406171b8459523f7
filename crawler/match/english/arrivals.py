"""Joining, being hired and coming back: at which lab, from where, and whether the lab before is left by it."""

from __future__ import annotations

from collections.abc import Iterator

from crawler.match.english.found import Found, same
from crawler.match.english.founding import own_company
from crawler.match.english.goals import goal_of, unlisted_goal
from crawler.match.english.items import Org, Person, Sort, Standing
from crawler.match.english.movers import who_moves
from crawler.match.english.neighbours import low_at, neighbour
from crawler.match.english.nodes import index_of
from crawler.match.english.orgs_meant import org_meant
from crawler.match.english.origins import known_from, losing, served_behind, source
from crawler.match.english.roles import new_role
from crawler.match.english.slots import Slots, lies_ahead
from crawler.match.english.verbs import is_be
from crawler.match.english.words import term
from crawler.model import Kind

_GETTING = frozenset("gets got gains gained finds found has".split())
_HIRERS = ("hire", "gain", "poach", "rehire")


def arrival(slots: Slots) -> Iterator[Found]:
    """A hire for each mover, or a return to a former employer; and the departure that it implies."""
    legs = list(_legs(slots))
    yield from _step_by_step(slots, legs) if len(legs) > 1 else _one_step(slots)


def _one_step(slots: Slots) -> Iterator[Found]:
    if not _has_what_it_needs(slots) or _is_where_somebody_works(slots) or _joins_no_lab(slots) or _is_who_hires(slots):
        return
    joined_by = slots.frame.act == "join" and slots.clause.passive
    movers = _joiners(slots) if joined_by else who_moves(slots)
    goal = goal_of(slots) or unlisted_goal(slots)
    if slots.frame.act in _HIRERS and goal is not None and same(goal, slots.lab(("from",))):
        goal = None  # whoever hires from a lab is not of it
    if goal is None:
        yield from own_company(slots, movers) if slots.frame.act == "arrow" else _lured_away(slots, movers)
        return
    if slots.frame.needs == "proof":
        movers = [person for person in movers if _is_somebody(slots, person)]
    for person in _not_of_another_firm(slots, movers, goal):
        yield from _arrives(slots, person, goal)


def _arrives(slots: Slots, person: Person, goal: Org) -> Iterator[Found]:
    """One person's coming to `goal`, and what that implies of the lab before."""
    left = source(slots, person, goal)
    if left is None and _changes_post(slots, person, goal):
        yield from _another_post(slots, person, goal)
        return
    seat = slots.board_seat()
    if left is None and seat is None and (goal.lab or slots.frame.act in ("moveto", "transfer")):
        left = losing(slots, person, goal)
    if goal.lab and goal.how != "product":
        if _works_there(slots, person, goal) or _is_other_firm(slots, person, goal):
            return
        if slots.clause.marker == "who" and slots.clause.object is None and _works_outside(person):
            return  # "the Daily's X, who joined from B": joined the Daily
        role = slots.role(slots.frame.post, goal) or seat or slots.task() or slots.held_at(person, goal)
        role = role or _unit_joined(slots) or _post_filled(slots, goal)
        yield Found(
            kind=_kind(slots, person, goal),
            person=person,
            org=goal,
            clause=slots.clause,
            act=slots.frame.act,
            other=left or known_from(slots, person, goal),
            role=role,
            guessed=not _said(slots, goal),
        )
    if not _only_advises(slots, seat):
        yield from _implied(slots, person, left, goal)


def _not_of_another_firm(slots: Slots, movers: list[Person], goal: Org) -> list[Person]:
    """ "A hospital has hired X. *X joins from* another": never the lab that the text names beside."""
    elsewhere = slots.sentence.context.hired_elsewhere
    if slots.frame.act in _HIRERS and not goal.lab:
        elsewhere.update(person.name for person in movers)
    said = not goal.lab or _said(slots, goal)
    return [person for person in movers if said or person.name not in elsewhere]


def _post_filled(slots: Slots, goal: Org) -> str | None:
    """ "With the hiring of X, *A gets its first general counsel*"."""
    own = (c for c in slots.sentence.clauses if slots.clause.nominal and c.verb.low in _GETTING)
    gained = (c.object for c in own if c.subject is not None and same(c.subject.org, goal))
    return next((node.post.role for node in gained if node is not None and node.post is not None), None)


def _another_post(slots: Slots, person: Person, goal: Org) -> Iterator[Found]:
    """A change of post; but where "*the team* led by X will move to A's new lab", X keeps it."""
    subject = slots.clause.subject
    if subject is None or subject.sort not in (Sort.WORD, Sort.FIRM, Sort.ORG):
        role = slots.role(("into",)) or new_role(slots)
        yield Found(Kind.ROLE_CHANGE, person, goal, slots.clause, slots.frame.act, role=role)


def _changes_post(slots: Slots, person: Person, goal: Org) -> bool:
    """ "Is moving into *the role of chair* at A", of nobody told to work elsewhere; "A's X moves to its new lab"."""
    if slots.frame.act != "moveto":
        return False
    posts = any(node.low in term("role", "posts") for node in slots.clause.oblique("to", "into"))
    return same(person.employer(Standing.NOW), goal) or (posts and known_from(slots, person, goal) is None)


def _has_what_it_needs(slots: Slots) -> bool:
    if slots.frame.needs == "future":
        return lies_ahead(slots) or _works_there_now(slots)
    told = slots.frame.needs != "source" or any(slots.clause.oblique("from")) or _came_in_a_year(slots)
    return told or served_behind(slots) is not None  # "comes to A after six years at B"


def _is_who_hires(slots: Slots) -> bool:
    """ "Y was *X's first hire*": X hires."""
    items, at = slots.sentence.items, slots.clause.verb.first
    counted = low_at(items, at - 1) in ("first", "second", "third", "latest", "newest")
    owner = slots.clause.subject
    return slots.frame.act == "hiring" and counted and owner is not None and owner.sort is Sort.PERSON


def _joins_no_lab(slots: Slots) -> bool:
    """ "Joins the A *lawsuit*", "A's *council*" where A is a product: what is joined is not the lab."""
    joined = slots.clause.object if slots.frame.act == "join" and not slots.clause.passive else None
    if joined is None:
        return False
    named = [item.org for item in slots.sentence.items[joined.first : joined.last] if item.org is not None]
    if any(org.how == "product" for org in named) and joined.low in term("organisation", "institutions"):
        return True
    itself = joined.org is not None and joined.org.how == "other"  # "joins Slack", but "joined A's Slack"
    return joined.low in term("place", "trials") | term("organisation", "events") and not itself


def _is_where_somebody_works(slots: Slots) -> bool:
    """ "X, *who is now at A*, says": where to find somebody, unless the article tells what they have left."""
    context = slots.sentence.context
    told = slots.clause.marker == "who" and is_be(slots.clause.verb)
    return told and not any(context.full(p.name) in context.gone for p in who_moves(slots))


def _legs(slots: Slots) -> Iterator[tuple[Org | None, Org | None]]:
    """ "Went from A to B, from B to C and then to D": each step, from where and to where."""
    here: Org | None = None
    nodes, before = slots.sentence.nodes, slots.clause.verb
    for word, node in slots.clause.obliques if slots.frame.act == "moveto" else ():
        k = index_of(nodes, node) - 2
        if word in ("from", "to") and (neighbour(nodes, k) is before or low_at(nodes, k) in ("and", "then", ",")):
            there = org_meant(slots.sentence, node)
            if word == "to":
                yield here, there
            here, before = there, node


def _step_by_step(slots: Slots, legs: list[tuple[Org | None, Org | None]]) -> Iterator[Found]:
    for person in who_moves(slots):
        for left, goal in legs:
            if goal is not None and goal.lab and goal.how != "product":
                yield Found(Kind.HIRE, person, goal, slots.clause, slots.frame.act, left)
            if left is not None and left.lab and not same(left, goal):
                yield Found(Kind.DEPARTURE, person, left, slots.clause, slots.frame.act, goal, implied=True)


def _unit_joined(slots: Slots) -> str | None:
    """ "Is joining A's *compute team*"."""
    node = slots.clause.object if slots.frame.act == "join" else None
    items = slots.sentence.items[node.first : node.last] if node is not None and node.org is not None else []
    behind = next((items[k + 1 :] for k, item in enumerate(items) if item.sort is Sort.CLITIC), [])
    unit = bool(behind) and behind[-1].low in term("organisation", "units")
    return " ".join(item.text for item in behind) if unit else None


def _implied(slots: Slots, person: Person, left: Org | None, goal: Org) -> Iterator[Found]:
    """Who comes from a lab leaves it."""
    if left is not None and left.lab and (goal.lab or slots.frame.act in _HIRERS or _moves_house(slots, goal)):
        role = slots.told_role(person, left)
        yield Found(Kind.DEPARTURE, person, left, slots.clause, slots.frame.act, goal, role, implied=True)


def _only_advises(slots: Slots, seat: str | None) -> bool:
    """ "A's chief has joined B's board", "B's council as an adviser": nobody leaves A for that, or it says so."""
    role = (slots.role(("as",)) or "").lower()
    beside = seat is not None or role.endswith(("adviser", "advisor"))
    return beside and slots.lab(("from",)) is None and not slots.frame.leaves


def _came_in_a_year(slots: Slots) -> bool:
    """ "Came to A in 2024"."""
    behind = slots.sentence.nodes[slots.clause.index + 1 : slots.clause.index + 5]
    to_lab = len(behind) > 3 and behind[0].sort is Sort.TO and behind[1].sort in (Sort.ORG, Sort.FIRM)
    return to_lab and behind[2].low == "in" and behind[3].sort is Sort.TIME


def _works_there_now(slots: Slots) -> bool:
    """ "Both of whom now work at B", of people who were said to have left A."""
    people = who_moves(slots) if "now" in slots.clause.verb.helpers else []
    context = slots.sentence.context
    if people and slots.clause.marker != "who" and not any(person.referred for person in people):
        place = slots.lab(slots.frame.goal)
        return place is not None and place.pure  # "X now works for A"
    return bool(people) and all(context.full(p.name) in context.gone for p in people)


def _joiners(slots: Slots) -> list[Person]:
    """ "X will be joined at A *by Y*"."""
    passive = slots.frame.act == "join" and slots.clause.passive
    nodes = slots.clause.oblique("by") if passive else ()
    return [person for node in nodes if node.sort is Sort.PERSON for person in node.people]


def _is_somebody(slots: Slots, person: Person) -> bool:
    """A listed given name, a post, or a place in the lab: "adds Lockdown Mode" adds nobody."""
    clause = slots.clause
    placed = any(node.low in term("organisation", "inside") for node in clause.oblique("to"))
    told = placed or slots.role(("as",)) is not None or slots.lab(("from",)) is not None
    return person.strength >= 1.0 or bool(person.posts) or told


def _lured_away(slots: Slots, movers: list[Person]) -> Iterator[Found]:
    """Who is hired from a lab leaves it, whoever hires."""
    source = slots.lab(("from",))
    if slots.frame.act == "cometo" and source is not None and source.lab:
        main = slots.sentence.context.orgs.headlined()
        for person in movers:  # "both come from A", of people who were said to join B
            new = next((p.org for p in person.posts if p.new and p.org is not None and p.org.lab), None)
            joined = slots.sentence.context.joined.get(person.name) or new  # "A's newest researcher comes from B"
            if (
                joined is None
                and main is not None
                and not same(main, source)
                and not _known_elsewhere(slots, person, main)
            ):
                yield Found(Kind.HIRE, person, main, slots.clause, slots.frame.act, source, guessed=True)
                joined = main
            if joined is not None and not same(joined, source):
                yield Found(Kind.DEPARTURE, person, source, slots.clause, slots.frame.act, joined, implied=True)
        return
    if slots.frame.act in _HIRERS and source is not None and source.lab:
        for person in movers:
            yield Found(
                Kind.DEPARTURE, person, source, slots.clause, slots.frame.act, role=slots.told_role(person, source)
            )


def _known_elsewhere(slots: Slots, person: Person, org: Org) -> bool:
    known = [*person.posts, *slots.sentence.context.posts(person.name)]
    return any(post.org is not None and not same(post.org, org) for post in known)


def _moves_house(slots: Slots, goal: Org) -> bool:
    """ "OpenAI's X joins Founders Fund": a named place that is no lab is gone to too; a call there is no move."""
    clause = slots.clause
    if slots.frame.act == "arrow":
        return True
    if slots.frame.act == "moveto":
        calls = clause.verb.low in term("place", "calls_at") and set(goal.name.lower().split()) <= term(
            "place", "visited"
        )
        return not calls or slots.role(("as",)) is not None
    node = clause.object
    named = node is not None and node.sort in (Sort.ORG, Sort.WORD)  # a word as `unlisted_goal` takes it for a name
    return slots.frame.act == "join" and clause.marker != "who" and named


def _works_outside(person: Person) -> bool:
    employer = person.employer(Standing.NOW)
    return employer is not None and not employer.lab


def _works_there(slots: Slots, person: Person, goal: Org) -> bool:
    """ "OpenAI's X joins OpenAI" is no move; what the article tells of X elsewhere may be the post just taken."""
    if any(node.new and person in node.people for node in slots.clause.arguments()):
        return False  # "poached its new head of research, X"
    return same(person.employer(Standing.NOW), goal) and slots.frame.act in ("hire", "poach", "hiring", "arrive")


def _is_other_firm(slots: Slots, person: Person, goal: Org) -> bool:
    """ "The firm" that a former employee of A joins is not A."""
    node = slots.clause.object
    posts = [*person.posts, *slots.sentence.context.posts(person.name)]
    once = any(same(post.org, goal) and post.standing is Standing.WAS for post in posts)
    return node is not None and node.sort is Sort.FIRM and once and slots.frame.act == "join"


def _kind(slots: Slots, person: Person, goal: Org) -> Kind:
    behind = slots.sentence.nodes[slots.clause.index + 2 : slots.clause.index + 4]
    if slots.frame.act == "arrow" and any(n.sort is Sort.POST and "founder" in n.low for n in behind):
        return Kind.FOUNDING
    once = [post.org for post in person.posts if post.standing is Standing.WAS]
    back = "back" in slots.clause.verb.helpers or any(same(org, goal) for org in once)
    context = slots.sentence.context
    came = slots.frame.act == "join" and not slots.clause.verb.helpers and same(context.gone.get(person.name), goal)
    came = came or slots.clause.marker == "before"  # "spent nine years at B *before joining A*", the A told of above
    told = [] if came else context.served.get(person.name, [])  # "X, who left in May, joined A in 2017"
    return Kind.RETURN if back or any(same(org, goal) for org in told) else Kind.HIRE


def _said(slots: Slots, org: Org) -> bool:
    return any(same(item.org, org) for item in slots.sentence.items if item.org is not None)
