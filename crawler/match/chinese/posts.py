"""Frames of posts: 出任A的CEO, 由X接任, A任命X为, 升任, 转岗, X任CEO."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crawler.match.chinese.affiliations import NOBODY, Affiliation, affiliation
from crawler.match.chinese.arguments import object_of, passive, subject
from crawler.match.chinese.draft import Draft, People, employer, objects, subjects
from crawler.match.chinese.organisations import Org
from crawler.match.chinese.scene import Scene
from crawler.match.chinese.terms import Trigger, terms
from crawler.model import Kind

# Words that mean a step inside one firm; the others may bring an outsider.
_RISE = frozenset(
    "升任 晋升 升职 升为 调任 转任 改任 转岗 接棒 接掌 接管 调往 调岗 调至 转为 转做 擢升 提拔为 晋升为 上位 继任 继位 接任 接替 接手 "
    "代理 代任 暂代 成为 暂任".split()
)
# Words of biographies as much as of news: they need a sign of news beside them.
_WEAK = frozenset("担任 兼任 成为 执掌 掌舵 接管 接替 转为 转做 上位 挂帅 调往 调至 任 代理 接手".split())
_NEWS_BEFORE = re.compile(r"将|正式|宣布|官宣|被|由|新任|即将|改由|转|获|起|即日|已经?$")
_NEWS_AFTER = re.compile(r"新任|临时|代理|联席|新一任|首任|首位|下一任")
_PAST = re.compile(r"曾|此前|之前|期间|历任|先后|自\d|时任|继续|仍|现任|一直|身兼|\d年至|至\d{4}")
_OTHER_HOUSE = re.compile(r"[^,，。;；]{1,14}?(?:大学|学院|集团|银行|基金|研究院|协会|政府|医院|局|白宫|委员会)")
_SUCCESSION = re.compile(
    r"离职|离开|卸任|辞任|辞去|不再担任|出走|加入|罢免|解雇|免去|重组|调整|换帅|接替|接任|晋升|任命|内部信"
)


def post(scene: Scene, trigger: Trigger) -> Iterator[Draft]:
    """The subject takes a post."""
    if _covered(scene, trigger) or (trigger.word in _WEAK and not _is_news(scene, trigger)):
        return
    if _elsewhere(scene, trigger):
        return
    people, how = subjects(scene, trigger)
    if _before_stays(scene, trigger) or (how != "clause" and "他本人" in scene.text[: trigger.start]):
        return
    at = object_of(scene, trigger)
    for person in people:
        aff = affiliation(scene, person) if person else NOBODY
        yield Draft(_kind(trigger, aff, at), person, at or (None if aff.former else aff.org), trigger, aff, None, how)


def _kind(trigger: Trigger, aff: Affiliation, at: Org | None) -> Kind:
    outsider = aff.org is not None and (aff.former or (at is not None and at.lab_id != aff.org.lab_id))
    if outsider:
        return Kind.HIRE
    return Kind.HIRE if at is not None and trigger.word == "出任" and aff.org is None else Kind.ROLE_CHANGE


def _covered(scene: Scene, trigger: Trigger) -> bool:
    """True where another verb just before tells the move and this one only adds the post: 加入A,出任B."""
    return any(
        t.sense in ("appoint", "join", "take", "back", "switch")
        and 0 <= trigger.start - t.end < 40
        and scene.clause_of(trigger.start) - scene.clause_of(t.start) <= 1
        and not any(
            t.end <= p.start < trigger.start and scene.clause_of(p.start) != scene.clause_of(t.start)
            for p in scene.people
        )
        for t in scene.triggers
    )


def _elsewhere(scene: Scene, trigger: Trigger) -> bool:
    """True where the post is at a school, an office or another firm that is no lab: 出任清华大学院长."""
    other = _OTHER_HOUSE.match(scene.text, trigger.end)
    return bool(other) and not any(trigger.end <= o.start < other.end() for o in scene.orgs)


def _before_stays(scene: Scene, trigger: Trigger) -> bool:
    return bool(re.search(r"继续|仍(?:将)?|依然|一直$", scene.text[max(0, trigger.start - 4) : trigger.start]))


def _is_news(scene: Scene, trigger: Trigger) -> bool:
    start, end = scene.clauses[scene.clause_of(trigger.start)]
    lead = scene.text[max(start, trigger.start - 14) : trigger.start]
    tail = scene.text[trigger.end : min(end, trigger.end + 30)]
    if _PAST.search(lead):
        return False
    if re.match(r"[他她]?的[是为]|者[是为]", tail):
        return True
    if trigger.word in ("代理", "接手"):
        return bool(re.search(r"[由将]", lead))
    if trigger.word == "接管" and re.search(r"正式|宣布|将|由", lead):
        return True
    if not terms().posts.search(tail):
        return False
    if _NEWS_BEFORE.search(lead) or _NEWS_AFTER.match(tail) or scene.unit.bullet:
        return True
    if trigger.word == "任" and sum(t.word == "任" for t in scene.triggers) > 1:
        return True
    return trigger.word in ("任", "担任") and bool(_SUCCESSION.search(scene.text))


def appoint(scene: Scene, trigger: Trigger) -> Iterator[Draft]:
    """A firm names someone for a post: A任命X为, X被任命为A的."""
    people: People
    people, how = objects(scene, trigger)
    if not people:
        named, how = subject(scene, trigger)
        if not named or not passive(scene, trigger, named[-1].end):
            return
        people = named
    at = object_of(scene, trigger, 60) if how != "after" else None
    by = employer(scene, trigger)
    for later in scene.triggers:
        if later.start > trigger.start and later.sense == "post":
            at = object_of(scene, later) or at
            break
    for person in people:
        aff = affiliation(scene, person) if person else NOBODY
        org = at or by or aff.org
        inside = aff.org and org and aff.org.lab_id == org.lab_id and not aff.former
        kind = Kind.ROLE_CHANGE if inside or trigger.word == "提拔" else Kind.HIRE
        yield Draft(
            kind, person, org, trigger, aff, aff.org if org and aff.org and aff.org.lab_id != org.lab_id else None, how
        )
