"""How sure the reader is of a move, and what lowered it, in words."""

from __future__ import annotations

from crawler.match.english.arguments import Clause
from crawler.match.english.frames import Found
from crawler.match.english.items import Org
from crawler.model import Certainty

_SURE = 0.9


def score(clause: Clause, found: Found, certainty: Certainty) -> tuple[float, tuple[str, ...]]:
    """From 0 to 1, with every reason that took something off."""
    marks: list[tuple[float, str]] = []
    if found.person.pronoun:
        marks.append((0.08, "the person is named in another sentence"))
    elif found.person.strength < 0.7:
        marks.append((0.12, "the name is known by its form alone"))
    if found.implied:
        marks.append((0.1, "implied by the other half of the move"))
    if found.org.id and not _said(clause, found.org, found):
        marks.append((0.15, f"{found.org.name} is named in another sentence"))
    if found.org.how == "form":
        marks.append((0.1, f"{found.org.name} is an AI company by its wording alone"))
    if not found.org.pure:
        marks.append((0.05, f"{found.org.name} is a large firm"))
    if certainty is Certainty.RUMORED:
        marks.append((0.1, "a rumour"))
    return max(0.0, round(_SURE - sum(off for off, _ in marks), 2)), tuple(why for _, why in marks)


def _said(clause: Clause, org: Org, found: Found) -> bool:
    if any(item.org and item.org.id == org.id for item in clause.row):
        return True
    return any(known.id == org.id for known, _ in found.person.orgs)
