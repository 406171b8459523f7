"""Letters that wait: written with the decision they tell of, sent later, marked after sending."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlite_utils import Database

from crawler.model import Decision, Letter, Verdict
from storage.database import insert
from storage.rows import Row, listed, moment, move_text, read_list, read_moment, read_move_text, storable

WAITING = "sent_at IS NULL AND withheld IS NULL"
_FIRST_WAIT = timedelta(minutes=1)
_LONGEST_WAIT = timedelta(hours=6)  # a mail server that is down for a night is asked a few times, not hundreds


@dataclass(frozen=True, slots=True, kw_only=True)
class Posting:
    """A letter and what became of it; `sent_at` is None while it waits, until `next_try_at` at least."""

    letter: Letter
    next_try_at: datetime
    sent_at: datetime | None = None
    last_error: str | None = None
    withheld: str | None = None  # why it is not to be sent


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
    rows = db.query(f"SELECT * FROM outbox WHERE {WAITING} AND next_try_at <= ?", [moment(now)])  # noqa: S608 - fixed text
    return sorted((_letter(row) for row in rows), key=lambda letter: letter.id)


def postings(db: Database, *, waiting: bool, limit: int | None) -> list[Posting]:
    """The letters with what became of each, the newest first; `waiting` leaves out those that were sent."""
    where = f"WHERE {WAITING}" if waiting else ""
    rows = db.query(f"SELECT * FROM outbox {where} ORDER BY id DESC LIMIT ?", [-1 if limit is None else limit])  # noqa: S608 - one of two texts above
    return [
        Posting(
            letter=_letter(row),
            next_try_at=datetime.fromisoformat(row["next_try_at"]),
            sent_at=read_moment(row["sent_at"]),
            last_error=row["last_error"],
            withheld=row["withheld"],
        )
        for row in rows
    ]


def hurry(db: Database, now: datetime) -> None:
    """Make every letter that waits due now."""
    db.execute(f"UPDATE outbox SET next_try_at = ? WHERE {WAITING} AND next_try_at > ?", [moment(now)] * 2)  # noqa: S608 - fixed text


def withhold(db: Database, move: str, why: str) -> int:
    """Keep the waiting letters of a move back; gives how many there are."""
    keep = f"UPDATE outbox SET withheld = ? WHERE move = ? AND {WAITING}"  # noqa: S608 - fixed text
    return int(db.execute(keep, [why, move]).rowcount)


def release(db: Database, why: str) -> int:
    """Let the letters wait again that were kept back for this reason; gives how many there are."""
    return int(db.execute("UPDATE outbox SET withheld = NULL WHERE withheld = ?", [why]).rowcount)


def again(db: Database, move: str, now: datetime) -> int:
    """Make the letters of a move wait as if never sent; gives how many there are."""
    reset = (
        "UPDATE outbox SET sent_at = NULL, attempts = 0, next_try_at = ?, last_error = NULL, recipients = '[]' "
        "WHERE move = ?"
    )
    return int(db.execute(reset, [moment(now), move]).rowcount)


def unsent(db: Database) -> int:
    """How many letters are not sent yet, whether or not their time has come."""
    return int(db.execute(f"SELECT count(*) FROM outbox WHERE {WAITING}").fetchone()[0])  # noqa: S608 - fixed text


def mark_sent(db: Database, letter: int, now: datetime, trouble: str | None) -> None:
    """The letter is out; it waits no more. `trouble` says which recipients were refused for good."""
    db.execute(
        "UPDATE outbox SET sent_at = ?, attempts = attempts + 1, last_error = ?, recipients = '[]' "
        "WHERE id = ? AND sent_at IS NULL",
        [moment(now), None if trouble is None else storable(trouble)[:500], letter],
    )


def mark_failed(db: Database, letter: int, error: str, now: datetime, recipients: Sequence[str]) -> None:
    """Keep the letter, and why it failed; it waits a minute, then twice as long each time, six hours at most.

    `recipients` names those it still waits for, where others have it; none named: it waits for the same as before.
    """
    row = db.execute("SELECT attempts FROM outbox WHERE id = ? AND sent_at IS NULL", [letter]).fetchone()
    if row is None:
        return
    wait = min(_FIRST_WAIT * 2 ** min(row[0], 10), _LONGEST_WAIT)
    db.execute(
        "UPDATE outbox SET attempts = attempts + 1, next_try_at = ?, last_error = ? WHERE id = ?",
        [moment(now + wait), storable(error)[:500], letter],
    )
    if recipients:
        db.execute("UPDATE outbox SET recipients = ? WHERE id = ?", [listed(recipients), letter])


def _letter(row: Row) -> Letter:
    return Letter(
        id=row["id"],
        move=read_move_text(row["whole"]),
        verdict=Verdict(row["verdict"]),
        message_id=row["message_id"],
        recipients=read_list(row["recipients"]),
        created_at=datetime.fromisoformat(row["created_at"]),
        attempts=row["attempts"],
        article_url=row["article_url"],
        because=read_list(row["because"]),
    )
