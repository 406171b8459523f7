"""Where a text, still as bytes, holds a word of moving, in English or in Chinese, whatever encoding it is in.

One that is worth the matcher's time, by what stands around it, is a lead (leads.py of each language says which are).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from ahocorasick_rs import BytesAhoCorasick

from crawler.match.chinese.terms import terms
from crawler.match.english.words import Form, term, triggers
from crawler.text.forms import forms_of

NEAR = 300  # bytes between a word of moving and the name of a lab
LEAST_LINE = 16  # bytes of a line; most entries of a menu are shorter, no sentence that tells of a move is
_SENTENCE = 400  # bytes on either side in which a sentence begins and ends
_TAIL = 100  # bytes from a verb to its particle
_KEY = re.compile(rb'" ?:')  # ends the key of a page's JSON-LD


class Trigger(NamedTuple):
    """A word of moving; of an English one its forms too, and the particle that each asks for, if any does."""

    word: str
    forms: tuple[Form, ...]
    tails: tuple[bytes, ...] = ()


class Lead(NamedTuple):
    """A word of moving at a place of the text, and whether an English one has somebody named beside it, not only meant.

    Its sentence is text[start:end]; in Chinese, where bytes show no full stop, as much of its line as one may take.
    """

    at: int
    named: bool
    start: int
    end: int


def line_around(text: bytes, at: int) -> tuple[int, int]:
    """The line around `at`, as far as a sentence may reach."""
    first, last = max(at - _SENTENCE, 0), at + _SENTENCE
    end = text.find(b"\n", at, last)
    return max(text.rfind(b"\n", first, at) + 1, first), end if end >= 0 else min(last, len(text))


def moving(text: bytes, start: int, end: int) -> Iterator[tuple[Trigger, int]]:
    """Every word of moving in text[start:end] that stands alone, and where; those that want a particle only with it."""
    automaton, words = _automaton()
    stretch = text[start : end + _TAIL]
    for index, first, last in automaton.find_matches_as_indexes(stretch, overlapping=True):
        if first >= end - start:
            break
        trigger = words[index]
        if stretch[first] >= 0x80:
            yield trigger, start + first
        elif not (
            stretch[first - 1 : first].isalnum() or stretch[last : last + 1].isalnum() or _KEY.match(stretch, last)
        ):
            whole = _complete(trigger, stretch[last : last + _TAIL].lower()) if trigger.tails else trigger
            if whole is not None:
                yield whole, start + first


def _complete(trigger: Trigger, behind: bytes) -> Trigger | None:
    """The word with those of its forms whose particle follows; None where it has none."""
    asked = zip(trigger.forms, trigger.tails, strict=True)
    forms = tuple(form for form, tail in asked if not tail or _follows(tail, behind, gap=form.gap))
    return Trigger(trigger.word, forms) if forms else None


def _follows(tail: bytes, behind: bytes, *, gap: bool) -> bool:
    """Whether a particle stands right behind the verb or, where it may, behind the object."""
    at = behind.find(tail)
    return at >= 0 and (gap or at == 0) and not behind[at + len(tail) : at + len(tail) + 1].isalpha()


@cache
def _automaton() -> tuple[BytesAhoCorasick, list[Trigger]]:
    english = {word: tuple(form for form in found) for word, found in triggers().items()}
    alone = term("word", "also_moving") | {
        f"{span} {at}" for span in term("organisation", "spans") for at in ("at", "as")
    }
    english |= {word: () for word in alone if word not in english}
    held: dict[bytes, Trigger] = {}
    for word, found in english.items():
        asked = () if word in alone else found
        tails = tuple(" ".join(("", *form.tail)).encode() if form.tail else b"" for form in asked)
        for spelled in (word, word.capitalize(), word.upper()):
            held |= dict.fromkeys(forms_of(spelled), Trigger(word, found, tails if any(tails) else ()))
    for word in terms().triggers:
        for form in forms_of(word):
            held.setdefault(form, Trigger(word, ()))
    return BytesAhoCorasick(list(held)), list(held.values())
