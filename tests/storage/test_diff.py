"""Which articles and sources a span changed, and who has seen it."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from newsdesk import DAY, HOUR, NOW, article, begin, end, mention, publish

from crawler.errors import InputError
from crawler.model import SourceReport
from storage.readers import Look
from storage.span import Span
from storage.store import Store
from storage.turns import Turn


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "labmoves.db") as opened:
        yield opened


def read(store: Store, *texts: str) -> None:
    """One run a day, each of which finds the next text at one address."""
    for day, text in enumerate(texts):
        now = NOW + day * DAY
        run = begin(store, now)
        publish(store, run, article(1, text), [mention()], now)
        end(store, run, now)


def test_an_edit_has_the_texts_of_both_ends(store: Store) -> None:
    """Over two edits: what it said before the span, and what it says after it; the first reading is no edit."""
    read(store, "One.", "Two.", "Three.")
    (edit,) = store.diff(Span(after_run=1)).edits
    assert (edit.before.text, edit.after.text, edit.run, edit.undone) == ("One.", "Three.", 3, False)
    assert store.diff(Span(until=NOW + DAY)).edits == ()
    (edit,) = store.diff(Span(since=NOW + DAY, until=NOW + DAY + HOUR)).edits
    assert edit.after.text == "Two."


def test_an_edit_taken_back_is_told(store: Store) -> None:
    """A → B → A: with what it said in between."""
    read(store, "He left.", "He stays.", "He left.")
    (edit,) = store.diff(Span()).edits
    assert (edit.before.text, edit.after.text, edit.undone) == ("He left.", "He stays.", True)


GOOD = {"links": 3, "pages": 2}
BAD = {"errors": ("the server answered 500",)}
QUIET = {"links": 3, "issues": ("3 pages wait", "silent: its newest article is of 2026-01-01")}
SAME = {"unchanged": 1}  # the feed said 304: nothing to judge by


def runs(store: Store, *reports: dict[str, object], outcome: str = "finished") -> None:
    for report in reports:
        now = NOW + len(store.runs(1000)) * DAY
        run = begin(store, now)
        store.finish_run(run, outcome, [SourceReport(source="a", **report)], now)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("reports", "after_run", "expected"),
    [
        ([GOOD, GOOD], 1, None),
        ([GOOD, BAD, BAD], 1, ("ok", "failing", 2, 2)),
        ([GOOD, BAD, GOOD], 2, ("failing", "ok", 3, 0)),
        ([GOOD, BAD, BAD, GOOD, GOOD], 1, ("ok", "ok", 4, 2)),
        ([BAD, BAD], 1, None),
        ([BAD], 0, (None, "failing", 1, 1)),
        ([GOOD], 0, None),
        ([GOOD, QUIET, SAME], 1, ("ok", "silent", 2, 2)),
        ([QUIET, SAME, GOOD], 2, ("silent", "ok", 3, 0)),
        ([QUIET, SAME, SAME], 2, None),
        ([QUIET, BAD], 1, ("silent", "failing", 2, 1)),
    ],
)
def test_sources_that_turned(
    store: Store, reports: list[dict[str, object]], after_run: int, expected: tuple[object, ...] | None
) -> None:
    """Silent, failing or back, also where both ends are well; a feed that did not change ends no silence."""
    runs(store, *reports)
    found = [(t.before, t.after, t.run, t.bad_runs) for t in store.diff(Span(after_run=after_run)).sources]
    assert found == ([expected] if expected else [])


def test_a_turn_says_what_was_wrong(store: Store) -> None:
    """The last trouble, not the first; the failing of the report itself and of the diff are one."""
    runs(store, GOOD, {"errors": ("no such host",)}, BAD)
    (turn,) = store.diff(Span()).sources
    assert turn == Turn(
        source="a", before=None, after="failing", run=2, at=NOW + DAY, trouble="the server answered 500", bad_runs=2
    )
    assert SourceReport(source="a", errors=("no such host",)).health == "failing"


def test_an_interrupted_run_turns_nothing(store: Store) -> None:
    """Its sources were not all asked."""
    runs(store, BAD)
    runs(store, GOOD, outcome="interrupted")
    assert store.diff(Span(after_run=1)).sources == ()


def test_a_mark_goes_forward_only(store: Store) -> None:
    """Of two looks at once the one that saw more stays; each reader has their own; one can be forgotten."""
    for run in (5, 3):
        store.keep_look(Look(reader="a", run=run, at=NOW))
    store.keep_look(Look(reader="b", run=1, at=NOW))
    assert [(look.reader, look.run) for look in store.looks()] == [("a", 5), ("b", 1)]
    store.forget_reader("a")
    assert [look.reader for look in store.looks()] == ["b"]
    with pytest.raises(InputError, match="no reader has this name"):
        store.forget_reader("a")


def test_a_run_that_goes_on_is_not_ended(store: Store) -> None:
    """What it will still find must not count as seen; one that ended or was killed writes no more."""
    assert store.newest_ended() == 0
    run = begin(store)
    assert store.newest_ended() == run - 1
    end(store, run)
    assert store.newest_ended() == run


def test_a_killed_run_is_ended(store: Store) -> None:
    """Though it has no end."""
    script = (
        "import sys, os, signal, datetime; from storage.store import Store\n"
        "Store.open(sys.argv[1]).start_run('crawl', ['a'], datetime.datetime.now(datetime.UTC))\n"
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    done = subprocess.run([sys.executable, "-c", script, str(store.path)], check=False)
    assert done.returncode == -signal.SIGKILL
    assert store.newest_ended() == 1
