"""What changed between two moments or two runs: one line a move, an edited article and a source that turned."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from sqlite_utils import Database

from crawler.model import Change, Move, Verdict
from storage.edits import Edit, edits
from storage.revisits import Deletion, deletions
from storage.rows import Row, read_list, read_move_text, read_one_of, read_time
from storage.span import Span
from storage.turns import Turn, turns

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_WEIGHT = (Verdict.DENIED, Verdict.CONFIRMED, Verdict.CHANGED, Verdict.NEW)


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledIn:
    """How many moves backfills told of over a span, which is no news."""

    new: int = 0
    known: int = 0  # before, and told more of

    def __bool__(self) -> bool:
        return self.new + self.known > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Diff:
    """All that differs between the two ends of a span, or did in between."""

    moves: tuple[Change, ...]
    edits: tuple[Edit, ...]
    deletions: tuple[Deletion, ...]
    sources: tuple[Turn, ...]
    filled_in: FilledIn  # nothing where the span itself is of the past


def diff(db: Database, span: Span) -> Diff:
    """Moves, articles and sources that changed within the span."""
    return Diff(
        moves=tuple(changes(db, span)),
        edits=tuple(edits(db, span)),
        deletions=tuple(deletions(db, span)),
        sources=() if span.past else tuple(turns(db, span)),
        filled_in=FilledIn() if span.past else filled_in(db, span),
    )


def filled_in(db: Database, span: Span) -> FilledIn:
    """What backfills told of within the span."""
    where, values = replace(span, past=True).condition()
    sql = f"SELECT count(DISTINCT move), total(version = 1) FROM move_versions WHERE {where}"  # noqa: S608 - fixed
    told, new = db.execute(sql, values).fetchone()
    return FilledIn(new=int(new), known=told - int(new))


def changes(db: Database, span: Span) -> list[Change]:
    """One line for each move that changed within the span, in the order they last changed.

    A move that went there and back is `undone`: it is what it was, and `because` says what it was in between.
    """
    where, values = span.condition()
    spans: dict[str, list[Row]] = {}
    for row in db.query(f"SELECT * FROM move_versions WHERE {where} ORDER BY move, version", values):  # noqa: S608 - fixed
        spans.setdefault(row["move"], []).append(row)
    lines = (_line(db, rows) for rows in spans.values())
    return sorted((line for line in lines if line), key=lambda c: (c.run, c.at, c.move.key))


def newest_change(db: Database) -> tuple[int, datetime] | None:
    """The last run that changed a move, by the news, and when; None where no move is known."""
    where, values = Span().condition()
    sql = f"SELECT run, at FROM move_versions WHERE {where} ORDER BY run DESC, at DESC LIMIT 1"  # noqa: S608 - fixed
    row = db.execute(sql, values).fetchone()
    return (row[0], read_time(row[1])) if row else None


def history(db: Database, move_key: str) -> list[Change]:
    """Every version of a move, oldest first, each with the one before it."""
    found: list[Change] = []
    before: Move | None = None
    for row in db.query("SELECT * FROM move_versions WHERE move = ? ORDER BY version", [move_key]):
        found.append(_change(row, before))
        before = found[-1].move
    return found


def _line(db: Database, rows: list[Row]) -> Change | None:
    before = _version(db, rows[0]["move"], rows[0]["version"] - 1)
    last = _change(rows[-1], before)
    if last.move.merged_into or (before is None and not last.move.stands):
        return None  # the move that it is a part of says so; what came and was dismissed is nothing
    if before is None:
        return replace(last, verdict=Verdict.NEW, because=_reasons(rows))
    news = [row for row in rows if row["verdict"] != Verdict.SAME]
    if not news:
        return None
    verdict = min((read_one_of(Verdict, row["verdict"]) for row in news), key=_WEIGHT.index)
    latest = news[-1]
    by_hand = any(not row["article_url"] for row in news)
    undone = _news_of(before, by_hand=by_hand) == _news_of(last.move, by_hand=by_hand)
    return replace(_change(latest, before), verdict=verdict, because=_reasons(news), move=last.move, undone=undone)


def _reasons(rows: list[Row]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(reason for row in rows for reason in read_list(row["because"])))


def _news_of(move: Move, *, by_hand: bool) -> Move:
    """The move without what is collected silently, so that a further spelling is no change, but by a judgement."""
    if by_hand:
        return replace(move, alerted=False)
    return replace(
        move, spellings=(), person="", first_reported_at=_EPOCH, first_reported_by="", first_url="", sentence="",
        attributed_to=None, status_since=None, recap=False, alerted=False,
    )  # fmt: skip


def _version(db: Database, move_key: str, version: int) -> Move | None:
    row = db.execute("SELECT whole FROM move_versions WHERE move = ? AND version = ?", [move_key, version]).fetchone()
    return None if row is None else read_move_text(row[0])


def _change(row: Row, before: Move | None) -> Change:
    return Change(
        run=row["run"],
        at=read_time(row["at"]),
        verdict=read_one_of(Verdict, row["verdict"]),
        because=read_list(row["because"]),
        move=read_move_text(row["whole"]),
        article_url=row["article_url"],
        source=row["source"],
        before=before,
    )
