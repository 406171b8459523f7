"""What columns, features and court stories tell: newcomers by the way, careers step by step, firms that are no labs."""

from __future__ import annotations

import pytest
from english_cases import articles, cases, moves

NEWCOMERS = """
The demo at OpenAI was shown by Ines Falk, recently hired from Cohere, and drew applause.
=> departure: Ines Falk @ Cohere
=> hire: Ines Falk @ OpenAI
Cohere has signed a deal that will see Ruth Egan and Ivo Lang join OpenAI.
=> hire: Ivo Lang @ OpenAI
=> hire: Ruth Egan @ OpenAI
Also new at Cohere is Ines Falk.
=> hire: Ines Falk @ Cohere
Cohere's newest signing, Ines Falk, has asked for a different building.
=> hire: Ines Falk @ Cohere
Ines Falk was unveiled as Cohere's chief technology officer.
=> hire: Ines Falk @ Cohere
Ines Falk quit Cohere in May. She is already at Mistral AI, running inference.
=> departure: Ines Falk @ Cohere
=> hire: Ines Falk @ Mistral AI
Waabi has poached Ines Falk, an Aurora perception lead.
=> hire: Ines Falk @ Waabi
"""

LEAVERS = """
Ines Falk gave notice to Cohere in March, two days after accepting a job with Basalt, another maker of language models.
=> departure: Ines Falk @ Cohere
=> hire: Ines Falk @ Basalt
Ines Falk was voted out as chief executive of Cohere.
=> departure: Ines Falk @ Cohere
Anthropic prised Ines Falk away from Cohere.
=> departure: Ines Falk @ Cohere
=> hire: Ines Falk @ Anthropic
Cohere's chief scientist, Ines Falk, will relinquish the post and leave the company in May.
=> departure: Ines Falk @ Cohere
Cohere's Ines Falk was unveiled as a general partner at Accel.
=> departure: Ines Falk @ Cohere
Ivo Lang left Cohere in May. His colleague Ines Falk, who left in June, is now at Mistral AI.
=> departure: Ines Falk @ Cohere
=> departure: Ivo Lang @ Cohere
=> hire: Ines Falk @ Mistral AI
Mistral AI has lost a number of senior people. Among them is Ines Falk, whose resignation took effect in May.
=> departure: Ines Falk @ Mistral AI
"""

WORDINGS = """
ElevenLabs has raided Stability AI for its head of audio, Kwabena Osei.
=> departure: Kwabena Osei @ Stability AI
=> hire: Kwabena Osei @ ElevenLabs
Ines van 't Hoff finally put pen to paper with Runway.
=> hire: Ines van 't Hoff @ Runway
Cohere has snared Anneliese von Hohenstein-Braun.
=> hire: Anneliese von Hohenstein-Braun @ Cohere
Cohere named as its first chief scientist Ines Falk, who comes from Adobe.
=> hire: Ines Falk @ Cohere
Anthropic's Ines Falk is taking her talents to Cohere.
=> departure: Ines Falk @ Anthropic
=> hire: Ines Falk @ Cohere
After just eleven weeks, Ines Falk is gone from Cohere.
=> departure: Ines Falk @ Cohere
Cohere's board has dispensed with the services of finance chief Ines K. Falk.
=> departure: Ines K. Falk @ Cohere
Marisol de la Vega y Ruiz has left Cohere.
=> departure: Marisol de la Vega y Ruiz @ Cohere
Cohere has hired Oluwaseun "Seun" Adébáyò.
=> hire: Oluwaseun Adébáyò @ Cohere
Cohere ousted its chief executive, Ivo Lang, and installed robotics veteran Ines Falk in his stead.
=> departure: Ivo Lang @ Cohere
=> hire: Ines Falk @ Cohere
Ines Falk has resumed her job as head of inference at Cohere.
=> return: Ines Falk @ Cohere
Cohere put Ines Falk on gardening leave while lawyers look into the complaint.
Ivo Lang raided the fridge at Cohere for Ines Falk.
"""

FIRMS = """
Ines Falk, who left OpenAI in January, has resurfaced as chief scientist of Paris-based Mistral AI.
=> departure: Ines Falk @ OpenAI
=> hire: Ines Falk @ Mistral AI
The Cohere researcher Ines Falk is now chief scientist of Paris-based Mistral AI.
=> departure: Ines Falk @ Cohere
=> hire: Ines Falk @ Mistral AI
Runway has lost its chief product officer, Ines Falk, to rival Pika.
=> departure: Ines Falk @ Runway
=> hire: Ines Falk @ Pika Labs
Sierra, an AI customer-service startup, has promoted Ines Falk to president and hired Cisco's Ivo Lang as counsel.
=> hire: Ivo Lang @ Sierra AI
=> role_change: Ines Falk @ Sierra AI
Apple's head of machine learning, Ivo Lang, will retire in May and be succeeded by Ines Falk, a former Adobe executive.
=> departure: Ivo Lang @ Apple
=> hire: Ines Falk @ Apple
"""

