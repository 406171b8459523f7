"""How sure a sentence is of its move: hedges and their scope, who is cited, what is denied or never happened."""

from __future__ import annotations

import re
from dataclasses import dataclass

from crawler.match.english.arguments import Clause
from crawler.match.english.items import ADV, ARTICLE, AUX, CONJ, GROUP, NOT, REL, STOP, SUB, TO, TRIGGER, VERB
from crawler.model import Certainty

_CITED = re.compile(
    r"(?:according to|reports|reported by|report by|report from|told|per|citing|first reported by|via)\s+((?:the |The )?[A-Z][\w.&']*(?: [A-Z][\w.&']*){0,3})"
)
_OUTLET_FIRST = re.compile(r"((?:The )?[A-Z][\w.&']*(?: [A-Z][\w.&']*){0,2}) (?:reports|reported|has learned|writes)\b")
_REPORTED = re.compile(
    r"\breportedly\b|\bsources?\b(?: say| said| told|:|,| close)|\baccording to\b|\breports? (?:say|said|that|suggest)|\bpeople (?:familiar|with)\b|\bapparently\b|\bperson familiar\b"
    r"|\b(?:has|have) learned\b|\bis said to\b|\breports\b", re.IGNORECASE
)  # fmt: skip
_RUMORED = re.compile(
    r"\brumou?r\w*\b|\bspeculat\w+|\bis (?:considering|weighing|mulling)|\bsaid to be (?:considering|planning|in talks)|\bmay (?:be )?(?:leav|join|depart|return)|\bmight\b|\bcould\b"
    r"|\bin talks to\b|\ballegedly\b|\bhints? (?:at|that)\b", re.IGNORECASE
)  # fmt: skip
# governing words that make the move one that did not happen, or not yet by anybody's word
_UNREAL = frozenset(
    """tried tries trying attempted attempts attempting offered offers offering wanted wants refused refuses refusing rejected rejects threatened threatens threatening considered considers considering
    mulled mulling weighed weighing demanded demands urged urges asked asks asking failed fails declined declines decline unable hopes hoped hoping hope wish wishes invited invites invite willing free
    encourage encourages encouraged pressure pressured calls calling called want courted approached approaching attempt effort efforts bid offer chance joke joking jokes joked imagine discussed discussing discuss opportunity whether if should could would cannot can't couldn't wouldn't""".split()
)
_DENIED = frozenset("denies denied denying deny refutes refuted rejects dismisses rebuts rebutted debunks".split())


@dataclass(frozen=True, slots=True)
class Standing:
    """How a move stands in its sentence."""

    certainty: Certainty
    negated: bool = False
    unreal: str = ""  # the word that makes it a wish, an offer or an attempt
    cited: str | None = None


def standing(clause: Clause, i: int, sentence: str, *, before: str = "") -> Standing:
    """Read the hedges that reach the trigger at item `i` of a sentence."""
    cited = _CITED.search(sentence) or _OUTLET_FIRST.search(sentence)
    certainty = Certainty.CONFIRMED
    if _RUMORED.search(sentence):
        certainty = Certainty.RUMORED
    elif _REPORTED.search(sentence):
        certainty = Certainty.REPORTED
    name = cited.group(1) if cited else None
    return Standing(certainty, _negated(clause, i), _unreal(clause, i), name)


def _negated(clause: Clause, i: int) -> bool:
    k = i - 1
    while k >= 0 and i - k < 6 and clause.kind(k) in (AUX, ADV, NOT, TO):
        if clause.kind(k) == NOT and clause.low(k) not in ("no",):
            return True
        k -= 1
    return any(clause.low(j) in _DENIED for j in range(max(0, i - 9), i) if clause.kind(j) != GROUP)


def _unreal(clause: Clause, i: int) -> str:
    """The word that governs the trigger and makes it no fact: "tried to hire", "offered to join", "if X leaves"."""
    k = i - 1
    seen_to = False
    if clause.low(i - 1) == "be" and clause.row[i - 2 : i - 1] and clause.row[i - 2].group:
        return "be"  # "asks that X be removed"
    while k >= 0 and i - k < 12:
        low, kind = clause.low(k), clause.kind(k)
        if kind == STOP or (kind == SUB and low not in ("if", "unless", "whether")):
            break
        if kind == TO:
            seen_to = True
        elif (low in ("unless", "if", "hopes", "hope", "demanded", "demand", "demands") and i - k < 10) or (
            low in ("would", "should", "could", "can", "if", "whether", "cannot", "unless") and i - k < 7
        ):
            return low
        elif low in _UNREAL and (seen_to or clause.kind(k + 1) not in (CONJ,)):
            if seen_to or clause.low(i).endswith("ing"):
                return low
            break
        elif (
            kind in (VERB, TRIGGER)
            and clause.kind(k + 1) not in (CONJ, ARTICLE, REL)
            and i - k > 1
            and not (kind == VERB and not seen_to)
        ):
            break
        k -= 1
    return ""
