"""Classes of Chinese phrases, from chinese_phrases.toml: each a compiled pattern, asked for by its name."""

from __future__ import annotations

import re
import tomllib
from functools import cache

from crawler.match.chinese.terms import FOLDER, alternatives


@cache
def _classes() -> dict[str, dict[str, str | list[str]]]:
    return tomllib.loads((FOLDER / "chinese_phrases.toml").read_text(encoding="utf-8"))


@cache
def phrase(name: str) -> re.Pattern[str]:
    """The pattern that finds any phrase of a class; KeyError for a class that the file does not hold."""
    entry = _classes()[name]
    words, forms = entry.get("words", ""), entry.get("forms", [])
    assert isinstance(words, str), f"chinese_phrases.toml, {name}"
    assert isinstance(forms, list), f"chinese_phrases.toml, {name}"
    return re.compile("|".join([*forms, *filter(None, [alternatives(words.split())])]))
