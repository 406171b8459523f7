"""Reading pages: the order of the stages, and worker processes that outlive a bad page."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from spiders_site import article_html

from crawler.errors import InputError
from crawler.model import Article, Keep, Kind, OwnFiles, Page, Reason, Rejected
from crawler.pipeline import Readers, read
from crawler.reading import Reading, Screening
from crawler.text.words import cut_article

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
NEWS = "Mira Murati, chief technology officer of OpenAI, is leaving the company, she wrote on Tuesday."


def page(body: bytes, url: str = "https://paper.example/1") -> Page:
    return Page(source="paper", asked_url=url, final_url=url, fetched_at=NOW, body=body, content_type="text/html")


def test_a_page_without_a_lab_goes_no_further_than_the_screen() -> None:
    """No extraction is done for what cannot matter."""
    reading = read(page(article_html("Rain", "It will rain in the north and be dry in the south on Wednesday.")))
    assert not reading.screening.passed
    assert reading.article is None


def test_a_page_without_an_article_is_rejected_with_its_reason() -> None:
    """The screen lets the words through; the extraction says what is missing."""
    reading = read(page(b"<html><head><title>OpenAI: she is leaving</title></head><body></body></html>"))
    assert isinstance(reading.article, Rejected)
    assert reading.article.reason in set(Reason)


def test_an_article_is_read_to_its_mentions() -> None:
    """All three stages in order."""
    reading = read(page(article_html("Murati leaves OpenAI", NEWS, "The board thanked her.")))
    assert isinstance(reading.article, Article)
    assert [(m.person, m.lab, m.kind) for m in reading.mentions] == [("Mira Murati", "OpenAI", Kind.DEPARTURE)]


def test_a_gb18030_page_is_read() -> None:
    """Chinese bytes of another charset pass the screen and come out as text."""
    reading = read(
        page(article_html("林俊旸离职", "3月4日，阿里通义千问技术负责人林俊旸宣布离职。", charset="gb18030"))
    )
    assert [(m.person, m.kind) for m in reading.mentions] == [("林俊旸", Kind.DEPARTURE)]


def test_what_will_be_stored_comes_with_its_words() -> None:
    """So that whoever stores it need not cut it; nothing is cut for nobody."""
    flagged, passed = article_html("李四", "李四从OpenAI离职。"), article_html("发布", "OpenAI的用户离开了。")
    assert read(page(flagged)).words is None
    assert read(page(passed), keep=Keep.FLAGGED).words is None
    for found in (read(page(flagged), keep=Keep.FLAGGED), read(page(passed), keep=Keep.SCREENED)):
        assert isinstance(found.article, Article)
        assert found.words == cut_article(found.article.title, found.article.text)


def test_a_page_that_the_screen_drops_needs_no_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page of ordinary size is screened where it is; one that takes longer, or may matter, goes to a process."""
    rain = article_html("Rain", "It will rain in the north and be dry in the south on Wednesday.")
    handed: list[bytes] = []

    async def run(how: object, each: Page, own: OwnFiles, keep: Keep, *, where: str) -> Reading:
        handed.append(each.body)
        return read(each, own, keep)

    async def readings() -> list[Reading]:
        async with Readers(1) as readers:
            monkeypatch.setattr(readers, "run", run)
            return [await readers.read(page(body), Keep.FLAGGED) for body in bodies]

    bodies = [rain, article_html("Murati leaves OpenAI", NEWS), rain + b"<p>" + b"rain " * 60_000]
    assert asyncio.run(readings()) == [read(page(body), keep=Keep.FLAGGED) for body in bodies]
    assert handed == bodies[1:]


# --- worker processes: these functions run in one


def _echo(page: Page) -> Reading:
    return Reading(page_url=f"{page.final_url} in {os.getpid()}", screening=Screening(lab=None, trigger=None))


def _fragile(page: Page) -> Reading:
    """Dies of a page that says so, hangs on another, else echoes."""
    if page.body == b"die":
        os.kill(os.getpid(), signal.SIGKILL)
    if page.body == b"hang":
        time.sleep(600)
    if page.body == b"raise":
        raise ValueError("a fault")
    return _echo(page)


def test_only_the_page_that_kills_its_worker_fails() -> None:
    """The pages beside it are read, and the worker is replaced."""

    async def run() -> list[object]:
        async with Readers(2) as readers:
            bodies = [b"1", b"die", b"2", b"3", b"die", b"4"]
            readings = (readers.run(_fragile, page(body), where="here") for body in bodies)
            return await asyncio.gather(*readings, return_exceptions=True)

    results = asyncio.run(run())
    assert [isinstance(result, InputError) for result in results] == [False, True, False, False, True, False]
    assert "ended the worker" in str(results[1])


