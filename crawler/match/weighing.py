"""What several sentences of one article say together of one move: how sure, denied or not, news or a look back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from crawler.match.candidate import Candidate
from crawler.match.document import Document
from crawler.match.identity import Aliases
from crawler.model import Certainty

_LEAD_SENTENCES = 4  # of the text: what an article is about
_LEAST_SENTENCE = 16  # characters; a shorter line is a byline or a caption, and no part of the lead
_SHORT, _SHORT_ENGLISH = 400, 800  # characters; a shorter text is all lead
_NEWS_DAYS = 7  # a move dated this close to publication is news wherever it stands
_OLD_DAYS = 45  # and one dated this far back is none, whatever the wording
# Words with which a sentence says itself that somebody vouches for it.
_VOUCHED = re.compile(
    r"宣布|官宣|证实|确认|发文|发帖|发推|公开信|内部信|声明"
    r"|\b(?:announc|confirm|wrote|posted|memo|statement|told staff|tweeted)"
)
# A denial of earlier days, which a report of today outweighs wherever it stands.
_DENIED_ONCE = re.compile(r"\b(?:previously|earlier|had denied|last (?:month|year))\b", re.IGNORECASE)
_DISMISSED = "oust"  # what the English of dismissal is told by
# Words of a sentence that tells news also far below the headline, where most sentences look back.
_NEWS_WORDS = re.compile(
    r"将于|即将|将要|官宣|刚刚|今日|今天|昨日|昨天|近日|日前|本周"
    r"|\b(?:is|are) (?:\w+ ){0,2}(?:leav|join|step|depart|return|tak|mov)ing\b"
    r"|\b(?:has|have) (?:just |also )?(?:been|left|joined|hired|quit|resigned|named|appointed|promoted|returned)\b"
    r"|\b(?:today|yesterday|this week|will (?:leave|join|step|become|take|return))\b"
)


def certainty(group: Sequence[Candidate], doc: Document) -> Certainty:
    """Confirmed where a sentence of the text says who vouches for it, else as hedged as where it is first told.

    A headline leaves out who says so: it counts only where the text is silent. "He leaves the lab", further down, does
    not make more of what the first paragraph has from an outlet.
    """
    in_text = [c for c in group if not doc.lines[c.line].title] or list(group)
    plain = [c for c in in_text if c.certainty is Certainty.CONFIRMED]
    hedged = [c for c in in_text if c.certainty is not Certainty.CONFIRMED]
    if not hedged or any(_VOUCHED.search(doc.of(doc.lines[c.line])) for c in plain):
        return Certainty.CONFIRMED if plain else max((c.certainty for c in hedged), key=lambda c: c.rank)
    first = min(in_text, key=lambda c: c.line)
    if first.certainty is Certainty.CONFIRMED and not first.fresh:
        return Certainty.CONFIRMED
    return max((c.certainty for c in hedged), key=lambda c: c.rank)


def negated(group: Sequence[Candidate], doc: Document) -> bool:
    """Denied where a sentence denies it and none of the text vouches for it, nor reports it all the same after that."""
    denials = [c for c in group if c.negated]
    if not denials:
        return False
    told = [c for c in group if not c.negated and not doc.lines[c.line].title]
    answers = (
        c for c in denials if not _DENIED_ONCE.search(doc.of(doc.lines[c.line])) and not _of_another_end(c, told)
    )
    last = max((c.line for c in answers), default=-1)
    return not any(
        c.certainty is Certainty.CONFIRMED or (c.certainty is Certainty.REPORTED and c.line > last) for c in told
    )


def _of_another_end(denial: Candidate, told: Sequence[Candidate]) -> bool:
    """ "X has left, insiders say. A denied having sacked him": how it came to the leaving is another matter."""
    return denial.told_by == _DISMISSED and all(c.told_by != _DISMISSED for c in told)


def are_news(group: Sequence[Candidate], doc: Document, aliases: Aliases) -> bool:
    """Whether one of them is news; what one dates long ago, no other makes news of by leaving the day out."""
    published = doc.published.date() if doc.published else None
    days = [c.effective for c in group if c.effective is not None]
    old = published is not None and any((published - day).days > _OLD_DAYS for day in days)
    return any(_is_news(c, doc, aliases) and not (old and _says_no_day(c, doc)) for c in group)


def _says_no_day(candidate: Candidate, doc: Document) -> bool:
    """ "X left A over a dispute", in the text and with no word of news."""
    line = doc.lines[candidate.line]
    dated = candidate.announced or candidate.effective
    return not (dated or line.title or _NEWS_WORDS.search(doc.of(line)))


def _is_news(candidate: Candidate, doc: Document, aliases: Aliases) -> bool:
    """Fresh by its own wording, and told where news is told: in the lead, with words of news, or dated within days."""
    if not candidate.fresh:
        return False
    distance = _days_before(candidate, doc.published.date() if doc.published else None)
    if distance is not None:
        return distance <= _NEWS_DAYS or (distance <= _OLD_DAYS and _in_lead(candidate, doc, aliases))
    return _in_lead(candidate, doc, aliases) or bool(_NEWS_WORDS.search(doc.of(doc.lines[candidate.line])))


def _days_before(candidate: Candidate, published: date | None) -> int | None:
    """Days from the move's nearest date to publication (negative: still to come); None where either is unknown."""
    days = [d for d in (candidate.announced, candidate.effective) if d is not None]
    return min((published - d).days for d in days) if days and published else None


def _in_lead(candidate: Candidate, doc: Document, aliases: Aliases) -> bool:
    end = _lead_end(doc)
    short = _SHORT if doc.lines[candidate.line].chinese else _SHORT_ENGLISH
    if len(doc.text) <= short or candidate.trigger[0] < end:
        return True
    lead = doc.plain[:end]
    return any(form in lead for form in aliases.spellings((candidate.person, candidate.person.split()[-1])))


def _lead_end(doc: Document) -> int:
    said = [line for line in doc.lines if line.title or line.end - line.start >= _LEAST_SENTENCE]
    return said[min(_LEAD_SENTENCES, len(said)) - 1].end if said else 0
