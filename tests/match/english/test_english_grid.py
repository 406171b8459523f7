"""Frames crossed with shapes: the ways a newsroom words the same few moves, with invented people throughout."""

from __future__ import annotations

import pytest
from english_cases import cases, moves

LEAVING = """
Anthropic's head of evaluations, Ruben Castellanos, is leaving the company at the end of the month.
=> departure: Ruben Castellanos @ Anthropic
Longtime OpenAI researcher Hanneke Visser is departing after seven years.
=> departure: Hanneke Visser @ OpenAI
After four years, Idris Kamau is saying goodbye to Cohere.
=> departure: Idris Kamau @ Cohere
Marta Szabo, who runs pretraining at Mistral AI, has handed in her notice.
=> departure: Marta Szabo @ Mistral AI
Friday will be Leopold Haas's last day at Anthropic.
=> departure: Leopold Haas @ Anthropic
Her last day at xAI is March 27, Sunniva Dahl wrote.
=> departure: Sunniva Dahl @ xAI
Perplexity has quietly parted company with its design chief, Omar Naguib.
=> departure: Omar Naguib @ Perplexity
Omar Naguib and Perplexity have parted ways.
=> departure: Omar Naguib @ Perplexity
The startup's chief financial officer, Pia Lindgren, is no longer with Stability AI.
=> departure: Pia Lindgren @ Stability AI
Pia Lindgren no longer works at Stability AI.
=> departure: Pia Lindgren @ Stability AI
OpenAI policy chief Dorian Vance is on his way out.
=> departure: Dorian Vance @ OpenAI
OpenAI's Dorian Vance heads for the exit.
=> departure: Dorian Vance @ OpenAI
Hugging Face loses co-founder Amelie Roche.
=> departure: Amelie Roche @ Hugging Face
Exit of Amelie Roche from Hugging Face stuns developers
=> departure: Amelie Roche @ Hugging Face
Runway's board has shown chief executive Piotr Zielinski the door.
=> departure: Piotr Zielinski @ Runway
Piotr Zielinski out as Runway CEO
=> departure: Piotr Zielinski @ Runway
Piotr Zielinski, ousted last week as chief executive of Runway, is suing the board.
=> departure: Piotr Zielinski @ Runway
xAI fires engineering lead Nadia Petrenko over leak
=> departure: Nadia Petrenko @ xAI
Nadia Petrenko says she was fired from xAI for speaking up.
=> departure: Nadia Petrenko @ xAI
Nadia Petrenko was let go by xAI on Monday.
=> departure: Nadia Petrenko @ xAI
xAI let engineering lead Nadia Petrenko go on Monday.
=> departure: Nadia Petrenko @ xAI
Nadia Petrenko was laid off from xAI in the latest round.
=> departure: Nadia Petrenko @ xAI
Among those to leave Cohere this spring are Hugo Lambert and Sanna Virtanen.
=> departure: Hugo Lambert @ Cohere
=> departure: Sanna Virtanen @ Cohere
The departures of Hugo Lambert and Sanna Virtanen leave Cohere without a research chief.
=> departure: Hugo Lambert @ Cohere
=> departure: Sanna Virtanen @ Cohere
Hugo Lambert's resignation from Cohere took effect on Sunday.
=> departure: Hugo Lambert @ Cohere
Cohere confirmed the resignation of Hugo Lambert, its vice president of research.
=> departure: Hugo Lambert @ Cohere
Cohere announced that Hugo Lambert had resigned.
=> departure: Hugo Lambert @ Cohere
Will Hugo Lambert's exit hurt Cohere?
=> departure: Hugo Lambert @ Cohere
Hugo Lambert is retiring from Google DeepMind.
=> departure: Hugo Lambert @ Google DeepMind
Hugo Lambert stepped away from Google DeepMind in January to care for his parents.
=> departure: Hugo Lambert @ Google DeepMind
Google DeepMind's Hugo Lambert bows out after a decade
=> departure: Hugo Lambert @ Google DeepMind
OpenAI's exodus continues as Inga Thorsen quits
=> departure: Inga Thorsen @ OpenAI
With Inga Thorsen gone from OpenAI, the safety team has no leader.
=> departure: Inga Thorsen @ OpenAI
Having left OpenAI in June, Inga Thorsen now teaches in Oslo.
=> departure: Inga Thorsen @ OpenAI
Inga Thorsen, previously at OpenAI, left to write a book.
=> departure: Inga Thorsen @ OpenAI
Inga Thorsen resigned her post as OpenAI's head of ethics.
=> departure: Inga Thorsen @ OpenAI
Inga Thorsen has stepped down from the board of OpenAI.
=> departure: Inga Thorsen @ OpenAI
Inga Thorsen gives up her seat on OpenAI's board
=> departure: Inga Thorsen @ OpenAI
"""

