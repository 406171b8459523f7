"""How much longer a task takes at twice the size: a figure that neither a slow machine nor a busy one changes."""

from __future__ import annotations

from collections.abc import Callable
from time import process_time
from typing import AnyStr

_TRIES = 3  # the quickest of them was disturbed least
_AT_LEAST = 0.002  # seconds; less is noise


def takes_in_line(work: Callable[[AnyStr], object], piece: AnyStr, size: int) -> bool:
    """True where twice as many repetitions take at most three times as long: in line it is twice, squared four times.

    Counted is the processor's time of this process. `size` is the greater of the two texts' lengths.
    """
    half, whole = (piece * (length // len(piece)) for length in (size // 2, size))
    return _quickest(work, whole) <= 3 * max(_AT_LEAST, _quickest(work, half))


def _quickest(work: Callable[[AnyStr], object], text: AnyStr) -> float:
    def once() -> float:
        began = process_time()
        work(text)
        return process_time() - began

    return min(once() for _ in range(_TRIES))
