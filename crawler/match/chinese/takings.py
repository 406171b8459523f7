"""Frames of winning someone: A(从B)挖来X, X被A挖走, A把X请了回来."""

from __future__ import annotations

from collections.abc import Iterator

from crawler.match.chinese.affiliations import NOBODY, affiliation
from crawler.match.chinese.draft import Draft, People
from crawler.match.chinese.firms import acting, employer, goal_of, object_of, passive, source_of, worked_at
from crawler.match.chinese.how import How
from crawler.match.chinese.named_behind import following
from crawler.match.chinese.organisations import Org
from crawler.match.chinese.parties import without_posts
from crawler.match.chinese.people import Person
from crawler.match.chinese.phrases import phrase
from crawler.match.chinese.roles import post_taken
from crawler.match.chinese.scene import Scene
from crawler.match.chinese.subjects import subject
from crawler.match.chinese.terms import Trigger
from crawler.model import Kind

_DISPOSED = 40  # characters from 把 to the name of whom it puts before the verb, their description among them


def take(scene: Scene, trigger: Trigger) -> Iterator[Draft]:
    """A firm wins someone: A(从B)挖来X, A聘请B的X, X被A挖走, A把X挖走."""
    if trigger.word == "返聘" and any(t.sense == "leave" and t.end <= trigger.start for t in scene.triggers):
        return  # 退休后接受返聘: told by the leaving
    named = following(scene, trigger)
    if _as_guests(scene, trigger, named):
        return
    people: People = named
    to, how = _passive_taker(scene, trigger) or employer(scene, trigger), How.AFTER
    if not people:
        people, how, to = _taken(scene, trigger)
    elif phrase("welcomes").fullmatch(trigger.word) and not _to_a_post(scene, trigger, named[-1]):
        return
    if phrase("takes_only_firm").fullmatch(trigger.word) and to is None:
        return
    if phrase("cuts_in").fullmatch(trigger.word) and not _is_cut_in_on(scene, trigger, named):
        return
    source = source_of(scene, trigger) or _same_source(scene, trigger) or worked_at(scene, trigger)
    if to and source and to.lab_id == source.lab_id:
        to = None
    station = _last_station(scene, trigger) if how is How.EARLIER else None
    if to and station and to.lab_id == station.lab_id:
        return  # X加入A,成为被A挖走的又一人: told already
    source = source or station
    for person in people:
        aff = affiliation(scene, person) if person else NOBODY
        beside = aff.org if aff.org and (not to or aff.org.lab_id != to.lab_id) else None
        founded = how is not How.AFTER and any(t.sense == "found" and t.start < trigger.start for t in scene.triggers)
        left = source or (None if founded else beside)  # A联创X创办了B,后被挖到C
        kind = Kind.RETURN if phrase("brings_back").match(scene.text, trigger.start) else Kind.HIRE
        yield Draft(kind, person, to, trigger, aff, left, how, role=post_taken(scene, trigger))
        kept = phrase("poaches").match(trigger.word) or not aff.founder
        if left and (left is source or (not aff.former and kept)):
            yield Draft(Kind.DEPARTURE, person, left, trigger, aff, to, how)


def _is_cut_in_on(scene: Scene, trigger: Trigger, people: tuple[Person, ...]) -> bool:
    """截胡X; not 苹果截胡马斯克抢到人才, where a rival is beaten."""
    if not people or any(chief.start == people[0].start for chief in scene.chiefs):
        return False
    return without_posts(scene, trigger.end, people[0].start) in ("", "了")


def _to_a_post(scene: Scene, trigger: Trigger, person: Person) -> bool:
    """迎来CTO X, 请来X出任CTO: a post stands before the name or is what the person takes."""
    before = any(trigger.end <= s and e <= person.start for s, e in scene.posts)
    before = before or phrase("adds_people").match(scene.text, trigger.end) is not None
    return before or phrase("as_post").match(scene.text, person.end) is not None


