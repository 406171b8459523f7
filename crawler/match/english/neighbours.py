"""What stands beside a word, an item or a node of a sentence: nothing, at its edges.

A bare index before the first of them is the last one, so that a sentence would be read by how it ends.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar

from crawler.match.english.items import Sort


class _Spelled(Protocol):
    @property
    def low(self) -> str: ...


class _Sorted(Protocol):
    @property
    def sort(self) -> Sort: ...


_T = TypeVar("_T")


def neighbour(row: Sequence[_T], k: int) -> _T | None:
    """What stands at `k`; none outside the row."""
    return row[k] if 0 <= k < len(row) else None


def low_at(row: Sequence[_Spelled], k: int) -> str:
    """How what stands at `k` is spelled, in lower case; "" outside the row."""
    return row[k].low if 0 <= k < len(row) else ""


def sort_at(row: Sequence[_Sorted], k: int) -> Sort:
    """What stands at `k`, as a grammar would name it; an EDGE outside the row."""
    return row[k].sort if 0 <= k < len(row) else Sort.EDGE
