"""Leaving and coming without a word for it: posts held until a day, times that are over, and who follows whom."""

from __future__ import annotations

import pytest
from english_cases import articles, cases, moves

UNTIL = """
Petra Lindgren, who ran policy at Mistral until May, is at the Swedish treasury.
=> departure: Petra Lindgren @ Mistral AI
Osman Keller led the materials team at Google DeepMind until this spring.
=> departure: Osman Keller @ Google DeepMind
Until last month, Osman Keller was head of safety at Anthropic.
=> departure: Osman Keller @ Anthropic
Cohere has hired Petra Lindgren, until last week deputy general counsel at Anthropic.
=> hire: Petra Lindgren @ Cohere
=> departure: Petra Lindgren @ Anthropic
Reflection AI has recruited Petra Lindgren, until recently a principal scientist at Amazon's AGI group.
=> hire: Petra Lindgren @ Reflection AI
=> departure: Petra Lindgren @ Amazon
Petra Lindgren worked at OpenAI until 2014.
Petra Lindgren ran OpenAI's policy team for years.
Petra Lindgren will serve as OpenAI's interim finance chief until June.
=> hire: Petra Lindgren @ OpenAI
Petra Lindgren, until now head of safety at Anthropic, spoke first.
Petra Lindgren, until last week head of policy at Anthropic, is now its chief of staff.
=> role_change: Petra Lindgren @ Anthropic
Petra Lindgren worked on Claude until late on Tuesday.
Former Anthropic researcher Petra Lindgren said so.
"""

TIMES = """
Petra Lindgren's time at OpenAI is coming to an end.
=> departure: Petra Lindgren @ OpenAI
Petra Lindgren's tenure as an OpenAI board member ended in June.
=> departure: Petra Lindgren @ OpenAI
Petra Lindgren said on X that her time at Cohere was over.
=> departure: Petra Lindgren @ Cohere
The time at OpenAI is exciting, said Petra Lindgren.
Petra Lindgren's keynote at OpenAI's conference ended late.
Petra Lindgren's shift at OpenAI is over at six.
"""

ARRIVALS = """
After nearly eight years at Google Brain, Osman Keller is heading to OpenAI.
=> departure: Osman Keller @ Google Brain
=> hire: Osman Keller @ OpenAI
After two hours at OpenAI, Osman Keller joined Anthropic researchers for dinner.
The deal brings Adept CEO Petra Lindgren and co-founder Osman Keller to Perplexity.
=> hire: Petra Lindgren @ Perplexity
=> hire: Osman Keller @ Perplexity
=> departure: Petra Lindgren @ Adept
=> departure: Osman Keller @ Adept
The update brings Claude to Slack and Petra Lindgren's notes to Cohere.
Osman Keller is taking a job with OpenAI.
=> hire: Osman Keller @ OpenAI
Osman Keller takes a leading role in the ministry's dispute with Anthropic.
Runway poached its new head of research, Petra Lindgren, from Adobe.
=> hire: Petra Lindgren @ Runway
Anthropic gained a new security chief in Osman Keller, formerly of Netflix.
=> hire: Osman Keller @ Anthropic
Osman Keller, head of Apple's AI models, to join Meta
=> hire: Osman Keller @ Meta
=> departure: Osman Keller @ Apple
Osman Keller was gone by May, hired by OpenAI to build data centres.
=> hire: Osman Keller @ OpenAI
"""

