"""`labmoves eval`: the matcher judged against labels."""

from __future__ import annotations

from pathlib import Path

import click

from crawler.cli.session import Session, session
from crawler.cli.show import print_json
from crawler.match.lexicons import load
from crawler.match.scoring import as_json as tallies
from crawler.match.scoring import evaluate as evaluate_file
from crawler.match.scoring import render, render_slips


@click.command("eval")
@click.argument("gold", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--misses", is_flag=True, help="Also list each move that was missed or wrongly reported.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@session
def evaluate(session: Session, gold: Path, misses: bool, as_json: bool) -> None:
    """Score the matcher against labelled articles.

    GOLD holds one labelled article a line: {"id", "lang", "title", "text", "published", "moves": [{"person", "org",
    "kind", ...}]}.

    \b
    Examples:
      labmoves eval benchmarks/labelled/en.jsonl
      labmoves eval my_articles.jsonl --misses
    """
    scored = evaluate_file(gold, load(session.settings.lexicon_folder))
    if as_json:
        print_json(tallies(scored))
        return
    click.echo(render(scored))
    if misses:
        click.echo("\n" + render_slips(scored))
