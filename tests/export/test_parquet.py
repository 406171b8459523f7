"""Moves as Parquet: the columns of the spreadsheet, in types."""

from __future__ import annotations

import io
import sys
from datetime import UTC, date, timedelta

import pytest
from exported import HOSTILE, NOW, exported
from hypothesis import given
from hypothesis import strategies as st

from crawler.errors import UsageError
from crawler.export.parquet import parquet
from crawler.export.spreadsheet import COLUMNS
from crawler.model import Move


def read(moves: list[Move]) -> tuple[dict[str, str], list[dict[str, object]]]:
    """Each column's type, and the rows."""
    pytest.importorskip("pyarrow", reason="pyarrow is not installed: pip install '.[parquet]'")
    from pyarrow.parquet import read_table

    table = read_table(io.BytesIO(parquet(moves)))
    return {field.name: str(field.type) for field in table.schema}, table.to_pylist()


def test_days_are_days_and_times_are_times() -> None:
    """So that a program can count with them; what is not known is null."""
    types, (row,) = read([exported(other_org=None)])
    assert tuple(types) == COLUMNS
    assert (types["effective"], types["announced"], types["recap"]) == ("date32[day]", "date32[day]", "bool")
    assert types["status_since"] == types["first_reported_at"] == "timestamp[us, tz=UTC]"
    assert types["spellings"].startswith("list<")
    assert row["effective"] == date(2026, 12, 1)
    assert row["status_since"] == (NOW + timedelta(hours=3)).astimezone(UTC)
    assert (row["announced"], row["other_org"], row["recap"]) == (None, None, False)
    assert (row["kind"], row["status"], row["spellings"]) == ("departure", "confirmed", ["Ada Wong", "Ada Wong"])


def test_no_move_has_the_same_columns() -> None:
    """A program that reads it every night needs no special case."""
    assert read([]) == (read([exported()])[0], [])


@given(st.lists(HOSTILE, max_size=3))
def test_whatever_a_page_holds_is_one_value(texts: list[str]) -> None:
    """No control character, no surrogate that the file could not hold; formulas stay as they are."""
    _, rows = read([exported(text) for text in texts])
    assert len(rows) == len(texts)
    assert not {c for row in rows for c in str(row["sentence"])} & set("\x1b\x00\u202e\r\n\ud800")


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """One sentence, and no traceback."""
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(UsageError, match=r"Parquet needs pyarrow\. Install labmoves .* pip install '\.\[parquet\]'"):
        parquet([exported()])
