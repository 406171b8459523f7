"""What becomes of a move: its status, and what a further report adds to it or corrects; nothing ever lowers it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from crawler.decide.event import move_key, undoes
from crawler.decide.halves import fallen
from crawler.decide.timing import is_recap, standing_since, told_at
from crawler.judgement import Case, Statement
from crawler.model import Article, Certainty, Decision, Kind, Mention, Move, Status, Verdict
from crawler.text.names import fullest, is_chinese
from crawler.text.people import is_full
from crawler.text.wording import says_otherwise

RANK = {Status.RUMORED: 0, Status.REPORTED: 1, Status.CONFIRMED: 2, Status.EFFECTIVE: 3}
_STATUS = {
    Certainty.RUMORED: Status.RUMORED,
    Certainty.REPORTED: Status.REPORTED,
    Certainty.CONFIRMED: Status.CONFIRMED,
}
_DAYS_APART = 2  # one announcement is the 8th in California and the 9th in Beijing
_MOST_SPELLINGS = 40  # kept for one person; real ones have a handful

Result = tuple[Verdict, Move, tuple[str, ...]]


def outcome(move: Move | None, mention: Mention, article: Article, known: Sequence[Move], now: datetime) -> Result:
    """What the mention makes of `move`, or of nothing known: the verdict, the move after it, and why, in words."""
    if move is None:
        return Verdict.NEW, _new_move(mention, article, known, now), ("not known before",)
    return (_denied if mention.negated else _said_again)(move, mention, article, now)


def reversals(decision: Decision, known: Sequence[Move]) -> tuple[Decision, ...]:
    """The departures that this decision's return undoes, or that stand again since it is denied; else none."""
    back = decision.move
    if decision.verdict is Verdict.SAME or back.kind is not Kind.RETURN:
        return ()
    gone = [move for move in known if move.kind is Kind.DEPARTURE and undoes(back, move)]
    if back.status is Status.DENIED:
        others = [move for move in known if move.key != back.key]
        changed = [(move, _lasting(move, back)) for move in gone if move.status is Status.REVERSED]
        changed = [(move, after) for move, after in changed if reversed_by(after, others) is after]
        why = "did not come back"
    else:
        changed = [(move, reversed_by(move, [back])) for move in gone if move.status in RANK]
        why = "came back"
    return tuple(
        replace(
            decision,
            verdict=Verdict.CHANGED,
            move=after,
            because=(f"status: {move.status} → {after.status}, {why}",),
            tell=frozenset(),
        )
        for move, after in changed
        if after is not move
    )


def _lasting(move: Move, back: Move) -> Move:
    status = move.unreversed or Status.CONFIRMED
    return replace(move, status=status, status_since=standing_since(back), unreversed=None)


def reversed_by(move: Move, known: Iterable[Move]) -> Move:
    """A departure as a known return leaves it, which may undo it; any other move as it is."""
    if move.kind is Kind.DEPARTURE and move.status in RANK:
        back = [m for m in known if m.kind is Kind.RETURN and RANK.get(m.status, 0) > 0 and undoes(m, move)]
        if back:
            since = standing_since(back[0])
            return replace(move, status=Status.REVERSED, status_since=since, unreversed=move.status)
    return move


def _new_move(mention: Mention, article: Article, known: Sequence[Move], now: datetime) -> Move:
    told = told_at(article, now)
    status = Status.DENIED if mention.negated else in_effect(_STATUS[mention.certainty], mention.effective, now)
    move = Move(
        key=move_key(mention, article),
        person=mention.person,
        spellings=_spellings(mention.person, mention.spellings),
        lab=mention.lab,
        lab_id=mention.lab_id,
        kind=mention.kind,
        status=status,
        role=mention.role,
        other_org=mention.other_org,
        announced=mention.announced,
        effective=mention.effective,
        first_reported_at=told,
        first_reported_by=article.source,
        first_url=article.url,
        sentence=mention.sentence,
        attributed_to=mention.attributed_to,
        status_since=told,
        recap=is_recap(mention, article),
    )
    return _as_known(move, mention, article, known, now)


def _as_known(move: Move, mention: Mention, article: Article, known: Sequence[Move], now: datetime) -> Move:
    """A new move as what was read before leaves it: the return that undoes it, a later denial of its other half."""
    later = [Case(move=each) for each in known if standing_since(each) > told_at(article, now)]
    case = Case(move=move, statements=(Statement(number=0, mention=mention, article=article, at=now),))
    after = fallen(case, later)
    return reversed_by(move, known) if after is move else after


