"""Which sentences of a document to read: those with a word of moving, and those that say who the people are."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from crawler.match.document import MOST_READ, Document, Line
from crawler.match.english.words import term, triggers
from crawler.match.labs import encodable
from crawler.text.finding import found_in
from crawler.text.fold import lower

_MOST_UNITS, _HEAD, _BEFORE = 6000, 60, 3  # sentences; the longest articles have some 2,000
_LONGEST_UNIT = 2500  # characters of lines glued at character entities
_LEAST_WRAP = 40  # characters; a shorter line ends where its writer wanted
_WRAPS = 2  # lines that go on in small letters: from then on the text counts as broken at a width
_WRAP = re.compile(r"[a-z,]\n[a-z]")
_TERMINAL = frozenset('.!?:;"”)*|')
_ENTITY_END = re.compile(r"&(?:#\d{1,6}|#x[0-9a-fA-F]{1,5}|[a-zA-Z]{2,8});$")


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence to read: one line, or several that a character entity had cut."""

    line: Line
    start: int
    end: int
    breaks: tuple[int, ...] = ()  # line ends inside it that part nothing


def chosen_units(document: Document) -> tuple[dict[int, Unit], frozenset[int]]:
    """The units to read by number, and the numbers of those that hold a word of moving.

    All of an article; of a text beyond any article its head, and the moving ones with those right before.
    """
    units = _units(document)
    moving = _moving(document.plain, units)
    chosen: Iterable[int] = range(len(units))
    if len(units) > _MOST_UNITS or len(document.plain) > MOST_READ:
        near = {k for n in moving[:_MOST_UNITS] for k in range(max(0, n - _BEFORE), n + 1)}
        chosen = _first(sorted(near | set(range(min(_HEAD, len(units)))))[:_MOST_UNITS], units)
    return {n: units[n] for n in chosen}, frozenset(moving)


def _first(numbers: Iterable[int], units: Sequence[Unit]) -> Iterator[int]:
    """As many of the units as are read."""
    left = MOST_READ
    for n in numbers:
        left -= units[n].end - units[n].start
        if left < 0:
            return
        yield n


def _units(document: Document) -> list[Unit]:
    plain = document.plain
    wrapped = len(_WRAP.findall(plain)) >= _WRAPS
    units: list[Unit] = []
    for line in document.lines:
        last = units[-1] if units else None
        if last is not None and _is_cut(plain, last, line):
            units[-1] = Unit(last.line, last.start, line.end, last.breaks)
        elif last is not None and _is_wrapped(plain, last, line, wrapped=wrapped):
            units[-1] = Unit(last.line, last.start, line.end, (*last.breaks, plain.find("\n", last.end)))
        else:
            units.append(Unit(line, line.start, line.end))
    return units


def _is_cut(plain: str, unit: Unit, line: Line) -> bool:
    """Whether the stop between the two only ends a character entity."""
    return (
        _ENTITY_END.search(plain, max(unit.start, unit.end - 12), unit.end) is not None
        and line.start - unit.end < 2
        and line.end - unit.start < _LONGEST_UNIT
    )


def _is_wrapped(plain: str, unit: Unit, line: Line, *, wrapped: bool) -> bool:
    """Whether a line end inside a sentence parts the two: the text is broken at a width, also inside names."""
    gap = plain[unit.end : line.start]
    if unit.line.title or unit.line.chinese or line.chinese or gap.strip(" ") != "\n":
        return False
    if plain[unit.end - 1] in _TERMINAL or line.end - unit.start > _LONGEST_UNIT:
        return False
    since = max(unit.start, *unit.breaks) if unit.breaks else unit.start
    goes_on = plain[line.start].islower() or (wrapped and plain[line.start].isalnum())
    return goes_on and unit.end - since >= _LEAST_WRAP


@cache
def _automaton() -> AhoCorasick:
    return AhoCorasick(sorted({*triggers(), *term("word", "also_moving")}), matchkind=MatchKind.LeftmostLongest)


def _moving(plain: str, units: Sequence[Unit]) -> list[int]:
    low = encodable(lower(plain))
    starts = [unit.start for unit in units]
    seen: dict[int, None] = {}
    for _, first, last in found_in(low, _automaton()):
        if (first and low[first - 1].isalnum()) or (last < len(low) and low[last].isalnum()):
            continue
        n = bisect_left(starts, first + 1) - 1
        if n >= 0 and first < units[n].end:
            seen[n] = None
    return list(seen)
