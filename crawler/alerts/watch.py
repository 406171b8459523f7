"""Letters about the watch itself, to its operators: a daily word that silence means no news, and sources in trouble.

What is to be said is a pure function of the watch's `Health` and of what was said before; the outbox keeps both the
letters and what was said, in one transaction, so that each is said once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from crawler.alerts.wording import WATCH, WatchWords, filled
from crawler.config.schema import Settings, WatchSettings
from crawler.config.subscribers import Language
from crawler.health import Condition, Health, SourceHealth
from crawler.letter import LetterKind, Notice
from crawler.text.durations import length
from storage.outbox import message_id
from storage.store import Store

_MOST_NAMED = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Untold:
    """What the operators do not know yet: the sources that fell into trouble, and those that are well again."""

    down: tuple[SourceHealth, ...] = ()
    back: tuple[SourceHealth, ...] = ()


def write_watch_letters(store: Store, settings: Settings, found: Health) -> None:
    """Put what there is to say of the watch into the outbox; nothing where nothing is asked for, or new."""
    rules, reader, now = settings.watch, settings.operators.name, found.at
    beat = rules.last_heartbeat(now)
    if beat is not None and found.last_run is not None:
        name = message_id(reader, "heartbeat", f"{beat:%Y%m%d}")
        if not store.letters.holds(name):
            store.letters.write_notice(reader, LetterKind.HEARTBEAT, heartbeat(found, rules.language), name, now)
    if rules.sources:
        with store.together():  # another process, such as a `daemon --once`, may find the same meanwhile
            _write_untold(store, rules, reader, found)


def _write_untold(store: Store, rules: WatchSettings, reader: str, found: Health) -> None:
    told, now = store.letters.troubles(), found.at
    news = untold(found, told, rules)
    if news.down or news.back:
        name = message_id(reader, "sources", f"{now:%Y%m%dT%H%M%S}")
        notice = untold_notice(news, found, rules.language)
        ill = {s.source for s in found.sources} - {s.source for s in news.back}
        after = {key: when for key, when in told.items() if key in ill} | {s.source: now for s in news.down}
        store.letters.write_notice(reader, LetterKind.SOURCES, notice, name, now, troubles=after)


def untold(found: Health, told: Mapping[str, datetime], rules: WatchSettings) -> Untold:
    """What is new: in trouble for as long as the rules have patience, and not told; or told, and well again."""
    down = tuple(s for s in found.sources if s.source not in told and _is_down(s, found.at, rules.patience))
    return Untold(down=down, back=tuple(s for s in found.sources if s.source in told and s.healthy))


def _is_down(source: SourceHealth, now: datetime, patience: timedelta) -> bool:
    if source.condition is Condition.SILENT:
        return True  # its floors had the patience
    lasting = source.since is not None and source.runs > 1 and now - source.since >= patience
    return source.condition is Condition.FAILING and lasting


def heartbeat(found: Health, language: Language) -> Notice:
    """`No new move; 58 of 60 sources healthy`, with the newest article's age, what was read, and what is amiss."""
    words = WATCH[language]
    moves = words.moves[min(found.moves, 2)].format(found.moves)
    title = filled(words.heartbeat, language, moves=moves, healthy=_healthy(found, words))
    return Notice(title=title, rows=tuple(_heartbeat_rows(found, words)))


def _heartbeat_rows(found: Health, words: WatchWords) -> Iterator[tuple[str, str]]:
    labels = words.labels
    yield labels["moves"], f"{found.moves:,}"
    yield labels["sources"], _healthy(found, words)
    if found.newest:
        yield labels["newest"], _ago(found.at - found.newest, words)
    yield labels["pages"], f"{found.pages:,}"
    yield labels["passed"], f"{found.passed:,}"
    for condition in (Condition.FAILING, Condition.SILENT):
        if ids := found.having(condition):
            more = words.more.format(len(ids) - _MOST_NAMED) if len(ids) > _MOST_NAMED else ""
            yield labels[condition], words.comma.join(ids[:_MOST_NAMED]) + more
    if found.overdue:
        yield labels["overdue"], f"{len(found.overdue):,}"
    for name, count in (("tried", found.letters_tried), ("dead", found.letters_dead)):
        if count:
            yield labels[name], f"{count:,}"


def untold_notice(news: Untold, found: Health, language: Language) -> Notice:
    """Which sources fail, fell silent, or are back, each with what is known of it."""
    words = WATCH[language]
    parts = [
        words.turn[name].format(words.comma.join(s.source for s in some[:3]) + ("…" if len(some) > 3 else ""))
        for name, some in (("down", news.down), ("back", news.back))
        if some
    ]
    rows = [(source.source, _trouble(source, words)) for source in news.down]
    rows += [(source.source, words.turn["well"]) for source in news.back]
    rows.append((words.labels["sources"], _healthy(found, words)))
    return Notice(title=words.semicolon.join(parts), rows=tuple(rows))


def _trouble(source: SourceHealth, words: WatchWords) -> str:
    since = f"{source.since:%Y-%m-%d}" if source.since else "?"
    said = words.turn[source.condition].format(since)
    return f"{said}: {source.detail}" if source.condition is Condition.FAILING and source.detail else said


def _healthy(found: Health, words: WatchWords) -> str:
    return words.healthy.format(healthy=found.healthy, all=len(found.sources))


def _ago(span: timedelta, words: WatchWords) -> str:
    number, _, unit = length(span).partition(" ")
    return words.ago[unit].format(number)
