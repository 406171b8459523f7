"""When a move was announced and takes effect, and whether a sentence tells it as news or recalls it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from crawler.match.document import Document
from crawler.match.english.clauses import Clause
from crawler.match.english.items import Sort
from crawler.match.english.neighbours import low_at
from crawler.match.english.sentence import Sentence
from crawler.match.english.verbs import is_be
from crawler.match.english.words import term
from crawler.text.dates import DateSpan, find_dates

_NEWS = timedelta(days=10)
_OLD = timedelta(days=45)  # a move dated earlier than this before publication is recalled, not told
_RECALLED = frozenset("previously formerly originally initially once earlier".split())
_LONG_AGO = re.compile(
    r"\b(?:last year|years? (?:ago|earlier|before)|months? (?:ago|earlier|before)|decades? ago"
    r"|in recent (?:months|years|weeks)|at the time|back in|in (?:19|20)\d\d|earlier this year|over the past)\b",
    re.IGNORECASE,
)
_LATEST_OF = re.compile(
    r"\b(?:latest|newest|most recent) (?:in|of|among) (?:a|the|its|his|her)\b[^.;]{0,40}$", re.IGNORECASE
)
_LATER = re.compile(r"\b(?:weeks?|months?|years?) later\b", re.IGNORECASE)  # than what is told before
_EFFECTIVE = re.compile(r"\b(?:effective|with effect from|starting|beginning)(?: (?:as of|from|on))? $", re.IGNORECASE)
_AT_ONCE = re.compile(r"\b(?:effective immediately|with immediate effect)\b", re.IGNORECASE)
_UNTIL = re.compile(r"\b(?:until|till|up to) $", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class When:
    """The days of a move, and why its sentence is no news; empty where it is."""

    announced: date | None = None
    effective: date | None = None
    recalled: str = ""


def when(document: Document, sentence: Sentence, clause: Clause) -> When:
    """Read the days that belong to a clause, or to whoever tells of it."""
    text = document.plain[sentence.start : sentence.end]
    announced = effective = stated = None
    for span in _days(text, document.published):
        if span.is_year_of(document.published):
            continue  # "the third to leave *this year*" is told today
        owner = _owner(sentence, sentence.start + span.start)
        before = text[: span.start]
        if _UNTIL.search(before) and sentence.start + span.start < clause.verb.start:
            continue  # "*until last week* at A, has gone to B": when something else ended
        told, ahead = owner is not None and _is_told(owner), _lies_ahead(document, span)
        if told and not ahead:
            announced = announced or span.day
        elif told or owner is clause or _goes_on(owner, clause):
            if _EFFECTIVE.search(before):
                stated = stated or span.day
            else:
                effective = effective or span.day
    if stated is not None:  # "resigned on Tuesday, *effective December 1*"
        announced, effective = announced or effective, stated
    elif effective is None and _AT_ONCE.search(text) and _is_last(sentence, clause) and document.published is not None:
        effective = announced or document.published.date()
    return When(announced, effective, _recalled(document, sentence, clause, effective or announced))


def _lies_ahead(document: Document, span: DateSpan) -> bool:
    return document.published is not None and span.day > document.published.date()


def _is_told(owner: Clause) -> bool:
    """A word of telling, or what is told of: "*announced* her departure on Tuesday"."""
    above = owner.governor if owner.nominal else owner
    return above is not None and above.verb.low in term("word", "telling")


def _is_last(sentence: Sentence, clause: Clause) -> bool:
    """No verb stands behind it that "effective immediately" could belong to."""
    return not any(other.index > clause.index and other.verb.forms for other in sentence.clauses)


@lru_cache(maxsize=64)
def _days(text: str, published: datetime | None) -> tuple[DateSpan, ...]:
    """The days of a sentence, which several moves may ask for."""
    return find_dates(text, published)


def _owner(sentence: Sentence, at: int) -> Clause | None:
    """The clause that a day belongs to: that of the last verb before it, or of the first one where none is."""
    before = [c for c in sentence.clauses if sentence.nodes[c.index].start < at]
    return max(before, key=lambda c: sentence.nodes[c.index].start) if before else next(iter(sentence.clauses), None)


def _goes_on(owner: Clause | None, clause: Clause) -> bool:
    """ "Is leaving to write a book in June", "her last day will be June 3": the day is the move's all the same."""
    if owner is None:
        return True
    hangs = owner.governor is clause and owner.marker == "to"
    return hangs or (clause.nominal and is_be(owner.verb) and 0 < abs(owner.index - clause.index) < 5)


