"""Who left what for where, and what a title before a name does and does not say."""

from __future__ import annotations

import pytest
from english_cases import cases, moves

DIRECTION = """
Ulla Sorensen left Google DeepMind for Anthropic.
=> departure: Ulla Sorensen @ Google DeepMind
=> hire: Ulla Sorensen @ Anthropic
OpenAI's Vikram Sood joins Anthropic.
=> hire: Vikram Sood @ Anthropic
=> departure: Vikram Sood @ OpenAI
Cohere hires Anthropic's Wendy Achebe.
=> hire: Wendy Achebe @ Cohere
=> departure: Wendy Achebe @ Anthropic
OpenAI co-founder Xavier Dumas joins Anthropic.
=> hire: Xavier Dumas @ Anthropic
Former xAI researcher Yelena Orlova joins Mistral AI.
=> hire: Yelena Orlova @ Mistral AI
Former xAI researcher Yelena Orlova says the models are unsafe.
Zeno Baptiste, formerly of OpenAI, is joining Cohere.
=> hire: Zeno Baptiste @ Cohere
xAI co-founder Abel Stone leaves Perplexity.
=> departure: Abel Stone @ Perplexity
Bella Grant joins OpenAI from Anthropic as head of evaluations.
=> hire: Bella Grant @ OpenAI
=> departure: Bella Grant @ Anthropic
Anthropic poaches Cyrus Dale from OpenAI.
=> hire: Cyrus Dale @ Anthropic
=> departure: Cyrus Dale @ OpenAI
Palantir has hired OpenAI engineer Dilan Aksoy.
=> departure: Dilan Aksoy @ OpenAI
Tessera AI, a startup in Zurich, hires former Google DeepMind engineer Eliska Benes.
=> hire: Eliska Benes @ Tessera AI
AI startup Quillon has hired Franz Adler as its first chief scientist.
=> hire: Franz Adler @ Quillon
Mark Zuckerberg has hired Gia Romano, an OpenAI researcher, for Meta Superintelligence Labs.
=> hire: Gia Romano @ Meta Superintelligence Labs
=> departure: Gia Romano @ OpenAI
"""


@pytest.mark.parametrize(("text", "expected"), cases(DIRECTION))
def test_direction(text: str, expected: set[str]) -> None:
    """The lab left and the lab joined are told apart; a former employer is not left again."""
    assert moves(text) == expected
