"""When a source is crawled next, and why then: by its pace, a crontab line, its failures, or its server's wish.

Pure: what is stored of a source's last attempt goes in, its next one comes out. Missed times are one: however long
nothing ran, a source is due once.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise

from crawler.model import Source
from crawler.schedule.cron import Cron
from crawler.text.durations import duration

LONGEST_WAIT = timedelta(days=2)  # a failing source, or one whose server wants more, is asked this often at least
_MOST_DOUBLINGS = 5
_SLACK = 0.9  # of a pause, after which a crontab time counts: a run begins a little after its time
_SPREAD = timedelta(minutes=2)  # over which the sources of one crontab time are asked
_LOOKED_AHEAD = 4  # times of a crontab line, of which the shortest gap is its pace: nights and weekends are none
_SET_BACK = timedelta(minutes=1)


class Because(StrEnum):
    """Why a source is due when it is."""

    NEW = "new"  # it was never crawled, or the clock was set back
    EVERY = "every"
    CRON = "cron"
    BACK_OFF = "back-off"  # it failed
    CUT_OFF = "cut-off"  # the crawl that it was part of was killed, perhaps by it
    ASKED = "retry-after"  # its server asked to be left alone


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A source's schedule: `every` is the shortest pause; with `cron`, only the times that it names."""

    every: timedelta
    cron: Cron | None = None

    def pause(self, last: datetime) -> timedelta:
        """The time between two crawls when all is well."""
        if self.cron is None or self.every:
            return self.every
        times = [self.cron.after(last)]
        while len(times) < _LOOKED_AHEAD:
            times.append(self.cron.after(times[-1]))
        return min(later - earlier for earlier, later in pairwise(times))

    def __str__(self) -> str:
        parts = [str(self.cron)] if self.cron else []
        return ", ".join([*parts, f"every {duration(self.every)}"] if self.every else parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """When a source is crawled next; what it follows from is kept with it, so that another rule can be applied."""

    source: str
    at: datetime
    because: Because
    rule: str = ""
    last: datetime | None = None  # when the last attempt began
    failures: int = 0  # in a row
    asked_until: datetime | None = None  # its server wants to be left alone so long


def rules_of(sources: Iterable[Source], cron: str | None, zone: str) -> dict[str, Rule]:
    """Each source's own crontab line, else its pace, at the times of the default line (`cron`) where there is one."""
    return {
        source.id: Rule(every=timedelta(0), cron=Cron(source.cron, source.timezone or zone))
        if source.cron
        else Rule(every=source.every, cron=Cron(cron, zone) if cron else None)
        for source in sources
    }


def next_due(source: str, rule: Rule, last: datetime, *, failures: int = 0, asked_until: datetime | None = None) -> Due:
    """When a source is due after an attempt that began at `last`: its pause, doubled for each failure in a row.

    Up to a tenth of the pause is added (two minutes at most to a crontab time), by a hash of the source and the time:
    the same each time it is asked, and different enough that thirty sources do not march in step.
    """
    pause = rule.pause(last)
    wait = min(pause * (1 << min(failures, _MOST_DOUBLINGS)), max(pause, LONGEST_WAIT))
    share = zlib.crc32(f"{source} {last.isoformat()}".encode()) / 2**32
    if rule.cron is None:
        spread = wait / 10 * share
        at, because = last + wait + spread, Because.EVERY
    else:
        spread = min(_SPREAD, pause / 10) * share
        at = rule.cron.after(last + wait * _SLACK if rule.every or failures else last) + spread
        because = Because.CRON
    because = Because.BACK_OFF if failures else because
    if asked_until is not None and (until := min(asked_until, last + LONGEST_WAIT)) > at:
        at, because = (rule.cron.after(until) if rule.cron else until) + spread, Because.ASKED
    return Due(
        source=source,
        at=at,
        because=because,
        rule=str(rule),
        last=last,
        failures=failures,
        asked_until=asked_until,
    )


def if_cut_off(rules: Mapping[str, Rule], stored: Mapping[str, Due], began: datetime) -> list[Due]:
    """What holds while a run goes on: one that is killed was an attempt that failed, for each of its sources."""
    failed = (next_due(s, rule, began, failures=_failures(stored, s) + 1) for s, rule in rules.items())
    return [replace(due, because=Because.CUT_OFF) for due in failed]


def after_run(
    rules: Mapping[str, Rule],
    stored: Mapping[str, Due],
    began: datetime,
    *,
    failed: Mapping[str, bool],
    asked_until: Mapping[str, datetime],
) -> list[Due]:
    """What holds after a run. A source that is not in `failed` was not come to: it is due as it was (`stored`)."""
    return [
        next_due(s, rule, began, failures=(_failures(stored, s) + 1) * failed[s], asked_until=asked_until.get(s))
        if s in failed
        else stored.get(s) or Due(source=s, at=began, because=Because.NEW, rule=str(rule))
        for s, rule in rules.items()
    ]


def timetable(rules: Mapping[str, Rule], stored: Mapping[str, Due], now: datetime) -> list[Due]:
    """When each source of `rules` is due, the earliest first: as stored, or by its rule where that has changed."""
    return sorted((_current(s, rule, stored.get(s), now) for s, rule in rules.items()), key=lambda d: (d.at, d.source))


def rounds_at(table: Iterable[Due], now: datetime) -> list[list[str]]:
    """The sources whose time has come, by the crawls in which they go: those of a crawl that was killed each alone.

    So the one that kills its crawl, if it is one, keeps the others from their news a single time.
    """
    due = [each for each in table if each.at <= now]
    together = [each.source for each in due if each.because is not Because.CUT_OFF]
    alone = [[each.source] for each in due if each.because is Because.CUT_OFF]
    return [together, *alone] if together else alone


def due_at(table: Iterable[Due], now: datetime) -> list[str]:
    """The sources whose time has come."""
    return [due.source for due in table if due.at <= now]


def _failures(stored: Mapping[str, Due], source: str) -> int:
    return stored[source].failures if source in stored else 0


def _current(source: str, rule: Rule, stored: Due | None, now: datetime) -> Due:
    if stored is None or stored.last is None or stored.last > now + _SET_BACK:
        return Due(source=source, at=now, because=Because.NEW, rule=str(rule))
    if stored.rule == str(rule):
        return stored
    return next_due(source, rule, stored.last, failures=stored.failures, asked_until=stored.asked_until)
