"""Frames of founding: 创办A, 离职创业, 由X创立, 成立新公司,名为A."""

from __future__ import annotations

from collections.abc import Iterator

from crawler.match.chinese.affiliations import NOBODY, affiliation
from crawler.match.chinese.draft import Draft, subjects
from crawler.match.chinese.firms import object_of, source_before
from crawler.match.chinese.organisations import Org, called_firm, founded_firm, plausible_firm, unknown
from crawler.match.chinese.parties import parties
from crawler.match.chinese.phrases import phrase
from crawler.match.chinese.scene import Scene
from crawler.match.chinese.subjects import How
from crawler.match.chinese.terms import Trigger, terms
from crawler.model import Kind


def found(scene: Scene, trigger: Trigger) -> Iterator[Draft]:
    """The subject starts a firm, named or not; 由X创立 names the firm first."""
    if trigger.word.startswith("的"):
        yield from _venture(scene, trigger)
        return
    if phrase("founding_time").match(scene.text, trigger.end):
        return
    lone = bool(phrase("founds_alone").fullmatch(trigger.word))
    if lone and (phrase("no_founder").match(scene.text, trigger.end) or _named_elsewhere(scene)):
        return
    new_firm = phrase("new_firm").match(scene.text, trigger.end)
    if phrase("founds_company").fullmatch(trigger.word) and not new_firm:
        return
    firm = _called(scene, trigger) if lone else _founded(scene, trigger)
    if firm is None and not lone and not new_firm:
        return
    if firm and firm.lab and (firm.lab.how == "unit" or phrase("unit_of_firm").match(scene.text, firm.end)):
        return  # a firm's own lab
    people, how = subjects(scene, trigger)
    source = source_before(scene, trigger)
    for person in people:
        aff = affiliation(scene, person) if person else NOBODY
        left = source or aff.org
        if firm and left and left.lab_id == firm.lab_id:
            left = None
        yield Draft(Kind.FOUNDING, person, firm, trigger, aff, left, how, needs_org=False)
        here = aff.org if not aff.former and not aff.founder else None
        if here and left is here and phrase("leaves_to_found").fullmatch(trigger.word):
            yield Draft(Kind.DEPARTURE, person, here, trigger, aff, firm, how)


def _venture(scene: Scene, trigger: Trigger) -> Iterator[Draft]:
    """X的新公司A: X founded A."""
    ahead = next((o for o in scene.orgs if o.start >= trigger.end), None)
    firm = ahead if ahead and phrase("is_or_nothing").fullmatch(scene.text, trigger.end, ahead.start) else None
    span = founded_firm(scene.text, trigger.end) if firm is None else None
    firm = _new(scene, span) if span else firm or _called(scene, trigger)
    party = next((p for p in parties(scene) if p.end == trigger.start), None)
    for person in party.people if party and firm else ():
        aff = affiliation(scene, person)
        yield Draft(Kind.FOUNDING, person, firm, trigger, aff, aff.org, How.CLAUSE, needs_org=False)


def _named_elsewhere(scene: Scene) -> bool:
    """True where another verb of the scene says what was founded."""
    others = (t for t in scene.triggers if t.sense == "found" and not phrase("founds_alone").fullmatch(t.word))
    return any(_founded(scene, t) for t in others)


def _founded(scene: Scene, trigger: Trigger) -> Org | None:
    firm = object_of(scene, trigger, 24)
    if firm:
        return firm
    span = founded_firm(scene.text, trigger.end)
    if span and not any(p.start < span[1] and span[0] < p.end for p in scene.people):
        return _new(scene, span)
    if phrase("this_company").match(scene.text, trigger.end):
        return next((o for o in scene.orgs if o.end <= trigger.start), None)
    start = scene.clauses[scene.clause_of(trigger.start)][0]
    by = phrase("by").search(scene.text, start, trigger.start)
    if by:
        listed = next((o for o in scene.orgs if start <= o.start < by.start()), None)
        if phrase("founded_it").match(scene.text, start):  # A成立于2024年,由X与Y创办; an org here is one of theirs
            listed = next((o for o in reversed(scene.orgs) if o.end <= start), None)
        return listed or _founded_by(scene, start, trigger)
    return _called(scene, trigger)


def _founded_by(scene: Scene, start: int, trigger: Trigger) -> Org | None:
    """云帆智航由X与Y联合创办: the unknown firm that opens the clause."""
    named = phrase("firm_founded_by").match(scene.text, start, trigger.start)
    if not named or not plausible_firm(named["name"]):
        return None
    return _new(scene, named.span("name"))


def _called(scene: Scene, trigger: Trigger) -> Org | None:
    """离职创业,新公司名为A: the name that a later clause of the sentence gives the firm."""
    span = called_firm(scene.text, trigger.end)
    if span is None or any(trigger.end <= p.start < span[0] for p in scene.people):
        return None
    return next((o for o in scene.orgs if o.start == span[0]), None) or _new(scene, span)


def _new(scene: Scene, span: tuple[int, int]) -> Org:
    return unknown(scene.text, span, ai=bool(terms().ai.search(scene.text)))
