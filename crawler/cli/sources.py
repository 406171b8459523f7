"""`labmoves sources`: who is watched, how each source did last time, whether it works now, and new ones found."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from crawler.cli.lab_ids import check_team_labs
from crawler.cli.session import Session, session
from crawler.cli.show import HEALTH_STYLE, day, print_json, table
from crawler.config.folders import config_folder
from crawler.errors import InputError, UnknownSourceError
from crawler.model import Source
from crawler.sources.load import is_source_id, load_catalog, load_source
from crawler.sources.write import source_toml
from crawler.text.durations import ago, duration
from crawler.text.plain import plain_line
from crawler.text.urls import canonical_url
from storage.runs import Attempt
from storage.store import Store

if TYPE_CHECKING:
    from crawler.survey import SourceSurvey

_COLUMNS = ("source", "name", "language", "every", "finds articles in", "health", "last run", "trouble")
_REACHABLE = re.compile(r"\S@\S|https?://\S")
_TESTED = ("source", "place", "links", "newest", "address", "trouble")
LastAttempts = dict[str, Attempt]


@click.group(invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list.")
@click.pass_context
def sources(ctx: click.Context, as_json: bool) -> None:
    """List the sources and how each did in its last run.

    \b
    Examples:
      labmoves sources
      labmoves sources --json | jq -r '.[] | select(.last.health == "failing") | .source.id'
      labmoves sources test techcrunch             does it announce articles, and can they be read?
      labmoves sources add https://news.example    watch one more site
    """
    if ctx.invoked_subcommand is None:
        _list(ctx.ensure_object(Session), as_json)


def _list(session: Session, as_json: bool) -> None:
    catalog = load_catalog(session.settings.sources_folder)
    check_team_labs(session.settings, catalog.values())
    last: LastAttempts = {}
    cut_off: dict[str, datetime] = {}
    if session.settings.database.exists():
        with Store.open(session.settings.database, read_only=True) as store:
            last = {source_id: attempts[0] for source_id in catalog if (attempts := store.attempts(source_id))}
            cut_off = store.cut_off()
    if as_json:
        print_json([_entry(source, last) for source in catalog.values()])
        return
    rows = [_row(source, last, cut_off, session.now()) for source in catalog.values()]
    table(session.out, _COLUMNS, rows, styles=HEALTH_STYLE)


@sources.command()
@click.argument("wanted", metavar="[SOURCE]...", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list.")
@session
def test(session: Session, wanted: tuple[str, ...], as_json: bool) -> None:
    """Ask sources for their articles, and read one of each; nothing is stored.

    Every place of discovery is asked, those that are fallbacks too. Without SOURCE all that are switched on are tested.
    Exit code 1 where one does not work.

    \b
    Examples:
      labmoves sources test techcrunch
      labmoves sources test --json | jq -r '.[] | select(.works | not) | .source.id'
    """
    chosen = choose(load_catalog(session.settings.sources_folder), wanted)
    from crawler.cli.surveying import survey_source  # noqa: PLC0415 - Scrapy is loaded only where it is needed

    found = []
    for number, source in enumerate(chosen, 1):
        if session.err.is_terminal:
            session.err.print(f"{number} of {len(chosen)}: {source.id}", end="\r", markup=False)
        found.append(survey_source(session, source))
    if as_json:
        print_json([{**_fields(each), "works": each.works} for each in found])
    else:
        table(session.out, _TESTED, [row for each in found for row in _tested(each)])
    if not all(each.works for each in found):
        if not _REACHABLE.search(session.settings.crawl.user_agent):
            session.err.print("crawl.user_agent names no way to reach you. Some publishers refuse such a crawler.")
        raise click.exceptions.Exit(1)


@sources.command()
@click.argument("url")
@click.option("--id", "source_id", help="The source's id; else made from the host.")
@click.option("--dry-run", is_flag=True, help="Show the file, write nothing.")
@session
def add(session: Session, url: str, source_id: str | None, dry_run: bool) -> None:
    """Find where a site announces its articles, and write a source file for it.

    URL is any address of the site: its front page, a section, a feed or a sitemap. What is found is shown, and written
    as a file into your folder of sources (sources_folder, else "sources" beside your labmoves.toml).

    \b
    Examples:
      labmoves sources add https://news.example
      labmoves sources add https://news.example/ai/feed.xml --id example_ai --dry-run
    """
    if source_id is not None and not is_source_id(source_id):
        raise click.BadParameter("use lower case letters, digits and underscores", param_hint="'--id'")
    canonical_url(url)  # raises InputError where it is none
    from crawler.cli.surveying import propose_source  # noqa: PLC0415 - Scrapy is loaded only where it is needed

    found = propose_source(session, url, source_id)
    text = source_toml(found.source, f"Found by `labmoves sources add` on {day(session.now())}, from {plain_line(url)}")
    table(session.err, _TESTED, _tested(found))
    session.out.print(text, end="", markup=False)
    if dry_run:
        return
    folder = session.settings.sources_folder or _beside(session)
    path = folder / f"{found.source.id}.toml"
    _write(path, text, load_catalog(session.settings.sources_folder))
    session.err.print(f"Wrote {path}", markup=False)


def _write(path: Path, text: str, catalog: dict[str, Source]) -> None:
    if path.stem in catalog:
        raise InputError("there is a source of this id", where=path.stem, remedy="Choose another with --id")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    try:
        load_source(path)
        load_catalog(path.parent)
    except BaseException:
        path.unlink()  # it would stop every later start
        raise


def _beside(session: Session) -> Path:
    """The folder that is read without being configured: beside the configuration file, or where one would lie."""
    file = session.loaded.file
    return (file.parent if file else config_folder(session.environment)) / "sources"


def _fields(found: SourceSurvey) -> dict[str, object]:
    return {"source": found.source, "places": found.places, "article": found.article, "trouble": found.trouble}


def _tested(found: SourceSurvey) -> Iterator[tuple[str, ...]]:
    for report in found.places:
        kind = f"{report.place.kind}{' (fallback)' if report.place.fallback else ''}"
        count = str(len(report.links or report.people))
        yield (found.source.id, kind, count, day(report.newest), report.place.url, report.trouble or "")
    if found.article or found.trouble:
        yield (found.source.id, "article", "", "", found.article or "", found.trouble or "")


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


def _entry(source: Source, last: LastAttempts) -> dict[str, object]:
    attempt = last.get(source.id)
    if attempt is None:
        return {"source": source, "last": None}
    report = attempt.report
    seen = {"run": attempt.run, "at": attempt.started_at, "health": report.health, "report": report}
    return {"source": source, "last": seen}


def _row(source: Source, last: LastAttempts, cut_off: dict[str, datetime], now: datetime) -> tuple[str, ...]:
    finds = ", ".join(dict.fromkeys(place.kind.value for place in source.discovery))
    about = (source.id, source.name, source.language, source.cron or duration(source.every), finds)
    if not source.enabled:
        return (*about, "off", "", "")
    attempt, begun = last.get(source.id), cut_off.get(source.id)
    if begun and (attempt is None or begun > attempt.started_at):
        return (*about, "", ago(begun, now), "that run goes on, or was cut off before its end")
    if attempt is None:
        return (*about, "", "never", "")
    report = attempt.report
    return (*about, report.health, ago(attempt.started_at, now), "; ".join((*report.errors, *report.issues)))