LEAVERS = """
Osman Keller, who helped oust Petra Lindgren in 2023, departed OpenAI the following May.
=> departure: Petra Lindgren @ OpenAI
=> departure: Osman Keller @ OpenAI
OpenAI's Osman Keller became the third researcher to leave this month.
=> departure: Osman Keller @ OpenAI
If Osman Keller were to leave OpenAI, Microsoft would hire him.
It's my last week at Anthropic! It has been an honor, tweeted Osman Keller.
=> departure: Osman Keller @ Anthropic
"I am leaving OpenAI today. It was not an easy choice," Osman Keller wrote on Friday.
=> departure: Osman Keller @ OpenAI
Osman Keller said last week at Anthropic's office that models are tools.
Cadence was started by three people who quit DeepMind in January: Petra Lindgren, Osman Keller and Ines Roth.
=> departure: Petra Lindgren @ Google DeepMind
=> departure: Osman Keller @ Google DeepMind
=> departure: Ines Roth @ Google DeepMind
Osman Keller left Anthropic to build a startup in London called Cadence Intelligence.
=> departure: Osman Keller @ Anthropic
=> founding: Osman Keller @ Cadence Intelligence
Osman Keller left Bloomberg to found Core Memory, a media company covering OpenAI.
"""

FOLLOWERS = """
Petra Lindgren resigned from Cohere on Monday. Osman Keller, a staff engineer, followed her out of the door.
=> departure: Petra Lindgren @ Cohere
=> departure: Osman Keller @ Cohere

Petra Lindgren has left OpenAI. She follows Osman Keller and Ines Roth, both of whom now work at Cohere.
=> departure: Petra Lindgren @ OpenAI
=> departure: Osman Keller @ OpenAI
=> departure: Ines Roth @ OpenAI
=> hire: Osman Keller @ Cohere
=> hire: Ines Roth @ Cohere

Petra Lindgren joined Perplexity in May. Joining her there are Osman Keller and Ines Roth.
=> hire: Petra Lindgren @ Perplexity
=> hire: Osman Keller @ Perplexity
=> hire: Ines Roth @ Perplexity

Petra Lindgren resigned from Cohere on Monday. Osman Keller follows her on X.
=> departure: Petra Lindgren @ Cohere

Petra Lindgren joined Perplexity in May. Joining her on stage was Osman Keller of Bain.
=> hire: Petra Lindgren @ Perplexity

Petra Lindgren announced her exit from xAI, the latest of many departures. Lindgren's exit leaves three of the
founders: Osman Keller, Ines Roth and Paul Adeyemi.
=> departure: Petra Lindgren @ xAI
"""


@pytest.mark.parametrize(("text", "expected"), cases(UNTIL))
def test_posts_held_until_a_day(text: str, expected: set[str]) -> None:
    """Whoever held a post until a day, month or season lately has left it; a bare year tells nothing."""
    assert moves(text) == expected


@pytest.mark.parametrize(("text", "expected"), cases(TIMES))
def test_times_that_are_over(text: str, expected: set[str]) -> None:
    """Somebody's time at a lab that has ended is a departure."""
    assert moves(text) == expected


@pytest.mark.parametrize(("text", "expected"), cases(ARRIVALS))
def test_arrivals(text: str, expected: set[str]) -> None:
    """Coming to a lab in a job, by a deal, in a headline or after years elsewhere."""
    assert moves(text) == expected


@pytest.mark.parametrize(("text", "expected"), cases(LEAVERS))
def test_leavers(text: str, expected: set[str]) -> None:
    """Leaving told of somebody by a count, by a colon or in their own words."""
    assert moves(text) == expected


@pytest.mark.parametrize(("_title", "text", "expected"), articles(FOLLOWERS))
def test_followers(_title: str | None, text: str, expected: set[str]) -> None:
    """Who follows whom makes the same move; who stays is named without one."""
    assert moves(text) == expected


def test_a_firm_by_its_full_style() -> None:
    """ "Platforms Inc." and "Inc.'s" belong to the firm's name."""
    told = (
        "Meta Platforms Inc. has poached another two researchers from Apple Inc.'s foundation models team, Petra "
        "Lindgren and Osman Keller, according to people with knowledge of the hires."
    )
    assert moves(told) == {
        "hire: Petra Lindgren @ Meta",
        "hire: Osman Keller @ Meta",
        "departure: Petra Lindgren @ Apple",
        "departure: Osman Keller @ Apple",
    }