def test_a_page_that_takes_too_long_fails_and_the_next_is_read() -> None:
    """Its worker is killed; nobody waits for it."""

    async def run() -> tuple[object, Reading]:
        async with Readers(1, longest=2.0) as readers:
            await readers.run(_fragile, page(b"warm"), where="here")
            slow = await asyncio.gather(readers.run(_fragile, page(b"hang"), where="here"), return_exceptions=True)
            return slow[0], await readers.run(_fragile, page(b"1"), where="here")

    slow, after = asyncio.run(run())
    assert isinstance(slow, InputError)
    assert "longer than" in str(slow)
    assert after.page_url.startswith("https://paper.example/1")


def test_a_fault_of_ours_keeps_its_name() -> None:
    """An exception in the reading is not dressed up as a bad page."""

    async def run() -> None:
        async with Readers(1) as readers:
            await readers.run(_fragile, page(b"raise"), where="here")

    with pytest.raises(ValueError, match="a fault"):
        asyncio.run(run())


def test_workers_start_with_the_first_page() -> None:
    """A crawl that finds nothing new starts no process, and what was started has ended with the crawl."""

    async def run() -> tuple[int, int]:
        async with Readers(2) as readers:
            before = len(multiprocessing.active_children())
            await readers.run(_echo, page(b""), where="here")
            return before, len(multiprocessing.active_children())

    before, reading = asyncio.run(run())
    assert reading > before == len(multiprocessing.active_children())


def test_names_are_looked_up_while_the_workers_start(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many readings that wait for the first worker leave the loop's own threads, which look names up, to others."""
    started = threading.Event()

    async def run() -> str:
        async with Readers(1) as readers:
            schedule = readers._pool.schedule
            monkeypatch.setattr(readers._pool, "schedule", lambda *a, **kw: started.wait(60) and schedule(*a, **kw))
            waiting = [asyncio.ensure_future(readers.run(_echo, page(b""), where="here")) for _ in range(50)]
            await asyncio.sleep(0.05)
            found = await asyncio.wait_for(asyncio.to_thread(str, "an address"), 30)
            started.set()
            await asyncio.gather(*waiting)
            return found

    assert asyncio.run(run()) == "an address"


def test_a_reading_given_up_ends_its_worker() -> None:
    """An interrupted crawl does not wait for the page it is at; the next page has a worker."""

    async def run() -> Reading:
        async with Readers(1) as readers:
            await readers.run(_fragile, page(b"warm"), where="here")
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(readers.run(_fragile, page(b"hang"), where="here"), 0.2)
            return await readers.run(_fragile, page(b"1"), where="here")

    assert asyncio.run(run()).page_url.startswith("https://paper.example/1")


def test_workers_end_when_their_parent_is_killed(tmp_path: Path) -> None:
    """A daemon that is killed leaves no process behind."""
    program = tmp_path / "parent.py"
    program.write_text(
        "import asyncio, os, signal\n"
        "from test_pipeline import Readers, _echo, page\n"
        "async def main():\n"
        "    async with Readers(1) as readers:\n"
        "        print((await readers.run(_echo, page(b''), where='here')).page_url.split()[-1], flush=True)\n"
        "        os.kill(os.getpid(), signal.SIGKILL)\n"
        "if __name__ == '__main__':\n"
        "    asyncio.run(main())\n",
        encoding="utf-8",
    )
    place = os.pathsep.join([str(Path(__file__).parent), *filter(None, [os.environ.get("PYTHONPATH")])])
    environment = {**os.environ, "PYTHONPATH": place}
    done = subprocess.run([sys.executable, str(program)], check=False, capture_output=True, text=True, env=environment)
    worker = int(done.stdout)
    for _ in range(6000):
        try:
            os.kill(worker, 0)
        except ProcessLookupError:
            return
        time.sleep(0.01)
    pytest.fail("the worker outlived its parent")


@pytest.mark.parametrize("main", ["crawler.daemon.child", "crawler.cli.main"])
def test_workers_hold_no_scrapy(main: str) -> None:
    """They import the main module of the process that crawls, beside what the fork server read."""
    asked = f"import sys, crawler.preloaded, {main}; sys.exit(bool({{'scrapy', 'twisted'}} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", asked], check=False).returncode == 0
