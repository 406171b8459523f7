"""What changed between two moments or two runs: one line a move, what it was, what it is now, and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from sqlite_utils import Database

from crawler.model import Change, Move, Verdict
from storage.rows import Row, moment, read_list, read_move_text

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_WEIGHT = (Verdict.DENIED, Verdict.CONFIRMED, Verdict.CHANGED)


def changes(
    db: Database, *, since: datetime | None = None, after_run: int | None = None, up_to_run: int | None = None
) -> list[Change]:
    """One line for each move that is not at the end of the span what it was before it; in the order they last changed.

    The span is all versions written at or after `since`, in runs later than `after_run`, up to and with `up_to_run`.
    A move that went there and back is no change.
    """
    where, values = ["1"], []
    for condition, value in (
        ("at >= ?", None if since is None else moment(since)),
        ("run > ?", after_run),
        ("run <= ?", up_to_run),
    ):
        if value is not None:
            where.append(condition)
            values.append(value)
    spans: dict[str, list[Row]] = {}
    for row in db.query(
        f"SELECT * FROM move_versions WHERE {' AND '.join(where)} ORDER BY move, version",  # noqa: S608 - fixed conditions
        values,
    ):
        spans.setdefault(row["move"], []).append(row)
    lines = (_line(db, rows) for rows in spans.values())
    return sorted((line for line in lines if line), key=lambda c: (c.run, c.at, c.move.key))


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
    by_hand = any(not row["article_url"] for row in news)
    if not news or _news_of(before, by_hand=by_hand) == _news_of(last.move, by_hand=by_hand):
        return None
    verdict = min((Verdict(row["verdict"]) for row in news), key=_WEIGHT.index)
    latest = news[-1]
    return replace(_change(latest, before), verdict=verdict, because=_reasons(news), move=last.move)


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
        at=datetime.fromisoformat(row["at"]),
        verdict=Verdict(row["verdict"]),
        because=read_list(row["because"]),
        move=read_move_text(row["whole"]),
        article_url=row["article_url"],
        source=row["source"],
        before=before,
    )
