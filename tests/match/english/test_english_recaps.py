"""What shake-ups and round-ups say in passing: lists of one verb, followers, arrows, brackets, "the company"."""

from __future__ import annotations

import pytest
from english_cases import articles, cases, mentions, moves

NAMES = """
Dr Henrike Voss has left Anthropic.
=> departure: Henrike Voss @ Anthropic
Mr Bram Oduya has joined Cohere. So has Mrs Tamsin Hale.
=> hire: Bram Oduya @ Cohere
=> hire: Tamsin Hale @ Cohere
Liwei (Tony) Zhang, who led the reasoning team, has quit xAI.
=> departure: Liwei Zhang @ xAI
OpenAI has hired Marcus "Ronnie" Adeyemi, an economist at Yale.
=> hire: Marcus Adeyemi @ OpenAI
Cohere's chief scientist and University of Leeds professor Nadia Brandt has quit.
=> departure: Nadia Brandt @ Cohere
Gen Digital has hired a chief executive.
"""

LISTS = """
Cohere lost two of them this week: Ada Kornfeld, who ran the robotics group, and engineers Lars Holm and Mei Tan.
=> departure: Ada Kornfeld @ Cohere
=> departure: Lars Holm @ Cohere
=> departure: Mei Tan @ Cohere
Recent xAI departures include counsel Ruth Egan, head of product Ivo Lang and CFO Dev Nair, who left for OpenAI.
=> departure: Dev Nair @ xAI
=> departure: Ivo Lang @ xAI
=> departure: Ruth Egan @ xAI
=> hire: Dev Nair @ OpenAI
Petra Quist left xAI in March, followed by Amos Bell and Sanjay Rao.
=> departure: Amos Bell @ xAI
=> departure: Petra Quist @ xAI
=> departure: Sanjay Rao @ xAI
Mustafa Aydin, head of AI at Microsoft, has poached several researchers from Google DeepMind, including Lea Roth and
Tim Oster, as well as Paolo Nervi, a speech expert.
=> departure: Lea Roth @ Google DeepMind
=> departure: Paolo Nervi @ Google DeepMind
=> departure: Tim Oster @ Google DeepMind
=> hire: Lea Roth @ Microsoft
=> hire: Paolo Nervi @ Microsoft
=> hire: Tim Oster @ Microsoft
Departures from OpenAI have worried Ann Kovac and Ben Alder.
Noteworthy shifts include Ingrid Solheim from OpenAI to Anthropic.
=> departure: Ingrid Solheim @ OpenAI
=> hire: Ingrid Solheim @ Anthropic
Several moves this week: Ingrid Solheim | OpenAI → Anthropic
=> departure: Ingrid Solheim @ OpenAI
=> hire: Ingrid Solheim @ Anthropic
Ingrid Solheim (Cohere → Mistral AI)
=> departure: Ingrid Solheim @ Cohere
=> hire: Ingrid Solheim @ Mistral AI
They are leaving OpenAI, following departures from top scientists Noel Farrow and Jan Peeters.
=> departure: Jan Peeters @ OpenAI
=> departure: Noel Farrow @ OpenAI
"""

POSTS = """
Silas Werner, a co-founder of OpenAI, has stepped into the CEO role at Lattice AI, a startup he founded in 2024.
=> founding: Silas Werner @ Lattice AI
=> role_change: Silas Werner @ Lattice AI
Silas Werner, a co-founder of OpenAI, has been named CEO of his AI startup Lattice AI.
=> role_change: Silas Werner @ Lattice AI
Anthropic introduced Greta Lindqvist as its new chief technology officer.
=> hire: Greta Lindqvist @ Anthropic
Greta Lindqvist, who served as Cohere's CTO until last week, has joined Mistral AI.
=> departure: Greta Lindqvist @ Cohere
=> hire: Greta Lindqvist @ Mistral AI
Greta Lindqvist served as the vice president of research at Cohere.
Google's AI chief Anders Moe is stepping down from his role to take on a research position as principal scientist.
=> role_change: Anders Moe @ Google
HSBC has appointed Dana Wright to the post of chief AI officer, and its bankers use OpenAI.
Her role at Anthropic is being split in two, with Ida Holm taking over research.
=> role_change: Ida Holm @ Anthropic
Ida Holm returns to lead Anthropic.
=> return: Ida Holm @ Anthropic
OpenAI promoted Hal Ito in March. Ito joined OpenAI in 2019.
=> hire: Hal Ito @ OpenAI
=> role_change: Hal Ito @ OpenAI
"""

