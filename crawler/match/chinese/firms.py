"""Which firm belongs to a word of moving: its object, what 从 brings, who acts, where someone worked."""

from __future__ import annotations

from collections.abc import Iterator

from crawler.match.chinese.organisations import Org, is_past, joined_firm, unknown
from crawler.match.chinese.parties import without_posts
from crawler.match.chinese.people import Person
from crawler.match.chinese.phrases import phrase
from crawler.match.chinese.scene import Scene
from crawler.match.chinese.terms import Trigger, terms

_REACH = 36  # characters from a verb to its object
_ACTS = 20  # characters before a firm that say that it does not act: 从AI初创公司
_SOURCE_REACH = 40  # and from a firm that 从 brings to the verb


def object_of(scene: Scene, trigger: Trigger, reach: int = _REACH) -> Org | None:
    """The firm right after the trigger in its clause: 离开工作10年之久的谷歌, 加入X创办的AI公司"A"."""
    end = scene.clauses[scene.clause_of(trigger.start)][1]
    since = _past_founders(scene, trigger, end)
    org = next((o for o in scene.orgs if o.start >= since), None)
    if org is None or org.start >= end or org.start - since > reach:
        return None
    if any(since <= t.start < org.start and not _describes_firm(scene, t, org) for t in scene.triggers):
        return None
    if phrase("backs_another").match(scene.text, org.end):
        return None  # 去了A孵化的另一家公司
    if _leaves_bracket(scene.text[since : org.start]):
        return None  # A(由X创立)、B
    gap = without_posts(scene, since, org.start)
    kind = phrase("kind_of_object").fullmatch(gap)
    gap = phrase("before_object").sub("", gap, count=1)
    return _meant(scene, org) if kind or (len(gap) <= 6 and not phrase("no_object").search(gap)) else None


def _leaves_bracket(between: str) -> bool:
    """True where a bracket closes that was open before."""
    closes, opens = between.find(")"), between.find("(")
    return closes >= 0 and not 0 <= opens < closes


def _meant(scene: Scene, org: Org) -> Org:
    """跳槽到A的竞争对手B: B."""
    return next((o for o in scene.orgs if phrase("rival").fullmatch(scene.text, org.end, o.start)), org)


def _past_founders(scene: Scene, trigger: Trigger, end: int) -> int:
    """Where the object can stand: 加入B前高管X创办的A says first whose A is."""
    later = [t for t in scene.triggers if trigger.end <= t.start < end][:1]  # not 离开B加入X创办的A
    whose = [t.end for t in later if t.sense == "found" and scene.text.startswith("的", t.end)]
    named = whose and any(trigger.end <= p.start and p.end <= whose[0] for p in scene.people)
    return whose[0] if named else trigger.end


def _describes_firm(scene: Scene, trigger: Trigger, org: Org) -> bool:
    """离开他一手创办的A, 离开供职多年的A: the second verb only says what the firm is to someone."""
    if phrase("is_employed").fullmatch(trigger.word):
        return "的" in scene.text[trigger.end : org.start]
    return trigger.sense == "found" and scene.text[trigger.end : org.start].strip('"《') == "的"


def goal_of(scene: Scene, trigger: Trigger) -> Org | None:
    """Where a verb of going leads: its object, or the firm unknown to every list whose name follows at once.

    Such a firm counts as one of AI where the post taken there is; else it only says where someone went.
    """
    known = object_of(scene, trigger)
    span = None if phrase("names_follow").match(scene.text, trigger.end) else joined_firm(scene.text, trigger.end)
    if known and not (span and phrase("joins_firms").fullmatch(scene.text, span[1], known.start)):
        return known  # but 入职Zoom和A leads to both
    if span is None or phrase("founds_alone").fullmatch(trigger.word) or phrase("enters").fullmatch(trigger.word):
        return None
    if scene.text.startswith("的", trigger.start - 1):
        return None  # X的跳槽引发热议
    if any(p.start < span[1] and span[0] < p.end for p in scene.people):
        return None
    if any(o.start < span[1] and span[0] < o.end for o in scene.orgs):
        return None
    end = scene.clauses[min(scene.clause_of(trigger.start) + 1, len(scene.clauses) - 1)][1]
    return unknown(scene.text, span, ai=bool(phrase("ai_role").search(scene.text, span[1], end)))


def objects_of(scene: Scene, trigger: Trigger) -> list[Org]:
    """The firms after the trigger, those coordinated with the first too: 分别加入A与B."""
    first = goal_of(scene, trigger)
    found = [first] if first else []
    for org in scene.orgs:
        if found and org.start > found[-1].end:
            gap = scene.text[found[-1].end : org.start]
            if len(gap) > 20 or not phrase("joins_firms").search(gap) or phrase("clause_end").search(gap):
                break
            found.append(org)
    return found


