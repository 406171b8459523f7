"""The recipe: what is done with a fetched page, in which order, and where.

`read` is a pure function of the page; every command uses it. In a crawl it runs in worker processes (`Readers`), so
that the event loop never waits for it; what it found is then decided and stored in the loop, in one transaction.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.context import BaseContext
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, Self

from crawler.errors import InputError
from crawler.extract.article import extract
from crawler.match.lexicons import load
from crawler.match.mentions import match
from crawler.model import Page, Reading, Rejected
from crawler.screen import screen

LONGEST_READ = 60.0  # seconds for one page; the slowest of 2,373 real pages takes 2
_FIRST_READ = 60.0  # more for a worker's first page: it loads jieba, trafilatura and the lexicon


def read(page: Page, lexicon_folder: Path | None = None) -> Reading:
    """All that a page says: screened, then extracted, then matched; a stage that says no ends it.

    Needs no database, no network and no event loop. Raises ConfigError where a lexicon file is wrong.
    """
    screening = screen(page.body, lexicon_folder)
    if not screening.passed:
        return Reading(page_url=page.final_url, screening=screening)
    article = extract(page)
    if isinstance(article, Rejected):
        return Reading(page_url=page.final_url, screening=screening, article=article)
    mentions = match(article, load(lexicon_folder))
    return Reading(page_url=page.final_url, screening=screening, article=article, mentions=mentions)


class Readers:
    """`read` in up to `workers` processes, each with its own pool of one.

    With one page to a pool it is plain which page a death or a delay is owed to: only that page fails (InputError),
    only that worker is replaced. Workers start when first needed: a crawl that finds nothing new starts none.
    """

    def __init__(
        self,
        workers: int,
        lexicon_folder: Path | None = None,
        *,
        longest: float = LONGEST_READ,
        how: Callable[[Page, Path | None], Reading] = read,
    ) -> None:
        self._longest = longest
        context = _context()
        self._idle: asyncio.LifoQueue[_Worker] = asyncio.LifoQueue()  # last in, first out: few workers stay warm
        self._all = [_Worker(context, lexicon_folder, how) for _ in range(workers)]
        for worker in self._all:
            self._idle.put_nowait(worker)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def read(self, page: Page) -> Reading:
        """The page's Reading. Raises InputError where its worker died of it or took too long."""
        worker = await self._idle.get()
        try:
            return await asyncio.wait_for(worker.read(page), self._longest + worker.warm_up)
        except TimeoutError:
            worker.kill()
            raise InputError(f"reading it took longer than {self._longest:.0f} s", where=page.asked_url) from None
        except BrokenProcessPool:
            worker.kill()
            raise InputError("reading it ended the worker process", where=page.asked_url) from None
        except asyncio.CancelledError:
            worker.kill()
            raise
        finally:
            self._idle.put_nowait(worker)

    async def close(self) -> None:
        """End every worker, also one that reads."""
        for worker in self._all:
            worker.kill()


class _Worker:
    """One process, started with its first page; after `kill` the next page starts another."""

    def __init__(
        self, context: BaseContext, lexicon_folder: Path | None, how: Callable[[Page, Path | None], Reading]
    ) -> None:
        self._context, self._lexicon_folder, self._how = context, lexicon_folder, how
        self._pool: ProcessPoolExecutor | None = None

    @property
    def warm_up(self) -> float:
        """Seconds that the next page may take beyond its own."""
        return 0.0 if self._pool else _FIRST_READ

    async def read(self, page: Page) -> Reading:
        """The page's Reading; starts the process if there is none. Raises BrokenProcessPool where it died."""
        if self._pool is None:
            self._pool = ProcessPoolExecutor(
                1, mp_context=self._context, initializer=_prepare, initargs=(self._lexicon_folder,)
            )
            # In a thread: the fork server answers only when it has imported what the workers share, seconds later.
            await asyncio.to_thread(self._pool.submit, int)
        return await asyncio.get_running_loop().run_in_executor(self._pool, self._how, page, self._lexicon_folder)

    def kill(self) -> None:
        if self._pool is None:
            return
        # The executor has no public way to end a process that is busy.
        for process in (self._pool._processes or {}).values():
            process.kill()
        self._pool.shutdown(wait=False, cancel_futures=True)
        self._pool = None


def _context() -> BaseContext:
    """Forkserver where there is one (quick to start anew), else spawn; never fork, which copies our threads' locks."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__, "crawler.match.preloaded"])
    return context


def _prepare(lexicon_folder: Path | None) -> None:
    """In a new worker: leave Ctrl-C to the parent, end when it ends, and load what the first page would wait for."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    load(lexicon_folder)


def _end_with(parent: Any) -> None:
    parent.join()
    os._exit(1)  # nothing to tidy: the parent was killed and nobody waits for an answer


class Desk(Protocol):
    """Where a fetched page is taken: read, decided, stored (see crawl.py)."""

    async def take(self, page: Page) -> None: ...


class ReadAndDecide:
    """Scrapy's item pipeline: hands each Page to the desk of the spider's run; other items pass."""

    def __init__(self, crawler: Any) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Any) -> ReadAndDecide:
        return cls(crawler)

    async def process_item(self, item: object) -> object:
        if isinstance(item, Page):
            desk: Desk = self._crawler.spider.errand
            await desk.take(item)
        return item
