"""Where a text may tell of a move: a word of moving, a lab near it and somebody beside it.

All in bytes, and cheaper by an order than reading a sentence: a text in which nothing leads on is done with. What leads
on is wider than what the English reader finds, and nearly all of what the Chinese one does, which is not asked here;
tests/match/test_leads.py and tests/archive/test_glance.py hold it to that.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import islice, takewhile

from crawler.match.chinese.leads import chinese_lead
from crawler.match.document import Document
from crawler.match.english.leads import english_lead
from crawler.match.english.words import term
from crawler.match.labs import LabSpan
from crawler.match.lexicons import Lexicon
from crawler.match.marks import Labs, Mark, Means, hints, labs_of, meaning_of
from crawler.match.moving import NEAR, Lead, moving
from crawler.text.finding import Finder, automaton_finder

_MOST_TRIED = 5000  # words of moving; no page has so many near labs


def leads(text: bytes, labs: Labs, lexicon: Lexicon, *, beyond: int = 0) -> Iterator[Lead]:
    """The words of moving that are worth the matcher's time, in order.

    An English sentence that does not name its lab leads on where its word says plainly what is meant; in an article
    also where one is named within `beyond` bytes.
    """
    stretches = around(labs.named, NEAR, NEAR)
    near = (found for start, end in stretches for found in moving(text, max(start, 0), end))
    for trigger, at in islice(near, _MOST_TRIED):
        latin = text[at] < 0x80  # an arrow is not, and is a word of both languages
        lead = english_lead(text, at, trigger, labs, lexicon, beyond=beyond) if latin or trigger.forms else None
        if lead is None and not latin:
            lead = chinese_lead(text, at, trigger, labs)
        if lead is not None:
            yield lead


def lead_on(document: Document, labs: Sequence[LabSpan], lexicon: Lexicon) -> bool:
    """Whether anything in a document leads on."""
    text = document.plain.encode()
    named = map(Mark, _in_bytes(document.plain, [lab.start for lab in labs]), (meaning_of(lab.name) for lab in labs))
    labs_named = named_by(text, sorted((*named, *hints(text))), about=len(text))
    return any(True for _ in leads(text, labs_named, lexicon, beyond=NEAR))


def named_by(text: bytes, marks: Sequence[Mark], *, about: int) -> Labs:
    """What the marks say of a text that is about what text[:about] names: a page's title, all of an article.

    Where that names a lab, "the company" anywhere may be that lab; where it speaks of AI, all does.
    """
    titled = {mark.means for mark in takewhile(lambda mark: mark.at < about, marks)}
    if not titled.isdisjoint(("lab", "firm", "other")):
        told: Means = "other" if titled.isdisjoint(("lab", "firm")) else "firm"
        marks = sorted((*marks, *(Mark(at, told) for at in _companies(text))))
    labs = labs_of(marks)
    return labs if titled.isdisjoint(("lab", "hint", "vague")) else labs._replace(of_ai=labs.named)


def around(places: Sequence[int], before: int, behind: int) -> Iterator[tuple[int, int]]:
    """The stretches around the places, not overlapping; the first may begin below 0."""
    if not places:
        return
    start, end = places[0] - before, places[0] + behind
    for place in places:
        if place - before > end:
            yield start, end
            start = place - before
        end = place + behind
    yield start, end


def _in_bytes(text: str, places: Iterable[int]) -> Iterator[int]:
    """Where the characters at these places, which are in order, begin in UTF-8."""
    if text.isascii():
        yield from places
        return
    seen = at = 0
    for place in places:
        at += len(text[seen:place].encode())
        seen = place
        yield at


def _companies(text: bytes) -> list[int]:
    """Where the text speaks of "the company" and the like."""
    found = _company_nouns()(text)
    return [at for _, at, end in found if not (text[at - 1 : at].isalnum() or text[end : end + 1].isalnum())]


@cache
def _company_nouns() -> Finder:
    words = term("organisation", "nouns")
    return automaton_finder(sorted(word.encode() for each in words for word in (each, each.capitalize())))
