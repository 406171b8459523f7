"""`labmoves history`: every text that an article has had, word by word, and the moves that each told of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

import click
from rich.text import Text

from crawler.cli.session import Session, session
from crawler.cli.show import day, minute, print_json, words
from crawler.errors import InputError
from crawler.model import Article, Mention
from crawler.text.compare import Piece, compare
from crawler.text.plain import plain_line, plain_text
from crawler.text.urls import canonical_url
from storage.articles import StoredVersion
from storage.store import Store

_STYLE = {"gone": "red strike", "new": "green"}
_MARKS = {"gone": ("[-", "-]"), "new": ("{+", "+}")}
_FIRST_WORD, _LAST_WORD = re.compile(r"\A[A-Za-z0-9]+"), re.compile(r"[A-Za-z0-9]+\Z")  # perhaps cut in two
_AROUND = 60  # characters of unchanged text on either side of a change


@click.command()
@click.argument("url")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list of versions, with whole texts.")
@session
def history(session: Session, url: str, as_json: bool) -> None:
    """Show every stored version of an article, and what changed from one to the next.

    URL is the article's address as `labmoves move` shows it. Words that went are marked [-so-], words that came {+so+},
    in colour on a terminal; Chinese is compared by the character. Below each version stand the moves that it told of.

    \b
    Examples:
      labmoves history https://news.example/altman-leaves
      labmoves history https://news.example/altman-leaves --json | jq -r '.[-1].article.text'
    """
    with Store.open(session.settings.database, read_only=True) as store:
        found = store.article_versions(url) or store.article_versions(canonical_url(url))
        visit = None if found else store.visit(url) or store.visit(canonical_url(url))
    if not found:
        seen = f"it was read on {day(visit.fetched_at)} and told of no move ({visit.outcome})" if visit else ""
        raise InputError(
            seen or "no article of this address is stored",
            where=url,
            remedy="Only articles that tell of moves are kept",
        )
    if as_json:
        print_json([_entry(before, after) for before, after in _steps(found)])
        return
    session.out.print(Text(plain_line(f"{found[0].article.source}  {found[0].article.url}"), style="dim"))
    for before, after in _steps(found):
        _print_version(session, before, after)


def _steps(versions: Sequence[StoredVersion]) -> Iterator[tuple[StoredVersion | None, StoredVersion]]:
    yield None, versions[0]
    yield from pairwise(versions)


def _entry(before: StoredVersion | None, after: StoredVersion) -> dict[str, object]:
    changes = [] if before is None else between(before.article, after.article)
    held = {"mentions": after.mentions, "changes": changes}
    return {"version": after.version, "run": after.run, "at": after.at, "article": after.article, **held}


def between(before: Article, after: Article) -> list[Piece]:
    """What changed from one text of an article to another; the title is a paragraph like others."""
    return compare(*(f"{article.title or ''}\n\n{article.text}" for article in (before, after)))


def _print_version(session: Session, before: StoredVersion | None, after: StoredVersion) -> None:
    published = f", published {minute(after.article.published)}" if after.article.published else ""
    session.out.print(f"\nVersion {after.version}", style="bold", end="")
    session.out.print(f"  read {minute(after.at)} UTC in run {after.run}{published}", markup=False)
    if before is None:
        session.out.print(Text(f"  {plain_line(after.article.title or 'no title')}"))
    else:
        pieces = between(before.article, after.article)
        for line in _lines(session, pieces):
            session.out.print(line)
    for held in after.mentions:
        session.out.print(Text(f"  {_said(held.mention)}  {(held.move or '')[:11]}".rstrip()))


def _said(mention: Mention) -> str:
    traits = (mention.certainty.value, "" if mention.fresh else "recap", "denied" if mention.negated else "")
    return plain_line(" · ".join(filter(None, (mention.person, words(mention.kind), mention.lab, *traits))))


def _lines(session: Session, pieces: Sequence[Piece]) -> Iterator[Text]:
    """The changed parts with a little of what stands around them, line by line as the text has them."""
    shown = Text("  ")
    coloured = session.out.color_system is not None and not session.out.no_color
    for number, piece in enumerate(pieces):
        text = plain_text(piece.text)
        if piece.kind == "same":
            shown.append(_around(text, first=number == 0, last=number == len(pieces) - 1))
        elif coloured:
            shown.append(text, style=_STYLE[piece.kind])
        else:
            before, after = _MARKS[piece.kind]
            shown.append(f"{before}{text}{after}")
    for line in shown.split("\n"):
        if line.plain.strip():
            yield Text.assemble("  ", line) if line.plain[:2] != "  " else line


def _around(text: str, *, first: bool, last: bool) -> str:
    """The beginning and the end of an unchanged stretch, by whole words, where a change stands before and after it."""
    if len(text) <= 2 * _AROUND:
        return text
    start = "" if first else _LAST_WORD.sub("", text[:_AROUND])
    end = "" if last else _FIRST_WORD.sub("", text[-_AROUND:])
    return f"{start}…\n…{end}" if start and end else f"{start}…{end}"
