"""Ways to come to a lab, to be moved up in one and to start one; and the same words where nobody does."""

from __future__ import annotations

import pytest
from english_cases import cases, moves

NAMES = """
Dr. Osei has joined Cohere.
=> hire: Osei @ Cohere
Anthropic has hired Dr Osei as head of policy.
=> hire: Osei @ Anthropic
Kofi Osei ran speech at Netflix for ten years. On Monday Dr. Osei joined Cohere.
=> hire: Kofi Osei @ Cohere
Professor Osei will join Mistral AI as chief scientist.
=> hire: Osei @ Mistral AI
Lord Penhale joins Anthropic as an adviser
=> hire: Penhale @ Anthropic
Cohere has hired Sir Rupert Penhale as head of policy.
=> hire: Rupert Penhale @ Cohere
Ann Lord Joins OpenAI
=> hire: Ann Lord @ OpenAI
Yusuf al-Masri has joined Cohere.
=> hire: Yusuf al-Masri @ Cohere
Mistral AI lands B. J. Adeyemi
=> hire: B. J. Adeyemi @ Mistral AI
U.S. Senator joins OpenAI
Bob Hale Jr. has joined Cohere.
=> hire: Bob Hale @ Cohere
Cohere has hired Hugo Hale III as head of policy.
=> hire: Hugo Hale @ Cohere
Rodrigo da Silva e Souza has joined Cohere.
=> hire: Rodrigo da Silva e Souza @ Cohere
Runze He has joined Cohere.
=> hire: Runze He @ Cohere
Petrenko will open a centre in Israel and will hire ten engineers for Nvidia.
Ferrule AI opened an office in May and poached Nadia Petrenko to run it.
=> hire: Nadia Petrenko @ Ferrule AI
Joining Ferrule AI last month, Nadia Petrenko brought ten years of research with her.
=> hire: Nadia Petrenko @ Ferrule AI
"""

