"""`labmoves history`: every text that an article has had, word by word, and the moves that each told of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import click
from rich.text import Text

from crawler.cli.session import Session, session
from crawler.cli.show import day, minute, print_json, words
from crawler.errors import RequestError
from crawler.model import Article, Mention
from crawler.text.compare import Piece, around, compare
from crawler.text.plain import plain_line, plain_text
from crawler.text.urls import canonical_url
from storage.articles import StoredVersion
from storage.revisits import Deletion
from storage.store import Store

_STYLE = {"gone": "red strike", "new": "green"}
_MARKS = {"gone": ("[-", "-]"), "new": ("{+", "+}")}


@click.command()
@click.argument("url")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list of versions, with whole texts.")
@session
def history(session: Session, url: str, as_json: bool) -> None:
    """Show every stored version of an article, and what changed from one to the next.

    URL is the article's address as `labmoves move` shows it. Words that went are marked [-so-], words that came {+so+},
    in colour on a terminal; Chinese is compared by the character. Below each version stand the moves that it told of,
    and when its publisher took the page away.

    \b
    Examples:
      labmoves history https://news.example/altman-leaves
      labmoves history https://news.example/altman-leaves --json | jq -r '.[-1].article.text'
    """
    with Store.open(session.settings.database, read_only=True) as store:
        found = store.article_versions(url) or store.article_versions(canonical_url(url))
        deletions = store.deletions(found[0].article.url) if found else []
        visit = None if found else store.visit(url) or store.visit(canonical_url(url))
    if not found:
        seen = f"it was read on {day(visit.fetched_at)} and told of no move ({visit.outcome})" if visit else ""
        raise RequestError(
            seen or "no article of this address is stored",
            where=url,
            remedy="`keep` in the configuration says which texts are stored",
        )
    if as_json:
        print_json([{**_entry(*step), "deletions": gone} for step, gone in _with(deletions, found)])
        return
    session.out.print(Text(plain_line(f"{found[0].article.source}  {found[0].article.url}"), style="dim"))
    for step, gone in _with(deletions, found):
        _print_version(session, *step)
        for one in gone:
            said = f"taken away: the server answers {one.status}" if one.status else "there again"
            session.out.print(f"  {said}, {minute(one.at)} UTC in run {one.run}", style="bold", markup=False)


_Step = tuple[StoredVersion | None, StoredVersion]


def _with(deletions: Sequence[Deletion], versions: Sequence[StoredVersion]) -> Iterator[tuple[_Step, list[Deletion]]]:
    """Each version after the one before it, with what became of the page while it was the newest."""
    for number, step in enumerate(_steps(versions)):
        end = versions[number + 1].run if number + 1 < len(versions) else float("inf")
        yield step, [one for one in deletions if step[1].run <= one.run < end]


def _steps(versions: Sequence[StoredVersion]) -> Iterator[_Step]:
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
            shown.append(around(text, first=number == 0, last=number == len(pieces) - 1))
        elif coloured:
            shown.append(text, style=_STYLE[piece.kind])
        else:
            before, after = _MARKS[piece.kind]
            shown.append(f"{before}{text}{after}")
    for line in shown.split("\n"):
        if line.plain.strip():
            yield Text.assemble("  ", line) if line.plain[:2] != "  " else line
