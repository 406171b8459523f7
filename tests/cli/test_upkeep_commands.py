"""`labmoves backup`, `restore` and `doctor` over a known database, a damaged one and none."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from calls import Run

from storage.store import Store

NOW = datetime.now(UTC)
OLD_SCHEMAS = Path(__file__).parent.parent / "old_schemas"


def people(path: Path) -> set[str]:
    with Store.open(path, read_only=True) as store:
        return {move.person for move in store.moves()}


def damage(path: Path) -> None:
    """Break the page of one index, as a bad disk does."""
    db = sqlite3.connect(path)
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    (page,) = db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'mentions_by_move'").fetchone()
    (size,) = db.execute("PRAGMA page_size").fetchone()
    db.close()
    with path.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * size)


@pytest.fixture
def older(run: Run, database: Path) -> Path:
    """A backup from before a third run, which is killed."""
    backup = Path(run("backup").stdout.strip())
    with Store.open(database) as store:
        store.start_run("crawl", ["huxiu"], datetime.now(UTC))
    return backup


def test_a_backup_is_one_whole_file(run: Run, database: Path, tmp_path: Path) -> None:
    """Beside the database under the day's date, or where it is told to; it reads as the database does."""
    first, second = (Path(run("backup").stdout.strip()) for _ in range(2))
    assert (first.parent, first != second) == (database.parent, True)
    run("backup", str(tmp_path / "elsewhere.db"))
    for copy in (first, second, tmp_path / "elsewhere.db"):
        assert people(copy) == people(database)
    assert not [p for p in tmp_path.iterdir() if p.suffix == ".part"]


def test_a_backup_while_a_crawl_writes(run: Run, database: Path) -> None:
    """It holds what was whole when it began, and does not wait."""
    with Store.open(database) as store:
        store.start_run("crawl", ["huxiu"], datetime.now(UTC))
        store._db.execute("BEGIN IMMEDIATE")
        store._db.execute("DELETE FROM mentions")
        copy = Path(run("backup").stdout.strip())
        store._db.rollback()
    with Store.open(copy) as store:
        assert store.counts().mentions == 3


def test_a_backup_spares_the_file_that_is_there(run: Run, database: Path, tmp_path: Path) -> None:
    """Whatever it is; and a folder that is not there is told."""
    (tmp_path / "notes.txt").write_text("mine")
    result = run("backup", "notes.txt")
    assert (result.exit_code, "there is a file already" in result.stderr) == (1, True)
    assert (tmp_path / "notes.txt").read_text() == "mine"
    result = run("backup", "no/such/folder/copy.db")
    assert result.exit_code == 1
    assert "[no/such/folder/copy.db] it cannot be opened" in result.stderr


@pytest.mark.parametrize("command", [["backup"], ["doctor"], ["doctor", "--json"]])
def test_without_a_database(run: Run, tmp_path: Path, command: list[str]) -> None:
    """Said, and none is made."""
    result = run(*command)
    assert (result.exit_code, "no database yet" in result.stderr) == (1, True)
    assert not (tmp_path / "labmoves.db").exists()


def test_a_damaged_database_is_not_backed_up(run: Run, database: Path) -> None:
    """A copy that fails its check gets no name: it would be trusted."""
    damage(database)
    result = run("backup")
    assert result.exit_code == 1
    assert not list(database.parent.glob("*.backup*"))


def test_restoring_keeps_what_was_there(run: Run, database: Path, older: Path) -> None:
    """The backup's rows are back, the replaced file opens too, the backup is as it was."""
    before = older.read_bytes()
    result = run("restore", str(older))
    assert result.exit_code == 0, result.stderr
    assert "holds 2 moves and 2 articles again" in result.stdout
    (kept,) = database.parent.glob("*.replaced.backup")
    with Store.open(kept) as replaced, Store.open(database) as restored:
        assert (len(replaced.runs()), len(restored.runs())) == (3, 2)
    assert older.read_bytes() == before
    assert not list(database.parent.glob("*.restoring*"))


def test_restoring_over_nothing_and_over_ruins(run: Run, database: Path, older: Path) -> None:
    """What a backup is for: the file was lost, or is damaged, with a log of it that must not reach the restored one."""
    whole = people(older)
    damage(database)
    database.with_name("labmoves.db-wal").write_bytes(b"stale")
    assert run("restore", str(older)).exit_code == 0
    assert people(database) == whole
    database.write_text("not a database any more " * 500)
    assert run("restore", str(older)).exit_code == 0
    database.unlink()
    assert run("restore", str(older)).exit_code == 0
    assert people(database) == whole
    assert run("doctor").exit_code == 0


