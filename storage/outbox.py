"""Letters that wait: written with the decision they tell of, one for each subscriber, sent later, marked after sending.

A letter is *waiting*, *sent*, *dead* (no server will take it, until somebody asks to try again) or *withheld* (nobody
is to have it any more). One that is held by a digest shares the digest's fate.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlite_utils import Database

from crawler.letter import Letter, LetterKind, News, Notice
from crawler.model import Decision, Verdict
from crawler.text.marking import trigger_words
from storage.database import insert
from storage.rows import (
    Row,
    as_written,
    listed,
    moment,
    move_text,
    read_list,
    read_moment,
    read_move_text,
    read_one_of,
    read_time,
    storable,
)

# Whoever is named in [mail] recipients has the letters together: one subscriber, and the only one before there were
# others, whose letters keep the Message-IDs that they had.
RECIPIENTS = "recipients"
_FIRST_WAIT = timedelta(minutes=1)
_LONGEST_WAIT = timedelta(hours=6)  # a mail server that is down for a night is asked a few times, not hundreds
# What a letter of its own, one that no digest holds, is by its columns.
_WAITING = "digest IS NULL AND sent_at IS NULL AND dead_at IS NULL AND withheld IS NULL"
_DEAD = "digest IS NULL AND sent_at IS NULL AND dead_at IS NOT NULL AND withheld IS NULL"
_STATES = {
    "waiting": _WAITING,
    "sent": "digest IS NULL AND sent_at IS NOT NULL",
    "dead": _DEAD,
    "withheld": "digest IS NULL AND sent_at IS NULL AND withheld IS NOT NULL",
}
_HELD = "SELECT * FROM outbox WHERE digest = ? AND withheld IS NULL ORDER BY id"
_ABOUT = "(:move IS NULL OR id IN (SELECT coalesce(digest, id) FROM outbox WHERE move = :move))"
_MOST_EARLIER = 20  # Message-IDs in a References header


@dataclass(frozen=True, slots=True, kw_only=True)
class Posting:
    """A letter and what became of it; while it waits, it is not tried before `next_try_at`."""

    letter: Letter
    next_try_at: datetime
    sent_at: datetime | None = None
    dead_at: datetime | None = None  # given up, because of `last_error`
    withheld: str | None = None  # why it is not to be sent
    last_error: str | None = None

    @property
    def state(self) -> str:
        """One of sent, withheld, dead, waiting."""
        for name, held in (("sent", self.sent_at), ("withheld", self.withheld), ("dead", self.dead_at)):
            if held is not None:
                return name
        return "waiting"


@dataclass(frozen=True, slots=True, kw_only=True)
class Backlog:
    """What is not out: how many letters wait, how many of these were tried in vain, how many no server takes."""

    waiting: int = 0
    tried: int = 0
    oldest: datetime | None = None  # of those that wait: when it was written
    dead: int = 0


def write(db: Database, decision: Decision, version: int, now: datetime) -> None:
    """Put the decision's letters into the outbox; the same subscriber, move, verdict and version never make two."""
    # The first word that a reader gets of a move is new to them, whatever it changed in the store.
    told = decision.verdict if decision.verdict in (Verdict.CONFIRMED, Verdict.DENIED) else Verdict.NEW
    move = decision.move
    for subscriber in sorted(decision.tell):
        row = {
            "subscriber": storable(subscriber),
            "kind": LetterKind.NEWS.value,
            "move": move.key,
            "version": version,
            "verdict": told.value,
            "because": listed(decision.because),
            "whole": move_text(move),
            "article_url": storable(decision.article_url),
            "marks": listed(trigger_words(decision.mention.reasons)),
            "message_id": message_id(subscriber, move.key, told.value, str(version)),
            "created_at": moment(now),
            "next_try_at": moment(now),
        }
        insert(db, "outbox", row, on_conflict="DO NOTHING")


def message_id(subscriber: str, *parts: str) -> str:
    """The Message-ID of a letter, the same each time it is sent; `.invalid` is reserved, so it is nobody's domain."""
    name = [] if subscriber == RECIPIENTS else [hashlib.sha256(storable(subscriber).encode()).hexdigest()[:10]]
    return f"<{'.'.join((*parts, *name))}@labmoves.invalid>"


def write_notice(  # noqa: PLR0917 - the parts of a letter, once each
    db: Database, subscriber: str, kind: LetterKind, notice: Notice, name: str, now: datetime
) -> None:
    """Put a letter that is about no move into the outbox; one with the same Message-ID is not written again."""
    row = {
        "subscriber": storable(subscriber),
        "kind": kind.value,
        "whole": storable(json.dumps([notice.title, notice.rows], ensure_ascii=False)),
        "message_id": name,
        "created_at": moment(now),
        "next_try_at": moment(now),
    }
    insert(db, "outbox", row, on_conflict="DO NOTHING")


