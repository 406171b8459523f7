"""Frames of coming: 加入A, 从A跳槽到B, A挖来B的X, 重返A, 离职创业, 创办A."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crawler.match.chinese.affiliations import NOBODY, Affiliation, affiliation
from crawler.match.chinese.arguments import following, object_of, objects_of, source_of, subject
from crawler.match.chinese.departures import left_object, source_before, worked_at
from crawler.match.chinese.draft import Draft, employer, objects, subjects
from crawler.match.chinese.organisations import Org, founded_firm
from crawler.match.chinese.people import Person
from crawler.match.chinese.scene import Scene
from crawler.match.chinese.terms import Trigger, terms
from crawler.model import Kind

# Verbs of going that bring someone into a firm only where it follows at once.
_NEXT_TO = frozenset("去了 将赴 进入".split())
LONE_FOUNDING = frozenset("创业 单飞 自立门户 另起炉灶 另立门户 再创业 下场创业".split())
_NEW_FIRM = re.compile(r"(?:了|起|一家|自己的?|新的?|全新|AI|人工智能|初创|创业|其|专注[^,，]{0,10}的)*(?:公司|企业)")
_NOT_FOUNDER = re.compile(
    r"公司|者|团队|板|大赛|投资|项目|营|邦|潮|圈|史|故事|精神|时代|园|经历|企业|期|服务|中|维艰|初期|热|导师|孵化|黑马|前|合伙|课|的|大本营|氛围|计划|指南|笔记|机会"
)
_OWN_RETURN = frozenset("复职 官复原职 结束休假 结束假期 重新任命 回锅 二进宫 重掌 重新执掌 归队 回巢".split())
# Verbs that take a person by poaching; the others merely hire.
_WELCOMES = frozenset("迎来 喜迎 引进 请来 请到 网罗".split())  # said of things too: a post must stand before the name
_POACH = ("挖", "抢", "被挖", "收编")


def join(scene: Scene, trigger: Trigger) -> Iterator[Draft]:
    """The subject joins the object, or a firm named elsewhere where nothing follows."""
    people, how = subjects(scene, trigger)
    firms = objects_of(scene, trigger)
    to = firms[0] if firms else None
    if to is None and not _bare(scene, trigger):
        return
    if trigger.word in _NEXT_TO and (to is None or to.start != trigger.end):
        return
    source = source_before(scene, trigger)
    shared = (
        len(firms) > 1 and len(firms) == len(people) and "分别" in scene.text[max(0, trigger.start - 6) : trigger.start]
    )
    for index, person in enumerate(people):
        goal = firms[index] if shared else to
        aff = affiliation(scene, person) if person else NOBODY
        yield from _arrival(
            Draft(Kind.HIRE, person, goal, trigger, aff, source, how), aff, source or _listed_exit(scene, trigger, aff)
        )


def _listed_exit(scene: Scene, trigger: Trigger, aff: Affiliation) -> Org | None:
    """A的X离职、Y加入B: the list makes Y one who left A too."""
    start = scene.clauses[scene.clause_of(trigger.start)][0]
    exits = [t for t in scene.triggers if start <= t.start < trigger.start and t.sense == "leave"]
    if aff.org is None and exits and "、" in scene.text[exits[-1].end : exits[-1].end + 1]:
        return next((o for o in scene.orgs if start <= o.start < exits[-1].start), None)
    return None


def _arrival(hire: Draft, aff: Affiliation, source: Org | None) -> Iterator[Draft]:
    """The hire, and the departure that it plainly implies: never of a former employer, nor of one's own foundation."""
    to = hire.org
    here = to.lab_id if to else ""
    beside = aff.org if aff.org and aff.org.lab_id != here else None
    left = source or beside
    if left and left.lab_id == here:
        left = None
    yield Draft(hire.kind, hire.person, to, hire.trigger, aff, left, hire.how)
    if left and not (left is beside and (aff.former or aff.founder)):
        yield Draft(Kind.DEPARTURE, hire.person, left, hire.trigger, aff, to, hire.how)


def _bare(scene: Scene, trigger: Trigger) -> bool:
    """True where nothing follows the verb in its clause, so that the firm stands elsewhere."""
    return bool(
        re.match(
            r"[了]?(?:\s|[,，。;；!！?？|｜\"'()\-]|$|该?公司|团队|任|并|担任|出任|(?:不到|不足|仅|才|刚满?)?(?:\d+|[一二两三四五六七八九十半几数])(?:多)?(?:个月|年|天|周)|后|以来)",
            scene.text[trigger.end :][:6],
        )
    )


