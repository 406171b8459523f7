"""Founders told as what they are, by no verb: A成立于2024年,创始人为X; 公司由两位创始人成立:X,...;Y,..."""

from __future__ import annotations

from collections.abc import Iterator

from crawler.match.chinese.affiliations import affiliation
from crawler.match.chinese.draft import Draft
from crawler.match.chinese.foundings import opening_firm
from crawler.match.chinese.how import How
from crawler.match.chinese.organisations import Org, called_firm, joined_firm, unknown
from crawler.match.chinese.parties import parties_in, without_posts
from crawler.match.chinese.phrases import phrase
from crawler.match.chinese.roles import clean
from crawler.match.chinese.scene import Scene
from crawler.match.chinese.terms import Trigger
from crawler.model import Kind

_DESCRIPTION = 16  # characters between 创始人 and the name, posts and firms taken out
_BEFORE_ITEM = 2  # characters before the name that a part of a list begins with
_FIRM_REACH = 8  # and between a firm and the date of its founding


def born(scene: Scene, company: Org | None) -> Org | None:
    """The firm of which a sentence says when it was founded; 公司 is `company`, the one that the story is about."""
    dated = phrase("founded_on").search(scene.text)
    if not dated:
        return None
    close = [p.end for p in scene.people if p.end <= dated.start() and dated.start() - p.end <= _FIRM_REACH]
    if close and not phrase("clause_end").search(scene.text, close[-1], dated.start()):
        return None  # X2023年创立了A: said of X; not 创始人是X,公司成立于2025年
    before = [o for o in scene.orgs if o.end <= dated.start()]
    gap = scene.text[before[-1].end : dated.start()].strip('"》 ') if before else ""
    near = len(gap) <= _FIRM_REACH and "的" not in gap  # A的前员工,在2024年创立B: not A
    if before and (near or phrase("bracketed").fullmatch(gap)):
        return before[-1]
    if phrase("the_company").search(scene.text, 0, dated.start()):
        return company
    return None if before else opening_firm(scene)


def christened(scene: Scene) -> Org | None:
    """The name that a sentence gives the firm of whose founding the one before told: 这家公司名为A; 新公司A."""
    told = phrase("the_new_company").match(scene.text)
    if not told:
        return None
    span = called_firm(scene.text, told.start("called")) or (
        joined_firm(scene.text, told.end()) if told["new"] else None
    )
    if span is None:
        return None
    return next((o for o in scene.orgs if o.start == span[0]), None) or unknown(scene.text, span, ai=True)


def founders(scene: Scene, firm: Org) -> Iterator[Draft]:
    """Everyone whom a sentence calls a founder of `firm`, and of no other one."""
    marks = (mark for how in ("founder_is", "founder_on_paper") for mark in phrase(how).finditer(scene.text))
    for mark in marks:
        start = scene.clauses[scene.clause_of(mark.start())][0]
        lead = scene.text[start : mark.start()]
        own = [o for o in scene.orgs if start <= o.start < mark.start()]
        if any(o.lab_id != firm.lab_id for o in own) or not phrase("founder_of_it").fullmatch(_bare(lead, own, start)):
            continue
        ahead = parties_in(scene, mark.end(), len(scene.text))
        gap = without_posts(scene, mark.end(), ahead[0].start) if ahead else ""
        if not ahead or len(gap) > _DESCRIPTION or phrase("clause_end").search(gap):
            continue
        named = phrase("names_them").search(mark.group())
        trigger = Trigger(*mark.span(), mark.group(), "found")
        for person in ahead[0].people:
            aff = affiliation(scene, person)
            other = aff.org if aff.org and aff.org.lab_id != firm.lab_id else None
            role = (
                clean(scene.text[mark.start() : person.start]) if person is ahead[0].people[0] and not named else None
            )
            yield Draft(Kind.FOUNDING, person, firm, trigger, aff, other, How.AFTER, role=role)


def next_founder(scene: Scene, firm: Org) -> Iterator[Draft]:
    """由两位创始人成立:X,...;Y,...: the one whom the next part of the list begins with."""
    first = scene.people[0] if scene.people else None
    if first and first.start <= _BEFORE_ITEM:
        trigger = Trigger(first.end, first.end, "创始人", "found")
        yield Draft(Kind.FOUNDING, first, firm, trigger, affiliation(scene, first), None, How.LIST)


def _bare(lead: str, firms: list[Org], start: int) -> str:
    """The words before 创始人 without the firm's name."""
    for org in reversed(firms):
        lead = lead[: org.start - start] + lead[org.end - start :]
    return lead
