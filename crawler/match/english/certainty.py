"""How sure a sentence is of its move: hedges and their scope, who is cited, what is denied or never happened."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from crawler.match.english.clauses import Clause
from crawler.match.english.items import Sort
from crawler.match.english.nodes import Node
from crawler.match.english.sentence import Sentence
from crawler.match.english.verbs import BE_FORMS
from crawler.match.english.words import term
from crawler.model import Certainty

_REPORTED = re.compile(
    r"\bsources?\b(?=:| (?:say|said|told|close|familiar|with|tell))|^sources?\b|\baccording to\b|\b(?:is|are) said to\b|\bsaid to (?:have|be)\b"
    r"|\breports? (?:say|said|that|suggest|had|from)|\bpeople (?:familiar|with|close|briefed)\b|\bperson (?:familiar|with|close|briefed)\b|\bmedia (?:said|say|report)"
    r"|\b(?:has|have) learned\b|(?<=[\w\"]) reports(?=[.,]|$)|\breported (?:on|that|by|first|earlier|late)\b| reported\b(?= ?(?:[.,;]|$|(?-i:[A-Z])|citing))|\bis understood to\b|\bmemo seen by\b|\binsiders\b",
    re.IGNORECASE | re.MULTILINE,
)  # fmt: skip
_RUMORED = re.compile(
    r"\brumou?r\w*\b|\bspeculat\w+|\b(?:is|are|was|were) (?:considering|weighing|mulling)|\bsaid to be (?:considering|planning|in talks)"
    r"|\bin talks to\b|\ballegedly\b|\bhints? (?:at|that)\b|\bword (?:in|is|has)\b|\bunconfirmed\b|\bhad heard\b|\bwhispers?\b",
    re.IGNORECASE,
)  # fmt: skip
_JOKING = frozenset("joking jokes joked joke imagine imagines pretends parody".split())
_ASKING = frozenset("demanded demand demands demanding ask asks asked urged urges insisted suggested calls".split())
_HEARSAY = frozenset("reportedly apparently allegedly supposedly".split())
_SOURCES = frozenset("source sources report reports exclusive rumor rumour".split())
_ACCORDING_TO_SELF = re.compile(r"\baccording to (?:his|her|their|its|an? |the company|linkedin)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Claim:
    """How a move stands in its sentence."""

    certainty: Certainty
    negated: bool = False
    unreal: str = ""  # the word that makes it a wish, an offer or an attempt
    cited: str | None = None


def claim_of(sentence: Sentence, clause: Clause, text: str) -> Claim:
    """Read the hedges that reach a clause; `text` is the sentence's."""
    text = _segment(sentence, clause, text)
    unreal = next((word for each in _chain(clause) if (word := _unreal(sentence, each, clause))), "")
    certainty = Certainty.CONFIRMED
    if _RUMORED.search(text) or set(clause.verb.helpers) & {"may", "might", "could"} or text.endswith("?"):
        certainty = Certainty.RUMORED
    elif _REPORTED.search(_ACCORDING_TO_SELF.sub("", text)) or _is_hearsay(sentence, clause):
        certainty = Certainty.REPORTED
    return Claim(certainty, _negated(sentence, clause), unreal, _cited(sentence, clause))


def _segment(sentence: Sentence, clause: Clause, text: str) -> str:
    """The part of the sentence between colons and semicolons in which the clause stands."""
    nodes = sentence.nodes
    first = next((k + 1 for k in range(clause.index - 1, -1, -1) if nodes[k].low in (":", ";")), 0)
    last = next((k for k in range(clause.index, len(nodes)) if nodes[k].low == ";"), len(nodes))
    if first and {node.low for node in nodes[:first]} & _SOURCES:
        first = 0
    return text[nodes[first].start - sentence.start : nodes[last - 1].end - sentence.start]


def _is_hearsay(sentence: Sentence, clause: Clause) -> bool:
    """ "Reportedly" in the clause or what it hangs on, or in front of the whole sentence."""
    if sentence.items and sentence.items[0].low in _HEARSAY:
        return True
    each: Clause | None = clause
    while each is not None:
        if _HEARSAY & set(each.verb.helpers):
            return True
        before = sentence.nodes[each.index - 1].low if each.index else ""
        if before in _HEARSAY:
            return True
        each = (
            each.governor if each.marker in ("to", "object") or each.verb.low.endswith("ing") or each.nominal else None
        )
    return False


