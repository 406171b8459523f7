"""The cost of an article follows what is new in it, not what is stored."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from newsdesk import AUDIENCE, DAY, NOW, article, begin, end, mention, publish

from crawler.decide.article import decide
from crawler.model import Verdict
from crawler.text.people import stored_keys
from storage.rows import moment, move_text, to_row
from storage.span import Span
from storage.store import Store

_MANY = 20_000
_SYLLABLES = "ba ke li mo nu ra sa ti vo wu xe yi zo da fe go ha je ko lu".split()
_STEPS = 10
_FINE = re.compile("CONSTANT|VIRTUAL TABLE INDEX 0:M")  # a MATCH asks the index of words


def names(count: int) -> Iterator[str]:
    """Different people, a twentieth of them with one surname."""
    for number in range(count):
        a, b, c = number % 20, number // 20 % 20, number // 400
        yield f"{_SYLLABLES[b]}{_SYLLABLES[c % 20]}{_SYLLABLES[c // 20 % 20]} {_SYLLABLES[a]}".title()


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A database with 20,000 moves at one lab, each with its version and keys, and twenty runs."""
    with Store.open(tmp_path_factory.mktemp("growth") / "large.db") as store:
        for _ in range(20):
            end(store, run := begin(store))
        model = decide(mention(), article(), (), NOW, AUDIENCE, False).move
        moves = [
            replace(model, key=f"m1-{n:05}", person=name, first_reported_at=NOW - timedelta(minutes=n))
            for n, name in enumerate(names(_MANY))
        ]
        conn = store._db.conn
        first = to_row(moves[0])
        conn.executemany(
            f"INSERT INTO moves ({', '.join(first)}, version) VALUES ({', '.join('?' * len(first))}, 1)",
            [list(to_row(move).values()) for move in moves],
        )
        conn.executemany(
            "INSERT INTO move_versions VALUES (?, 1, ?, ?, ?, ?, ?, 'https://a.example/', 'a')",
            [(m.key, run, moment(NOW), Verdict.NEW.value, json.dumps([]), move_text(m)) for m in moves],
        )
        conn.executemany(
            "INSERT INTO name_keys VALUES (?, ?, ?)",
            [(m.lab_id, key, m.key) for m in moves for key in sorted(stored_keys(m.person))],
        )
        conn.commit()
        yield store


def steps_of_one_article(store: Store) -> int:
    """How much SQLite works for one article with a new move, a known one and a bare surname."""
    count = 0

    def look() -> int:
        nonlocal count
        count += 1
        return 0

    run = begin(store)
    publish(store, run, article(1), [mention("Bababa Ke"), mention("Quentin Ke"), mention("林俊旸")])
    store._db.conn.set_progress_handler(look, _STEPS)
    publish(store, run, article(2), [mention("Bababa Ke", role="lead"), mention("Ada Wong"), mention("林俊旸")])
    store.diff(Span(after_run=run - 1, up_to_run=run))
    store.letters.waiting(NOW)
    store.settle(run, NOW)
    store.due_again("a", NOW, 25)
    store.looked_again(article(1).url, run, NOW, recheck=DAY, there=True)
    store.missing(article(2).url, 404, run, NOW, recheck=DAY)
    store.is_first_crawl("a", run)
    store.attempts("a", 5)
    store._db.conn.set_progress_handler(None, 0)
    end(store, run)
    return count * _STEPS


def test_an_article_costs_the_same_in_a_large_database(large: Store, tmp_path: Path) -> None:
    """With 20,000 moves of one lab stored, SQLite takes less than twice the steps that it takes with none."""
    with Store.open(tmp_path / "small.db") as small:
        end(small, begin(small))
        alone = steps_of_one_article(small)
    assert steps_of_one_article(large) < 2 * alone


def scans(store: Store, work: Callable[[Store], object]) -> list[tuple[str, str]]:
    """The statements that read a whole table, with their plans; at least one statement must have been made."""
    seen: set[str] = set()
    store._db.conn.set_trace_callback(seen.add)
    work(store)
    store._db.conn.set_trace_callback(None)
    found = []
    for sql in seen:
        if sql.split()[0] in {"SELECT", "INSERT", "UPDATE", "DELETE"}:
            plan = [row[3] for row in store._db.execute("EXPLAIN QUERY PLAN " + sql).fetchall()]
            found += [(sql, line) for line in plan if line.startswith("SCAN") and not _FINE.search(line)]
    assert seen
    return found


def test_every_statement_of_a_crawl_uses_an_index(large: Store) -> None:
    """No table is read from end to end."""
    assert scans(large, steps_of_one_article) == []


def ask(store: Store) -> None:
    """Everything that a reader asks about one person or one article."""
    (move,) = store.moves_of(["Bababa Ke"])
    store.course(move)
    store.moves_at("no such lab")
    store.article_versions(article(1).url)
    store.search(["Bababa"], 5)


def steps_of(store: Store, work: Callable[[Store], None]) -> int:
    count = 0

    def look() -> int:
        nonlocal count
        count += 1
        return 0

    store._db.conn.set_progress_handler(look, _STEPS)
    work(store)
    store._db.conn.set_progress_handler(None, 0)
    return count * _STEPS


def test_a_question_costs_what_it_asks_for(large: Store, tmp_path: Path) -> None:
    """One person's timeline takes no longer where 20,000 others are stored; each statement of it uses an index."""
    with Store.open(tmp_path / "small.db") as small:
        run = begin(small)
        publish(small, run, article(1), [mention("Bababa Ke")])
        end(small, run)
        alone = steps_of(small, ask)
    assert steps_of(large, ask) < 2 * alone + 100
    assert scans(large, ask) == []


def test_a_common_surname_brings_few(large: Store) -> None:
    """Of a thousand people with one surname at a lab, a full name brings only its own."""
    assert len(large.known_moves([mention("Bababa Ke")])) <= 2
    bare = large.known_moves([mention("Ke")])
    assert len(bare) > 900  # all of them may be meant; deciding takes the nearest in time
