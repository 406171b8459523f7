"""What a person ruled: a move dismissed leaves every list of the board, and its page says so."""

from __future__ import annotations

from pathlib import Path

from desk import DAY, NOW, asking, publish, said
from parsel import Selector

from crawler.judging import dismiss_move
from storage.store import Store


def test_a_dismissed_move_is_in_no_list(tmp_path: Path) -> None:
    """Its page and what changed tell of it, the board, labs and feeds do not."""
    with Store.open(tmp_path / "labmoves.db") as store:
        run = store.start_run("crawl", ["wired"], NOW - 2 * DAY)
        for number, person in enumerate(("Ada Wong", "Bo Chen")):
            publish(store, run, f"wired/{number}", [said(person, f"{person} left OpenAI.")], NOW - 2 * DAY)
        store.finish_run(run, "finished", [], NOW - 2 * DAY)
        (key,) = (move.key for move in store.moves() if move.person == "Ada Wong")
        dismiss_move(store, key, "a board seat", NOW - DAY)
    with asking(tmp_path / "labmoves.db") as ask:
        for path in (
            "/",
            "/?lab=openai",
            "/?q=ada",
            "/labs/openai",
            "/flows",
            "/moves.atom",
            "/moves.csv",
            "/api/v1/moves",
        ):
            listed = "Ada Wong" in ask(path).text.replace("?q=ada", "")
            assert not listed, path
        page = Selector(ask(f"/moves/{key}").text)
        assert "no move" in (page.css(".judged::text").get() or "")
        changed = Selector(ask("/changes?since=2026-11-26").text)
        assert changed.css(".group h2::text").get("").strip() == "Dismissed"
        assert changed.css(".group .name::text").get() == "Ada Wong"
