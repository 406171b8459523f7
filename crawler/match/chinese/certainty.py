"""How sure a sentence is of a move, and whom it cites.

A hedge has a scope. One that opens a sentence (有传闻称, 据传) covers all its clauses. One beside a verb (疑似, 或将)
covers that verb and the clauses that go on with the same subject; where another person is named it has ended.
"""

from __future__ import annotations

from crawler.match.chinese.phrases import phrase
from crawler.match.chinese.scene import Scene
from crawler.match.chinese.terms import Trigger
from crawler.model import Certainty

_SHORT = 80  # characters; in a shorter sentence a source may stand after the verb too


def certainty_of(scene: Scene, trigger: Trigger, subject_at: int) -> Certainty:
    """Rumoured, reported or confirmed; `subject_at` is where the mover is named, the clause's start if elsewhere."""
    text = scene.text
    clause = scene.clauses[scene.clause_of(trigger.start)]
    since = min(subject_at, trigger.start)
    told = text[since : trigger.end]
    tail = text[trigger.end : clause[1]]
    if (
        _goes_round(text, trigger)
        or _opened_by_rumour(text, trigger.start)
        or phrase("rumour").search(told)
        or _asks(text, tail)
    ):
        return Certainty.RUMORED
    if phrase("confirms").search(told) or phrase("confirms").search(tail):
        return Certainty.CONFIRMED
    if phrase("source").search(text[: trigger.start] if len(text) > _SHORT else text):
        return Certainty.REPORTED
    return Certainty.CONFIRMED


def _goes_round(text: str, trigger: Trigger) -> bool:
    """“X离开A”的消息刷屏."""
    return any(said.start() < trigger.start < said.end() for said in phrase("quoted_rumour").finditer(text))


def _opened_by_rumour(text: str, until: int) -> bool:
    """True where a clause of hearsay governs what follows, up to a clause in which someone vouches for it."""
    opened = [hedge.end() for hedge in phrase("hearsay").finditer(text, 0, until)]
    return bool(opened) and not phrase("vouches").search(text, opened[-1], until)


def _asks(text: str, tail: str) -> bool:
    return bool(phrase("question_end").search(tail)) and not phrase("question_word").search(text)


def cited(text: str) -> str | None:
    """The outlet or person that a sentence names as its source, if it names one."""
    found = phrase("cites").search(text)
    if not found:
        return None
    who = next((name for name in found.groupdict().values() if name), "").strip()
    return None if not who or phrase("nobody_cited").fullmatch(who) else who
