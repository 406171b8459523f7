"""`labmoves backup`, `restore` and `doctor`: keeping the database safe, and knowing that it is well."""

from __future__ import annotations

from pathlib import Path

import click

from crawler.cli.session import Session, session
from crawler.cli.show import HEALTH_STYLE, print_json, table
from storage.migrations import schema
from storage.restore import restore as put_back
from storage.store import Store


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), required=False)
@session
def backup(session: Session, file: Path | None) -> None:
    """Write a checked copy of the database, also while a crawl runs.

    Without FILE it is laid beside the database, under the day's date. A file that is there is never written over. The
    path of the copy is printed.

    \b
    Examples:
      labmoves backup
      labmoves backup /media/disk/labmoves-2026-11.db
    """
    with Store.open(session.settings.database, read_only=True) as store:
        if file is None:
            file = store.back_up(f"{session.now():%Y-%m-%d}")
        else:
            store.back_up_to(file)
    click.echo(file)


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@session
def restore(session: Session, file: Path) -> None:
    """Put a backup in the database's place; the present one is kept beside it.

    FILE is checked first, and only read. Refused while any other program has the database open, for a backup of a newer
    version, and for one that fails its check; nothing has changed then. A backup of an older version is brought up to
    date.

    \b
    Examples:
      labmoves restore labmoves.db.2026-11-24.backup
    """
    path = session.settings.database
    kept = put_back(file, path, schema)
    if kept is not None:  # said first: what follows may find the disk full
        session.out.print(f"What was there is kept as {kept}", markup=False)
    with Store.open(path) as store:
        held = store.counts()
    session.out.print(f"{path} holds {held.moves} moves and {held.articles} articles again.", markup=False)


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list.")
@session
def doctor(session: Session, as_json: bool) -> None:
    """Examine the database: is the file whole, what is missing, waits or was cut off?

    It is only read, all of it. A warning mends itself or can wait; exit code 1 where anything is failing.

    \b
    Examples:
      labmoves doctor
      labmoves doctor --json | jq -r '.[] | select(.health != "ok") | .detail'
    """
    with Store.open(session.settings.database, read_only=True) as store:
        found = store.examine(session.now())
    if as_json:
        print_json(found)
    else:
        table(
            session.out,
            ("check", "health", "detail"),
            [(f.check, f.health, f.detail) for f in found],
            styles=HEALTH_STYLE,
        )
    if any(finding.health == "failing" for finding in found):
        raise click.exceptions.Exit(1)
