"""The process that crawls: `python -m crawler.daemon.child`, started by crawling.py with its task on standard input.

Exit code 0: the crawl ended, and something could be had. 1: it was not possible, or nothing could be had. Either way it
has said so in the log and the database; any other end is one that somebody else has to write down.

The processes that read pages for the crawl import this module anew, because it is its parent's main one. What only the
crawl needs is imported by the call, else each of them would hold Scrapy too.
"""

from __future__ import annotations

import logging
import os
import pickle
import signal
import sys
import threading


def main() -> int:
    """Do the task; gives the exit code."""
    from crawler.daemon.logged import carry_out  # noqa: PLC0415 - see the module

    task = pickle.load(sys.stdin.buffer)  # noqa: S301 - our parent wrote it
    threading.Thread(target=_end_with_parent, daemon=True).start()
    return 0 if carry_out(task) else 1


def _end_with_parent() -> None:
    os.read(0, 1)  # returns at the end of standard input: nobody holds its other end any more
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    code = main()
    logging.shutdown()
    # Everything is stored and the workers are gone. What is left, such as a thread that looks up a name, or a request
    # that was cut off, must neither hold up the end nor complain of it.
    os._exit(code)
