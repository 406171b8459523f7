"""Which articles were edited within a span: the text before it, the text at its end, and what was set back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from crawler.model import Article
from storage.articles import one_version
from storage.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """An article that had another text at the end of a span, or within it."""

    before: Article
    after: Article  # where it was set back: as it stood in between
    run: int  # the run that read the last version
    at: datetime
    undone: bool = False  # at the end of the span it says again what it said before


def edits(db: Database, span: Span) -> list[Edit]:
    """One for each article edited within the span, in the order they were last read."""
    where, values = span.condition()
    rows = db.execute(
        f"SELECT article, min(version), max(version) FROM article_versions WHERE version > 1 AND {where} "  # noqa: S608 - fixed
        "GROUP BY article",
        values,
    ).fetchall()
    return sorted((_edit(db, *row) for row in rows), key=lambda e: (e.at, e.after.url))


def _edit(db: Database, article: int, first: int, last: int) -> Edit:
    before, end = one_version(db, article, first - 1), one_version(db, article, last)
    undone = before.article.text_hash == end.article.text_hash
    shown = one_version(db, article, first) if undone else end
    return Edit(before=before.article, after=shown.article, run=end.run, at=end.at, undone=undone)
