"""An article with all its versions, word by word; and articles found by their words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from crawler.board.calls import Call, Desk, Page, Unasked, Unknown
from crawler.board.shown import Marked, marked
from crawler.errors import InputError, StoreError
from crawler.text.compare import Piece, compare
from crawler.text.plain import plain_line
from crawler.text.urls import canonical_url
from crawler.text.words import search_words
from storage.articles import StoredVersion
from storage.search import Hit

_HITS = 20
_LONGEST_TEXT = 60_000  # characters of a text that a page shows; the rest is in the database
_LONGEST_QUERY = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A version with what changed since the one before it; none for the first."""

    version: StoredVersion
    changes: list[Piece]


def article(call: Call, desk: Desk) -> Page:
    """The article of an address; raises Unknown for one that is not stored."""
    versions = article_versions(desk, call.query.get("url", ""))
    return Page(
        template="article.html",
        values={
            "versions": list(reversed(list(_steps(versions)))),
            "newest": versions[-1],
            "text": _in_pieces(versions[-1]),
            "cut": len(versions[-1].article.text) > _LONGEST_TEXT,
        },
    )


def article_versions(desk: Desk, url: str) -> list[StoredVersion]:
    """Every version of an article, oldest first; raises Unknown for one that is not stored."""
    versions = desk.record.article_versions(url)
    if not versions:
        try:
            versions = desk.record.article_versions(canonical_url(url))
        except InputError:
            versions = []
    if not versions:
        raise Unknown("trouble.unknown_article")
    return versions


def search(call: Call, desk: Desk) -> Page:
    """The articles that have all words of `q`, the best first, each with its sentence."""
    words = plain_line(call.query.get("q", ""), longest=_LONGEST_QUERY)
    found = hits(desk, words)
    lit = list(dict.fromkeys((*words.split(), *search_words(words))))
    return Page(
        template="search.html",
        values={"q": words, "hits": [(hit, marked(hit.sentence, lit, ())) for hit in found], "asked": bool(words)},
    )


def hits(desk: Desk, words: str) -> list[Hit]:
    """The articles that have all of the words, the best first; none where nothing in it is a word."""
    if not words.strip():
        return []
    try:
        return desk.record.search(words[:_LONGEST_QUERY].split(), _HITS)
    except InputError:
        return []
    except StoreError:
        raise Unasked("trouble.old_index") from None


def _steps(versions: Sequence[StoredVersion]) -> Iterator[Step]:
    yield Step(version=versions[0], changes=[])
    for before, after in pairwise(versions):
        yield Step(version=after, changes=compare(_text(before), _text(after)))


def _text(version: StoredVersion) -> str:
    """What is compared: the title is a paragraph like others."""
    return f"{version.article.title or ''}\n\n{version.article.text}"[:_LONGEST_TEXT]


def _in_pieces(version: StoredVersion) -> list[tuple[Marked, str]]:
    """The text in pieces, those that tell of a move with its key."""
    text, at, pieces = version.article.text[:_LONGEST_TEXT], 0, list[tuple[Marked, str]]()
    for held in version.mentions:
        start, stop = held.mention.start, held.mention.end
        if at <= start < stop <= len(text):
            pieces += [(Marked(text[at:start], ""), ""), (Marked(text[start:stop], "said"), held.move or "")]
            at = stop
    pieces.append((Marked(text[at:], ""), ""))
    return [piece for piece in pieces if piece[0].text]
