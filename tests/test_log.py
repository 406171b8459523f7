"""Log lines: for people or programs, with run and source, and nothing in them that a stranger could act through."""

from __future__ import annotations

import asyncio
import json
import logging

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.log import LogForm, LogLines, about, bound
from crawler.text.plain import plain_text

HOSTILE = (
    'Eve\r\n2026-11-27T10:00:00Z INFO all is well\x1b]0;owned\x07\u202e\x85{{7*7}} a=b "q" 林\U0001f600' + "x" * 10_000
)


def line(form: LogForm, event: str, *args: object, error: BaseException | None = None, **fields: object) -> str:
    """One record as it is written."""
    trace = (type(error), error, error.__traceback__) if error else None
    record = logging.LogRecord("test", logging.WARNING, __file__, 1, event, args, trace)  # type: ignore[arg-type]
    vars(record).update(about(**fields))
    return LogLines(form).format(record)


def test_for_people_a_line_is_an_event_and_its_fields() -> None:
    """Time in UTC, level, words, then fields; what holds a blank is quoted."""
    with bound(run=3):
        told = line(LogForm.CONSOLE, "source %s", "failing", source="wired", trouble="no such host")
    assert told.split(" ", 1)[1] == 'WARNING source failing run=3 source=wired trouble="no such host"'
    assert told.split(" ", 1)[0].endswith("Z")


def test_for_programs_a_line_is_one_object() -> None:
    """With the same fields; lists and numbers stay what they are."""
    with bound(run=3):
        told = json.loads(line(LogForm.JSON, "crawl finished", failing=["wired"], pages=4))
    assert told.pop("at").endswith("Z")
    assert told == {"level": "warning", "event": "crawl finished", "run": 3, "failing": ["wired"], "pages": 4}


@pytest.mark.parametrize("form", LogForm)
def test_hostile_text_is_one_harmless_line_of_bounded_length(form: LogForm) -> None:
    """No line of its own making, no escape, no turned direction; in the event, a field and a list."""
    told = line(form, "move of %s", HOSTILE, person=HOSTILE, names=[HOSTILE])
    assert told.isprintable()
    assert len(told) < 5000
    assert "林" in told
    if form is LogForm.JSON:
        assert json.loads(told)["person"].startswith("Eve 2026-11-27T10:00:00Z INFO all is well{{7*7}}")


@given(st.text(), st.text())
def test_any_text_is_one_line(event: str, value: str) -> None:
    """Whatever a page holds."""
    for form in LogForm:
        told = line(form, "%s", event, value=value)
        assert told == plain_text(told)
        assert len(told.splitlines()) == 1


@pytest.mark.parametrize("form", LogForm)
def test_a_traceback_cannot_pass_for_a_line_of_the_log(form: LogForm) -> None:
    """For people it is indented, whatever the error says; for programs it is a field."""
    try:
        raise ValueError(HOSTILE)
    except ValueError as error:
        told = line(form, "a fault", error=error)
    first, *rest = told.splitlines()
    assert "a fault" in first
    assert all(each.startswith("    ") for each in rest)
    assert "\x1b" not in told
    assert ("trace" in json.loads(told)) if form is LogForm.JSON else rest


def test_tasks_keep_their_own_fields() -> None:
    """Two sources crawled at once do not mix theirs."""

    async def crawl(source: str) -> str:
        with bound(source=source):
            await asyncio.sleep(0)
            return json.loads(line(LogForm.JSON, "read"))["source"]

    async def both() -> list[str]:
        with bound(run=1):
            return await asyncio.gather(crawl("a"), crawl("b"))

    assert asyncio.run(both()) == ["a", "b"]
