"""Who is named in a unit of Chinese text: Latin names, dotted transliterations, names in Chinese characters.

A name is found by its form and by what stands on both sides of it (a post, a mark, a word of moving or of manner), not
by a list of people; the lexicon's people only add the forms that have neither (老黄, 小扎).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from string import ascii_letters
from types import MappingProxyType

from crawler.match.chinese.dotted import dotted_names, hyphenated
from crawler.match.chinese.hanzi import HAN_RUN, chinese_names
from crawler.match.chinese.name_forms import is_listed_name
from crawler.match.chinese.phrases import phrase
from crawler.match.chinese.terms import terms
from crawler.match.chinese.words import is_common
from crawler.match.english.words import common
from crawler.match.lexicons import Lexicon

# A word of a Latin name; each is bounded, so one endless letter run is read once.
_WORD = r"(?:[A-ZÀ-ÖØ-Þ][A-Za-zÀ-ÖØ-öø-ÿ'’]{0,20}(?:-[A-Za-zÀ-ÖØ-öø-ÿ'’]{1,20}){0,2}\.?)"
_PARTICLE = r"(?:de|da|del|van|von|der|den|bin|al|la|le|di|dos|el|ter|du)"
LATIN = re.compile(
    rf"(?<![A-Za-z0-9@#./_])(?<![A-Za-z0-9]-){_WORD}(?: (?:{_PARTICLE} ){{0,2}}{_WORD}){{0,4}}(?![A-Za-z0-9_])"
)
_HANDLE = re.compile(r"(?<![A-Za-z0-9._@])@([A-Za-z][A-Za-z0-9_]{2,24})(?![A-Za-z0-9_@.])")
_NICKNAMED = re.compile(r" ?\(([A-Z][a-z]+)\) ?([A-Z][a-z][A-Za-z'-]*)")
_SMALL_LAST = re.compile(r" ([a-z]{5,14})(?![A-Za-z0-9])")
_CALLED = re.compile(r"^(?:花名|英文名|本名|原名|音译)?(?:为|是|叫)?[:,\s\"]*")  # (花名"麦田"), (音译,Yuan Meng)
_FIRST_CELL = re.compile(r"\|\s?(?P<name>[\u3400-\u9fff]{2,4})\s?\|")
_BRACKET = re.compile(r"\s?\(\s*([^()]{2,48})\s*\)")


_LETTERS = tuple(ascii_letters)
_NONE: Mapping[int, int] = MappingProxyType({})
_ITEM = 10  # characters before a name in which the item before it stands
_BY_TITLE = 0.75  # how sure 李总 is the one person named so
_BY_HANDLE = 0.7
_BY_FORM = 0.7  # how sure two Latin words are a name
_NICKNAME = 0.9
_MANNER = 12  # characters between a nickname and what its bearer does
_SIBLING = 0.75  # how sure the item of a list of names is one


@dataclass(frozen=True, slots=True)
class Person:
    """A name at [start, end) of a unit; `end` includes a bracketed second spelling, which `also` holds."""

    start: int
    end: int
    name: str
    also: tuple[str, ...] = ()
    sure: float = 0.7


@dataclass(slots=True)
class _Search:
    """`blank` is the text with \\x00 where labs and posts stand; `used` marks what is part of a name already."""

    text: str
    blank: str
    lexicon: Lexicon
    known: frozenset[str]
    used: bytearray
    found: list[Person]

    def add(self, start: int, end: int, sure: float) -> None:
        if end > start and not any(self.used[start:end]):
            self.used[start:end] = b"\x01" * (end - start)
            self.found.append(Person(start, end, self.blank[start:end], (), sure))


def find_people(
    text: str,
    *,
    firms: Sequence[tuple[int, int]],
    posts: Sequence[tuple[int, int]],
    stops: Sequence[int],
    lexicon: Lexicon,
    known: frozenset[str],
    opens: Mapping[int, int] = _NONE,
    light: bool = False,
) -> list[Person]:
    """Every person named in `text`, in order.

    No name can stand where `firms` and `posts` do. `stops` are the starts of triggers, which end a name, `opens` gives
    the ends of those that act on the person who follows, and where they begin. `light` looks for no Chinese names but
    the `known`, which are sure from elsewhere in the document.
    """
    masked = list(text)
    for start, end in firms:
        masked[start:end] = "\x01" * (end - start)
    for start, end in posts:
        masked[start:end] = "\x00" * (end - start)
    search = _Search(text, "".join(masked), lexicon, known, bytearray(len(text) + 1), [])
    _titled(search)
    for start, end in dotted_names(search.blank, frozenset(stops), frozenset(opens)):
        search.add(start, end, 0.95)
    _listed(search)
    _latin(search)
    _handles(search)
    if not light:
        titles = {start for start, end in posts if phrase("said_after_name").fullmatch(text, start, end)}
        _in_characters(search, frozenset(stops) | titles, opens)
        _nicknames(search, stops)
        _first_cell(search)
        _siblings(search)
        _repeated(search)
    search.found.sort(key=lambda p: p.start)
    return [p for p in _join_brackets(text, search.found) if not _is_gloss(text, p)]


def _is_gloss(text: str, person: Person) -> bool:
    """凯鹏华盈(Kleiner Perkins): what a bracket adds to the name of something that is no person."""
    inside = text[person.start - 1 : person.start] == "(" and text[person.end : person.end + 1] == ")"
    after_name = inside and "\u3400" <= text[person.start - 2 : person.start - 1] <= "\u9fff"
    return after_name and " " in person.name and person.sure <= _BY_FORM


def _in_characters(search: _Search, stops: frozenset[int], opens: Mapping[int, int]) -> None:
    """林远航, as nothing but its form and its place tell."""
    for end, start in opens.items():
        search.used[start:end] = b"\x01" * (end - start)  # 网罗林远航 holds no 罗林远
    for start, end, sure in chinese_names(search.blank, stops, frozenset(opens), search.used):
        search.add(start, hyphenated(search.blank, end), sure)


def _first_cell(search: _Search) -> None:
    """The name that is all of the first cell of a table's row."""
    cell = _FIRST_CELL.match(search.blank)
    if cell and is_listed_name(cell["name"]):
        search.add(*cell.span("name"), _SIBLING)


