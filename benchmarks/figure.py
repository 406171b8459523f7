"""A figure that a benchmark measures, what was promised of it, and how a list of them is printed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One thing measured; `limit` is what was promised of it."""

    name: str
    value: float
    unit: str
    limit: float | None = None

    @property
    def kept(self) -> bool:
        return self.limit is None or self.value <= self.limit


def printed(figures: Sequence[Figure], *, as_json: bool) -> str:
    """One line a figure, with a word where it is over its limit; or one JSON object."""
    if as_json:
        return json.dumps({figure.name: [figure.value, figure.unit, figure.limit] for figure in figures}, indent=1)
    return "\n".join(map(_line, figures))


def _line(figure: Figure) -> str:
    limit = "" if figure.limit is None else f"  (limit {figure.limit:g})"
    return f"{figure.name:44} {figure.value:12,.2f} {figure.unit:5}{limit}{'' if figure.kept else '  OVER'}"
