"""Date phrases against a Wednesday, 20 November 2024."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from growth import takes_in_line
from hypothesis import given
from hypothesis import strategies as st

from crawler.text.dates import find_dates
from crawler.text.fold import fold

WEDNESDAY = datetime(2024, 11, 20, 12, tzinfo=UTC)

ENGLISH = [
    ("on November 9", "2024-11-09", "day"),
    ("Nov. 9, 2024", "2024-11-09", "day"),
    ("9 November", "2024-11-09", "day"),
    ("the 30th of September, 2023", "2023-09-30", "day"),
    ("Friday, November 15", "2024-11-15", "day"),
    ("January 5", "2025-01-05", "day"),
    ("February 29", "2024-02-29", "day"),
    ("2026-03-04", "2026-03-04", "day"),
    ("2024/3/4", "2024-03-04", "day"),
    ("on Friday", "2024-11-15", "day"),
    ("on Wednesday", "2024-11-20", "day"),
    ("last Friday", "2024-11-15", "day"),
    ("last Wednesday", "2024-11-13", "day"),
    ("next Monday", "2024-11-25", "day"),
    ("this Friday", "2024-11-22", "day"),
    ("She will leave on Friday.", "2024-11-22", "day"),
    ("His last day is Friday.", "2024-11-22", "day"),
    ("He will leave, the company said on Friday.", "2024-11-15", "day"),
    ("She was hired by Acme on Friday.", "2024-11-15", "day"),
    ("The change is effective March 1.", "2025-03-01", "day"),
    ("He was hired by Acme on March 1.", "2024-03-01", "day"),
    ("She will leave in May.", "2025-05-01", "month"),
    ("Acme's design chief to step down in early May", "2025-05-01", "month"),
    ("She left in May.", "2024-05-01", "month"),
    ("He will leave, the company said in May.", "2024-05-01", "month"),
    ("yesterday", "2024-11-19", "day"),
    ("earlier today", "2024-11-20", "day"),
    ("Tomorrow", "2024-11-21", "day"),
    ("three days ago", "2024-11-17", "day"),
    ("two weeks ago", "2024-11-06", "month"),
    ("this week", "2024-11-18", "month"),
    ("last week", "2024-11-11", "month"),
    ("last month", "2024-10-01", "month"),
    ("next month", "2024-12-01", "month"),
    ("in September", "2024-09-01", "month"),
    ("last December", "2023-12-01", "month"),
    ("in mid-October", "2024-10-15", "month"),
    ("at the end of September", "2024-09-30", "month"),
    ("in May 2023", "2023-05-01", "month"),
    ("a month ago", "2024-10-01", "month"),
    ("earlier this year", "2024-01-01", "year"),
    ("last year", "2023-01-01", "year"),
    ("in 2016", "2016-01-01", "year"),
    ("his 2021 departure", "2021-01-01", "year"),
    ("by the end of the year", "2024-12-31", "year"),
    ("two years ago", "2022-01-01", "year"),
]
CHINESE = [
    ("2026年3月4日", "2026-03-04", "day"),
    ("二〇二四年三月五日", "2024-03-05", "day"),
    ("3月4日", "2024-03-04", "day"),
    ("11月15号", "2024-11-15", "day"),
    ("1月5日", "2025-01-05", "day"),
    ("今年11月9日", "2024-11-09", "day"),
    ("2021 年", "2021-01-01", "year"),
    ("2023 年 5 月", "2023-05-01", "month"),
    ("去年 9 月 26 日", "2023-09-26", "day"),
    ("当地时间11月15日离职", "2024-11-15", "day"),
    ("北京时间5月15日7点", "2024-05-15", "day"),
    ("15日宣布", "2024-11-15", "day"),
    ("25日宣布", "2024-10-25", "day"),
    ("本月15日", "2024-11-15", "day"),
    ("上周五", "2024-11-15", "day"),
    ("本周五", "2024-11-22", "day"),
    ("周五", "2024-11-15", "day"),
    ("將於周五離職", "2024-11-22", "day"),
    ("周五宣布将离职", "2024-11-15", "day"),
    ("下周一", "2024-11-25", "day"),
    ("昨天", "2024-11-19", "day"),
    ("昨日", "2024-11-19", "day"),
    ("今晚", "2024-11-20", "day"),
    ("前天", "2024-11-18", "day"),
    ("3天前", "2024-11-17", "day"),
    ("上周", "2024-11-11", "month"),
    ("两周前", "2024-11-06", "month"),
    ("去年3月", "2023-03-01", "month"),
    ("24年3月", "2024-03-01", "month"),
    ("今年9月", "2024-09-01", "month"),
    ("10月份", "2024-10-01", "month"),
    ("上个月", "2024-10-01", "month"),
    ("上月", "2024-10-01", "month"),
    ("三个月前", "2024-08-01", "month"),
    ("半年前", "2024-05-01", "month"),
    ("月底", "2024-11-30", "month"),
    ("9月底", "2024-09-30", "month"),
    ("将于5月离职", "2025-05-01", "month"),
    ("她5月底将离职", "2025-05-31", "month"),
    ("3月4日将离职", "2025-03-04", "day"),
    ("她5月底离职", "2024-05-31", "month"),
    ("2016年左右", "2016-01-01", "year"),
    ("去年年底", "2023-12-31", "year"),
    ("十年前", "2014-01-01", "year"),
]


@pytest.mark.parametrize(("phrase", "day", "precision"), ENGLISH + CHINESE)
def test_a_phrase(phrase: str, day: str, precision: str) -> None:
    """Each phrase gives one span, its day and how exact it is."""
    found = find_dates(fold(phrase), WEDNESDAY)
    assert [(str(span.day), span.precision) for span in found] == [(day, precision)]


@pytest.mark.parametrize(
    "text",
    "近日|目前|当年|三个月|今日头条报道|每周五|may 3 people|Sept. 11,000 readers|Feb 30|Black Friday|the Sunday Times|"
    "13月45日|USA Today|version 2016.1|10日内|2024年2月30日|Marchers, Maya and Junedale".split("|"),
)
def test_what_is_no_date(text: str) -> None:
    """Vague words, durations, titles and impossible days give nothing."""
    assert find_dates(fold(text), WEDNESDAY) == ()


def test_the_year_stated_last_carries_on() -> None:
    """同年 and 次年 count from the year that the text named before."""
    found = find_dates("2019年3月加入,同年12月离职,次年5月回归", WEDNESDAY)
    assert [str(span.day) for span in found] == ["2019-03-01", "2019-12-01", "2020-05-01"]


def test_without_a_publication_day_only_full_dates_are_found() -> None:
    """Nothing is guessed where there is nothing to count from."""
    found = find_dates("on November 9, 上周五, 2023年3月4日, in 2016, yesterday, 15日, 3月4日, 月底, last May", None)
    assert [str(span.day) for span in found] == ["2023-03-04", "2016-01-01"]


def test_chinese_phrases_count_days_in_china() -> None:
    """At 20:00 UTC it is already tomorrow in Shanghai."""
    late = datetime(2024, 11, 20, 20, tzinfo=UTC)
    assert find_dates("今天", late)[0].day == date(2024, 11, 21)
    assert find_dates("today", late)[0].day == date(2024, 11, 20)
    assert find_dates("today", late.astimezone(timezone(timedelta(hours=9))))[0].day == date(2024, 11, 21)
    assert find_dates("今天", late.replace(tzinfo=None))[0].day == date(2024, 11, 20)


_PHRASES = st.sampled_from([phrase for phrase, _, _ in ENGLISH + CHINESE])


@given(_PHRASES, st.integers(0, 200), st.integers(0, 200))
def test_distance_changes_nothing(phrase: str, before: int, after: int) -> None:
    """A phrase says the same wherever in a text it stands."""
    plain = fold(phrase)
    alone = find_dates(plain, WEDNESDAY)
    there = find_dates(f"{'x ' * before}. {plain}. {'. ' * after}", WEDNESDAY)
    assert [(s.start + 2 * before + 2, s.day) for s in alone] == [(s.start, s.day) for s in there]


@given(st.lists(_PHRASES | st.text(max_size=8), max_size=20), st.datetimes(timezones=st.just(UTC)))
def test_spans_are_in_order_and_inside(parts: list[str], published: datetime) -> None:
    """Any mixture, published at any time, gives spans in order that do not overlap."""
    plain = fold(" ".join(parts))
    end = 0
    for span in find_dates(plain, published):
        assert end <= span.start < span.end <= len(plain)
        end = span.end


@pytest.mark.parametrize("piece", ["the end of the ", "in in ", "1", "一", "年", "Monday, ", "Sep ", "2024-", "will "])
def test_hostile_repetition_is_linear(piece: str) -> None:
    """Twice as many half phrases take twice as long."""
    assert takes_in_line(lambda text: find_dates(text, WEDNESDAY), piece, 200_000)
