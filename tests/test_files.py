"""Files are written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NoReturn

import pytest

from crawler.files import replace_whole


def test_a_file_is_replaced_and_keeps_who_may_read_it(tmp_path: Path) -> None:
    """A web server that could read the old file can read the new one; a new one is as the umask has it."""
    target = tmp_path / "moves.csv"
    replace_whole(target, b"old")
    plain = tmp_path / "plain"
    plain.touch()
    assert target.stat().st_mode == plain.stat().st_mode
    target.chmod(0o640)
    replace_whole(target, b"new")
    assert (target.read_bytes(), target.stat().st_mode & 0o777) == (b"new", 0o640)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    """And not the file, of which everybody knows that it is not there yet."""
    with pytest.raises(OSError, match=r"there is no such folder: '.*nowhere'$"):
        replace_whole(tmp_path / "nowhere" / "moves.csv", b"x")


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """What it points to is written."""
    behind, link = tmp_path / "behind", tmp_path / "link"
    behind.write_bytes(b"old")
    link.symlink_to(behind)
    replace_whole(link, b"new")
    assert (link.is_symlink(), behind.read_bytes()) == (True, b"new")


def test_a_device_is_written_to_and_not_replaced() -> None:
    """`--output /dev/null` must not take the device away."""
    replace_whole(Path(os.devnull), b"gone")
    assert not Path(os.devnull).is_file()


def test_a_full_disk_leaves_the_old_file_and_no_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor does anything else that goes wrong before the file is whole."""
    target = tmp_path / "moves.csv"
    target.write_bytes(b"old")

    def full(_: int) -> NoReturn:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("crawler.files.os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        replace_whole(target, b"new")
    assert ([path.name for path in tmp_path.iterdir()], target.read_bytes()) == (["moves.csv"], b"old")