def test_a_link_to_the_database_stays_one(run: Run, database: Path, older: Path, tmp_path: Path) -> None:
    """The file that it leads to is replaced, on the disk where it lies."""
    (tmp_path / "disk").mkdir()
    database.rename(tmp_path / "disk" / "real.db")
    database.symlink_to(tmp_path / "disk" / "real.db")
    assert run("restore", str(older)).exit_code == 0
    assert database.is_symlink()
    assert (tmp_path / "disk" / "real.db.replaced.backup").is_file()
    with Store.open(tmp_path / "disk" / "real.db") as store:
        assert len(store.runs()) == 2


def test_an_old_backup_is_brought_up_to_date(run: Run, tmp_path: Path) -> None:
    """A backup of the first version is today's database afterwards."""
    old = sqlite3.connect(tmp_path / "old.db")
    old.executescript((OLD_SCHEMAS / "001.sql").read_text(encoding="utf-8"))
    old.close()
    assert run("restore", "old.db").exit_code == 0
    assert people(tmp_path / "labmoves.db") == {"Lilian Weng"}


def test_a_database_in_use_is_not_replaced(run: Run, database: Path, older: Path) -> None:
    """Neither under a crawl nor under a reader or a daemon that sleeps."""
    with Store.open(database) as store:
        store.start_run("crawl", ["huxiu"], datetime.now(UTC))
        result = run("restore", str(older))
        assert (result.exit_code, "another crawl is writing it" in result.stderr) == (1, True)
    with Store.open(database, read_only=True) as store:
        assert store.moves()
        result = run("restore", str(older))
        assert (result.exit_code, "another program has it open" in result.stderr) == (1, True)
        assert store.moves()
    assert not list(database.parent.glob("*.replaced*"))


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="the system does not tell who has a file open")
def test_who_has_the_database_open_is_named(run: Run, database: Path, older: Path) -> None:
    """By what was called, whatever it is."""
    reads = (
        "import sqlite3, sys; db = sqlite3.connect(sys.argv[1]); db.execute('SELECT 1 FROM runs'); print(flush=True)"
    )
    call = [sys.executable, "-c", f"{reads}; sys.stdin.read()", str(database)]
    with subprocess.Popen(call, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as reader:
        assert reader.stdout is not None
        reader.stdout.readline()
        result = run("restore", str(older))
        reader.communicate()
    assert result.exit_code == 1
    assert f"another program has it open (process {reader.pid}, `python" in result.stderr
    assert result.stderr.endswith("End it first\n")


def _newer(path: Path) -> None:
    db = sqlite3.connect(path)
    db.execute("INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('labmoves', '999_x', '2030')")
    db.commit()
    db.close()


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (damage, "fails its check"),
        (_newer, "holds step 999_x, which this version does not know"),
        (lambda path: path.write_bytes(b""), "it is empty"),
        (lambda path: path.write_text("my notes " * 900), "not a database"),
    ],
)
def test_a_bad_backup_changes_nothing(run: Run, database: Path, older: Path, spoil: object, said: str) -> None:
    """It is refused before the database is touched."""
    spoil(older)  # type: ignore[operator]
    result = run("restore", str(older))
    assert result.exit_code == 1
    assert said in result.stderr
    assert people(database) == {"林俊旸", "Eve\x1b[31m Adams"}
    assert not list(database.parent.glob("*.replaced*"))


def test_a_backup_that_is_not_there_is_a_wrong_call(run: Run, database: Path) -> None:
    """As any other file that is named and is none."""
    result = run("restore", "nowhere.db")
    assert (result.exit_code, "there is no such file" in result.stderr) == (2, True)
    assert people(database) == {"林俊旸", "Eve\x1b[31m Adams"}


def test_another_programs_database_is_not_replaced(run: Run, older: Path, database: Path) -> None:
    """A mistyped path in the configuration costs nobody their photos."""
    database.unlink()
    photos = sqlite3.connect(database)
    photos.execute("CREATE TABLE photos (id)")
    photos.close()
    result = run("restore", str(older))
    assert (result.exit_code, "another program" in result.stderr) == (1, True)


