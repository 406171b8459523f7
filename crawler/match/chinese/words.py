"""jieba as a judge of words: is this string an ordinary word or a name? Loaded on first use, quiet."""

from __future__ import annotations

import logging
import warnings
from functools import cache
from typing import Any

_NAME_TAGS = ("nr", "nrt", "nrfg")


@cache
def _tagger() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba  # noqa: PLC0415 - its dictionary takes a second; most documents never need it
        import jieba.posseg  # noqa: PLC0415

        jieba.setLogLevel(logging.ERROR)
        jieba.initialize()
        jieba.posseg.initialize()
    return jieba.posseg


def tag_of(word: str) -> str:
    """The dictionary's tag of exactly this word, or an empty string."""
    return str(_tagger().dt.word_tag_tab.get(word, ""))


def is_common(word: str) -> bool:
    """True for a dictionary word that is not a personal name."""
    tag = tag_of(word)
    return bool(tag) and not tag.startswith(_NAME_TAGS)


def tagged(text: str) -> list[tuple[str, str]]:
    """Words and tags of a short text."""
    return [(pair.word, pair.flag) for pair in _tagger().lcut(text)]
