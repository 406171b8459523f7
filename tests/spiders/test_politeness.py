"""What is due, what a conditional request says, and how long we wait when told to."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.model import Link, Outcome, Visit
from crawler.text.fingerprint import fingerprint
from spiders.politeness import conditional_headers, due, retry_after

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
URL = "https://paper.example/1"


def link(title: str | None = None, published: datetime | None = None) -> Link:
    return Link(source="paper", url=URL, title=title, published=published)


def visit(outcome: Outcome, ago: timedelta, *, failures: int = 0, title: str | None = None) -> Visit:
    return Visit(
        url=URL,
        source="paper",
        fetched_at=NOW - ago,
        outcome=outcome,
        failures=failures,
        title_mark=title and fingerprint(title),
    )


def test_a_new_address_is_due() -> None:
    """Never visited: fetch it."""
    assert due(link(), None, NOW)


@pytest.mark.parametrize("outcome", [Outcome.SCREENED_OUT, Outcome.REJECTED, Outcome.NO_MOVE, Outcome.MATCHED])
def test_what_brought_nothing_is_not_asked_for_again(outcome: Outcome) -> None:
    """One look is enough, however long ago."""
    assert not due(link(), visit(outcome, timedelta(days=1)), NOW)


def test_a_changed_headline_makes_an_article_due() -> None:
    """A new announced title is an edit; a missing one says nothing."""
    seen = visit(Outcome.NO_MOVE, timedelta(days=1), title="OpenAI researcher travels")
    assert due(link("OpenAI researcher leaves"), seen, NOW)
    assert not due(link("OpenAI researcher travels"), seen, NOW)
    assert not due(link(None), seen, NOW)


@pytest.mark.parametrize(("failures", "hours"), [(1, 1), (2, 2), (3, 4), (6, 32), (7, 48), (500, 48)])
def test_failures_lengthen_the_wait_up_to_two_days(failures: int, hours: int) -> None:
    """Doubled from one hour with each failure in a row."""
    wait = timedelta(hours=hours)
    assert due(link(), visit(Outcome.FAILED, wait, failures=failures), NOW)
    assert not due(link(), visit(Outcome.FAILED, wait - timedelta(seconds=1), failures=failures), NOW)


def test_a_conditional_request_carries_what_the_last_answer_gave() -> None:
    """Both validators where both were given, none where there was no visit."""
    assert conditional_headers(None) == {}
    known = Visit(url=URL, source="p", fetched_at=NOW, outcome=Outcome.MATCHED, etag='W/"1"', last_modified="Tue")
    assert conditional_headers(known) == {"If-None-Match": 'W/"1"', "If-Modified-Since": "Tue"}


@pytest.mark.parametrize(
    ("header", "seconds"),
    [("120", 120.0), (" 5 ", 5.0), ("Wed, 04 Mar 2026 12:01:00 GMT", 60.0), ("Wed, 04 Mar 2026 11:00:00 GMT", 0.0),
     ("soon", None), ("-5", None), ("", None), ("٣", None), ("Wed, 04 Mar 2026 12:01:00", None)],
)  # fmt: skip
def test_retry_after_is_seconds_or_a_date(header: str, seconds: float | None) -> None:
    """Both forms of the header; nonsense counts as absent, the past as now."""
    assert retry_after(header, NOW) == seconds


@given(st.text(max_size=80))
def test_any_retry_after_is_understood_or_ignored(header: str) -> None:
    """No header raises, and no wait is negative."""
    asked = retry_after(header, NOW)
    assert asked is None or asked >= 0
