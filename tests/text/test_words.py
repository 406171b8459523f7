"""The words under which a text is found."""

from __future__ import annotations

import logging
import re
import warnings
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.text.dictionary import entries
from crawler.text.fold import fold_case
from crawler.text.words import search_words


@cache
def _jieba() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # old escapes, and how it finds its files
        import jieba

        jieba.setLogLevel(logging.ERROR)
        jieba.initialize()
    return jieba


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("林俊旸宣布离职", ["林", "俊", "旸", "宣布", "离职"]),
        ("宣佈離職", ["宣布", "离职"]),
        ("首席科学家", ["首席", "科学", "学家", "科学家"]),
        ("OpenAI的GPT-4o", ["openai", "的", "gpt", "4o"]),
        ("Ｏｐｅｎ Ａ．Ｉ", ["open", "a", "i"]),
        ("O'Neil_Smith’s Ümläut", ["o", "neil", "smith", "s", "ümläut"]),
        ("…  \n\t\x00", []),
        ("", []),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    """Chinese cut, traditional simplified, width and case folded, signs left out."""
    assert search_words(text) == words


@given(st.text(max_size=80))
def test_no_word_is_empty_or_a_sign(text: str) -> None:
    """Whatever the text: each word is one that FTS5 can hold within quotes."""
    for word in search_words(text):
        assert word.strip()
        assert '"' not in word
        assert "\0" not in word


def test_english_needs_no_dictionary(monkeypatch: pytest.MonkeyPatch) -> None:
    """The list is read with the first Chinese text."""
    monkeypatch.setattr("crawler.text.words.cut", lambda _: pytest.fail("the list is read"))
    assert search_words("Ada left") == ["ada", "left"]


@cache
def _words() -> list[str]:
    return [word for word, *_ in entries()]


@st.composite
def chinese(draw: st.DrawFn) -> str:
    """Words of the list and signs that begin some, in any order."""
    words = _words()
    parts = draw(st.lists(st.integers(0, 2 * len(words) - 1), max_size=30))
    text = "".join(words[n] if n < len(words) else words[n - len(words)][0] for n in parts)
    return "".join(re.findall(r"[\u4e00-\u9fd5]", fold_case(text)))


@given(chinese())
@settings(max_examples=50)
def test_chinese_is_cut_as_jieba_cuts_it(text: str) -> None:
    """For search, and without its guesses at new words: what was stored by earlier versions is found as it was."""
    assert search_words(text) == list(_jieba().cut_for_search(text, HMM=False))
