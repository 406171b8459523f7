"""What the demo claims is so: read from the database and the letters that one real run leaves behind."""

from __future__ import annotations

import email
import email.policy
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from demo_run import Demo, demo, shell
from rich.console import Console

from crawler.demo.press import DAYS, stories
from crawler.demo.show import run_demo
from crawler.errors import UsageError
from crawler.match.lexicons import load
from crawler.model import Kind, Move, Status, Verdict
from storage.store import Store

__all__ = ["demo"]

# person, lab's id, kind, status: every move that the newsroom tells of as news
NEWS = {
    ("Alec Radford", "openai", "departure", "reported"),
    ("Lilian Weng", "openai", "departure", "confirmed"),
    ("Yann LeCun", "meta", "departure", "confirmed"),
    ("Yann LeCun", "", "founding", "confirmed"),
    ("Mira Murati", "openai", "departure", "confirmed"),
    ("Bob McGrew", "openai", "departure", "confirmed"),
    ("Barret Zoph", "openai", "departure", "confirmed"),
    ("Mark Chen", "openai", "role_change", "confirmed"),
    ("Greg Brockman", "openai", "return", "effective"),
    ("Durk Kingma", "anthropic", "hire", "confirmed"),
    ("John Schulman", "anthropic", "departure", "confirmed"),
    ("林俊旸", "alibaba", "departure", "confirmed"),
    ("庞若鸣", "apple", "departure", "reported"),
    ("庞若鸣", "meta", "hire", "reported"),
    ("Daniel Gross", "ssi", "departure", "confirmed"),
    ("Ilya Sutskever", "ssi", "role_change", "confirmed"),
    ("罗福莉", "xiaomi", "hire", "confirmed"),
    ("姚顺雨", "tencent", "hire", "denied"),
    ("姚顺雨", "openai", "departure", "denied"),
}
# told as looks back: stored, never alerted
RECAPS = {
    ("Andrej Karpathy", "openai", "departure"),
    ("Ilya Sutskever", "openai", "departure"),
    ("Ilya Sutskever", "ssi", "founding"),
    ("Jan Leike", "openai", "departure"),
    ("Jan Leike", "anthropic", "hire"),
    ("Geoffrey Hinton", "google", "departure"),
    ("Daniel Kokotajlo", "openai", "departure"),
    ("John Schulman", "openai", "departure"),
    ("John Schulman", "anthropic", "hire"),
}


Told = tuple[str, str, str]


@pytest.fixture(scope="module")
def store(demo: Demo) -> Iterator[Store]:
    with Store.open(demo.folder / "labmoves.db", read_only=True) as opened:
        yield opened


def told(move: Move) -> Told:
    """Person (as the lexicon calls them), lab and kind."""
    return (load().person(move.person) or move.person, move.lab_id, move.kind.value)


def letters(demo: Demo, store: Store) -> Counter[Told]:
    """How many letters tell of each move."""
    files = (demo.folder / "letters").glob("*.eml")
    keys = (email.message_from_bytes(f.read_bytes(), policy=email.policy.default)["X-Labmoves-Move"] for f in files)
    return Counter(told(store.find(str(key))) for key in keys)


def find(store: Store, person: str, lab: str, kind: Kind) -> Move:
    """The one move of this person."""
    (move,) = (m for m in store.moves() if told(m) == (person, lab, kind.value))
    return move


def test_exactly_the_moves_that_the_pages_tell_of(store: Store) -> None:
    """No move is missed and none is made up, over every article of the three days."""
    news = {(*told(m), m.status.value) for m in store.moves() if not m.recap}
    recaps = {told(m) for m in store.moves() if m.recap}
    assert (sorted(NEWS - news), sorted(news - NEWS)) == ([], []), "missed, made up"
    assert (sorted(RECAPS - recaps), sorted(recaps - RECAPS)) == ([], []), "missed, made up"


def test_one_letter_for_each_new_departure_and_each_turn_of_it(demo: Demo, store: Store) -> None:
    """Departures only, each once, and again where a rumour was confirmed or denied; none for a recap or a repeat."""
    turned = {("Yann LeCun", "meta", "departure"), ("姚顺雨", "openai", "departure")}
    departures = {(name, lab, kind) for name, lab, kind, _ in NEWS if kind == "departure"}
    assert letters(demo, store) == {move: 2 if move in turned else 1 for move in departures}


