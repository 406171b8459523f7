"""`labmoves sources`: who is watched, and how each source did last time."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from datetime import datetime

import click

from crawler.cli.session import Session, session
from crawler.cli.show import HEALTH_STYLE, ago, print_json, table
from crawler.errors import UnknownSourceError
from crawler.model import Source, SourceReport
from crawler.sources.load import load_catalog
from crawler.text.durations import duration
from storage.runs import Run
from storage.store import Store

_COLUMNS = ("source", "name", "language", "every", "finds articles in", "health", "last run", "trouble")
LastRuns = dict[str, tuple[Run, SourceReport]]


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list.")
@session
def sources(session: Session, as_json: bool) -> None:
    """List the sources and how each did in its last run.

    \b
    Examples:
      labmoves sources
      labmoves sources --json | jq -r '.[] | select(.last.health == "failing") | .source.id'
    """
    catalog = load_catalog(session.settings.sources_folder)
    last: LastRuns = {}
    if session.settings.database.exists():
        with Store.open(session.settings.database, read_only=True) as store:
            last = store.last_reports()
    if as_json:
        print_json([_entry(source, last) for source in catalog.values()])
        return
    rows = [_row(source, last, session.now()) for source in catalog.values()]
    table(session.out, _COLUMNS, rows, styles=HEALTH_STYLE)


def choose(catalog: dict[str, Source], wanted: Sequence[str]) -> list[Source]:
    """The sources named, in the order named, or all that are switched on.

    Raises UnknownSourceError, with the nearest names, for one that is not in the catalog.
    """
    for name in wanted:
        if name not in catalog:
            close = difflib.get_close_matches(name.lower().replace("-", "_"), catalog, n=3, cutoff=0.5)
            remedy = f"Did you mean {' or '.join(close)}?" if close else "`labmoves sources` lists them"
            raise UnknownSourceError(repr(name), remedy=remedy)
    return [catalog[name] for name in dict.fromkeys(wanted)] or [s for s in catalog.values() if s.enabled]


def _entry(source: Source, last: LastRuns) -> dict[str, object]:
    run, report = last.get(source.id, (None, None))
    seen = {"run": run.id, "at": run.started_at, "health": report.health, "report": report} if run and report else None
    return {"source": source, "last": seen}


def _row(source: Source, last: LastRuns, now: datetime) -> tuple[str, ...]:
    finds = ", ".join(dict.fromkeys(place.kind.value for place in source.discovery))
    about = (source.id, source.name, source.language, duration(source.every), finds)
    if not source.enabled:
        return (*about, "off", "", "")
    if source.id not in last:
        return (*about, "", "never", "")
    run, report = last[source.id]
    return (*about, report.health, ago(run.started_at, now), "; ".join((*report.errors, *report.issues)))
