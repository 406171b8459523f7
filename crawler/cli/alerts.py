"""`labmoves alerts`: what waits in the outbox, sending it, sending again, and a test letter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import datetime

import click

from crawler.alerts.compose import subject
from crawler.alerts.deliver import DeliveryReport, body_of, deliver, preview_letter, send_test
from crawler.alerts.muting import mute_of
from crawler.cli.choosing import COUNT
from crawler.cli.muting import mute, unmute
from crawler.cli.session import Session, session
from crawler.cli.show import minute, print_json, short_key, table
from crawler.config.subscribers import Subscriber
from crawler.errors import DeliveryError, RequestError
from crawler.letter import LetterKind
from crawler.text.plain import plain_line
from storage.outbox import Posting
from storage.store import Store

_HEAD = ("Subject", "From", "To", "Message-ID", "In-Reply-To", "References")
_COLUMNS = ("written", "for", "letter", "state", "tries", "trouble", "key")


@click.group()
def alerts() -> None:
    """List letters, send those that wait, or a test letter.

    \b
    Examples:
      labmoves alerts test             does mail arrive?
      labmoves alerts list --waiting   what could not be sent, and why
      labmoves alerts preview KEY      a letter as it would be sent
      labmoves alerts send             send what is due
      labmoves alerts retry            and what failed, at once
      labmoves alerts mute NAME --because 'too much of it' --until 30d
    """


@alerts.command("list")
@click.option("--waiting", is_flag=True, help="Those not sent yet.")
@click.option("--dead", is_flag=True, help="Those that no mail server takes, with its answer.")
@click.option("--limit", type=COUNT, help="Show at most this many.")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list.")
@session
def list_letters(session: Session, waiting: bool, dead: bool, limit: int | None, as_json: bool) -> None:
    """List the letters, newest first, and what became of each.

    A letter is waiting, sent, dead (no mail server takes it; `alerts retry` tries again) or withheld.

    \b
    Examples:
      labmoves alerts list --limit 20
      labmoves alerts list --waiting
      labmoves alerts list --dead --json
    """
    states = [name for name, asked in (("waiting", waiting), ("dead", dead)) if asked]
    with Store.open(session.settings.database, read_only=True) as store:
        found = store.letters.postings(*states, limit=limit)
    if as_json:
        print_json(found)
        return
    readers = _names(session)
    table(session.out, _COLUMNS, [_row(posting, readers) for posting in found])
    if not found:
        session.err.print(f"No letter is {' or '.join(states)}." if states else "No letter was written yet.")


def _count(letters: int) -> str:
    return "1 letter waits" if letters == 1 else f"{letters} letters wait"


def _names(session: Session) -> frozenset[str]:
    """Those who have letters: subscribers and operators."""
    return frozenset(reader.name for reader in (*session.settings.readers, session.settings.operators))


def _row(posting: Posting, readers: Collection[str]) -> tuple[str, ...]:
    letter = posting.letter
    written = minute(letter.created_at)
    key = short_key(letter.news[0].move) if letter.kind is LetterKind.NEWS else ""
    state, trouble = _state(posting, readers), posting.last_error or ""
    return (written, letter.subscriber, subject(letter), state, str(letter.attempts), trouble, key)


def _state(posting: Posting, readers: Collection[str]) -> str:
    if posting.sent_at:
        return f"sent {minute(posting.sent_at)}"
    if posting.withheld:
        return f"withheld: {posting.withheld}"
    if posting.dead_at:
        return f"dead since {minute(posting.dead_at)}"
    if posting.letter.subscriber not in readers:
        return "waits for a subscriber of this name"
    return f"waits until {minute(posting.next_try_at)}"


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
    with Store.open(session.settings.database, there=True) as store:
        now = session.now()
        if every:
            store.letters.hurry(now)
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
    with Store.open(session.settings.database, there=True) as store:
        move, now = store.find(key), session.now()
        if not move.stands:
            remedy = "`labmoves judgements` says why, `labmoves undo` takes that back"
            raise RequestError("the move is dismissed", where=move.key, remedy=remedy)
        if not store.letters.again(move.key, now):
            remedy = "`labmoves alerts list` has them all"
            raise RequestError("no letter was written of this move", where=move.key, remedy=remedy)
        _send(session, store, now, as_json)


def _send(session: Session, store: Store, now: datetime, as_json: bool) -> None:
    report = deliver(store, session.settings, now)
    if as_json:
        print_json(report)
    else:
        print_delivery(session, report)
        waiting = Counter(posting.letter.subscriber in _names(session) for posting in store.letters.postings("waiting"))
        if later := waiting[True] - report.failed:
            told = f"{_count(later)} for the next try; `labmoves alerts send --all` does not wait."
            session.err.print(told, markup=False)
        if homeless := waiting[False]:
            told = f"{_count(homeless)} for a subscriber who is not there; `labmoves alerts list --waiting` names them."
            session.err.print(told, markup=False)
    if report.failed or report.dead:
        raise click.exceptions.Exit(1)


@alerts.command()
@click.argument("key")
@click.option("--for", "reader", metavar="SUBSCRIBER", help="As this subscriber would have it; else as the first one.")
@click.option("--html", is_flag=True, help="Print the HTML; else the head and the plain text.")
@session
def preview(session: Session, key: str, reader: str | None, html: bool) -> None:
    """Show the letter of a move as it would be sent; nothing is sent or stored.

    KEY is the move's key as `labmoves moves` lists it, or its beginning. A move of which no letter was written has one
    here too.

    \b
    Examples:
      labmoves alerts preview m1-5f0c2a91
      labmoves alerts preview m1-5f0c2a91 --for ann --html > letter.html
    """
    settings = session.settings
    with Store.open(settings.database, read_only=True) as store:
        move = store.find(key)
        chosen = _reader(settings.readers, reader) if reader else settings.readers[0]
        message = preview_letter(store, settings, move, chosen, session.now())
        muted = mute_of(move, store.letters.mutes(session.now()))
    if not move.stands:
        session.err.print("The move is dismissed: no letter of it is sent.")
    elif muted:
        told = f"The {muted.kind} {muted.subject} is muted ({muted.because}): no letter of it is sent."
        session.err.print(plain_line(told), markup=False)
    if html:
        click.echo(body_of(message, "html"), nl=False)
        return
    head = "\n".join(f"{name}: {plain_line(str(value))}" for name, value in message.items() if name in _HEAD)
    click.echo(f"{head}\n\n{body_of(message, 'plain')}", nl=False)


@alerts.command()
@click.argument("key", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@session
def retry(session: Session, key: str | None, as_json: bool) -> None:
    """Try again now: letters that wait for their next try, and those that no mail server took.

    With KEY, of one move: its key as `labmoves moves` lists it, or its beginning. What was sent is not sent again.
    All other letters that are due go too. Exit code 1 when one failed.

    \b
    Examples:
      labmoves alerts retry
      labmoves alerts retry m1-5f0c2a91
    """
    with Store.open(session.settings.database, there=True) as store:
        now = session.now()
        store.letters.hurry(now, move=store.find(key).key if key else None, dead=True)
        _send(session, store, now, as_json)


@alerts.command()
@click.option("--for", "reader", metavar="SUBSCRIBER", help="To this one only; else to each, one after the other.")
@session
def test(session: Session, reader: str | None) -> None:
    """Send a test letter.

    Each subscriber has one of their own, and so have watch.operators. Exit code 1 where one could not be sent.

    \b
    Examples:
      labmoves alerts test
      labmoves alerts test --for ann
      LABMOVES_MAIL_PORT=465 labmoves alerts test
    """
    settings = session.settings
    everybody = [*settings.readers, *([settings.operators] if settings.watch.operators else [])]
    failed = False
    for each in [_reader(everybody, reader)] if reader else everybody:
        try:
            session.out.print(plain_line(send_test(settings, each, session.now())), markup=False)
        except DeliveryError as error:
            session.err.print(plain_line(f"labmoves: {error}"), markup=False)
            failed = True
    if failed:
        raise click.exceptions.Exit(1)


def _reader(readers: Sequence[Subscriber], name: str) -> Subscriber:
    named = {reader.name: reader for reader in readers}
    if name not in named:
        raise click.BadParameter(f"nobody is called {name!r}; there are {', '.join(named)}", param_hint="'--for'")
    return named[name]


def print_delivery(session: Session, report: DeliveryReport) -> None:
    """How many letters went where on standard output, and each trouble on standard error."""
    count = f"{report.sent} letter{'' if report.sent == 1 else 's'}"
    where = f"written to {report.folder}" if report.folder else "sent"
    waits = f"; {report.failed} could not be sent and will be tried again" if report.failed else ""
    dead = f"; {report.dead} given up, `labmoves alerts list --dead` has the answers" if report.dead else ""
    session.out.print(f"{count} {where}{waits}{dead}.", markup=False)
    for trouble in report.troubles:
        session.err.print(plain_line(trouble), style="yellow", markup=False)


for command in (mute, unmute):
    alerts.add_command(command)
