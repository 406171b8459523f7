"""What strangers write stays text, all the way from a feed to a page, a feed out, a spreadsheet and a calendar."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import quote

import feedparser
import pytest
from desk import HOUR, NOW, Ask, asking, publish, said
from parsel import Selector

from crawler.model import Discovery, DiscoveryKind, Kind, Source, SourceReport
from spiders.read_feed import read_feed
from storage.store import Store

HOSTILE = (
    "<script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "' onmouseover='alert(1)",
    "<!--<script>",
    "]]><script>alert(1)</script>",
    "{{ 7*7 }}{% raw %}${7*7}#{7*7}",
    "javascript:alert(1)",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "\u202egnp.exe\u2066",
    "\x1b[31m\x00\x07\x9b",
    "=HYPERLINK(\"https://evil.example\")",
    "+1;-2;@x",
    "a\r\nSet-Cookie: evil=1\r\n\r\n<script>",
    "x\r\nEND:VEVENT\r\nBEGIN:VEVENT",
    "'; DROP TABLE moves; --",
    "%3Cscript%3E..%2f..%2f",
    "＜script＞ﬁ\ufeff\ud83d\ude00",
    "A" * 3000,
)  # fmt: skip
ADDRESSES = (
    "javascript:alert(1)",
    "data:text/html,<script>",
    "//evil.example/x",
    'https://a.example/"onx="1',
    "vbscript:x",
)
_ASKED = "/?q= /?lab= /?kind= /search?q= /people/ /labs/ /article?url= /moves/ /changes?since= /".split()
_TAGS = {"html", "head", "meta", "title", "link", "script", "body", "a", "header", "div", "span", "b", "p", "form",
         "input", "button", "nav", "main", "footer", "h1", "h2", "h3", "section", "label", "select", "option", "table",
         "thead", "tbody", "tr", "th", "td", "time", "svg", "path", "rect", "line", "text", "tspan", "g", "article",
         "dl", "dt", "dd", "ol", "ul", "li", "details", "summary", "blockquote", "mark", "i", "ins", "del", "code",
         "strong"}  # fmt: skip


def source_of(text: str) -> str:
    """A source that is called so, as far as a file name can be."""
    return text.encode("utf-8", "replace").decode()[:40].replace("/", "|")


def name_of(number: int) -> str:
    return f"Eve {'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[number]}dams"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    """A board over a database whose every text is hostile: names, posts, labs, titles, addresses, sources, errors."""
    path = tmp_path_factory.mktemp("hostile") / "labmoves.db"
    with Store.open(path) as store:
        run = store.start_run("crawl", ["a"], NOW - HOUR)
        for number, text in enumerate(HOSTILE):
            leaves = said(
                f"{name_of(number)} {text}"[:200], f"{name_of(number)} {text} left.", role=text, lab=text, lab_id=text,
                other_org=f"{text} Inc", attributed_to=text, spellings=(text,), effective=date(2026, 12, 1),
            )  # fmt: skip
            address = ADDRESSES[number % len(ADDRESSES)] + str(number)
            publish(store, run, f"{source_of(text)}/1", [leaves], NOW - HOUR, title=text, url=address)
            edited = said(
                f"{name_of(number)} {text}"[:200], f"{name_of(number)} {text} left us.", lab=text, lab_id=text
            )
            publish(store, run, f"{source_of(text)}/1", [edited], NOW, title=f"{text}!", url=address)
        reports = [SourceReport(source=source_of(text), links=1, errors=(text,), issues=(text,)) for text in HOSTILE]
        store.finish_run(run, "finished", reports, NOW)
    with asking(path) as ask:
        yield ask


def addresses(ask: Ask) -> list[str]:
    """Every page that the board leads to, from every list of it."""
    found = ["/", "/labs", "/flows?within=all", "/sources", "/changes?within=7d", "/search?q=left", "/data", "/api"]
    seen: dict[str, None] = {}
    while found:
        if (path := found.pop()) in seen or len(seen) > 260:
            continue
        seen[path] = None
        if path.startswith(("/moves/", "/", "/labs")) and not path.startswith(("/data", "/api", "/assets", "/moves.")):
            links = Selector(ask(path).text).css("main a::attr(href)").getall()
            found += [link for link in links if link.startswith(("/moves/", "/people/", "/labs/", "/article"))]
    return list(seen)


def test_no_page_runs_what_a_stranger_wrote(hostile: Ask) -> None:
    """Only our own elements, no event handler, no style, no script but our file; links to the web only."""
    pages = addresses(hostile)
    assert len(pages) > 80
    for path in pages:
        answer = hostile(path)
        assert answer.status_code in {200, 404}, (path, answer.text[:300])
        if path == "/data":
            continue
        page = Selector(answer.text)
        assert {each.root.tag for each in page.css("*")} <= _TAGS, path
        assert not page.xpath("//@*[starts-with(name(), 'on') or name() = 'style']"), path
        assert all(src.startswith("/assets/board.js?v=") for src in page.css("script::attr(src)").getall()), path
        assert page.css("script::text").getall() == [], path
        for link in page.css("a::attr(href), link::attr(href), form::attr(action)").getall():
            assert re.match(r"(?:https?://|/(?![/\\])|#)", link), (path, link)
        assert not set("\u202e\u2066\x1b\x00\x07\x9b\ufeff") & set(answer.text), path
        assert "49" not in re.sub(r"\d{3,}|m1-\w+|[?&]v=\w+", "", "".join(page.css("td.c-who ::text").getall())), path


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("text", HOSTILE)
def test_what_is_asked_for_is_shown_as_text(hostile: Ask, text: str, language: str) -> None:
    """In the search, in every filter, and in the sentence that says what is wrong with it."""
    asked = quote(text.encode("utf-8", "replace"))
    for path in (f"{start}{asked}" for start in _ASKED):
        answer = hostile(path, accept_language=language)
        if answer.status_code in {301, 302}:
            assert re.match(r"/(?![/\\])", answer.headers["location"])
            continue
        assert answer.status_code in {200, 400, 404}, path
        page = Selector(answer.text)
        assert {each.root.tag for each in page.css("*")} <= _TAGS
        assert not page.xpath("//@*[starts-with(name(), 'on')]")
        assert "set-cookie" not in answer.headers


def test_feeds_hold_it_as_text(hostile: Ask) -> None:
    """Well-formed, every entry there, links to the web or none."""
    atom = feedparser.parse(hostile("/moves.atom").content)
    assert not atom.bozo
    assert len(atom.entries) == len(HOSTILE)
    links = re.findall(r' href="([^"]*)"', hostile("/moves.atom").text)
    assert [link for link in links if not link.startswith(("https://a.example/", "http://localhost/"))] == []
    items = json.loads(hostile("/moves.json").text)["items"]
    assert all(item.get("url", "https://").startswith("https://") for item in items)


def test_spreadsheet_and_calendar_hold_it_as_text(hostile: Ask) -> None:
    """No formula, no line of the calendar that is not ours."""
    rows = list(csv.reader(io.StringIO(hostile("/moves.csv").text)))
    assert len(rows) == len(HOSTILE) + 1
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    lines = hostile("/moves.ics").text.split("\r\n")
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == len(HOSTILE)
    assert all(re.match(r"[A-Z-]+[;:]| ", line) for line in lines[:-1])


def test_the_data_say_which_way_out_is_safe_in_a_spreadsheet(hostile: Ask) -> None:
    """They are as they were stored; the page of the database names the list that holds no formula."""
    assert "'=" in hostile("/moves.csv").text
    assert "For a spreadsheet take /moves.csv" in hostile("/data").text


def test_the_data_are_never_a_page(hostile: Ask) -> None:
    """Datasette shows stored text as text, sends it as data, and links to the web only."""
    for path in (
        "/data/moves",
        "/data/articles",
        "/data/mentions",
        "/data?sql=select+person,first_url,role+from+moves",
    ):
        page = Selector(hostile(path).text)
        assert not page.xpath("//@*[starts-with(name(), 'onerror') or starts-with(name(), 'onload')]")
        assert not [s for s in page.css("script::text").getall() if "alert(1)" in s]
        assert not [href for href in page.css("td a::attr(href)").getall() if not re.match(r"https?://|/", href)]
    for path, kind in (("/data/moves.json", "application/json"), ("/data/moves.csv", "text/plain")):
        answer = hostile(path)
        assert answer.headers["content-type"].startswith(kind)
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_from_a_feed_in_to_every_way_out(tmp_path: Path) -> None:
    """A title goes from a feed document through the spider's reader and the store to the board, as text."""
    title = "Eve Adams <b>leaves</b> OpenAI</title><script>alert(1)</script>"
    body = f"<rss><channel><item><title><![CDATA[{title}]]></title><link>https://a.example/1</link></item></channel></rss>".encode()
    source = Source(
        id="a", name="A", home="https://a.example", language="en",
        discovery=(Discovery(kind=DiscoveryKind.FEED, url="https://a.example/feed"),),
    )  # fmt: skip
    (link,) = read_feed(body, source=source, url="https://a.example/feed", now=NOW).links
    with Store.open(tmp_path / "labmoves.db") as store:
        run = store.start_run("crawl", ["a"], NOW)
        publish(store, run, "a/1", [said("Eve Adams", "Eve Adams left OpenAI.", kind=Kind.DEPARTURE)], title=link.title)
        store.finish_run(run, "finished", [], NOW)
    with asking(tmp_path / "labmoves.db") as ask:
        key = json.loads(ask("/api/v1/moves").text)["moves"][0]["key"]
        for path in (f"/moves/{key}", "/article?url=https://a.example/1", "/search?q=adams"):
            page = Selector(ask(path).text)
            assert not page.css("script::text").getall()
            assert not page.css("h1 b, h2 b, h3 b")
