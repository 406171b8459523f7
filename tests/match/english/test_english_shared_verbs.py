"""Several people under one verb, each with a day or a lab of their own; and what a lab's name beside a verb is not."""

from __future__ import annotations

from datetime import date

import pytest
from english_cases import mentions, moves


def test_names_share_a_verb_and_have_their_own_days() -> None:
    told = mentions("Rua Fenwick left Cohere in January, Tove Haakon in February and Ines Vantongeren in March.")
    days = {mention.person: mention.effective for mention in told}
    assert days == {
        "Rua Fenwick": date(2026, 1, 1),
        "Tove Haakon": date(2026, 2, 1),
        "Ines Vantongeren": date(2026, 3, 1),
    }


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Rua Fenwick joined Cohere in February, Tove Haakon in March.",
            {"hire: Rua Fenwick @ Cohere", "hire: Tove Haakon @ Cohere"},
        ),
        (
            "Rua Fenwick and Tove Haakon went to Mistral and Cohere respectively.",
            {"hire: Rua Fenwick @ Mistral AI", "hire: Tove Haakon @ Cohere"},
        ),
        (
            "The departure of Rua Fenwick from Cohere comes weeks after that of Tove Haakon.",
            {"departure: Rua Fenwick @ Cohere", "departure: Tove Haakon @ Cohere"},
        ),
    ],
)
def test_each_of_them_moves(text: str, wanted: set[str]) -> None:
    assert moves(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "Rua Fenwick joined Cohere's Discord.",
        "Rua Fenwick returns to the Cohere podcast.",
        "Rua Fenwick left her job as a baker to use Claude full time.",
        "Rua Fenwick resigned as provost after a Cohere scandal.",
    ],
)
def test_a_lab_beside_the_verb_is_not_what_is_left_or_joined(text: str) -> None:
    assert moves(text) == set()


def test_labs_in_the_plural_are_not_the_one_spoken_of() -> None:
    text = "Tove Haakon has left Cohere. What does it say about the labs that even Rua Fenwick walked away?"
    assert moves(text) == {"departure: Tove Haakon @ Cohere"}
