"""Lines of a digest that move by an arrow alone: X,A → B,研究员; X:A → 清华大学; X(A → 自己创业)."""

from __future__ import annotations

from collections.abc import Iterator

from crawler.match.chinese.affiliations import affiliation
from crawler.match.chinese.draft import Draft
from crawler.match.chinese.how import How
from crawler.match.chinese.organisations import Org, outside_firm, unknown
from crawler.match.chinese.parties import Mark, parties_in, without_posts
from crawler.match.chinese.people import Person
from crawler.match.chinese.phrases import phrase
from crawler.match.chinese.roles import clean
from crawler.match.chinese.scene import Scene
from crawler.match.chinese.terms import Trigger
from crawler.model import Kind

_LONGEST_GAP = 8  # characters between the firm that is left and the arrow, without its posts: its unit


def arrow(scene: Scene, trigger: Trigger) -> Iterator[Draft]:
    """Whoever is named before the firm before the arrow leaves it, for the firm or the venture behind the arrow."""
    people, left = _pointed_from(scene, trigger)
    goal = next((o for o in scene.orgs if o.start - trigger.end in (0, 1)), None)
    if left is None or (goal and (goal.lab_id == left.lab_id or _is_product(goal))):
        return
    venture = goal is None and phrase("own_venture").match(scene.text, trigger.end) is not None
    goal = goal or (None if venture else _outside(scene, trigger))
    for person in people if goal or venture else ():
        aff = affiliation(scene, person)
        if venture:
            yield Draft(Kind.FOUNDING, person, None, trigger, aff, left, How.LIST, needs_org=False)
        elif goal:
            yield Draft(Kind.HIRE, person, goal, trigger, aff, left, How.LIST, role=_post_behind(scene, goal))
        yield Draft(Kind.DEPARTURE, person, left, trigger, aff, goal, How.LIST)


def _pointed_from(scene: Scene, trigger: Trigger) -> tuple[tuple[Person, ...], Org | None]:
    """The names and the firm before an arrow, with nothing but marks, posts and the firm's unit between them."""
    named = parties_in(scene, 0, trigger.start)
    if not named or named[-1].mark is not Mark.PLAIN:
        return (), None
    people, start = named[-1].people, named[-1].end
    before = next((t for t in reversed(scene.triggers) if start <= t.start < trigger.start), None)
    if before:  # A → B → C
        people, start = _pointed_from(scene, before)[0], before.end
    firms = [o for o in scene.orgs if start <= o.start and o.end <= trigger.start]
    opens = firms and phrase("before_left_firm").fullmatch(scene.text, start, firms[0].start)
    gap = without_posts(scene, firms[0].end, trigger.start) if opens else ""
    if not opens or len(firms) > 1 or len(gap) > _LONGEST_GAP or phrase("clause_end").search(gap):
        return (), None
    return people, None if _is_product(firms[0]) else firms[0]


def _is_product(org: Org) -> bool:
    """GPT-4 → GPT-5."""
    return org.lab is not None and org.lab.how == "product"


def _outside(scene: Scene, trigger: Trigger) -> Org | None:
    """The school, or the firm that is no lab, to which an arrow points."""
    mark = phrase("clause_end").search(scene.text, trigger.end)
    end = mark.start() if mark else len(scene.text)
    name = outside_firm(scene.text, trigger.end, end)
    at = scene.text.find(name, trigger.end) if name else -1
    return unknown(scene.text, (at, at + len(name)), ai=False) if name else None


def _post_behind(scene: Scene, goal: Org) -> str | None:
    """The post that a line tells last: A → B,研究员; A → B(研究员)."""
    last = phrase("post_of_line").match(scene.text, goal.end)
    return clean(last["post"]) if last else None
