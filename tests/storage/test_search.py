"""Full text over the newest texts of stored articles."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from newsdesk import article, begin, mention, publish

from crawler.errors import InputError, StoreError
from storage.store import Store

TEXTS = {
    1: "OpenAI首席科学家伊利亚宣布离职。他没有说去哪里。",
    2: "外媒報道，研究員即將離職。",
    3: "Lilian Weng, a vice-president of OpenAI, is leaving. She did not say why.",
    4: "阿里通义千问技术负责人林俊旸在X上发文。团队感谢他。",
}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "labmoves.db") as opened:
        run = begin(opened)
        for number, text in TEXTS.items():
            publish(opened, run, article(number, text), [mention(f"Ada Wong{number}")])
        yield opened


def found(store: Store, *phrases: str) -> set[int]:
    return {int(hit.article_url.rsplit("/", 1)[1]) for hit in store.search(phrases, 20)}


@pytest.mark.parametrize(
    ("phrases", "articles"),
    [
        (["离职"], {1, 2}),
        (["離職"], {1, 2}),
        (["科学家"], {1}),
        (["科学"], {1}),
        (["林俊旸"], {4}),
        (["技术负责人"], {4}),
        (["OPENAI"], {1, 3}),
        (["openai", "离职"], {1}),
        (["lilian weng"], {3}),
        (["vice president"], {3}),
        (["weng why"], set()),
        (["俊林"], {4}),
        (["Title 3"], {3}),
        (["入职"], set()),
        (["leav"], set()),
    ],
)
def test_what_is_found(store: Store, phrases: list[str], articles: set[int]) -> None:
    """Words of two characters, either script and case, parts of a phrase near each other, all phrases."""
    assert found(store, *phrases) == articles


def test_the_sentence_that_has_most_of_it(store: Store) -> None:
    """As it stands in the article; the first where only the title has the words."""
    assert store.search(["去哪里"], 1)[0].sentence == "他没有说去哪里。"
    assert store.search(["title", "离职", "1"], 1)[0].sentence == "OpenAI首席科学家伊利亚宣布离职。"
    assert store.search(["title 3"], 1)[0].sentence.startswith("Lilian Weng")


def test_the_title_weighs_more(store: Store) -> None:
    """And what is best comes first, within the limit."""
    run = begin(store)
    publish(store, run, replace(article(9, "Something else entirely."), title="Why 离职"), [mention("Bo Chen")])
    first, *others = store.search(["离职"], 3)
    assert first.article_url.endswith("/9")
    assert [hit.score for hit in others] == sorted((hit.score for hit in others), reverse=True)
    assert first.score > others[0].score > 0
    assert len(store.search(["离职"], 1)) == 1


def test_an_edited_article_is_found_by_its_newest_text(store: Store) -> None:
    """What was edited out is not found any more."""
    publish(store, begin(store), article(1, "一切照旧。"), [mention("Ada Wong1")])
    assert found(store, "离职") == {2}
    assert found(store, "照旧") == {1}


def test_the_index_is_in_the_articles_transaction(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the article is not stored, neither are its words."""
    monkeypatch.setattr("storage.articles.save_mentions", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        publish(store, begin(store), article(7, "从未存在。"), [mention("Bo Chen")])
    monkeypatch.undo()
    assert found(store, "从未") == set()
    publish(store, begin(store), article(7, "从未存在。"), [mention("Bo Chen")])
    assert found(store, "从未") == {7}


def test_another_way_to_cut_is_another_index(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is made anew when next opened to write; until then a search says so rather than finding nothing."""
    with Store.open(store.path, read_only=True) as reader:
        monkeypatch.setattr("storage.search.CUT", "w2")
        with pytest.raises(StoreError, match="`labmoves crawl` brings them up to date"):
            reader.search(["离职"], 1)
    publish(store, begin(store), article(1, "他离职，又离职。"), [mention("Ada Wong1")])
    with Store.open(store.path) as renewed:
        assert found(renewed, "离职") == {1, 2}
        assert found(renewed, "科学家") == set()


@pytest.mark.parametrize("phrases", [[], [""], ['"'], ["*", "( )"], ["\0"]])
def test_a_question_without_a_word_is_a_slip(store: Store, phrases: list[str]) -> None:
    """It is no syntax error of SQLite."""
    with pytest.raises(InputError, match="no word in it"):
        store.search(phrases, 5)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.one_of(st.text(max_size=20), st.sampled_from(["AND", "NEAR(", "title:x", 'a"b', "-离", "离*", "^x"])))
)
def test_any_question_has_an_answer(store: Store, phrases: list[str]) -> None:
    """FTS5's own words and signs mean nothing in it."""
    try:
        store.search(phrases, 5)
    except InputError as error:
        assert "no word" in str(error)  # noqa: PT017 - either is right


def test_hostile_texts_are_indexed(store: Store) -> None:
    """Lone surrogates, NULs, quotes and a word of a megabyte do no harm."""
    for number, text in enumerate(["\ud800 evil", "a\0b c", "\"' ) OR (", "x" * 1_000_000, "离" * 100_000], 20):
        publish(store, begin(store), article(number, text), [mention(f"Bo Chen{number}")])
    assert found(store, "evil") == {20}
    assert found(store, "离") == {24}


def test_the_index_is_much_smaller_than_the_text(store: Store) -> None:
    """It holds no text of its own."""
    tables = {
        row[0] for row in store._db.execute("SELECT name FROM sqlite_master WHERE name LIKE 'search%'").fetchall()
    }
    assert "search_content" not in tables
    with pytest.raises(sqlite3.OperationalError):
        store._db.execute("DELETE FROM search")
