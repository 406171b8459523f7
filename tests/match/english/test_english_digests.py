"""Digests, rosters and looks back: a lab before a colon, lists cut by semicolons, posts given up by those who stay."""

from __future__ import annotations

import pytest
from english_cases import articles, cases, moves

SENTENCES = """
Osman Keller, who started Cohere with two friends, is trading the lab for venture capital.
=> founding: Osman Keller @ Cohere
=> departure: Osman Keller @ Cohere
Osman Keller is trading OpenAI shares for gold.
Cohere has a new hardware boss: Osman Keller, who spent a decade at OpenAI before running a shop.
=> hire: Osman Keller @ Cohere
Mistral AI: Osman Keller, ex-Datadog, joins as head of sales.
=> hire: Osman Keller @ Mistral AI
Datadog: Osman Keller promoted to CMO. Mistral AI had no news.
Cohere's Osman Keller has been poached by ElevenLabs, where he will be chief growth officer.
=> departure: Osman Keller @ Cohere
=> hire: Osman Keller @ ElevenLabs
Of the eleven people who founded xAI, nine have now departed: Osman Keller, Ines Roth and six others.
=> founding: Osman Keller @ xAI
=> founding: Ines Roth @ xAI
=> departure: Osman Keller @ xAI
=> departure: Ines Roth @ xAI
Petra Lindgren is leaving OpenAI. Also gone is Osman Keller, its systems lead.
=> departure: Petra Lindgren @ OpenAI
=> departure: Osman Keller @ OpenAI
Osman Keller, a special adviser to the technology secretary, has left government to join Anthropic's London office.
=> hire: Osman Keller @ Anthropic
After two years at OpenAI, Osman Keller is back in academia.
=> departure: Osman Keller @ OpenAI
Osman Keller was thinking of leaving OpenAI.
Tang Jieyu founded Zhipu AI in 2019.
=> founding: Tang Jieyu @ Zhipu AI
"""

ARTICLES = """
T: xAI loses its general counsel
Petra Lindgren announced her departure from xAI on Tuesday. Replacing her is Osman Keller, a lawyer who came to the
firm in late 2024.
=> departure: Petra Lindgren @ xAI
=> hire: Osman Keller @ xAI
=> role_change: Osman Keller @ xAI

T: Meta's roster
The new hires include Petra Lindgren, who led a team at Cohere; Osman Keller, pre-training lead for Gemini; and Ines
Roth of Anthropic.
=> hire: Petra Lindgren @ Meta
=> hire: Osman Keller @ Meta
=> hire: Ines Roth @ Meta
=> departure: Osman Keller @ Google
=> departure: Ines Roth @ Anthropic

T: Aleph Alpha founder quits as CEO
Osman Keller is stepping down as co-CEO and will become chairman of the advisory board.
=> role_change: Osman Keller @ Aleph Alpha

T: Aleph Alpha founder quits as CEO
Osman Keller is stepping down as co-CEO and will leave Aleph Alpha in May.
=> departure: Osman Keller @ Aleph Alpha
"""


@pytest.mark.parametrize(("text", "expected"), cases(SENTENCES))
def test_sentence(text: str, expected: set[str]) -> None:
    """Each wording beside one that it must not be taken for."""
    assert moves(text) == expected


@pytest.mark.parametrize(("title", "text", "expected"), articles(ARTICLES))
def test_article(title: str | None, text: str, expected: set[str]) -> None:
    """What one sentence leaves open another one settles."""
    assert moves(text, title) == expected