GOING_OVER = """
Meta lures Anthropic's Kwame Boateng with a nine-figure offer
=> hire: Kwame Boateng @ Meta
=> departure: Kwame Boateng @ Anthropic
Kwame Boateng ditches Anthropic for Meta's superintelligence lab
=> departure: Kwame Boateng @ Anthropic
=> hire: Kwame Boateng @ Meta Superintelligence Labs
Kwame Boateng has jumped from Anthropic to OpenAI.
=> departure: Kwame Boateng @ Anthropic
=> hire: Kwame Boateng @ OpenAI
Kwame Boateng, an alignment researcher, is trading Anthropic for OpenAI.
=> departure: Kwame Boateng @ Anthropic
=> hire: Kwame Boateng @ OpenAI
OpenAI has landed Kwame Boateng from rival Anthropic.
=> hire: Kwame Boateng @ OpenAI
=> departure: Kwame Boateng @ Anthropic
OpenAI hires away Anthropic alignment lead Kwame Boateng
=> hire: Kwame Boateng @ OpenAI
=> departure: Kwame Boateng @ Anthropic
Kwame Boateng announced that he is leaving Anthropic to become chief scientist at Cohere.
=> departure: Kwame Boateng @ Anthropic
=> hire: Kwame Boateng @ Cohere
Kwame Boateng left Anthropic in April and joined Cohere a month later.
=> departure: Kwame Boateng @ Anthropic
=> hire: Kwame Boateng @ Cohere
Kwame Boateng, who left Anthropic for Cohere last spring, wrote the paper.
=> departure: Kwame Boateng @ Anthropic
=> hire: Kwame Boateng @ Cohere
Anthropic's loss of Kwame Boateng to Cohere was announced on Friday.
=> departure: Kwame Boateng @ Anthropic
=> hire: Kwame Boateng @ Cohere
Kwame Boateng's defection to Cohere from Anthropic
=> departure: Kwame Boateng @ Anthropic
=> hire: Kwame Boateng @ Cohere
Kwame Boateng's move from Anthropic to Cohere surprised colleagues.
=> departure: Kwame Boateng @ Anthropic
=> hire: Kwame Boateng @ Cohere
Kwame Boateng moves to Cohere from Anthropic
=> departure: Kwame Boateng @ Anthropic
=> hire: Kwame Boateng @ Cohere
Kwame Boateng was poached from Anthropic by Cohere.
=> departure: Kwame Boateng @ Anthropic
=> hire: Kwame Boateng @ Cohere
Poached from Anthropic, Kwame Boateng starts at Cohere next week.
=> departure: Kwame Boateng @ Anthropic
=> hire: Kwame Boateng @ Cohere
Anthropic's Kwame Boateng and Lotte Kessler are both off to Cohere.
=> departure: Kwame Boateng @ Anthropic
=> departure: Lotte Kessler @ Anthropic
=> hire: Kwame Boateng @ Cohere
=> hire: Lotte Kessler @ Cohere
Kwame Boateng and Lotte Kessler have quit Anthropic to found Tarn AI.
=> departure: Kwame Boateng @ Anthropic
=> departure: Lotte Kessler @ Anthropic
=> founding: Kwame Boateng @ Tarn AI
=> founding: Lotte Kessler @ Tarn AI
"""

