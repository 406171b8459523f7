"""When are two spellings one person? By form alone: accents, order, initials, surname only, pinyin either way round."""

from __future__ import annotations

import re
from functools import lru_cache

from crawler.text.fold import fold, unaccented
from crawler.text.pinyin import name_reading

_HAN = re.compile(r"[\u3400-\u9fff]")
_PARTICLES = frozenset({"de", "da", "del", "van", "von", "der", "den", "bin", "al", "la", "le", "di", "dos", "el"})


def is_chinese(name: str) -> bool:
    """True where a name is written with Chinese characters (also a transliteration such as 山姆·奥特曼)."""
    return bool(_HAN.search(name))


@lru_cache(maxsize=16384)
def name_words(name: str) -> tuple[str, ...]:
    """A Latin name's words, folded: `Chloé O'Neil-Bakalar` → ("chloe", "oneil", "bakalar")."""
    plain = unaccented(fold(name)).casefold().replace("'", "").replace(".", " ")
    return tuple(w for w in re.split(r"[^\w]+", plain) if w)


@lru_cache(maxsize=16384)
def pinyin_words(name: str) -> tuple[str, ...]:
    """A Chinese personal name's surname and given name in pinyin without tones: 林俊旸 → ("lin", "junyang").

    Empty for anything that is not two to four Chinese characters (a transliterated foreign name has no such reading).
    """
    plain = fold(name)
    if not 2 <= len(plain) <= 4 or not all(_HAN.match(c) for c in plain):
        return ()
    surname_length = 2 if plain[:2] in COMPOUND_SURNAMES and len(plain) > 2 else 1
    return name_reading(plain[:surname_length], plain[surname_length:])


COMPOUND_SURNAMES = frozenset(
    "欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 司徒 令狐 夏侯 端木 独孤 南宫 轩辕 宇文 长孙 申屠 呼延 闻人 "
    "澹台 公冶 濮阳 淳于 单于 太叔 仲孙 钟离".split()
)


def same_person(one: str, other: str) -> bool:
    """True where two spellings can be one person: the judgement is on form, so ask it only within one article or move.

    Chinese against Chinese must be equal character for character (姚顺宇 is not 姚顺雨), or one a bare last part of a
    dotted transliteration (奥特曼, 山姆·奥特曼). Chinese against Latin goes by pinyin in either order. A name before a
    full one makes no other person: Vinces Yao Shunyu is Yao Shunyu.
    """
    if one == other:
        return True
    first, second = is_chinese(one), is_chinese(other)
    if first and second:
        return _same_chinese(bare_chinese(one), bare_chinese(other))
    if first or second:
        han, latin = (one, other) if first else (other, one)
        return _same_across(pinyin_words(han), name_words(latin))
    return _same_latin(name_words(one), name_words(other))


def bare_chinese(name: str) -> str:
    """A Chinese name as it is compared: folded, without blanks, a surname with two current forms in one of them."""
    plain = fold(name).replace(" ", "")
    return _ONE_SURNAME.get(plain[:1], plain[:1]) + plain[1:] if len(plain) > 1 else plain


# Simplified twice, and in use both ways.
_ONE_SURNAME = {"萧": "肖", "阎": "闫", "傅": "付"}


def _same_chinese(one: str, other: str) -> bool:
    if one == other:
        return True
    longer, shorter = sorted((one, other), key=len, reverse=True)
    return "·" in longer and (longer.endswith("·" + shorter) or longer.replace("·", "") == shorter)


def _same_across(pinyin: tuple[str, ...], latin: tuple[str, ...]) -> bool:
    if len(pinyin) != 2 or len(latin) < 2:
        return False
    surname, given = pinyin
    return (spells(latin[0], surname) and spells("".join(latin[1:]), given)) or (
        spells(latin[-1], surname) and spells("".join(latin[:-1]), given)
    )


def spells(latin: str, pinyin: str) -> bool:
    """True where a folded Latin word can stand for a reading: 吕 is lv, and in print Lu, Lü and Lyu."""
    return latin in spellings_of(pinyin)


def spellings_of(pinyin: str) -> tuple[str, ...]:
    """How a reading is written without its dots: lv as lv, lu and lyu."""
    return (pinyin, pinyin.replace("v", "u"), pinyin.replace("v", "yu")) if "v" in pinyin else (pinyin,)


def _same_latin(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    if not one or not other:
        return False
    longer, shorter = (one, other) if len(one) >= len(other) else (other, one)
    if len(shorter) == 1:
        return len(shorter[0]) > 1 and shorter[0] in (longer[-1], longer[0]) and shorter[0] not in _PARTICLES
    if _surname_first(one, other) or _surname_first(other, one) or _joined(one) == _joined(other):
        return True
    if shorter[-1] != longer[-1]:
        return len(shorter) < len(longer) and longer[: len(shorter)] == shorter
    if longer[-len(shorter) :] == shorter:
        return True
    return shorter[0] == longer[0] or (min(len(shorter[0]), len(longer[0])) == 1 and shorter[0][0] == longer[0][0])


def _surname_first(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Lin Junyang and Junyang Lin or Jun-yang Lin."""
    return one[0] == other[-1] and "".join(one[1:]) == "".join(other[:-1])


def _joined(words: tuple[str, ...]) -> tuple[str, str]:
    """Surname and given names in one: Jun-yang Lin is Junyang Lin."""
    return words[-1], "".join(words[:-1])


def fullest(names: tuple[str, ...]) -> str:
    """The fullest of several spellings of one person: most words, then longest; the first one written wins a tie."""
    return max(
        names, key=lambda n: (is_chinese(n) and "·" in n, len(name_words(n)) if not is_chinese(n) else 2, len(n))
    )
