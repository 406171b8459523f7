"""Two moves that are one claim: whoever is said to go from one lab to another leaves the one and joins the other.

Where one half is denied, the other falls with it, as long as nothing but that claim tells of it; it stands again once
anything else does. What the rule leaves alone is in docs/decisions/0023-two-halves-of-one-claim.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from crawler.decide.timing import standing_since
from crawler.judgement import Case, Statement
from crawler.model import ARRIVALS, Article, Decision, Kind, Mention, Move, Status, Verdict
from crawler.text.people import same_people
from crawler.text.wording import says_the_same

_OPEN = frozenset({Status.RUMORED, Status.REPORTED})


def fallen(case: Case, others: Iterable[Case]) -> Move:
    """The move as the denial of its other half leaves it, which may deny it; any other move as it is."""
    move = case.move
    denied = _denied_half(case, others) if move.stands and move.status in _OPEN else None
    if denied is None or standing_since(denied.move) < standing_since(move):
        return move
    other = denied.move
    return replace(
        move,
        status=Status.DENIED,
        status_since=standing_since(other),
        sentence=other.sentence,
        attributed_to=other.attributed_to,
        unreversed=move.status,
    )


def has_fallen(move: Move) -> bool:
    """True for one that is denied for no other reason than that its other half is."""
    return move.status is Status.DENIED and move.unreversed is not None


def risen(case: Case, others: Iterable[Case]) -> Move:
    """A fallen move as it was, where its other half is denied no more or anything else tells of it; else as it is."""
    move = case.move
    if not (move.stands and has_fallen(move) and case.statements) or _denied_half(case, others):
        return move
    return replace(move, status=move.unreversed or Status.REPORTED, unreversed=None)


def other_halves(
    article: Article, decided: Sequence[Decision], doubted: Sequence[Case], now: datetime
) -> Iterator[Decision]:
    """What an article's decisions make of the other halves of its moves, each a decision that nobody is told of yet.

    `doubted` are all moves of the people of whom something is denied, with what spoke of them before.
    """
    cases = {case.move.key: case for case in _as_decided(article, decided, doubted, now)}
    last = {decision.move.key: decision for decision in decided}
    for key, case in cases.items():
        others = [other for other in cases.values() if other is not case]
        told = [last[other.move.key] for other in others if other.move.key in last and _halves(case, other)]
        cause = next((last[each] for each in (key, *(d.move.key for d in told)) if each in last), None)
        if cause is None:
            continue
        denied = [cases[decision.move.key] for decision in told if decision.mention.negated]
        after = risen(case, others) if has_fallen(case.move) else fallen(case, denied)
        if after is not case.move:
            yield _carried_over(cause, case, after, denied)


def _carried_over(cause: Decision, case: Case, after: Move, denied: Sequence[Case]) -> Decision:
    before, said, why = case.move, cause.mention, "it stands again"
    if half := _denied_half(case, denied) if has_fallen(after) else None:
        link = "from" if half.move.kind is Kind.DEPARTURE else "at"
        why = f"with the {half.move.kind} {link} {half.move.lab}"
    else:
        after = replace(after, sentence=said.sentence, attributed_to=said.attributed_to)
    return replace(
        cause,
        verdict=Verdict.DENIED if has_fallen(after) else Verdict.CHANGED,
        move=after,
        mention=_as_said_of(before, said),
        because=(f"status: {before.status} → {after.status}, {why}",),
        tell=frozenset(),
    )


def _as_decided(
    article: Article, decided: Sequence[Decision], doubted: Sequence[Case], now: datetime
) -> Iterator[Case]:
    """Each case with what this article says of it, and each move that is new in it."""
    stored = {case.move.key: case for case in doubted}
    moves = {decision.move.key: decision.move for decision in decided}
    for key in dict.fromkeys((*stored, *moves)):
        before = stored.get(key) or Case(move=moves[key])
        said = (
            Statement(number=0, mention=decision.mention, article=article, at=now)
            for decision in decided
            if decision.move.key == key and _is_of(decision.mention, decision.move)
        )
        yield Case(move=moves.get(key, before.move), statements=(*before.statements, *said))


def _is_of(mention: Mention, move: Move) -> bool:
    """False for the return that undid the departure that the decision is on."""
    return mention.kind is move.kind or {mention.kind, move.kind} <= ARRIVALS


def _denied_half(case: Case, others: Iterable[Case]) -> Case | None:
    return next((other for other in others if _is_denied(other.move) and _rests_on(case, other)), None)


def _is_denied(move: Move) -> bool:
    return move.stands and move.status is Status.DENIED and move.unreversed is None


def _rests_on(case: Case, other: Case) -> bool:
    """True where all that is said for the move says that it is to, or from, the lab of its other half.

    "He left A, but denied joining B" says of its own that he left.
    """
    denials = {_reading(each) for each in other.statements if each.mention.negated}
    said = [each for each in case.statements if not each.mention.negated]
    return (
        _halves(case, other)
        and bool(said)
        and all(_names(each.mention.other_org, other) and _reading(each) not in denials for each in said)
    )


def _halves(case: Case, other: Case) -> bool:
    """True for a departure for a lab, and the same person's arrival there."""
    gone, come = (case, other) if case.move.kind is Kind.DEPARTURE else (other, case)
    if gone.move.kind is not Kind.DEPARTURE or come.move.kind not in ARRIVALS:
        return False
    one, two = gone.move, come.move
    same = same_people((one.person, *one.spellings), (two.person, *two.spellings))
    return same and _names(one.other_org, come) and one.lab_id != two.lab_id


def _names(organisation: str | None, case: Case) -> bool:
    labs = {case.move.lab, *(each.mention.lab for each in case.statements)}
    return organisation is not None and any(lab and says_the_same(organisation, lab) for lab in labs)


def _reading(statement: Statement) -> tuple[str, datetime]:
    return statement.article.url, statement.at


def _as_said_of(move: Move, mention: Mention) -> Mention:
    """What a mention of the one half says of the other."""
    return replace(
        mention,
        lab=move.lab,
        lab_id=move.lab_id,
        kind=move.kind,
        other_org=move.other_org,
        role=None,
        announced=None,
        effective=None,
    )
