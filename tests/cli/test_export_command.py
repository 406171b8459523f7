"""`labmoves export`: moves for other programs."""

from __future__ import annotations

import csv
import io
import json
import sys
from pathlib import Path

import feedparser
import pytest
from calls import Run
from rich.console import Console

from crawler.cli.session import Session
from storage.store import Store

FORMATS = ("csv", "json", "jsonl", "atom", "jsonfeed", "ical")


def people(text: str) -> list[str]:
    return [row["person"] for row in csv.DictReader(io.StringIO(text))]


def test_each_format_holds_the_moves(run: Run, database: Path) -> None:
    """The same moves as `labmoves moves` lists, the latest first."""
    assert people(run("export", "--format", "csv").stdout) == ["Eve Adams", "林俊旸"]
    assert run("export", "--format", "json").stdout == run("moves", "--json").stdout
    lines = run("export", "--format", "jsonl").stdout.splitlines()
    assert [json.loads(line)["kind"] for line in lines] == ["hire", "departure"]
    read = feedparser.parse(run("export", "--format", "atom").stdout)
    assert [entry.title for entry in read.entries] == [
        "Eve Adams is joining OpenAI from Google (confirmed)",
        "Junyang Lin is leaving Alibaba (confirmed by Junyang Lin)",
    ]


def test_the_calendar_has_what_has_a_day(run: Run, database: Path) -> None:
    """Those without an effective day are left out."""
    assert "BEGIN:VEVENT" not in run("export", "--format", "ical").stdout
    with Store.open(database) as store:
        store._db.execute("UPDATE moves SET effective = '2026-12-01' WHERE kind = 'hire'")
        store._db.conn.commit()
    assert run("export", "--format", "ical").stdout.count("BEGIN:VEVENT") == 1


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (["--kind", "hire"], ["Eve Adams"]),
        (["--lab", "阿里巴巴"], ["林俊旸"]),
        (["--since", "36h"], ["Eve Adams"]),
        (["--until", "36h"], ["林俊旸"]),
        (["--person", "Lin Junyang"], ["林俊旸"]),
        (["--status", "denied"], []),
        (["--limit", "1"], ["Eve Adams"]),
    ],
)
def test_moves_are_chosen_as_elsewhere(run: Run, database: Path, filters: list[str], found: list[str]) -> None:
    """The options of `labmoves moves`."""
    assert people(run("export", "--format", "csv", *filters).stdout) == found


@pytest.mark.parametrize("form", FORMATS)
def test_a_file_is_what_standard_output_would_be(run: Run, database: Path, tmp_path: Path, form: str) -> None:
    """Written over whole, with a word on standard error; nothing of the web acts on a terminal."""
    (tmp_path / "out").write_text("old")
    result = run("export", "--format", form, "-o", "out")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == f"{0 if form == 'ical' else 2} moves written to out\n"
    written = (tmp_path / "out").read_bytes()
    assert written == run("export", "--format", form).stdout_bytes
    assert not set(written.decode()) & set("\x1b\x07\u202e")
    assert run("export", "--format", form, "-o", "-").stdout_bytes == written


@pytest.mark.parametrize("form", FORMATS)
def test_an_empty_database_is_exported_too(run: Run, tmp_path: Path, form: str) -> None:
    """A feed without entries is a feed."""
    Store.open(tmp_path / "labmoves.db").close()
    assert run("export", "--format", form).exit_code == 0


def test_what_cannot_be_done_is_told(run: Run, database: Path) -> None:
    """No such format, no such lab, no such folder; and no database."""
    assert run("export").exit_code == 2
    assert run("export", "--format", "xls").exit_code == 2
    assert run("export", "--format", "csv", "--limit", "9" * 30).exit_code == 2
    assert run("export", "--format", "csv", "--until", "9999-12-31").exit_code == 0
    assert run("export", "--format", "csv", "--lab", "alibba").exit_code == 2
    result = run("export", "--format", "csv", "-o", "no/such/folder.csv")
    assert result.exit_code == 1
    assert "no/such] there is no such folder" in result.stderr
    database.unlink()
    assert run("export", "--format", "csv").exit_code == 1


def test_parquet_is_written_to_a_file(
    run: Run, database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Or into a pipe, and never onto a terminal."""
    pytest.importorskip("pyarrow", reason="pyarrow is not installed: pip install '.[parquet]'")
    run("export", "--format", "parquet", "-o", "moves.parquet")
    whole = (tmp_path / "moves.parquet").read_bytes()
    assert whole[:4] == whole[-4:] == b"PAR1"
    assert run("export", "--format", "parquet").stdout_bytes[:4] == b"PAR1"
    monkeypatch.setattr(Session, "out", Console(force_terminal=True))
    result = run("export", "--format", "parquet")
    assert (result.exit_code, result.stdout) == (2, "")


def test_parquet_without_the_extra(run: Run, database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The sentence that says what to install."""
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    result = run("export", "--format", "parquet")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "pip install '.[parquet]'" in result.stderr
