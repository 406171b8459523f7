"""Files that cannot be opened, read or written: one sentence each, and nothing lost."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest
from newsdesk import NOW, article, begin, end, mention, publish, visit

from crawler.errors import FutureStoreError, StoreError
from storage.store import Store

as_root = pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")


def test_a_missing_folder_is_made(tmp_path: Path) -> None:
    """The first crawl needs no preparation."""
    with Store.open(tmp_path / "new" / "folder" / "labmoves.db") as store:
        assert store.moves() == []


def test_reading_what_is_not_there_yet(tmp_path: Path) -> None:
    """It says what makes it, and makes nothing."""
    with pytest.raises(StoreError, match=r"no database yet.*`labmoves crawl`"):
        Store.open(tmp_path / "labmoves.db", read_only=True)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_no_database(tmp_path: Path) -> None:
    """No crawl would make one there."""
    with pytest.raises(StoreError, match="it is a folder"):
        Store.open(tmp_path, read_only=True)


@pytest.mark.parametrize("read_only", [False, True])
def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path, read_only: bool) -> None:
    """A mistyped --database does not overwrite a text file."""
    where = tmp_path / "notes.txt"
    where.write_text("These are my notes, " * 100)
    with pytest.raises(StoreError, match="not a database"):
        Store.open(where, read_only=read_only)
    assert where.read_text().startswith("These are my notes")


@pytest.mark.parametrize("read_only", [False, True])
def test_another_programs_database_is_left_alone(tmp_path: Path, read_only: bool) -> None:
    """Nothing is added to a database that is not ours."""
    where = tmp_path / "photos.db"
    other = sqlite3.connect(where)
    other.execute("CREATE TABLE photos (id INTEGER)")
    other.commit()
    other.close()
    before = where.read_bytes()
    with pytest.raises(StoreError, match="another program"):
        Store.open(where, read_only=read_only)
    assert where.read_bytes() == before


@pytest.mark.parametrize("read_only", [False, True])
def test_a_newer_version_is_refused(path: Path, read_only: bool) -> None:
    """The file names the version that it needs, and stays as it is."""
    newer = sqlite3.connect(path)
    newer.execute(
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('labmoves', '999_later', '2030')"
    )
    newer.execute("UPDATE meta SET value = '9.0' WHERE name = 'needs'")
    newer.commit()
    newer.close()
    with pytest.raises(FutureStoreError, match=r"999_later.*Install labmoves 9\.0 or newer"):
        Store.open(path, read_only=read_only)


def test_a_folder_in_the_way(tmp_path: Path) -> None:
    """A folder where the file should be, or a file where the folder should be."""
    (tmp_path / "labmoves.db").mkdir()
    with pytest.raises(StoreError, match="cannot be opened"):
        Store.open(tmp_path / "labmoves.db")
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="folder cannot be made"):
        Store.open(tmp_path / "file" / "labmoves.db")


@as_root
def test_a_read_only_folder(path: Path) -> None:
    """Reading works, writing says what to do."""
    path.parent.chmod(0o555)
    try:
        with Store.open(path, read_only=True) as store:
            assert len(store.moves()) == 1
        with pytest.raises(StoreError, match="Make the file and its folder writable"), Store.open(path) as store:
            begin(store)
    finally:
        path.parent.chmod(0o755)


@as_root
@pytest.mark.parametrize("read_only", [True, False])
def test_a_file_that_may_not_be_read(path: Path, read_only: bool) -> None:
    """It is told as that, and not as a folder that is missing."""
    path.chmod(0)
    with pytest.raises(StoreError, match="it may not be read"):
        Store.open(path, read_only=read_only)


def test_a_read_only_store_writes_nothing(path: Path) -> None:
    """A command that only shows cannot change the record, whatever it calls."""
    with Store.open(path, read_only=True) as store:
        with pytest.raises(StoreError, match="cannot be written"):
            store.letters.mark_sent(1, NOW)
        assert len(store.letters.waiting(NOW)) == 1


def test_reading_goes_on_while_a_crawl_writes(path: Path) -> None:
    """A reader sees the last whole article, and waits for nobody."""
    with Store.open(path) as writer, Store.open(path, read_only=True) as reader:
        run = begin(writer)
        writer._db.execute("BEGIN IMMEDIATE")
        writer._db.execute("DELETE FROM mentions")
        assert len(reader.evidence(reader.moves()[0].key)) == 1
        writer._db.rollback()
        publish(writer, run, article(2), [mention("Bo Chen")])
        assert len(reader.moves()) == 2


def test_a_second_crawl_says_who_is_first(path: Path) -> None:
    """It names the other's process and start, and can begin when that has ended."""
    with Store.open(path) as first, Store.open(path) as second:
        run = begin(first)
        with pytest.raises(StoreError, match=rf"another crawl.*process {os.getpid()}, `crawl` since 2026-11-24 12:00"):
            begin(second)
        end(first, run)
        assert begin(second) == run + 1


def test_a_full_disk_loses_nothing(path: Path) -> None:
    """The article that does not fit is not stored at all; what was stored stays; with room it goes on."""
    with Store.open(path) as store:
        run = begin(store)
        pages = store._db.execute("PRAGMA page_count").fetchone()[0]
        store._db.execute(f"PRAGMA max_page_count = {pages}").fetchone()
        long = article(2, text="Long. " * 50_000)
        with pytest.raises(StoreError, match=r"disk is full.*nothing stored is lost"):
            publish(store, run, long, [mention("Bo Chen")])
        assert [move.person for move in store.moves()] == ["Ada Wong"]
        assert store.visit(long.url) is None
        store._db.execute("PRAGMA max_page_count = 1000000").fetchone()
        publish(store, run, long, [mention("Bo Chen")])
        assert len(store.moves()) == 2


def test_another_writer_that_does_not_end(path: Path) -> None:
    """After the busy timeout: who is in the way and what to do."""
    with Store.open(path) as store:
        store._db.execute("PRAGMA busy_timeout = 1").fetchone()
        other = sqlite3.connect(path)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="another program is writing it"):
            store.letters.mark_sent(1, NOW)
        other.rollback()
        other.close()
        store.letters.mark_sent(1, NOW)


def test_a_damaged_file(path: Path) -> None:
    """It points to the backup instead of showing a traceback."""
    body = bytearray(path.read_bytes())
    body[4096:] = b"\xaa" * (len(body) - 4096)
    path.write_bytes(bytes(body))
    with pytest.raises(StoreError, match=r"damaged.*backup"), Store.open(path) as store:
        store.moves()


def test_a_bug_keeps_its_traceback(path: Path) -> None:
    """A run that does not exist is our mistake, not the user's."""
    with Store.open(path) as store, pytest.raises(sqlite3.IntegrityError):
        store.record_visit(visit("https://a.example/"), 999)
