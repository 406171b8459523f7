"""Opening the file: what SQLite is told, what is checked, and what each of its complaints means for a person."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from sqlite_utils import Database, Migrations

from crawler.errors import FutureStoreError, StoreError
from storage.copies import back_up, code_of
from storage.lock import no_writer
from storage.migrations import NEEDS
from storage.rows import RESTORE, Row

BUSY_SECONDS = 10.0  # longest wait for another writer; our transactions take milliseconds
_APPLICATION_ID = 0x6C616273  # "labs"; `file` and we tell our databases from others by it

# Primary result code → what happened, what to do.
_TROUBLES = {
    sqlite3.SQLITE_BUSY: ("another program is writing it", "Try again in a moment"),
    sqlite3.SQLITE_LOCKED: ("another program is writing it", "Try again in a moment"),
    sqlite3.SQLITE_READONLY: (
        "it cannot be written",
        "Make the file and its folder writable, or name another database",
    ),
    sqlite3.SQLITE_PERM: ("it cannot be written", "Make the file and its folder writable, or name another database"),
    sqlite3.SQLITE_FULL: ("the disk is full", "Free some space and run the same command again; nothing stored is lost"),
    sqlite3.SQLITE_IOERR: (
        "the disk reports an error",
        "Check the disk and its free space, then run the command again",
    ),
    sqlite3.SQLITE_CANTOPEN: ("it cannot be opened", "Name a file, in a folder that exists and may be written"),
    sqlite3.SQLITE_NOTADB: ("the file is not a database", "Name another file; this one was left as it is"),
    sqlite3.SQLITE_CORRUPT: ("the file is damaged", RESTORE),
}


@contextmanager
def told(path: Path) -> Iterator[None]:
    """SQLite's complaints about file, disk and other programs as a StoreError; a bug of ours keeps its traceback."""
    try:
        yield
    except sqlite3.Error as error:
        trouble = _TROUBLES.get(code_of(error))
        if trouble is None:
            raise
        if path.is_file() and not os.access(path, os.R_OK):
            trouble = "it may not be read", "Make the file readable for who runs labmoves, or name another database"
        raise StoreError(trouble[0], where=str(path), remedy=trouble[1]) from error
    except StoreError as error:
        error.where = error.where or str(path)
        raise


@contextmanager
def writing(db: Database) -> Iterator[None]:
    """One transaction that is a writer from its first statement; a part of the one that goes on, where one does.

    `Database.atomic` begins as a reader, and a reader whose view went stale cannot become a writer, however it waits.
    """
    if db.conn.in_transaction:
        yield
        return
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.commit()  # one that fails may leave the transaction open, and the next would be taken for a part of it
    except BaseException:
        db.rollback()
        raise


def insert(db: Database, table: str, row: Row, *, on_conflict: str = "") -> int:
    """Add one row; gives its rowid. `on_conflict` is SQL, such as DO NOTHING."""
    columns = ", ".join(f'"{name}"' for name in row)
    end = f" ON CONFLICT {on_conflict}" if on_conflict else ""
    cursor = db.execute(
        f"INSERT INTO {table} ({columns}) VALUES ({', '.join('?' * len(row))}){end}",  # noqa: S608 - all names are ours
        list(row.values()),
    )
    return int(cursor.lastrowid or 0)


def put(db: Database, table: str, row: Row, *, key: str) -> None:
    """Add one row, or give the one with the same `key` (its columns, comma-separated) these values."""
    # The key's own columns stay out: setting them would make SQLite look for rows that refer to the old key.
    changed = ", ".join(f'"{name}" = excluded."{name}"' for name in row if name not in key.split(", "))
    insert(db, table, row, on_conflict=f"({key}) DO UPDATE SET {changed}")


