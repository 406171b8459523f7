"""Frames of posts: appoint, promote, become, will lead, move from one post to another."""

from __future__ import annotations

from collections.abc import Iterator

from crawler.match.english.arguments import NOBODY, Clause
from crawler.match.english.frames import Found, after, employer_of, is_passive, post_after, same
from crawler.match.english.items import (
    ADV,
    ARTICLE,
    AUX,
    COMMA,
    CONJ,
    DASH,
    LAB,
    NAME,
    OPEN,
    ORG,
    POSSESSIVE,
    REL,
    ROLE,
    STOP,
    SUB,
    TO,
    TRIGGER,
    Org,
    Person,
    S,
)  # fmt: skip
from crawler.match.english.words import Form
from crawler.model import Kind


def appoint(clause: Clause, i: int, form: Form) -> Iterator[Found]:
    at = after(clause, i, form)
    who = clause.subject(i)
    passive = is_passive(clause, i, form)
    target = NOBODY if passive else clause.object(at)
    if target.people:
        goal = who.org or (employer_of(clause, who.people[0]) if who.people else None)
        rest = target.index + 1
        if goal is None and not who.unnamed:
            goal = clause.main_org(i)
        people = target.people
    elif who.people and (passive or 3 in form.forms or 2 in form.forms):
        rest, people = at, who.people
        goal = clause.lab_after(at, ("by", "of", "at", "to"))[0] or next(
            (item.org for item in clause.row[at : at + 5] if item.kind == LAB), None
        )
        elsewhere = any(item.kind in (ORG, NAME) for item in clause.row[at : at + 6])
        goal = goal or (None if elsewhere or not clause.row[at + 1 : at + 2] else clause.main_org(i))
    else:
        return
    role = _task(clause, rest) or post_after(clause, rest)
    if role is None and len(people) == 1 and len(people[0].roles) > 1:
        role = people[0].roles[-1]  # "named its operating chief, X, interim CEO"
    leads = any(
        clause.low(k) in ("lead", "head", "run", "oversee", "board")
        for k in range(rest, min(rest + 9, len(clause.row)))
    )
    if role is None and not leads:
        return
    for person in people:
        org = goal or employer_of(clause, person)
        if org and org.lab:
            yield from in_post(clause, i, person, org, role, form.act)
    yield from _gapped(clause, i, rest, goal, form.act)


def _task(clause: Clause, at: int) -> str | None:
    """What somebody is named "to lead", in the text's own words."""
    for k in range(at, min(at + 3, len(clause.row) - 1)):
        if clause.kind(k) == TO and clause.low(k + 1) in ("lead", "head", "run", "oversee"):
            words = []
            for item in clause.row[k + 1 : k + 8]:
                if item.kind in (STOP, COMMA, SUB, OPEN, TO, AUX, CONJ, DASH):
                    break
                words.append(item.text)
            return " ".join(words)
    return None


def in_post(clause: Clause, i: int, person: Person, org: Org, role: str | None, act: str) -> Iterator[Found]:
    """From outside a hire, from inside a change of post; a name with a bare post before it is somebody from inside."""
    outside = next((o for o, _ in person.orgs if o.id != org.id), None)
    known = employer_of(clause, person)
    inside = (
        same(known, org)
        or (not outside and any(not r.lower().startswith("former") for r in person.roles))
        or same(person.employer("former"), org)
    )
    if (
        act == "promote"
        or (act in ("become", "head") and not outside)
        or (inside and not (outside and not same(known, org)))
    ):
        yield Found(Kind.ROLE_CHANGE, person, org, i, act, role=role, whys=("another post in the same lab",))
    else:
        yield Found(Kind.HIRE, person, org, i, act, other=outside, role=role, whys=("appointed from outside",))


def promote(clause: Clause, i: int, form: Form) -> Iterator[Found]:
    at = after(clause, i, form)
    who = clause.subject(i)
    target = NOBODY if is_passive(clause, i, form) else clause.object(at)
    people = target.people or who.people
    goal = who.org if target.people else clause.lab_after(at, ("by", "at", "of"))[0]
    for person in people:
        org = goal or employer_of(clause, person) or clause.main_org(i)
        if org and org.lab and (target.people or is_passive(clause, i, form) or clause.low(at) == "to"):
            yield Found(Kind.ROLE_CHANGE, person, org, i, "promote", role=post_after(clause, at), whys=("promoted",))


