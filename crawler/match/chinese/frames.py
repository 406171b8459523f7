"""Each word of moving with its people and firms: who left what, who joined what, who was put where."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from crawler.match.chinese.affiliations import NOBODY, Affiliation, affiliation
from crawler.match.chinese.arguments import following, object_of, owns, passive, source_of, subject
from crawler.match.chinese.organisations import Org, founded_firm
from crawler.match.chinese.people import Person
from crawler.match.chinese.scene import Scene
from crawler.match.chinese.terms import Trigger, terms
from crawler.model import Kind

# Words of leaving that mean it only with a firm beside them; the others mean it by themselves.
_NEEDS_FIRM = frozenset(
    "告别 退出 最后一天 最后一个工作日 弃 离场 作别 挥别 出局 下台 下课 撤离 脱离 退休 离去 卸下 退任 跑路 作古 已不在".split()
)
_LONE_FOUNDING = frozenset("创业 单飞 自立门户 另起炉灶 另立门户 再创业 下场创业".split())
_COMPANY = re.compile(r"(?:该|这家|这个)?(?:公司|组织|机构|团队|实验室|东家|岗位|企业)")
_STAYS = re.compile(
    r"转任|留任|继续担任|仍(?:将)?(?:担任|留|是)|改任|改做|转为|保留|但(?:仍|将)?留|调任|转岗|专注于研究|退居"
)
_OWN_POST = re.compile(
    r"(?:了|其|他|她|在|所|任职|担任|现任|目前|一切|所有|的|自己|公司|该公司|团队|高级|全部|相关|上述)+"
)
_NO_OBJECT = re.compile(
    r"[\s,，。、；;:：!！?？()\"'|｜]|$|后|前|时|信|潮|创|加|的|并|以|而|之|背|内|消|一|员|将|或|引|事|去|是|也|但|且|已|称|原|传|首|转|至|到|赴|不|与|和|感|声|告|公|团|岗|职|这"
)
_NOUN = re.compile(r"[A-Za-z\u3400-\u9fff]")
_HAS_BEEN = re.compile(r"在$|于$|为$|效力$|供职$|任职$")


@dataclass(frozen=True, slots=True)
class Draft:
    """A move as the sentence has it, before the document fills what it leaves out; `org` None means not said here."""

    kind: Kind
    person: Person | None  # None for a pronoun or an omitted subject
    org: Org | None
    trigger: Trigger
    aff: Affiliation = NOBODY
    other: Org | None = None
    how: str = ""
    needs_org: bool = True


def drafts(scene: Scene) -> Iterator[Draft]:
    """Every move that the triggers of a scene can mean, in order."""
    for trigger in scene.triggers:
        yield from _HANDLERS[trigger.sense](scene, trigger)


def _objects(scene: Scene, trigger: Trigger) -> tuple[tuple[Person | None, ...], str]:
    """The people whom the trigger acts on, a pronoun read as the person named last before it."""
    people = following(scene, trigger)
    if people:
        return people, "after"
    if re.match(r"了?(?:他|她)(?!们)", scene.text[trigger.end : trigger.end + 2]):
        before = [p for p in scene.people if p.end <= trigger.start and not owns(scene, p)]
        return (before[-1] if before else None,), "pronoun"
    return (), "none"


def _subjects(scene: Scene, trigger: Trigger) -> tuple[tuple[Person | None, ...], str]:
    people, how = subject(scene, trigger)
    if people:
        return people, how
    if how in ("none", "pronoun"):
        after = following(scene, trigger)
        if (
            after
            and re.search(r"的|[\"']?$", scene.text[trigger.end : after[0].start])
            and _modifies(scene, trigger, after[0])
        ):
            return after, "after"
        return (None,), how
    return (), how


def _modifies(scene: Scene, trigger: Trigger, person: Person) -> bool:
    gap = scene.text[trigger.end : person.start]
    return "的" in gap or any(e == person.start for _, e in scene.posts)


def _leave(scene: Scene, trigger: Trigger) -> Iterator[Draft]:
    people, how = _subjects(scene, trigger)
    said = source_of(scene, trigger) or _left_object(scene, trigger)
    if trigger.word in _NEEDS_FIRM and not said:
        return
    tail = scene.text[trigger.end : trigger.end + 12]
    if (
        trigger.word == "离开"
        and not said
        and not (_COMPANY.match(tail) or re.match(r"[,，。!！?？;；\s\"'后]|$|的", tail))
    ):
        return
    if not said and _unknown_object(scene, trigger):
        return
    stays = bool(_STAYS.search(scene.text, trigger.start)) and trigger.word in (
        "卸任",
        "辞去",
        "不再担任",
        "卸下",
        "辞任",
    )
    for person in people:
        aff = affiliation(scene, person) if person else NOBODY
        org = said or aff.org or _worked_at(scene, trigger)
        kind = Kind.ROLE_CHANGE if stays else Kind.DEPARTURE
        yield Draft(kind, person, org, trigger, aff, _destination(scene, trigger), how)


def _unknown_object(scene: Scene, trigger: Trigger) -> bool:
    """True where a firm that is no lab follows: 卸任搜狗CEO, 离开VIPKID."""
    tail = scene.text[trigger.end : trigger.end + 16]
    own = _OWN_POST.match(tail)
    rest = tail[own.end() :] if own else tail
    if any(s == trigger.end + (own.end() if own else 0) for s, _ in scene.posts):
        return False
    if _NO_OBJECT.match(rest) or any(t.start == trigger.end for t in scene.triggers):
        return False
    return trigger.word in ("卸任", "辞去", "离开", "离职", "辞任", "出走", "退出", "不再担任", "卸下") and bool(
        _NOUN.match(rest)
    )


def _left_object(scene: Scene, trigger: Trigger) -> Org | None:
    tail = scene.text[trigger.end : trigger.end + 2]
    if tail[:1] in "后前潮信时,，。" or tail in ("创业", "加入", "加盟"):
        return None
    return object_of(scene, trigger)


def _worked_at(scene: Scene, trigger: Trigger) -> Org | None:
    """在OpenAI工作六年半后: the firm of the clauses around, where the sentence says it employed someone."""
    for org in scene.orgs:
        lead = scene.text[max(0, org.start - 3) : org.start]
        tail = scene.text[org.end : org.end + 14]
        if re.search(r"[在为于]\s?\"?$", lead) and re.match(r"[^,，。]{0,6}?(?:工作|任职|效力|供职|待|服务|干)", tail):
            return org
    return None


def _destination(scene: Scene, trigger: Trigger) -> Org | None:
    for later in scene.triggers:
        if later.start > trigger.start and later.sense in ("join", "switch", "found", "back"):
            return object_of(scene, later)
    return None


def _join(scene: Scene, trigger: Trigger) -> Iterator[Draft]:
    people, how = _subjects(scene, trigger)
    to = object_of(scene, trigger)
    if to is None and not _bare(scene, trigger):
        return
    source = _source(scene, trigger)
    for person in people:
        aff = affiliation(scene, person) if person else NOBODY
        left = source or (aff.org if aff.org and aff.org.lab_id != (to.lab_id if to else "") else None)
        yield Draft(Kind.HIRE, person, to, trigger, aff, left, how)
        gone = source or (left if left and not aff.former and not aff.founder else None)
        if gone and (not to or gone.lab_id != to.lab_id) and not aff.former:
            yield Draft(Kind.DEPARTURE, person, gone, trigger, aff, to, how)


def _source(scene: Scene, trigger: Trigger) -> Org | None:
    found = source_of(scene, trigger)
    if found:
        return found
    here = scene.clause_of(trigger.start)
    for earlier in reversed(scene.triggers):
        if earlier.start < trigger.start and earlier.sense == "leave" and here - scene.clause_of(earlier.start) <= 1:
            return source_of(scene, earlier) or _left_object(scene, earlier)
    return None


def _bare(scene: Scene, trigger: Trigger) -> bool:
    """True where nothing follows the verb in its clause, so that the firm stands elsewhere."""
    return bool(re.match(r"[了]?(?:\s|[,，。;；!！?？|｜\"'()]|$|公司|该公司|团队)", scene.text[trigger.end :][:6]))


def _switch(scene: Scene, trigger: Trigger) -> Iterator[Draft]:
    people, how = _subjects(scene, trigger)
    to = object_of(scene, trigger)
    if to is None and not _bare(scene, trigger) and not source_of(scene, trigger):
        return
    for person in people:
        aff = affiliation(scene, person) if person else NOBODY
        left = source_of(scene, trigger) or (aff.org if not to or not aff.org or aff.org.lab_id != to.lab_id else None)
        left = left or _worked_at(scene, trigger) or _left_before(scene, trigger)
        if to:
            yield Draft(Kind.HIRE, person, to, trigger, aff, left, how)
        if (left or to is None) and not (aff.former and aff.org is left):
            yield Draft(Kind.DEPARTURE, person, left, trigger, aff, to, how)


def _left_before(scene: Scene, trigger: Trigger) -> Org | None:
    for earlier in scene.triggers:
        if earlier.start < trigger.start and earlier.sense == "leave":
            return source_of(scene, earlier) or _left_object(scene, earlier)
    return None


def _found(scene: Scene, trigger: Trigger) -> Iterator[Draft]:
    people, how = _subjects(scene, trigger)
    firm: Org | None = None
    if trigger.word not in _LONE_FOUNDING:
        firm = object_of(scene, trigger, 24)
        span = None if firm else founded_firm(scene.text, trigger.end)
        if span and not any(p.start < span[1] and span[0] < p.end for p in scene.people):
            name = scene.text[span[0] : span[1]]
            firm = Org(*span, name, name.casefold(), None, _ai_around(scene))
        if firm is None and re.search(
            r"由|被", scene.text[scene.clauses[scene.clause_of(trigger.start)][0] : trigger.start]
        ):
            start = scene.clauses[scene.clause_of(trigger.start)][0]
            firm = next((o for o in scene.orgs if start <= o.start < trigger.start), None)
        new = re.match(
            r"(?:了|一家|自己的?|新的?|全新|AI|人工智能|初创|创业)*(?:公司|企业)", scene.text[trigger.end :][:16]
        )
        if firm is None and not new:
            return
    elif any(t.sense == "found" and t.word not in _LONE_FOUNDING and object_of(scene, t, 24) for t in scene.triggers):
        return
    if trigger.word == "创业" and re.match(
        r"(?:公司|者|团队|板|板块|大赛|投资|项目|板|营|邦|潮|圈|史|故事|精神|时代|园|经历|企业|期|服务|中|维艰|初期|热|导师|孵化|黑马|前|合伙)",
        scene.text[trigger.end :],
    ):
        return
    source = _source(scene, trigger)
    for person in people:
        aff = affiliation(scene, person) if person else NOBODY
        left = source or aff.org
        yield Draft(
            Kind.FOUNDING,
            person,
            firm,
            trigger,
            aff,
            left if not firm or not left or left.lab_id != firm.lab_id else None,
            how,
            False,
        )


def _ai_around(scene: Scene) -> bool:
    return bool(terms().ai.search(scene.text))


def _back(scene: Scene, trigger: Trigger) -> Iterator[Draft]:
    people, how = _subjects(scene, trigger)
    if trigger.word == "重新任命":
        people, how = _objects(scene, trigger)
    to = object_of(scene, trigger)
    tail = scene.text[trigger.end :][:8]
    own = trigger.word in ("复职", "官复原职", "结束休假", "结束假期", "重新任命", "回锅", "二进宫", "重掌", "重新执掌")
    if to is None and not own and not re.match(r"(?:公司|老东家|前东家|原东家)", tail):
        return
    for person in people:
        aff = affiliation(scene, person) if person else NOBODY
        yield Draft(Kind.RETURN, person, to or aff.org, trigger, aff, source_of(scene, trigger), how)


_OWN_RISE = frozenset(
    "升任 晋升 升职 升为 调任 转任 改任 转岗 接棒 接掌 接管 调往 调岗 调至 转为 转做 擢升 提拔为 晋升为 上位 继任 继位 接任 接替 成为".split()
)
_WEAK_POST = frozenset("担任 兼任 成为 执掌 掌舵 接管 接替 转为 转做 主管 上位 挂帅 调往 调至".split())


def _post(scene: Scene, trigger: Trigger) -> Iterator[Draft]:
    start = scene.clauses[scene.clause_of(trigger.start)][0]
    if trigger.word in _WEAK_POST and not _news_post(scene, trigger, start):
        return
    if any(t.sense in ("appoint", "join", "take", "back") and 0 < trigger.start - t.end < 40 for t in scene.triggers):
        return
    people, how = _subjects(scene, trigger)
    at = object_of(scene, trigger)
    for person in people:
        aff = affiliation(scene, person) if person else NOBODY
        org = at or aff.org
        inside = trigger.word in _OWN_RISE or (aff.org and org and aff.org.lab_id == org.lab_id and not aff.former)
        yield Draft(Kind.ROLE_CHANGE if inside else Kind.HIRE, person, org, trigger, aff, None, how)


def _news_post(scene: Scene, trigger: Trigger, start: int) -> bool:
    lead = scene.text[max(start, trigger.start - 10) : trigger.start]
    tail = scene.text[trigger.end : trigger.end + 24]
    clear = re.search(r"将|正式|宣布|官宣|被|由|新任|即将|改由|转|获|起", lead)
    return bool(clear and terms().posts.search(tail)) and not re.search(r"曾|此前|之前|期间", lead)


def _employer(scene: Scene, trigger: Trigger) -> Org | None:
    """The firm that acts in the trigger's clause: OpenAI挖来X, Meta任命X."""
    start = scene.clauses[scene.clause_of(trigger.start)][0]
    acting = [o for o in scene.orgs if start <= o.start and o.end <= trigger.start]
    for org in reversed(acting):
        lead = scene.text[max(start, org.start - 6) : org.start]
        if not re.search(r"从|自$", lead):
            return org
    return None


