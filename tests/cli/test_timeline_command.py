"""`labmoves timeline` over a known database."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from calls import Run
from rich.console import Console

from crawler.cli.session import Session
from storage.store import Store


def rows(text: str) -> list[list[str]]:
    return [line.split("\t") for line in text.splitlines()[1:]]


@pytest.mark.parametrize("name", ["林俊旸", "Lin Junyang", "junyang lin", "Alibaba", "阿里巴巴", "alibaba"])
def test_a_move_with_its_states_and_tellers(run: Run, database: Path, name: str) -> None:
    """By a person in any spelling or a lab by any name: when each state was reached, and by whom."""
    result = run("timeline", name)
    assert result.exit_code == 0, result.stderr
    ((_, person, what, lab, _, status, course, told, key),) = rows(result.stdout)
    assert (person, what, lab, status, told) == ("林俊旸", "departure", "Alibaba", "confirmed", "huxiu")
    assert [part.split()[::2] for part in course.split(" → ")] == [["rumored", "huxiu"], ["confirmed", "huxiu"]]
    assert run("move", key).exit_code == 0


def test_it_is_read_by_programs(run: Run, database: Path) -> None:
    """Every state and telling whole, lead times in seconds."""
    (one,) = json.loads(run("timeline", "林俊旸", "--json").stdout)
    assert [state["status"] for state in one["states"]] == ["rumored", "confirmed"]
    assert one["tellings"][0] | {"at": ""} == {
        "source": "huxiu", "at": "", "article_url": "https://news.example/1", "behind": 0.0,
    }  # fmt: skip


def test_hostile_names_do_nothing(run: Run, database: Path) -> None:
    """Neither on a terminal nor in JSON."""
    for call in (["openai"], ["openai", "--json"], ["Eve Adams"]):
        result = run("timeline", *call)
        assert "Eve" in result.stdout
        assert not set(result.stdout) & set("\x1b\x07\u202e")


def test_a_narrow_terminal_shows_all(database: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """In 60 columns no cell is cut off."""
    out = io.StringIO()
    monkeypatch.setattr(Session, "out", Console(file=out, force_terminal=True, width=60, color_system=None))
    assert run("timeline", "林俊旸").exit_code == 0
    shown = " ".join(out.getvalue().split())
    assert "rumored" in shown
    assert "confirmed" in shown
    assert max(len(line.rstrip()) for line in out.getvalue().splitlines()) <= 60


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Nobody Here", "no move names such a person or lab. `labmoves moves` lists them"),
        ("Alibba", "Did you mean Alibaba"),
        ("", "no move names"),
    ],
)
def test_a_name_that_nobody_has_is_a_slip(run: Run, database: Path, name: str, said: str) -> None:
    """Told on standard error with what is near, and exit code 2."""
    result = run("timeline", name)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr


@pytest.mark.parametrize("name", ["", " "])
@pytest.mark.parametrize("command", [["timeline"], ["roster"], ["moves", "--lab"]], ids=" ".join)
def test_no_name_is_not_that_of_a_company_without_one(run: Run, database: Path, command: list[str], name: str) -> None:
    """A founding may be told before the company has a name; nothing given still asks for nobody."""
    with Store.open(database) as store:
        store._db.execute("UPDATE moves SET lab = '', lab_id = '', kind = 'founding' WHERE kind = 'hire'")
        store._db.execute("UPDATE name_keys SET lab_id = '' WHERE lab_id = 'openai'")
        store._db.conn.commit()
    result = run(*command, name)
    assert (result.exit_code, result.stdout) == (2, "")


def test_a_name_that_several_have_is_asked_back(run: Run, database: Path) -> None:
    """Rather than their moves mixed up as one career."""
    with Store.open(database) as store:
        move = store.moves(person="Eve")[0]
        for key, name in (("m1-a", "Dahua Zhu"), ("m1-b", "Lei Zhu")):
            row = dict(zip(_columns(store), _row(store, move.key), strict=True)) | {"key": key, "person": name}
            marks = ", ".join("?" * len(row))
            store._db.execute(f"INSERT INTO moves ({', '.join(row)}) VALUES ({marks})", list(row.values()))
            store._db.execute("INSERT INTO name_keys VALUES ('openai', 'w:zhu', ?)", [key])
        store._db.conn.commit()
    result = run("timeline", "Zhu")
    assert result.exit_code == 2
    assert "2 people or more are called so" in result.stderr
    assert "Dahua Zhu" in result.stderr


def _columns(store: Store) -> list[str]:
    return [row[1] for row in store._db.execute("PRAGMA table_info(moves)").fetchall()]


def _row(store: Store, key: str) -> list[object]:
    return list(store._db.execute("SELECT * FROM moves WHERE key = ?", [key]).fetchone())


def test_nothing_within_a_span_is_an_answer(run: Run, database: Path) -> None:
    """A listed person of whom no move is known is none's slip either."""
    result = run("timeline", "alibaba", "--since", "1h")
    assert (result.exit_code, "No move is known that fits" in result.stderr) == (0, True)
    assert run("timeline", "Sam Altman", "--json").stdout.strip() == "[]"
    assert rows(run("timeline", "anthropic").stdout) == []


def test_without_a_database_it_says_so(run: Run) -> None:
    """And makes none."""
    assert "no database yet" in run("timeline", "openai").stderr
