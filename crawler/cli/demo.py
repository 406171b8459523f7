"""`labmoves demo`: the whole product against a small news site on this machine."""

from __future__ import annotations

from pathlib import Path

import click

from crawler.cli.session import Session, session
from crawler.demo.show import run_demo


@click.command()
@click.option(
    "--folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("labmoves-demo"),
    show_default=True,
    help="Where database, letters and pages stay, to look around in.",
)
@session
def demo(session: Session, folder: Path) -> None:
    """Show everything working against a small news site on this machine.

    Nothing outside this machine is asked, and your own database is not touched.

    \b
    Examples:
      labmoves demo
      labmoves demo --folder /tmp/labmoves-demo
    """
    raise click.exceptions.Exit(run_demo(session.out, folder))
