"""Reasons to say no: other senses, firms that are no labs, posts that are no AI posts, moves that nobody made."""

from __future__ import annotations

from crawler.match.english.arguments import Clause
from crawler.match.english.certainty import Standing
from crawler.match.english.frames import Found
from crawler.match.english.items import LAB, Org
from crawler.match.english.words import term
from crawler.model import Kind


def objection(clause: Clause, found: Found, how: Standing, sentence: str, surroundings: frozenset[str]) -> str:
    """Why this is no move of a lab, in words; empty where nothing speaks against it."""
    if how.unreal and not how.negated:
        return f"only wished, offered, tried or asked: {how.unreal!r}"
    if any(item.low in ("observer", "observers") for item in clause.row[found.trigger : found.trigger + 12]):
        return "a board observer"
    if clause.low(found.trigger) == "leave" and clause.low(found.trigger - 1) in _LEAVE:
        return "a leave of absence"
    if not found.org.pure and found.org.id:
        return _no_ai_post(clause, found, surroundings)
    return ""


_LEAVE = frozenset(
    "a an his her their my medical extended on sick parental maternity paternity of from unpaid family taking take takes took taken".split()
)
_NEAR = 11  # items on either side of the trigger in which a word may say what the post is about


def _no_ai_post(clause: Clause, found: Found, surroundings: frozenset[str]) -> str:
    """At a large firm only AI posts count: the post itself speaks first, then the unit, the sentence and the article."""
    said = [*found.person.roles, found.role or "", clause.context.roles.get(found.person.name, "")]
    roles = " ".join(said).lower().replace("/", " ").replace(",", " ").split()
    ai = term("ai", "words")
    if any(word.strip("()'\"") in ai for word in roles):
        return ""
    if any(word in term("ai", "other_posts") for word in roles):
        return f"the post at {found.org.name} is no AI post"
    if any(item.org and item.org.id == found.org.id and item.org.how == "unit" for item in clause.row):
        return ""
    if found.org.how in ("unit", "product"):
        return ""
    taken = found.kind in (Kind.HIRE, Kind.RETURN)
    if any(word in term("ai", "firm_posts") for word in ((found.role or "").lower().split() if taken else roles)):
        return f"a post over all of {found.org.name}"
    if any(item.low == "board" and _names(clause, k, found.org) for k, item in enumerate(clause.row)):
        return f"a seat on the board of {found.org.name}"
    near = _near(clause, found.trigger)
    if taken and "ai" in near:
        return ""
    if near & term("ai", "other_units"):
        return f"another unit of {found.org.name}"
    if found.other is not None and found.other.lab and found.other.pure:
        return ""
    if any(_pure(item.org) and item.org.id != found.org.id for item in clause.row if item.org):
        return ""
    if taken and "ai" in {
        word for item in clause.row if item.kind != LAB for word in item.low.replace("-", " ").split()
    }:
        return ""
    if (near | surroundings) & ai:
        return ""
    return f"nothing says that the post at {found.org.name} is an AI post"


def _names(clause: Clause, board: int, org: Org) -> bool:
    """Whether it is that firm's board."""
    near = clause.row[max(0, board - 2) : board] + clause.row[board + 1 : board + 3]
    return any(item.org is not None and item.org.id == org.id for item in near)


def _pure(org: Org | None) -> bool:
    return org is not None and org.lab and org.pure and org.how == "name"


def _near(clause: Clause, trigger: int) -> set[str]:
    found: set[str] = set()
    for item in clause.row[max(0, trigger - _NEAR) : trigger + _NEAR]:
        if item.kind != LAB:
            found.update(item.low.replace("-", " ").split())
        for person in item.group.people if item.group else ():
            found.update(" ".join(person.roles).lower().split())
    return found
