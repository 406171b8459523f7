"""Moves as CSV."""

from __future__ import annotations

import csv
import io

import pytest
from exported import HOSTILE, exported
from hypothesis import given

from crawler.export.spreadsheet import COLUMNS, spreadsheet


def cells(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text), strict=True))


def test_every_field_has_its_column() -> None:
    """Times in UTC, days, several spellings in one cell, a recap as a word."""
    (row,) = cells(spreadsheet([exported("林俊旸", spellings=("Junyang Lin", "Lin"), recap=True)]))
    assert (row["person"], row["spellings"], row["recap"]) == ("林俊旸", "Junyang Lin; Lin", "yes")
    assert (row["effective"], row["announced"]) == ("2026-12-01", "")
    assert row["status_since"] == "2026-11-24T15:00:00+00:00"


def test_no_move_is_a_header() -> None:
    """A program that reads it finds the columns."""
    assert spreadsheet([]) == ",".join(COLUMNS) + "\r\n"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "＝", "＋", "－", "＠"])
def test_a_formula_is_text(start: str) -> None:
    """It begins with an apostrophe, also where white space hid it."""
    for hidden in ("", " ", "\t", "\r\n", "\u200b", "\x00"):
        (row,) = cells(spreadsheet([exported(f"{hidden}{start}1+1")]))
        assert row["person"] == f"'{start}1+1"


@given(HOSTILE)
def test_hostile_text_stays_in_its_cell(text: str) -> None:
    """One line a move, no formula, no control character."""
    made = spreadsheet([exported(text), exported("Bo Chen")])
    first, second = cells(made)
    assert second["person"] == "Bo Chen"
    assert len(made.split("\r\n")) == 4
    for cell in first.values():
        assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝"))
        assert cell.isprintable() or not set(cell) & set("\x00\x1b\r\n\t\u202e")
    made.encode()