def open_to_write(path: Path, steps: Migrations) -> Database:
    """The database, made or upgraded where needed, with a backup first where an upgrade meets stored data."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"its folder cannot be made: {error.strerror or error}", where=str(path), remedy="Name another database"
        ) from error
    db = Database(sqlite3.connect(path, timeout=BUSY_SECONDS), execute_plugins=False)
    try:
        check_ours(db, path, steps)
        # A reader never waits for the writer. NORMAL does not wait for the disk at each commit: a power cut may take
        # the last articles back, each whole with its visit and letters, and the next run reads them again.
        if db.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
            db.execute("PRAGMA journal_mode = WAL").fetchone()
        db.execute("PRAGMA synchronous = NORMAL")
        db.execute("PRAGMA foreign_keys = ON")
        if steps.pending(db):
            _upgrade(db, path, steps)
    except BaseException:
        db.close()
        raise
    return db


def check_there(path: Path) -> None:
    """Raises StoreError where there is no database yet, or a folder in its place."""
    if path.is_dir():
        raise StoreError("it is a folder", where=str(path), remedy="Name a file in it")
    if not path.is_file() or path.stat().st_size == 0:
        raise StoreError("there is no database yet", where=str(path), remedy="`labmoves crawl` makes it")


def open_to_read(path: Path, steps: Migrations) -> Database:
    """The database, never written to; also on a read-only disk. Raises StoreError where there is none yet."""
    check_there(path)
    db = open_as_it_is(path, steps)
    if steps.pending(db):
        db.close()
        raise StoreError("it was written by an older version", where=str(path), remedy="`labmoves crawl` upgrades it")
    return db


def open_as_it_is(path: Path, steps: Migrations) -> Database:
    """A file of this version or an older one, never written to."""
    uri = path.resolve().as_uri() + "?mode=ro"
    # On a read-only disk SQLite cannot make its -shm file; with no -wal file beside it the database is whole as it is.
    tries = [uri] if path.with_name(path.name + "-wal").exists() else [uri, uri + "&immutable=1"]
    for attempt in tries:
        db = Database(sqlite3.connect(attempt, uri=True, timeout=BUSY_SECONDS), execute_plugins=False)
        try:
            check_ours(db, path, steps)
        except sqlite3.OperationalError as error:
            db.close()
            if attempt == tries[-1] or code_of(error) not in (
                sqlite3.SQLITE_CANTOPEN,
                sqlite3.SQLITE_READONLY,
            ):
                raise
            continue
        except BaseException:
            db.close()
            raise
        return db
    raise AssertionError("one of the tries returns or raises")


def check_ours(db: Database, path: Path, steps: Migrations) -> None:
    """Raises StoreError for another program's database, FutureStoreError for one with a step that is not in `steps`."""
    names = {row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()}
    if not names:
        return
    applied = {step.name for step in steps.applied(db)}
    if not applied:
        raise StoreError(
            "it is a database of another program",
            where=str(path),
            remedy="Name another file; this one was left as it is",
        )
    newer = sorted(applied - {step.name for step in steps.pending(Database(memory=True))})
    if newer:
        needs = db.execute("SELECT value FROM meta WHERE name = 'needs'").fetchone()
        raise FutureStoreError(
            f"it holds step {newer[-1]}, which this version does not know",
            where=str(path),
            remedy=f"Install labmoves {needs[0] if needs else ''} or newer; the file was left as it is",
        )


def _upgrade(db: Database, path: Path, steps: Migrations) -> None:
    """All pending steps in one transaction: after a failure the file is what it was, and the backup is there too."""
    with no_writer(path, "upgrading the database", wait=BUSY_SECONDS):
        applied = [step.name for step in steps.applied(db)]
        if not steps.pending(db):
            return  # another process was faster
        if applied:
            back_up(db, path, applied[-1])
        with writing(db):
            db.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
            steps.apply(db)
            newest = steps.applied(db)[-1].name
            for name, value in (("schema", newest), ("needs", NEEDS), ("written_by", _our_version())):
                db.execute("INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)", [name, value])


def _our_version() -> str:
    try:
        return version("labmoves")
    except PackageNotFoundError:
        return "unknown"