JOINING = """
Cohere's newest hire is Elif Yildiz, who will run its Zurich office.
=> hire: Elif Yildiz @ Cohere
Elif Yildiz started at Anthropic this week as a research engineer.
=> hire: Elif Yildiz @ Anthropic
Elif Yildiz is now at Anthropic.
=> hire: Elif Yildiz @ Anthropic
Elif Yildiz has signed on with Anthropic.
=> hire: Elif Yildiz @ Anthropic
Elif Yildiz accepted a job at Anthropic.
=> hire: Elif Yildiz @ Anthropic
Elif Yildiz is headed to Anthropic.
=> hire: Elif Yildiz @ Anthropic
We are delighted that Elif Yildiz is joining Anthropic as chief of staff.
=> hire: Elif Yildiz @ Anthropic
Anthropic announced the hiring of Elif Yildiz as head of people.
=> hire: Elif Yildiz @ Anthropic
The hiring of Elif Yildiz by Anthropic closes a long search.
=> hire: Elif Yildiz @ Anthropic
Anthropic has added Elif Yildiz to its board.
=> hire: Elif Yildiz @ Anthropic
Elif Yildiz has been appointed to Anthropic's board of directors.
=> hire: Elif Yildiz @ Anthropic
Elif Yildiz, a former Airbnb executive, was tapped to lead marketing at Anthropic.
=> hire: Elif Yildiz @ Anthropic
Anthropic selected Elif Yildiz, formerly of Airbnb, as its chief marketing officer.
=> hire: Elif Yildiz @ Anthropic
Anthropic said it had brought in Elif Yildiz to oversee marketing.
=> hire: Elif Yildiz @ Anthropic
Anthropic has recruited Elif Yildiz, the Airbnb marketing chief, to oversee its brand.
=> hire: Elif Yildiz @ Anthropic
Elif Yildiz will become Anthropic's first chief marketing officer, joining from Airbnb.
=> hire: Elif Yildiz @ Anthropic
New at Anthropic: Elif Yildiz, who ran marketing at Airbnb, joins as CMO.
=> hire: Elif Yildiz @ Anthropic
Anthropic, which last month hired Elif Yildiz from Airbnb, is opening an office in Rome.
=> hire: Elif Yildiz @ Anthropic
Elif Yildiz, who joined Anthropic in 2023, leads the team.
=> hire: Elif Yildiz @ Anthropic
Since joining Anthropic, Elif Yildiz has doubled the team.
=> hire: Elif Yildiz @ Anthropic
Anthropic has brought in Elif Yildiz, Tomas Reyna and Wanda Okoro.
=> hire: Elif Yildiz @ Anthropic
=> hire: Tomas Reyna @ Anthropic
=> hire: Wanda Okoro @ Anthropic
Elif Yildiz is to join Anthropic as head of people.
=> hire: Elif Yildiz @ Anthropic
"""

POSTS = """
Cohere promotes Felix Amari to president
=> role_change: Felix Amari @ Cohere
Felix Amari, Cohere's head of sales, has been elevated to chief operating officer.
=> role_change: Felix Amari @ Cohere
Cohere elevates sales head Felix Amari to chief operating officer.
=> role_change: Felix Amari @ Cohere
Felix Amari takes the reins as Cohere CEO from Greta Solano.
=> role_change: Felix Amari @ Cohere
Greta Solano will hand over to Felix Amari, Cohere's president.
Felix Amari is moving from operations to lead research at Cohere.
=> role_change: Felix Amari @ Cohere
Cohere's chief executive, Greta Solano, will become executive chair.
=> role_change: Greta Solano @ Cohere
Greta Solano is stepping back from day-to-day duties at Cohere but will stay on as chair.
=> role_change: Greta Solano @ Cohere
Greta Solano will step down as Cohere's chief executive and become an adviser to the company.
=> role_change: Greta Solano @ Cohere
Cohere founder Greta Solano hands the CEO job to operations chief Felix Amari.
=> role_change: Felix Amari @ Cohere
Felix Amari will succeed Greta Solano as Cohere's chief executive.
=> role_change: Felix Amari @ Cohere
Cohere named its research head Felix Amari as chief scientist.
=> role_change: Felix Amari @ Cohere
Cohere has put Felix Amari in charge of robotics.
=> role_change: Felix Amari @ Cohere
Felix Amari has been promoted to senior vice president of research at Cohere.
=> role_change: Felix Amari @ Cohere
"""

RETURNING = """
OpenAI has rehired Viktor Salo, who left for Meta in May.
=> return: Viktor Salo @ OpenAI
=> departure: Viktor Salo @ OpenAI
=> hire: Viktor Salo @ Meta
Viktor Salo is back at OpenAI after a year at Cohere.
=> return: Viktor Salo @ OpenAI
Viktor Salo goes back to OpenAI
=> return: Viktor Salo @ OpenAI
Viktor Salo is heading back to OpenAI from Meta's superintelligence lab.
=> return: Viktor Salo @ OpenAI
=> departure: Viktor Salo @ Meta Superintelligence Labs
OpenAI welcomes back Viktor Salo
=> return: Viktor Salo @ OpenAI
Viktor Salo's return to OpenAI was first reported by Wired.
=> return: Viktor Salo @ OpenAI
Former OpenAI engineer Viktor Salo has rejoined the company.
=> return: Viktor Salo @ OpenAI
OpenAI lured back former research lead Viktor Salo from Anthropic.
=> return: Viktor Salo @ OpenAI
=> departure: Viktor Salo @ Anthropic
"""

