"""From a word of moving and its arguments to moves: one function for each act of english_triggers.toml."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from crawler.match.english.arguments import NOBODY, Argument, Clause
from crawler.match.english.items import (
    ADV, ARTICLE, AUX, COMMA, COMPANY, CONJ, DASH, GROUP, LAB, NAME, NOT, NUMBER, OPEN, ORG, POSSESSIVE, PREP, PRONOUN, ROLE, STOP, SUB, TIME,
    TO, TRIGGER, VERB, WORD, Org, Person, S,
)  # fmt: skip
from crawler.match.english.words import Form
from crawler.model import Kind

UNNAMED_COMPANY = Org("", "", True, True, "unnamed")


@dataclass(frozen=True, slots=True)
class Found:
    """One move as a frame read it."""

    kind: Kind
    person: Person
    org: Org
    trigger: int  # item
    act: str
    other: Org | None = None
    role: str | None = None
    implied: bool = False  # the sentence says the other half of it
    whys: tuple[str, ...] = ()


def apply(clause: Clause, i: int) -> Iterator[Found]:
    """Every move that the trigger at `i` speaks of."""
    for form in clause.row[i].forms:
        reader = _ACTS.get(form.act)
        if (
            reader is None
            or (form.noun and not _is_noun(clause, i))
            or (not form.noun and _is_noun(clause, i) and not _verbal(clause, i))
        ):
            continue
        found = list(reader(clause, i, form))
        yield from found
        if found:
            return


def _is_noun(clause: Clause, i: int) -> bool:
    before, low = clause.kind(i - 1), clause.low(i)
    if any(f.noun for f in clause.row[i].forms):
        if before in (AUX, TO, NOT) or clause.low(i - 1) in ("who", "which"):
            return False
        if clause.low(i + 1) in ("of", "from", "by") and not (
            before == GROUP and low in ("exits", "returns", "moves", "resignation")
        ):
            return True
        return (
            before
            in (
                S,
                POSSESSIVE,
                ARTICLE,
                PREP,
                SUB,
                WORD,
                CONJ,
                NUMBER,
                LAB,
                STOP,
                COMMA,
                NAME,
                ADV,
                TRIGGER,
                VERB,
                COMPANY,
            )
            or i == 0
        )
    return before in (S, ARTICLE, POSSESSIVE) and not low.endswith("ing")


def _verbal(clause: Clause, i: int) -> bool:
    """An -ing form or a form that is no noun at all may follow a possessive ("his leaving OpenAI")."""
    return (
        clause.low(i).endswith("ing") or all(not f.noun for f in clause.row[i].forms) and clause.kind(i - 1) != ARTICLE
    )


def _after(clause: Clause, i: int, form: Form) -> int:
    """The item behind the trigger and, where it stands right there, its particle."""
    if form.tail and tuple(clause.low(i + 1 + n) for n in range(len(form.tail))) == form.tail:
        return i + 1 + len(form.tail)
    return i + 1


def _employer(clause: Clause, person: Person, *relations: str) -> Org | None:
    relations = relations or ("current", "founder")
    return person.employer(*relations) or clause.context.employer(person.name, *relations)


def _lab(org: Org | None) -> bool:
    return org is not None and org.lab


def _same(one: Org | None, other: Org | None) -> bool:
    return one is not None and other is not None and one.id == other.id


# -- leaving -------------------------------------------------------------------------------------------------------

_POSTS = frozenset("role post job position seat office helm".split())


def _leave(clause: Clause, i: int, form: Form) -> Iterator[Found]:
    who = clause.subject(i)
    if not who.people:
        return
    at = _after(clause, i, form)
    kind = clause.kind(at)
    while kind == ADV:
        at += 1
        kind = clause.kind(at)
    goal, _ = clause.lab_after(at, ("for", "to"))
    source: Org | None = None
    whys = ["leaves, with a person as subject"]
    direct = clause.object(at)
    if kind in (LAB, ORG) or (direct.org and kind in (ARTICLE, POSSESSIVE, WORD, COMPANY, ROLE, NAME)):
        source = direct.org
        if kind in (ARTICLE, POSSESSIVE, COMPANY) and clause.kind(direct.index) == COMPANY:
            source = None  # the company: whose employer it is decides
    elif kind in (ARTICLE, POSSESSIVE, WORD, NAME, NUMBER) and not _post_or_time(clause, at):
        return  # leaves California, early access, the room
    elif kind == GROUP:
        return
    if source is None and kind not in (LAB, ORG):
        source, _ = clause.lab_after(at, ("from", "at", "as", "of"))
    for person in who.people:
        place = (
            source
            or _employer(clause, person)
            or _employer(clause, person, "former")
            or clause.context.org_before(clause.row[i].start)
        )
        yield from _gone(clause, i, person, place, goal, whys, "leave")


def _post_or_time(clause: Clause, at: int) -> bool:
    for k in range(at, min(at + 6, len(clause.row))):
        low, kind = clause.low(k), clause.kind(k)
        if (
            low in _POSTS
            or kind in (COMPANY, TIME, LAB)
            or low in ("week", "month", "year", "weeks", "months", "years", "days", "team", "board")
        ):
            return True
        if kind in (PREP, VERB, STOP, COMMA, TRIGGER):
            return False
    return False


def _gone(
    clause: Clause,
    i: int,
    person: Person,
    source: Org | None,
    goal: Org | None,
    whys: list[str],
    act: str,
    role: str | None = None,
) -> Iterator[Found]:
    if _same(source, goal):
        goal = None
    if source and source.lab:
        clause.context.gone[clause.context.fullest(person.name) or person.name] = source
        yield Found(Kind.DEPARTURE, person, source, i, act, other=goal, role=role, whys=(*whys, f"left {source.name}"))
    if goal and goal.lab:
        yield Found(Kind.HIRE, person, goal, i, act, other=source, whys=(*whys, f"for {goal.name}"))


def _resign(clause: Clause, i: int, form: Form) -> Iterator[Found]:
    who = clause.subject(i)
    if not who.people:
        return
    at = _after(clause, i, form)
    if clause.low(i) in ("retired", "retiring") and clause.kind(i - 1) == ARTICLE:
        return
    source, place = clause.lab_after(at, ("from", "at", "of"))
    if form.tail and form.tail[-1] in ("farewell", "goodbye"):
        source, place = clause.lab_after(at, ("to",))
        if source is None:
            return
    goal, _ = clause.lab_after(at, ("to", "for"))
    if form.tail == ("farewell",) or form.tail == ("goodbye",):
        goal = None
    role = _post_after(clause, at)
    if source is None and place < 0:
        source = None
    for person in who.people:
        org = source or _employer(clause, person) or _employer(clause, person, "former")
        if org is None and clause.kind(at) in (STOP, AUX, TIME, CONJ, SUB, COMMA, ADV, PREP):
            org = clause.context.org_before(clause.row[i].start)
        if source and not source.lab:
            continue
        if _keeps_employer(clause, i, at, person):
            if org and org.lab:
                yield Found(
                    Kind.ROLE_CHANGE, person, org, i, "resign", role=role, whys=("a post is left, the employer kept",)
                )
            continue
        yield from _gone(clause, i, person, org, goal, ["steps down or resigns"], "resign", role)


def _post_after(clause: Clause, at: int) -> str | None:
    for k in range(at, min(at + 8, len(clause.row))):
        if clause.kind(k) == ROLE:
            return clause.row[k].text
        if clause.kind(k) in (STOP, COMMA, TRIGGER, VERB):
            return None
    return None


def _keeps_employer(clause: Clause, i: int, at: int, person: Person) -> bool:
    """A chair of the board with another post, or a sentence that says who stays on."""
    lows = [item.low for item in clause.row[at : at + 12]]
    text = " ".join(item.low for item in clause.row)
    if any(
        said in text
        for said in (
            "will remain",
            "remains with",
            "remain with",
            "remain at",
            "will stay",
            "stay on",
            "stays on",
            "staying on",
            "remain as",
            "will continue as",
        )
    ):
        return True
    chair = any(low.startswith(("chair", "chairman")) for low in lows[:5])
    insider = [r for r in person.roles if not r.lower().startswith("former")] or clause.context.roles.get(
        clause.context.fullest(person.name) or ""
    )
    return chair and "board" in " ".join(lows[:9]) and bool(insider)


def _part(clause: Clause, i: int, form: Form) -> Iterator[Found]:
    who = clause.subject(i)
    other = clause.object(_after(clause, i, form) + 1)
    people, org = (who.people, other.org) if who.people else (other.people, who.org)
    for person in people:
        yield from _gone(clause, i, person, org or _employer(clause, person), None, ["parted ways"], "part")


def _oust(clause: Clause, i: int, form: Form) -> Iterator[Found]:
    at = _after(clause, i, form)
    passive = _passive(clause, i, form)
    who = clause.subject(i)
    target = NOBODY if passive else clause.object(at)
    if target.people and clause.low(i) not in ("fire",):
        source = who.org
        hirer = who.people[0] if who.people else None
        for person in target.people:
            place = source if _lab(source) else (_employer(clause, hirer) if hirer else None)
            place = place or clause.lab_after(target.index + 1, ("from", "at", "of"))[0] or _employer(clause, person)
            if place is None and not who.unnamed:
                place = clause.context.org_before(clause.row[i].start)
            yield from _gone(clause, i, person, place, None, ["dismissed: the object of the sentence"], "oust")
        return
    if who.people and (
        passive or 3 in form.forms and clause.kind(at) in (SUB, PREP, STOP, COMMA, TIME, ADV, CONJ, DASH)
    ):
        source, _ = clause.lab_after(at, ("by", "from", "at", "of"))
        if source is None:
            source, _ = clause.lab_after(at, ("as",))
        for person in who.people:
            place = (
                source
                or _employer(clause, person)
                or _employer(clause, person, "former")
                or clause.context.org_before(clause.row[i].start)
            )
            yield from _gone(clause, i, person, place, None, ["was dismissed"], "oust")


def _passive(clause: Clause, i: int, form: Form) -> bool:
    if 3 not in form.forms and not form.tail:
        return False
    k = i - 1
    while clause.kind(k) in (ADV, NOT):
        k -= 1
    return clause.low(k) in (
        "is",
        "was",
        "were",
        "are",
        "be",
        "been",
        "being",
        "get",
        "gets",
        "got",
        "'s",
        "am",
        "getting",
    )


def _lose(clause: Clause, i: int, form: Form) -> Iterator[Found]:
    who = clause.subject(i)
    lost = clause.object(_after(clause, i, form))
    if not lost.people or not who.org or not who.org.lab:
        return
    goal, _ = clause.lab_after(lost.index + 1, ("to",), 4)
    for person in lost.people:
        yield from _gone(clause, i, person, who.org, goal, ["a lab loses a person"], "lose")


# -- joining -------------------------------------------------------------------------------------------------------


def _arrived(
    clause: Clause, i: int, person: Person, goal: Org, source: Org | None, act: str, why: str, role: str | None = None
) -> Iterator[Found]:
    """The hire, and the departure that it implies where the text says that the source was the employer till now."""
    from_where = source or person.employer("current", "former")
    if _same(from_where, goal):
        from_where = None
    current = person.employer("current")
    left = source if source and source.lab else current if current and current.lab else None
    if left and _same(left, goal):
        if act in ("hire", "poach", "join", "moveto") and not source:
            return
        left = None
    yield Found(Kind.HIRE, person, goal, i, act, other=from_where, role=role, whys=(why,))
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


def _join(clause: Clause, i: int, form: Form) -> Iterator[Found]:
    at = _after(clause, i, form)
    who = clause.subject(i)
    if not who.people:
        return
    goal = clause.object(at)
    if clause.kind(at) not in (LAB, COMPANY, ARTICLE, POSSESSIVE, WORD, ADV, ROLE, NAME):
        return
    org = goal.org
    if goal.people or org is None:
        if goal.people:
            return
        org = clause.lab_after(at, ("at", "of"), 10)[0]
        if org is None:
            return
    if not org.lab or org.how == "product":
        if org.how != "product" or clause.kind(goal.index + 1) not in (WORD, S, COMPANY):
            return
    if clause.kind(goal.index) == COMPANY and who.people[0].pronoun is False and clause.kind(at) in (POSSESSIVE,):
        return
    source, _ = clause.lab_after(goal.index + 1, ("from",))
    role = _post_after(clause, goal.index + 1)
    for person in who.people:
        yield from _arrived(clause, i, person, org, source, "join", "joins, with a person as subject", role)


def _moveto(clause: Clause, i: int, form: Form) -> Iterator[Found]:
    at = _after(clause, i, form)
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
    if goal is None:
        return
    if not goal.lab:
        return
    between = clause.row[at + 1 : index]
    if any(item.kind == ROLE for item in between):
        for person in who.people:
            if _same(_employer(clause, person), goal):
                yield Found(
                    Kind.ROLE_CHANGE,
                    person,
                    goal,
                    i,
                    "moveto",
                    role=_post_after(clause, at),
                    whys=("moves to another post",),
                )
        return
    source = source or clause.lab_after(index + 1, ("from",))[0]
    for person in who.people:
        employer = person.employer("current", "founder")
        if source is None and employer and employer.lab and not _same(employer, goal):
            yield from _gone(clause, i, person, employer, goal, ["heads elsewhere"], "moveto")
        else:
            yield from _arrived(clause, i, person, goal, source, "moveto", "heads to a lab")


def _post_to_post(clause: Clause, i: int, at: int, who: Argument) -> Iterator[Found]:
    roles = [k for k in range(at, min(at + 10, len(clause.row))) if clause.kind(k) == ROLE]
    if len(roles) < 2 and not (roles and " to " in " ".join(x.low for x in clause.row[at : at + 10])):
        return
    org = clause.lab_after(at, ("at", "of"))[0]
    for person in who.people:
        place = org or _employer(clause, person)
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


def _hire(clause: Clause, i: int, form: Form) -> Iterator[Found]:
    at = _after(clause, i, form)
    passive = _passive(clause, i, form)
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
        if goal is None or not goal.lab:
            return
        for person in who.people:
            yield from _hired(clause, i, person, goal, source, form, "was hired")
        return
    target = clause.object(at)
    if not target.people:
        return
    goal = who.org
    if who.people:
        goal = _employer(clause, who.people[0])
        if goal is None and who.people[0].pronoun:
            goal = clause.context.org_before(clause.row[i].start)
    elif goal is None and not who.unnamed:
        goal = clause.context.org_before(clause.row[i].start) if clause.kind(i - 1) in (STOP,) and i > 0 else None
    if goal is None or not goal.lab:
        return
    source, _ = clause.lab_after(target.index + 1, ("from",))
    role = _post_after(clause, target.index + 1) if clause.low(target.index + 1) in ("as", "to") else None
    for person in target.people:
        if clause.low(i) in _EASY and not (person.roles or role or source or person.orgs or form.tail):
            continue
        yield from _hired(clause, i, person, goal, source, form, "a lab hires, with a person as object", role)


def _hired(
    clause: Clause, i: int, person: Person, goal: Org, source: Org | None, form: Form, why: str, role: str | None = None
) -> Iterator[Found]:
    if form.act == "poach" and source is None:
        source = person.employer("current", "founder", "former")
    yield from _arrived(clause, i, person, goal, source, form.act, why, role)


def _return(clause: Clause, i: int, form: Form) -> Iterator[Found]:
    at = _after(clause, i, form)
    who = clause.subject(i)
    if not who.people:
        return
    if clause.low(at) == "from" and any(clause.low(k) in ("leave", "sabbatical") for k in range(at, at + 6)):
        for person in who.people:
            org = clause.lab_after(at, ("to", "at"))[0] or _employer(clause, person)
            if org and org.lab:
                yield Found(Kind.RETURN, person, org, i, "return", whys=("back from leave",))
        return
    goal, _ = clause.lab_after(at, ("to",), 8)
    if form.act == "rejoin":
        goal = clause.object(at).org
    if goal is None or not goal.lab or goal.how == "product":
        return
    source, _ = clause.lab_after(at, ("from",))
    for person in who.people:
        left = source or person.employer("current", "founder")
        left = None if _same(left, goal) else left
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


def _rehire(clause: Clause, i: int, form: Form) -> Iterator[Found]:
    at = _after(clause, i, form)
    who = clause.subject(i)
    if _passive(clause, i, form) and who.people:
        goal = clause.lab_after(at, ("by", "at", "as"))[0] or clause.context.org_before(clause.row[i].start)
        for person in who.people:
            if goal and goal.lab:
                yield Found(Kind.RETURN, person, goal, i, "rehire", whys=("was taken back",))
        return
    target = clause.object(at)
    goal = who.org or (_employer(clause, who.people[0]) if who.people else None)
    goal = goal or clause.context.org_before(clause.row[i].start)
    if not target.people or goal is None or not goal.lab:
        return
    source, _ = clause.lab_after(target.index + 1, ("from",))
    for person in target.people:
        left = source or person.employer("current")
        left = None if _same(left, goal) else left
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


# -- posts ---------------------------------------------------------------------------------------------------------


def _appoint(clause: Clause, i: int, form: Form) -> Iterator[Found]:
    at = _after(clause, i, form)
    who = clause.subject(i)
    passive = _passive(clause, i, form)
    target = NOBODY if passive else clause.object(at)
    if target.people:
        goal = who.org or (_employer(clause, who.people[0]) if who.people else None)
        rest = target.index + 1
        if goal is None and not who.unnamed:
            goal = clause.context.org_before(clause.row[i].start)
        people = target.people
    elif who.people and (passive or 3 in form.forms or 2 in form.forms):
        rest, people = at, who.people
        goal = clause.lab_after(at, ("by", "of", "at", "to"))[0] or next(
            (item.org for item in clause.row[at : at + 5] if item.kind == LAB), None
        )
    else:
        return
    role = _post_after(clause, rest)
    leads = any(
        clause.low(k) in ("lead", "head", "run", "oversee", "board")
        for k in range(rest, min(rest + 9, len(clause.row)))
    )
    if role is None and not leads:
        return
    for person in people:
        org = goal or _employer(clause, person)
        if org and org.lab:
            yield from _in_post(clause, i, person, org, role, form.act)


def _in_post(clause: Clause, i: int, person: Person, org: Org, role: str | None, act: str) -> Iterator[Found]:
    """From outside a hire, from inside a change of post; a name with a bare post before it is somebody from inside."""
    outside = person.employer("former") or next((o for o, _ in person.orgs if o.id != org.id), None)
    known = _employer(clause, person)
    inside = (
        _same(known, org)
        or (not outside and any(not r.lower().startswith("former") for r in person.roles))
        or _same(person.employer("former"), org)
    )
    if (
        act == "promote"
        or (act in ("become", "head") and not outside)
        or (inside and not (outside and not _same(known, org)))
    ):
        yield Found(Kind.ROLE_CHANGE, person, org, i, act, role=role, whys=("another post in the same lab",))
    else:
        yield Found(Kind.HIRE, person, org, i, act, other=outside, role=role, whys=("appointed from outside",))


def _promote(clause: Clause, i: int, form: Form) -> Iterator[Found]:
    at = _after(clause, i, form)
    who = clause.subject(i)
    target = NOBODY if _passive(clause, i, form) else clause.object(at)
    people = target.people or who.people
    goal = who.org if target.people else clause.lab_after(at, ("by", "at", "of"))[0]
    for person in people:
        org = goal or _employer(clause, person) or clause.context.org_before(clause.row[i].start)
        if org and org.lab and (target.people or _passive(clause, i, form) or clause.low(at) == "to"):
            yield Found(Kind.ROLE_CHANGE, person, org, i, "promote", role=_post_after(clause, at), whys=("promoted",))


def _become(clause: Clause, i: int, form: Form) -> Iterator[Found]:
    at = _after(clause, i, form)
    who = clause.subject(i)
    role = _post_after(clause, at)
    if not who.people or role is None or _far_role(clause, at):
        return
    goal = (
        next((item.org for item in clause.row[at : at + 6] if item.kind in (LAB, ORG)), None)
        or clause.lab_after(at, ("of", "at"))[0]
    )
    for person in who.people:
        org = goal or _employer(clause, person) or clause.context.org_before(clause.row[i].start)
        if org and org.lab and org.how != "product":
            yield from _in_post(clause, i, person, org, role, "become")
    yield from _gapped(clause, i, at, goal)


def _far_role(clause: Clause, at: int) -> bool:
    """True where another word than an article, a lab or "the new" stands between the verb and the post."""
    for k in range(at, min(at + 8, len(clause.row))):
        if clause.kind(k) == ROLE:
            return False
        if clause.kind(k) not in (ARTICLE, POSSESSIVE, LAB, ORG, S, WORD, ADV, PREP, SUB, NUMBER, COMPANY):
            return True
    return True


def _gapped(clause: Clause, i: int, at: int, goal: Org | None) -> Iterator[Found]:
    """ "with X taking over as CEO and Y as President": the second pair without its verb."""
    for k in range(at, min(at + 14, len(clause.row) - 2)):
        group = clause.row[k].group
        if group and clause.low(k + 1) == "as" and clause.kind(k - 1) in (CONJ, COMMA):
            role = _post_after(clause, k + 2)
            for person in group.people:
                org = goal or _employer(clause, person) or clause.context.org_before(clause.row[i].start)
                if org and org.lab and role:
                    yield from _in_post(clause, i, person, org, role, "become")
            return


def _head(clause: Clause, i: int, form: Form) -> Iterator[Found]:
    if (
        0 not in form.forms
        or clause.low(clause.before_verb(i) + 1) not in ("will", "'ll")
        and not any(clause.low(k) == "will" for k in range(max(0, i - 3), i))
    ):
        return
    who = clause.subject(i)
    for person in who.people:
        org = person.employer("current", "founder")
        if org and org.lab:
            yield Found(
                Kind.ROLE_CHANGE, person, org, i, "head", role="lead", whys=("will lead another part of the lab",)
            )


def _transition(clause: Clause, i: int, form: Form) -> Iterator[Found]:
    who = clause.subject(i)
    role = _post_after(clause, i + 1)
    words = {item.low for item in clause.row[i + 1 : i + 12]}
    if not who.people or not (role or words & {"role", "post", "position", "leadership"}):
        return
    for person in who.people:
        org = (
            clause.lab_after(i + 1, ("of", "at"))[0]
            or _employer(clause, person)
            or clause.context.org_before(clause.row[i].start)
        )
        if org and org.lab:
            yield Found(Kind.ROLE_CHANGE, person, org, i, "transition", role=role, whys=("changes post",))


# -- founding ------------------------------------------------------------------------------------------------------

_COMPANY_WORDS = frozenset("startup start-up company lab firm venture fund nonprofit outfit".split())


def _found(clause: Clause, i: int, form: Form) -> Iterator[Found]:
    at = _after(clause, i, form)
    who = clause.subject(i)
    if _passive(clause, i, form) or (clause.low(at) == "by" and 3 in form.forms):
        by = clause.object(at + 1) if clause.low(at) == "by" else NOBODY
        company = who.org
        if company is None or not by.people or not company.lab or "found" not in clause.low(i):
            return
        for person in by.people:
            yield Found(Kind.FOUNDING, person, company, i, "found", whys=("founded by",))
        return
    if not who.people or clause.kind(i - 1) in (S,):
        return
    company, noun = _company_made(clause, at)
    if company is None:
        return
    plain = "found" in clause.low(i)
    for person in who.people:
        left = person.employer("current", "founder", "former") or clause.context.employer(
            person.name, "current", "founder", "former"
        )
        if _same(left, company) and not plain:
            continue
        if company.how in ("unnamed", "other") and not (_lab(left) or noun == "ai"):
            continue
        shown = company if company.lab else Org(company.name, company.id, True, True, "form")
        yield Found(
            Kind.FOUNDING,
            person,
            shown,
            i,
            "found",
            other=left if not _same(left, company) else None,
            whys=("starts a company",),
        )


def _company_made(clause: Clause, at: int) -> tuple[Org | None, str]:
    """The company that is the object: by name, or without one ("his own startup"); "ai" where the words say it is one."""
    noun = False
    ai = ""
    for k in range(at, min(at + 12, len(clause.row))):
        item = clause.row[k]
        if item.low in ("ai", "a.i") or "ai-" in item.low:
            ai = "ai"
        if item.kind in (LAB, ORG):
            following = clause.row[k + 1] if k + 1 < len(clause.row) else None
            if following is not None and following.kind == S:
                return None, ""
            if item.org and item.org.how == "product":
                return None, ""
            if item.org and (item.org.lab or noun or k == at):
                if item.org.lab and item.org.how != "form" and not item.org.pure:
                    return None, ""
                return item.org, ai
            return None, ""
        if item.kind == COMPANY or item.low in _COMPANY_WORDS:
            noun = noun or item.low in _COMPANY_WORDS
            continue
        if noun and item.kind == NAME:
            return Org(item.text, item.low, False, False, "other"), ai
        if noun and item.kind not in (COMMA, WORD, DASH) and item.low not in ("called", "named", "dubbed"):
            break
        if item.kind == COMMA and not noun:
            break
        if item.kind not in (ARTICLE, POSSESSIVE, WORD, ADV, NUMBER, COMMA, NAME, COMPANY, ROLE, TRIGGER):
            break
    return (UNNAMED_COMPANY, ai) if noun else (None, "")


# -- nouns ---------------------------------------------------------------------------------------------------------


def _bearer(clause: Clause, i: int) -> tuple[Argument, Org | None]:
    """Whose departure or hiring it is, and the lab named between ("his OpenAI departure")."""
    between: Org | None = None
    k = i - 1
    while (
        k >= 0
        and i - k < 7
        and clause.kind(k) in (WORD, ADV, NUMBER, TIME, NAME, LAB, TRIGGER, CONJ, COMPANY)
        or (clause.low(k) in ("former",) and i - k < 7)
    ):
        if clause.kind(k) == LAB:
            between = clause.row[k].org
        k -= 1
    if clause.kind(k) == S and k > 0:
        group = clause.row[k - 1].group
        if group:
            return Argument(people=tuple(group.people), index=k - 1, why="possessive"), between
        return NOBODY, between
    if clause.kind(k) == POSSESSIVE:
        return clause.pronoun(k), between
    for j in range(i + 1, min(i + 12, len(clause.row))):
        item = clause.row[j]
        if (
            item.group
            and clause.kind(i + 1) in (PREP, SUB)
            and any(clause.low(x) in ("of", "by") for x in range(i + 1, j))
        ):
            return Argument(people=tuple(item.group.people), index=j, why="of or by"), between
        if item.kind in (STOP, VERB, TRIGGER, REL_, AUX, COMMA):
            break
    return NOBODY, between


REL_ = "REL"


def _departure_noun(clause: Clause, i: int, form: Form) -> Iterator[Found]:
    who, between = _bearer(clause, i)
    if not who.people:
        return
    source, _ = clause.lab_after(i + 1, ("from",), 9)
    goal, _ = clause.lab_after(i + 1, ("for", "to"), 12)
    if form.act == "dismissal":
        goal = None
    for person in who.people:
        place = source or between or _employer(clause, person) or _employer(clause, person, "former")
        if between and source is None:
            known = _employer(clause, person)
            if known and not _same(known, between) and known.lab:
                place, goal = known, between
        place = place or clause.context.org_before(clause.row[i].start)
        yield from _gone(clause, i, person, place, goal, [f"{clause.low(i)} of a person"], "departure")


def _hiring_noun(clause: Clause, i: int, form: Form) -> Iterator[Found]:
    who, between = _bearer(clause, i)
    if clause.low(i) in ("hires", "hire") and clause.low(i + 1) != "of":
        return
    if not who.people:
        return
    goal = (
        between
        or clause.lab_after(i + 1, ("by", "at"))[0]
        or (clause.row[i - 2].org if clause.kind(i - 1) == S and i > 1 else None)
    )
    for person in who.people:
        org = goal or clause.context.org_before(clause.row[i].start)
        if org and org.lab and who.why == "of or by" and (goal or clause.low(i) == "appointment"):
            yield from _in_post(clause, i, person, org, _post_after(clause, who.index + 1), "hire")


def _comeback(clause: Clause, i: int, form: Form) -> Iterator[Found]:
    who, between = _bearer(clause, i)
    goal = clause.lab_after(i + 1, ("to",), 6)[0] or between
    for person in who.people:
        org = goal
        if org and org.lab and org.how != "product":
            yield Found(Kind.RETURN, person, org, i, "return", whys=("return of a person",))


def _transfer(clause: Clause, i: int, form: Form) -> Iterator[Found]:
    who, between = _bearer(clause, i)
    goal, _ = clause.lab_after(i + 1, ("to",), 5)
    if goal is None or not goal.lab:
        return
    for person in who.people:
        yield from _arrived(
            clause, i, person, goal, clause.lab_after(i + 1, ("from",))[0], "moveto", "a person's move to a lab"
        )


_ACTS: dict[str, Callable[[Clause, int, Form], Iterator[Found]]] = {
    "leave": _leave, "resign": _resign, "part": _part, "oust": _oust, "lose": _lose, "join": _join, "moveto": _moveto,
    "hire": _hire, "poach": _hire, "rejoin": _return, "return": _return, "rehire": _rehire, "appoint": _appoint,
    "promote": _promote, "become": _become, "head": _head, "transition": _transition, "found": _found,
    "departure": _departure_noun, "dismissal": _departure_noun, "hiring": _hiring_noun, "comeback": _comeback, "transfer": _transfer,
    "promotion": _comeback,
}  # fmt: skip
