"""Posts at places that are no lab's, posts that the joining already told, and deeds of whoever is blamed for them."""

from __future__ import annotations

import pytest
from english_cases import articles, cases, mentions, moves

SENTENCES = """
Ruth Adler joined Cohere in 2017, becoming its vice president and head of the safety lab.
=> hire: Ruth Adler @ Cohere
Cohere said that Ruth Adler has taken the position of chief technology officer of the company.
=> hire: Ruth Adler @ Cohere
Ruth Adler, Cohere's head of safety, has taken the role of chief scientist at the company.
=> role_change: Ruth Adler @ Cohere
Cohere has hired a new chief scientist (Ruth Adler).
=> hire: Ruth Adler @ Cohere
Mistral has poached two key personnel from Cohere: Ruth Adler, a lead developer, and Osman Keller, a product manager.
=> hire: Ruth Adler @ Mistral AI
=> hire: Osman Keller @ Mistral AI
=> departure: Ruth Adler @ Cohere
=> departure: Osman Keller @ Cohere
Mistral has accused former engineer Ruth Adler of copying its code before joining Cohere.
=> hire: Ruth Adler @ Cohere
Ruth Adler, formerly of Google Brain and most recently Anthropic, has joined Mistral.
=> hire: Ruth Adler @ Mistral AI
Mistral's chief Osman Keller left, while Pastry Corner named Mistral veteran Ruth Adler as its new finance chief.
=> departure: Osman Keller @ Mistral AI
Osman Keller, Mistral's chief executive, has moved engineers to a new team.
Ruth Adler, who runs Cohere's safety team, said in a Facebook post on Wednesday that she is leaving the company.
=> departure: Ruth Adler @ Cohere
Ruth Adler, a researcher at the Allen Institute for AI (AI2), is leaving for Cohere.
=> departure: Ruth Adler @ Allen Institute for AI
=> hire: Ruth Adler @ Cohere
Cohere reached out to inform us that Ruth Adler has taken the post of chief scientist at Cohere.
=> hire: Ruth Adler @ Cohere
Cohere's recently announced finance chief, Ruth Adler, will not start until January.
=> hire: Ruth Adler @ Cohere
Mistral has launched a lawsuit against former engineer Ruth Adler for stealing trade secrets before joining Cohere.
=> hire: Ruth Adler @ Cohere
On Thursday, Ruth Adler left Mistral to become a partner at a law firm.
=> departure: Ruth Adler @ Mistral AI
Ruth Adler left Mistral in May and became a vice president at a bank.
=> departure: Ruth Adler @ Mistral AI
Cohere has lost a dozen researchers, including Ruth Adler, who moved to Mistral, and Osman Keller, now at OpenAI.
=> departure: Ruth Adler @ Cohere
=> hire: Ruth Adler @ Mistral AI
=> departure: Osman Keller @ Cohere
=> hire: Osman Keller @ OpenAI
Ruth Adler, now with Cohere, says the benchmark is flawed.
Eleven people have left Mistral, Ruth Adler and Lena Brandt among them.
=> departure: Ruth Adler @ Mistral AI
=> departure: Lena Brandt @ Mistral AI
Ruth Adler is exiting Microsoft as AI executive takes over its games.
Meta head of product Ruth Adler leaves as AI changes how its teams work.
Microsoft hires Ruth Adler as chief accounting officer as AI spending grows.
Mistral has sued Ruth Adler, one of its first engineers, and her new employer, Cohere.
=> hire: Ruth Adler @ Cohere
Ruth Adler had planned to join Cohere in May.
"""

TEXTS = """
Ruth Adler is a scientist at Mistral. In 2024 she became chief scientist at Saltmarsh.

Ruth Adler is a scientist at Mistral. She also serves as a visiting researcher at Veldtree.

T: Mila looks for a director
Ruth Adler has left Mila. She is now a professor at HEC Montréal, and will become director of the Université de Laval.
=> departure: Ruth Adler @ Mila

T: Cohere AI research head to leave
Cohere has been asked for a comment. Ruth Adler joined it in 2017. Her departure comes as the lab grows.
=> hire: Ruth Adler @ Cohere
=> departure: Ruth Adler @ Cohere

T: Cuts at Cohere
Cohere laid off 30 people on Tuesday. Among those laid off is Ruth Adler, who ran developer relations.
=> departure: Ruth Adler @ Cohere

T: Changes at Cohere
Lena Brandt, hired from Mistral, takes charge of audio, and Ruth Adler, her predecessor, is leaving for Anthropic.
=> departure: Ruth Adler @ Cohere
=> hire: Ruth Adler @ Anthropic
=> departure: Lena Brandt @ Mistral AI
=> hire: Lena Brandt @ Cohere

Ruth Adler was at Mistral. Osman Keller told her that she was fired.
=> departure: Ruth Adler @ Mistral AI

Cohere has made Ruth Adler its chief scientist. The former Google engineer came in 2019. Osman Keller, who led it, left.
=> hire: Ruth Adler @ Cohere
=> departure: Osman Keller @ Cohere

Mistral has hired away the head of Cohere's London office. Ruth Adler, 44, will start in June.
=> hire: Ruth Adler @ Mistral AI
=> departure: Ruth Adler @ Cohere

T: Regulator's file on an AI firm
The company told the exchange that its director of AI, Ruth Adler, had resigned.

Osman Keller, Mistral's general counsel, retires in June. Lena Brandt of Cohere succeeds him.
=> departure: Osman Keller @ Mistral AI
=> departure: Lena Brandt @ Cohere
=> hire: Lena Brandt @ Mistral AI

Ruth Adler joined OpenAI in 2019. A former researcher at Google, she helped to set its course but left in 2021.
=> hire: Ruth Adler @ OpenAI
=> departure: Ruth Adler @ OpenAI

Ruth Adler worked at Mistral from 2012 to 2019. She spent nine years at Okta before joining Mistral.
=> hire: Ruth Adler @ Mistral AI

Ruth Adler left Mila in 2020. She is now rejoining the institute, this time as its chief executive.
=> departure: Ruth Adler @ Mila
=> return: Ruth Adler @ Mila

Cohere has recruited Lena Brandt. Elsewhere, Ruth Adler is retiring from Allen Family Philanthropies.
=> hire: Lena Brandt @ Cohere
"""


@pytest.mark.parametrize(("text", "expected"), cases(SENTENCES))
def test_sentence(text: str, expected: set[str]) -> None:
    """One move for one move, and none of a lab for what happens elsewhere."""
    assert moves(text) == expected


@pytest.mark.parametrize(("title", "text", "expected"), articles(TEXTS))
def test_text(title: str | None, text: str, expected: set[str]) -> None:
    """A place that the sentence names is not the lab of the sentence before."""
    assert moves(text, title) == expected


def test_aboard_is_no_seat_on_a_board() -> None:
    """To bring somebody on board is to hire."""
    (hired,) = mentions("Cohere had brought Ruth Adler on board in December.")
    assert hired.role is None
