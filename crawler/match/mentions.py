"""Candidates of one article → its mentions: one per person, lab and kind, with the best sentence and every spelling."""

from __future__ import annotations

from typing import TypeVar

from crawler.match.candidate import Candidate
from crawler.match.chinese.reader import read_chinese
from crawler.match.document import Document, document
from crawler.match.english.reader import read_english
from crawler.match.identity import Aliases, aliases_in
from crawler.match.labs import find_labs
from crawler.match.lexicons import Lexicon
from crawler.match.weighing import are_news, certainty, negated
from crawler.model import Article, Certainty, Kind, Mention

_T = TypeVar("_T")

LEAST_SCORE = 0.5  # below this a candidate is more often wrong than right (benchmarks/quality.py)
MOST = 200  # moves of one article; no article names more, a hostile page may
_IN_TITLE = 0.2  # what a headline's sentence must be better by to be quoted instead of the text's


def match(article: Article, lexicon: Lexicon) -> tuple[Mention, ...]:
    """Every move the article claims, in the order of their best sentences; a pure function of its arguments."""
    doc = document(article.title, article.text, article.published)
    labs = find_labs(doc.plain, lexicon)
    found = [*read_english(doc, labs, lexicon), *read_chinese(doc, labs, lexicon)]
    kept = sorted((c for c in found if c.score >= LEAST_SCORE), key=lambda c: c.trigger)
    aliases = aliases_in(doc.plain, lexicon)
    groups = _without_echoes(_grouped(kept, aliases), aliases)
    mentions = [_mention(group, doc, aliases) for group in groups]
    return tuple(sorted(mentions, key=lambda m: (m.start, m.end)))


def _grouped(candidates: list[Candidate], aliases: Aliases) -> list[list[Candidate]]:
    groups: list[list[Candidate]] = []
    by_place: dict[tuple[Kind, str], list[list[Candidate]]] = {}
    for candidate in candidates:
        near = by_place.setdefault((candidate.kind, candidate.lab_id), [])
        group = next((g for g in near if any(aliases.same(candidate.person, c.person) for c in g[:4])), None)
        if group is not None:
            group.append(candidate)
        elif len(groups) < MOST:
            groups.append([candidate])
            near.append(groups[-1])
    return groups


def _without_echoes(groups: list[list[Candidate]], aliases: Aliases) -> list[list[Candidate]]:
    """Drop a group that says another one again: a hire told as a return, a founding whose company is named."""
    return [g for g in groups if not any(_echoes(g, other, aliases) for other in groups if other is not g)]


def _echoes(group: list[Candidate], other: list[Candidate], aliases: Aliases) -> bool:
    mine, theirs = group[0], other[0]
    if not aliases.same(mine.person, theirs.person):
        return False
    if mine.kind is Kind.HIRE and theirs.kind is Kind.RETURN and mine.lab_id == theirs.lab_id:
        return any(c.fresh for c in group) == any(c.fresh for c in other)
    return mine.kind is theirs.kind is Kind.FOUNDING and not mine.lab_id and bool(theirs.lab_id)


def _mention(group: list[Candidate], doc: Document, aliases: Aliases) -> Mention:
    best = max(group, key=lambda c: (c.score - _IN_TITLE * doc.lines[c.line].title, c.fresh, -c.line))
    line = doc.lines[best.line]
    names = aliases.spellings(c.person for c in group)
    denied = negated(group, doc)
    news = are_news(group, doc, aliases)
    dated = [c for c in (best, *group) if c.fresh or not news]  # of one who leaves again, not the day of then
    # A listed person's usual name too: 山姆·奥特曼 in one article and Sam Altman in another are one move's.
    listed = dict.fromkeys(shown for name in names if (shown := aliases.lexicon.person(name)) and shown not in names)
    return Mention(
        person=names[0],
        spellings=(*names[1:], *listed),
        lab=best.lab,
        lab_id=best.lab_id,
        kind=best.kind,
        role=_first(best.role, *(c.role for c in group)),
        other_org=_first(best.other_org, *(c.other_org for c in group)),
        certainty=Certainty.CONFIRMED if denied else certainty(group, doc),  # a denial is as sure as who denies it
        negated=denied,
        fresh=news,
        announced=_first(*(c.announced for c in dated)),
        effective=_first(*(c.effective for c in dated)),
        attributed_to=_first(best.attributed_to, *(c.attributed_to for c in group)),
        sentence=doc.text[line.start : line.end],
        start=-1 if line.title else line.start - doc.body,
        end=-1 if line.title else line.end - doc.body,
        score=round(min(1.0, best.score + 0.02 * (len(group) - 1)), 3),
        reasons=best.reasons,
    )


def _first(*values: _T | None) -> _T | None:
    return next((v for v in values if v is not None), None)
