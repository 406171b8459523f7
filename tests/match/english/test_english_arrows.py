"""Digests whose lines move by an arrow: who, from where, to where; and the arrows that move nobody."""

from __future__ import annotations

import pytest
from english_cases import cases, mentions, moves

ARROWS = """
• Dina Farrow, OpenAI -> Anthropic (research)
=> departure: Dina Farrow @ OpenAI
=> hire: Dina Farrow @ Anthropic
Arjun Sethi: Google DeepMind ➜ xAI
=> departure: Arjun Sethi @ Google DeepMind
=> hire: Arjun Sethi @ xAI
June | Greta Lindqvist, Meta FAIR ⇒ Mistral AI, research lead
=> departure: Greta Lindqvist @ Meta FAIR
=> hire: Greta Lindqvist @ Mistral AI
Liwei Zhang: OpenAI → Google DeepMind → xAI
=> departure: Liwei Zhang @ Google DeepMind
=> departure: Liwei Zhang @ OpenAI
=> hire: Liwei Zhang @ Google DeepMind
=> hire: Liwei Zhang @ xAI
Tomas Weller: Anthropic → Stanford University
=> departure: Tomas Weller @ Anthropic
Ken Odell, OpenAI → retirement
=> departure: Ken Odell @ OpenAI
Priya Nair, xAI => her own startup
=> departure: Priya Nair @ xAI
=> founding: Priya Nair @ -
"""

NO_MOVES = """
GPT-4 -> GPT-5
OpenAI → Microsoft deal
OpenAI -> Microsoft -> Oracle: the money goes round
Ken Odell: OpenAI VP → CTO
Dina Farrow: Claude → GPT-5
"""


@pytest.mark.parametrize(("text", "expected"), cases(ARROWS))
def test_an_arrow_moves_whoever_stands_before_the_firm(text: str, expected: set[str]) -> None:
    """However it is drawn or typed; a university, a company of one's own or retirement is gone to as well."""
    assert moves(text) == expected


@pytest.mark.parametrize(("text", "expected"), cases(NO_MOVES))
def test_other_arrows_move_nobody(text: str, expected: set[str]) -> None:
    """Without a name, between two posts, between two products."""
    assert moves(text) == expected


def test_the_sentence_is_quoted_as_typed() -> None:
    """The arrow that was typed in two signs stays so."""
    (first, _) = mentions("Dina Farrow, OpenAI -> Anthropic")
    assert first.sentence == "Dina Farrow, OpenAI -> Anthropic"
