"""`labmoves flow` and `roster` over a known database."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from calls import Run
from rich.console import Console

from crawler.cli.session import Session
from storage.store import Store

TODAY = datetime.now(UTC).date()


def rows(text: str) -> list[list[str]]:
    return [line.split("\t") for line in text.splitlines()]


def test_the_matrix_of_who_feeds_whom(run: Run, database: Path) -> None:
    """Eve went from Google, whose name came with a trick in it, to OpenAI; Lin's departure says of nobody where to."""
    result = run("flow")
    assert result.exit_code == 0
    assert rows(result.stdout) == [["from", "OpenAI", "all"], ["Google", "1", "1"]]
    (entry,) = json.loads(run("flow", "--json").stdout)
    assert entry["destination"] == {"id": "openai", "name": "OpenAI"}
    assert (len(entry["people"]), len(entry["moves"])) == (1, 1)


@pytest.mark.parametrize(
    ("options", "count"),
    [
        (["--since", "36h"], 2),
        (["--since", "1h"], 1),
        (["--until", "36h"], 1),
        (["--until", TODAY.isoformat()], 2),
        (["--until", (TODAY - timedelta(days=3)).isoformat()], 1),
    ],
)
def test_a_span_of_it(run: Run, database: Path, options: list[str], count: int) -> None:
    """From `--since` on; a day as `--until` is taken in whole."""
    assert len(rows(run("flow", *options).stdout)) == count


def test_nobody_went_anywhere(run: Run, tmp_path: Path) -> None:
    """An empty database is an answer, none is not."""
    assert run("flow").exit_code == 1
    Store.open(tmp_path / "labmoves.db").close()
    result = run("flow")
    assert (result.exit_code, "from where to where" in result.stderr) == (0, True)
    assert run("flow", "--json").stdout == "[]\n"


@pytest.mark.parametrize("name", ["[/red]", "[bold]x", "a\tb\x1b[31m", "与" * 50])
def test_a_hostile_firm_is_a_column_like_others(
    run: Run, database: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Its name is no markup, no tab and no escape, in a pipe and in 60 columns."""
    with Store.open(database) as store:
        store._db.execute("UPDATE moves SET other_org = ? WHERE kind = 'departure'", [name])
        store._db.conn.commit()
    piped = rows(run("flow").stdout)
    assert {len(row) for row in piped} == {4}
    out = io.StringIO()
    monkeypatch.setattr(Session, "out", Console(file=out, force_terminal=True, width=60, color_system=None))
    assert run("flow").exit_code == 0
    assert "\x1b[31m" not in out.getvalue()
    assert name[:1] in out.getvalue()


@pytest.mark.parametrize("lab", ["alibaba", "阿里"])
def test_who_is_at_a_lab(run: Run, database: Path, lab: str) -> None:
    """Lin has left; before he was there, with his post."""
    (row,) = rows(run("roster", lab).stdout)[1:]
    assert row[:4] == ["林俊旸", "left", "技术负责人", "departure"]
    (row,) = rows(run("roster", lab, "--at", "2020-01-01").stdout)[1:]
    assert row[:3] == ["林俊旸", "here", "技术负责人"]
    assert run("move", row[-1]).exit_code == 0


def test_a_roster_for_programs(run: Run, database: Path) -> None:
    """With the move that tells so; hostile names are escaped."""
    result = run("roster", "openai", "--json")
    (member,) = json.loads(result.stdout)
    assert (member["standing"], member["day"], member["move"]["kind"]) == ("here", "2026-11-20", "hire")
    assert "\x1b" not in result.stdout + run("roster", "openai").stdout


def test_nobody_is_known_there(run: Run, database: Path) -> None:
    """A known lab without a move is no error, an unknown one is."""
    result = run("roster", "anthropic")
    assert (result.exit_code, "No move tells of anybody" in result.stderr) == (0, True)
    result = run("roster", "antropic")
    assert (result.exit_code, "Did you mean" in result.stderr) == (2, True)
