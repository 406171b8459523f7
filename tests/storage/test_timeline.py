"""What changed between two runs or moments."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from newsdesk import DAY, HOUR, NOW, article, begin, end, mention, publish

from crawler.model import Certainty, Status, Verdict
from storage.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "labmoves.db") as opened:
        yield opened


def crawl(store: Store, number: int, *mentions: object, day: int = 0) -> int:
    """One run that reads one article."""
    now = NOW + day * DAY
    run = begin(store, now)
    publish(store, run, article(number, published=now - HOUR), list(mentions), now)  # type: ignore[arg-type]
    end(store, run, now)
    return run


def test_one_line_a_move_with_what_it_was_and_is(store: Store) -> None:
    """Rumoured, reported with a role, confirmed: between the first and the last run that is one line."""
    first = crawl(store, 1, mention(certainty=Certainty.RUMORED))
    crawl(store, 2, mention(certainty=Certainty.REPORTED, role="researcher"), day=1)
    last = crawl(store, 3, mention(certainty=Certainty.CONFIRMED), day=2)
    (line,) = store.changes(after_run=first, up_to_run=last)
    assert line.before is not None
    assert (line.before.status, line.move.status) == (Status.RUMORED, Status.CONFIRMED)
    assert (line.verdict, line.run, line.article_url) == (Verdict.CONFIRMED, last, article(3).url)
    assert line.because == ("status: rumored → reported", "role: researcher", "status: reported → confirmed")


def test_what_was_not_known_before_is_new(store: Store) -> None:
    """Whatever became of it within the span."""
    first = crawl(store, 1, mention("Bo Chen"))
    crawl(store, 2, mention(certainty=Certainty.RUMORED), day=1)
    crawl(store, 3, mention(negated=True, certainty=Certainty.CONFIRMED), day=2)
    (line,) = store.changes(after_run=first)
    assert (line.verdict, line.before, line.move.status) == (Verdict.NEW, None, Status.DENIED)


def test_the_span_ends_where_it_is_said(store: Store) -> None:
    """The move is shown as it stood after `up_to_run`, not as it is today; `since` is the time of reading."""
    first = crawl(store, 1, mention(certainty=Certainty.RUMORED))
    second = crawl(store, 2, mention(certainty=Certainty.REPORTED), day=1)
    crawl(store, 3, mention(certainty=Certainty.CONFIRMED), day=2)
    (line,) = store.changes(after_run=first, up_to_run=second)
    assert line.move.status is Status.REPORTED
    assert [c.move.status for c in store.changes(since=NOW + 2 * DAY)] == [Status.CONFIRMED]
    assert store.changes(since=NOW + 3 * DAY) == []
    assert store.changes(after_run=2, up_to_run=2) == []


def test_there_and_back_is_told(store: Store) -> None:
    """A value that was corrected and set right again: the move is what it was, and the way is told."""
    first = crawl(store, 1, mention(other_org="Meta"))
    second = crawl(store, 2, mention(other_org="xAI"), day=1)
    crawl(store, 3, mention(other_org="Meta"), day=2)
    (line,) = store.changes(after_run=first)
    assert line.undone
    assert line.because == ("other organisation: Meta → xAI", "other organisation: xAI → Meta")
    assert line.before is not None
    assert line.before.other_org == line.move.other_org == "Meta"
    (half,) = store.changes(after_run=first, up_to_run=second)
    assert not half.undone


def test_a_further_spelling_is_no_change(store: Store) -> None:
    """What is gathered silently is a version of the move and no line of a diff."""
    first = crawl(store, 1, mention("Lilian Weng"))
    crawl(store, 2, mention("Lilian Weng", spellings=("翁荔",)), day=1)
    assert store.changes(after_run=first) == []
    move = store.moves()[0]
    assert [c.verdict for c in store.history(move.key)] == [Verdict.NEW, Verdict.SAME]
    assert store.history(move.key)[1].move == move


def test_lines_come_in_the_order_of_the_runs(store: Store) -> None:
    """The diff since ever lists every move, each as it is now."""
    crawl(store, 1, mention("Ada Wong"))
    crawl(store, 2, mention("Bo Chen"), day=1)
    crawl(store, 3, mention("Ada Wong", certainty=Certainty.CONFIRMED), day=2)
    assert [c.move.person for c in store.changes()] == ["Bo Chen", "Ada Wong"]
    assert {c.move.key: c.move for c in store.changes()} == {m.key: m for m in store.moves()}
