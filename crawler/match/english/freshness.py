"""When a move was announced and takes effect, and whether a sentence tells it as news or recalls it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from crawler.match.document import Document
from crawler.match.english.arguments import Clause
from crawler.match.english.items import ADV, AUX, COMMA, NOT, REL, STOP, SUB, TRIGGER
from crawler.text.dates import find_dates

_OLD = timedelta(days=45)  # a move dated earlier than this before publication is recalled, not told
_REACH = 70  # characters between a word of moving and its date
_EFFECTIVE = re.compile(
    r"\b(?:effective|last day|as of|until|starting|from|end of|on|in|by|this|next)\b[^.;]{0,24}$", re.IGNORECASE
)
_ANNOUNCED = re.compile(
    r"\b(?:announc\w+|said|says|told|tweet\w*|post\w*|wrote|memo|report\w*|confirm\w*)\b[^.;]{0,40}$", re.IGNORECASE
)
_TELLING = frozenset("said announced told wrote confirmed reported posted tweeted revealed that learned".split())
_RECALLED = frozenset("previously formerly originally initially once earlier".split())
_LONG_AGO = re.compile(
    r"\b(?:last year|years? (?:ago|earlier|before)|months? (?:ago|earlier|before)|decades? ago|in recent (?:months|years|weeks)|at the time|back in|in (?:19|20)\d\d|earlier this year"
    r"|over the past)\b", re.IGNORECASE
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class When:
    """The days of a move, and why its sentence is no news; empty where it is."""

    announced: date | None = None
    effective: date | None = None
    recalled: str = ""


def when(document: Document, start: int, end: int, clause: Clause, i: int) -> When:
    """Read the days around the trigger at item `i` of the sentence at [start, end)."""
    sentence = document.plain[start:end]
    at = clause.row[i].start - start
    announced: date | None = None
    effective: date | None = None
    for span in find_dates(sentence, document.published):
        if span.start > at + _REACH or span.end < at - _REACH:
            continue
        before = sentence[max(0, span.start - 60) : span.start]
        if span.start > at and (_EFFECTIVE.search(before) or span.start - at < 40):
            effective = effective or span.day
        elif _ANNOUNCED.search(before):
            announced = announced or span.day
    return When(announced, effective, _recalled(document, clause, i, sentence, effective or announced))


def _reported_speech(clause: Clause, k: int) -> bool:
    """ "She said that she had resigned": the tense is that of the telling, not of a recap."""
    return any(clause.low(j) in _TELLING for j in range(max(0, k - 7), k))


def _recalled(document: Document, clause: Clause, i: int, sentence: str, day: date | None) -> str:
    if day is not None and document.published is not None:
        return "dated long before the article" if day < document.published.date() - _OLD else ""
    k = i - 1
    while k >= 0 and clause.kind(k) in (AUX, ADV, NOT):
        if clause.low(k) == "had" and not _reported_speech(clause, k):
            return "told in the past perfect"
        if clause.low(k) in _RECALLED:
            return f"told as {clause.low(k)!r}"
        k -= 1
    if clause.kind(k) == REL and not clause.row[i].low.endswith("ing"):
        return "told in a relative clause"
    first = next((j + 1 for j in range(i - 1, -1, -1) if clause.kind(j) in (STOP, COMMA, SUB, REL)), 0)
    last = next(
        (j for j in range(i + 1, len(clause.row)) if clause.kind(j) in (STOP, SUB, COMMA, REL, TRIGGER)),
        len(clause.row) - 1,
    )
    near = document.plain[clause.row[first].start : clause.row[last].end]
    said = _LONG_AGO.search(near)
    return f"recalled: {said.group()!r}" if said else ""
