"""Which texts a crawl stores, and what the others leave."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from crawls import MURATI, NOW, THANKS, WEATHER, crawled, settings, source
from spiders_site import Site, article_html, rss

from crawler.model import Keep, Outcome, SourceReport
from storage.rereading import Texts
from storage.store import Store

# The screen lets it pass, since it names a lab and a word of moving, and no sentence of it tells of a move.
QUIET = (
    "OpenAI published a long report on how its models are tested before they are released, and on what happened "
    "when testers left the questions unanswered. The report leaves open how often that is the case."
)


def crawl(site: Site, store: Store, folder: Path, keep: Keep, days: int = 0) -> SourceReport:
    how = replace(settings(folder), keep=keep)
    (report,) = crawled(site, [source(site, "daily", "/feed")], store, how, now=NOW + timedelta(days=days)).sources
    return report


@pytest.fixture
def news(site: Site) -> dict[str, str]:
    """One article that tells of a move, one that passes the screen, one that does not."""
    urls = {
        "flagged": site.put("/murati", article_html("Mira Murati leaves OpenAI", MURATI, THANKS)),
        "screened": site.put("/report", article_html("How OpenAI tests its models", QUIET, QUIET.upper())),
        "all": site.put("/weather", article_html("Rain in the north", WEATHER)),
    }
    site.put("/feed", rss(*urls.values()))
    return urls


@pytest.mark.parametrize("keep", Keep)
def test_what_is_stored_and_what_is_not(
    site: Site, store: Store, tmp_path: Path, news: dict[str, str], keep: Keep
) -> None:
    """Each mode stores what the one before it does, and more; outcomes, moves and letters are the same in all."""
    report = crawl(site, store, tmp_path, keep)
    assert (report.pages, report.matched, report.screened_out) == (3, 1, 1)
    stored = {name for name, url in news.items() if store.article_versions(url)}
    assert stored == {each.value for each in list(Keep)[: list(Keep).index(keep) + 1]}
    visits = {name: store.visit(url) for name, url in news.items()}
    assert [visit.outcome for visit in visits.values() if visit] == [
        Outcome.MATCHED,
        Outcome.NO_MOVE,
        Outcome.SCREENED_OUT,
    ]
    left = {name for name, visit in visits.items() if visit and visit.fingerprint}
    assert left == news.keys() - stored
    assert len(store.moves()) == 1
    assert [f.detail for f in store.examine(NOW) if f.health == "failing"] == []


def test_what_is_stored_is_found_and_read_again(site: Site, store: Store, tmp_path: Path, news: dict[str, str]) -> None:
    """Search, history and rematch know the texts without a move too."""
    crawl(site, store, tmp_path, Keep.ALL)
    assert [hit.article_url for hit in store.search(["rain"], 5)] == [news["all"]]
    assert [hit.article_url for hit in store.search(["testers"], 5)] == [news["screened"]]
    assert store.count_texts(Texts(), (0, 0)) == 3


@pytest.mark.parametrize("keep", Keep)
def test_the_same_text_again_is_unchanged(
    site: Site, store: Store, tmp_path: Path, news: dict[str, str], keep: Keep
) -> None:
    """A page without a move that comes again as it was counts as unchanged, stored or not."""
    crawl(site, store, tmp_path, keep)
    with store.together():
        store._db.execute("UPDATE visits SET outcome = 'failed', etag = NULL")  # so that each is asked for again
    report = crawl(site, store, tmp_path, keep, days=1)
    assert (report.unchanged, report.screened_out) == (3, 0)
    assert {len(store.article_versions(url)) for url in news.values()} <= {0, 1}


def test_a_mode_may_change(site: Site, store: Store, tmp_path: Path, news: dict[str, str]) -> None:
    """What was stored stays; what is read later is stored as the mode says then."""
    crawl(site, store, tmp_path, Keep.ALL)
    url = site.put("/later", article_html("Snow in the north", WEATHER.replace("ain", "now"), WEATHER))
    site.put("/feed", rss(*news.values(), url))
    crawl(site, store, tmp_path, Keep.FLAGGED, days=1)
    assert len(store.article_versions(news["all"])) == 1
    assert store.article_versions(url) == []
