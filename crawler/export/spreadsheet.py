"""Moves as CSV: one line each, safe to open in a spreadsheet, whatever a page on the web called somebody."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import UTC, date, datetime

from crawler.model import Move
from crawler.text.plain import plain_line

COLUMNS = (
    "key", "person", "spellings", "lab", "lab_id", "kind", "role", "other_org", "status", "status_since", "announced",
    "effective", "first_reported_at", "first_reported_by", "first_url", "attributed_to", "recap", "sentence",
)  # fmt: skip
# A cell that begins so is a formula to some spreadsheet: the full-width forms are one to a Japanese or Chinese Excel.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def spreadsheet(moves: Iterable[Move]) -> str:
    """A header line and a line for each move, as RFC 4180 has them; a cell that would be a formula begins with '."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for move in moves:
        writer.writerow([_cell(getattr(move, name)) for name in COLUMNS])
    return out.getvalue()


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    text = plain_line("; ".join(value) if isinstance(value, tuple) else str(value or ""))
    return f"'{text}" if text.startswith(_FORMULA) else text
