"""Who is meant by "he", "its" or "the company" where one leaves, comes back or is hired, and lists with semicolons."""

from __future__ import annotations

import pytest
from english_cases import articles, cases, mentions, moves

SENTENCES = """
Petra Quist, co-founder and CEO of Cohere, has joined Anthropic.
=> departure: Petra Quist @ Cohere
=> hire: Petra Quist @ Anthropic
Petra Quist, co-founder of Cohere, has joined Anthropic's board.
=> hire: Petra Quist @ Anthropic
Anthropic has appointed Dana Wright, former CFO of Siemens.
=> hire: Dana Wright @ Anthropic
Anthropic was appointed as a supplier by Dana Wright, former CFO of Siemens.
Hal Ito is making a return to OpenAI.
=> return: Hal Ito @ OpenAI
Hal Ito's book is making a return to OpenAI's library.
Hal Ito is returning to OpenAI after leaving the company in 2023.
=> departure: Hal Ito @ OpenAI
=> return: Hal Ito @ OpenAI
Qwen (Qianwen) researcher Lea Roth has left Alibaba.
=> departure: Lea Roth @ Alibaba
Ada Kornfeld, who serves as the CTO of Cohere, spoke on Monday.
Cohere's former CEO, Petra Quist, is now leading Google's AI safety team.
=> hire: Petra Quist @ Google
Anthropic's head of safety, Petra Quist, is now leading a review of its models.
I spoke to Petra Quist, the new chief product officer at Anthropic, in May.
=> hire: Petra Quist @ Anthropic
Cohere's new chief of staff, Petra Quist, spoke in May. Quist was head of safety at Cohere before.
=> role_change: Petra Quist @ Cohere
Petra Quist, chief executive of a new startup, spoke at OpenAI in May.
Lea Roth, Amos Bell and Sanjay Rao - who have since quit - did not sign the letter to OpenAI.
=> departure: Amos Bell @ OpenAI
=> departure: Lea Roth @ OpenAI
=> departure: Sanjay Rao @ OpenAI
She left Cohere. Jon Jansen has stepped in as the new CTO of Lime, a scooter firm.
Mei Tan left Cohere to lead Google's language model effort.
=> departure: Mei Tan @ Cohere
=> hire: Mei Tan @ Google
The board of xAI handed Mei Tan her walking papers.
=> departure: Mei Tan @ xAI
Mei Tan left xAI, due to the company's move away from research.
=> departure: Mei Tan @ xAI
Mei Tan goes from research leader at xAI to startup founder.
Mei Tan left xAI after a long stint at Google, where she eventually became head of speech.
=> departure: Mei Tan @ xAI
Petra Quist, co-founder and CEO of Cohere, is joining Mistral AI's board.
=> hire: Petra Quist @ Mistral AI
Petra Quist, chief executive of Cohere, has joined Anthropic as an adviser.
=> hire: Petra Quist @ Anthropic
Lea Roth, a researcher at OpenAI, has resigned from the parish council.
Mei Tan is considering leaving xAI.
Mei Tan led OpenAI's efforts in robotics before returning to Google.
=> return: Mei Tan @ Google
Lea Roth, founder of Norwegian AI startup Kestrel, has stepped down.
=> departure: Lea Roth @ Kestrel
Lea Roth, president of Japanese AI developer Kestrel, has stepped down.
=> departure: Lea Roth @ Kestrel
Lea Roth, chief executive of Oslo-born AI company Kestrel, resigned on Monday.
=> departure: Lea Roth @ Kestrel
When Lea Roth joined OpenAI's data team, a day of hers meant debugging a failure and then moving on.
=> hire: Lea Roth @ OpenAI
Lea Roth is leaving OpenAI and moving on.
=> departure: Lea Roth @ OpenAI
Lea Roth, who led a team at Cohere, wrote on Monday that the company had forced her out.
=> departure: Lea Roth @ Cohere
Lea Roth said Cohere let her go in May.
=> departure: Lea Roth @ Cohere
Lea Roth handed in her notice at Cohere.
=> departure: Lea Roth @ Cohere
Lea Roth, head of speech at Cohere, has put in her papers.
=> departure: Lea Roth @ Cohere
Cohere's Lea Roth puts in papers.
=> departure: Lea Roth @ Cohere
Cohere's Lea Roth put her papers online.
Google has hired former Cohere AI researcher Lea Roth, who left the startup in May.
=> departure: Lea Roth @ Cohere
=> hire: Lea Roth @ Google
Apple has hired Lea Roth, a former Google scientist who left the search giant amid turmoil in its AI group.
=> departure: Lea Roth @ Google
=> hire: Lea Roth @ Apple
Tamber AI Inc. has hired Lea Roth as its counsel.
=> hire: Lea Roth @ Tamber AI
Lea Roth has left Tamber Labs Inc to rest.
=> departure: Lea Roth @ Tamber Labs
Cohere-alumna Lea Roth joins OpenAI.
=> hire: Lea Roth @ OpenAI
"""

