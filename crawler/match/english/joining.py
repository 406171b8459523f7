"""Frames of joining: join, head to, hire, poach, return, be taken back."""

from __future__ import annotations

from collections.abc import Iterator

from crawler.match.english.arguments import NOBODY, Argument, Clause
from crawler.match.english.frames import Found, after, employer_of, is_passive, post_after, same
from crawler.match.english.items import (
    ADV,
    ARTICLE,
    AUX,
    COMMA,
    COMPANY,
    LAB,
    NAME,
    NUMBER,
    POSSESSIVE,
    REL,
    ROLE,
    STOP,
    SUB,
    TIME,
    TO,
    TRIGGER,
    VERB,
    WORD,
    Org,
    Person,
    S,
)  # fmt: skip
from crawler.match.english.leaving import gone
from crawler.match.english.words import Form
from crawler.model import Kind


def arrived(
    clause: Clause, i: int, person: Person, goal: Org, source: Org | None, act: str, why: str, role: str | None = None
) -> Iterator[Found]:
    """The hire, and the departure that it implies where the text says that the source was the employer till now."""
    from_where = source or person.employer("current", "former")
    if same(from_where, goal):
        from_where = None
    current = person.employer("current")
    left = source if source and source.lab else current if current and current.lab else None
    raided = clause.context.raids.get(goal.id)
    including = any(item.low == "including" for item in clause.row) or act == "named"
    if left is None and raided and (same(from_where, raided) or (including and not person.orgs)):
        source = left = raided
    if left and same(left, goal):
        if act in ("hire", "poach", "join", "moveto") and not source:
            return
        left = None
    clause.context.joined.add((clause.context.fullest(person.name) or person.name, goal.id))
    back = same(employer_of(clause, person, "former"), goal) and not same(current, goal)
    yield Found(Kind.RETURN if back else Kind.HIRE, person, goal, i, act, other=from_where, role=role, whys=(why,))
    if left and (source or current is not None):
        yield Found(
            Kind.DEPARTURE,
            person,
            left,
            i,
            act,
            other=goal,
            implied=True,
            whys=(f"works at {left.name} and goes elsewhere",),
        )


def join(clause: Clause, i: int, form: Form) -> Iterator[Found]:
    at = after(clause, i, form)
    who = clause.subject(i)
    if not who.people:
        return
    goal = clause.object(at)
    if clause.kind(at) in (TIME, STOP) or (clause.low(at) == "in" and clause.kind(at + 1) in (TIME, NUMBER)):
        place = clause.context.main()
        for person in who.people:
            known = employer_of(clause, person, "current", "founder", "former")
            if place and place.lab and not same(known, place) and clause.low(i) in ("joined", "joins"):
                yield from arrived(clause, i, person, place, None, "join", "joined, where the article says")
        return
    if clause.kind(at) not in (LAB, COMPANY, ARTICLE, POSSESSIVE, WORD, ADV, ROLE, NAME):
        return
    org = goal.org
    if goal.people or org is None:
        if goal.people:
            return
        org = clause.lab_after(at, ("at", "of"), 10)[0]
        if org is None:
            return
    if not org.lab and org.how == "other" and goal.org is org:
        yield from _lost_elsewhere(clause, i, who.people, None, org)
        return
    if not org.lab or org.how == "product":
        if org.how != "product" or clause.kind(goal.index + 1) not in (WORD, S, COMPANY):
            return
    if clause.kind(goal.index) == COMPANY and who.people[0].pronoun is False and clause.kind(at) in (POSSESSIVE,):
        return
    source, _ = clause.lab_after(goal.index + 1, ("from",))
    role = post_after(clause, goal.index + 1)
    for person in who.people:
        yield from arrived(clause, i, person, org, source, "join", "joins, with a person as subject", role)


