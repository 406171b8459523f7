"""Where each sentence starts and ends, in text as it comes: Chinese and Latin stops, bullets, line ends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

# Characters; a longer run (minified script, a table) is cut, so that no later step sees an endless sentence. The
# longest real ones have 670 in English and 260 in Chinese.
LONGEST = 2000

# Latin stops end a sentence only before space and a capital, a quote, a digit or the line's end, and never after an
# initial or one of these (Ph.D. and Inc. are followed by capitals more often than not).
_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof st jr sr inc corp ltd co vs etc no gen sen rep gov lt col sgt jan feb mar apr jun jul aug sep "
    "sept oct nov dec u.s u.k e.g i.e ph.d a.i d.c".split()
)
_GLUED = r"(?<=[a-z]{3}\.)[A-Z][a-z]{2,20} [A-Za-z]"  # "told The Verge.Ann Lee is": a line end is lost
_STOP = re.compile(rf"[。！？!?…；;]+[\"'”’」』）)]*|\.(?<!\.\.)\.*+[\"'”’)]*+(?=\s|$|{_GLUED})|\n+")
_SITE = re.compile(r"\b(?:on|to|of|via|from) X$")  # the site, no initial
_LAST_WORD = re.compile(r"([A-Za-z][A-Za-z.]*)$")
_NEXT = re.compile(r"\s*[\"'“‘(\[*_#>@-]*[A-Z0-9\u3400-\u9fff]|\s*$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """Half-open offsets into the text it was found in; the text between them has no outer white space."""

    start: int
    end: int


def sentences(text: str) -> Iterator[Sentence]:
    """Every sentence of `text` in order, not overlapping, in time linear in its length."""
    start = 0
    for stop in _STOP.finditer(text):
        if _ends_here(text, start, stop):
            yield from _pieces(text, start, stop.end())
            start = stop.end()
    yield from _pieces(text, start, len(text))


def _ends_here(text: str, start: int, stop: re.Match[str]) -> bool:
    mark = stop.group()[0]
    if mark != ".":
        # "Yahoo! said", "(Really?) he": a Latin ! or ? inside a sentence is followed by lower case
        return mark not in "!?" or bool(_NEXT.match(text, stop.end()))
    word = _LAST_WORD.search(text, max(start, stop.start() - 12), stop.start())
    if word:
        last = word.group(1)
        initials = all(len(part) == 1 and part.isupper() for part in last.split("."))
        site = last == "X" and _SITE.search(text, max(start, stop.start() - 7), stop.start()) is not None
        if (initials and not site) or last.lower() in _ABBREVIATIONS:
            return False
    return bool(_NEXT.match(text, stop.end()))


def _pieces(text: str, start: int, end: int) -> Iterator[Sentence]:
    while end - start > LONGEST:
        cut = _pause(text, start, start + LONGEST)
        yield from _trimmed(text, start, cut)
        start = cut
    yield from _trimmed(text, start, end)


def _pause(text: str, start: int, end: int) -> int:
    """Where a run that goes on behind `end` is cut: at the last space, else behind the last comma, else right there."""
    space = text.rfind(" ", start + 1, end)
    comma = max(text.rfind(mark, start, end) for mark in ",，、")
    return space if space > 0 else comma + 1 if comma >= 0 else end


def _trimmed(text: str, start: int, end: int) -> Iterator[Sentence]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        yield Sentence(start, end)
