"""Is the database well? What SQLite says of the file, what is missing in it, what waits, and what was cut off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlite_utils import Database

from storage import texts
from storage.copies import complaints
from storage.lock import WriterLock, backfill_lock, rematch_lock
from storage.outbox import backlog
from storage.runs import BACKFILL, CRAWLS, REMATCH, only

LONGEST_WAIT = timedelta(days=1)  # a letter tried in vain that waits longer is not coming through by itself
_LONGEST_DIGEST = timedelta(days=8)  # one never tried waits for a weekly letter at most

# What no constraint of the schema can promise: each counts rows that something else should be there for.
_ORPHANS = {
    "moves without a version": "SELECT count(*) FROM moves m WHERE NOT EXISTS (SELECT 1 FROM move_versions v "
    "WHERE v.move = m.key AND v.version = m.version)",
    "moves that no name leads to": "SELECT count(*) FROM moves WHERE key NOT IN (SELECT move FROM name_keys)",
    "moves that no mention speaks of": "SELECT count(*) FROM moves m WHERE merged_into IS NULL AND NOT EXISTS "
    "(SELECT 1 FROM mentions WHERE move = m.key)",
    "articles without their text": "SELECT count(*) FROM articles a WHERE NOT EXISTS (SELECT 1 FROM article_versions v "
    "JOIN texts t ON t.id = v.content WHERE v.article = a.id AND v.version = a.version AND v.text_hash = a.text_hash)",
    "articles that no search finds": "SELECT count(*) FROM articles WHERE (id << 20) + version NOT IN "
    "(SELECT id FROM search_docsize)",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that was looked at: `health` is ok, warning (it mends itself, or can wait) or failing."""

    check: str
    health: str
    detail: str


def examine(db: Database, path: Path, now: datetime) -> list[Finding]:
    """Everything that can be looked at; a file that is damaged is not looked into any further."""
    file = _file(db, path)
    wrong = complaints(db.conn)
    sound = Finding(
        check="integrity",
        health="failing" if wrong else "ok",
        detail="; ".join(wrong) + ". Restore a backup" if wrong else "SQLite finds nothing wrong",
    )
    return [file, sound] if wrong else [file, sound, _orphans(db), _letters(db, now), _runs(db, path)]


def _file(db: Database, path: Path) -> Finding:
    meta = dict(db.execute("SELECT name, value FROM meta").fetchall())
    log = path.with_name(path.name + "-wal")
    size = path.stat().st_size + (log.stat().st_size if log.exists() else 0)
    made = f"schema {meta.get('schema')}, by labmoves {meta.get('written_by')}"
    return Finding(check="file", health="ok", detail=f"{size / 1e6:.1f} MB, {made}")


def _orphans(db: Database) -> Finding:
    found = [f"{count} {what}" for what, sql in _ORPHANS.items() if (count := db.execute(sql).fetchone()[0])]
    if count := texts.damaged(db):
        found.append(f"{count} texts are damaged. Restore a backup")
    return Finding(
        check="orphans", health="failing" if found else "ok", detail="; ".join(found) or "every row has what it needs"
    )


def _letters(db: Database, now: datetime) -> Finding:
    held = backlog(db)
    if held.dead:
        told = f"{held.dead} that no server takes; `alerts list --dead` has the answers, `alerts retry` tries again"
        return Finding(check="letters", health="failing", detail=told)
    if held.oldest is None:
        return Finding(check="letters", health="ok", detail="none waits")
    late = now - held.oldest > (LONGEST_WAIT if held.tried else _LONGEST_DIGEST)
    vain = f"{held.tried} of them tried in vain" if held.tried else "none of them tried"
    return Finding(
        check="letters",
        health="failing" if late and held.tried else "warning" if late or held.tried else "ok",
        detail=f"{held.waiting} waiting, {vain}, the oldest since {held.oldest:%Y-%m-%d}; `alerts list` has them",
    )


def _runs(db: Database, path: Path) -> Finding:
    """What goes on, and what was cut off and is not made up for yet."""
    last = _last_ended(db, "sources <> '[]'")
    going, cut_off = list[str](), list[str]()
    kinds = [(WriterLock(path), CRAWLS, last, "the next crawl makes up for it")]
    for lock, command in ((backfill_lock(path), BACKFILL), (rematch_lock(path), REMATCH)):
        own = only(command)
        kinds.append((lock, own, _last_ended(db, own), f"the next {command} goes on where it was"))
    for lock, which, ended, then in kinds:
        begun = _without_end(db, which, ended)
        if begun and (holder := lock.holder()):
            going.append(f"one goes on: {holder}")
        elif begun:
            cut_off.append(f"{', '.join(begun)} cut off; {then}")
    newest = _last_ended(db, "TRUE")
    detail = "; ".join([*cut_off, *going]) or (f"the last one that ended is run {newest}" if newest else "none yet")
    return Finding(check="runs", health="warning" if cut_off else "ok", detail=detail)


def _last_ended(db: Database, which: str) -> int:
    found = db.execute(f"SELECT max(id) FROM runs WHERE outcome IS NOT NULL AND {which}").fetchone()[0]  # noqa: S608 - fixed
    return found or 0


def _without_end(db: Database, which: str, after: int) -> list[str]:
    """The runs of one kind since the last that ended: what an earlier one missed, that one has read."""
    rows = db.execute(
        f"SELECT id, started_at FROM runs WHERE outcome IS NULL AND id > ? AND {which} ORDER BY id DESC LIMIT 5",  # noqa: S608 - fixed
        [after],
    ).fetchall()
    return [f"run {number} of {at[:16].replace('T', ' ')} UTC" for number, at in rows]
