"""Every way in which bytes can hold a word: each script, each width, each encoding of the web that has it."""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Iterator
from functools import cache

from crawler.text.fold import fold

_WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
_MOST_SPELLINGS = 64  # of one word in traditional script


def forms_of(word: str) -> Iterator[bytes]:
    """The word's forms in UTF-8, GB 18030 and Big5, in simplified and traditional script, in full width; some twice."""
    written = (*_spellings(word), word.translate(_WIDE), word.replace(" ", "\u00a0"), word.replace("'", "’"))
    for spelled in dict.fromkeys(written):
        for encoding in ("utf-8",) if spelled.isascii() else ("utf-8", "gb18030", "big5hkscs"):
            with contextlib.suppress(UnicodeEncodeError):
                yield spelled.encode(encoding)


def _spellings(word: str) -> Iterator[str]:
    choices = [(char, *_traditional().get(char, ())) for char in word]
    return itertools.islice(("".join(chosen) for chosen in itertools.product(*choices)), _MOST_SPELLINGS)


@cache
def _traditional() -> dict[str, list[str]]:
    """Simplified character → the traditional ones that fold to it."""
    found: dict[str, list[str]] = {}
    for char in map(chr, range(0x4E00, 0xA000)):
        if fold(char) != char:
            found.setdefault(fold(char), []).append(char)
    return found
