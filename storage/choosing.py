"""Moves by many conditions at once, a page at a time, and counted: what lists and feeds are made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from sqlite_utils import Database

from crawler.model import Kind, Move, Status
from storage.moves import STANDS, lab_key
from storage.rows import from_row, moment, storable

_TEXTS = ("person", "spellings", "lab", "other_org", "role", "sentence")
_AT_LAB = "key IN (SELECT move FROM name_keys WHERE lab_id = ?)"
_HAN = "*[\u3400-\u9fff]*"
_MOST_WORDS = 8  # of a search; whatever is behind them is passed over
_LIKE = str.maketrans({"%": r"\%", "_": r"\_", "\\": r"\\"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Which moves; a condition that is empty keeps every move."""

    since: datetime | None = None  # first reported then or later
    until: datetime | None = None  # first reported before
    lab: str | None = None  # a lab's id
    lab_names: tuple[str, ...] = ()  # with `lab`: as the other organisation of a move it has one of these names
    kinds: tuple[Kind, ...] = ()
    statuses: tuple[Status, ...] = ()
    language: Literal["zh", "en"] | None = None  # of the sentence that tells of it
    both_ends: bool = False  # only those that name the other organisation
    words: tuple[tuple[str, ...], ...] = ()  # each must stand in the move, in one of its spellings
    or_keys: tuple[str, ...] = ()  # with `words`: these moves fit too, whatever words they have
    or_lab: str | None = None  # with `words`: so do the moves of this lab


@dataclass(frozen=True, slots=True, kw_only=True)
class LabCount:
    """A lab as moves name it, and how many they are."""

    id: str
    name: str
    moves: int


def choose(db: Database, choice: Choice, *, limit: int | None = None, offset: int = 0) -> list[Move]:
    """The moves that fit, the latest reported first."""
    where, values = _where(choice)
    rows = db.query(
        f"SELECT * FROM moves WHERE {where} ORDER BY first_reported_at DESC, key LIMIT ? OFFSET ?",  # noqa: S608 - fixed conditions
        [*values, -1 if limit is None else limit, offset],
    )
    return [from_row(Move, row) for row in rows]


def count(db: Database, choice: Choice) -> int:
    """How many moves fit."""
    where, values = _where(choice)
    return int(db.execute(f"SELECT count(*) FROM moves WHERE {where}", values).fetchone()[0])  # noqa: S608 - fixed conditions


def count_kinds(db: Database, choice: Choice) -> dict[Kind, int]:
    """How many moves of each kind fit all conditions but that of the kind."""
    where, values = _where(replace(choice, kinds=()))
    rows = db.execute(f"SELECT kind, count(*) FROM moves WHERE {where} GROUP BY kind", values)  # noqa: S608 - fixed conditions
    found = {str(kind): int(number) for kind, number in rows.fetchall()}
    return {kind: found.get(kind.value, 0) for kind in Kind}


def count_labs(db: Database) -> list[LabCount]:
    """Every lab that moves name, the one with the most moves first; its name is the latest."""
    rows = db.execute(
        "SELECT lab_id, lab, count(*), max(first_reported_at) FROM moves WHERE lab_id != '' "  # noqa: S608 - fixed text
        f"AND {STANDS} GROUP BY lab_id ORDER BY count(*) DESC, lab_id"
    )
    return [LabCount(id=lab_id, name=lab, moves=number) for lab_id, lab, number, _ in rows.fetchall()]


def _where(choice: Choice) -> tuple[str, list[object]]:
    """SQL of fixed conditions, and the values for its question marks."""
    parts, values = [STANDS], list[object]()
    for condition, held in _conditions(choice):
        parts.append(condition)
        values += held
    return " AND ".join(parts), values


def _conditions(choice: Choice) -> Iterator[tuple[str, list[object]]]:
    if choice.since is not None:
        yield "first_reported_at >= ?", [moment(choice.since)]
    if choice.until is not None:
        yield "first_reported_at < ?", [moment(choice.until)]
    if choice.lab is not None:
        names = [storable(name) for name in choice.lab_names]
        either = f" OR other_org COLLATE NOCASE IN ({_marks(names)})" if names else ""
        yield f"({_AT_LAB}{either})", [lab_key(choice.lab), *names]
    for column, wanted in (("kind", choice.kinds), ("status", choice.statuses)):
        if wanted:
            yield f"{column} IN ({_marks(wanted)})", [each.value for each in wanted]
    if choice.language is not None:
        yield f"{'' if choice.language == 'zh' else 'NOT '}sentence GLOB ?", [_HAN]
    if choice.both_ends:
        yield "other_org IS NOT NULL", []
    if choice.words:
        words = [_word(spellings) for spellings in choice.words[:_MOST_WORDS]]
        text = " AND ".join(condition for condition, _ in words)
        found: list[object] = [value for _, held in words for value in held]
        if choice.or_keys:
            text, found = f"{text} OR key IN ({_marks(choice.or_keys)})", [*found, *choice.or_keys]
        if choice.or_lab is not None:
            text, found = f"{text} OR {_AT_LAB}", [*found, lab_key(choice.or_lab)]
        yield f"({text})", found


def _word(spellings: Iterable[str]) -> tuple[str, list[object]]:
    patterns = [f"%{storable(spelling).translate(_LIKE)}%" for spelling in spellings]
    condition = " OR ".join(rf"{column} LIKE ? ESCAPE '\'" for column in _TEXTS for _ in patterns)
    return f"({condition})", [pattern for _ in _TEXTS for pattern in patterns]


def _marks(values: Iterable[object]) -> str:
    return ", ".join("?" for _ in values)
