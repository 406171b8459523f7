"""Foreign names written by their sounds with a dot between the parts: 山姆·奥特曼, 让-皮埃尔·莫罗, O·哈拉."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crawler.match.chinese.terms import terms
from crawler.match.chinese.words import is_common, is_usual, tag_of, tokens

_PART = re.compile(r"[\u3400-\u9fff]{1,14}|[A-Z][A-Za-z]{0,14}\.?")
_NAME_CHARACTER = re.compile(r"[\u3400-\u9fffA-Za-z.]")
_JOINS = re.compile(r"[和与及]|带着|携手?|联[手合]|拉上|率")
_JOINING_WORD = re.compile(r"带着|携手|联[手合]|拉上|叫上|欢迎|邀请|对话")
# Begin with a sound and go on with none.
_OTHER_WORDS = frozenset("大概 因个 因病 因为 因身 因家 因与 曾任 曾在 曾是 曾于".split())
_LONGEST_PART = 8
_REACH = 10  # characters before the dot in which a word may end what stands before the name
# Characters that end what stands before a name, and single words that end one though many are sounds too.
_BEFORE = frozenset(
    "的和与及由被向将让对把给跟同随了是为至到前原名岁位、者家人员官长裁监任席管替是曾着曝传悉但而称实在从据看统僚"
)
_AFTER = frozenset(
    "因刚才以携率于和与任加向在已从因将也被曾称说是又再的近辞离重回转升宣官及或则均都正为自就由其出并等后前表把让给对跟用拿仍还没不未"
)
_NOT_IN_NAME = ("v", "d", "t", "c", "p", "r", "m", "u", "f", "ad", "l", "i")  # parts of speech of whole words


def dotted_names(blank: str, stops: frozenset[int], opens: frozenset[int]) -> Iterator[tuple[int, int]]:
    """The span of each dotted name in `blank`, left to right; two that 和 or 带着 joins are two names."""
    at = 0
    while (dot := blank.find("·", at)) >= 0:
        if dot == at or not _NAME_CHARACTER.match(blank, dot - 1):  # a bullet
            at = dot + 1
            continue
        joined = _JOINS.match(blank, at)  # what the last name is joined by
        start = _left_edge(blank, joined.end() if joined else at, dot, opens)
        end = _right_edge(blank, dot + 1, stops)
        while blank[end : end + 1] == "·":
            end = _right_edge(blank, end + 1, stops)
        if start < dot and end > dot + 1:
            yield start, end
        at = max(end, dot + 1)


def _left_edge(blank: str, floor: int, dot: int, opens: frozenset[int]) -> int:
    """Where the part before the dot begins: at a mark, post or particle if one is near, else where the sounds do."""
    sounds = terms().sounds
    at = dot
    while at > floor and (blank[at - 1] in sounds or blank[at - 1] == "." or "A" <= blank[at - 1] <= "Z"):
        at -= 1
    since = max(floor, dot - _REACH)
    joins = {e - 1 for e in opens} | {m.end() - 1 for m in _JOINING_WORD.finditer(blank, since, dot)}
    joins |= {since + t.end - 1 for t in tokens(blank[since:dot]) if _is_word(blank[since + t.start : since + t.end])}
    for edge in range(dot - 2, max(dot - 7, floor - 1) - 1, -1):
        ends = edge >= floor and (blank[edge] in _BEFORE or edge in joins)
        if edge < floor or ends or not "\u3400" <= blank[edge] <= "\u9fff":
            odd = sum(c not in sounds for c in blank[edge + 1 : dot])
            if odd <= (2 if dot - edge <= 4 else 1) or blank[edge : edge + 1] == "\x00":
                at = edge + 1 if ends else min(at, edge + 1)
            break
    at = max([at if at < dot else dot - 1, *(e for e in opens if dot - 7 < e < dot)])
    at = _past_words(blank, at, dot)
    if at - 2 >= floor and blank[at - 1] == "-" and (blank[at - 2] in sounds or blank[at - 2] == "让"):
        at -= 2  # 让-皮埃尔·莫罗
        while at > floor and blank[at - 1] in sounds and at - 1 not in joins:
            at -= 1
    return at


def _past_words(blank: str, at: int, dot: int) -> int:
    """回忆萨姆·奥特曼: whole words that the sounds before the dot begin with are none of the name."""
    for token in tokens(blank[at:dot]):
        if at + token.end >= dot or not _is_word(blank[at + token.start : at + token.end]):
            return at + token.start
    return at


def _is_word(word: str) -> bool:
    """包括, 对话: a whole word that is none of a name's."""
    return len(word) > 1 and tag_of(word).startswith(_NOT_IN_NAME) and is_usual(word)


def _right_edge(blank: str, start: int, stops: frozenset[int]) -> int:
    """Where the part after a dot ends; `start` itself where no part begins there."""
    part = _PART.match(blank, start)
    if not part:
        return start
    if part.group()[0].isascii():
        return part.end()
    limit = min([part.end(), start + _LONGEST_PART, *(s for s in stops if s > start)])
    joined = _JOINS.search(blank, start + 1, limit)
    if blank[limit : limit + 1] == "·" and not joined:
        return limit
    two = joined is not None and blank[part.end() : part.end() + 1] == "·"  # 比尔·盖茨和保罗·艾伦
    limit = joined.start() if joined and (two or len(joined.group()) > 1) else limit
    end = start
    for token in tokens(blank[start : part.end()]):
        at = start + token.start
        if at >= limit or not _goes_on(blank, at, start + token.end, at - start, part.end()):
            break
        end = min(start + token.end, limit)
    return hyphenated(blank, end)


def _goes_on(blank: str, at: int, end: int, so_far: int, limit: int) -> bool:
    """True where the word at [at, end) still belongs to a name of which `so_far` characters are read."""
    word = blank[at:end]
    sounds = terms().sounds
    if len(word) == 1:
        return _character_goes_on(word, blank[end : end + 1], so_far, last=end == limit)
    if not is_common(word):
        return True
    if all(c in sounds for c in word):
        follows = blank[end : end + 1]
        if follows and follows in sounds and tag_of(word).startswith("m"):
            return True  # 莱万多夫斯基
        return so_far == 0 or not (terms().posts.fullmatch(word) or tag_of(word).startswith(_NOT_IN_NAME))
    return so_far == 0 and not tag_of(word).startswith(_NOT_IN_NAME)


def _character_goes_on(word: str, follows: str, so_far: int, *, last: bool) -> bool:
    """A sound goes on, or a surname alone (道格拉斯·陈); one rare character may stand inside a part, or end it."""
    if (word in _AFTER and (so_far >= 2 or (so_far and word not in terms().sounds))) or word + follows in _OTHER_WORDS:
        return False
    if word in terms().sounds or (so_far == 0 and word in terms().surnames):
        return True
    return word not in _AFTER and (follows in terms().sounds or (last and so_far > 0)) and so_far < _LONGEST_PART - 2


def hyphenated(blank: str, end: int) -> int:
    """德斯蒙德-赫尔曼: a second surname."""
    if blank[end : end + 1] != "-":
        return end
    at = end + 1
    while blank[at : at + 1] in terms().sounds and blank[at : at + 1]:
        at += 1
    return at if at > end + 2 else end
