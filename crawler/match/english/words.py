"""The English word classes that the reader goes by, read once from the lexicon files."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from crawler.match.lexicons import BUILT_IN
from crawler.text.fold import unaccented

_SUFFIXES = (
    ("ies", "y"), ("es", ""), ("es", "e"), ("s", ""), ("ied", "y"), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"),
    ("ly", ""), ("ly", "le"), ("er", ""), ("er", "e"), ("ers", ""), ("ers", "e"), ("est", ""), ("est", "e"),
    ("ness", ""),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Form:
    """One form of a trigger: which act, and which form it is (0 base, 1 third person, 2 past, 3 participle, 4 -ing)."""

    act: str
    forms: tuple[int, ...]
    tail: tuple[str, ...] = ()
    gap: bool = False
    noun: bool = False


@cache
def terms() -> dict[str, dict[str, frozenset[str]]]:
    """The word classes of english_terms.toml, by table and key."""
    raw: dict[str, dict[str, str]] = tomllib.loads((BUILT_IN / "english_terms.toml").read_text(encoding="utf-8"))
    return {table: {key: frozenset(value.split()) for key, value in rows.items()} for table, rows in raw.items()}


@cache
def term(table: str, key: str) -> frozenset[str]:
    """One word class."""
    return terms()[table][key]


@dataclass(frozen=True, slots=True)
class Frame:
    """What an act says of a move: english_frames.toml describes every key."""

    act: str
    gives: str
    mover: tuple[str, ...]
    source: tuple[str, ...] = ()
    goal: tuple[str, ...] = ()
    post: tuple[str, ...] = ()
    needs: str = ""
    leaves: bool = False


@cache
def frames() -> dict[str, Frame]:
    """Act → its frame."""
    raw: dict[str, dict[str, Any]] = tomllib.loads((BUILT_IN / "english_frames.toml").read_text(encoding="utf-8"))
    return {act: _frame(act, row) for act, row in raw.items()}


def _frame(act: str, row: dict[str, Any]) -> Frame:
    places = {key: tuple(str(row.get(key, "")).split()) for key in ("mover", "source", "goal", "post")}
    return Frame(act, row["gives"], needs=row.get("needs", ""), leaves=row.get("leaves", False), **places)


@cache
def triggers() -> dict[str, tuple[Form, ...]]:
    """First word of a trigger, lower case → every act that it can open, those with particles first."""
    raw: dict[str, Any] = tomllib.loads((BUILT_IN / "english_triggers.toml").read_text(encoding="utf-8"))
    found: dict[str, list[Form]] = {}
    for entry in raw["verb"]:
        tail, gap = tuple(entry.get("tail", ())), bool(entry.get("gap", False))
        for line in entry["forms"]:
            words = line.split()
            for word in dict.fromkeys(words):
                indexes = tuple(i for i, w in enumerate(words) if w == word)
                found.setdefault(word, []).append(Form(entry["act"], indexes, tail, gap))
    for entry in raw["noun"]:
        for word in entry["words"]:
            found.setdefault(word, []).append(Form(entry["act"], (), tuple(entry.get("tail", ())), noun=True))
    return {word: tuple(sorted(forms, key=lambda f: -len(f.tail))) for word, forms in found.items()}


@cache
def _names() -> tuple[frozenset[str], frozenset[str]]:
    text = (BUILT_IN / "english_names.txt").read_text(encoding="utf-8")
    lines = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    plain, _, words = lines.partition("words:")
    return frozenset(unaccented(plain).split()), frozenset(words.split())


@cache
def _words() -> frozenset[str]:
    text = (BUILT_IN / "english_words.txt").read_text(encoding="utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())


def given_name(low: str) -> bool:
    """A listed given name, also the first part of a hyphenated one, and one that is an ordinary word too."""
    listed, doubtful = _names()
    plain = unaccented(low)
    return plain in listed or plain in doubtful or plain.split("-")[0] in listed


def doubtful_name(low: str) -> bool:
    """A given name that is an ordinary English word too."""
    return low in _names()[1]


@lru_cache(maxsize=65536)
def common(low: str) -> bool:
    """An ordinary English word in any of its forms."""
    words = _words()
    if low in words:
        return True
    for suffix, back in _SUFFIXES:
        if low.endswith(suffix) and len(low) - len(suffix) > 2:
            stem = low[: -len(suffix)]
            if stem + back in words or (len(stem) > 3 and stem[-1] == stem[-2] and stem[:-1] in words):
                return True
    return "-" in low and all(common(part) for part in low.split("-") if part)
