"""Every frame of moving, in sentences of our own: who moves, from which lab, to which."""

from __future__ import annotations

import pytest
from english_cases import cases, moves

LEAVING = """
Priya Raghunathan is leaving OpenAI.
=> departure: Priya Raghunathan @ OpenAI
Anthropic policy lead Tomas Weber has quit.
=> departure: Tomas Weber @ Anthropic
Keiko Tanabe, a research scientist at Cohere, departed last week.
=> departure: Keiko Tanabe @ Cohere
Mistral AI's chief product officer, Lucie Armand, resigned on Monday.
=> departure: Lucie Armand @ Mistral AI
Owen Blackwell stepped down as CEO of Stability AI.
=> departure: Owen Blackwell @ Stability AI
Perplexity engineering chief Dmitri Volkov is out.
=> departure: Dmitri Volkov @ Perplexity
Hannah Osei was fired by xAI on Tuesday.
=> departure: Hannah Osei @ xAI
OpenAI has fired safety researcher Marek Nowak.
=> departure: Marek Nowak @ OpenAI
The board ousted Inflection AI chief executive Rosa Delgado.
=> departure: Rosa Delgado @ Inflection AI
Scale AI has parted ways with its chief revenue officer, Greta Holm.
=> departure: Greta Holm @ Scale AI
Julian Frost was lured away from Hugging Face by a hedge fund.
=> departure: Julian Frost @ Hugging Face
Emeka Obi defected from Google DeepMind to Anthropic.
=> departure: Emeka Obi @ Google DeepMind
=> hire: Emeka Obi @ Anthropic
Sofia Marchetti is jumping ship from Meta's AI research lab to Mistral AI.
=> departure: Sofia Marchetti @ Meta
=> hire: Sofia Marchetti @ Mistral AI
Today is Wei Zhang's last day at OpenAI.
=> departure: Wei Zhang @ OpenAI
Anthropic loses interpretability researcher Callum Reid.
=> departure: Callum Reid @ Anthropic
Noor Haddad's departure from Cohere surprised staff.
=> departure: Noor Haddad @ Cohere
The ouster of Felix Brandt from Aleph Alpha shocked employees.
=> departure: Felix Brandt @ Aleph Alpha
The sudden exit of Ingrid Solberg from xAI follows months of tension.
=> departure: Ingrid Solberg @ xAI
News of the resignation of chief scientist Amara Diallo hit Character.AI on Friday.
=> departure: Amara Diallo @ Character.AI
Runway co-founder Pedro Lima walks away from the startup.
=> departure: Pedro Lima @ Runway
Thinking Machines Lab has pushed out its research head, Olga Petrova.
=> departure: Olga Petrova @ Thinking Machines Lab
Yusuf Demir announced he is exiting xAI.
=> departure: Yusuf Demir @ xAI
Katrin Vogel bids farewell to Anthropic after three years.
=> departure: Katrin Vogel @ Anthropic
Reflection AI let go of infrastructure lead Ben Carver.
=> departure: Ben Carver @ Reflection AI
"""

JOINING = """
Ravi Menon joins Anthropic.
=> hire: Ravi Menon @ Anthropic
OpenAI hires Clara Jensen as its chief economist.
=> hire: Clara Jensen @ OpenAI
xAI has recruited Stanford professor Leo Marchand.
=> hire: Leo Marchand @ xAI
Cohere brings on Natalie Brooks to run its safety team.
=> hire: Natalie Brooks @ Cohere
Perplexity taps former Uber executive Daniel Ortiz to lead advertising.
=> hire: Daniel Ortiz @ Perplexity
Anthropic appoints Ingrid Bauer as chief legal officer.
=> hire: Ingrid Bauer @ Anthropic
Mistral AI snaps up Jonas Lindqvist.
=> hire: Jonas Lindqvist @ Mistral AI
Meta poached Anthropic researcher Sunil Kapoor.
=> hire: Sunil Kapoor @ Meta
=> departure: Sunil Kapoor @ Anthropic
Thinking Machines Lab welcomes Grace Mbeki as head of product.
=> hire: Grace Mbeki @ Thinking Machines Lab
Alina Popescu has been hired by Hugging Face.
=> hire: Alina Popescu @ Hugging Face
Theo Laurent was named chief technology officer of Stability AI.
=> hire: Theo Laurent @ Stability AI
OpenAI nabs Tesla AI engineer Hyun-woo Park.
=> hire: Hyun-woo Park @ OpenAI
=> departure: Hyun-woo Park @ Tesla AI
Gabriela Reyes heads to Anthropic.
=> hire: Gabriela Reyes @ Anthropic
Liam O'Sullivan's move to OpenAI was confirmed on Thursday.
=> hire: Liam O'Sullivan @ OpenAI
The appointment of Miriam Katz as finance chief of Cohere was announced today.
=> hire: Miriam Katz @ Cohere
Nadia Rahman will join Safe Superintelligence next month.
=> hire: Nadia Rahman @ Safe Superintelligence
Character.AI has named Viktor Lund its new chief executive.
=> hire: Viktor Lund @ Character.AI
"""

