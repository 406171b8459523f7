"""The database that the board's tests look at, and how they ask the board."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Protocol

import pytest

pytest.importorskip("datasette", reason="Datasette is not installed: pip install '.[board]'")
import httpx

from crawler.audience import Audience
from crawler.board.guard import App
from crawler.board.serve import application
from crawler.config.schema import Settings
from crawler.decide.article import decide_article
from crawler.model import Article, Certainty, Kind, Mention, Outcome, Visit
from storage.store import Store

NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
HERE = {"host": "localhost"}


class Ask(Protocol):
    """One request to the board; headers by their names with underscores."""

    def __call__(self, path: str, method: str = "GET", data: dict[str, str] | None = None, **headers: str) -> Any: ...


@contextmanager
def served(database: Path, clock: Callable[[], datetime] = lambda: NOW, **settings: Any) -> Iterator[App]:
    """The board over a database, as `labmoves serve` makes it."""
    whole = Settings(database=database, letters_folder=database.parent / "letters", **settings)
    with application(whole, frozenset({"board.example"}), clock) as app:
        yield app


@contextmanager
def asking(database: Path, clock: Callable[[], datetime] = lambda: NOW, **settings: Any) -> Iterator[Ask]:
    """The board over a database, asked without a socket."""
    with served(database, clock, **settings) as app:
        transport = httpx.ASGITransport(app=app)

        async def send(method: str, path: str, data: dict[str, str] | None, headers: dict[str, str]) -> httpx.Response:
            async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
                return await client.request(method, path, data=data, headers=headers)

        def ask(path: str, method: str = "GET", data: dict[str, str] | None = None, **headers: str) -> httpx.Response:
            named = HERE | {name.replace("_", "-"): value for name, value in headers.items()}
            return asyncio.run(send(method, path, data, named))

        yield ask


def said(person: str, text: str, **fields: object) -> Mention:
    """A mention whose sentence is all of its article's text."""
    values: dict[str, object] = {
        "person": person, "lab": "OpenAI", "lab_id": "openai", "kind": Kind.DEPARTURE,
        "certainty": Certainty.CONFIRMED, "sentence": text, "start": 0, "end": len(text), "score": 0.9,
    }  # fmt: skip
    return Mention(**(values | fields))  # type: ignore[arg-type]


def publish(store: Store, run: int, where: str, mentions: Sequence[Mention], at: datetime = NOW, **fields: Any) -> None:
    """One article, such as wired/1, decided on and stored as a crawl does it."""
    source, _, number = where.partition("/")
    text = "\n".join(dict.fromkeys(m.sentence for m in mentions))
    values = {
        "url": f"https://{source}.example/{number}", "title": f"Title {number}", "text": text, "language": "en",
        "published": at,
    } | fields  # fmt: skip
    hashed = hashlib.sha256(repr((values["title"], values["text"])).encode()).hexdigest()[:20]
    article = Article(source=source, text_hash=f"t1-{hashed}", **values)  # type: ignore[arg-type]
    decisions = decide_article(article, mentions, store.known_moves(mentions), at, Audience(policies={}), False)
    visit = Visit(url=article.url, source=source, fetched_at=at, outcome=Outcome.MATCHED, status=200)
    store.apply(article, mentions, decisions, visit, run, at)
