"""Every way of leaving in every shape of sentence: what one verb can be said in, all of them can."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import pytest
from english_cases import cases, moves


@dataclass(frozen=True, slots=True)
class Leaving:
    """A way of leaving by its forms, each with what stands behind it."""

    past: str
    participle: str
    gerund: str
    base: str


WAYS = [
    Leaving("left Cohere", "left Cohere", "leaving Cohere", "leave Cohere"),
    Leaving("resigned from Cohere", "resigned from Cohere", "resigning from Cohere", "resign from Cohere"),
    Leaving("stepped down at Cohere", "stepped down at Cohere", "stepping down at Cohere", "step down at Cohere"),
    Leaving("walked out of Cohere", "walked out of Cohere", "walking out of Cohere", "walk out of Cohere"),
    Leaving("parted ways with Cohere", "parted ways with Cohere", "parting ways with Cohere", "part ways with Cohere"),
    Leaving("quit his job at Cohere", "quit his job at Cohere", "quitting his job at Cohere", "quit his job at Cohere"),
    Leaving("moved on from Cohere", "moved on from Cohere", "moving on from Cohere", "move on from Cohere"),
]

SHAPES = [
    "{name} {past} last week.",
    "{name} has {participle}.",
    "{name} will {base} in April.",
    "{name} has decided to {base}.",
    "{name} ended up {gerund} in February.",
    "{name}, who {past} last month, has won a prize.",
    "After {gerund} last month, {name} moved to Lisbon.",
    "Two months after {gerund}, {name} has written a book.",
    "{name} announced on Tuesday that she is {gerund}.",
    "With {name} {gerund}, the team has no leader.",
    "News that {name} has {participle} shook the market.",
    "Word that {name} is {gerund} has spread.",
    "{name}'s decision to {base} surprised investors.",
    "{name} is the third co-founder to {base} this year.",
    "The first to {base} was {name}.",
    "First to {base} was {name}.",
    "{name} was one of five people who {past} last month.",
    "Among those who {past} is {name}.",
    "Several researchers, including {name}, have {participle}.",
    "{name} is said to have {participle}.",
    "“I am {gerund},” {name} wrote on Tuesday.",
    "{name}, in a surprise move, has {participle}.",
    "{name}, like others before her, has {participle}.",
]

NAMES = ["Mara Lindqvist", "Fatima al-Rashid", "Sofia d'Amico", "Grace Okafor-Bell", "Anton van der Berg"]

TOLD = """
Several researchers, including Ana Kovac and Tom Okafor, were fired from Cohere.
=> departure: Ana Kovac @ Cohere
=> departure: Tom Okafor @ Cohere
Ana Kovac became the third founder to leave Cohere, after Tom Okafor and Mei Tan.
=> departure: Ana Kovac @ Cohere
=> departure: Mei Tan @ Cohere
=> departure: Tom Okafor @ Cohere
After leaving Cohere to join Mistral AI in January, Ana Kovac moved to Prague.
=> departure: Ana Kovac @ Cohere
=> hire: Ana Kovac @ Mistral AI
The latest exit from Cohere is that of Ana Kovac.
=> departure: Ana Kovac @ Cohere
Ana Kovac's Cohere exit surprised colleagues.
=> departure: Ana Kovac @ Cohere
Cohere's Ana Kovac announces departure
=> departure: Ana Kovac @ Cohere
Ana Kovac, chief scientist of Cohere, had her last day on Friday.
=> departure: Ana Kovac @ Cohere
According to the memo, Ana Kovac has handed in her notice at Cohere.
=> departure: Ana Kovac @ Cohere
Ana Kovac has left Cohere; Tom Okafor moved to Lisbon.
=> departure: Ana Kovac @ Cohere
With Ana Kovac gone to Mistral AI, Cohere has no head of safety.
=> departure: Ana Kovac @ Cohere
=> hire: Ana Kovac @ Mistral AI
Out at Cohere: Ana Kovac, Tom Okafor
=> departure: Ana Kovac @ Cohere
=> departure: Tom Okafor @ Cohere
Among those departing Cohere: Ana Kovac and Tom Okafor.
=> departure: Ana Kovac @ Cohere
=> departure: Tom Okafor @ Cohere
Cohere loses another co-founder: Ana Kovac.
=> departure: Ana Kovac @ Cohere
Ana Kovac is no longer employed by Cohere.
=> departure: Ana Kovac @ Cohere
Ana Kovac is no longer part of Cohere.
=> departure: Ana Kovac @ Cohere
Cohere has terminated Ana Kovac's employment.
=> departure: Ana Kovac @ Cohere
Ana Kovac joins the exodus from Cohere.
=> departure: Ana Kovac @ Cohere
Ana Kovac joins a growing list of executives leaving Cohere.
=> departure: Ana Kovac @ Cohere
Ana Kovac joins Tom Okafor in leaving Cohere.
=> departure: Ana Kovac @ Cohere
=> departure: Tom Okafor @ Cohere
Ana Kovac is on the move from Cohere to Mistral AI.
=> departure: Ana Kovac @ Cohere
=> hire: Ana Kovac @ Mistral AI
Ana Kovac left Cohere, where she ran safety, for Mistral AI.
=> departure: Ana Kovac @ Cohere
=> hire: Ana Kovac @ Mistral AI
Ana Kovac left Cohere with Tom Okafor.
=> departure: Ana Kovac @ Cohere
=> departure: Tom Okafor @ Cohere
Ana Kovac left Cohere with Tom Okafor in charge.
=> departure: Ana Kovac @ Cohere
Ana Kovac left Cohere over a dispute with Tom Okafor.
=> departure: Ana Kovac @ Cohere
Ana Kovac has quit over a dispute with Tom Okafor, her boss at Cohere.
=> departure: Ana Kovac @ Cohere
Ana Kovac: Cohere fires researcher who called its chatbot alive
=> departure: Ana Kovac @ Cohere
Ana Kovac left Cohere last week, as did Tom Okafor.
=> departure: Ana Kovac @ Cohere
=> departure: Tom Okafor @ Cohere
Ana Kovac and her husband, Tom Okafor, have left Cohere.
=> departure: Ana Kovac @ Cohere
=> departure: Tom Okafor @ Cohere
Cohere's departing head of safety, Ana Kovac, gave a speech.
=> departure: Ana Kovac @ Cohere
Outgoing Cohere CEO Ana Kovac gave a speech.
=> departure: Ana Kovac @ Cohere
Ana Kovac, the ousted CEO of Cohere, gave a speech.
=> departure: Ana Kovac @ Cohere
Rumours that Ana Kovac has left Cohere were denied by the company.
Reports that Ana Kovac might quit Cohere were nonsense, she said.
"""


@pytest.mark.parametrize(("way", "shape"), list(product(WAYS, SHAPES)))
def test_a_leaving_is_read_in_every_shape(way: Leaving, shape: str) -> None:
    """Whatever the verb, and wherever it stands."""
    told = {"past": way.past, "participle": way.participle, "gerund": way.gerund, "base": way.base}
    name = NAMES[(len(shape) + len(way.past)) % len(NAMES)]
    assert moves(shape.format(name=name, **told)) == {f"departure: {name} @ Cohere"}


@pytest.mark.parametrize(("text", "expected"), cases(TOLD))
def test_shapes_of_their_own(text: str, expected: set[str]) -> None:
    """What only some words of leaving are said in."""
    assert moves(text) == expected
