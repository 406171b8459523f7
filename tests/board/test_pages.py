"""The pages beside the board: a move, a person, a lab, flows, an article, sources, what changed, a search."""

from __future__ import annotations

import itertools
from urllib.parse import quote

import pytest
from desk import Ask
from parsel import Selector


def page(ask: Ask, path: str, **headers: str) -> Selector:
    answer = ask(path, **headers)
    assert answer.status_code == 200, answer.text
    return Selector(answer.text)


def words(selector: Selector, query: str) -> list[str]:
    """The text of every element that fits, on one line each."""
    return [" ".join(" ".join(each.css("::text").getall()).split()) for each in selector.css(query)]


def path_of(ask: Ask, person: str) -> str:
    row = next(r for r in page(ask, "/").css("tr.move") if person in r.css(".name::text").getall())
    return str(row.css(".name::attr(href)").get())


def test_a_move_with_its_states_and_who_was_first(ask: Ask) -> None:
    """Each state with its source, each outlet with how long it was behind the first."""
    shown = page(ask, path_of(ask, "Alec Radford"))
    assert words(shown, "h1") == ["Alec Radford is leaving OpenAI for Anthropic"]
    assert words(shown, ".states .status") == ["Rumoured", "Confirmed"]
    assert words(shown, ".states .by") == ["TechCrunch", "虎嗅 Huxiu"]
    assert words(shown, ".tellings li") == ["TechCrunch first", "虎嗅 Huxiu 2 d later"]


def test_a_move_is_headed_with_the_name_of_the_readers_language(ask: Ask) -> None:
    """Where both are known, and marked as what it is; the table has both."""
    path = path_of(ask, "Junyang Lin")
    (english,) = page(ask, path).css("h1")
    (chinese,) = page(ask, path, cookie="language=zh").css("h1")
    assert (english.css("::text").get() or "").startswith("Junyang Lin ")
    assert (chinese.css("::text").get() or "").startswith("林俊旸")
    assert (english.attrib.get("lang"), chinese.attrib.get("lang")) == (None, None)


def test_each_sentence_stands_marked_in_its_context(ask: Ask) -> None:
    """As the newest version that has it says it, with the person and the organisations marked."""
    shown = page(ask, path_of(ask, "Alec Radford"))
    quotes = shown.css("article.quote")
    edited = next(q for q in quotes if "techcrunch.example" in (q.css("h3 a::attr(href)").get() or ""))
    assert words(edited, "blockquote") == [
        "It was a quiet week. Alec Radford has left OpenAI for Anthropic . Nobody at the company would say more."
    ]
    assert words(edited, "mark") == ["Alec Radford has left OpenAI for Anthropic ."]
    assert (words(edited, "mark b"), words(edited, "mark i")) == (["Alec Radford"], ["OpenAI", "Anthropic"])


def test_a_sentence_that_was_edited_out_says_so(ask: Ask, tmp_path: pytest.TempPathFactory) -> None:
    """What an article no longer says is shown where it is all that is left of it."""
    shown = page(ask, path_of(ask, "Ada Wong"))
    assert words(shown, ".states .status") == ["Rumoured", "Denied"]
    assert any("denies it" in line for line in words(shown, ".quote .meta"))


def test_a_person_in_any_spelling(ask: Ask) -> None:
    """By the Latin name, the Chinese one, or a lower-case one; headed by the one that the reader reads."""
    for name in ("林俊旸", "Junyang Lin", "lin junyang"):
        shown = page(ask, f"/people/{quote(name)}")
        assert words(shown, "h1") == ["Junyang Lin"]
        assert words(shown, ".lead .also") == ["Also written 林俊旸"]
        assert len(shown.css(".path li")) == 1
        assert words(page(ask, f"/people/{quote(name)}", cookie="language=zh"), "h1") == ["林俊旸"]


def test_a_lab_on_a_day(ask: Ask) -> None:
    """Who is there, who left, who came and went in each month, and where to."""
    shown = page(ask, "/labs/openai")
    assert words(shown, "h1") == ["OpenAI"]
    assert words(shown, ".people .name") == ["Greg Brockman", "Mark Chen", "Alec Radford"]
    assert words(shown, ".pair .ends .outlet") == ["Anthropic"]
    assert words(shown, ".tides title")[-1] == "Nov 2026: +1 −1"
    assert words(page(ask, "/labs/openai?at=2020-01-01"), ".people .name") == ["Alec Radford", "Mark Chen"]
    assert words(page(ask, f"/labs/{quote('阿里巴巴')}", accept_language="zh"), "h1") == ["阿里巴巴"]


def test_a_firm_that_is_no_lab_has_a_page(ask: Ask) -> None:
    """Where moves name it as where somebody came from."""
    assert words(page(ask, "/labs/google"), ".moves .name") == ["Ada Wong"]


def test_all_labs(ask: Ask) -> None:
    """With how many came and left lately."""
    assert words(page(ask, "/labs"), "tbody tr")[0] == "OpenAI 3 +1 −1"


def test_who_feeds_whom(ask: Ask) -> None:
    """Drawn, and in a table with the people."""
    shown = page(ask, "/flows")
    assert words(shown, "tbody tr") == ["OpenAI Anthropic 1 Alec Radford"]
    assert words(shown, ".ribbon title") == ["OpenAI → Anthropic: 1"]
    assert "No move" in words(page(ask, "/flows?within=1d"), ".empty")[0]


