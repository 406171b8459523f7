"""jieba as a judge of words: where words begin and which are names. Loaded on first use, quiet."""

from __future__ import annotations

import logging
import warnings
from functools import cache
from typing import Any, NamedTuple

_LONGEST_PIECE = 600  # characters; a longer text is cut in pieces, so that no call sees an endless one


class Token(NamedTuple):
    """A word at [start, end) and its part of speech in jieba's tags."""

    start: int
    end: int
    tag: str


@cache
def _tagger() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba  # noqa: PLC0415 - its dictionary takes a second; most documents never need it
        import jieba.posseg  # noqa: PLC0415

        jieba.setLogLevel(logging.ERROR)
        jieba.posseg.initialize()
    return jieba.posseg


def is_common(word: str) -> bool:
    """True for a dictionary word that is not a personal name."""
    tag = str(_tagger().dt.word_tag_tab.get(word, ""))
    return bool(tag) and not tag.startswith("nr")


def is_place(word: str) -> bool:
    """True for a dictionary word that names a place."""
    return str(_tagger().dt.word_tag_tab.get(word, "")).startswith("ns")


def tokens(text: str) -> list[Token]:
    """The words of `text` with their tags, in order, covering all of it."""
    found, at = [], 0
    for left in range(0, len(text), _LONGEST_PIECE):
        for word, tag in _tagger().lcut(text[left : left + _LONGEST_PIECE]):
            found.append(Token(at, at + len(word), tag))
            at += len(word)
    return found
