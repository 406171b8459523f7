"""Looking at a site before it is crawled, over pages held in memory."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from spiders_site import article_html, rss

from crawler.errors import FetchError, InputError
from crawler.model import Discovery, DiscoveryKind, Floors, Page, Source
from crawler.sources.load import load_source
from crawler.sources.write import source_toml
from crawler.survey import SourceSurvey, id_of, propose, survey

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
HOME = "https://www.qubit-daily.example"
STORIES = [f"{HOME}/2026/03/0{n}/a-story-about-labs-{n}" for n in range(1, 9)]
FEED = rss(*STORIES)
MAP = (
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    + "".join(f"<url><loc>{url}</loc><lastmod>2026-03-03</lastmod></url>" for url in STORIES)
    + "</urlset>"
).encode()


def front(head: str = "") -> bytes:
    links = "".join(f"<a href='{url}'>The chief of a lab leaves it, story {n}</a>" for n, url in enumerate(STORIES))
    menu = "<a href='/'>Home</a><a href='/about'>About</a><a href='/topics/ai'>Artificial intelligence</a>"
    return f"<!doctype html><html lang='en-GB'><head>{head}</head><body>{menu}{links}</body></html>".encode()


class Web:
    """Pages by path; everything else is not found. Remembers what was asked."""

    def __init__(self, **pages: bytes) -> None:
        self.pages = {"/" + path.replace("__", "/").replace("_", "."): body for path, body in pages.items()}
        self.pages |= {url.removeprefix(HOME): article_html("A story", "It is about labs.") for url in STORIES}
        self.asked: list[str] = []

    async def fetch(self, url: str) -> Page:
        self.asked.append(url)
        body = self.pages.get(url.removeprefix(HOME))
        if body is None:
            raise FetchError("the server answered 404", where=url)
        return Page(source="", asked_url=url, final_url=url, fetched_at=NOW, body=body)

    def propose(self, url: str = HOME + "/") -> SourceSurvey:
        return asyncio.run(propose(url, self.fetch))

    def survey(self, source: Source) -> SourceSurvey:
        return asyncio.run(survey(source, self.fetch))


ALTERNATE = "<title>Qubit Daily</title><link rel=alternate type='application/rss+xml' href='/news.rss'>"


def test_a_feed_that_the_page_names_comes_first(tmp_path: Path) -> None:
    """The news sitemap and the page itself are its fallbacks; one story was read; the file gives the same source."""
    robots = f"User-agent: *\nSitemap: {HOME}/old.xml\nSitemap: {HOME}/news-map.xml\n".encode()
    web = Web(**{"": front(ALTERNATE), "news_rss": FEED, "robots_txt": robots})
    web.pages["/news-map.xml"] = MAP
    found = web.propose()
    source = found.source
    assert (source.id, source.name, source.language, source.home) == ("qubit_daily", "Qubit Daily", "en", HOME + "/")
    assert [(p.kind, p.url, p.fallback) for p in source.discovery] == [
        (DiscoveryKind.FEED, HOME + "/news.rss", False),
        (DiscoveryKind.SITEMAP, HOME + "/news-map.xml", True),
        (DiscoveryKind.LISTING, HOME + "/", True),
    ]
    assert {place.articles for place in source.discovery} == {r"/\d+/\d+/\d+/[^/]+/?$"}
    assert source.floors.links_per_run == 2
    assert found.works
    assert found.article == "A story"
    assert HOME + "/old.xml" not in web.asked
    path = tmp_path / f"{source.id}.toml"
    path.write_text(source_toml(source, "Found.\nIn two lines."), encoding="utf-8")
    assert load_source(path) == source


def test_a_feed_nobody_names_is_found_where_feeds_lie() -> None:
    """/feed is tried before /rss.xml, and no further once one works."""
    web = Web(**{"": front(), "rss_xml": FEED})
    assert web.propose().source.discovery[0].url == HOME + "/rss.xml"
    assert HOME + "/atom.xml" not in web.asked


def test_without_feed_and_sitemap_the_page_itself_lists_the_articles() -> None:
    """Its menu is left out by the articles' shape."""
    (place,) = Web(**{"": front()}).propose().source.discovery
    assert place.kind is DiscoveryKind.LISTING
    assert not place.fallback


@pytest.mark.parametrize(("body", "kind"), [(FEED, DiscoveryKind.FEED), (MAP, DiscoveryKind.SITEMAP)])
def test_the_address_of_a_feed_or_sitemap_is_taken_as_it_is(body: bytes, kind: DiscoveryKind) -> None:
    """Nothing else is asked for but one article."""
    web = Web(given=body)
    (place,) = web.propose(HOME + "/given").source.discovery
    assert (place.kind, place.url) == (kind, HOME + "/given")
    assert len(web.asked) == 2


