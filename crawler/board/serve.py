"""The board as a program that serves it: a Datasette over the database, read-only, with the board in it."""

from __future__ import annotations

import errno
import os
import socket
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

import uvicorn
from datasette.app import Datasette
from datasette.database import Database

from crawler.board.guard import App
from crawler.board.plugin import Board, install
from crawler.board.routes import DATABASE
from crawler.config.schema import Settings
from crawler.errors import ServeError, StoreError
from crawler.match.lexicons import load
from crawler.sources.load import load_catalog
from crawler.text.words import search_words
from storage.store import Store

LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]", "::1"})
_THREADS = 4  # that read; one that a long query of Datasette's holds leaves others for the board
_SQL_MILLISECONDS = 1000  # for one query of Datasette's own pages
_BACKLOG = 512  # connections that may wait to be taken
_AS_THEY_ARE = "The data as they are stored. For a spreadsheet take /moves.csv, in which no cell is a formula."
_UNOPENABLE = frozenset("?#%")  # they mean something in the address by which Datasette opens a file
_LINGER = 3  # seconds that answers under way get at Ctrl-C


@contextmanager
def application(settings: Settings, hosts: frozenset[str], clock: Callable[[], datetime]) -> Iterator[App]:
    """The board over the configured database, closed at the end. Raises StoreError where none can be read.

    `hosts` are names, beside those of loopback, under which it may be asked for.
    """
    datasette = Datasette(
        settings={
            "allow_download": False,
            "num_sql_threads": _THREADS,
            "sql_time_limit_ms": _SQL_MILLISECONDS,
            "default_cache_ttl": 0,
        },
        metadata={"title": "labmoves: the data", "databases": {DATABASE: {"description": _AS_THEY_ARE}}},
    )
    datasette.databases.pop("_memory", None)
    reader = _Reader(datasette, settings.database)
    reader.follow()
    board = Board(
        settings=settings,
        lexicon=load(settings.lexicon_folder),
        catalog=load_catalog(settings.sources_folder),
        hosts=LOOPBACK | {host.lower() for host in hosts},
        clock=clock,
        follow=reader.follow,
    )
    install(datasette, board)
    search_words("看板")  # its dictionary is loaded now, not while the first reader waits
    try:
        yield datasette.app()
    finally:
        reader.close()


class _Reader:
    """The database as Datasette reads it: opened anew where another file has taken its place, as `restore` does."""

    def __init__(self, datasette: Datasette, path: Path) -> None:
        if _UNOPENABLE & set(str(path)):
            raise StoreError("Datasette opens no file with ?, # or % in its path", where=str(path), remedy="Rename it")
        self._datasette, self._path = datasette, path
        self._file: tuple[int, int] | None = None
        self._database: Database | None = None

    def follow(self) -> None:
        """See that the file that is there is the one that is read. Raises StoreError where it cannot be."""
        if self._file is not None and _identity(self._path) == self._file:
            return
        Store.open(self._path, read_only=True).close()
        self._file = _identity(self._path)
        if self._database is not None:
            self._let_go(self._database)
        self._database = Database(self._datasette, path=str(self._path), is_mutable=not _frozen(self._path))
        self._datasette.add_database(self._database, name=DATABASE)

    def _let_go(self, database: Database) -> None:
        """Each thread keeps the connection that it has opened, so new ones read the new file; the old finish first."""
        self._datasette.remove_database(DATABASE)
        old, self._datasette.executor = self._datasette.executor, ThreadPoolExecutor(_THREADS)
        self._datasette.executor.submit(_close, old, database)

    def close(self) -> None:
        """Wait for the answers under way, and close the file."""
        if self._database is not None:
            _close(self._datasette.executor, self._database)


def _close(executor: ThreadPoolExecutor, database: Database) -> None:
    executor.shutdown()
    database.close()


def _identity(path: Path) -> tuple[int, int] | None:
    """Which file it is; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _frozen(path: Path) -> bool:
    """True on a disk that cannot be written: SQLite needs a file beside the database that it cannot make there."""
    return not os.access(path.parent, os.W_OK) and not path.with_name(f"{path.name}-wal").exists()


def listening(host: str, port: int) -> socket.socket:
    """A socket on which nobody is answered yet; port 0 takes any that is free. Raises ServeError."""
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        on = socket.create_server((host, port), family=family, backlog=_BACKLOG)
    except (OSError, OverflowError, UnicodeError) as error:
        code = error.errno if isinstance(error, OSError) and not isinstance(error, socket.gaierror) else None
        elsewhere = isinstance(error, socket.gaierror) or code == errno.EADDRNOTAVAIL
        remedy = "Name an address of this machine with --host" if elsewhere else "Name another port with --port"
        place = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
        raise ServeError(os.strerror(code) if code else str(error), where=place, remedy=remedy) from error
    # An answer goes out in two parts; without this the second waits for the reader to acknowledge the first: 40 ms.
    on.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return on


def serve(app: App, on: socket.socket) -> None:
    """Answer until Ctrl-C or SIGTERM."""
    config = uvicorn.Config(
        app, log_level="warning", server_header=False, date_header=False, timeout_graceful_shutdown=_LINGER
    )
    with suppress(KeyboardInterrupt):  # the way to end it
        uvicorn.Server(config).run(sockets=[on])
