"""The shapes that sentences of moving take: clauses, nouns, lists, gaps, first person, coreference."""

from __future__ import annotations

import pytest
from english_cases import cases, moves

CLAUSES = """
The model was built by Arjun Desai, who left Google DeepMind in 2023, and two students.
=> departure: Arjun Desai @ Google DeepMind
Lumina raised $40 million from Hector Ruiz, who joined OpenAI as an engineer in 2020.
=> hire: Hector Ruiz @ OpenAI
Sandra Kowalski and Pavel Horak's exits from Anthropic came a day apart.
=> departure: Sandra Kowalski @ Anthropic
=> departure: Pavel Horak @ Anthropic
Ruth Abara's and Simon Keller's firing by OpenAI drew protests.
=> departure: Ruth Abara @ OpenAI
=> departure: Simon Keller @ OpenAI
Thomas Gries' departure from Cohere was announced on Friday.
=> departure: Thomas Gries @ Cohere
The abrupt departure from xAI of engineer Lena Hartmann was first reported by Bloomberg.
=> departure: Lena Hartmann @ xAI
Mistral AI said goodbye to no one this week, but Anthropic lost Jared Poole and Maya Lindgren.
=> departure: Jared Poole @ Anthropic
=> departure: Maya Lindgren @ Anthropic
Before joining Anthropic, Devon Clarke worked in finance.
=> hire: Devon Clarke @ Anthropic
After leaving OpenAI, Farah Siddiqui moved to Lisbon.
=> departure: Farah Siddiqui @ OpenAI
One of OpenAI's senior safety research leads, Amal Verdier, has left the company for Anthropic.
=> departure: Amal Verdier @ OpenAI
=> hire: Amal Verdier @ Anthropic
Two of the departing researchers, Amal Verdier and Kit Osei, have returned to OpenAI after brief stints elsewhere.
=> return: Amal Verdier @ OpenAI
=> return: Kit Osei @ OpenAI
Kit Osei is joining Microsoft AI, leaving his VP of engineering role at Okta.
=> hire: Kit Osei @ Microsoft AI
OpenAI has warmly welcomed the return of Amal Verdier, Kit Osei and Noor Haddad.
=> return: Amal Verdier @ OpenAI
=> return: Kit Osei @ OpenAI
=> return: Noor Haddad @ OpenAI
Microsoft demanded the return of Amal Verdier.
One of OpenAI's researchers told Amal Verdier, a reporter, that two had left the company.
"""

LISTS = """
Aaron Velt, Bianca Moroni, Chidi Eze and Dorota Lis have left OpenAI.
=> departure: Aaron Velt @ OpenAI
=> departure: Bianca Moroni @ OpenAI
=> departure: Chidi Eze @ OpenAI
=> departure: Dorota Lis @ OpenAI
CEO Hal Norris, CTO Ivy Chu and chief scientist Jorge Pena - all co-founders - joined Anthropic.
=> hire: Hal Norris @ Anthropic
=> hire: Ivy Chu @ Anthropic
=> hire: Jorge Pena @ Anthropic
Erik Sund stepped down from Runway, with Fatou Ba taking over as CEO and Glen Ito as president.
=> departure: Erik Sund @ Runway
=> role_change: Fatou Ba @ Runway
=> role_change: Glen Ito @ Runway
Anthropic hired Kofi Annan-Smith and OpenAI brought on Laila Hamdan.
=> hire: Kofi Annan-Smith @ Anthropic
=> hire: Laila Hamdan @ OpenAI
Nadine Roux left Mistral AI and joined Cohere.
=> departure: Nadine Roux @ Mistral AI
=> hire: Nadine Roux @ Cohere
OpenAI researchers Omar Aziz and Paula Stein are leaving; the lab also lost Quentin Fay.
=> departure: Omar Aziz @ OpenAI
=> departure: Paula Stein @ OpenAI
=> departure: Quentin Fay @ OpenAI
"""

FIRST_PERSON = """
Tweet from Renata Silva (@renatas): I'm leaving @OpenAI after four years.
=> departure: Renata Silva @ OpenAI
Stefan Kraus: I've joined Anthropic to work on evaluations.
=> hire: Stefan Kraus @ Anthropic
I'm leaving OpenAI after four years.
We are joining Anthropic.
"""

NAMES = """
Francis diMarco joins OpenAI.
=> hire: Francis diMarco @ OpenAI
Chloé Müller-Ávila has left Anthropic.
=> departure: Chloé Müller-Ávila @ Anthropic
Ludwig van der Berg is joining Cohere.
=> hire: Ludwig van der Berg @ Cohere
J. R. Okonkwo joins Hugging Face.
=> hire: J. R. Okonkwo @ Hugging Face
Tuan-Anh Nguyen and Seung Hyun Lim leave xAI.
=> departure: Tuan-Anh Nguyen @ xAI
=> departure: Seung Hyun Lim @ xAI
"""


@pytest.mark.parametrize(("text", "expected"), cases(CLAUSES))
def test_clauses_and_nouns(text: str, expected: set[str]) -> None:
    """Relative clauses, possessives, of-phrases and -ing clauses carry moves as main clauses do."""
    assert moves(text) == expected


@pytest.mark.parametrize(("text", "expected"), cases(LISTS))
def test_lists_and_gaps(text: str, expected: set[str]) -> None:
    """Everybody in a list moves, also where the verb is said once."""
    assert moves(text) == expected


@pytest.mark.parametrize(("text", "expected"), cases(FIRST_PERSON))
def test_first_person(text: str, expected: set[str]) -> None:
    """ "I" is whoever signs by name; without a name nobody moves."""
    assert moves(text) == expected


@pytest.mark.parametrize(("text", "expected"), cases(NAMES))
def test_names_of_every_form(text: str, expected: set[str]) -> None:
    """Small first letters, accents, hyphens, particles and initials are parts of names."""
    assert moves(text) == expected


def test_surname_takes_the_full_name_of_the_headline() -> None:
    """A surname alone is the person whom the headline names in full."""
    text = "Brandvold said on Friday that the work was done. Brandvold left the lab after six years."
    assert moves(text, "Astrid Brandvold on her years at Anthropic") == {"departure: Astrid Brandvold @ Anthropic"}


def test_pronoun_takes_the_person_before() -> None:
    """ "She" and "he" are the person of the sentence before."""
    text = "Maribel Ochoa built the first version of the tool at Cohere. She left the company in January."
    assert moves(text) == {"departure: Maribel Ochoa @ Cohere"}


def test_lab_of_the_headline_is_the_company() -> None:
    """ "The company" is the lab that the headline names."""
    text = "Gustav Lindahl has resigned from the company, a spokesperson said."
    assert moves(text, "Turmoil at Stability AI") == {"departure: Gustav Lindahl @ Stability AI"}


def test_product_stands_for_its_lab() -> None:
    """Whoever leads a product works at the lab that makes it."""
    assert moves("Gemini co-lead Tariq Aziz is leaving for Anthropic.") == {
        "departure: Tariq Aziz @ Google", "hire: Tariq Aziz @ Anthropic",
    }  # fmt: skip


def test_role_without_a_name_is_the_person_before() -> None:
    """ "The researcher" is the one person named before."""
    text = "Ottoline Craig wrote the paper in her first year. The researcher joined OpenAI in March."
    assert moves(text) == {"hire: Ottoline Craig @ OpenAI"}
