"""`labmoves history`: the versions of an article and the words that changed."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from calls import Run
from rich.console import Console

from crawler.cli.session import Session
from crawler.model import Article, Outcome, Visit
from storage.store import Store

URL = "https://news.example/1"
NOW = datetime.now(UTC).replace(microsecond=0)
Edit = Callable[..., None]


@pytest.fixture
def edit(database: Path) -> Edit:
    """Stores one more version of the first article."""

    def store_version(text: str, title: str = "标题 1 \x1b]0;owned\x07", keep_mention: bool = False) -> None:
        with Store.open(database) as store:
            last = store.article_versions(URL)[-1]
            run = store.start_run("crawl", ["huxiu"], NOW)
            article: Article = replace(last.article, text=text, title=title, text_hash=f"t1-{hash((text, title))}")
            visit = Visit(url=URL, source="huxiu", fetched_at=NOW, outcome=Outcome.MATCHED)
            mentions = [held.mention for held in last.mentions] if keep_mention else []
            store.apply(article, mentions, [], visit, run, NOW)
            store.finish_run(run, "finished", [], NOW)

    return store_version


def test_the_words_that_changed_are_marked(run: Run, edit: Edit) -> None:
    """Chinese by the character; below each version what it told of."""
    edit("据传阿里通义千问技术负责人林俊旸已经离职。\n公司未予置评。", keep_mention=True)
    edit("阿里通义千问一切照旧。")
    result = run("history", URL)
    assert result.exit_code == 0, result.stderr
    assert "林俊旸[-即将-]{+已经+}离职。" in result.stdout
    assert "公司未予置评。+}" in result.stdout
    first, second, third = result.stdout.split("\nVersion ")[1:]
    assert "林俊旸 · departure · Alibaba · rumored  m1-" in first
    assert "林俊旸 · departure · Alibaba · rumored" in second
    assert "departure" not in third
    assert " in run 1, published " in first


def test_an_article_never_edited_has_one_version(run: Run, database: Path) -> None:
    """With its title and what it told of; the address may carry what a share button adds."""
    for url in (URL, URL + "?utm_source=x#top"):
        result = run("history", url)
        assert result.stdout.count("Version") == 1
        assert "标题 1" in result.stdout


def test_a_changed_title_is_a_change(run: Run, edit: Edit) -> None:
    """Headlines are where edits hide."""
    edit("据传阿里通义千问技术负责人林俊旸即将离职。", title="标题 2")
    assert "标题 [-1" in run("history", URL).stdout


def test_programs_get_whole_texts(run: Run, edit: Edit) -> None:
    """Same and gone pieces give the text before, same and new ones the text after."""
    edit("阿里通义千问技术负责人林俊旸离职。")
    first, second = json.loads(run("history", URL, "--json").stdout)
    assert first["changes"] == []
    assert first["mentions"][0]["mention"]["person"] == "林俊旸"
    assert first["mentions"][0]["move"].startswith("m1-")
    gone, new = ("".join(p["text"] for p in second["changes"] if p["kind"] != kind) for kind in ("new", "gone"))
    assert (gone, new) == tuple(f"{v['article']['title']}\n\n{v['article']['text']}" for v in (first, second))


def test_a_long_article_shows_where_it_changed(run: Run, edit: Edit) -> None:
    """Not the whole of it again; Latin words are not cut in two."""
    filler = "Nothing of note happened on that day. " * 50
    edit(f"One. {filler}Ada left. {filler}")
    edit(f"One. {filler}Ada stayed. {filler}")
    last = run("history", URL).stdout.split("\nVersion 3")[1]
    assert len(last) < 400
    assert "Ada [-left-]{+stayed+}." in last
    assert "…" in last


@pytest.mark.parametrize("text", ["\x1b[31mred\x1b]0;owned\x07 \u202e evil", "[bold]not markup[/bold] {+x+}", ""])
def test_hostile_text_does_nothing(run: Run, edit: Edit, text: str) -> None:
    """No escape, no direction mark, no markup reaches the terminal."""
    edit(text)
    for call in ([], ["--json"]):
        result = run("history", URL, *call)
        assert result.exit_code == 0
        assert not set(result.stdout) & set("\x1b\x07\u202e")


def test_colour_on_a_terminal(run: Run, edit: Edit, monkeypatch: pytest.MonkeyPatch) -> None:
    """There the colour is the mark; without colour there are brackets."""
    edit("据传阿里通义千问技术负责人林俊旸已经离职。")
    for system, mark in (("standard", "\x1b[32m已经\x1b[0m"), (None, "{+已经+}")):
        out = io.StringIO()
        made = Console(file=out, force_terminal=True, width=60, color_system=system, _environ={})  # type: ignore[arg-type]
        monkeypatch.setattr(Session, "out", made)
        run("history", URL)
        assert mark in out.getvalue()


def test_an_address_that_is_not_stored_is_told(run: Run, database: Path) -> None:
    """With what is known of it: never seen, read and told of nothing, or no address at all."""
    with Store.open(database) as store:
        run_id = store.start_run("crawl", ["huxiu"], NOW)
        seen = NOW - timedelta(days=1)
        quiet = Visit(url="https://news.example/quiet", source="huxiu", fetched_at=seen, outcome=Outcome.NO_MOVE)
        store.record_visit(quiet, run_id)
        store.finish_run(run_id, "finished", [], NOW)
    for url, said in (
        ("https://news.example/9", "no article of this address is stored"),
        ("https://news.example/quiet", f"it was read on {seen:%Y-%m-%d} and told of no move (no_move)"),
        ("not an address", "not a web address"),
    ):
        result = run("history", url)
        assert (result.exit_code, result.stdout) == (2, "")
        assert said in result.stderr


def test_without_a_database_it_says_so(run: Run) -> None:
    """And makes none."""
    assert "no database yet" in run("history", URL).stderr
