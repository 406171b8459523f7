"""A judgement is stored whole or not at all, also while a crawl goes on."""

from __future__ import annotations

import multiprocessing
import signal
import sqlite3
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from dying import Looks
from newsdesk import DAY, NOW, article, begin, end, mention, publish

from crawler.judging import confirm_move, dismiss_move, merge_moves, split_off, take_back
from crawler.model import Certainty, Kind
from storage.store import Store

_STEPS = 40  # of SQLite's virtual machine between two looks
_JUDGEMENTS: dict[str, Callable[[Store], object]] = {
    "merge": lambda store: merge_moves(store, _key(store, "Tony Wu"), _key(store, "Yuhuai Wu"), "one man", NOW),
    "split": lambda store: split_off(store, _key(store, "Tony Wu"), [article(3).url], "two men", NOW),
    "dismiss": lambda store: dismiss_move(store, _key(store, "Tony Wu", Kind.RETURN), "a visit", NOW),
    "confirm": lambda store: confirm_move(store, _key(store, "Yuhuai Wu"), "seen", NOW),
    "undo": lambda store: take_back(store, 1, "two men", NOW),
}


def _key(store: Store, person: str, kind: Kind = Kind.DEPARTURE) -> str:
    return next(move.key for move in store.moves_of([person]) if move.kind is kind)


def _desk(path: Path, *, merged: bool) -> None:
    with Store.open(path) as store:
        for number, said in enumerate(
            (
                mention("Yuhuai Wu", certainty=Certainty.RUMORED),
                mention("Tony Wu"),
                mention("Tony Wu", role="co-founder"),
                mention("Tony Wu", kind=Kind.RETURN, certainty=Certainty.CONFIRMED),
            ),
            start=1,
        ):
            at = NOW - 5 * DAY + number * DAY
            run = begin(store, at)
            publish(store, run, article(number, f"Text {number}.", published=at - timedelta(hours=1)), [said], at)
            end(store, run, at)
        if merged:
            _JUDGEMENTS["merge"](store)


def _judge(path: Path, name: str, die_at: int) -> None:
    """End as a power cut would after `die_at` looks of SQLite within the judgement."""
    with Store.open(path) as store:
        Looks(store, _STEPS, die_at)
        _JUDGEMENTS[name](store)


def _held(path: Path) -> list[str]:
    db = sqlite3.connect(path)
    assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    tables = ("moves", "move_versions", "mentions", "name_keys", "outbox", "judgements", "runs")
    rows = [str(row) for table in tables for row in db.execute(f"SELECT * FROM {table} ORDER BY 1, 2")]
    db.close()
    return rows


@pytest.mark.parametrize("name", _JUDGEMENTS)
def test_killed_within_a_judgement_nothing_of_it_is_there(name: str, tmp_path: Path) -> None:
    """Killed at any point and given again, it is what it is when nothing happens."""
    whole, killed = tmp_path / "whole.db", tmp_path / "killed.db"
    for path in (whole, killed):
        _desk(path, merged=name == "undo")
    before = _held(killed)
    with Store.open(whole) as store:
        _JUDGEMENTS[name](store)
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["crawler.judging", "newsdesk"])
    die_at, deaths = 1, 0
    while True:
        child = context.Process(target=_judge, args=(killed, name, die_at))
        child.start()
        child.join()
        if child.exitcode == 0:
            break
        assert child.exitcode == -signal.SIGKILL
        assert _held(killed) == before
        die_at, deaths = die_at * 2, deaths + 1
    assert deaths >= 2
    assert _held(killed) == _held(whole)


def test_a_crawl_that_decides_meanwhile_waits(tmp_path: Path) -> None:
    """What a crawl reads before it decides is still so when it stores: a judgement waits, and is not written over."""
    path = tmp_path / "labmoves.db"
    _desk(path, merged=False)
    with Store.open(path) as crawling, Store.open(path) as desk:
        run = begin(crawling)
        desk._db.execute("PRAGMA busy_timeout = 1")
        with crawling.together():
            crawling.known_moves([mention("Yuhuai Wu")])
            with pytest.raises(Exception, match="another program is writing it"):
                _JUDGEMENTS["dismiss"](desk)
        _JUDGEMENTS["confirm"](desk)
        publish(crawling, run, article(9, "Denied."), [mention("Yuhuai Wu", negated=True)])
        end(crawling, run)
        assert desk.find(_key(desk, "Yuhuai Wu")).status == "confirmed"
