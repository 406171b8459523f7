"""When was a move announced, when does it take effect, and is it news or a recap?"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import lru_cache

from crawler.match.candidate import Candidate
from crawler.match.chinese.scene import Scene
from crawler.match.chinese.terms import Trigger
from crawler.match.document import Document
from crawler.text.dates import DateSpan, find_dates

_PAST = re.compile(
    r"曾(?!任|经任)|此前|早已|早亦|早在|当年|去年|前年|[几数]个?月前|半年前|[一二两三四五六七八九十\d]+年前|年前|最近几个月|过去[几一两]|今年以来|先前|彼时|"
    r"当时|之前|前不久|不久前|历任|早前|转年|次年|后来|(?:上|前)个月|继.{1,20}(?:后|之后)|刚从.{1,20}时|毕业"
)
_ALSO = re.compile(r"[也亦]已|[也亦]均?(?:于|在|相继|先后|离|辞)|另外|此外|同样|更早")
_NEWS = re.compile(
    r"近日|今日|今天|日前|刚刚|突发|最新|本周|周[一二三四五六日天]|昨[天日晚]|独家|官宣|正式宣布|即将|将于|宣布将"
)
_ANNOUNCES = re.compile(r"宣布|官宣|发文|发推|发帖|证实|确认|公布|透露|发布|表示|爆料|披露|消息|报道|任命|获悉|讯|电")
_DAY = re.compile(r"\d{1,2}月\d{1,2}日")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?=年|\.|-|/)")
_ON = re.compile(r"(?:于|在|自|从|将于|定于)(?:当地时间|北京时间|美国时间|美东时间)?$")
# Days before publication at which a dated move stops being news; a month's or a year's first day says less.
_OLD = {"day": timedelta(days=14), "month": timedelta(days=45), "year": timedelta(days=366)}


@dataclass(frozen=True, slots=True)
class When:
    """What a sentence says of a move's time; `fresh` False marks a recap."""

    announced: date | None
    effective: date | None
    fresh: bool


def when(document: Document, scene: Scene, trigger: Trigger, person_start: int) -> When:
    """The dates that belong to a trigger, and whether its clause tells news."""
    here = scene.clause_of(trigger.start)
    start, end = scene.clauses[here]
    spans = [s for s in _dates(scene, document.published) if _belongs(scene, s, here, trigger)]
    announced: date | None = None
    effective: date | None = None
    for span in spans:
        between = scene.text[span.end : trigger.start] if span.end <= trigger.start else ""
        if span.end > trigger.start or (_ON.search(scene.text, 0, span.start) and not _ANNOUNCES.search(between)):
            effective = effective or span.day
        elif _ANNOUNCES.search(between):
            announced = announced or span.day
        elif span.precision == "day" and _recent(document, span) and scene.clauses[here][0] > span.start:
            announced = announced or span.day
        else:
            effective = effective or span.day
    clause = scene.text[min(start, max(0, person_start)) : min(end, trigger.end + 12)]
    fresh = not _PAST.search(_without_titles(clause)) and not any(_is_old(document, s) for s in spans)
    if fresh and document.published is None and not scene.unit.title:
        fresh = not _YEAR.search(clause)
    return When(announced, effective, fresh)


@lru_cache(maxsize=8)
def _dates(scene: Scene, published: datetime | None) -> tuple[DateSpan, ...]:
    return find_dates(scene.text, published)


def _without_titles(clause: str) -> str:
    """A former post (曾任X的Y离职) says nothing of when Y left."""
    return re.sub(r"曾[^,，。]{0,24}?的", "", clause)


def _belongs(scene: Scene, span: DateSpan, here: int, trigger: Trigger) -> bool:
    clause = scene.clause_of(span.start)
    if clause == here:
        return not any(
            t.start < trigger.start and span.start < t.start for t in scene.triggers if t is not trigger
        ) or (span.end <= trigger.start and trigger.start - span.end < 6)
    if clause > here:
        return False
    between = scene.text[span.end : scene.clauses[here][0]]
    return not any(span.end <= t.start < scene.clauses[here][0] for t in scene.triggers) and len(between) <= 60


def _recent(document: Document, span: DateSpan) -> bool:
    return document.published is not None and abs((document.published.date() - span.day).days) <= 14


def _is_old(document: Document, span: DateSpan) -> bool:
    if document.published is None:
        return False
    return span.day < document.published.date() - _OLD[span.precision]


def recap_words(document: Document, scene: Scene, trigger: Trigger) -> bool:
    """True where a clause only adds to a list of earlier moves: X也已离开, 此外, or a day where none can be judged."""
    start, end = scene.clauses[scene.clause_of(trigger.start)]
    if document.published is None and _DAY.search(scene.text[:end]):
        return True
    return bool(_ALSO.search(scene.text[:end])) and not _NEWS.search(scene.text[start:end])


def agreed(found: Iterable[Candidate]) -> list[Candidate]:
    """One answer for each move: a dated sentence decides whether it is news, else any sentence that tells it as news."""
    kept = list(found)
    moves: dict[tuple[str, str, str], list[Candidate]] = {}
    for candidate in kept:
        moves.setdefault(_key(candidate), []).append(candidate)
    verdicts: dict[tuple[str, str, str], bool] = {}
    for key, same in moves.items():
        dated = [c for c in same if c.effective or c.announced]
        verdicts[key] = any(c.fresh for c in (dated or same))
    return [replace(c, fresh=verdicts[_key(c)]) if c.fresh != verdicts[_key(c)] else c for c in kept]


def _key(candidate: Candidate) -> tuple[str, str, str]:
    return candidate.person, candidate.lab_id, candidate.kind
