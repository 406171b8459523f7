"""The queue that workers share, step by step, in a real Redis."""

from __future__ import annotations

import asyncio
import pickle
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cluster import Redis, server

from crawler.errors import QueueError
from crawler.frontier.frontier import MOST_LOST, Frontier, task_id
from crawler.frontier.messages import Answer, Notice, Task, read_message, written
from crawler.frontier.rules import rules_of
from crawler.frontier.traffic import SharedTraffic
from crawler.model import (
    Article,
    Discovery,
    DiscoveryKind,
    Keep,
    Kind,
    Link,
    Member,
    Mention,
    OwnFiles,
    Reason,
    Rejected,
    Source,
)
from crawler.reading import Reading, Screening
from spiders.announced import Announced
from spiders.politeness import LONGEST_WAIT, LeftAloneError

__all__ = ["server"]

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
PATIENCE = LONGEST_WAIT
A, B = "https://a.example/", "https://b.example/"


@pytest.fixture
def frontier(server: Redis) -> Iterator[Frontier]:
    """The queue, with nothing in it."""
    with Frontier(server.url) as found:
        found.server.flushall()
        yield found


def notice(token: str = "t1", owner: str = "a.db on here", delay: float = 0.0) -> Notice:
    return Notice(token=token, owner=owner, since=NOW, rules="r", delay=delay, keep=Keep.FLAGGED)


def put(frontier: Frontier, *urls: str, token: str = "t1") -> list[str]:
    ids = [task_id(token, n, url) for n, url in enumerate(urls)]
    frontier.push({id: Task(url=url, source="a") for id, url in zip(ids, urls, strict=True)})
    return ids


def taken(frontier: Frontier, wanted: int = 10) -> list[str]:
    return [id for id, _ in frontier.take(wanted, PATIENCE)]


def answer(url: str = A, **how: object) -> Answer:
    return Answer(at=NOW, final_url=url, status=200, **how)  # type: ignore[arg-type]


# --- what goes through it


def article() -> Article:
    return Article(
        url=A, source="a", title="林俊旸 leaves", text="\ud800 whole \x00", language="en", published=NOW, authors=("x",)
    )


def mention() -> Mention:
    return Mention(
        person="林俊旸", lab="Qwen", lab_id="qwen", kind=Kind.DEPARTURE, sentence="s", start=-1, end=-1, score=0.5
    )


SCREENED = Screening(lab="qwen", trigger=None)
SOURCE = Source(
    id="a", name="A", home=A, language="zh", discovery=(Discovery(kind=DiscoveryKind.FEED, url=A, hosts=("*",)),)
)


@pytest.mark.parametrize(
    "value",
    [
        notice(delay=1.5),
        Task(url=A, source="a", etag='"1"', last_modified="x", link=Link(source="a", url=A, title="t", published=NOW)),
        Task(url=A, source="a", publisher=SOURCE, place=SOURCE.discovery[0]),
        answer(reading=Reading(page_url=A, screening=SCREENED, article=article(), mentions=(mention(),), size=9)),
        answer(reading=Reading(page_url=A, screening=SCREENED, size=3, mark=b"\xff\x00\x80")),
        answer(reading=Reading(page_url=A, screening=SCREENED, article=Rejected(url=A, reason=Reason.EMPTY))),
        answer(announced=Announced(links=(Link(source="a", url=B),), seen=2, people=(Member(name="n", post="p"),))),
        answer(trouble="no answer in time"),
    ],
)
def test_what_is_written_is_read(value: Notice | Task | Answer) -> None:
    """Every value comes through whole: times, bytes, Chinese, and what is no character at all."""
    text = written(value)
    assert text.isascii()
    assert read_message(type(value), text) == value


@pytest.mark.parametrize(
    "text",
    [
        pickle.dumps(Task(url=A, source="a")),
        b"\xff",
        "",
        "[]",
        "[1]",
        '[2,{"url":"https://a.example/","source":"a"}]',
        '[1,{"url":"https://a.example/","source":"a","callback":"os.system"}]',
        '[1,{"url":["https://a.example/"],"source":"a"}]',
        "[" * 100_000,
    ],
)
def test_anything_else_is_refused(text: bytes | str) -> None:
    """A pickle, another form, an unknown field, garbage: one clear sentence, and nothing of it is run."""
    with pytest.raises(QueueError, match="this version cannot read the task that it holds"):
        read_message(Task, text)


