"""A backfill: what archives tell is stored once, without letters, and goes on where it was cut off."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import pytest
from archive_file import response, write_archive
from spiders_site import article_html

from crawler.archive.slices import Slice, Stretch
from crawler.backfill import Backfill, BackfillReport
from crawler.errors import BusyStoreError, StoreError, WorkerError
from crawler.judging import confirm_move
from crawler.model import Decision, Keep, Kind, Outcome, Page, Source, Status, Verdict
from crawler.pipeline import read
from crawler.reading import Reading
from storage.archives import ArchiveRead
from storage.store import Store

T = TypeVar("T")
NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
LEAVES = article_html(
    "Murati leaves OpenAI", "Mira Murati, chief technology officer of OpenAI, is leaving the company, she wrote."
)
RAIN = article_html("Rain", "It will rain in the north and be dry in the south on Wednesday.")
PAPER = Source(id="paper", name="Paper", home="https://www.paper.example", language="en", discovery=())


class Here:
    """Reads in this process; a stretch that holds one of the `deadly` records ends its worker."""

    def __init__(self, *deadly: int) -> None:
        self.deadly, self.asked = deadly, list[Stretch]()

    async def run(self, how: Callable[..., T], *args: object, where: str) -> T:
        stretch = args[0]
        assert isinstance(stretch, Stretch)
        self.asked.append(stretch)
        found = how(*args)
        assert isinstance(found, Slice)
        end = float("inf") if found.end is None else found.end
        if not stretch.skip and any(stretch.start <= at < end for at in self.deadly):
            raise WorkerError("reading it ended the worker process", where=where)
        await asyncio.sleep(0)
        return found


class Silent:
    """Hears what a backfill tells, and can break in."""

    def __init__(self, break_in: Callable[[], None] = lambda: None) -> None:
        self.decisions: list[Decision] = []
        self.troubles: list[str | None] = []
        self._break_in = break_in

    def archive_started(self, name: str, read: ArchiveRead) -> None: ...

    def archive_went_on(self, name: str, found: Slice) -> None:
        self._break_in()

    def decided(self, decision: Decision) -> None:
        self.decisions.append(decision)

    def archive_finished(self, name: str, trouble: str | None) -> None:
        self.troubles.append(trouble)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.open(tmp_path / "moves.db")


def fill(
    store: Store,
    *archives: Path,
    engine: Here | None = None,
    progress: Silent | None = None,
    again: bool = False,
    keep: Keep = Keep.FLAGGED,
) -> BackfillReport:
    run = Backfill(
        store=store,
        engine=engine or Here(),
        at_once=2,
        clock=lambda: NOW,
        progress=progress or Silent(),
        sources=[PAPER],
        keep=keep,
    )
    return asyncio.run(run.run([str(path) for path in archives], again=again))


def test_a_move_of_the_past_is_kept_under_its_own_day_and_no_letter_tells_of_it(store: Store, tmp_path: Path) -> None:
    """As of the record's date, by the source that watches the host, other pages counted."""
    archive = write_archive(
        tmp_path / "a.warc.gz",
        response("https://www.paper.example/1", LEAVES, "2024-09-25T20:00:00Z"),
        response("https://news.other.example/2", RAIN),
    )
    report = fill(store, archive)
    [move] = store.moves()
    assert (move.person, move.kind, move.first_reported_by) == ("Mira Murati", Kind.DEPARTURE, "paper")
    assert move.first_reported_at == datetime(2024, 9, 25, 20, tzinfo=UTC)
    assert report.outcomes == {Outcome.MATCHED: 1, Outcome.SCREENED_OUT: 1}
    assert report.verdicts == {Verdict.NEW: 1}
    assert not store.letters.postings()


@pytest.mark.parametrize(
    ("keep", "stored"),
    [(Keep.FLAGGED, {"1"}), (Keep.SCREENED, {"1", "2"}), (Keep.ALL, {"1", "2", "3"})],
)
def test_as_many_texts_are_kept_as_in_a_crawl(store: Store, tmp_path: Path, keep: Keep, stored: set[str]) -> None:
    """Those with a move, those that the screen passed too, or all; counted the same whatever is kept."""
    quiet = article_html("OpenAI review", "Users of OpenAI left reviews, which it will join in a list, it said.")
    archive = write_archive(
        tmp_path / "a.warc",
        *(response(f"https://www.paper.example/{n}", page) for n, page in enumerate((LEAVES, quiet, RAIN), 1)),
    )
    report = fill(store, archive, keep=keep)
    assert {n for n in "123" if store.article_versions(f"https://www.paper.example/{n}")} == stored
    assert (report.pages, report.outcomes[Outcome.MATCHED], len(store.moves())) == (3, 1, 1)
    quiet_visit = store.visit("https://www.paper.example/2")
    assert (quiet_visit and quiet_visit.outcome) == (None if keep is Keep.FLAGGED else Outcome.NO_MOVE)


