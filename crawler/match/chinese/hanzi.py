"""Names written in Chinese characters: surname and given name, or the sounds of a foreign one, judged by their place.

No list of people is asked. A run of characters can be a name by its form; whether it is one is added up from what
stands to its left, what follows, and how the dictionary cuts the text there.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from crawler.match.chinese.likeness import closes_name, likeness
from crawler.match.chinese.phrases import phrase
from crawler.match.chinese.terms import Terms, terms
from crawler.match.chinese.words import Token, is_common, is_place, is_usual, tag_of, tokens

HAN_RUN = re.compile(r"[\u3400-\u9fff]+")
_MOST_TRIED = 250  # places of one unit where a name may begin; ordinary sentences have under 30
_SECOND_SPELLING = re.compile(r"\(\s?[A-Z][a-z]+ [A-Z][a-z]+")
_NICKNAME = re.compile(r"\((?:花名|英文名|本名|原名)")
_MARK = re.compile(r"[,，。、;；(]|$")
_QUOTED = re.compile(r"[\u3400-\u9fff]{0,2}[\"']")
_FORMER_FIRMS = re.compile(r"[前原]\x01+、$")
_ITEM_END = re.compile(r"\s?[:：(—-]")
_ENDS_NAME = re.compile(r"[\u3400-\u9fffA-Za-z)\x00\x01]")
# Surnames, and the characters after which each is none: 2018年年底, 毕业于清华.
_NOT_BEFORE = {
    "年": tuple("年0123456789"),
    "于": tuple("业职立位生任力自基对关由终过属源处成建始发止至存居学就归介善忠敢勇便利限"),
}
_AFTER_LATIN = frozenset("曾于时向从还")  # surnames that behind a Latin name are other words
_LATIN = re.compile(r"[A-Za-z]")
_NUMBERS = tuple("0123456789十百千万")
_NEVER = -9.0
_ENOUGH, _ENOUGH_AFTER_POST = 3.0, 2.5
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
    "差": "点一",
    "放": "弃手",
    "昨": "晚天夜日",
    **dict.fromkeys("一二两三四五六七八九十几半数", "天年个周月"),
    "低": "调",
    "高": "调",
}
_JUST = {"刚": "从离加入辞跳转被出", "才": "从离加入辞跳转被刚"}  # the same, where the name can be over before
_FIRM = 24  # characters of a firm's name with the words around it
_LONG_PLACE = 3  # characters of a place that begins no name
_WORD = 4  # characters in which the word after a name shows what it is
_DEEDS = frozenset("v vd vi d ad z".split())  # its part of speech where it says what someone does
_PROPER = ("nr", "ns", "nt", "nz")  # parts of speech of the dictionary's names
_PASSIVE = ("被", "遭", "获")  # before a word of moving
_TIMES = frozenset("t tg".split())
_LONG_NAME = 4  # of a surname of one character with a given name of three, or of two surnames with one of two
_SHORTEST = 2  # characters of a name
_LONG = 5  # characters; a name without a dot is seldom longer
_NEUTRAL = 1.5  # the likeness that speaks neither for nor against a name
_MOST_BY_LIKENESS = 1.5
_MOST_BY_WORDS = 2
_LIKELY = 1.2


@dataclass(frozen=True)
class _Text:
    """`blank` has \\x00 where posts and \\x01 where firms stand.

    `stops` are the starts of triggers, `opens` the ends of those that act on the person who follows.
    """

    blank: str
    stops: frozenset[int]
    opens: frozenset[int]
    words: Terms

    @cached_property
    def cut(self) -> list[Token]:
        """The dictionary's words."""
        return tokens(self.blank)

    @cached_property
    def ends(self) -> list[int]:
        return [token.end for token in self.cut]

    def token_at(self, at: int) -> int:
        """The index of the word that holds the character `at`."""
        return bisect_right(self.ends, at)


