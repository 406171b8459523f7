"""The words under which a text is found."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.text.words import search_words


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


def test_english_needs_no_dictionary() -> None:
    """jieba is loaded with the first Chinese text."""
    code = (
        "import sys; from crawler.text.words import search_words as s; s('Ada left'); sys.exit('jieba' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