def work_at(clause: Clause, i: int, form: Form) -> Iterator[Found]:
    """ "is leaving A to work at B": only behind a word of leaving."""
    leaving = any(
        item.kind == TRIGGER and any(f.act in ("leave", "resign") for f in item.forms) for item in clause.row[:i]
    )
    if clause.kind(i - 1) != TO or not leaving or clause.low(i + 1) not in ("at", "for", "with"):
        return
    goal, _ = clause.lab_after(i + 1, ("at", "for", "with"), 10)
    if goal is None or not goal.lab or goal.how == "product":
        return
    for person in clause.subject(i).people:
        yield from arrived(clause, i, person, goal, None, "join", "leaves to work there")


def moveto(clause: Clause, i: int, form: Form) -> Iterator[Found]:
    at = after(clause, i, form)
    while clause.kind(at) in (ADV,):
        at += 1
    who = clause.subject(i)
    if not who.people:
        return
    source, where = (None, at)
    if clause.low(at) == "from":
        source, where = clause.lab_after(at, ("from",), 6)
        if where < 0:
            yield from _post_to_post(clause, i, at, who)
            return
        at = where + 1
    if clause.low(at) not in ("to", "for", "from", "into"):
        return
    goal, index = clause.lab_after(at, ("to", "for"), 8)
    if goal is None or not goal.lab:
        if clause.low(at) in ("to", "into") and clause.low(i).startswith(("mov", "transfer", "shift")):
            yield from _to_a_post(clause, i, at, who)
        return
    between = clause.row[at + 1 : index]
    if any(item.kind == ROLE for item in between):
        for person in who.people:
            if same(employer_of(clause, person), goal):
                yield Found(
                    Kind.ROLE_CHANGE,
                    person,
                    goal,
                    i,
                    "moveto",
                    role=post_after(clause, at),
                    whys=("moves to another post",),
                )
        return
    source = source or clause.lab_after(index + 1, ("from",))[0]
    for person in who.people:
        employer = person.employer("current", "founder")
        if source is None and employer and employer.lab and not same(employer, goal):
            yield from gone(clause, i, person, employer, goal, ["heads elsewhere"], "moveto")
        else:
            yield from arrived(clause, i, person, goal, source, "moveto", "heads to a lab")


def _to_a_post(clause: Clause, i: int, at: int, who: Argument) -> Iterator[Found]:
    """ "is moving to a new role as adviser"."""
    near = [item for item in clause.row[at : at + 8]]
    if not any(item.low in ("role", "position", "post") for item in near[:5]) and not any(
        item.kind == ROLE for item in near[:4]
    ):
        return
    for person in who.people:
        place = employer_of(clause, person)
        if place and place.lab:
            yield Found(
                Kind.ROLE_CHANGE,
                person,
                place,
                i,
                "moveto",
                role=post_after(clause, at),
                whys=("moves to another post",),
            )


def _post_to_post(clause: Clause, i: int, at: int, who: Argument) -> Iterator[Found]:
    roles = [k for k in range(at, min(at + 10, len(clause.row))) if clause.kind(k) == ROLE]
    if len(roles) < 2 and not (roles and " to " in " ".join(x.low for x in clause.row[at : at + 10])):
        return
    org = clause.lab_after(at, ("at", "of"))[0]
    for person in who.people:
        place = org or employer_of(clause, person)
        if place and place.lab:
            yield Found(
                Kind.ROLE_CHANGE,
                person,
                place,
                i,
                "moveto",
                role=clause.row[roles[-1]].text,
                whys=("moves from one post to another",),
            )


_EASY = frozenset(
    "add adds added adding land lands landed landing gain gains gained gaining welcome welcomes welcomed welcoming pick picks sign signs takes take taking took bring brings".split()
)


