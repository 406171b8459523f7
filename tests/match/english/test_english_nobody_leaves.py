"""Words of leaving where nobody leaves a lab: turned down, held back, only feared, or said in another sense."""

from __future__ import annotations

import pytest
from english_cases import moves

NOT_DONE = """
Ana Kovac dismissed reports that she would leave Cohere.
Ana Kovac shot down rumours of her exit from Cohere.
Ana Kovac has pushed back on claims that she was fired from Cohere.
Ana Kovac has ruled out leaving Cohere.
Ana Kovac decided not to leave Cohere.
Ana Kovac has decided against leaving Cohere.
Ana Kovac chose to stay at Cohere rather than leave for Mistral AI.
Ana Kovac was on the verge of quitting Cohere.
Ana Kovac is tempted to leave Cohere.
Ana Kovac dreamed of leaving Cohere.
Ana Kovac withdrew her resignation from Cohere.
Calls grow for Ana Kovac to leave Cohere.
A petition calls for Cohere to dismiss Ana Kovac.
Bets on Ana Kovac leaving Cohere this year have risen.
The risk of Ana Kovac leaving Cohere is real.
The contract bars Ana Kovac from leaving Cohere before 2027.
The deal prevents Ana Kovac from joining Cohere.
Cohere persuaded Ana Kovac not to leave.
"""

OTHER_SENSES = """
Cohere's Ana Kovac left no doubt about the plan.
Cohere's Ana Kovac left for Tokyo on Monday.
Cohere's Ana Kovac moved on to the next question.
Cohere's Ana Kovac walked out of the hearing.
Cohere's Ana Kovac walked away with a prize.
Cohere's Ana Kovac parted with $2 million.
Cohere's Ana Kovac parted ways with her husband.
Cohere's Ana Kovac is fired up about agents.
Ana Kovac gives up on Cohere.
Ana Kovac left Cohere out of the report.
Ana Kovac left Cohere with no choice.
Ana Kovac left Cohere scrambling.
Ana Kovac was dismissed as a witness in the Cohere case.
Ana Kovac dropped out of the Cohere lawsuit.
Ana Kovac was removed from Cohere's headquarters by police.
Ana Kovac let go of her Cohere shares.
Ana Kovac watched her friends leave Cohere.
A friend of Ana Kovac was fired from Cohere.
Ana Kovac's exit poll was written with Cohere.
Ana Kovac's departure from tradition at Cohere pleased staff.
Ana Kovac switched from ChatGPT to Claude.
Ana Kovac has ditched ChatGPT for Claude.
Users leave Cohere in droves, Ana Kovac writes.
Ana Kovacs Cohere headset has the internet split
Ana Kovac Cohere chatbot has fans split
Ana Kovac's Cohere speech left the room divided
"""

ALL_THE_SAME = [
    "Cohere did not respond to questions about Ana Kovac's departure.",
    "Not only has Ana Kovac left Cohere, she has sued it.",
    "Ana Kovac did not just leave Cohere: she sued it.",
    "Ana Kovac left Cohere for Stanford.",
    "Ana Kovac moved on from Cohere to the next challenge.",
    "Cohere let go of Ana Kovac.",
]


@pytest.mark.parametrize("text", [*NOT_DONE.strip().splitlines(), *OTHER_SENSES.strip().splitlines()])
def test_nobody_leaves(text: str) -> None:
    """No move is asserted."""
    assert moves(text) == set()


@pytest.mark.parametrize("text", ALL_THE_SAME)
def test_who_leaves_all_the_same(text: str) -> None:
    """A "not" that is said of something else, and words that stand beside a leaving."""
    assert moves(text) == {"departure: Ana Kovac @ Cohere"}
