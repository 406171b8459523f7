"""Where a document names a lab: one Aho-Corasick pass, then checks that a name is not part of another word or name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import islice

from ahocorasick_rs import AhoCorasick, MatchKind

from crawler.match.lexicons import LabName, Lexicon
from crawler.text.finding import found_in

_SLASHED = re.compile(r"[*_\"']{0,3}[A-Z][A-Za-z]{1,24}(?:/[A-Z][A-Za-z]{1,24}){1,4}(?![\w/.@-]\w)")
_RUN = 60  # characters of names with slashes
_MOST = 100_000  # names of labs in one text; no article has so many


@dataclass(frozen=True, slots=True)
class LabSpan:
    """A lab named at [start, end) of the folded text."""

    start: int
    end: int
    name: LabName


def find_labs(plain: str, lexicon: Lexicon) -> tuple[LabSpan, ...]:
    """Every lab named in folded text, leftmost and longest first; never one cut out of a longer word or a person."""
    automaton, names = _automaton(lexicon)
    found = []
    for i, start, end in islice(found_in(encodable(plain), automaton), _MOST):
        if _stands_alone(plain, start, end):
            found.append(LabSpan(start, end, names[i]))
        elif shorter := _shorter(plain, start, end, lexicon):
            found.append(shorter)
    return tuple(found)


def _shorter(plain: str, start: int, end: int, lexicon: Lexicon) -> LabSpan | None:
    """苹果AI/ML团队: where 苹果AI is cut out of something longer, 苹果 may stand alone."""
    for edge in range(end - 1, start + 1, -1):
        name = lexicon.lab_names.get(plain[start:edge].rstrip())
        if name and _stands_alone(plain, start, edge):
            return LabSpan(start, start + len(plain[start:edge].rstrip()), name)
    return None


def encodable(text: str) -> str:
    """`text`, just as long, with lone surrogates as question marks: the automaton takes only what UTF-8 can hold."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace").decode()
    return text


@cache
def _automaton(lexicon: Lexicon) -> tuple[AhoCorasick, list[LabName]]:
    spelled = sorted(lexicon.lab_names)
    return AhoCorasick(spelled, matchkind=MatchKind.LeftmostLongest), [lexicon.lab_names[s] for s in spelled]


def _stands_alone(plain: str, start: int, end: int) -> bool:
    """False inside a longer Latin word (MetaMask), a dotted one (meta.com) or a person's name (阿里·法哈迪)."""
    before = plain[start - 1] if start else " "
    after = plain[end] if end < len(plain) else " "
    follows = plain[end + 1] if end + 1 < len(plain) else " "
    dotted = before == "·" and start > 1 and not plain[start - 2].isspace()  # "· xAI" is the item of a list
    if after == "·" or dotted:
        return False
    if before == after == "#":  # a hashtag
        return True
    if before == "/" and start > 1 and not plain[start - 2].isascii():  # 李想回应离职潮/OpenAI首席
        before = " "
    if "/" in (before, after) and _parts_names(plain, start, end):
        before, after = before.replace("/", " "), after.replace("/", " ")
    if _latin(plain[start]) and (_latin(before) or before in "@#/._-"):
        return before in "-_" and not _latin(plain[start - 2])  # " - OpenAI" is a dash, _OpenAI_ is emphasised
    if _latin(plain[end - 1]):
        return not (_latin(after) or (after in "._/" and _latin(follows)))
    return True


def _parts_names(plain: str, start: int, end: int) -> bool:
    """ "DeepMind/Google": the slash stands between two names and is part of no path."""
    first = max(plain.rfind(space, max(0, start - _RUN), start) for space in " \n(") + 1
    found = _SLASHED.match(plain, first)
    return found is not None and found.end() >= end


def _latin(char: str) -> bool:
    return char.isascii() and char.isalnum()
