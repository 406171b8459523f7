"""Whose moves are they: one person's together, namesakes apart."""

from __future__ import annotations

import time
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from moves import NOW, move

from crawler.memory.people import by_person, in_order, told_day

NAMES = [
    "Ada Wong",
    "A. Wong",
    "Lin Junyang",
    "林俊旸",
    "Junyang Lin",
    "姚顺雨",
    "姚顺宇",
    "Shunyu Yao",
    "Lin",
    "",
    "🦊",
]


def test_one_person_under_several_spellings() -> None:
    """Pinyin either way round, and a spelling that a move brings along."""
    here, there = move("林俊旸"), move("Junyang Lin", lab_id="meta")
    weng, also = move("翁荔", spellings=("Lilian Weng",)), move("Lilian Weng", lab_id="tml")
    assert by_person([here, weng, there, also]) == [[here, there], [weng, also]]


def test_a_move_that_joins_two_makes_them_one() -> None:
    """翁荔 and Lilian Weng are two until a move says that they are one."""
    one, two, both = move("翁荔"), move("Lilian Weng"), move("Lilian Weng", spellings=("翁荔",))
    assert by_person([one, two]) == [[one], [two]]
    assert [set(m.key for m in moves) for moves in by_person([one, two, both])] == [{one.key, two.key, both.key}]


def test_namesakes_stay_apart() -> None:
    """姚顺雨 is not 姚顺宇."""
    assert len(by_person([move("姚顺雨"), move("姚顺宇")])) == 2


@given(st.lists(st.sampled_from(NAMES), max_size=12))
def test_every_move_is_somebodys(names: list[str]) -> None:
    """None is lost or given to two, whatever it is called."""
    moves = [move(name) for name in names]
    assert sorted(m.key for each in by_person(moves) for m in each) == [m.key for m in moves]


def test_ten_thousand_people_are_told_apart_in_a_moment() -> None:
    """The work does not grow with the square of the moves."""
    moves = [move(f"{chr(97 + n % 26)}ba{n} {chr(97 + n // 26 % 26)}on{n // 26}") for n in range(10_000)]
    start = time.process_time()
    assert len(by_person(moves)) == 10_000
    assert time.process_time() - start < 5


def test_a_thousand_bearers_of_one_surname_are_told_apart_in_a_moment() -> None:
    """Each article calls them by it alone too; what a full name says decides."""
    moves = [move(f"{chr(97 + n % 26)}ba{n} Wang", spellings=("Wang",)) for n in range(2_000)]
    start = time.process_time()
    assert len(by_person(moves)) == 2_000
    assert time.process_time() - start < 3


def test_a_bare_surname_still_joins() -> None:
    """Where nobody knows more of one of them, before the full name or after it."""
    bare, full = move("Radford"), move("Alec Radford", lab_id="meta")
    assert by_person([bare, full]) == [[bare, full]]
    assert by_person([full, bare]) == [[full, bare]]


def test_the_order_is_that_of_the_events() -> None:
    """The day it came about, not the day on which we read of it."""
    late = move(announced=date(2026, 1, 5), first_reported_at=NOW)
    early = move(effective=date(2025, 12, 31), first_reported_at=NOW + timedelta(days=1))
    undated = move(recap=True, first_reported_at=NOW - timedelta(days=1))
    assert in_order([undated, late, early]) == [early, late, undated]
    assert told_day(undated) == date(2026, 11, 23)
