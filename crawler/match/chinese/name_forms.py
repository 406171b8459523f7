"""The lengths that a name in Chinese characters may have by its form: a surname and a given name, or foreign sounds."""

from __future__ import annotations

import re

from crawler.match.chinese.likeness import closes_name
from crawler.match.chinese.name_places import Text, right_of
from crawler.match.chinese.phrases import phrase
from crawler.match.chinese.terms import Terms, terms
from crawler.match.chinese.words import is_common, is_usual

_ENDS_NAME = re.compile(r"[\u3400-\u9fffA-Za-z)\x00\x01]")
# Surnames, and the characters after which each is none: 2018年年底, 毕业于清华.
_NOT_BEFORE = {
    "年": tuple("年0123456789"),
    "于": tuple("业职立位生任力自基对关由终过属源处成建始发止至存居学就归介善忠敢勇便利限"),
    "都": tuple("工们人员家者司队"),
}
_AFTER_LATIN = frozenset("曾于时向从还")  # surnames that behind a Latin name are other words
_LATIN = re.compile(r"[A-Za-z]")
_NUMBERS = tuple("0123456789十百千万")
# What follows where the last character of a run is none of a name's: 徐冰自3月, 周畅原为, 李某宣布.
_OTHER_WORD = {
    "大": "概约",
    "参": "与加观展赛",
    "本": "硕科人次周月",
    "豪": "掷赌言取",
    "则": "在是将于加选去回创已从被转可出担也又正会宣跳离接没未更",
    "拟": "加离创出入辞任赴转从于在投成退",
    "宣": "布告称誓传扬",
    "时": ",、。",
    "之": "后前际间中一",
    "自": "0123456789",
    "因": "个病为家身健工私公涉违",
    "原": "为是系任来在本",
    "正": "在式计准筹考",
    "新": "公东",
    "发": "文推帖长布微公声",
    "现": "在已任身",
    "独": "自",
    "若": "离加辞跳",
    "会": "离加辞跳",
    "而": "非不",
    "差": "点一",
    "放": "弃手",
    "昨": "晚天夜日",
    "上": "月周个半午台任",
    "下": "月周个半午台课",
    **dict.fromkeys("一二两三四五六七八九十几半数", "天年个周月"),
    "低": "调",
    "高": "调",
    "来": "说讲",
}
_JUST = {"刚": "从离加入辞跳转被出", "才": "从离加入辞跳转被刚"}  # the same, where the name can be over before
_LONG_NAME = 4  # of a surname of one character with a given name of three, or of two surnames with one of two
_SHORTEST = 2  # characters of a name


def lengths(text: Text, at: int, end: int) -> tuple[int, ...]:
    """The lengths that a name beginning here could have by its form."""
    blank, words = text.blank, text.words
    sizes: list[int] = []
    compound = blank[at : at + 2] in words.compound
    after_post = at > 0 and blank[at - 1] == "\x00"
    joins = blank[at] == "和" and blank[at + 1] in words.surnames
    if joins or (blank[at] == "和" and at > 0 and _ENDS_NAME.match(blank[at - 1])):
        return ()  # 胡郁和陈涛, 离开后,和吴岚创业: it joins two names far oftener than it begins one
    if phrase("such_as").match(blank, at) or blank[at - 1 : at] in _NOT_BEFORE.get(blank[at], ()):
        return ()  # 诸如李: the name begins behind it
    if blank[at] in _AFTER_LATIN and at and _LATIN.match(blank[at - 1]):
        return ()  # Altman曾想: it says how or when
    if blank[at] == "余" and blank[at - 1 : at] in _NUMBERS:
        return ()  # 50余人
    if compound or blank[at] in words.surnames:
        sizes = [s for s in ((4, 3) if compound else (3, 2)) if at + s <= end and _can_end(text, at, s, after_post)]
        if not compound and at + _LONG_NAME <= end and _is_long_name(text, at):
            sizes.insert(0, _LONG_NAME)
    if blank[at] in words.sounds:
        run = at
        while run < end and run - at < 7 and blank[run] in words.sounds:
            run += 1
        sizes += [s for s in range(run - at, 1, -1) if s not in sizes]
    if after_post and blank[at] not in words.surnames:
        whole = (s for s in (2, 3, 4, 5) if at + s <= end and at + s in text.stops)
        sizes += [s for s in whole if may_be_given(blank[at : at + s], words)]
    return tuple(
        s
        for s in dict.fromkeys(sizes)
        if not blank.startswith(words.not_people_from.get(blank[at : at + s], ()), at)
        and not _runs_on(blank, at, at + s)
        and not any(i in text.stops for i in range(at, at + s))
    )


def _is_long_name(text: Text, at: int) -> bool:
    """陈李思远, 刘大一恒: four characters, where what follows shows that the name ends there and not before."""
    given = text.blank[at + 1 : at + _LONG_NAME]
    return (
        may_be_given(given, text.words)
        and not is_usual(given[1:])
        and right_of(text, at + _LONG_NAME) == 2
        and right_of(text, at + 2) < 2
        and right_of(text, at + 3) < 1
    )


def _runs_on(blank: str, at: int, end: int) -> bool:
    """True where the last character belongs to a word that goes on: 徐冰自3月; 周屿刚离开, but not 李志刚离开."""
    last, follows = blank[end - 1], blank[end : end + 1]
    if not follows:
        return False
    just = follows in _JUST.get(last, "") and end - at > _SHORTEST and closes_name(blank[end - 2])
    return just or follows in _OTHER_WORD.get(last, "")


def _can_end(text: Text, at: int, size: int, after_post: bool) -> bool:
    """宋清和 ends in a word that mostly joins two others; after a full given name nothing is left to be joined."""
    last, follows = text.blank[at + size - 1], text.blank[at + size : at + size + 1]
    if last == "和" and size == 3:
        return follows in ("", "的", "(", ",", "。", ":") or at + size in text.stops or right_of(text, at + size) == 2
    given = text.blank[at + (2 if text.blank[at : at + 2] in text.words.compound else 1) : at + size]
    return last not in text.words.not_given and (after_post or may_be_given(given, text.words))


def may_be_given(rest: str, words: Terms) -> bool:
    """True where no character speaks against a given name."""
    return not any(c in words.not_given for c in rest)


def is_listed_name(name: str) -> bool:
    """True for a whole item of a list of names that can be one by its form: 余家辉 in A、余家辉、B."""
    words = terms()
    compound = name[:2] in words.compound
    if not (compound or name[0] in words.surnames) or len(name) > (4 if compound else 3) or is_common(name):
        return False
    plain = "某" not in name and name not in words.not_people and not words.human.search(name)
    return plain and may_be_given(name[1:], words)
