"""Who feeds whom, each passage once."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from moves import NOW, move

from crawler.memory.flow import Organisation, Stream, streams
from crawler.model import Kind, Move, Status


def organisation(written: str) -> Organisation:
    """Ids and names of two labs; any other name is its own."""
    known = {"openai": "OpenAI", "OpenAI": "OpenAI", "meta": "Meta", "Meta": "Meta", "脸书": "Meta"}
    name = known.get(written, written)
    return Organisation(id=name.lower(), name=name)


def found(*moves: Move) -> dict[tuple[str, str], tuple[str, ...]]:
    return {(s.origin.name, s.destination.name): s.people for s in streams(moves, organisation)}


def hire(person: str = "Ada Wong", **fields: object) -> Move:
    return move(person, **{"kind": Kind.HIRE, "lab": "Meta", "lab_id": "meta", "other_org": "OpenAI"} | fields)


def test_both_ends_of_a_passage_are_one() -> None:
    """A departure that says where to, a hire that says where from, in other spellings and under another name."""
    assert found(move("林俊旸", other_org="脸书"), hire("Junyang Lin")) == {("OpenAI", "Meta"): ("Junyang Lin",)}


def test_a_late_report_without_a_day_is_no_second_passage() -> None:
    """The departure of 2024 and the hire that an article of today mentions."""
    left = move(other_org="Meta", effective=date(2024, 5, 1), first_reported_at=NOW)
    assert found(left, hire()) == {("OpenAI", "Meta"): ("Ada Wong",)}


def test_somebody_may_go_the_same_way_twice() -> None:
    """Years apart; two reports of one season are one."""
    twice = [hire(announced=date(2021, 1, 1)), hire(announced=date(2021, 3, 1)), hire(announced=date(2025, 1, 1))]
    assert found(*twice) == {("OpenAI", "Meta"): ("Ada Wong", "Ada Wong")}
    back = move(lab="Meta", lab_id="meta", other_org="OpenAI", announced=date(2023, 1, 1))
    assert len(found(*twice, back)) == 2


@pytest.mark.parametrize(
    "fields",
    [
        {"status": Status.DENIED},
        {"status": Status.REVERSED},
        {"other_org": None},
        {"other_org": " "},
        {"other_org": "OpenAI"},
        {"lab": "", "lab_id": ""},
        {"kind": Kind.ROLE_CHANGE},
        {"kind": Kind.FOUNDING},
    ],
)
def test_what_is_no_passage(fields: dict[str, object]) -> None:
    """Denied, undone, within one family, or without an other end."""
    assert found(move(**{"other_org": "Meta"} | fields)) == {}


def test_the_largest_stream_comes_first() -> None:
    """With the keys of all moves that tell of it; firms that no lexicon knows count too."""
    moves = [hire("Ada Wong"), hire("Bo Chen"), move("Ada Wong", other_org="Foo Fund")]
    first, second = streams([moves[2], *moves[:2]], organisation)
    assert (first.people, first.moves) == (("Ada Wong", "Bo Chen"), (moves[0].key, moves[1].key))
    assert second == Stream(
        origin=organisation("openai"),
        destination=organisation("Foo Fund"),
        people=("Ada Wong",),
        moves=(moves[2].key,),
    )


def test_a_return_is_an_arrival() -> None:
    """Back from elsewhere."""
    assert found(hire(kind=Kind.RETURN, announced=NOW.date() - timedelta(days=1))) == {
        ("OpenAI", "Meta"): ("Ada Wong",)
    }
