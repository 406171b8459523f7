"""The list of Chinese words, jieba's, read once on first use; and how a text is likeliest cut into words by it.

Only its list is read (a third of a second, 50 MB), and one serves matching and search: jieba itself would hold it a
second time, with all that its words begin with.
"""

from __future__ import annotations

import importlib.util
import math
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

_TAGS = 128  # more than there are tags: frequency and tag share one number, which halves the memory


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
    numbers: dict[str, int] = {}  # most words are as rare as many others: one look-up, and equal numbers as one object
    total = 0
    with (Path(found.submodule_search_locations[0]) / "dict.txt").open(encoding="utf-8") as lines:
        for line in lines:
            word, _, told = line.partition(" ")
            number = numbers.get(told)
            if number is None:
                count, tag = told.split()
                number = numbers[told] = int(count) * _TAGS + tags.setdefault(tag, len(tags))
            total += number // _TAGS
            words[word] = number
            size = len(word)
            if size > 2 and size > longest.get(word[:2], 2):
                longest[word[:2]] = size
    return _Dictionary(words, longest, tuple(tags), math.log(total))


def is_word(word: str) -> bool:
    """True where it is on the list."""
    return word in _dictionary().words


def entry(word: str) -> tuple[int, str]:
    """How often a word was counted, and its part of speech in jieba's tags; (0, "") for what is none."""
    known = _dictionary()
    found = known.words.get(word)
    return (0, "") if found is None else (found // _TAGS, known.tags[found % _TAGS])


def entries() -> Iterator[tuple[str, int, str]]:
    """Every word with how often it was counted and its part of speech."""
    known = _dictionary()
    return ((word, held // _TAGS, known.tags[held % _TAGS]) for word, held in known.words.items())


@lru_cache(maxsize=65536)
def _weight(word: str) -> float | None:
    """The logarithm of how often a word is met, of one that was never counted once; None for what is none."""
    return math.log(entry(word)[0] or 1) if is_word(word) else None


def cut(text: str, *, longest: int = 64, more: Mapping[str, float] | None = None) -> list[tuple[int, int]]:
    """Where its words begin and end, covering all of it: the likeliest cut by frequency, without guesses at new words.

    Words of more than `longest` characters do not count; `more` are words that are not on the list, of up to two
    characters, with the logarithm of how often they are met.
    """
    known, young = _dictionary(), more or {}
    size, reach = len(text), known.longest.get
    best = [0.0] * (size + 1)
    step = [1] * (size + 1)
    for at in range(size - 1, -1, -1):
        pair = text[at : at + 2]
        most = best[at + 1] + (_weight(pair[0]) or young.get(pair[0], 0.0))
        for n in range(2, min(reach(pair, 2), longest, size - at) + 1):
            word = pair if n == 2 else text[at : at + n]
            weight = _weight(word)
            if weight is None:
                weight = young.get(word, -math.inf)
            if weight + best[at + n] >= most:
                most, step[at] = weight + best[at + n], n
        best[at] = most - known.log_total
    found, at = [], 0
    while at < size:
        found.append((at, at + step[at]))
        at += step[at]
    return found
