"""The board page: which moves it shows, and how they are chosen."""

from __future__ import annotations

from pathlib import Path

import pytest
from desk import DAY, NOW, Ask, asking, publish, said
from parsel import Selector

from storage.store import Store


def names(text: str) -> list[str]:
    return [" ".join(each.split()) for each in Selector(text).css("tr.move a.name::text").getall()]


def test_the_newest_move_stands_first(ask: Ask) -> None:
    """Each with person, post, from and to, since when, status and first source."""
    page = Selector(ask("/").text)
    assert names(ask("/").text)[-1] == "Alec Radford"
    row = page.css("tr.move")[-1]
    shown = " ".join(" ".join(row.css("td ::text").getall()).split())
    assert shown == (
        "12:00 Departure Alec Radford researcher OpenAI → → Anthropic 26 Nov 2026 announced Confirmed "
        "The Information TechCrunch"
    )
    assert row.css(".c-source a::attr(href)").get() == "https://techcrunch.example/1"
    assert page.css("#found::text").get() == "6 moves"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("kind=hire", {"Ada Wong"}),
        ("kind=hire,return", {"Ada Wong", "Greg Brockman"}),
        ("lab=anthropic", {"Ada Wong", "Alec Radford"}),
        ("lab=阿里巴巴", {"Junyang Lin"}),
        ("status=denied", {"Ada Wong"}),
        ("language=zh", {"Junyang Lin"}),
        ("within=2d&kind=departure", set()),
        ("within=30d&kind=departure", {"Alec Radford", "Junyang Lin"}),
        ("since=2026-11-25", {"Greg Brockman", "Mark Chen", "Mira Murati"}),
        ("until=2026-11-24", {"Ada Wong", "Alec Radford", "Junyang Lin"}),
        ("q=Lin Junyang", {"Junyang Lin"}),
        ("q=離職", {"Junyang Lin"}),
        ("q=head RESEARCH", {"Mark Chen"}),
        ("q=google", {"Ada Wong"}),
        ("q=100%25", set()),
        ("q=%5C", set()),
        ("page=2", set()),
    ],
)
def test_moves_are_chosen(ask: Ask, query: str, found: set[str]) -> None:
    """By lab (either end of the move), kind, status, language, time and words in either script."""
    assert set(names(ask(f"/?{query}").text)) == found


def test_people_have_the_name_that_the_reader_reads(ask: Ask) -> None:
    """With the other one beside it, where both are known."""
    for cookie, name, also in (("language=en", "Junyang Lin", "林俊旸"), ("language=zh", "林俊旸", "Junyang Lin")):
        [row] = Selector(ask("/?lab=alibaba", cookie=cookie).text).css("tr.move")
        assert (row.css(".name::text").get(), row.css(".also::text").get()) == (name, also)


@pytest.mark.parametrize(
    "query",
    ["kind=promotion", "status=x", "page=0", "page=x", "within=soon", "since=then", "language=de"],
)
def test_what_cannot_be_asked_is_told(ask: Ask, query: str) -> None:
    """With 400 and a page that says which value was wrong."""
    answer = ask(f"/?{query}")
    assert answer.status_code == 400
    said = Selector(answer.text).css(".trouble p::text").get() or ""
    assert query.partition("=")[2] in said


def test_an_unknown_lab_is_told(ask: Ask) -> None:
    """With 404: the next crawl may find it."""
    assert ask("/?lab=Nobody").status_code == 404


def test_filters_are_kept_from_link_to_link(ask: Ask) -> None:
    """The gates change the kind and nothing else."""
    page = Selector(ask("/?lab=openai&status=confirmed").text)
    assert "/?kind=departure&lab=openai&status=confirmed" in {
        "/?" + "&".join(sorted(link.partition("?")[2].split("&"))) for link in page.css(".gates a::attr(href)").getall()
    }
    assert page.css("select[name=lab] option[selected]::attr(value)").get() == "openai"


def test_the_reader_chooses_the_language(ask: Ask) -> None:
    """By Accept-Language, and by the switch over it."""
    assert 'lang="en"' in ask("/").text[:40]
    chinese = ask("/", accept_language="fr, zh-CN;q=0.9, en;q=0.5")
    assert 'lang="zh-Hans"' in chinese.text[:40]
    assert "6 条动向" in chinese.text
    assert 'lang="en"' in ask("/", accept_language="zh", cookie="language=en").text[:40]
    assert 'lang="en"' in ask("/", accept_language="zh;q=0, de", cookie="language=<script>").text[:40]


def test_the_reader_chooses_the_colours(ask: Ask) -> None:
    """By the switch; without it the system decides."""
    assert "data-theme" not in ask("/").text
    assert 'data-theme="dark"' in ask("/", cookie="theme=dark").text
    assert "data-theme" not in ask("/", cookie='theme="><script>').text


def test_an_empty_database_says_what_fills_it(tmp_path: Path) -> None:
    """No table, one sentence."""
    Store.open(tmp_path / "empty.db").close()
    with asking(tmp_path / "empty.db") as ask:
        assert "labmoves crawl" in (Selector(ask("/").text).css(".empty::text").get() or "")
        assert ask("/?q=x").status_code == 200


def test_many_moves_come_in_pages(tmp_path: Path) -> None:
    """Fifty a page, the next behind a link."""
    with Store.open(tmp_path / "many.db") as store:
        run = store.start_run("crawl", ["wired"], NOW)
        for number in range(120):
            person = f"{'ABCDEFGHIJ'[number % 10]}nna {'KLMNOPQRSTUV'[number // 10]}ong"
            publish(store, run, f"wired/{number}", [said(person, f"{person} left OpenAI.")], NOW - number * DAY)
        store.finish_run(run, "finished", [], NOW)
    with asking(tmp_path / "many.db") as ask:
        pages = [names(ask(f"/?page={number}").text) for number in (1, 2, 3)]
        assert [len(page) for page in pages] == [50, 50, 20]
        assert len({name for page in pages for name in page}) == 120
        assert Selector(ask("/?page=2").text).css(".pages [aria-current]::text").get() == "2"
