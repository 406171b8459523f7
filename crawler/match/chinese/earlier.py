"""The subject that earlier clauses of a sentence hand on, or the pronoun that stands for one in a verb's own clause."""

from __future__ import annotations

import re

from crawler.match.chinese.how import Found, How
from crawler.match.chinese.parties import Mark, Party, do_it_together, parties, parties_in
from crawler.match.chinese.people import Person
from crawler.match.chinese.phrases import phrase
from crawler.match.chinese.scene import Scene
from crawler.match.chinese.terms import Trigger
from crawler.match.chinese.unnamed import blocked
from crawler.text.names import same_person
from crawler.text.numerals import number

_SAYING = 30  # characters of a clause that says whose words follow its colon
_FEW = 2  # people of whom no two are the first or the last ones


def handed_on(scene: Scene, trigger: Trigger, since: int) -> Found:
    """The subject that earlier clauses of the unit hand on, or the pronoun that stands for one.

    `since` is where the clause's own words begin, after whoever stands beside the subject.
    """
    here = scene.clause_of(trigger.start)
    start = scene.clauses[here][0]
    gap = scene.text[start : trigger.start]
    if phrase("asked").match(scene.text) and phrase("you").search(scene.text, start):
        return (), How.PRONOUN  # whoever is interviewed
    pronoun = phrase("pronoun").search(gap)
    if blocked(scene, start + pronoun.end() if pronoun else since, trigger.start):
        return _just_listed(scene, start, gap)
    for index in range(here - 1, -1, -1):
        left, right = scene.clauses[index]
        if _ends_topic(scene, index, here, pronoun=pronoun is not None):
            return (), How.NONE
        whole = [p for p in parties(scene) if left <= p.people[-1].start < right]
        earlier = [p for p in whole if p.mark not in (Mark.REPLACED, Mark.WITH, Mark.ASIDE)]
        earlier = whole if "后者" in gap else earlier
        if phrase("first_or_last").search(gap):
            earlier = [p for p in earlier if len(p.people) > _FEW]
        ours = phrase("we").match(scene.text, left) is not None
        if earlier and not ours:
            party = _topic(scene, earlier, gap)
            alone = phrase("meets").search(scene.text, party.end, right)  # X和Y会面后,决定加入A
            people = party.people[:1] if alone else party.people
            both = _both_named(scene, left, right, pronoun)
            return both or _one_of(people, gap) + _joining(scene, party, right), How.EARLIER
        counted = index == here - 1 and phrase("some_people").search(scene.text, left, right)  # 已有6位高管,相继离职
        pronoun = pronoun or (None if ours or counted else phrase("pronoun").search(scene.text, left, right))
        acts = any(left <= t.start < right for t in scene.triggers)
        if not pronoun and (ours or counted or (acts and blocked(scene, left, right))):
            return (), How.UNNAMED
    lead = scene.text[:start] + gap if not pronoun else gap
    return (), _left_out(scene.text if scene.text.startswith('"') and not pronoun else lead, pronoun)


def _both_named(scene: Scene, start: int, end: int, pronoun: re.Match[str] | None) -> tuple[Person, ...]:
    """X是Y的学生,两人创立A: as many people as the pronoun counts, each named for itself."""
    if pronoun is None or not phrase("several").fullmatch(pronoun.group()) or not pronoun.group().endswith("人"):
        return ()
    named = {p.name: p for p in reversed(scene.people) if start <= p.start < end}
    people = tuple(sorted(named.values(), key=lambda p: p.start))
    return people if len(people) == number(pronoun.group()[0]) else ()


def _joining(scene: Scene, party: Party, end: int) -> tuple[Person, ...]:
    """X联手Y,创办了A: the clause before says no more than that both go together."""
    beside = [p for p in parties_in(scene, party.end, end) if p.mark is Mark.WITH]
    if not beside or any(party.end <= t.start < end and t.sense != "leave" for t in scene.triggers):
        return ()  # but 拉着X离开A,创办了B
    return beside[-1].people if do_it_together(scene, beside[-1], (end, end)) else ()


def _just_listed(scene: Scene, start: int, gap: str) -> Found:
    """A、B和C--三位高管离职: those listed right before; else someone without a name."""
    before = [p for p in parties(scene) if p.end <= start]
    others = _others_of_list(scene, before, gap)
    if others:
        return others, How.EARLIER
    if before and phrase("counted_in").fullmatch(scene.text, before[-1].end, start):
        return before[-1].people, How.EARLIER  # 包括X、Y在内,已有5人离开
    near = before and not phrase("clause_end").search(scene.text, before[-1].end, start)
    if near and len(before[-1].people) > 1 and phrase("these_people").match(gap):
        return before[-1].people, How.EARLIER
    return (), How.UNNAMED


def _others_of_list(scene: Scene, before: list[Party], gap: str) -> tuple[Person, ...]:
    """失去X、Y和Z,其中X去了A,另外两人则...: Y and Z, where the number says that these are meant."""
    said = phrase("the_others").search(gap)
    listed = next((p for p in reversed(before) if len(p.people) > 2), None)
    if said is None or listed is None:
        return ()
    since = [p.name for p in scene.people if p.start >= listed.end]
    left = [p for p in listed.people if not any(same_person(p.name, name) for name in since)]
    meant = said["count"] != "几" and number(said["count"]) == len(left)
    return tuple(left) if meant else ()


def _ends_topic(scene: Scene, index: int, here: int, *, pronoun: bool) -> bool:
    """True where a clause hands no subject on: after a full stop or a bar, or a colon before which nobody speaks."""
    left, right = scene.clauses[index]
    end = scene.text[right - 1]
    if end == ":" and index == here - 1 and not pronoun:
        says_i = phrase("i").search(scene.text, right, scene.clauses[here][1]) is not None
        return not (parties_in(scene, left, right) and (says_i or right - left < _SAYING))
    return end in "|｜" or (end in "。！？!?;；" and not pronoun)


def _left_out(gap: str, pronoun: re.Match[str] | None) -> How:
    if phrase("i").search(gap):
        return How.SPEAKER
    if pronoun:
        return How.PRONOUNS if phrase("several").search(pronoun.group()) else How.PRONOUN
    return How.NONE


def _one_of(people: tuple[Person, ...], gap: str) -> tuple[Person, ...]:
    """Of two people, the one whom 前者 or 后者 means; of more, those whom 前两人 or 后两人 does."""
    several = phrase("first_or_last").search(gap)
    if several and len(people) > 2:
        return people[:2] if several.group().startswith("前") else people[-2:]
    if len(people) > 1 and ("前者" in gap or "后者" in gap):
        return people[:1] if "前者" in gap else people[-1:]
    return people


def _topic(scene: Scene, found: list[Party], gap: str) -> Party:
    """Whom a clause is about: its first party, or the one after a verb that reports, takes or removes someone."""
    if "后者" in gap:
        return found[-1]
    if "自己" in gap or phrase("and_then").match(gap):  # X感谢了Y,随后确认自己离职; X感谢Y,并宣布离职
        return found[0]
    if len(found) > 1:
        first, second = found[0], found[1]
        if phrase("post_of_theirs").match(scene.text, first.end):
            return second  # X的职务由Y接替,他...
        acts = any(
            first.end <= t.start < second.start and t.sense in ("take", "appoint", "fire", "lose")
            for t in scene.triggers
        )
        persuaded = phrase("persuades").fullmatch(scene.text, first.end, second.start)
        if acts or persuaded or phrase("reports").search(scene.text, first.end, second.start):
            return second
    return found[0]