def _taken(scene: Scene, trigger: Trigger) -> tuple[People, How, Org | None]:
    """Who is taken where nobody follows the verb, and by whom: X被A挖走; 一年后又被A请去; A将其挖走."""
    people, how = subject(scene, trigger)
    start = scene.clauses[scene.clause_of(trigger.start)][0]
    if people and how is How.CLAUSE:
        return (
            (people, how, _taker(scene, trigger, start, people))
            if _is_taken(scene, trigger, people)
            else ((), how, None)
        )
    pronoun = phrase("disposes_of_pronoun").search(scene.text, start, trigger.start)
    if pronoun:  # A又把他们请了回来
        who: People = people or (None,)
        several = phrase("several").search(pronoun.group()) is not None
        return who, How.PRONOUNS if several else How.PRONOUN, employer(scene, trigger)
    if how is How.UNNAMED or not passive(scene, trigger, start):
        return (), how, None
    return people or (None,), how, _taker(scene, trigger, start, ())


def _same_source(scene: Scene, trigger: Trigger) -> Org | None:
    """从A挖走X后,又挖来Y: Y comes from A too."""
    before = [t for t in scene.triggers if t.start < trigger.start]
    again = before and before[-1].sense == "take" and phrase("again").search(scene.text, before[-1].end, trigger.start)
    return source_of(scene, before[-1]) if again else None


def _last_station(scene: Scene, trigger: Trigger) -> Org | None:
    """7月才跳槽A担任副总裁,如今被B挖走: where the one who is taken had come to."""
    for earlier in reversed(scene.triggers):
        if earlier.start < trigger.start and earlier.sense in ("join", "switch", "back"):
            others = any(earlier.end <= p.start < trigger.start for p in scene.people)
            return None if others else object_of(scene, earlier)
    return None


def _lead(scene: Scene, trigger: Trigger, people: tuple[Person, ...]) -> str:
    start = scene.clauses[scene.clause_of(trigger.start)][0]
    return without_posts(scene, max(start, people[0].start - _DISPOSED), people[0].start)


def _is_taken(scene: Scene, trigger: Trigger, people: tuple[Person, ...]) -> bool:
    """True for X被(A)挖走 and 把X挖走, False where the people before the verb are those who take."""
    gap = scene.text[people[-1].end : trigger.start]
    turned = trigger.word.startswith("被") or phrase("passive").search(gap)
    return bool(turned or phrase("disposal").search(_lead(scene, trigger, people)))


def _taker(scene: Scene, trigger: Trigger, start: int, people: tuple[Person, ...]) -> Org | None:
    """X被A挖走, X被挖到A, A把X挖走: the firm A."""
    since = people[-1].end if people else start
    inner = [o for o in scene.orgs if since <= o.start < trigger.start]
    if inner:
        return inner[-1]
    disposes = phrase("disposal").search(scene.text, start, people[0].start) if people else None
    before = next(acting(scene, start, disposes.start()), None) if disposes else None
    disposed = people and phrase("disposal").search(_lead(scene, trigger, people))
    does_it = before or (employer(scene, trigger) if disposed else None)
    return object_of(scene, trigger) or does_it or goal_of(scene, trigger)


def _as_guests(scene: Scene, trigger: Trigger, named: tuple[Person, ...]) -> bool:
    """本期我们请到了X; A请来X对谈: only for a talk."""
    if phrase("our_guests").match(scene.text, scene.clauses[scene.clause_of(trigger.start)][0]):
        return True
    return bool(named) and phrase("as_guest").match(scene.text, named[-1].end) is not None


def _passive_taker(scene: Scene, trigger: Trigger) -> Org | None:
    """B把曾被A挖走的X请回: the firm A, right after 被."""
    if not scene.text.startswith("的", trigger.end):
        return None
    return next((o for o in scene.orgs if o.end == trigger.start and scene.text[: o.start].endswith("被")), None)
