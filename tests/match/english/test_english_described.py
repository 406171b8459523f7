"""Moves told by what somebody does now, gives up or is given, and sentences that sound like it and tell none."""

from __future__ import annotations

import pytest
from english_cases import cases, moves

ARRIVALS = """
Jonas Reit now works for Anthropic.
=> hire: Jonas Reit @ Anthropic
xAI's safety team now includes Lena Fors, formerly of OpenAI.
=> hire: Lena Fors @ xAI
Among the newcomers at Mistral AI is Paolo Renzi, a former Meta researcher.
=> hire: Paolo Renzi @ Mistral AI
Paolo Renzi is among the latest to sign up with Mistral AI.
=> hire: Paolo Renzi @ Mistral AI
Mistral AI has found its head of policy in Clara Noor.
=> hire: Clara Noor @ Mistral AI
Two weeks after walking out of Anthropic, Ida Kern surfaced at Cohere.
=> departure: Ida Kern @ Anthropic
=> hire: Ida Kern @ Cohere
Ida Kern has swapped Anthropic for Cohere.
=> departure: Ida Kern @ Anthropic
=> hire: Ida Kern @ Cohere
Ida Kern, once of Anthropic, has found a new home at Cohere.
=> hire: Ida Kern @ Cohere
Ida Kern begins on Monday as Cohere's head of evaluations.
=> hire: Ida Kern @ Cohere
Cohere lured Ida Kern from Anthropic with a bigger lab.
=> departure: Ida Kern @ Anthropic
=> hire: Ida Kern @ Cohere
Cohere's newest researcher, Ida Kern, comes from Anthropic.
=> departure: Ida Kern @ Anthropic
=> hire: Ida Kern @ Cohere
Ida Kern is heading back to OpenAI, the lab she quit in 2022.
=> departure: Ida Kern @ OpenAI
=> return: Ida Kern @ OpenAI
Cohere made Tess Brink its first chief economist.
=> hire: Tess Brink @ Cohere
Amir Haddad has thrown in his lot with Periodic Labs.
=> hire: Amir Haddad @ Periodic Labs
Meta buys Moltbook, a social network for AI agents, and hires creators Matt Renner and Ben Pohl.
=> hire: Ben Pohl @ Meta
=> hire: Matt Renner @ Meta
Joining Lea Roth at Anthropic are Jan Moll and Tess Brink, both from DeepMind.
=> departure: Jan Moll @ Google DeepMind
=> departure: Tess Brink @ Google DeepMind
=> hire: Jan Moll @ Anthropic
=> hire: Tess Brink @ Anthropic
I'm excited to share that I have joined Anthropic! - Lea Roth
=> hire: Lea Roth @ Anthropic
The new head of OpenAI's London lab will be Lea Roth.
=> hire: Lea Roth @ OpenAI
Lea Roth has been hired away by Cohere.
=> hire: Lea Roth @ Cohere
Lea Roth has been snapped up by Cohere.
=> hire: Lea Roth @ Cohere
Cohere welcomed Lea Roth aboard as head of training.
=> hire: Lea Roth @ Cohere
Lea Roth (ex-DeepMind) joins Cohere's research staff.
=> hire: Lea Roth @ Cohere
Lea Roth and Jan Moll have founded Brightloom, a robotics startup, after leaving Figure AI.
=> departure: Jan Moll @ Figure AI
=> departure: Lea Roth @ Figure AI
=> founding: Jan Moll @ Brightloom
=> founding: Lea Roth @ Brightloom
Ottoline Labs, an AI startup in Oslo, has lured Nils Aker from Cohere to head research.
=> departure: Nils Aker @ Cohere
=> hire: Nils Aker @ Ottoline Labs
Nils Aker, who was Cohere's third employee, is now at Ottoline Labs, a startup building AI agents.
=> hire: Nils Aker @ Ottoline Labs
Nils Aker will be working on interpretability at Anthropic from June.
=> hire: Nils Aker @ Anthropic
Nils Aker (Cohere) and Lea Roth (Meta) are joining Anthropic's alignment team.
=> departure: Lea Roth @ Meta
=> departure: Nils Aker @ Cohere
=> hire: Lea Roth @ Anthropic
=> hire: Nils Aker @ Anthropic
Comings and goings: Nils Aker to Anthropic from Cohere; Lea Roth out at xAI.
=> departure: Lea Roth @ xAI
=> departure: Nils Aker @ Cohere
=> hire: Nils Aker @ Anthropic
OpenAI's board gains Nils Aker.
=> hire: Nils Aker @ OpenAI
OpenAI co-founder Nils Aker is back at the company after three months away.
=> return: Nils Aker @ OpenAI
DeepMind's Nils Aker goes to Anthropic.
=> departure: Nils Aker @ Google DeepMind
=> hire: Nils Aker @ Anthropic
The Cohere veteran Nils Aker ends up at Anthropic.
=> hire: Nils Aker @ Anthropic
How Nils Aker went from OpenAI engineer to Anthropic's head of growth.
=> departure: Nils Aker @ OpenAI
=> hire: Nils Aker @ Anthropic
Cohere has a new chief scientist in Nils Aker.
=> hire: Nils Aker @ Cohere
"""

