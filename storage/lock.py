"""One crawl writes a database at a time: a lock on a file beside it, which the system gives back when we die.

A backfill and a rematch have locks of their own: they write beside crawls, since they read what they decide on and
store what they decided in one transaction.
"""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from crawler.errors import BusyStoreError, StoreError


class WriterLock:
    """Held from `take` to `give_back`, or until the process ends; the file names who holds it."""

    def __init__(self, database: Path, of: str = "") -> None:
        """`of` is the command whose lock it is, where that is none of those that wait for each other."""
        self._path = database.with_name(f"{database.name}.{of}.lock" if of else f"{database.name}.lock")
        self._doing = f"another {of} goes on" if of else "another crawl is writing it"
        self._database = database
        self._file: IO[str] | None = None

    def take(self, what: str, *, wait: float = 0.0) -> None:
        """Take the lock for `what`, waiting up to `wait` seconds; raises BusyStoreError naming who holds it.

        Raises StoreError where no lock can be made, as in a folder that cannot be written.
        """
        if self._file is not None:
            return
        until = time.monotonic() + wait
        try:
            file = self._path.open("a+", encoding="utf-8")
        except OSError as error:
            raise StoreError(
                f"no lock file can be made: {error.strerror or error}",
                where=str(self._path),
                remedy="Make the folder writable, or name another database",
            ) from error
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except OSError as error:
                if time.monotonic() < until:
                    time.sleep(0.05)
                    continue
                raise self._busy(file) from error
        try:
            file.truncate(0)
            file.write(f"process {os.getpid()}, {what}\n{_born(os.getpid())}")
            file.flush()
        except OSError as error:
            with suppress(OSError):  # it tries to write again
                file.close()
            raise StoreError(
                f"the lock file cannot be written: {error.strerror or error}",
                where=str(self._path),
                remedy="Free some space and run the same command again; nothing stored is lost",
            ) from error
        self._file = file

    def give_back(self) -> None:
        """Let the next one write; harmless where the lock is not held."""
        if self._file is not None:
            with suppress(OSError):
                self._file.truncate(0)
            self._file.close()
            self._file = None

    def holder(self) -> str | None:
        """Who holds the lock, as its file names it; None where nobody does. Never stands in anybody's way.

        The file of one that was killed names its process still; another that has its number by now was born later.
        """
        try:
            said, _, born = self._path.read_text(encoding="utf-8").partition("\n")
            process = int(said.removeprefix("process ").partition(",")[0])
            os.kill(process, 0)
        except PermissionError:  # it lives, and is somebody else's
            pass
        except (OSError, ValueError, OverflowError):
            return None
        now = _born(process)
        return said if born == now or not (born and now) else None

    def _busy(self, file: IO[str]) -> BusyStoreError:
        file.seek(0)
        holder = file.readline(200).strip() or "another process"
        file.close()
        return BusyStoreError(
            f"{self._doing} ({holder})",
            where=str(self._database),
            remedy="Wait until it is done, or stop it; reading works meanwhile",
        )


def daemon_lock(database: Path) -> WriterLock:
    """What the one daemon that watches a database holds while it runs; crawls by hand go on beside it."""
    return WriterLock(database, "daemon")


def backfill_lock(database: Path) -> WriterLock:
    """What the one backfill of a database holds while it runs; crawls go on beside it."""
    return WriterLock(database, "backfill")


def rematch_lock(database: Path) -> WriterLock:
    """What the one rematch of a database holds while it writes; crawls go on beside it."""
    return WriterLock(database, "rematch")


@contextmanager
def no_writer(database: Path, what: str, *, wait: float = 0.0) -> Iterator[None]:
    """While inside, no crawl, backfill or rematch goes on. Raises BusyStoreError and StoreError as `take` does."""
    locks = (WriterLock(database), backfill_lock(database), rematch_lock(database))
    try:
        for lock in locks:
            lock.take(what, wait=wait)
        yield
    finally:
        for lock in locks:
            lock.give_back()


def _born(process: int) -> str:
    """When a process began, in clock ticks since the machine did; empty where the system does not tell (macOS)."""
    try:
        told = Path(f"/proc/{process}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    return told.rpartition(")")[2].split()[19]  # field 22 of proc(5); the name before it may hold anything
