"""Tables on terminals of any width: nothing is cut off, keys and days stay whole."""

from __future__ import annotations

import io

import pytest
from rich.cells import cell_len
from rich.console import Console

from crawler.cli.show import table

COLUMNS = ("reported", "person", "lab", "other", "pages", "trouble", "key")
ROWS = [
    ("2026-03-05", "Ilya Sutskever", "Safe Superintelligence", "", "12", "", "m1-ded1590d"),
    ("2026-03-05", "伊利亚·苏茨克维", "Safe Superintelligence", "", "3", "http://127.0.0.1/" + "a" * 70, "m1-e398886e"),
]


def shown(width: int, rows: list[tuple[str, ...]]) -> list[str]:
    out = io.StringIO()
    table(Console(file=out, force_terminal=True, no_color=True, width=width, color_system=None), COLUMNS, rows)
    return [line.rstrip() for line in out.getvalue().splitlines()]


@pytest.mark.parametrize("width", [30, 60, 80, 100, 200])
def test_no_terminal_is_too_narrow_for_a_whole_row(width: int) -> None:
    """Every character of every cell is there, in lines no longer than the terminal; no ellipsis stands for any."""
    lines = shown(width, ROWS)
    assert max(map(cell_len, lines)) <= width
    assert "…" not in "".join(lines)
    told = "".join("".join(lines).split())
    for row in ROWS:
        for cell in row:
            if len(cell) < 20:  # longer ones are folded, their parts apart where columns stand side by side
                assert "".join(cell.split()) in told or width > 60
    assert sum(line.count("a") for line in lines) >= 70


@pytest.mark.parametrize("width", [60, 80, 100, 200])
def test_a_key_and_a_day_can_be_copied(width: int) -> None:
    """What a reader copies into the next command is never broken over two lines."""
    text = "\n".join(shown(width, ROWS))
    for row in ROWS:
        assert row[0] in text
        assert row[-1] in text


def test_a_number_says_what_it_counts_where_there_are_no_columns() -> None:
    """On a narrow terminal a row is a paragraph."""
    assert "pages 12" in " ".join(shown(80, ROWS))


def test_a_column_that_nobody_fills_takes_no_room() -> None:
    """On a terminal an empty column is left out."""
    assert "other" not in shown(200, ROWS)[0]
    assert "other" in shown(200, [(*ROWS[0][:3], "Apple", *ROWS[0][4:])])[0]


def test_a_table_without_rows_shows_nothing() -> None:
    """A lone header says less than the sentence that follows it."""
    assert shown(80, []) == []