def test_a_second_run_adds_nothing_even_where_it_reads_all_again(store: Store, tmp_path: Path) -> None:
    """Known archives are passed over; read again, they hold what is known."""
    archive = write_archive(tmp_path / "a.warc", response("https://www.paper.example/1", LEAVES))
    fill(store, archive)
    before = store.counts()
    report = fill(store, archive)
    assert (report.archives, report.read_before, report.pages) == (0, 1, 0)
    report = fill(store, archive, again=True)
    assert (report.archives, report.pages, dict(report.verdicts)) == (1, 1, {})
    after = store.counts()
    assert (after.articles, after.article_versions, after.mentions) == (before.articles, 1, before.mentions)


def test_an_older_copy_never_replaces_a_newer_one(store: Store, tmp_path: Path) -> None:
    """Archives come in any order."""
    corrected = article_html("Murati stays at OpenAI", "Mira Murati denied that she is leaving OpenAI, and stays.")
    url = "https://www.paper.example/1"
    newer = write_archive(tmp_path / "b.warc", response(url, corrected, "2024-09-27T10:00:00Z"))
    older = write_archive(tmp_path / "a.warc", response(url, LEAVES, "2024-09-25T10:00:00Z"))
    fill(store, newer)
    fill(store, older)
    assert [version.article.title for version in store.article_versions(url)] == ["Murati stays at OpenAI"]


def test_a_later_copy_that_says_the_same_is_no_edit(store: Store, tmp_path: Path) -> None:
    """As in a crawl: the age of the page is none of its substance."""
    url, text = "https://www.paper.example/1", "Mira Murati, technology chief of OpenAI, is leaving the company."
    for day in (25, 26):
        page = article_html("Murati leaves OpenAI", f"Updated {day} hours ago: {text}")
        archive = write_archive(tmp_path / f"{day}.warc", response(url, page, f"2024-09-{day}T10:00:00Z"))
        assert fill(store, archive).outcomes == {Outcome.MATCHED: 1}
    [version] = store.article_versions(url)
    assert "Updated 25 hours ago" in version.article.text


@pytest.mark.parametrize("name", ["a.warc.gz", "a.warc"])
def test_a_download_that_was_broken_off_is_told_and_read_on_when_it_is_whole(
    store: Store, tmp_path: Path, name: str
) -> None:
    """It does not count as read, and what was read of it is not read again."""
    records = [response("https://www.paper.example/1", RAIN), response("https://www.paper.example/2", LEAVES)]
    archive = write_archive(tmp_path / name, *records)
    whole = archive.read_bytes()
    archive.write_bytes(whole[:-40])
    for _ in range(2):
        report = fill(store, archive)
        assert report.archives == 0
        assert "it ends within a record, at byte " in report.failed[str(archive)]
    archive.write_bytes(whole)
    report = fill(store, archive)
    assert (report.archives, report.failed, report.outcomes) == (1, {}, {Outcome.MATCHED: 1})


@pytest.mark.parametrize("body", [b"", b"<Error>AccessDenied</Error>" * 100])
def test_what_holds_no_record_is_no_archive(store: Store, tmp_path: Path, body: bytes) -> None:
    """It is told, and read when the right one is there."""
    archive = tmp_path / "a.warc.gz"
    archive.write_bytes(body)
    assert fill(store, archive).failed == {str(archive): "no page is in it: it is empty, or no web archive"}
    write_archive(archive, response("https://www.paper.example/1", LEAVES))
    assert fill(store, archive).pages == 1