def test_an_article_with_its_versions(ask: Ask) -> None:
    """Word by word, the newest first; what it tells of leads to the move."""
    shown = page(ask, "/article?url=https://techcrunch.example/1")
    assert words(shown, ".version h3") == [
        "Version 2 read 26 Nov 2026 12:00 UTC", "Version 1 read 24 Nov 2026 12:00 UTC",
    ]  # fmt: skip
    assert words(shown, ".diff del")[0] == "may leave"
    assert words(shown, ".diff ins")[0] == "leaves"
    assert words(shown, ".text a.told mark") == ["Alec Radford has left OpenAI for Anthropic."]
    assert shown.css(".text a.told::attr(href)").get() == path_of(ask, "Alec Radford")


def test_sources_in_trouble_stand_first(ask: Ask) -> None:
    """With since when and why; those never asked apart."""
    shown = page(ask, "/sources")
    rows = words(shown, "tbody tr")
    assert rows[0].startswith("WIRED Failing 24 Nov 2026 ")
    assert rows[0].endswith("the server answered 503")
    assert "more that no run has asked yet" in words(shown, "summary")[0]


def test_what_changed_in_a_span(ask: Ask) -> None:
    """Moves by what became of them, field by field; edits; sources."""
    shown = page(ask, "/changes?within=30d")
    assert words(shown, ".group h2") == ["New 6", "Edited articles 1", "Sources 1"]
    later = page(ask, "/changes?since=2026-11-25T00:00")
    assert words(later, ".group h2") == ["New 3", "Confirmed 1", "Denied 1", "Edited articles 1"]
    assert "Status: Rumoured → Confirmed" in words(later, ".fields span")
    assert words(page(ask, "/changes?within=30m"), ".empty") == ["Nothing changed."]


def test_what_changed_since_the_reader_looked(ask: Ask) -> None:
    """A mark in a cookie; the button moves it, and nothing is written here."""
    marked = ask("/preferences", "POST", {"seen": "1", "back": "/changes"}, sec_fetch_site="same-origin")
    cookie = marked.headers["set-cookie"].partition(";")[0]
    assert words(page(ask, "/changes", cookie=cookie), ".empty") == ["Nothing changed."]
    older = page(ask, "/changes", cookie="seen=2026-11-25T00:00:00+00:00")
    assert "since you last marked the changes as seen" in words(older, ".bar p")[0]
    assert words(older, ".group h2")[0] == "New 3"
    for broken in ("seen=x", "seen=2026-11-25", "seen="):
        assert "since you last" not in words(page(ask, "/changes", cookie=broken), ".bar p")[0]


def test_articles_are_found_by_their_words(ask: Ask) -> None:
    """In either script, with the sentence and the words marked."""
    shown = page(ask, f"/search?q={quote('離職')}")
    assert words(shown, ".hits h2") == ["林俊旸离开阿里"]
    assert words(shown, ".hits blockquote b") == ["离职"]
    assert words(page(ask, "/search?q=zebra"), ".empty") == ["No stored article has these words."]
    assert page(ask, "/search").css("input[name=q]")
    assert words(page(ask, "/search?q=%21%21"), ".empty")


@pytest.mark.parametrize(
    "path",
    ["/moves/m1-none", "/moves/m1", "/people/Nobody", "/labs/nothing", "/article", "/article?url=https://x.example/",
     "/article?url=javascript:1", "/nope", "/nope/", "/labs/", "/favicon.ico", f"/people/{quote('<script>')}"],
)  # fmt: skip
@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_is_not_there_is_told(ask: Ask, path: str, language: str) -> None:
    """With 404, in the board's own clothes."""
    answer = ask(path, accept_language=language)
    assert answer.status_code == 404
    assert len(words(Selector(answer.text), ".trouble h1")) == 1


@pytest.mark.parametrize("path", ["/changes?since=x", "/changes?within=x", "/flows?within=x", "/labs/openai?at=x"])
def test_a_value_that_is_none_is_told(ask: Ask, path: str) -> None:
    """With 400 and the name of the value."""
    assert ask(path).status_code == 400


@pytest.mark.parametrize("path", ["/", "/labs", "/labs/openai", "/flows", "/sources", "/changes?within=30d", "/search"])
def test_every_page_speaks_both_languages(ask: Ask, path: str) -> None:
    """No English word of ours is left on a Chinese page: only names, and text marked as English."""
    chinese = page(ask, path, accept_language="zh")
    english = page(ask, path)
    for query in ("h1", "h2", "thead th", ".switches", "label span", "nav.menu"):
        both = list(zip(words(chinese, query), words(english, query), strict=True))
        assert all(a != b or not b or b in {"OpenAI"} for a, b in both), (query, both)


@pytest.mark.parametrize("path", ["/", "/labs", "/labs/openai", "/flows", "/sources", "/changes?within=30d", "/search"])
def test_headings_and_names_for_those_who_listen(ask: Ask, path: str) -> None:
    """One h1, no level left out, every control and picture with a name, ids once."""
    shown = page(ask, path)
    levels = [int(each.root.tag[1]) for each in shown.css("h1, h2, h3")]
    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in itertools.pairwise(levels))
    ids = shown.css("[id]::attr(id)").getall()
    assert len(ids) == len(set(ids))
    assert all(svg.attrib.get("aria-hidden") == "true" or svg.attrib.get("aria-label") for svg in shown.css("svg"))
    assert all(control.xpath("ancestor::label") for control in shown.css("select, input:not([type=hidden])"))