def chinese_names(
    blank: str, stops: frozenset[int], opens: frozenset[int], used: bytearray
) -> Iterator[tuple[int, int, float]]:
    """(start, end, how sure) of each name in `blank`, left to right; see _Text for the arguments."""
    text = _Text(blank, stops, opens, terms())
    left_to_try = _MOST_TRIED
    for run in HAN_RUN.finditer(blank):
        at = run.start()
        while at < run.end() - 1:
            may_open = blank[at] in text.words.opens_name or blank[at - 1 : at] == "\x00"
            sizes = _sizes(text, at, run.end()) if may_open and not used[at] else ()
            if not sizes or not left_to_try:
                at += 1
                continue
            left_to_try -= 1
            left = _left(text, at)
            score, size = max((_score(text, at, at + size, left), size) for size in sizes)
            if score >= (_ENOUGH_AFTER_POST if left == 2 else _ENOUGH):
                yield at, at + size, min(0.5 + score / 12, 0.95)
                at += size
            else:
                at += 1


def _sizes(text: _Text, at: int, end: int) -> tuple[int, ...]:
    """The lengths that a name beginning here could have by its form."""
    blank, words = text.blank, text.words
    sizes: list[int] = []
    compound = blank[at : at + 2] in words.compound
    after_post = at > 0 and blank[at - 1] == "\x00"
    joins = blank[at] == "和" and not after_post and blank[at + 1] in words.surnames
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
        sizes += [s for s in whole if _given(blank[at : at + s], words)]
    return tuple(
        s
        for s in dict.fromkeys(sizes)
        if not blank.startswith(words.not_people_from.get(blank[at : at + s], ()), at)
        and not _runs_on(blank, at, at + s)
        and not any(i in text.stops for i in range(at, at + s))
    )


def _is_long_name(text: _Text, at: int) -> bool:
    """陈李思远, 刘大一恒: four characters, where what follows shows that the name ends there and not before."""
    given = text.blank[at + 1 : at + _LONG_NAME]
    return (
        _given(given, text.words)
        and not is_usual(given[1:])
        and _right(text, at + _LONG_NAME) == 2
        and _right(text, at + 2) < 2
        and _right(text, at + 3) < 1
    )


def _runs_on(blank: str, at: int, end: int) -> bool:
    """True where the last character belongs to a word that goes on: 徐冰自3月; 周屿刚离开, but not 李志刚离开."""
    last, follows = blank[end - 1], blank[end : end + 1]
    if not follows:
        return False
    just = follows in _JUST.get(last, "") and end - at > _SHORTEST and closes_name(blank[end - 2])
    return just or follows in _OTHER_WORD.get(last, "")


def _can_end(text: _Text, at: int, size: int, after_post: bool) -> bool:
    """宋清和 ends in a word that mostly joins two others; after a full given name nothing is left to be joined."""
    last, follows = text.blank[at + size - 1], text.blank[at + size : at + size + 1]
    if last == "和" and size == 3:
        return follows in ("", "的", "(", ",", "。", ":") or at + size in text.stops or _right(text, at + size) == 2
    given = text.blank[at + (2 if text.blank[at : at + 2] in text.words.compound else 1) : at + size]
    return last not in text.words.not_given and (after_post or _given(given, text.words))


def _given(rest: str, words: Terms) -> bool:
    return not any(c in words.not_given for c in rest)


def _score(text: _Text, at: int, end: int, left: float) -> float:
    """The evidence for a name at [at, end), all added up; what costs most is asked where the rest leaves it open."""
    blank, words = text.blank, text.words
    name = blank[at:end]
    if "某" in name or _begins_with_place(name) or phrase("place_follows").search(blank, 0, at):
        return _NEVER
    if _FORMER_FIRMS.search(blank, max(0, at - _FIRM), at):
        return _NEVER  # 前特斯拉、克鲁斯和优步高管
    right = _right(text, end)
    framed = left == 2 and right == 2  # a post before, a word of moving after: words inside say little
    placed = framed or (left == 2 and right >= 1 and all(c in words.sounds for c in name))
    nicknamed = _NICKNAME.match(blank, end) is not None
    if is_common(name) and not (placed and is_place(name)) and not nicknamed:
        return _NEVER
    if not (name[0] in words.surnames or name[:2] in words.compound or all(c in words.sounds for c in name)):
        # nothing but a name stands between a post and a word of moving
        return 2.5 if framed and end in text.stops and _is_strange(text, at, end) else _NEVER
    listed = blank[end : end + 1] == "、" or (at > 0 and blank[at - 1] == "、")
    likely = _likely(name, words)
    score = left + right + (1 if listed else 0) + likely + _beside(text, at, end, left)
    if nicknamed or _SECOND_SPELLING.match(blank, end):
        score += 2
    by_form = _by_form(name, framed, left == 2 or listed or _alone(text, at, end), right, words)
    if score + max(by_form, by_form / 2) + _MOST_BY_WORDS < _ENOUGH_AFTER_POST:
        return _NEVER
    by_words = max(_by_words(text, at, end), -0.5 if left == 2 else -0.75 if listed else _NEVER)
    if likely >= _LIKELY:  # the dictionary's words in it say little of what looks so much like a name
        by_words, by_form = max(by_words, by_words / 2), max(by_form, by_form / 2)
    return score + by_words + by_form


