"""Rarer wordings of the same few moves: idioms, quotes, lists behind a colon, posts changed within one lab."""

from __future__ import annotations

import pytest
from english_cases import cases, moves

SHUFFLES = """
Anthropic's finance chief, Tara Voss, adds operations to her brief.
Tara Voss, until now head of policy at Anthropic, is the lab's new chief of staff.
=> role_change: Tara Voss @ Anthropic
Anthropic made Tara Voss its chief operating officer.
=> hire: Tara Voss @ Anthropic
Anthropic research lead Tara Voss has been made chief scientist.
=> role_change: Tara Voss @ Anthropic
Anthropic co-founder Tara Voss swaps the CEO role for that of chair.
Tara Voss moves up to chief technology officer at Anthropic.
=> role_change: Tara Voss @ Anthropic
Tara Voss, an Anthropic engineer since 2022, takes over the interpretability team.
=> role_change: Tara Voss @ Anthropic
Anthropic's Tara Voss will now report to the board as chief safety officer.
Tara Voss is stepping down as Anthropic's chief scientist to become an adviser to the lab.
=> role_change: Tara Voss @ Anthropic
Tara Voss will give up the chief executive's job at Anthropic and become executive chair.
=> role_change: Tara Voss @ Anthropic
Tara Voss resigned as chair of Anthropic but remains chief executive.
=> role_change: Tara Voss @ Anthropic
Tara Voss has stepped back from Anthropic's leadership team, though she is staying at the company.
=> role_change: Tara Voss @ Anthropic
Tara Voss was demoted from research chief to engineer at Anthropic.
Tara Voss has shifted from product to research at Anthropic.
Tara Voss switches from chief scientist to chief executive at Anthropic.
=> role_change: Tara Voss @ Anthropic
Tara Voss is now president of Anthropic, where she has worked since 2021.
=> role_change: Tara Voss @ Anthropic
In a reshuffle at Anthropic, Tara Voss became head of research and Lars Holm head of product.
=> role_change: Tara Voss @ Anthropic
=> role_change: Lars Holm @ Anthropic
Anthropic split the post in two: Tara Voss takes research, Lars Holm product.
Tara Voss founded Ostara AI in 2019 and ran it until last year.
=> founding: Tara Voss @ Ostara AI
Tara Voss is the founder of Ostara AI.
Tara Voss, founder of Ostara AI, spoke first.
Ostara AI is the brainchild of Tara Voss, who left Anthropic in May.
=> departure: Tara Voss @ Anthropic
Tara Voss and Lars Holm left Anthropic to form Ostara AI, which raised $10 million.
=> departure: Tara Voss @ Anthropic
=> departure: Lars Holm @ Anthropic
=> founding: Tara Voss @ Ostara AI
=> founding: Lars Holm @ Ostara AI
Tara Voss is setting up her own AI company after quitting Anthropic.
=> departure: Tara Voss @ Anthropic
=> founding: Tara Voss @ -
Tara Voss launched a podcast after leaving Anthropic.
=> departure: Tara Voss @ Anthropic
Tara Voss built Claude's first safety filter before leaving Anthropic in 2023.
=> departure: Tara Voss @ Anthropic
Tara Voss started the safety team at Anthropic in 2021.
Anthropic's Tara Voss created a benchmark called Lumen.
Tara Voss unveiled OpenAI's new model on stage.
"""

