"""`labmoves flow` and `roster`: what the moves together say of labs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

import click

from crawler.cli.asked import place_asked
from crawler.cli.session import Session, session
from crawler.cli.show import STATUS_STYLE, Since, Until, check_order, day, print_json, short_key, table, words
from crawler.match.lexicons import load
from crawler.memory.flow import Stream, streams
from crawler.memory.roster import Whereabouts
from crawler.memory.roster import roster as roster_of
from crawler.whom import families
from storage.store import Store

_ROSTER_COLUMNS = ("person", "standing", "post", "move", "day", "status", "key")


@click.command()
@click.option("--since", type=Since(), help="Moves first reported within this span, or since this day.")
@click.option("--until", type=Until(), help="Moves first reported before this long ago, or up to and with this day.")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list, one entry a pair, with people and keys.")
@session
def flow(session: Session, since: datetime | None, until: datetime | None, as_json: bool) -> None:
    """Show who feeds whom: how many people went from one lab to another.

    A row for each organisation that people left, a column for each that they went to. Counted are departures that say
    where to and hires that say where from; told of from both sides, or in any number of articles, a person counts once.
    Units count with their firm; what was denied or reversed does not count.

    \b
    Examples:
      labmoves flow --since 365d
      labmoves flow --since 2026-01-01 --until 2026-06-30 --json
    """
    check_order(since, until)
    with Store.open(session.settings.database, read_only=True) as store:
        moves = store.moves(since=since, until=until)
    found = streams(moves, families(load(session.settings.lexicon_folder)))
    if as_json:
        print_json(found)
        return
    table(session.out, *_matrix(found))
    if not found:
        session.err.print("No move is known that says from where to where.")


def _matrix(found: Sequence[Stream]) -> tuple[list[str], list[list[str]]]:
    """Columns and rows, the largest first; nought is an empty cell."""
    names = {each.id: each.name for stream in found for each in (stream.origin, stream.destination)}
    counts = {(s.origin.id, s.destination.id): len(s.people) for s in found}
    left, joined = Counter[str](), Counter[str]()
    for (origin, destination), count in counts.items():
        left[origin] += count
        joined[destination] += count
    origins, destinations = ([key for key, _ in each.most_common()] for each in (left, joined))
    rows = [[names[a], *(str(counts.get((a, b), "")) for b in destinations), str(left[a])] for a in origins]
    return ["from", *(names[b] for b in destinations), "all"], rows


@click.command()
@click.argument("lab")
@click.option("--at", type=Since(), help="The day, or how long ago.  [default: today]")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list.")
@session
def roster(session: Session, lab: str, at: datetime | None, as_json: bool) -> None:
    """Show who is at a lab on a day, as far as the moves tell.

    LAB is any name that the lexicon or a move has for it. Those who came or changed their post are here until they
    leave; whoever left later was here before. Beside each person stands the move that tells so, with its day. Nobody
    is listed of whom no move is known.

    \b
    Examples:
      labmoves roster openai
      labmoves roster 'Google DeepMind' --at 2025-06-30 --json
    """
    with Store.open(session.settings.database, read_only=True) as store:
        moves = place_asked(session, store, lab, "LAB").moves(store)
    found = roster_of(moves, (at or session.now()).date())
    if as_json:
        print_json(found)
        return
    table(session.out, _ROSTER_COLUMNS, [_row(each) for each in found], styles=STATUS_STYLE)
    if not found:
        session.err.print("No move tells of anybody there on that day.")


def _row(where: Whereabouts) -> tuple[str, ...]:
    m = where.move
    told = (words(m.kind), day(where.day), m.status.value, short_key(m))
    return (where.person, where.standing.value, where.role or "", *told)
