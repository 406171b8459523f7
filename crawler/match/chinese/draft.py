"""A move as one sentence has it, and what every kind of frame asks: who does it, whom it is done to, who acts."""

from __future__ import annotations

import re
from dataclasses import dataclass

from crawler.match.chinese.affiliations import NOBODY, Affiliation
from crawler.match.chinese.arguments import following, groups, owns, subject
from crawler.match.chinese.organisations import Org
from crawler.match.chinese.people import Person
from crawler.match.chinese.scene import Scene
from crawler.match.chinese.terms import Trigger, terms
from crawler.model import Kind

_INCLUDING = re.compile(r"包括|分别是|分别为|其中有|有|如")

People = tuple[Person | None, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """A move before the document fills what the sentence leaves out; `org` None means not said here.

    `person` is None for a pronoun or an omitted subject; `how` then says which: "pronoun", "pronouns" (several
    people), "speaker" (我) or "none".
    """

    kind: Kind
    person: Person | None
    org: Org | None
    trigger: Trigger
    aff: Affiliation = NOBODY
    other: Org | None = None
    how: str = ""
    needs_org: bool = True


def subjects(scene: Scene, trigger: Trigger) -> tuple[People, str]:
    """Who moves: the subject, else those the verb modifies (刚离职的X), else a list that follows, else a pronoun."""
    if re.match(r"的(?:还有|是|则是|包括|有)", scene.text[trigger.end : trigger.end + 4]):
        after = following(scene, trigger)
        if after:
            return after, "after"
    people, how = subject(scene, trigger)
    if people:
        return people, how
    if how in ("none", "pronoun"):
        after = following(scene, trigger)
        if after and _modifies(scene, trigger, after[0]):
            return after, "after"
    if how == "none":
        later = _after_clause(scene, trigger)
        if later:
            return later, "later"
    if how == "unnamed":
        listed = _listed_after(scene, trigger)
        return listed, "after"
    return ((None,), how) if how in ("none", "pronoun", "pronouns", "speaker") else ((), how)


def _after_clause(scene: Scene, trigger: Trigger) -> tuple[Person, ...]:
    """出走阿里两个月,X一出手: the subject of the clause that an opening clause of time leads up to."""
    here = scene.clause_of(trigger.start)
    start, end = scene.clauses[here]
    if (
        trigger.sense not in ("leave", "fire", "switch")
        or here + 1 >= len(scene.clauses)
        or scene.text[end - 1] not in ",，"
    ):
        return ()
    if not re.search(r"(?:后|时|之际|前|[年月天周]|多久)[,，]$", scene.text[start:end]):
        return ()
    left, right = scene.clauses[here + 1]
    ahead = groups(scene, left, right)
    lead = scene.text[left : ahead[0][0].start] if ahead else ""
    return ahead[0] if ahead and len(terms().posts.sub("", lead)) <= 6 else ()


def _modifies(scene: Scene, trigger: Trigger, person: Person) -> bool:
    gap = scene.text[trigger.end : person.start]
    return "的" in gap or any(e == person.start for _, e in scene.posts)


def _listed_after(scene: Scene, trigger: Trigger) -> People:
    """由OpenAI投奔Meta的研究员已超过十人,包括A、B和C: the names that an unnamed subject is then given."""
    here = scene.clause_of(trigger.start)
    for start, end in scene.clauses[here : here + 3]:
        ahead = [g for g in groups(scene, max(start, trigger.end), end) if g]
        if ahead:
            lead = scene.text[max(trigger.end, ahead[0][0].start - 8) : ahead[0][0].start]
            blocked = any(trigger.end <= t.start < ahead[0][0].start for t in scene.triggers)
            return ahead[0] if _INCLUDING.search(lead) and not blocked else ()
    return ()


def objects(scene: Scene, trigger: Trigger) -> tuple[People, str]:
    """The people whom the trigger acts on, a pronoun read as the person named last before it."""
    people = following(scene, trigger)
    if people:
        return people, "after"
    if re.match(r"了?(?:他|她)(?!们)", scene.text[trigger.end : trigger.end + 2]):
        before = [p for p in scene.people if p.end <= trigger.start and not owns(scene, p)]
        return (before[-1] if before else None,), "pronoun"
    return (), "none"


def employer(scene: Scene, trigger: Trigger) -> Org | None:
    """The firm that acts in the trigger's clause, or in the one before it: OpenAI挖来X; Meta宣布,任命X."""
    here = scene.clause_of(trigger.start)
    for index in (here, here - 1):
        if index < 0:
            break
        start, end = scene.clauses[index]
        acting = [o for o in scene.orgs if start <= o.start and o.end <= min(trigger.start, end)]
        for org in reversed(acting):
            lead = scene.text[max(start, org.start - 6) : org.start]
            if not re.search(r"[从自被由](?:老东家|前东家)?$", lead):
                return org
        if index == here and not re.search(r"^[\s\"]*$|宣布|任命|聘|挖|招|免", scene.text[start : trigger.end]):
            break
    return None