DEPARTURES = """
After eleven years Bo Lindgren is saying goodbye to Google DeepMind.
=> departure: Bo Lindgren @ Google DeepMind
Bo Lindgren's last day at Google DeepMind was Friday.
=> departure: Bo Lindgren @ Google DeepMind
Bo Lindgren has handed in his badge at Apple, where he ran the speech models group.
=> departure: Bo Lindgren @ Apple
Bo Lindgren cleared out his desk at xAI on Monday.
=> departure: Bo Lindgren @ xAI
OpenAI and Bo Lindgren have gone their separate ways.
=> departure: Bo Lindgren @ OpenAI
OpenAI let Bo Lindgren go last week.
=> departure: Bo Lindgren @ OpenAI
Bo Lindgren was shown the door at OpenAI.
=> departure: Bo Lindgren @ OpenAI
Bo Lindgren is striking out on his own after six years at Anthropic.
=> departure: Bo Lindgren @ Anthropic
Ida Kern, Jan Moll and Tess Brink have all turned in their notice at Anthropic.
=> departure: Ida Kern @ Anthropic
=> departure: Jan Moll @ Anthropic
=> departure: Tess Brink @ Anthropic
Gone from Anthropic, too, are Jan Moll and Tess Brink.
=> departure: Jan Moll @ Anthropic
=> departure: Tess Brink @ Anthropic
Amir Haddad has called time on his career at DeepMind.
=> departure: Amir Haddad @ Google DeepMind
Google's vice president for Gemini, Nils Aker, is out.
=> departure: Nils Aker @ Google
Nils Aker, who built Siri's speech recognition, has left Apple.
=> departure: Nils Aker @ Apple
Three weeks into the job, Cohere's finance chief Lea Roth is gone.
=> departure: Lea Roth @ Cohere
Lea Roth swaps the lab for the lecture hall, leaving xAI for MIT.
=> departure: Lea Roth @ xAI
Lea Roth leaves xAI for academia.
=> departure: Lea Roth @ xAI
Lea Roth's exit leaves xAI with two founders.
=> departure: Lea Roth @ xAI
xAI is down to two founders after Lea Roth quit.
=> departure: Lea Roth @ xAI
xAI has been without a finance chief since Lea Roth left.
=> departure: Lea Roth @ xAI
Lea Roth: "Today is my last day at OpenAI."
=> departure: Lea Roth @ OpenAI
Left OpenAI this month: Nils Aker, Lea Roth.
=> departure: Lea Roth @ OpenAI
=> departure: Nils Aker @ OpenAI
Nils Aker has given up his seat on Anthropic's board.
=> departure: Nils Aker @ Anthropic
Nils Aker steps off the board of OpenAI.
=> departure: Nils Aker @ OpenAI
Why Nils Aker quit OpenAI.
=> departure: Nils Aker @ OpenAI
Nils Aker, 34, has tendered his resignation to xAI.
=> departure: Nils Aker @ xAI
xAI accepted the resignation of Nils Aker.
=> departure: Nils Aker @ xAI
xAI confirmed that Nils Aker is no longer with the company.
=> departure: Nils Aker @ xAI
A spokesperson said Nils Aker no longer works at xAI.
=> departure: Nils Aker @ xAI
Nils Aker's LinkedIn profile says he left xAI in May.
=> departure: Nils Aker @ xAI
"""

