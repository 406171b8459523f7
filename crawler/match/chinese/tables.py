"""Rows of a table whose cells say who was where and where they go: | X | A | B |; | X | A | 离职 |."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from crawler.match.chinese.affiliations import NOBODY
from crawler.match.chinese.draft import Draft
from crawler.match.chinese.how import How
from crawler.match.chinese.organisations import Org
from crawler.match.chinese.phrases import phrase
from crawler.match.chinese.roles import clean
from crawler.match.chinese.scene import Scene
from crawler.match.chinese.terms import Trigger
from crawler.model import Kind

_FEWEST = 3  # cells of a row that can tell of a move
_GOING = ("leave", "switch", "found", "fire")


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column of a table names the people, where they were, what becomes of them, and a post, if one does."""

    who: int = 0
    left: int = 1
    fate: int = 2
    post: int | None = None  # held at the firm in the column before it


def cells(text: str) -> list[tuple[int, int]]:
    """The spans of a row's cells, blanks around them left out; none of a line that is no row."""
    if not (text.startswith("|") and text.endswith("|")):
        return []
    bars = [at for at, char in enumerate(text) if char == "|"]
    found = []
    for left, right in pairwise(bars):
        bare = text[left + 1 : right]
        start = left + 1 + len(bare) - len(bare.lstrip())
        found.append((start, start + len(bare.strip())))
    return found if len(found) >= _FEWEST else []


def is_head(scene: Scene) -> bool:
    """True for the row that says what the columns hold: one of them names people, and it names none."""
    named = (scene.text[start:end] for start, end in cells(scene.text))
    return not scene.people and any(phrase("column_who").search(name) for name in named)


def columns(scene: Scene) -> Columns | None:
    """The columns that a table's first row announces; None where none of them says what becomes of people."""
    named = [scene.text[start:end] for start, end in cells(scene.text)]
    who, left, fate, post = (
        next((i for i, name in enumerate(named) if phrase(how).search(name)), None)
        for how in ("column_who", "column_left", "column_fate", "column_post")
    )
    return Columns(who, left, fate, post) if who is not None and left is not None and fate is not None else None


def row_drafts(scene: Scene, at: Columns) -> Iterator[Draft]:
    """The moves of whoever a row names, out of the firm in one cell, by the word or the firm that opens another."""
    row = cells(scene.text)
    if len(row) <= max(at.who, at.left, at.fate):
        return
    left = _firm_in(scene, row[at.left])
    start, end = row[at.fate]
    goal = _firm_in(scene, row[at.fate])
    told = next((t for t in scene.triggers if start <= t.start < end and t.sense in _GOING), None)
    if told and phrase("planned").search(scene.text, start, told.start):
        return
    span = (told.start, told.end) if told else (start, start)
    trigger = Trigger(*span, told.word if told else "→", "arrow")  # alone in its cell, 创业 is no talk of founding
    for person in scene.people:
        if not row[at.who][0] <= person.start < row[at.who][1] or left is None or not (goal or told):
            continue
        if goal and goal.lab_id != left.lab_id:
            yield Draft(Kind.HIRE, person, goal, trigger, NOBODY, left, How.LIST, role=_post(scene, row, at, at.fate))
        elif told and told.sense == "found":
            yield Draft(Kind.FOUNDING, person, None, trigger, NOBODY, left, How.LIST, needs_org=False)
        role = _post(scene, row, at, at.left)
        yield Draft(Kind.DEPARTURE, person, left, trigger, NOBODY, goal, How.LIST, role=role)


def _post(scene: Scene, row: list[tuple[int, int]], at: Columns, firm: int) -> str | None:
    """The post at the firm in a column: in the cell behind it, or in its own behind the firm's name."""
    if at.post is not None and at.post == firm + 1 and at.post < len(row):
        return clean(scene.text[slice(*row[at.post])])
    named = _firm_in(scene, row[firm])
    return clean(scene.text[named.end : row[firm][1]]) if named else None


def _firm_in(scene: Scene, cell: tuple[int, int]) -> Org | None:
    """The firm that a cell begins with."""
    return next((org for org in scene.orgs if org.start == cell[0] and org.end <= cell[1]), None)
