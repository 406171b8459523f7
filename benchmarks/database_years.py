"""Three years of a busy watch, made up from a seed and written through the store's own door, as crawls write them.

A hundred sources; one article in forty tells of moves, two at a time; ten articles tell of each, within days, first as
a rumour, then as a report, then as confirmed. All others leave a visit. People are invented.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from crawler.audience import AlertPolicy, Audience
from crawler.decide.article import decide_article
from crawler.model import Article, Certainty, Kind, Mention, Outcome, SourceReport, Visit
from crawler.text.fingerprint import fingerprint
from storage.store import Store

END = datetime(2026, 11, 24, 12, tzinfo=UTC)
YEARS = timedelta(days=3 * 365)
RUNS = 2_000
SOURCES = tuple(f"source{number:02}" for number in range(100))
LABS = {"openai": "OpenAI", "anthropic": "Anthropic", "google": "Google DeepMind", "meta": "Meta", "xai": "xAI"}
_TELL = 10  # articles of one pair of moves
_ONE_IN = 40
_AUDIENCE = Audience(policies={"recipients": AlertPolicy(kinds=frozenset({Kind.DEPARTURE}))})
_SYLLABLES = "ba ke li mo nu ra sa ti vo wu xe yi zo da fe go ha je ko lu".split()
_WORDS = (
    "model company research team said would after chief that former lab people leaders growth training office year "
    "public safety staff engineer board product cloud search chips data open paper founder moved started announced"
).split()
_SURE = (Certainty.RUMORED, Certainty.RUMORED, Certainty.REPORTED, Certainty.REPORTED, Certainty.CONFIRMED)


@dataclass(frozen=True, slots=True)
class Told:
    """An article with what it says, ready to be decided on."""

    article: Article
    mentions: tuple[Mention, ...]


def fill(store: Store, articles: int, *, seed: int = 7, reached: dict[int, Callable[[], None]]) -> None:
    """Write so many articles, in `RUNS` runs; calls what `reached` has for a number once that many are stored."""
    dice = random.Random(seed)
    told = list(stories(articles // _ONE_IN, dice))
    written, waiting = 0, sorted(reached)
    for number in range(RUNS):
        now = END - YEARS + number * (YEARS / RUNS)
        run = store.start_run("crawl", SOURCES, now)
        due = articles * (number + 1) // RUNS - written
        news = [told.pop() for _ in range(-(-len(told) // (RUNS - number)))]
        store.record_visits((_quiet(written + n, now, dice) for n in range(due - len(news))), run)
        for one in news:
            apply(store, dated(one, now), run, now)
        store.finish_run(run, "finished", [_report(source, dice) for source in SOURCES], now)
        written += due
        while waiting and written >= waiting[0]:
            reached[waiting.pop(0)]()


def apply(store: Store, one: Told, run: int, now: datetime) -> None:
    """What a crawl does with an article that was read: look up, decide, store."""
    known = store.known_moves(one.mentions)
    audience = replace(_AUDIENCE, heard=store.letters.heard(known))
    decisions = decide_article(one.article, one.mentions, known, now, audience, False)
    visit = _visit(one.article.url, one.article.source, now, Outcome.MATCHED, one.article.title or "")
    store.apply(one.article, one.mentions, decisions, visit, run, now, timedelta(days=30))


def dated(one: Told, now: datetime) -> Told:
    """The same, published an hour before it is read."""
    return replace(one, article=replace(one.article, published=now - timedelta(hours=1)))


def stories(count: int, dice: random.Random) -> Iterator[Told]:
    """So many articles, the last first; each ten in turn tell of the same two moves, at two labs."""
    for number in range(count - 1, -1, -1):
        pair, place = number // _TELL, number % _TELL
        source = dice.choice(SOURCES)
        sure = _SURE[min(place // 2, len(_SURE) - 1)]
        mentions = tuple(_mention(pair * 2 + side, lab, sure) for side, lab in enumerate(_labs(pair)))
        text = _text(mentions, dice)
        yield Told(
            Article(
                url=_address(source, number, dice),
                source=source,
                title=_title(dice),
                text=text,
                language="en",
                text_hash="t1-" + hashlib.sha256(text.encode()).hexdigest(),
            ),
            mentions,
        )


def person(number: int) -> str:
    """An invented name, another for each number up to 160,000; a twentieth share a surname."""
    a, b, c, d = number % 20, number // 20 % 20, number // 400 % 20, number // 8000 % 20
    return f"{_SYLLABLES[b]}{_SYLLABLES[c]}{_SYLLABLES[d]}n {_SYLLABLES[a]}so".title()


def _labs(pair: int) -> tuple[str, str]:
    ids = sorted(LABS)
    return ids[pair % len(ids)], ids[(pair + 1) % len(ids)]


def _mention(number: int, lab: str, sure: Certainty) -> Mention:
    name = person(number)
    return Mention(
        person=name,
        spellings=(name.split()[-1],),
        lab=LABS[lab],
        lab_id=lab,
        kind=(Kind.DEPARTURE, Kind.HIRE)[number % 2],
        role="researcher",
        certainty=sure,
        sentence=f"{name}, a researcher, is moving, {LABS[lab]} said.",
        start=0,
        end=40,
        score=0.9,
        reasons=("leaves tells of a departure", "the name stands before it in its clause"),
    )


def _text(mentions: tuple[Mention, ...], dice: random.Random) -> str:
    filler = " ".join(dice.choices(_WORDS, k=400))
    return "\n".join([*(mention.sentence for mention in mentions), filler])


def _title(dice: random.Random) -> str:
    return " ".join(dice.choices(_WORDS, k=9)).capitalize()


def _address(source: str, number: int, dice: random.Random) -> str:
    return f"https://www.{source}.example/2026/{number % 12 + 1:02}/{'-'.join(dice.choices(_WORDS, k=6))}-{number}"


def _quiet(number: int, now: datetime, dice: random.Random) -> Visit:
    source, kind = dice.choice(SOURCES), dice.random()
    outcome = Outcome.SCREENED_OUT if kind < 0.9 else Outcome.NO_MOVE if kind < 0.98 else Outcome.REJECTED
    return _visit(_address(source, number + 10_000_000, dice), source, now, outcome, _title(dice))


def _visit(url: str, source: str, now: datetime, outcome: Outcome, title: str) -> Visit:
    """With the validators that most servers send."""
    return Visit(
        url=url,
        source=source,
        fetched_at=now,
        outcome=outcome,
        status=200,
        etag=f'W/"{hashlib.sha256(url.encode()).hexdigest()[:32]}"',
        last_modified=now.strftime("%a, %d %b %Y %H:%M:%S GMT"),
        title_mark=fingerprint(title),
        fingerprint=fingerprint(url),
    )


def _report(source: str, dice: random.Random) -> SourceReport:
    if dice.random() < 0.01:
        return SourceReport(source=source, errors=("the server answered 503",))
    return SourceReport(source=source, links=30, pages=5, unchanged=1, screened_out=4, matched=1)
