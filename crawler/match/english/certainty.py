"""How sure a sentence is of its move: rumour, hearsay and their scope, and who is cited."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from crawler.match.english.citations import byline_in, citation_in, is_outlet
from crawler.match.english.clauses import Clause
from crawler.match.english.items import Sort
from crawler.match.english.neighbours import low_at, sort_at
from crawler.match.english.nodes import Node
from crawler.match.english.orgs_meant import org_meant
from crawler.match.english.people_meant import people_meant
from crawler.match.english.sentence import Sentence
from crawler.match.english.unreality import is_negated, unreal_word
from crawler.match.english.verbs import BE_FORMS
from crawler.match.english.words import term
from crawler.model import Certainty

_REPORTED = re.compile(
    r"\bsources?\b(?=:| (?:say|said|told|close|familiar|with|tell))|^sources?\b|\baccording to\b"
    r"|\b(?:is|are) said to\b|\bsaid to (?:have|be)\b|\breports? (?:say|said|that|suggest|had|from)"
    r"|\bpeople (?:familiar|with|close|briefed)\b|\bperson (?:familiar|with|close|briefed)\b"
    r"|\bmedia (?:said|say|report)|\b(?:has|have) learned\b|(?<=[\w\"]) reports(?=[.,]|$)"
    r"|\breported (?:on|that|by|first|earlier|late)\b| reported\b(?= ?(?:[.,;]|$|(?-i:[A-Z])|citing))"
    r"|\breports? (?:\w+ ){0,6}(?:claim|alleg|suggest)"
    r"|\b(?:two|three|four|five|several|multiple) "
    r"(?:people|investors|employees|executives|staffers|colleagues) (?:said|say|told)\b"
    r"|^reports?:|\bper (?:\w+ ){0,2}(?:sources?|people|persons?|reports?|insiders)\b"
    r"|\bis understood to\b|\bmemo seen by\b|\binsiders\b",
    re.IGNORECASE | re.MULTILINE,
)
_RUMORED = re.compile(
    r"\brumou?r\w*\b|\bspeculat\w+|\b(?:is|are|was|were) (?:considering|weighing|mulling)"
    r"|\bsaid to be (?:considering|planning|in talks)|\bin talks to\b|\ballegedly\b|\bhints? (?:at|that)\b"
    r"|\bword (?:in|is|has|on the street)\b|\bunconfirmed\b"
    r"|\bhad heard\b|\b(?:hearing|heard) that\b|\bi hear\b|\bwhispers?\b",
    re.IGNORECASE,
)
# What an outlet had first, whoever confirms it since: "confirmed the departure, *first reported by The Verge*".
_HAD_FIRST = re.compile(
    r",? ?\b(?:as |which |whose \w+ )?(?:was |were |had been )?(?:first |earlier |previously |originally )?"
    r"reported (?:(?:first|earlier) )?(?:by|in)\b[^,;.]*|\bafter [^,;.]* reported\b[^,;.]*",
    re.IGNORECASE,
)
_BY_ITS_OWN_WORD = re.compile(r"\baccording to (?:his|her|their|its|an? |the company|linkedin)", re.IGNORECASE)
# One of these stands in every text that a pattern above finds something in: most texts need no more than this look.
_REPORTING = ("source", "according", "said", "say", "told", "report", "people", "person", "media", "learned",
              "understood", "memo", "insiders")  # fmt: skip
_RUMOURING = ("rumo", "speculat", "considering", "weighing", "mulling", "said to be", "in talks", "allegedly", "hint",
              "word ", "unconfirmed", "hear", "whisper")  # fmt: skip
_SEEMING = frozenset("appears appear appeared seems seem seemed".split())
_ADDING = frozenset("and but while though".split())
_MAYBE = frozenset(("may", "might", "could"))


@dataclass(frozen=True, slots=True)
class Claim:
    """How a move stands in its sentence."""

    certainty: Certainty
    negated: bool = False
    unreal: str = ""  # the word that makes it a wish, an offer or an attempt
    cited: str | None = None


def claim_of(sentence: Sentence, clause: Clause, text: str) -> Claim:
    """Read the hedges that reach a clause; `text` is the sentence's."""
    negated = is_negated(sentence, clause)
    silent = not negated and _is_unconfirmed(sentence, clause)
    part, told = (_part(sentence, clause, text, colon=colon) for colon in (True, False))
    confirming = None if silent else _confirming(sentence)
    if confirming is not None:
        part, told = _HAD_FIRST.sub("", part), _HAD_FIRST.sub("", told)
    citation = citation_in(told)
    certainty = _certainty(sentence, clause, part, vouched=citation is not None and citation.vouches)
    by = confirming if certainty is Certainty.CONFIRMED else None
    cited = citation.outlet if citation is not None else None if silent else _cited(sentence, by) or byline_in(text)
    return Claim(
        certainty=Certainty.RUMORED if silent else certainty,
        negated=negated,
        unreal=unreal_word(sentence, clause),
        cited=(_denier(sentence, clause) if negated else None) or cited,
    )


def _is_unconfirmed(sentence: Sentence, clause: Clause) -> bool:
    """ "A *declined to confirm* that X had left": nobody has said so."""
    before = [other for other in sentence.clauses if other.index < clause.index and not other.nominal]
    last = before[-1] if before else None
    above = last.governor if last is not None and last.verb.low == "confirm" and last.marker == "to" else None
    return above is not None and above.verb.low in term("hedge", "declining")


def _certainty(sentence: Sentence, clause: Clause, text: str, *, vouched: bool) -> Certainty:
    if _is_rumour(text) or set(clause.verb.helpers) & _MAYBE or _only_seems(clause) or text.endswith("?"):
        return Certainty.RUMORED
    if vouched or _is_reported(text) or _is_hearsay(sentence, clause):
        return Certainty.REPORTED
    return Certainty.CONFIRMED


