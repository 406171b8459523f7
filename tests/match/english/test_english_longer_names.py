"""A lab's name within another firm's, and the name of a firm that is being founded."""

from __future__ import annotations

import pytest
from english_cases import cases, moves

OTHER_FIRMS = """
Zenith Cognition appoints Lena Marsh as chief executive.
Pavel Orlin joins Northern Cohere as an engineer.
Pavel Orlin leaves Harbour Mistral Ltd.
The hospital chain Cohere Health hired Lena Marsh.
Lena Marsh quits Inflection Capital after two years.
Lena Marsh leaves OpenAI for Northern Cohere.
=> departure: Lena Marsh @ OpenAI
"""

THE_LAB_ITSELF = """
Rival Anthropic hires Lena Marsh.
=> hire: Lena Marsh @ Anthropic
French Mistral hires Lena Marsh as chief scientist.
=> hire: Lena Marsh @ Mistral AI
Startup Cohere hires Lena Marsh as chief scientist.
=> hire: Lena Marsh @ Cohere
Unicorn Mistral hires Lena Marsh as chief scientist.
=> hire: Lena Marsh @ Mistral AI
Troubled Inflection loses research chief Lena Marsh.
=> departure: Lena Marsh @ Inflection AI
Meanwhile Cohere hired Lena Marsh.
=> hire: Lena Marsh @ Cohere
In March Cohere hired Lena Marsh.
=> hire: Lena Marsh @ Cohere
Lena Marsh told Bloomberg Mistral had hired her.
=> hire: Lena Marsh @ Mistral AI
New Cohere Hire: Lena Marsh Joins as Chief Scientist
=> hire: Lena Marsh @ Cohere
Google DeepMind hires Lena Marsh.
=> hire: Lena Marsh @ Google DeepMind
Lena Marsh leaves Cohere Inc. for Mistral.
=> departure: Lena Marsh @ Cohere
=> hire: Lena Marsh @ Mistral AI
"""

FOUNDED = """
Lena Marsh left OpenAI to found Orbital Mind.
=> departure: Lena Marsh @ OpenAI
=> founding: Lena Marsh @ Orbital Mind
Pavel Orlin quit Anthropic to start Silent Harbour.
=> departure: Pavel Orlin @ Anthropic
=> founding: Pavel Orlin @ Silent Harbour
Pavel Orlin left Cohere in May to co-found Lucid Figure with a friend.
=> departure: Pavel Orlin @ Cohere
=> founding: Pavel Orlin @ Lucid Figure
"""


@pytest.mark.parametrize(("sentence", "expected"), cases(OTHER_FIRMS))
def test_a_lab_s_name_within_another_firm_s_is_not_the_lab(sentence: str, expected: set[str]) -> None:
    assert moves(sentence) == expected


@pytest.mark.parametrize(("sentence", "expected"), cases(THE_LAB_ITSELF))
def test_a_word_that_describes_the_lab_makes_no_other_firm(sentence: str, expected: set[str]) -> None:
    assert moves(sentence) == expected


@pytest.mark.parametrize(("sentence", "expected"), cases(FOUNDED))
def test_what_is_founded_is_a_firm_though_its_name_looks_like_a_post_or_a_person(
    sentence: str, expected: set[str]
) -> None:
    assert moves(sentence) == expected