JOINING = """
Meta poached OpenAI's Elif Yildiz and Tomas Reyna.
=> hire: Elif Yildiz @ Meta
=> hire: Tomas Reyna @ Meta
=> departure: Elif Yildiz @ OpenAI
=> departure: Tomas Reyna @ OpenAI
Anthropic has hired OpenAI's Elif Yildiz and Tomas Reyna, a researcher at Stanford.
=> hire: Elif Yildiz @ Anthropic
=> hire: Tomas Reyna @ Anthropic
=> departure: Elif Yildiz @ OpenAI
Elif Yildiz, snatched up from Cohere by Perplexity last month, will start in June.
=> hire: Elif Yildiz @ Perplexity
=> departure: Elif Yildiz @ Cohere
Elif Yildiz has agreed to go to work for Perplexity.
=> hire: Elif Yildiz @ Perplexity
Elif Yildiz has signed on with Perplexity, along with Tomas Reyna.
=> hire: Elif Yildiz @ Perplexity
=> hire: Tomas Reyna @ Perplexity
Also moving to Cohere from Perplexity is Elif Yildiz.
=> hire: Elif Yildiz @ Cohere
=> departure: Elif Yildiz @ Perplexity
Among the researchers who have headed to xAI are Elif Yildiz and Tomas Reyna.
=> hire: Elif Yildiz @ xAI
=> hire: Tomas Reyna @ xAI
Elif Yildiz and Tomas Reyna have joined Mistral AI and Perplexity, respectively.
=> hire: Elif Yildiz @ Mistral AI
=> hire: Tomas Reyna @ Perplexity
Cohere hired Elif Yildiz and Tomas Reyna from OpenAI and Anthropic, respectively.
=> hire: Elif Yildiz @ Cohere
=> hire: Tomas Reyna @ Cohere
=> departure: Elif Yildiz @ OpenAI
=> departure: Tomas Reyna @ Anthropic
Where Elif Yildiz and Tomas Reyna joined Cohere and Meta respectively before moving to Anthropic
=> hire: Elif Yildiz @ Cohere
=> hire: Tomas Reyna @ Meta
=> hire: Elif Yildiz @ Anthropic
=> hire: Tomas Reyna @ Anthropic
=> departure: Elif Yildiz @ Cohere
=> departure: Tomas Reyna @ Meta
Elif Yildiz, who ran data at Netflix, joined as chief scientist at Cohere.
=> hire: Elif Yildiz @ Cohere
Elif Yildiz is Cohere's latest hire.
=> hire: Elif Yildiz @ Cohere
Elif Yildiz, Cohere's latest hire, spoke on Monday.
=> hire: Elif Yildiz @ Cohere
Elif Yildiz was OpenAI's first hire.
Elif Yildiz's arrival from Mistral AI gives OpenAI a fresh start.
=> hire: Elif Yildiz @ OpenAI
=> departure: Elif Yildiz @ Mistral AI
Google DeepMind is setting up a speech lab under Elif Yildiz, who joins from Cohere.
=> hire: Elif Yildiz @ Google DeepMind
=> departure: Elif Yildiz @ Cohere
Cohere's new speech lab will be led by Elif Yildiz, who joins from Perplexity.
=> hire: Elif Yildiz @ Cohere
=> departure: Elif Yildiz @ Perplexity
Three people have joined Cohere: Elif Yildiz, who ran speech; Tomas Reyna, an engineer; and Wanda Okoro.
=> hire: Elif Yildiz @ Cohere
=> hire: Tomas Reyna @ Cohere
=> hire: Wanda Okoro @ Cohere
Three people have left Cohere: Elif Yildiz, who ran speech; Tomas Reyna, an engineer; and Wanda Okoro, a designer.
=> departure: Elif Yildiz @ Cohere
=> departure: Tomas Reyna @ Cohere
=> departure: Wanda Okoro @ Cohere
Elif Yildiz was one of three Mistral AI researchers hired by OpenAI last week.
=> hire: Elif Yildiz @ OpenAI
=> departure: Elif Yildiz @ Mistral AI
Recent additions to Cohere's research team include Elif Yildiz, previously at Netflix.
=> hire: Elif Yildiz @ Cohere
Word that Elif Yildiz had joined Cohere spread quickly.
=> hire: Elif Yildiz @ Cohere
Elif Yildiz has taken up a post at Cohere.
=> hire: Elif Yildiz @ Cohere
Elif Yildiz is off to Cohere.
=> hire: Elif Yildiz @ Cohere
Elif Yildiz started a new job at Cohere on Monday.
=> hire: Elif Yildiz @ Cohere
Elif Yildiz was brought in from Cohere to run OpenAI's research.
=> hire: Elif Yildiz @ OpenAI
=> departure: Elif Yildiz @ Cohere
Elif Yildiz arrives from Cohere to run OpenAI's research.
=> hire: Elif Yildiz @ OpenAI
=> departure: Elif Yildiz @ Cohere
Elif Yildiz comes to Cohere after six years at Netflix.
=> hire: Elif Yildiz @ Cohere
Cohere's speech unit is headed by Elif Yildiz, who was hired from OpenAI in May.
=> hire: Elif Yildiz @ Cohere
=> departure: Elif Yildiz @ OpenAI
Elif Yildiz has left Cohere. Her next job will be at OpenAI.
=> hire: Elif Yildiz @ OpenAI
=> departure: Elif Yildiz @ Cohere
Cohere has secured the services of Elif Yildiz.
=> hire: Elif Yildiz @ Cohere
Welcome Elif Yildiz to Cohere!
=> hire: Elif Yildiz @ Cohere
Elif Yildiz's back at Cohere.
=> return: Elif Yildiz @ Cohere
Cohere has wooed Elif Yildiz back.
=> return: Elif Yildiz @ Cohere
OpenAI's Elif Yildiz and Tomas Reyna have joined Cohere.
=> hire: Elif Yildiz @ Cohere
=> hire: Tomas Reyna @ Cohere
=> departure: Elif Yildiz @ OpenAI
=> departure: Tomas Reyna @ OpenAI
Microsoft is building models. The tech giant has hired engineers from a startup, Ferrule AI, including Elif Yildiz.
=> hire: Elif Yildiz @ Microsoft
=> departure: Elif Yildiz @ Ferrule AI
Tomas Reyna was followed to Cohere by Elif Yildiz.
=> hire: Elif Yildiz @ Cohere
Elif Yildiz has joined Cohere, as has Tomas Reyna.
=> hire: Elif Yildiz @ Cohere
=> hire: Tomas Reyna @ Cohere
Elif Yildiz has joined Cohere. Tomas Reyna has, too.
=> hire: Elif Yildiz @ Cohere
=> hire: Tomas Reyna @ Cohere
Cohere has hired Elif Yildiz to lead research and Tomas Reyna to lead product.
=> hire: Elif Yildiz @ Cohere
=> hire: Tomas Reyna @ Cohere
Cohere hired not only Elif Yildiz but also Tomas Reyna.
=> hire: Elif Yildiz @ Cohere
=> hire: Tomas Reyna @ Cohere
Elif Yildiz takes her team from OpenAI to Cohere.
=> hire: Elif Yildiz @ Cohere
=> departure: Elif Yildiz @ OpenAI
Elif Yildiz joined Cohere and brought Tomas Reyna with her.
=> hire: Elif Yildiz @ Cohere
=> hire: Tomas Reyna @ Cohere
Elif Yildiz has left OpenAI for Meta. Tomas Reyna accompanies her in the move.
=> hire: Elif Yildiz @ Meta
=> departure: Elif Yildiz @ OpenAI
=> hire: Tomas Reyna @ Meta
=> departure: Tomas Reyna @ OpenAI
Elif Yildiz set to join Cohere
=> hire: Elif Yildiz @ Cohere
Elif Yildiz, whose hiring Cohere announced last week, spoke on Monday.
=> hire: Elif Yildiz @ Cohere
Elif Yildiz, a recent hire at Cohere, spoke on Monday.
=> hire: Elif Yildiz @ Cohere
Elif Yildiz, a recent Cohere hire, spoke on Monday.
=> hire: Elif Yildiz @ Cohere
Elif Yildiz will run Cohere's AI division, joining from OpenAI.
=> hire: Elif Yildiz @ Cohere
=> departure: Elif Yildiz @ OpenAI
Elif Yildiz, a key contributor to Gemini, has joined OpenAI.
=> hire: Elif Yildiz @ OpenAI
An engineer quit Cohere for OpenAI on Monday. The engineer, Elif Yildiz, gave no reason.
=> hire: Elif Yildiz @ OpenAI
=> departure: Elif Yildiz @ Cohere
An engineer quit Cohere for OpenAI on Monday. Elif Yildiz, an engineer at Stanford, gave the reason.
Quillon is an AI lab. Its new chief scientist is Elif Yildiz, formerly of Netflix.
=> hire: Elif Yildiz @ Quillon
As Elif Yildiz joins Cohere, her old team is being split up.
=> hire: Elif Yildiz @ Cohere
Instead of retiring, Elif Yildiz joined Cohere.
=> hire: Elif Yildiz @ Cohere
"""

