"""Read moves of lab staff out of the English sentences of a document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from crawler.match.candidate import Candidate
from crawler.match.document import Document
from crawler.match.english.certainty import Claim, claim_of
from crawler.match.english.clauses import Clause
from crawler.match.english.context import Context
from crawler.match.english.endings import endings
from crawler.match.english.found import POST_NAMED, Found, same
from crawler.match.english.founding import owned_companies
from crawler.match.english.holders import new_holders
from crawler.match.english.items import Org, Post
from crawler.match.english.linking import linked
from crawler.match.english.lists import listed_moves
from crawler.match.english.moves import moves_of
from crawler.match.english.objections import OF_A_LAB, objection
from crawler.match.english.raids import note_raids
from crawler.match.english.registry import register
from crawler.match.english.scoring import score
from crawler.match.english.sentence import Sentence
from crawler.match.english.short_names import with_short_names
from crawler.match.english.timing import When, lies_ahead_or_now, when
from crawler.match.english.units import Unit, chosen_units
from crawler.match.english.words import term
from crawler.match.labs import LabSpan
from crawler.match.leads import lead_on
from crawler.match.lexicons import Lexicon
from crawler.model import Certainty, Kind

_SOME_TEXT, _LEAD = 140, 500  # characters
_DENIAL = re.compile(r"\s*(?:he|she|they) (?:has|have|is|was|did|will|wo)(?:n't| not)[.!]", re.IGNORECASE)
# The sentence behind a report or a rumour that calls it false, or has the one it is about say so.
_REFUTED = re.compile(
    r"[^.!?\n]{0,80}\b(?:(?:report|claim|rumou?r|story|that|this|it)s?\b['’]?(?:s| is| was| are| were)?"
    r" (?:\w+ )?(?:false|untrue|wrong|incorrect|inaccurate|not true|nonsense|fabricated)\b"
    r"|den(?:ied|ies) (?:it|this|that|(?:the|any such) (?:report|claim|rumou?r|story)s?)(?=[.,])"
    r"|disput(?:ed|es) (?:the|that|this) (?:account|report|claim|story)\b"
    r"|(?:isn't|is not|not) going anywhere\b"
    r"|I (?:(?:have|did|am|will) not|haven't|didn't|won't) (?:left?|leav|quit|resign|join|going)"
    r"|I'm not (?:leav|going|join|quit))",
    re.IGNORECASE,
)
_DOUBT = re.compile(
    r"\b(?:the|this) rumou?rs?\b|not be (?:\w+ )?(?:verified|confirmed)|\bunverified\b|\bgrain of salt\b", re.IGNORECASE
)
_FOUNDED = frozenset("founded co-founded cofounded".split())
_NEXT = 160  # characters of the sentence behind
_UNKNOWN_LAB = re.compile(
    r"\bA\.?I\b|\b[Ll]ab(?:s|oratory)?\b|[Ii]ntelligence|[Cc]hatbot|[Rr]obotics"
    r"|\b(?:[Ll]anguage|[Ff]oundation) models?\b"
)


def read_english(document: Document, labs: tuple[LabSpan, ...], lexicon: Lexicon) -> tuple[Candidate, ...]:
    """Every move that a line without Chinese characters speaks of, in their order; several may be one move."""
    if not labs and not _UNKNOWN_LAB.search(document.plain):
        return ()
    if all(line.chinese for line in document.lines):
        return ()
    labs = with_short_names(document, labs)
    if not lead_on(document, labs, lexicon):
        return ()
    units, moving = chosen_units(document)
    sentences = register(document, units, moving, labs, lexicon)
    around = _surroundings(document, labs)
    note_raids(list(sentences.values()))
    found: list[Candidate] = []
    for n, sentence in sentences.items():
        found += _candidates(document, units[n], sentence, around)
    placed = {(each.person, each.lab_id) for each in found}
    for n, sentence in sentences.items():
        holders = _newcomers(document, units[n], sentence, around)
        new = [each for each in holders if (each.person, each.lab_id) not in placed]
        placed.update((each.person, each.lab_id) for each in new)
        found += new
    return linked(found)


def _surroundings(document: Document, labs: tuple[LabSpan, ...]) -> frozenset[str]:
    """Words of the headline and the first lines, where there is more than a headline: what an article is about."""
    if len(document.plain) - document.body < _SOME_TEXT:
        return frozenset()
    words = frozenset(re.findall(r"[a-z.\-]+", document.plain[: document.body + _LEAD].lower()))
    of_ai = any(lab.end <= document.body and lab.name.lab.pure and lab.name.how == "name" for lab in labs)
    return words | {OF_A_LAB} if of_ai else words


def _candidates(document: Document, unit: Unit, sentence: Sentence, around: frozenset[str]) -> Iterator[Candidate]:
    """What the sentence tells; "*the departure* is that of X, who is leaving A" is from A, whatever lab it is about."""
    told = list(_told(document, unit, sentence, around))
    named = {(found.person.name, found.kind): found.org for found, _ in told if not found.guessed}
    for found, candidate in told:
        other = named.get((found.person.name, found.kind)) if found.guessed and found.clause.nominal else None
        if other is None or same(other, found.org):
            yield candidate


def _told(
    document: Document, unit: Unit, sentence: Sentence, around: frozenset[str]
) -> Iterator[tuple[Found, Candidate]]:
    text = document.plain[unit.start : unit.end]
    # One by one: what a clause says is remembered before the next one is read.
    read = (found for clause in sentence.clauses if clause.verb.forms for found in moves_of(sentence, clause))
    for found in chain(read, listed_moves(sentence), endings(sentence), owned_companies(sentence)):
        claim = claim_of(sentence, found.clause, text)
        claim = replace(claim, negated=claim.negated or _is_denied_behind(document, unit, claim))
        if found.person.name and not objection(sentence, found, claim, around):
            if not claim.negated and found.org.id:
                recalled = when(document, sentence, found.clause).recalled
                _remember(sentence.context, found, sentence.start, recalled)
                _welcome(sentence.context, found, recalled)
            yield found, _candidate(document, unit, sentence, found, claim)


def _newcomers(document: Document, unit: Unit, sentence: Sentence, around: frozenset[str]) -> Iterator[Candidate]:
    """Who holds a new post; to be counted where nothing else says how it came."""
    text = document.plain[unit.start : unit.end]
    for found in new_holders(sentence):
        claim = claim_of(sentence, found.clause, text)
        if not objection(sentence, found, claim, around):
            yield _candidate(document, unit, sentence, found, claim)


def _is_denied_behind(document: Document, unit: Unit, claim: Claim) -> bool:
    """ "I wrote that X had joined A. *She hasn't.*"; only what is reported or rumoured is called false."""
    hedged = claim.certainty is not Certainty.CONFIRMED
    denial = _DENIAL.match(document.plain, unit.end)
    return denial is not None or (hedged and _REFUTED.match(document.plain, unit.end) is not None)


def _doubted(document: Document, unit: Unit) -> bool:
    """The text goes on to call it a rumour, or says that nobody could verify it."""
    return _DOUBT.search(document.plain, unit.end, unit.end + _NEXT) is not None


def _singular(role: str | None) -> str | None:
    """ "Researchers", told of two people, is each one's "researcher"."""
    head, of, unit = (role or "").partition(" of ")
    if head.endswith("s") and head.split()[-1][:-1].lower() in term("role", "heads"):
        return f"{head[:-1]}{of}{unit}"
    return role


