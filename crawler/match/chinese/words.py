"""Chinese words: where they begin and what kind they are, by jieba's dictionary, read once on first use.

Only its word list is read (a third of a second, 50 MB). Its tagger would guess at unknown names too, at four times the
cost; which characters make a name is judged by names.py, which knows what stands around them.
"""

from __future__ import annotations

import importlib.util
import math
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

_LONGEST = 6  # characters of the longest word that is worth knowing; longer ones are sayings and firms
_TAGS = 128  # more than there are tags: frequency and tag share one number, which halves the memory
_USUAL = 20  # the frequency below which a word says little of how a text is to be cut
_COMMON = 1000  # the frequency of a word that every page of news holds
_NEW_WORDS = {
    "推特": "n",
    "官宣": "v",
    "被曝": "v",
    "裸辞": "v",
    "据悉": "v",
    "亲述": "v",
    "独家": "d",
}  # younger than the list
_OPEN = frozenset("nr nrt nrfg".split())  # tags of personal names


class Token(NamedTuple):
    """A word at [start, end) and its part of speech in jieba's tags; "" for a character that is no word."""

    start: int
    end: int
    tag: str


class _Dictionary(NamedTuple):
    words: dict[str, int]  # word → frequency * _TAGS + number of the tag
    longest: dict[str, int]  # two characters → the length of the longest word that they begin, where it has more
    tags: tuple[str, ...]
    log_total: float


@cache
def _dictionary() -> _Dictionary:
    found = importlib.util.find_spec("jieba")
    assert found is not None, "jieba is a dependency"
    assert found.submodule_search_locations
    words: dict[str, int] = {}
    longest: dict[str, int] = {}
    tags: dict[str, int] = {}
    once: dict[int, int] = {}  # most words are as rare as many others: equal numbers as one object save 9 MB
    total = 0
    with (Path(found.submodule_search_locations[0]) / "dict.txt").open(encoding="utf-8") as lines:
        for line in lines:
            word, count, tag = line.split()
            times, size = int(count), len(word)
            total += times
            if size <= _LONGEST:
                entry = times * _TAGS + tags.setdefault(tag, len(tags))
                words[word] = once.setdefault(entry, entry)
                if size > 2 and size > longest.get(word[:2], 2):
                    longest[word[:2]] = size
    for word, tag in _NEW_WORDS.items():
        words[word] = _COMMON * _TAGS + tags.setdefault(tag, len(tags))
    return _Dictionary(words, longest, tuple(tags), math.log(total))


@lru_cache(maxsize=65536)
def tag_of(word: str) -> str:
    """The part of speech of a dictionary word; "" for anything else."""
    known = _dictionary()
    entry = known.words.get(word)
    return "" if entry is None else known.tags[entry % _TAGS]


def entries() -> Iterator[tuple[str, int, str]]:
    """Every word of the dictionary with how often it was counted and its part of speech."""
    known = _dictionary()
    return ((word, entry // _TAGS, known.tags[entry % _TAGS]) for word, entry in known.words.items())


def is_common(word: str) -> bool:
    """True for a dictionary word that is not a personal name."""
    tag = tag_of(word)
    return bool(tag) and tag not in _OPEN


def is_usual(word: str) -> bool:
    """True for a dictionary word that is not a personal name, and that readers meet now and then."""
    return is_common(word) and _dictionary().words[word] // _TAGS >= _USUAL


def is_place(word: str) -> bool:
    """True for a dictionary word that names a place."""
    return tag_of(word).startswith("ns")


@lru_cache(maxsize=65536)
def _weight(word: str) -> float:
    """The logarithm of how often a word is met; of a character that is none, once."""
    return math.log(_dictionary().words.get(word, 0) // _TAGS or 1)


def tokens(text: str) -> list[Token]:
    """The words of `text` with their tags, in order, covering all of it: the likeliest cut by frequency."""
    known = _dictionary()
    size = len(text)
    best = [0.0] * (size + 1)
    step = [1] * (size + 1)
    for at in range(size - 1, -1, -1):
        best[at] = _weight(text[at]) - known.log_total + best[at + 1]
        for n in range(2, min(known.longest.get(text[at : at + 2], 2), size - at) + 1):
            word = text[at : at + n]
            if word in known.words:
                likely = _weight(word) - known.log_total + best[at + n]
                if likely >= best[at]:
                    best[at], step[at] = likely, n
    found, at = [], 0
    while at < size:
        end = at + step[at]
        found.append(Token(at, end, tag_of(text[at:end])))
        at = end
    return found