def _beside(text: _Text, at: int, end: int, left: float) -> float:
    """What single characters and marks on both sides speak for or against."""
    blank, score = text.blank, 0.0
    if end in text.stops and blank[at - 1 : at] in ("由", "和", "与", "把", "将"):  # CEO由X接任
        score += 0.5
    if left == 1 and end in text.stops:
        score += 0.5  # nothing but this stands between a mark and a word of moving
    if not blank[:at].strip("- ") and end == len(blank):  # a signature, or the item of a list
        score += 1
    if left == 2 and _MARK.match(blank, end):  # nothing but this stands between a post and a mark
        score += 1.5
    if phrase("own_life").match(blank, end):
        score += 1
    if left >= 1 and _ITEM_END.match(blank, end) and not "\u3400" <= blank[at - 1 : at] <= "\u9fff":
        score += 1
    if at and blank[at - 1] in "\"'" and left < 2:  # 负责人"林远航" is quoted for weight, what else is quoted no name
        score -= 2 if _QUOTED.match(blank, end) else 0
    return score


def _begins_with_place(name: str) -> bool:
    """加拿大蒙特利尔: sounds that spell a place first; a short one (马里) may begin a name (马里奥)."""
    foreign = len(name) > _LONG_PLACE and all(c in terms().sounds for c in name)
    return (foreign or len(name) > _LONG) and is_place(name[:_LONG_PLACE])


def _alone(text: _Text, at: int, end: int) -> bool:
    """True for the whole subject of a verb of moving: between a mark and the verb stands nothing else."""
    return end in text.stops and not "\u3400" <= text.blank[at - 1 : at] <= "\u9fff"


def _by_form(name: str, framed: bool, opened: bool, right: float, words: Terms) -> float:
    """What the characters themselves speak for or against."""
    score = 0.0
    compound = name[:2] in words.compound
    surname = name[0] in words.surnames or compound
    if (not surname and len(name) < 4) or (surname and len(name) > 3 and not compound):
        score -= 0.5
    if (compound and len(name) > 2) or (len(name) > 3 and all(c in words.sounds for c in name)):
        score += 0.5
    if name[0] in words.risky and not compound and not (len(name) == 3 and opened and right == 2):
        score -= 0.5
    if len(name) == 2 and surname:
        score -= 0.5
    if len(name) >= 3 and not framed and (is_usual(name[:2]) or (right < 2 and is_usual(name[1:]))) and not compound:
        score -= 0.5 if opened else 1.5
    if words.human.search(name[1:]):
        score -= 2
    if not framed and not _given(name[1:].removesuffix("和"), words):
        score -= 1.5
    return score


def _likely(name: str, words: Terms) -> float:
    """What its characters speak for or against a surname and a given name: 曾试图 is no name, 林远航 may be one."""
    if not (name[0] in words.surnames or name[:2] in words.compound):
        return 0.0
    return max(-_MOST_BY_LIKENESS, min((likeness(name) - _NEUTRAL) / 3, _MOST_BY_LIKENESS))


def is_listed_name(name: str) -> bool:
    """True for a whole item of a list of names that can be one by its form: 余家辉 in A、余家辉、B."""
    words = terms()
    compound = name[:2] in words.compound
    if not (compound or name[0] in words.surnames) or len(name) > (4 if compound else 3) or is_common(name):
        return False
    return (
        "某" not in name and name not in words.not_people and _given(name[1:], words) and not words.human.search(name)
    )


