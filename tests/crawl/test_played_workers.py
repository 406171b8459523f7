"""A run whose workers are played: what they bring, fail to bring or bring too late, and what is stored of it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from cluster import Redis, server
from crawls import MURATI, NOW, THANKS, WEATHER, crawled, settings, source
from spiders_site import Site, article_html

from crawler.crawl import CrawlReport
from crawler.errand.errand import SourceErrand
from crawler.errors import StoreError
from crawler.frontier.frontier import Frontier
from crawler.frontier.messages import Answer, Task, read_message, written
from crawler.model import Article, Link, Mention, Page
from crawler.pipeline import read
from crawler.remote import Remote
from spiders.announced import Announced
from storage.store import Store

__all__ = ["server"]

NEWS, RAIN = "https://a.example/news", "https://a.example/rain"
PAGES = {NEWS: article_html("Mira Murati leaves OpenAI", MURATI, THANKS), RAIN: article_html("Rain", WEATHER)}
Reply = Callable[[Task], Answer | str | None]  # a message as it is, or nothing, as of one that was killed


@pytest.fixture
def frontier(server: Redis) -> Iterator[Frontier]:
    with Frontier(server.url) as found:
        found.server.flushall()
        yield found


def well(task: Task) -> Answer:
    """As a worker that reaches a feed of two articles, and both of them."""
    if task.link is None:
        links = tuple(Link(source=task.source, url=url, title=f"On {url}") for url in PAGES)
        return Answer(at=NOW, final_url=task.url, status=200, etag='"f"', announced=Announced(links=links, seen=2))
    page = Page(source=task.source, asked_url=task.url, final_url=task.url, fetched_at=NOW, body=PAGES[task.url])
    return Answer(at=NOW, final_url=task.url, status=200, etag='"a"', reading=read(page))


class Played:
    """A worker that answers each task as it is told to."""

    def __init__(self, frontier: Frontier, reply: Reply) -> None:
        self._frontier, self._reply = frontier, reply
        self.asked: list[Task] = []
        self.over = threading.Event()

    def work(self) -> None:
        while not self.over.wait(0.01):
            for id, message in self._frontier.take(10, 30.0):
                task = read_message(Task, message)
                self.asked.append(task)
                answer = self._reply(task)
                if answer is not None:
                    self._frontier._call("answer", id, answer if isinstance(answer, str) else written(answer))


@contextmanager
def working(frontier: Frontier, reply: Reply) -> Iterator[Played]:
    worker = Played(frontier, reply)
    thread = threading.Thread(target=worker.work)
    thread.start()
    try:
        yield worker
    finally:
        worker.over.set()
        thread.join()


def collected(frontier: Frontier, folder: Path, reply: Reply = well) -> tuple[CrawlReport, list[Task]]:
    """One run over a feed, and what was asked for in it."""
    with Site() as site, working(frontier, reply) as worker, Store.open(folder / "labmoves.db") as store:
        how = settings(folder)
        remote = Remote(frontier, how, NOW)
        report = crawled(site, [source(site, "daily", "https://a.example/feed")], store, how, remote=remote)
    return report, worker.asked


def test_all_goes_well(frontier: Frontier, tmp_path: Path) -> None:
    """The next run asks for the feed only, with what the server said of it."""
    report, asked = collected(frontier, tmp_path)
    assert [(s.links, s.pages, s.matched, s.health) for s in report.sources] == [(2, 2, 1, "ok")]
    assert [task.url.rpartition("/")[2] for task in asked] == ["feed", "news", "rain"]
    report, asked = collected(frontier, tmp_path, lambda task: Answer(at=NOW, final_url=task.url, status=304))
    assert [(task.url, task.etag) for task in asked] == [("https://a.example/feed", '"f"')]
    assert [(s.pages, s.unchanged, s.health) for s in report.sources] == [(0, 1, "ok")]
    assert frontier.look().answers == 0


def test_what_was_not_had_is_told(frontier: Frontier, tmp_path: Path) -> None:
    """A document's trouble is the source's, a page's is counted among its pages."""
    report, _ = collected(
        frontier, tmp_path, lambda task: Answer(at=NOW, final_url=task.url, trouble="no answer in time")
    )
    assert report.sources[0].errors == ("https://a.example/feed: no answer in time",)
    missing = Answer(at=NOW, final_url=RAIN, status=404, trouble="the server answered 404")
    report, _ = collected(frontier, tmp_path, lambda task: missing if task.url == RAIN else well(task))
    assert report.sources[0].issues == (f"1 of 2 pages could not be had: the server answered 404 (1); first {RAIN}",)


