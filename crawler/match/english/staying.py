"""Who gives up a post and keeps the employer: told in the same breath, or by another sentence."""

from __future__ import annotations

import re

from crawler.match.english.clauses import Clause
from crawler.match.english.items import Person, Sort
from crawler.match.english.movers import who_moves
from crawler.match.english.slots import Slots
from crawler.match.english.words import term

_MAY_KEEP = frozenset("resign leave departure oust out nolonger".split())
_TEAMS = frozenset("team unit group division department".split())  # left for another one of the same firm
_STAYS = re.compile(
    r"\b(?:but|while|and|though)\b[^.;]{0,40}\b(?:remain|stay|keep|continu)(?:s|e|es|ing)?\b(?! anonymous)"
    r"|\bwill (?:remain|stay|continue)\b"
    r"|\bin(?:to)? (?:a|the) (?:new|different) (?:role|one|post|position)\b(?! at (?!the (?:company|lab|firm)))"
    r"|\bstays? on\b|\bsame (?:company|lab)\b"
    r"|\bto (?:focus|work|serve)\b.{0,40}\b(?:at|on|in|within) the (?:company|lab|start-?up)\b"
    r"|\bas (?:an? )?(?:[\w-]+ )?advis[eo]r\b"
    r"|\bbecom(?:e|es|ing) (?:the |its |an? )?(?:[\w-]+ )?(?:chairman|chair|adviser|advisor)\b",
    re.IGNORECASE,
)


def keeps_employer(slots: Slots, person: Person) -> bool:
    """Whether somebody who gives up a post, or leaves a team, stays with the lab."""
    act, context = slots.frame.act, slots.sentence.context
    if act not in _MAY_KEEP:
        return False
    of_post = act == "resign" or (act == "leave" and leaves_post(slots))
    if of_post and context.fullest(person.name) in context.staying:
        return True
    hanging = [clause for clause in slots.sentence.clauses if clause.governor is slots.clause]
    if any(_goes_elsewhere(clause) for clause in hanging):
        return False
    if (
        any("promote" in clause.verb.acts for clause in hanging)
        or _says_so(slots)
        or (act == "leave" and _changes_team(slots, hanging))
    ):
        return True
    return (
        (of_post and _for_new_role(slots))
        or _takes_its_other_post(slots, hanging)
        or (of_post and _takes_another_post(hanging))
    )


def post_instead(slots: Slots) -> str | None:
    """What somebody does instead at the same lab: "becomes *chairman*", "stays in *a research post*"."""
    own = (c for c in slots.sentence.clauses if c.index > slots.clause.index and c.governor is slots.clause)
    for clause in own:
        taken = clause.object or clause.complement
        if "become" in clause.verb.acts and taken is not None and taken.post is not None:
            return taken.post.role
        kept = clause.oblique("in", "as") if clause.verb.low in term("word", "staying") else []
        for node in kept:
            if node.post is not None:
                return node.post.role
            items = slots.sentence.items[node.first : node.last]
            if node.low in term("role", "posts") and len(items) > 1:
                return " ".join(item.text for item in items if item.sort is not Sort.ARTICLE)
    return None


def leaves_post(slots: Slots) -> bool:
    """ "Is leaving *his post*", "her role as CTO"."""
    holder = slots.clause.subject  # "A's *CEO* steps aside"
    if holder is not None and holder.sort is Sort.POST and slots.clause.verb.low.startswith(("step", "stand")):
        return True
    left = [slots.clause.object, *(slots.clause.oblique("from") if slots.frame.act == "resign" else ())]
    return any(node is not None and node.low in term("role", "posts") for node in left)


def _for_new_role(slots: Slots) -> bool:
    """ "Left that position *for a new role*", and no other firm named."""
    taken = [node for node in slots.clause.oblique("for") if node.low in term("role", "posts")]
    return bool(taken) and all(node.org is None for node in taken) and slots.lab(("at",)) is None


def _goes_elsewhere(clause: Clause) -> bool:
    acts = clause.verb.acts
    return bool(acts & {"join", "found"}) or ("moveto" in acts and any(clause.oblique("to")) and not _to_post(clause))


def _to_post(clause: Clause) -> bool:
    """ "And is moving *to a chairman role*", with no other firm named."""
    nodes = clause.oblique("to", "into")
    posts = all(node.low in term("role", "posts") and node.org is None for node in nodes)
    return "moveto" in clause.verb.acts and bool(nodes) and posts


def _says_so(slots: Slots) -> bool:
    items = slots.sentence.items
    if any(_others_stay(slots, clause) for clause in slots.sentence.clauses):
        return False
    behind = " ".join(item.text for item in items if item.start > slots.clause.verb.start)
    return _STAYS.search(behind) is not None


def _others_stay(slots: Slots, clause: Clause) -> bool:
    """ "But *six others* remain", "while *Y* stays at A"."""
    subject = clause.subject
    if subject is None or clause.verb.low not in term("word", "staying") or clause.verb.start < slots.clause.verb.start:
        return False
    names = {person.name for person in who_moves(slots)}
    return subject.sort is Sort.WORD or (bool(subject.people) and all(p.name not in names for p in subject.people))


def _takes_its_other_post(slots: Slots, hanging: list[Clause]) -> bool:
    """ "Is stepping aside as A's product chief to co-lead its labs team"."""
    heads = [clause.object for clause in hanging if "head" in clause.verb.acts and clause.object is not None]
    return slots.role(("as",)) is not None and any(node.owner == "its" for node in heads)


def _takes_another_post(hanging: list[Clause]) -> bool:
    """ "Is stepping down *to take on a research role*", with no other firm named."""
    if any(_to_post(clause) for clause in hanging):
        return True
    taken = [clause for clause in hanging if clause.marker == "to" and clause.verb.acts & {"become", "takepost"}]
    return any(all(node.org is None for node in clause.arguments()) for clause in taken)


def _changes_team(slots: Slots, hanging: list[Clause]) -> bool:
    """ "Is leaving the team to head another one"."""
    left = slots.clause.object
    return left is not None and left.low in _TEAMS and any("head" in clause.verb.acts for clause in hanging)