def _is_strange(text: _Text, at: int, end: int) -> bool:
    name = text.blank[at:end]
    inside = [t for t in text.cut if at <= t.start and t.end <= end]
    manner = any(t.tag[:1] in "dmtqpcruvaf" and t.end - t.start > 1 and t.tag != "vn" for t in inside if t.tag)
    foreign = sum(c in text.words.sounds for c in name) >= 0.6 * len(name)
    return not manner and not text.words.human.search(name) and (len(name) <= 3 or foreign)


def _left(text: _Text, at: int) -> float:
    blank = text.blank
    if (
        at in text.opens
        or blank.endswith('\x00"', 0, at)
        or phrase("before_name_only").search(blank, max(0, at - 8), at)
    ):
        return 2
    if at == 0:
        return 1
    if not "\u3400" <= blank[at - 1] <= "\u9fff":
        return {"\x00": 2.0, "\x01": 1.5}.get(blank[at - 1], 1.0)
    if phrase("of_their_work").search(blank, max(0, at - 18), at):
        return 1.5
    if phrase("listing").search(blank, max(0, at - 4), at):
        return 1.0
    return 0.5 if phrase("before_name").search(blank, max(0, at - 5), at) or _after_time(blank, at) else -0.5


def _right(text: _Text, after: int) -> float:
    if after in text.stops or phrase("after_name_only").match(text.blank, after) or _acts(text, after):
        return 2
    if phrase("venture").match(text.blank, after):
        return 2  # X的新公司
    if text.blank[after : after + 1] == "\x00":
        return 1.5  # X教授
    if phrase("after_name").match(text.blank, after) or _is_deed(text.blank, after):
        return 1
    return -0.5


def _acts(text: _Text, after: int) -> bool:
    """True where a word of moving follows with nothing but manner before it, or 被 and the firm that does it."""
    blank = text.blank
    verb = min((s for s in text.stops if after < s < after + 16), default=None)
    if verb and not phrase("manner").sub("", blank[after:verb].replace("\x01", "")):
        return True
    if blank[after : after + 1] not in _PASSIVE:
        return False
    since = len(blank) - len(blank[after + 1 :].lstrip("\x01"))
    return any(s in text.stops for s in range(since, since + 5))


def _is_deed(blank: str, at: int) -> bool:
    """True where a word for what someone does begins, or for how: 开启, 悄悄."""
    first = next(iter(tokens(blank[at : at + _WORD])), None)
    return first is not None and first.end > 1 and first.tag in _DEEDS


def _after_time(blank: str, at: int) -> bool:
    """True right after a word of time: 去年夏天X."""
    return any(tag_of(blank[at - size : at]) in _TIMES for size in (2, 3) if at >= size)


def _by_words(text: _Text, at: int, end: int) -> float:
    """What the dictionary says: a name there, loose characters, or a word that the name would cut in two."""
    low = text.token_at(at)
    first = text.cut[low]
    if first.start < at or (first.end > end and first.tag[:2] in _PROPER):
        return -3  # 斯坦 is cut out of 斯坦福
    last = text.token_at(end - 1)
    if text.cut[last].end > end and is_common(text.blank[text.cut[last].start : text.cut[last].end]):
        return 0 if end in text.stops or phrase("after_name_only").match(text.blank, end) else -1.5
    compound = text.blank[at : at + 2] in text.words.compound and first.end <= end
    if first.tag.startswith("nr") and first.end - first.start > 1 and not compound:
        return 2 if first.end == end else 1.5
    return 1 if compound else _by_cut(text, low, last, at, end)


def _by_cut(text: _Text, low: int, last: int, at: int, end: int) -> float:
    """For words low to last of the cut, which begin and end as the name does: what they say of it."""
    first = text.cut[low]
    if first.end - first.start > 1 and first.end <= end and is_common(text.blank[first.start : first.end]):
        return -1.5
    if first.tag.startswith("nr") and last == low + 1 and end - at > 2 and text.cut[last].end == end:
        return 0.5  # a surname, and a given name that is a word too: 施清扬
    return 1 if last - low == end - at - 1 else 0