def holds(db: Database, name: str) -> bool:
    """True where a letter with this Message-ID was written."""
    return bool(db.execute("SELECT EXISTS (SELECT 1 FROM outbox WHERE message_id = ?)", [name]).fetchone()[0])


def troubles(db: Database) -> dict[str, datetime]:
    """The sources whose trouble was told, and when."""
    return {row["source"]: read_time(row["told_at"]) for row in db.query("SELECT * FROM troubles")}


def keep_troubles(db: Database, told: Mapping[str, datetime]) -> None:
    """Remember these, and no others."""
    db.execute("DELETE FROM troubles")
    for source, at in told.items():
        insert(db, "troubles", {"source": storable(source), "told_at": moment(at)})


def heard(db: Database, moves: Iterable[str]) -> Mapping[str, frozenset[str]]:
    """A move's key → the subscribers to whom a letter has told of it, or will."""
    found: dict[str, frozenset[str]] = {}
    for move in moves:
        told = "SELECT DISTINCT subscriber FROM outbox WHERE move = ? AND withheld IS NULL"
        rows = [row for key in _whole(db, move) for row in db.query(told, [key])]
        found[move] = frozenset(row["subscriber"] for row in rows)
    return found


def _whole(db: Database, move: str) -> Iterator[str]:
    """A move's key, and those of the moves that were merged into it."""
    yield move
    for row in list(db.query("SELECT key FROM moves WHERE merged_into = ?", [move])):
        yield from _whole(db, row["key"])


def bind(db: Database, subscriber: str, until: datetime, now: datetime) -> None:
    """Make one digest of the subscriber's news that was written up to `until` and never tried; none of no news."""
    news = f"subscriber = ? AND kind = 'news' AND attempts = 0 AND created_at <= ? AND {_WAITING}"
    which = [storable(subscriber), moment(until)]
    if not db.execute(f"SELECT EXISTS (SELECT 1 FROM outbox WHERE {news})", which).fetchone()[0]:  # noqa: S608 - fixed text
        return
    name = message_id(subscriber, "digest", f"{until.astimezone(UTC):%Y%m%dT%H%M}")
    if holds(db, name):
        return  # a clock or an hour was set back: what came since goes with the next one
    row = {
        "subscriber": storable(subscriber),
        "kind": LetterKind.DIGEST.value,
        "message_id": name,
        "created_at": moment(until),
        "next_try_at": moment(now),
    }
    digest = insert(db, "outbox", row)
    db.execute(f"UPDATE outbox SET digest = ? WHERE {news}", [digest, *which])  # noqa: S608 - fixed text


def waiting(db: Database, now: datetime) -> list[Letter]:
    """The letters to send now, oldest first; one that failed lately is not among them."""
    rows = db.query(f"SELECT * FROM outbox WHERE {_WAITING} AND next_try_at <= ?", [moment(now)])  # noqa: S608 - fixed text
    return sorted((_letter(db, row) for row in rows), key=lambda letter: letter.id)


def postings(db: Database, *, states: Sequence[str], move: str | None, limit: int | None) -> list[Posting]:
    """The letters, or those about a move, the newest first; of these states only, where any are named."""
    where = " OR ".join(f"({_STATES[state]})" for state in states) or "digest IS NULL"
    rows = db.query(
        f"SELECT * FROM outbox WHERE ({where}) AND {_ABOUT} ORDER BY id DESC LIMIT :limit",  # noqa: S608 - fixed texts
        {"move": move, "limit": -1 if limit is None else limit},
    )
    return [_posting(db, row) for row in list(rows)]


def hurry(db: Database, now: datetime, *, move: str | None, dead: bool) -> None:
    """Make every letter that waits due now, or those of a move; with `dead` those given up as well."""
    values = {"now": moment(now), "move": move}
    db.execute(f"UPDATE outbox SET next_try_at = :now WHERE {_WAITING} AND next_try_at > :now AND {_ABOUT}", values)  # noqa: S608 - fixed text
    if dead:
        revived = "dead_at = NULL, attempts = 0, next_try_at = :now"
        db.execute(f"UPDATE outbox SET {revived} WHERE {_DEAD} AND {_ABOUT}", values)  # noqa: S608 - fixed text


def again(db: Database, move: str, now: datetime) -> int:
    """Make the letters of a move wait as if never sent, a digest that holds one too; gives how many there are."""
    reset = (
        "UPDATE outbox SET sent_at = NULL, dead_at = NULL, withheld = NULL, attempts = 0, next_try_at = ?, "
        "last_error = NULL, recipients = '[]' WHERE id IN (SELECT coalesce(digest, id) FROM outbox WHERE move = ?)"
    )
    return int(db.execute(reset, [moment(now), move]).rowcount)