def _take(scene: Scene, trigger: Trigger) -> Iterator[Draft]:
    people = following(scene, trigger)
    start = scene.clauses[scene.clause_of(trigger.start)][0]
    to = _employer(scene, trigger)
    how = "after"
    if not people:
        people, how = subject(scene, trigger)
        if not people or how != "clause":
            return
        gap = scene.text[people[-1].end : trigger.start]
        lead = scene.text[max(start, people[0].start - 24) : people[0].start]
        if not re.search(r"被|遭|获", gap) and not re.search(r"把|将", lead) and not trigger.word.startswith("被"):
            return
        inner = [o for o in scene.orgs if people[-1].end <= o.start < trigger.start]
        to = inner[-1] if inner else to if re.search(r"把|将", lead) else None
    poached = trigger.word.startswith(("挖", "抢", "被挖", "收编"))
    for person in people:
        aff = affiliation(scene, person)
        left = source_of(scene, trigger) or aff.org
        if left and to and left.lab_id == to.lab_id:
            left = None
        yield Draft(Kind.HIRE, person, to, trigger, aff, left, how)
        if left and not aff.former and (poached or not aff.founder):
            yield Draft(Kind.DEPARTURE, person, left, trigger, aff, to, how)


def _fire(scene: Scene, trigger: Trigger) -> Iterator[Draft]:
    people, how = subject(scene, trigger)
    start = scene.clauses[scene.clause_of(trigger.start)][0]
    turned = bool(people) and (
        (how == "clause" and passive(scene, trigger, people[-1].end))
        or (how == "earlier" and passive(scene, trigger, start))
        or (how == "clause" and bool(re.search(r"(?:把|将)[^,，]{0,12}$", scene.text[start : people[0].start])))
    )
    if not turned:
        people, how = _objects(scene, trigger)
    out_of = object_of(scene, trigger) if trigger.word in ("赶出", "踢出", "逐出", "驱逐", "免去", "解除") else None
    for person in people:
        aff = affiliation(scene, person) if person else NOBODY
        yield Draft(Kind.DEPARTURE, person, out_of or aff.org or _employer(scene, trigger), trigger, aff, None, how)


