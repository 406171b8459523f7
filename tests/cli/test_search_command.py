"""`labmoves search` over a known database."""

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


@pytest.mark.parametrize("word", ["离职", "離職"])
def test_a_word_of_two_characters_is_found(run: Run, database: Path, word: str) -> None:
    """In either script, with the sentence and the word marked in it."""
    result = run("search", word)
    assert result.exit_code == 0, result.stderr
    ((_, source, title, sentence, address),) = rows(result.stdout)
    assert (source, title, address) == ("huxiu", "标题 1", "https://news.example/1")
    assert sentence == "据传阿里通义千问技术负责人林俊旸即将[离职]。"


def test_all_words_have_to_be_there(run: Run, database: Path) -> None:
    """In any order; words within quotes stand together."""
    assert len(rows(run("search", "林俊旸").stdout)) == 2
    assert len(rows(run("search", "GOOGLE", "openai").stdout)) == 1
    assert rows(run("search", "openai", "nowhere").stdout) == []
    assert rows(run("search", "林俊旸", "--limit", "1").stdout)[0][2] == "标题 2"


def test_programs_get_every_field(run: Run, database: Path) -> None:
    """Hostile titles and texts are escaped."""
    result = run("search", "eve", "--json")
    (hit,) = json.loads(result.stdout)
    assert hit["article_url"] == "https://news.example/2"
    assert hit["score"] > 0
    assert not set(result.stdout + run("search", "eve").stdout) & set("\x1b\x07\u202e")


def test_on_a_narrow_terminal_a_hit_is_a_paragraph(run: Run, database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Date, source and title, the sentence, the address; the word is marked by its colour."""
    out = io.StringIO()
    made = Console(file=out, force_terminal=True, width=60, color_system="standard", soft_wrap=True, _environ={})
    monkeypatch.setattr(Session, "out", made)
    assert run("search", "离职").exit_code == 0
    shown = out.getvalue()
    assert "huxiu: 标题 1" in shown
    assert "\x1b[1;33m离职\x1b[0m" in shown
    assert "https://news.example/1" in shown
    assert "owned" not in shown


def test_nothing_found_is_an_answer(run: Run, tmp_path: Path) -> None:
    """In an empty database too; no word, or no database, is none."""
    assert "no database yet" in run("search", "离职").stderr
    Store.open(tmp_path / "labmoves.db").close()
    result = run("search", "离职")
    assert (result.exit_code, "No stored article has these words" in result.stderr) == (0, True)
    assert run("search", "离职", "--json").stdout == "[]\n"
    for call in ([], ['"*"'], ["离职", "--limit", "0"]):
        assert run("search", *call).exit_code == 2
