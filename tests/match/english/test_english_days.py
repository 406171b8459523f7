"""The days of a move: when it was told, and when it takes effect; all published on Thursday 26 November 2026."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from crawler.match.lexicons import load
from crawler.match.mentions import match
from crawler.model import Article, Kind

PUBLISHED = datetime(2026, 11, 26, tzinfo=UTC)
LAST_MONDAY, NEXT_MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 30), date(2026, 11, 24)
EFFECTIVE = [
    ("Runa Falk starts Monday at Mistral.", NEXT_MONDAY),
    ("Runa Falk leaves Cohere Monday", LAST_MONDAY),
    ("Runa Falk joins Cohere on Monday.", NEXT_MONDAY),
    ("Runa Falk is joining Cohere on Monday.", NEXT_MONDAY),
    ("Runa Falk takes over as chief scientist of Reka on Monday.", NEXT_MONDAY),
    ("Runa Falk joined Cohere on Monday.", LAST_MONDAY),
    ("Cohere research chief Runa Falk resigns Monday", LAST_MONDAY),
    ("Cohere names Runa Falk chief scientist on Monday", LAST_MONDAY),
    ("Runa Falk's last day at Cohere was Monday.", LAST_MONDAY),
    ("Monday was Runa Falk's last day at Cohere.", LAST_MONDAY),
    ("Monday is Runa Falk's last day at Cohere.", NEXT_MONDAY),
    ("Runa Falk's last day at Cohere is Monday.", NEXT_MONDAY),
    ("Cohere's Runa Falk to depart at year-end", date(2026, 12, 31)),
    ("Runa Falk will leave Cohere by the end of the year.", date(2026, 12, 31)),
    ("Runa Falk will leave Cohere in two weeks.", date(2026, 12, 10)),
    ("Runa Falk is the second to leave Cohere in two weeks.", None),
    ("Runa Falk resigned from Cohere, effective immediately.", date(2026, 11, 26)),
]
BOTH = [
    ("Runa Falk resigned from Cohere on Tuesday, effective Dec. 1.", TUESDAY, date(2026, 12, 1)),
    ("Runa Falk announced her departure from Cohere internally on Tuesday.", TUESDAY, None),
    ("Runa Falk announced on Tuesday that she is leaving Cohere.", TUESDAY, None),
    ("Runa Falk is leaving Cohere, the company said on Tuesday.", TUESDAY, None),
]


def _article(text: str) -> Article:
    return Article(url="https://a.example/", source="a", title=None, text=text, language="en", published=PUBLISHED)


def _days(sentence: str) -> dict[Kind, tuple[date | None, date | None]]:
    return {m.kind: (m.announced, m.effective) for m in match(_article(sentence), load())}


@pytest.mark.parametrize(("sentence", "day"), EFFECTIVE)
def test_a_weekday_lies_ahead_or_behind_as_its_verb_says(sentence: str, day: date | None) -> None:
    """What is on its way lies ahead; a headline's "resigns" does not."""
    assert set(_days(sentence).values()) == {(None, day)}


@pytest.mark.parametrize(("sentence", "announced", "effective"), BOTH)
def test_the_day_of_the_news_is_not_that_of_the_move(
    sentence: str, announced: date | None, effective: date | None
) -> None:
    """ "Effective" says which is which."""
    assert set(_days(sentence).values()) == {(announced, effective)}


def test_an_end_elsewhere_dates_no_hire() -> None:
    """ "Until last week at A" is no day of going to B."""
    told = _days("Runa Falk, until last week a researcher at Mistral, has joined Cohere.")
    assert told[Kind.HIRE] == (None, None)


@pytest.mark.parametrize(
    ("sentence", "fresh"),
    [
        ("Runa Falk takes over as CEO of Reka, replacing Odd Lunde, who was ousted.", True),
        ("Runa Falk will succeed Odd Lunde, who resigned, as CTO of Reka.", True),
        ("Reka named Runa Falk CEO, replacing Odd Lunde, who left in 2023.", False),
    ],
)
def test_who_is_replaced_goes_as_news(sentence: str, fresh: bool) -> None:
    """The one who comes is the news, and so is the one who made room; unless the day says otherwise."""
    told = match(_article(sentence), load())
    assert {m.fresh for m in told if m.person == "Odd Lunde"} == {fresh}
