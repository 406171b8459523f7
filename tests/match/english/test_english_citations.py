"""On whose word a move is told: the outlet that is cited, and how sure that leaves it."""

from __future__ import annotations

import pytest
from english_cases import mentions

from crawler.model import Certainty, Kind

CITED = [
    ("Runa Falk has left Cohere for Meta, per Reuters.", "Reuters"),
    ("Runa Falk has left Cohere for Meta, per Bloomberg's Tove Brandt.", "Bloomberg"),
    ("Per the Financial Times, Runa Falk has left Cohere.", "Financial Times"),
    ("Runa Falk has left Cohere, per a report in The Information.", "The Information"),
    ("Runa Falk has left Cohere, according to a report by Wired.", "Wired"),
    ("Runa Falk has left Cohere (via Axios)", "Axios"),
    ("Semafor: Runa Falk leaves Cohere for Meta", "Semafor"),
    ("Runa Falk leaves Cohere for Meta - Bloomberg", "Bloomberg"),
    ("Business Insider says Runa Falk has left Cohere.", "Business Insider"),
    ("Runa Falk is leaving Cohere, Bloomberg's Tove Brandt reported.", "Bloomberg"),
    ("Runa Falk is leaving Cohere, sources tell TechCrunch.", "TechCrunch"),
    ("Sources: Cohere's Runa Falk is going to Anthropic (Tove Brandt/The Verge)", "The Verge"),
]
NAMELESS = ["Runa Falk has left Cohere, per two sources.", "Report: Runa Falk leaves Cohere"]
CONFIRMED = [
    ("Cohere confirmed the departure of Runa Falk, first reported by The Information.", "Cohere"),
    ("Runa Falk's departure, which was first reported by Wired, was confirmed by Cohere.", "Cohere"),
    ("Runa Falk joins Cohere as finance chief (Tove Brandt/The Verge)", "The Verge"),
    ("Runa Falk has left Cohere, per her LinkedIn profile.", None),
    ("Runa Falk is leaving Cohere, where a seat costs $90 per year.", None),
]
RUMOURED = [
    "Runa Falk appears to have left Cohere.",
    "Runa Falk seems to be leaving Cohere.",
    "Word on the street: Runa Falk is leaving Cohere.",
]
TWOFOLD = [
    "Runa Falk said in a post on X that she has left Cohere; a source said she will join Mistral.",
    "Cohere confirmed that Runa Falk has left, but two sources said she is joining Mistral.",
]


@pytest.mark.parametrize(("sentence", "outlet"), CITED)
def test_news_on_the_word_of_an_outlet_is_reported(sentence: str, outlet: str) -> None:
    """Wherever the sentence cites it; a writer is cited by the outlet."""
    assert {(m.certainty, m.attributed_to) for m in mentions(sentence)} == {(Certainty.REPORTED, outlet)}


@pytest.mark.parametrize("sentence", NAMELESS)
def test_news_on_the_word_of_nobody_named_is_reported(sentence: str) -> None:
    """Sources and a report of no outlet vouch no more than those of one."""
    assert {(m.certainty, m.attributed_to) for m in mentions(sentence)} == {(Certainty.REPORTED, None)}


@pytest.mark.parametrize(("sentence", "cited"), CONFIRMED)
def test_what_is_told_first_hand_is_confirmed(sentence: str, cited: str | None) -> None:
    """Whoever had it first, or wrote the headline, takes nothing from it."""
    assert {(m.certainty, m.attributed_to) for m in mentions(sentence)} == {(Certainty.CONFIRMED, cited)}


@pytest.mark.parametrize("sentence", RUMOURED)
def test_what_only_seems_is_a_rumour(sentence: str) -> None:
    """Nobody vouches for it."""
    assert {m.certainty for m in mentions(sentence)} == {Certainty.RUMORED}


@pytest.mark.parametrize("sentence", TWOFOLD)
def test_each_half_is_as_sure_as_it_is_told(sentence: str) -> None:
    """The departure by those who know, the hire by somebody else."""
    told = {m.kind: m.certainty for m in mentions(sentence)}
    assert told == {Kind.DEPARTURE: Certainty.CONFIRMED, Kind.HIRE: Certainty.REPORTED}


def test_who_is_told_of_a_departure_is_no_destination() -> None:
    """ "Confirmed her departure to TechCrunch": nobody goes there."""
    assert [m.other_org for m in mentions("Cohere confirmed Runa Falk's departure to TechCrunch.")] == [None]
