"""`labmoves alerts`: send what waits in the outbox, or a test letter."""

from __future__ import annotations

import click

from crawler.alerts.deliver import DeliveryReport, deliver, send_test
from crawler.cli.session import Session, session
from crawler.cli.show import print_json
from crawler.text.plain import plain_line
from storage.store import Store


@click.group()
def alerts() -> None:
    """Send waiting letters, or a test letter.

    \b
    Examples:
      labmoves alerts test             does mail arrive?
      labmoves alerts send             send what is due
    """


@alerts.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@session
def send(session: Session, as_json: bool) -> None:
    """Send the letters that are due.

    With no mail server configured they become .eml files in letters_folder. A letter that failed waits longer each
    time; nothing is lost. Exit code 1 when one failed.

    \b
    Examples:
      labmoves alerts send
      labmoves alerts send --json
    """
    with Store.open(session.settings.database) as store:
        report = deliver(store, session.settings, session.now())
    if as_json:
        print_json(report)
    else:
        print_delivery(session, report)
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
