"""The recipe: what is done with a fetched page, in which order, and where.

`read` is a pure function of the page; every command uses it. In a crawl it runs in worker processes (`Readers`), so
that the event loop never waits for it; what it found is then decided and stored in the loop, in one transaction. The
screen alone, which costs less than handing a page over, is asked in the loop first.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from multiprocessing.context import BaseContext
from types import TracebackType
from typing import Any, Self, TypeVar

from pebble import ProcessExpired, ProcessFuture, ProcessPool

from crawler.errors import WorkerError
from crawler.extract.article import extract
from crawler.extract.layouts import load_layouts
from crawler.match.lexicons import load
from crawler.match.mentions import match
from crawler.model import NO_OWN_FILES, Article, Mention, OwnFiles, Page, Rejected
from crawler.processes import deaf_children
from crawler.reading import Reading, Screening
from crawler.screen import screen
from crawler.text.fingerprint import fingerprint

T = TypeVar("T")

LONGEST_SCREENED = 256 * 1024  # bytes; 5 ms, which no other request notices
LONGEST_READ = 60.0  # seconds for one page; the slowest of 2,373 real pages takes 2


def check_own_files(own: OwnFiles) -> None:
    """Raise ConfigError, with file and key, where one of the user's own files is wrong; what is right stays loaded."""
    load(own.lexicon)
    load_layouts(own.layouts)


def read(page: Page, own: OwnFiles = NO_OWN_FILES, *, dropped: bool = False) -> Reading:
    """All that a page says: screened, then extracted, then matched; a stage that says no ends it.

    With `dropped` the article of a page that the screen drops is extracted too, and not matched.

    Needs no database, no network and no event loop. Raises ConfigError where one of the user's own files is wrong.
    """
    screening = screen(page.body, own.lexicon)
    if not (screening.passed or dropped):
        return _dropped(page, screening)
    article = extract(page, own.layouts)
    if not screening.passed:
        return replace(_dropped(page, screening), article=article)
    mentions = () if isinstance(article, Rejected) else match(article, load(own.lexicon))
    return Reading(
        page_url=page.final_url, screening=screening, article=article, mentions=mentions, size=len(page.body)
    )


def _dropped(page: Page, screening: Screening) -> Reading:
    mark = fingerprint(page.body)
    return Reading(page_url=page.final_url, screening=screening, size=len(page.body), mark=mark)


def match_texts(articles: Sequence[Article], own: OwnFiles = NO_OWN_FILES) -> list[tuple[Mention, ...]]:
    """The mentions of each article, of which only the text is needed. Raises ConfigError as `read` does."""
    lexicon = load(own.lexicon)
    return [match(article, lexicon) for article in articles]


def screened_out(page: Page, own: OwnFiles = NO_OWN_FILES) -> Reading | None:
    """The Reading of a page that the screen drops; None for one that must be read, or is too long to be screened."""
    if len(page.body) > LONGEST_SCREENED:
        return None
    screening = screen(page.body, own.lexicon)
    return None if screening.passed else _dropped(page, screening)


class Readers:
    """Up to `workers` processes that read pages; one that kills or holds up its worker fails alone (WorkerError).

    The processes start with the first page: a crawl that finds nothing new starts none.
    """

    def __init__(
        self,
        workers: int,
        own: OwnFiles = NO_OWN_FILES,
        *,
        longest: float | None = None,
    ) -> None:
        self._own, self._longest = own, longest or LONGEST_READ
        # A thread of their own: the loop's threads look names up, and the fork server answers only when it has imported
        # what the workers share, seconds later.
        self._hatch = ThreadPoolExecutor(1, thread_name_prefix="readers")
        self._pool = ProcessPool(workers, initializer=_prepare, initargs=[own], context=_context())

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    async def read(self, page: Page, *, dropped: bool = False) -> Reading:
        """The page's Reading, as `read` gives it. Raises WorkerError where its worker died of it or took too long."""
        if not dropped and (out := screened_out(page, self._own)):
            return out
        return await self.run(partial(read, dropped=dropped), page, self._own, where=page.asked_url)

    async def run(self, how: Callable[..., T], *args: object, where: str) -> T:
        """What `how`, a function of values, makes of them; raises what it raises, and WorkerError as `read` does."""

        def schedule() -> ProcessFuture[T]:
            with deaf_children():
                return self._pool.schedule(how, args, timeout=self._longest)

        try:
            scheduled = await asyncio.get_running_loop().run_in_executor(self._hatch, schedule)
            return await asyncio.wrap_future(scheduled)
        except TimeoutError:
            raise WorkerError(f"reading it took longer than {self._longest:.0f} s", where=where) from None
        except ProcessExpired:
            raise WorkerError("reading it ended the worker process", where=where) from None

    def close(self) -> None:
        """End every worker, also one that reads."""
        self._hatch.shutdown(wait=False, cancel_futures=True)
        self._pool.stop()
        self._pool.join()


def _context() -> BaseContext:
    """Forkserver where there is one (quick to start anew), else spawn; never fork, which copies our threads' locks."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__, "crawler.preloaded"])
    return context


def _prepare(own: OwnFiles) -> None:
    """In a new worker: end when its parent ends, and load what the first page would wait for."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    check_own_files(own)


def _end_with(parent: Any) -> None:
    parent.join()
    os._exit(1)  # nothing to tidy: the parent was killed and nobody waits for an answer