def _only_seems(clause: Clause) -> bool:
    """ "*Appears* to have left"."""
    above = clause.governor if clause.marker == "to" else None
    return above is not None and above.verb.low in _SEEMING


@lru_cache(maxsize=256)
def _is_rumour(text: str) -> bool:
    low = text.lower()
    return any(word in low for word in _RUMOURING) and _RUMORED.search(text) is not None


@lru_cache(maxsize=256)
def _is_reported(text: str) -> bool:
    low = text.lower()
    if not any(word in low for word in _REPORTING):
        return False
    return _REPORTED.search(_BY_ITS_OWN_WORD.sub("", text)) is not None


def _part(sentence: Sentence, clause: Clause, text: str, *, colon: bool) -> str:
    """The part of the sentence between semicolons in which the clause stands, and where `colon` between colons too."""
    nodes = sentence.nodes
    walls = (":", ";") if colon else (";",)
    first = next((k + 1 for k in range(clause.index - 1, -1, -1) if nodes[k].low in walls), 0)
    last = next((k for k in range(clause.index, len(nodes)) if nodes[k].low == ";"), len(nodes))
    if first and ({node.low for node in nodes[:first]} & term("hedge", "sources") or _RUMORED.match(text)):
        first = 0
    if _is_told_first_hand(sentence, clause):
        last = next((k for k in range(clause.index, last) if _adds(sentence, k)), last)
    return text[nodes[first].start - sentence.start : nodes[last - 1].end - sentence.start]


def _is_told_first_hand(sentence: Sentence, clause: Clause) -> bool:
    """ "*A confirmed* that X has left", "*X said* that she has left"."""
    tellers = [c for c in sentence.clauses if c.index < clause.index and c.verb.low in term("word", "telling")]
    node = tellers[-1].subject if tellers else None
    return node is not None and node.sort in (Sort.ORG, Sort.PERSON) and not is_outlet(node.org)


def _adds(sentence: Sentence, k: int) -> bool:
    """ "*, and* a source said": what is added there is not what was told before."""
    joins = sort_at(sentence.nodes, k) is Sort.COMMA and low_at(sentence.nodes, k + 1) in _ADDING
    return joins and any(c.index > k and c.verb.low in term("word", "telling") for c in sentence.clauses)


def _confirming(sentence: Sentence) -> Node | None:
    """The firm or whoever else "*confirmed* the departure"; an outlet or a source is none."""
    for clause in sentence.clauses:
        if clause.verb.low not in ("confirms", "confirmed") or set(clause.verb.helpers) & term("word", "negations"):
            continue
        by = next(iter(clause.oblique("by")), None) if clause.passive or clause.verb.helpers else None
        node = by or clause.subject
        if node is not None and node.low not in term("hedge", "sources") and not is_outlet(node.org):
            return node
    return None


def _is_hearsay(sentence: Sentence, clause: Clause) -> bool:
    """ "Reportedly" in the clause or what it hangs on, or in front of the whole sentence."""
    hearsay = term("hedge", "hearsay")
    each: Clause | None = clause
    while each is not None:
        before = low_at(sentence.nodes, each.index - 1)
        if before in hearsay or hearsay & set(each.verb.helpers):
            return True
        hangs = each.marker in ("to", "object") or each.verb.low.endswith("ing") or each.nominal
        each = each.governor if hangs else None
    return bool(sentence.items) and sentence.items[0].low in hearsay


def _cited(sentence: Sentence, confirming: Node | None) -> str | None:
    """Who vouches for it: whoever it is according to or confirms it, or the firm that is the subject of a telling."""
    nodes = sentence.nodes
    if confirming is not None and confirming.sort is Sort.ORG:
        return _text(sentence, confirming)
    for k, node in enumerate(nodes[:-2]):
        if node.low == "according" and nodes[k + 1].sort is Sort.TO:
            return _text(sentence, _with_medium(sentence, nodes[k + 2]))
    for clause in sentence.clauses:
        teller = clause.subject
        if clause.verb.low in term("word", "telling") and teller is not None and _is_outlet(sentence, teller):
            return _text(sentence, teller)
    return None


def _with_medium(sentence: Sentence, node: Node) -> Node:
    """ "A LinkedIn *post*", "a company *memo*": what was read, and not only where."""
    behind = sentence.items[node.last : node.last + 1]
    medium = bool(behind) and behind[0].low in term("word", "media")
    return replace(node, last=node.last + 1) if medium else node


def _denier(sentence: Sentence, clause: Clause) -> str | None:
    """Who says that it is not so: "*X* denied leaving", "*OpenAI* said he had not left", "denied *by the company*"."""
    for teller in sentence.clauses:
        denies = teller.verb.low in term("hedge", "denying") | term("hedge", "refuting")
        tells = teller.index < clause.index and teller.verb.low in term("word", "telling")
        node = next(iter(teller.oblique("by")), None) if set(teller.verb.helpers) & BE_FORMS else teller.subject
        if not (denies or tells) or node is None or (node is clause.subject and not denies):
            continue
        people = people_meant(sentence, node, teller)
        if people:
            return sentence.context.full(people[0].name)
        if (org := org_meant(sentence, node)) is not None and node.sort in (Sort.ORG, Sort.FIRM):
            return org.name
    return None


def _is_outlet(sentence: Sentence, node: Node) -> bool:
    told = node.low in term("word", "contents")  # "*Reports* say", "*news* was confirmed"
    return not told and node.sort in (Sort.ORG, Sort.WORD) and _text(sentence, node)[0].isupper()


def _text(sentence: Sentence, node: Node) -> str:
    return " ".join(item.text for item in sentence.items[node.first : node.last])
