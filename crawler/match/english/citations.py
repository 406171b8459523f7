"""Which outlet a sentence takes its news from: "per Bloomberg", "(via Reuters)", "The Verge: ...", "told Wired"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from ahocorasick_rs import AhoCorasick

from crawler.match.english.items import Org
from crawler.match.english.words import term

_NAME = r"(?!LinkedIn\b|X\b|Twitter\b)[A-Z][\w&.]*\w(?: (?:of )?[A-Z][\w&.]*\w){0,3}"
_SOMEBODY = r"(?:['’]s? (?:[A-Z][\w.'’-]+ ?){1,3})?"  # "Bloomberg's *Mark Gurman*"
_REPORT = r"(?:(?:a|an|the|this|new|fresh|\w+day) )*(?:report|story|article|scoop|account|piece) (?:in|from|by|on) "
_TELLS = r"(?:says?|said|reports?|reported|writes|wrote|claims?|claimed|understands|(?:has )?learned|learns|hears)"
_ADVERB = r"(?:(?:has|had|have|first|exclusively|earlier|later|also|previously) )*"


# "(Kyle Wiggers/TechCrunch)" at the end of a headline.
_BYLINE = re.compile(r"\((?:[A-Z][\w.'’-]* ){1,4}?[A-Z][\w.'’-]* ?/ ?(?P<outlet>[A-Z][^()/]{1,40})\)\s*$")


@dataclass(frozen=True, slots=True)
class Citation:
    """An outlet, and whether the news is told on its word alone; "sources told Wired" only says where it stood."""

    outlet: str
    vouches: bool


@dataclass(frozen=True, slots=True)
class _Frame:
    """A pattern with the outlet in it, whether the outlet vouches, and whether it has to be a listed one."""

    pattern: re.Pattern[str]
    vouches: bool
    listed: bool


@lru_cache(maxsize=256)
def citation_in(text: str) -> Citation | None:
    """The first outlet that the text cites; the frames are tried from the plainest on."""
    known = bool(_listed().find_matches_as_indexes(text.lower()))
    for frame in _frames():
        if (known or not frame.listed) and (found := frame.pattern.search(text)) is not None:
            return Citation(found["outlet"], frame.vouches)
    return None


def byline_in(text: str) -> str | None:
    """The outlet whose headline it is."""
    found = _BYLINE.search(text)
    return found["outlet"] if found is not None else None


def is_outlet(org: Org | None) -> bool:
    """A paper, a news site or an agency that the lexicon lists."""
    return org is not None and org.id.removeprefix("the ").replace(" ", "-") in _names()


@cache
def _names() -> frozenset[str]:
    return term("outlet", "names") | {name.removeprefix("the-") for name in term("outlet", "names")}


@cache
def _listed() -> AhoCorasick:
    """To ask first whether any listed outlet is named: most sentences name none, and then few frames are tried."""
    return AhoCorasick([name.replace("-", " ") for name in sorted(term("outlet", "names"))])


@cache
def _frames() -> tuple[_Frame, ...]:
    listed = f"(?:the )?(?P<outlet>(?:The )?(?:{_outlets()}))(?![\\w-])"
    named = f"(?:the )?(?P<outlet>{_NAME})"
    vouching = (
        rf"\b[Pp]er (?:{_REPORT})?{listed}",
        rf"(?<=[,(] )per (?:{_REPORT})?{named}(?=['’.,;)]|$)",
        rf"\((?:per|via) {named}\)",
        rf"(?:\(|[,–—-] |\b(?:story|report|scoop) )[Vv]ia {listed}",
        rf"\b[Aa]ccording to (?:{_REPORT})?{listed}",
        rf"\b[Rr]eported (?:\w+ )?(?:by|in|on) {listed}",
        rf"^{listed}{_SOMEBODY}: ",
        rf" [-–—] {listed}$",
        rf"(?<!\bto )(?<!\btold )(?<!\bat )\b{listed}{_SOMEBODY} ?{_ADVERB}{_TELLS}\b",
    )
    crediting = (
        rf"(?<=[,”\"] )(?:{_TELLS}) {listed}",
        rf"\b(?:sources?|people|persons?|insiders|employees|investors)\b[^.;]{{0,40}} (?:tell|told|tells) {listed}",
        rf"\b(?:seen|viewed|obtained|reviewed) by {listed}",
    )
    rows = [(frame, True) for frame in vouching] + [(frame, False) for frame in crediting]
    return tuple(_Frame(re.compile(frame), vouches, listed=listed in frame) for frame, vouches in rows)


def _outlets() -> str:
    """The listed outlets as they may be written, the longest first."""
    names = sorted(term("outlet", "names"), key=len, reverse=True)
    return "|".join(rf"(?=[A-Z])(?i:{re.escape(name).replace(chr(92) + '-', ' ')})" for name in names)
