"""A listing page's links, and which of them are the source's articles."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crawler.errors import InputError
from crawler.model import Discovery, DiscoveryKind, Link, Source
from spiders.announced import MOST_LINKS, absolute, choose
from spiders.read_listing import read_listing

URL = "https://www.paper.example/news/"


def place(articles: str | None = None) -> Discovery:
    return Discovery(kind=DiscoveryKind.LISTING, url=URL, articles=articles)


SOURCE = Source(id="paper", name="Paper", home="https://www.paper.example", language="zh", discovery=(place(),))


def urls(body: str | bytes, content_type: str | None = None) -> list[str]:
    raw = body.encode() if isinstance(body, str) else body
    found = read_listing(raw, source=SOURCE, place=place(".*"), url=URL, content_type=content_type)
    return [link.url for link in found.links]


def test_links_are_made_absolute_and_keep_their_order() -> None:
    """Relative, rooted and whole addresses; anchors, mail and scripts are left out."""
    body = (
        '<p><a href="a/1">1</a><a href="/b/2#top">2</a><a href="//other.example/3">3</a><a href="#x">x</a>'
        '<a href="mailto:a@b.example">m</a><a href="javascript:void(0)">j</a><a>none</a></p>'
    )
    assert urls(body) == [
        "https://www.paper.example/news/a/1",
        "https://www.paper.example/b/2",
        "https://other.example/3",
    ]


def test_a_base_element_counts() -> None:
    """Addresses are relative to what the page says."""
    assert urls('<base href="/archive/"><a href="1">1</a>') == ["https://www.paper.example/archive/1"]


def test_a_gbk_page_with_chinese_addresses_is_read() -> None:
    """The declared charset decides what an address says."""
    body = '<meta charset="gbk"><a href="/文章/1">林俊旸</a>'.encode("gbk")
    assert urls(body, "text/html; charset=gbk") == ["https://www.paper.example/文章/1"]


def test_an_empty_page_is_an_error() -> None:
    """No page at all must not look like a page without news."""
    with pytest.raises(InputError):
        urls("")


def links(*addresses: str) -> list[Link]:
    return [Link(source="paper", url=address) for address in addresses]


def test_an_address_nobody_could_fetch_costs_the_others_nothing() -> None:
    """One odd link is left out, the rest of the document is read."""
    given = links("http://www.paper.example:99999/x", "http://a b.www.paper.example/", "https://www.paper.example/1")
    assert [link.url for link in choose(given, SOURCE, place("."))] == [given[2].url]


def test_without_a_pattern_the_sources_own_hosts_count() -> None:
    """The home's domain with or without www and its subdomains; not a look-alike."""
    given = links(
        "https://www.paper.example/1",
        "https://m.paper.example/2",
        "https://notpaper.example/3",
        "https://paper.example.evil.example/4",
    )
    assert [link.url for link in choose(given, SOURCE, place())] == [given[0].url, given[1].url]


def test_a_pattern_chooses_the_articles_of_any_host() -> None:
    """What the pattern finds is an article, and nothing else is."""
    given = links("https://www.paper.example/article/12.html", "https://www.paper.example/about", URL)
    assert [link.url for link in choose(given, SOURCE, place(r"/article/\d+"))] == [given[0].url]


def test_an_address_counts_once_and_the_newest_come_first() -> None:
    """Doubles by tracking parameters fall together; a very long list is cut at its old end."""
    dated = [
        Link(source="paper", url=f"https://www.paper.example/{n}", published=datetime(2026, 1, 1, n % 24, tzinfo=UTC))
        for n in range(24)
    ]
    assert choose(dated, SOURCE, place())[0].url.endswith("/23")
    doubled = links("https://www.paper.example/1?utm_source=rss", "https://www.paper.example/1")
    assert len(choose(doubled, SOURCE, place())) == 1
    many = links(*(f"https://www.paper.example/{n}" for n in range(MOST_LINKS + 50)))
    assert len(choose(many, SOURCE, place())) == MOST_LINKS


@pytest.mark.parametrize("address", [None, 7, "", "x" * 3000, "http://[", "data:text/html,x", "/a\x1b[2J", "/a\u202eb"])
def test_nonsense_is_no_address(address: object) -> None:
    """Whatever a page puts into a link, the answer is an address or None."""
    assert absolute(URL, address) is None


PAGE = """<nav><a href="/about">About this paper</a><a href="/sport">All the sport</a><a href="/jobs">Jobs</a></nav>
<main><h2><a href="/2026/03/ada-lovelace-leaves-acme">Ada Lovelace leaves Acme for good</a></h2>
<h2><a href="/2026/03/grace-hopper-joins-acme">Grace Hopper joins Acme as its chief</a></h2>
<h2><a href="/2026/02/alan-turing-starts-a-lab">Alan Turing starts a lab of his own</a></h2></main>
<aside><h2><a href="/2025/11/the-best-phones-of-all">The best phones of all this year</a></h2></aside>"""


def found(where: Discovery, page: str = PAGE) -> list[str]:
    body = page.encode()
    return [
        link.url.removeprefix("https://www.paper.example")
        for link in read_listing(body, source=SOURCE, place=where, url=URL).links
    ]


def test_without_a_word_on_where_articles_stand_their_look_tells() -> None:
    """Addresses of one shape under words as long as a headline; where nothing looks so, every link of the source."""
    assert found(place()) == [
        "/2026/03/ada-lovelace-leaves-acme",
        "/2026/03/grace-hopper-joins-acme",
        "/2026/02/alan-turing-starts-a-lab",
        "/2025/11/the-best-phones-of-all",
    ]
    assert found(place(), '<a href="/one">One</a><a href="/two">Two</a>') == ["/one", "/two"]


@pytest.mark.parametrize("css", ["main h2 a", "main", "//main//a"])
def test_links_are_taken_where_the_place_says(css: str) -> None:
    """The selector may mean the links themselves or what is around them; XPath will do as well."""
    where = Discovery(kind=DiscoveryKind.LISTING, url=URL, css=css)
    assert [address.rpartition("/")[2] for address in found(where)] == [
        "ada-lovelace-leaves-acme",
        "grace-hopper-joins-acme",
        "alan-turing-starts-a-lab",
    ]
