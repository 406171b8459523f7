"""One crawl as a process of its own, with a deadline and a bound on its memory: what goes wrong there ends there.

The child (`child.py`) gets its task over standard input, which stays open: when this process dies, however it dies, the
child sees the end of it and stops in good order. It writes to the database itself; its exit code says how it went.
"""

from __future__ import annotations

import asyncio
import os
import pickle
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from time import monotonic

import psutil

from crawler.config.schema import Settings
from crawler.model import Source

LATE = 30.0  # seconds beyond its deadline after which a crawl that does not end by itself is killed
STOPPING = 7.0  # seconds that it gets to end when asked to
_MOMENTS = 20  # tenths of a second that the workers of a killed crawl get to see that it is gone
_LOOK = 2.0  # seconds between two looks at its memory
# What Python's own helper writes of a crawl that was killed, between the log's lines of JSON.
_QUIET = "ignore:resource_tracker:UserWarning"
_OWN_WORD = frozenset({0, 1})  # exit codes of a child that came to its end and wrote down how it went


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What a child is to crawl, and how."""

    sources: tuple[Source, ...]
    settings: Settings
    allow_hosts: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """How a crawl ended; `why` is None where it came to its end by itself, else what ended it, in words."""

    well: bool = False
    why: str | None = None


async def crawl_in_child(task: Task, clock: Callable[[], float] = monotonic) -> Ended:
    """Crawl in a child process; cancelled, it lets the child end in good order first, for `STOPPING` seconds.

    `clock`, in seconds, says when a child that does not end by itself is late.
    """
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-P",
        "-m",
        "crawler.daemon.child",
        stdin=asyncio.subprocess.PIPE,
        start_new_session=True,
        env=os.environ | {"PYTHONWARNINGS": f"{os.environ.get('PYTHONWARNINGS', '')},{_QUIET}".lstrip(",")},
    )
    assert process.stdin is not None, "asked for above"
    try:
        with suppress(ConnectionError):  # it died at once; its exit code says more
            process.stdin.write(pickle.dumps(task))
            await process.stdin.drain()
        return await _watched(process, task, clock)
    except asyncio.CancelledError:
        await _stop(process)
        raise
    finally:
        if process.returncode not in _OWN_WORD:
            await _kill(process)
        process.stdin.close()


async def _watched(process: asyncio.subprocess.Process, task: Task, clock: Callable[[], float]) -> Ended:
    """Wait for its end, or make one."""
    own = task.settings.daemon
    end = clock() + own.deadline.total_seconds() + LATE
    while True:
        with suppress(TimeoutError):
            async with asyncio.timeout(_LOOK):
                code = await process.wait()
                return Ended(well=code == 0, why=None if code in _OWN_WORD else _died_of(code))
        if clock() > end:
            return Ended(why=f"it hung beyond daemon.deadline ({own.deadline.total_seconds() / 60:g} min)")
        if (taken := _memory(process.pid)) > own.memory:
            return Ended(why=f"it took {taken} MB, more than daemon.memory ({own.memory}) allows")


async def _stop(process: asyncio.subprocess.Process) -> None:
    with suppress(ProcessLookupError):
        process.send_signal(signal.SIGTERM)
    with suppress(TimeoutError):
        async with asyncio.timeout(STOPPING):
            await process.wait()


def _died_of(code: int) -> str:
    if code >= 0:
        return f"its process ended with exit code {code}"
    with suppress(ValueError):
        return f"its process died of {signal.Signals(-code).name}"
    return f"its process died of signal {-code}"


def _memory(pid: int) -> int:
    """MB that the process and all below it hold; what they share counts once (not at all where this is no Linux)."""
    taken = 0
    with suppress(psutil.Error):
        whole = psutil.Process(pid)
        for process in (whole, *whole.children(recursive=True)):
            with suppress(psutil.Error):
                held = process.memory_full_info()
                taken += getattr(held, "pss", held.uss)
    return taken // 10**6


async def _kill(process: asyncio.subprocess.Process) -> None:
    """End it, and what it leaves: its workers end with it and give back what they share, in a moment."""
    with suppress(ProcessLookupError):
        process.kill()
    await process.wait()
    with suppress(ProcessLookupError, PermissionError):  # the child led a group of its own; nobody is left of it
        for _ in range(_MOMENTS):
            os.killpg(process.pid, 0)
            await asyncio.sleep(0.1)
        os.killpg(process.pid, signal.SIGKILL)
