"""What looks like a move and is none."""

from __future__ import annotations

import pytest
from english_cases import cases, mentions, moves

NO_MOVE = """
Former OpenAI researcher Hugo Brandt says the industry needs rules.
Anthropic denies that Isla Moreno is leaving.
Jakob Lund considered leaving OpenAI last year.
OpenAI tried to hire Karla Voss.
xAI offered Lionel Mbaye a job, and he declined to join xAI.
Most OpenAI staff threatened to quit unless Mona Feld was reinstated.
Nils Arvid could join Anthropic if talks succeed, but has asked to stay.
An OpenAI executive is leaving, the company said.
Two Anthropic researchers joined Meta this week.
OpenAI laid off 200 workers on Tuesday.
Argilla joins Hugging Face.
OpenAI joins a $2 billion funding round.
Microsoft joined the alliance, Otto Klein of the group said.
Oprah Dent quit Twitter after the OpenAI row.
OpenAI CEO Pat Riordan leaves San Francisco for a world tour.
The feature is leaving early access, OpenAI's Quinn Abbot said.
Nvidia chief Rolf Steiner was named one of the year's most influential people.
OpenAI president Sara Lowell is taking a leave of absence.
Cohere's Tim Oduya joins the march against AI weapons.
Users are leaving ChatGPT for Claude, says Ursula Kent.
WhatsApp head Vera Stahl is stepping down, Meta said.
Apple hired Walter Hobbs as vice president of government affairs.
Bluesky CEO Xenia Roth is stepping down.
Broadcom president Yan Fischer leaves the chip maker.
Intel's finance chief Yan Fischer joins Qualcomm.
Yan Fischer, a circuit designer, explains leaving Intel.
Zelda Marsh, an Amazon warehouse worker, quit last week.
Wilma Kopp, who writes to Character.AI's bots, lost her job at a furniture company.
Anthropic is hiring engineers, Adam Oyelaran said.
OpenAI plans to hire more people, according to Beth Cramer.
Claude Opus joins the Anthropic line-up.
Anthropic launches Claude Studio, its new design tool.
Microsoft's Carl Winter launches Copilot Studio.
OpenAI sued its former employee Dora Finch.
Novelist Mia Toll joins the OpenAI lawsuit.
Mia Toll joins Anthropic copyright case.
Tom Riddle joins Claude's advisory council.
OpenAI's Lena Marsh heads to Capitol Hill as a vote nears.
Anthropic's Marsh heads to the White House to talk about access.
White House AI adviser Ezra Flint leaves his role.
Jobs: Mistral AI is looking for a head of sales.
How to leave ChatGPT and join Claude, by Flora Haines.
The years left to Anthropic are few, Gus Palmer wrote.
Greta Muir returned to the stage at the Anthropic event.
OpenAI's Hank Boyle joined the podcast to talk about agents.
Irene Vance joined OpenAI's Jonas Weil on stage.
Sol Haverford fired back at OpenAI on X, calling the company a lie.
Claude took over the conversation when Sol Haverford stepped away from her desk.
OpenAI's policy chief Sol Haverford will lead a delegation to Brussels next week.
Tencent's Sol Haverford will step back on stage in June with a new model.
Irene Vance had considered proposing Sol Haverford's removal from OpenAI.
The judge dismissed OpenAI's Sol Haverford from the case.
The Information's Sol Haverford, who joined from Business Insider, broke the story about Anthropic's revenue.
Sakana AI hires Mitsubishi UFJ as its bank.
512GB Nvidia Halden GPUs to run a trillion-parameter model on one desk.
"""


@pytest.mark.parametrize("text", [text for text, _ in cases(NO_MOVE)])
def test_no_move(text: str) -> None:
    """Denials, wishes, offers, other senses, other firms and people without names give no move."""
    assert moves(text) == set()


def test_denial_is_reported_as_denied() -> None:
    """A denied move is there, marked as denied."""
    found = mentions("Anthropic denies that Isla Moreno is leaving Anthropic.")
    assert [(m.person, m.negated) for m in found] == [("Isla Moreno", True)]
