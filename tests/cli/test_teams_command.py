"""`labmoves teams`, and what a crawl says of a page of people."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from calls import NOW, Run

from crawler.cli.show import team_lines
from crawler.model import Discovery, DiscoveryKind, Member, TeamChange
from storage.store import Store

URL = "https://lab.example/team"
PLACE = Discovery(kind=DiscoveryKind.TEAM, url=URL, lab="openai")


@pytest.fixture
def watched(database: Path) -> None:
    """A page that Ada Wong left a day ago."""
    ada, bo = Member(name="Ada Wong\x1b[31m", post="Research"), Member(name="Bo Lin")
    change = TeamChange(url=URL, source="huxiu", lab="openai", at=NOW, since=NOW - timedelta(days=1), vanished=(ada,))
    with Store.open(database) as store:
        run = store.start_run("crawl", ["huxiu"], NOW)
        store.keep_team(PLACE, source="huxiu", members=(bo,), change=change, run=run, now=NOW)
        store.finish_run(run, "finished", [], NOW)


def test_a_crawl_tells_who_came_and_went() -> None:
    """A line for each person, with the page and the day since when."""
    ada = (Member(name="Ada Wong", post="Research"),)
    change = TeamChange(
        url=URL, source="x", lab="openai", at=NOW, since=NOW - timedelta(days=1), appeared=ada, vanished=ada
    )
    between = f"the page of openai between {NOW - timedelta(days=1):%Y-%m-%d} and {NOW:%Y-%m-%d} ({URL})"
    assert team_lines(change) == [
        f"Ada Wong, Research: appeared on {between}",
        f"Ada Wong, Research: vanished from {between}",
    ]


def test_pages_and_their_changes_are_listed(run: Run, watched: None) -> None:
    """A line for the page and one for each change; nothing of a page reaches the terminal as it came."""
    result = run("teams")
    assert result.exit_code == 0
    rows = [line.split("\t") for line in result.stdout.splitlines()[1:]]
    assert [row[:4] for row in rows] == [["openai", URL, "huxiu", "1"], ["openai", URL, "huxiu", ""]]
    assert rows[1][-1].startswith("Ada Wong")
    assert "\x1b" not in result.stdout


def test_the_list_as_json(run: Run, watched: None) -> None:
    """With everyone on the page."""
    (team,) = json.loads(run("teams", "--json").stdout)
    assert team["members"] == [{"name": "Bo Lin", "post": None}]
    assert [member["post"] for member in team["changes"][0]["vanished"]] == ["Research"]


def test_a_page_is_forgotten(run: Run, watched: None) -> None:
    """What changed stays; an unknown address is one sentence."""
    assert run("teams", "--forget", URL).exit_code == 0
    (team,) = json.loads(run("teams", "--json").stdout)
    assert (team["members"], len(team["changes"])) == ([], 1)
    result = run("teams", "--forget", "https://lab.example/")
    assert (result.exit_code, "no page of people has this address" in result.stderr) == (2, True)


@pytest.mark.parametrize("command", [("crawl", "lab"), ("sources",)])
def test_a_team_of_an_unknown_lab_stops_the_start(run: Run, tmp_path: Path, command: tuple[str, ...]) -> None:
    """Before anything is fetched or listed, with the nearest ids."""
    folder = tmp_path / "sources"
    folder.mkdir()
    text = f'name = "L"\nhome = "https://lab.example"\nlanguage = "en"\n[[team]]\nurl = "{URL}"\nlab = "openia"\n'
    (folder / "lab.toml").write_text(text, encoding="utf-8")
    Path("labmoves.toml").write_text(f"sources_folder = '{folder}'\n", encoding="utf-8")
    result = run(*command)
    assert result.exit_code == 2
    assert "[lab, team.lab] 'openia' is no lab's id. Did you mean openai" in result.stderr
