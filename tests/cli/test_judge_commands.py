"""`labmoves merge`, `split`, `dismiss`, `confirm`, `undo` and `judgements` over a known database."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from calls import Run

from storage.store import Store


@pytest.fixture(autouse=True)
def _database(database: Path) -> None:
    """Every test here has the known database."""


@pytest.fixture
def keys(database: Path) -> dict[str, str]:
    with Store.open(database, read_only=True) as store:
        return {move.kind: move.key for move in store.moves()}


def test_what_a_judgement_did_is_said(run: Run, keys: dict[str, str]) -> None:
    """Which move, what changed, which letters, and the way back; hostile text is harmless."""
    result = run("dismiss", keys["departure"], "--because", "a\x1b[31m joke")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "Judgement 1, dismiss",
        f"{keys['departure']}  林俊旸, 技术负责人: departure from Alibaba, confirmed",
        "  dismissed: a joke",
        "2 waiting letters kept back.",
    ]
    assert result.stderr == "`labmoves undo 1` takes it back.\n"
    assert "林俊旸" not in run("moves").stdout
    assert "judged by hand      dismissed" in run("move", keys["departure"]).stdout
    undone = run("undo", "1", "--because", "it was none")
    assert undone.stdout.splitlines()[0] == "Judgement 1, dismiss: undone"
    assert undone.stdout.splitlines()[-1] == "2 waiting letters no longer kept back."
    assert undone.stderr == ""
    assert "林俊旸" in run("moves").stdout


def test_no_letter_of_a_dismissed_move_is_sent_again(run: Run, keys: dict[str, str]) -> None:
    """Not even when asked for."""
    run("alerts", "send")
    run("dismiss", keys["departure"], "--because", "no")
    result = run("alerts", "resend", keys["departure"])
    assert result.exit_code == 2
    assert "the move is dismissed. `labmoves judgements` says why, `labmoves undo` takes that back" in result.stderr


def test_judgements_are_listed(run: Run, keys: dict[str, str]) -> None:
    """The newest first, with the moves that they name, and whether they were undone."""
    assert "Nothing was judged by hand yet." in run("judgements").stderr
    run("merge", keys["hire"], keys["departure"], "--because", "both wrong")
    run("undo", "1", "--because", "nonsense")
    run("confirm", keys["hire"], "--because", "seen")
    lines = [line.split("\t") for line in run("judgements").stdout.splitlines()]
    assert lines[0] == ["id", "when", "judgement", "move", "because", "undone"]
    assert [(row[0], row[2], row[4]) for row in lines[1:]] == [("2", "confirm", "seen"), ("1", "merge", "both wrong")]
    assert lines[2][3].startswith(f"{keys['hire'][:11]} Eve Adams: hire at OpenAI and {keys['departure'][:11]} 林俊旸")
    assert lines[2][5].endswith(": nonsense")
    listed = json.loads(run("judgements", "--json").stdout)
    assert [(j["id"], j["act"], j["move"]["key"], bool(j["undone_at"])) for j in listed] == [
        (2, "confirm", keys["hire"], False),
        (1, "merge", keys["hire"], True),
    ]
    assert [j["id"] for j in json.loads(run("judgements", "--in-force", "--json").stdout)] == [2]


def test_mentions_are_split_by_number_or_address(run: Run, keys: dict[str, str]) -> None:
    """`move` shows the number; the key that the split made has a page."""
    page = run("move", keys["departure"]).stdout
    assert [line.split(" ")[-1] for line in page.splitlines() if "huxiu: " in line] == ["#1", "#2"]
    split = run("split", keys["departure"], "#2", "--because", "two people")
    assert "  1 mention split off to m1-" in split.stdout
    made = json.loads(run("judgements", "--json").stdout)[0]["other"]["key"]
    assert run("move", made).exit_code == 0
    assert run("undo", "1").exit_code == 0
    assert run("split", keys["departure"], "https://news.example/2", "--because", "two people").exit_code == 0


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (["dismiss", "m1-"], "Missing option '--because'"),
        (["dismiss", "m1-", "--because", "  "], "say why"),
        (["confirm", "m1-", "--because", "x" * 1001], "it has 1001 characters; 1000 at most"),
        (["dismiss", "m1-zz", "--because", "x"], "no move has this key"),
        (["undo", "7"], "no judgement has this number. `labmoves judgements` lists them"),
        (["undo", "m1-"], "not a valid integer"),
        (["undo", "99999999999999999999"], "is not in the range"),
        (["split", "m1-", "--because", "x"], "Missing argument 'MENTION...'"),
    ],
)
def test_a_slip_is_told(run: Run, call: list[str], said: str) -> None:
    """One sentence, exit code 2, and nothing judged."""
    result = run(*call)
    assert result.exit_code == 2
    assert said in result.stderr
    assert json.loads(run("judgements", "--json").stdout) == []
