"""`labmoves moves`, `move` and `sources` over a known database."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from calls import Run

from storage.database import put
from storage.rows import to_row
from storage.store import Store


@pytest.fixture(autouse=True)
def _database(database: Path) -> None:
    """Every test here has the known database."""


def rows(text: str) -> list[list[str]]:
    return [line.split("\t") for line in text.splitlines()[1:]]


def test_moves_are_listed_newest_first(run: Run) -> None:
    """One line each, with what happened, where it stands and on whose word."""
    result = run("moves")
    assert result.exit_code == 0
    listed = rows(result.stdout)
    assert [row[1:4] for row in listed] == [["Eve Adams", "hire", "OpenAI"], ["林俊旸", "departure", "Alibaba"]]
    assert listed[1][5:7] == ["confirmed", "林俊旸"]


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (["--kind", "hire"], {"Eve Adams"}),
        (["--lab", "alibaba"], {"林俊旸"}),
        (["--person", "Lin Junyang"], {"林俊旸"}),
        (["--status", "confirmed", "--kind", "departure"], {"林俊旸"}),
        (["--since", "36h"], {"Eve Adams"}),
        (["--limit", "1"], {"Eve Adams"}),
        (["--person", "Nobody Here"], set()),
    ],
)
def test_moves_can_be_chosen(run: Run, filters: list[str], found: set[str]) -> None:
    """Each option narrows the list."""
    assert {row[1] for row in rows(run("moves", *filters).stdout)} == found


def test_no_move_is_said_and_is_no_error(run: Run) -> None:
    """An empty answer is an answer; the note does not go into the pipe."""
    result = run("moves", "--lab", "anthropic")
    assert result.exit_code == 0
    assert "No move" in result.stderr
    assert len(result.stdout.splitlines()) == 1
    assert json.loads(run("moves", "--lab", "anthropic", "--json").stdout) == []


@pytest.mark.parametrize("lab", ["alibaba", "Alibaba", "阿里巴巴", "阿里"])
def test_a_lab_is_known_by_all_its_names(run: Run, lab: str) -> None:
    """The lexicon's names in both scripts, as --help promises."""
    assert "林俊旸" in {row[1] for row in rows(run("moves", "--lab", lab).stdout)}


def test_a_listed_person_is_found_by_any_spelling(run: Run, database: Path) -> None:
    """杨立昆 is Yann LeCun, whom no pinyin leads to; nobody at all is a slip."""
    with Store.open(database) as store:
        move = replace(store.moves()[0], key="m1-lecun", person="Yann LeCun", spellings=())
        put(store._db, "moves", {**to_row(move), "version": 1}, key="key")
    assert [row[1] for row in rows(run("moves", "--person", "杨立昆").stdout)] == ["Yann LeCun"]
    assert run("moves", "--person", " ").exit_code == 2


def test_a_lab_nobody_knows_is_a_slip(run: Run) -> None:
    """Not an empty list, as if nobody had moved; the nearest name is offered."""
    result = run("moves", "--lab", "alibba")
    assert result.exit_code == 2
    assert "unknown lab 'alibba'. Did you mean Alibaba" in result.stderr


def test_moves_as_json_keep_every_field(run: Run) -> None:
    """Times are ISO 8601 with their zone, keys whole."""
    first = json.loads(run("moves", "--json").stdout)[0]
    assert first["kind"] == "hire"
    assert first["announced"] == "2026-11-20"
    assert first["first_reported_at"].endswith("+00:00")
    assert len(first["key"]) == 23


def test_one_move_shows_its_evidence_and_history(run: Run) -> None:
    """Every sentence with who and where marked, its article, and what each run made of the move."""
    key = rows(run("moves", "--kind", "departure").stdout)[0][-1]
    result = run("move", key)
    assert result.exit_code == 0
    assert "[林俊旸]宣布离开阿里。" in result.stdout
    assert "据传阿里通义千问技术负责人[林俊旸]即将离职。" in result.stdout
    assert "https://news.example/1" in result.stdout
    assert "rumored → confirmed" in result.stdout
    assert not set(result.stdout) & set("\x1b\x07\u202e")
    whole = json.loads(run("move", key, "--json").stdout)
    assert [len(whole["evidence"]), len(whole["history"])] == [2, 2]
    assert whole["move"]["key"].startswith(key)


@pytest.mark.parametrize("key", ["m1-zzzz", "m1-"])
def test_a_key_of_none_or_several_is_told(run: Run, key: str) -> None:
    """The message says how many there are and how to go on."""
    result = run("move", key)
    assert result.exit_code == 2
    assert "key" in result.stderr


def test_a_run_that_was_killed_is_not_never(run: Run, database: Path) -> None:
    """Its sources have no report of it, and say so."""
    with Store.open(database) as store:
        store.start_run("crawl", ["techcrunch", "huxiu"], datetime.now(UTC))
    listed = {row[0]: row for row in rows(run("sources").stdout)}
    for source in ("techcrunch", "huxiu"):
        assert listed[source][6:] == ["just now", "that run goes on, or was cut off before its end"]


def test_sources_show_their_health(run: Run) -> None:
    """Those never run, those well, those failing and why."""
    listed = {row[0]: row for row in rows(run("sources").stdout)}
    assert listed["huxiu"][5] == "ok"
    assert listed["huxiu"][6] == "1 d ago"
    assert listed["wired"][5:] == ["failing", "1 d ago", "no such host"]
    assert listed["techcrunch"][6] == "never"
    as_json = {entry["source"]["id"]: entry for entry in json.loads(run("sources", "--json").stdout)}
    assert as_json["wired"]["last"]["health"] == "failing"
    assert as_json["techcrunch"]["last"] is None