def test_one_move_told_by_five_outlets_in_two_languages(store: Store) -> None:
    """GBK, Big5, UTF-8 and a damaged page, Chinese and English: the evidence of one move."""
    move = find(store, "Alec Radford", "openai", Kind.DEPARTURE)
    assert {e.source for e in store.evidence(move.key)} == {"hubu", "wire", "gazette", "fuyu", "juwen", "valley"}


def test_a_rumour_is_confirmed_and_a_rumour_is_denied(store: Store) -> None:
    """The history of both moves, run by run."""
    confirmed = store.history(find(store, "Yann LeCun", "meta", Kind.DEPARTURE).key)
    denied = store.history(find(store, "姚顺雨", "tencent", Kind.HIRE).key)
    assert [(c.run, c.move.status) for c in confirmed if c.verdict is not Verdict.SAME] == [
        (1, Status.RUMORED),
        (2, Status.CONFIRMED),
    ]
    assert [(c.run, c.move.status) for c in denied if c.verdict is not Verdict.SAME] == [
        (1, Status.RUMORED),
        (2, Status.DENIED),
    ]


def test_an_edit_is_seen(store: Store) -> None:
    """The article of day 1 that named a last day on day 3 has two versions, and its move has the day."""
    move = find(store, "Lilian Weng", "openai", Kind.DEPARTURE)
    edited = [e.article_url for e in store.evidence(move.key) if e.source == "ledger"]
    assert len(store.article_versions(edited[0])) == 2
    assert move.effective == date(2026, 3, 10)
    (change,) = (c for c in store.changes(after_run=2, up_to_run=3) if c.move.key == move.key)
    assert change.verdict is Verdict.CHANGED


def test_a_second_crawl_of_an_unchanged_day_does_nothing(store: Store) -> None:
    """The fourth crawl reads no page, stores no change and writes no letter."""
    last = store.runs(1)[0]
    assert (last.id, last.outcome) == (4, "finished")
    assert sum(r.pages for r in last.reports) == 0
    assert store.changes(after_run=3) == []
    assert store.counts().letters_unsent == 0


def test_what_is_not_there_stops_nobody(store: Store) -> None:
    """A source that answers 500 fails alone, a page that answers 404 is told as an issue."""
    for run in store.runs():
        assert [r.source for r in run.reports if r.health == "failing"] == ["downpress"]
    reports = {r.source: r for run in store.runs() if run.id == 2 for r in run.reports}
    assert "404" in reports["wire"].issues[0]


def test_unrelated_news_is_screened_out(store: Store, demo: Demo) -> None:
    """Articles of other things are never taken apart, and the demo names them."""
    unrelated = {"phone-hubu", "ferry-wire", "football-suanli", "rain-fuyu", "noodles-ledger", "store-fuyu"}
    unrelated |= {"cars-jiqiji", "rugby-coast", "tea-juwen"}
    assert sum(r.screened_out for run in store.runs() for r in run.reports) >= len(unrelated)
    for story in stories(DAYS):
        if story.slug in unrelated:
            assert story.title in demo.said


def test_it_says_what_to_try(demo: Demo) -> None:
    """Every command it proposes runs in the folder where the demo ran."""
    proposed = re.findall(r"^  (labmoves .*?)  +# ", demo.said, re.MULTILINE)
    assert len(proposed) == 6
    for command in proposed:
        endless = command.endswith(" serve")  # tests/cli/test_serve_command.py runs it
        done = shell(f"{command} --help" if endless else command, demo.place)
        assert (done.returncode, done.stderr) == (0, ""), command
        assert done.stdout


def test_another_folder_is_left_alone(tmp_path: Path) -> None:
    """A folder that no demo made is refused, and what is in it stays."""
    (tmp_path / "thesis.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="not empty"):
        run_demo(Console(), tmp_path)
    assert (tmp_path / "thesis.txt").read_text(encoding="utf-8") == "mine"
