"""Into which group of a diff a move's change belongs, and which fields differ."""

from __future__ import annotations

from datetime import date

import pytest
from moves import NOW, move

from crawler.memory.changes import Group, field_changes, group_of
from crawler.model import Change, Move, Status, Verdict


def change(before: Move | None, after: Move, verdict: Verdict, undone: bool = False) -> Change:
    return Change(
        run=2, at=NOW, verdict=verdict, because=(), move=after, article_url="", source="a", before=before, undone=undone
    )


@pytest.mark.parametrize(
    ("before", "verdict", "after", "group"),
    [
        (None, Verdict.NEW, Status.RUMORED, Group.NEW),
        (None, Verdict.NEW, Status.DENIED, Group.NEW),
        (Status.RUMORED, Verdict.CONFIRMED, Status.CONFIRMED, Group.CONFIRMED),
        (Status.REPORTED, Verdict.CONFIRMED, Status.EFFECTIVE, Group.CONFIRMED),
        (Status.DENIED, Verdict.CONFIRMED, Status.CONFIRMED, Group.CONFIRMED),
        (Status.RUMORED, Verdict.DENIED, Status.CONFIRMED, Group.CONFIRMED),  # denied in between
        (Status.RUMORED, Verdict.CONFIRMED, Status.REPORTED, Group.CHANGED),  # surer, and still only a report
        (Status.REPORTED, Verdict.CHANGED, Status.EFFECTIVE, Group.CHANGED),  # its day came; nobody confirmed it
        (Status.CONFIRMED, Verdict.CHANGED, Status.CONFIRMED, Group.CHANGED),
        (Status.RUMORED, Verdict.DENIED, Status.DENIED, Group.DENIED),
        (Status.CONFIRMED, Verdict.CHANGED, Status.REVERSED, Group.REVERSED),
        (Status.REVERSED, Verdict.CHANGED, Status.REVERSED, Group.CHANGED),
    ],
)
def test_the_group_follows_both_ends(before: Status | None, verdict: Verdict, after: Status, group: Group) -> None:
    """What it was and what it is decide, not the way."""
    was = None if before is None else move(status=before)
    assert group_of(change(was, move(status=after), verdict)) is group


def test_there_and_back_is_a_group_of_its_own() -> None:
    """Whatever it was in between."""
    assert group_of(change(move(), move(), Verdict.DENIED, undone=True)) is Group.UNDONE


def test_each_field_that_differs_is_told_once() -> None:
    """Status first; what came and what went; spellings and sentences are no news."""
    was = move(status=Status.RUMORED, role="researcher", other_org="Meta", sentence="He may go.")
    now = move(role="lead", effective=date(2026, 12, 1), spellings=("黄",), sentence="He goes.")
    assert [str(field) for field in field_changes(change(was, now, Verdict.CONFIRMED))] == [
        "status: rumored → confirmed",
        "role: researcher → lead",
        "other organisation: Meta → none",
        "effective: 2026-12-01",
    ]
    assert field_changes(change(None, now, Verdict.NEW)) == ()
