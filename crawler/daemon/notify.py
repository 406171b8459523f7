"""Word to the service manager that started us: sd_notify(3), a datagram to the socket that $NOTIFY_SOCKET names.

Without one, as when the daemon is run by hand, nothing is sent. A manager that does not listen is no trouble of ours.
"""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Mapping
from contextlib import suppress

READY, ENDING, ALIVE = "READY=1", "STOPPING=1", "WATCHDOG=1"


def notify(*words: str, env: Mapping[str, str] = os.environ) -> None:
    """Send these assignments in one datagram."""
    place = env.get("NOTIFY_SOCKET", "")
    if not place.startswith(("/", "@")):
        return
    address = "\0" + place[1:] if place.startswith("@") else place  # "@": a name without a file
    with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sender:
        sender.sendto("\n".join(words).encode(), address)


def reloading() -> tuple[str, str]:
    """What tells the manager that what follows is a reload; `READY` ends it."""
    return "RELOADING=1", f"MONOTONIC_USEC={time.clock_gettime_ns(time.CLOCK_MONOTONIC) // 1000}"


def watchdog_seconds(env: Mapping[str, str] = os.environ) -> float | None:
    """How often the manager must hear that we are alive: half of what it waits; None where it does not wait for us."""
    asked, process = env.get("WATCHDOG_USEC", ""), env.get("WATCHDOG_PID", "")
    if not (asked.isascii() and asked.isdigit() and int(asked)) or process not in {"", str(os.getpid())}:
        return None
    return int(asked) / 2_000_000