def _appoint(scene: Scene, trigger: Trigger) -> Iterator[Draft]:
    people, how = following(scene, trigger), "after"
    if not people:
        people, how = subject(scene, trigger)
        if not people or not passive(scene, trigger, people[-1].end):
            return
    at = object_of(scene, trigger, 60) if how != "after" else None
    by = _employer(scene, trigger)
    for later in scene.triggers:
        if later.start > trigger.start and later.sense == "post":
            at = object_of(scene, later) or at
            break
    for person in people:
        aff = affiliation(scene, person)
        org = at or by or aff.org
        inside = aff.org and org and aff.org.lab_id == org.lab_id and not aff.former
        kind = Kind.ROLE_CHANGE if inside or trigger.word == "提拔" else Kind.HIRE
        yield Draft(kind, person, org, trigger, aff, aff.org if aff.org is not org else None, how)


def _lose(scene: Scene, trigger: Trigger) -> Iterator[Draft]:
    people = following(scene, trigger, 20)
    org = _employer(scene, trigger)
    for person in people:
        yield Draft(Kind.DEPARTURE, person, org, trigger, affiliation(scene, person), None, "after")


_HANDLERS: dict[str, Callable[[Scene, Trigger], Iterator[Draft]]] = {
    "leave": _leave,
    "join": _join,
    "switch": _switch,
    "found": _found,
    "back": _back,
    "post": _post,
    "fire": _fire,
    "take": _take,
    "appoint": _appoint,
    "lose": _lose,
}
