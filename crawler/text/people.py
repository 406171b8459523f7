"""Two sets of spellings, one person? And the keys under which a person is found again without reading every name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product

from crawler.text.fold import fold
from crawler.text.names import bare_chinese, fullest, is_chinese, name_words, pinyin_words, same_person, spellings_of

_MOST_PARTS = 6  # of a dotted transliteration; real ones have two or three


def is_full(name: str) -> bool:
    """True for more than a bare surname or given name: two Latin words, 林俊旸, 山姆·奥特曼; not Lin."""
    return "·" in fold(name) or bool(pinyin_words(name)) if is_chinese(name) else len(name_words(name)) > 1


def in_script(names: Sequence[str], *, chinese: bool) -> str:
    """What to call a person in Chinese text, or in text in Latin letters: the first name, if it is written so.

    Else the fullest of the names that are, where one is more than a surname; else the first all the same.
    """
    written = tuple(name for name in names if is_full(name) and is_chinese(name) == chinese)
    return names[0] if is_chinese(names[0]) == chinese or not written else fullest(written)


def same_people(one: Iterable[str], other: Iterable[str]) -> bool:
    """True where two sets of spellings are one person's: full names decide, a bare surname only where there is no more.

    "Lin" in both says nothing about Junyang Lin and Dahua Lin. Two Chinese names that read alike (姚顺雨, 姚顺宇) are
    two people, whatever their Latin forms say.
    """
    first, second = [n for n in one if n.strip()], [n for n in other if n.strip()]
    if _namesakes(first, second):
        return False
    left, right = [n for n in first if is_full(n)] or first, [n for n in second if is_full(n)] or second
    return any(same_person(a, b) for a in left for b in right)


def shared_spelling(one: Iterable[str], other: Iterable[str]) -> int:
    """How much two sets of spellings of one person share: 2 a name in Chinese characters, 1 a full name in letters."""
    shared = {bare_chinese(n) for n in one if is_full(n)} & {bare_chinese(n) for n in other if is_full(n)}
    return 2 if any(map(is_chinese, shared)) else 1 if shared else 0


def _namesakes(one: list[str], other: list[str]) -> bool:
    """True where both sides have a Chinese name, read alike in any order but written differently, and share none."""
    first, second = ({bare_chinese(n) for n in names if pinyin_words(n)} for names in (one, other))
    if first & second:
        return False
    return bool({frozenset(pinyin_words(n)) for n in first} & {frozenset(pinyin_words(n)) for n in second})


def stored_keys(name: str) -> frozenset[str]:
    """The keys to keep for a spelling; every spelling that `same_person` can equal asks for one of them."""
    if is_chinese(name):
        return _chinese_keys(name)
    words = name_words(name)
    if not words:
        return frozenset({"=" + name})
    if len(words) == 1:
        return frozenset({"b:" + words[0]})
    first, last = words[0], words[-1]
    by_first = {f"n:{last}/{first}"} if len(first) == 1 else {f"l:{last}/{first}", f"i:{last}/{first[0]}"}
    return _full_keys(words) | _end_keys(words) | by_first | {"w:" + first, "w:" + last}


def asked_keys(name: str) -> frozenset[str]:
    """The keys to look up for a spelling: few, so that a common surname does not bring every one of its bearers."""
    if is_chinese(name):
        return _chinese_keys(name)
    words = name_words(name)
    if not words:
        return frozenset({"=" + name})
    if len(words) == 1:
        return frozenset({"b:" + words[0], "w:" + words[0]})
    first, last = words[0], words[-1]
    by_first = {f"i:{last}/{first}"} if len(first) == 1 else {f"l:{last}/{first}"}
    return _full_keys(words) | _end_keys(words) | by_first | {f"n:{last}/{first[0]}", "b:" + first, "b:" + last}


def _full_keys(words: tuple[str, ...]) -> frozenset[str]:
    """The first two words, and the two ways to read them all as a Chinese name."""
    return frozenset(
        {
            f"p:{words[0]} {words[1]}",
            f"x:{words[0]}|{''.join(words[1:])}",
            f"x:{words[-1]}|{''.join(words[:-1])}",
        }
    )


def _end_keys(words: tuple[str, ...]) -> frozenset[str]:
    """The whole name, and it without the names before: Vinces Yao Shunyu is found by Yao Shunyu."""
    return frozenset("e:" + " ".join(words[at:]) for at in range(min(len(words) - 1, _MOST_PARTS)))


def _chinese_keys(name: str) -> frozenset[str]:
    plain = bare_chinese(name)
    parts = plain.split("·")
    keys = {"c:" + plain, "c:" + "".join(parts)}
    keys.update("c:" + "·".join(parts[i:]) for i in range(1, min(len(parts), _MOST_PARTS)))
    reading = pinyin_words(name)
    if reading:
        keys.update("x:" + "|".join(written) for written in product(*map(spellings_of, reading)))
    return frozenset(keys)
