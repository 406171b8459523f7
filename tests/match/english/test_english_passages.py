"""Constructions met in real passages, each with invented people: who is meant across clauses, lists and sentences."""

from __future__ import annotations

import pytest
from english_cases import articles, cases, moves

SENTENCES = """
OpenAI said it was happy to welcome Osman Keller, Ines Roth, and Petra Lindgren back.
=> return: Osman Keller @ OpenAI
=> return: Ines Roth @ OpenAI
=> return: Petra Lindgren @ OpenAI
Osman Keller was ousted as Cohere's CEO in 2023 and subsequently rehired.
=> departure: Osman Keller @ Cohere
=> return: Osman Keller @ Cohere
Osman Keller, who spent eight years at Cohere, failed to return a laptop after leaving Cohere for Mistral.
=> departure: Osman Keller @ Cohere
=> hire: Osman Keller @ Mistral AI
Osman Keller left the company around the end of July after a year as Cohere's finance chief.
=> departure: Osman Keller @ Cohere
Ines Roth, who led research at Cohere, left the company early last year.
=> departure: Ines Roth @ Cohere
Ines Roth briefly took over as CEO from Cohere CEO Osman Keller during his November ouster.
=> departure: Osman Keller @ Cohere
=> role_change: Ines Roth @ Cohere
Osman Keller goes from CEO to chair of Cohere.
=> role_change: Osman Keller @ Cohere
Changes at Cohere: Osman Keller from CEO to chair, Ines Roth departs
=> role_change: Osman Keller @ Cohere
=> departure: Ines Roth @ Cohere
Osman Keller and Ines Roth have also exited Google's AI stronghold.
=> departure: Osman Keller @ Google
=> departure: Ines Roth @ Google
Osman Keller is leaving Cohere for Mistral, alongside former Stripe policy chief Ines Roth.
=> departure: Osman Keller @ Cohere
=> hire: Osman Keller @ Mistral AI
=> hire: Ines Roth @ Mistral AI
The lab lived through the controversial firing and rehiring of CEO Osman Keller at Cohere.
=> departure: Osman Keller @ Cohere
=> return: Osman Keller @ Cohere
After Cohere CEO Osman Keller's dramatic firing and rehiring in November, the board changed.
=> departure: Osman Keller @ Cohere
=> return: Osman Keller @ Cohere
Osman Keller (ex-Cohere head of research, led its models) launched Ostara AI yesterday.
=> founding: Osman Keller @ Ostara AI
Osman Keller to leave Cohere, Ines Roth announced as chief scientist
=> departure: Osman Keller @ Cohere
=> hire: Ines Roth @ Cohere
Cohere is bringing on some big names to the team before its debut: DeepMind legend Osman Keller and Ines Roth.
=> hire: Osman Keller @ Cohere
=> departure: Osman Keller @ Google DeepMind
=> hire: Ines Roth @ Cohere
Osman Keller, Cohere's co-founder, was giving up the CEO title and moving to a chairman role, they said.
=> role_change: Osman Keller @ Cohere
Osman Keller changes from Cohere to Mistral.
=> hire: Osman Keller @ Mistral AI
=> departure: Osman Keller @ Cohere
Osman Keller is leaving Cohere to launch his own venture capital firm, Keller Ventures.
=> departure: Osman Keller @ Cohere
Osman Keller spent eight years at Cohere. Earlier in his career, he co-founded Corvane Networks.
Cohere research chief Osman Keller has been named to Cohere's executive team.
=> role_change: Osman Keller @ Cohere
Ines Roth was Osman Keller's first hire at Cohere.
Anna and Daniela Keller and colleagues departed Cohere in 2021 to found Ostara AI.
=> departure: Anna Keller @ Cohere
=> departure: Daniela Keller @ Cohere
=> founding: Anna Keller @ Ostara AI
=> founding: Daniela Keller @ Ostara AI
Microsoft's chief executive, Ines Roth, announced they had hired Osman Keller to lead a new AI department.
=> hire: Osman Keller @ Microsoft
Osman Keller — the Turing Prize-winning researcher who led translation — announced he is moving from Cohere to Mistral.
=> hire: Osman Keller @ Mistral AI
=> departure: Osman Keller @ Cohere
Osman Keller is leaving Cohere and will be succeeded by Ines Roth, from Mistral.
=> departure: Osman Keller @ Cohere
=> hire: Ines Roth @ Cohere
=> departure: Ines Roth @ Mistral AI
This week Osman Keller, who runs research at Cohere, joins us to talk about agents.
Osman Keller (a paper's co-author) joins Cohere after less than two years back at Mistral.
=> hire: Osman Keller @ Cohere
Ostara AI, an AI company founded in 2021 by former Cohere researchers including Anna and Daniela Keller, is growing.
=> founding: Anna Keller @ Ostara AI
=> founding: Daniela Keller @ Ostara AI
Osman Keller, Cohere's No. 2 executive, is leaving.
=> departure: Osman Keller @ Cohere
"""

