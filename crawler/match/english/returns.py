"""Coming back: to a lab, to a post in it, or from leave."""

from __future__ import annotations

from collections.abc import Iterator

from crawler.match.english.clauses import Clause
from crawler.match.english.found import Found, same
from crawler.match.english.goals import tellers_lab
from crawler.match.english.items import Org, Person, Sort, Standing
from crawler.match.english.movers import who_moves
from crawler.match.english.neighbours import neighbour
from crawler.match.english.orgs_meant import org_meant
from crawler.match.english.origins import known_from, losing, served_before, source
from crawler.match.english.slots import Slots
from crawler.match.english.verbs import is_be
from crawler.match.english.words import term
from crawler.model import Kind

_WELCOMING = ("welcom", "announc", "confirm", "celebrat")


def comeback(slots: Slots) -> Iterator[Found]:
    """A return for each mover: to a lab, to a post in it, or from leave."""
    movers = who_moves(slots)
    former = next((c for c in slots.sentence.clauses if c.governor is slots.clause and c.verb.low == "being"), None)
    if former is not None:  # "will go back to being general counsel"
        yield from _former_post(slots, movers, former)
        return
    before = neighbour(slots.sentence.nodes, slots.clause.index - 1)
    other_sense = before is not None and (before.sort is Sort.TIME or (before.sort is Sort.VERB and not is_be(before)))
    if slots.frame.act == "back" and other_sense:
        return  # "fired back at A", "after two years back at A"
    goal = _goal(slots)
    from_leave = _from_leave(slots)
    if any(node.low in ("dead", "grave", "life") for node in slots.clause.oblique("from", "to")):
        return
    if any(node.low in term("organisation", "events") for node in slots.clause.oblique("to")):
        return  # "returns to A's podcast"
    context = slots.sentence.context
    node = slots.clause.object  # "rejoined the company"
    firm = node is not None and (node.sort is Sort.FIRM or node.low in ("institute", "institution"))
    for person in movers:
        gone = context.gone.get(context.full(person.name))
        place = (gone if firm else None) or goal or _untold_place(slots, person, gone)
        if place is None or not place.lab or place.how == "product":
            yield from _back_outside(slots, person)
            continue
        left = source(slots, person, place) or losing(slots, person, place)
        yield Found(
            kind=Kind.RETURN,
            person=person,
            org=place,
            clause=slots.clause,
            act=slots.frame.act,
            other=left or known_from(slots, person, place),
            role=slots.role(slots.frame.post, place),
            guessed=goal is None,
        )
        if left is not None and left.lab and not from_leave:
            yield Found(Kind.DEPARTURE, person, left, slots.clause, slots.frame.act, place,
                        slots.told_role(person, left), implied=True)  # fmt: skip


def _goal(slots: Slots) -> Org | None:
    """Where somebody is back: by the words beside the verb, or by what hangs on it."""
    if slots.frame.act == "rehire":
        undergone = slots.clause.passive or slots.clause.object is None
        goal = slots.lab(("by", "to", "at") if undergone else ("to",)) or (None if undergone else slots.agent())
        goal = goal or slots.lab(("at",))
    else:
        headed = next((c for c in slots.sentence.clauses if c.governor is slots.clause and c.marker == "to"), None)
        goal = slots.lab(("to",)) if any(slots.clause.oblique("to")) else slots.lab(slots.frame.goal)
        goal = goal or _headed_again(slots, headed) or _host(slots) or slots.post_lab(("as",))
    served = goal is not None and same(goal, served_before(slots))
    return None if served else goal  # "After two years at A, X is back in academia"


def _host(slots: Slots) -> Org | None:
    """ "*A* welcomed the return of X"."""
    by = slots.clause.governor
    if not slots.clause.nominal or by is None or not by.verb.low.startswith(_WELCOMING):
        return None  # "B demanded the return of X"
    return org_meant(slots.sentence, by.subject) if slots.clause.verb in (by.object, by.complement) else None


def _headed_again(slots: Slots, headed: Clause | None) -> Org | None:
    """ "Returns *to lead A*"."""
    held = headed.object if headed is not None and "head" in headed.verb.acts else None
    return org_meant(slots.sentence, held) or (held.org if held is not None else None)


def _former_post(slots: Slots, movers: list[Person], former: Clause) -> Iterator[Found]:
    role = former.object.post.role if former.object is not None and former.object.post is not None else None
    for person in movers if role else ():
        org = slots.employer(person) or slots.sentence.context.orgs.pure_main()
        if org is not None and org.lab:
            yield Found(Kind.ROLE_CHANGE, person, org, slots.clause, slots.frame.act, role=role)


def _from_leave(slots: Slots) -> bool:
    return any(node.low in ("leave", "sabbatical") for node in slots.clause.oblique("from"))


def _untold_place(slots: Slots, person: Person, gone: Org | None) -> Org | None:
    """Where somebody is back who is only said to be: from leave, at work, "as CEO", or at the lab that they left."""
    main, act = slots.sentence.context.orgs.main(), slots.frame.act
    resumed = slots.clause.object is not None and slots.clause.object.low in term("organisation", "inside")
    elsewhere = any(node.is_noun for node in slots.clause.oblique("to"))
    elsewhere = elsewhere or (slots.clause.object is not None and not resumed)
    in_post = slots.role(("as",)) is not None and not elsewhere
    if _from_leave(slots) or in_post or (act == "back" and _at_work(slots)):
        return slots.employer(person) or slots.employer(person, Standing.WAS) or main
    if slots.clause.nominal and gone is not None and slots.sentence.context.left_at == slots.sentence.start:
        return gone  # "X's firing and *rehiring* in November"
    if not _alone(slots):
        return None
    if act == "return" and (teller := tellers_lab(slots)) is not None and not same(teller, gone):
        return teller
    if act in ("back", "rehire"):
        return gone
    said = person.referred or slots.clause.verb.low.startswith(("return", "coming"))
    known = slots.employer(person, Standing.WAS) or slots.employer(person)
    return (gone or known or (main if said else None)) if act == "return" else None


def _at_work(slots: Slots) -> bool:
    """ "Back at work", "back at her old desk"."""
    return any(
        node.low == "work" or node.low in term("organisation", "inside") for node in slots.clause.oblique("at", "in")
    )


def _back_outside(slots: Slots, person: Person) -> Iterator[Found]:
    """ "Is returning to her professorship": who goes back to a university leaves the lab."""
    context = slots.sentence.context
    holds = any(post.role and post.org is None and post.standing is Standing.NOW for post in person.posts)
    employer = served_before(slots) or person.employer(Standing.NOW) or (context.orgs.main() if holds else None)
    nodes = list(slots.clause.oblique("to", "in"))
    outside = any(n.low in term("organisation", "academia") or (n.org is not None and not n.org.lab) for n in nodes)
    if outside and employer is not None and employer.lab:
        yield Found(Kind.DEPARTURE, person, employer, slots.clause, slots.frame.act, slots.lab(("at", "to")),
                    slots.told_role(person))  # fmt: skip


def _alone(slots: Slots) -> bool:
    clause = slots.clause
    bare = clause.verb.low.endswith("ing") and not clause.verb.helpers
    return not clause.obliques and clause.object is None and not bare
