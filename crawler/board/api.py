"""The JSON API: what the pages show, as values. Each answer is a dataclass, from which openapi.py describes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from crawler.board.calls import Call, Data, Desk, href
from crawler.board.filters import bad_value, filters, moment
from crawler.board.pages.articles import article_versions, hits
from crawler.board.pages.changes import asked_since
from crawler.board.pages.flows import USUAL, flows_within
from crawler.board.pages.labs import MONTHS, lab_moves
from crawler.board.pages.move import find
from crawler.board.pages.people import person_moves
from crawler.board.pages.sources import sources_health
from crawler.export.document import json_text
from crawler.health import SourceHealth
from crawler.memory.changes import FieldChange, Group, field_changes, group_of
from crawler.memory.flow import Organisation, Stream, streams
from crawler.memory.people import names_of
from crawler.memory.roster import Whereabouts, roster
from crawler.memory.tides import Month, tides
from crawler.model import Change, Move
from crawler.whom import families
from storage.articles import Evidence, StoredVersion
from storage.choosing import LabCount
from storage.courses import State, Telling
from storage.revisits import Deletion
from storage.search import Hit
from storage.span import Span
from storage.timeline import FilledIn
from storage.turns import Turn

JSON = "application/json; charset=utf-8"
MOST = 200  # moves of one answer
_USUAL = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Moves:
    """A page of the moves that fit; `next` is the address of the following one."""

    total: int
    moves: Sequence[Move]
    next: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveInFull:
    """A move with its states, who told of it, every sentence about it, and every change of the record."""

    move: Move
    states: Sequence[State]
    tellings: Sequence[Telling]
    evidence: Sequence[Evidence]
    history: Sequence[Change]


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person with all spellings and moves."""

    person: str
    names: Sequence[str]
    moves: Sequence[Move]


@dataclass(frozen=True, slots=True, kw_only=True)
class Labs:
    """Every lab that moves name, the one with the most moves first."""

    labs: Sequence[LabCount]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lab:
    """A lab: who is there on `day`, who came and left in each month, and the ways from and to it."""

    lab: Organisation
    day: date
    roster: Sequence[Whereabouts]
    months: Sequence[Month]
    streams: Sequence[Stream]


@dataclass(frozen=True, slots=True, kw_only=True)
class Flows:
    """Who feeds whom, the largest stream first."""

    streams: Sequence[Stream]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """How each source does, and when the last run ended."""

    healthy: int
    last_run: datetime | None
    newest: datetime | None
    sources: Sequence[SourceHealth]


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveChange:
    """What became of one move over a span, and which fields differ."""

    group: Group
    move: Move
    before: Move | None
    fields: Sequence[FieldChange]
    because: Sequence[str]
    source: str
    article_url: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class EditedArticle:
    """An article that was edited; its texts are at /api/v1/articles."""

    url: str
    source: str
    title: str | None
    at: datetime
    undone: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """All that changed since then."""

    since: datetime
    moves: Sequence[MoveChange]
    articles: Sequence[EditedArticle]
    deletions: Sequence[Deletion]
    sources: Sequence[Turn]
    filled_in: FilledIn  # by backfills: moves of the past, which are not among those above


@dataclass(frozen=True, slots=True, kw_only=True)
class Articles:
    """Every stored version of an article, the oldest first."""

    versions: Sequence[StoredVersion]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hits:
    """Articles that have all the words, the best first."""

    hits: Sequence[Hit]


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Why there is no answer."""

    status: Literal[400, 404, 503]
    detail: str


def moves(call: Call, desk: Desk) -> Moves:
    """The moves that fit the filters, the latest told first."""
    asked, limit = filters(call, desk), _limit(call)
    total, first = desk.record.count(asked.choice), (asked.page - 1) * limit
    found = desk.record.choose(asked.choice, limit=limit, offset=first)
    following = asked.changed(page=asked.page + 1, limit=call.query.get("limit"))
    more = href(call.path, following) if first + len(found) < total else None
    return Moves(total=total, moves=found, next=more)


def move(call: Call, desk: Desk) -> MoveInFull:
    """One move, by its key or a beginning of it that is no other's."""
    found = find(desk, call.place["key"])
    course = desk.record.course(found)
    return MoveInFull(
        move=found,
        states=course.states,
        tellings=course.tellings,
        evidence=desk.record.evidence(found.key),
        history=desk.record.history(found.key),
    )


