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
        command = ["move", _key(run)]
    with sqlite3.connect(database) as db:
        db.execute(f"UPDATE move_versions SET whole = {whole}")
    db.close()
    result = run(*command)
    assert result.exit_code == 1
    assert "labmoves: database" in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize(
    ("column", "asked"),
    [
        ("moves.kind", ["moves"]),
        ("moves.status", ["timeline", "alibaba"]),
        ("moves.judged", ["moves", "--json"]),
        ("moves.unreversed", ["export", "--format", "csv"]),
        ("mentions.kind", ["history", "https://news.example/1"]),
        ("mentions.certainty", ["history", "https://news.example/1"]),
        ("move_versions.verdict", ["diff"]),
        ("outbox.kind", ["alerts", "list"]),
        ("outbox.verdict", ["alerts", "list"]),
        ("mutes.kind", ["alerts", "mute"]),
        ("judgements.act", ["judgements"]),
        ("judgements.statements", ["judgements"]),
        ("runs.started_at", ["sources"]),
    ],
)
def test_a_word_that_was_never_written_is_told(run: Run, database: Path, column: str, asked: list[str]) -> None:
    """Of any enumeration that is stored: the file and what to do, in one sentence; `doctor` and the rest go on."""
    run("alerts", "mute", "openai", "--because", "loud")
    run("confirm", _key(run), "--because", "seen")
    table, _, name = column.partition(".")
    with sqlite3.connect(database) as db:
        assert db.execute(f"UPDATE {table} SET {name} = '{{gone'").rowcount > 0
    db.close()
    result = run(*asked)
    assert (result.exit_code, result.stdout) == (1, "")
    (line,) = result.stderr.splitlines()
    assert line.startswith(f"labmoves: database: [{database}] it holds what was never written: ")
    assert "`labmoves restore` puts back the newest backup" in line
    for command in (["doctor"], ["status"], ["sources"], ["search", "离职"], ["alerts", "send"]):
        assert run(*command).exit_code in {0, 1, 2}


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


def _key(run: Run) -> str:
    return str(run("moves").stdout.splitlines()[1].split("\t")[-1])
