"""Markdown left in the text: signs that set words apart, escaped ones, and some that swallowed their spaces."""

from __future__ import annotations

import pytest
from english_cases import articles, moves

# A text a paragraph, "=>" its moves.
TEXTS = r"""
A list in Markdown: _Ines Falk_ has left _Cohere_ for `Mistral`. `Otto Brandt`, once of __Meta__, joins *xAI*.
=> departure: Ines Falk @ Cohere
=> hire: Ines Falk @ Mistral AI
=> hire: Otto Brandt @ xAI

Markdown without its spaces: \*\*[Ines Falk leaves Cohere](https://paper.example/falk_1)\*\*to rest. Otto Brandt joins
**Anthropic**with others, and **M**ira Roth[has joined](https://paper.example/b)**xAI**too.
=> departure: Ines Falk @ Cohere
=> hire: Otto Brandt @ Anthropic
=> hire: Mira Roth @ xAI
"""


@pytest.mark.parametrize(("title", "text", "expected"), articles(TEXTS))
def test_markdown(title: str | None, text: str, expected: set[str]) -> None:
    """Signs part words or stand inside them, as a reader of the page would see."""
    assert moves(text, title) == expected
