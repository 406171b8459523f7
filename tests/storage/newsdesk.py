"""Articles and mentions for the storage tests, and the way from one to the database that a crawl takes."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from crawler.audience import AlertPolicy, Audience
from crawler.decide.article import decide_article
from crawler.model import Article, Certainty, Decision, Kind, Mention, Outcome, SourceReport, Visit
from storage.store import Store

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
AUDIENCE = Audience(policies={"recipients": AlertPolicy()})


def article(
    number: int = 1, text: str = "Ada Wong left.", source: str = "a", published: datetime | None = None
) -> Article:
    return Article(
        url=f"https://{source}.example/{number}",
        source=source,
        title=f"Title {number}",
        text=text,
        language="en",
        published=published or NOW - HOUR,
        authors=("A. Writer",),
        text_hash="t1-" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:20],
    )


def mention(person: str = "Ada Wong", **fields: object) -> Mention:
    values: dict[str, object] = {
        "person": person, "lab": "OpenAI", "lab_id": "openai", "kind": Kind.DEPARTURE,
        "certainty": Certainty.REPORTED, "sentence": f"{person} left.", "start": 0, "end": 5, "score": 0.9,
    }  # fmt: skip
    return Mention(**(values | fields))  # type: ignore[arg-type]


def visit(url: str, source: str = "a", at: datetime = NOW) -> Visit:
    return Visit(url=url, source=source, fetched_at=at, outcome=Outcome.MATCHED, status=200)


def begin(store: Store, now: datetime = NOW, *sources: str) -> int:
    return store.start_run("crawl", sources or ("a",), now)


def end(store: Store, run: int, now: datetime = NOW, source: str = "a") -> None:
    store.finish_run(run, "finished", [SourceReport(source=source, links=1, pages=1)], now)


def publish(
    store: Store, run: int, where: Article, mentions: Sequence[Mention], now: datetime = NOW
) -> tuple[Decision, ...]:
    """Decide and apply, as a crawl after the first does."""
    with store.together():
        known, spoken_of = store.known_moves(mentions), store.spoken_of(where.url)
        doubted = store.doubted(mentions, known)
        audience = replace(AUDIENCE, heard=store.letters.heard((*known, *(case.move for case in doubted))))
        decisions = decide_article(where, mentions, known, now, audience, False, spoken_of, doubted)
        store.apply(where, mentions, decisions, visit(where.url, where.source, now), run, now, DAY)
    return decisions
