"""Lists under one heading: a line that tells of a move and ends in a colon, then a name on every line below it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from crawler.match.chinese.affiliations import affiliation
from crawler.match.chinese.draft import Draft
from crawler.match.chinese.firms import employer, left_object, object_of, source_of
from crawler.match.chinese.how import How
from crawler.match.chinese.organisations import Org
from crawler.match.chinese.parties import parties
from crawler.match.chinese.phrases import phrase
from crawler.match.chinese.scene import Scene
from crawler.match.chinese.terms import Trigger
from crawler.model import Kind

_KINDS = {"leave": Kind.DEPARTURE, "join": Kind.HIRE, "back": Kind.RETURN, "post": Kind.ROLE_CHANGE, "take": Kind.HIRE}
_MOST_ITEMS = 40


@dataclass(frozen=True, slots=True)
class Heading:
    """What the items below it share, and how many lines it has held for; an `inline` one ends at a full stop."""

    trigger: Trigger
    kind: Kind
    org: Org | None
    items: int = 0
    inline: bool = False
    of_members: bool = False  # only of those whom a line calls members


def heading(scene: Scene, before: Heading | None) -> Heading | None:
    """The heading that holds for the next line, if any."""
    if phrase("list_opens").search(scene.text):
        return _heading_line(scene)
    if not scene.unit.bullet and phrase("list_of_new_people").search(scene.text):
        return _heading_line(scene)
    fallen = _fallen(scene)
    over = fallen or _leavers(scene) or before
    if over is None or over.items >= _MOST_ITEMS:
        return None
    goes_on = fallen is not None or (scene.text.endswith(";") if over.inline else is_item(scene))
    return replace(over, items=over.items + 1) if goes_on else None


def _heading_line(scene: Scene) -> Heading | None:
    for trigger in reversed(scene.triggers):
        kind = None if phrase("comes_out").fullmatch(trigger.word) else _KINDS.get(trigger.sense)
        if kind:
            org = source_of(scene, trigger) or left_object(scene, trigger) or object_of(scene, trigger)
            return Heading(trigger, kind, org or _only(scene) or employer(scene, trigger))
    if phrase("new_people").search(scene.text):
        return Heading(Trigger(0, 0, "新成员", "join"), Kind.HIRE, _only(scene))
    return None


def _leavers(scene: Scene) -> Heading | None:
    """A的离职名单:X去了B;Y创办C; what stands before the colon says that all who follow left A."""
    for trigger in scene.triggers:
        said = phrase("leavers_are").match(scene.text, trigger.end)
        colon = said.end() if said else scene.text.find(":", trigger.end)
        if trigger.sense != "leave" or colon < 0 or any(p.start < colon for p in scene.people):
            continue
        firms = {o.lab_id: o for o in scene.orgs if o.end <= colon}
        if len(firms) == 1 or (said and not firms):
            return Heading(trigger, Kind.DEPARTURE, next(iter(firms.values()), None), inline=True)
    return None


def _fallen(scene: Scene) -> Heading | None:
    """A的小组散了.组里X去了B,Y创办C: whoever is then told of as one of the unit left A."""
    apart = phrase("falls_apart").search(scene.text)
    firms = {o.lab_id: o for o in scene.orgs if apart and o.end <= apart.end()}
    if apart is None or len(firms) != 1:
        return None
    trigger = Trigger(*apart.span(), apart.group(), "leave")
    return Heading(trigger, Kind.DEPARTURE, next(iter(firms.values())), inline=True, of_members=True)


def is_item(scene: Scene) -> bool:
    """True for the item of a list: by its mark, or because it begins with a name and a comma."""
    return scene.unit.bullet or phrase("item_line").match(scene.text) is not None


def _only(scene: Scene) -> Org | None:
    firms = {org.lab_id: org for org in scene.orgs}
    return next(iter(firms.values())) if len(firms) == 1 else None


def with_exits(scene: Scene, told: list[Draft], before: Heading | None, firm: Org | None) -> list[Draft]:
    """The moves told by a scene, and under a heading of leavers the departure that each new place implies.

    `firm` is the one that people have just left, for a heading that names none.
    """
    over = _fallen(scene) or _leavers(scene) or before
    left = over and (over.org or (firm if over.inline else None))
    if over is None or over.kind is not Kind.DEPARTURE or not left:
        return told
    if over.of_members and not phrase("of_the_members").search(scene.text):
        return told
    found = []
    for draft in told:
        far = draft.other is None and (draft.org is None or draft.org.lab_id != left.lab_id)
        found.append(replace(draft, other=left) if far and draft.kind is Kind.FOUNDING else draft)
        if far and draft.person and draft.kind in (Kind.HIRE, Kind.FOUNDING, Kind.RETURN):
            found.append(replace(draft, kind=Kind.DEPARTURE, org=left, other=draft.org, role=None, needs_org=True))
    return found


def newcomers(scene: Scene, firm: Org | None) -> Iterator[Draft]:
    """新成员里,X和Y来自A,Z来自B: each comes from there to `firm`, the one that others have just gone to."""
    if firm is None or not phrase("new_people").search(scene.text):
        return
    for party in parties(scene):
        origin = phrase("comes_from").match(scene.text, party.end)
        source = next((o for o in scene.orgs if origin and o.start == origin.end()), None)
        if source is None or origin is None:
            continue
        trigger = Trigger(origin.start(), origin.end(), "新成员", "join")
        for person in party.people:
            aff = affiliation(scene, person)
            yield Draft(Kind.HIRE, person, firm, trigger, aff, source)
            yield Draft(Kind.DEPARTURE, person, source, trigger, aff, firm)


def item_drafts(scene: Scene, over: Heading | None) -> Iterator[Draft]:
    """The moves of a list item that tells of none by itself: its first name makes the heading's move."""
    if over is None or over.inline or not is_item(scene) or not scene.people:
        return
    person = scene.people[0]
    lead = phrase("bullet_marks").sub("", scene.text[: person.start])
    if len(lead) > 24 or person.start > 60:
        return
    trigger = Trigger(person.end, person.end, over.trigger.word, over.trigger.sense)
    origin = phrase("item_from").match(scene.text, person.end) if over.kind is Kind.HIRE else None
    source = next((o for o in scene.orgs if origin and o.start == origin.end()), None)
    yield Draft(over.kind, person, over.org, trigger, affiliation(scene, person), source, How.LIST)
