"""`labmoves due`: what comes next, and why then."""

from __future__ import annotations

from datetime import datetime

import click

from crawler.cli.session import Session, session
from crawler.cli.show import minute, print_json, table
from crawler.cli.sources import choose
from crawler.schedule.due import Because, Due, rules_of, timetable
from crawler.sources.load import load_catalog
from crawler.text.durations import ago, length
from storage.store import Store

_COLUMNS = ("source", "due (UTC)", "in", "because", "last crawl")


@click.command()
@click.argument("wanted", metavar="[SOURCE]...", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list.")
@session
def due(session: Session, wanted: tuple[str, ...], as_json: bool) -> None:
    """Show when each source is crawled next, and why then.

    A source is due by its pace (every) or crontab line (cron), later after failures (back-off), alone where the crawl
    that it was part of was killed (cut-off), and not before the time until which its server asked to be left alone
    (retry-after); one never crawled is due at once. The times are those that `labmoves daemon` keeps to.

    \b
    Examples:
      labmoves due
      labmoves due techcrunch
      labmoves due --json | jq -r '.[] | select(.because == "back-off") | .source'
    """
    settings, now = session.settings, session.now()
    sources = choose(load_catalog(settings.sources_folder), wanted)
    stored: dict[str, Due] = {}
    if settings.database.exists():
        with Store.open(settings.database, read_only=True) as store:
            stored = store.timetable()
    found = timetable(rules_of(sources, settings.daemon.cron, settings.daemon.timezone), stored, now)
    if as_json:
        print_json(found)
    else:
        table(session.out, _COLUMNS, [_row(each, now) for each in found])


def _row(due: Due, now: datetime) -> tuple[str, ...]:
    wait = length(due.at - now) or "soon" if due.at > now else "now"
    return (due.source, minute(due.at), wait, _because(due), ago(due.last, now) if due.last else "never")


def _because(due: Due) -> str:
    """In words, with the rule that it follows from."""
    match due.because:
        case Because.NEW:
            return f"never crawled ({due.rule})"
        case Because.BACK_OFF:
            return f"back-off: {due.failures} failure{'s' * (due.failures > 1)} in a row ({due.rule})"
        case Because.CUT_OFF:
            return f"the crawl that it was part of was cut off; it goes alone ({due.rule})"
        case Because.ASKED:
            return f"its server asked to be left alone until {minute(due.asked_until)} ({due.rule})"
        case _:
            return due.rule
