"""What several sentences say together: how sure, denied or not, news or a look back."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crawler.match.lexicons import load
from crawler.match.mentions import match
from crawler.model import Article, Certainty, Mention

PUBLISHED = datetime(2025, 6, 10, 8, tzinfo=UTC)
FILLER = " ".join(f"Paragraph {n} speaks of chips, prices and the weather over the bay area." for n in range(12))


def only(title: str | None, *paragraphs: str) -> Mention:
    """The one mention of a short article."""
    article = Article(
        url="https://wire.example/1",
        source="wire",
        title=title,
        text="\n".join(paragraphs),
        language="en",
        published=PUBLISHED,
    )
    (mention,) = match(article, load())
    return mention


@pytest.mark.parametrize(
    ("title", "paragraphs", "certainty"),
    [
        ("Jordan Park leaves OpenAI", ["Jordan Park is leaving OpenAI, according to The Information."], "reported"),
        ("Jordan Park leaves OpenAI", ["Jordan Park announced on Monday that he is leaving OpenAI."], "confirmed"),
        (
            None,
            ["Jordan Park is leaving OpenAI, according to The Information.", "Park leaves OpenAI at a bad time."],
            "reported",
        ),
        (
            None,
            [
                "Jordan Park is leaving OpenAI, according to The Information.",
                "In a memo to staff, OpenAI confirmed that Jordan Park is leaving OpenAI.",
            ],
            "confirmed",
        ),
    ],
)
def test_certainty_is_that_of_the_text_and_rises_only_when_somebody_vouches(
    title: str | None, paragraphs: list[str], certainty: str
) -> None:
    """A bare headline or an echo further down makes no report a fact; a memo does."""
    assert only(title, *paragraphs).certainty is Certainty(certainty)


def test_news_stands_in_the_lead_or_says_that_it_is_news() -> None:
    """The same words far down an article are a look back, unless they are dated or put as news."""
    assert only(None, "Jordan Park left OpenAI.", FILLER).fresh
    assert not only(None, FILLER, "Jordan Park left OpenAI.").fresh
    assert only(None, FILLER, "Jordan Park is leaving OpenAI.").fresh
    assert not only(None, "Jordan Park left OpenAI in March 2024.", FILLER).fresh


def test_the_text_is_quoted_before_the_headline() -> None:
    """A letter shows the sentence of the text, which has the facts, with its offsets."""
    text = "Jordan Park, who led evaluation, is leaving OpenAI to start a company."
    mention = next(m for m in match(_article("Jordan Park leaves OpenAI", text), load()) if m.kind == "departure")
    assert (mention.sentence, mention.start, mention.end) == (text, 0, len(text))


def _article(title: str, text: str) -> Article:
    return Article(
        url="https://wire.example/2", source="wire", title=title, text=text, language="en", published=PUBLISHED
    )
