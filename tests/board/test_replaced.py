"""A board goes on over the file that takes the database's place, and says so where that cannot be read."""

from __future__ import annotations

from pathlib import Path

import pytest
from desk import NOW, Ask, asking, publish, said

from storage.migrations import schema
from storage.restore import restore
from storage.store import Store


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return _written(tmp_path / "labmoves.db", "Ada Wong")


def _written(path: Path, person: str) -> Path:
    with Store.open(path) as store:
        run = store.start_run("crawl", ["wired"], NOW)
        publish(store, run, "wired/1", [said(person, f"{person} left OpenAI.")], NOW)
        store.finish_run(run, "finished", [], NOW)
    return path


def _people(ask: Ask) -> list[str]:
    """By the board's API and by Datasette's, which have one connection each thread between them."""
    ours = [move["person"] for move in ask("/api/v1/moves").json()["moves"]]
    return [*ours, *(row["person"] for row in ask("/data/moves.json?_shape=array").json())]


def test_a_restored_database_is_read_without_a_restart(database: Path, tmp_path: Path) -> None:
    """A damaged one is replaced while the board has it open: its next answer is of the other file."""
    backup = _written(tmp_path / "backup.db", "Bo Chen")
    with asking(database) as ask:
        assert _people(ask) == ["Ada Wong", "Ada Wong"]
        database.write_bytes(b"no database at all" * 1000)
        restore(backup, database, schema)
        assert _people(ask) == ["Bo Chen", "Bo Chen"]
        assert ask("/").status_code == 200


def test_a_database_that_is_gone_is_told_until_one_is_back(database: Path, tmp_path: Path) -> None:
    """In a sentence, by Datasette's pages too; in JSON by the API."""
    aside = tmp_path / "aside.db"
    with asking(database) as ask:
        assert _people(ask) == ["Ada Wong", "Ada Wong"]
        database.rename(aside)
        for path in ("/", "/data/moves", "/assets/board.css"):
            answer = ask(path)
            assert (answer.status_code, "there is no database yet" in answer.text) == (503, True)
        told = ask("/api/v1/moves")
        assert (told.status_code, told.json()["status"]) == (503, 503)
        assert "there is no database yet" in told.json()["detail"]
        assert ask("/", host="evil.example").status_code == 421
        aside.rename(database)
        assert _people(ask) == ["Ada Wong", "Ada Wong"]


def test_a_damaged_database_is_told(database: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """What to do about it, and no traceback for who runs the board."""
    with Store.open(database) as store:
        store._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        store._db.execute("UPDATE moves SET spellings = '[' ")
        store._db.commit()
    with asking(database) as ask:
        answer = ask("/")
        assert (answer.status_code, "damaged" in answer.text) == (503, True)
    assert "Traceback" not in capfd.readouterr().err
