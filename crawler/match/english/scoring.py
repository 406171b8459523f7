"""How sure the reader is of a move, and what lowered it, in words."""

from __future__ import annotations

from crawler.match.english.found import Found
from crawler.match.english.sentence import Sentence
from crawler.model import Certainty

_SURE = 0.9


def score(sentence: Sentence, found: Found, certainty: Certainty) -> tuple[float, tuple[str, ...]]:
    """From 0 to 1, with every reason that took something off."""
    marks: list[tuple[float, str]] = []
    if found.person.referred:
        marks.append((0.08, "the person is named in another sentence"))
    elif found.person.strength < 0.7:
        marks.append((0.12, "the name is known by its form alone"))
    if found.implied:
        marks.append((0.1, "implied by the other half of the move"))
    if found.org.id and not any(item.org and item.org.id == found.org.id for item in sentence.items):
        marks.append((0.15, f"{found.org.name} is named in another sentence"))
    if found.org.how == "form":
        marks.append((0.1, f"{found.org.name} is an AI company by its wording alone"))
    if not found.org.pure:
        marks.append((0.05, f"{found.org.name} is a large firm"))
    if certainty is Certainty.RUMORED:
        marks.append((0.1, "a rumour"))
    return max(0.0, round(_SURE - sum(off for off, _ in marks), 2)), tuple(why for _, why in marks)
