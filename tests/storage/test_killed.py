"""Killed anywhere, the next run goes on where the last one was."""

from __future__ import annotations

import multiprocessing
import random
import signal
from datetime import timedelta
from pathlib import Path

from dying import Looks
from newsdesk import DAY, NOW, article, begin, end, mention, publish

from crawler.model import Certainty, Mention
from storage.store import Store

_ARTICLES = 24
_STEPS = 25  # of SQLite's virtual machine; a statement of ours takes up to a few hundred


def mentions_of(number: int) -> list[Mention]:
    """Every fourth article confirms a rumour of the one before; each has a move of its own."""
    own = mention(f"Person{'abcdefghijklmnopqrstuvwx'[number]} Wong", certainty=Certainty.RUMORED)
    before = mention(f"Person{'abcdefghijklmnopqrstuvwx'[number - 1]} Wong", certainty=Certainty.CONFIRMED)
    return [own, before] if number % 4 == 3 else [own]


def crawl(path: Path, die_at: int | None) -> None:
    """Read every article that is not stored yet; end as a power cut would after `die_at` looks of SQLite."""
    with Store.open(path) as store:
        Looks(store, _STEPS, die_at)
        run = begin(store)
        for number in range(_ARTICLES):
            where = article(number, published=NOW - timedelta(minutes=_ARTICLES - number))
            if store.text_hash(where.url) != where.text_hash:
                publish(store, run, where, mentions_of(number))
        end(store, run)


def held(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """What matters of a database: everything but the numbers of runs and rows."""
    with Store.open(path) as store:
        db = store._db
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        return {
            table: db.execute(f"SELECT {columns} FROM {table} ORDER BY {columns}").fetchall()
            for table, columns in {
                "articles": "url, version, text_hash",
                "mentions": "person, move, sentence",
                "moves": "key, version, status, person, alerted",
                "move_versions": "move, version, verdict, because",
                "name_keys": "lab_id, name_key, move",
                "outbox": "message_id, article_url, whole",
                "visits": "url, outcome",
            }.items()
        }


def test_killed_anywhere_it_ends_as_if_it_had_never_been(tmp_path: Path) -> None:
    """Killed with SIGKILL a dozen times in the middle of a transaction, it holds what one whole run holds."""
    whole, killed = tmp_path / "whole.db", tmp_path / "killed.db"
    crawl(whole, None)
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["storage.store", "crawler.decide.article"])
    dice = random.Random(7)
    deaths = 0
    while True:
        child = context.Process(target=crawl, args=(killed, dice.randint(1, 120)))
        child.start()
        child.join()
        if child.exitcode == 0:
            break
        assert child.exitcode == -signal.SIGKILL
        deaths += 1
        assert deaths < 60
    assert deaths > 10
    assert held(killed) == held(whole)
    assert len(held(killed)["outbox"]) == _ARTICLES + _ARTICLES // 4


def test_a_killed_run_leaves_no_lock(tmp_path: Path) -> None:
    """The next crawl begins at once, and is still a first crawl; the dead one shows no end."""
    path = tmp_path / "labmoves.db"
    child = multiprocessing.get_context("forkserver").Process(target=crawl, args=(path, 60))
    child.start()
    child.join()
    with Store.open(path) as store:
        run = begin(store, NOW + DAY)
        assert store.is_first_crawl("a", run)
        assert [done.outcome for done in store.runs()] == [None] * run
