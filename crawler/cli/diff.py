"""`labmoves diff`: moves, articles and sources that changed over a span, as a table, JSON or Markdown."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import click

from crawler.cli.choosing import COUNT
from crawler.cli.diff_shown import COLUMNS, STYLES, as_json, markdown, of_the_past, rows
from crawler.cli.session import Session, session
from crawler.cli.show import Since, Until, check_order, minute, print_json, table
from crawler.errors import RequestError
from storage.readers import Look
from storage.record import Record
from storage.span import Span
from storage.store import Store
from storage.timeline import Diff

_USUAL = timedelta(days=7)
_ANYBODY = "default"


@click.command()
@click.option("--since", type=Since(), help="From this long ago, or from this day on.  [default: 7d]")
@click.option("--until", type=Until(), help="To before this long ago, or to the end of this day.")
@click.option("--run", "runs", type=COUNT, multiple=True, help="One run; or twice: from after A to B.")
@click.option(
    "--since-last",
    "reader",
    is_flag=False,
    flag_value=_ANYBODY,
    metavar="[NAME]",
    help="What this reader has not seen yet; a first look shows seven days.",
)
@click.option("--past", is_flag=True, help="What `labmoves backfill` filled in, in the place of the news.")
@click.option("--peek", is_flag=True, help="With --since-last: show it, and show it again the next time.")
@click.option("--marks", is_flag=True, help="List the readers and what each has seen.")
@click.option("--forget", metavar="NAME", help="Make this reader's next look the first.")
@click.option("--markdown", "markdown_wanted", is_flag=True, help="Print Markdown, ready for a newsletter or a chat.")
@click.option("--json", "json_wanted", is_flag=True, help="Print one JSON object.")
@session
def diff(
    session: Session,
    /,
    *,
    since: datetime | None,
    until: datetime | None,
    runs: tuple[int, ...],
    reader: str | None,
    past: bool,
    peek: bool,
    marks: bool,
    forget: str | None,
    markdown_wanted: bool,
    json_wanted: bool,
) -> None:
    """Show what changed: since you last looked, between two times, or between two runs.

    Moves that are new, confirmed, denied, reversed, dismissed or changed; articles that were edited, with the words, or
    taken away; sources that fell silent or failed, and those that are back. What changed and changed back is told too.
    What a backfill tells of the past is no news: it is counted, and shown by --past.

    --since-last keeps a mark in the database for each NAME, and moves it when all was shown. A run that goes on is
    left for the next look.

    \b
    Examples:
      labmoves diff                        the last seven days
      labmoves diff --since-last           what is new since you last asked so
      labmoves diff --since-last letter --markdown
      labmoves diff --since 2026-11-01 --until 2026-11-07
      labmoves diff --run 10 --run 12      between the end of run 10 and the end of run 12
      labmoves diff --past                 what backfills filled in within seven days
      labmoves diff --marks
    """
    ways = {
        "--since or --until": bool(since or until),
        "--run": bool(runs),
        "--since-last": reader is not None,
        "--marks": marks,
        "--forget": forget is not None,
    }
    _check(ways, runs, reader, past=past, peek=peek)
    check_order(since, until)
    if markdown_wanted and json_wanted:
        raise click.UsageError("--markdown and --json cannot be given together")
    if forget is not None:
        return _forget(session, forget)
    with Store.open(session.settings.database, read_only=True) as store:
        if marks:
            return _show_marks(session, store.looks(), in_json=json_wanted)
        span = replace(_asked(store, runs, reader, since, until, session.now() - _USUAL), past=past)
        found = store.diff(span)
        last = store.newest_change() if span.since and not past else None
    if json_wanted:
        print_json(as_json(span, found))
    elif markdown_wanted:
        click.echo(markdown(span, found))
    else:
        _show(session, span, found, last)
    if found.filled_in:
        session.err.print(of_the_past(found.filled_in), markup=False)
    if reader is not None and not peek:
        sys.stdout.flush()  # an answer that did not arrive was not seen
        with Store.open(session.settings.database) as store:
            store.keep_look(Look(reader=reader, run=span.up_to_run or 0, at=session.now()))


def _asked(  # noqa: PLR0917 - what the command was given
    store: Store,
    runs: tuple[int, ...],
    reader: str | None,
    since: datetime | None,
    until: datetime | None,
    usual: datetime,
) -> Span:
    """Which changes are meant: between runs, those a reader has not seen, else those of a time."""
    if runs:
        return _between_runs(store, runs)
    if reader is not None:
        return _not_seen(store, reader, usual)
    return Span(since=since or (None if until else usual), until=until)


def _check(ways: Mapping[str, bool], runs: Sequence[int], reader: str | None, *, past: bool, peek: bool) -> None:
    *some, last = ways
    if sum(ways.values()) > 1:
        raise click.UsageError(f"{', '.join(some)} and {last} cannot be given together")
    if len(runs) > 2:
        raise click.UsageError("--run can be given twice at most")
    if reader is not None and not reader.strip():
        raise click.BadParameter("name the reader", param_hint="'--since-last'")
    if peek and not ways["--since-last"]:
        raise click.UsageError("--peek goes with --since-last")
    if past and (ways["--since-last"] or ways["--marks"] or ways["--forget"]):
        raise click.UsageError("--past goes with --since, --until and --run alone")


def _forget(session: Session, reader: str) -> None:
    with Store.open(session.settings.database, there=True) as store:
        store.forget_reader(reader)
    session.err.print(f"Forgot what {reader} has seen", markup=False)


def _show(session: Session, span: Span, found: Diff, last: tuple[int, datetime] | None) -> None:
    table(session.out, COLUMNS, rows(found), styles=STYLES)
    if found.moves or found.edits or found.deletions or found.sources:
        return
    session.err.print("Nothing was filled in." if span.past else "Nothing changed.")
    if last:
        run, at = last
        hint = f"The last change is of {minute(at)} UTC: `labmoves diff --run {run}` shows it."
        session.err.print(hint, markup=False)


def _between_runs(store: Record, runs: Sequence[int]) -> Span:
    newest = next((run.id for run in store.runs(1)), 0)
    if unknown := [run for run in runs if run > newest]:
        raise RequestError(f"there is no run {unknown[0]}", remedy=f"The newest is run {newest}")
    return Span(after_run=min(runs) if len(runs) > 1 else runs[0] - 1, up_to_run=max(runs))


def _not_seen(store: Record, reader: str, usual: datetime) -> Span:
    ended = store.newest_ended()
    last = next((look for look in store.looks() if look.reader == reader), None)
    return Span(after_run=last.run, up_to_run=max(last.run, ended)) if last else Span(since=usual, up_to_run=ended)


def _show_marks(session: Session, looks: Sequence[Look], *, in_json: bool) -> None:
    if in_json:
        print_json(looks)
        return
    table(session.out, ("reader", "looked", "seen to run"), [(x.reader, minute(x.at), str(x.run)) for x in looks])
    if not looks:
        session.err.print("Nobody has looked with --since-last yet.", markup=False)
