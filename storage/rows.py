"""Model to row and back: times as UTC ISO text (which sorts as time does), days as ISO text, tuples as JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from crawler.model import Certainty, Kind, Mention, Move, Outcome, SourceReport, Status, Visit

Row = dict[str, Any]

_SURROGATE = re.compile("[\ud800-\udfff]")


def moment(value: datetime) -> str:
    """UTC ISO text; raises ValueError for a time without a zone, which is a bug of the caller."""
    if value.tzinfo is None:
        raise ValueError(f"a stored time needs its zone: {value!r}")
    return value.astimezone(UTC).isoformat()


def moment_or_none(value: datetime | None) -> str | None:
    return None if value is None else moment(value)


def read_moment(value: str | None) -> datetime | None:
    return None if value is None else datetime.fromisoformat(value)


def storable(value: str) -> str:
    """The text itself; a lone surrogate, which JSON on a page can hold and SQLite cannot, becomes one U+FFFD."""
    try:
        value.encode()
    except UnicodeEncodeError:
        return _SURROGATE.sub("\ufffd", value)
    return value


def listed(values: Sequence[str]) -> str:
    return json.dumps([storable(v) for v in values], ensure_ascii=False)


def read_list(value: str) -> tuple[str, ...]:
    return tuple(json.loads(value))


def move_row(move: Move) -> Row:
    return _clean(
        {
            "key": move.key,
            "person": move.person,
            "spellings": listed(move.spellings),
            "lab": move.lab,
            "lab_id": move.lab_id,
            "kind": move.kind.value,
            "status": move.status.value,
            "role": move.role,
            "other_org": move.other_org,
            "announced": _day(move.announced),
            "effective": _day(move.effective),
            "first_reported_at": moment(move.first_reported_at),
            "first_reported_by": move.first_reported_by,
            "first_url": move.first_url,
            "sentence": move.sentence,
            "attributed_to": move.attributed_to,
            "status_since": moment_or_none(move.status_since),
            "recap": int(move.recap),
            "alerted": int(move.alerted),
        }
    )


def read_move(row: Row) -> Move:
    return Move(
        key=row["key"],
        person=row["person"],
        spellings=read_list(row["spellings"]),
        lab=row["lab"],
        lab_id=row["lab_id"],
        kind=Kind(row["kind"]),
        status=Status(row["status"]),
        role=row["role"],
        other_org=row["other_org"],
        announced=_read_day(row["announced"]),
        effective=_read_day(row["effective"]),
        first_reported_at=datetime.fromisoformat(row["first_reported_at"]),
        first_reported_by=row["first_reported_by"],
        first_url=row["first_url"],
        sentence=row["sentence"],
        attributed_to=row["attributed_to"],
        status_since=read_moment(row["status_since"]),
        recap=bool(row["recap"]),
        alerted=bool(row["alerted"]),
    )


def move_text(move: Move) -> str:
    """The whole move as JSON: what a version and a letter keep of it."""
    return json.dumps(move_row(move), ensure_ascii=False)


def read_move_text(value: str) -> Move:
    return read_move(json.loads(value))


def mention_row(mention: Mention) -> Row:
    return _clean(
        {
            "person": mention.person,
            "spellings": listed(mention.spellings),
            "lab": mention.lab,
            "lab_id": mention.lab_id,
            "kind": mention.kind.value,
            "role": mention.role,
            "other_org": mention.other_org,
            "certainty": mention.certainty.value,
            "negated": int(mention.negated),
            "fresh": int(mention.fresh),
            "announced": _day(mention.announced),
            "effective": _day(mention.effective),
            "attributed_to": mention.attributed_to,
            "sentence": mention.sentence,
            "start": mention.start,
            "end": mention.end,
            "score": mention.score,
            "reasons": listed(mention.reasons),
        }
    )


def read_mention(row: Row) -> Mention:
    return Mention(
        person=row["person"],
        spellings=read_list(row["spellings"]),
        lab=row["lab"],
        lab_id=row["lab_id"],
        kind=Kind(row["kind"]),
        role=row["role"],
        other_org=row["other_org"],
        certainty=Certainty(row["certainty"]),
        negated=bool(row["negated"]),
        fresh=bool(row["fresh"]),
        announced=_read_day(row["announced"]),
        effective=_read_day(row["effective"]),
        attributed_to=row["attributed_to"],
        sentence=row["sentence"],
        start=row["start"],
        end=row["end"],
        score=row["score"],
        reasons=read_list(row["reasons"]),
    )


def visit_row(visit: Visit) -> Row:
    return _clean(
        {
            "url": visit.url,
            "source": visit.source,
            "fetched_at": moment(visit.fetched_at),
            "outcome": visit.outcome.value,
            "status": visit.status,
            "detail": visit.detail,
            "etag": visit.etag,
            "last_modified": visit.last_modified,
            "announced_title": visit.announced_title,
            "failures": visit.failures,
        }
    )


def read_visit(row: Row) -> Visit:
    return Visit(
        url=row["url"],
        source=row["source"],
        fetched_at=datetime.fromisoformat(row["fetched_at"]),
        outcome=Outcome(row["outcome"]),
        status=row["status"],
        detail=row["detail"],
        etag=row["etag"],
        last_modified=row["last_modified"],
        announced_title=row["announced_title"],
        failures=row["failures"],
    )


def report_row(report: SourceReport) -> Row:
    return _clean(
        {
            "source": report.source,
            "links": report.links,
            "pages": report.pages,
            "unchanged": report.unchanged,
            "screened_out": report.screened_out,
            "rejected": report.rejected,
            "matched": report.matched,
            "errors": listed(report.errors),
            "issues": listed(report.issues),
        }
    )


def read_report(row: Row) -> SourceReport:
    return SourceReport(
        source=row["source"],
        links=row["links"],
        pages=row["pages"],
        unchanged=row["unchanged"],
        screened_out=row["screened_out"],
        rejected=row["rejected"],
        matched=row["matched"],
        errors=read_list(row["errors"]),
        issues=read_list(row["issues"]),
    )


def _clean(row: Row) -> Row:
    return {name: storable(value) if isinstance(value, str) else value for name, value in row.items()}


def _day(value: date | None) -> str | None:
    return None if value is None else value.isoformat()


def _read_day(value: str | None) -> date | None:
    return None if value is None else date.fromisoformat(value)