def test_the_database_is_no_backup_of_itself(run: Run, database: Path, tmp_path: Path) -> None:
    """Under whatever name."""
    (tmp_path / "same.db").symlink_to(database)
    assert run("restore", "same.db").exit_code == 2


def health(run: Run) -> dict[str, tuple[str, str]]:
    return {f["check"]: (f["health"], f["detail"]) for f in json.loads(run("doctor", "--json").stdout)}


def send_letters(database: Path) -> None:
    with Store.open(database) as store:
        for letter in store.letters.waiting(datetime.now(UTC)):
            store.letters.mark_sent(letter.id, datetime.now(UTC))


def test_a_well_database_is_called_well(run: Run, database: Path) -> None:
    """One line for each thing that was looked at."""
    send_letters(database)
    result = run("doctor")
    assert result.exit_code == 0
    lines = [line.split("\t") for line in result.stdout.splitlines()[1:]]
    assert {line[0] for line in lines} == {"file", "integrity", "orphans", "letters", "runs"}
    assert {line[1] for line in lines} == {"ok"}


def test_a_letter_that_does_not_come_through_is_failing(run: Run, database: Path) -> None:
    """Waiting for more than a weekly letter, or tried in vain, is a warning; since yesterday in vain is worse."""
    oldest = f"{NOW - timedelta(days=2):%Y-%m-%d}"
    waits = f"2 waiting, none of them tried, the oldest since {oldest}; `alerts list` has them"
    assert health(run)["letters"] == ("ok", waits)
    with Store.open(database) as store:
        store._db.execute("UPDATE outbox SET created_at = ?", [(NOW - timedelta(days=9)).isoformat()])
        store._db.conn.commit()
    assert health(run)["letters"][0] == "warning"
    with Store.open(database) as store:
        letter, _ = store.letters.waiting(NOW)
        store.letters.mark_failed(letter.id, "no such host", NOW)
    assert health(run)["letters"][0] == "failing"
    assert run("doctor").exit_code == 1
    with Store.open(database) as store:
        store._db.execute("UPDATE outbox SET created_at = ?", [NOW.isoformat()])
        store._db.conn.commit()
    assert health(run)["letters"][0] == "warning"
    assert "1 of them tried in vain" in health(run)["letters"][1]


def test_a_run_that_was_cut_off_is_a_warning(run: Run, database: Path, older: Path) -> None:
    """While it goes on it is none, and after a later run came to its end neither."""
    assert health(run)["runs"][0] == "warning"
    assert "run 3 of" in health(run)["runs"][1]
    assert run("doctor").exit_code == 0
    with Store.open(database) as store:
        later = store.start_run("crawl", ["huxiu"], datetime.now(UTC))
        assert health(run)["runs"][1].startswith(f"one goes on: process {os.getpid()}, `crawl` since")
        store.finish_run(later, "finished", [], datetime.now(UTC))
    assert health(run)["runs"] == ("ok", "the last one that ended is run 4")


@pytest.mark.parametrize(
    ("sql", "check", "said"),
    [
        ("DELETE FROM mentions WHERE kind = 'hire'", "orphans", "1 moves that no mention speaks of"),
        ("DELETE FROM name_keys WHERE lab_id = 'openai'", "orphans", "1 moves that no name leads to"),
        ("UPDATE articles SET version = 9", "orphans", "2 articles without their text"),
        ("UPDATE moves SET version = 9", "orphans", "2 moves without a version"),
        ("INSERT INTO search (search) VALUES ('delete-all')", "orphans", "2 articles that no search finds"),
        ("DELETE FROM runs", "integrity", "refers to a row of runs that is not there"),
    ],
)
def test_what_is_missing_is_failing(run: Run, database: Path, sql: str, check: str, said: str) -> None:
    """Rows that something else should be there for are counted; exit code 1."""
    db = sqlite3.connect(database)
    db.execute(sql)
    db.commit()
    db.close()
    assert health(run)[check][0] == "failing"
    assert said in health(run)[check][1]
    assert run("doctor").exit_code == 1


def test_a_damaged_file_is_told_without_a_traceback(run: Run, database: Path, tmp_path: Path) -> None:
    """In its pages, or where the file begins."""
    shutil.copy(database, tmp_path / "whole.db")
    damage(database)
    result = run("doctor")
    assert result.exit_code == 1
    assert "Restore a backup" in result.stdout
    database.write_bytes(b"\0" * 8192)
    result = run("doctor")
    assert (result.exit_code, "not a database" in result.stderr) == (1, True)
