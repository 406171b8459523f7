"""How Chinese characters are read: pypinyin's table of characters, and what names have of their own.

Its table of phrases is left out. It holds how words are read, which few names are, and takes 43 of its 57 MB in every
process that reads Chinese.
"""

from __future__ import annotations

import os
from functools import cache
from typing import Any

# Surnames that are read otherwise than the word.
_SURNAMES = dict(
    pair.split(":")
    for pair in (
        "单:shan 曾:zeng 解:xie 仇:qiu 区:ou 查:zha 翟:zhai 乐:yue 缪:miao 种:chong 朴:piao 卜:bu 薄:bo 阚:kan 都:du "
        "召:shao 藏:zang 句:gou 洗:xian 秘:bi 员:yun 黑:he 折:she 尉迟:yuchi 澹台:tantai 单于:chanyu"
    ).split()
)
_GIVEN = {"长": "chang", "晟": "sheng", "曾": "zeng", "都": "du", "勒": "le", "佛": "fo"}


def name_reading(surname: str, given: str) -> tuple[str, str]:
    """A personal name's two parts in pinyin without tones or blanks: 曾, 国祥 → ("zeng", "guoxiang")."""
    family = _SURNAMES.get(surname) or "".join(map(_plain, surname))
    return family, "".join(_GIVEN.get(char) or _plain(char) for char in given)


@cache
def readings(char: str) -> tuple[str, ...]:
    """Every reading of a Chinese character with its tone, the commonest first; 重 → ("zhòng", "chóng", …)."""
    said: str = _pypinyin().constants.PINYIN_DICT.get(ord(char), "")
    return tuple(filter(None, said.split(",")))


@cache
def _plain(char: str) -> str:
    found: str = _pypinyin().lazy_pinyin(char)[0]
    return found


@cache
def _pypinyin() -> Any:
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "1")  # it looks at this when it is imported
    import pypinyin  # noqa: PLC0415 - even so it takes 13 MB, and English needs none

    return pypinyin
