"""The people named behind a word of moving: those whom it describes, acts on, counts or announces."""

from __future__ import annotations

from itertools import pairwise

from crawler.match.chinese.parties import Party, free_text, parties, parties_in, residue, without_posts
from crawler.match.chinese.people import Person
from crawler.match.chinese.phrases import phrase
from crawler.match.chinese.scene import Scene
from crawler.match.chinese.terms import Trigger, terms

_AT_ONCE = 2  # characters between a verb and the description of whom it acts on, time and place taken out


def described(scene: Scene, trigger: Trigger) -> tuple[Person, ...]:
    """Those whom the verb describes: 刚离开A的X, 即将离任的首席科学家X, 离开A加入B的X."""
    clause_end = scene.clauses[scene.clause_of(trigger.start)][1]
    ahead = [p for p in parties(scene) if p.start >= trigger.end]
    if not ahead or ahead[0].start >= clause_end:
        return ()
    gap = without_posts(scene, trigger.end, ahead[0].start)
    last = max((t.end for t in scene.triggers if trigger.end <= t.start < ahead[0].start), default=trigger.end)
    after_last = without_posts(scene, last, ahead[0].start)
    if len(gap) <= 16 and phrase("describing").fullmatch(after_last):
        return ahead[0].people
    return ()


def following(scene: Scene, trigger: Trigger, reach: int = 40) -> tuple[Person, ...]:
    """The people right after the trigger: 解雇首席执行官X, 任命X为, 挖走三名研究员:X、Y和Z."""
    end = scene.clauses[scene.clause_of(trigger.start)][1]
    ahead = parties_in(scene, trigger.end, len(scene.text))
    if not ahead:
        return ()
    inner = [t for t in scene.triggers if trigger.end <= t.start < ahead[0].start]
    if inner:  # 挖来刚从A离职的X
        return described(scene, inner[-1]) if _at_once(scene, trigger.end, inner[0].start, end) else ()
    announced = phrase("names_follow").match(scene.text, trigger.end) is not None
    if ahead[0].start < (trigger.end + reach if announced else min(end, trigger.end + reach + 20)):
        gap = phrase("names_follow").sub("", without_posts(scene, trigger.end, ahead[0].start))
        if len(gap) <= reach // 2 and not phrase("clause_end").search(gap):
            return ahead[0].people + (_listed_on(scene, ahead) if announced else ())
    return _counted(scene, trigger, ahead[0])


def _listed_on(scene: Scene, told: list[Party]) -> tuple[Person, ...]:
    """离职的有A总裁X,B的C及D负责人Y: the rest of a list, each described by a post behind a comma."""
    found: list[Person] = []
    for before, party in pairwise(told):
        described = any(end == party.start for _, end in scene.posts)
        apart = phrase("not_joined").search(scene.text, before.end, party.start) or not described
        if (
            apart
            or scene.text[before.end] not in ",、"
            or any(before.end <= t.start < party.start for t in scene.triggers)
        ):
            break
        found += party.people
    return tuple(found)


def _at_once(scene: Scene, start: int, until: int, clause_end: int) -> bool:
    """True where nothing but a time and a place stand between a verb and the description of its object."""
    return until < clause_end and len(residue(scene, start, until)) <= _AT_ONCE


def _counted(scene: Scene, trigger: Trigger, party: Party) -> tuple[Person, ...]:
    """挖走了三名研究员:X、Y和Z; 研究员已超过十人,包括X和Y."""
    lead = free_text(scene, trigger.end, party.start)
    if trigger.sense == "lose":
        lead = terms().posts.sub("", lead)  # 流失两名高管:首席传播官X与首席人力官Y
    within = scene.clause_of(party.start) - scene.clause_of(trigger.start) <= 2
    if phrase("reports").match(scene.text, party.end):
        return ()  # A挖走三名研究员 X爆料B开价
    return party.people if within and phrase("counted").search(lead) else ()