def person(call: Call, desk: Desk) -> Person:
    """One person, by any spelling."""
    found = person_moves(desk, call.place["name"])
    return Person(person=found[0].person, names=names_of(found), moves=found)


def labs(call: Call, desk: Desk) -> Labs:
    """Every lab that moves name."""
    return Labs(labs=desk.record.count_labs())


def lab(call: Call, desk: Desk) -> Lab:
    """One lab, by its id or any name of it."""
    place, found = lab_moves(desk, call.place["lab"])
    day = moment("at", call.query["at"]).date() if "at" in call.query else call.now.date()
    organisation = families(desk.lexicon)
    ways = [s for s in streams(found, organisation) if place.id in (s.origin.id, s.destination.id)]
    return Lab(
        lab=place,
        day=day,
        roster=roster((m for m in found if organisation(m.lab_id).id == place.id), day),
        months=tides(found, place.id, organisation, call.now.date(), MONTHS),
        streams=ways,
    )


def flows(call: Call, desk: Desk) -> Flows:
    """How many people went from which organisation to which, by moves told within a span of time."""
    return Flows(streams=flows_within(call, desk, call.query.get("within", USUAL)))


def sources(call: Call, desk: Desk) -> Sources:
    """How each source that is switched on does."""
    found = sources_health(call, desk)
    return Sources(healthy=found.healthy, last_run=found.last_run, newest=found.newest, sources=found.sources)


def changes(call: Call, desk: Desk) -> Changes:
    """Moves, articles and sources that changed since a moment, or within a span of time; seven days where neither."""
    since = asked_since(call)
    found = desk.record.diff(Span(since=since))
    edited = (
        EditedArticle(url=e.after.url, source=e.after.source, title=e.after.title, at=e.at, undone=e.undone)
        for e in found.edits
    )
    turned = [_changed(change) for change in found.moves]
    return Changes(
        since=since,
        moves=turned,
        articles=tuple(edited),
        deletions=found.deletions,
        sources=found.sources,
        filled_in=found.filled_in,
    )


def articles(call: Call, desk: Desk) -> Articles:
    """Every stored version of the article of an address."""
    return Articles(versions=article_versions(desk, call.query.get("url", "")))


def search(call: Call, desk: Desk) -> Hits:
    """Articles by whole words in either script."""
    if call.query.get("q") == "":
        raise bad_value("q", "")
    return Hits(hits=hits(desk, call.query.get("q", "")))


def _changed(change: Change) -> MoveChange:
    return MoveChange(
        group=group_of(change),
        move=change.move,
        before=change.before,
        fields=field_changes(change),
        because=change.because,
        source=change.source,
        article_url=change.article_url,
        at=change.at,
    )


def _limit(call: Call) -> int:
    wanted = call.query.get("limit", str(_USUAL))
    if not (wanted.isascii() and wanted.isdigit() and 1 <= int(wanted[:9]) <= MOST):
        raise bad_value("limit", wanted)
    return int(wanted)


def answer(value: object) -> Data:
    """A value of the API as it is sent."""
    return Data(body=json_text(value, indent=None).encode("utf-8", "replace"), content_type=JSON)


def problem(status: Literal[400, 404, 503], detail: str) -> Data:
    """Why there is no answer, as the API says it."""
    body = json_text(Problem(status=status, detail=detail), indent=None).encode("utf-8", "replace")
    return Data(body=body, content_type=JSON, status=status)
