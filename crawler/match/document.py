"""An article as the matcher works on it: title and text in one string, folded with offsets kept, cut into sentences."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from crawler.text.fold import fold
from crawler.text.sentences import sentences

MOST_READ = 400_000  # characters that are read closely; the longest article we have has 54,000
_MOST_LINES = 200_000  # a text of 10 MB has half as many
_HAN = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence of a document: half-open offsets into `Document.text`, and what it looks like."""

    index: int
    start: int
    end: int
    title: bool  # it stands in the headline
    chinese: bool  # it holds Chinese characters, so the Chinese reader reads it; the English one reads the others


@dataclass(frozen=True, slots=True)
class Document:
    """`text` is the title, a line end, and the article's text; `plain` is that folded, `->` an arrow, just as long."""

    text: str
    plain: str
    body: int  # where the article's own text starts in `text`
    lines: tuple[Line, ...]
    published: datetime | None

    def of(self, line: Line) -> str:
        """The folded text of a line."""
        return self.plain[line.start : line.end]

    def as_published(self, folded: str) -> str:
        """Folded text of this document as the publisher wrote it; itself where it is not found."""
        at = self.plain.find(folded)
        return self.text[at : at + len(folded)] if at >= 0 else folded

    @property
    def title(self) -> str:
        """The folded title, empty where there is none."""
        return self.plain[: max(self.body - 1, 0)]


def document(title: str | None, text: str, published: datetime | None) -> Document:
    """Lay out title and text; a title that the text repeats as its first line is kept once, as the title."""
    head = (title or "").strip().replace("\n", " ")
    body = text
    whole = f"{head}\n{body}" if head else body
    start = len(head) + 1 if head else 0
    plain = fold(whole).replace("->", " →").replace("=>", " →")
    lines = tuple(
        Line(i, s.start, s.end, s.end < start, bool(_HAN.search(plain, s.start, s.end)))
        for i, s in enumerate(islice(sentences(plain), _MOST_LINES))
    )
    return Document(text=whole, plain=plain, body=start, lines=lines, published=published)