FOUNDING = """
Former DeepMind scientist Oona Kivela has started an AI lab called Halcyon.
=> founding: Oona Kivela @ Halcyon
Oona Kivela is leaving Google DeepMind to launch her own AI startup.
=> departure: Oona Kivela @ Google DeepMind
=> founding: Oona Kivela @ -
Ex-OpenAI researcher Oona Kivela unveils new startup, Borealis AI.
=> founding: Oona Kivela @ Borealis AI
Oona Kivela and Bastien Roy co-founded Borealis AI in 2024.
=> founding: Oona Kivela @ Borealis AI
=> founding: Bastien Roy @ Borealis AI
Borealis AI was founded by Oona Kivela, a former OpenAI researcher.
=> founding: Oona Kivela @ Borealis AI
Borealis AI, founded last year by Oona Kivela and Bastien Roy, raised $20 million.
=> founding: Oona Kivela @ Borealis AI
=> founding: Bastien Roy @ Borealis AI
After leaving Anthropic, Oona Kivela set up Borealis AI.
=> departure: Oona Kivela @ Anthropic
=> founding: Oona Kivela @ Borealis AI
"""

NO_MOVE = """
Anthropic's Ruben Castellanos joined a panel on safety.
OpenAI CEO Dorian Vance left the stage to applause.
Dorian Vance, the former OpenAI policy chief, left Washington on Tuesday.
OpenAI is in talks to acquire Halcyon, Dorian Vance said.
Anthropic chief Greta Solano joins Davos panel
Perplexity CEO Omar Naguib steps into Google antitrust fight
Cohere launches model; Felix Amari calls it its best yet
Greta Solano's return on her Anthropic shares was tenfold.
Dorian Vance dismissed claims that OpenAI is losing money.
OpenAI chief Dorian Vance fired back at critics.
Dorian Vance hired a lawyer before his talks with OpenAI.
Anthropic sacked a contractor, Greta Solano told reporters.
Greta Solano said she has no plans to leave Anthropic.
Anthropic's Greta Solano will not leave, the company said.
Dorian Vance turned down an offer to join Anthropic.
Dorian Vance may one day return to OpenAI, friends hope.
If Dorian Vance leaves OpenAI, the deal is off.
OpenAI should fire Dorian Vance, a shareholder says
Shareholders want Dorian Vance removed from OpenAI's board.
OpenAI's Dorian Vance moves to dismiss lawsuit
Google exits weather project led by Hugo Lambert
Mistral AI moves into Hugo Lambert's old office
Elif Yildiz bought a stake in Anthropic and joined its investors.
Elif Yildiz leads Anthropic's funding round
Anthropic joins hands with Elif Yildiz's Airbnb
Chess master Viktor Salo resigns against OpenAI model
Viktor Salo quit smoking with help from ChatGPT.
Anthropic taps Google chips, Viktor Salo reports
Viktor Salo named Anthropic as his favourite company.
Claude leaves Viktor Salo speechless
OpenAI retires model named after Viktor Salo
Viktor Salo joined The Verge as an editor; he has written about OpenAI for years.
"""


@pytest.mark.parametrize(("text", "expected"), cases(LEAVING))
def test_leaving(text: str, expected: set[str]) -> None:
    """A departure, however it is worded."""
    assert moves(text) == expected


@pytest.mark.parametrize(("text", "expected"), cases(GOING_OVER))
def test_going_over(text: str, expected: set[str]) -> None:
    """From one lab to another: both halves are told."""
    assert moves(text) == expected


@pytest.mark.parametrize(("text", "expected"), cases(JOINING))
def test_joining(text: str, expected: set[str]) -> None:
    """A hire, however it is worded."""
    assert moves(text) == expected


@pytest.mark.parametrize(("text", "expected"), cases(POSTS))
def test_posts(text: str, expected: set[str]) -> None:
    """Another post in the same lab."""
    assert moves(text) == expected


@pytest.mark.parametrize(("text", "expected"), cases(RETURNING))
def test_returning(text: str, expected: set[str]) -> None:
    """Back at a former employer."""
    assert moves(text) == expected


@pytest.mark.parametrize(("text", "expected"), cases(FOUNDING))
def test_founding(text: str, expected: set[str]) -> None:
    """A company of one's own."""
    assert moves(text) == expected


@pytest.mark.parametrize("text", [text for text, _ in cases(NO_MOVE)])
def test_no_move(text: str) -> None:
    """The same words in another sense, wished for, or of another firm."""
    assert moves(text) == set()