def test_a_run_that_is_cut_off_goes_on_where_it_was(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cancelled in mid-archive: what was read stays read, and the rest is read by the next run."""
    monkeypatch.setattr("crawler.backfill.MOST", 2)
    pages = [response(f"https://www.paper.example/{n}", RAIN) for n in range(5)]
    archive = write_archive(tmp_path / "a.warc.gz", *pages, response("https://www.paper.example/9", LEAVES))

    def stop() -> None:
        task = asyncio.current_task()
        assert task is not None
        task.cancel()

    cut = fill(store, archive, progress=Silent(stop))
    assert (cut.outcome, cut.pages) == ("interrupted", 2)
    rest = fill(store, archive)
    assert (rest.outcome, rest.pages) == ("finished", 4)
    assert [move.person for move in store.moves()] == ["Mira Murati"]
    assert store.archive(str(archive)) == ArchiveRead(next=None, pages=6, matched=1)


def test_a_page_that_ends_its_worker_costs_that_page_alone(store: Store, tmp_path: Path) -> None:
    """Found by reading one record at a time, passed over, counted; then whole stretches again."""
    records = [response(f"https://www.paper.example/{n}", RAIN) for n in range(4)]
    archive = write_archive(tmp_path / "a.warc", *records, response("https://www.paper.example/9", LEAVES))
    engine = Here(len(records[0]) + len(records[1]))
    report = fill(store, archive, engine=engine)
    assert report.pages == 4
    assert report.spoilt == {"reading it ended the worker process": 1}
    assert [move.status for move in store.moves()] == [Status.CONFIRMED]
    assert max(stretch.most for stretch in engine.asked[1:]) > 1


def test_a_fault_of_ours_costs_its_page_alone(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Counted, told with the page's address in the log; the pages behind it are read."""

    def failing(page: Page, *rest: Any) -> Reading:
        if page.asked_url.endswith("/1"):
            raise IndexError("list index out of range")
        return read(page, *rest)

    monkeypatch.setattr("crawler.archive.slices.read", failing)
    pages = [response(f"https://www.paper.example/{n}", LEAVES) for n in (1, 2)]
    report = fill(store, write_archive(tmp_path / "a.warc", *pages))
    assert report.spoilt == {"reading it failed: this is a fault in labmoves": 1}
    assert [move.person for move in store.moves()] == ["Mira Murati"]
    assert "https://www.paper.example/1" in caplog.text


def test_crawls_go_on_beside_it(store: Store, tmp_path: Path) -> None:
    """One that began before it, and one that is due while it reads; what is judged meanwhile belongs to the crawl."""
    archive = write_archive(tmp_path / "a.warc", response("https://www.paper.example/1", LEAVES))
    with Store.open(store.path) as crawling:
        crawl = crawling.start_run("crawl", ["paper"], NOW)

        def due() -> None:
            with Store.open(store.path) as desk:
                confirm_move(desk, desk.moves()[0].key, "she said so", NOW)
            crawling.finish_run(crawl, "finished", [], NOW)
            crawling.finish_run(crawling.start_run("crawl", ["paper"], NOW), "finished", [], NOW)

        report = fill(store, archive, progress=Silent(due))
    assert (report.outcome, report.run) == ("finished", 2)
    assert [(run.id, run.command, run.outcome) for run in store.runs()] == [
        (3, "crawl", "finished"),
        (2, "backfill", "finished"),
        (1, "crawl", "finished"),
    ]
    assert [change.run for change in store.history(store.moves()[0].key)] == [2, 1]


def test_a_second_backfill_does_not_start(store: Store, tmp_path: Path) -> None:
    """One sentence that names the first; no run is counted."""
    archive = write_archive(tmp_path / "a.warc", response("https://www.paper.example/1", LEAVES))
    told = list[str]()

    def second() -> None:
        with Store.open(store.path) as other, pytest.raises(BusyStoreError) as caught:
            other.start_run("backfill", [], NOW)
        told.append(str(caught.value))

    fill(store, archive, progress=Silent(second))
    assert "another backfill goes on (process " in told[0]
    assert "the next one goes on where it was" in told[0]
    assert [run.command for run in store.runs()] == ["backfill"]


def test_a_backfill_that_goes_on_is_none_that_was_killed(store: Store) -> None:
    """Not by the daemon's books, nor by `doctor`; and a run that goes on beside it is still not ended."""
    store.start_run("backfill", [], NOW)
    with Store.open(store.path) as crawling:
        killed = crawling.start_run("crawl", ["paper"], NOW)
        assert store.newest_ended() == killed - 1
        crawling.close()  # without an end
    with Store.open(store.path) as desk:
        assert desk.end_cut_off("it hung", NOW) == [killed]
    [runs] = [finding for finding in store.examine(NOW) if finding.check == "runs"]
    assert (runs.health, "one goes on: process " in runs.detail) == ("ok", True)
    store.close()
    with Store.open(store.path) as desk:
        [runs] = [finding for finding in desk.examine(NOW) if finding.check == "runs"]
    assert runs.health == "warning"
    assert runs.detail.endswith("cut off; the next backfill goes on where it was")


def test_an_archive_that_cannot_be_read_is_told_and_the_others_are_read(store: Store, tmp_path: Path) -> None:
    """One archive's trouble is not the run's."""
    good = write_archive(tmp_path / "a.warc", response("https://www.paper.example/1", LEAVES))
    gone = tmp_path / "gone.warc"
    report = fill(store, gone, good)
    assert (report.archives, dict(report.failed)) == (1, {str(gone): "cannot be read: No such file or directory"})
    assert fill(store, gone, good).read_before == 1


def test_a_database_that_fails_ends_the_run_as_failed(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody interrupted it; what was stored before stays."""

    def full(*_: object) -> None:
        raise StoreError("the disk is full")

    monkeypatch.setattr(store, "archive_read", full)
    archive = write_archive(tmp_path / "a.warc", response("https://www.paper.example/1", LEAVES))
    with pytest.raises(StoreError, match="the disk is full"):
        fill(store, archive)
    assert [run.outcome for run in store.runs()] == ["failed"]
    assert [move.person for move in store.moves()] == ["Mira Murati"]
