"""Which links of a page are its articles: told by the shape their addresses share and by how much their words say."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from urllib.parse import urlsplit

_HAN = re.compile(r"[\u3400-\u9fff]")
_SLUG = re.compile(r"[^/]*[^\W\d_]+(?:[-_][^\W_]+){2,}[^/]*|[^/]{32,}")  # some-words-of-a-headline, or a long id
_DIGITS = re.compile(r"\d+")
_LEAST_WORDS = 16  # letters; "Sign in" and "More news" say less, a headline more (a Chinese character counts three)
_LEAST_LINKS = 3
_LONGEST_READ = 200  # characters of one part of a path; a longer one is a slug or an id without looking
_SHARE = 0.3  # of the best shape's weight; a site may publish news, reviews and features under shapes of their own


def article_pattern(links: Iterable[tuple[str, str | None]]) -> str | None:
    """A regular expression that the addresses of articles match, from links with their words; None where none is plain.

    Links are grouped by the shape of their path: numbers and headline words vary, sections do not. A group is articles
    where three or more of its links have as many words as a headline.
    """
    weights: dict[str, int] = defaultdict(int)
    counts: dict[str, int] = defaultdict(int)
    for url, words in dict(links).items():
        shape = _shape(urlsplit(url).path)
        letters = _letters(words)
        if shape and (letters is None or letters >= _LEAST_WORDS):
            counts[shape] += 1
            weights[shape] += min(letters or _LEAST_WORDS, 4 * _LEAST_WORDS)
    chosen = [shape for shape in weights if counts[shape] >= _LEAST_LINKS]
    best = max((weights[shape] for shape in chosen), default=0)
    kept = sorted(shape for shape in chosen if weights[shape] >= _SHARE * best)
    return "|".join(kept) or None


def _letters(words: str | None) -> int | None:
    """How much the words of a link say; None where it has none that we know of."""
    return None if words is None else len(words) + 2 * len(_HAN.findall(words))


def _shape(path: str) -> str | None:
    """`/2026/11/some-long-words` → `/\\d+/\\d+/[^/]+/?$`; None for a path in which nothing varies."""
    parts = [part for part in path.split("/") if part]
    shaped = [_part(part) for part in parts]
    if not any(made != re.escape(part) for made, part in zip(shaped, parts, strict=True)):
        return None
    return "/" + "/".join(shaped) + "/?$"


def _part(part: str) -> str:
    stem, dot, ending = part.rpartition(".")
    if dot and ending.isalpha() and len(ending) <= 5:
        return f"{_stem(stem)}\\.{ending}"
    return _stem(part)


def _stem(part: str) -> str:
    if len(part) > _LONGEST_READ or _SLUG.fullmatch(part):
        return "[^/]+"
    return r"\d+".join(re.escape(between) for between in _DIGITS.split(part))