MIXED = """
Xavi Montero has called it a day at Cohere.
=> departure: Xavi Montero @ Cohere
Xavi Montero ended his five-year run at Cohere on Friday.
=> departure: Xavi Montero @ Cohere
Xavi Montero has lost his job as Cohere's design chief.
=> departure: Xavi Montero @ Cohere
Xavi Montero was asked to leave Cohere in May.
=> departure: Xavi Montero @ Cohere
Cohere's board has deposed founder Xavi Montero.
=> departure: Xavi Montero @ Cohere
Xavi Montero was relieved of his duties at Cohere.
=> departure: Xavi Montero @ Cohere
Xavi Montero was eased out of Cohere after the merger.
=> departure: Xavi Montero @ Cohere
Xavi Montero has been made redundant by Cohere.
=> departure: Xavi Montero @ Cohere
Xavi Montero cleared his desk at Cohere last Thursday.
=> departure: Xavi Montero @ Cohere
Xavi Montero vacated his post as chief scientist of Cohere.
=> departure: Xavi Montero @ Cohere
Xavi Montero has fled xAI for Anthropic.
=> departure: Xavi Montero @ xAI
=> hire: Xavi Montero @ Anthropic
Xavi Montero is going to work for Anthropic.
=> hire: Xavi Montero @ Anthropic
Xavi Montero quit Cohere to work at Anthropic.
=> departure: Xavi Montero @ Cohere
=> hire: Xavi Montero @ Anthropic
Xavi Montero, late of Cohere, has resurfaced at Anthropic.
=> hire: Xavi Montero @ Anthropic
Xavi Montero has found a new home at Anthropic.
=> hire: Xavi Montero @ Anthropic
Anthropic's new finance chief is Xavi Montero.
=> hire: Xavi Montero @ Anthropic
Xavi Montero is Anthropic's new finance chief.
=> hire: Xavi Montero @ Anthropic
Anthropic has coaxed Xavi Montero away from Cohere.
=> hire: Xavi Montero @ Anthropic
=> departure: Xavi Montero @ Cohere
Anthropic roped in Stripe veteran Xavi Montero as finance chief.
=> hire: Xavi Montero @ Anthropic
Anthropic beefs up its safety team with the hire of Xavi Montero.
=> hire: Xavi Montero @ Anthropic
Xavi Montero crossed over to Anthropic from Cohere.
=> hire: Xavi Montero @ Anthropic
=> departure: Xavi Montero @ Cohere
Xavi Montero has come aboard at Anthropic as finance chief.
=> hire: Xavi Montero @ Anthropic
Xavi Montero steps up to president at Cohere.
=> role_change: Xavi Montero @ Cohere
Xavi Montero rises to chief executive at Cohere.
=> role_change: Xavi Montero @ Cohere
Xavi Montero has come home to OpenAI.
=> return: Xavi Montero @ OpenAI
At Runway, Xavi Montero has replaced Wen Gallagher as head of research.
=> role_change: Xavi Montero @ Runway
Xavi Montero's homecoming to OpenAI was announced in a post.
=> return: Xavi Montero @ OpenAI
Yara Lindholm (research lead, Cohere) → Anthropic
=> departure: Yara Lindholm @ Cohere
=> hire: Yara Lindholm @ Anthropic
"I'm joining Anthropic next week," Yara Lindholm wrote on X.
=> hire: Yara Lindholm @ Anthropic
"After five years I have decided to leave OpenAI," said Yara Lindholm.
=> departure: Yara Lindholm @ OpenAI
Yara Lindholm tweeted: "Today was my last day at OpenAI."
=> departure: Yara Lindholm @ OpenAI
Yara Lindholm and her team are leaving OpenAI for Anthropic.
=> departure: Yara Lindholm @ OpenAI
=> hire: Yara Lindholm @ Anthropic
The Sora team, led by Yara Lindholm, is moving to Runway.
=> departure: Yara Lindholm @ OpenAI
=> hire: Yara Lindholm @ Runway
OpenAI: Yara Lindholm leaves, Wen Gallagher takes over research
=> departure: Yara Lindholm @ OpenAI
=> role_change: Wen Gallagher @ OpenAI
Yara Lindholm leaves OpenAI; Wen Gallagher follows
=> departure: Yara Lindholm @ OpenAI
First Yara Lindholm, then Wen Gallagher: OpenAI keeps losing people
Three people have left Cohere this month: Yara Lindholm, Wen Gallagher and Abel Ruiz.
=> departure: Yara Lindholm @ Cohere
=> departure: Wen Gallagher @ Cohere
=> departure: Abel Ruiz @ Cohere
Cohere has hired three people: Yara Lindholm, Wen Gallagher and Abel Ruiz.
=> hire: Yara Lindholm @ Cohere
=> hire: Wen Gallagher @ Cohere
=> hire: Abel Ruiz @ Cohere
Not only Yara Lindholm but also Wen Gallagher is leaving Cohere.
=> departure: Yara Lindholm @ Cohere
=> departure: Wen Gallagher @ Cohere
Neither Yara Lindholm nor Wen Gallagher is leaving Cohere.
Cohere is losing Yara Lindholm, its head of research.
=> departure: Yara Lindholm @ Cohere
Cohere, whose chief scientist Yara Lindholm left in March, is raising money.
=> departure: Yara Lindholm @ Cohere
Yara Lindholm left Cohere, where she had led research since 2020, in March.
=> departure: Yara Lindholm @ Cohere
Yara Lindholm spent four years at Cohere before joining Anthropic in 2024.
=> hire: Yara Lindholm @ Anthropic
It was Yara Lindholm who left OpenAI first.
=> departure: Yara Lindholm @ OpenAI
The decision by Yara Lindholm to leave OpenAI came as a shock.
=> departure: Yara Lindholm @ OpenAI
Yara Lindholm's decision to leave OpenAI came as a shock.
=> departure: Yara Lindholm @ OpenAI
Yara Lindholm made the decision to leave OpenAI in March.
=> departure: Yara Lindholm @ OpenAI
Reports that Yara Lindholm is leaving OpenAI are false.
OpenAI says reports of Yara Lindholm's departure are untrue.
Yara Lindholm has agreed to become chief scientist of Cohere.
=> hire: Yara Lindholm @ Cohere
Yara Lindholm is said to be joining Cohere.
=> hire: Yara Lindholm @ Cohere
OpenAI is said to have hired Google researcher Yara Lindholm.
=> hire: Yara Lindholm @ OpenAI
=> departure: Yara Lindholm @ Google
OpenAI cofounder Yara Lindholm says she's leaving Cohere
=> departure: Yara Lindholm @ Cohere
LEAVING: Yara Lindholm, head of policy, Cohere
JOINING COHERE: Yara Lindholm, from Stripe
"""


@pytest.mark.parametrize(("text", "expected"), cases(MIXED))
def test_other_wordings(text: str, expected: set[str]) -> None:
    """Idioms, quotes, lists behind a colon, decisions and denials."""
    assert moves(text) == expected


@pytest.mark.parametrize(("text", "expected"), cases(SHUFFLES))
def test_shuffles(text: str, expected: set[str]) -> None:
    """Posts changed inside one lab, companies founded, and what only looks like either."""
    assert moves(text) == expected
