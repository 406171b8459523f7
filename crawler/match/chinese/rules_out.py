"""Reasons why a word of moving makes no move: denied, only wanted or threatened, or meaning something else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

from crawler.match.chinese.denials import is_denied, only_describes
from crawler.match.chinese.firms import object_of
from crawler.match.chinese.organisations import Org
from crawler.match.chinese.parties import free_text, is_not_meant
from crawler.match.chinese.phrases import phrase
from crawler.match.chinese.scene import Scene
from crawler.match.chinese.terms import Trigger, terms

_BESIDE = 4  # characters from a verb to the firm that it leaves
_REACH = 30  # characters around a trigger that speak of it


class Ruling(Enum):
    """What becomes of a trigger."""

    OK = auto()
    DENIED = auto()  # report it, negated
    OUT = auto()


@dataclass(frozen=True, slots=True)
class _Around:
    """The words around a trigger, its names taken out of all but `right`."""

    scene: Scene
    trigger: Trigger
    left: str  # up to _REACH characters of the clause before the trigger, names taken out: 智能 ends in no 能
    lead: str  # all of the clause before it
    near: str  # from the person's name on
    right: str  # up to _REACH characters after it
    start: int  # of the clause
    named: bool  # the person's name stands right before it


def verdict(scene: Scene, trigger: Trigger, after: int) -> Ruling:
    """Whether a trigger may be told as a move; `after` is where its person's name ends."""
    start = scene.clauses[scene.clause_of(trigger.start)][0]
    nearest = max(start, after if after < trigger.start else start, trigger.start - _REACH)
    around = _Around(
        scene=scene,
        trigger=trigger,
        left=free_text(scene, max(start, trigger.start - _REACH), trigger.start),
        lead=free_text(scene, start, trigger.start),
        near=_near(scene, nearest, trigger.start),
        right=scene.text[trigger.end : trigger.end + _REACH],
        start=start,
        named=after == trigger.start,
    )
    if phrase("unless").search(around.lead):
        return Ruling.OUT
    if is_denied(scene, trigger, around.near, around.right):
        return Ruling.DENIED
    return Ruling.OUT if any(rule(around) for rule in _RULES) else Ruling.OK


def _near(scene: Scene, start: int, end: int) -> str:
    """The words that speak of the verb alone: neither of its reason nor of who does not do it (而非X)."""
    near = phrase("because").sub("", free_text(scene, start, end))
    others = any(start <= p.start < end and is_not_meant(scene, p) for p in scene.people)
    return phrase("not_another").sub("", near) if others else near


def _only_wanted(a: _Around) -> bool:
    if a.trigger.sense in ("fire", "take"):
        aim = phrase("tried").search(a.scene.text, max(0, a.start - 8), a.start)
        if aim or phrase("planned").search(a.lead):
            return True
    if _someone_wants(a):
        return True
    near = a.near.replace("参与", "") if a.trigger.sense == "found" else a.near  # 参与创办A is done
    near = near.replace("邀请", "") if a.trigger.word == "入职" else near  # whoever is asked in to start work comes
    return bool(phrase("wanted").search(near))


def _someone_wants(a: _Around) -> bool:
    """A想让X接任,成为B: only meant by another."""
    here = a.scene.clause_of(a.trigger.start)
    since = a.scene.clauses[max(here - 1, 0)][0]
    names = (p.start for p in a.scene.people if since <= p.start and p.end <= a.trigger.start)
    return any(phrase("wants_someone").search(a.scene.text, since, at) for at in names)


def _threatened(a: _Around) -> bool:
    """员工威胁说,要和X一起加入A."""
    goes = a.trigger.sense in ("leave", "join", "switch")
    return goes and phrase("threatens").search(a.scene.text, 0, a.trigger.start) is not None


def _only_intended(a: _Around) -> bool:
    """打算离职, 计划创办A, 拟加入A?; not 计划离职, which is decided, nor 计划离职创业."""
    told = phrase("intended").search(a.near)
    if told is None:
        return False
    decided = a.trigger.sense not in ("found", "join", "switch", "back") and not a.right.startswith("?")
    return not decided or told.group().startswith("打算")


def _not_done(a: _Around) -> bool:
    """A threat, a failure, a term of office; 办完离职手续 is done."""
    if phrase("names_follow").match(a.right) and a.right.startswith("者"):
        return False  # 接棒者为X
    if phrase("just_left").search(a.left[-2:]) and only_describes(a.scene, a.trigger):
        return False  # 已离职高管X
    if phrase("not_done_after").match(a.right) and not phrase("done_formalities").search(a.lead):
        return True
    return a.trigger.sense == "fire" and bool(phrase("only_spoken_of").search(a.right))


def _only_talked_of(a: _Around) -> bool:
    """重返A谈判受阻."""
    firm = object_of(a.scene, a.trigger)
    return firm is not None and phrase("only_talked_of").match(a.scene.text, firm.end) is not None


def _a_condition(a: _Around) -> bool:
    here = a.scene.clause_of(a.trigger.start)
    before = free_text(a.scene, a.scene.clauses[max(here - 1, 0)][0], a.start)[-6:]
    return bool(phrase("if").search(a.lead) or phrase("if").search(before))


