"""What a call names → the archives it means, in order and each once: files, patterns, folders, lists, months."""

from __future__ import annotations

import glob
import gzip
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import BinaryIO, cast
from urllib.parse import urljoin

from crawler.errors import InputError, UsageError

COMMON_CRAWL = "https://data.commoncrawl.org/"  # where the paths of its lists begin
_INDEX = "crawl-data/CC-NEWS/{month:%Y/%m}/warc.paths.gz"  # of one month; one path a line
_ARCHIVE = re.compile(r"\.w(?:arc|et)(?:\.gz|\.zst)?$", re.IGNORECASE)
_LIST = re.compile(r"(?:\.paths|\.txt|\.list)(?:\.gz)?$", re.IGNORECASE)
_DAY = re.compile(r"CC-NEWS-(\d{4})(\d\d)(\d\d)\d+")
_LONGEST_LIST = 64 * 2**20  # bytes; CC-NEWS's of one month has 40 kB


def archives(named: Sequence[str], lines: Iterable[str] = ()) -> list[str]:
    """The archives that `named` means; `lines` are those of standard input, taken where "-" stands.

    A file is made an absolute path, so that the same archive has the same name from wherever it is called. Raises
    InputError for what is not there or is no archive.
    """
    found: dict[str, None] = {}
    for name in named:
        found |= dict.fromkeys(_listed(lines, "") if name == "-" else _meant(name))
    return list(found)


def _meant(name: str) -> Iterator[str]:
    if _LIST.search(name):
        yield from _listed(_lines_of(name), name)
    elif _is_url(name):
        yield name
    elif Path(name).is_dir():
        inside = [path for path in sorted(Path(name).iterdir()) if _ARCHIVE.search(path.name)]
        if not inside:
            raise InputError(
                "no archive in this folder", where=name, remedy="Archives end in .warc or .wet, .gz or .zst"
            )
        yield from (str(path.resolve()) for path in inside)
    elif Path(name).is_file():
        yield str(Path(name).resolve())
    else:
        matching = sorted(glob.glob(name, recursive=True))  # noqa: PTH207 - a pattern may be absolute
        if not matching:
            raise InputError("no such file", where=name)
        yield from (str(Path(path).resolve()) for path in matching)


def _listed(lines: Iterable[str], holder: str) -> Iterator[str]:
    """A list's archives; paths that are not there beside the list are Common Crawl's."""
    for line in lines:
        name = line.strip()
        if not name or name.startswith("#"):
            continue
        beside = Path(holder).parent / name
        if _is_url(name):
            yield name
        elif beside.is_file():
            yield str(beside.resolve())
        elif name.startswith("crawl-data/"):
            yield urljoin(COMMON_CRAWL, name)
        else:
            raise InputError(f"no such file: {name}", where=holder or "standard input")


def months(first: date, last: date) -> list[str]:
    """The lists of Common Crawl's news archives of the months from `first` to `last`. Raises UsageError for none."""
    if first > last:
        raise UsageError(f"{first:%Y-%m} is after {last:%Y-%m}", where="--from")
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return [urljoin(COMMON_CRAWL, _INDEX.format(month=_month(first, step))) for step in range(count)]


def _month(first: date, step: int) -> date:
    years, month = divmod(first.month - 1 + step, 12)
    return date(first.year + years, month + 1, 1)


def within(named: Iterable[str], first: date, last: date) -> list[str]:
    """The archives whose name dates them from `first` to `last`; those without a date in their name are left out."""
    kept = []
    for name in named:
        if (dated := _DAY.search(name)) and first <= date(*map(int, dated.groups())) <= last:
            kept.append(name)
    return kept


@contextmanager
def open_archive(name: str, allow_hosts: Collection[str] = ()) -> Iterator[BinaryIO]:
    """The archive's bytes, with `seek`; `allow_hosts` as the URL gate has it. Raises InputError and OSError."""
    if _is_url(name):
        from crawler.archive.remote import open_remote  # noqa: PLC0415 - brings Scrapy's gate into a worker

        with open_remote(name, allow_hosts) as file:
            yield cast(BinaryIO, file)
    else:
        with Path(name).open("rb") as file:
            yield file


def _lines_of(name: str) -> list[str]:
    try:
        with open_archive(name) as stream:
            body = stream.read(_LONGEST_LIST)
        text = gzip.decompress(body) if body.startswith(b"\x1f\x8b") else body
        return text.decode().splitlines()
    except FileNotFoundError as error:
        raise InputError("no such file", where=name) from error
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise InputError(f"no list of archives: {error}", where=name) from error


def _is_url(name: str) -> bool:
    return "://" in name
