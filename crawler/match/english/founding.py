"""Frames of founding: who starts which company."""

from __future__ import annotations

from collections.abc import Iterator

from crawler.match.english.arguments import NOBODY, Argument, Clause
from crawler.match.english.frames import UNNAMED_COMPANY, Found, after, is_lab, is_passive, same
from crawler.match.english.items import (
    ADV,
    ARTICLE,
    COMMA,
    COMPANY,
    DASH,
    LAB,
    NAME,
    NUMBER,
    ORG,
    POSSESSIVE,
    PREP,
    ROLE,
    STOP,
    TIME,
    TRIGGER,
    VERB,
    WORD,
    Org,
    Person,
    S,
)  # fmt: skip
from crawler.match.english.words import Form, term
from crawler.model import Kind

_COMPANY_WORDS = frozenset("startup start-up company lab firm venture fund nonprofit outfit".split())


def found(clause: Clause, i: int, form: Form) -> Iterator[Found]:
    at = after(clause, i, form)
    who = clause.subject(i)
    if is_passive(clause, i, form) or (clause.low(at) == "by" and 3 in form.forms):
        by = _founders(clause, at)
        company = (
            who.org
            or _named_before(clause, i)
            or (UNNAMED_COMPANY if who.unnamed and clause.kind(clause.before_verb(i)) == COMPANY else None)
        )
        if company is None or not by.people or not company.lab or "found" not in clause.low(i):
            return
        for person in by.people:
            if not company.id and not is_lab(person.employer("current", "founder", "former")):
                continue
            yield Found(Kind.FOUNDING, person, company, i, "found", whys=("founded by",))
        return
    if not who.people or clause.kind(i - 1) in (S,):
        return
    company, noun = _company_made(clause, at)
    if company is None:
        return
    plain = "found" in clause.low(i)
    for person in (*who.people, *_with(clause, at)):
        full = clause.context.fullest(person.name) or person.name
        left = clause.context.gone.get(full) or person.employer("current", "founder", "former")
        left = left or clause.context.employer(person.name, "current", "founder", "former")
        if same(left, company) and not plain:
            continue
        if company.how in ("unnamed", "other") and not is_lab(left):
            continue
        shown = company if company.lab else Org(company.name, company.id, True, True, "form")
        yield Found(
            Kind.FOUNDING,
            person,
            shown,
            i,
            "found",
            other=left if not same(left, company) else None,
            whys=("starts a company",),
        )


def _founders(clause: Clause, at: int) -> Argument:
    """Behind "founded by", "founded in 2021 by former researchers, including"."""
    for k in range(at, min(at + 6, len(clause.row))):
        if clause.low(k) == "by":
            by = clause.object(k + 1)
            if by.people:
                return by
            for j in range(k + 1, min(k + 12, len(clause.row) - 1)):
                group = clause.row[j + 1].group
                if clause.low(j) == "including" and group:
                    return Argument(people=tuple(group.people), index=j + 1)
                if clause.kind(j) in (STOP, VERB, TRIGGER):
                    break
            return NOBODY
        if clause.kind(k) not in (PREP, NUMBER, TIME, WORD, ADV, ARTICLE):
            break
    return NOBODY


def _named_before(clause: Clause, i: int) -> Org | None:
    """ "Periodic Labs, founded by X": the company right before the comma."""
    return clause.row[i - 2].org if i > 1 and clause.kind(i - 1) == COMMA else None


_FOUNDING = frozenset(
    "found founds founded founding cofound cofounded co-found co-founded co-founds co-founding".split()
)


def _capitals(clause: Clause, at: int) -> str:
    """A company's name by its capitals alone, right behind the verb: "to form Discovery Loop"."""
    said: list[str] = []
    for item in clause.row[at : at + 4]:
        if item.kind not in (WORD, NAME, ORG) or not item.text[:1].isupper() or item.low in term("word", "never_names"):
            break
        said.append(item.text)
    lower = any(item.kind == WORD and item.text.islower() and len(item.text) > 3 for item in clause.row)
    return " ".join(said) if lower else ""


def _with(clause: Clause, at: int) -> tuple[Person, ...]:
    """Who founds it too: "with former partner X and engineer Y"."""
    for k in range(at, min(at + 8, len(clause.row) - 1)):
        if clause.kind(k) in (STOP, COMMA, VERB, TRIGGER):
            return ()
        group = clause.row[k + 1].group
        if clause.low(k) in ("with", "alongside") and group:
            return tuple(group.people)
    return ()


def _company_made(clause: Clause, at: int) -> tuple[Org | None, str]:
    """The company that is the object: by name, or without one ("his own startup"); "ai" where the words say it is one."""
    noun = False
    ai = ""
    named = _capitals(clause, at)
    if named and (clause.low(at - 1) in _FOUNDING or clause.context.gone):
        return Org(named, named.lower(), False, False, "other"), ""
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
        if noun and item.low in ("called", "named", "dubbed"):
            continue
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
