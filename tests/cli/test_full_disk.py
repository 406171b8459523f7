"""Commands that meet a full disk: one sentence with the file and what to do, and nothing lost."""

from __future__ import annotations

import errno
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from calls import NOW, Run

from storage.store import Store

LABMOVES = str(Path(sys.executable).with_name("labmoves"))


def with_room_for(size: int, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The command as a process of its own, none of whose files may grow beyond `size` bytes."""
    return subprocess.run(
        [LABMOVES, *arguments],
        capture_output=True, text=True, check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)),
    )  # fmt: skip


def told(said: str, path: Path) -> None:
    """One line, about this file, with a remedy and no traceback."""
    lines = [line for line in said.splitlines() if line.strip()]
    assert len(lines) == 1, said
    assert lines[0].startswith(f"labmoves: database: [{path}] "), said
    assert "disk" in lines[0] or "put there" in lines[0]
    assert lines[0].count(". ") >= 1


@pytest.fixture
def backup(run: Run, database: Path) -> Path:
    """A backup from before a third run."""
    made = Path(run("backup").stdout.strip())
    with Store.open(database) as store:
        store.finish_run(store.start_run("crawl", ["huxiu"], store.runs(1)[0].started_at), "finished", [], NOW)
    return made


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["moves", "--help"]])
def test_help_that_cannot_be_written(arguments: list[str]) -> None:
    """It is told as any other answer that did not arrive."""
    with Path("/dev/full").open("w") as full:
        done = subprocess.run([LABMOVES, *arguments], stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stderr) == (1, "labmoves: No space left on device\n")


def test_restoring(run: Run, database: Path, backup: Path) -> None:
    """The database is as it was, and no half copy lies about; with room the same command works."""
    result = with_room_for(40_000, "restore", str(backup))
    assert result.returncode == 1
    told(result.stderr, database)
    with Store.open(database) as store:
        assert len(store.runs()) == 3
    left = {path.name for path in database.parent.iterdir()}
    assert not [name for name in left if "restoring" in name or "part" in name or "replaced" in name]
    assert with_room_for(10_000_000, "restore", str(backup)).returncode == 0
    with Store.open(database) as store:
        assert len(store.runs()) == 2


@pytest.mark.parametrize("call", ["hardlink_to", "rename", "replace"])
def test_restoring_where_the_folder_is_full(
    run: Run, database: Path, backup: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    """Whichever step the system refuses, the database is the one that was there."""

    def full(path: Path, *_: object) -> None:
        if path.name.startswith("labmoves.db"):
            raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        for name in {call, "hardlink_to"}:
            patch.setattr(Path, name, full)
        if call == "hardlink_to":
            patch.setattr(Path, "rename", full)
        result = run("restore", str(backup))
    assert (result.exit_code, "No space left on device" in result.stderr) == (1, True)
    assert "nothing has changed" in result.stderr
    assert "Traceback" not in result.stderr
    with Store.open(database) as store:
        assert len(store.runs()) == 3
    assert not list(database.parent.glob("*.restoring")) + list(database.parent.glob("*.replaced*"))


def test_backing_up(run: Run, database: Path, tmp_path: Path) -> None:
    """No half copy gets a name."""
    result = with_room_for(40_000, "backup", str(tmp_path / "copy.db"))
    assert result.returncode == 1
    told(result.stderr, tmp_path / "copy.db")
    assert not list(tmp_path.glob("copy*"))


def test_looking(run: Run, database: Path) -> None:
    """The answer is shown; that it was seen cannot be kept, and is said."""
    with Store.open(database) as store:  # its index of the log is there, so that reading needs no room
        store._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        result = with_room_for(2_000, "diff", "--since-last")
    assert result.returncode == 1
    assert "Eve Adams" in result.stdout
    told(result.stderr, database)
    assert "Nobody" in run("diff", "--marks").stderr
