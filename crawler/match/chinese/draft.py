"""A move as one sentence has it, and what every kind of frame asks: who does it, and whom it is done to."""

from __future__ import annotations

from dataclasses import dataclass

from crawler.match.chinese.affiliations import NOBODY, Affiliation
from crawler.match.chinese.firms import object_of
from crawler.match.chinese.how import How
from crawler.match.chinese.named_behind import described, following
from crawler.match.chinese.organisations import Org
from crawler.match.chinese.parties import Mark, owns, parties, parties_in, without_posts
from crawler.match.chinese.people import Person
from crawler.match.chinese.phrases import phrase
from crawler.match.chinese.scene import NEW_HOLDER, Scene
from crawler.match.chinese.subjects import subject
from crawler.match.chinese.terms import Trigger
from crawler.model import Kind

People = tuple[Person | None, ...]
_INCLUDING = 16  # characters before the first of several names, firms and posts taken out, in which 包括 stands
_SENSES_THAT_DESCRIBE = frozenset({"leave", "join", "switch", "found", "back", "post"})


@dataclass(frozen=True, slots=True)
class Draft:
    """A move before the document fills what the sentence leaves out; `org` None means not said here.

    `person` is None for a pronoun or an omitted subject; `how` then says which.
    """

    kind: Kind
    person: Person | None
    org: Org | None
    trigger: Trigger
    aff: Affiliation = NOBODY
    other: Org | None = None
    how: How = How.CLAUSE
    needs_org: bool = True
    share: tuple[int, int] | None = None  # which of how many people a pronoun of several stands for
    past: Org | None = None  # where one who comes was before, which says nothing of when that ended
    role: str | None = None  # the post taken or left, where the sentence says it beside the verb


def subjects(scene: Scene, trigger: Trigger) -> tuple[People, How]:
    """Who moves: those the verb describes (刚离职的X), else the subject, else a list that follows, else a pronoun."""
    about = _named_after(scene, trigger)
    if about:
        return about, How.AFTER
    people, how = subject(scene, trigger)
    if how is How.CLAUSE and people and not scene.unit.bullet and _only_beside(scene, trigger, people):
        return (None, *people), How.PRONOUN
    people += _companions(scene, trigger) if people else ()
    return (people, how) if people else _found_after(scene, trigger, how)


def _companions(scene: Scene, trigger: Trigger) -> tuple[Person, ...]:
    """X回到A,同行的还有Y: Y does it too."""
    beside = phrase("companions").search(scene.text, trigger.end)
    if not beside or any(trigger.end <= t.start < beside.start() for t in scene.triggers):
        return ()
    ahead = parties_in(scene, beside.end(), len(scene.text))
    near = ahead and not without_posts(scene, beside.end(), ahead[0].start).strip("前原:")
    return ahead[0].people if near else ()


def _only_beside(scene: Scene, trigger: Trigger, people: tuple[Person, ...]) -> bool:
    """True for 与同事X一起创立: the one who does it with X was named before."""
    start = scene.clauses[scene.clause_of(trigger.start)][0]
    here = parties_in(scene, start, trigger.start)
    opens = start == 0 or not parties_in(scene, 0, start)
    return opens and len(here) == 1 and here[0].mark is Mark.WITH and here[0].people == people


def _named_after(scene: Scene, trigger: Trigger) -> tuple[Person, ...]:
    """加入的还有X, 接替他的是X; 刚离开A的X: whom the verb announces or describes."""
    if trigger.word == NEW_HOLDER:
        return next((p.people[:1] for p in parties(scene) if p.start == trigger.end), ())
    last = next((t for t in scene.triggers if t.start == trigger.end), trigger)  # 离职创业的还有X
    if phrase("names_follow").match(scene.text, last.end) or trigger.word.endswith(("的有", "的还有", "的是")):
        announced = following(scene, last)
        if announced:
            return announced
    return described(scene, trigger) if trigger.sense in _SENSES_THAT_DESCRIBE else ()