def hire(clause: Clause, i: int, form: Form) -> Iterator[Found]:
    at = after(clause, i, form)
    passive = is_passive(clause, i, form)
    who = clause.subject(i)
    if passive or (
        3 in form.forms
        and who.people
        and clause.low(at) in ("by", "as", "from", "at", "away")
        and clause.kind(i - 1) != AUX
    ):
        goal, where = clause.lab_after(at, ("by", "at"))
        source, _ = clause.lab_after(at, ("from",))
        if goal is None and passive:
            goal = clause.lab_after(at, ("as",))[0] or clause.lab_after(at, ("to", "of"))[0]
        if goal is None and passive and source is None and form.act == "hire" and clause.low(at) in ("to", "as", "on"):
            goal = clause.main_org(i)
        if goal is None or not goal.lab:
            if source and source.lab:
                yield from _lost_elsewhere(clause, i, who.people, source, goal)
            return
        for person in who.people:
            yield from _hired(clause, i, person, goal, source, form, "was hired")
        return
    target = clause.object(at)
    raided: Org | None = None
    if not target.people:
        _note_raid(clause, at, who)
        target, raided = _including(clause, at)
        target = target if target.people else _named_after(clause, at)
    if not target.people or (len(target.people) == 1 and not _named(target.people[0])):
        return
    goal = who.org
    if who.people:
        goal = employer_of(clause, who.people[0])
        if goal is None and who.people[0].pronoun:
            goal = clause.main_org(i)
    elif goal is None and not who.unnamed:
        goal = clause.main_org(i) if clause.kind(i - 1) in (STOP,) and i > 0 else None
    source = raided or clause.lab_after(target.index + 1, ("from",))[0]
    if goal is None:
        goal = clause.lab_after(target.index + 1, ("for", "at", "to"), 5)[0]
    if goal is None or not goal.lab:
        yield from _lost_elsewhere(clause, i, target.people, source, goal)
        return
    role = post_after(clause, target.index + 1) if clause.low(target.index + 1) in ("as", "to") else None
    for person in target.people:
        if clause.low(i) in _EASY and not (person.roles or role or source or person.orgs or form.tail):
            continue
        yield from _hired(clause, i, person, goal, source, form, "a lab hires, with a person as object", role)


def _lost_elsewhere(
    clause: Clause, i: int, people: tuple[Person, ...], source: Org | None, goal: Org | None
) -> Iterator[Found]:
    """A firm that is no lab takes somebody on: the lab where that person works loses one."""
    for person in people:
        left = source or (person.employer("current") if goal else None)
        if left and left.lab and not same(left, goal):
            yield Found(
                Kind.DEPARTURE,
                person,
                left,
                i,
                "hire",
                other=goal,
                implied=True,
                whys=(f"hired away from {left.name}",),
            )


def _named(person: Person) -> bool:
    """A full name, or one word that stands for one; "hired Leo" names nobody."""
    return " " in person.name or person.pronoun or bool(person.roles)


def _named_after(clause: Clause, at: int) -> Argument:
    """ "nabbing the lead of A's models team, X": the name behind the post and a comma."""
    post = False
    for k in range(at, min(at + 12, len(clause.row) - 1)):
        group = clause.row[k + 1].group
        post = post or (clause.kind(k) == ROLE and not clause.low(k).split(" of ")[0].endswith("s"))
        if clause.kind(k) in (STOP, REL, VERB, TRIGGER, AUX, SUB):
            break
        if clause.kind(k) == COMMA:
            said = clause.kind(k + 2) in (VERB, AUX, TRIGGER)
            if not group or not post or said or len(group.people) > 1:
                return NOBODY
            return Argument(people=tuple(group.people), index=k + 1, why="object")
    return NOBODY


def _including(clause: Clause, at: int) -> tuple[Argument, Org | None]:
    """ "hires 20 researchers from A, including CEO X": the names behind, and where they come from."""
    for k in range(at, min(at + 24, len(clause.row) - 1)):
        group = clause.row[k + 1].group
        if clause.kind(k) in (STOP, REL, VERB, TRIGGER):
            break
        if clause.low(k) == "including" and group:
            source, where = clause.lab_after(at, ("from",), k - at)
            return Argument(people=tuple(group.people), index=k + 1, why="including"), source if where < k else None
    return NOBODY, None


