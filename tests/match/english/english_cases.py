"""Reads one invented article and says its moves as short lines: "departure: Ana Kovac @ OpenAI"."""

from __future__ import annotations

from datetime import UTC, datetime

import case_tables

from crawler.match.candidate import Candidate
from crawler.match.document import document
from crawler.match.english.reader import read_english
from crawler.match.labs import find_labs
from crawler.match.lexicons import load
from crawler.match.mentions import match
from crawler.model import Article, Mention

PUBLISHED = datetime(2026, 3, 18, 9, 0, tzinfo=UTC)  # a Wednesday
cases = case_tables.cases


def mentions(text: str, title: str | None = None, published: datetime | None = PUBLISHED) -> tuple[Mention, ...]:
    article = Article(
        url="https://example.org/a", source="test", title=title, text=text, language="en", published=published
    )
    return match(article, load())


def moves(text: str, title: str | None = None) -> set[str]:
    """Every move that is asserted, one line each."""
    return {f"{m.kind}: {m.person} @ {m.lab or '-'}" for m in mentions(text, title) if not m.negated}


def candidates(text: str, title: str | None = None) -> tuple[Candidate, ...]:
    doc = document(title, text, PUBLISHED)
    lexicon = load()
    return read_english(doc, find_labs(doc.plain, lexicon), lexicon)


def articles(table: str) -> list[tuple[str | None, str, set[str]]]:
    """Articles parted by empty lines: "T:" a title, "¶" a line that starts anew, "=>" a move, all else text."""
    found: list[tuple[str | None, str, set[str]]] = []
    for paragraph in table.strip().split("\n\n"):
        title, text, expected = None, "", set()
        for line in paragraph.splitlines():
            if line.startswith("T: "):
                title = line[3:]
            elif line.startswith("=> "):
                expected.add(line[3:])
            else:
                text += line.replace("¶ ", "\n") if line.startswith("¶") else f" {line}"
        found.append((title, text.strip(), expected))
    return found