def _found_after(scene: Scene, trigger: Trigger, how: How) -> tuple[People, How]:
    """Where no subject stands before the verb: names after it, in the next clause or in a list, else `how`."""
    after = following(scene, trigger) if how in (How.NONE, How.PRONOUN) else ()
    listed = after and scene.text[trigger.end : after[0].start] == ":"  # 两将出走:X与Y
    if after and (listed or _modifies(scene, trigger, after[0])):
        return after, How.AFTER
    counted = _behind_colon(scene, trigger) if how in (How.NONE, How.UNNAMED, How.PRONOUNS) else ()
    if counted:
        return counted, How.AFTER
    later = _after_clause(scene, trigger) if how is How.NONE else ()
    if later:
        return later, How.LATER
    return (_listed_after(scene, trigger), How.AFTER) if how is How.UNNAMED else ((None,), how)


def _behind_colon(scene: Scene, trigger: Trigger) -> tuple[Person, ...]:
    """四位骨干出走:X、Y,以及Z: all who are named behind the colon, up to the next verb."""
    start = scene.clauses[scene.clause_of(trigger.start)][0]
    if not phrase("some_leave").search(scene.text, start, trigger.end + 1):
        return ()
    later = min((t.start for t in scene.triggers if t.start >= trigger.end), default=len(scene.text))
    named = parties_in(scene, trigger.end, later)
    if any(phrase("reports").match(scene.text, party.end) for party in named):
        return ()
    return tuple(person for party in named for person in party.people)


def _after_clause(scene: Scene, trigger: Trigger) -> tuple[Person, ...]:
    """出走阿里两个月,X一出手; 告别A,X加盟B: the subject of the clause that an opening one leads up to."""
    here = scene.clause_of(trigger.start)
    start, end = scene.clauses[here]
    opening = "opening_time" if trigger.sense in ("leave", "fire", "switch") else "opening_time_of_joining"
    told = phrase(opening).search(scene.text[start:end]) or phrase("speaking_of").match(scene.text, start)
    opens = told is not None or _opens_headline(scene, trigger, start)
    graduated = trigger.sense == "join" and phrase("after_studies").search(scene.text, start, trigger.start)
    if not (opens or graduated) or here + 1 >= len(scene.clauses):
        return ()
    left, right = scene.clauses[here + 1]
    ahead = parties_in(scene, left, right)
    plain = ahead and ahead[0].mark is Mark.PLAIN
    return ahead[0].people if plain and len(without_posts(scene, left, ahead[0].start)) <= 6 else ()


def _opens_headline(scene: Scene, trigger: Trigger, start: int) -> bool:
    """告别A,...; 离职A加盟B,...: a verb and its firm open the sentence, before which nothing could be the subject."""
    first = start == 0 or scene.text[start - 1] in "|｜"
    bare = any(t.start == start for t in scene.triggers) and not parties_in(scene, start, trigger.start)
    past = phrase("until_then").search(scene.text[start : scene.clauses[scene.clause_of(start)][1]])
    return first and bare and not past and object_of(scene, trigger) is not None and scene.text[-1] not in "?？"


def _modifies(scene: Scene, trigger: Trigger, person: Person) -> bool:
    gap = scene.text[trigger.end : person.start]
    return "的" in gap or any(e == person.start for _, e in scene.posts)


def _listed_after(scene: Scene, trigger: Trigger) -> People:
    """由OpenAI投奔Meta的研究员已超过十人,包括A、B和C: the names that an unnamed subject is then given."""
    here = scene.clause_of(trigger.start)
    end = scene.clauses[min(here + 2, len(scene.clauses) - 1)][1]
    ahead = parties_in(scene, trigger.end, end)
    if not ahead or any(trigger.end <= t.start < ahead[0].start for t in scene.triggers):
        return ()
    lead = without_posts(scene, trigger.end, ahead[0].start)[-_INCLUDING:]
    listed = phrase("including").search(lead) or following(scene, trigger)
    return ahead[0].people if listed else ()


def objects(scene: Scene, trigger: Trigger) -> tuple[People, How]:
    """The people whom the trigger acts on, a pronoun read as the person named last before it."""
    people = following(scene, trigger)
    if people:
        return people, How.AFTER
    if phrase("pronoun_object").match(scene.text, trigger.end):
        before = [p for p in scene.people if p.end <= trigger.start and not owns(scene, p)]
        return (before[-1] if before else None,), How.PRONOUN
    return (), How.NONE
