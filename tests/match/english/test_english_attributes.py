"""What is told of a move beside who and where: the post, and the firm on the other side, in whichever sentence."""

from __future__ import annotations

import pytest
from english_cases import mentions

from crawler.model import Kind

ROLES = [
    ("Ada Kornfeld resigned as head of Cohere's safety group.", "head of safety group"),
    ("Ada Kornfeld, the lead of PyTorch at Meta, is leaving.", "lead of PyTorch"),
    ("Ada Kornfeld, co-founder of the AI startup Mistral AI, has quit.", "co-founder"),
    ("Ada Kornfeld is joining Anthropic's compute team.", "compute team"),
    ("Cohere has hired Ada Kornfeld to be its policy and ethics adviser.", "policy and ethics adviser"),
    ("Ada Kornfeld, OpenAI's chief futurist, has left.", "chief futurist"),
    ("Cohere said that its vice president Ada Kornfeld would take charge of the models group.", "head of models group"),
    ("Ada Kornfeld joined Anthropic, taking the helm as its “chief AI officer”.", "chief AI officer"),
    ("Cohere's board has ousted its chief executive, Ada Kornfeld.", "chief executive"),
    ("Ada Kornfeld has taken the chief technology officer job at Cohere.", "chief technology officer"),
    ("Cohere's new Paris office will be headed by Ada Kornfeld.", "head of Cohere's new Paris office"),
]

SUCCESSORS = [
    "Ivo Lang is stepping down as Cohere's chief scientist. His deputy, Ada Kornfeld, takes over.",
    "Cohere's chief scientist, Ivo Lang, will leave the company in May. Ada Kornfeld will assume the role.",
    "Ada Kornfeld, who ran safety at Cohere, takes over from Ivo Lang, the company's chief scientist.",
]

OTHERS = [
    ("Ada Kornfeld left Cohere for Corvane.", Kind.DEPARTURE, "Corvane"),
    ("Ada Kornfeld explains leaving Intel to join OpenAI.", Kind.HIRE, "Intel"),
    ("OpenAI has hired the former president of Corvane, Ada Kornfeld, as revenue chief.", Kind.HIRE, "Corvane"),
    ("OpenAI named Ada Kornfeld, CFO of Corvane, its finance chief.", Kind.HIRE, "Corvane"),
    ("Ada Kornfeld returned to OpenAI after a stint as co-founder and CTO of Cohere.", Kind.RETURN, "Cohere"),
    ("OpenAI's new hires also included people from Cohere, including Ada Kornfeld and Ivo Lang.", Kind.HIRE, "Cohere"),
    ("OpenAI's new hires also included people from Cohere, including Ada Kornfeld.", Kind.DEPARTURE, "OpenAI"),
]


@pytest.mark.parametrize(("sentence", "role"), ROLES)
def test_the_post_is_told_in_full(sentence: str, role: str) -> None:
    """A head is told with what is headed, a member with the unit; whose it is stands beside it already."""
    assert [m.role for m in mentions(sentence)] == [role]


@pytest.mark.parametrize("text", SUCCESSORS)
def test_who_takes_over_has_the_post_that_became_free(text: str) -> None:
    """The post stands where its last holder leaves."""
    assert [m.role for m in mentions(text) if m.person == "Ada Kornfeld"] == ["chief scientist"]


def test_a_post_elsewhere_is_none_here() -> None:
    """Somebody back "after a stint as CTO of B" is no CTO of A."""
    told = mentions("Ada Kornfeld returned to OpenAI after a stint as co-founder and CTO of Cohere.")
    assert [m.role for m in told if m.kind is Kind.RETURN] == [None]


@pytest.mark.parametrize(("sentence", "kind", "other"), OTHERS)
def test_the_firm_on_the_other_side(sentence: str, kind: Kind, other: str) -> None:
    """Where somebody comes from or goes to is told, be it a lab or not."""
    assert [m.other_org for m in mentions(sentence) if m.kind is kind and m.person == "Ada Kornfeld"] == [other]
