"""Our values as JSON documents: what `--json`, the exports and the board's API all print."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from crawler.text.plain import escaped


def json_text(value: object, *, indent: int | None = 2, ascii_only: bool = False) -> str:
    """One JSON document, in which nothing acts on a terminal."""
    return escaped(json.dumps(value, default=_plain, ensure_ascii=ascii_only, indent=indent))


def _plain(value: object) -> object:
    """Our values as JSON has them: times as ISO 8601 in UTC, lengths of time in seconds, sets sorted."""
    for kind, plain in _PLAIN:
        if isinstance(value, kind):
            return plain(value)
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: getattr(value, f.name) for f in fields(value)}
    raise TypeError(f"{type(value).__name__} has no form in JSON")


_PLAIN: tuple[tuple[type, Callable[[Any], object]], ...] = (
    (datetime, lambda moment: moment.astimezone(UTC).isoformat()),
    (date, lambda when: when.isoformat()),
    (timedelta, lambda span: span.total_seconds()),
    (Path, str),
    (frozenset, sorted),
)
