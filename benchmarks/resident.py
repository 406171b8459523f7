"""How much memory a process and those below it take while something runs; by /proc, so on Linux only."""

from __future__ import annotations

import os
import threading
from pathlib import Path
from types import TracebackType
from typing import Self

_PROC = Path("/proc")
_EVERY = 0.5  # seconds; a look takes some milliseconds of each process
measurable = (_PROC / "self" / "smaps_rollup").exists()


class Resident:
    """Looks every half second while its `with` block runs; bytes, the process itself first in each sample.

    What processes share is divided among them (the kernel's "proportional set size"), so that a sum counts it once.
    """

    def __init__(self, pid: int | None = None) -> None:
        self._pid = pid or os.getpid()
        self.samples: list[list[int]] = []
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Self:
        self._look()
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        self._thread.join()

    @property
    def grown(self) -> int:
        """How much more the process itself took at its peak than at first."""
        return max(own for own, *_ in self.samples) - self.samples[0][0]

    @property
    def largest_below(self) -> int:
        """The size of the largest process below it."""
        return max((each for _, *below in self.samples for each in below), default=0)

    @property
    def totals(self) -> list[int]:
        """The size of all together, sample by sample."""
        return [sum(sample) for sample in self.samples]

    def _watch(self) -> None:
        while not self._over.wait(_EVERY):
            self._look()

    def _look(self) -> None:
        if own := _resident(self._pid):
            self.samples.append([own, *map(_resident, _below(self._pid))])


def _resident(pid: int) -> int:
    try:
        rows = (_PROC / str(pid) / "smaps_rollup").read_text().splitlines()
    except OSError:
        return 0  # it has ended
    return next((1024 * int(row.split()[1]) for row in rows if row.startswith("Pss:")), 0)


def _below(pid: int) -> list[int]:
    """The processes that `pid` started, and those that they did."""
    children: dict[int, list[int]] = {}
    for entry in _PROC.iterdir():
        if entry.name.isdigit() and (parent := _parent(entry)) is not None:
            children.setdefault(parent, []).append(int(entry.name))
    found = list(children.get(pid, []))
    for each in found:
        found += children.get(each, [])
    return found


def _parent(entry: Path) -> int | None:
    try:
        return int((entry / "stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return None
