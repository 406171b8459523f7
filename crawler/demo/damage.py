"""Damages text as a faulty re-publisher does, so that the demo holds such a page: see crawler/text/repair.py.

The converter turns the page into traditional script and GBK bytes, then puts a reading in brackets after every
character on its list, byte pair by byte pair with no respect for where a character starts.
"""

from __future__ import annotations

import codecs
from functools import cache

import opencc

from crawler.text.pinyin import readings

# The characters one such converter brackets, in the order it takes them: a misread pair (數 across 當地) must come
# before the characters that it is cut from.
LISTED = "數費創業聯內學實團動應個協強戰據時構機獨現產當發穩絡經術衛訓責質轉進達隊預領風驗結紀"


@cache
def _converter(variant: str) -> opencc.OpenCC:
    return opencc.OpenCC(variant)


def traditional(text: str, variant: str = "s2t") -> str:
    """`text` in traditional script; the variant s2tw keeps to the characters that Big5 has."""
    converted: str = _converter(variant).convert(text)
    return converted


def damaged(text: str) -> str:
    """`text` as the converter would publish it: in traditional script, with readings, some characters cut in two."""
    raw: bytes = traditional(text).encode("gbk", errors="replace")
    for character in LISTED:
        raw = raw.replace(character.encode("gbk"), f"{character}({readings(character)[0]})".encode("gbk"))
    return raw.decode("gbk", errors="labmoves-question-mark")


def _question_mark(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    return "?", error.start + 2  # the lead byte takes the bracket after it along


codecs.register_error("labmoves-question-mark", _question_mark)
