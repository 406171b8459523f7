"""`labmoves backfill`: the past, out of web archives, on this machine or a cluster."""

from __future__ import annotations

import importlib.util
import os
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import date, datetime, timedelta
from typing import Any

import click
from rich.text import Text

from crawler.archive.cluster import Cluster
from crawler.archive.places import archives, months, within
from crawler.backfill import Backfill, BackfillReport, Engine
from crawler.cli.backfill_shown import Display, shown
from crawler.cli.ending import run_until_asked_to_end
from crawler.cli.main import EXIT_INTERRUPTED
from crawler.cli.session import Session, session
from crawler.cli.show import Number, print_json
from crawler.errors import UsageError
from crawler.model import OwnFiles, Verdict
from crawler.pipeline import Readers, check_own_files
from crawler.sources.load import load_catalog
from crawler.text.plain import plain_line
from storage.runs import INTERRUPTED
from storage.store import Store

_LONGEST_STRETCH = 900.0  # seconds; the slowest of 512 pages are read in a tenth of that


class Day(click.ParamType[date]):
    """A day, 2024-09-15, or a month, 2024-09: its first day, or its last where `end` is set."""

    name = "day"

    def __init__(self, *, end: bool) -> None:
        self._end = end

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        for form in ("%Y-%m-%d", "%Y-%m"):
            try:
                found = datetime.strptime(value, form).date()  # noqa: DTZ007 - a day has no zone
            except ValueError:
                continue
            if form == "%Y-%m" and self._end:
                return (found + timedelta(days=31)).replace(day=1) - timedelta(days=1)
            return found
        self.fail(f"{value!r} is neither a month such as 2024-09 nor a day such as 2024-09-15", param, ctx)


@click.command()
@click.argument("named", metavar="[ARCHIVE]...", nargs=-1)
@click.option(
    "--from", "first", type=Day(end=False), help="Of Common Crawl's news archives, those from this month or day."
)
@click.option("--to", "last", type=Day(end=True), help="Up to and with this month or day.")
@click.option("--workers", type=Number(1, 256), help="Processes that read; one a core by default.")
@click.option("--engine", type=click.Choice(["local", "dask"]), default="local", show_default=True, help="Who reads.")
@click.option("--scheduler", metavar="ADDRESS", help="Of the Dask cluster: tcp://10.0.0.5:8786.")
@click.option("--again", is_flag=True, help="Also read archives that were read before.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object at the end.")
@session
def backfill(  # noqa: PLR0917 - click hands options over by name
    session: Session,
    named: tuple[str, ...],
    first: date | None,
    last: date | None,
    workers: int | None,
    engine: str,
    scheduler: str | None,
    again: bool,
    as_json: bool,
) -> None:
    """Fill the history from web archives, such as Common Crawl's news archives (CC-NEWS).

    An ARCHIVE is a .warc or .wet file, plain, .gz or .zst; a pattern or a folder of such; an address (https://, s3://
    and what else fsspec opens); a list of all these in a .txt or .paths file, .gz or not, or "-" for a list on
    standard input. --from and --to choose by the day in CC-NEWS's file names, and alone they fetch its lists.

    No letter is ever sent for what an archive tells. What was read stays read: after Ctrl-C or worse the same call
    goes on where it was. Exit code 1 when an archive could not be read to its end.

    \b
    Examples:
      labmoves backfill CC-NEWS-20240901*.warc.gz
      labmoves backfill --from 2024-09 --to 2024-12
      labmoves backfill warc.paths.gz --from 2024-09-15 --to 2024-09-30
      labmoves backfill --engine dask --scheduler tcp://10.0.0.5:8786 archives.txt
    """
    if (engine == "dask") != (scheduler is not None):
        raise click.UsageError("--engine dask and --scheduler go together.")
    if importlib.util.find_spec("fastwarc") is None:
        remedy = "Install labmoves with its extra: pip install '.[archive]'"
        raise UsageError("web archives need fastwarc", remedy=remedy)
    names = _archives(named, first, last)
    check_own_files(session.settings.own_files)  # a wrong one is told once, not by every worker
    with Store.open(session.settings.database) as store, shown(session, len(names)) as progress:
        report = run_until_asked_to_end(_read_all(session, store, progress, names, scheduler, workers, again=again))
    if as_json:
        print_json(report)
    else:
        _tell(session, report)
    if report.outcome == INTERRUPTED:
        raise click.exceptions.Exit(EXIT_INTERRUPTED)
    if report.failed:
        raise click.exceptions.Exit(1)


async def _read_all(  # noqa: PLR0917 - what the command was given
    session: Session,
    store: Store,
    progress: Display,
    names: Sequence[str],
    scheduler: str | None,
    workers: int | None,
    *,
    again: bool,
) -> BackfillReport:
    settings = session.settings
    async with _reader(scheduler, workers, settings.own_files) as (reader, at_once):
        return await Backfill(
            store=store,
            engine=reader,
            at_once=at_once,
            clock=session.now,
            progress=progress,
            sources=list(load_catalog(settings.sources_folder).values()),
            own=settings.own_files,
            allow_hosts=frozenset(settings.crawl.allow_hosts),
            keep=settings.keep,
        ).run(names, again=again)


def _archives(named: tuple[str, ...], first: date | None, last: date | None) -> list[str]:
    if not named and first is None:
        raise click.UsageError("Name archives, or months with --from and --to.")
    if (first is None) != (last is None):
        raise click.UsageError("--from and --to go together.")
    if first is None or last is None:
        return archives(named, sys.stdin)
    return within(archives(named or months(first, last), sys.stdin), first, last)


@asynccontextmanager
async def _reader(scheduler: str | None, workers: int | None, own: OwnFiles) -> AsyncIterator[tuple[Engine, int]]:
    """Who reads, and how many stretches at once."""
    if scheduler is not None:
        async with Cluster(scheduler) as cluster:
            yield cluster, cluster.size
    else:
        count = workers or os.cpu_count() or 1
        async with Readers(count, own, longest=_LONGEST_STRETCH) as readers:
            yield readers, count


def _tell(session: Session, report: BackfillReport) -> None:
    out, pages = session.out, report.pages
    already = f", {report.read_before} were read before" if report.read_before else ""
    rate = f", {pages / report.seconds:,.0f} a second" if report.seconds >= 1 else ""
    archives = "archive" if report.archives == 1 else "archives"
    counted_pages = "1 page" if pages == 1 else f"{pages:,} pages"
    out.print(f"{report.archives} {archives} read{already}: {counted_pages}{rate}.")
    counted = {**{str(k).replace("_", " "): n for k, n in report.outcomes.items()}, **report.spoilt}
    for what, count in sorted(counted.items(), key=lambda item: -item[1]):
        out.print(Text(f"  {count:>9,}  {what}"))
    said = ", ".join(f"{report.verdicts[v]:,} {v.value}" for v in Verdict if report.verdicts.get(v))
    out.print(f"Moves: {said}." if said else "No move is new.")
    for name, trouble in report.failed.items():
        out.print(Text(f"  {plain_line(name)}: {plain_line(trouble)}", style="red"))
    out.print(f"Run {report.run} {report.outcome} in {report.seconds:.0f} s.")
