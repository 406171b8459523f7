"""Names written in Chinese characters: surname and given name, or the sounds of a foreign one, judged by their place.

No list of people is asked. A run of characters can be a name by its form; whether it is one is added up from what
stands to its left, what follows, and how the dictionary cuts the text there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from crawler.match.chinese.likeness import likeness
from crawler.match.chinese.name_forms import lengths, may_be_given
from crawler.match.chinese.name_places import Text, left_of, right_of
from crawler.match.chinese.phrases import phrase
from crawler.match.chinese.terms import Terms, terms
from crawler.match.chinese.words import is_common, is_place, is_usual

HAN_RUN = re.compile(r"[\u3400-\u9fff]+")
_MOST_TRIED = 250  # places of one unit where a name may begin; ordinary sentences have under 30
_SECOND_SPELLING = re.compile(r"\(\s?[A-Z][a-z]+ [A-Z][a-z]+")
_NICKNAME = re.compile(r"\((?:花名|英文名|本名|原名)")
_MARK = re.compile(r"[,，。、;；(]|$")
_QUOTED = re.compile(r"[\u3400-\u9fff]{0,2}[\"']")
_FORMER_FIRMS = re.compile(r"[前原]\x01+、$")
_ITEM_END = re.compile(r"\s?[:：(—-]")
_NEVER = -9.0
_ENOUGH, _ENOUGH_AFTER_POST = 3.0, 2.5
_FIRM = 24  # characters of a firm's name with the words around it
_LONG_PLACE = 3  # characters of a place that begins no name
_BEHIND_NAME = frozenset("向对同从时于")  # surnames that right behind a name are other words
_PROPER = ("nr", "ns", "nt", "nz")  # parts of speech of the dictionary's names
_LONG = 5  # characters; a name without a dot is seldom longer
_NEUTRAL = 1.5  # the likeness that speaks neither for nor against a name
_MOST_BY_LIKENESS = 1.5
_MOST_BY_WORDS = 2
_LIKELY = 1.2


def chinese_names(
    blank: str, stops: frozenset[int], opens: frozenset[int], used: bytearray
) -> Iterator[tuple[int, int, float]]:
    """(start, end, how sure) of each name in `blank`, left to right; see Text for the arguments."""
    text = Text(blank, stops, opens, terms())
    left_to_try = _MOST_TRIED
    ended = -1  # where the last name did
    for run in HAN_RUN.finditer(blank):
        at = run.start()
        while at < run.end() - 1:
            may_open = blank[at] in text.words.opens_name or blank[at - 1 : at] == "\x00"
            joins = at == ended and blank[at] in _BEHIND_NAME  # 林远航向周屿说
            sizes = lengths(text, at, run.end()) if may_open and not joins and not used[at] else ()
            if not sizes or not left_to_try:
                at += 1
                continue
            left_to_try -= 1
            left = left_of(text, at)
            score, size = max((_score(text, at, at + size, left), size) for size in sizes)
            if score >= (_ENOUGH_AFTER_POST if left == 2 else _ENOUGH):
                yield at, at + size, min(0.5 + score / 12, 0.95)
                at = ended = at + size
            else:
                at += 1


def _score(text: Text, at: int, end: int, left: float) -> float:
    """The evidence for a name at [at, end), all added up; what costs most is asked where the rest leaves it open."""
    blank, words = text.blank, text.words
    name = blank[at:end]
    if "某" in name or _begins_with_place(name) or phrase("place_follows").search(blank, 0, at):
        return _NEVER
    if _FORMER_FIRMS.search(blank, max(0, at - _FIRM), at):
        return _NEVER  # 前特斯拉、克鲁斯和优步高管
    right = right_of(text, end)
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


def _beside(text: Text, at: int, end: int, left: float) -> float:
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


def _alone(text: Text, at: int, end: int) -> bool:
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
    if not framed and not may_be_given(name[1:].removesuffix("和"), words):
        score -= 1.5
    return score


def _likely(name: str, words: Terms) -> float:
    """What its characters speak for or against a surname and a given name: 曾试图 is no name, 林远航 may be one."""
    if not (name[0] in words.surnames or name[:2] in words.compound):
        return 0.0
    return max(-_MOST_BY_LIKENESS, min((likeness(name) - _NEUTRAL) / 3, _MOST_BY_LIKENESS))


def _is_strange(text: Text, at: int, end: int) -> bool:
    name = text.blank[at:end]
    inside = [t for t in text.cut if at <= t.start and t.end <= end]
    manner = any(t.tag[:1] in "dmtqpcruvaf" and t.end - t.start > 1 and t.tag != "vn" for t in inside if t.tag)
    foreign = sum(c in text.words.sounds for c in name) >= 0.6 * len(name)
    return not manner and not text.words.human.search(name) and (len(name) <= 3 or foreign)


def _by_words(text: Text, at: int, end: int) -> float:
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


def _by_cut(text: Text, low: int, last: int, at: int, end: int) -> float:
    """For words low to last of the cut, which begin and end as the name does: what they say of it."""
    first = text.cut[low]
    if first.end - first.start > 1 and first.end <= end and is_common(text.blank[first.start : first.end]):
        return -1.5
    if first.tag.startswith("nr") and last == low + 1 and end - at > 2 and text.cut[last].end == end:
        return 0.5  # a surname, and a given name that is a word too: 施清扬
    return 1 if last - low == end - at - 1 else 0
