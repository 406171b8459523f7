"""How much memory this process and those below it take while something runs; by /proc, so on Linux only."""

from __future__ import annotations

import os
import resource
import threading
from pathlib import Path
from types import TracebackType
from typing import Self

_PROC = Path("/proc")
measurable = (_PROC / "self" / "statm").exists()


class Peak:
    """Watches while its `with` block runs: `grown`, bytes that this process took more at its peak than at first, and
    `largest`, bytes of the largest process below it."""

    def __init__(self) -> None:
        self.grown = self.largest = 0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Self:
        self._first = _resident(os.getpid())
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._over.wait(0.05):
            self.grown = max(self.grown, _resident(os.getpid()) - self._first)
            self.largest = max((self.largest, *map(_resident, _below(os.getpid()))))


def _resident(pid: int) -> int:
    try:
        return int((_PROC / str(pid) / "statm").read_text().split()[1]) * resource.getpagesize()
    except OSError:
        return 0  # it has ended


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
