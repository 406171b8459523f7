"""Whose turn it is to write: named while it lives, and not when another process has its number."""

from __future__ import annotations

import os
import re
import resource
from collections.abc import Callable
from pathlib import Path

import pytest

from crawler.errors import BusyStoreError, StoreError
from storage.lock import WriterLock, backfill_lock, no_writer, rematch_lock

needs_proc = pytest.mark.skipif(
    not Path("/proc/self/stat").exists(), reason="the system does not tell when a process began"
)


def test_the_holder_is_named_while_it_holds(tmp_path: Path) -> None:
    """By process and work; nobody before and after."""
    lock, other = WriterLock(tmp_path / "labmoves.db"), WriterLock(tmp_path / "labmoves.db")
    assert other.holder() is None
    lock.take("a crawl")
    assert other.holder() == f"process {os.getpid()}, a crawl"
    with pytest.raises(BusyStoreError, match=rf"\(process {os.getpid()}, a crawl\)"):
        other.take("another")
    lock.give_back()
    assert other.holder() is None


@pytest.mark.parametrize("lock", [WriterLock, backfill_lock, rematch_lock])
def test_no_writer_waits_for_whoever_writes(tmp_path: Path, lock: Callable[[Path], WriterLock]) -> None:
    """While one goes on nobody gets in; what was taken is given back."""
    database = tmp_path / "labmoves.db"
    going = lock(database)
    going.take("going on")
    with pytest.raises(BusyStoreError, match="going on"), no_writer(database, "upgrading"):
        pytest.fail("it got in")
    going.give_back()
    with no_writer(database, "upgrading"), pytest.raises(BusyStoreError, match="upgrading"):
        going.take("too soon")
    going.take("now")
    going.give_back()


def test_a_full_disk_is_told_as_one(tmp_path: Path) -> None:
    """The lock cannot name its holder, and the next one finds it free."""
    lock = WriterLock(tmp_path / "labmoves.db")
    room = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, room[1]))
    try:
        with pytest.raises(StoreError, match=r"\.lock\] the lock file cannot be written: .*Free some space"):
            lock.take("a crawl")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, room)
    with no_writer(tmp_path / "labmoves.db", "another"):
        pass


@needs_proc
def test_a_number_that_another_process_has_by_now_is_nobody(tmp_path: Path) -> None:
    """The holder was killed, and its number went round; the file still names it."""
    lock = WriterLock(tmp_path / "labmoves.db")
    lock.take("a crawl")
    path = tmp_path / "labmoves.db.lock"
    said = path.read_text(encoding="utf-8")
    assert re.fullmatch(rf"process {os.getpid()}, a crawl\n\d+", said)
    lock.give_back()
    path.write_text(said, encoding="utf-8")
    assert WriterLock(tmp_path / "labmoves.db").holder() == f"process {os.getpid()}, a crawl"
    path.write_text(re.sub(r"\d+$", "1", said), encoding="utf-8")
    assert WriterLock(tmp_path / "labmoves.db").holder() is None


@pytest.mark.parametrize("said", ["", "process", "process x, a crawl", "process 99999999999999999999, a crawl", "\n\n"])
def test_a_file_that_names_nobody(tmp_path: Path, said: str) -> None:
    """Whatever stands in it."""
    (tmp_path / "labmoves.db.lock").write_text(said, encoding="utf-8")
    assert WriterLock(tmp_path / "labmoves.db").holder() is None


def test_a_file_of_an_older_version_is_believed(tmp_path: Path) -> None:
    """It does not say when its process began."""
    (tmp_path / "labmoves.db.lock").write_text(f"process {os.getpid()}, a crawl", encoding="utf-8")
    assert WriterLock(tmp_path / "labmoves.db").holder() == f"process {os.getpid()}, a crawl"