def _cited(sentence: Sentence, clause: Clause) -> str | None:
    """Who vouches for it: the subject of a verb of telling, or whoever it is according to."""
    nodes = sentence.nodes
    for k, node in enumerate(nodes[:-2]):
        if node.low == "according" and nodes[k + 1].sort is Sort.TO:
            return _text(sentence, nodes[k + 2])
    tellers = [each.subject for each in sentence.clauses if each.verb.low in term("word", "telling")]
    outlets = (
        n for n in tellers if n is not None and n.sort in (Sort.ORG, Sort.WORD) and _text(sentence, n)[0].isupper()
    )
    return next((_text(sentence, node) for node in outlets), None)


def _text(sentence: Sentence, node: Node) -> str:
    return " ".join(item.text for item in sentence.items[node.first : node.last])


def _chain(clause: Clause) -> Iterator[Clause]:
    """The clause and what it hangs on: "declined an offer to join"."""
    each: Clause | None = clause
    for _ in range(4):
        if each is None:
            return
        yield each
        each = (
            each.governor
            if each.marker in ("to", "of", "from", "about", "object") or each.verb.low.endswith("ing")
            else None
        )


def _negated(sentence: Sentence, clause: Clause) -> bool:
    if set(clause.verb.helpers) & term("word", "negations") and "no" not in clause.verb.helpers:
        return True
    if any({"no", "not", "n't", "never"} & set(each.verb.helpers) for each in list(_chain(clause))[1:]):
        return True
    nodes = sentence.nodes
    at = next((k for k, node in enumerate(nodes) if node is clause.subject), 0)
    if at and nodes[at - 1].low in ("neither", "nor"):
        return True
    for k in range(clause.index - 1, max(-1, clause.index - 8), -1):
        if nodes[k].sort is Sort.STOP:
            break
        if nodes[k].low in term("hedge", "denying"):
            return True
    behind = {n.low for n in nodes[clause.index + 1 :]}
    if "true" in behind and any(n.sort is Sort.NOT or "not" in n.helpers for n in nodes[clause.index + 1 :]):
        return True
    return bool(behind & term("hedge", "false")) and bool(
        {n.low for n in nodes[: clause.index]} & term("hedge", "claims")
    )


def _unreal(sentence: Sentence, clause: Clause, asked: Clause) -> str:
    """The word that makes it no fact: a modal, "if", or a verb or noun of wishing, offering and trying before it."""
    if clause is asked and not clause.nominal and _is_question(sentence):
        return "?"
    if clause is asked:
        for low in clause.verb.helpers:
            if low in ("would", "should", "could", "can", "cannot", "must") and not _told_in_past(sentence, clause):
                return low
        if clause.marker in ("if", "unless", "whether"):
            return clause.marker
        if clause.verb.helpers[:1] == ("be",) and clause.marker != "to":
            return "be"  # "asks that X be removed"
        if clause.subject is None and clause.marker != "to" and any(f.forms == (0,) for f in clause.verb.forms):
            return "a bare verb"  # "Recruit X": somebody is told to
        joking = next((c.verb.low for c in sentence.clauses if c.index < clause.index and c.verb.low in _JOKING), "")
        if joking:
            return joking
        if not clause.verb.helpers and not clause.nominal and any(f.forms == (0,) for f in clause.verb.forms):
            asked_for = next(
                (c.verb.low for c in sentence.clauses if c.index < clause.index and c.verb.low in _ASKING), ""
            )
            if asked_for and clause.marker != "to":
                return asked_for  # "demanded that A reinstate X"
    elif clause.verb.low in term("hedge", "unreal") and not _was_asked(clause):
        return clause.verb.low
    if clause.marker in ("to", "of", "from", "about", "on", "in") or clause.verb.low.endswith("ing"):
        nodes = sentence.nodes
        for k in range(clause.index - 1, max(-1, clause.index - 4), -1):
            if nodes[k].sort in (Sort.COMMA, Sort.STOP):
                break
            words = [i.low for i in sentence.items[nodes[k].first : nodes[k].last]]
            hit = next((w for w in words if w in term("hedge", "unreal")), "")
            if hit == "asked" and set(nodes[k].helpers) & BE_FORMS:
                continue
            if hit:
                return hit
    return ""


def _is_question(sentence: Sentence) -> bool:
    """ "Could A lure X?" """
    first = next((item for item in sentence.items if item.sort is not Sort.QUOTE), None)
    asks = first is not None and first.sort is Sort.AUX
    return asks and any(item.low == "?" for item in sentence.items[-2:])


def _was_asked(clause: Clause) -> bool:
    """Who was asked to leave has left."""
    return clause.verb.low == "asked" and bool(set(clause.verb.helpers) & BE_FORMS)


def _told_in_past(sentence: Sentence, clause: Clause) -> bool:
    """ "She said she would join": the future of the past."""
    return (
        "would" in clause.verb.helpers
        and any(c.index < clause.index and c.verb.low in term("word", "telling") for c in sentence.clauses)
        and not any(i.low in ("if", "unless") for i in sentence.items)
    )
