"""Frames of coming back: 重返A, 回归A, 休假后回归; whoever had another firm leaves that one."""

from __future__ import annotations

from collections.abc import Iterator

from crawler.match.chinese.affiliations import NOBODY, affiliation
from crawler.match.chinese.arrivals import ends_there, firm_of_post, follows_at_once
from crawler.match.chinese.draft import Draft, objects, subjects
from crawler.match.chinese.firms import left_object, object_of, source_before, source_of, worked_at
from crawler.match.chinese.organisations import Org
from crawler.match.chinese.parties import Mark, parties_in, residue
from crawler.match.chinese.phrases import phrase
from crawler.match.chinese.roles import only_founder, post_taken
from crawler.match.chinese.scene import Scene
from crawler.match.chinese.terms import Trigger
from crawler.model import Kind


def back(scene: Scene, trigger: Trigger) -> Iterator[Draft]:
    """The subject returns to a firm, or from leave; whoever still had another firm leaves that."""
    people, how = subjects(scene, trigger)
    if trigger.word == "重新任命":
        people, how = objects(scene, trigger)
    to = object_of(scene, trigger) or firm_of_post(scene, trigger) or _left_earlier(scene, trigger)
    old_firm = phrase("old_firm").match(scene.text, trigger.end)
    if trigger.word in ("回了", "又回") and not (old_firm or follows_at_once(scene, trigger, to)):
        return
    if any(phrase("front_line").match(scene.text, at) for at in (trigger.end, to.end if to else trigger.end)):
        return  # 重返A研发一线, 重返一线: by somebody who never left
    alone = phrase("returns_alone").fullmatch(trigger.word) or phrase("own_firm_follows").match(scene.text, trigger.end)
    ends_leave = phrase("on_leave").search(scene.text, 0, trigger.start) and ends_there(scene, trigger)
    as_well = phrase("as_well").search(scene.text, 0, trigger.start) and ends_there(scene, trigger)
    if to is None and not (old_firm or alone or ends_leave or as_well or _comes_back(scene, trigger)):
        return
    elsewhere = to and phrase("another_firm").fullmatch(scene.text, trigger.end, to.start)  # 回归另一家大厂A
    for person in people:
        aff = affiliation(scene, person) if person else NOBODY
        org = (
            to
            or _works_then(scene, trigger)
            or (aff.org if old_firm or not aff.former or _comes_back(scene, trigger) else None)
        )
        left = (
            source_before(scene, trigger)
            or worked_at(scene, trigger)
            or (aff.org if to and aff.org and aff.org.lab_id != to.lab_id else None)
        )
        kind = Kind.HIRE if elsewhere else Kind.RETURN
        yield Draft(kind, person, org, trigger, aff, left, how, role=post_taken(scene, trigger))
        left = left if left and to and left.lab_id != to.lab_id else None
        if left and not (left is aff.org and (aff.former or only_founder(aff.role))):
            yield Draft(Kind.DEPARTURE, person, left, trigger, aff, to, how)


def _comes_back(scene: Scene, trigger: Trigger) -> bool:
    """X回归, X回归后: nothing but the name before the verb, and no place after it."""
    before = [p for p in scene.people if p.end <= trigger.start]
    he = phrase("pronoun").search(scene.text, scene.clauses[scene.clause_of(trigger.start)][0], trigger.start)
    welcome = trigger.word == "回家" and before and scene.text[: before[-1].start].endswith("欢迎")
    if not (welcome or phrase("comes_back").fullmatch(trigger.word)):
        return False
    if not phrase("comes_back_ends").match(scene.text, trigger.end):
        return False
    since = he.end() if he else before[-1].end if before else None
    return since is not None and not residue(scene, since, trigger.start)


def _left_earlier(scene: Scene, trigger: Trigger) -> Org | None:
    """2021年离开A,创立B,后于2024年回归: the firm A."""
    ends = phrase("comes_back_ends").match(scene.text, trigger.end)
    if not ends or not phrase("comes_back").fullmatch(trigger.word):
        return None
    for earlier in scene.triggers:
        if earlier.start < trigger.start and earlier.sense == "leave":
            others = any(p.mark is not Mark.WITH for p in parties_in(scene, earlier.end, trigger.start))
            return None if others else source_of(scene, earlier) or left_object(scene, earlier)
    return None


def _works_then(scene: Scene, trigger: Trigger) -> Org | None:
    """X回归,在A带队: the firm at which the next clause has them."""
    return next((o for o in scene.orgs if phrase("then_at").fullmatch(scene.text, trigger.end, o.start)), None)
