"""Everyday ways of saying that somebody comes or goes, and labs that only the sentence describes."""

from __future__ import annotations

import pytest
from english_cases import moves


@pytest.mark.parametrize("verb", ["informed", "notified", "assured"])
def test_staff_are_told_of_a_leaving(verb: str) -> None:
    assert moves(f"Rua Fenwick {verb} staff that she would leave Cohere.") == {"departure: Rua Fenwick @ Cohere"}


def test_what_staff_are_told_in_a_memo_is_no_clause_about_its_reader() -> None:
    text = "Cohere's safety head, Rua Fenwick, told staff in a memo seen by Bloomberg that she would leave in June."
    assert moves(text) == {"departure: Rua Fenwick @ Cohere"}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Tesla's AI chief Rua Fenwick has left the automaker.", {"departure: Rua Fenwick @ Tesla"}),
        ("New at Cohere: Rua Fenwick (CFO)", {"hire: Rua Fenwick @ Cohere"}),
        (
            "Rua Fenwick has been at the helm of Cohere since Monday, replacing Odd Haakon, who was ousted.",
            {"hire: Rua Fenwick @ Cohere", "departure: Odd Haakon @ Cohere"},
        ),
        ("Cohere's Rua Fenwick hangs up her badge.", {"departure: Rua Fenwick @ Cohere"}),
        ("Rua Fenwick's contract with Cohere was terminated.", {"departure: Rua Fenwick @ Cohere"}),
        ("Rua Fenwick inks deal to join Cohere.", {"hire: Rua Fenwick @ Cohere"}),
    ],
)
def test_a_move_in_everyday_words(text: str, wanted: set[str]) -> None:
    assert moves(text) == wanted


def test_whoever_starts_a_company_after_years_at_a_lab_leaves_it() -> None:
    """But what was founded after a year somewhere is no leaving of today."""
    text = "After six years at Cohere, Rua Fenwick is launching a startup, Fernlight AI."
    assert moves(text) == {"founding: Rua Fenwick @ Fernlight AI", "departure: Rua Fenwick @ Cohere"}
    text = "After six years at Cohere, Rua Fenwick founded Fernlight AI in 2019."
    assert "departure: Rua Fenwick @ Cohere" not in moves(text)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Fenquill, a company that trains foundation models, has hired Rua Odum.", "hire: Rua Odum @ Fenquill"),
        ("Rua Odum has left Fenquill, a company that trains language models.", "departure: Rua Odum @ Fenquill"),
    ],
)
def test_a_relative_clause_tells_that_a_firm_is_a_lab(text: str, wanted: str) -> None:
    assert moves(text) == {wanted}
