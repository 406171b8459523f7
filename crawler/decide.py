"""What one article's mentions mean for the moves already known; values in, values out, nothing is touched.

Which known move is the same event, what its status becomes, and whether a subscriber must be told. The rules and the
ways not taken are in docs/decisions/0003-same-event-and-status.md.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from crawler.model import AlertPolicy, Article, Certainty, Decision, Kind, Mention, Move, Status, Verdict
from crawler.text.fold import fold_case
from crawler.text.names import fullest, is_chinese, pinyin_words
from crawler.text.people import is_full, same_people
from crawler.text.wording import says_otherwise

SAME_EVENT = timedelta(
    days=180
)  # a move is rumoured, announced and effective within half a year; a second exit is later
CAREER_HISTORY = timedelta(days=3 * 365)  # a recap of something older than this is a CV line, not a move to follow
ANOTHER_POST = timedelta(days=30)  # a change to a different post so long after the last is not the same one reworded
REVERSAL = timedelta(days=60)  # back within two months means that the departure did not last
FIRST_CRAWL_NEWS = timedelta(hours=24)  # what a first crawl still takes for news; the rest is backlog

_RANK = {Status.RUMORED: 0, Status.REPORTED: 1, Status.CONFIRMED: 2, Status.EFFECTIVE: 3}
_STATUS = {
    Certainty.RUMORED: Status.RUMORED,
    Certainty.REPORTED: Status.REPORTED,
    Certainty.CONFIRMED: Status.CONFIRMED,
}
_ARRIVALS = frozenset({Kind.HIRE, Kind.RETURN})
_WEIGHT = (Verdict.NEW, Verdict.DENIED, Verdict.CONFIRMED, Verdict.CHANGED, Verdict.SAME)
_DAYS_APART = 2  # one announcement is the 8th in California and the 9th in Beijing
_MOST_SPELLINGS = 40  # kept for one person; real ones have a handful

Span = tuple[date, date]


def makes_move(mention: Mention, article: Article) -> bool:
    """False for career history: a recap dated more than three years before the article is kept as a mention only."""
    day = mention.effective or mention.announced
    if mention.fresh or day is None or article.published is None:
        return True
    return article.published.date() - day <= CAREER_HISTORY


def decide_article(  # noqa: PLR0917 - the same order as decide
    article: Article,
    mentions: Sequence[Mention],
    known: Callable[[Mention], Sequence[Move]],
    now: datetime,
    policy: AlertPolicy,
    first_crawl: bool,
) -> tuple[Decision, ...]:
    """All decisions of one article: each move gets at most one verdict other than same, and one letter at most.

    `known(mention)` gives the stored moves that may be the same (`Store.known_moves`); what the article itself made
    new is added here. A departure that a return undoes gets its own decision, after the return's.
    """
    moves: dict[str, Move] = {}
    decided: list[Decision] = []
    for mention in sorted(mentions, key=_reading_order):
        if not makes_move(mention, article):
            continue
        stored = [m for m in known(mention) if m.key not in moves]
        candidates = [*stored, *moves.values()]
        decision = decide(mention, article, candidates, now, policy, first_crawl)
        for each in (decision, *reversals(decision, candidates)):
            decided.append(each)
            moves[each.move.key] = each.move
    return _one_verdict_each(decided, moves)


def decide(  # noqa: PLR0917 - one call shape, agreed between the rooms
    mention: Mention,
    article: Article,
    known: Sequence[Move],
    now: datetime,
    policy: AlertPolicy,
    first_crawl: bool,
) -> Decision:
    """What this mention does to what is known; `known` may hold any moves of the lab, of this or other people.

    Compares with the moves as they stand now, never with an earlier state. `because` says in words what changed, each
    phrase headed by the field's name.
    """
    move = same_event(mention, article, known, now)
    verdict, after, because = _outcome(move, mention, article, known, now)
    young = move is None or _told_at(article, now) - move.first_reported_at <= policy.longest_age
    told = _told(mention, article, now, policy, first_crawl)
    alert = told and _news(verdict, move, after, mention.negated, young)
    return Decision(
        verdict=verdict,
        move=replace(after, alerted=after.alerted or alert),
        mention=mention,
        article_url=article.url,
        source=article.source,
        at=now,
        because=because,
        alert=alert,
    )


def same_event(mention: Mention, article: Article, known: Sequence[Move], now: datetime) -> Move | None:
    """The known move that this mention speaks of, the nearest in time where several could be; None where none is."""
    span = _mention_span(mention, article, now)
    near = [
        (gap, -move.first_reported_at.timestamp(), move.key, move)
        for move in known
        if _comparable(mention, move) and (gap := _gap(span, _move_span(move))) <= _window(mention, move)
    ]
    return min(near, key=lambda n: n[:3])[3] if near else None


def reversals(decision: Decision, known: Sequence[Move]) -> tuple[Decision, ...]:
    """The departures that this decision's return undoes, each with status reversed; empty for anything else."""
    back = decision.move
    if decision.verdict is Verdict.SAME or back.kind is not Kind.RETURN or _RANK.get(back.status, 0) < 1:
        return ()
    return tuple(
        replace(
            decision,
            verdict=Verdict.CHANGED,
            move=replace(gone, status=Status.REVERSED, status_since=_when(decision.move)),
            because=(f"status: {gone.status} → reversed, came back",),
            alert=False,
        )
        for gone in known
        if gone.kind is Kind.DEPARTURE and gone.status in _RANK and _undoes(back, gone)
    )