ARTICLES = """
T: A clinic group and its AI
Marlow Clinic, which has nine wards, bought tools from Microsoft and hired Lea Roth as its chief AI officer.
Roth joins from the Dunmore Hospital. Amos Bell, who had led the trials, retires in December.

T: A laboratory and its head
Mercer University has appointed Lea Roth as director of its Computer Science and AI Laboratory. Roth sits on the
advisory board of Adept.

T: A town and its head of AI
The town of Marl has named Lea Roth head of its AI office. She advises Cohere.

T: The board of Cohere
Cohere is to have a new head. The board has named Lea Roth chief executive.
=> hire: Lea Roth @ Cohere

T: Cohere loses one of its engineers
Cohere has lost one of its engineers. Kestrel Labs, a robotics startup, has also taken on Amos Bell and the roboticist
Lea Roth.
=> hire: Amos Bell @ Kestrel Labs
=> hire: Lea Roth @ Kestrel Labs

T: A founder goes
Mei Tan, the co-founder of Kestrel Labs, told her staff that she was done. The reins pass to Amos Bell. He has been
with the firm for years and becomes chief executive at once.
=> role_change: Amos Bell @ Kestrel Labs

T: Where they went
With Mei Tan gone to Meta, Cohere is rebuilding. Amos Bell, who led the evaluation unit, followed Tan out the door.
=> hire: Mei Tan @ Meta
=> departure: Mei Tan @ Cohere
=> departure: Amos Bell @ Cohere

T: Sarvam
Lea Roth has left Sarvam AI. An IIT Kanpur alumna, she is expected to be relieved of duty by March.
South African engineers praised her.
=> departure: Lea Roth @ Sarvam AI

T: Lattice Labs founders go
Lattice Labs's co-founder Orla Finch has left the company to join Meta. Piet Haan, the other co-founder, is also
joining Meta.
=> departure: Orla Finch @ Lattice Labs
=> departure: Piet Haan @ Lattice Labs
=> hire: Orla Finch @ Meta
=> hire: Piet Haan @ Meta

T: New counsel
Cohere has hired Ruth Egan as its counsel, after she resigned from OpenAI in March.
=> departure: Ruth Egan @ OpenAI
=> hire: Ruth Egan @ Cohere

T: xAI
Other exits from xAI this year included counsel Ruth Egan, head of sales Ivo Lang and co-founder Mei Tan; research
engineer Amos Bell; and co-founder Sanjay Rao.
=> departure: Amos Bell @ xAI
=> departure: Ivo Lang @ xAI
=> departure: Mei Tan @ xAI
=> departure: Ruth Egan @ xAI
=> departure: Sanjay Rao @ xAI

T: Two founders of Lattice Labs return to OpenAI
Lattice Labs lost two of its co-founders this week. Orla Finch, the technology chief, is gone. So is Piet Haan.
=> departure: Orla Finch @ Lattice Labs
=> departure: Piet Haan @ Lattice Labs

T: Key people leave Cohere
Members of its research team have resigned from Cohere. The departing researchers include Lars Holm, who led it, as well
as Bela Novak.
=> departure: Bela Novak @ Cohere
=> departure: Lars Holm @ Cohere

T: Founders keep leaving OpenAI
Another co-founder who played a key role, Hal Ito, announced his resignation and moved to Anthropic. Amos Bell, who
worked at Meta, Uber and Airtable, also left the company.
=> departure: Amos Bell @ OpenAI
=> departure: Hal Ito @ OpenAI
=> hire: Hal Ito @ Anthropic

T: Lattice Labs names a chief executive
Lattice Labs has named its new chief executive, Orla Finch.
=> hire: Orla Finch @ Lattice Labs

T: Cohere faces a string of exits
Bram Oduya's exit is one of several from Cohere, following other notable figures in the company such as Lea Roth and
Jan Moll. Mistral AI has brought on the director Noel Farrow to its board.
=> departure: Bram Oduya @ Cohere
=> hire: Noel Farrow @ Mistral AI

T: Cohere
With the departure of notable people like Lea Roth and Jan Moll, Cohere is short of managers.
=> departure: Jan Moll @ Cohere
=> departure: Lea Roth @ Cohere

T: Cohere fills its top ranks
Cohere hired Lea Roth in May. The company has been filling top positions, including Jan Moll as CFO and Noel Farrow as
chief economist.
=> hire: Jan Moll @ Cohere
=> hire: Lea Roth @ Cohere
=> hire: Noel Farrow @ Cohere

T: Anthropic's head of policy retires
Ida Holm, Anthropic's head of policy, will retire in spring. She will be replaced by Hal Ito, a lawyer. Ito left Cohere
in July.
=> departure: Hal Ito @ Cohere
=> departure: Ida Holm @ Anthropic
=> hire: Hal Ito @ Anthropic

T: Lattice Labs raises money for a chatbot
The startup wants to build a chatbot like OpenAI's. The company was founded by Orla Finch.
=> founding: Orla Finch @ Lattice Labs

T: Here's how a startup hires
Lea Roth joined the AI company in May. Here's how she works at Cohere.
=> hire: Lea Roth @ Cohere

T: Cohere's interim chief
Cohere's new interim CEO, Jan Moll, spoke on Monday. It comes on the heels of its former CEO, Lea Roth, departing to
lead a unit at Meta.
=> departure: Lea Roth @ Cohere
=> role_change: Jan Moll @ Cohere

T: A new job
Nils Aker left Cohere in May. Aker's new employer is Anthropic. His former employer is Cohere.
=> departure: Nils Aker @ Cohere
=> hire: Nils Aker @ Anthropic

T: A raid
Meta has poached a group of researchers from Cohere. This group includes Lars Holm and Bela Novak.
=> departure: Bela Novak @ Cohere
=> departure: Lars Holm @ Cohere
=> hire: Bela Novak @ Meta
=> hire: Lars Holm @ Meta
"""


