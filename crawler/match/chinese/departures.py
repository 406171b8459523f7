"""Frames of leaving: 从A离职, 离职A, 辞去A的职务, A的X出走, 被A解雇, A解雇X, A痛失X."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crawler.match.chinese.affiliations import NOBODY, affiliation
from crawler.match.chinese.arguments import groups, object_of, passive, source_of, subject
from crawler.match.chinese.draft import Draft, People, employer, objects, subjects
from crawler.match.chinese.organisations import Org
from crawler.match.chinese.scene import Scene
from crawler.match.chinese.terms import Trigger
from crawler.model import Kind

# Words of leaving that mean it only with a firm or a person of a firm beside them.
_NEEDS_FIRM = frozenset(
    "告别 退出 最后一天 最后一周 最后一个工作日 弃 离场 作别 挥别 出局 下台 下课 撤离 脱离 离去 卸下 退任 跑路".split()
)
_OF_POSTS = frozenset("卸任 辞去 不再担任 不再出任 卸下 辞任 退任 卸任".split())
_COMPANY = re.compile(r"(?:了)?(?:该|这家|这个|其)?[^,，。]{0,12}?(?:公司|组织|机构|团队|实验室|东家|岗位|企业)")
_ENDS = re.compile(r"了?(?:[,，。!！?？;；\s\"'后|()]|$|的)")
_STAYS = re.compile(
    r"转任|留任|继续(?:担任|留|任)|仍(?:将)?(?:担任|留|是|任)|改任|改做|转为|但(?:仍|将)?留|调任|转岗|退居"
)
_OWN_POST = re.compile(
    r"(?:了|其|他|她|在|所|任职|担任|现任|目前|一切|所有|的|自己|公司|该公司|团队|高级|全部|相关|上述|临时|联席|执行|非执行|独立|集团|最高|研究)+"
)
_NO_OBJECT = re.compile(
    r"[\s,，。、；;:：!！?？()\"'|｜]|$|[后前时信潮创加的并以而之背内消一员将或引事去是也但且已称原传首转至到赴不与和感声告公团岗职这她他被遭惹再谷仅据于只有意拖拿带投百约近两三四五几数半个一多\d整刚满前]|AI"
)
_NOUN = re.compile(r"[A-Za-z\u3400-\u9fff]")


def leave(scene: Scene, trigger: Trigger) -> Iterator[Draft]:
    """The subject leaves."""
    people, how = subjects(scene, trigger)
    said = source_of(scene, trigger) or left_object(scene, trigger) or _whose(scene, trigger)
    if not said and not _bare_leave(scene, trigger):
        return
    stays = trigger.word in _OF_POSTS and bool(_STAYS.search(scene.text, trigger.end))
    for person in people:
        aff = affiliation(scene, person) if person else NOBODY
        told = aff.org and person and aff.org.start > person.end and how == "earlier"  # X曾任A的..., ...离职
        org = said or (aff.org if told or not aff.former else None) or _worked_at(scene, trigger)
        if trigger.word in _NEEDS_FIRM and not (said or _worked_at(scene, trigger)):
            continue
        kind = Kind.ROLE_CHANGE if stays else Kind.DEPARTURE
        yield Draft(kind, person, org, trigger, aff, _destination(scene, trigger), how)


def _whose(scene: Scene, trigger: Trigger) -> Org | None:
    """办完了A的离职手续: the firm that the noun belongs to."""
    return next((o for o in scene.orgs if scene.text[o.end : trigger.start] == "的"), None)


def _bare_leave(scene: Scene, trigger: Trigger) -> bool:
    """True where the verb can stand without a lab after it: 宣布离职, 将离开公司, not 离开VIPKID."""
    tail = scene.text[trigger.end : trigger.end + 16]
    if trigger.word == "离开" and not (_COMPANY.match(tail) or _ENDS.match(tail)):
        return False
    return not _unknown_object(scene, trigger)


def _unknown_object(scene: Scene, trigger: Trigger) -> bool:
    """True where a firm that is no lab follows: 卸任搜狗CEO, 离开VIPKID."""
    tail = scene.text[trigger.end : trigger.end + 16]
    own = _OWN_POST.match(tail)
    at = trigger.end + (own.end() if own else 0)
    if any(s == at for s, _ in scene.posts) or any(t.start == trigger.end for t in scene.triggers):
        return False
    rest = scene.text[at : at + 16]
    return not _NO_OBJECT.match(rest) and not any(p.start == at for p in scene.people) and bool(_NOUN.match(rest))


def left_object(scene: Scene, trigger: Trigger) -> Org | None:
    """The firm that stands after a verb of leaving as its object: 离职OpenAI."""
    if re.match(r"[后前潮信时,，。]|创业|加入|加盟", scene.text[trigger.end : trigger.end + 2]):
        return None
    return object_of(scene, trigger)


def _worked_at(scene: Scene, trigger: Trigger) -> Org | None:
    """在OpenAI工作六年半后: the firm of the clauses around, where the sentence says it employed someone."""
    for org in scene.orgs:
        lead = scene.text[max(0, org.start - 3) : org.start]
        tail = scene.text[org.end : org.end + 14]
        if re.search(r"[在为于]\s?\"?$", lead) and re.match(
            r"[^,，。]{0,6}?(?:工作|任职|效力|供职|待|服务|干|的最后)", tail
        ):
            return org
    return None


worked_at = _worked_at


def _destination(scene: Scene, trigger: Trigger) -> Org | None:
    for later in scene.triggers:
        if later.start > trigger.start and later.sense in ("join", "switch", "found", "back"):
            return object_of(scene, later)
    return None


def source_before(scene: Scene, trigger: Trigger) -> Org | None:
    """Where a joiner comes from: 从A加入B, or the object of a verb of leaving just before."""
    found = source_of(scene, trigger)
    if found:
        return found
    here = scene.clause_of(trigger.start)
    for earlier in reversed(scene.triggers):
        if earlier.start < trigger.start and earlier.sense == "leave" and here - scene.clause_of(earlier.start) <= 1:
            return source_of(scene, earlier) or left_object(scene, earlier)
    return None


def fire(scene: Scene, trigger: Trigger) -> Iterator[Draft]:
    """Someone is removed: A解雇X, X被(A)解雇, 把X赶出A."""
    people, how = _removed(scene, trigger)
    out_of = object_of(scene, trigger) if trigger.word in ("赶出", "踢出", "逐出", "驱逐", "免去", "解除") else None
    for person in people:
        aff = affiliation(scene, person) if person else NOBODY
        org = out_of or (None if aff.former else aff.org) or employer(scene, trigger)
        yield Draft(Kind.DEPARTURE, person, org, trigger, aff, None, how)


def _removed(scene: Scene, trigger: Trigger) -> tuple[People, str]:
    people, how = subject(scene, trigger)
    start = scene.clauses[scene.clause_of(trigger.start)][0]
    if people and how == "clause":
        lead = scene.text[start : people[0].start]
        if re.search(r"[被遭]\"?$", lead):  # 被Jeff Dean辞退: the agent
            earlier = groups(scene, start, people[0].start - 1)
            return (earlier[-1], "clause") if earlier else ((), "unnamed")
        if passive(scene, trigger, people[-1].end) or re.search(r"(?:把|将)[^,，]{0,12}$", lead):
            return people, how
    elif people and passive(scene, trigger, start):
        return people, how
    elif how in ("pronoun", "none") and passive(scene, trigger, start):
        return subjects(scene, trigger)
    return objects(scene, trigger)


def lose(scene: Scene, trigger: Trigger) -> Iterator[Draft]:
    """A firm loses someone named right after: 谷歌痛失X."""
    people, how = objects(scene, trigger)
    org = employer(scene, trigger)
    for person in people:
        if person and how == "after":
            yield Draft(Kind.DEPARTURE, person, org, trigger, affiliation(scene, person), None, how)
