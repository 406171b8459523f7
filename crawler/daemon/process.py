"""The daemon as a process: what each signal means, and how it ends."""

from __future__ import annotations

import asyncio
import signal

from crawler.daemon.daemon import Daemon


def run_daemon(daemon: Daemon, *, once: bool = False) -> bool:
    """Run until SIGTERM or Ctrl-C, or one round; blocks. Only for the main thread. False where a round failed.

    SIGHUP makes it read configuration and catalog again. Raises StoreError where another daemon watches the database,
    KeyboardInterrupt where a round was broken off; what was read by then is stored.
    """
    with asyncio.Runner() as runner:
        return runner.run(_until_told(daemon, once))


async def _until_told(daemon: Daemon, once: bool) -> bool:
    loop = asyncio.get_running_loop()
    work = asyncio.ensure_future(daemon.run_once() if once else daemon.run())
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, work.cancel)
    if not once:
        loop.add_signal_handler(signal.SIGHUP, daemon.reload)
    try:
        return await work
    except asyncio.CancelledError as error:
        await daemon.stop()
        raise KeyboardInterrupt from error
