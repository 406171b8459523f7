"""The matcher on lines of JSON: what `labmoves match`, `labmoves eval` and the benchmarks read and print."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from crawler.errors import InputError
from crawler.match.lexicons import Lexicon
from crawler.match.mentions import match
from crawler.model import Article, Mention
from crawler.text.dates import parse_moment
from crawler.text.language import language_of
from crawler.text.repair import repair


def article_from(row: Mapping[str, Any]) -> Article:
    """The article of one line {"id", "title", "text", "published", "lang"}; every key but `id` may be missing or null.

    Damage is repaired as in a crawl. Raises InputError, naming the key, where a value is of the wrong type or
    `published` says no day.
    """
    where = f"id {row.get('id')}"
    values: dict[str, str] = {}
    for key in ("title", "text", "published", "lang", "url"):
        value = row.get(key)
        if value is not None and not isinstance(value, str):
            raise InputError(f"{key!r} must be text or null, not {type(value).__name__}", where=where)
        values[key] = value or ""
    text = repair(values["text"])
    language = values["lang"] or language_of(text or values["title"])
    return Article(
        url=values["url"],
        source="",
        title=repair(values["title"]) or None,
        text=text,
        language=language,
        published=_published(values["published"], language, where),
        repaired=text is not values["text"],
    )


def _published(value: str, language: str, where: str) -> datetime | None:
    moment = parse_moment(value, language=language, now=None)
    if value and moment is None:
        form = "a day or a moment since 1990, such as 2026-03-18 or 2026-03-18T09:00:00Z, or null"
        raise InputError(f"'published' must be {form}, not {value[:40]!r}", where=where)
    return moment


def moves_in(row: Mapping[str, Any], lexicon: Lexicon) -> dict[str, Any]:
    """One line in, one line out: {"id", "relevant", "moves": [...]}; relevant means at least one move not denied."""
    article = article_from(row)
    mentions = match(article, lexicon)
    return {
        "id": row.get("id"),
        "relevant": any(not mention.negated for mention in mentions),
        "moves": [_move_row(as_written(mention, article.language, lexicon)) for mention in mentions],
    }


def as_written(mention: Mention, language: str, lexicon: Lexicon) -> Mention:
    """The mention with its labs by the names that an article in this language has for them."""
    lab, other = (lexicon.shown_in(name, language) for name in (mention.lab, mention.other_org))
    return replace(mention, lab=lab or "", other_org=other)


def _move_row(mention: Mention) -> dict[str, Any]:
    """A mention as `labmoves match` prints it; days in ISO 8601."""
    return {
        "person": mention.person,
        "lab": mention.lab or None,
        "kind": mention.kind.value,
        "role": mention.role,
        "other_org": mention.other_org,
        "certainty": mention.certainty.value,
        "negated": mention.negated,
        "fresh": mention.fresh,
        "announced": mention.announced.isoformat() if mention.announced else None,
        "effective": mention.effective.isoformat() if mention.effective else None,
        "attributed_to": mention.attributed_to,
        "sentence": mention.sentence,
        "score": mention.score,
    }
