"""What is denied, and what stands beside a denial of something else."""

from __future__ import annotations

import pytest
from english_cases import mentions

from crawler.model import Kind

DENYING = (
    "denied", "denies", "has denied", "disputed", "refuted", "rejected", "dismissed", "rebutted", "debunked",
    "brushed off",
)  # fmt: skip
OF_SOMETHING_ELSE = (
    "that it had bullied {}",
    "claims against former engineer {}",
    "a lawsuit by {}",
    "claims that it underpaid {}",
    "allegations from researcher {}",
    "an account by former researcher {}",
    "wrongdoing in its talks with {}",
    "it had offered $100 million to {}",
)
ASIDES = (
    ", who left the company last week.",
    ", who was fired last week.",
    ", who left the company for Anthropic on Monday.",
    ", who left OpenAI in May and joined Anthropic.",
    ", whom it fired in May.",
    " (who left the company in May).",
)
OF_THE_MOVE = (
    "reports that {} was leaving",
    "claims that {} has quit",
    "rumours that {} is joining Anthropic",
)
DESCRIBED = ("Dana Whitlock", "Dana Whitlock, its research chief,", "Dana Whitlock, who leads safety,")


@pytest.mark.parametrize("denying", DENYING)
@pytest.mark.parametrize("other", OF_SOMETHING_ELSE)
def test_what_is_said_of_a_name_behind_its_comma_is_not_denied(denying: str, other: str) -> None:
    """The writer tells it himself, of somebody whom the denial of something else only names."""
    for aside in ASIDES:
        found = mentions(f"OpenAI {denying} {other.format('Dana Whitlock')}{aside}")
        assert Kind.DEPARTURE in [m.kind for m in found], aside
        assert not any(m.negated for m in found), aside


@pytest.mark.parametrize("denying", DENYING)
@pytest.mark.parametrize("move", OF_THE_MOVE)
def test_what_the_denial_is_about_is_denied(denying: str, move: str) -> None:
    """Also where the person is described on the way to the verb."""
    for person in DESCRIBED:
        assert {m.negated for m in mentions(f"OpenAI {denying} {move.format(person)}.")} == {True}, person


@pytest.mark.parametrize(
    "text",
    [
        "OpenAI denied that Dana Whitlock, its research chief, had left.",
        "OpenAI denied that Dana Whitlock had quit and joined Anthropic.",
        "Dana Whitlock denied she had left OpenAI and joined Anthropic.",
        "OpenAI rejected rumours of Dana Whitlock's departure.",
        "OpenAI dismissed speculation over Dana Whitlock's exit.",
        "Dana Whitlock, who leads safety, did not leave OpenAI.",
        "Dana Whitlock did not leave OpenAI and join Anthropic.",
        "Reports that Dana Whitlock, who leads safety, has left OpenAI were denied by the company.",
        "OpenAI denied that Dana Whitlock, who is on leave, has quit to join Anthropic.",
        "OpenAI dismissed a report that Dana Whitlock, who once wrote for it, is leaving.",
        "OpenAI denied a report by Kara Swisher, who said Dana Whitlock was leaving.",
        "Dana Whitlock never wanted to leave OpenAI, and she did not.",
    ],
)
def test_denied_still(text: str) -> None:
    """A second verb of what is denied is denied with it."""
    assert {m.negated for m in mentions(text)} == {True}


@pytest.mark.parametrize(
    "text",
    [
        "Google denied that Dana Whitlock, who joined Anthropic last week, had taken confidential files.",
        "Altman said it was not true that the company had threatened Dana Whitlock, who left OpenAI in May.",
        "There is no truth to claims that OpenAI threatened Dana Whitlock, who left the company in May.",
        "Claims by Dana Whitlock, who left OpenAI in May, were dismissed by a judge.",
        "OpenAI disputed an account by Dana Whitlock, who left the company in June to found Clearwater AI.",
        "Dana Whitlock turned down a retention bonus and left OpenAI on Friday.",
        "Dana Whitlock rejected Meta's offer and then joined Anthropic on Monday.",
        "OpenAI turned to Dana Whitlock, who left Anthropic on Monday.",
        "Dana Whitlock denied wrongdoing after leaving OpenAI in May.",
        "OpenAI denied wrongdoing but said Dana Whitlock had left the company.",
        "xAI denies wrongdoing in the firing of engineer Dana Whitlock.",
        "Dana Whitlock denied the allegations and resigned from OpenAI on Friday.",
        "Dana Whitlock, who denied wrongdoing, left OpenAI on Friday.",
        "Dana Whitlock, who had rejected two offers from Meta, left OpenAI on Friday.",
        "OpenAI denied bullying Dana Whitlock, whose departure from the company was announced on Friday.",
        "OpenAI denied bullying Dana Whitlock, who announced her departure on Friday.",
        "OpenAI denied bullying Dana Whitlock, who announced on Monday that she was leaving OpenAI.",
        "OpenAI denies wrongdoing as Dana Whitlock leaves the company.",
        "Neither OpenAI nor Dana Whitlock, who left the company in May, would comment.",
        "Dana Whitlock did not leave OpenAI quietly: she wrote a long post.",
        "Dana Whitlock never wanted to leave OpenAI, but on Friday she did.",
    ],
)
def test_asserted_beside_a_denial(text: str) -> None:
    """An aside, a time, a second verb, the manner of leaving: none is what the denial is about."""
    assert {m.negated for m in mentions(text)} == {False}


def test_not_denied_is_not_told() -> None:
    """Whoever does not deny it does not say it either."""
    assert mentions("OpenAI did not deny that Dana Whitlock had left the company.") == ()


@pytest.mark.parametrize(
    "text",
    [
        "I asked Claude to draft my resignation letter. — Dana Whitlock, teacher",
        "After quitting his job, Bram Okafor built an app with ChatGPT.",
        "Dana Whitlock used ChatGPT to write her resignation letter.",
    ],
)
def test_who_only_uses_a_product_leaves_no_lab(text: str) -> None:
    """Whoever leads or works on one does."""
    assert mentions(text) == ()
    assert mentions("Dana Whitlock, who worked on ChatGPT, resigned on Friday.")


def test_gone_for_good_denies_no_return() -> None:
    """It says the departure once more; a return to a lab that is named is denied."""
    found = mentions("Dana Whitlock left OpenAI on Friday. She won't be coming back.")
    assert [(m.kind, m.negated) for m in found] == [(Kind.DEPARTURE, False)]
    assert [m.negated for m in mentions("Dana Whitlock will not return to OpenAI as its chief scientist.")] == [True]
