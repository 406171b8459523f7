"""Labs that no list holds: what one sentence of a document says of a name makes it a firm in all the others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from crawler.match.chinese.organisations import Org, guessed_firms, listed_firms, plausible_firm
from crawler.match.chinese.phrases import phrase
from crawler.match.chinese.terms import terms
from crawler.match.chinese.words import tag_of
from crawler.match.labs import LabSpan
from crawler.match.lexicons import Lexicon

_GIVEN_NAME = 2  # characters: 既白 is 既白实验室 for short, not in 沈既白
_BESIDE, _REPORT = 40, 240  # characters around a name, and around a firm's full legal one, that say what its trade is
_RENAMED = 8  # characters before a name that say that it is the old one
_MOST = 40  # firms of one document; a list of hundreds is a market survey
_LAB = ("Lab", "Labs", "实验室")
_INTRODUCTIONS = ("kind_then_firm", "firm_is_kind", "firm_backed", "firm_does", "firm_called", "firm_financed")


def unlisted_firms(plain: str, labs: Sequence[LabSpan], lexicon: Lexicon) -> dict[str, bool]:
    """Name → whether plainly an AI company, for each firm in folded text that the lexicon does not know.

    `labs` are those it does: no name begins inside one (上海人工智能实验室官网 introduces nothing).
    """
    found: dict[str, bool] = {}
    listed = bytearray(len(plain) + 1)
    for lab in takewhile(lambda lab: lab.end <= len(plain), labs):
        listed[lab.start : lab.end] = b"\x01" * (lab.end - lab.start)
    for start, end, ai in _introduced(plain):
        if start and listed[start - 1]:
            continue
        name = plain[start:end].strip()
        if not lexicon.lab(name) and len(found) < _MOST:
            found[name] = found.get(name, False) or ai
    return found


def _introduced(plain: str) -> Iterator[tuple[int, int, bool]]:
    for how in _INTRODUCTIONS:
        for said in phrase(how).finditer(plain):
            if plausible_firm(said["name"], ordinary=how in ("firm_is_kind", "firm_called", "firm_financed")):
                yield *said.span("name"), True
    legal = []
    for said in phrase("legal_firm").finditer(plain):
        if plausible_firm(said["name"]):
            legal.append(said.span())
            yield *said.span("name"), _near_ai(plain, *said.span(), _REPORT)
    for start, end, ai in guessed_firms(plain):
        if not any(left <= start < right for left, right in legal):
            yield start, end, ai or _near_ai(plain, start, end, _BESIDE)


def _near_ai(plain: str, start: int, end: int, reach: int) -> bool:
    return phrase("ai_field").search(plain, max(0, start - reach), end + reach) is not None


def occurrences(text: str, firms: Mapping[str, bool]) -> Iterator[Org]:
    """Every place of `text` where one of these firms is named, never inside a longer Latin word."""
    for form, name, ai in ((form, full, ai) for full, ai in firms.items() for form in _forms(full)):
        shown = next((short for short in _forms(name)[1:] if short in firms), name)  # the text has both
        at = text.find(form)
        while at >= 0:
            end = at + len(form)
            cut = (_letter(text[at - 1 : at]) and _letter(form[0])) or (
                _letter(text[end : end + 1]) and _letter(form[-1])
            )
            if not cut and (form == name or _stands_for(text, at, form, name)):
                yield Org(at, end, shown, shown.casefold(), None, ai)
            at = text.find(form, end)


def _stands_for(text: str, at: int, short: str, name: str) -> bool:
    """True where a short form is no part of the full one or of a person's name, and after a verb if a word too."""
    if at and text[at - 1] in terms().surnames and len(short) == _GIVEN_NAME:
        return False
    return not text.startswith(name, at) and (not tag_of(short) or text.endswith(terms().triggers, 0, at))


def _forms(name: str) -> tuple[str, ...]:
    """A firm's name, and what it is called for short: 行止机器人, 行止."""
    short = next((name.removesuffix(e) for e in terms().company_endings if name.endswith(e)), name)
    is_short = 2 <= len(short) < len(name) and not short.isascii() and plausible_firm(short, ordinary=True)
    return (name, short) if is_short else (name,)


def find_organisations(text: str, lexicon: Lexicon, firms: Mapping[str, bool]) -> list[Org]:
    """Every firm in `text` in order, none overlapping: the lexicon's, then `firms`, those of the document."""
    found = listed_firms(text, lexicon)
    used = bytearray(len(text) + 1)
    for org in found:
        used[org.start : org.end] = b"\x01" * (org.end - org.start)
    for org in sorted(occurrences(text, firms), key=lambda o: o.start - o.end):
        if not any(used[org.start : org.end]) and not _is_part_of(text, org, found):
            used[org.start : org.end] = b"\x01" * (org.end - org.start)
            found.append(org)
    now = (org for org in found if not phrase("former_name").search(text, max(0, org.start - _RENAMED), org.start))
    return _one_name(text, sorted(now, key=lambda org: org.start))


def _one_name(text: str, found: list[Org]) -> list[Org]:
    """The firms, where 衡川智能(Hengchuan AI) is one firm: what a bracket holds is its other name."""
    for index, (one, other) in enumerate(pairwise(found), 1):
        if other.lab is None and text[one.end : other.start] == "(" and text.startswith(")", other.end):
            found[index] = replace(one, start=other.start, end=other.end)
    return found


def _is_part_of(text: str, org: Org, listed: Sequence[Org]) -> bool:
    """腾讯Robotics X Lab, Meta旗下某某实验室: a lab of the listed firm whose name stands right before it."""
    if not org.shown.endswith(_LAB):
        return False
    return any(phrase("firm_and_its_part").fullmatch(text, other.end, org.start) for other in listed if other.lab)


def _letter(char: str) -> bool:
    return char.isascii() and char.isalnum()
