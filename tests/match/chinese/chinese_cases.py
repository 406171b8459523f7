"""Reads one invented article and says its Chinese moves as short lines: "departure 林远航 OpenAI"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import case_tables

from crawler.match.candidate import Candidate
from crawler.match.chinese.reader import read_chinese
from crawler.match.document import document
from crawler.match.labs import find_labs
from crawler.match.lexicons import load

PUBLISHED = datetime(2026, 3, 18, 1, 0, tzinfo=UTC)  # a Wednesday
cases = case_tables.cases
_TABLES = Path(__file__).parent / "cases"


@dataclass(frozen=True)
class ArticleCase:
    """One article of a table and its moves."""

    table: str
    number: int
    title: str | None
    text: str
    moves: set[str] = field(default_factory=set)

    def __str__(self) -> str:
        return f"{self.table}-{self.number}"


def read(text: str, title: str | None = None, published: datetime | None = PUBLISHED) -> tuple[Candidate, ...]:
    """The candidates of an article."""
    doc = document(title, text, published)
    lexicon = load()
    return read_chinese(doc, find_labs(doc.plain, lexicon), lexicon)


def said(text: str, title: str | None = None) -> set[str]:
    """Every move that is asserted: kind, person, lab (by its family id; "-" where none is named)."""
    return {f"{c.kind} {c.person} {c.lab_id or '-'}" for c in read(text, title) if not c.negated}


def tables() -> list[ArticleCase]:
    """Every article of every file in cases/; the form is told at the top of each."""
    return [case for path in sorted(_TABLES.glob("*.txt")) for case in _table(path)]


def _table(path: Path) -> Iterator[ArticleCase]:
    title: str | None = None
    case: ArticleCase | None = None
    number = 0
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("=>") and case:
            case.moves.add(line[2:].strip())
        elif line.startswith("title: "):
            title = line.removeprefix("title: ")
        elif line and not line.startswith("#"):
            if case:
                yield case
            number += 1
            case = ArticleCase(path.stem, number, title, line.replace("\\n", "\n"))
            title = None
    if case:
        yield case
