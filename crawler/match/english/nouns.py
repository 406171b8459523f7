"""Frames of nouns: X's departure from A, the hiring of X, his return to B."""

from __future__ import annotations

from collections.abc import Iterator

from crawler.match.english.arguments import NOBODY, Argument, Clause
from crawler.match.english.frames import Found, employer_of, post_after, same
from crawler.match.english.items import (
    ADV,
    ARTICLE,
    AUX,
    COLON,
    COMMA,
    COMPANY,
    CONJ,
    DASH,
    GROUP,
    LAB,
    NAME,
    NUMBER,
    POSSESSIVE,
    PREP,
    REL,
    STOP,
    SUB,
    TIME,
    TRIGGER,
    VERB,
    WORD,
    Group,
    Org,
    S,
)  # fmt: skip
from crawler.match.english.joining import arrived
from crawler.match.english.leaving import gone
from crawler.match.english.posts import in_post
from crawler.match.english.words import Form
from crawler.model import Kind


def _bearer(clause: Clause, i: int) -> tuple[Argument, Org | None]:
    """Whose departure or hiring it is, and the lab named between ("his OpenAI departure")."""
    between: Org | None = None
    k = i - 1
    while (k >= 0 and i - k < 7 and clause.kind(k) in (WORD, ADV, NUMBER, TIME, NAME, LAB, TRIGGER, CONJ, COMPANY)) or (
        clause.low(k) in ("former",) and i - k < 7
    ):
        if clause.kind(k) == LAB:
            between = clause.row[k].org
        k -= 1
    if clause.kind(k) == S and k > 0:
        group = clause.row[k - 1].group
        if group:
            return Argument(people=tuple(group.people), index=k - 1, why="possessive"), between
        return NOBODY, between
    adjacent = clause.row[k].group if k >= 0 else None
    if (
        adjacent
        and clause.low(i) in ("departure", "exit", "ouster", "resignation", "firing")
        and clause.kind(i + 1) not in (LAB, GROUP)
    ):
        return Argument(people=tuple(adjacent.people), index=k, why="possessive"), between
    if clause.kind(k) == POSSESSIVE:
        return clause.pronoun(k), between
    told = clause.row[i + 2].group if i + 2 < len(clause.row) else None
    if told and clause.low(i).endswith("s") and (clause.low(i + 1).startswith("includ") or clause.kind(i + 1) == COLON):
        return Argument(people=tuple(told.people), index=i + 2, why="of or by"), between
    for j in range(i + 1, min(i + 12, len(clause.row))):
        item = clause.row[j]
        if (
            item.group
            and clause.kind(i + 1) in (PREP, SUB)
            and any(clause.low(x) in ("of", "by") for x in range(i + 1, j))
        ):
            return Argument(people=tuple(item.group.people), index=j, why="of or by"), between
        if item.kind in (STOP, VERB, TRIGGER, REL, AUX, COMMA):
            break
    return NOBODY, between


def departure_noun(clause: Clause, i: int, form: Form) -> Iterator[Found]:
    who, between = _bearer(clause, i)
    if not who.people:
        return
    source, _ = clause.lab_after(i + 1, ("from",), 9)
    goal, _ = clause.lab_after(i + 1, ("for", "to"), 12)
    if form.act == "dismissal":
        goal = None
    for person in who.people:
        left = clause.context.gone.get(clause.context.fullest(person.name) or "")
        place = source or between or left or employer_of(clause, person) or employer_of(clause, person, "former")
        if between and source is None:
            known = clause.context.gone.get(clause.context.fullest(person.name) or "") or employer_of(clause, person)
            if known and not same(known, between) and known.lab:
                yield Found(Kind.DEPARTURE, person, known, i, "departure", other=between, whys=("his B departure",))
                continue
        if place is None:
            place = clause.main_org(i)
            if place and (clause.context.fullest(person.name) or person.name, place.id) in clause.context.joined:
                continue  # who joined it in this article left another
        yield from gone(clause, i, person, place, goal, [f"{clause.low(i)} of a person"], "departure")


