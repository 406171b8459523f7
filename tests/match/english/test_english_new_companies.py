"""Companies as news tells of their founding: by whom a firm is new, counted off behind a colon, or only in passing."""

from __future__ import annotations

import pytest
from english_cases import articles, cases, moves

SENTENCES = """
Veldtree, founded by former Okta CTO Ruth Adler to let banks build and watch AI agents, raised a $65M seed.
=> founding: Ruth Adler @ Veldtree
Saltmarsh, co-founded in 2025 by Osman Keller to develop an AI-powered tutor, has raised $9M.
=> founding: Osman Keller @ Saltmarsh
Saltmarsh, founded by Osman Keller to sell fresh bread in Leeds, has raised $9M.
Cohere was founded in 2019 in Toronto by three experts known in the field: Ruth Adler, Osman Keller and Lena Brandt.
=> founding: Ruth Adler @ Cohere
=> founding: Osman Keller @ Cohere
=> founding: Lena Brandt @ Cohere
Cohere cofounder Ruth Adler's new startup, Larkspur AI, raises $40M.
=> founding: Ruth Adler @ Larkspur AI
Ex-OpenAI researcher Osman Keller's new company Larkspur AI is hiring.
=> founding: Osman Keller @ Larkspur AI
OpenAI researcher Lena Brandt raises $50M for her new company.
=> founding: Lena Brandt @ -
The AI safety scene knows it well: Conjecture is a for-profit startup founded in 2021 by Lena Brandt.
=> founding: Lena Brandt @ Conjecture AI
The startup, founded in 2019 by Ruth Adler, a former Okta engineer, raised $9M from OpenAI chief Sam Altman.
Ruth Adler founded Tamber AI with two former colleagues, Osman Keller and Lena Brandt.
=> founding: Ruth Adler @ Tamber AI
=> founding: Osman Keller @ Tamber AI
=> founding: Lena Brandt @ Tamber AI
Ruth Adler helped start Cohere after meeting with Osman Keller in 2019.
=> founding: Ruth Adler @ Cohere
Ruth Adler serves as co-founder and chief executive of Cohere.
=> founding: Ruth Adler @ Cohere
"""

TEXTS = """
T: Cohere grows up
Cohere has 400 staff. Founded in 2019 by Ruth Adler and Osman Keller, the company spun out of a university.
=> founding: Ruth Adler @ Cohere
=> founding: Osman Keller @ Cohere

Lena Brandt left OpenAI last month. Her new startup has raised $40M.
=> departure: Lena Brandt @ OpenAI
=> founding: Lena Brandt @ -
"""


@pytest.mark.parametrize(("text", "expected"), cases(SENTENCES))
def test_sentence(text: str, expected: set[str]) -> None:
    """Whoever is said to have started the firm has; a firm of another trade is none of ours."""
    assert moves(text) == expected


@pytest.mark.parametrize(("title", "text", "expected"), articles(TEXTS))
def test_text(title: str | None, text: str, expected: set[str]) -> None:
    """The company and its people are told in two sentences."""
    assert moves(text, title) == expected