def _no_employer(a: _Around) -> bool:
    """加入联盟, 离开中国; a seat on a board or as adviser; gives up something else."""
    sense, right = a.trigger.sense, a.right
    joined = object_of(a.scene, a.trigger) if sense == "join" else None
    camp = joined and phrase("camp_of_firm").match(a.scene.text, joined.end)
    if sense in ("join", "back", "switch") and phrase("no_employer_joined").match(right) and not camp:
        return True
    left = object_of(a.scene, a.trigger) if sense == "leave" else None
    if sense == "leave" and _leaves_no_firm(a, left):
        return True
    if sense == "leave" and phrase("no_employer_left").match(right) and not left:
        return phrase("farewell_to_days").match(right) is None
    moves_over = phrase("moves_over").fullmatch(a.trigger.word)
    if sense in ("post", "appoint", "join") and not moves_over and phrase("seat").match(right):
        return True
    gives_up = a.trigger.word == "弃"
    return gives_up and bool(phrase("throws_away").search(a.left) or not phrase("gives_up_for").search(right))


def _leaves_no_firm(a: _Around, left: Org | None) -> bool:
    """结束休假; 从董事会退休, 退出A的董事会: what ends is a leave, or a seat."""
    if a.trigger.word.startswith("结束") and phrase("on_holiday").match(a.right):
        return True
    seat = left is not None and phrase("board").match(a.scene.text, left.end)
    return bool(seat or phrase("from_the_board").search(a.scene.text, a.start, a.trigger.start))


def _by_the_firm(a: _Around) -> bool:
    """A的回归: it is A that comes back."""
    if a.trigger.sense not in ("join", "back") or phrase("names_follow").match(a.right):
        return False
    return any(phrase("of_the_firm").fullmatch(a.scene.text, o.end, a.trigger.start) for o in a.scene.orgs)


def _of_venture(a: _Around) -> bool:
    """A退出某合资公司股东行列,X不再担任该公司董事: not A is left, but a firm in which it had a share."""
    if a.trigger.sense != "leave" or phrase("of_this_firm").match(a.right) is None:
        return False
    return phrase("has_share_in").search(a.scene.text, 0, a.start) is not None


def _only_of_firm(a: _Around) -> bool:
    """加入A的竞赛, 退出A的B项目, 访问A后离开: what is joined or left is no place of work."""
    if a.trigger.word == "离开" and phrase("visits").search(a.lead):
        return True
    firm = object_of(a.scene, a.trigger) if a.trigger.sense in ("join", "back", "leave", "switch") else None
    if firm is None:
        return False
    work = phrase("a_project").match(a.scene.text, firm.end) if a.trigger.sense == "leave" else None
    if work and not any(firm.end <= t.start < work.end() for t in a.scene.triggers):
        return True
    return phrase("not_the_firm").match(a.scene.text, firm.end) is not None


def _no_founding(a: _Around) -> bool:
    """A description (X创办的), a plan, or talk of founding in general."""
    if a.trigger.sense != "found":
        return False
    here = a.scene.clause_of(a.start)
    before = a.scene.text[a.scene.clauses[here - 1][0] : a.start] if here else ""
    if phrase("within_firm").search(a.lead):
        return True
    announces = phrase("names_follow").match(a.right) is not None  # 一同创业的还有X
    whose = a.right.startswith("的") and not announces and not _says_who_founded(a)
    if whose and not phrase("only_dated").fullmatch(before):
        return True  # X创办的A says whose it is
    # 他之后的创业; but 他的创业方向 tells that he has begun
    noun = a.trigger.word == "创业" and a.lead.endswith("的") and not a.right.startswith("方向")
    if noun or phrase("before_plan").search(a.lead[-8:]):
        return True
    told = _after_leaving(a) or _in_a_field(a)
    alone = a.trigger.word == "创业" and not a.right.startswith(("了", "方向")) and not told
    if alone and a.named and (phrase("former").search(a.lead) or terms().posts.search(a.lead)):
        return False  # 前A副总裁X创业
    return alone and not (
        phrase("starts_founding").search(a.lead[-12:]) and phrase("nth_founding").match(a.lead) is None
    )


def _in_a_field(a: _Around) -> bool:
    """X大模型创业,获千万融资: nothing but a field stands between a name and the word, and money follows."""
    text, end = a.scene.text, a.trigger.start
    paid = phrase("venture_pays").match(a.right) is not None
    return paid and any(p.end <= end and phrase("in_a_field").fullmatch(text, p.end, end) for p in a.scene.people)


def _after_leaving(a: _Around) -> bool:
    """告别A,创业做机器人: nothing but a comma stands between what is left and what is begun."""
    here = a.scene.clause_of(a.start)
    start = a.scene.clauses[here - 1][0] if here and a.start == a.trigger.start else a.start
    return any(t.sense == "leave" and start <= t.start < a.start for t in a.scene.triggers)


def _says_who_founded(a: _Around) -> bool:
    """X2015年创办的A, 前B副总裁X创办的A: what the founder was, or when it was, makes it a piece of news."""
    by_post = any(m.end() == len(a.lead) for m in terms().posts.finditer(a.lead))
    return by_post or phrase("tells_of_founding").search(a.lead) is not None


def _another_sense(a: _Around) -> bool:
    """Sport; an instruction (请加入...); a leave that someone is still to come back from."""
    near = (org for org in a.scene.orgs if org.lab and org.pure and org.start <= a.trigger.end + _BESIDE)
    at_lab = a.trigger.sense in ("leave", "fire") and any(near)
    if phrase("sport").search(a.scene.text) and not at_lab:
        return True
    if a.trigger.sense == "back" and phrase("goods").search(a.scene.text):
        return True
    if a.trigger.sense == "back" and phrase("to_come_back").search(a.scene.text, 0, a.trigger.start):
        return True
    return a.trigger.sense in ("join", "back") and bool(phrase("instruction_before").search(a.left))


_RULES: tuple[Callable[[_Around], bool], ...] = (
    _only_wanted,
    _threatened,
    _only_intended,
    _not_done,
    _only_talked_of,
    _a_condition,
    _no_employer,
    _by_the_firm,
    _of_venture,
    _only_of_firm,
    _no_founding,
    _another_sense,
)