def _named_hire(clause: Clause, i: int, group: Group) -> Iterator[Found]:
    """ "A scored a major hire: X", "its most expensive hire, co-founder X": whose hire it is was said before."""
    goal = next((item.org for item in clause.row[:i] if item.kind == LAB), None)
    source = clause.context.raids.get(goal.id) if goal else None
    if goal is None and clause.context.raids:
        goal_id, source = next(iter(clause.context.raids.items()))
        goal = next((org for org in clause.context.orgs if org.id == goal_id), None)
    for person in group.people:
        if goal and goal.lab:
            yield from arrived(clause, i, person, goal, source, "named", "named as a hire")


def hiring_noun(clause: Clause, i: int, form: Form) -> Iterator[Found]:
    who, between = _bearer(clause, i)
    group = clause.row[i + 2].group if i + 2 < len(clause.row) and clause.kind(i + 1) in (COMMA, DASH, COLON) else None
    if clause.low(i) in ("hires", "hire") and group:
        yield from _named_hire(clause, i, group)
        return
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
        org = goal or clause.main_org(i)
        if org and org.lab and who.why == "of or by" and (goal or clause.low(i) == "appointment"):
            yield from in_post(clause, i, person, org, post_after(clause, who.index + 1), "hire")


def comeback(clause: Clause, i: int, form: Form) -> Iterator[Found]:
    who, between = _bearer(clause, i)
    goal = clause.lab_after(i + 1, ("to",), 6)[0] or between
    if goal is None and clause.low(i + 1) == "as":
        goal = clause.lab_after(i + 1, ("as", "of"), 6)[0] or clause.main_org(i)
    for person in who.people:
        org = goal
        if org and org.lab and org.how != "product":
            yield Found(Kind.RETURN, person, org, i, "return", whys=("return of a person",))


def transfer(clause: Clause, i: int, form: Form) -> Iterator[Found]:
    who, between = _bearer(clause, i)
    goal, _ = clause.lab_after(i + 1, ("to",), 5)
    if goal is None or not goal.lab:
        return
    for person in who.people:
        yield from arrived(
            clause, i, person, goal, clause.lab_after(i + 1, ("from",))[0], "moveto", "a person's move to a lab"
        )


def last_day(clause: Clause, i: int, form: Form) -> Iterator[Found]:
    """ "X's last day at A", "his final day"."""
    who, _ = _bearer(clause, i)
    source, _ = clause.lab_after(i + 2, ("at", "with"), 6)
    for person in who.people:
        yield from gone(clause, i, person, source or employer_of(clause, person), None, ["last day"], "departure")


def foundation(clause: Clause, i: int, form: Form) -> Iterator[Found]:
    """ "announced the founding of A", "X's announcement of her OpenAI rival, A"."""
    if clause.low(i + 1) != "of":
        return
    company = _last_lab(clause, i + 2)
    if company is None or not company.pure or company.how not in ("name", "form"):
        return
    if clause.low(i) == "announcement" and not any(item.kind == COMPANY for item in clause.row[i + 2 : i + 8]):
        return
    who, _ = _bearer(clause, i)
    if not who.people and clause.kind(i - 1) == ARTICLE and clause.kind(i - 2) == VERB:
        who = clause.subject(i - 2)
    for person in who.people:
        yield Found(Kind.FOUNDING, person, company, i, "found", whys=("the founding of a company",))


def _last_lab(clause: Clause, at: int) -> Org | None:
    """The last lab of the phrase at `at`: "her OpenAI rival, Thinking Machines Lab"."""
    found: Org | None = None
    for item in clause.row[at : at + 8]:
        if item.kind == LAB:
            found = item.org
        elif item.kind not in (ARTICLE, POSSESSIVE, WORD, COMPANY, COMMA, NAME):
            break
    return found


def arrow(clause: Clause, i: int, form: Form) -> Iterator[Found]:
    """ "X (VP at A) → B" and "X: A → B"."""
    goal = clause.row[i + 1].org if i + 1 < len(clause.row) else None
    if goal is None or not goal.lab or goal.how == "product":
        return
    source = clause.row[i - 1].org if i else None
    k = next((j for j in range(i - 1, max(-1, i - 5), -1) if clause.row[j].group), -1)
    group = clause.row[k].group if k >= 0 else None
    for person in group.people if group else ():
        yield from arrived(
            clause, i, person, goal, source or person.employer("current", "founder"), "moveto", "an arrow to a lab"
        )
