"""How much characters look like somebody's name: their part in the dictionary's names against that in its other words.

jieba's dictionary holds some sixty thousand full names. 佳 is common in them and rare elsewhere, 图 the other way
round, so 朱文佳 looks like a name where 曾试图 does not, whatever stands around them.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from crawler.match.chinese.terms import terms
from crawler.match.chinese.words import entries

_CHARACTERS = 4000  # about as many as are in use; what an unseen one is counted against
_UNSEEN_IN_NAMES, _UNSEEN_IN_WORDS = 0.5, 50.0  # the dictionary counts words by the thousand, names one by one
_LEAST_COUNT = 50  # a rarer word says little of how often its characters are met


class _Model(NamedTuple):
    """Character → the logarithm of how much likelier it is there than in other words."""

    surnames: Mapping[str, float]
    given: Mapping[str, float]
    closing: frozenset[str]  # those that end a given name oftener than they open one


@cache
def _model() -> _Model:
    surnames: Counter[str] = Counter()
    given: Counter[str] = Counter()
    elsewhere: Counter[str] = Counter()
    ends: Counter[str] = Counter()  # of how many more it is the end
    are_surnames = terms().surnames
    for word, count, tag in entries():
        if tag == "nr" and len(word) in (2, 3) and word[0] in are_surnames:
            surnames[word[0]] += 1
            for char in word[1:]:
                given[char] += 1
            ends[word[-1]] += 1
            ends[word[1]] -= len(word) > len("李明")
        elif count >= _LEAST_COUNT and not tag.startswith("nr"):
            for char in word:
                elsewhere[char] += count
    plain = math.log(sum(elsewhere.values()) + _CHARACTERS * _UNSEEN_IN_WORDS)

    def against(names: Counter[str]) -> dict[str, float]:
        base = plain - math.log(sum(names.values()) + _CHARACTERS * _UNSEEN_IN_NAMES)
        return {
            char: base + math.log(names[char] + _UNSEEN_IN_NAMES) - math.log(elsewhere[char] + _UNSEEN_IN_WORDS)
            for char in names.keys() | elsewhere.keys()
        }

    closing = frozenset(char for char, more in ends.items() if more > 0)
    return _Model(against(surnames), against(given), closing)


def likeness(name: str) -> float:
    """The logarithm of how much likelier these characters are as a surname and a given name than as other text.

    Above 4 few are no names, below -1 few are. A surname of two characters is one beyond doubt.
    """
    model = _model()
    compound = name[:2] in terms().compound
    surname = 5.0 if compound else model.surnames.get(name[0], 0.0)
    return surname + sum(model.given.get(char, 0.0) for char in name[2 if compound else 1 :])


def closes_name(char: str) -> bool:
    """True for what mostly ends a given name, as 屿 does, so that another character is seldom still part of it."""
    return char in _model().closing
