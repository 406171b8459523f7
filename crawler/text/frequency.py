"""Which characters people really write: what tells text from bytes read in the wrong encoding or shifted by one."""

from __future__ import annotations

import unicodedata
from functools import cache

from crawler.text.fold import fold

_KANA = range(0x3040, 0x3100)
_HANGUL = range(0xAC00, 0xD7B0)
_FIRST_LEVEL = frozenset(bytes([lead]) for lead in range(0xB0, 0xD8))  # lead bytes in GB 2312 of its most used 3755


@cache
def is_usual(char: str) -> bool:
    """ASCII, marks, alphabets, kana, the 2350 usual hangul, the 3755 most used Chinese characters in either script."""
    code = ord(char)
    if code < 0x80 or code in _KANA:
        return True
    if code in _HANGUL:
        return len(_encoded(char, "euc_kr")) == 2  # the other syllables are spelled out in eight bytes
    category = unicodedata.category(char)
    if category == "Lo" and code >= 0x3000:
        return _encoded(fold(char), "gb2312")[:1] in _FIRST_LEVEL
    return category[0] in "LPSZ" and char != "\ufffd"


def _encoded(char: str, encoding: str) -> bytes:
    try:
        return char.encode(encoding)
    except UnicodeEncodeError:
        return b""
