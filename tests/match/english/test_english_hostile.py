"""Text that nobody meant as text: no crash, and time that grows with its length only."""

from __future__ import annotations

import gc
import time
from itertools import product

import pytest
from english_cases import candidates, moves
from growth import takes_in_line
from hypothesis import given, settings
from hypothesis import strategies as st

_PIECES = st.sampled_from(
    [
        "OpenAI", " leaves ", "Ann Lee", " joins ", "Anthropic", ", ", "'s ", " and ", "\n", "**", "[",
        "](https://e.org/a)", "<b>", "</b>", "&#39;", "(", ")", '"', "—", " who ", " to ", " former ", "CEO", " of ",
        "@sama", "I'm leaving ", "\x00", "\ud800", "\u200f", " " * 50, "İ", ". ", ": ", "ß", "1", "…", "→ ", "was ",
        " an AI startup ", "his departure ", " as CEO", "Lumenary, the chatbot lab, ", "Sir ", "Mr.",
        "Dr", " put ", " where she served ", " respectively", " before leaving ", "poached ", "after a year at ",
    ]
)  # fmt: skip


@settings(max_examples=150)
@given(st.lists(_PIECES, max_size=60).map("".join))
def test_any_mix_of_pieces_is_read(text: str) -> None:
    """Whatever order names, words, markup and control characters come in, reading ends and offsets lie in the text."""
    for found in candidates(text):
        assert 0 <= found.trigger[0] < found.trigger[1] <= len(text)
        assert 0.0 <= found.score <= 1.0
        assert found.person


@pytest.mark.parametrize(
    "text",
    [
        "OpenAI has hired Sir Mr.",
        "OpenAI hired Prof Dr.",
        "OpenAI poached Ann Lee, who led its lab, and Bo Sand",
        "OpenAI, where Ann Lee and Bo Sand joined Cohere and Meta, respectively, before returning to Google",
        "Ann Lee has puts OpenAI",
    ],
)
def test_a_sentence_cut_off_is_read(text: str) -> None:
    """A title, a list or a word of moving may be the last that a line holds."""
    assert all(found.person for found in candidates(text))


@settings(max_examples=100)
@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    """Any characters at all are read without a crash."""
    whole = text + " OpenAI leaves "
    for found in candidates(whole):
        assert 0 <= found.trigger[0] < found.trigger[1] <= len(whole)


@pytest.mark.parametrize(
    "piece",
    [
        "OpenAI hires Ana Kovac and ", "Ann Lee and ", "OpenAI leaves, ", "[OpenAI](", "<a href='OpenAI leaves",
        "&#39;", " ", "( ", '"\'', "to leave ", "who left ", "Ann Lee, CEO, ", "he said ",
        "Lumenary, the AI startup, ", "- X: ",
    ],
)  # fmt: skip
def test_time_grows_with_length_only(piece: str) -> None:
    """Four times the text takes about four times as long; sixteen times would be quadratic."""

    def seconds(length: int) -> float:
        text = "OpenAI " + piece * (length // len(piece)) + " Ann Lee leaves OpenAI"
        gc.collect()
        gc.disable()  # what other tests left behind is not to be looked through in here
        try:
            start = time.process_time()
            candidates(text)
            return time.process_time() - start
        finally:
            gc.enable()

    seconds(2_000)
    small, large = seconds(10_000), seconds(40_000)
    assert large < 9 * small + 0.3


def test_many_people_take_time_in_line_with_their_number() -> None:
    """Whoever a text tells of is not looked up among all whom it told of before."""
    endings = ["".join(letters) for letters in product("bdfgklmnprst", "aeiou", "bdfgklmnprst", "aeiou")]

    def read(text: str) -> None:
        candidates("".join(f"Ann and Ben K{endings[i]} left OpenAI. " for i in range(len(text))))

    assert takes_in_line(read, ".", 3000)


def test_empty_text() -> None:
    """No text, no moves."""
    assert moves("") == set()


def test_a_name_that_is_somebodys() -> None:
    """A bare name behind "our", which names nobody for sure, may stand where a list of people goes on."""
    assert moves("Ann Lee is leaving OpenAI. Her neighbours were Taylor and our Kylie.") == {
        "departure: Ann Lee @ OpenAI"
    }


def test_right_to_left_marks_and_curly_quotes_hide_nothing() -> None:
    """Invisible marks and curly quotes around a name leave it readable."""
    assert moves("\u200f\u201cAnn Brightwell\u201d is leaving OpenAI, she\u2019s said.") == {
        "departure: Ann Brightwell @ OpenAI"
    }
