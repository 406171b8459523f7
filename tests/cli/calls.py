"""How tests of the command line call it, one more article that they may have it know, and one source to crawl."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from click.testing import Result
from spiders_site import Site

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


def one_source(site: Site, folder: Path, crawl: str) -> Path:
    """A configuration in `folder` with one source, big: the site, which is the user's own; `crawl` says how it goes."""
    (folder / "sources").mkdir()
    place = f'[[feed]]\nurl = "{site.url}/feed"\n'
    source = f'name = "Big"\nhome = "{site.url}"\nlanguage = "en"\n{place}'
    (folder / "sources" / "big.toml").write_text(source, encoding="utf-8")
    told = f'database = "big.db"\n[crawl]\ndelay = 0\nallow_hosts = ["{site.host}"]\n{crawl}\n'
    (folder / "labmoves.toml").write_text(told, encoding="utf-8")
    return folder / "labmoves.toml"
