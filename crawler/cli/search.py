"""`labmoves search`: stored articles by their words, Chinese and English."""

from __future__ import annotations

import click
from rich.text import Text

from crawler.cli.choosing import COUNT
from crawler.cli.marks import WHAT, mark
from crawler.cli.session import Session, session
from crawler.cli.show import day, print_json, table
from crawler.text.plain import plain_line
from crawler.text.words import search_words
from storage.search import Hit
from storage.store import Store

_COLUMNS = ("day", "source", "title", "sentence", "address")


@click.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--limit", type=COUNT, default=20, show_default=True, help="At most this many.")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list.")
@session
def search(session: Session, words: tuple[str, ...], limit: int, as_json: bool) -> None:
    """Find stored articles by their words, the best first, with the sentence.

    An article is found where its title or newest text has all WORDS, in traditional or simplified script, in upper or
    lower case. Words within quotes have to stand together. Stored are the articles that tell of a move.

    \b
    Examples:
      labmoves search 离职
      labmoves search 通义千问 林俊旸
      labmoves search 'chief scientist' openai --limit 5 --json
    """
    with Store.open(session.settings.database, read_only=True) as store:
        found = store.search(words, limit)
    if as_json:
        print_json(found)
        return
    marked = dict.fromkeys((*words, *(word for phrase in words for word in search_words(phrase))), WHAT)
    if session.out.is_terminal:
        for hit in found:
            _print(session, hit, marked)
    else:
        table(session.out, _COLUMNS, [_row(session, hit, marked) for hit in found])
    if not found:
        session.err.print("No stored article has these words.")


def _row(session: Session, hit: Hit, marked: dict[str, str]) -> tuple[str, ...]:
    title, sentence = (mark(session.out, text, marked).plain for text in (hit.title or "", hit.sentence))
    return (day(hit.published or hit.read_at), hit.source, title, sentence, hit.article_url)


def _print(session: Session, hit: Hit, marked: dict[str, str]) -> None:
    when, title = day(hit.published or hit.read_at), mark(session.out, hit.title or "no title", marked)
    session.out.print(Text.assemble(f"{when}  {plain_line(hit.source)}: ", title), style="bold")
    session.out.print(Text.assemble("  ", mark(session.out, hit.sentence, marked)))
    session.out.print(Text(f"  {plain_line(hit.article_url)}\n", style="dim"))
