"""Claims that the tests of deciding work with: an article, a mention in it, and the move it makes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from crawler.audience import AlertPolicy, Audience
from crawler.decide.article import decide
from crawler.model import Article, Certainty, Decision, Kind, Mention, Move

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
POLICY = AlertPolicy(kinds=frozenset(Kind))
RUMORED, REPORTED, CONFIRMED = Certainty.RUMORED, Certainty.REPORTED, Certainty.CONFIRMED


def article(published: datetime | None = NOW - HOUR, url: str = "https://a.example/1", source: str = "a") -> Article:
    return Article(url=url, source=source, title="A title", text="A text.", language="en", published=published)


def mention(person: str = "Junyang Lin", **fields: object) -> Mention:
    values: dict[str, object] = {
        "person": person, "lab": "Qwen", "lab_id": "qwen", "kind": Kind.DEPARTURE, "certainty": REPORTED,
        "sentence": f"{person} left.", "start": 0, "end": 5, "score": 0.9,
    }  # fmt: skip
    return Mention(**(values | fields))  # type: ignore[arg-type]


def told(
    said: Mention,
    known: tuple[Move, ...] = (),
    *,
    published: datetime | None = NOW - HOUR,
    now: datetime = NOW,
    policy: AlertPolicy = POLICY,
    first_crawl: bool = False,
) -> Decision:
    return decide(said, article(published), known, now, audience(known, policy), first_crawl)


def audience(known: tuple[Move, ...] = (), policy: AlertPolicy = POLICY) -> Audience:
    """One reader, who has heard of every move of which a letter told."""
    return Audience(policies={"ann": policy}, heard={m.key: frozenset({"ann"}) for m in known if m.alerted})


def known_move(said: Mention | None = None, *, published: datetime | None = NOW - 2 * DAY, first: bool = False) -> Move:
    return told(said or mention(), published=published, now=published or NOW, first_crawl=first).move
