"""Names written in Chinese characters: surname and given name, or the sounds of a foreign one, judged by their place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crawler.match.chinese.manner import MANNER
from crawler.match.chinese.terms import Terms, terms
from crawler.match.chinese.words import Token, is_common, is_place, tokens

_HAN = "\u3400-\u9fff"
HAN_RUN = re.compile(rf"[{_HAN}]+")
# What may follow a name at once: marks, words of manner, saying and doing. Strong ones are said of people alone.
_AFTER = re.compile(
    r"[\s,，。、；;:：!！?？()\"'《》|｜~\-/\x00\x01]|$|和|与|及|以及|等|两人|二人|三人|已|也|亦|均|都|将|正|又|再|曾|刚|从|自|在|于|因|被|遭|由|为|拟|或|疑|据|突然|"
    r"突发|要|即|则|后|前|的|是|当|任|带|率|携|先后|相继|接连|正式|成功|本周|今日|近日|昨|上周|日前|低调|高调|火速|闪电|主动|选择|决定|担|首|时|过劳|提|告|不|先|"
    r"[A-Za-z0-9]|并|联|共|另|还|仍|其|领衔|主导|放弃|弃|投|爆|曝|传|递|公开|披露|同|一同|去年|今年|最|执|掌|发|只|很|对|向|可能|开始|如今|此|成为|加|年|身|一|果然|终于|竟|却|离|出|创|入职"
)
_STRONG_AFTER = re.compile(
    r"官宣|宣布|表示|称|回应|发文|发推|发帖|证实|确认|承认|坦言|透露|被曝|博士|先生|女士|教授|自曝|亲自|本人|团队|领衔|的离职|的离开|等人|现身|发声|告诉|说|亲述|"
    r"上任|履新|[二两三四五]人|已(?:正式|经|于|从|离|加|被|在)|也已|亦已|均已|将(?:于|离|加|从|出|卸|正)|即将|疑[似将]|[,，]\s?任(?![何务期])|近日|日前|因|于\d|双双|相继|从[^,，]{1,12}(?:离|跳|辞)"
)
_BEFORE = re.compile(
    r"(?:[的和与及由被向为将让对把请聘挖抢失岁名位跟同随在而但当后传曝悉称示前原除据是底月日年初家人者才手员官生友神主师霸将总董任使令给于从叫下]|如何看待|包括|大牛|大佬|传奇|天才)$"
)
_MOST_TRIED = 250  # places of one unit where a name may begin; ordinary sentences have under 30
_LISTS = re.compile(r"(?:包括|分别是|分别为|其中有|还有|以及)$")
_SECOND_SPELLING = re.compile(r"\(\s?[A-Z][a-z]+ [A-Z][a-z]+")


def chinese_names(
    blank: str, stops: frozenset[int], opens: frozenset[int], used: bytearray
) -> Iterator[tuple[int, int, float]]:
    """(start, end, how sure) of each name.

    `blank` has \\x00 where labs and posts stand; `stops` are the starts of triggers, `opens` the ends of those that act
    on the person who follows.
    """
    words = terms()
    cut: list[Token] | None = None
    left_to_try = _MOST_TRIED
    for run in HAN_RUN.finditer(blank):
        if run.end() - run.start() < 2:
            continue
        at = run.start()
        while at < run.end() - 1:
            sizes = _sizes(blank, at, run.end(), words, stops) if not used[at] else ()
            if not sizes or not left_to_try:
                at += 1
                continue
            left_to_try -= 1
            cut = tokens(blank) if cut is None else cut
            best = max((_score(blank, at, size, stops, opens, cut, words), size) for size in sizes)
            if best[0] >= (2.5 if _left(blank, at, opens) == 2 else 3):
                yield at, at + best[1], min(0.5 + best[0] / 12, 0.95)
                at += best[1]
            else:
                at += 1


def _sizes(blank: str, at: int, end: int, words: Terms, stops: frozenset[int]) -> tuple[int, ...]:
    char = blank[at]
    sizes: list[int] = []
    compound = blank[at : at + 2] in words.compound
    if compound or char in words.surnames:
        after_post = at > 0 and blank[at - 1] == "\x00"
        sizes = [
            s
            for s in ((4, 3) if compound else (3, 2))
            if at + s <= end
            and (after_post or _given(blank[at + 1 : at + s].removesuffix("和"), words))
            and (blank[at + s - 1] not in words.not_given or blank[at + s - 1 : at + s + 1] == "和的")
        ]
    if char in words.sounds:
        run = at
        while run < end and run - at < 7 and blank[run] in words.sounds:
            run += 1
        sizes += [s for s in range(run - at, 1, -1) if s not in sizes]
    if at and blank[at - 1] == "\x00" and char not in words.surnames:
        sizes += [s for s in (2, 3, 4, 5) if s not in sizes and at + s in stops and _given(blank[at : at + s], words)]
    return tuple(s for s in sizes if _fits(blank, at, s, words, stops))


def _given(rest: str, words: Terms) -> bool:
    return not any(c in words.not_given for c in rest)


def _fits(blank: str, at: int, size: int, words: Terms, stops: frozenset[int]) -> bool:
    name = blank[at : at + size]
    after = at + size
    if any(s in stops for s in range(at, after)) or name in words.not_people:
        return False
    return True


def _score(
    blank: str, at: int, size: int, stops: frozenset[int], opens: frozenset[int], cut: list[Token], words: Terms
) -> float:
    name, after = blank[at : at + size], at + size
    left, right = _left(blank, at, opens), _right(blank, after, stops)
    if is_common(name) and not (left == 2 and right == 2 and is_place(name)):
        return -9
    listed = blank[after : after + 1] == "、" or (at > 0 and blank[at - 1] == "、")
    score = left + right + (1 if listed else 0)
    firm = left == 2 and right == 2  # a post before, a word of moving after: words inside say little
    score += max(_by_tokens(blank, at, after, cut), -0.5 if left == 2 else -0.75 if listed else -9)
    sounds = all(c in words.sounds for c in name)
    if name[0] not in words.surnames and not sounds:
        # nothing but a name stands between a post and a word of moving
        return 2.5 if firm and after in stops and _is_strange(name, at, after, cut, words) else -9
    if name[0] not in words.surnames or size > 3:
        score -= 0.5
    if name[0] in words.risky:
        score -= 1
    if size == 2 and name[0] in words.surnames:
        score -= 0.5
    if size >= 3 and not firm and (is_common(name[:2]) or (right < 2 and is_common(name[1:]))):
        score -= 0.5 if left == 2 else 1.5
    if words.human.search(name[1:]):
        score -= 2
    if _SECOND_SPELLING.match(blank, after):
        score += 2
    if "某" in name:
        return -9
    if not firm and not _given(name[1:], words):
        score -= 1.5
    if at and blank[at - 1] in "\"'" and blank[after : after + 1] in "\"'":
        score -= 2
    return score


def _is_strange(name: str, at: int, after: int, cut: list[Token], words: Terms) -> bool:
    inside = [t for t in cut if at <= t.start and t.end <= after]
    manner = any(t.tag[:1] in "dmtqpcruvaf" and t.end - t.start > 1 and t.tag != "vn" for t in inside)
    foreign = sum(c in words.sounds for c in name) >= 0.6 * len(name)
    return not manner and not words.human.search(name) and (len(name) <= 3 or foreign)


def _left(blank: str, at: int, opens: frozenset[int]) -> float:
    if at in opens:
        return 2
    if at == 0 or not "\u3400" <= blank[at - 1] <= "\u9fff":
        return {"\x00": 2.0, "\x01": 1.5}.get(blank[at - 1], 1.0) if at else 1.0
    return 1 if _LISTS.search(blank, max(0, at - 4), at) else 0.5 if _BEFORE.search(blank, max(0, at - 5), at) else -0.5


def _right(blank: str, after: int, stops: frozenset[int]) -> float:
    if after in stops:
        return 2
    if _STRONG_AFTER.match(blank, after):
        return 2
    verb = next((s for s in range(after + 1, after + 16) if s in stops), None)
    if verb and not MANNER.sub("", blank[after:verb].replace("\x01", "")):
        return 2
    return 1 if _AFTER.match(blank, after) else -0.5


def _by_tokens(blank: str, at: int, after: int, cut: list[Token]) -> float:
    """What jieba says: a name token there, or a word that the name would cut in two."""
    low, high = 0, len(cut)
    while low < high:
        middle = (low + high) // 2
        if cut[middle].end <= at:
            low = middle + 1
        else:
            high = middle
    first = cut[low]
    if first.start < at:
        return -3
    if first.tag.startswith("nr"):
        return 2 if first.end == after else 1.5
    if first.end - first.start > 1 and first.end <= after and is_common(blank[first.start : first.end]):
        return -1.5
    last = low
    while last < len(cut) - 1 and cut[last].end < after:
        last += 1
    if cut[last].end > after > cut[last].start and is_common(blank[cut[last].start : cut[last].end]):
        return -1.5
    return 0
