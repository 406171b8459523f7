"""Lists under one heading: a line that tells of a move and ends in a colon, then a name on every line below it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from crawler.match.chinese.affiliations import affiliation
from crawler.match.chinese.draft import Draft
from crawler.match.chinese.firms import employer, left_object, object_of, source_of
from crawler.match.chinese.organisations import Org
from crawler.match.chinese.phrases import phrase
from crawler.match.chinese.scene import Scene
from crawler.match.chinese.subjects import How
from crawler.match.chinese.terms import Trigger
from crawler.model import Kind

_KINDS = {"leave": Kind.DEPARTURE, "join": Kind.HIRE, "back": Kind.RETURN, "post": Kind.ROLE_CHANGE, "take": Kind.HIRE}
_MOST_ITEMS = 40


@dataclass(frozen=True, slots=True)
class Heading:
    """What the items below it share: the move, its firm, and how many lines it has held for."""

    trigger: Trigger
    kind: Kind
    org: Org | None
    items: int = 0


def heading(scene: Scene, before: Heading | None) -> Heading | None:
    """The heading that holds for the next line, if any."""
    if phrase("list_opens").search(scene.text):
        for trigger in reversed(scene.triggers):
            kind = _KINDS.get(trigger.sense)
            if kind:
                org = source_of(scene, trigger) or left_object(scene, trigger) or object_of(scene, trigger)
                return Heading(trigger, kind, org or _only(scene) or employer(scene, trigger))
        if phrase("new_people").search(scene.text):
            trigger = Trigger(0, 0, "新成员", "join")
            return Heading(trigger, Kind.HIRE, _only(scene))
        return None
    if before and scene.unit.bullet and before.items < _MOST_ITEMS:
        return Heading(before.trigger, before.kind, before.org, before.items + 1)
    return None


def _only(scene: Scene) -> Org | None:
    firms = {org.lab_id: org for org in scene.orgs}
    return next(iter(firms.values())) if len(firms) == 1 else None


def item_drafts(scene: Scene, over: Heading | None) -> Iterator[Draft]:
    """The moves of a list item that tells of none by itself: its first name makes the heading's move."""
    if over is None or not scene.unit.bullet or not scene.people:
        return
    person = scene.people[0]
    lead = phrase("bullet_marks").sub("", scene.text[: person.start])
    if len(lead) > 24 or person.start > 60:
        return
    trigger = Trigger(person.end, person.end, over.trigger.word, over.trigger.sense)
    yield Draft(over.kind, person, over.org, trigger, affiliation(scene, person), None, How.LIST)
