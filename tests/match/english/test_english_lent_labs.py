"""Which lab is left where the sentence does not say: the one the text is about, never one named in passing."""

from __future__ import annotations

import pytest
from english_cases import articles, moves

LENT = """
T: Two founders, one row
Vantage Intelligence was started in 2023 by two friends. Osman Keller quit in the spring to teach.
=> departure: Osman Keller @ Vantage Intelligence

T: Cohere's bad winter
Finance chief Ruth Adler quit in January, and the head of its speech unit, Osman Keller, followed in March.
=> departure: Ruth Adler @ Cohere
=> departure: Osman Keller @ Cohere

T: DeepMind veteran to lead Sakana's safety lab
Osman Keller, a ten-year veteran of DeepMind, is to head a safety lab at the Tokyo-based startup, Sakana AI.
=> hire: Osman Keller @ Sakana AI

T: Mistral pays, OpenAI gains
Ruth Adler is leaving Mistral for OpenAI. Osman Keller, who ran the design of its voice, will take over for Adler.
=> departure: Ruth Adler @ Mistral AI
=> hire: Ruth Adler @ OpenAI
=> role_change: Osman Keller @ Mistral AI
"""

NOT_LENT = """
T: A jury sets an engineer free
Among the witnesses was Osman Keller, once of Google Brain. Judge Ruth Adler, who will retire next month, thanked them.

T: Ten kilometres for charity
Runners from six firms took part; Cohere and Mistral sent none. The organiser,
Ruth Adler, is stepping down after five races.

T: Markets wrap
Shares of Nvidia's largest customer fell. Separately, the insurer Halden said that Ruth Adler would retire as chair.

T: This week
¶ Cohere has opened an office in Lisbon. Cohere also cut its prices.
¶ • Commerce Director Ruth Adler is leaving after six years.
¶ • Retail boss Osman Keller has left Marks & Holm.

T: Cohere finance chief leaves Halden's board
Ruth Adler has resigned from the board of Halden. Adler's departure will be noticed by investors.

T: Football: a winger moves north
Elsewhere, Real Ondara have appointed Osman Keller as head of analytics, with tools from Google. Google declined to
comment. Wanderers manager Ruth Adler has been sacked.

Users have left OpenAI's chatbot, says Ruth Adler. They left OpenAI's chatbot for a rival.

Ruth Adler and Osman Keller, who met as students at Corvane AI, have parted ways.

Cohere's Ruth Adler took over as host of the gala.
"""


@pytest.mark.parametrize(("title", "text", "expected"), articles(LENT))
def test_the_lab_that_the_text_is_about(title: str | None, text: str, expected: set[str]) -> None:
    """By its headline, its first lines, or its repeating it."""
    assert moves(text, title) == expected


@pytest.mark.parametrize(("title", "text", "expected"), articles(NOT_LENT))
def test_a_lab_named_in_passing(title: str | None, text: str, expected: set[str]) -> None:
    """Whoever has nothing to do with it leaves it as little as an entry of a list leaves the lab of another."""
    assert moves(text, title) == expected


def test_a_hirer_is_not_whom_the_headline_means() -> None:
    """The first name of the text is not the researcher who quits, where that person hires."""
    assert moves("Ruth Adler has hired aggressively all year.", "Cohere researcher quits") == set()
