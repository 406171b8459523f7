"""A headline that names nobody means whoever the text says so of, never the chief who comments on it."""

from __future__ import annotations

import pytest
from english_cases import moves

WHO_COMMENTS = [
    ("Meta poaches OpenAI researchers", "Alexandr Wang will lead them, a memo says."),
    ("OpenAI safety leader quits", "Sam Altman thanked her on X."),
    ("Google DeepMind researcher leaves for startup", "Demis Hassabis wished her luck."),
    ("OpenAI researcher quits, citing ads", "Sam Altman, OpenAI's chief executive, defended the ads."),
    ("Mistral AI hires former Google executive as CFO", "Chief executive Arthur Mensch said the company grows."),
    ("Cohere poaches Meta AI leader", "Aidan Gomez, Cohere's CEO, said that she starts on Thursday."),
]


@pytest.mark.parametrize(("title", "text"), WHO_COMMENTS)
def test_a_chief_who_comments_is_not_the_one_who_moves(title: str, text: str) -> None:
    """Nobody is told to move, for nobody who moves is named."""
    assert moves(text, title) == set()


def test_who_moves_is_found_beside_the_chief() -> None:
    """The one who writes so, and the newcomer of whom the text tells."""
    told = '"Ads are wrong," Lea Roth wrote on Monday. Sam Altman, OpenAI\'s chief executive, defended them.'
    assert moves(told, "OpenAI researcher quits, citing ads") == {"departure: Lea Roth @ OpenAI"}
    text = (
        "Mistral AI said on Monday it had appointed Lea Roth, formerly vice-president of sales at Nvidia, as its chief "
        'revenue officer. "Lea brings twenty years of experience," chief executive Arthur Mensch said.'
    )
    assert moves(text, "Mistral names former Nvidia executive as chief revenue officer") == {
        "hire: Lea Roth @ Mistral AI"
    }


def test_a_chief_whom_the_headline_calls_so_is_meant() -> None:
    """By either form of the post."""
    text = "Emad Mostaque, chief executive of Stability AI, said so on X."
    assert moves(text, "Stability AI CEO quits") == {"departure: Emad Mostaque @ Stability AI"}


def test_the_ai_chief_of_a_firm_makes_no_lab_of_it() -> None:
    """Nobody comes to a "Boeing AI"; a company whose name ends so has a chief executive or a chief scientist."""
    text = "Lea Roth is leaving to join OpenAI. Boeing's chief executive, Jan Moll, will oversee AI directly."
    assert moves(text, "Boeing AI chief departs to OpenAI") == {"hire: Lea Roth @ OpenAI"}
    text = "Lea Roth, chief scientist of Acme AI, is leaving the lab."
    assert moves(text, "Acme AI chief scientist quits") == {"departure: Lea Roth @ Acme AI"}