def _recalled(document: Document, sentence: Sentence, clause: Clause, day: date | None) -> str:
    if day is not None and document.published is not None:
        return _aged(clause, document.published.date() - day)
    if clause.marker == "to" and clause.governor is not None and (old := _old_aim(document, sentence, clause.governor)):
        return old
    if clause.nominal and _LATEST_OF.search(document.plain, sentence.start, clause.verb.start):
        return "one of those before the latest"
    return _recalled_by_tense(sentence, clause) or _recalled_by_words(document, sentence, clause)


def _old_aim(document: Document, sentence: Sentence, first: Clause) -> str:
    """ "Left A in 2023 *to found B*"; "X, who left A *to found B*, has joined C"."""
    done = when(document, sentence, first).effective
    if done is not None and document.published is not None and document.published.date() - done > _OLD:
        return "the aim of what is dated long before the article"
    return _recalled_by_tense(sentence, first)


def _aged(clause: Clause, age: timedelta) -> str:
    if age > _OLD:
        return "dated long before the article"
    return "told in a relative clause" if clause.marker == "who" and age > _NEWS and not _is_present(clause) else ""


def _recalled_by_tense(sentence: Sentence, clause: Clause) -> str:
    if "had" in clause.verb.helpers and not _reported_speech(sentence, clause):
        return "told in the past perfect"
    if clause.marker == "who" and not _is_present(clause) and not _is_replaced(sentence, clause):
        return "told in a relative clause"
    return "told to say since when" if _is_point_of_time(sentence, clause) else ""


def _is_replaced(sentence: Sentence, clause: Clause) -> bool:
    """ "Takes over, *replacing X*, who was ousted": as new as the one who comes."""
    before = [c for c in sentence.clauses if c.index < clause.index and c.object is not None]
    by = before[-1] if before else None
    return by is not None and by.verb.low.startswith(("replac", "succeed")) and "had" not in by.verb.helpers


def _recalled_by_words(document: Document, sentence: Sentence, clause: Clause) -> str:
    before = low_at(sentence.nodes, clause.index - 1)
    words = [*clause.verb.helpers, before] if clause.nominal else clause.verb.helpers
    recalled = _RECALLED | ({"previous", "past", "recent"} if clause.nominal else set())
    word = next((low for low in words if low in recalled), "")
    near = _near(document, sentence, clause)
    said = _LONG_AGO.search(near) or (None if _is_present(clause) else _LATER.search(near))
    return f"told as {word!r}" if word else f"recalled: {said.group()!r}" if said else ""


def lies_ahead_or_now(clause: Clause) -> bool:
    """ "Is joining", "will join", "joins": whoever does is not there yet."""
    helpers = set(clause.verb.helpers)
    bare = not helpers and not clause.nominal and clause.verb.low.endswith(("s", "ing"))
    return bare or bool(helpers & {"is", "are", "was", "were", "will", "would", "'s", "'re", "'ll", "'m"})


def _is_present(clause: Clause) -> bool:
    return bool(set(clause.verb.helpers) & {"is", "are", "has", "have", "will", "'s"})


def _is_point_of_time(sentence: Sentence, clause: Clause) -> bool:
    """ "Five months after he joined B": the clause only dates the other one."""
    if clause.marker not in ("after", "since") or clause.nominal:
        return False
    at = next((k for k in range(clause.index - 1, -1, -1) if sentence.nodes[k].low == clause.marker), 0)
    near = sentence.nodes[max(0, at - 2) : at]
    return any(node.sort is Sort.TIME or node.low in ("year", "month") for node in near)


def _reported_speech(sentence: Sentence, clause: Clause) -> bool:
    """ "She said that she had resigned": the tense is that of the telling, not of a recap."""
    return any(0 < clause.index - c.index < 8 and c.verb.low in term("word", "telling") for c in sentence.clauses)


def _near(document: Document, sentence: Sentence, clause: Clause) -> str:
    """The words between the commas around the verb."""
    nodes = sentence.nodes
    walls = (Sort.STOP, Sort.COMMA, Sort.SUB, Sort.REL)
    first = next((k + 1 for k in range(clause.index - 1, -1, -1) if nodes[k].sort in walls), 0)
    last = next(
        (k for k in range(clause.index + 1, len(nodes)) if nodes[k].sort in (*walls, Sort.VERB)), len(nodes) - 1
    )
    return document.plain[nodes[first].start : nodes[last].end]
