"""Whether a Chinese sentence may tell of a move by a word of moving in it, asked of bytes."""

from __future__ import annotations

import re
from functools import cache

from ahocorasick_rs import BytesAhoCorasick

from crawler.match.chinese.terms import terms
from crawler.match.marks import Labs, within
from crawler.match.moving import LEAST_LINE, Lead, Trigger, line_around
from crawler.text.forms import forms_of

_NEAR = 150  # bytes between a word of moving and the name of a lab
_PARTED, _MOST_PARTED = re.compile(rb"[\x80-\xff] (?=[\x80-\xff])"), 6  # Chinese words in a row: tags, not a sentence
_PROSE = 60  # bytes; a Chinese line that speaks of a lab in the line before is no menu's
# What says plainly that somebody moves; other words need somebody beside them.
_PLAIN_SENSES = frozenset("leave switch fire appoint take".split())
_PLAIN_OF_A_LAB = frozenset("join found".split())  # the same with a lab right behind: 加入OpenAI
_OBJECT = 24  # bytes from the beginning of such a word to that of the lab
_LATIN_NAME = re.compile(rb"[A-Z][a-z]{2,} ?[A-Z][a-z]+")
_SOMEBODY = 90  # bytes to a name or a post


def chinese_lead(text: bytes, at: int, trigger: Trigger, labs: Labs) -> Lead | None:
    """One in a sentence, not in a menu; where its word says little, only with a post or a Latin name near."""
    start, end = line_around(text, at)
    sense = terms().senses.get(trigger.word)
    places = labs.named if sense == "found" else labs.counting
    near = within(places, at - _NEAR, at + _NEAR)
    leads_on = near and end - start >= LEAST_LINE and (end - start >= _PROSE or within(places, start, end))
    if not leads_on or len(_PARTED.findall(text, at - _NEAR, at + _NEAR)) > _MOST_PARTED:
        return None
    beside = text[max(start, at - _SOMEBODY) : min(end, at + _SOMEBODY)]
    tells = sense in _PLAIN_SENSES or (sense in _PLAIN_OF_A_LAB and within(places, at, at + _OBJECT))
    somebody = tells or _LATIN_NAME.search(beside) or _posts().find_matches_as_indexes(beside)
    return Lead(at, False, start, end) if somebody else None


@cache
def _posts() -> BytesAhoCorasick:
    return BytesAhoCorasick(sorted({form for word in terms().post_words for form in forms_of(word)}))
