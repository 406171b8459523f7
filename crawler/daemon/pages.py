"""What `daemon.http` answers: is the daemon alive, is the watch well, and its numbers."""

from __future__ import annotations

import shutil
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from pathlib import Path

import psutil

from crawler.daemon.http import Answer
from crawler.daemon.metrics import CONTENT_TYPE, Machine, metrics
from crawler.errors import LabmovesError
from crawler.health import Health, checks
from storage.lock import WriterLock

Pages = dict[str, Callable[[], Awaitable[Answer]]]


def pages(look: Callable[[], Awaitable[Health]], database: Path) -> Pages:
    """Each path's answer; `look` reads the health from the database, and may raise LabmovesError.

    /healthz is 200 while the daemon's loop turns; /readyz while no check of `labmoves status` on the database is
    failing, else 503; /metrics has the numbers, and is 503 where the database cannot be read.
    """

    async def healthz() -> Answer:
        return Answer(HTTPStatus.OK, "ok\n")

    async def readyz() -> Answer:
        try:
            found = list(checks(await look()))
        except LabmovesError as error:
            return Answer(HTTPStatus.SERVICE_UNAVAILABLE, f"{error}\n")
        failing = any(each.health == "failing" for each in found)
        status = HTTPStatus.SERVICE_UNAVAILABLE if failing else HTTPStatus.OK
        return Answer(status, "".join(f"{each.check}\t{each.health}\t{each.detail}\n" for each in found))

    async def numbers() -> Answer:
        try:
            return Answer(HTTPStatus.OK, metrics(await look(), machine(database)), CONTENT_TYPE)
        except LabmovesError as error:
            return Answer(HTTPStatus.SERVICE_UNAVAILABLE, f"{error}\n")

    return {"/healthz": healthz, "/readyz": readyz, "/metrics": numbers}


def machine(database: Path) -> Machine:
    """What this process takes now, and what is left beside the database."""
    process = psutil.Process()
    return Machine(
        resident_bytes=process.memory_info().rss,
        open_files=process.num_fds(),
        started_at=process.create_time(),
        database_bytes=sum(path.stat().st_size for path in (database, Path(f"{database}-wal")) if path.exists()),
        free_bytes=shutil.disk_usage(database.parent).free,
        crawling=WriterLock(database).holder() is not None,
    )
