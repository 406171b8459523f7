"""How tests of the command line call it, and one more article that they may have it know."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from click.testing import Result

from crawler.audience import NOBODY
from crawler.decide.article import decide_article
from crawler.model import Article, Certainty, Kind, Mention, Outcome, Visit
from storage.store import Store

Run = Callable[..., Result]
NOW = datetime.now(UTC).replace(microsecond=0)


def read_departure(store: Store, url: str, role: str = "researcher", *, command: str = "crawl") -> str:
    """A run in which an article tells that Ann Lee left OpenAI; gives the move's key."""
    mention = Mention(
        person="Ann Lee",
        lab="OpenAI",
        lab_id="openai",
        kind=Kind.DEPARTURE,
        certainty=Certainty.CONFIRMED,
        role=role,
        sentence=f"Ann Lee, {role}, left OpenAI.",
        start=0,
        end=20,
        score=0.9,
    )
    article = Article(url=url, source="wired", title=url, text=mention.sentence, language="en", published=NOW)
    decisions = decide_article(article, (mention,), store.known_moves((mention,)), NOW, NOBODY, False)
    run = store.start_run(command, ["wired"] if command == "crawl" else [], NOW)
    visit = Visit(url=url, source="wired", fetched_at=NOW, outcome=Outcome.MATCHED, status=200)
    store.apply(article, (mention,), decisions, visit, run, NOW, timedelta(days=30))
    store.finish_run(run, "finished", [], NOW)
    return decisions[0].move.key
