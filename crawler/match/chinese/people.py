"""Who is named in a unit of Chinese text: Latin names, dotted and undotted transliterations, Chinese names.

A name is found by its form and by what stands on both sides of it (a post, a mark, a word of moving or of manner), not
by a list of people; the lexicon's people only add the forms that have neither (老黄, 小扎).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from crawler.match.chinese.terms import Terms, terms
from crawler.match.chinese.words import is_common, tag_of, tagged
from crawler.match.lexicons import Lexicon

# A word of a Latin name; each is bounded, so one endless letter run is read once.
_WORD = r"(?:[A-ZÀ-ÖØ-Þ][A-Za-zÀ-ÖØ-öø-ÿ'’]{0,20}(?:-[A-Za-zÀ-ÖØ-öø-ÿ'’]{1,20}){0,2}\.?)"
_PARTICLE = r"(?:de|da|del|van|von|der|den|bin|al|la|le|di|dos|el|ter|du)"
LATIN = re.compile(rf"(?<![A-Za-z0-9@#./_-]){_WORD}(?: (?:{_PARTICLE} ){{0,2}}{_WORD}){{0,4}}(?![A-Za-z0-9_])")
_HAN = "\u3400-\u9fff"
DOTTED = re.compile(rf"[{_HAN}A-Z]{{1,7}}\.?(?:·[{_HAN}A-Za-z.-]{{1,12}}){{1,3}}")
_HAN_RUN = re.compile(rf"[{_HAN}]+")
_BRACKET = re.compile(r"\(\s*([^()]{2,48})\s*\)")
_AFTER = re.compile(
    r"\s|[,，。、；;:：!！?？()\"'《》|｜~\-/]|$|和|与|及|以及|等|两人|二人|三人|已|也|亦|均|都|将|正|又|再|曾|刚|从|自|在|于|因|被|遭|由|为|"
    r"拟|或|疑|据|官宣|宣布|突然|突发|表示|称|回应|发文|发推|发帖|证实|确认|承认|坦言|透露|要|即|则|后|前|的|是|当|任|带|率|携|先后|相继|"
    r"接连|正式|成功|本周|今日|近日|昨|上周|日前|低调|高调|火速|闪电|主动|选择|决定|担|出|入|离|加|跳|辞|卸|去|走|转|创|重|回|接|升|晋|调|"
    r"执掌|掌|首|时|过劳|提|退|告|不|博|先|谈|发|博士|先生|女士|教授|同|一同|还|仍|其|领衔|主导|放弃|弃|投|爆|曝|传|递|公开|披露|并|联|共|另"
)
_BEFORE_MARK = frozenset(" ,，。、；;:：!！?？()\"'《》|｜~-/\n")
_BEFORE_WORDS = re.compile(
    r"(?:的|和|与|及|由|被|向|任命|聘请|挖来|挖走|挖角|迎来|解雇|开除|罢免|罢黜|是|为|将|让|对|把|即|请来|请|包括|岁|名|位|跟|同|随着|随|在|而|但|"
    r"当|后|传|曝|悉|称|示|如何看待|怎么看|看待|除|按照|据|前|原|揭秘|离职|招揽|招募|引进|引入|华人|大牛|大佬|传奇|天才|人|者|家|才|手|"
    r"将|员|官|生|友|神|主|师|霸|哥|姐|总|董|老|失去|痛失|再失|突失|连失|独家|专访|对话|辞退|炒掉|签下|收编|网罗|延揽|揽入|喜迎|欢迎|"
    r"因为|因|使|令|给|于|从|跟随|追随|只有|仅|还有|以及|任|加上|聘任|雇佣|聘|罢|下|叫|名叫|名为|挖|抢|失|提拔|委任|指派)$"
)


@dataclass(frozen=True, slots=True)
class Person:
    """A name at [start, end) of a unit; `end` includes a bracketed second spelling, which `also` holds."""

    start: int
    end: int
    name: str
    also: tuple[str, ...] = ()
    sure: float = 0.7


def find_people(
    text: str, taken: Sequence[tuple[int, int]], stops: Sequence[int], lexicon: Lexicon, known: frozenset[str]
) -> list[Person]:
    """Every person named in `text`, in order.

    `taken` are the spans of labs and posts, where no name can stand; `stops` the starts of triggers, which end a
    name. `known` are names sure from elsewhere in the document.
    """
    words = terms()
    masked = list(text)
    for start, end in taken:
        masked[start:end] = "\x00" * (end - start)
    blank = "".join(masked)
    found: list[Person] = []
    used = bytearray(len(text) + 1)
    _listed(blank, lexicon, known, found, used)
    _dotted(blank, words, found, used)
    _latin(blank, words, lexicon, known, found, used)
    _chinese(blank, words, frozenset(stops), found, used)
    found.sort(key=lambda p: p.start)
    return _join_brackets(text, found)


def _add(found: list[Person], used: bytearray, start: int, end: int, name: str, sure: float) -> None:
    if end > start and not any(used[start:end]):
        used[start:end] = b"\x01" * (end - start)
        found.append(Person(start, end, name, (), sure))


def _listed(blank: str, lexicon: Lexicon, known: frozenset[str], found: list[Person], used: bytearray) -> None:
    """Names already sure (from elsewhere in the document) and undotted transliterations of the lexicon."""
    for run in _HAN_RUN.finditer(blank):
        at = run.start()
        while at < run.end() - 1:
            step = 1
            for size in range(min(8, run.end() - at), 1, -1):
                piece = blank[at : at + size]
                if piece in known or piece in lexicon.people:
                    if not _in_dotted(blank, at, at + size):
                        _add(found, used, at, at + size, piece, 0.9)
                    step = size
                    break
            at += step


def _in_dotted(blank: str, start: int, end: int) -> bool:
    return (start > 0 and blank[start - 1] == "·") or blank[end : end + 1] == "·"


def _dotted(blank: str, words: Terms, found: list[Person], used: bytearray) -> None:
    for match in DOTTED.finditer(blank):
        start, end = match.span()
        first = blank.index("·", start)
        at = first
        while at > start and (blank[at - 1] in words.sounds or blank[at - 1] in "." or blank[at - 1].isupper()):
            at -= 1
        if at == first:
            at = max(first - 1, start)
        last = blank.rindex("·", start, end)
        stop = last + 1
        while stop < end and (blank[stop] in words.sounds or blank[stop].isascii()):
            stop += 1
        if stop == last + 1:
            continue
        _add(found, used, at, stop, blank[at:stop], 0.95)


def _latin(
    blank: str, words: Terms, lexicon: Lexicon, known: frozenset[str], found: list[Person], used: bytearray
) -> None:
    for match in LATIN.finditer(blank):
        start, end = match.span()
        if blank[end - 1] == "." and end - start > 2:
            end -= 1
        name = blank[start:end]
        parts = name.split(" ")
        if any(p in words.latin_not_name for p in parts) or any(_is_code(p, i) for i, p in enumerate(parts)):
            continue
        if len(parts) == 1:
            if not _lone_latin(name, blank, start, end, words, lexicon, known):
                continue
            _add(found, used, start, end, name, 0.6)
        else:
            _add(found, used, start, end, name, 0.9 if parts[0] in words.latin_given else 0.7)


def _is_code(part: str, index: int) -> bool:
    bare = part.rstrip(".").replace("-", "").replace("'", "")
    if len(bare) > 1 and bare.isupper():
        return index == 0 or len(bare) > 4
    return sum(c.isupper() for c in bare) > 3


def _lone_latin(
    name: str, blank: str, start: int, end: int, words: Terms, lexicon: Lexicon, known: frozenset[str]
) -> bool:
    if len(name) < 2 or not name[1:].replace("'", "").replace("-", "").isalpha():
        return False
    return (
        name in known
        or name in words.latin_given
        or lexicon.person(name) is not None
        or (start > 0 and blank[start - 1] == "\x00" and blank[max(0, start - 2)] == "\x00" and name[1:].islower())
    ) and not _is_code(name, 0)


def _chinese(blank: str, words: Terms, stops: frozenset[int], found: list[Person], used: bytearray) -> None:
    """Two to four characters from a surname on (or all sounds), with a boundary on both sides."""
    for run in _HAN_RUN.finditer(blank):
        at = run.start()
        while at < run.end():
            char = blank[at]
            if not used[at] and (char in words.surnames or char in words.sounds) and _may_begin(blank, at, run.start()):
                size = _name_size(blank, at, run.end(), words, stops)
                if size:
                    _add(found, used, at, at + size, blank[at : at + size], 0.75)
                    at += size
                    continue
            at += 1


def _may_begin(blank: str, at: int, run_start: int) -> bool:
    if at == run_start:
        return True
    return bool(_BEFORE_WORDS.search(blank, max(run_start, at - 5), at))


def _name_size(blank: str, at: int, end: int, words: Terms, stops: frozenset[int]) -> int:
    compound = blank[at : at + 2] in words.compound
    sizes = (4, 3) if compound else (3, 2)
    if compound or blank[at] in words.surnames:
        for size in sizes:
            name = blank[at : at + size]
            if at + size > end or any(c in words.not_given for c in name[1:]):
                continue
            if any(s in stops for s in range(at + 1, at + size)):
                continue
            if _ends_name(blank, at + size, end, stops) and not _ordinary(name):
                return size
    for size in range(min(6, end - at), 1, -1):
        name = blank[at : at + size]
        if all(c in words.sounds for c in name) and not any(s in stops for s in range(at + 1, at + size)):
            if _ends_name(blank, at + size, end, stops) and not _ordinary(name):
                return size
    return 0


def _ends_name(blank: str, at: int, end: int, stops: frozenset[int]) -> bool:
    return at >= end or at in stops or bool(_AFTER.match(blank, at))


def _ordinary(name: str) -> bool:
    """True for a word, or a run of words, that is no name."""
    if is_common(name):
        return True
    if tag_of(name).startswith("nr"):
        return False
    if len(name) >= 3 and (is_common(name[:2]) or is_common(name[1:])):
        pairs = tagged(name)
        return not any(tag.startswith("nr") for _, tag in pairs) and not (
            len(pairs) >= 2 and len(pairs[0][0]) == 1 and not is_common(name[:2])
        )
    return False


def _join_brackets(text: str, found: list[Person]) -> list[Person]:
    """翁荔(Lilian Weng) and Lilian Weng(翁荔) are one person named once."""
    joined: list[Person] = []
    skip = -1
    for index, person in enumerate(found):
        if index == skip:
            continue
        after = found[index + 1] if index + 1 < len(found) else None
        bracket = _BRACKET.match(text, person.end)
        if bracket and after and after.start == bracket.start(1) and after.end <= bracket.end(1):
            rest = text[after.end : bracket.end(1)]
            if not rest or rest[0] in ",，、/ ":
                joined.append(Person(person.start, bracket.end(), person.name, (after.name,), 0.98))
                skip = index + 1
                continue
        joined.append(person)
    return joined
