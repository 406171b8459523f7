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
    "kind", "role", "other_org", "certainty", "negated", "optional", "fresh"}]}. Of an article id, lang (en or zh), text
    and moves must be there, of a move person, org and kind:

    \b
      person     other spellings may follow, parted by "|"
      org        the lab in any spelling; null where the text names none
      kind       departure, hire, return, role_change or founding
      certainty  rumored, reported or confirmed
      negated    true where the text denies it: then it must not be found
      optional   true where readers differ: then it counts neither way

    What `labmoves match` prints is no such file: it holds no text, and says lab where labels say org.

    Printed are, for each language, precision, recall and F1 of articles (does it tell of any move?), of moves (person,
    org and kind agree) and of each kind. Below them stands, where labels say so, of how many found moves certainty,
    fresh, other_org and role agree (a role in one word that means something), and how many denied ones were kept out.
    Days and who is cited are not scored. With --json the first of these parts is printed.

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
