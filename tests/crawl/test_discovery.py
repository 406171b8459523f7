"""What feeds, sitemaps and pages may claim, and what must not be lost or believed for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from crawls import MURATI, NOW, THANKS, WEATHER, crawled, newsroom, settings, source
from spiders_site import Answer, Site, article_html, rss

from crawler.errand import errand
from crawler.model import Discovery, DiscoveryKind, Outcome
from storage.store import Store

HOUR = timedelta(hours=1)


def sitemap(*urls: str) -> bytes:
    return f"<urlset>{''.join(f'<url><loc>{url}</loc></url>' for url in urls)}</urlset>".encode()


def index(*urls: str) -> bytes:
    return f"<sitemapindex>{''.join(f'<sitemap><loc>{url}</loc></sitemap>' for url in urls)}</sitemapindex>".encode()


def test_an_index_that_stays_the_same_hides_no_map(site: Site, store: Store, tmp_path: Path) -> None:
    """Its maps are asked for in every run, though the index itself may be answered 304."""
    site.put("/index.xml", index(site.url + "/map.xml"), headers={"ETag": '"i1"'})
    site.put("/map.xml", sitemap(site.put("/old", article_html("Rain", WEATHER))))
    mapped = source(site, "mapped", "/index.xml", DiscoveryKind.SITEMAP)
    crawled(site, [mapped], store, settings(tmp_path))
    site.put("/map.xml", sitemap(site.url + "/old", site.put("/new", article_html("Murati leaves", MURATI, THANKS))))
    crawled(site, [mapped], store, settings(tmp_path), now=NOW + HOUR)
    assert [move.person for move in store.moves()] == ["Mira Murati"]


def test_a_sitemap_in_which_all_is_old_is_told_so(site: Site, store: Store, tmp_path: Path) -> None:
    """The report says how many maps there are and how old the newest is, not that nothing is announced."""
    day = f"{NOW - timedelta(days=400):%Y-%m-%d}"
    dated = f"<lastmod>{day}</lastmod></"
    site.put("/map.xml", sitemap(site.url + "/old").replace(b"</url>", f"{dated}url>".encode()))
    site.put("/index.xml", index(site.url + "/map.xml", site.url + "/map.xml").replace(b"</s", f"{dated}s".encode(), 2))
    mapped = source(site, "mapped", "/index.xml", DiscoveryKind.SITEMAP)
    (report,) = crawled(site, [mapped], store, settings(tmp_path)).sources
    said = f"0 links announced, at least 1 expected: of 2 maps in {site.url}/index.xml the newest is of {day}"
    assert report.issues == (said,)


@pytest.mark.parametrize("loc", ["http://a|b.example/map.xml", "http://127.0.0.1:99999/x.xml", ""])
def test_an_address_that_is_none_in_an_index_ends_no_run(site: Site, store: Store, tmp_path: Path, loc: str) -> None:
    """Neither its own source's nor another's."""
    site.put("/map.xml", sitemap(site.put("/new", article_html("Murati leaves", MURATI, THANKS))))
    site.put("/index.xml", index(loc, site.url + "/map.xml"))
    mapped = source(site, "mapped", "/index.xml", DiscoveryKind.SITEMAP)
    report = crawled(site, [mapped, *newsroom(site)[1:]], store, settings(tmp_path))
    assert [each.health for each in report.sources] == ["ok", "ok"]
    assert len(store.moves()) == 1


def test_pages_that_claim_anothers_address_stay_themselves(site: Site, store: Store, tmp_path: Path) -> None:
    """The real article is what it was, its evidence stands, and crawling again adds nothing."""
    claim = f"<link rel='canonical' href='{site.url}/murati'>".encode()
    sources = newsroom(site)[:1]
    for path in ("/posing", "/posing-too"):
        site.put(
            path,
            article_html("A guide to the town", "OpenAI users left reviews.").replace(b"<head>", b"<head>" + claim),
        )
    site.put("/feed", rss(*(site.url + path for path in ("/posing", "/murati", "/posing-too"))))
    for hour in range(3):
        crawled(site, sources, store, settings(tmp_path), now=NOW + hour * HOUR)
        (move,) = store.moves()
        assert move.first_url == site.url + "/murati"
        assert [e.still_there for e in store.evidence(move.key)] == [True]
    assert len(store.article_versions(site.url + "/murati")) == 1


def test_one_story_under_three_addresses_is_one_article(site: Site, store: Store, tmp_path: Path) -> None:
    """The print version and the one of another channel have the same text: one article, one mention, one letter."""
    daily, story = newsroom(site)[0], article_html("Murati leaves OpenAI", MURATI, THANKS)
    site.put("/feed", rss(*(site.put(path, story) for path in ("/murati", "/print/murati", "/ai/murati"))))
    crawled(site, [daily], store, settings(tmp_path))
    assert (store.counts().articles, store.counts().mentions) == (1, 1)
    site.asked.clear()
    crawled(site, [daily], store, settings(tmp_path), now=NOW + HOUR)
    assert len([path for path in site.asked if path.endswith("/murati")]) == 1


def test_an_article_announced_anew_is_not_fetched_anew(site: Site, store: Store, tmp_path: Path) -> None:
    """Under another GUID, with tracking parameters, a fragment, or with its host in capitals."""
    daily = newsroom(site)[0]
    where = site.put("/rain", article_html("Rain", WEATHER))
    for hour, address in enumerate((where, f"{where}?utm_source=rss&amp;utm_id=7", f"{where}#top")):
        feed = rss(address).replace(b"</link>", f"</link><guid isPermaLink='false'>{hour}</guid>".encode())
        site.put("/feed", feed)
        crawled(site, [daily], store, settings(tmp_path), now=NOW + hour * HOUR)
    assert [path for path in site.asked if path.startswith("/rain")] == ["/rain"]


def test_more_articles_than_a_run_takes_are_neither_lost_nor_all_fetched(
    site: Site, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A first crawl passes over the old rest for good; what is added later is fetched, in as many runs as it takes."""
    monkeypatch.setattr(errand, "MOST_NEW", 3)
    old = [site.put(f"/old/{n}", article_html("Rain", WEATHER)) for n in range(5)]
    site.put("/map.xml", sitemap(*old), headers={"ETag": '"1"'})
    mapped = source(site, "mapped", "/map.xml", DiscoveryKind.SITEMAP)
    first = crawled(site, [mapped], store, settings(tmp_path)).sources[0]
    assert (first.pages, first.health) == (3, "ok")
    passed = store.visit(site.url + "/old/4")
    assert passed is not None
    assert passed.outcome is Outcome.PASSED_OVER
    new = [site.put(f"/new/{n}", article_html("Rain again", WEATHER)) for n in range(4)]
    site.put("/map.xml", sitemap(*old, *new), headers={"ETag": '"2"'})
    second = crawled(site, [mapped], store, settings(tmp_path), now=NOW + HOUR).sources[0]
    assert second.pages == 3
    assert second.issues == ("1 more articles are announced than one run takes; the next goes on",)
    third = crawled(site, [mapped], store, settings(tmp_path), now=NOW + 2 * HOUR).sources[0]
    assert (third.pages, third.health) == (1, "ok")
    assert not [path for path in site.asked if path in {"/old/3", "/old/4"}]