RETURNING = """
Samir Patel has rejoined OpenAI.
=> return: Samir Patel @ OpenAI
Elena Rossi is returning to Google DeepMind.
=> return: Elena Rossi @ Google DeepMind
Anthropic rehires Marcus Webb.
=> return: Marcus Webb @ Anthropic
OpenAI brought back Anja Fischer, who had left to start Lumen Labs.
=> return: Anja Fischer @ OpenAI
=> departure: Anja Fischer @ OpenAI
=> founding: Anja Fischer @ Lumen Labs
OpenAI president Colin Marsh has returned from leave.
=> return: Colin Marsh @ OpenAI
Boomerang hire: xAI's Petra Novak goes back to Anthropic.
=> return: Petra Novak @ Anthropic
=> departure: Petra Novak @ xAI
"""

POSTS = """
OpenAI promoted Yasmin Farouk to chief research officer.
=> role_change: Yasmin Farouk @ OpenAI
Anthropic co-founder Lars Eklund takes over as CEO.
=> role_change: Lars Eklund @ Anthropic
OpenAI research chief Ian Caldwell is moving to a new role as adviser to the board.
=> role_change: Ian Caldwell @ OpenAI
Cohere CTO Mei Tanaka becomes chief executive.
=> role_change: Mei Tanaka @ Cohere
Hugging Face's Paul Girard steps down as chair but will remain an adviser.
=> role_change: Paul Girard @ Hugging Face
Stability AI named its chief operating officer, Dana Whitfield, interim CEO.
=> role_change: Dana Whitfield @ Stability AI
Mistral AI engineer Rui Costa will lead the new robotics group.
=> role_change: Rui Costa @ Mistral AI
"""

FOUNDING = """
Former OpenAI researcher Nikhil Bose has founded Tessera AI.
=> founding: Nikhil Bose @ Tessera AI
Beatriz Santos left Anthropic to start her own company.
=> departure: Beatriz Santos @ Anthropic
=> founding: Beatriz Santos @ -
Two years ago, ex-DeepMind scientist Ola Nilsen launched an AI startup called Fjord.
=> founding: Ola Nilsen @ Fjord
Kenji Watanabe departs xAI, launches new AI lab.
=> departure: Kenji Watanabe @ xAI
=> founding: Kenji Watanabe @ -
"""


@pytest.mark.parametrize(("text", "expected"), cases(LEAVING))
def test_leaving(text: str, expected: set[str]) -> None:
    """Every way to leave gives a departure, and a hire where the sentence says where to."""
    assert moves(text) == expected


@pytest.mark.parametrize(("text", "expected"), cases(JOINING))
def test_joining(text: str, expected: set[str]) -> None:
    """Every way to join gives a hire, and a departure where the person works at another lab."""
    assert moves(text) == expected


@pytest.mark.parametrize(("text", "expected"), cases(RETURNING))
def test_returning(text: str, expected: set[str]) -> None:
    """To rejoin, to be taken back and to come back from leave are returns."""
    assert moves(text) == expected


@pytest.mark.parametrize(("text", "expected"), cases(POSTS))
def test_posts(text: str, expected: set[str]) -> None:
    """Another post in the same lab is a change of post."""
    assert moves(text) == expected


@pytest.mark.parametrize(("text", "expected"), cases(FOUNDING))
def test_founding(text: str, expected: set[str]) -> None:
    """Whoever starts an AI company founds it, named or not."""
    assert moves(text) == expected
