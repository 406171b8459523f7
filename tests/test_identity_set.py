"""The labelled mentions of benchmarks/identity.py: what the set holds, and that no figure falls below its floor."""

from __future__ import annotations

from collections import Counter

import pytest

from benchmarks import identity


def test_no_figure_is_under_its_floor(capsys: pytest.CaptureFixture[str]) -> None:
    """Pairwise F1, as told and in any order."""
    assert identity.main([]) == 0
    assert "306 mentions of 126 moves" in capsys.readouterr().out


def test_a_figure_under_its_floor_is_named(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """The gate fails where joining got worse."""
    monkeypatch.setitem(identity.FLOORS, "as told", 0.9999)
    assert identity.main([]) == 1
    assert "as told: F1 is 0.9" in capsys.readouterr().err


def test_the_set_keeps_its_shape() -> None:
    """At least 150 mentions of 40 moves in both languages; a third of the people are in the closed part, whole."""
    lines = identity.read_set()
    events = Counter(line.event for line in lines)
    assert len(lines) >= 150
    assert len(events) >= 40
    assert min(Counter(line.lang for line in lines).values()) >= 100
    assert all(len({line.part for line in lines if line.event == event}) == 1 for event in events)
    assert len({line.id for line in lines}) == len(lines)


def test_pairs_are_counted() -> None:
    """Joined and one, joined and two, one and parted; every two mentions once."""
    lines = identity.read_set()[:3]
    one, two, three = (line.id for line in lines)
    assert [line.event for line in lines] == [
        "karpathy-openai-hire-2015",
        "karpathy-openai-dep-2017",
        "karpathy-tesla-hire-2017",
    ]
    found = identity.pairs(lines, {one: "a", two: "a", three: "b"})
    assert (found.right, found.false, found.missed, found.f1) == (0, 1, 0, 0.0)