@pytest.mark.parametrize(("link", "home"), [(HOME + "/ai/", HOME + "/"), ("https://elsewhere.example/", "")])
def test_a_feed_on_another_host_is_of_the_site_that_it_names(link: str, home: str) -> None:
    """Where its articles are on it; else the site is where the feed lies, and its own articles count."""
    away = "https://feeds.example.net/qubit"
    feed = FEED.replace(b"<title>t</title>", f"<title>Qubit &amp; Co</title><link>{link}</link>".encode())

    async def fetch(url: str) -> Page:
        if url != away:
            return await web.fetch(url)
        body = feed if home else feed.replace(HOME.encode(), b"https://feeds.example.net")
        return Page(source="", asked_url=url, final_url=url, fetched_at=NOW, body=body)

    web = Web()
    source = asyncio.run(propose(away, fetch)).source
    assert source.home == (home or "https://feeds.example.net/")
    assert source.id == ("qubit_daily" if home else "example")
    assert source.name == ("Qubit & Co" if home else "feeds.example.net")
    assert [place.url for place in source.discovery] == [away]


def test_a_chinese_site_is_told_by_its_words() -> None:
    """Most Chinese pages declare no language."""
    items = "".join(f"<item><title>首席科学家离职</title><link>{url}</link></item>" for url in STORIES)
    web = Web(given=f"<rss version='2.0'><channel>{items}</channel></rss>".encode())
    assert web.propose(HOME + "/given").source.language == "zh"


def test_a_site_that_announces_nothing_is_refused_with_a_remedy() -> None:
    """A page of words is no source."""
    with pytest.raises(InputError, match="nothing there announces articles") as refused:
        Web(**{"": b"<html><body><p>Hello</p></body></html>"}).propose()
    assert "news page" in str(refused.value)


def test_a_survey_names_what_is_wrong_with_each_place() -> None:
    """A feed that is none, a listing without articles, a map that works: the source works, and says so."""
    places = [
        Discovery(kind=DiscoveryKind.FEED, url=HOME + "/gone"),
        Discovery(kind=DiscoveryKind.FEED, url=HOME + "/page"),
        Discovery(kind=DiscoveryKind.LISTING, url=HOME + "/page", articles=r"/nothing/\d+"),
        Discovery(kind=DiscoveryKind.SITEMAP, url=HOME + "/map.xml"),
    ]
    source = Source(id="q", name="Q", home=HOME, language="en", discovery=tuple(places))
    web = Web(page=front(), map_xml=MAP)
    found = web.survey(source)
    gone, no_feed, no_articles, works = (report.trouble for report in found.places)
    assert gone == "the server answered 404"
    assert str(no_feed).startswith("it is no feed")
    assert no_articles == "none of its 11 links is an article of the source"
    assert works is None
    assert found.works
    assert found.places[3].newest == datetime(2026, 3, 3, tzinfo=UTC)


def test_a_team_works_where_it_shows_people(tmp_path: Path) -> None:
    """It announces no article, so none is read; beside a feed both must work. Its file reads back as it was."""
    cards = "".join(f"<li>{name} Lindqvist, Researcher</li>" for name in ("Mara", "Tomas", "Sofia"))
    web = Web(team=f"<ul>{cards}</ul>".encode(), page=front(), news_rss=FEED)
    team = Discovery(kind=DiscoveryKind.TEAM, url=HOME + "/team", lab="openai")
    source = Source(id="q", name="Q", home=HOME, language="en", discovery=(team,))
    found = web.survey(source)
    assert (found.works, found.trouble, len(found.places[0].people)) == (True, None, 3)
    path = tmp_path / "q.toml"
    path.write_text(source_toml(source, "Watched."), encoding="utf-8")
    assert load_source(path) == source
    feed = Discovery(kind=DiscoveryKind.FEED, url=HOME + "/news.rss")
    assert web.survey(replace(source, discovery=(feed, team))).works
    broken = web.survey(replace(source, discovery=(feed, replace(team, url=HOME + "/page"))))
    assert not broken.works
    assert str(broken.places[1].trouble).startswith("nobody is named on it")


def test_fewer_articles_than_the_floor_or_an_unreadable_one_do_not_work() -> None:
    """What a crawl would call a fault is one here too."""
    place = Discovery(kind=DiscoveryKind.SITEMAP, url=HOME + "/map.xml")
    source = Source(id="q", name="Q", home=HOME, language="en", discovery=(place,), floors=Floors(links_per_run=9))
    web = Web(map_xml=MAP)
    assert not web.survey(source).works
    lenient = replace(source, floors=Floors(links_per_run=1))
    web.pages[STORIES[0].removeprefix(HOME)] = b"%PDF-1.7"
    found = web.survey(lenient)
    assert not found.works
    assert "is no article: not html" in str(found.trouble)
    del web.pages[STORIES[0].removeprefix(HOME)]
    assert web.survey(lenient).trouble == f"{STORIES[0]}: the server answered 404"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://www.some-news.co.uk/x", "some_news"),
        ("https://openai.com/news/", "openai"),
        ("https://blog.google.example/", "google"),
        ("https://ai.meta.com/blog/", "ai_meta"),
        ("https://blog.google/technology/ai/", "blog_google"),
        ("https://deepmind.google/", "deepmind"),
        ("https://www.ithome.com.tw/", "ithome"),
        (
            "https://a-very-long-name-of-a-newspaper.tech-and-science.example/",
            "a_very_long_name_of_a_newspaper_tech_and",
        ),
        ("http://127.0.0.1:8000/", "127_0_0_1"),
        ("https://36kr.com", "36kr"),
        ("https://localhost/", "localhost"),
    ],
)
def test_an_id_is_made_from_the_host(url: str, expected: str) -> None:
    """The name people know the site by, in letters an id may have."""
    assert id_of(url) == expected
