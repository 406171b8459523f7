"""`labmoves merge`, `split`, `dismiss`, `confirm`, `undo` and `judgements` over a known database."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from calls import Run, read_departure

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
    assert run("alerts", "preview", keys["departure"]).stderr == "The move is dismissed: no letter of it is sent.\n"
    result = run("alerts", "resend", keys["departure"])
    assert result.exit_code == 2
    assert "the move is dismissed. `labmoves judgements` says why, `labmoves undo` takes that back" in result.stderr


def test_judgements_are_listed(run: Run, keys: dict[str, str], another: str) -> None:
    """The newest first, with the moves that they name, and whether they were undone."""
    assert "Nothing was judged by hand yet." in run("judgements").stderr
    run("merge", another, keys["departure"], "--because", "both wrong")
    run("undo", "1", "--because", "nonsense")
    run("confirm", keys["hire"], "--because", "seen")
    lines = [line.split("\t") for line in run("judgements").stdout.splitlines()]
    assert lines[0] == ["id", "when", "judgement", "move", "because", "undone"]
    assert [(row[0], row[2], row[4]) for row in lines[1:]] == [("2", "confirm", "seen"), ("1", "merge", "both wrong")]
    merged = f"{another[:11]} Ann Lee, researcher: departure from OpenAI and {keys['departure'][:11]} 林俊旸"
    assert lines[2][3].startswith(merged)
    assert lines[2][5].endswith(": nonsense")
    listed = json.loads(run("judgements", "--json").stdout)
    assert [(j["id"], j["act"], j["move"]["key"], bool(j["undone_at"])) for j in listed] == [
        (2, "confirm", keys["hire"], False),
        (1, "merge", another, True),
    ]
    assert [j["id"] for j in json.loads(run("judgements", "--in-force", "--json").stdout)] == [2]
    run("undo", "2")
    assert run("judgements", "--in-force").stderr == "No judgement is in force.\n"


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
        (["undo", "m1-"], "'m1-' is not a valid number."),
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


def test_undone_it_is_as_if_it_had_not_been(run: Run, database: Path) -> None:
    """Also where two articles were read in one moment, the later one with the address that sorts first."""
    with Store.open(database) as store:
        for number, (address, role) in enumerate({"z": "chief scientist", "a": "researcher"}.items()):
            read_departure(store, f"https://{address}.example/{number}", role)
    before = run("moves", "--person", "Ann Lee", "--json").stdout
    key = json.loads(before)[0]["key"]
    assert json.loads(before)[0]["role"] == "researcher"
    run("dismiss", key, "--because", "no")
    run("undo", "1")
    assert run("moves", "--person", "Ann Lee", "--json").stdout == before


def test_a_merge_says_that_the_lab_is_another(run: Run, keys: dict[str, str], another: str) -> None:
    """The first report's names the move; that of the other is told."""
    assert "  lab: OpenAI → Alibaba\n" in run("merge", another, keys["departure"], "--because", "one").stdout


def test_who_comes_and_who_goes_are_not_merged(run: Run, keys: dict[str, str]) -> None:
    """Told in one sentence with both moves and the way out; nothing is judged."""
    result = run("merge", keys["departure"], keys["hire"], "--because", "one")
    assert result.exit_code == 2
    assert "one of them comes and the other goes (林俊旸, departure, Alibaba; Eve" in result.stderr
    assert "`labmoves dismiss` the one that is none" in result.stderr
    assert json.loads(run("judgements", "--json").stdout) == []


@pytest.mark.parametrize(
    "call",
    [
        ["dismiss", "m1-", "--because", "x"],
        ["undo", "1"],
        ["rematch", "--apply"],
        ["alerts", "send"],
        ["alerts", "mute", "openai", "--because", "x"],
        ["alerts", "unmute", "openai"],
        ["diff", "--forget", "ann"],
        ["teams", "--forget", "https://lab.example/"],
    ],
)
def test_what_needs_a_database_makes_none(run: Run, database: Path, call: list[str]) -> None:
    """A slip in the configuration's path is told, as the lists tell it."""
    database.unlink()
    result = run(*call)
    assert (result.exit_code, "there is no database yet" in result.stderr) == (1, True)
    assert not database.exists()
