"""What is told of a move beside who and where: the post, and the firm on the other side, in whichever sentence."""

from __future__ import annotations

import pytest
from english_cases import mentions

from crawler.model import Kind

ROLES = [
    ("Stability AI audio lead Ada Kornfeld leaves.", "audio lead"),
    ("Apple's Siri chief Ada Kornfeld is retiring.", "Siri chief"),
    ("Cohere's NPU boss Ada Kornfeld is leaving.", "NPU boss"),
    ("OpenAI VP engineering Ada Kornfeld leaves.", "VP engineering"),
    ("Cohere co-founder Ada Kornfeld steps back, becomes chairman.", "chairman"),
    ("Ada Kornfeld quit as Cohere's head of policy but stays with the company in a research post.", "research post"),
    ("With the hiring of Ada Kornfeld from Stripe, Cohere gets its first general counsel.", "general counsel"),
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


DENIERS = [
    ("Ivo Lang denied that Ada Kornfeld has left Cohere.", "Ivo Lang"),
    ("Ada Kornfeld says she is not leaving Cohere.", "Ada Kornfeld"),
    ("Cohere denied that Ada Kornfeld has left.", "Cohere"),
    ("Rumours that Ada Kornfeld has left Cohere were denied by the company.", "Cohere"),
]

DAYS = [
    ("Ada Kornfeld is the third founder to leave Cohere this year.", True),
    ("Ada Kornfeld left Cohere over a dispute. Ada Kornfeld left Cohere in September.", False),
    ("Ada Kornfeld, who left Cohere in 2023 and came back, is leaving Cohere.", True),
]


@pytest.mark.parametrize(("sentence", "denier"), DENIERS)
def test_who_denies_is_said(sentence: str, denier: str) -> None:
    """A denial is somebody's, in the active and the passive."""
    assert [(m.negated, m.attributed_to) for m in mentions(sentence)] == [(True, denier)]


@pytest.mark.parametrize(
    ("sentence", "cited"),
    [
        ("Ada Kornfeld has left Cohere, according to a LinkedIn post.", "a LinkedIn post"),
        ("Ada Kornfeld has left Cohere, according to The Northern Courier.", "The Northern Courier"),
        ("Ada Kornfeld has left Cohere, according to a company memo seen by reporters.", "a company memo"),
    ],
)
def test_what_it_is_according_to_is_said_in_full(sentence: str, cited: str) -> None:
    """What was read, and not only where."""
    assert [m.attributed_to for m in mentions(sentence)] == [cited]


@pytest.mark.parametrize(("text", "fresh"), DAYS)
def test_what_is_dated_long_ago_is_no_news(text: str, fresh: bool) -> None:
    """No sentence beside makes news of it by leaving the day out; the year at hand is no day."""
    assert [m.fresh for m in mentions(text) if m.kind is Kind.DEPARTURE] == [fresh]


def test_an_office_is_no_firm() -> None:
    """A former minister comes from no firm called "minister"."""
    assert [m.other_org for m in mentions("Former minister Ada Kornfeld joins Cohere.")] == [None]


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