POSTS = """
Cohere has appointed Felix Amari from Perplexity as its head of research.
=> hire: Felix Amari @ Cohere
=> departure: Felix Amari @ Perplexity
Netflix executive Felix Amari appointed Cohere research lead
=> hire: Felix Amari @ Cohere
Cohere has appointed a new research lead: Felix Amari, formerly of Netflix.
=> hire: Felix Amari @ Cohere
Cohere named Netflix's Felix Amari chief financial officer and Spotify's Greta Solano chief AI officer.
=> hire: Felix Amari @ Cohere
=> hire: Greta Solano @ Cohere
Stanford professor Felix Amari will become chief scientist at Cohere.
=> hire: Felix Amari @ Cohere
Computer science professor Felix Amari will become chief scientist at Cohere.
=> hire: Felix Amari @ Cohere
Nadia Petrenko, who joined Cohere in 2022 as an engineer, has been named its chief scientist.
=> hire: Nadia Petrenko @ Cohere
=> role_change: Nadia Petrenko @ Cohere
Less than a year after joining Cohere, Nadia Petrenko has been promoted to chief scientist.
=> hire: Nadia Petrenko @ Cohere
=> role_change: Nadia Petrenko @ Cohere
Nadia Petrenko, a ten-year company veteran, will run Cohere's research.
=> role_change: Nadia Petrenko @ Cohere
Nadia Petrenko steps down as Cohere's CEO. Felix Amari will take over.
=> departure: Nadia Petrenko @ Cohere
=> role_change: Felix Amari @ Cohere
Cohere is opening a speech lab. The center will be led by Felix Amari, formerly of Netflix.
=> hire: Felix Amari @ Cohere
Nadia Petrenko was VP/GM of Nvidia's AI cloud and will be replaced by Felix Amari.
=> departure: Nadia Petrenko @ Nvidia
=> role_change: Felix Amari @ Nvidia
Cohere promoted Felix Amari to president and Greta Solano to chief scientist.
=> role_change: Felix Amari @ Cohere
=> role_change: Greta Solano @ Cohere
"""

