"""Whole copies of the database: written aside, checked, and only then named; never over a file that is there."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlite_utils import Database

from crawler.errors import StoreError

# How complaints begin that have no code of their own: what we wrote can always be read as text and as JSON.
_NEVER_WRITTEN = ("Could not decode to UTF-8", "malformed JSON")
_MOST_TOLD = 3  # complaints of one check; a damaged file has hundreds


def back_up(db: Database, path: Path, label: str) -> Path:
    """A whole copy beside the database, never over an earlier one; gives its path."""
    target = free_name(path, label)
    copy_to(db, target)
    return target


def copy_to(db: Database, target: Path) -> None:
    """A whole copy in one file, also while a crawl writes; it has its name only after it passed its check.

    Raises StoreError where the copy is not sound, which means that the database is not.
    """
    part = target.with_name(target.name + ".part")
    part.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(part)) as copy:
            db.conn.backup(copy)
            # One file without a -wal beside it: it can be carried away and read from a disk that cannot be written.
            copy.execute("PRAGMA journal_mode = DELETE").fetchone()
            if wrong := complaints(copy):
                raise StoreError(
                    f"the copy fails its check: {wrong[0]}", where=str(target), remedy="Run labmoves doctor"
                )
        part.rename(target)
    finally:
        part.unlink(missing_ok=True)


def complaints(conn: sqlite3.Connection) -> list[str]:
    """What SQLite's own check finds wrong in the file, and rows that refer to none; empty for a sound one."""
    try:
        found = [str(row[0]) for row in conn.execute(f"PRAGMA integrity_check({_MOST_TOLD})")]
        if found != ["ok"]:
            return found
        loose = conn.execute("PRAGMA foreign_key_check").fetchmany(_MOST_TOLD)
    except sqlite3.DatabaseError as error:
        if code_of(error) != sqlite3.SQLITE_CORRUPT:
            raise
        return [str(error)]  # so badly damaged that the check itself gives up
    return [f"row {row[1]} of {row[0]} refers to a row of {row[2]} that is not there" for row in loose]


def free_name(path: Path, label: str) -> Path:
    """The first of `labmoves.db.LABEL.backup`, `labmoves.db.LABEL-2.backup` and so on that no file has."""
    number, target = 1, path.with_name(f"{path.name}.{label}.backup")
    while target.exists():
        number += 1
        target = path.with_name(f"{path.name}.{label}-{number}.backup")
    return target


def code_of(error: sqlite3.Error) -> int:
    """SQLite's primary result code; that of a damaged file for a text or a JSON that is none."""
    code: int = getattr(error, "sqlite_errorcode", 0)
    return sqlite3.SQLITE_CORRUPT if str(error).startswith(_NEVER_WRITTEN) else code & 0xFF
