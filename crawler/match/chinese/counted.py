"""People whom one sentence only counts and the next one names: A从B挖走三名研究员。三人分别是X、Y和Z。"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from crawler.match.chinese.affiliations import affiliation
from crawler.match.chinese.draft import Draft
from crawler.match.chinese.frames import drafts
from crawler.match.chinese.how import How
from crawler.match.chinese.parties import parties_in, without_posts
from crawler.match.chinese.people import Person
from crawler.match.chinese.phrases import phrase
from crawler.match.chinese.rules_out import Ruling, verdict
from crawler.match.chinese.scene import Scene
from crawler.match.chinese.terms import Trigger
from crawler.text.numerals import number

_DESCRIPTION = 20  # characters between 分别是 and the first name, posts and firms taken out
_LEAST = 2
_ONLY_ONE = (0, 1)  # the share of a single person


def counted(scene: Scene) -> tuple[Draft, ...]:
    """The moves of those whom a sentence counts without a name, read as if 研究员 in 三名研究员 were one."""
    said = phrase("some_people").search(scene.text) or phrase("someone").search(scene.text)
    if said is None or scene.people or not scene.triggers:
        return ()
    someone = Person(*said.span("who"), said["who"])
    posts = tuple(p for p in scene.posts if p[1] <= someone.start or p[0] >= someone.end)
    told = drafts(replace(scene, people=(someone,), posts=posts))
    share = _ONLY_ONE if said.re is phrase("someone") else None
    moves = (d for d in told if d.person and verdict(scene, d.trigger, someone.end) is Ruling.OK)
    return tuple(replace(d, share=share) for d in moves)


def named(scene: Scene, before: tuple[Draft, ...]) -> Iterator[Draft]:
    """The same moves for each of those whom a sentence names as the ones counted before."""
    if before and before[0].share == _ONLY_ONE:
        yield from _introduced(scene, before)
        return
    mark = phrase("they_are").match(scene.text) if before else None
    ahead = parties_in(scene, mark.end(), len(scene.text)) if mark else []
    if not mark or not ahead or len(without_posts(scene, mark.end(), ahead[0].start)) > _DESCRIPTION:
        return
    if len(ahead[0].people) < _LEAST and not phrase("including").search(mark.group()):
        return
    for draft in before:
        trigger = Trigger(mark.start(), mark.end(), draft.trigger.word, draft.trigger.sense)
        for person in ahead[0].people:
            aff = affiliation(scene, person)
            yield replace(draft, person=person, trigger=trigger, aff=aff if aff.org else draft.aff, how=How.LIST)


def _introduced(scene: Scene, before: tuple[Draft, ...]) -> Iterator[Draft]:
    """A又一员大将离开. X,曾在B工作: the sentence opens with the name of whoever it was."""
    first = scene.people[0] if scene.people and not scene.people[0].start else None
    if first and phrase("introduced").match(scene.text, first.end):
        for draft in before:
            trigger = Trigger(first.start, first.end, draft.trigger.word, draft.trigger.sense)
            yield replace(draft, person=first, trigger=trigger, share=None, how=How.LIST)


def how_many(scene: Scene) -> int:
    """How many people a sentence counts without a name; 0 for none."""
    said = phrase("some_people").search(scene.text)
    return number(said["count"]) if said else 0
