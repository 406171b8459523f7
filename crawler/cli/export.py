"""`labmoves export`: moves for other programs: spreadsheets, feed readers, calendars."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from crawler.alerts.wording import headline
from crawler.cli.choosing import choosing, chosen
from crawler.cli.session import Session, session
from crawler.export.calendar import calendar
from crawler.export.document import json_text
from crawler.export.feed import feed
from crawler.export.jsonfeed import json_feed
from crawler.export.parquet import parquet
from crawler.export.spreadsheet import spreadsheet
from crawler.files import replace_whole
from crawler.model import Move, Verdict
from storage.store import Store

_FORMATS: dict[str, Callable[[Session, list[Move]], bytes]] = {
    "csv": lambda _, moves: spreadsheet(moves).encode(),
    "json": lambda _, moves: f"{json_text(moves)}\n".encode(),
    "jsonl": lambda _, moves: "".join(f"{json_text(move, indent=None)}\n" for move in moves).encode(),
    "atom": lambda session, moves: feed(moves, _title, session.now()).encode(),
    "jsonfeed": lambda _, moves: json_feed(moves, _title).encode(),
    "ical": lambda _, moves: calendar(moves, _title).encode(),
    "parquet": lambda _, moves: parquet(moves),
}


@click.command()
@click.option("--format", "form", type=click.Choice(list(_FORMATS)), required=True, help="For which kind of program.")
@choosing
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A file, written over whole; - is the terminal.",
)
@session
def export(session: Session, /, form: str, output: Path | None, **filters: Any) -> None:
    """Write moves for a spreadsheet, a feed reader, a calendar or a program.

    All text is UTF-8. In CSV a cell that a spreadsheet would take for a formula begins with an apostrophe. An entry of
    Atom and an event keep their id for ever; the calendar holds the moves that have an effective day. Parquet has the
    columns of CSV in types, and needs the extra: pip install '.[parquet]'.

    \b
    Examples:
      labmoves export --format csv --since 90d -o moves.csv
      labmoves export --format atom --kind departure -o ~/public_html/departures.xml
      labmoves export --format ical --lab openai -o openai.ics
      labmoves export --format parquet -o moves.parquet
      labmoves export --format jsonl | jq -r .person
    """
    shown = output is None or output == Path("-")
    if form == "parquet" and shown and session.out.is_terminal:
        raise click.UsageError("Parquet is nothing for a terminal; name a file with -o")
    with Store.open(session.settings.database, read_only=True) as store:
        moves = chosen(session, store, filters)
    whole = _FORMATS[form](session, moves)
    if output is None or shown:
        click.echo(whole, nl=False)
        return
    replace_whole(output, whole)
    dated = sum(move.effective is not None for move in moves) if form == "ical" else len(moves)
    session.err.print(f"{dated} moves written to {output}", markup=False)


def _title(move: Move) -> str:
    return headline(move, Verdict.NEW)
