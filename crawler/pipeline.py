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
from multiprocessing.context import BaseContext
from types import TracebackType
from typing import Any, Self, TypeVar

from pebble import ProcessExpired, ProcessFuture, ProcessPool

from crawler.errors import WorkerError
from crawler.extract.article import extract
from crawler.extract.layouts import load_layouts
from crawler.match.lexicons import load
from crawler.match.mentions import match
from crawler.model import NO_OWN_FILES, Article, Keep, Mention, OwnFiles, Page, Rejected
from crawler.processes import deaf_children
from crawler.reading import Reading, Screening
from crawler.screen import load_words, screen
from crawler.text.fingerprint import fingerprint
from crawler.text.words import cut_article

T = TypeVar("T")

LONGEST_SCREENED = 256 * 1024  # bytes; 5 ms, which no other request notices
LONGEST_READ = 60.0  # seconds for one page; the slowest of 2,373 real pages takes 2


def check_own_files(own: OwnFiles) -> None:
    """Raise ConfigError, with file and key, where one of the user's own files is wrong; what is right stays loaded."""
    load(own.lexicon)
    load_layouts(own.layouts)


def get_ready(own: OwnFiles) -> None:
    """`check_own_files`, and all that screening needs is loaded: in an event loop no page may wait for that."""
    check_own_files(own)
    load_words(own.lexicon)


def read(page: Page, own: OwnFiles = NO_OWN_FILES, keep: Keep | None = None) -> Reading:
    """All that a page says: screened, then extracted, then matched; a stage that says no ends it.

    With Keep.ALL the article of a page that the screen drops is extracted too, and not matched. What `keep` stores
    comes with its words, cut here so that whoever stores it needs no Chinese dictionary; with None nothing is stored.

    Needs no database, no network and no event loop. Raises ConfigError where one of the user's own files is wrong.
    """
    screening = screen(page.body, own.lexicon)
    found = _screened(page, screening)
    if not (screening.passed or keep is Keep.ALL):
        return found
    article = extract(page, own.layouts)
    if isinstance(article, Rejected):
        return replace(found, article=article)
    mentions = match(article, load(own.lexicon)) if screening.passed else ()
    stored = keep is not None and (mentions or keep is not Keep.FLAGGED)
    words = cut_article(article.title, article.text) if stored else None
    return replace(found, article=article, mentions=mentions, words=words)


def _screened(page: Page, screening: Screening) -> Reading:
    mark = None if screening.passed else fingerprint(page.body)
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
    return None if screening.passed else _screened(page, screening)


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

    async def read(self, page: Page, keep: Keep) -> Reading:
        """The page's Reading, as `read` gives it. Raises WorkerError where its worker died of it or took too long."""
        if keep is not Keep.ALL and (out := screened_out(page, self._own)):
            return out
        return await self.run(read, page, self._own, keep, where=page.asked_url)

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
