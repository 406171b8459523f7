"""How long an event loop keeps waiting what is due."""

from __future__ import annotations

import asyncio
import time


class Lag:
    """How late the event loop comes to what is due: the wait of a short sleep beyond its time, again and again."""

    def __init__(self) -> None:
        self.seconds: list[float] = []

    async def watch(self) -> None:
        """Until cancelled."""
        while True:
            due = time.perf_counter() + 0.01
            await asyncio.sleep(0.01)
            self.seconds.append(time.perf_counter() - due)

    @property
    def p99(self) -> float:
        """In seconds."""
        return sorted(self.seconds)[int(0.99 * len(self.seconds))]
