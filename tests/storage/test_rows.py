"""Values to rows and back."""

from __future__ import annotations

import sqlite3
from dataclasses import fields
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.model import Certainty, Judged, Kind, Mention, Move, Outcome, SourceReport, Status, Visit
from crawler.schedule.due import Because, Due
from storage import rows

text = st.text(max_size=20)
moments = st.datetimes(timezones=st.just(UTC))
days = st.none() | st.dates()
texts = st.lists(text, max_size=3).map(tuple)
counts = st.integers(0, 2**40)


def built(model: type[Any], /, **known: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Every field of a value drawn, those not named as text or no text."""
    return st.builds(
        model,
        **{f.name: known.get(f.name, text if f.type == "str" else st.none() | text) for f in fields(model)},
    )


moves = built(
    Move, spellings=texts, kind=st.sampled_from(Kind), status=st.sampled_from(Status), announced=days, effective=days,
    first_reported_at=moments, status_since=st.none() | moments, recap=st.booleans(), alerted=st.booleans(),
    judged=st.none() | st.sampled_from(Judged), unreversed=st.none() | st.sampled_from(Status),
)  # fmt: skip
mentions = built(
    Mention, spellings=texts, kind=st.sampled_from(Kind), certainty=st.sampled_from(Certainty), negated=st.booleans(),
    fresh=st.booleans(), announced=days, effective=days, start=st.integers(-1, 10**6), end=st.integers(-1, 10**6),
    score=st.floats(0, 1), reasons=texts,
)  # fmt: skip
visits = built(
    Visit, fetched_at=moments, outcome=st.sampled_from(Outcome), status=st.none() | st.integers(100, 599),
    failures=counts, title_mark=st.none() | st.binary(max_size=8), fingerprint=st.none() | st.binary(max_size=8),
)  # fmt: skip
reports = built(
    SourceReport, links=counts, pages=counts, unchanged=counts, screened_out=counts, rejected=counts, matched=counts,
    newest=st.none() | moments,
    errors=texts, issues=texts,
)  # fmt: skip


turns = built(
    Due, at=moments, because=st.sampled_from(Because), last=st.none() | moments,
    failures=counts, asked_until=st.none() | moments,
)  # fmt: skip


def through_sqlite(row: rows.Row) -> rows.Row:
    """The row as SQLite gives it back."""
    db = sqlite3.connect(":memory:")
    db.row_factory = sqlite3.Row
    columns = ", ".join(f'? AS "{name}"' for name in row)
    found = dict(db.execute(f"SELECT {columns}", list(row.values())).fetchone())
    db.close()
    return found


@given(move=moves)
def test_a_move_comes_back_whole(move: Move) -> None:
    """As a row and as the JSON that versions and letters keep."""
    assert rows.from_row(Move, through_sqlite(rows.to_row(move))) == move
    assert rows.read_move_text(rows.move_text(move)) == move


@given(mention=mentions)
def test_a_mention_comes_back_whole(mention: Mention) -> None:
    """Every argument, offset and reason."""
    assert rows.from_row(Mention, through_sqlite(rows.to_row(mention))) == mention


@given(visit=visits, report=reports, turn=turns)
def test_visits_reports_and_turns_come_back_whole(visit: Visit, report: SourceReport, turn: Due) -> None:
    """What a request sent, what a source gave, and when it is due."""
    assert rows.from_row(Due, through_sqlite(rows.to_row(turn))) == turn
    assert rows.from_row(Visit, through_sqlite(rows.to_row(visit))) == visit
    assert rows.from_row(SourceReport, through_sqlite(rows.to_row(report))) == report


@given(one=moments, other=moments, hours=st.integers(-12, 12))
def test_stored_times_sort_as_time_does(one: datetime, other: datetime, hours: int) -> None:
    """Text order is time order, whatever zone a time came in and whether or not it has a fraction."""
    assert (rows.moment(one) < rows.moment(other)) == (one < other)
    if date(2, 1, 1) < one.date() < date(9998, 1, 1):
        assert rows.moment(one.astimezone(timezone(timedelta(hours=hours)))) == rows.moment(one)


def test_a_time_without_a_zone_is_refused() -> None:
    """It would be some other moment on another machine."""
    with pytest.raises(ValueError, match="zone"):
        rows.moment(datetime(2026, 1, 1))  # noqa: DTZ001 - that is the point


def test_a_lone_surrogate_is_replaced() -> None:
    r"""JSON on a page may hold "\ud800", which SQLite cannot store: the rest of the text is kept."""
    assert rows.storable("a\ud800b") == "a\ufffdb"
    assert rows.storable("林俊旸") == "林俊旸"