def _remember(context: Context, found: Found, start: int, recalled: str) -> None:
    """Keep who came where and who left what, for the sentences that follow."""
    name = context.full(found.person.name)
    if found.kind is Kind.DEPARTURE and found.implied and recalled:
        context.gone.setdefault(name, found.org)  # "who joined from B in 2022": of nothing further down
        return
    context.told_last = (found.kind, found.org, start)
    context.moved.append((start, name))
    if found.kind is Kind.DEPARTURE:
        context.gone[name] = context.left_last = found.org
        context.left_at, context.left_role = start, found.role
        if POST_NAMED in found.whys:
            context.gave_up.add(name)
        else:
            context.gave_up.discard(name)
    elif found.kind is Kind.ROLE_CHANGE:
        context.note(name, [Post(found.role, found.org)])
    elif not (recalled and name in context.newcomers):  # "is leaving A for B. X, who joined A in 2021, ..."
        context.joined[name] = found.org
        context.joined_in[name] = start
        if lies_ahead_or_now(found.clause) and not _is_background(found.clause):
            context.awaited.add(name)
        else:
            context.awaited.discard(name)


def _welcome(context: Context, found: Found, recalled: str) -> None:
    """Keep who is told as news to have come; whoever came years ago is at home by now."""
    came = found.kind not in (Kind.DEPARTURE, Kind.ROLE_CHANGE)
    if came and not recalled and not _is_background(found.clause):
        context.newcomers.add(context.full(found.person.name))


def _is_background(clause: Clause) -> bool:
    """ "Who joined A", "worked at B *before joining A*": not "before joining A in May, X led B's team"."""
    return clause.marker == "who" or (clause.governor is not None and clause.marker in ("before", "after", "since"))


def _is_history(found: Found, told: When) -> str:
    """ "X co-founded A", on no day, of an A that the lexicon lists: that says who X is."""
    plain = found.clause.verb.low in _FOUNDED and not found.clause.verb.helpers
    dated = told.announced or told.effective
    listed = found.org.how in ("name", "unit", "product", "handle")
    return "a lab long known, founded on no day" if plain and listed and not dated else ""


def _named(other: Org | None) -> str | None:
    """The name of the firm on the other side; an office ("former *minister* X") is none."""
    return (other.name or None) if other is not None and other.id not in term("person", "offices") else None


def _candidate(document: Document, unit: Unit, sentence: Sentence, found: Found, claim: Claim) -> Candidate:
    hedged = claim.certainty is Certainty.REPORTED
    told = when(document, sentence, found.clause)
    points, lowered = score(sentence, found, claim.certainty)
    history = told.recalled or _is_history(found, told)
    recalled = (history,) if history else ()
    return Candidate(
        kind=found.kind,
        person=sentence.context.full(found.person.name),
        lab=found.org.name,
        lab_id=found.org.id,
        line=unit.line.index,
        trigger=(found.clause.verb.start, found.clause.verb.end),
        told_by=found.act,
        role=_singular(found.role),
        other_org=_named(found.other),
        certainty=Certainty.RUMORED if hedged and _doubted(document, unit) else claim.certainty,
        negated=claim.negated,
        fresh=not history,
        announced=told.announced,
        effective=told.effective,
        attributed_to=claim.cited,
        score=points,
        reasons=(f"{found.clause.verb.low!r}: {found.act}", *found.whys, *lowered, *recalled),
    )
