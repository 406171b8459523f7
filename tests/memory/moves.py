"""Moves for the tests of what many say together."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime

from crawler.model import Kind, Move, Status

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
_numbers = itertools.count()


def move(person: str = "Ada Wong", **fields: object) -> Move:
    """A departure from OpenAI told of on 24 November, but for what is given."""
    values: dict[str, object] = {
        "key": f"m1-{next(_numbers):05}", "person": person, "lab": "OpenAI", "lab_id": "openai", "kind": Kind.DEPARTURE,
        "status": Status.CONFIRMED, "first_reported_at": NOW, "first_reported_by": "a",
        "first_url": "https://a.example/1", "sentence": f"{person} left.",
    }  # fmt: skip
    return Move(**(values | fields))  # type: ignore[arg-type]
