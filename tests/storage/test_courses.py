"""How a move became known: its states, and the outlets in the order they told of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from newsdesk import DAY, HOUR, NOW, article, begin, end, mention, publish

from crawler.model import Certainty, Status
from storage.courses import Course
from storage.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "labmoves.db") as opened:
        yield opened


def tell(store: Store, number: int, source: str, hours: int, **said: object) -> None:
    """One outlet's article, `hours` after the first."""
    at = NOW + hours * HOUR
    run = begin(store, at, source)
    publish(store, run, article(number, f"text {number}", source, at), [mention(**said)], at)
    end(store, run, at, source)


def only_course(store: Store) -> Course:
    (move,) = store.moves()
    return store.course(move)


def test_each_state_with_its_source_and_hour(store: Store) -> None:
    """Rumoured by one, reported by another, confirmed by a third; what says no more is no state."""
    tell(store, 1, "a", 0, certainty=Certainty.RUMORED)
    tell(store, 2, "b", 3, certainty=Certainty.REPORTED)
    tell(store, 3, "a", 4, certainty=Certainty.REPORTED, role="researcher")
    tell(store, 4, "c", 30, certainty=Certainty.CONFIRMED)
    states = only_course(store).states
    assert [(s.status, s.source, s.since - NOW) for s in states] == [
        (Status.RUMORED, "a", timedelta()),
        (Status.REPORTED, "b", 3 * HOUR),
        (Status.CONFIRMED, "c", 30 * HOUR),
    ]
    assert states[2].article_url == "https://c.example/4"


def test_the_effective_day_needs_no_teller(store: Store) -> None:
    """It comes by itself, on its own day."""
    day = (NOW + 2 * DAY).date()
    tell(store, 1, "a", 0, certainty=Certainty.CONFIRMED, effective=day)
    run = begin(store, NOW + 5 * DAY)
    store.settle(run, NOW + 5 * DAY)
    end(store, run)
    last = only_course(store).states[-1]
    assert (last.status, last.since.date(), last.source) == (Status.EFFECTIVE, day, None)


def test_each_outlet_is_behind_the_first(store: Store) -> None:
    """By its first article that has it as news, whatever the order in which they were read."""
    tell(store, 2, "b", 5, certainty=Certainty.CONFIRMED)
    tell(store, 1, "a", 0, certainty=Certainty.RUMORED)
    tell(store, 3, "a", 50)
    tell(store, 4, "c", 48, negated=True)
    tell(store, 5, "d", 90, fresh=False)
    assert [(t.source, t.behind, t.article_url) for t in only_course(store).tellings] == [
        ("a", timedelta(), "https://a.example/1"),
        ("b", 5 * HOUR, "https://b.example/2"),
    ]


def test_a_move_known_from_recaps_has_no_first(store: Store) -> None:
    """Nobody told of it as news, as far as we have read."""
    tell(store, 1, "a", 0, fresh=False)
    assert only_course(store).tellings == ()


def test_a_person_is_found_at_every_lab_in_every_spelling(store: Store) -> None:
    """Not a namesake, and not one whose surname is the same."""
    tell(store, 1, "a", 0, person="林俊旸", lab="Alibaba", lab_id="alibaba")
    tell(store, 2, "a", 1, person="Junyang Lin", lab="Meta", lab_id="meta")
    tell(store, 3, "a", 2, person="Dahua Lin")
    tell(store, 4, "a", 3, person="林俊洋")
    assert {m.lab_id for m in store.moves_of(["Lin Junyang"])} >= {"alibaba", "meta"}
    assert {m.person for m in store.moves_of(["林俊旸"])} == {"林俊旸", "Junyang Lin"}
    assert store.moves_of(["Ada Wong"]) == store.moves_of([]) == []


def test_a_lab_is_found_by_its_id(store: Store) -> None:
    """In any width and case, within a span where one is given."""
    tell(store, 1, "a", 0, lab="Ｆoo Labs", lab_id="Ｆoo Labs")
    tell(store, 2, "a", 9, person="Bo Chen", lab="foo labs", lab_id="foo labs")
    assert [m.person for m in store.moves_at("FOO labs")] == ["Bo Chen", "Ada Wong"]
    assert [m.person for m in store.moves_at("foo labs", NOW + HOUR)] == ["Bo Chen"]


def test_hostile_names_are_kept_as_they_are(store: Store) -> None:
    """A lone surrogate and a quote go through the keys."""
    for number, name in enumerate(["Eve\ud800 O'Neil", "Robert'); DROP TABLE moves;--", "%_%"]):
        tell(store, number, "a", number, person=name)
        assert len(store.moves_of([name])) == 1
    assert store.moves_of(["%"]) == []
    assert replace(only_course_of(store), tellings=()).states


def only_course_of(store: Store) -> Course:
    return store.course(store.moves(limit=1)[0])
