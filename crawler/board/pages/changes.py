"""What changed since the reader last looked: moves, articles edited or taken away, sources that turned."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import islice
from typing import TypeVar

from crawler.board.calls import Call, Desk, Page
from crawler.board.filters import moment, span
from crawler.board.shown import row
from crawler.memory.changes import Group, field_changes, group_of
from crawler.model import Article
from crawler.text.compare import Piece, compare
from crawler.text.plain import plain_line
from storage.span import Span

T = TypeVar("T")
_USUAL = timedelta(days=7)
_SPANS = ("1d", "7d", "30d", "90d")
_MOST = 60  # changes shown in each group
_LONGEST_TEXT = 60_000  # characters of an article that are compared
_PIECES, _LONGEST_PIECE = 8, 160


def changes(call: Call, desk: Desk) -> Page:
    """Since the time asked for, else since the reader marked the changes as seen, else in a week."""
    since = asked_since(call)
    found = desk.record.diff(Span(since=since))
    words = desk.words(call.language)
    grouped = [(group, [c for c in reversed(found.moves) if group_of(c) is group]) for group in Group]
    return Page(
        template="changes.html",
        values={
            "since": since,
            "by_mark": "within" not in call.query and "since" not in call.query and call.seen is not None,
            "within": call.query.get("within", ""),
            "spans": _SPANS,
            "groups": [
                (group, len(held), [(row(c.move, desk, words), c, field_changes(c)) for c in held[:_MOST]])
                for group, held in grouped
                if held
            ],
            "edits": [(edit, _changed(edit.before, edit.after)) for edit in _last(found.edits)],
            "deletions": [
                (gone, [desk.record.move(key) for key in gone.sole_moves]) for gone in _last(found.deletions)
            ],
            "turns": found.sources,
            "filled_in": found.filled_in,
            "nothing": not (found.moves or found.edits or found.deletions or found.sources),
        },
    )


def asked_since(call: Call) -> datetime:
    """The beginning of the span that is asked for."""
    if "since" in call.query:
        return moment("since", call.query["since"])
    if "within" in call.query:
        return span("within", call.query["within"], call.now)
    return min(call.seen, call.now) if call.seen else call.now - _USUAL


def _last(found: Sequence[T]) -> list[T]:
    """The newest of those in order of time, the last one first."""
    return list(reversed(found[-_MOST:]))


def _changed(before: Article, after: Article) -> list[Piece]:
    """The first of the words that went and that came, each stretch cut short."""
    texts = [f"{each.title or ''}\n\n{each.text}"[:_LONGEST_TEXT] for each in (before, after)]
    pieces = (piece for piece in compare(*texts) if piece.kind != "same" and piece.text.strip())
    return [Piece(piece.kind, plain_line(piece.text, longest=_LONGEST_PIECE)) for piece in islice(pieces, _PIECES)]
