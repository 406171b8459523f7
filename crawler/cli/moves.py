"""`labmoves moves`, `move` and `diff`: what is known, on what evidence, and what changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import click
from rich.text import Text

from crawler.cli.choosing import COUNT, choosing, chosen
from crawler.cli.marks import mark, mention_styles
from crawler.cli.session import Session, session
from crawler.cli.show import STATUS_STYLE, Since, day, minute, move_line, print_json, short_key, table, words
from crawler.errors import InputError
from crawler.model import Change, Move
from crawler.text.plain import plain_line
from storage.articles import Evidence
from storage.store import Store

_MOVE_COLUMNS = ("reported", "person", "move", "lab", "other", "status", "by", "key")
_CHANGE_COLUMNS = ("run", "when", "change", "person", "move", "lab", "status", "because", "key")


@click.command()
@choosing
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list.")
@session
def moves(session: Session, /, as_json: bool, **filters: Any) -> None:
    """List the moves found so far, newest first.

    \b
    Examples:
      labmoves moves --since 7d
      labmoves moves --lab openai --kind departure
      labmoves moves --person 'Lin Junyang' --json
    """
    with Store.open(session.settings.database, read_only=True) as store:
        found = chosen(session, store, filters)
    if as_json:
        print_json(found)
        return
    table(session.out, _MOVE_COLUMNS, [_move_row(m) for m in found], styles=STATUS_STYLE)
    if not found:
        session.err.print("No move is known that fits.")


@click.command()
@click.argument("key")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object: move, evidence, history.")
@session
def move(session: Session, key: str, as_json: bool) -> None:
    """Show one move with every sentence that speaks of it.

    KEY is the move's key as `labmoves moves` lists it, or its beginning.

    \b
    Examples:
      labmoves move m1-5f0c2a91
      labmoves move m1-5f0c2a91 --json
    """
    with Store.open(session.settings.database, read_only=True) as store:
        found = store.find(key)
        evidence, history = store.evidence(found.key), store.history(found.key)
    if as_json:
        print_json({"move": found, "evidence": evidence, "history": history})
        return
    _print_move(session, found)
    for one in evidence:
        _print_evidence(session, one)
    session.out.print("\nHistory", style="bold")
    table(session.out, ("run", "when", "change", "because"), [_history_row(c) for c in history])


@click.command()
@click.option("--since", type=Since(), help="Changes within this span, or since this day.  [default: 7d]")
@click.option("--run", "runs", type=COUNT, multiple=True, help="One run; or twice: from after A to B.")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list.")
@session
def diff(session: Session, since: datetime | None, runs: tuple[int, ...], as_json: bool) -> None:
    """Show what changed: over a span of time, or between two runs.

    One line a move: what it is now, and what became of it. A move that went there and back is no change.

    \b
    Examples:
      labmoves diff                        the last seven days
      labmoves diff --since 2026-11-01
      labmoves diff --run 12               what run 12 changed
      labmoves diff --run 10 --run 12      between the end of run 10 and the end of run 12
    """
    if runs and since:
        raise click.UsageError("--since and --run cannot be given together")
    if len(runs) > 2:
        raise click.UsageError("--run can be given twice at most")
    with Store.open(session.settings.database, read_only=True) as store:
        if runs:
            _check_runs(store, runs)
            first, last = (min(runs), max(runs)) if len(runs) > 1 else (runs[0] - 1, runs[0])
            found = store.changes(after_run=first, up_to_run=last)
        else:
            found = store.changes(since=since or session.now() - timedelta(days=7))
    if as_json:
        print_json(found)
        return
    table(session.out, _CHANGE_COLUMNS, [_change_row(c) for c in found], styles=STATUS_STYLE)
    if not found:
        session.err.print("Nothing changed.")


def _change_row(change: Change) -> tuple[str, ...]:
    m = change.move
    because = "" if change.before is None else "; ".join(change.because)
    when = (str(change.run), minute(change.at), change.verdict.value)
    return (*when, m.person, words(m.kind), m.lab, m.status.value, because, short_key(m))


def _check_runs(store: Store, runs: Sequence[int]) -> None:
    newest = next((run.id for run in store.runs(1)), 0)
    for run in runs:
        if run > newest:
            raise InputError(f"there is no run {run}", remedy=f"The newest is run {newest}")


def _move_row(m: Move) -> tuple[str, ...]:
    told = m.attributed_to or m.first_reported_by
    seen = day(m.first_reported_at)
    return (seen, m.person, words(m.kind), m.lab, m.other_org or "", m.status.value, told, short_key(m))


def _print_move(session: Session, m: Move) -> None:
    session.out.print(Text(move_line(m), style="bold"))
    rows = (
        ("key", m.key),
        ("status", f"{m.status.value}{f' since {day(m.status_since)}' if m.status_since else ''}"),
        ("judged by hand", m.judged or ""),
        ("also written", ", ".join(m.spellings)),
        ("other organisation", m.other_org or ""),
        ("announced", day(m.announced)),
        ("effective", day(m.effective)),
        ("cited", m.attributed_to or ""),
        ("first reported", f"{minute(m.first_reported_at)} UTC by {m.first_reported_by}"),
        ("", "known from recaps only: it happened earlier" if m.recap else ""),
    )
    for label, value in rows:
        if value:
            session.out.print(Text(f"{label:19} {plain_line(value)}"))


def _print_evidence(session: Session, one: Evidence) -> None:
    said = one.mention
    traits = [said.certainty.value, "" if said.fresh else "recap", "denied" if said.negated else ""]
    traits += [
        f"cites {said.attributed_to}" if said.attributed_to else "",
        "" if one.still_there else "since edited out",
    ]
    when = day(one.published or one.read_at)
    session.out.print()
    session.out.print(Text(plain_line(f"{when}  {one.source}: {one.title or 'no title'}  #{one.number}"), style="bold"))
    session.out.print(Text.assemble("  ", mark(session.out, one.sentence, mention_styles(said))))
    session.out.print(Text(f"  {', '.join(filter(None, traits))}", style="dim"))
    session.out.print(Text(f"  {plain_line(one.article_url)}", style="dim"))


def _history_row(change: Change) -> tuple[str, ...]:
    return (str(change.run), minute(change.at), change.verdict.value, "; ".join(change.because))