def _note_raid(clause: Clause, at: int, who: Argument) -> None:
    """ "Meta hired five founding members of TML": names that follow are of those staff."""
    if who.org is None or not who.org.lab:
        return
    for item in clause.row[at : at + 9]:
        if item.kind in (STOP, VERB):
            return
        if item.kind == LAB and item.org and item.org.lab and item.org.id != who.org.id:
            clause.context.raids.setdefault(who.org.id, item.org)
            return


def _hired(
    clause: Clause, i: int, person: Person, goal: Org, source: Org | None, form: Form, why: str, role: str | None = None
) -> Iterator[Found]:
    if form.act == "poach" and source is None:
        source = person.employer("current", "founder", "former")
    yield from arrived(clause, i, person, goal, source, form.act, why, role)


def return_(clause: Clause, i: int, form: Form) -> Iterator[Found]:
    at = after(clause, i, form)
    who = clause.subject(i)
    if not who.people:
        return
    if clause.low(at) == "from" and any(clause.low(k) in ("leave", "sabbatical") for k in range(at, at + 6)):
        for person in who.people:
            org = clause.lab_after(at, ("to", "at"))[0] or employer_of(clause, person)
            if org and org.lab:
                yield Found(Kind.RETURN, person, org, i, "return", whys=("back from leave",))
        return
    goal, _ = clause.lab_after(at, ("to",), 5, near=True)
    if form.act == "rejoin":
        goal = clause.object(at).org
    if goal is None and clause.low(at) == "as":
        goal = clause.lab_after(at, ("as", "of", "at"), 7)[0] or clause.main_org(i)
    if goal is None or not goal.lab or goal.how == "product":
        return
    source, _ = clause.lab_after(at, ("from",))
    for person in who.people:
        left = source or person.employer("current", "founder")
        left = None if same(left, goal) else left
        yield Found(Kind.RETURN, person, goal, i, "return", other=left, whys=("goes back",))
        if left and left.lab:
            yield Found(
                Kind.DEPARTURE,
                person,
                left,
                i,
                "return",
                other=goal,
                implied=True,
                whys=("goes back from another lab",),
            )


def back(clause: Clause, i: int, form: Form) -> Iterator[Found]:
    """ "X is back at A", "X is back as CEO of A"."""
    if clause.low(i - 1) not in ("is", "was", "are", "'s") or clause.low(i + 1) not in ("at", "as", "with"):
        return
    goal, _ = clause.lab_after(i + 1, ("at", "as", "with", "of"), 7)
    for person in clause.subject(i).people:
        if goal and goal.lab and goal.how != "product":
            yield Found(Kind.RETURN, person, goal, i, "return", whys=("is back",))


def rehire(clause: Clause, i: int, form: Form) -> Iterator[Found]:
    at = after(clause, i, form)
    who = clause.subject(i)
    if is_passive(clause, i, form) and who.people:
        goal = clause.lab_after(at, ("by", "at", "as"))[0] or clause.main_org(i)
        for person in who.people:
            if goal and goal.lab:
                yield Found(Kind.RETURN, person, goal, i, "rehire", whys=("was taken back",))
        return
    if any(item.low in ("dead", "life") for item in clause.row[at : at + 6]):
        return
    target = clause.object(at)
    goal = who.org or (employer_of(clause, who.people[0]) if who.people else None)
    goal = goal or clause.main_org(i)
    if not target.people or goal is None or not goal.lab:
        return
    source, _ = clause.lab_after(target.index + 1, ("from",))
    for person in target.people:
        left = source or person.employer("current")
        left = None if same(left, goal) else left
        yield Found(
            Kind.RETURN,
            person,
            goal,
            i,
            "rehire",
            other=left or person.employer("founder"),
            whys=("a lab takes a person back",),
        )
        if left and left.lab:
            yield Found(
                Kind.DEPARTURE,
                person,
                left,
                i,
                "rehire",
                other=goal,
                implied=True,
                whys=("taken back from another lab",),
            )
