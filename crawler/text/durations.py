"""Lengths of time as people write them (90s, 30m, 12h, 7d, 2w) and as they read them (3 h ago)."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_DURATION = re.compile(r"([0-9]{1,6}) ?([smhdw])", re.ASCII)


def parse_duration(text: str) -> timedelta:
    """`90s`, `30m`, `12h`, `7d` or `2w` as a length of time; ValueError for anything else."""
    found = _DURATION.fullmatch(text.strip())
    if found is None:
        raise ValueError("must be a number and a unit, such as 90s, 30m, 12h, 7d or 2w")
    return timedelta(**{_UNITS[found[2]]: int(found[1])})


def duration(span: timedelta) -> str:
    """A length of time in its largest whole unit: `3d`; the counterpart of `parse_duration`."""
    seconds = int(span.total_seconds())
    for size, unit in ((604800, "w"), (86400, "d"), (3600, "h"), (60, "m")):
        if seconds and seconds % size == 0:
            return f"{seconds // size}{unit}"
    return f"{seconds}s"


def ago(moment: datetime, now: datetime) -> str:
    """How long ago, in the largest whole unit: `3 h ago`."""
    span = length(now - moment)
    return f"{span} ago" if span else "just now"


def length(span: timedelta) -> str:
    """A length of time in the largest whole unit: `3 h`; empty below a minute."""
    seconds = int(span.total_seconds())
    for size, unit in ((86400, "d"), (3600, "h"), (60, "min")):
        if seconds >= size:
            return f"{seconds // size} {unit}"
    return ""
