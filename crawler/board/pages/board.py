"""The board: the newest moves, as arrivals and departures."""

from __future__ import annotations

from crawler.board.calls import Call, Desk, Page
from crawler.board.feeds import FEEDS
from crawler.board.filters import PER_PAGE, filters
from crawler.board.shown import by_day, paged, row


def board(call: Call, desk: Desk) -> Page:
    """One page of the moves that fit the filters, the latest told first, day by day."""
    asked = filters(call, desk)
    words = desk.words(call.language)
    total = desk.record.count(asked.choice)
    first = (asked.page - 1) * PER_PAGE
    moves = desk.record.choose(asked.choice, limit=PER_PAGE, offset=first)
    kinds = desk.record.count_kinds(asked.choice)
    return Page(
        template="board.html",
        values={
            "asked": asked,
            "days": by_day(row(move, desk, words) for move in moves),
            "total": total,
            "first": first + 1,
            "last": first + len(moves),
            "labs": [(lab.id, words.lab(lab.name), lab.moves) for lab in desk.record.count_labs()],
            "kind_counts": kinds,
            "all_kinds": sum(kinds.values()),
            "pages": list(paged(total, asked.page, PER_PAGE)),
            "feeds": FEEDS,
        },
    )
