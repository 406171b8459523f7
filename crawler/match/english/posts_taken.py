"""Posts taken up: from outside it is a hire, from inside a change of post."""

from __future__ import annotations

from collections.abc import Iterator

from crawler.match.english.found import Found, same
from crawler.match.english.items import Org, Person, Sort, Standing
from crawler.match.english.slots import Slots, lies_ahead
from crawler.match.english.words import term
from crawler.model import Kind


def post_taken(slots: Slots) -> Iterator[Found]:
    """A hire or a change of post for each mover."""
    frame, clause = slots.frame, slots.clause
    movers = slots.movers()
    if frame.needs == "future" and not lies_ahead(slots):
        return
    role = slots.role(frame.post)
    if role is None and frame.act == "appoint":
        role = slots.task()
        if role is None and clause.passive and clause.object is not None and clause.object.post is not None:
            role = clause.object.post.role
    if role is None and frame.act == "appoint" and len(movers) == 1 and len(movers[0].posts) > 1:
        role = movers[0].posts[-1].role  # "named its COO, X, interim CEO"
    if role is None and frame.act == "appoint" and any(n.low == "board" for n in clause.oblique("to")):
        role = "board member"
    if frame.act == "succeed" and clause.object is not None and role is None:
        role = next((r for p in slots.sentence.people(clause.object, clause) if (r := slots.told_role(p))), None)
    if frame.act == "incharge":
        role = " ".join(["head", *(f"of {n.low}" for n in list(clause.oblique("of"))[:1])])
    if frame.needs == "post" and role is None and not _steps_in(slots):
        return
    behind = slots.sentence.nodes[clause.index + 1 : clause.index + 4]
    if frame.act == "become" and any(n.sort is Sort.TO for n in behind):
        return  # "became the second executive to leave"
    if role is not None and set(role.lower().split()) & term("organisation", "academia"):
        return
    if frame.needs == "reins" and (clause.object is None or clause.object.low not in term("organisation", "reins")):
        return
    if frame.needs == "person" and (clause.object is None or not slots.sentence.people(clause.object, clause)):
        return
    if frame.act == "head":
        role = role or slots.task_of(clause)
    for person in movers:
        org = _place(slots, person)
        if org is None or not org.lab or _just_came(slots, person, org):
            continue
        found = _taken(slots, person, org, role)
        yield found
        left = slots.employer(person, Standing.NOW)
        if found.kind is Kind.HIRE and left is not None and left.lab and not same(left, org):
            yield Found(Kind.DEPARTURE, person, left, clause, frame.act, org, slots.told_role(person), implied=True)


def _steps_in(slots: Slots) -> bool:
    """ "Steps into the role": the post was told before."""
    node = slots.clause.object
    return (
        slots.frame.act in ("become", "takeover") and node is not None and node.low in ("role", "post", "job", "breach")
    )


def _just_came(slots: Slots, person: Person, org: Org) -> bool:
    """The article has told that the person joins the lab; which post is no second move."""
    context = slots.sentence.context
    name = context.fullest(person.name) or person.name
    return name in context.newcomers and same(context.joined.get(name), org)


def promotion(slots: Slots) -> Iterator[Found]:
    """Another post in the same lab."""
    role = slots.role(slots.frame.post) or slots.task() or _new_role(slots)
    if slots.frame.needs == "post" and role is None:
        return
    if slots.clause.subject is None and not slots.clause.passive and not slots.clause.nominal:
        return
    for person in slots.movers():
        org = slots.post_lab(slots.frame.post) or slots.lab(("at", "by"))
        org = org or (slots.agent() if not slots.clause.passive else None)
        org = (org if org and org.lab else None) or slots.employer(person) or slots.sentence.context.main()
        if org is not None and org.lab:
            yield Found(Kind.ROLE_CHANGE, person, org, slots.clause, slots.frame.act, role=role)


def _new_role(slots: Slots) -> str | None:
    """ "To a special projects role": a post by that name."""
    sentence = slots.sentence
    nodes = [node for node in slots.nodes_at(("to", "into")) if node.low in ("role", "position", "post")]
    return next((" ".join(item.text for item in sentence.items[node.first : node.last]) for node in nodes), None)


