"""Model to row and back: times as UTC ISO text (which sorts as time does), days as ISO text, tuples as JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any, TypeVar, get_type_hints

from crawler.errors import StoreError
from crawler.model import Article, Judged, Mention, Move, SourceReport, Status, Visit
from crawler.schedule.due import Due
from crawler.text.plain import plain_line

Row = dict[str, Any]
Stored = TypeVar("Stored", Article, Due, Mention, Move, SourceReport, Visit)

RESTORE = "`labmoves doctor` examines it, `labmoves restore` puts back the newest backup that lies beside it"
Word = TypeVar("Word", bound=StrEnum)
_SURROGATE = re.compile("[\ud800-\udfff]")


def to_row(value: Article | Due | Mention | Move | SourceReport | Visit) -> Row:
    """A column for each field, under the field's name."""
    return {field.name: _column(getattr(value, field.name)) for field in fields(value)}


def from_row(kind: type[Stored], row: Row) -> Stored:
    """The value that `to_row` took apart; other columns are passed over, a missing one takes the field's default."""
    try:
        return kind(**{name: read(row[name]) for name, read in _FIELDS[kind].items() if name in row})
    except (ValueError, TypeError) as error:
        raise _never_written(error) from error


def _never_written(error: Exception) -> StoreError:
    """What cannot be what we wrote was changed by a fault of the disk or by another program."""
    said = plain_line(str(error), longest=80)
    return StoreError(f"it holds what was never written: {said}", remedy=RESTORE)


def move_text(move: Move) -> str:
    """The whole move as JSON: what a version and a letter keep of it."""
    return json.dumps(to_row(move), ensure_ascii=False)


def read_move_text(value: str) -> Move:
    """The move of `move_text`; a version written before a field was added takes its default."""
    try:
        return from_row(Move, json.loads(value))
    except ValueError as error:
        raise _never_written(error) from error


def moment(value: datetime) -> str:
    """UTC ISO text; raises ValueError for a time without a zone, which is a bug of the caller."""
    if value.tzinfo is None:
        raise ValueError(f"a stored time needs its zone: {value!r}")
    return value.astimezone(UTC).isoformat()


def read_time(value: str) -> datetime:
    """The time of `moment`."""
    try:
        return datetime.fromisoformat(value)
    except (ValueError, TypeError) as error:
        raise _never_written(error) from error


def read_one_of(kind: type[Word], value: str) -> Word:
    """A stored member of an enumeration."""
    try:
        return kind(value)
    except ValueError as error:
        raise _never_written(error) from error


@contextmanager
def as_written() -> Iterator[None]:
    """Around what takes stored JSON apart: a StoreError where it is none of ours."""
    try:
        yield
    except (LookupError, TypeError, ValueError) as error:
        raise _never_written(error) from error


def read_moment(value: str | None) -> datetime | None:
    """The time of `moment`; None stays None."""
    return None if value is None else read_time(value)


def storable(value: str) -> str:
    """The text itself; a lone surrogate, which JSON on a page can hold and SQLite cannot, becomes one U+FFFD."""
    try:
        value.encode()
    except UnicodeEncodeError:
        return _SURROGATE.sub("\ufffd", value)
    return value


def listed(values: Sequence[str]) -> str:
    """Several texts in one column."""
    return json.dumps([storable(v) for v in values], ensure_ascii=False)


def read_list(value: str) -> tuple[str, ...]:
    """The texts of `listed`."""
    if value == "[]":  # most of them
        return ()
    try:
        return tuple(json.loads(value))
    except (ValueError, TypeError) as error:
        raise _never_written(error) from error


def _column(value: object) -> object:
    for kind, write in _WRITERS:
        if isinstance(value, kind):
            return write(value)
    return value


# The first that fits: a StrEnum is a str, and a datetime a date.
_WRITERS: tuple[tuple[type, Callable[[Any], object]], ...] = (
    (StrEnum, lambda value: value.value),
    (str, storable),
    (bool, int),
    (datetime, moment),
    (date, date.isoformat),
    (tuple, listed),
)


def _as_it_is(value: Any) -> Any:
    return value


# By the field's annotation; an enumeration and a bool read themselves.
_READERS: dict[Any, Callable[[Any], Any]] = {
    str | None: _as_it_is,
    int | None: _as_it_is,
    bytes | None: _as_it_is,
    date | None: lambda value: None if value is None else date.fromisoformat(value),
    datetime: datetime.fromisoformat,
    datetime | None: read_moment,
    Status | None: lambda value: None if value is None else Status(value),
    Judged | None: lambda value: None if value is None else Judged(value),
    tuple[str, ...]: read_list,
}
_FIELDS: dict[type, dict[str, Callable[[Any], Any]]] = {
    kind: {name: _READERS.get(hint, hint) for name, hint in get_type_hints(kind).items()}
    for kind in (Article, Due, Mention, Move, SourceReport, Visit)
}
