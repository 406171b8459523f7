"""Which lab an article says is losing staff without naming them: whoever it then names as joining elsewhere left it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from crawler.match.english.clauses import Clause
from crawler.match.english.context import Crowd
from crawler.match.english.items import Org, Sort
from crawler.match.english.nodes import Node
from crawler.match.english.orgs_meant import org_meant
from crawler.match.english.sentence import Sentence
from crawler.match.english.words import frames, term

_SEVERAL_LEAVE = frozenset("departures exits resignations defections exodus outflow".split())


def note_raids(sentences: Sequence[Sentence]) -> None:
    """Keep in their context which lab the sentences say loses people without naming them, and which takes them."""
    if not sentences:
        return
    context = sentences[0].context
    lost, gained, counted = _losing_lab(sentences), _gaining_lab(sentences), _counted_departures(sentences)
    context.raid_at = max((found[1] for found in (lost, gained) if found is not None), default=-1)
    context.losing = lost[0] if lost is not None else None
    context.lost_to = _lost_to(sentences)
    context.gaining = gained[0] if gained is not None else None
    if counted is not None:
        context.losing, context.losing_at = counted


def unnamed_movers(sentence: Sentence) -> Crowd | None:
    """The people without a name whom a sentence has leave a lab or go to one; None where it tells of none."""
    lost = _losing_lab([sentence]) or _counted_departures([sentence])
    gained = _gaining_lab([sentence])
    if lost is None and gained is None:
        return None
    return Crowd(
        lost[0] if lost is not None else None, gained[0] if gained is not None else None, sentence.start, sentence.end
    )


def _losing_lab(sentences: Iterable[Sentence]) -> tuple[Org, int] | None:
    """The lab of the first clause such as "Meta poaches three researchers from OpenAI", "researchers are leaving A"."""
    for sentence in sentences:
        for clause in sentence.clauses:
            for form in clause.verb.forms:
                org = _loser(sentence, clause, form.act)
                if org is not None and org.lab:
                    return org, sentence.start
    return None


def _lost_to(sentences: Iterable[Sentence]) -> Org | None:
    """ "A has lost *its fourth researcher* to B"."""
    for sentence in sentences:
        for clause in sentence.clauses:
            if "lose" in clause.verb.acts and _unnamed(clause.object):
                org = next((o for node in clause.oblique("to") if (o := org_meant(sentence, node))), None)
                if org is not None and org.lab:
                    return org
    return None


def _counted_departures(sentences: Iterable[Sentence]) -> tuple[Org, int] | None:
    """ "The list of departures from A grows": the lab, and where it is said; the names may follow in a list."""
    for sentence in sentences:
        for clause in sentence.clauses:
            whose = _whose(clause)
            theirs = whose is not clause.subject and "departure" in clause.verb.acts
            plural = clause.nominal and (clause.verb.low in _SEVERAL_LEAVE or theirs)
            if plural and (clause.subject is None or (whose is not None and whose.org is not None)):
                nodes = [*clause.oblique("from", "at", "modifier"), *([whose] if whose else [])]
                org = next((o for node in nodes if (o := org_meant(sentence, node))), None)
                if org is not None and org.lab:
                    return org, sentence.start
    return None


def _whose(clause: Clause) -> Node | None:
    """Of "three A executives announced *their* departures" the executives."""
    owned = clause.subject is not None and clause.subject.low == "their"
    return clause.governor.subject if owned and clause.governor is not None else clause.subject


def _gaining_lab(sentences: Iterable[Sentence]) -> tuple[Org, int] | None:
    """The lab of the first clause such as "OpenAI picks up four engineers", "three researchers have joined A"."""
    for sentence in sentences:
        for clause in sentence.clauses:
            acts = clause.verb.acts
            if not acts:
                continue
            unnamed = _takes_unnamed(clause) or _is_former(sentence, clause.object)
            org = org_meant(sentence, clause.subject) if acts & {"hire", "poach"} and unnamed else None
            if org is None and "join" in acts and _unnamed(clause.subject):
                org = org_meant(sentence, clause.object)
            if org is None and acts & {"moveto", "resign"} and _unnamed(clause.subject):  # "have defected from A to B"
                org = next((o for node in clause.oblique("to", "for") if (o := org_meant(sentence, node))), None)
            if org is not None and org.lab:
                return org, sentence.start
    return None


def _loser(sentence: Sentence, clause: Clause, act: str) -> Org | None:
    frame = frames().get(act)
    if frame is None or clause.nominal:
        return None
    if act == "lose" and _takes_unnamed(clause):
        return org_meant(sentence, clause.subject)
    if frame.gives == "arrival" and act in ("hire", "poach") and _takes_unnamed(clause):
        named = next((org for node in clause.oblique("from") if (org := org_meant(sentence, node))), None)
        own = clause.object.org if clause.object is not None else None
        return named or own or _among(sentence, clause)
    asked = clause.subject is None and sentence.title and sentence.nodes[0].low == "who"  # "Who has left A so far"
    if asked and act in ("leave", "resign") and clause.object is not None:
        return clause.object.org
    if frame.gives == "departure" and _unnamed(clause.subject) and act in ("leave", "resign", "out"):
        own = next((o for node in (clause.object, *clause.oblique("from")) if (o := org_meant(sentence, node))), None)
        own = own or (clause.subject.org if clause.subject is not None else None) or _among(sentence, clause)
        alone = sentence.title and clause.object is None and not clause.obliques and act == "leave"
        # "A's exodus: six co-founders exit"
        return own or (sentence.context.orgs.headlined(by_name=True) if alone else None)
    return None


def _among(sentence: Sentence, clause: Clause) -> Org | None:
    """ "Poaching part of the AI2 team", "five members of A"."""
    return next((org for node in clause.oblique("of") if (org := org_meant(sentence, node))), None)


def _is_former(sentence: Sentence, node: Node | None) -> bool:
    """ "Hires a former minister"."""
    items = sentence.items[node.first : node.last] if node is not None and node.sort is Sort.WORD else []
    return any(item.sort is Sort.FORMER for item in items)


def _takes_unnamed(clause: Clause) -> bool:
    """ "Poached engineers", "poached *a group of* engineers"."""
    node = clause.object  # "lost one of its engineers": nobody else who comes to B has left A
    grouped = node is not None and node.sort in (Sort.FIRM, Sort.WORD) and node.low != "one"
    return _unnamed(clause.object) or (grouped and any(_unnamed(node) for node in clause.oblique("of")))


def _unnamed(node: Node | None) -> bool:
    if node is None or node.sort not in (Sort.POST, Sort.WORD):
        return False
    return node.sort is Sort.POST or node.low in term("role", "staff")
