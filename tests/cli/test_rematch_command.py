"""`labmoves rematch` over texts that an older matcher read otherwise."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from calls import NOW, Run

from crawler.audience import Audience
from crawler.decide.article import decide_article
from crawler.errors import BusyStoreError
from crawler.judging import confirm_move, merge_moves
from crawler.match.lexicons import load
from crawler.match.mentions import match
from crawler.model import Article, Certainty, Mention, Outcome, Status, Visit
from crawler.rematch import Rematch
from storage.store import Store

_TEXTS = (
    "Lilian Weng, a vice president of research, is leaving OpenAI after seven years, she said on Friday.",
    "Bob McGrew, the chief research officer, has left OpenAI, the company said.",
    "Noam Shazeer has left Google for Character.AI, he said on Monday.",
)
_HOUR = timedelta(hours=1)


def article(number: int) -> Article:
    return Article(
        url=f"https://news.example/{number}",
        source="wired" if number else "huxiu",
        title=None,
        text=_TEXTS[number],
        language="en",
        published=NOW - 3 * _HOUR,
        text_hash=f"t1-{number}",
    )


def store_as(path: Path, read: Callable[[Article], tuple[Mention, ...]]) -> None:
    """The texts, as a matcher read them that is not today's."""
    with Store.open(path) as store:
        run = store.start_run("crawl", ["wired"], NOW - 2 * _HOUR)
        for number in range(len(_TEXTS)):
            one, at = article(number), NOW - 2 * _HOUR
            mentions = read(one)
            decisions = decide_article(one, mentions, store.known_moves(mentions), at, Audience(policies={}), False)
            visit = Visit(url=one.url, source=one.source, fetched_at=at, outcome=Outcome.MATCHED)
            store.apply(one, mentions, decisions, visit, run, at, timedelta(days=30))
        store.finish_run(run, "finished", [], NOW - 2 * _HOUR)


def today(one: Article) -> tuple[Mention, ...]:
    return match(one, load())


def before(one: Article) -> tuple[Mention, ...]:
    """Read by an older matcher: the first text told of nobody, the second of a rumour, the third of one too many."""
    found = today(one)
    if "Weng" in one.text:
        return ()
    if "McGrew" in one.text:
        return tuple(replace(m, certainty=Certainty.RUMORED) for m in found)
    return (*found, replace(found[0], person="Joe Monday", spellings=()))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "labmoves.db"


@pytest.fixture
def old(path: Path) -> Path:
    store_as(path, before)
    return path


def meanwhile(monkeypatch: pytest.MonkeyPatch, what: Callable[[], None]) -> None:
    """Let this happen when the first batch is written and before the second is."""
    monkeypatch.setattr("crawler.rematch.BATCH", 1)
    original, todo = Rematch._take, [what]

    def take(self: Rematch, *arguments: object) -> None:
        original(self, *arguments)  # type: ignore[arg-type]
        if todo:
            todo.pop()()

    monkeypatch.setattr(Rematch, "_take", take)


def held(path: Path) -> dict[str, tuple[str, str, str | None]]:
    with Store.open(path, read_only=True) as store:
        return {m.person: (m.kind, m.status, m.judged) for m in store.moves()}


def test_it_shows_what_it_would_write(run: Run, old: Path) -> None:
    """One line a mention, and the sums; nothing is written, and no run is there."""
    had = held(old)
    result = run("rematch", "--workers", "1")
    lines = [line.split("\t") for line in result.stdout.splitlines()]
    assert lines[0] == ["what", "person", "move", "lab", "why", "url"]
    assert {(row[0], row[1], row[2]) for row in lines[1:]} == {
        ("found", "Lilian Weng", "departure"),
        ("changed", "Bob McGrew", "departure"),
        ("lost", "Joe Monday", "departure"),
    }
    assert [row[4] for row in lines if row[0] == "changed"] == ["certainty: rumored → confirmed"]
    assert "1 found, 1 lost, 1 changed in 3 texts; nothing was written; --apply writes it." in result.stderr
    assert held(old) == had
    with Store.open(old, read_only=True) as store:
        assert len(store.runs()) == 1


def test_what_it_writes_is_what_today_would_have_stored(run: Run, old: Path, tmp_path: Path) -> None:
    """The same moves as if today's matcher had read each text first; no letter; a second time nothing differs."""
    assert run("rematch", "--apply", "--workers", "1").exit_code == 0
    store_as(tmp_path / "new.db", today)
    assert held(old) == held(tmp_path / "new.db")
    with Store.open(old) as store:
        assert store.letters.waiting(NOW + _HOUR) == []
        assert store.runs(1)[0].command == "rematch"
        (change,) = [c for c in store.changes(after_run=1) if c.move.person == "Bob McGrew"]
        assert change.because == ("read anew by rematch", "status: rumored → confirmed")
        assert [f.detail for f in store.examine(NOW) if f.health == "failing"] == []
    again = run("rematch", "--apply", "--workers", "1")
    assert "0 found, 0 lost, 0 changed in 3 texts." in again.stderr


def test_a_move_that_nothing_tells_of_is_dismissed_and_can_be_brought_back(run: Run, old: Path) -> None:
    """By a judgement, with the sentence that told of it."""
    run("rematch", "--apply", "--workers", "1")
    (judgement,) = json.loads(run("judgements", "--json").stdout)
    assert (judgement["act"], judgement["move"]["person"]) == ("dismiss", "Joe Monday")
    assert judgement["because"] == "rematch: no stored text tells of it any more"
    run("undo", str(judgement["id"]))
    assert "Joe Monday" in held(old)


