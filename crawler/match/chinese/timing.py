"""When was a move announced, when does it take effect, and is it news or a recap?"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from crawler.match.chinese.parties import free_text
from crawler.match.chinese.people import Person
from crawler.match.chinese.phrases import phrase
from crawler.match.chinese.scene import Scene
from crawler.match.chinese.terms import Trigger
from crawler.match.chinese.units import Unit
from crawler.match.document import MOST_READ, Document
from crawler.text.dates import DateSpan, find_dates

# Days before publication at which a dated move stops being news; a month's or a year's first day says less.
_OLD = {"day": timedelta(days=14), "month": timedelta(days=45), "year": timedelta(days=366)}
_RECENT_DAYS = 14  # a day this close to publication may be that of the announcement
_BESIDE = 6  # characters before a verb that speak of it alone
_FAR = 60  # characters between a date and the clause that it dates


@dataclass(frozen=True, slots=True)
class When:
    """What a sentence says of a move's time; `fresh` False marks a recap."""

    announced: date | None
    effective: date | None
    fresh: bool


@dataclass(frozen=True)
class Calendar:
    """The dates of a document, read once: 同年5月 takes its year from the sentence before."""

    document: Document

    @cached_property
    def _spans(self) -> tuple[DateSpan, ...]:
        return find_dates(self.document.plain[:MOST_READ], self.document.published)

    @cached_property
    def _starts(self) -> list[int]:
        return [span.start for span in self._spans]

    def of(self, unit: Unit) -> list[DateSpan]:
        """The dates in a unit, with offsets into its text."""
        offsets = unit.offsets
        found = []
        for span in self._spans[bisect_left(self._starts, offsets[0]) :] if offsets else ():
            if span.start > offsets[-1]:
                break
            start, end = bisect_left(offsets, span.start), bisect_left(offsets, span.end)
            found.append(DateSpan(start, end, span.day, span.precision))
        return found


def when(calendar: Calendar, scene: Scene, trigger: Trigger, person_start: int) -> When:
    """The dates that belong to a trigger, and whether its clause tells news."""
    document = calendar.document
    here = scene.clause_of(trigger.start)
    start, end = scene.clauses[here]
    spans = _dating(calendar, scene, trigger)
    said = [s for s in spans if _is_announcement(document, scene, s, trigger, start)]
    done = [s for s in spans if s not in said]
    own = [s for s in done if scene.clause_of(s.start) == here]
    spans, done = ([*said, *own], own) if own else (spans, done)  # 2020年毕业,...,2021年加入A
    announced = said[0].day if said else None
    if announced or phrase("source").search(scene.text):  # 今年,他又转投A,B报道: no day of what is told today
        done = [s for s in done if not s.is_year_of(document.published)]
    effective = done[0].day if done else _takes_effect(calendar, scene, trigger)
    since = person_start if _describes(scene, start, person_start) else min(start, max(0, person_start))
    clause = free_text(scene, since, min(end, trigger.end + 12))  # 曾国洋 is no 曾
    clause = clause.replace("毕业", "") if "毕业" in trigger.word else clause  # 上周从A毕业: the leaving itself
    clause = phrase("former_post").sub("", clause)  # when Y left says nothing of 曾任X的Y离职
    if trigger.sense == "found":  # 2021年离职创业,创办A: dated by the leaving
        spans = spans or [s for s in _dates(calendar, scene) if s.end <= trigger.start]
    if phrase("source").search(scene.text, 0, trigger.start):  # 知情人士透露,X上个月已离职
        clause = phrase("last_month").sub("", clause)
        spans = [s for s in spans if not phrase("last_month").fullmatch(scene.text, s.start, s.end)]
    fresh = not phrase("past").search(clause) and not any(_is_old(document, s) for s in spans)
    if fresh and document.published is None and not scene.unit.title:
        fresh = not phrase("a_year").search(clause)
    return When(announced, effective, fresh)


def _describes(scene: Scene, start: int, person_start: int) -> bool:
    """三年前离开A创办B的X重返A: what X did before says nothing of when X comes back."""
    told = [t for t in scene.triggers if start <= t.start < person_start]
    return bool(told) and phrase("described_by").search(scene.text, told[-1].end, person_start) is not None