def _titled(search: _Search) -> None:
    """李总, 周博士: whoever the document names in full with that surname, where there is one such person."""
    for said in phrase("surname_and_title").finditer(search.text):
        surname = said["surname"]
        bearers = [n for n in search.known if n.startswith(surname) and 2 <= len(n) <= 4 and "·" not in n]
        if (surname in terms().surnames or surname in terms().compound) and len(bearers) == 1:
            search.used[said.start() : said.end()] = b"\x01" * (said.end() - said.start())
            search.found.append(Person(said.start(), said.end(), bearers[0], (), _BY_TITLE))


def _repeated(search: _Search) -> None:
    """The other places of a name that one place makes plain: X接棒唐家渝,唐家渝转任."""
    for person in [p for p in search.found if len(p.name) > 2 and "\u3400" <= p.name[0] <= "\u9fff"]:
        at = search.blank.find(person.name)
        while at >= 0:
            search.add(at, at + len(person.name), person.sure)
            at = search.blank.find(person.name, at + len(person.name))


def _siblings(search: _Search) -> None:
    """Items of a list beside a name that are names by their form: in A、余家辉、B the place says the rest."""
    for person in search.found:  # grows while it is read, so a list is walked to both ends
        after = phrase("item_after").match(search.blank, person.end)
        if after and (is_listed_name(after["name"]) or _is_latin_item(after["name"])):
            search.add(*after.span("name"), _SIBLING)
        before = phrase("item_before").search(search.blank, max(0, person.start - _ITEM), person.start)
        if before and not search.blank[: before.start("run")].endswith(_LETTERS):  # not Altman曾想与X
            _add_last_name(search, before["run"], before.end("run"))


def _is_latin_item(name: str) -> bool:
    """Linder in Kovar、Linder和Halden: one Latin word, and no word or product."""
    return name[0].isascii() and name not in terms().latin_not_name and not common(name.lower())


def _add_last_name(search: _Search, run: str, end: int) -> None:
    """The name that a run of characters before a 、 ends in: 包括余家辉."""
    for size in (4, 3, 2):
        name, lead = run[-size:], run[:-size]
        if len(name) == size and is_listed_name(name) and (not lead or phrase("listing").search(lead)):
            search.add(end - size, end, _SIBLING)
            return


def _listed(search: _Search) -> None:
    """Names already sure (from elsewhere in the document) and undotted transliterations of the lexicon."""
    blank = search.blank
    begins = _first_characters(search.lexicon) | {name[0] for name in search.known}
    for run in HAN_RUN.finditer(blank):
        at = run.start()
        while at < run.end() - 1:
            step = 1
            for size in range(min(8, run.end() - at) if blank[at] in begins else 0, 1, -1):
                piece = blank[at : at + size]
                if size == 2 and at > run.start() and (is_common(blank[at - 1 : at + 1]) or blank[at - 1] == "姓"):
                    continue  # 在推特里 holds no 特里, and 姓本奇 names nobody
                if piece in search.known or piece in search.lexicon.people:
                    search.add(at, at + size, 0.9)
                    step = size
                    break
            at += step


@cache
def _first_characters(lexicon: Lexicon) -> frozenset[str]:
    """The characters that names of listed people begin with."""
    return frozenset(name[0] for name in lexicon.people if name)