def _reading_order(mention: Mention) -> tuple[bool, int]:
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
            folded.append(replace(decision, move=moves[key], because=because, alert=any(d.alert for d in group)))
        else:
            folded.append(replace(decision, verdict=Verdict.SAME, move=moves[key], because=(), alert=False))
    return tuple(folded)


# --- which move -------------------------------------------------------------------------------------------------------


def _comparable(mention: Mention, move: Move) -> bool:
    if _lab(mention) != _lab(move):
        return False
    if mention.kind is not move.kind and not {mention.kind, move.kind} <= _ARRIVALS:
        return False
    if move.status is Status.REVERSED and move.status_since and mention.fresh:
        said = [d for d in (mention.announced, mention.effective) if d]
        if said and min(said) > move.status_since.date():
            return False  # gone again after having come back
    return same_people((mention.person, *mention.spellings), (move.person, *move.spellings))


def _lab(of: Mention | Move) -> str:
    return fold_case(of.lab_id).strip()


def _window(mention: Mention, move: Move) -> timedelta:
    other_post = mention.role and move.role and says_otherwise(mention.role, move.role)
    return ANOTHER_POST if mention.kind is Kind.ROLE_CHANGE and other_post else SAME_EVENT


def _told_at(article: Article, now: datetime) -> datetime:
    """When the article was published, or now where it does not say, or says a day that has not come."""
    return min(article.published or now, now)


def _is_recap(mention: Mention, article: Article) -> bool:
    """Background, or called fresh though it lies further back than any one event lasts."""
    day = mention.effective or mention.announced
    old = day is not None and article.published is not None and article.published.date() - day > SAME_EVENT
    return not mention.fresh or old


def _mention_span(mention: Mention, article: Article, now: datetime) -> Span:
    days = [d for d in (mention.announced, mention.effective) if d]
    told = _told_at(article, now).date()
    if not days:
        return (date.min if _is_recap(mention, article) else told, told)
    return min(days), max(days)


def _move_span(move: Move) -> Span:
    days = [d for d in (move.announced, move.effective) if d]
    told = move.first_reported_at.date()
    if move.recap:
        return (min(days), max(days)) if days else (date.min, told)
    return min(*days, told) if days else told, max(*days, told) if days else told


def _gap(one: Span, other: Span) -> timedelta:
    return max(one[0] - other[1], other[0] - one[1], timedelta())


def _day(move: Move) -> date | None:
    """The day a move came about, as far as known; None for an undated recap."""
    day = move.announced or move.effective
    return day if day or move.recap else move.first_reported_at.date()


def _undoes(back: Move, gone: Move) -> bool:
    left, returned = _day(gone), _day(back)
    if left is None or returned is None or not timedelta() < returned - left <= REVERSAL:
        return False
    return _lab(back) == _lab(gone) and same_people((back.person, *back.spellings), (gone.person, *gone.spellings))


# --- what becomes of it -----------------------------------------------------------------------------------------------


Result = tuple[Verdict, Move, tuple[str, ...]]


def _outcome(move: Move | None, mention: Mention, article: Article, known: Sequence[Move], now: datetime) -> Result:
    if move is None:
        return Verdict.NEW, _new_move(mention, article, known, now), ("not known before",)
    return (_denied if mention.negated else _said_again)(move, mention, article, now)


def _new_move(mention: Mention, article: Article, known: Sequence[Move], now: datetime) -> Move:
    told = _told_at(article, now)
    status = Status.DENIED if mention.negated else _in_effect(_STATUS[mention.certainty], mention.effective, now)
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
        recap=_is_recap(mention, article),
    )
    if move.kind is Kind.DEPARTURE and status in _RANK:
        back = [m for m in known if m.kind is Kind.RETURN and _RANK.get(m.status, 0) > 0 and _undoes(m, move)]
        if back:  # the article that tells of the return was read before the one that tells of the departure
            return replace(move, status=Status.REVERSED, status_since=_when(back[0]))
    return move


def move_key(mention: Mention, article: Article) -> str:
    """The letters m1- and a hash of raw values: lab, kind, name as written, day (the address where none is known)."""
    day = mention.effective or mention.announced or (article.published.date() if article.published else article.url)
    chinese = sorted(n for n in (mention.person, *mention.spellings) if pinyin_words(n))
    raw = "\x1f".join((mention.lab_id, mention.kind, mention.person, *chinese, str(day)))
    return "m1-" + hashlib.sha256(raw.encode("utf-8", "surrogatepass")).hexdigest()[:20]


