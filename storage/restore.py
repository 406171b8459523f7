"""A backup put in the database's place: checked first, swapped in at once, with the replaced file kept beside it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from sqlite_utils import Database, Migrations

from crawler.errors import BusyStoreError, FutureStoreError, InputError, RequestError, StoreError
from storage.copies import code_of, complaints, copy_to, free_name
from storage.database import check_ours, open_as_it_is, told
from storage.lock import no_writer
from storage.openers import openers

_AS_IT_WAS = "The database was left as it is; name another backup"
_IN_USE = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def restore(backup: Path, path: Path, steps: Migrations) -> Path | None:
    """Put a copy of the backup in the database's place; gives where the replaced file lies, None where there was none.

    The backup itself is only read. Raises InputError for one that is not there or is the database itself,
    FutureStoreError for one of a newer version, StoreError for one that is no backup of ours or fails its check,
    BusyStoreError where any program has the database open; in each case nothing has changed.
    """
    if not backup.is_file():
        raise InputError("there is no such file", where=str(backup), remedy=_AS_IT_WAS)
    if path.exists() and backup.samefile(path):
        raise RequestError("this is the database itself", where=str(backup), remedy="Name a backup of it")
    with _on_disk(path):
        path.parent.mkdir(parents=True, exist_ok=True)
    with no_writer(path, "restoring a backup"):
        path = path.resolve()  # a link to the database goes on leading to it
        ready = path.with_name(path.name + ".restoring")
        try:
            with _on_disk(path), told(backup), closing(_sound(backup, steps)) as db, told(path):
                ready.unlink(missing_ok=True)
                copy_to(db, ready)
            with _on_disk(path), told(path), _alone(path, steps):
                return _swap(ready, path)
        finally:
            with suppress(OSError):
                ready.unlink(missing_ok=True)


@contextmanager
def _on_disk(path: Path) -> Iterator[None]:
    """What the system refuses, a full disk or a folder that cannot be written, as a StoreError."""
    try:
        yield
    except OSError as error:
        raise StoreError(
            f"the backup cannot be put there: {error.strerror or error}",
            where=str(path),
            remedy="Free some space or make the folder writable, and run it again; nothing has changed",
        ) from error


def _sound(backup: Path, steps: Migrations) -> Database:
    db = open_as_it_is(backup, steps)
    try:
        if not steps.applied(db):
            raise StoreError("it is empty", where=str(backup), remedy=_AS_IT_WAS)
        if wrong := complaints(db.conn):
            raise StoreError(f"it fails its check: {wrong[0]}", where=str(backup), remedy=_AS_IT_WAS)
    except BaseException:
        db.close()
        raise
    return db


@contextmanager
def _alone(path: Path, steps: Migrations) -> Iterator[None]:
    """While inside, no other program has the database open; for a damaged one only the writer's lock speaks.

    Its -wal file is worked into it first, so that what is set aside is whole.
    """
    if not path.exists():
        yield
        return
    with closing(Database(sqlite3.connect(path, timeout=0, isolation_level=None), execute_plugins=False)) as db:
        try:
            with suppress(FutureStoreError):  # going back to an older version is what a backup is for
                check_ours(db, path, steps)
            db.execute("PRAGMA journal_mode = DELETE").fetchone()  # refused while there is another connection
            db.execute("BEGIN EXCLUSIVE")
        except sqlite3.DatabaseError as error:
            code = code_of(error)
            if code in _IN_USE:
                named = "; ".join(openers(path)) or "such as `labmoves serve`, or a command that reads it"
                raise BusyStoreError(
                    f"another program has it open ({named})", where=str(path), remedy="End it first"
                ) from error
            if code not in _DAMAGED:
                raise
        yield


def _swap(ready: Path, path: Path) -> Path | None:
    """Put the ready file in the place of the present one, which gets another name; all of it or nothing.

    There is a database at every moment. A -wal file left over goes with the file that it belongs to: SQLite would work
    it into the restored one.
    """
    if not path.exists():
        ready.replace(path)
        return None
    kept = free_name(path, "replaced")
    moved: list[tuple[Path, Path]] = []
    try:
        for tail in ("-wal", "-shm"):
            beside, there = (each.with_name(each.name + tail) for each in (path, kept))
            if beside.exists():
                beside.rename(there)
                moved.append((beside, there))
        _second_name(path, kept)
        ready.replace(path)
    except OSError:
        if not path.exists():
            kept.rename(path)
        kept.unlink(missing_ok=True)
        for beside, there in moved:
            there.rename(beside)
        raise
    return kept


def _second_name(path: Path, name: Path) -> None:
    try:
        name.hardlink_to(path)
    except OSError:  # some file systems have no second names; then there is none at all for a moment
        path.rename(name)