FEATURES = """
T: A startup that wants AI to do chemistry
Orbis Labs paints with robots. Its founders are Petra Lindgren and Osman Keller. She ran the materials group at DeepMind
until March; he was an early engineer at OpenAI, which he left in 2024.
=> founding: Petra Lindgren @ Orbis Labs
=> founding: Osman Keller @ Orbis Labs
=> departure: Petra Lindgren @ Google DeepMind
=> departure: Osman Keller @ OpenAI

T: Alibaba's model team
In March Osman Keller stunned Alibaba's Qwen team by walking out. Ines Roth and Petra Lindgren, two of Keller's
deputies, went with him.
=> departure: Osman Keller @ Alibaba Qwen
=> departure: Ines Roth @ Alibaba Qwen
=> departure: Petra Lindgren @ Alibaba Qwen

T: Cohere's new seller
The latest to arrive is Petra Lindgren, poached from Datadog. Cohere employs three hundred people.
=> hire: Petra Lindgren @ Cohere

T: Stability AI after the trial
Osman Keller lost his seat on the board of Stability AI. In April Ines Roth handed over engineering to Petra Lindgren.
=> departure: Osman Keller @ Stability AI

T: Runway's research lead is gone
Osman Keller, Runway's research lead, left on Thursday. Petra Lindgren has been handed the team.
=> departure: Osman Keller @ Runway
=> role_change: Petra Lindgren @ Runway

T: Anthropic safety lead joins an institute
Petra Lindgren, who has led red-teaming at Anthropic since 2023, is moving to the Turing Institute as director. She
succeeds Osman Keller.
=> departure: Petra Lindgren @ Anthropic

T: The new guard at Meta
Petra Lindgren came from OpenAI and was named chief AI scientist three weeks later. Osman Keller arrived in July.
=> hire: Petra Lindgren @ Meta
=> departure: Petra Lindgren @ OpenAI

T: Sakana AI has a new finance chief
Osman Keller, most recently at Mitsubishi UFJ, took up the position on April 1.
=> hire: Osman Keller @ Sakana AI

T: What we know about Periodic Labs
Petra Lindgren and Osman Keller resigned from OpenAI in March. The pair's company, Periodic Labs, raised $300 million.
=> departure: Petra Lindgren @ OpenAI
=> departure: Osman Keller @ OpenAI
=> founding: Petra Lindgren @ Periodic Labs
=> founding: Osman Keller @ Periodic Labs

T: Character.AI has a chief executive
Osman Keller will go back to being general counsel of the startup.
=> role_change: Osman Keller @ Character.AI

T: Ostara AI loses a researcher
Osman Keller, who founded Ostara AI, has lost a second colleague. Petra Lindgren has left Keller's startup for Cohere.
=> founding: Osman Keller @ Ostara AI
=> departure: Petra Lindgren @ Ostara AI
=> hire: Petra Lindgren @ Cohere

T: Harvey hires a finance chief
Legal AI startup Harvey said Osman Keller, a former Airbnb executive, will be its first chief financial officer.
=> hire: Osman Keller @ Harvey AI

T: Figure's hardware chief
Figure AI makes robots. Osman Keller is joining Figure as head of hardware, he said.
=> hire: Osman Keller @ Figure AI

T: ElevenLabs' new recruit: Deutsche Telekom's Osman Keller
ElevenLabs said so on Monday.
=> hire: Osman Keller @ ElevenLabs

T: Poolside takes a sales boss
Poolside said that Osman Keller, until April a director at Adobe, is to be its chief revenue officer.
=> hire: Osman Keller @ Poolside

T: Cognition's poker champion
Cognition, maker of a coding agent, has snapped up Osman Keller, a former poker professional, for its research team.
=> hire: Osman Keller @ Cognition

T: Perplexity's growth chief
Osman Keller lasted seven months at the helm. He joined the march against AI weapons.
"""


@pytest.mark.parametrize(("title", "text", "expected"), articles(FEATURES))
def test_feature(title: str | None, text: str, expected: set[str]) -> None:
    """Features tell moves in passing, with "he" and "she" for two people named together."""
    assert moves(text, title) == expected


def test_a_line_of_a_digest_keeps_to_its_own_lab() -> None:
    """Who replaces somebody comes to the lab of that line; the lab before the colon is left by an arrow."""
    text = "- Cohere: VP Rua Fenwick out; replaced by Odd Haakon from Shopify.\n- xAI: Ines Vantongeren -> OpenAI"
    assert moves(text, title="The week in AI people moves") == {
        "departure: Rua Fenwick @ Cohere",
        "hire: Odd Haakon @ Cohere",
        "departure: Ines Vantongeren @ xAI",
        "hire: Ines Vantongeren @ OpenAI",
    }