def switch(scene: Scene, trigger: Trigger) -> Iterator[Draft]:
    """The subject leaves one firm for another."""
    people, how = subjects(scene, trigger)
    to = object_of(scene, trigger)
    from_ = source_of(scene, trigger)
    if to is None and from_ is None and not _bare(scene, trigger):
        return
    for person in people:
        aff = affiliation(scene, person) if person else NOBODY
        beside = aff.org if not to or not aff.org or aff.org.lab_id != to.lab_id else None
        left = from_ or beside or worked_at(scene, trigger) or _left_before(scene, trigger)
        if left and to and left.lab_id == to.lab_id:
            left = None
        if to:
            yield Draft(Kind.HIRE, person, to, trigger, aff, left, how)
        if (left or to is None) and not (aff.former and left is aff.org):
            yield Draft(Kind.DEPARTURE, person, left, trigger, aff, to, how)


def _left_before(scene: Scene, trigger: Trigger) -> Org | None:
    for earlier in scene.triggers:
        if earlier.start < trigger.start and earlier.sense == "leave":
            return source_of(scene, earlier) or left_object(scene, earlier)
    return None


def take(scene: Scene, trigger: Trigger) -> Iterator[Draft]:
    """A firm wins someone: A(从B)挖来X, A聘请B的X, X被A挖走, A把X挖走."""
    people: tuple[Person, ...] = following(scene, trigger)
    to, how = employer(scene, trigger), "after"
    if not people:
        people, how = subject(scene, trigger)
        if not people or how != "clause":
            return
        start = scene.clauses[scene.clause_of(trigger.start)][0]
        lead = scene.text[max(start, people[0].start - 24) : people[0].start]
        turned = trigger.word.startswith("被") or re.search(r"[被遭获]", scene.text[people[-1].end : trigger.start])
        if not turned and not re.search(r"把|将", lead):
            return
        inner = [o for o in scene.orgs if people[-1].end <= o.start < trigger.start]
        to = inner[-1] if inner else to if re.search(r"把|将", lead) else None
    if trigger.word in _WELCOMES and not (
        people and any(trigger.end <= s and e <= people[0].start for s, e in scene.posts)
    ):
        return
    source = source_of(scene, trigger)
    if to and source and to.lab_id == source.lab_id:
        to = None
    for person in people:
        aff = affiliation(scene, person)
        beside = aff.org if aff.org and (not to or aff.org.lab_id != to.lab_id) else None
        left = source or beside
        yield Draft(Kind.HIRE, person, to, trigger, aff, left, how)
        if left and (left is source or (not aff.former and (trigger.word.startswith(_POACH) or not aff.founder))):
            yield Draft(Kind.DEPARTURE, person, left, trigger, aff, to, how)


def back(scene: Scene, trigger: Trigger) -> Iterator[Draft]:
    """The subject returns to a firm, or from leave."""
    people, how = subjects(scene, trigger)
    if trigger.word == "重新任命":
        people, how = objects(scene, trigger)
    to = object_of(scene, trigger)
    tail = scene.text[trigger.end :][:8]
    if (
        to is None
        and trigger.word not in _OWN_RETURN
        and not re.match(r"(?:了)?(?:该?公司|老东家|前东家|原东家)", tail)
    ):
        if not re.match(r"(?:并|的还有|的是|出任|担任)", tail):
            return
    for person in people:
        aff = affiliation(scene, person) if person else NOBODY
        org = to or (None if aff.former else aff.org)
        yield Draft(Kind.RETURN, person, org, trigger, aff, source_before(scene, trigger), how)


def found(scene: Scene, trigger: Trigger) -> Iterator[Draft]:
    """The subject starts a firm, named or not; 由X创立 names the firm first."""
    lone = trigger.word in LONE_FOUNDING
    if lone and (_NOT_FOUNDER.match(scene.text, trigger.end) or _named_elsewhere(scene)):
        return
    firm = None if lone else _founded(scene, trigger)
    if firm is None and not lone and not _NEW_FIRM.match(scene.text, trigger.end):
        return
    people, how = subjects(scene, trigger)
    source = source_before(scene, trigger)
    for person in people:
        aff = affiliation(scene, person) if person else NOBODY
        left = source or aff.org
        if firm and left and left.lab_id == firm.lab_id:
            left = None
        yield Draft(Kind.FOUNDING, person, firm, trigger, aff, left, how, False)


def _named_elsewhere(scene: Scene) -> bool:
    return any(t.sense == "found" and t.word not in LONE_FOUNDING and _founded(scene, t) for t in scene.triggers)


def _founded(scene: Scene, trigger: Trigger) -> Org | None:
    firm = object_of(scene, trigger, 24)
    if firm:
        return firm
    span = founded_firm(scene.text, trigger.end)
    if span and not any(p.start < span[1] and span[0] < p.end for p in scene.people):
        name = scene.text[span[0] : span[1]]
        return Org(*span, name, name.casefold(), None, bool(terms().ai.search(scene.text)))
    start = scene.clauses[scene.clause_of(trigger.start)][0]
    if re.search(r"由|被", scene.text[start : trigger.start]):
        return next((o for o in scene.orgs if start <= o.start < trigger.start), None)
    return None