POSTS = """
Nils Aker moves up to chief scientist at Cohere.
=> role_change: Nils Aker @ Cohere
OpenAI is putting Tara Quill in charge of safety.
=> role_change: Tara Quill @ OpenAI
Amir Haddad stays at DeepMind but gives up the robotics group.
=> role_change: Amir Haddad @ Google DeepMind
Cohere's board has turned to Nils Aker to run the company.
=> role_change: Nils Aker @ Cohere
Nils Aker takes over Cohere's research from Ida Kern.
=> role_change: Nils Aker @ Cohere
Nils Aker is now chief scientist of Cohere, replacing Ida Kern, who left in May.
=> departure: Ida Kern @ Cohere
=> role_change: Nils Aker @ Cohere
Lea Roth, a co-founder, will stay at Cohere as an adviser after giving up the chief executive's job.
=> role_change: Lea Roth @ Cohere
Lea Roth steps up from chief operating officer to chief executive at Cohere.
=> role_change: Lea Roth @ Cohere
Cohere elevated Lea Roth to president.
=> role_change: Lea Roth @ Cohere
Nils Aker's title is now head of safety at Cohere; he had led its policy work.
=> role_change: Nils Aker @ Cohere
Cohere split its research group in two: Nils Aker will run models, Lea Roth will run agents.
=> role_change: Lea Roth @ Cohere
=> role_change: Nils Aker @ Cohere
Nils Aker's promotion to president of Cohere was announced on Monday.
=> role_change: Nils Aker @ Cohere
"""

NONE = """
Amir Haddad isn't going anywhere, OpenAI says.
OpenAI denied that Amir Haddad was on his way out.
Tess Brink, who covers OpenAI, has joined the newspaper.
Amir Haddad teaches at Oxford and advises OpenAI on policy.
Google's vice president for search, Nils Aker, is out.
Nils Aker, who designed the iPhone's hinge, has left Apple.
Lea Roth has taken leave from xAI.
Lea Roth is said to be weighing an offer from xAI.
Lea Roth, formerly of xAI, has raised $20 million for her startup.
Former xAI engineer Lea Roth praised OpenAI's new model.
Anthropic counts Lea Roth among its alumni.
After Cohere came Ottoline Labs, an AI startup, for Nils Aker.
Nils Aker has been poached. Cohere's loss: Anthropic gets its chief scientist.
Cohere expanded Nils Aker's remit to include safety.
"""


@pytest.mark.parametrize(("text", "expected"), cases(ARRIVALS))
def test_who_came(text: str, expected: set[str]) -> None:
    """Picked, welcomed, found, "now works for", "the team now includes"."""
    assert moves(text) == expected


@pytest.mark.parametrize(("text", "expected"), cases(DEPARTURES))
def test_who_went(text: str, expected: set[str]) -> None:
    """Idioms of leaving, and what is left behind."""
    assert moves(text) == expected


@pytest.mark.parametrize(("text", "expected"), cases(POSTS))
def test_who_holds_what(text: str, expected: set[str]) -> None:
    """Another post in the same lab, whoever hands it over."""
    assert moves(text) == expected


@pytest.mark.parametrize(("text", "expected"), cases(NONE))
def test_who_did_neither(text: str, expected: set[str]) -> None:
    """Alumni, rumours, leave, denials and people who only write about labs."""
    assert moves(text) == expected
