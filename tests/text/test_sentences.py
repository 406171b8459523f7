"""Sentences: where they end, and that they always tile the text."""

from __future__ import annotations

import pytest
from growth import takes_in_line
from hypothesis import given
from hypothesis import strategies as st

from crawler.text.sentences import LONGEST, sentences


def cut(text: str) -> list[str]:
    return [text[s.start : s.end] for s in sentences(text)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("She left. He stayed.", ["She left.", "He stayed."]),
        ("Dr. Lee left Acme Inc. on Friday. Why?", ["Dr. Lee left Acme Inc. on Friday.", "Why?"]),
        ("J. R. Moss joins the U.S. arm. Good.", ["J. R. Moss joins the U.S. arm.", "Good."]),
        ("Yahoo! said it (really?) grew by 3.5 per cent.", ["Yahoo! said it (really?) grew by 3.5 per cent."]),
        ("“I quit.” She left.", ["“I quit.”", "She left."]),
        ("他离职了。她留下了！为什么？", ["他离职了。", "她留下了！", "为什么？"]),
        ("他说：“我走了。”然后离开；她没有。", ["他说：“我走了。”", "然后离开；", "她没有。"]),
        ("Title\n- one\n\n- two", ["Title", "- one", "- two"]),
        ("  \n ", []),
        ("", []),
        ("And so on... Then nothing", ["And so on...", "Then nothing"]),
    ],
)
def test_where_sentences_end(text: str, parts: list[str]) -> None:
    """Stops, quotes, abbreviations, initials, numbers and line ends in both languages."""
    assert cut(text) == parts


@given(st.text(alphabet=st.sampled_from('ab A.!?。！”") \n…;1王') | st.characters(), max_size=400))
def test_sentences_tile_the_text(text: str) -> None:
    """In order, not overlapping, none empty or padded, and only white space between them."""
    end = 0
    for sentence in sentences(text):
        assert text[end : sentence.start].strip() == ""
        assert sentence.start < sentence.end
        assert text[sentence.start : sentence.end].strip() == text[sentence.start : sentence.end]
        end = sentence.end
    assert text[end:].strip() == ""


@given(st.integers(1, 4), st.sampled_from(["x", "x ", "王", " "]))
def test_none_is_longer_than_the_longest(times: int, piece: str) -> None:
    """An endless run is cut, at a space where there is one."""
    assert all(s.end - s.start <= LONGEST for s in sentences(piece * (LONGEST * times)))


@pytest.mark.parametrize("piece", [".", "x.", "!(", "? ", '."', " ", "\n", ". a", "…", "!\n "])
def test_hostile_repetition_is_linear(piece: str) -> None:
    """Twice as many marks take twice as long."""
    assert takes_in_line(lambda text: list(sentences(text + "x")), piece, 200_000)
