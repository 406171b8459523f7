"""Reports of several sentences: counts whose names follow, companies named by their owners, posts that come free."""

from __future__ import annotations

import pytest
from english_cases import articles, cases, moves

SENTENCES = """
Osman Keller has struck out on his own after six years at Cohere.
=> departure: Osman Keller @ Cohere
The judge struck out on appeal a claim by Osman Keller against Cohere.
Osman Keller is leaving Apple's AI group for Meta's Robotics Studio.
=> departure: Osman Keller @ Apple
=> hire: Osman Keller @ Meta
Anthropic has put Osman Keller, who joined in 2023, in charge of evaluations.
=> role_change: Osman Keller @ Anthropic
=> hire: Osman Keller @ Anthropic
Osman Keller, until recently responsible for hands at Figure AI, has gone to Skild.
=> departure: Osman Keller @ Figure AI
=> hire: Osman Keller @ Skild
Osman Keller came to Anthropic in 2023.
=> hire: Osman Keller @ Anthropic
Osman Keller came to Anthropic in a rainstorm.
Osman Keller will act as interim finance chief of Cohere.
=> hire: Osman Keller @ Cohere
Petra Lindgren has joined OpenAI's board. She fills the seat vacated by Osman Keller in May.
=> hire: Petra Lindgren @ OpenAI
=> departure: Osman Keller @ OpenAI
"""

REPORTS = """
T: Musk poaches from Meta
At least 14 engineers have defected from Meta's AI group to xAI since January. They include Petra Lindgren, Osman
Keller and Ines Roth.
=> hire: Petra Lindgren @ xAI
=> hire: Osman Keller @ xAI
=> hire: Ines Roth @ xAI
=> departure: Petra Lindgren @ Meta
=> departure: Osman Keller @ Meta
=> departure: Ines Roth @ Meta

T: Cohere's backers
Cohere's backers have put in $100 million. They include Petra Lindgren and Osman Keller.

T: Cohere raids DeepMind
Cohere has hired more than a dozen people from DeepMind, among them Osman Keller, who worked on AlphaFold, and Ines
Roth, an engineering lead.
=> hire: Osman Keller @ Cohere
=> hire: Ines Roth @ Cohere
=> departure: Osman Keller @ Google DeepMind
=> departure: Ines Roth @ Google DeepMind

T: Two quit DeepMind's weather team
Petra Lindgren and Osman Keller quit DeepMind's weather team last fall. Their company, Stratus Models, emerged from
stealth Wednesday with $9 million.
=> departure: Petra Lindgren @ Google DeepMind
=> departure: Osman Keller @ Google DeepMind
=> founding: Petra Lindgren @ Stratus Models
=> founding: Osman Keller @ Stratus Models

T: Two Mistral researchers strike out on their own
Petra Lindgren and Osman Keller resigned from Mistral in April. This week they came out of stealth with Cadence Labs.
=> departure: Petra Lindgren @ Mistral AI
=> departure: Osman Keller @ Mistral AI
=> founding: Petra Lindgren @ Cadence Labs
=> founding: Osman Keller @ Cadence Labs

T: Perplexity loses two
Osman Keller left Perplexity in March. Petra Lindgren followed in May.
=> departure: Osman Keller @ Perplexity
=> departure: Petra Lindgren @ Perplexity

T: Nvidia's research head retires
Osman Keller, who has led AI research at Nvidia since 2009, will retire in March. He will be succeeded by Petra
Lindgren, now a senior director.
=> departure: Osman Keller @ Nvidia
=> role_change: Petra Lindgren @ Nvidia

T: Amazon's robot lab loses its founder
Osman Keller, who set up Amazon's robot learning lab, told colleagues that he is going to Physical Intelligence, the
San Francisco company. His deputy, Petra Lindgren, will run the lab.
=> departure: Osman Keller @ Amazon
=> hire: Osman Keller @ Physical Intelligence
=> role_change: Petra Lindgren @ Amazon

T: Tesla Optimus lead leaves
Osman Keller, who ran hand design for Tesla's Optimus robot, has left. The departure follows that of Petra Lindgren,
who led the Optimus AI team.
=> departure: Osman Keller @ Tesla
=> departure: Petra Lindgren @ Tesla

T: Scale AI's long summer
The company has shrunk since Meta hired its founder, Osman Keller, in June.
=> hire: Osman Keller @ Meta

T: Startup of the week: Glyph AI
Glyph AI sells speech models to banks. Petra Lindgren, formerly of Apple, started the company with Osman Keller in 2024.
=> founding: Petra Lindgren @ Glyph AI
=> founding: Osman Keller @ Glyph AI

T: Inside the breakup of a lab
Vantage Intelligence was founded in 2023 by friends from DeepMind. Osman Keller quit in the spring to teach.
=> departure: Osman Keller @ Vantage Intelligence

T: OpenAI hires a former minister
Osman Keller will run OpenAI's government business outside the United States, the company said.
=> hire: Osman Keller @ OpenAI
"""


@pytest.mark.parametrize(("text", "expected"), cases(SENTENCES))
def test_sentence(text: str, expected: set[str]) -> None:
    """Each wording beside one that it must not be taken for."""
    assert moves(text) == expected


@pytest.mark.parametrize(("title", "text", "expected"), articles(REPORTS))
def test_report(title: str | None, text: str, expected: set[str]) -> None:
    """What one sentence leaves out stands in the one before it."""
    assert moves(text, title) == expected
