"""Whom brackets, appositions, participles and lists mean."""

from __future__ import annotations

import pytest
from english_cases import articles, cases, mentions, moves

SENTENCES = """
Ruth Adler, who is now at Anthropic, says the benchmark is flawed.
Had Ruth Adler left Cohere a year earlier, she would have missed the windfall.
Ruth Adler says she is open to joining Cohere.
Cohere has replaced its founder and chief executive, Ruth Adler, with Osman Keller, formerly of Stripe.
=> departure: Ruth Adler @ Cohere
=> hire: Osman Keller @ Cohere
Cohere has replaced finance chief Ruth Adler after nine months.
=> departure: Ruth Adler @ Cohere
Cohere forced out her predecessor, Ruth Adler, last September.
=> departure: Ruth Adler @ Cohere
Fourteen engineers have left Cohere for Mistral. They include Ruth Adler, the first of them, and Osman Keller.
=> departure: Ruth Adler @ Cohere
=> departure: Osman Keller @ Cohere
Lena Brandt will be joined at Cohere by Ruth Adler, poached from Mistral, and by Osman Keller.
=> hire: Ruth Adler @ Cohere
=> departure: Ruth Adler @ Mistral AI
=> hire: Osman Keller @ Cohere
Among them were Lena Brandt, Ruth Adler and Osman Keller (who left Cohere to join Mistral).
=> departure: Osman Keller @ Cohere
=> hire: Osman Keller @ Mistral AI
Ruth Adler is leaving Cohere along with Osman Keller to start Larkspur AI.
=> departure: Ruth Adler @ Cohere
=> departure: Osman Keller @ Cohere
=> founding: Ruth Adler @ Larkspur AI
=> founding: Osman Keller @ Larkspur AI
Ruth Adler follows Osman Keller and Lena Brandt out of the door at Cohere.
=> departure: Ruth Adler @ Cohere
=> departure: Osman Keller @ Cohere
=> departure: Lena Brandt @ Cohere
Ruth Adler, a chemist and computer scientist who once sang beside Osman Keller, said she is leaving Cohere.
=> departure: Ruth Adler @ Cohere
Cohere's newest signing, Ruth Adler, has asked for another desk.
=> hire: Ruth Adler @ Cohere
Cohere has hired former Stripe and Mistral executive Ruth Adler.
=> hire: Ruth Adler @ Cohere
Cohere has named Ruth Adler, a former Stripe executive, its first chief scientist.
=> hire: Ruth Adler @ Cohere
Cohere, one of the bidders, has recruited Ruth Adler.
=> hire: Ruth Adler @ Cohere
Ruth Adler went to the Claude developer from Stripe.
=> hire: Ruth Adler @ Anthropic
Ruth Adler quit Cohere's search team last fall.
=> departure: Ruth Adler @ Cohere
Ruth Adler is leaving Cohere less than two years after she came.
=> departure: Ruth Adler @ Cohere
The exit of a third, the scientist Ruth Adler, was announced by Cohere.
=> departure: Ruth Adler @ Cohere
Ruth Adler, who herself left Cohere in the spring, agrees.
=> departure: Ruth Adler @ Cohere
Ruth Adler, Policy chief, Cohere → Chief of staff, Mistral
=> departure: Ruth Adler @ Cohere
=> hire: Ruth Adler @ Mistral AI
Ruth Adler: out at Cohere.
=> departure: Ruth Adler @ Cohere
Ruth Adler relinquished her post as Cohere's chief scientist and left the company.
=> departure: Ruth Adler @ Cohere
Ruth Adler gave notice to Cohere in March.
=> departure: Ruth Adler @ Cohere
Ruth Adler is no longer serving as head of safety at Cohere, though she remains at the company.
=> role_change: Ruth Adler @ Cohere
Ruth Adler and the Fennel team are joining Cohere.
=> hire: Ruth Adler @ Cohere
Cohere announced the appointment of Ruth Adler and Osman Keller, its research heads, as chief executives.
=> role_change: Ruth Adler @ Cohere
=> role_change: Osman Keller @ Cohere
Ruth Adler will co-lead Cohere's Zurich lab with Osman Keller.
=> role_change: Ruth Adler @ Cohere
=> role_change: Osman Keller @ Cohere
An engineer was placed on paid leave at Cohere, Ruth Adler said.
Ruth Adler's recruitment spree at Cohere goes on.
"Leaving after a year is odd because she was hired to stay at Cohere," said Ruth Adler.
Ruth Adler rejoins Cohere after a two-year stint at Mistral.
=> return: Ruth Adler @ Cohere
There is no truth to reports that Ruth Adler is leaving Cohere.
Ruth Adler has accepted an offer to join Cohere.
=> hire: Ruth Adler @ Cohere
Ruth Adler accepted an offer from Cohere.
=> hire: Ruth Adler @ Cohere
Ruth Adler will transition to an advisory role at Cohere.
=> role_change: Ruth Adler @ Cohere
Ruth Adler will hand over the reins of Cohere to Osman Keller.
=> role_change: Osman Keller @ Cohere
"Ruth Adler is CEO, Ruth Adler will be CEO tomorrow," said Cohere.
Cohere presented a new team, which will be helmed by Ruth Adler, formerly of Mistral.
=> hire: Ruth Adler @ Cohere
Ruth Adler, the technology chief of Cohere, is stepping back from day-to-day work and will become a part-time adviser.
=> role_change: Ruth Adler @ Cohere
Cohere's operating chief, Ruth Adler, left that position for a new role.
=> role_change: Ruth Adler @ Cohere
Ruth Adler, a renowned security expert, has been appointed to Cohere's safety council.
=> hire: Ruth Adler @ Cohere
Following his departure, finance chief Ruth Adler will lead Cohere as interim chief executive.
=> role_change: Ruth Adler @ Cohere
Weeks after her departure, Ruth Adler is back at Cohere.
=> departure: Ruth Adler @ Cohere
=> return: Ruth Adler @ Cohere
Osman Keller joined Cohere in 2016 and served as head of Cohere's speech team until 2019.
=> hire: Osman Keller @ Cohere
Ruth Adler said she would continue to serve as Cohere's chief executive.
Ruth Adler, Cohere's research chief, is moving to Cohere's new lab in Paris.
=> role_change: Ruth Adler @ Cohere
The research team led by Ruth Adler, Cohere's chief scientist, will move to Cohere's new lab.
Former Corvane, Cohere executive Ruth Adler has joined Anthropic.
=> hire: Ruth Adler @ Anthropic
The exit of Osman Keller, who is known for founding the map maker Tarn, has shaken Cohere.
=> departure: Osman Keller @ Cohere
Osman Keller, a Cohere researcher, ran a bakery; before that, he founded Tarn.
Osman Keller, who runs speech at Cohere, goes on leave in May. While he's out, vice president Ruth Adler fills in.
=> role_change: Ruth Adler @ Cohere
Ruth Adler, Cohere's operating chief, is stepping down from her role and moving into a new one at the company.
=> role_change: Ruth Adler @ Cohere
Cohere also split with its revenue chief, Ruth Adler, two people said.
=> departure: Ruth Adler @ Cohere
Osman Keller left Cohere for Mistral AI, with colleagues Ruth Adler and Lena Brandt following him to Mistral AI in May.
=> departure: Osman Keller @ Cohere
=> departure: Ruth Adler @ Cohere
=> departure: Lena Brandt @ Cohere
=> hire: Osman Keller @ Mistral AI
=> hire: Ruth Adler @ Mistral AI
=> hire: Lena Brandt @ Mistral AI
Ruth Adler is co-founding and co-leading an AI startup called Ostara Labs.
=> founding: Ruth Adler @ Ostara Labs
Cohere fired and then rehired Ruth Adler.
=> departure: Ruth Adler @ Cohere
=> return: Ruth Adler @ Cohere
Ruth Adler resigned and joined Cohere.
=> hire: Ruth Adler @ Cohere
Apple Robotics AI Lead Ruth Adler joins Cohere
=> departure: Ruth Adler @ Apple
=> hire: Ruth Adler @ Cohere
Cohere researcher Ruth Adler joins Tarn as chief scientist.
=> departure: Ruth Adler @ Cohere
Cohere's Ruth Adler joins Tarn on stage.
Ruth Adler, a Leeds professor, joins Tarn as chief scientist.
"""