def test_rules_differ_with_any_file(tmp_path: Path) -> None:
    """A worker with another lexicon would read otherwise, and is known by it."""
    (tmp_path / "labs.toml").write_text("", encoding="utf-8")
    own = OwnFiles(lexicon=tmp_path)
    empty = rules_of(own)
    assert empty != rules_of(OwnFiles())
    (tmp_path / "labs.toml").write_text("[[lab]]", encoding="utf-8")
    assert rules_of(own) != empty


# --- tasks


def test_a_task_goes_to_one_worker_and_is_answered_once(server: Redis, frontier: Frontier) -> None:
    """Pushed twice it is there once; a second answer is one too many."""
    frontier.begin(notice(), 10)
    ids = put(frontier, A, A + "2")
    put(frontier, A, A + "2")
    with Frontier(server.url) as other:
        assert sorted(taken(frontier, 1) + taken(other)) == sorted(ids)
        assert taken(other) == []
        assert [frontier.answer(ids[0], answer()), other.answer(ids[0], answer(B))] == [True, False]
    (arrival,) = frontier.answers()
    assert (arrival.id, arrival.answer, arrival.task) == (ids[0], answer(), Task(url=A, source="a"))


def test_hosts_take_turns(frontier: Frontier) -> None:
    """A source with many articles does not hold up another, and of one host no more than so many are in hand."""
    frontier.begin(notice(), 2)
    long = put(frontier, *(f"{A}{n}" for n in range(5)))
    short = put(frontier, B, token="t2")
    assert set(taken(frontier, 2)) == {long[0], short[0]}
    assert taken(frontier) == [long[1]]
    assert taken(frontier) == []
    assert frontier.answer(long[0], answer())
    assert taken(frontier) == [long[2]]