def test_an_address_that_failed_once_is_not_asked_for_ever(site: Site, store: Store, tmp_path: Path) -> None:
    """A second address of a known article, dead at first, is visited for good once it answers."""
    daily = newsroom(site)[0]
    site.put("/feed", rss(site.url + "/murati", site.url + "/alias"))
    site.put("/alias", status=404)
    crawled(site, [daily], store, settings(tmp_path))
    site.put("/alias", status=302, headers={"Location": "/murati"})
    for hours in (2, 24 * 20, 24 * 21):
        site.asked.clear()
        report = crawled(site, [daily], store, settings(tmp_path), now=NOW + hours * HOUR).sources[0]
        assert ("/alias" in site.asked) == (hours == 2)
    assert report.health == "ok"


def test_a_source_says_that_earlier_failures_wait(site: Site, store: Store, tmp_path: Path) -> None:
    """A run in which they are not yet due again does not call the source well."""
    daily = newsroom(site)[0]
    site.put("/lin", status=500)
    crawled(site, [daily], store, settings(tmp_path))
    report = crawled(site, [daily], store, settings(tmp_path), now=NOW + timedelta(minutes=5)).sources[0]
    assert report.issues == ("1 page that failed before waits for another try",)


def test_a_place_that_announces_only_other_sites_is_said(site: Site, store: Store, tmp_path: Path) -> None:
    """Not "0 links", as if it were a quiet day; and a source may name the sites that count as well."""
    daily = newsroom(site)[0]
    site.put("/feed", rss("https://elsewhere.example/1", "https://elsewhere.example/2"))
    report = crawled(site, [daily], store, settings(tmp_path)).sources[0]
    assert report.issues[0].startswith("none of the 2 links of")
    place = Discovery(kind=DiscoveryKind.FEED, url=site.url + "/feed", hosts=("elsewhere.example",))
    wide = replace(daily, id="wide", discovery=(place,))
    assert crawled(site, [wide], store, settings(tmp_path)).sources[0].links == 2


def test_a_document_made_to_take_long_holds_up_nothing(
    site: Site, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A feed of nothing but open tags costs its own source its time limit; the other source is read meanwhile."""
    # The limit is each page's: on a busy machine the first one, for which a worker loads its words, takes some seconds.
    monkeypatch.setattr("crawler.pipeline.LONGEST_READ", 15.0)
    bomb = b"<rss><channel><item>" + b"<a>" * 1_500_000
    site.pages["/bomb"] = Answer(bomb, content_type="application/rss+xml")
    sources = [source(site, "bomb", "/bomb"), *newsroom(site)]
    report = crawled(site, sources, store, settings(tmp_path, workers=2, max_bytes=8_000_000))
    assert report.sources[0].errors[0].endswith("reading it took longer than 15 s")
    assert [each.health for each in report.sources[1:]] == ["ok", "ok"]