@pytest.mark.parametrize(("text", "expected"), cases(SENTENCES))
def test_goings_and_comings(text: str, expected: set[str]) -> None:
    """A founder who runs the firm leaves it on moving; brackets, returns and efforts that are no news."""
    assert moves(text) == expected


@pytest.mark.parametrize(("title", "text", "expected"), articles(ARTICLES))
def test_goings_in_articles(title: str | None, text: str, expected: set[str]) -> None:
    """The sentence before says from where, and a list goes on behind the semicolon."""
    assert moves(text, title) == expected


def test_the_post_held_where_one_leaves() -> None:
    """Of two posts a departure tells the one at the lab left, never one held elsewhere."""
    told = mentions("Petra Quist, a professor at Yale and head of safety at Cohere, has left Cohere.")
    assert [(m.kind.value, m.role) for m in told] == [("departure", "head of safety")]


ROLES = """
Meta has hired Lea Roth from Cohere. Roth will lead the safety team.
=> hire: head of safety team
=> departure: None
Lea Roth, OpenAI's new chief economist, joined in May.
=> hire: chief economist
Jan Peeters is joining OpenAI. Peeters's official title will be vice president of AI.
=> hire: vice president of AI
Anthropic recruited Lea Roth for $14.5 billion to serve as chief AI officer.
=> hire: chief AI officer
Lea Roth's shift to Mistral AI as vice president of engineering is a signal.
=> hire: vice president of engineering
Fellow xAI co-founder Jan Peeters departed the company.
=> departure: co-founder
Lea Roth, an AI expert at Cohere, has left the lab. Roth was its chief scientist.
=> departure: chief scientist
OpenAI has hired Lea Roth. Her predecessor will lead a bank.
=> hire: None
"""


@pytest.mark.parametrize(("text", "expected"), cases(ROLES))
def test_posts_told_of_movers(text: str, expected: set[str]) -> None:
    """Which post, where another sentence or the end of a clause tells it; the weightier one of two."""
    assert {f"{m.kind}: {m.role}" for m in mentions(text)} == expected
