"""Letters that wait: written with the decision they tell of, sent later, marked after sending."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlite_utils import Database

from crawler.model import Decision, Letter, Verdict
from storage.database import insert
from storage.rows import Row, listed, moment, move_text, read_list, read_move_text, storable

_FIRST_WAIT = timedelta(minutes=1)
_LONGEST_WAIT = timedelta(hours=6)  # a mail server that is down for a night is asked a few times, not hundreds


def write(db: Database, decision: Decision, version: int, now: datetime) -> None:
    """Put the decision's letter into the outbox; the same move, verdict and version never make two."""
    # The first word that a reader gets of a move is new to them, whatever it changed in the store.
    told = decision.verdict if decision.verdict in (Verdict.CONFIRMED, Verdict.DENIED) else Verdict.NEW
    move = decision.move
    row = {
        "move": move.key,
        "version": version,
        "verdict": told.value,
        "because": listed(decision.because),
        "whole": move_text(move),
        "article_url": storable(decision.article_url),
        "message_id": message_id(move.key, told, version),
        "created_at": moment(now),
        "next_try_at": moment(now),
    }
    insert(db, "outbox", row, on_conflict="DO NOTHING")


def message_id(move_key: str, verdict: Verdict, version: int) -> str:
    """The Message-ID of a letter, the same each time it is sent; `.invalid` is reserved, so it is nobody's domain."""
    return f"<{move_key}.{verdict.value}.{version}@labmoves.invalid>"


def waiting(db: Database, now: datetime) -> list[Letter]:
    """The letters to send now, oldest first; one that failed lately is not among them."""
    rows = db.query("SELECT * FROM outbox WHERE sent_at IS NULL AND next_try_at <= ?", [moment(now)])
    return sorted((_letter(row) for row in rows), key=lambda letter: letter.id)


def unsent(db: Database) -> int:
    """How many letters are not sent yet, whether or not their time has come."""
    return int(db.execute("SELECT count(*) FROM outbox WHERE sent_at IS NULL").fetchone()[0])


def mark_sent(db: Database, letter: int, now: datetime) -> None:
    """The letter is out; it waits no more."""
    db.execute(
        "UPDATE outbox SET sent_at = ?, attempts = attempts + 1, last_error = NULL WHERE id = ? AND sent_at IS NULL",
        [moment(now), letter],
    )


def mark_failed(db: Database, letter: int, error: str, now: datetime) -> None:
    """Keep the letter, and why it failed; it waits a minute, then twice as long each time, six hours at most."""
    row = db.execute("SELECT attempts FROM outbox WHERE id = ? AND sent_at IS NULL", [letter]).fetchone()
    if row is None:
        return
    wait = min(_FIRST_WAIT * 2 ** min(row[0], 10), _LONGEST_WAIT)
    db.execute(
        "UPDATE outbox SET attempts = attempts + 1, next_try_at = ?, last_error = ? WHERE id = ?",
        [moment(now + wait), storable(error)[:500], letter],
    )


def _letter(row: Row) -> Letter:
    return Letter(
        id=row["id"],
        move=read_move_text(row["whole"]),
        verdict=Verdict(row["verdict"]),
        message_id=row["message_id"],
        created_at=datetime.fromisoformat(row["created_at"]),
        attempts=row["attempts"],
        article_url=row["article_url"],
        because=read_list(row["because"]),
    )
