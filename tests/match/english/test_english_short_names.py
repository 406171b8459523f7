"""A lab that is named in full goes by its first word, and ordinary words with a capital stay ordinary words."""

from __future__ import annotations

import pytest
from english_cases import cases, mentions, moves

SENTENCES = """
Scale AI has a new chief. Ruth Adler becomes interim CEO of Scale.
=> hire: Ruth Adler @ Scale AI
Scale AI has a new chief. Scale has hired Ruth Adler from Okta.
=> hire: Ruth Adler @ Scale AI
Figure AI makes robots. Ruth Adler left Figure's hand team on Monday.
=> departure: Ruth Adler @ Figure AI
World Labs is hiring. Ruth Adler joined World as head of research.
=> hire: Ruth Adler @ World Labs
World Labs is hiring. The World Bank has named Ruth Adler its chief economist.
Together AI raised money. Together, Ruth Adler and Osman Keller opened a bakery after leaving Okta.
Figure AI makes robots. As Figure 3 shows, Ruth Adler left the stage early.
Scale AI labels data. Global Scale has hired Ruth Adler from Okta.
Scale AI labels data. Ruth Adler has left Global Scale for Okta.
World Labs is hiring. Ruth Adler has left Disney World for good.
"""


@pytest.mark.parametrize(("text", "expected"), cases(SENTENCES))
def test_a_short_name_is_the_lab_where_it_can_be_nothing_else(text: str, expected: list[str]) -> None:
    """With a capital inside a sentence, beside no other name and no number."""
    assert moves(text) == expected


def test_what_somebody_left_for_long_ago_is_old_too() -> None:
    """ "Who left A to found B, has joined C": only the joining is news."""
    told = mentions("Ruth Adler, who left Cohere to found Kestrel AI, has joined Mistral AI.")
    assert {(m.kind.value, m.lab): m.fresh for m in told} == {
        ("departure", "Cohere"): False,
        ("founding", "Kestrel AI"): False,
        ("hire", "Mistral AI"): True,
        ("departure", "Kestrel AI"): True,
    }
