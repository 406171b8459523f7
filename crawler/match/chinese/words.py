"""Chinese words: where they begin and what kind they are.

jieba's tagger would guess at unknown names too, at four times the cost; which characters make a name is judged by
names.py, which knows what stands around them.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from crawler.text import dictionary

_LONGEST = 6  # characters of the longest word that is worth knowing; longer ones are sayings and firms
_USUAL = 20  # the frequency below which a word says little of how a text is to be cut
_COMMON = 1000  # the frequency of a word that every page of news holds
_NEW_WORDS = {
    "推特": "n",
    "官宣": "v",
    "被曝": "v",
    "裸辞": "v",
    "亲述": "v",
    "独家": "d",
    "于本周": "t",
}  # younger than the list, or of another kind than it says
_NEW = dict.fromkeys(_NEW_WORDS, math.log(_COMMON))
_OPEN = frozenset("nr nrt nrfg".split())  # tags of personal names


class Token(NamedTuple):
    """A word at [start, end) and its part of speech in jieba's tags; "" for a character that is no word."""

    start: int
    end: int
    tag: str


@lru_cache(maxsize=65536)
def tag_of(word: str) -> str:
    """The part of speech of a dictionary word; "" for anything else."""
    return _NEW_WORDS.get(word) or (dictionary.entry(word)[1] if len(word) <= _LONGEST else "")


def entries() -> Iterator[tuple[str, int, str]]:
    """Every word of the dictionary with how often it was counted and its part of speech."""
    new = ((word, _COMMON, tag) for word, tag in _NEW_WORDS.items())
    old = (each for each in dictionary.entries() if len(each[0]) <= _LONGEST and each[0] not in _NEW_WORDS)
    return chain(old, new)


def is_common(word: str) -> bool:
    """True for a dictionary word that is not a personal name."""
    tag = tag_of(word)
    return bool(tag) and tag not in _OPEN


def is_usual(word: str) -> bool:
    """True for a dictionary word that is not a personal name, and that readers meet now and then."""
    return is_common(word) and (word in _NEW_WORDS or dictionary.entry(word)[0] >= _USUAL)


def is_place(word: str) -> bool:
    """True for a dictionary word that names a place."""
    return tag_of(word).startswith("ns")


def tokens(text: str) -> list[Token]:
    """The words of `text` with their tags, in order, covering all of it: the likeliest cut by frequency."""
    found = dictionary.cut(text, longest=_LONGEST, more=_NEW)
    return [Token(start, end, tag_of(text[start:end])) for start, end in found]