def source_of(scene: Scene, trigger: Trigger) -> Org | None:
    """The firm that 从 brings before the trigger: 从OpenAI离职."""
    start = scene.clauses[scene.clause_of(trigger.start)][0]
    found = None
    for org in scene.orgs:
        if start <= org.start and org.end <= trigger.start and trigger.start - org.end <= _SOURCE_REACH:
            lead = scene.text[max(start, org.start - 16) : org.start]
            mark = list(phrase("from").finditer(lead))
            if (
                mark
                and len(terms().posts.sub("", lead[mark[-1].end() :])) <= 12
                and not _left_before(scene, org, trigger)
            ):
                found = org
    return found


def _left_before(scene: Scene, org: Org, trigger: Trigger) -> bool:
    """从A离职的X又离开B: A is what another verb of leaving, which only describes X, says."""
    if trigger.sense != "leave":
        return False
    told = (t for t in scene.triggers if org.end <= t.start < trigger.start)
    return any(t.end <= p.start < trigger.start for t in told for p in scene.people)


def left_object(scene: Scene, trigger: Trigger) -> Org | None:
    """The firm that stands after a verb of leaving as its object: 离职OpenAI; not in 离职后, 离职加入A."""
    if phrase("no_left_object").match(scene.text, trigger.end):
        return None
    return object_of(scene, trigger)


def source_before(scene: Scene, trigger: Trigger) -> Org | None:
    """Where a joiner comes from: 从A加入B, or the object of a verb of leaving just before."""
    found = source_of(scene, trigger)
    if found:
        return found
    here = scene.clause_of(trigger.start)
    for earlier in reversed(scene.triggers):
        if earlier.start < trigger.start and earlier.sense == "leave" and here - scene.clause_of(earlier.start) <= 1:
            if _of_others(scene, earlier, trigger) or _declined(scene, earlier):
                return None
            return source_of(scene, earlier) or left_object(scene, earlier) or worked_at(scene, earlier)
    return None


def _declined(scene: Scene, trigger: Trigger) -> bool:
    """放弃A的offer: A is left by nobody."""
    firm = object_of(scene, trigger) if trigger.word == "弃" else None
    return firm is not None and phrase("only_offered").match(scene.text, firm.end) is not None


def _of_others(scene: Scene, earlier: Trigger, trigger: Trigger) -> bool:
    """X从A离职,Y加入B: who left is not who comes; not 离开A后,Y加入B."""
    here, start = scene.clause_of(trigger.start), scene.clauses[scene.clause_of(earlier.start)][0]
    if here == scene.clause_of(earlier.start):
        return False
    left = any(start <= p.start < earlier.start for p in scene.people)
    return left and any(scene.clauses[here][0] <= p.start < trigger.start for p in scene.people)


def once_before(scene: Scene, trigger: Trigger) -> Org | None:
    """X加入A,他此前是B副总裁: the firm B, which a later clause names as the last one."""
    for told in phrase("was_before").finditer(scene.text, trigger.end):
        if any(trigger.end <= p.start < told.start() for p in scene.people):
            return None
        named = next((o for o in scene.orgs if o.start == told.end()), None)
        if named:
            return named
    return None


def last_joined(scene: Scene, trigger: Trigger) -> Org | None:
    """回到A一年后离开: the firm that the verb just before a leaving brings its subject to."""
    start = scene.clauses[scene.clause_of(trigger.start)][0]
    dated = phrase("dated").search(scene.text, start, trigger.start)
    if not dated and phrase("time_of_leaving").match(scene.text, trigger.end):
        return None
    before = [t for t in scene.triggers if t.start < trigger.start]
    if not before or before[-1].sense not in ("join", "switch", "back", "post"):
        return None
    if any(before[-1].end <= p.start < trigger.start for p in scene.people):
        return None
    return (object_of if before[-1].sense == "post" else goal_of)(scene, before[-1])


def worked_at(scene: Scene, trigger: Trigger) -> Org | None:
    """在OpenAI工作六年半后: the firm of which the sentence says that it employed someone, the last before the verb."""
    before = [o for o in scene.orgs if o.end <= trigger.start]
    for org in [*reversed(before), *scene.orgs[len(before) :]]:
        lead = scene.text[max(0, org.start - 5) : org.start]
        if org.start > trigger.start and phrase("once").search(lead):
            continue  # 本周离职,曾在A工作: the place before the one that is left
        if phrase("works_at").search(lead) or (
            phrase("at").search(lead) and phrase("works").match(scene.text, org.end)
        ):
            return org
    return None


def once_at(scene: Scene, person: Person, trigger: Trigger) -> Org | None:
    """B创始人X此前是A的研究员,今年离职创业: the firm A, of which the sentence says that X was there before."""
    between = (o for o in reversed(scene.orgs) if person.end <= o.start and o.end <= trigger.start)
    return next((o for o in between if phrase("once_there").search(scene.text, person.end, o.start)), None)


