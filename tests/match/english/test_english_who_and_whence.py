"""Which lab is left where only a product tells it, and who of two people is meant."""

from __future__ import annotations

import pytest
from english_cases import mentions, moves

from crawler.model import Certainty


@pytest.mark.parametrize(
    ("text", "left", "joined"),
    [
        (
            "Rua Fenwick, a contributor to Qwen-2, has left the Chinese giant for Anthropic.",
            "Alibaba",
            "Anthropic",
        ),
        ("Rua Fenwick, a Llama author, has left the social media company for Cohere.", "Meta", "Cohere"),
        ("Rua Fenwick, who worked on Claude, has left the company for OpenAI.", "Anthropic", "OpenAI"),
        ("Rua Fenwick, who helped build Sora, has left the startup to join Anthropic.", "", "Anthropic"),
        ("Rua Fenwick, an engineer, has left the company for Mistral.", "", "Mistral AI"),
    ],
)
def test_a_lab_gone_to_is_never_the_one_left(text: str, left: str, joined: str) -> None:
    """ "Has left the company for B": the lab behind somebody's product, else none."""
    wanted = {f"hire: Rua Fenwick @ {joined}"} | ({f"departure: Rua Fenwick @ {left}"} if left else set())
    assert moves(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Rua Fenwick, not Odd Haakon, has left Cohere.", "departure: Rua Fenwick @ Cohere"),
        ("Rua Fenwick, not Odd Haakon, is joining Cohere.", "hire: Rua Fenwick @ Cohere"),
        ("Unlike Odd Haakon, Rua Fenwick left Cohere.", "departure: Rua Fenwick @ Cohere"),
        ("Not Odd Haakon but Rua Fenwick has quit Cohere.", "departure: Rua Fenwick @ Cohere"),
    ],
)
def test_whoever_is_only_set_against_another_does_not_move(text: str, wanted: str) -> None:
    assert moves(text) == {wanted}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Cohere, the AI startup, fired Rua Fenwick.", "departure: Rua Fenwick @ Cohere"),
        ("Ostrava, an AI lab, ousted its CTO, Rua Fenwick.", "departure: Rua Fenwick @ Ostrava"),
        (
            "The board of Tarn Labs, an AI lab, fired director Rua Fenwick.",
            "departure: Rua Fenwick @ Tarn Labs",
        ),
    ],
)
def test_a_verb_behind_what_the_firm_is_stays_a_verb(text: str, wanted: str) -> None:
    """ "A, the AI startup, *fired* X" is no fired X."""
    assert moves(text) == {wanted}


@pytest.mark.parametrize(
    "text",
    [
        "Rua Fenwick has not yet left Cohere.",
        "Rua Fenwick has yet to leave Cohere.",
        "Rua Fenwick has not yet joined Cohere.",
        "Fake news: Rua Fenwick leaving Cohere.",
        "Contrary to earlier reports, Rua Fenwick has not joined Cohere.",
        "Contrary to claims, Rua Fenwick has not left Cohere.",
    ],
)
def test_what_is_still_to_come_or_is_called_false_is_denied(text: str) -> None:
    (mention,) = mentions(text)
    assert (mention.negated, mention.attributed_to) == (True, None)


def test_whoever_declines_to_confirm_says_nothing() -> None:
    (mention,) = mentions("Cohere declined to confirm that Rua Fenwick had left.")
    assert (mention.certainty, mention.attributed_to) == (Certainty.RUMORED, None)
