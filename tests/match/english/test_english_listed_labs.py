"""Labs of every trade by their names: AI companies, AI units of large firms, and firms where only an AI post counts."""

from __future__ import annotations

import pytest
from english_cases import cases, moves

SENTENCES = """
Graphcore co-founder Lena Marsh has left to join OpenAI.
=> departure: Lena Marsh @ Graphcore
=> hire: Lena Marsh @ OpenAI
Hal Ito is leaving Tenstorrent to become head of hardware at Anthropic.
=> departure: Hal Ito @ Tenstorrent
=> hire: Hal Ito @ Anthropic
BenevolentAI has named Petra Quist as chief scientist.
=> hire: Petra Quist @ BenevolentAI
Robotics researcher Mei Tan joins Everyday Robots.
=> hire: Mei Tan @ Everyday Robots
Amos Bell, chief executive of Maluuba, is stepping down.
=> departure: Amos Bell @ Maluuba
Lea Roth, a safety researcher, has joined the UK AI Security Institute.
=> hire: Lea Roth @ UK AI Security Institute
Sanjay Rao has quit Samsung Research.
=> departure: Sanjay Rao @ Samsung Research
Intel's AI chief, Ada Kornfeld, is leaving for OpenAI.
=> departure: Ada Kornfeld @ Intel
=> hire: Ada Kornfeld @ OpenAI
Samsung hires Dana Wright as head of artificial intelligence.
=> hire: Dana Wright @ Samsung
Ada Kornfeld, a kernel engineer at Intel, is leaving for OpenAI.
=> hire: Ada Kornfeld @ OpenAI
Sony's head of research, Dana Wright, is leaving for OpenAI.
=> hire: Dana Wright @ OpenAI
Netflix names Dana Wright as head of studio finance.
Jon Jansen is leaving Spotify after ten years, as the AI boom goes on.
The self-driving startup Embark Trucks has lost its chief scientist, Jon Jansen.
=> departure: Jon Jansen @ Embark Trucks
Embark on a journey with Jon Jansen, who leaves the stage in May.
Otto Jansen joins the board of a bakery.
"""


@pytest.mark.parametrize(("text", "expected"), cases(SENTENCES))
def test_listed_labs(text: str, expected: set[str]) -> None:
    """Everyone at an AI company, those in the AI posts and units of other firms, nobody where a word only looks so."""
    assert moves(text) == expected