def replacement(slots: Slots) -> Iterator[Found]:
    """ "A replaces X with Y", "X was replaced by Y", "Y replaces X": Y takes the post, X has lost it."""
    clause, sentence = slots.clause, slots.sentence
    gone = clause.subject if clause.passive else clause.object
    if any(node.low in ("meetings", "talks", "meeting", "negotiations") for node in clause.oblique("in", "at")):
        return
    role = slots.role(("as",)) or next((r for p in sentence.people(gone, clause) if (r := slots.told_role(p))), None)
    for node in [*clause.oblique("with", "by")]:
        for person in sentence.people(node, clause):
            org = _place(slots, person)
            if org is not None and org.lab:
                yield _taken(slots, person, org, role)
    if clause.passive or (clause.object is not None and any(clause.oblique("with"))):
        for person in sentence.people(gone, clause):
            org = slots.employer(person) or _place(slots, person)
            if org is not None and org.lab:
                yield Found(Kind.DEPARTURE, person, org, clause, "replace", role=slots.told_role(person))
    elif clause.subject is not None and clause.object is not None and clause.object.sort is not Sort.WORD:
        if clause.governor is None or clause.verb.low != "replacing":
            for person in sentence.people(clause.subject, clause):
                org = _place(slots, person)
                if org is not None and org.lab:
                    yield _taken(slots, person, org, role)


def _taken(slots: Slots, person: Person, org: Org, role: str | None) -> Found:
    outside = slots.lab(("from",), beside=(org,)) or _employer_elsewhere(slots, person, org)
    inside = outside is None and _works_inside(slots, person, org)
    stays = inside or (outside is None and not _is_stranger(slots, person, org))
    if slots.frame.act == "appoint" and outside is None and not person.posts and _is_passive_without_agent(slots):
        stays = inside
    kind = Kind.ROLE_CHANGE if stays else Kind.HIRE
    other = None if stays else outside or next((p.org for p in person.posts if p.org and not same(p.org, org)), None)
    return Found(kind, person, org, slots.clause, slots.frame.act, other, role, whys=[f"takes up a post: {role}"])


def _is_stranger(slots: Slots, person: Person, org: Org) -> bool:
    """Nobody of the lab as far as the article tells: its employers were others, or it names none."""
    if any(same(post.org, org) for post in person.posts):
        return False
    if any(post.org for post in person.posts) or slots.frame.act in ("appoint", "newpost"):
        return True
    told = [post.org for post in slots.sentence.context.posts(person.name) if post.org is not None]
    if told and not any(same(org, one) for one in told):
        return True
    explicit = slots.frame.act in ("become", "takepost") and slots.post_lab(slots.frame.post) is not None
    return explicit and not slots.sentence.context.posts(person.name)


def _is_passive_without_agent(slots: Slots) -> bool:
    return slots.clause.passive


def _employer_elsewhere(slots: Slots, person: Person, org: Org) -> Org | None:
    context = slots.sentence.context
    gone = context.gone.get(context.fullest(person.name) or person.name)
    if gone is not None and not same(gone, org) and not person.employer(Standing.NOW):
        return gone
    employer = person.employer(Standing.NOW) or slots.sentence.context.employer(person.name, Standing.NOW)
    return employer if employer is not None and not same(employer, org) else None


def _once_elsewhere(person: Person, org: Org) -> bool:
    return any(p.org and p.standing is Standing.WAS and not same(p.org, org) for p in person.posts) and not any(
        same(p.org, org) for p in person.posts
    )


def _works_inside(slots: Slots, person: Person, org: Org) -> bool:
    """The lab is the employer already; a post told without one is a post in the lab spoken of."""
    own = [p for p in person.posts if p.standing is not Standing.WAS]
    if any(same(p.org, org) for p in own):
        return True
    if any(p.org is None and p.role for p in own) and not any(p.org for p in person.posts):
        return True
    known = slots.sentence.context.posts(person.name)
    return any(same(p.org, org) and p.standing is not Standing.WAS and p not in person.posts for p in known)


def _place(slots: Slots, person: Person) -> Org | None:
    """The lab in which the post is."""
    clause = slots.clause
    named = next(
        (
            node.org
            for node in slots.nodes_at((*slots.frame.post, "to"))
            if node.sort in (Sort.POST, Sort.WORD) and node.org
        ),
        None,
    )
    if named is None:
        named = slots.lab(tuple(p for p in slots.frame.goal if p not in ("subject",)))
    if named is None and "subject" in slots.frame.goal and not clause.passive and clause.object is not None:
        named = slots.agent()
    if named is not None:
        return named
    context = slots.sentence.context
    joined = context.joined.get(context.fullest(person.name) or person.name)
    employer = joined or slots.employer(person)
    if employer is not None and employer.lab:
        return employer
    here = slots.sentence.context.only_lab(slots.sentence.start, slots.sentence.end)
    if here is not None and here.how != "product":
        return here
    main = context.pure_main()
    return main if main is not None and main.how != "product" else None
