"""A database of which the disk has changed a page: one sentence or a right answer, never a traceback."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path

import pytest
from calls import Run

COMMANDS = [
    ["moves"], ["diff"], ["doctor"], ["search", "离职"], ["history", "https://news.example/1"], ["sources"],
    ["timeline", "alibaba"], ["backup"],
]  # fmt: skip
_POINTS = 24


def damaged(whole: bytes, size: int, page: int, how: str, dice: random.Random) -> bytes:
    """The file with one page changed: filled with ones, zeros, or forty of its bytes by others."""
    body, start = bytearray(whole), page * size
    if how in {"ones", "zeros"}:
        body[start : start + size] = (b"\xff" if how == "ones" else b"\0") * size
    for _ in range(40 if how in {"bytes", "letters"} else 0):
        at = start + dice.randrange(size)
        letter = how == "letters" and 32 < body[at] < 127
        body[at] = dice.randrange(33, 126) if letter else body[at] if how == "letters" else dice.randrange(256)
    return bytes(body)


@pytest.mark.parametrize("whole", ["'{'", "'[]'", "x'ff'", "json_set(whole, '$.status', 'gone')"])
@pytest.mark.parametrize("command", [["timeline", "alibaba"], ["diff"], ["move", "m1-"]], ids=" ".join)
def test_a_version_that_was_never_written_is_told(run: Run, database: Path, command: list[str], whole: str) -> None:
    """No JSON, another JSON, no text, no status: SQLite finds nothing wrong with it."""
    if command[0] == "move":
        command = ["move", run("moves").stdout.splitlines()[1].split("\t")[-1]]
    with sqlite3.connect(database) as db:
        db.execute(f"UPDATE move_versions SET whole = {whole}")
    db.close()
    result = run(*command)
    assert result.exit_code == 1
    assert "labmoves: database" in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize("how", ["ones", "zeros", "bytes", "letters"])
def test_a_damaged_page_is_told(run: Run, database: Path, how: str) -> None:
    """Whatever page it is and whatever is asked; `run` raises what would be a traceback."""
    with sqlite3.connect(database) as db:
        db.execute("PRAGMA journal_mode = DELETE").fetchone()
        (size,) = db.execute("PRAGMA page_size").fetchone()
    db.close()
    whole = database.read_bytes()
    dice, told = random.Random(how), 0
    for _ in range(_POINTS):
        database.write_bytes(damaged(whole, size, dice.randrange(len(whole) // size), how, dice))
        result = run(*dice.choice(COMMANDS))
        assert result.exit_code in {0, 1, 2}
        if result.exit_code == 1 and result.stderr:
            told += 1
            assert len(result.stderr.strip().splitlines()) == 1
            assert "labmoves: database" in result.stderr
    assert told or how == "letters"