def _denied(move: Move, mention: Mention, article: Article, now: datetime) -> Result:
    """A denial counts against what is not confirmed, unless it is weaker than the report or older than it."""
    told = _told_at(article, now)
    after = _gathered(move, mention, article, now)
    older = move.status_since is not None and told < move.status_since
    open_to_it = move.status in (Status.RUMORED, Status.REPORTED)
    if not open_to_it or older or mention.certainty.rank < _RANK[move.status]:
        return Verdict.SAME, after, ()
    by = f", denied by {mention.attributed_to}" if mention.attributed_to else ""
    after = replace(after, status=Status.DENIED, status_since=told)
    after = replace(after, sentence=mention.sentence, attributed_to=mention.attributed_to)
    return Verdict.DENIED, after, (f"status: {move.status} → denied{by}",)


def _said_again(move: Move, mention: Mention, article: Article, now: datetime) -> Result:
    """A further report: it may raise the status, fill in what was missing, or correct it; it never lowers anything."""
    told = _told_at(article, now)
    after = _gathered(move, mention, article, now)
    said = _STATUS[mention.certainty]
    if move.status is Status.REVERSED:
        return Verdict.SAME, after, ()
    if move.status is Status.DENIED:
        later = move.status_since is None or told > move.status_since
        if not (said is Status.CONFIRMED and later and mention.fresh):
            return Verdict.SAME, after, ()
    status = said if _RANK[said] > _RANK.get(move.status, -1) else move.status
    because = [f"status: {move.status} → {status}"] if status is not move.status else []
    rose = bool(because)
    changes = _differences(move, mention, article, now)
    after = replace(after, **{name: value for name, value, _ in changes})
    because.extend(words for *_, words in changes)
    settled = _in_effect(status, after.effective, now)
    if settled is not status and move.status is not settled:
        because.append("status: the effective day is reached")
    if settled is not move.status:
        after = replace(after, status=settled, status_since=max(told, move.status_since or told))
    if rose:
        after = replace(after, sentence=mention.sentence, attributed_to=mention.attributed_to)
    return Verdict.CONFIRMED if rose else Verdict.CHANGED if because else Verdict.SAME, after, tuple(because)


def _in_effect(status: Status, effective: date | None, now: datetime) -> Status:
    reached = effective is not None and effective <= now.astimezone(UTC).date()
    return Status.EFFECTIVE if reached and _RANK[status] > 0 else status


def _gathered(move: Move, mention: Mention, article: Article, now: datetime) -> Move:
    """The move with what is collected without being news: fuller name, more spellings, an earlier first report."""
    names = (move.person, *move.spellings, mention.person, *mention.spellings)
    same_script = tuple(n for n in (move.person, mention.person) if is_chinese(n) == is_chinese(move.person))
    person = move.person if is_full(move.person) else fullest(same_script)
    after = replace(move, person=person, spellings=_spellings(person, names))
    told, recap = _told_at(article, now), _is_recap(mention, article)
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
    as_certain = mention.certainty.rank >= min(_RANK.get(move.status, 0), 2)
    corrects = as_certain and not _is_recap(mention, article) and _told_at(article, now) >= _when(move)
    found: list[tuple[str, Any, str]] = []
    if mention.kind is Kind.RETURN and move.kind is Kind.HIRE:
        found.append(("kind", Kind.RETURN, "kind: hire → return"))
    for name, label in (("role", "role"), ("other_org", "other organisation")):
        old, new = getattr(move, name), getattr(mention, name)
        if new and (old is None or (corrects and says_otherwise(old, new))):
            found.append((name, new, f"{label}: {old} → {new}" if old else f"{label}: {new}"))
    for name in ("announced", "effective"):
        was, day = getattr(move, name), getattr(mention, name)
        if day and (was is None or (corrects and abs((day - was).days) > _DAYS_APART)):
            found.append((name, day, f"{name}: {was} → {day}" if was else f"{name}: {day}"))
    return found


# --- who is told ------------------------------------------------------------------------------------------------------


def _when(move: Move) -> datetime:
    return move.status_since or move.first_reported_at


def _told(mention: Mention, article: Article, now: datetime, policy: AlertPolicy, first_crawl: bool) -> bool:
    """Fresh, about what the policy asks for, strong enough, and from an article that is still news."""
    if mention.kind not in policy.kinds or mention.score < policy.least_score:
        return False
    if policy.labs and mention.lab_id not in policy.labs:
        return False
    if mention.certainty.rank < policy.least_certainty.rank or _is_recap(mention, article):
        return False
    if article.published is None or article.published - now > timedelta(days=1):
        return not first_crawl
    return now - article.published <= (min(policy.longest_age, FIRST_CRAWL_NEWS) if first_crawl else policy.longest_age)


def _news(verdict: Verdict, known: Move | None, after: Move, denial: bool, young: bool) -> bool:
    """True where this takes the reader further than the letters before it."""
    if known is None:
        return not denial and after.status is not Status.REVERSED
    if denial:
        return verdict is Verdict.DENIED and known.alerted
    if verdict is Verdict.CONFIRMED and (not known.alerted or known.status in (Status.RUMORED, Status.DENIED)):
        return True
    # Only a recap, a weak sentence or a first crawl's backlog spoke of it, and no letter did: still news while young.
    return not known.alerted and young and known.status in _RANK
