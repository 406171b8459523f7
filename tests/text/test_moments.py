"""The dates of feeds and pages, read at 04:00 UTC on 14 June 2026."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.text.dates import parse_moment

NOW = datetime(2026, 6, 14, 4, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "language", "moment"),
    [
        ("Mon, 02 Sep 2024 10:00:00 GMT", "en", "2024-09-02T10:00"),
        ("Mon, 02 Sep 2024 10:00:00 +0800", "en", "2024-09-02T02:00"),
        ("Mon, 02 Sep 2024 10:00:00 GMT+0800", "en", "2024-09-02T02:00"),
        ("Mon, 02 Sep 2024 10:00:00 EST", "en", "2024-09-02T15:00"),
        ("Mon Sep  2 10:00:00 CST 2024", "zh", "2024-09-02T02:00"),
        ("2024-05-01T08:00:00Z", "en", "2024-05-01T08:00"),
        ("2024-05-01T08:00:00.123-05:00", "en", "2024-05-01T13:00"),
        ("20240501T080000", "en", "2024-05-01T08:00"),
        ("2026-06-13 16:37:21  +0800", "zh", "2026-06-13T08:37"),
        ("2024-05-01 08:00", "zh", "2024-05-01T00:00"),
        ("2024-05-01 08:00", "en", "2024-05-01T08:00"),
        ("2024年5月1日 08:05", "zh", "2024-05-01T00:05"),
        ("发布时间:2024/05/01 08:05:09 来源:本站", "zh", "2024-05-01T00:05"),
        ("05-01 08:00", "zh", "2026-05-01T00:00"),
        ("12-31 08:00", "zh", "2025-12-31T00:00"),
        ("2024-05-01", "zh", "2024-04-30T16:00"),
        ("May 1, 2024", "en", "2024-05-01T00:00"),
        ("2 September 2024", "en", "2024-09-02T00:00"),
        ("Tuesday, May 1, 2024, 5:30 p.m. ET", "en", "2024-05-01T21:30"),
        ("1718000000", "en", "2024-06-10T06:13"),
        ("1718000000123", "en", "2024-06-10T06:13"),
        ("3小时前", "zh", "2026-06-14T01:00"),
        ("5 minutes ago", "en", "2026-06-14T03:55"),
        ("昨天 12:30", "zh", "2026-06-13T04:30"),
        ("刚刚", "zh", "2026-06-14T04:00"),
    ],
)
def test_a_form(value: str, language: str, moment: str) -> None:
    """Each form gives its moment in UTC; a zone-less Chinese date is China's."""
    found = parse_moment(value, language=language, now=NOW)
    assert found is not None
    assert found.tzinfo is UTC
    assert found.isoformat(timespec="minutes") == moment + "+00:00"


@pytest.mark.parametrize(
    "value", ["", "soon", "2024", "2026-06-16", "1970-01-01", "0001-01-01T00:00:00", "2024-13-45", "9" * 300, "99:99"]
)
def test_no_moment(value: str) -> None:
    """Words, default dates, impossible dates and those more than a day ahead give none."""
    assert parse_moment(value, language="en", now=NOW) is None


@pytest.mark.parametrize("value", ["yesterday", "刚刚", "3 days ago", "05-01 08:00"])
def test_nothing_is_counted_from_a_now_that_is_not_given(value: str) -> None:
    """What leans on the day of reading gives no moment; a full date gives its own, however far ahead."""
    assert parse_moment(value, language="en", now=NOW) is not None
    assert parse_moment(value, language="en", now=None) is None
    assert parse_moment("2041-05-01", language="en", now=None) == datetime(2041, 5, 1, tzinfo=UTC)


@given(st.timedeltas(timedelta(), timedelta(days=36 * 365)).map(lambda passed: NOW - passed))
def test_iso_comes_back(moment: datetime) -> None:
    """Whatever moment is written as ISO 8601 is read as the same moment."""
    assert parse_moment(moment.isoformat(), language="zh", now=NOW) == moment


@given(st.text(alphabet="0123456789-:/ TZ+年月日天前周ago,.", max_size=40), st.sampled_from(["zh", "en", "und"]))
def test_nothing_breaks_it(value: str, language: str) -> None:
    """Any text gives a moment in the allowed range or none."""
    found = parse_moment(value, language=language, now=NOW)
    assert found is None or datetime(1990, 1, 1, tzinfo=UTC) <= found <= NOW + timedelta(days=1)
