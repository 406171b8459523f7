"""A host's own layout: which one counts on which day, what it finds, and what a wrong file is told."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from crawler.errors import ConfigError
from crawler.extract.article import extract
from crawler.extract.layouts import BUILT_IN, layout_of, load_layouts
from crawler.model import Article, Page

SPRING = datetime(2026, 3, 4, 12, tzinfo=UTC)
TWO = """
[[layout]]
from = 2026-01-01
body = "main .story > p, main .story li"
title = "//header/h2"
author = ".by a"
date = "time"
[[layout]]
from = 2025-01-01
body = "//td[@class='text']/text()"
"""
TEXT = "Mira Murati, chief technology officer of OpenAI, is leaving the company, she wrote on Tuesday of this week."
PAGE = f"""<!doctype html><html><head><title>Paper</title><meta property="og:title" content="Paper of the day"></head>
<body><header><h2>Murati <b>leaves</b></h2><p class="by">By <a>Ann Reed</a> and <a>Bo Lin</a></p>
<time datetime="2026-03-03T08:30:00Z">yesterday</time></header>
<main><div class="story"><p>{TEXT}</p><aside><p>Subscribe now, and read what others may not.</p></aside>
<ul><li>She was <p>thanked</p> by all.</li></ul></div></main>
<table><tr><td class="text">{TEXT} So it stood before, when this paper was laid out by tables.</td></tr></table>
</body></html>"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    (tmp_path / "paper.example.toml").write_text(TWO, encoding="utf-8")
    return tmp_path


def read(
    own: Path | None, *, url: str = "https://www.paper.example/1", at: datetime = SPRING, html: str = PAGE
) -> Article:
    page = Page(source="paper", asked_url=url, final_url=url, fetched_at=at, body=html.encode())
    found = extract(page, own)
    assert isinstance(found, Article)
    return found


def test_a_layout_says_where_everything_stands(own: Path) -> None:
    """A line for each element, those inside another once; title, authors and date in place of the page's own."""
    found = read(own)
    assert found.text.split("\n") == [TEXT, "She was thanked by all."]
    assert found.title == "Murati leaves"
    assert found.authors == ("Ann Reed", "Bo Lin")
    assert found.published == datetime(2026, 3, 3, 8, 30, tzinfo=UTC)


def test_the_layout_of_the_day_on_which_the_page_was_fetched_counts(own: Path) -> None:
    """So an archive's old pages are read by the layout of their time; before the first day, in the general way."""
    assert read(own, at=datetime(2025, 12, 31, 23, 59, tzinfo=UTC)).text.endswith("laid out by tables.")
    assert "others may not" not in read(own, at=datetime(2026, 1, 1, tzinfo=UTC)).text
    general = read(None)
    assert read(own, at=datetime(2024, 12, 31, tzinfo=UTC)).text == general.text
    assert general.title == "Paper of the day"


def test_hosts_below_a_host_are_laid_out_as_it_is(own: Path) -> None:
    """A file of its own comes first; a name that only ends alike is another host."""
    (own / "tech.paper.example.toml").write_text('[[layout]]\nfrom = 2026-01-01\ntitle = "h2"\n', encoding="utf-8")
    layouts = {host: layout_of(f"https://{host}/1", SPRING, own) for host in ("a.paper.example", "tech.paper.example")}
    assert layouts["a.paper.example"] == load_layouts(own)["paper.example"][0]
    assert layouts["tech.paper.example"] == load_layouts(own)["tech.paper.example"][0]
    assert layout_of("https://newspaper.example/1", SPRING, own) is None
    assert layout_of("no address", SPRING, own) is None


def test_a_page_laid_out_anew_is_read_in_the_general_way(own: Path) -> None:
    """Selectors that find nothing cost nothing."""
    anew = PAGE.replace("story", "tale").replace("h2", "h3").replace('class="by"', "")
    assert TEXT in read(own, html=anew).text
    assert read(own, html=anew).title == "Paper of the day"


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("[[layout]]\nfrom = 2026-01-01\nbody = 'main >> p'", "layout.0.body: 'main >> p' is no selector"),
        ("[[layout]]\nfrom = 2026-01-01\nbody = '//p['", "layout.0.body: '//p[' is no selector"),
        ("[[layout]]\nfrom = 2026-01-01\ntext = 'p'", "layout.0.text: unknown key"),
        ("[[layout]]\nbody = 'p'", "layout.0.from: Field required"),
        ("[[layout]]\nfrom = 'May'\nbody = 'p'", "layout.0.from: Input should be a valid date"),
        ("[[layout]]\nfrom = 2026-01-01", "layout.0: it needs a body, title, author or date"),
        ("[[layout]]\nfrom = 2026-01-01\nbody = 'p'\n" * 2, "two layouts begin on the same day"),
        ("layout = []", "layout: List should have at least 1 item"),
        ("[[layout]]\nfrom = 2026-01-01\nbody = '//x:p'", "layout.0.body: '//x:p' is no selector"),
        ("[[layout", "not valid TOML"),
        (b"\xff", "not UTF-8"),
    ],
)
def test_a_wrong_file_is_told_with_its_key(tmp_path: Path, file: str | bytes, said: str) -> None:
    """By file and key, when it is loaded and not when a page of the host comes."""
    path = tmp_path / "paper.example.toml"
    path.write_bytes(file if isinstance(file, bytes) else file.encode())
    with pytest.raises(ConfigError) as told:
        load_layouts(tmp_path)
    assert str(path) in str(told.value)
    assert said in str(told.value)


@pytest.mark.parametrize("name", ["Paper.example", "www.paper.example", "paper", "paper example.com"])
def test_a_file_is_named_as_a_host(tmp_path: Path, name: str) -> None:
    """One that no page could ever belong to is a mistake."""
    (tmp_path / f"{name}.toml").write_text(TWO, encoding="utf-8")
    with pytest.raises(ConfigError, match="is no host"):
        load_layouts(tmp_path)


def test_built_in_layouts_load_and_a_users_file_takes_their_place(tmp_path: Path) -> None:
    """Each built-in file is of a host, its days are past, and an own file of its name replaces it whole."""
    built_in = load_layouts()
    assert set(built_in) == {path.stem for path in BUILT_IN.glob("*.toml")}
    assert all(layout.since < (SPRING - timedelta(days=30)).date() for each in built_in.values() for layout in each)
    (tmp_path / "wired.com.toml").write_text('[[layout]]\nfrom = 2026-01-01\ntitle = "h6"\n', encoding="utf-8")
    replaced = load_layouts(tmp_path)
    assert [layout.title for layout in replaced["wired.com"]] == ["descendant-or-self::h6"]
    assert replaced["cnbc.com"] == built_in["cnbc.com"]
