"""Patterns of many words: what they find, and that they are quick to pass over where none begins."""

from __future__ import annotations

import re

import pytest

from crawler.match.chinese.terms import alternatives

_POSTS = re.compile(alternatives(["CEO", "CE", "首席", "首席科学家", "C++工程师"]))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("新CEO上任", ["CEO"]),
        ("CEO", ["CEO"]),
        ("CEOs和xCEO", []),
        ("首席科学家兼首席", ["首席科学家", "首席"]),
        ("一名C++工程师", ["C++工程师"]),
    ],
)
def test_the_longest_word_is_found_and_a_latin_one_only_alone(text: str, found: list[str]) -> None:
    """A Latin word is no part of a longer one; Chinese characters may stand right beside it."""
    assert _POSTS.findall(text) == found


def test_every_alternative_begins_with_its_first_letter() -> None:
    """A look behind at the beginning would make `re` try all alternatives at each character."""
    assert not any(part.startswith("(?") for part in _POSTS.pattern.split("|"))
