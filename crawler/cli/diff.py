"""`labmoves diff`: moves, articles and sources that changed over a span, as a table, JSON or Markdown."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import datetime, timedelta

import click

from crawler.cli.choosing import COUNT
from crawler.cli.diff_shown import COLUMNS, STYLES, as_json, markdown, rows
from crawler.cli.session import Session, session
from crawler.cli.show import Since, Until, minute, print_json, table
from crawler.errors import RequestError
from storage.readers import Look
from storage.record import Record
from storage.span import Span
from storage.store import Store

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
    peek: bool,
    marks: bool,
    forget: str | None,
    markdown_wanted: bool,
    json_wanted: bool,
) -> None:
    """Show what changed: since you last looked, between two times, or between two runs.

    Moves that are new, confirmed, denied, reversed, dismissed or changed; articles that were edited, with the words, or
    taken away; sources that fell silent or failed, and those that are back. What changed and changed back is told too.

    --since-last keeps a mark in the database for each NAME, and moves it when all was shown. A run that goes on is
    left for the next look.

    \b
    Examples:
      labmoves diff                        the last seven days
      labmoves diff --since-last           what is new since you last asked so
      labmoves diff --since-last letter --markdown
      labmoves diff --since 2026-11-01 --until 2026-11-07
      labmoves diff --run 10 --run 12      between the end of run 10 and the end of run 12
      labmoves diff --marks
    """
    _check([bool(since or until), bool(runs), reader is not None, marks, forget is not None], runs, peek and not reader)
    if markdown_wanted and json_wanted:
        raise click.UsageError("--markdown and --json cannot be given together")
    database = session.settings.database
    if forget is not None:
        with Store.open(database, there=True) as store:
            store.forget_reader(forget)
        session.err.print(f"Forgot what {forget} has seen", markup=False)
        return
    with Store.open(database, read_only=True) as store:
        if marks:
            _show_marks(session, store.looks(), in_json=json_wanted)
            return
        usual = session.now() - _USUAL
        if runs:
            span = _between_runs(store, runs)
        elif reader is not None:
            span = _not_seen(store, reader, usual)
        else:
            span = Span(since=since or (None if until else usual), until=until)
        found = store.diff(span)
    if json_wanted:
        print_json(as_json(span, found))
    elif markdown_wanted:
        click.echo(markdown(span, found))
    else:
        table(session.out, COLUMNS, rows(found), styles=STYLES)
        if not (found.moves or found.edits or found.deletions or found.sources):
            session.err.print("Nothing changed.")
    if reader is not None and not peek:
        sys.stdout.flush()  # an answer that did not arrive was not seen
        with Store.open(database) as store:
            store.keep_look(Look(reader=reader, run=span.up_to_run or 0, at=session.now()))


def _check(ways: Sequence[bool], runs: Sequence[int], lone_peek: bool) -> None:
    if sum(ways) > 1:
        raise click.UsageError("--since or --until, --run, --since-last, --marks and --forget cannot be given together")
    if len(runs) > 2:
        raise click.UsageError("--run can be given twice at most")
    if lone_peek:
        raise click.UsageError("--peek goes with --since-last")


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
