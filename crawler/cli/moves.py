"""`labmoves moves` and `move`: what is known, and on what evidence."""

from __future__ import annotations

from typing import Any

import click
from rich.text import Text

from crawler.cli.choosing import choosing, chosen
from crawler.cli.marks import mark, mention_styles
from crawler.cli.session import Session, session
from crawler.cli.show import STATUS_STYLE, day, minute, move_line, print_json, short_key, table, words
from crawler.model import Change, Move
from crawler.text.plain import plain_line
from storage.articles import Evidence
from storage.store import Store

_MOVE_COLUMNS = ("reported", "person", "move", "lab", "other", "status", "by", "key")


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
    table(session.out, ("run", "when", "change", "because", "by"), [_history_row(c) for c in history])


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
        f"deleted since {day(one.gone_since)}" if one.gone_since else "",
    ]
    when = day(one.published or one.read_at)
    session.out.print()
    session.out.print(Text(plain_line(f"{when}  {one.source}: {one.title or 'no title'}  #{one.number}"), style="bold"))
    session.out.print(Text.assemble("  ", mark(session.out, one.sentence, mention_styles(said))))
    session.out.print(Text(f"  {', '.join(filter(None, traits))}", style="dim"))
    session.out.print(Text(f"  {plain_line(one.article_url)}", style="dim"))


def _history_row(change: Change) -> tuple[str, ...]:
    by = change.source or "by hand"
    return (str(change.run), minute(change.at), change.verdict.value, "; ".join(change.because), by)
