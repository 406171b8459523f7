"""Which sources fell silent or failed within a span, and which came back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from sqlite_utils import Database

from crawler.model import SILENT, is_failing
from storage.rows import read_list, read_time
from storage.span import Span

_BEFORE = 20  # runs of a source that are looked through for how it was before the span

# Whether it erred, how much could be read, whether it said that it is silent, whether it announced anything:
# not whole reports, since a span of months has a hundred thousand.
_STATES = """
    SELECT s.source, s.run, r.started_at, s.errors != '[]', s.pages + s.unchanged, instr(s.issues, '"silent: ') > 0,
        s.links > 0
    FROM source_runs s JOIN runs r ON r.id = s.run WHERE r.outcome = 'finished' AND
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A source that was ok, failing or silent before a span and another at its end, or in between."""

    source: str
    before: str | None  # None where no run before the span reported on it
    after: str
    run: int  # the run that made it what it is at the end
    at: datetime
    trouble: str = ""  # what it said of itself while it was worst; newest
    bad_runs: int = 0  # within the span


def turns(db: Database, span: Span) -> list[Turn]:
    """One for each source that turned, by source. Only runs that came to their end count."""
    first, last = span.runs(db)
    rows = db.execute(_STATES + "s.run > ? AND s.run <= ? ORDER BY s.source, s.run", [first, last]).fetchall()
    found = (_turn(db, source, list(own), first) for source, own in groupby(rows, key=lambda row: str(row[0])))
    return [turn for turn in found if turn]


def _turn(db: Database, source: str, rows: list[tuple[object, ...]], first: int) -> Turn | None:
    earlier = db.execute(
        _STATES + "s.source = ? AND s.run <= ? ORDER BY s.run DESC LIMIT ?", [source, first, _BEFORE]
    ).fetchall()
    before = _states(reversed(earlier), None)[-1] if earlier else None
    states = _states(rows, before)
    bad = [row for row, state in zip(rows, states, strict=True) if state != "ok"]
    after = states[-1]
    if set(states) <= {before or "ok"}:
        return None
    since = next(n for n in range(len(states)) if set(states[n:]) == {after})
    return Turn(
        source=source,
        before=before,
        after=after,
        run=int(str(rows[since][1])),
        at=read_time(str(rows[since][2])),
        trouble=_trouble(db, source, bad[-1][1]) if bad else "",
        bad_runs=len(bad),
    )


def _states(rows: Iterable[tuple[object, ...]], before: str | None) -> list[str]:
    """Each run's state in turn; one that announced nothing, because nothing changed, ends no silence."""
    found: list[str] = []
    for *_, erred, answers, silent, announced in rows:
        still = (found[-1] if found else before) == "silent" and not announced
        failing = is_failing(erred=bool(erred), answers=int(str(answers)))
        found.append("failing" if failing else "silent" if silent or still else "ok")
    return found


def _trouble(db: Database, source: str, run: object) -> str:
    row = db.execute("SELECT errors, issues FROM source_runs WHERE source = ? AND run = ?", [source, run]).fetchone()
    return next(iter((*read_list(row[0]), *(issue for issue in read_list(row[1]) if issue.startswith(SILENT)))), "")
