"""Who is at a lab on a day."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from moves import NOW, move

from crawler.memory.roster import roster
from crawler.model import Kind, Move, Status


def shown(moves: list[Move], at: str) -> list[str]:
    return [f"{m.person} {m.standing} {m.role or ''}".strip() for m in roster(moves, date.fromisoformat(at))]


def hire(day: str, **fields: object) -> Move:
    return move(**{"kind": Kind.HIRE, "announced": date.fromisoformat(day)} | fields)


def leave(day: str, **fields: object) -> Move:
    return move(**{"kind": Kind.DEPARTURE, "effective": date.fromisoformat(day)} | fields)


CAREER = [
    hire("2015-12-01", role="founding member"),
    leave("2017-06-20", announced=date(2017, 6, 1)),
    hire("2023-02-09", kind=Kind.RETURN),
    move(kind=Kind.ROLE_CHANGE, announced=date(2023, 9, 1), role="research lead"),
    leave("2024-02-13"),
]


@pytest.mark.parametrize(
    ("at", "standing"),
    [
        ("2015-11-30", []),
        ("2015-12-01", ["Ada Wong here founding member"]),
        ("2017-06-10", ["Ada Wong leaving founding member"]),
        ("2017-06-20", ["Ada Wong left founding member"]),
        ("2022-01-01", ["Ada Wong left founding member"]),
        ("2023-03-01", ["Ada Wong here founding member"]),
        ("2023-10-01", ["Ada Wong here research lead"]),
        ("2024-02-13", ["Ada Wong left research lead"]),
    ],
)
def test_someone_who_left_twice(at: str, standing: list[str]) -> None:
    """On each day of a career: here, leaving, left, back, with the last post known by then."""
    assert shown(CAREER, at) == standing
    assert shown(CAREER[::-1], at) == standing


def test_whoever_leaves_later_was_there() -> None:
    """And whoever comes later was not."""
    assert shown([leave("2026-11-24", role="CTO", announced=date(2026, 11, 20))], "2026-11-01") == ["Ada Wong here CTO"]
    assert shown([hire("2026-11-24")], "2026-11-01") == []


@pytest.mark.parametrize(
    ("moves", "standing"),
    [
        ([leave("2026-11-01", status=Status.RUMORED)], ["Ada Wong here"]),
        ([hire("2026-11-01", status=Status.RUMORED)], []),
        ([hire("2026-10-01"), leave("2026-11-01", status=Status.DENIED)], ["Ada Wong here"]),
        ([hire("2026-10-01"), leave("2026-11-01", status=Status.REVERSED)], ["Ada Wong here"]),
        ([hire("2026-11-01", status=Status.DENIED)], []),
        ([hire("2026-11-01", kind=Kind.FOUNDING)], ["Ada Wong here"]),
        ([hire("2026-11-01"), leave("2026-11-01")], ["Ada Wong left"]),
        ([move(kind=Kind.DEPARTURE, recap=True)], ["Ada Wong left"]),
    ],
)
def test_what_makes_nobody_come_or_go(moves: list[Move], standing: list[str]) -> None:
    """A rumour, and what was denied or undone."""
    assert shown(moves, "2026-11-24") == standing


def test_the_evidence_stands_beside_the_person() -> None:
    """Those here first, the latest first."""
    moves = [leave("2026-01-01", person="Bo Chen"), hire("2026-02-01"), hire("2026-03-01", person="林俊旸")]
    found = roster(moves, NOW.date())
    assert [(m.person, m.day.isoformat()) for m in found] == [
        ("林俊旸", "2026-03-01"),
        ("Ada Wong", "2026-02-01"),
        ("Bo Chen", "2026-01-01"),
    ]
    assert [m.move for m in found] == [moves[2], moves[1], moves[0]]


DAYS = st.dates(date(2020, 1, 1), date(2022, 1, 1))


@given(st.lists(st.builds(
    lambda kind, status, announced, name: move(name, kind=kind, status=status, announced=announced),
    st.sampled_from(list(Kind)), st.sampled_from(list(Status)), DAYS, st.sampled_from(["Ada Wong", "Bo Chen"]),
), max_size=8), DAYS)  # fmt: skip
def test_nobody_stands_there_twice(moves: list[Move], at: date) -> None:
    """Whatever the moves are, and whatever their order."""
    people = [member.person for member in roster(moves, at)]
    assert len(people) == len(set(people))
    assert {(m.person, m.standing) for m in roster(moves[::-1], at)} == {
        (m.person, m.standing) for m in roster(moves, at)
    }
