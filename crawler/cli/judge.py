"""`labmoves merge`, `split`, `dismiss`, `confirm`, `undo` and `judgements`: what a person knows better."""

from __future__ import annotations

import click
from rich.text import Text

from crawler.cli.session import Session, session
from crawler.cli.show import Number, minute, move_line, print_json, table
from crawler.judgement import Judgement
from crawler.judging import Passed, confirm_move, dismiss_move, merge_moves, split_off, take_back
from crawler.model import Move
from crawler.text.plain import plain_line
from storage.store import Store

_COLUMNS = ("id", "when", "judgement", "move", "because", "undone")
_LONGEST = 1000  # characters of a reason


def _reason(ctx: click.Context, param: click.Parameter, value: str) -> str:
    reason = plain_line(value)
    if not reason and param.required:
        raise click.BadParameter("say why")
    if len(reason) > _LONGEST:
        raise click.BadParameter(f"it has {len(reason)} characters; {_LONGEST} at most")
    return reason


_HELP = "Why; kept with the judgement for ever."
_because = click.option("--because", metavar="WHY", required=True, callback=_reason, help=_HELP)


@click.command()
@click.argument("key")
@click.argument("other", metavar="KEY")
@_because
@session
def merge(session: Session, key: str, other: str, because: str) -> None:
    """Rule that two moves are one: the second becomes a part of the first.

    All that speaks of either speaks of the first from now on, also what is read later. Its fields, state and first
    report are told anew from all of it. A letter of the second that still waits is kept back where one has told of the
    first. A departure and a hire, a return or a founding are two moves, and are refused.

    \b
    Examples:
      labmoves merge m1-5f0c2a91 m1-77d0ab12 --because 'Tony Wu is Yuhuai Wu'
    """
    with Store.open(session.settings.database, there=True) as store:
        _say(session, merge_moves(store, key, other, because, session.now()))


@click.command()
@click.argument("key")
@click.argument("mentions", metavar="MENTION...", nargs=-1, required=True)
@_because
@session
def split(session: Session, key: str, mentions: tuple[str, ...], because: str) -> None:
    """Rule that some mentions of a move speak of another one, which they make.

    MENTION is the number of a mention as `labmoves move KEY` shows it, or the address of an article. Later versions of
    these articles stay with the new move; what other articles say goes to the one that fits by name, lab and time.

    \b
    Examples:
      labmoves split m1-5f0c2a91 12 15 --because 'two people called Wang Wei'
      labmoves split m1-5f0c2a91 https://news.example/wang --because 'another Wang Wei'
    """
    with Store.open(session.settings.database, there=True) as store:
        _say(session, split_off(store, key, mentions, because, session.now()))


@click.command()
@click.argument("key")
@_because
@session
def dismiss(session: Session, key: str, because: str) -> None:
    """Rule that a move is none: it leaves every list, and no letter tells of it.

    It stays dismissed however often it is told again. Its waiting letters are kept back; one already sent cannot be.

    \b
    Examples:
      labmoves dismiss m1-5f0c2a91 --because 'a board seat, not a job'
    """
    with Store.open(session.settings.database, there=True) as store:
        _say(session, dismiss_move(store, key, because, session.now()))


@click.command()
@click.argument("key")
@_because
@session
def confirm(session: Session, key: str, because: str) -> None:
    """Rule that a move is true, whatever is denied later. No letter tells of it.

    \b
    Examples:
      labmoves confirm m1-5f0c2a91 --because 'she told me so'
    """
    with Store.open(session.settings.database, there=True) as store:
        _say(session, confirm_move(store, key, because, session.now()))


@click.command()
@click.argument("number", metavar="ID", type=Number(1, 2**31))
@click.option("--because", metavar="WHY", default="", callback=_reason, help=_HELP)
@session
def undo(session: Session, number: int, because: str) -> None:
    """Take a judgement back, as if it had not been.

    ID is its number in `labmoves judgements`. What was read since then goes to the move that it would have gone to.
    Letters that it kept back wait again.

    \b
    Examples:
      labmoves undo 3
      labmoves undo 3 --because 'they are two people after all'
    """
    with Store.open(session.settings.database, there=True) as store:
        _say(session, take_back(store, number, because, session.now()))


@click.command()
@click.option("--in-force", is_flag=True, help="Leave out those that were undone.")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list.")
@session
def judgements(session: Session, in_force: bool, as_json: bool) -> None:
    """List what was ruled of moves by hand, newest first.

    \b
    Examples:
      labmoves judgements
      labmoves judgements --in-force --json
    """
    with Store.open(session.settings.database, read_only=True) as store:
        found = [j for j in reversed(store.judgements()) if j.in_force or not in_force]
        moves = {key: store.move(key) for j in found for key in (j.move, j.other) if key}
    if as_json:
        print_json([_entry(j, moves) for j in found])
        return
    table(session.out, _COLUMNS, [_row(j, moves) for j in found])
    if not found:
        session.err.print("No judgement is in force." if in_force else "Nothing was judged by hand yet.")


def _say(session: Session, judged: Passed) -> None:
    """Which moves changed and how, what became of their letters, and the way back."""
    judgement = judged.judgement
    undone = judgement.undone_at is not None
    session.out.print(f"Judgement {judgement.id}, {judgement.act}{': undone' if undone else ''}", style="bold")
    for revision in judged.revisions:
        session.out.print(Text(f"{revision.move.key}  {move_line(revision.move)}, {revision.move.status}"))
        for reason in revision.because:
            session.out.print(Text(f"  {plain_line(reason)}", style="dim"))
    if judged.letters:
        letters = "1 waiting letter" if judged.letters == 1 else f"{judged.letters} waiting letters"
        session.out.print(f"{letters} {'no longer ' if undone else ''}kept back.", markup=False)
    if not undone:
        session.err.print(f"`labmoves undo {judgement.id}` takes it back.", markup=False)


def _entry(judgement: Judgement, moves: dict[str, Move]) -> dict[str, object]:
    named = {"move": moves[judgement.move], "other": moves[judgement.other] if judgement.other else None}
    told = {name: getattr(judgement, name) for name in ("id", "act", "because", "at", "undone_at", "undone_because")}
    return {**told, **named, "mentions": judgement.statements}


def _row(judgement: Judgement, moves: dict[str, Move]) -> tuple[str, ...]:
    keys = [key for key in (judgement.move, judgement.other) if key]
    which = " and ".join(f"{key[:11]} {move_line(moves[key])}" for key in keys)
    undone = minute(judgement.undone_at)
    undone += f": {judgement.undone_because}" if judgement.undone_because else ""
    return (str(judgement.id), minute(judgement.at), judgement.act, which, judgement.because, undone)
