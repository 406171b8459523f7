"""What one article's mentions mean for the moves already known; values in, values out, nothing is touched.

Which known move is the same event (event.py), what becomes of it (status.py), and which subscribers must be told
(news.py). The rules and the ways not taken are in docs/decisions/0003-same-event-and-status.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from crawler.audience import Audience
from crawler.decide.event import same_event
from crawler.decide.halves import other_halves
from crawler.decide.news import who_heard, who_is_told
from crawler.decide.status import outcome, reversals
from crawler.judgement import Case
from crawler.model import Article, Certainty, Decision, Mention, Move, Verdict

MOST_LETTERS = 20  # of one article; no newsroom tells of more departures at once, a page that wants to flood might
CAREER_HISTORY = timedelta(days=3 * 365)  # a recap of something older than this is a CV line, not a move to follow

_WEIGHT = (Verdict.NEW, Verdict.DENIED, Verdict.CONFIRMED, Verdict.CHANGED, Verdict.SAME)


def decide_article(  # noqa: PLR0917 - the same order as decide
    article: Article,
    mentions: Sequence[Mention],
    known: Sequence[Move],
    now: datetime,
    audience: Audience,
    first_crawl: bool,
    spoken_of: frozenset[str] = frozenset(),
    doubted: Sequence[Case] = (),
) -> tuple[Decision, ...]:
    """All decisions of one article: each move gets at most one verdict other than same, and each subscriber one letter
    of it at most.

    `known` are the stored moves that may be the same (`Store.known_moves`); what the article itself made new is added
    here. `spoken_of` are the keys of those that an earlier version of it spoke of, `doubted` what is known of people of
    whom something is denied (`Store.doubted`). A departure that a return undoes gets its own decision, after the
    return's; so does the other half of a claim that is denied.
    """
    moves: dict[str, Move] = {}
    decided: list[Decision] = []
    for mention in sorted(mentions, key=reading_order):
        if not makes_move(mention, article, now):
            continue
        candidates = [*(move for move in known if move.key not in moves), *moves.values()]
        decision = decide(mention, article, candidates, now, audience, first_crawl, spoken_of)
        for each in (decision, *reversals(decision, candidates)):
            decided.append(each)
            moves[each.move.key] = each.move
    for each in list(other_halves(article, decided, doubted, now)):
        tell = who_heard(each, article, audience, now, first_crawl=first_crawl)
        decided.append(replace(each, tell=tell))
        moves[each.move.key] = each.move
    return _bounded(_one_verdict_each(decided, moves))


def decide(  # noqa: PLR0917 - one call shape, agreed between the rooms
    mention: Mention,
    article: Article,
    known: Sequence[Move],
    now: datetime,
    audience: Audience,
    first_crawl: bool,
    spoken_of: frozenset[str] = frozenset(),
) -> Decision:
    """What this mention does to what is known; `known` may hold any moves of the lab, of this or other people.

    Compares with the moves as they stand now, never with an earlier state. `because` says in words what changed, each
    phrase headed by the field's name. What is said of a move that a person dismissed is gathered, and no news.
    """
    move = same_event(mention, article, known, now, spoken_of)
    verdict, after, because = outcome(move, mention, article, known, now)
    if not after.stands:
        verdict, because = Verdict.SAME, ()
    tell = who_is_told(
        mention, article, audience, now, verdict=verdict, known=move, after=after, first_crawl=first_crawl
    )
    return Decision(
        verdict=verdict,
        move=replace(after, alerted=after.alerted or bool(tell)),
        mention=mention,
        article_url=article.url,
        source=article.source,
        at=now,
        because=because,
        tell=tell,
    )


def makes_move(mention: Mention, article: Article, now: datetime) -> bool:
    """False for career history: a recap dated more than three years before the article is kept as a mention only.

    An undated article is measured from `now`.
    """
    day = mention.effective or mention.announced
    if mention.fresh or day is None:
        return True
    return (article.published or now).date() - day <= CAREER_HISTORY


def reading_order(mention: Mention) -> tuple[bool, int]:
    """News before recaps; a plain statement, then a denial, then a report: "reported, but he denies it" ends denied."""
    plain = mention.certainty is Certainty.CONFIRMED and not mention.negated
    return (not mention.fresh, 0 if plain else 1 if mention.negated else 2)


def _one_verdict_each(decided: list[Decision], moves: dict[str, Move]) -> tuple[Decision, ...]:
    """Fold the decisions on one move into the weightiest, on the move's last state; the others become same."""
    by_move: dict[str, list[Decision]] = {}
    for decision in decided:
        by_move.setdefault(decision.move.key, []).append(decision)
    lead = {key: min(group, key=lambda d: _WEIGHT.index(d.verdict)) for key, group in by_move.items()}
    folded = []
    for decision in decided:
        key, group = decision.move.key, by_move[decision.move.key]
        if decision is lead[key]:
            new = decision.verdict is Verdict.NEW
            because = decision.because if new else tuple(dict.fromkeys(b for d in group for b in d.because))
            folded.append(replace(decision, move=moves[key], because=because, tell=_all_told(group)))
        else:
            folded.append(replace(decision, verdict=Verdict.SAME, move=moves[key], because=(), tell=frozenset()))
    return tuple(folded)


def _all_told(decisions: list[Decision]) -> frozenset[str]:
    return frozenset(name for decision in decisions for name in decision.tell)


def _bounded(decisions: tuple[Decision, ...]) -> tuple[Decision, ...]:
    """The decisions with `MOST_LETTERS` alerts at most; of the other new moves a later article may still tell."""
    surplus = [decision for decision in decisions if decision.alert][MOST_LETTERS:]
    return tuple(_untold(decision) if decision in surplus else decision for decision in decisions)


def _untold(decision: Decision) -> Decision:
    told_before = decision.move.alerted and decision.verdict is not Verdict.NEW
    return replace(decision, tell=frozenset(), move=replace(decision.move, alerted=told_before))
