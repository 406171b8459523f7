"""Every schema that ever shipped becomes today's."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from newsdesk import NOW, begin
from sqlite_utils import Database, Migrations

from crawler.errors import StoreError
from storage.migrations import schema
from storage.store import Store

OLD_SCHEMAS = Path(__file__).parent.parent / "old_schemas"


def shape(path: Path) -> dict[str, str]:
    """Every table and index with the words that made it, spaces aside."""
    db = sqlite3.connect(path)
    rows = db.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    db.close()
    return {name: " ".join(sql.split()) for name, sql in rows}


def with_a_further_step(fails: bool = False) -> Migrations:
    """Today's steps and one more, as the next version will have it."""
    later = Migrations("labmoves")
    for step in schema.pending(Database(memory=True)):
        later(name=step.name)(step.fn)

    @later(name="999_motto")
    def motto(db: Database) -> None:
        db.execute("ALTER TABLE moves ADD COLUMN motto TEXT")
        if fails:
            db.execute("INSERT INTO no_such_table VALUES (1)")

    return later


@pytest.mark.parametrize("dump", sorted(OLD_SCHEMAS.glob("*.sql")), ids=lambda p: p.stem)
def test_an_old_file_becomes_todays(dump: Path, tmp_path: Path) -> None:
    """A file of any shipped schema opens as a new one would, with all that it held."""
    db = sqlite3.connect(tmp_path / "old.db")
    db.executescript(dump.read_text(encoding="utf-8"))
    db.close()
    with Store.open(tmp_path / "old.db") as store, Store.open(tmp_path / "new.db"):
        (move,) = store.moves()
        assert (move.person, move.spellings) == ("Lilian Weng", ("翁荔",))
        assert len(store.evidence(move.key)) == len(store.letters.waiting(NOW)) == 1
        assert [hit.article_url for hit in store.search(["left"], 5)] == [move.first_url]
    assert shape(tmp_path / "old.db") == shape(tmp_path / "new.db")


def test_every_step_has_its_dump() -> None:
    """A step that ships without the dump of its schema could not be tested ever after."""
    steps = {step.name.split("_")[0] for step in schema.pending(Database(memory=True))}
    assert steps == {dump.stem for dump in OLD_SCHEMAS.glob("*.sql")}


def test_an_upgrade_keeps_a_backup(path: Path) -> None:
    """The copy beside it is whole, and opens with the version that wrote it."""
    with Store.open(path, steps=with_a_further_step()) as store:
        assert len(store.moves()) == 1
    (backup,) = path.parent.glob("*.backup")
    with Store.open(backup) as store:
        assert [move.person for move in store.moves()] == ["Ada Wong"]


def test_a_second_backup_spares_the_first(path: Path) -> None:
    """No backup is ever written over."""
    with Store.open(path) as store:
        assert store.back_up("before") != store.back_up("before")


def test_a_failed_upgrade_leaves_the_file_as_it_was(path: Path) -> None:
    """All steps or none; this version still reads it."""
    before = shape(path)
    with pytest.raises(sqlite3.OperationalError, match="no_such_table"):
        Store.open(path, steps=with_a_further_step(fails=True))
    assert shape(path) == before
    with Store.open(path) as store:
        assert len(store.moves()) == 1


def test_reading_does_not_upgrade(path: Path) -> None:
    """A command that only shows says which one upgrades."""
    with pytest.raises(StoreError, match="older version"):
        Store.open(path, read_only=True, steps=with_a_further_step())
    assert list(path.parent.glob("*.backup")) == []


def test_an_upgrade_waits_for_the_crawl(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A database is not changed under a crawl of the older version."""
    monkeypatch.setattr("storage.database.BUSY_SECONDS", 0.0)
    with Store.open(path) as crawling:
        begin(crawling)
        with pytest.raises(StoreError, match="another crawl is writing it"):
            Store.open(path, steps=with_a_further_step())
    Store.open(path, steps=with_a_further_step()).close()


def test_the_file_says_what_it_is(path: Path) -> None:
    """Schema, writer and the oldest version that can read it."""
    db = sqlite3.connect(path)
    meta = dict(db.execute("SELECT name, value FROM meta").fetchall())
    newest = schema.pending(Database(memory=True))[-1].name
    assert (meta["schema"], meta["needs"]) == (newest, "0.1.0")
    assert db.execute("PRAGMA application_id").fetchone()[0] == int.from_bytes(b"labs", "big")
    db.close()
