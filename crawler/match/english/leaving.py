"""Frames of leaving: leave, resign, part ways, be dismissed, be lost by a lab."""

from __future__ import annotations

from collections.abc import Iterator

from crawler.match.english.arguments import NOBODY, Clause
from crawler.match.english.frames import Found, after, employer_of, is_lab, is_passive, post_after, same
from crawler.match.english.items import (
    ADV,
    ARTICLE,
    AUX,
    CLOSE,
    COMMA,
    COMPANY,
    CONJ,
    DASH,
    GROUP,
    LAB,
    NAME,
    NUMBER,
    ORG,
    POSSESSIVE,
    PREP,
    PRONOUN,
    ROLE,
    STOP,
    SUB,
    TIME,
    TRIGGER,
    VERB,
    WORD,
    Org,
    Person,
    S,
)  # fmt: skip
from crawler.match.english.words import Form
from crawler.model import Kind

_POSTS = frozenset("role post job position seat office helm".split())


def leave(clause: Clause, i: int, form: Form) -> Iterator[Found]:
    who = clause.subject(i)
    at = after(clause, i, form)
    if not who.people:
        _note_unnamed(clause, i, at)
        return
    kind = clause.kind(at)
    while kind == ADV:
        at += 1
        kind = clause.kind(at)
    goal, _ = clause.lab_after(at, ("for", "to"))
    source: Org | None = None
    whys = ["leaves, with a person as subject"]
    direct = clause.object(at)
    if kind == GROUP and clause.kind(at + 1) == CONJ and clause.kind(at + 2) == LAB:  # "left Altman and OpenAI"
        at, kind = at + 2, LAB
        direct = clause.object(at)
    if kind in (LAB, ORG) or (direct.org and kind in (ARTICLE, POSSESSIVE, WORD, COMPANY, ROLE, NAME)):
        source = direct.org
        if kind in (ARTICLE, POSSESSIVE, COMPANY) and clause.kind(direct.index) == COMPANY:
            source = None  # the company: whose employer it is decides
    elif kind in (ARTICLE, POSSESSIVE, WORD, NAME, NUMBER) and not _post_or_time(clause, at):
        return  # leaves California, early access, the room
    elif kind in (GROUP, VERB, TRIGGER, PRONOUN):
        return
    if source is None and kind not in (LAB, ORG) and clause.kind(direct.index) != COMPANY:
        source, _ = clause.lab_after(at, ("from", "at", "as", "of"))
    for person in who.people:
        place = source or employer_of(clause, person) or employer_of(clause, person, "former") or clause.main_org(i)
        yield from gone(clause, i, person, place, goal, whys, "leave")


def _note_unnamed(clause: Clause, i: int, at: int) -> None:
    """ "An OpenAI researcher departs for Meta": the name may follow in the next sentence."""
    goal, _ = clause.lab_after(at, ("for",), 4)
    source = next((item.org for item in reversed(clause.row[max(0, i - 5) : i]) if item.kind == LAB), None)
    if goal and source and goal.lab and source.lab and goal.id != source.id:
        clause.context.raids.setdefault(goal.id, source)


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


def gone(
    clause: Clause,
    i: int,
    person: Person,
    source: Org | None,
    goal: Org | None,
    whys: list[str],
    act: str,
    role: str | None = None,
) -> Iterator[Found]:
    if same(source, goal):
        goal = None
    if source and source.lab:
        clause.context.gone[clause.context.fullest(person.name) or person.name] = source
        yield Found(Kind.DEPARTURE, person, source, i, act, other=goal, role=role, whys=(*whys, f"left {source.name}"))
    if goal and goal.lab:
        yield Found(Kind.HIRE, person, goal, i, act, other=source, whys=(*whys, f"for {goal.name}"))


def resign(clause: Clause, i: int, form: Form) -> Iterator[Found]:
    who = clause.subject(i)
    if not who.people:
        return
    at = after(clause, i, form)
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
    role = post_after(clause, at)
    if source is None and _post_elsewhere(clause, at):
        return
    if source is None and place < 0:
        source = None
    for person in who.people:
        org = source or employer_of(clause, person) or employer_of(clause, person, "former")
        if org is None and clause.kind(at) in (STOP, AUX, TIME, CONJ, SUB, COMMA, ADV, PREP):
            org = clause.main_org(i)
        if source and not source.lab:
            continue
        if _keeps_employer(clause, i, at, person):
            if org and org.lab:
                yield Found(
                    Kind.ROLE_CHANGE, person, org, i, "resign", role=role, whys=("a post is left, the employer kept",)
                )
            continue
        yield from gone(clause, i, person, org, goal, ["steps down or resigns"], "resign", role)