def withhold(db: Database, move: str, why: str, *, heard_of: str | None = None) -> int:
    """Keep back the letters of a move that no server took yet; gives how many there are.

    With `heard_of`, only those to subscribers whom another letter tells of that move. A digest that holds none but
    such news is kept back too.
    """
    unsent = "SELECT id FROM outbox WHERE kind = 'digest' AND sent_at IS NULL"
    keep = (
        "UPDATE outbox SET withheld = :why WHERE move = :move AND withheld IS NULL AND sent_at IS NULL "  # noqa: S608 - fixed text
        f"AND (digest IS NULL OR digest IN ({unsent}))"
    )
    if heard_of is not None:
        keep += " AND subscriber IN (SELECT subscriber FROM outbox WHERE move = :heard_of AND withheld IS NULL)"
    kept = db.execute(keep, {"why": storable(why), "move": move, "heard_of": heard_of}).rowcount
    empty = "NOT EXISTS (SELECT 1 FROM outbox held WHERE held.digest = outbox.id AND held.withheld IS NULL)"
    db.execute(
        f"UPDATE outbox SET withheld = ? WHERE id IN ({unsent}) AND withheld IS NULL AND {empty}",  # noqa: S608 - fixed text
        [storable(why)],
    )
    return int(kept)


def release(db: Database, why: str) -> int:
    """Let the letters wait again that were kept back for this reason, and digests of them; gives how many there are."""
    freed = "UPDATE outbox SET withheld = NULL WHERE withheld = ? AND kind = 'news'"
    count = int(db.execute(freed, [storable(why)]).rowcount)
    db.execute(
        "UPDATE outbox SET withheld = NULL WHERE kind = 'digest' AND withheld IS NOT NULL "
        "AND EXISTS (SELECT 1 FROM outbox held WHERE held.digest = outbox.id AND held.withheld IS NULL)"
    )
    return count


def backlog(db: Database) -> Backlog:
    """What is not out, whether or not its time has come."""
    counts = f"SELECT count(*), count(nullif(attempts, 0)), min(created_at) FROM outbox WHERE {_WAITING}"  # noqa: S608 - fixed text
    waiting, tried, oldest = db.execute(counts).fetchone()
    dead = db.execute(f"SELECT count(*) FROM outbox WHERE {_DEAD}").fetchone()[0]  # noqa: S608 - fixed text
    return Backlog(waiting=waiting, tried=tried, oldest=read_moment(oldest), dead=dead)


def mark_sent(db: Database, letter: int, now: datetime, trouble: str | None) -> None:
    """The letter is out; it waits no more. `trouble` says which recipients were refused for good."""
    db.execute(
        "UPDATE outbox SET sent_at = ?, attempts = attempts + 1, last_error = ?, recipients = '[]' "
        "WHERE id = ? AND sent_at IS NULL",
        [moment(now), None if trouble is None else storable(trouble)[:500], letter],
    )


def mark_dead(db: Database, letter: int, error: str, now: datetime) -> None:
    """No server will take the letter: it is kept, and waits for nothing but somebody who asks to try again."""
    db.execute(
        "UPDATE outbox SET dead_at = ?, attempts = attempts + 1, last_error = ? WHERE id = ? AND sent_at IS NULL",
        [moment(now), storable(error)[:500], letter],
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


def _posting(db: Database, row: Row) -> Posting:
    return Posting(
        letter=_letter(db, row),
        next_try_at=read_time(row["next_try_at"]),
        sent_at=read_moment(row["sent_at"]),
        dead_at=read_moment(row["dead_at"]),
        withheld=row["withheld"],
        last_error=row["last_error"],
    )


def _letter(db: Database, row: Row) -> Letter:
    kind = read_one_of(LetterKind, row["kind"])
    held = [row] if kind is LetterKind.NEWS else list(db.query(_HELD, [row["id"]]))
    notice = None if kind in (LetterKind.NEWS, LetterKind.DIGEST) else _notice(row["whole"])
    return Letter(
        id=row["id"],
        subscriber=row["subscriber"],
        kind=kind,
        news=tuple(_news(db, each) for each in held),
        notice=notice,
        message_id=row["message_id"],
        recipients=read_list(row["recipients"]),
        created_at=read_time(row["created_at"]),
        attempts=row["attempts"],
    )


def _notice(whole: str) -> Notice:
    with as_written():
        title, rows = json.loads(whole)
        return Notice(title=title, rows=tuple((label, value) for label, value in rows))


def _news(db: Database, row: Row) -> News:
    before = (
        "SELECT coalesce(d.message_id, o.message_id) AS message_id FROM outbox o LEFT JOIN outbox d ON d.id = o.digest "
        "WHERE o.move = ? AND o.subscriber = ? AND o.id < ? AND o.withheld IS NULL ORDER BY o.id LIMIT ?"
    )
    earlier = db.query(before, [row["move"], row["subscriber"], row["id"], _MOST_EARLIER])
    return News(
        move=read_move_text(row["whole"]),
        verdict=read_one_of(Verdict, row["verdict"]),
        article_url=row["article_url"],
        because=read_list(row["because"]),
        marks=read_list(row["marks"]),
        earlier=tuple(dict.fromkeys(each["message_id"] for each in earlier)),
    )