def test_an_answer_that_nobody_can_read(frontier: Frontier, tmp_path: Path) -> None:
    """It costs its page, and holds up nothing."""
    report, _ = collected(frontier, tmp_path, lambda task: "\x80 pickled" if task.url == RAIN else well(task))
    assert "the queue: this version cannot read the answer that it holds (1)" in report.sources[0].issues[0]
    assert report.sources[0].matched == 1


def test_a_page_that_ends_its_workers(frontier: Frontier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is asked for three times, and then reported."""
    monkeypatch.setattr("crawler.frontier.frontier.LEASE", 0.05)
    report, asked = collected(frontier, tmp_path, lambda task: None if task.url == RAIN else well(task))
    assert [task.url for task in asked].count(RAIN) == 3
    assert "3 workers were lost while they had it (1)" in report.sources[0].issues[0]


@pytest.mark.parametrize(("age", "again"), [(timedelta(minutes=5), False), (timedelta(hours=2), True)])
def test_what_a_collect_left_behind(frontier: Frontier, tmp_path: Path, age: timedelta, again: bool) -> None:
    """What was read lately is stored and not asked for again; what is older is."""
    lost = Remote(frontier, settings(tmp_path), NOW - age)._notice
    frontier.begin(lost, 2)
    task = Task(url=NEWS, source="daily", link=Link(source="daily", url=NEWS))
    frontier.push({f"{lost.token}-0@a.example": task})
    [(id, _)] = frontier.take(1, 30.0)
    answer = well(task)
    frontier.answer(id, Answer(at=NOW - age, final_url=NEWS, status=200, reading=answer.reading))
    report, asked = collected(frontier, tmp_path)
    assert (NEWS in [task.url for task in asked]) == again
    assert [(s.pages, s.matched) for s in report.sources] == [(2, 1)]
    assert frontier.look().answers == 0


def test_what_was_left_behind_of_other_sources_holds_nobody_up(
    frontier: Frontier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Workers wait while so many answers are to be stored; those that this run stores none of do not count."""
    monkeypatch.setattr("crawler.frontier.frontier.MOST_ANSWERS", 1)
    lost = Remote(frontier, settings(tmp_path), NOW)._notice
    frontier.begin(lost, 2)
    frontier.push({f"{lost.token}-0@a.example": Task(url=NEWS, source="other", link=Link(source="other", url=NEWS))})
    [(id, _)] = frontier.take(1, 30.0)
    frontier.answer(id, Answer(at=NOW, final_url=NEWS, status=304))
    report, _ = collected(frontier, tmp_path)
    assert [(s.pages, s.matched) for s in report.sources] == [(2, 1)]


def test_what_is_no_answer_at_all(frontier: Frontier, tmp_path: Path) -> None:
    """Something that another program put among the answers is passed over."""

    def disturbed(task: Task) -> Answer:
        frontier.server.xadd("labmoves:answers", {"hello": "there"})
        return well(task)

    report, _ = collected(frontier, tmp_path, disturbed)
    assert [(s.pages, s.matched, s.health) for s in report.sources] == [(2, 1, "ok")]


def test_a_fault_in_hearing_ends_the_run(frontier: Frontier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each source says so; nobody waits for answers that nobody hears."""

    def broken(remote: Remote, arrivals: object) -> None:
        raise RuntimeError("of ours")

    monkeypatch.setattr(Remote, "_let_go", broken)
    report, _ = collected(frontier, tmp_path)
    assert report.sources[0].errors == ("internal error (RuntimeError): please report it with the log",)


def test_a_fault_of_ours_costs_one_page(frontier: Frontier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is told as such, and the run goes on to its end."""
    keep = SourceErrand.keep

    def faulty(errand: SourceErrand, page: Page, reading: object) -> None:
        if page.asked_url == RAIN:
            raise RuntimeError("of ours")
        keep(errand, page, reading)  # type: ignore[arg-type]

    monkeypatch.setattr(SourceErrand, "keep", faulty)
    report, _ = collected(frontier, tmp_path)
    assert report.outcome == "finished"
    assert report.sources[0].errors == ("internal error (RuntimeError): please report it with the log",)
    assert report.sources[0].matched == 1


def test_a_database_that_fails_keeps_the_answers(
    frontier: Frontier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The run ends with the sentence; what could not be stored is still in the queue, and the next run stores it."""

    def full(store: Store, article: Article, mentions: tuple[Mention, ...], *rest: object, **more: object) -> None:
        raise StoreError("the disk is full")

    with monkeypatch.context() as broken:
        broken.setattr(Store, "apply", full)
        with pytest.raises(StoreError, match="the disk is full"):
            collected(frontier, tmp_path)
    assert frontier.look().answers > 0
    report, asked = collected(frontier, tmp_path)
    assert report.sources[0].matched == 1
    assert NEWS not in [task.url for task in asked]