def _post_elsewhere(clause: Clause, at: int) -> bool:
    """ "as Helion's chair", "as CEO of Helion", where that is no lab."""
    for k in range(at, min(at + 9, len(clause.row) - 1)):
        if clause.kind(k) in (STOP, COMMA, TRIGGER, VERB):
            return False
        if clause.kind(k) in (NAME, ORG) and (clause.kind(k + 1) == S or clause.low(k - 1) in ("of", "at", "from")):
            return True
    return False


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
            "in the new role",
            "in a new role",
            "to become",
            "to take on a",
            "will become",
            "transition to",
        )
    ):
        return True
    chair = any(low.startswith(("chair", "chairman")) for low in lows[:5])
    insider = [r for r in person.roles if not r.lower().startswith("former")] or clause.context.roles.get(
        clause.context.fullest(person.name) or ""
    )
    return chair and "board" in " ".join(lows[:9]) and bool(insider)


def part(clause: Clause, i: int, form: Form) -> Iterator[Found]:
    who = clause.subject(i)
    other = clause.object(after(clause, i, form) + 1)
    people, org = (who.people, other.org) if who.people else (other.people, who.org)
    for person in people:
        yield from gone(clause, i, person, org or employer_of(clause, person), None, ["parted ways"], "part")


def oust(clause: Clause, i: int, form: Form) -> Iterator[Found]:
    at = after(clause, i, form)
    passive = is_passive(clause, i, form)
    who = clause.subject(i)
    target = NOBODY if passive else clause.object(at)
    if target.people and clause.low(i) not in ("fire",):
        source = who.org
        hirer = who.people[0] if who.people else None
        for person in target.people:
            place = source if is_lab(source) else (employer_of(clause, hirer) if hirer else None)
            place = place or clause.lab_after(target.index + 1, ("from", "at", "of"))[0] or employer_of(clause, person)
            if place is None and not who.unnamed:
                place = clause.main_org(i)
            yield from gone(clause, i, person, place, None, ["dismissed: the object of the sentence"], "oust")
        return
    if who.people and (
        passive or (3 in form.forms and clause.kind(at) in (SUB, PREP, STOP, COMMA, TIME, ADV, CONJ, DASH))
    ):
        source, _ = clause.lab_after(at, ("by", "from", "at", "of"))
        if source is None:
            source, _ = clause.lab_after(at, ("as",))
        for person in who.people:
            place = source or employer_of(clause, person) or employer_of(clause, person, "former") or clause.main_org(i)
            yield from gone(clause, i, person, place, None, ["was dismissed"], "oust")


def out(clause: Clause, i: int, form: Form) -> Iterator[Found]:
    """ "X is out at A", "X out as CEO": only with a form of "be" or a name right before, and nothing that goes on from it."""
    if not (clause.kind(i - 1) == GROUP or clause.low(i - 1) in ("is", "was", "are", "were", "'s")):
        return
    if clause.kind(i + 1) not in (STOP, COMMA, SUB, DASH, TIME, CLOSE) and clause.low(i + 1) not in (
        "at",
        "as",
        "after",
    ):
        return
    who = clause.subject(i)
    source, _ = clause.lab_after(i + 1, ("at", "as", "of"), 8)
    for person in who.people:
        yield from gone(
            clause, i, person, source or employer_of(clause, person), None, ["is out"], "out", post_after(clause, i + 1)
        )


def lose(clause: Clause, i: int, form: Form) -> Iterator[Found]:
    who = clause.subject(i)
    lost = clause.object(after(clause, i, form))
    if not lost.people or not who.org or not who.org.lab:
        return
    goal, _ = clause.lab_after(lost.index + 1, ("to",), 4)
    for person in lost.people:
        yield from gone(clause, i, person, who.org, goal, ["a lab loses a person"], "lose")
