"""Moves as Parquet, with the spreadsheet's columns in types: days, times in UTC, lists. The one place for pyarrow."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Any

from crawler.errors import UsageError
from crawler.export.spreadsheet import COLUMNS
from crawler.model import Move
from crawler.text.plain import plain_line

_DAYS, _TIMES = {"announced", "effective"}, {"status_since", "first_reported_at"}


def parquet(moves: Sequence[Move]) -> bytes:
    """One row a move, also where there is none; what is not known is null. Raises UsageError without the extra."""
    try:
        import pyarrow  # noqa: PLC0415 - an extra
        from pyarrow.parquet import write_table  # noqa: PLC0415
    except ImportError:
        remedy = "Install labmoves with its extra: pip install '.[parquet]'"
        raise UsageError("Parquet needs pyarrow", remedy=remedy) from None
    special: dict[str, Any] = {"spellings": pyarrow.list_(pyarrow.string()), "recap": pyarrow.bool_()}
    special |= dict.fromkeys(_DAYS, pyarrow.date32()) | dict.fromkeys(_TIMES, pyarrow.timestamp("us", tz="UTC"))
    schema = pyarrow.schema([(name, special.get(name, pyarrow.string())) for name in COLUMNS])
    columns = [[_cell(getattr(move, name)) for move in moves] for name in COLUMNS]
    out = io.BytesIO()
    write_table(pyarrow.table(columns, schema=schema), out, compression="zstd")
    return out.getvalue()


def _cell(value: object) -> object:
    if isinstance(value, datetime):
        return value.astimezone(UTC)
    if value is None or isinstance(value, bool | date):
        return value
    return _texts(value) if isinstance(value, tuple) else plain_line(str(value))


def _texts(values: Iterable[str]) -> list[str]:
    return [plain_line(value) for value in values]
