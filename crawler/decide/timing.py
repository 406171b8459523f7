"""When: the days a mention speaks of and a move reaches over, against the day on which the article told of it."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from crawler.model import Article, Mention, Move

SAME_EVENT = timedelta(days=180)  # a rumour, its announcement and the last day lie within half a year

Span = tuple[date, date]


def told_at(article: Article, now: datetime) -> datetime:
    """When the article was published, or now where it does not say, or says a day that has not come."""
    return min(article.published or now, now)


def standing_since(move: Move) -> datetime:
    """The publication since which the move has its status."""
    return move.status_since or move.first_reported_at


def is_recap(mention: Mention, article: Article) -> bool:
    """Background, or called fresh though it lies further back than any one event lasts."""
    day = mention.effective or mention.announced
    old = day is not None and article.published is not None and article.published.date() - day > SAME_EVENT
    return not mention.fresh or old


def mention_span(mention: Mention, article: Article, now: datetime) -> Span:
    """The days that a mention names, else the article's own; an undated recap reaches back without end."""
    days = [d for d in (mention.announced, mention.effective) if d]
    told = told_at(article, now).date()
    if not days:
        return (date.min if is_recap(mention, article) else told, told)
    return min(days), max(days)


def move_span(move: Move) -> Span:
    """From a move's first report or announcement to its effective day; an undated recap reaches back without end."""
    days = [d for d in (move.announced, move.effective) if d]
    told = move.first_reported_at.date()
    if move.recap:
        return (min(days), max(days)) if days else (date.min, told)
    return min(*days, told) if days else told, max(*days, told) if days else told


def gap(one: Span, other: Span) -> timedelta:
    """The days between two spans; none where they touch."""
    return max(one[0] - other[1], other[0] - one[1], timedelta())


def day_of(move: Move) -> date | None:
    """The day a move came about, as far as known; None for an undated recap."""
    day = move.announced or move.effective
    return day if day or move.recap else move.first_reported_at.date()
