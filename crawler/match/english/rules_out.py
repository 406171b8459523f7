"""Reasons to say no: other senses, firms that are no labs, posts that are no AI posts, moves that nobody made."""

from __future__ import annotations

from crawler.match.english.arguments import Clause
from crawler.match.english.certainty import Standing
from crawler.match.english.frames import Found
from crawler.match.english.words import term
from crawler.model import Kind


def objection(clause: Clause, found: Found, how: Standing, sentence: str, surroundings: frozenset[str]) -> str:
    """Why this is no move of a lab, in words; empty where nothing speaks against it."""
    if how.unreal and not how.negated:
        return f"only wished, offered, tried or asked: {how.unreal!r}"
    if found.org.how == "product":
        pass
    low = sentence.lower()
    if "leave of absence" in low and found.kind is Kind.DEPARTURE and "leave" in clause.low(found.trigger):
        return "a leave of absence"
    if clause.low(found.trigger) == "leave" and clause.low(found.trigger - 1) in (
        "medical",
        "extended",
        "on",
        "sick",
        "parental",
        "maternity",
        "paternity",
        "a",
        "his",
        "her",
        "of",
    ):
        return "a leave of absence"
    if not found.org.pure and found.org.id:
        return _no_ai_post(found, sentence, surroundings)
    return ""


def _no_ai_post(found: Found, sentence: str, surroundings: frozenset[str]) -> str:
    """At a large firm only AI posts count: the post itself speaks first, then the unit, the sentence and the article."""
    roles = " ".join([*found.person.roles, found.role or ""]).lower().replace("/", " ").replace(",", " ").split()
    ai = term("ai", "words")
    if any(word.strip("()'\"") in ai for word in roles):
        return ""
    if any(word in term("ai", "other_posts") for word in roles):
        return f"the post at {found.org.name} is no AI post"
    if found.org.how in ("unit", "product"):
        return ""
    if found.other is not None and found.other.lab and found.other.pure:
        return ""
    if surroundings & ai:
        return ""
    return f"nothing says that the post at {found.org.name} is an AI post"
