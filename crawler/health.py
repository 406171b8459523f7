"""Is the watch itself well? What the stored runs say of it: one value for `status`, metrics and the heartbeat's letter.

Nothing is asked of the network or the disk here: `health` is a pure function of what was read from the database and
of the catalog, and `checks` of its result.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import takewhile

from crawler.config.schema import DaemonSettings
from crawler.model import Source
from crawler.schedule.due import Rule, due_at, rules_of, timetable
from crawler.text.durations import ago, length
from storage.health import LONGEST_WAIT, Finding
from storage.record import Record
from storage.vitals import SourceVitals, Vitals

SPAN = timedelta(days=1)  # over which pages, runs and moves are counted
_LATE = timedelta(hours=2)  # a source that is due waits for the round before its own, and no round takes longer
_STANDS = timedelta(days=2)  # since the last run: no pace is longer, and a weekly crontab line alone is no watch
_NAMED = 10  # sources in one line
_MANY = 0.5  # failing and silent sources beyond this share are no longer the publishers' fault


class Condition(StrEnum):
    """How a source does, the worst first."""

    FAILING = "failing"  # nothing of it could be had in its last run
    SILENT = "silent"  # it answers, and its newest article is older than its floors allow
    NEW = "new"  # no run of it came to an end yet
    WARNING = "warning"  # news comes, and something fell below its floors
    OK = "ok"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceHealth:
    """One source's condition; `since` is when the first of the last runs with this condition began."""

    source: str
    condition: Condition
    since: datetime | None = None
    runs: int = 0  # in a row that said so; of one that is ok at most 1
    newest: datetime | None = None  # article that it ever dated
    detail: str = ""

    @property
    def healthy(self) -> bool:
        """True where its news arrives; a warning is no reason to doubt that."""
        return self.condition in {Condition.OK, Condition.WARNING}


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """The watch at one moment; `pages`, `passed`, `runs` and `moves` count over the `SPAN` before it."""

    at: datetime
    sources: tuple[SourceHealth, ...]  # those that are switched on, by id
    newest: datetime | None  # article over all sources
    last_run: datetime | None  # when the last one that ended did
    overdue: tuple[str, ...]  # the sources that were due hours ago: nothing crawls
    runs: int
    cut_off: int  # of these, killed or going on
    pages: int
    passed: int  # the screen: worth reading whole
    moves: int  # new ones
    letters_waiting: int
    letters_tried: int  # of these, in vain so far
    oldest_letter: datetime | None
    letters_dead: int  # no server takes them

    @property
    def healthy(self) -> int:
        """How many sources' news arrives."""
        return sum(source.healthy for source in self.sources)

    def having(self, condition: Condition) -> tuple[str, ...]:
        """The ids of the sources in this condition."""
        return tuple(s.source for s in self.sources if s.condition is condition)


def health_now(record: Record, sources: Sequence[Source], settings: DaemonSettings, now: datetime) -> Health:
    """`health` of what the database holds now. Raises StoreError where it cannot be read."""
    rules = rules_of(sources, settings.cron, settings.timezone)
    return health(sources, rules, record.vitals(list(rules), now - SPAN), now)


def health(sources: Sequence[Source], rules: Mapping[str, Rule], vitals: Vitals, now: datetime) -> Health:
    """What the runs of these sources, which should be crawled by these rules, say at `now`."""
    watched = tuple(_source(s, vitals.sources.get(s.id, SourceVitals()), now) for s in sources if s.enabled)
    kept = {s.source: rules[s.source] for s in watched}
    return Health(
        at=now,
        sources=watched,
        newest=max((s.newest for s in watched if s.newest), default=None),
        last_run=vitals.last_ended,
        overdue=tuple(
            sorted({*due_at(timetable(kept, vitals.timetable, now), now - _LATE), *_never(watched, vitals, now)})
        ),
        runs=vitals.runs,
        cut_off=vitals.cut_off,
        pages=vitals.pages,
        passed=vitals.passed,
        moves=vitals.moves,
        letters_waiting=vitals.letters.waiting,
        letters_tried=vitals.letters.tried,
        oldest_letter=vitals.letters.oldest,
        letters_dead=vitals.letters.dead,
    )


