"""Frames of leaving: 从A离职, 离职A, 辞去A的职务, A的X出走, 被A解雇, A解雇X, A痛失X."""

from __future__ import annotations

from collections.abc import Iterator

from crawler.match.chinese.affiliations import NOBODY, affiliation
from crawler.match.chinese.draft import Draft, People, objects, subjects
from crawler.match.chinese.firms import (
    destination,
    employer,
    last_joined,
    left_object,
    object_of,
    of_firm,
    passive,
    source_of,
    worked_at,
)
from crawler.match.chinese.organisations import Org
from crawler.match.chinese.parties import Mark, parties_in
from crawler.match.chinese.phrases import phrase
from crawler.match.chinese.roles import post_left, post_of, post_taken
from crawler.match.chinese.scene import Scene
from crawler.match.chinese.subjects import How, following, subject
from crawler.match.chinese.terms import Trigger
from crawler.model import Kind


def leave(scene: Scene, trigger: Trigger) -> Iterator[Draft]:
    """The subject leaves."""
    if phrase("farewell").fullmatch(trigger.word) and following(scene, trigger):
        yield from lose(scene, trigger)
        return
    people, how = subjects(scene, trigger)
    said = source_of(scene, trigger) or left_object(scene, trigger) or of_firm(scene, trigger)
    said = said or _parted_from(scene, trigger) or _like_before(scene, trigger)
    start = scene.clauses[scene.clause_of(trigger.start)][0]
    if not said and phrase("from_elsewhere").search(scene.text[start : trigger.start]):
        return
    if not said and not _bare_leave(scene, trigger):
        return
    described = scene.text[trigger.end : trigger.end + 1] == "的"
    if phrase("comes_out").fullmatch(trigger.word) and (described or source_of(scene, trigger) is None):
        return
    if trigger.word == "不再是" and not (said and phrase("one_of_firm").match(scene.text, said.end)):
        return
    until = min((p.start for p in scene.people if p.start > trigger.end), default=len(scene.text))
    leaves_post = phrase("leaves_post").fullmatch(trigger.word)
    since = max((p.end for p in scene.people if p.end <= trigger.start), default=trigger.start)
    stays = leaves_post is not None and phrase("stays").search(scene.text, since, until) is not None
    for person in people:
        aff = affiliation(scene, person) if person else NOBODY
        told = aff.org and person and aff.org.start > person.end and how is How.EARLIER  # X曾任A的..., ...离职
        joined = last_joined(scene, trigger)
        org = said or joined or (aff.org if told or not aff.former else None) or worked_at(scene, trigger)
        plainly = (aff.org or aff.role) and not aff.former and phrase("leaves_at_clause_end").fullmatch(trigger.word)
        plainly = plainly or phrase("at_company").search(scene.text[: trigger.start])
        plainly = plainly or (aff.role and phrase("lays_down").match(scene.text, trigger.end))
        if phrase("leaves_only_firm").fullmatch(trigger.word) and not (said or worked_at(scene, trigger) or plainly):
            continue
        if stays:
            yield Draft(Kind.ROLE_CHANGE, person, org, trigger, aff, None, how, role=post_taken(scene, trigger))
        else:
            to = destination(scene, trigger)
            yield Draft(Kind.DEPARTURE, person, org, trigger, aff, to, how, role=post_left(scene, trigger))


def _like_before(scene: Scene, trigger: Trigger) -> Org | None:
    """X离开A,Y也走了: the firm of the leaving told just before."""
    before = [t for t in scene.triggers if t.start < trigger.start]
    if (
        not before
        or before[-1].sense != "leave"
        or not scene.text[: trigger.start].endswith(("也", "亦", "也已", "也将"))
    ):
        return None
    return source_of(scene, before[-1]) or left_object(scene, before[-1])


def _parted_from(scene: Scene, trigger: Trigger) -> Org | None:
    """X和A说了再见, A与X分手: the firm on the other side."""
    if not phrase("leaves_only_firm").fullmatch(trigger.word):
        return None
    for org in reversed(scene.orgs):
        if 0 <= trigger.start - org.end <= 3 and phrase("parting_with").search(scene.text[: org.start]):
            return org
    return employer(scene, trigger) if phrase("parts_ways").fullmatch(trigger.word) else None


def _bare_leave(scene: Scene, trigger: Trigger) -> bool:
    """True where the verb can stand without a lab after it: 宣布离职, 将离开公司, not 离开VIPKID."""
    if phrase("leaves_at_clause_end").fullmatch(trigger.word):
        return phrase("ends_clause").match(scene.text, trigger.end) is not None
    if trigger.word.endswith("不在") and not phrase("no_longer_at").match(scene.text, trigger.end):
        return False
    if trigger.word == "不再是":
        return False
    if trigger.word == "离开" and not phrase("leaves_company").match(scene.text, trigger.end):
        return False
    return not _unknown_object(scene, trigger)


def _unknown_object(scene: Scene, trigger: Trigger) -> bool:
    """True where a firm that is no lab follows: 卸任搜狗CEO, 离开VIPKID."""
    if phrase("farewell_letter").fullmatch(trigger.word):
        return False
    own = phrase("own_post").match(scene.text, trigger.end)
    at = own.end() if own else trigger.end
    if any(s == at for s, _ in scene.posts) or any(t.start == trigger.end for t in scene.triggers):
        return False
    named = any(p.start == at for p in scene.people) or phrase("no_firm_follows").match(scene.text, at)
    return not named and scene.text[at : at + 1].isalpha()


def fire(scene: Scene, trigger: Trigger) -> Iterator[Draft]:
    """Someone is removed: A解雇X, X被(A)解雇, 把X赶出A."""
    people, how = _removed(scene, trigger)
    out_of = object_of(scene, trigger) if phrase("removes_from").fullmatch(trigger.word) else None
    for person in people:
        aff = affiliation(scene, person) if person else NOBODY
        org = out_of or (None if aff.former else aff.org) or employer(scene, trigger)
        role = post_left(scene, trigger) or (post_of(scene, person) if person else None)
        yield Draft(Kind.DEPARTURE, person, org, trigger, aff, None, how, role=role)


def _removed(scene: Scene, trigger: Trigger) -> tuple[People, How]:
    """The object of a dismissal, wherever 被 and 把 put it."""
    start = scene.clauses[scene.clause_of(trigger.start)][0]
    for party in parties_in(scene, start, trigger.start):
        if phrase("right_before_passive").fullmatch(scene.text, party.end, trigger.start):
            return party.people, How.CLAUSE
    people, how = subject(scene, trigger)
    if people and how is How.CLAUSE:
        lead = scene.text[start : people[0].start]
        if phrase("agent").search(lead):  # X被Jeff Dean辞退
            plain = [p for p in parties_in(scene, start, trigger.start) if p.mark is Mark.PLAIN]
            return (plain[-1].people, How.CLAUSE) if plain else ((), How.UNNAMED)
        if passive(scene, trigger, people[-1].end) or phrase("disposal").search(lead):
            return people, how
    elif how is not How.UNNAMED and passive(scene, trigger, start):
        return (people, how) if people else subjects(scene, trigger)
    return objects(scene, trigger)


def lose(scene: Scene, trigger: Trigger) -> Iterator[Draft]:
    """A firm loses someone named right after: 谷歌痛失X."""
    people, how = objects(scene, trigger)
    org: Org | None = employer(scene, trigger)
    for person in people:
        if person and how is How.AFTER:
            yield Draft(Kind.DEPARTURE, person, org, trigger, affiliation(scene, person), None, how)