def become(clause: Clause, i: int, form: Form) -> Iterator[Found]:
    at = after(clause, i, form)
    who = clause.subject(i)
    if clause.low(i).startswith("succe") and at < len(clause.row) and clause.row[at].group:
        at += 1  # "succeeds Y as CEO"
    role = post_after(clause, at)
    if not who.people or role is None or _far_role(clause, at):
        return
    goal = (
        next((item.org for item in clause.row[at : at + 6] if item.kind in (LAB, ORG)), None)
        or clause.lab_after(at, ("of", "at"))[0]
    )
    for person in who.people:
        org = goal or employer_of(clause, person) or clause.main_org(i)
        if org and org.lab and org.how != "product":
            yield from in_post(clause, i, person, org, role, "become")
    yield from _gapped(clause, i, at, goal)


def _far_role(clause: Clause, at: int) -> bool:
    """True where more than an article, a lab or "the new" stands between the verb and the post, or it is a rank ("second")."""
    for k in range(at, min(at + 8, len(clause.row))):
        item = clause.row[k]
        if item.kind == ROLE:
            return item.low.endswith("s") and not item.low.endswith("ss")
        if item.low in ("second", "first", "third", "latest", "last", "one", "next", "only"):
            return True
        if item.kind not in (ARTICLE, POSSESSIVE, LAB, ORG, S, ADV, SUB, NAME) and item.low not in (
            "new",
            "interim",
            "permanent",
            "in",
            "of",
            "into",
            "role",
        ):
            return True
    return True


def _gapped(clause: Clause, i: int, at: int, goal: Org | None, act: str = "become") -> Iterator[Found]:
    """ "with X taking over as CEO and Y as President": the second pair without its verb."""
    for k in range(at, min(at + 14, len(clause.row) - 2)):
        group = clause.row[k].group
        if group and clause.low(k + 1) == "as" and clause.kind(k - 1) in (CONJ, COMMA):
            role = post_after(clause, k + 2)
            for person in group.people:
                org = goal or employer_of(clause, person) or clause.main_org(i)
                if org and org.lab and role:
                    yield from in_post(clause, i, person, org, role, act)
            return


def head(clause: Clause, i: int, form: Form) -> Iterator[Found]:
    if 0 not in form.forms or (
        clause.low(clause.before_verb(i) + 1) not in ("will", "'ll")
        and not any(clause.low(k) == "will" for k in range(max(0, i - 3), i))
    ):
        return
    if any(clause.low(k).startswith("continu") for k in range(max(0, i - 4), i)):
        return
    who = clause.subject(i)
    for person in who.people:
        org = person.employer("current", "founder") or (
            clause.main_org(i) if person.roles and not person.orgs else None
        )
        if org and org.lab:
            yield Found(
                Kind.ROLE_CHANGE,
                person,
                org,
                i,
                "head",
                role=post_after(clause, i + 1) or "lead",
                whys=("will lead another part of the lab",),
            )


def transition(clause: Clause, i: int, form: Form) -> Iterator[Found]:
    who = clause.subject(i)
    role = post_after(clause, i + 1)
    words = {item.low for item in clause.row[i + 1 : i + 12]}
    if not who.people or not (role or words & {"role", "post", "position", "leadership"}):
        return
    for person in who.people:
        org = clause.lab_after(i + 1, ("of", "at"))[0] or employer_of(clause, person) or clause.main_org(i)
        if org and org.lab:
            yield Found(Kind.ROLE_CHANGE, person, org, i, "transition", role=role, whys=("changes post",))


def replace(clause: Clause, i: int, form: Form) -> Iterator[Found]:
    """ "A replaced him with its CTO, Y": Y takes the post."""
    for k in range(i + 1, min(i + 9, len(clause.row) - 1)):
        group = clause.row[k + 1].group
        if clause.kind(k) in (STOP, TRIGGER, REL):
            return
        if clause.low(k) == "with" and group:
            org = clause.subject(i).org
            for person in group.people:
                if org and org.lab and person.roles:
                    yield from in_post(clause, i, person, org, person.roles[-1], "replace")
            return


def serve(clause: Clause, i: int, form: Form) -> Iterator[Found]:
    """ "will now serve as ROLE": only what is to come; "served as" is a biography."""
    if any(clause.low(k) in ("will", "'ll") for k in range(max(0, i - 3), i)):
        yield from become(clause, i, form)


def promotions(clause: Clause, i: int, form: Form) -> Iterator[Found]:
    """ "a series of promotions, including X as ROLE and Y as ROLE"."""
    org = clause.main_org(i)
    for k in range(i + 1, min(i + 30, len(clause.row) - 1)):
        group = clause.row[k].group
        role = post_after(clause, k + 2) if group and clause.low(k + 1) == "as" else None
        for person in group.people if group and role else ():
            if org and org.lab:
                yield Found(Kind.ROLE_CHANGE, person, org, i, "promote", role=role, whys=("one of several promotions",))
