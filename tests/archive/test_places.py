"""What a call names, and which archives that means."""

from __future__ import annotations

import gzip
from datetime import date
from pathlib import Path

import pytest

from crawler.archive.places import archives, months, within
from crawler.errors import InputError, UsageError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.warc.gz", "a.warc", "c.wet.zst", "notes.md"):
        (tmp_path / name).touch()
    return tmp_path


def test_files_patterns_and_folders_are_taken_in_order_and_once(folder: Path) -> None:
    """Under absolute names, so that a second call knows them."""
    found = archives([str(folder / "b.warc.gz"), str(folder / "*.warc*"), str(folder)])
    assert found == [str(folder / name) for name in ("b.warc.gz", "a.warc", "c.wet.zst")]


def test_a_list_names_files_beside_it_addresses_and_common_crawls_paths(folder: Path) -> None:
    """Packed or not; blank lines and notes are passed over."""
    lines = "# mine\na.warc\n\nhttps://paper.example/x.warc.gz\ncrawl-data/CC-NEWS/2024/09/y.warc.gz\n"
    (folder / "mine.paths.gz").write_bytes(gzip.compress(lines.encode()))
    assert archives([str(folder / "mine.paths.gz")]) == [
        str(folder / "a.warc"),
        "https://paper.example/x.warc.gz",
        "https://data.commoncrawl.org/crawl-data/CC-NEWS/2024/09/y.warc.gz",
    ]


def test_standard_input_is_a_list(folder: Path) -> None:
    """As `find … | labmoves backfill -` gives it."""
    assert archives(["-"], [f"{folder}/a.warc\n", f"{folder}/b.warc.gz\n"]) == [
        f"{folder}/a.warc",
        f"{folder}/b.warc.gz",
    ]


@pytest.mark.parametrize("name", ["gone.warc.gz", "*.gone", "empty", "gone.txt"])
def test_what_is_not_there_is_told_by_its_name(tmp_path: Path, name: str) -> None:
    """One sentence with the name in it."""
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match=r"gone|empty"):
        archives([str(tmp_path / name)])


def test_a_list_that_names_a_missing_file_or_is_none_says_so(tmp_path: Path) -> None:
    """With the list's name."""
    (tmp_path / "mine.txt").write_text("gone.warc\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"mine\.txt.*gone\.warc"):
        archives([str(tmp_path / "mine.txt")])
    (tmp_path / "mine.txt.gz").write_bytes(b"\x1f\x8bnot gzip")
    with pytest.raises(InputError, match=r"no list of archives"):
        archives([str(tmp_path / "mine.txt.gz")])


def test_months_are_common_crawls_lists_across_a_years_end() -> None:
    """One list a month."""
    assert [name.partition("CC-NEWS/")[2] for name in months(date(2024, 11, 1), date(2025, 1, 31))] == [
        "2024/11/warc.paths.gz",
        "2024/12/warc.paths.gz",
        "2025/01/warc.paths.gz",
    ]
    with pytest.raises(UsageError, match="after"):
        months(date(2025, 1, 1), date(2024, 11, 30))


def test_archives_are_chosen_by_the_day_in_their_names() -> None:
    """Both ends are taken in."""
    names = [f"https://x.example/CC-NEWS-202409{day:02}123456-00001.warc.gz" for day in (14, 15, 30)]
    assert within([*names, "/my/own.warc"], date(2024, 9, 15), date(2024, 9, 30)) == names[1:]
