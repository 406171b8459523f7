"""Folding keeps every offset; width, script, quotes and dots no longer make a difference."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.text.fold import fold, fold_case, unaccented


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ＯｐｅｎＡＩ，２０２６！", "OpenAI,2026!"),
        ("離職創業", "离职创业"),
        ("“Quotes” and ‘more’", "\"Quotes\" and 'more'"),
        ("「引號」", '"引号"'),
        ("山姆・奥特曼", "山姆·奥特曼"),
        ("山姆•奥特曼", "山姆·奥特曼"),
        ("GPT‑4o – new", "GPT-4o - new"),
        ("a\u3000b\u00a0c\u200bd", "a b c d"),
    ],
)
def test_what_is_folded(text: str, folded: str) -> None:
    """Each kind of variant becomes its plain form."""
    assert fold(text) == folded


def test_case_is_folded_only_where_asked() -> None:
    """`fold` keeps case; `fold_case` lowers it, but for letters that would grow."""
    assert fold("OpenAI") == "OpenAI"
    assert fold_case("OpenAI İstanbul Straße") == "openai İstanbul straße"


def test_accents_are_dropped_for_names() -> None:
    """Accented and plain spellings of a name compare equal."""
    assert unaccented("Chloé Quiñonero Łukasz") == "Chloe Quinonero Łukasz"


@given(st.text())
def test_the_length_never_changes(text: str) -> None:
    """Whatever the text, a span of the folded text is the same span of the text."""
    assert len(fold(text)) == len(text) == len(fold_case(text))


@given(st.text())
def test_twice_is_once(text: str) -> None:
    """Folding what is folded changes nothing."""
    assert fold(fold(text)) == fold(text)


@given(st.text(), st.text())
def test_parts_fold_as_the_whole(one: str, other: str) -> None:
    """No character's folding depends on its neighbours."""
    assert fold(one) + fold(other) == fold(one + other)
