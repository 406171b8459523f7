"""What changed between two texts, word by word."""

from __future__ import annotations

import itertools
import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.text.compare import Piece, compare, in_words


def shown(before: str, after: str) -> str:
    marks = {"same": "{}", "gone": "[-{}-]", "new": "[+{}+]"}
    return "".join(marks[p.kind].format(p.text) for p in compare(before, after))


@pytest.mark.parametrize(
    ("before", "after", "seen"),
    [
        ("Ada Wong left OpenAI.", "Ada Wong left OpenAI.", "Ada Wong left OpenAI."),
        ("Ada left OpenAI.", "Ada joined OpenAI.", "Ada [-left-][+joined+] OpenAI."),
        ("她即将离职。", "她已经离职。", "她[-即将-][+已经+]离职。"),
        ("A one. B two.", "A one. B two. C three.", "A one. B two.[+ C three.+]"),
        ("A one.\n\nB two.\n\nC three.", "A one.\n\nC three.", "A one.[-\n\nB two.-]\n\nC three."),
        ("He has 3 papers.", "He has 31 papers.", "He has [-3-][+31+] papers."),
        ("Ada left. It ends.", "Ada left. Bo stays. It ends.", "Ada left.[+ Bo stays.+] It ends."),
        ("林俊旸即将离职。完。", "林俊旸离职。无人回应。完。", "林俊旸[-即将-]离职。[+无人回应。+]完。"),
        ("", "new", "[+new+]"),
        ("gone", "", "[-gone-]"),
        ("", "", ""),
    ],
)
def test_words_that_changed(before: str, after: str, seen: str) -> None:
    """Whole Latin words and numbers, single Chinese characters; what did not change stays."""
    assert shown(before, after) == seen


TEXTS = st.one_of(st.text(max_size=60), st.text(alphabet="a他. \n，的OpenAI离职", max_size=80))


@given(TEXTS, TEXTS)
def test_nothing_is_lost(before: str, after: str) -> None:
    """Both texts come back out of the pieces, and two neighbours are never of one kind."""
    pieces = compare(before, after)
    assert "".join(p.text for p in pieces if p.kind != "new") == before
    assert "".join(p.text for p in pieces if p.kind != "gone") == after
    assert all(p.text for p in pieces)
    assert all(a.kind != b.kind for a, b in itertools.pairwise(pieces))


@given(TEXTS)
def test_equal_texts_have_no_change(text: str) -> None:
    """One piece, or none for no text."""
    assert compare(text, text) == ([Piece("same", text)] if text else [])


@pytest.mark.parametrize("unit", ["a ", "他", "他离职。", "left. ", "\n", "x" * 40])
def test_hostile_texts_take_no_longer(unit: str) -> None:
    """Two megabytes of one word, and of nearly one."""
    start = time.process_time()
    compare(unit * (2_000_000 // len(unit)), "b" + unit * (1_999_000 // len(unit)) + "c")
    compare((unit + "b") * (300_000 // len(unit)), ("c" + unit) * (300_000 // len(unit)))
    assert time.process_time() - start < 20


def test_texts_of_two_words_take_no_longer() -> None:
    """Nothing but repeats, just below the size that is compared at all."""
    made = random.Random(1)
    one, other = ("".join(made.choices("ab", k=630)).replace("", " ") for _ in range(2))
    start = time.process_time()
    compare(one[:630], other[:630])
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("He left on Monday.", "He stayed on Monday.", "“left” → “stayed”"),
        ("林俊旸即将离职。", "林俊旸已经离职。", "“即将” → “已经”"),
        ("He left.", "He left. She did not.", "added “She did not.”"),
        ("He left. She did not.", "He left.", "removed “She did not.”"),
        ("One. Two. Three. Four. Five.", "1. Two. 3. Four. 5.", "“One” → “1”; “Three” → “3”; 1 more change"),
        ("He left.", "He left.\n", ""),
        ("a\x1b[31mb", "a", "removed “b”"),
    ],
)
def test_changes_in_words(before: str, after: str, told: str) -> None:
    """One line that fits a table, without the text around it."""
    assert in_words(compare(before, after), most=2) == told


def test_a_long_change_in_words_is_cut() -> None:
    """Each side by itself."""
    told = in_words(compare("x " * 200, "y " * 200), longest=20)
    assert len(told) < 60
    assert told.count("…") == 2
