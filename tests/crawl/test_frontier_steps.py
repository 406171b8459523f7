"""Whatever order its steps come in, the queue loses no task, answers none twice, and keeps to its bounds."""

from __future__ import annotations

import tempfile
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cluster import Redis
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from crawler.frontier.frontier import MOST_LOST, Frontier, task_id
from crawler.frontier.messages import Answer, Notice, Task
from crawler.model import Keep

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
MOST = 2  # tasks of one host in hand
WORKERS = st.sampled_from(("w1", "w2"))
HOSTS = st.sampled_from(("a.example", "b.example"))


class Steps(RuleBasedStateMachine):
    """Two workers and a collect, of which each step is one of theirs; beside it what must be so is counted by hand."""

    server: Redis

    @initialize()
    def begin(self) -> None:
        self.frontier = Frontier(self.server.url)
        self.frontier.server.flushall()
        self.frontier.begin(Notice(token="t", owner="o", since=NOW, rules="", delay=0.0, keep=Keep.FLAGGED), MOST)
        self.open: set[str] = set()  # pushed, and neither answered nor taken back
        self.hands: dict[str, set[str]] = {"w1": set(), "w2": set()}  # what each believes to have
        self.held: dict[str, str] = {}  # whose each is in truth
        self.dead: set[str] = set()  # in the hands of one that was not heard of
        self.lost: Counter[str] = Counter()
        self.answers: Counter[str] = Counter()
        self.number = 0
        self.push("a.example", 4)

    @rule(host=HOSTS, count=st.integers(1, 4))
    def push(self, host: str, count: int) -> None:
        named = {}
        for _ in range(count):
            self.number += 1
            url = f"https://{host}/{self.number}"
            named[task_id("t", self.number, url)] = Task(url=url, source="s")
        self.frontier.push(named)
        self.open |= named.keys()

    @rule(worker=WORKERS, wanted=st.integers(1, 3))
    def take(self, worker: str, wanted: int) -> None:
        for id in self.dead & self.open:
            del self.held[id]
            self.lost[id] += 1
            if self.lost[id] == MOST_LOST:
                self.open.discard(id)
                self.answers[id] += 1
        self.dead.clear()
        taken = [id for id, _ in self.frontier.take(wanted, 30.0)]
        assert len(taken) <= wanted
        assert not set(taken) & self.held.keys()
        assert set(taken) <= self.open
        self.held |= dict.fromkeys(taken, worker)
        self.hands[worker] |= set(taken)
        if len(taken) < wanted:  # then nothing more might have been given
            for host in ("a.example", "b.example"):
                assert self.in_hand(host) == MOST or not [id for id in self.waiting() if id.endswith(f"@{host}")]

    @precondition(lambda self: any(self.hands.values()))
    @rule(worker=WORKERS, data=st.data())
    def answer(self, worker: str, data: st.DataObject) -> None:
        if self.hands[worker]:
            id = data.draw(st.sampled_from(sorted(self.hands[worker])))
            wanted = self.frontier.answer(id, Answer(at=NOW, final_url=id))
            assert wanted == (id in self.open)
            self.answers.update([id] * wanted)
            self.hands[worker].discard(id)
            self.open.discard(id)
            self.held.pop(id, None)
            self.dead.discard(id)

    @precondition(lambda self: self.held)
    @rule(worker=WORKERS)
    def fall_silent(self, worker: str) -> None:
        """Its leases run out; it may still come back with an answer."""
        held = [id for id, who in self.held.items() if who == worker and id in self.open]
        if held:
            self.frontier.server.zadd("labmoves:leases", dict.fromkeys(held, 1), xx=True)
        self.dead |= set(held)

    @precondition(lambda self: self.dead)
    @rule(worker=WORKERS)
    def be_heard(self, worker: str) -> None:
        mine = [id for id, who in self.held.items() if who == worker]
        self.frontier.renew(worker, mine)
        self.dead -= set(mine)

    @precondition(lambda self: self.held)
    @rule(worker=WORKERS)
    def leave(self, worker: str) -> None:
        mine = [id for id, who in self.held.items() if who == worker]
        self.frontier.give_back(worker, mine)
        for id in mine:
            del self.held[id]
        self.dead -= set(mine)
        self.hands[worker] -= set(mine)

    @precondition(lambda self: self.number > 12)
    @rule()
    def withdraw(self) -> None:
        gone = set(self.frontier.withdraw())
        assert gone == self.waiting()
        self.open -= gone

    @invariant()
    def keeps_its_bounds(self) -> None:
        assert all(self.in_hand(host) <= MOST for host in ("a.example", "b.example"))
        state = self.frontier.look()
        assert (state.waiting, state.in_hand) == (len(self.waiting()), len(self.held))
        assert state.answers == self.answers.total()

    def teardown(self) -> None:
        """One worker that stays brings whatever is open; every answer came once."""
        if not hasattr(self, "frontier"):
            return
        self.fall_silent("w1")
        self.fall_silent("w2")
        for _ in range(self.number):
            self.take("w1", 5)
            for id in sorted(self.held):
                assert self.frontier.answer(id, Answer(at=NOW, final_url=id))
                self.answers[id] += 1
                self.open.discard(id)
            self.held.clear()
        assert not self.open
        assert set(self.answers.values()) <= {1}
        arrived, place = [], b"0"
        while found := self.frontier.answers(place):
            arrived += [arrival.id for arrival in found]
            place = found[-1].place
        assert sorted(arrived) == sorted(self.answers)
        self.frontier.close()

    def waiting(self) -> set[str]:
        return self.open - self.held.keys()

    def in_hand(self, host: str) -> int:
        return sum(id.endswith(f"@{host}") for id in self.held)


def test_in_any_order(monkeypatch: pytest.MonkeyPatch) -> None:
    """Eighty ways through, of forty steps each."""
    monkeypatch.setattr("crawler.frontier.frontier.LEASE", 1000.0)
    with tempfile.TemporaryDirectory() as folder:
        Steps.server = Redis(Path(folder))
        try:
            case = Steps.TestCase
            case.settings = settings(max_examples=80, stateful_step_count=40, deadline=None)
            case().runTest()
        finally:
            Steps.server.stop()
