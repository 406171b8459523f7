"""A board over a small newsroom's database, asked in this process; and the same for a real browser."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from desk import Ask, asking, served
from newsroom import publish_all

from crawler.board.guard import App
from crawler.board.serve import listening
from storage.store import Store


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A few moves in both languages, of every kind, some of them hostile."""
    path = tmp_path_factory.mktemp("board") / "labmoves.db"
    with Store.open(path) as store:
        publish_all(store)
    return path


@pytest.fixture(scope="session")
def ask(database: Path) -> Iterator[Ask]:
    """Asks the board for a path, as a browser on this machine does; gives the answer."""
    with asking(database) as call:
        yield call


@pytest.fixture(scope="session")
def site(app: App) -> Iterator[str]:
    """The address of the board behind a real server."""
    on = listening("127.0.0.1", 0)
    server = uvicorn.Server(uvicorn.Config(app, log_level="error"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [on]})
    thread.start()
    yield f"http://127.0.0.1:{on.getsockname()[1]}"
    server.should_exit = True
    thread.join()
    on.close()


@pytest.fixture(scope="session")
def app(database: Path) -> Iterator[App]:
    """The board as the program that a server runs."""
    with served(database) as program:
        yield program