def _latin(search: _Search) -> None:
    words = terms()
    for match in LATIN.finditer(search.blank):
        start, end = match.span()
        if search.blank[end - 1] == "." and end - start > 2:
            end -= 1
        parts = search.blank[start:end].split(" ")
        nicknamed = _NICKNAMED.match(search.blank, end) if len(parts) == 1 else None
        if len(parts) == 1 and (small := _SMALL_LAST.match(search.blank, end)) and parts[0] in words.latin_given:
            end = end if common(small[1]) else small.end()  # Andrej karpathy
            parts = search.blank[start:end].split(" ")
        if nicknamed:  # Yuanhai (Leo) Meng
            nick, last = nicknamed.groups()
            search.used[start : nicknamed.end()] = b"\x01" * (nicknamed.end() - start)
            search.found.append(Person(start, nicknamed.end(), f"{parts[0]} {last}", (f"{nick} {last}",), _NICKNAME))
            continue
        if len(parts[-1]) == 1 and search.blank.startswith("&", end):
            continue  # Texas A&M
        described = search.blank[max(0, start - 2) : start].rstrip().endswith("\x00")
        odd = parts[:-1] if described and len(parts) == 2 else parts  # Lena Park, where a post stands before
        odd = odd[1:] if len(parts) > 1 and parts[0] in words.latin_given else odd  # Max Schwarz
        if any(p in words.latin_not_name for p in odd) or any(_is_code(p, i) for i, p in enumerate(parts)):
            continue
        if len(parts) > 1 and (described or parts[0] in words.latin_given or not all(common(p.lower()) for p in parts)):
            search.add(start, end, 0.9 if parts[0] in words.latin_given else _BY_FORM)
        elif _lone_latin(search, start, end):
            search.add(start, end, 0.6)


def _handles(search: _Search) -> None:
    """推理负责人@mori_ken: the handle of someone whose post stands before it."""
    for handle in _HANDLE.finditer(search.blank):
        if search.blank[: handle.start()].rstrip().endswith("\x00"):
            search.add(*handle.span(1), _BY_HANDLE)


def _is_code(part: str, index: int) -> bool:
    bare = part.rstrip(".").replace("-", "").replace("'", "")
    if len(bare) > 1 and bare.isupper():
        return index == 0 or len(bare) > 2
    return sum(c.isupper() for c in bare) > 3


def _lone_latin(search: _Search, start: int, end: int) -> bool:
    name = search.blank[start:end]
    if len(name) < 2 or not name[1:].replace("'", "").replace("-", "").isalpha() or _is_code(name, 0):
        return False
    if name in search.known or name in terms().latin_given or name in _last_words(search.lexicon):
        return True
    opens = start == 0 or not search.text[start - 1].isalpha()
    if opens and len(name) > 3 and name[1:].islower() and phrase("lone_latin_leaves").match(search.text, end):
        return True
    parts = name[1:].islower() and phrase("lone_latin_parts").match(search.blank, end)
    if parts and len(name) > 3 and not phrase("from_latin").search(search.blank, 0, start):
        return True
    described = search.blank[start - 1 : start] in ("\x00", "\x01") or search.blank[start - 2 : start] == "\x01的"
    if described and name[1:].islower() and len(name) > 3 and phrase("lone_latin_says").match(search.text, end):
        return True
    return search.blank[max(0, start - 2) : start] == "\x00\x00" and name[1:].islower() and _after_post(search, start)


def _nicknames(search: _Search, stops: Sequence[int]) -> None:
    """天才少年"稚川君"离职: what stands between quotation marks, a post before it and a word of moving behind."""
    for called in phrase("nickname").finditer(search.blank):
        verb = next((s for s in stops if called.end() <= s <= called.end() + _MANNER), None)
        told = verb is not None and not phrase("manner").sub("", search.blank[called.end() : verb])
        if told or phrase("after_name_only").match(search.blank, called.end()):
            search.add(*called.span("name"), _BY_HANDLE)


@cache
def _last_words(lexicon: Lexicon) -> frozenset[str]:
    """Listed people by their full Latin name or its last word (Karpathy)."""
    latin = [s for spelled in lexicon.spellings.values() for s in spelled if s[:1].isascii()]
    return frozenset(latin) | {s.split(" ")[-1] for s in latin if len(s.split(" ")[-1]) > 3}


def _after_post(search: _Search, start: int) -> bool:
    return "\u3400" <= search.text[start - 1] <= "\u9fff" or search.text[start - 2 : start] in ("EO", "TO", "OO", "PO")


def _join_brackets(text: str, found: list[Person]) -> list[Person]:
    """孟远(Yuan Meng), Yuan Meng(孟远) and 奥莱娜·科瓦尔Olena Kovar are one person named once."""
    joined: list[Person] = []
    skip = -1
    for index, person in enumerate(found):
        if index == skip:
            continue
        after = found[index + 1] if index + 1 < len(found) else None
        bracket = _BRACKET.match(text, person.end)
        lead = text[bracket.start(1) : after.start] if bracket and after else ""
        if bracket and after and not _CALLED.sub("", lead) and after.end <= bracket.end(1):
            rest = text[after.end : bracket.end(1)]
            if not rest or rest[0] in ',，、/ "':
                joined.append(Person(person.start, bracket.end(), person.name, (after.name,), 0.98))
                skip = index + 1
                continue
        if after and after.start == person.end and "·" in person.name and " " in after.name:
            joined.append(Person(person.start, after.end, person.name, (after.name,), 0.98))
            skip = index + 1
            continue
        joined.append(person)
    return joined