TEXTS = """
T: Who is joining Cohere
¶ Here is a look at the researchers joining Cohere's team:
¶ - Ruth Adler: worked on search at Mistral. She built its index.
¶ - Osman Keller, a former Stripe engineer who wrote books
¶ - Lena Brandt - co-created a compiler
=> hire: Ruth Adler @ Cohere
=> hire: Osman Keller @ Cohere
=> hire: Lena Brandt @ Cohere

T: Digest
The story was first told by The Courier.Ruth Adler is leaving Cohere.
=> departure: Ruth Adler @ Cohere

T: Digest
The news spread on X. Ruth Adler is leaving Cohere.
=> departure: Ruth Adler @ Cohere

T: A correction
Last week I wrote that Ruth Adler had joined Cohere. She hasn't.

T: An exodus
Three Cohere executives announced their departures in April. They were Ruth Adler, who ran search, Osman Keller, its
chief counsel, and Lena Brandt, who led sales.
=> departure: Ruth Adler @ Cohere
=> departure: Osman Keller @ Cohere
=> departure: Lena Brandt @ Cohere

T: A raid
Mistral has signed two from a rival. Cohere has lost a number of engineers. Among them is Ruth Adler.
=> departure: Ruth Adler @ Cohere

T: Qwen's bad week
Ruth Adler left Cohere. Several other Cohere engineers also announced their departure, such as:
¶ - Osman Keller: led the code models
=> departure: Ruth Adler @ Cohere
=> departure: Osman Keller @ Cohere

T: Nimbus Mind seeks a chief
Nimbus Mind, the speech-AI company, forced out Ruth Adler last year.
=> departure: Ruth Adler @ Nimbus Mind

T: Mistral loses another researcher to Cohere: Ruth Adler
The two firms said no more.
=> departure: Ruth Adler @ Mistral AI
=> hire: Ruth Adler @ Cohere

T: A memo, annotated
¶ I am glad to say who will be joining us:
¶ - Ruth Adler - worked on search at Mistral
¶ - Osman Keller - led sales at Cohere

T: A chief makes room
Cohere has replaced its chief, Ruth Adler, with Osman Keller, formerly of Stripe. Adler becomes chair of Cohere.
=> role_change: Ruth Adler @ Cohere
=> hire: Osman Keller @ Cohere

T: Larkspur
Larkspur , a new AI lab co-founded by Ruth Adler and Osman Keller, has raised money.
=> founding: Ruth Adler @ Larkspur
=> founding: Osman Keller @ Larkspur

T: Leavers
Osman Keller said on Monday that he was leaving Cohere. Less than a day later, Ruth Adler followed.
=> departure: Osman Keller @ Cohere
=> departure: Ruth Adler @ Cohere

T: More leavers
Osman Keller left Cohere on Monday. He was followed by former Stripe engineer Ruth Adler.
=> departure: Osman Keller @ Cohere
=> departure: Ruth Adler @ Cohere
"""


@pytest.mark.parametrize(("text", "expected"), cases(SENTENCES))
def test_sentence(text: str, expected: set[str]) -> None:
    """Nobody but those who move, and each where the sentence has them."""
    assert moves(text) == expected


@pytest.mark.parametrize(("title", "text", "expected"), articles(TEXTS))
def test_text(title: str | None, text: str, expected: set[str]) -> None:
    """Lists below a heading, sentences without a space between, a claim taken back."""
    assert moves(text, title) == expected


def test_the_role_is_the_post_that_says_most() -> None:
    """Of two posts told of one person; and of a team to come, its head."""
    text = "Ruth Adler, one of the leading figures of search, was chief scientist at Cohere. She left Cohere on Monday."
    assert [m.role for m in mentions(text)] == ["chief scientist"]
    (led,) = mentions("Cohere presented a new search team, which will be led by Ruth Adler, formerly of Mistral.")
    assert led.role == "head of new search team"


def test_a_post_ends_before_the_firm() -> None:
    """Of "co-founder of the AI startup A" the post is the co-founder's."""
    (left,) = mentions("Ruth Adler, a co-founder of the AI startup Larkspur Labs, is leaving it.")
    assert left.role == "co-founder"