def test_a_silent_worker_loses_its_tasks(frontier: Frontier, server: Redis, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that is heard of keeps them; of one that is not, another takes them, and its own answer is too late."""
    monkeypatch.setattr("crawler.frontier.frontier.LEASE", 2.0)
    frontier.begin(notice(), 10)
    heard, silent = put(frontier, A, B)
    assert len(taken(frontier)) == 2
    with Frontier(server.url) as other:
        while not (lost := taken(other)):
            frontier.renew("w1", [heard])
            time.sleep(0.05)
        assert lost == [silent]
        assert other.answer(silent, answer(B))
        assert not frontier.answer(silent, answer(B))
        assert frontier.answer(heard, answer())


def test_a_task_that_ends_its_workers_is_given_up(frontier: Frontier, monkeypatch: pytest.MonkeyPatch) -> None:
    """After three, with the reason in words: it must not end them all."""
    monkeypatch.setattr("crawler.frontier.frontier.LEASE", 0.0)
    frontier.begin(notice(), 10)
    (id,) = put(frontier, A)
    for _ in range(MOST_LOST):
        assert taken(frontier) == [id]
        time.sleep(0.005)
    assert taken(frontier) == []
    (arrival,) = frontier.answers()
    assert (arrival.id, arrival.answer, arrival.trouble) == (id, None, "3 workers were lost while they had it")


def test_a_worker_that_ends_gives_back(frontier: Frontier) -> None:
    """What it had in hand is next, in front of what never was."""
    frontier.begin(notice(), 10)
    ids = put(frontier, A, A + "2")
    assert taken(frontier, 1) == ids[:1]
    frontier.renew("w1", ids[:1])
    assert frontier.look().workers == 1
    frontier.give_back("w1", ids[:1])
    assert (frontier.look().workers, taken(frontier)) == (0, ids)


def test_workers_wait_for_collect(frontier: Frontier, monkeypatch: pytest.MonkeyPatch) -> None:
    """With so many answers to be stored nothing more is given out: the queue does not grow without bound."""
    monkeypatch.setattr("crawler.frontier.frontier.MOST_ANSWERS", 2)
    frontier.begin(notice(), 10)
    ids = put(frontier, *(f"{A}{n}" for n in range(3)))
    taken(frontier, 2)
    assert all(frontier.answer(id, answer()) for id in ids[:2])
    assert taken(frontier) == []
    frontier.stored(frontier.answers()[:1])
    assert taken(frontier) == ids[2:]


def test_what_waits_can_be_taken_back(frontier: Frontier) -> None:
    """What a worker has in its hands may still be answered."""
    frontier.begin(notice(), 1)
    first, second = put(frontier, A, A + "2")
    taken(frontier)
    assert frontier.withdraw() == [second]
    assert frontier.answer(first, answer())
    assert (taken(frontier), frontier.look().waiting) == ([], 0)


# --- collects


def test_one_collect_at_a_time(frontier: Frontier) -> None:
    """The other is named; the same database may begin anew, since its lock says that the former is gone."""
    frontier.begin(notice(), 2)
    with pytest.raises(QueueError, match=r"another collect uses it: a\.db on here, since 2026-03-04 12:00 UTC"):
        frontier.begin(notice("t2", "b.db on there"), 2)
    frontier.begin(notice("t3"), 2)
    assert frontier.notice() == notice("t3")
    with pytest.raises(QueueError, match="the run is not in it any more"):
        frontier.keep(notice())
    frontier.finish(notice())  # the former one's end is not the end of this one
    frontier.keep(notice("t3"))
    frontier.finish(notice("t3"))
    assert frontier.notice() is None


def test_a_new_collect_finds_the_answers_and_no_task(frontier: Frontier) -> None:
    """What was read for one that was killed is not lost; what was not yet fetched is asked for anew."""
    frontier.begin(notice(), 10)
    first, second, _ = put(frontier, A, A + "2", B)
    taken(frontier, 2)
    frontier.answer(first, answer())
    frontier.begin(notice("t2"), 10)
    assert (taken(frontier), frontier.look().in_hand) == ([], 0)
    assert not frontier.answer(second, answer())
    (arrival,) = frontier.answers()
    assert arrival.id == first
    assert frontier.answers(arrival.place) == []


def test_a_collect_that_is_silent_is_none(frontier: Frontier, monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers stop, and another may begin."""
    monkeypatch.setattr("crawler.frontier.frontier.NOTICE", 0.1)
    frontier.begin(notice(), 2)
    time.sleep(0.15)
    assert frontier.notice() is None
    frontier.begin(notice("t2", "b.db on there"), 2)


# --- hosts


def test_the_pace_is_shared(frontier: Frontier, server: Redis) -> None:
    """Whoever asks a host, the next waits, and hosts do not wait for each other."""
    with Frontier(server.url) as other:
        assert frontier.turn("a.example", 60) == (0, 0)
        rest, pause = other.turn("a.example", 60)
        assert 0 < rest <= 60
        assert pause == 0
        assert other.turn("b.example", 0.2) == (0, 0)
        other.slow_down("b.example", 60)
        time.sleep(0.25)
        assert other.turn("b.example", 0.2) == (0, 0)
        assert 0.2 < frontier.turn("b.example", 0.2)[0] <= 60


def test_tasks_of_a_host_that_rests_are_not_given_out(frontier: Frontier) -> None:
    """But for one that rests longer than anybody waits: its pages fail in this run."""
    frontier.begin(notice(), 10)
    a, b = put(frontier, A, B)
    frontier.pause("a.example", PATIENCE - 1)
    frontier.turn("b.example", 2.0)
    assert taken(frontier) == []
    while not (rested := taken(frontier)):
        time.sleep(0.02)
    assert rested == [b]
    frontier.pause("a.example", PATIENCE + 10)
    frontier.pause("a.example", 1.0)  # shortens nothing
    assert PATIENCE < frontier.paused("a.example") <= PATIENCE + 10
    assert taken(frontier) == [a]


def test_traffic_waits_as_a_single_crawl_does(frontier: Frontier, server: Redis) -> None:
    """Two workers that ask one host at once are a delay apart; one that is left alone is told."""

    async def both() -> list[float]:
        with Frontier(server.url) as other:
            workers = [SharedTraffic(each, 0.2, 8) for each in (frontier, other)]
            began = time.monotonic()
            times: list[float] = []

            async def ask(traffic: SharedTraffic) -> None:
                await traffic.turn("A.example")
                times.append(time.monotonic() - began)

            await asyncio.gather(*(ask(worker) for worker in workers))
            workers[0].pause("a.example", LONGEST_WAIT + 5)
            assert workers[1].paused("A.example") > LONGEST_WAIT
            with pytest.raises(LeftAloneError, match="asked to be left alone for"):
                await workers[1].turn("a.example")
            return times

    first, second = asyncio.run(both())
    assert first < second >= 0.1


# --- what fails


def test_a_redis_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """One sentence with its place and what to do, and never a password."""
    monkeypatch.setattr("crawler.frontier.frontier._RETRIES", 0)
    with Frontier("redis://:geheim@127.0.0.1:1/0") as frontier, pytest.raises(QueueError) as told:
        frontier.notice()
    assert str(told.value).startswith("queue: [redis://…@127.0.0.1:1/0] Redis does not answer: ")
    assert "--queue" in str(told.value)
    assert "geheim" not in str(told.value)
