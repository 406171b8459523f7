"""A command that goes on for long is ended in good order by Ctrl-C and SIGTERM."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


def run_until_asked_to_end(work: Coroutine[Any, Any, T]) -> T:
    """What the work gives; a signal to end cancels it, as often as one comes."""

    async def whole() -> T:
        task = asyncio.current_task()
        assert task is not None
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, task.cancel)
        return await work

    return asyncio.run(whole())
