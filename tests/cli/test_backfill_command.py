"""`labmoves backfill`: archives in, moves out, and what is said on the way."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from archive_file import response, write_archive
from calls import Run
from spiders_site import article_html

from crawler.backfill import MOST

LABMOVES = str(Path(sys.executable).with_name("labmoves"))
LEAVES = article_html("Murati leaves OpenAI", "Mira Murati, chief technology officer of OpenAI, is leaving, she wrote.")
RAIN = article_html("Rain", "It will rain in the north and be dry in the south on Wednesday.")

SLOW = "OpenAI said that its users left reviews, and that it will join them in looking for faults on Monday."


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return write_archive(
        tmp_path / "CC-NEWS-20240925120000-00001.warc.gz",
        response("https://paper.example/1", LEAVES, "2024-09-25T20:00:00Z"),
        response("https://paper.example/2", RAIN, "2024-09-25T20:00:00Z"),
        response("https://paper.example/3", RAIN, "no day"),
    )


def test_what_an_archive_tells_is_found_and_told(run: Run, archive: Path) -> None:
    """Counted for people; the move lies in the database under its day, and nothing waits to be sent."""
    said = run("backfill", "--workers", "1", archive.name)
    assert said.exit_code == 0, said.output
    assert "1 archive read: 2 pages" in said.stdout
    assert "it has no date" in said.stdout
    assert "Moves: 1 new." in said.stdout
    assert "2024-09-25" in run("moves").stdout
    assert "the last one that ended is run 1" in run("doctor").stdout
    assert "no letter" in run("alerts", "list").output.lower()
    again = run("backfill", "--workers", "1", str(archive), "--json")
    assert json.loads(again.stdout)["read_before"] == 1


def test_an_archive_outside_the_days_asked_for_is_left_out(run: Run, archive: Path) -> None:
    """The day stands in the file's name."""
    said = run("backfill", str(archive), "--from", "2024-10", "--to", "2024-10", "--json")
    assert (said.exit_code, json.loads(said.stdout)["archives"]) == (0, 0)


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ([], "Name archives"),
        (["--from", "2024-09"], "go together"),
        (["--from", "soon", "--to", "2024-09"], "neither a month"),
        (["--from", "2024-12", "--to", "2024-09"], "after"),
        (["gone.warc.gz"], "no such file"),
        (["empty"], "no archive"),
        (["--scheduler", "tcp://127.0.0.1:1", "x.warc"], "go together"),
    ],
)
def test_a_call_that_means_nothing_is_a_usage_error(
    run: Run, tmp_path: Path, arguments: list[str], complaint: str
) -> None:
    """One sentence, exit code 2."""
    (tmp_path / "x.warc").touch()
    (tmp_path / "empty").mkdir()
    said = run("backfill", *arguments)
    assert said.exit_code == 2
    assert complaint in said.output


def test_without_the_extra_it_says_what_to_install(run: Run, archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One sentence, exit code 2."""
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    said = run("backfill", archive.name)
    assert (said.exit_code, "'.[archive]'" in said.output) == (2, True)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_a_backfill_that_is_cut_off_goes_on_where_it_was(tmp_path: Path, number: signal.Signals) -> None:
    """A process of its own, ended after its first stretch; the second call reads the rest and no page twice."""
    pages = [response(f"https://paper.example/rain/{n}", RAIN) for n in range(MOST)]
    pages += [response(f"https://paper.example/{n}", article_html(f"Story {n}", SLOW)) for n in range(150)]
    archive = write_archive(tmp_path / "a.warc", *pages)
    environment = os.environ | {"LABMOVES_DATABASE": str(tmp_path / "moves.db")}
    call = [LABMOVES, "backfill", "--workers", "1", "--json", str(archive)]
    with subprocess.Popen(call, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as first:
        while not _read(tmp_path / "moves.db"):
            assert first.poll() is None
            time.sleep(0.05)
        first.send_signal(number)
        _, said = first.communicate(timeout=60)
    assert "Traceback" not in said
    before = _read(tmp_path / "moves.db")
    second = subprocess.run(call, env=environment, capture_output=True, text=True, check=False)
    assert second.returncode == 0, second.stderr
    report = json.loads(second.stdout)
    assert sum(report["outcomes"].values()) == len(pages) - before


def _read(database: Path) -> int:
    if not database.exists():
        return 0
    with sqlite3.connect(database) as connection:
        try:
            rows = connection.execute("SELECT pages FROM archives").fetchall()
        except sqlite3.OperationalError:
            rows = []
    connection.close()
    return int(rows[0][0]) if rows else 0