def _denied(move: Move, mention: Mention, article: Article, now: datetime) -> Result:
    """A denial counts against what is not confirmed, unless it is weaker than the report or older than it."""
    told = told_at(article, now)
    after = _gathered(move, mention, article, now)
    if move.status is Status.DENIED:
        return Verdict.SAME, replace(after, unreversed=None), ()  # it fell with its other half, and now of its own
    older = move.status_since is not None and told < move.status_since
    open_to_it = move.status in (Status.RUMORED, Status.REPORTED)
    if not open_to_it or older or mention.certainty.rank < RANK[move.status]:
        return Verdict.SAME, after, ()
    by = f", denied by {mention.attributed_to}" if mention.attributed_to else ""
    after = replace(after, status=Status.DENIED, status_since=told)
    after = replace(after, sentence=mention.sentence, attributed_to=mention.attributed_to)
    return Verdict.DENIED, after, (f"status: {move.status} → denied{by}",)


def _said_again(move: Move, mention: Mention, article: Article, now: datetime) -> Result:
    """A further report: it may raise the status, fill in what was missing, or correct it; it never lowers anything."""
    told = told_at(article, now)
    after = _gathered(move, mention, article, now)
    said = _STATUS[mention.certainty]
    if move.status is Status.REVERSED:
        return Verdict.SAME, after, ()
    if move.status is Status.DENIED:
        later = move.status_since is None or told > move.status_since
        if not (said is Status.CONFIRMED and later and mention.fresh):
            return Verdict.SAME, after, ()
    status = said if RANK[said] > RANK.get(move.status, -1) else move.status
    because = [f"status: {move.status} → {status}"] if status is not move.status else []
    rose = bool(because)
    changes = _differences(move, mention, article, now)
    after = replace(after, **{name: value for name, value, _ in changes})
    because.extend(words for *_, words in changes if words)
    settled = in_effect(status, after.effective, now)
    if status is Status.EFFECTIVE and after.effective != move.effective and not _is_reached(after.effective, now):
        settled = Status.CONFIRMED
        because.append("status: effective → confirmed, its day was put off")
    elif settled is not status and move.status is not settled:
        because.append("status: the effective day is reached")
    if settled is not move.status:
        after = replace(after, status=settled, status_since=max(told, move.status_since or told), unreversed=None)
    if rose:
        after = replace(after, sentence=mention.sentence, attributed_to=mention.attributed_to)
    return Verdict.CONFIRMED if rose else Verdict.CHANGED if because else Verdict.SAME, after, tuple(because)


def in_effect(status: Status, effective: date | None, now: datetime) -> Status:
    """The status that a move with this one has once its day has come; a rumour, a denial and a reversal stay."""
    return Status.EFFECTIVE if _is_reached(effective, now) and RANK.get(status, 0) > 0 else status


def _is_reached(day: date | None, now: datetime) -> bool:
    return day is not None and day <= now.astimezone(UTC).date()


def _gathered(move: Move, mention: Mention, article: Article, now: datetime) -> Move:
    """The move with what is collected without being news: fuller name, more spellings, an earlier first report."""
    names = (move.person, *move.spellings, mention.person, *mention.spellings)
    same_script = tuple(n for n in (move.person, mention.person) if is_chinese(n) == is_chinese(move.person))
    person = move.person if is_full(move.person) else fullest(same_script)
    after = replace(move, person=person, spellings=_spellings(person, names))
    told, recap = told_at(article, now), is_recap(mention, article)
    if told < move.first_reported_at and (move.recap or not recap) and article.published:
        after = replace(after, first_reported_at=told, first_reported_by=article.source, first_url=article.url)
    return replace(after, recap=move.recap and recap)


def _spellings(person: str, names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(n for n in names if n != person))[:_MOST_SPELLINGS]


def _differences(move: Move, mention: Mention, article: Article, now: datetime) -> list[tuple[str, Any, str]]:
    """Each field that the mention adds or corrects: its name, the new value and the change in words.

    Only later news that is at least as certain corrects; a recap, a rumour or an older article just fills in what was
    missing.
    """
    as_certain = mention.certainty.rank >= min(RANK.get(move.status, 0), 2)
    corrects = as_certain and not is_recap(mention, article) and told_at(article, now) >= standing_since(move)
    found: list[tuple[str, Any, str]] = []
    if mention.kind is Kind.RETURN and move.kind is Kind.HIRE:
        found.append(("kind", Kind.RETURN, "kind: hire → return"))
    if mention.lab_id and not move.lab_id:  # the company that was founded has its name now
        found += [("lab", mention.lab, f"lab: {mention.lab}"), ("lab_id", mention.lab_id, "")]
    for name, label in (("role", "role"), ("other_org", "other organisation")):
        old, new = getattr(move, name), getattr(mention, name)
        if new and (old is None or (corrects and says_otherwise(old, new))):
            found.append((name, new, f"{label}: {old} → {new}" if old else f"{label}: {new}"))
    for name in ("announced", "effective"):
        was, day = getattr(move, name), getattr(mention, name)
        if day and (was is None or (corrects and abs((day - was).days) > _DAYS_APART)):
            found.append((name, day, f"{name}: {was} → {day}" if was else f"{name}: {day}"))
    return found