def test_what_was_judged_by_hand_holds(run: Run, old: Path) -> None:
    """A confirmed move is not dismissed, and what speaks of a merged one joins the other."""
    with Store.open(old) as store:
        moves = {m.person: m.key for m in store.moves() if m.kind == "departure"}
        confirm_move(store, moves["Joe Monday"], "he told me", NOW)
        merge_moves(store, moves["Noam Shazeer"], moves["Joe Monday"], "his pen name", NOW)
    run("rematch", "--apply", "--workers", "1")
    with Store.open(old, read_only=True) as store:
        left = {m.person: m for m in store.moves() if m.kind == "departure"}
        assert "Joe Monday" not in left
        assert left["Noam Shazeer"].judged == "confirmed"
        assert [j.act for j in store.judgements()] == ["confirm", "merge"]


def test_it_can_be_asked_about_some_texts(run: Run, old: Path) -> None:
    """By source and by the day on which they were read; JSON Lines end with the sums."""
    told = [
        json.loads(line) for line in run("rematch", "--source", "huxiu", "--json", "--workers", "1").stdout.splitlines()
    ]
    assert [(each["what"], each.get("mention", {}).get("person")) for each in told] == [
        ("found", "Lilian Weng"),
        ("sums", None),
    ]
    assert told[-1]["texts"] == 1
    assert "0 found, 0 lost, 0 changed in 0 texts." in run("rematch", "--since", "1h", "--workers", "1").stderr


def test_a_slip_is_told(run: Run, old: Path) -> None:
    """A source that is not there is no source without differences."""
    result = run("rematch", "--source", "huxio", "--workers", "1")
    assert (result.exit_code, "unknown source: 'huxio'. Did you mean huxiu" in result.stderr) == (2, True)
    assert "--again goes with --apply" in run("rematch", "--again").stderr


def test_cut_off_it_goes_on_where_it_was(run: Run, old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Killed after a batch: the next call reads only the rest; --again begins anew."""
    monkeypatch.setattr("crawler.rematch.BATCH", 1)
    original, batches = Rematch._take, []

    def take(self: Rematch, *arguments: object) -> None:
        if batches:
            raise KeyboardInterrupt
        batches.append(arguments)
        original(self, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(Rematch, "_take", take)
    run("rematch", "--apply", "--workers", "1")
    monkeypatch.setattr(Rematch, "_take", original)
    assert "Lilian Weng" in held(old)
    assert held(old)["Bob McGrew"][1] == Status.RUMORED
    result = run("rematch", "--apply", "--workers", "1")
    assert "Going on where the run of" in result.stderr
    assert "0 found, 1 lost, 1 changed in 2 texts" in result.stderr
    assert "0 found, 0 lost, 0 changed in 3 texts." in run("rematch", "--apply", "--workers", "1").stderr


def test_a_crawl_goes_on_beside_it(run: Run, old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a crawl stores between two batches is neither lost nor doubled, and what it said of a move counts."""
    later = replace(article(1), url="https://news.example/again", text=_TEXTS[1].replace("said.", "said again."))

    def crawl() -> None:
        with Store.open(old) as store:
            number = store.start_run("crawl", ["wired"], NOW)
            mentions = today(later)
            decisions = decide_article(later, mentions, store.known_moves(mentions), NOW, Audience(policies={}), False)
            visit = Visit(url=later.url, source="wired", fetched_at=NOW, outcome=Outcome.MATCHED)
            store.apply(later, mentions, decisions, visit, number, NOW, timedelta(days=30))
            store.finish_run(number, "finished", [], NOW)

    meanwhile(monkeypatch, crawl)
    result = run("rematch", "--apply", "--workers", "1")
    assert (result.exit_code, "1 found, 1 lost, 1 changed in 4 texts" in result.stderr) == (0, True)
    with Store.open(old, read_only=True) as store:
        assert [(each.command, each.outcome) for each in store.runs()] == [
            ("crawl", "finished"),
            ("rematch", "finished"),
            ("crawl", "finished"),
        ]
        (move,) = [m for m in store.moves() if m.person == "Bob McGrew"]
        assert len(store.evidence(move.key)) == 2
        assert [f.detail for f in store.examine(NOW) if f.health == "failing"] == []
    store_as(tmp_path / "new.db", today)
    assert held(old) == held(tmp_path / "new.db")
    assert "0 found, 0 lost, 0 changed in 4 texts." in run("rematch", "--apply", "--workers", "1").stderr


def test_a_rematch_that_goes_on_is_not_ended(run: Run, old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No reader of the diff misses what it has still to write, no daemon calls it killed, and no second one begins."""

    def look() -> None:
        with Store.open(old) as store:
            store.finish_run(store.start_run("crawl", ["wired"], NOW), "finished", [], NOW)
            assert store.newest_ended() == 1
            assert store.end_cut_off("it hung", NOW) == []
            [runs] = [finding for finding in store.examine(NOW) if finding.check == "runs"]
            assert (runs.health, "`rematch` since" in runs.detail) == ("ok", True)
            with pytest.raises(BusyStoreError, match="another rematch goes on"):
                store.start_run("rematch", [], NOW)

    meanwhile(monkeypatch, look)
    assert run("rematch", "--apply", "--workers", "1").exit_code == 0
    with Store.open(old, read_only=True) as store:
        assert store.newest_ended() == 3
        assert {change.run for change in store.changes(after_run=1)} == {2}
