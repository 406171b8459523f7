"""`labmoves alerts`: what waits in the outbox, sending it, sending again, and a test letter."""

from __future__ import annotations

from datetime import datetime

import click

from crawler.alerts.compose import headline
from crawler.alerts.deliver import DeliveryReport, deliver, send_test
from crawler.cli.choosing import COUNT
from crawler.cli.session import Session, session
from crawler.cli.show import minute, print_json, short_key, table
from crawler.errors import InputError
from crawler.text.plain import plain_line
from storage.outbox import Posting
from storage.store import Store

_COLUMNS = ("written", "letter", "state", "tries", "trouble", "key")


@click.group()
def alerts() -> None:
    """List letters, send those that wait, or a test letter.

    \b
    Examples:
      labmoves alerts test             does mail arrive?
      labmoves alerts list --waiting   what could not be sent, and why
      labmoves alerts send             send what is due
    """


@alerts.command("list")
@click.option("--waiting", is_flag=True, help="Only those not sent yet.")
@click.option("--limit", type=COUNT, help="Show at most this many.")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list.")
@session
def list_letters(session: Session, waiting: bool, limit: int | None, as_json: bool) -> None:
    """List the letters, newest first, and what became of each.

    \b
    Examples:
      labmoves alerts list --limit 20
      labmoves alerts list --waiting
    """
    with Store.open(session.settings.database, read_only=True) as store:
        found = store.postings(waiting=waiting, limit=limit)
    if as_json:
        print_json(found)
        return
    table(session.out, _COLUMNS, [_row(posting) for posting in found])
    if not found:
        session.err.print("No letter waits." if waiting else "No letter was written yet.")


def _row(posting: Posting) -> tuple[str, ...]:
    letter = posting.letter
    state = f"sent {minute(posting.sent_at)}" if posting.sent_at else f"waits until {minute(posting.next_try_at)}"
    trouble = posting.last_error or ""
    written = minute(letter.created_at)
    news = headline(letter.move, letter.verdict)
    return (written, news, state, str(letter.attempts), trouble, short_key(letter.move))


@alerts.command()
@click.option("--all", "every", is_flag=True, help="Also those that failed lately and wait for their next try.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@session
def send(session: Session, every: bool, as_json: bool) -> None:
    """Send the letters that are due.

    With no mail server configured they become .eml files in letters_folder. A letter that failed waits longer each
    time; nothing is lost. Exit code 1 when one failed.

    \b
    Examples:
      labmoves alerts send
      labmoves alerts send --all       the mail server is well again: do not wait
    """
    with Store.open(session.settings.database) as store:
        now = session.now()
        if every:
            store.hurry_letters(now)
        _send(session, store, now, as_json)


@alerts.command()
@click.argument("key")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@session
def resend(session: Session, key: str, as_json: bool) -> None:
    """Send the letters of one move again.

    KEY is the move's key as `labmoves moves` lists it, or its beginning. A letter keeps its Message-ID, so a mail
    program that still has it may show it only once. All other letters that are due go too.

    \b
    Examples:
      labmoves alerts resend m1-5f0c2a91
    """
    with Store.open(session.settings.database) as store:
        move, now = store.find(key), session.now()
        if not move.stands:
            remedy = "`labmoves judgements` says why, `labmoves undo` takes that back"
            raise InputError("the move is dismissed", where=move.key, remedy=remedy)
        if not store.send_again(move.key, now):
            raise InputError("no letter was written of this move", where=move.key, remedy="`alerts list` has them all")
        _send(session, store, now, as_json)


def _send(session: Session, store: Store, now: datetime, as_json: bool) -> None:
    report = deliver(store, session.settings, now)
    if as_json:
        print_json(report)
    else:
        print_delivery(session, report)
        if later := store.counts().letters_unsent - report.failed:
            count = "1 letter waits" if later == 1 else f"{later} letters wait"
            session.err.print(f"{count} for the next try; `labmoves alerts send --all` does not wait.", markup=False)
    if report.failed:
        raise click.exceptions.Exit(1)


@alerts.command()
@session
def test(session: Session) -> None:
    """Send a test letter.

    \b
    Examples:
      labmoves alerts test
      LABMOVES_MAIL_PORT=465 labmoves alerts test
    """
    session.out.print(plain_line(send_test(session.settings, session.now())), markup=False)


def print_delivery(session: Session, report: DeliveryReport) -> None:
    """How many letters went where on standard output, and each trouble on standard error."""
    count = f"{report.sent} letter{'' if report.sent == 1 else 's'}"
    where = f"written to {report.folder}" if report.folder else "sent"
    waits = f"; {report.failed} could not be sent and will be tried again" if report.failed else ""
    session.out.print(f"{count} {where}{waits}.", markup=False)
    for trouble in report.troubles:
        session.err.print(plain_line(trouble), style="yellow", markup=False)
