"""`labmoves timeline`: the moves of a person or a lab in order, how each became known, and who was first."""

from __future__ import annotations

from datetime import datetime

import click

from crawler.cli.asked import moves_asked
from crawler.cli.session import Session, session
from crawler.cli.show import STATUS_STYLE, Since, day, print_json, short_key, table, words
from crawler.memory.people import in_order
from crawler.model import Move
from crawler.text.durations import length
from storage.courses import Course
from storage.store import Store

_COLUMNS = ("day", "person", "move", "lab", "other", "status", "course", "by", "key")


@click.command()
@click.argument("name", metavar="PERSON|LAB")
@click.option("--since", type=Since(), help="Only moves first reported within this span, or since this day.")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list.")
@session
def timeline(session: Session, name: str, since: datetime | None, as_json: bool) -> None:
    """Show the moves of a person or a lab in order, and how each became known.

    PERSON may be in any spelling, LAB any name that the lexicon or a move has for it. A move is shown with its states
    and who told of each, then with every outlet that had it as news and how long after the first.

    \b
    Examples:
      labmoves timeline 林俊旸
      labmoves timeline 'Lin Junyang' --json
      labmoves timeline openai --since 90d
    """
    with Store.open(session.settings.database, read_only=True) as store:
        found = in_order(m for m in moves_asked(session, store, name) if since is None or m.first_reported_at >= since)
        courses = [store.course(move) for move in found]
    if as_json:
        print_json(courses)
        return
    table(session.out, _COLUMNS, [_row(course) for course in courses], styles=STATUS_STYLE)
    if not courses:
        session.err.print("No move is known that fits.")


def _row(course: Course) -> tuple[str, ...]:
    m = course.move
    states = " → ".join(" ".join(filter(None, (s.status, day(s.since), s.source))) for s in course.states)
    told = [f"{t.source} {span} later" if (span := length(t.behind)) else t.source for t in course.tellings]
    about = (_when(m), m.person, words(m.kind), m.lab, m.other_org or "", m.status.value)
    return (*about, states, ", ".join(told), short_key(m))


def _when(move: Move) -> str:
    known = move.announced or move.effective
    return day(known) if known else f"{'before ' if move.recap else ''}{day(move.first_reported_at)}"
