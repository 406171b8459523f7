"""How much longer a task takes at twice the size: a figure that neither a slow machine nor a busy one changes much."""

from __future__ import annotations

import gc
from collections.abc import Callable
from time import process_time
from typing import AnyStr

_TRIES = 4  # a neighbour may take the caches away during one, not during all
_AT_LEAST = 0.02  # seconds; less is noise


def takes_in_line(work: Callable[[AnyStr], object], piece: AnyStr, size: int) -> bool:
    """True where twice as many repetitions take at most three times as long: in line it is twice, squared four times.

    Counted is the processor's time of this process, without the collection of garbage, which goes over all that other
    tests left. `size` is the greater of the two texts' lengths.
    """
    half, whole = (piece * (length // len(piece)) for length in (size // 2, size))
    return any(_seconds(work, whole) <= 3 * max(_AT_LEAST, _seconds(work, half)) for _ in range(_TRIES))


def _seconds(work: Callable[[AnyStr], object], text: AnyStr) -> float:
    gc.disable()
    try:
        began = process_time()
        work(text)
        return process_time() - began
    finally:
        gc.enable()
