"""`labmoves demo`: the whole product against a small news site on this machine."""

from __future__ import annotations

import tempfile
from pathlib import Path

import click

from crawler.cli.session import Session, session
from crawler.demo.show import run_demo


@click.command()
@click.option("--folder", type=click.Path(path_type=Path, file_okay=False), help="Keep database and letters here.")
@session
def demo(session: Session, folder: Path | None) -> None:
    """Show everything working against a small news site on this machine.

    Nothing outside this machine is asked, and your own database is not touched.

    \b
    Examples:
      labmoves demo
      labmoves demo --folder /tmp/labmoves-demo      keep what it makes, to look around in
    """
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        raise click.exceptions.Exit(run_demo(session.out, folder))
    with tempfile.TemporaryDirectory(prefix="labmoves-demo-") as passing:
        raise click.exceptions.Exit(run_demo(session.out, Path(passing)))