def _dating(calendar: Calendar, scene: Scene, trigger: Trigger) -> list[DateSpan]:
    """The dates that belong to a trigger, or to the leaving that it follows in one breath: 15日从A离职,加入B."""
    here = scene.clause_of(trigger.start)
    spans = [s for s in _dates(calendar, scene) if _belongs(scene, s, here, trigger)]
    before = next((t for t in reversed(scene.triggers) if t.start < trigger.start), None)
    if spans or before is None or before.sense != "leave" or trigger.sense not in ("join", "switch", "back"):
        return spans
    at_once = phrase("in_one_breath").fullmatch(free_text(scene, before.end, trigger.start))
    return _dating(calendar, scene, before) if at_once else spans


def _dates(calendar: Calendar, scene: Scene) -> list[DateSpan]:
    """The dates of a sentence; the 周一 of 周一鸣 is none."""
    names = [(person.start, person.end) for person in scene.people]
    return [s for s in calendar.of(scene.unit) if not any(start <= s.start < end for start, end in names)]


def _takes_effect(calendar: Calendar, scene: Scene, trigger: Trigger) -> date | None:
    """辞任,自3月20日起生效; 辞任,即日生效: the day that a later clause gives, before any other move is told."""
    until = min((t.start for t in scene.triggers if t.start > trigger.start), default=len(scene.text))
    spans = (s for s in _dates(calendar, scene) if trigger.end <= s.start < until)
    said = next((s.day for s in spans if phrase("from_then_on").match(scene.text, s.end)), None)
    published = calendar.document.published
    at_once = published is not None and phrase("at_once").search(scene.text, trigger.end, until)
    return published.date() if published and at_once and not said else said


def _is_announcement(document: Document, scene: Scene, span: DateSpan, trigger: Trigger, clause: int) -> bool:
    """True for the day on which it was said, False for the one on which it happens: 16日宣布将于27日离职."""
    if span.end > trigger.start or (document.published and span.day > document.published.date()):
        return False
    said_between = phrase("announces").search(scene.text, span.end, trigger.start)
    if said_between:
        return True
    if phrase("on_day").search(scene.text[: span.start]):
        return False
    return span.precision == "day" and _recent(document, span) and clause > span.start


def _belongs(scene: Scene, span: DateSpan, here: int, trigger: Trigger) -> bool:
    clause = scene.clause_of(span.start)
    if clause > here:
        return False
    others = [t.start for t in scene.triggers if t is not trigger and t.start < trigger.start]
    if clause == here:
        close = span.end <= trigger.start and trigger.start - span.end < 6
        return close or not any(span.start < at for at in others)
    start = scene.clauses[here][0]
    return start - span.end <= _FAR and not any(span.end <= at < start for at in others)


def _recent(document: Document, span: DateSpan) -> bool:
    return document.published is not None and abs((document.published.date() - span.day).days) <= _RECENT_DAYS


def _is_old(document: Document, span: DateSpan) -> bool:
    if document.published is None:
        return False
    return span.day < document.published.date() - _OLD[span.precision]


def recap_words(document: Document, scene: Scene, trigger: Trigger) -> bool:
    """True where a clause only adds to a list of earlier moves: X也已离开, 此外, or a day where none can be judged."""
    start, end = scene.clauses[scene.clause_of(trigger.start)]
    if document.published is None and phrase("a_day").search(scene.text[:end]):
        return True
    return bool(phrase("adds").search(scene.text[:end])) and not phrase("news").search(scene.text[start:end])


def is_background(scene: Scene, trigger: Trigger, person: Person) -> bool:
    """从A跳槽到B的X又回到A: what describes someone whose return is the news came before it."""
    if not phrase("described_by").search(scene.text, trigger.end, person.start):
        return False
    if (
        phrase("since_then").search(free_text(scene, max(0, trigger.start - _BESIDE), trigger.start))
        and trigger.sense == "join"
    ):
        return True  # 已加入A的X
    later = next((t for t in scene.triggers if t.start >= person.end), None)
    if later is None or later.sense != "back":
        return False
    return not any(person.end <= p.start < later.start for p in scene.people)
