"""The language of whole texts and of headlines full of Latin names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.text.language import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("OpenAI co-founder John Schulman joins Anthropic", "en"),
        ("Mira Murati leaves", "en"),
        ("OpenAI首席技术官Mira Murati离职", "zh"),
        ("據外媒The Information消息,OpenAI研究員Alec Radford稱將離開OpenAI", "zh"),
        ("研究者の山田さんは会社を退職した", "ja"),
        ("오픈AI 최고기술책임자가 회사를 떠난다", "ko"),
        ("Сооснователь OpenAI уходит из компании", "ru"),
        ("Der Mitgründer verlässt das Unternehmen und wird nicht ersetzt", "de"),
        ("La cofondatrice quitte l'entreprise pour des raisons qui ne sont pas connues", "fr"),
        ("El cofundador deja la empresa para dedicarse a los estudios y se va con su equipo", "es"),
        ("O cofundador não está mais na empresa, mas foi para uma nova", "pt"),
        ("Il cofondatore non è più nella società che ha creato", "it"),
        ("", "und"),
        ("12345 !?", "und"),
    ],
)
def test_a_text(text: str, language: str) -> None:
    """Script decides, then small words; a headline without any is English."""
    assert language_of(text) == language


@given(st.text(max_size=200))
def test_any_text_has_an_answer(text: str) -> None:
    """The answer is a code of two letters, or "und"."""
    assert language_of(text) == "und" or len(language_of(text)) == 2
