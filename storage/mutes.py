"""What nobody wants letters about for a while: written by hand, each with its reason, kept when it has ended."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlite_utils import Database

from crawler.letter import Mute, MuteKind
from storage.database import insert
from storage.rows import Row, listed, moment, read_list, read_moment, read_one_of, read_time, storable


def save(db: Database, mute: Mute) -> Mute:
    """Keep a new one; gives it with its number."""
    row = {
        "kind": mute.kind.value,
        "subject": storable(mute.subject),
        "names": listed(mute.names),
        "because": storable(mute.because),
        "at": moment(mute.at),
        "until": None if mute.until is None else moment(mute.until),
    }
    return replace(mute, id=insert(db, "mutes", row))


def in_force(db: Database, now: datetime) -> list[Mute]:
    """Those that have neither run out nor been lifted, the newest first."""
    rows = db.query(
        "SELECT * FROM mutes WHERE lifted_at IS NULL AND (until IS NULL OR until > ?) ORDER BY id DESC", [moment(now)]
    )
    return [_mute(row) for row in rows]


def lift(db: Database, mute: int, now: datetime) -> None:
    """End one now."""
    db.execute("UPDATE mutes SET lifted_at = ? WHERE id = ? AND lifted_at IS NULL", [moment(now), mute])


def _mute(row: Row) -> Mute:
    return Mute(
        id=row["id"],
        kind=read_one_of(MuteKind, row["kind"]),
        subject=row["subject"],
        names=read_list(row["names"]),
        because=row["because"],
        at=read_time(row["at"]),
        until=read_moment(row["until"]),
    )