def destinations(scene: Scene, trigger: Trigger, count: int) -> list[Org | None]:
    """Where each of `count` people goes: the firm that a later verb of going names, where nobody is named before it."""
    for later in scene.triggers:
        if later.start > trigger.start and later.sense in ("join", "switch", "found", "back"):
            if any(trigger.end <= p.start < later.start for p in scene.people):
                break
            firms = objects_of(scene, later)
            if not to_each(scene, later, firms):
                return [goal_of(scene, later)] * count
            return [*firms] if len(firms) == count else [None] * count
    return [None] * count


def to_each(scene: Scene, trigger: Trigger, firms: list[Org]) -> bool:
    """分别加入A与B: one goes to A, another to B."""
    return len(firms) > 1 and phrase("each").search(scene.text, 0, trigger.start) is not None


def employer(scene: Scene, trigger: Trigger) -> Org | None:
    """The firm that acts in the trigger's clause, or in the one before it: OpenAI挖来X; Meta宣布,任命X."""
    here = scene.clause_of(trigger.start)
    start = scene.clauses[here][0]
    own = next(acting(scene, start, trigger.start), None)
    if own is None and here and phrase("employer_before").search(scene.text, start, trigger.end):
        own = next(acting(scene, *scene.clauses[here - 1]), None)
    since = 0 if trigger.sense in ("take", "appoint") else start
    chief = next((c for c in reversed(scene.chiefs) if since <= c.start and c.end <= trigger.start), None)
    if own or chief or trigger.sense not in ("take", "appoint"):
        return own or chief
    first = scene.orgs[0] if scene.orgs and scene.orgs[0].start == 0 else None
    return first if first and phrase("says_first").match(scene.text, first.end) else None


def acting(scene: Scene, start: int, end: int) -> Iterator[Org]:
    """The firms of a stretch, the last first, that no 从 or 被 makes something else than the one who acts."""
    for org in reversed(scene.orgs):
        if org.start < start or org.end > end:
            continue
        if any(p.start < end and phrase("once_of").fullmatch(scene.text, org.end, p.start) for p in scene.people):
            continue  # A前高管X和提拔的Y
        if is_past(scene.text, org, start) and any(org.end <= p.start < end for p in scene.people):
            continue  # 前A高管X邀请Y
        at = list_start(scene, org)
        lead = scene.text[max(start, at - _ACTS) : at]
        if not (phrase("bought").search(lead) or phrase("not_acting").search(lead)):  # Meta收购了A,并聘请X
            yield org


def list_start(scene: Scene, org: Org) -> int:
    """Where the list of firms begins that a firm ends: 从A和B."""
    at = org.start
    for other in reversed(scene.orgs):
        if other.end < at:
            if not phrase("joins_firms").fullmatch(scene.text, other.end, at):
                break
            at = other.start
    return at


def passive(scene: Scene, trigger: Trigger, after: int) -> bool:
    """True where 被, 遭 or 获 stands between the person and the trigger."""
    start = scene.clauses[scene.clause_of(trigger.start)][0]
    turned = phrase("passive").search(scene.text, max(start, after), trigger.start)
    return trigger.word.startswith("被") or bool(turned)


def founds_later(scene: Scene, trigger: Trigger, firm: Org) -> bool:
    """A的创始人X辞职创办了它: a founding follows, and of no other firm, so that a founder did not leave this one."""
    later = next((t for t in scene.triggers if t.sense == "found" and t.start > trigger.start), None)
    new = object_of(scene, later) if later else None
    return later is not None and (new is None or new.lab_id == firm.lab_id)


def of_firm(scene: Scene, trigger: Trigger) -> Org | None:
    """办完了A的离职手续: the firm that the noun belongs to."""
    return next((o for o in scene.orgs if scene.text[o.end : trigger.start] == "的"), None)


def announcing(scene: Scene, trigger: Trigger) -> Org | None:
    """A公告,X加入公司; A宣布成立新部门,由X出任主管: the firm that makes the move known."""
    found = (o for o in reversed(scene.orgs) if o.end <= trigger.start and phrase("announcer").match(scene.text, o.end))
    return next(found, None)


def won_from(scene: Scene, trigger: Trigger, source: Org | None) -> tuple[Org | None, Org | None]:
    """A挖角B:X转会: who wins and who loses, where the clause before says so; else none and `source`.

    A截胡B,X入职 says only that B had hoped for X.
    """
    here = scene.clause_of(trigger.start)
    left, right = scene.clauses[here - 1] if here else (0, 0)
    raid = next((t for t in scene.triggers if left <= t.start < right and t.sense == "take"), None)
    if raid is None or scene.text[right - 1] not in ":,":
        return None, source
    robbed = object_of(scene, raid)
    lost_by = source if phrase("cuts_in").fullmatch(raid.word) else robbed
    return (employer(scene, raid), lost_by) if robbed else (None, source)
