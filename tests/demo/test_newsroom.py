"""The demo's newsroom behaves as a real site does, so that the crawl over it proves something."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from urllib.parse import urlsplit

import pytest

from crawler.demo.damage import damaged
from crawler.demo.newsroom import Newsroom
from crawler.demo.press import DAYS, outlets, site, stories
from crawler.model import DiscoveryKind


@pytest.fixture(scope="module")
def newsroom() -> Iterator[Newsroom]:
    with Newsroom(day=DAYS) as running:
        yield running


def get(newsroom: Newsroom, path: str, **headers: str) -> tuple[HTTPResponse, bytes]:
    connection = HTTPConnection(urlsplit(newsroom.url).netloc, timeout=5)
    connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    response = connection.getresponse()
    body = response.read()
    connection.close()
    return response, body


def path_of(slug: str) -> str:
    return next(s.path for s in stories(DAYS) if s.slug == slug)


def test_about_forty_articles_from_a_dozen_outlets_in_two_languages() -> None:
    """The three days hold what the demo says they hold."""
    languages = Counter(outlets()[s.outlet].language for s in stories(DAYS))
    assert len(stories(DAYS)) >= 40
    assert min(languages["zh"], languages["en"]) >= 15
    assert sum(not o.down for o in outlets().values()) == 12


def test_every_kind_of_discovery_is_served(newsroom: Newsroom) -> None:
    """RSS, Atom, a news sitemap, a sitemap of sitemaps and a listing: each outlet's own way in answers.

    A team's page announces no article.
    """
    kinds = {outlet.discovery for outlet in outlets().values()}
    assert kinds == {"rss", "atom", "sitemap", "index", "listing"}
    for source in newsroom.sources():
        response, _ = get(newsroom, urlsplit(source.discovery[0].url).path)
        assert response.status == (500 if source.id == "downpress" else 200)
    assert {s.discovery[0].kind for s in newsroom.sources()} == set(DiscoveryKind) - {DiscoveryKind.TEAM}


def test_each_day_adds_stories_and_takes_none_away() -> None:
    """What was told on a day is still there on the next."""
    told = [{s.path for s in stories(day)} for day in range(1, DAYS + 1)]
    assert told[0] < told[1] < told[2]


@pytest.mark.parametrize("header", ["If_None_Match", "If_Modified_Since"])
def test_an_unchanged_page_is_not_sent_twice(newsroom: Newsroom, header: str) -> None:
    """A conditional request for an unchanged page is answered 304 without a body."""
    first, _ = get(newsroom, path_of("weng-ledger"))
    known = first.headers["ETag" if header == "If_None_Match" else "Last-Modified"]
    again, body = get(newsroom, path_of("weng-ledger"), **{header: known})
    assert (again.status, body) == (304, b"")


def test_an_edited_page_is_sent_again(newsroom: Newsroom) -> None:
    """On day 3 one article of day 1 has another text and another ETag."""
    path = path_of("weng-ledger")
    newsroom.set_day(1)
    before, old = get(newsroom, path)
    newsroom.set_day(DAYS)
    after, new = get(newsroom, path, If_None_Match=before.headers["ETag"])
    assert after.status == 200
    assert b"March 10" in new
    assert b"March 10" not in old


def test_pages_come_in_the_charset_of_their_outlet(newsroom: Newsroom) -> None:
    """GBK and Big5 bytes are sent as such, and only the page's own meta element says so."""
    for slug, charset, words in (("radford-hubu", "gbk", "独立研究"), ("radford-fuyu", "big5", "即將離職")):
        response, body = get(newsroom, path_of(slug))
        assert response.headers["Content-Type"] == "text/html"
        assert words in body.decode(charset)
        assert f'<meta charset="{charset}">'.encode() in body


def test_a_withdrawn_article_is_announced_and_gone(newsroom: Newsroom) -> None:
    """The feed still names it; its page is a 404."""
    _, feed = get(newsroom, "/wire/feed.xml")
    response, _ = get(newsroom, path_of("gone-wire"))
    assert path_of("gone-wire").encode() in feed
    assert response.status == 404


def test_boilerplate_around_the_text_names_moves_of_its_own(newsroom: Newsroom) -> None:
    """Menu, sidebar, cookie notice and footer are there for the extractor to take off."""
    _, body = get(newsroom, path_of("radford-wire"))
    text = body.decode()
    assert all(part in text for part in ("<nav>", "sidebar", "cookie-notice", "site-footer"))
    assert "Jan Leike quits OpenAI" in text


def test_damage_takes_the_forms_of_the_real_one() -> None:
    """A reading after the character, after a Latin letter, and one that cuts two characters in half."""
    assert damaged("据") == "據(jù)"
    assert damaged("技术官Mira") == "技術(shù)官M(fèi)ira"
    assert damaged("当地时间") == "當(dāng)?shù)貢r(shí)間"


def test_no_two_pages_share_a_path_or_a_title() -> None:
    """Each story is its own; the site has one answer a path."""
    titles = Counter(s.title for s in stories(DAYS))
    assert titles.most_common(1)[0][1] == 1
    assert {s.path for s in stories(DAYS)} <= set(site(DAYS, "http://127.0.0.1:1"))