def _never(watched: Iterable[SourceHealth], vitals: Vitals, now: datetime) -> list[str]:
    """The sources never crawled, where a daemon would have come to them long ago."""
    stands = vitals.last_ended is not None and now - vitals.last_ended > _STANDS
    return [s.source for s in watched if stands and s.condition is Condition.NEW]


def _source(source: Source, vitals: SourceVitals, now: datetime) -> SourceHealth:
    if not vitals.attempts:
        return SourceHealth(source=source.id, condition=Condition.NEW)
    last = vitals.attempts[0].report
    alike = list(takewhile(lambda attempt: attempt.report.health == last.health, vitals.attempts))
    condition, since, runs = Condition(last.health), alike[-1].started_at, len(alike)
    detail = "; ".join((*last.errors, *last.issues))
    if condition is not Condition.FAILING and vitals.newest and now - vitals.newest > source.floors.longest_silence:
        condition, since, detail = Condition.SILENT, vitals.newest, f"its newest article is of {vitals.newest:%Y-%m-%d}"
    return SourceHealth(
        source=source.id, condition=condition, since=since, runs=runs, newest=vitals.newest, detail=detail
    )


def checks(found: Health) -> Iterator[Finding]:
    """The value in words, a line for each thing that a monitor asks: `health` is ok, warning or failing."""
    yield _crawls(found)
    yield _sources(found)
    newest = f"newest {ago(found.newest, found.at)}, " if found.newest else ""
    told = f"{newest}{found.pages:,} pages read, {found.passed:,} passed the screen, new moves: {found.moves}"
    yield Finding(check="articles", health="ok", detail=told)
    yield _letters(found)


def _crawls(found: Health) -> Finding:
    if found.last_run is None:
        return Finding(
            check="crawls", health="failing", detail="no run has ended yet; `labmoves daemon` keeps watching"
        )
    told = f"the last one ended {ago(found.last_run, found.at)}; {found.runs} in {length(SPAN)}"
    if found.overdue:
        detail = f"{told}; {_named(found.overdue)} overdue. Does `labmoves daemon` run?"
        return Finding(check="crawls", health="failing", detail=detail)
    cut_off = f", {found.cut_off} of them killed, or going on" if found.cut_off else ""
    return Finding(check="crawls", health="warning" if found.cut_off > 1 else "ok", detail=told + cut_off)


def _sources(found: Health) -> Finding:
    failing, silent = found.having(Condition.FAILING), found.having(Condition.SILENT)
    told = [f"{found.healthy} of {len(found.sources)} healthy"]
    for condition in (Condition.FAILING, Condition.SILENT, Condition.NEW):
        if named := found.having(condition):
            told.append(f"{condition}: {_named(named)}")
    down = len(failing) + len(silent)
    state = "failing" if down > _MANY * len(found.sources) else "warning" if down else "ok"
    return Finding(check="sources", health=state, detail="; ".join(told))


def _letters(found: Health) -> Finding:
    if found.letters_dead:
        told = f"{found.letters_dead} that no server takes; `labmoves alerts list --dead` has the answers"
        return Finding(check="letters", health="failing", detail=told)
    if not found.letters_waiting or found.oldest_letter is None:
        return Finding(check="letters", health="ok", detail="none waits")
    told = f"{found.letters_waiting} waiting, the oldest written {ago(found.oldest_letter, found.at)}"
    if not found.letters_tried:
        return Finding(check="letters", health="ok", detail=told)
    stuck = found.at - found.oldest_letter > LONGEST_WAIT
    detail = f"{told}, {found.letters_tried} tried in vain; `labmoves alerts list` says why"
    return Finding(check="letters", health="failing" if stuck else "warning", detail=detail)


def _named(sources: Sequence[str]) -> str:
    return ", ".join(sources[:_NAMED]) + (f" and {len(sources) - _NAMED} more" if len(sources) > _NAMED else "")