FOUNDING = """
Ferrule AI was founded by Oona Kivela – a former OpenAI engineer – and Bastien Roy.
=> founding: Oona Kivela @ Ferrule AI
=> founding: Bastien Roy @ Ferrule AI
Oona Kivela is launching an AI startup, Ferrule AI, after leaving OpenAI.
=> founding: Oona Kivela @ Ferrule AI
=> departure: Oona Kivela @ OpenAI
Oona Kivela left OpenAI with Bastien Roy to found Ferrule AI.
=> departure: Oona Kivela @ OpenAI
=> departure: Bastien Roy @ OpenAI
=> founding: Oona Kivela @ Ferrule AI
=> founding: Bastien Roy @ Ferrule AI
Oona Kivela is the co-founder of Ferrule AI, which she started after leaving OpenAI.
=> departure: Oona Kivela @ OpenAI
=> founding: Oona Kivela @ Ferrule AI
Ferrule AI was founded by Oona Kivela, who ran speech at OpenAI, and Bastien Roy, who ran data at Netflix.
=> founding: Oona Kivela @ Ferrule AI
=> founding: Bastien Roy @ Ferrule AI
Ferrule AI is led by Oona Kivela, who founded it in May.
=> founding: Oona Kivela @ Ferrule AI
Oona Kivela left OpenAI in May. Her new startup, Ferrule AI, raised $20 million.
=> departure: Oona Kivela @ OpenAI
=> founding: Oona Kivela @ Ferrule AI
Oona Kivela started Ferrule AI alongside Bastien Roy.
=> founding: Oona Kivela @ Ferrule AI
=> founding: Bastien Roy @ Ferrule AI
Oona Kivela left OpenAI to start a hedge fund.
=> departure: Oona Kivela @ OpenAI
Oona Kivela teamed up with Bastien Roy to launch Ferrule AI.
=> founding: Oona Kivela @ Ferrule AI
=> founding: Bastien Roy @ Ferrule AI
"""

LEFT_BEFORE = """
Perplexity hires former Cohere scientist Ines Okoro, who left in January
=> hire: Ines Okoro @ Perplexity
=> departure: Ines Okoro @ Cohere
Perplexity hires a group of engineers from Cohere, including former CTO Ines Okoro, who stepped down on March 2
=> hire: Ines Okoro @ Perplexity
=> departure: Ines Okoro @ Cohere
Perplexity hires AI researchers, including former Cohere CTO Ines Okoro, who stepped down in January
=> hire: Ines Okoro @ Perplexity
=> departure: Ines Okoro @ Cohere
Perplexity has hired Ines Okoro, a former Cohere scientist who quit in January.
=> hire: Ines Okoro @ Perplexity
=> departure: Ines Okoro @ Cohere
Perplexity hired Ines Okoro, who has now left the company.
=> hire: Ines Okoro @ Perplexity
=> departure: Ines Okoro @ Perplexity
Perplexity hired former Cohere scientist Ines Okoro, who left a year later.
=> hire: Ines Okoro @ Perplexity
=> departure: Ines Okoro @ Perplexity
"""

