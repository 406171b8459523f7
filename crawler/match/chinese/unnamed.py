"""People whom a sentence speaks of without a name: who stands between a name and a verb, and whom a verb describes."""

from __future__ import annotations

from crawler.match.chinese.firms import object_of
from crawler.match.chinese.parties import free_text
from crawler.match.chinese.phrases import phrase
from crawler.match.chinese.scene import Scene
from crawler.match.chinese.terms import Trigger, terms

# What may stand between a subject and its verb, though people are named in it.
_ASIDES = (
    "from_somewhere",
    "done_by",
    "in_a_post",
    "leads_team",
    "taking_along",
    "meanwhile",
    "to_someone",
    "graduates",
)


def blocked(scene: Scene, start: int, end: int) -> bool:
    """True where someone unnamed stands between two places (员工, 团队, 董事会): the move is theirs."""
    text = free_text(scene, start, end)
    for aside in _ASIDES:
        text = phrase(aside).sub("", text)
    if phrase("the_others").search(text):
        return True  # but not 与另外两名校友
    after_name = any(start - 1 <= p.end <= start or start <= p.start < end for p in scene.people)
    if not after_name and phrase("some_people").search(text):
        return True
    text = phrase("title_after").sub("", text)
    return bool(terms().human.search(text) or phrase("unnamed").search(text))


def describes_unnamed(scene: Scene, trigger: Trigger) -> bool:
    """True where the verb only describes someone unnamed: 创立OpenAI的元老, 离开谷歌的研究员."""
    moved = trigger.sense == "post" and scene.text.startswith("的", trigger.end)  # 转岗的团队
    told = moved or trigger.sense in ("leave", "join", "switch", "found", "back", "fire")
    if not told or trigger.word == "不再是":
        return False
    if _one_of_a_kind(scene, trigger):
        return True
    org = object_of(scene, trigger)
    end = org.end if org else trigger.end
    tail = phrase("description_end").split(scene.text[end : end + 16], maxsplit=1)[0]
    if not tail.startswith("的") or any(end <= p.start <= end + len(tail) for p in scene.people):
        return False
    human = terms().human.search(tail)
    return tail == "的人" or (human is not None and human.start() <= 11)


def _one_of_a_kind(scene: Scene, trigger: Trigger) -> bool:
    """饰演一名从A辞职回国的工程师, and no name after it."""
    start, end = scene.clauses[scene.clause_of(trigger.start)]
    if (
        phrase("one_who").search(free_text(scene, start, trigger.start)) is None
        or "的" not in scene.text[trigger.end : end]
    ):
        return False
    return not any(trigger.end <= p.start < end for p in scene.people)