UNREAL = """
Mira Holt isn't the only researcher to leave OpenAI.
=> departure: Mira Holt @ OpenAI
Mira Holt isn't leaving OpenAI.
Mira Holt almost joined Anthropic.
Mira Holt, who was offered a post at OpenAI, declined the offer, joining Anthropic instead.
=> hire: Mira Holt @ Anthropic
Mira Holt declined an offer to join Anthropic.
DeepMind's Karl Ambros became its first loss when he left this summer for a period of extended leave.
Lena Frost worked at OpenAI and other labs before joining Anthropic.
=> hire: Lena Frost @ Anthropic
"""


@pytest.mark.parametrize(("text", "expected"), cases(NAMES.replace("\nTim", " Tim")))
def test_names_with_titles_and_nicknames(text: str, expected: set[str]) -> None:
    """A title without a full stop and a nickname in brackets are no part of the name."""
    assert moves(text) == expected


@pytest.mark.parametrize(("text", "expected"), cases(LISTS.replace("\nTim", " Tim")))
def test_lists_and_recaps(text: str, expected: set[str]) -> None:
    """Several people told of one verb, with asides between them, and who followed whom."""
    assert moves(text) == expected


@pytest.mark.parametrize(("text", "expected"), cases(POSTS))
def test_posts_in_a_reshuffle(text: str, expected: set[str]) -> None:
    """Founders who take up a post are at home; what somebody once served as is no news."""
    assert moves(text) == expected


@pytest.mark.parametrize(("text", "expected"), cases(UNREAL))
def test_what_did_not_quite_happen(text: str, expected: set[str]) -> None:
    """ "Almost", "not the only one", offers declined for another lab, a leave of absence."""
    assert moves(text) == expected


ARTICLES = """
T: Apple loses a fourth scientist to Meta
Apple has lost its fourth researcher in a month to Meta. The latest, Bela Novak, joins Meta's superintelligence team.
Novak follows Iris Chen, who ran the models group.
=> departure: Bela Novak @ Apple
=> departure: Iris Chen @ Apple
=> hire: Bela Novak @ Meta
=> hire: Iris Chen @ Meta

T: Lattice Labs loses founders to Meta
Co-founder Orla Finch left for Meta last year. The company has hired Piet Haan, a compiler engineer.
=> departure: Orla Finch @ Lattice Labs
=> hire: Orla Finch @ Meta
=> hire: Piet Haan @ Lattice Labs

T: A new head of research
Ulla Berg has joined Anthropic from OpenAI. Her departure underscores tensions inside the older lab.
=> departure: Ulla Berg @ OpenAI
=> hire: Ulla Berg @ Anthropic

T: OpenAI researcher goes to Anthropic
Ulla Berg, a researcher at OpenAI, has left for Anthropic. In her goodbye post, Berg thanked the team.
=> departure: Ulla Berg @ OpenAI
=> hire: Ulla Berg @ Anthropic

T: Shake-up at Lattice Labs
Lattice Labs, a startup founded by former OpenAI researcher Silas Werner, is losing two of its co-founders, Orla Finch
and Piet Haan, who are returning to OpenAI.
=> departure: Orla Finch @ Lattice Labs
=> departure: Piet Haan @ Lattice Labs
=> founding: Silas Werner @ Lattice Labs
=> return: Orla Finch @ OpenAI
=> return: Piet Haan @ OpenAI

T: Search for a research chief
Amazon's video chief has moved to London. Apple is hiring a scientist as its first director of AI research. Timo
Kessel, a professor at Carnegie Mellon University, will assume the new position.
=> hire: Timo Kessel @ Apple

T: After Google
And the startup Kessel left Google DeepMind to launch is worth $2 billion. Timo Kessel's company, called Nimbus AI, has
forty people.
=> departure: Timo Kessel @ Google DeepMind

T: Prize
Ulla Berg, an AI pioneer, announced she was leaving Anthropic. Her destination: Cohere.
=> departure: Ulla Berg @ Anthropic
=> hire: Ulla Berg @ Cohere

T: Boss steps aside
Anders Moe, who leads AI at Google, is leaving his post. Moe will stay at Google.
=> role_change: Anders Moe @ Google

T: Two more go
The most prominent was Edda Falk, who left xAI in May. Jonas Reit followed in June.
=> departure: Edda Falk @ xAI
=> departure: Jonas Reit @ xAI
"""


@pytest.mark.parametrize(("title", "text", "expected"), articles(ARTICLES))
def test_articles(title: str | None, text: str, expected: set[str]) -> None:
    """What a sentence leaves out is told by the headline, the sentence before, or whoever loses people."""
    assert moves(text, title) == expected


def test_a_known_lab_that_somebody_founded_on_no_day_is_no_news() -> None:
    """ "Who co-founded Anthropic" says who somebody is; with its day, or of a lab that nobody lists, it is told."""
    [told] = mentions("Lea Roth, who runs research at Meta, co-founded Anthropic.")
    assert (told.kind, told.fresh) == ("founding", False)
    [told] = mentions("Lea Roth co-founded Anthropic on Monday.")
    assert told.fresh
