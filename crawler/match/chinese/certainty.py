"""How sure a clause is of what it says, and whom it cites."""

from __future__ import annotations

import re

from crawler.match.chinese.scene import Scene
from crawler.match.chinese.terms import Trigger
from crawler.model import Certainty

_RUMOR = re.compile(
    r"疑似|疑将|疑|或将|或(?!者|许是)|据传|网传|盛传|传出|传闻|传言|传(?=[^统媒达奇感])|被曝|被爆|爆出|曝(?!光)|有望|可能|恐|似乎|或许|应该是|小道消息|八卦|风传"
)
_CONFIRM = re.compile(r"官宣|宣布|确认|证实|正式|公告|发文|发推|发帖|公开信|承认|亲自")
_REPORT = re.compile(
    r"爆料|》消息|据[^,，。]{0,20}?(?:报道|消息|透露|爆料|称|报|悉)|知情人士|消息人士|消息称|独家|获悉|外媒|援引|报道称|报道|指出|据(?=[A-Z])|多方消息|信源"
)
_CITED = re.compile(
    r"(?:据|援引|引述)(?:外媒|媒体|美国媒体|科技媒体|国外媒体|美媒|英媒|外电|知名科技媒体)?[《\"]?(?P<who>[A-Z][A-Za-z.' ]{1,30}[A-Za-z]|[\u3400-\u9fff]{2,8}?)[》\"]?"
    r"(?:最新|独家|今日|昨日|周[一二三四五六日]|\d+月\d+日)?(?:的)?(?:报道|消息|透露|爆料|称|报|援引|讯)|(?P<lead>The [A-Z][a-z]+)(?:消息|报道|指出|称|援引)"
)
_NOBODY = frozenset(
    "外媒 媒体 美国媒体 知情人士 消息人士 国外媒体 科技媒体 美媒 英媒 相关 多家媒体 最新 内部人士 悉 多方".split()
)


def certainty_of(scene: Scene, trigger: Trigger, start: int) -> Certainty:
    """From the clause's own hedges first, then the sentence's source; `start` is where the person's name begins."""
    clause = scene.clauses[scene.clause_of(trigger.start)]
    hedge = scene.text[max(clause[0], min(start, trigger.start)) : trigger.end]
    lead = scene.text[clause[0] : max(clause[0], start)]
    tail = scene.text[trigger.end : clause[1]]
    if (
        _RUMOR.search(hedge)
        or re.match(r"(?:传|曝|疑|网传|据传)", lead)
        or (re.search(r"[?？]\s*$", tail) and not re.search("如何|为什么|为何|哪些|什么|怎么", scene.text))
    ):
        return Certainty.RUMORED
    if _CONFIRM.search(hedge) or _CONFIRM.search(tail):
        return Certainty.CONFIRMED
    if _REPORT.search(scene.text[: trigger.start] if len(scene.text) > 80 else scene.text):
        return Certainty.REPORTED
    return Certainty.CONFIRMED


def cited(text: str) -> str | None:
    """The outlet or person that a sentence names as its source, if it names one."""
    found = _CITED.search(text)
    if not found:
        return None
    who = (found["who"] or found["lead"] or "").strip()
    return None if who in _NOBODY or not who else who