WHO_IS_MEANT = """
Perplexity hires three Cohere researchers, including Ines Okoro
=> hire: Ines Okoro @ Perplexity
=> departure: Ines Okoro @ Cohere
Perplexity hires three former Cohere researchers, including Ines Okoro
=> hire: Ines Okoro @ Perplexity
Ines Okoro, Dean of Engineering at Rice, has joined Cohere.
=> hire: Ines Okoro @ Cohere
Tencent has promoted Vera Yao Lingyu, a former OpenAI researcher, to chief AI scientist. Yao will lead infrastructure.
=> role_change: Vera Yao Lingyu @ Tencent
Perplexity opened an office with pilots at NAVER and LG CNS, poached from Cohere.
Ines Okoro, head of Tencent's AI unit, has quit. The company did not say where she is heading nor who will replace her.
=> departure: Ines Okoro @ Tencent
Ines Okoro has quit Tencent's AI unit. It is not clear when she goes or who will succeed her.
=> departure: Ines Okoro @ Tencent
Tesla chip executive Ines Okoro joins artificial intelligence startup
Nvidia engineer Ines Okoro joins AI startup as CTO
"""

NOBODY_COMES = """
Hugo Lambert decided not to join Perplexity.
Hugo Lambert might join Perplexity one day.
Hugo Lambert chose Stanford instead of joining Perplexity.
Hugo Lambert has long dreamed of joining Perplexity.
Hugo Lambert joins Perplexity's earnings call.
Hugo Lambert switched from Perplexity to Anthropic's chatbot last year.
Hugo Lambert returned to Perplexity's app after a break.
Perplexity brought in Hugo Lambert for a talk on safety.
Perplexity added Hugo Lambert to its list of creators.
Hugo Lambert took over the meeting from Perplexity's lawyers.
Hugo Lambert set up a call with Perplexity.
Hugo Lambert took over the account from Perplexity.
Hugo Lambert joined Perplexity's affiliate programme.
Hugo Lambert heads to Perplexity's headquarters for a meeting.
Perplexity lured Hugo Lambert into a debate.
Hugo Lambert accompanied Perplexity's chief to the White House.
Hugo Lambert is the right choice to lead Perplexity.
Hugo Lambert, Perplexity's chief scientist, announced the appointment at a conference.
A judge ruled that Hugo Lambert may start work at Perplexity.
"""


@pytest.mark.parametrize(("text", "expected"), cases(NAMES))
def test_names(text: str, expected: set[str]) -> None:
    """Titles, articles and initials of names, and firms that a sentence opens with."""
    assert moves(text) == expected


@pytest.mark.parametrize(("text", "expected"), cases(JOINING))
def test_joining(text: str, expected: set[str]) -> None:
    """One verb or noun of coming for several people, several labs, or the other way round."""
    assert moves(text) == expected


@pytest.mark.parametrize(("text", "expected"), cases(LEFT_BEFORE))
def test_left_before(text: str, expected: set[str]) -> None:
    """Whoever is hired left the lab before, not the one that hires, unless that came later."""
    assert moves(text) == expected


@pytest.mark.parametrize(("text", "expected"), cases(WHO_IS_MEANT))
def test_who_is_meant(text: str, expected: set[str]) -> None:
    """A title, an acronym or an open question is nobody; the middle of a name is its bearer; a startup no employer."""
    assert moves(text) == expected


@pytest.mark.parametrize(("text", "expected"), cases(POSTS))
def test_posts(text: str, expected: set[str]) -> None:
    """Whoever takes up a post from outside is hired, from inside changes the post."""
    assert moves(text) == expected


@pytest.mark.parametrize(("text", "expected"), cases(FOUNDING))
def test_founding(text: str, expected: set[str]) -> None:
    """Everybody who founds is named, whatever stands between."""
    assert moves(text) == expected


@pytest.mark.parametrize("text", [text for text, _ in cases(NOBODY_COMES)])
def test_nobody_comes(text: str) -> None:
    """Not wanted, not yet, or nothing that one works for."""
    assert moves(text) == set()
