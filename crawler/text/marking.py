"""Where the words that matter stand in a sentence: the names, and the words that tell of a move."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

from crawler.text.fold import fold_case
from crawler.text.plain import plain_line

_Style = TypeVar("_Style")
_LEAST = 2  # a single Latin letter would light up everywhere
# How both readers begin their reasons: 离职 tells of a departure; 'left': departure.
_TRIGGER = re.compile(r"^['\"]?(.{1,40}?)(?: tells of |['\"]: )")


def trigger_words(reasons: Sequence[str]) -> list[str]:
    """The words that made a mention, from its reasons."""
    return _TRIGGER.findall(reasons[0]) if reasons else []


def spans_of(line: str, styles: Mapping[str, _Style]) -> list[tuple[int, int, _Style]]:
    """Where the phrases stand in a line as whole words, in order, never two at one place; the longest first chosen."""
    return sorted(_spans(fold_case(line), styles), key=lambda span: span[:2])


def _spans(plain: str, styles: Mapping[str, _Style]) -> Iterator[tuple[int, int, _Style]]:
    taken = bytearray(len(plain))
    phrases = {fold_case(plain_line(phrase)): style for phrase, style in styles.items()}
    for phrase in sorted(phrases, key=len, reverse=True):
        if len(phrase) < _LEAST:
            continue
        start = plain.find(phrase)
        while start >= 0:
            end = start + len(phrase)
            if not any(taken[start:end]) and _whole(plain, start, end):
                taken[start:end] = b"\1" * (end - start)
                yield start, end, phrases[phrase]
            start = plain.find(phrase, end)


def _whole(plain: str, start: int, end: int) -> bool:
    before, after = plain[start - 1 : start], plain[end : end + 1]
    left = not (plain[start].isascii() and plain[start].isalnum() and before.isascii() and before.isalnum())
    return left and not (plain[end - 1].isascii() and plain[end - 1].isalnum() and after.isascii() and after.isalnum())
