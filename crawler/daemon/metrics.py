"""The watch in numbers, in the text format that Prometheus and its kin read (version 0.0.4).

All are gauges, and all are of one `Health`: a client library with its registry would hold a second copy of what the
database knows. Label values are ids of ours, in which nothing has to be escaped.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from crawler.health import Condition, Health

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """What the daemon takes of the machine, and what is left."""

    resident_bytes: int
    open_files: int
    started_at: float  # seconds since the epoch
    database_bytes: int
    free_bytes: int  # on the database's disk
    crawling: bool


def metrics(found: Health, machine: Machine) -> str:
    """The whole page."""
    return "".join(f"{line}\n" for line in (*_of_the_watch(found), *_of_sources(found), *_of_machine(machine)))


def _of_the_watch(found: Health) -> Iterator[str]:
    yield from _one("healthy_sources", "Sources whose news arrives.", found.healthy)
    yield from _one("overdue_sources", "Sources that were due hours ago.", len(found.overdue))
    yield from _one("newest_article_timestamp_seconds", "When the newest article was published.", found.newest)
    yield from _one("last_run_timestamp_seconds", "When the last crawl ended.", found.last_run)
    yield from _one("day_runs", "Crawls of the last 24 hours.", found.runs)
    yield from _one("day_runs_killed", "Of these, killed or going on.", found.cut_off)
    yield from _one("day_pages", "Pages read in the last 24 hours.", found.pages)
    yield from _one("day_pages_passed", "Of these, worth reading whole.", found.passed)
    yield from _one("day_moves", "New moves of the last 24 hours.", found.moves)
    yield from _one("letters_waiting", "Letters that are not sent yet.", found.letters_waiting)
    yield from _one("letters_tried", "Of these, tried in vain.", found.letters_tried)
    yield from _one("letters_dead", "Letters that no server takes.", found.letters_dead)
    yield from _one(
        "oldest_letter_timestamp_seconds", "When the oldest waiting letter was written.", found.oldest_letter
    )


def _of_sources(found: Health) -> Iterator[str]:
    yield from _head("sources", "Sources in each condition.")
    for condition in Condition:
        yield f'labmoves_sources{{condition="{condition}"}} {len(found.having(condition))}'
    yield from _head("source_healthy", "1 where the source's news arrives.")
    for source in found.sources:
        yield f'labmoves_source_healthy{{source="{source.source}"}} {int(source.healthy)}'
    yield from _head("source_newest_article_timestamp_seconds", "When the source's newest article was published.")
    for source in found.sources:
        if source.newest is not None:
            newest = source.newest.timestamp()
            yield f'labmoves_source_newest_article_timestamp_seconds{{source="{source.source}"}} {newest:.0f}'


def _of_machine(machine: Machine) -> Iterator[str]:
    yield from _one("crawling", "1 while a crawl goes on.", int(machine.crawling))
    yield from _one("database_bytes", "Size of the database.", machine.database_bytes)
    yield from _one("disk_free_bytes", "Room beside the database.", machine.free_bytes)
    yield from _one("process_resident_memory_bytes", "Memory of the daemon.", machine.resident_bytes, prefix="")
    yield from _one("process_open_fds", "Open files of the daemon.", machine.open_files, prefix="")
    yield from _one("process_start_time_seconds", "When the daemon started.", machine.started_at, prefix="")


def _one(name: str, help_text: str, value: float | datetime | None, *, prefix: str = "labmoves_") -> Iterator[str]:
    """A metric without labels; none at all where there is no value yet."""
    if value is not None:
        yield from _head(name, help_text, prefix=prefix)
        number = value.timestamp() if isinstance(value, datetime) else value
        yield f"{prefix}{name} {number:.0f}"


def _head(name: str, help_text: str, *, prefix: str = "labmoves_") -> Iterator[str]:
    yield f"# HELP {prefix}{name} {help_text}"
    yield f"# TYPE {prefix}{name} gauge"
