"""Letters: one for each piece of news, kept until sent."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
from newsdesk import HOUR, NOW, article, begin, mention, publish

from crawler.model import Certainty, Verdict
from storage.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "labmoves.db") as opened:
        run = begin(opened)
        publish(opened, run, article(1), [mention(certainty=Certainty.RUMORED)])
        publish(opened, run, article(2), [mention(certainty=Certainty.CONFIRMED, sentence="It is true.")])
        publish(opened, run, article(3), [mention(certainty=Certainty.CONFIRMED)])
        yield opened


def test_each_piece_of_news_has_its_letter(store: Store) -> None:
    """The rumour, then its confirmation with its own sentence and article; a third article adds none."""
    first, second = store.letters.waiting(NOW)
    (rumour,), (confirmed,) = first.news, second.news
    assert (rumour.verdict, confirmed.verdict) == (Verdict.NEW, Verdict.CONFIRMED)
    assert rumour.move.key == confirmed.move.key
    assert (confirmed.article_url, confirmed.move.sentence) == (article(2).url, "It is true.")
    assert confirmed.because == ("status: rumored → confirmed",)
    assert (rumour.earlier, confirmed.earlier) == ((), (first.message_id,))


def test_the_message_id_is_the_news_own(store: Store) -> None:
    """Made of move, verdict and version, so that a letter sent twice is one letter to the reader's mail program."""
    first, second = store.letters.waiting(NOW)
    assert first.message_id == f"<{first.news[0].move.key}.new.1@labmoves.invalid>"
    assert second.message_id == f"<{first.news[0].move.key}.confirmed.2@labmoves.invalid>"


def test_a_sent_letter_waits_no_more(store: Store) -> None:
    """And a late failure, told after it was sent, does not bring it back."""
    first, second = store.letters.waiting(NOW)
    store.letters.mark_sent(first.id, NOW)
    store.letters.mark_failed(first.id, "late answer", NOW)
    assert [letter.id for letter in store.letters.waiting(NOW + 48 * HOUR)] == [second.id]
    assert store.counts().letters_unsent == 1


def test_a_failed_letter_waits_longer_each_time(store: Store) -> None:
    """A minute, two, four, and six hours at most; it never leaves the outbox."""
    letter = store.letters.waiting(NOW)[0]
    now, waits = NOW, []
    for _ in range(12):
        store.letters.mark_failed(letter.id, "451 greylisted", now)
        wait = next(
            w
            for w in (timedelta(minutes=m) for m in range(1, 400))
            if letter.id in {x.id for x in store.letters.waiting(now + w)}
        )
        waits.append(int(wait.total_seconds() // 60))
        now += wait
    assert waits == [1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360, 360]
    assert store.letters.waiting(now)[0].attempts == 12


def test_two_writers_in_one_moment_do_not_trip_each_other(store: Store) -> None:
    """Another process writes between our reading and our writing: it waits, and ours goes through."""
    letter = store.letters.waiting(NOW)[0]
    other = sqlite3.connect(store.path, timeout=0, isolation_level=None)

    def meanwhile(sql: str) -> None:
        if sql.startswith("UPDATE outbox"):
            with suppress(sqlite3.OperationalError):
                other.execute("UPDATE meta SET value = value || '.' WHERE name = 'written_by'")

    store._db.conn.set_trace_callback(meanwhile)
    store.letters.mark_failed(letter.id, "451 greylisted", NOW)
    store._db.conn.set_trace_callback(None)
    other.close()
    assert letter.id not in {waiting.id for waiting in store.letters.waiting(NOW)}


def test_letters_can_be_marked_while_a_crawl_writes(store: Store) -> None:
    """Delivery is another process's work and needs no lock of the crawl's."""
    with Store.open(store.path) as postman:
        for letter in postman.letters.waiting(NOW):
            postman.letters.mark_sent(letter.id, NOW)
    assert store.letters.waiting(NOW) == []
