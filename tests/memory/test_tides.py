"""Who came and who left, month by month."""

from __future__ import annotations

from datetime import UTC, date, datetime

from crawler.memory.flow import Organisation
from crawler.memory.tides import tides
from crawler.model import Kind, Move, Status

LAST = date(2026, 3, 15)


def move(person: str, kind: Kind, day: date, lab: str = "a", other: str | None = None, **fields: object) -> Move:
    values: dict[str, object] = {
        "key": f"m1-{person}-{kind}-{day}-{lab}", "person": person, "lab": lab, "lab_id": lab, "kind": kind,
        "status": Status.CONFIRMED, "other_org": other, "effective": day,
        "first_reported_at": datetime(day.year, day.month, day.day, tzinfo=UTC), "first_reported_by": "s",
        "first_url": "https://s.example/", "sentence": "",
    }  # fmt: skip
    return Move(**(values | fields))  # type: ignore[arg-type]


def counted(*moves: Move) -> list[tuple[int, int]]:
    found = tides(moves, "a", lambda name: Organisation(id=name.lower(), name=name), LAST, 3)
    assert [m.first for m in found] == [date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1)]
    return [(m.came, m.left) for m in found]


def test_each_month_has_its_numbers() -> None:
    """Hires and returns came, departures left; a new post is neither, and older months are not shown."""
    assert counted(
        move("Ada Wong", Kind.HIRE, date(2026, 1, 5)),
        move("Ada Wong", Kind.DEPARTURE, date(2026, 3, 5)),
        move("Bo Li", Kind.RETURN, date(2026, 1, 9)),
        move("Cy Roe", Kind.ROLE_CHANGE, date(2026, 2, 9)),
        move("Di Fox", Kind.HIRE, date(2025, 12, 31)),
    ) == [(2, 0), (0, 0), (0, 1)]


def test_both_ends_of_a_passage_are_one() -> None:
    """A departure here and a hire elsewhere tell of one leaving; each alone tells of it too."""
    leaves = move("Ada Wong", Kind.DEPARTURE, date(2026, 2, 1), other="B")
    joins = move("Ada Wong", Kind.HIRE, date(2026, 2, 20), lab="b", other="A")
    assert counted(leaves, joins) == counted(leaves) == counted(joins) == [(0, 0), (0, 1), (0, 0)]
    assert counted(move("Ada Wong", Kind.DEPARTURE, date(2026, 2, 1), lab="b", other="A")) == [(0, 0), (1, 0), (0, 0)]


def test_what_is_unsure_or_stays_inside_does_not_count() -> None:
    """Rumoured, denied, called off, and from a lab to itself."""
    unsure = (
        move(f"P{s} Q", Kind.HIRE, date(2026, 2, 1), status=s) for s in (Status.RUMORED, Status.DENIED, Status.REVERSED)
    )
    assert counted(*unsure, move("Ada Wong", Kind.HIRE, date(2026, 2, 1), other="A")) == [(0, 0)] * 3
