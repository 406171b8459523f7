"""Which programs have a file open, as far as the system tells: Linux does, of processes that are the user's own."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from crawler.text.plain import plain_line

_LONGEST = 80  # characters of a call


def openers(path: Path) -> list[str]:
    """The other processes that have the file open, by number and call: "process 12, `labmoves serve`"."""
    whole = str(path.resolve())
    others = (each for each in Path("/proc").glob("[0-9]*") if each.name != str(os.getpid()))
    return [f"process {each.name}, `{_call(each)}`" for each in others if whole in _open_files(each)]


def _open_files(process: Path) -> Iterator[str]:
    with suppress(OSError):
        for each in (process / "fd").iterdir():
            yield str(each.resolve())  # one that was closed meanwhile is no error


def _call(process: Path) -> str:
    """What was called, without the interpreter and the folders of both."""
    try:
        words = (process / "cmdline").read_bytes().decode(errors="replace").rstrip("\0").split("\0")
    except OSError:
        return "?"
    own = next((n for n, word in enumerate(words) if Path(word).name == "labmoves"), 0)
    return plain_line(" ".join((Path(words[own]).name, *words[own + 1 :])))[:_LONGEST]