STEPS = """
Ines Falk went from Cohere to OpenAI, from OpenAI to Anthropic and, last week, from Anthropic to nowhere at all.
=> departure: Ines Falk @ Anthropic
=> departure: Ines Falk @ Cohere
=> departure: Ines Falk @ OpenAI
=> hire: Ines Falk @ Anthropic
=> hire: Ines Falk @ OpenAI
Ines Falk moved from Cohere to OpenAI and then to Anthropic.
=> departure: Ines Falk @ Cohere
=> departure: Ines Falk @ OpenAI
=> hire: Ines Falk @ Anthropic
=> hire: Ines Falk @ OpenAI
"""

NO_LAB = """
OpenAI reported record revenue. Separately, insurer Corvane said that Ines Falk would retire as chair.
OpenAI reported record revenue. Corvane promoted Ines Falk last week.
OpenAI reported record revenue. Ines Falk, a lawyer, left a law firm in 2022.
OpenAI sold shares. Corvane will live on under finance chief Ines Falk, who becomes chief executive.
Cohere's Ines Falk took over as host of the dinner.
Cohere's board met guests of the Falk Society. Its portrait of Falk has been let go.
Cohere's Ines Falk was placed on paid leave.
Not heard anywhere, because it isn't true: that Cohere's Ines Falk is being replaced.
If I join OpenAI and quit in a year, that's a story, said Ines Falk of Cohere.
"""

ARTICLES = """
T: Trouble at Qwen
With Ivo Lang's departure, several other Qwen members also announced their departure, such as:
¶ Ines Falk: Lead Qwen code development, and recently involved in robotics.
=> departure: Ines Falk @ Alibaba
=> departure: Ivo Lang @ Alibaba

T: A dispute in Oslo
Halden AI's head of research has resigned. Ines Falk, who joined from Cohere in 2022, could not sign off on it. Her
deputy, Ivo Lang, will lead the group.
=> departure: Ines Falk @ Cohere
=> departure: Ines Falk @ Halden AI
=> hire: Ines Falk @ Halden AI
=> role_change: Ivo Lang @ Halden AI

T: Cohere's finance chief to leave
Ivo Lang will depart on June 30. He will be replaced on an interim basis by the controller, Ines Falk.
=> departure: Ivo Lang @ Cohere
=> role_change: Ines Falk @ Cohere

T: Mistral reshuffles
Mistral AI named Ines Falk president on Monday. Falk, who has run its sales since 2024, takes on the role in May.
=> role_change: Ines Falk @ Mistral AI

T: Apple's AI exodus widens
Apple has lost another AI researcher. Ines Falk, who worked on Siri's speech models, said that she is joining xAI. She
follows Ivo Lang, who left for Meta in August.
=> departure: Ines Falk @ Apple
=> departure: Ivo Lang @ Apple
=> hire: Ines Falk @ xAI
=> hire: Ivo Lang @ Meta

T: New faces at AI2
AI2 has a new director of robotics, Ivo Lang. Also new is Ines Falk, formerly of Hugging Face.
=> hire: Ines Falk @ Allen Institute for AI
=> hire: Ivo Lang @ Allen Institute for AI

T: Layoffs at Scale AI
Scale AI's interim chief, Ivo Lang, wrote the memo. Lang thanked staff after Meta hired the founder.

T: Siemens names AI veteran to run software
Siemens has named Ines Falk, a former Google executive, to run its software business. The company uses models from
OpenAI and Anthropic.

T: Film studio swaps heads
Lionsgate said that its technology chief, Ines Falk, is leaving. She had championed a deal with Runway.

T: A minister leaves
Denmark's digital minister, Ines Falk, resigned on Tuesday after a row over a contract with OpenAI.

T: Cohere customers
Ines Falk quit her job at a bank last year to build an app on Cohere's models.

T: Talks at the lab
Ines Falk is bowing out as head of Aleph Alpha. Falk will go back to the retailer as head of its data centres.
=> departure: Ines Falk @ Aleph Alpha

T: Mila spin-off's director hands over
Ines Falk ran the company for nine years.

T: District lets pupils use Gemini; three board members quit
The school board let Google's Gemini into classrooms. Ines Falk and Ivo Lang followed her out.

T: Full text of the memo
Several strong researchers have joined or will be joining us over the coming weeks:
¶ - Ines Falk - co-creator of a reasoning model at OpenAI

T: Anthropic ships a model, and who goes where
Cohere's Ivo Lang is leaving in May, he wrote. At another lab, Ines Falk is going to Mistral AI.
=> departure: Ivo Lang @ Cohere
=> hire: Ines Falk @ Mistral AI
"""


@pytest.mark.parametrize(("sentence", "expected"), cases(NEWCOMERS + LEAVERS + WORDINGS + FIRMS + STEPS))
def test_told_by_the_way(sentence: str, expected: set[str]) -> None:
    """A move in half a sentence counts as one in a headline."""
    assert moves(sentence) == expected


@pytest.mark.parametrize(("sentence", "expected"), cases(NO_LAB))
def test_of_no_lab(sentence: str, expected: set[str]) -> None:
    """What a firm does that is no lab is no move of the lab named before; nor is what is denied or only supposed."""
    assert moves(sentence) == expected


@pytest.mark.parametrize(("title", "text", "expected"), articles(ARTICLES))
def test_whose_staff(title: str | None, text: str, expected: set[str]) -> None:
    """Whoever is named without a lab belongs to the article's only where nothing tells of another."""
    assert moves(text, title) == expected
