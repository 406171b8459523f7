"""What changed, as the board and its API tell it: articles taken away too; the past that was filled in is no news."""

from __future__ import annotations

from pathlib import Path

import pytest
from desk import DAY, HOUR, NOW, Ask, asking, publish, said
from parsel import Selector

from storage.store import Store


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """One move of the news, read two days ago."""
    path = tmp_path / "labmoves.db"
    with Store.open(path) as store:
        run = store.start_run("crawl", ["wired"], NOW - 2 * DAY)
        publish(store, run, "wired/1", [said("Ada Wong", "Ada Wong left OpenAI.")], NOW - 2 * DAY)
        store.finish_run(run, "finished", [], NOW - 2 * DAY)
    return path


def test_the_past_is_counted_and_is_no_news(database: Path) -> None:
    """Not among what changed, however much it is; on the board under its own day."""
    with Store.open(database) as store:
        run = store.start_run("backfill", [], NOW - DAY)
        old = {"published": NOW - 700 * DAY}
        for number, person in enumerate(("Bo Chen", "Cy Dunn"), 2):
            publish(store, run, f"wired/{number}", [said(person, f"{person} left OpenAI.")], NOW - DAY, **old)
        store.finish_run(run, "finished", [], NOW - DAY)
    with asking(database) as ask:
        page = _changes(ask)
        assert page.css(".group .name::text").getall() == ["Ada Wong"]
        assert (page.css(".past::text").get() or "").startswith("Moves of the past filled in from web archives: 2.")
        told = ask("/api/v1/changes?within=7d").json()
        assert [change["move"]["person"] for change in told["moves"]] == ["Ada Wong"]
        assert told["filled_in"] == {"new": 2, "known": 0}
        assert "Bo Chen" in ask("/?q=Chen").text


def test_without_a_backfill_nothing_is_said_of_the_past(database: Path) -> None:
    """No line of it."""
    with asking(database) as ask:
        assert _changes(ask).css(".past").get() is None


def test_an_article_that_was_taken_away_is_told(database: Path) -> None:
    """With the server's answer and the move of which no other article tells; again when it is back."""
    url = "https://wired.example/1"
    with Store.open(database) as store:
        for hours in (9, 8):
            at = NOW - hours * HOUR
            run = store.start_run("crawl", ["wired"], at)
            store.missing(url, 410, run, at, recheck=30 * DAY)
            store.finish_run(run, "finished", [], at)
    with asking(database) as ask:
        page = Selector(ask("/changes?within=1d").text)
        assert page.css(".group h2::text").getall() == ["Articles taken away "]
        assert page.css(".group .fields span::text").getall()[0] == "The server answers 410."
        assert page.css(".group .fields a::text").getall() == ["Ada Wong"]
        [told] = ask("/api/v1/changes?within=1d").json()["deletions"]
        assert (told["article_url"], told["status"], len(told["sole_moves"])) == (url, 410, 1)
    with Store.open(database) as store:
        run = store.start_run("crawl", ["wired"], NOW - HOUR)
        store.looked_again(url, run, NOW - HOUR, recheck=30 * DAY, there=True)
        store.finish_run(run, "finished", [], NOW - HOUR)
    with asking(database) as ask:
        both, back = (Selector(ask(f"/changes?within={within}").text) for within in ("1d", "2h"))
        assert both.css(".group .fields span::text").getall() == ["It was taken away, and is there again."]
        assert back.css(".group .fields span::text").getall() == ["It is there again."]


def _changes(ask: Ask) -> Selector:
    return Selector(ask("/changes?within=7d").text)