ARTICLES = """
T: Anthropic and a feud
Osman Keller joined OpenAI in 2016. He left in 2021 to co-found Ostara AI along with six other former OpenAI employees
including Ines Roth.
=> hire: Osman Keller @ OpenAI
=> departure: Osman Keller @ OpenAI
=> founding: Osman Keller @ Ostara AI
=> founding: Ines Roth @ Ostara AI

T: Two scientists at Cohere are talking to investors
Osman Keller and Ines Roth did not respond to requests for comment. A person familiar with the matter claims that both
have resigned from the company, but wishes to remain anonymous.
=> departure: Osman Keller @ Cohere
=> departure: Ines Roth @ Cohere

T: The week in Anthropic
The really important departure is Osman Keller saying that he is leaving OpenAI.
=> departure: Osman Keller @ OpenAI

T: Osman Keller is out at Cohere again
¶ Five months. The man left Cohere to found Ostara AI, returned to Cohere in January, and has now departed again.
=> departure: Osman Keller @ Cohere
=> founding: Osman Keller @ Ostara AI
=> departure: Osman Keller @ Ostara AI
=> return: Osman Keller @ Cohere

T: Executive moves
¶ 1. Osman Keller (Cohere → Ostara AI)
¶ - Osman, Cohere's research chief, left to co-found Ostara AI, a startup.
=> departure: Osman Keller @ Cohere
=> founding: Osman Keller @ Ostara AI

T: Two former Cohere employees on the need for protection
This could be a costly interview for Osman Keller. The former safety researcher resigned from Cohere in February.
Another senior safety researcher, Ines Roth, quit in May.
=> departure: Osman Keller @ Cohere
=> departure: Ines Roth @ Cohere

T: Cohere's CFO leaves
Osman Keller, Cohere's chief financial officer, has left the company. The former Airbnb executive joined the company in
April.
=> departure: Osman Keller @ Cohere
=> hire: Osman Keller @ Cohere

T: Chief revenue officer for Cohere resigns
¶ Ines Roth @inesroth wow 4:56 PM

T: Osman Keller will lead Cohere after his CEO's exit
Cohere co-founder Osman Keller steps into the CEO role at Cohere. If Cohere was close, why would its co-founder leave?
=> role_change: Osman Keller @ Cohere

T: Osman Keller on leaving Meta to launch his own AI startup
Keller leaves Meta to launch Ostara AI. Ostara AI will be headquartered in Lyon, with key hires including Ines Roth.
=> departure: Osman Keller @ Meta
=> founding: Osman Keller @ Ostara AI
=> hire: Ines Roth @ Ostara AI

T: A stake disclosed
The former Cohere chief scientist, who now runs Ostara AI, gave the figure. Osman Keller is his name.

T: Two founders return to OpenAI
Cohere lost two co-founders this week. Osman Keller, the CTO and co-founder, is gone. So is co-founder Ines Roth.
Another researcher, Petra Lindgren, also left for OpenAI. An hour later, OpenAI's applications CEO posted that all three
were rejoining.
=> departure: Osman Keller @ Cohere
=> departure: Ines Roth @ Cohere
=> departure: Petra Lindgren @ Cohere
=> return: Osman Keller @ OpenAI
=> return: Ines Roth @ OpenAI
=> return: Petra Lindgren @ OpenAI

T: Cohere's talent goes to rivals
Key departures from Cohere this year include: Osman Keller (OpenAI) Petra Lindgren (Mistral) Several more have left.
=> departure: Osman Keller @ Cohere
=> hire: Osman Keller @ OpenAI
=> departure: Petra Lindgren @ Cohere
=> hire: Petra Lindgren @ Mistral AI

T: Cohere's talent goes to rivals
¶ Key departures from Cohere this year include:
¶ - Osman Keller (OpenAI)
¶ - Petra Lindgren (a start-up)
=> departure: Osman Keller @ Cohere
=> hire: Osman Keller @ OpenAI
=> departure: Petra Lindgren @ Cohere

T: Osman Keller on X
Life update: for those who haven't heard, I left Google Brain! I am grateful for the years.
=> departure: Osman Keller @ Google Brain

T: Cohere's board and its chief
When Osman Keller was briefly ousted from his role as CEO of Cohere in 2023, Ines Roth quit the company in solidarity.
Both men rejoined Cohere days later.
=> departure: Osman Keller @ Cohere
=> departure: Ines Roth @ Cohere
=> return: Osman Keller @ Cohere
=> return: Ines Roth @ Cohere

T: The week
¶ Three more departures from Cohere's safety teams:
¶ - **Osman Keller**, VP of safety, resigned after seven years. He was long there.
¶ - **Ines Roth**, policy adviser, announced her departure.
=> departure: Osman Keller @ Cohere
=> departure: Ines Roth @ Cohere

T: Apple hires ex-Google AI leader who quit in the wake of Ines Roth's firing
¶ Apple hires ex-Google AI leader who quit in the wake of Ines Roth's firing
¶ Apple has hired former Google AI scientist Osman Keller.
=> departure: Ines Roth @ Google
=> hire: Osman Keller @ Apple
=> departure: Osman Keller @ Google

T: Amazon drops a film on Osman Keller
The film tells of the days when Keller was ousted as Cohere's CEO and subsequently rehired.
=> departure: Osman Keller @ Cohere
=> return: Osman Keller @ Cohere

T: Meta's AI chief Osman Keller to launch new startup?
Many would like to know.

T: A new lab
Osman Keller has launched a new AI company called Ostara AI Inc. (OAI) with Ines Roth and Petra Lindgren.
=> founding: Osman Keller @ Ostara AI
=> founding: Ines Roth @ Ostara AI
=> founding: Petra Lindgren @ Ostara AI

T: Osman Keller steps down from Cohere's no. 2 role
Cohere's No. 2 executive, Osman Keller, is stepping down from her full-time role. She will become an adviser.
=> role_change: Osman Keller @ Cohere

T: Talent shifts
¶ - **Osman Keller:** co-inventor of a model (Mistral) joins Cohere as research lead.
¶ - **Ines Roth:** Nobel laureate (DeepMind) joins Cohere.
=> hire: Osman Keller @ Cohere
=> hire: Ines Roth @ Cohere

T: Talent at OpenAI and others
Mistral's own Superintelligence Lab has seen departures: Osman Keller and Ines Roth both left within weeks of joining.
=> departure: Osman Keller @ Mistral AI
=> departure: Ines Roth @ Mistral AI

T: Anthropic, the fortress
The company's most significant departure to date is Osman Keller, who led the Safeguards Research Team.
=> departure: Osman Keller @ Anthropic

T: Talent moves
¶ - Osman Keller (VP of Engineering, Cohere) → retired
¶ - Ines Roth (Cohere) → unknown
=> departure: Osman Keller @ Cohere
=> departure: Ines Roth @ Cohere

T: An interview
¶ Osman Keller: So I left Cohere in 2021.
¶ Ines Roth: And why was that?
¶ Osman Keller: It was time to start something. I co-founded Ostara AI with Petra Lindgren.
=> departure: Osman Keller @ Cohere
=> founding: Osman Keller @ Ostara AI
=> founding: Petra Lindgren @ Ostara AI

T: Cohere loses an engineer
¶ Osman Keller, who built Cohere's models, has decided to leave Cohere after seven years.
¶ Keller, who graduated in 2016, joined Cohere in the same year and played a leading role there.
=> departure: Osman Keller @ Cohere
=> hire: Osman Keller @ Cohere
"""


@pytest.mark.parametrize(("sentence", "expected"), cases(SENTENCES))
def test_a_sentence(sentence: str, expected: set[str]) -> None:
    assert moves(sentence) == expected


@pytest.mark.parametrize(("title", "text", "expected"), articles(ARTICLES))
def test_an_article(title: str | None, text: str, expected: set[str]) -> None:
    assert moves(text, title) == expected
