"""Articles with a move are looked at again, ever more rarely: edits and deletions of weeks, in minutes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from crawls import MURATI, NOW, THANKS, Notes, crawled, settings, source
from spiders_site import Answer, Site, article_html, rss

from crawler.model import Outcome, SourceReport
from storage.span import Span
from storage.store import Store

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
PAGE = article_html("Mira Murati leaves OpenAI", MURATI, THANKS)


class Desk:
    """A source with one article, and crawls of it at any time after the first."""

    def __init__(self, site: Site, store: Store, folder: Path) -> None:
        self.site, self.store, self.folder = site, store, folder
        self.url = site.put("/murati", PAGE)
        site.put("/", article_html("The front page", MURATI))
        site.put("/feed", rss(self.url), headers={"ETag": '"f"'})
        self.notes = Notes()
        self.crawl(timedelta())

    def crawl(self, after: timedelta, recheck_days: int = 30) -> SourceReport:
        how = settings(self.folder, recheck_days=recheck_days)
        feed = source(self.site, "daily", "/feed")
        (report,) = crawled(self.site, [feed], self.store, how, now=NOW + after, notes=self.notes).sources
        return report

    def asked_for(self, *hours: float) -> list[float]:
        """Those of the hours in which a crawl asked for the article."""
        found = []
        for hour in hours:
            self.site.asked.clear()
            self.crawl(hour * HOUR)
            found += [hour] if "/murati" in self.site.asked else []
        return found

    def deletions(self) -> list[tuple[int, int | None]]:
        return [(deletion.run, deletion.status) for deletion in self.store.deletions(self.url)]


@pytest.fixture
def desk(site: Site, store: Store, tmp_path: Path) -> Desk:
    return Desk(site, store, tmp_path)


def test_the_looks_become_rare_and_end(desk: Desk) -> None:
    """After 1 h, 6 h, 1, 2, 4, 7, 14 and 30 days, or in the first crawl after that, whether announced or not."""
    hours = [0.5, 1, 2, 5, 7, 8, 23, 24, 48, 72, 95, 96, 168, 200, 336, 500, 719, 720, 721, 2000]
    assert desk.asked_for(*hours) == [1, 7, 24, 48, 96, 168, 336, 720]
    assert len(desk.store.article_versions(desk.url)) == 1


@pytest.mark.parametrize(("days", "looks"), [(0, []), (1, [1, 24]), (3, [1, 24, 48])])
def test_the_looks_end_where_the_user_says(
    site: Site, store: Store, tmp_path: Path, days: int, looks: list[int]
) -> None:
    """recheck_days bounds them; 0 turns them off."""
    site.put("/feed", rss(site.put("/murati", PAGE)))
    found = []
    for hour in (0, 1, 24, 48, 96, 168):
        site.asked.clear()
        how = settings(tmp_path, recheck_days=days)
        crawled(site, [source(site, "daily", "/feed")], store, how, now=NOW + hour * HOUR)
        found += [hour] if hour and "/murati" in site.asked else []
    assert found == looks


def test_a_stealth_edit_is_noticed(desk: Desk) -> None:
    """A further sentence is a version, though the feed says nothing of it; it does not begin the schedule anew."""
    desk.site.put("/murati", article_html("Mira Murati leaves OpenAI", MURATI, THANKS, "She starts a company."))
    desk.crawl(DAY)
    assert len(desk.store.article_versions(desk.url)) == 2
    (edit,) = desk.store.diff(Span(after_run=1)).edits
    assert "She starts a company." in edit.after.text
    assert desk.asked_for(26, 48) == [48]


@pytest.mark.parametrize("line", ["Updated 5 minutes ago", "1,024 views", "Advertisement", "17 shares", "阅读 1.2万"])
def test_what_the_site_changes_by_itself_is_no_version(desk: Desk, line: str) -> None:
    """A stamp, a counter, an advertisement: the look brought nothing."""
    desk.site.put("/murati", PAGE.replace(b"<p>", f"<p>{line}</p><p>".encode(), 1))
    report = desk.crawl(DAY)
    assert len(desk.store.article_versions(desk.url)) == 1
    assert (report.unchanged, report.health) == (2, "ok")


def test_a_deletion_is_said_when_told_twice(desk: Desk) -> None:
    """In two runs an hour apart; it is no fault of the source, no denial, and is told once."""
    letters = desk.store.counts().letters
    desk.site.pages["/murati"] = Answer(status=404)
    report = desk.crawl(HOUR)
    assert (desk.deletions(), report.health) == ([], "ok")
    assert desk.notes.pages[-1][2] is Outcome.GONE
    assert desk.asked_for(1.5, 2, 3) == [2]
    assert desk.deletions() == [(4, 404)]
    assert desk.asked_for(6, 24) == [6, 24]
    (deletion,) = desk.store.diff(Span()).deletions
    (move,) = desk.store.moves()
    assert (deletion.article_url, deletion.status, deletion.sole_moves) == (desk.url, 404, (move.key,))
    assert move.status == "confirmed"
    assert [change.verdict for change in desk.store.history(move.key)] == ["new"]
    (evidence, *_) = desk.store.evidence(move.key)
    assert evidence.gone_since == NOW + 2 * HOUR
    assert desk.store.counts().letters == letters


def test_what_comes_back_is_said(desk: Desk) -> None:
    """Over the whole span it went there and back."""
    desk.site.pages["/murati"] = Answer(status=410)
    for hour in (1, 2):
        desk.crawl(hour * HOUR)
    desk.site.put("/murati", PAGE)
    desk.crawl(DAY)
    assert desk.deletions() == [(3, 410), (4, None)]
    assert [(d.status, d.undone) for d in desk.store.diff(Span()).deletions] == [(None, True)]
    assert [(d.status, d.undone) for d in desk.store.diff(Span(after_run=3)).deletions] == [(None, False)]
    (move,) = desk.store.moves()
    assert [e.gone_since for e in desk.store.evidence(move.key)] == [None] * len(desk.store.evidence(move.key))


BLOCKED = Answer(b"<html><body>Checking your browser before you go on</body></html>")
NEVER_DELETED: dict[str, Sequence[Answer]] = {
    "once": [Answer(status=404), Answer(PAGE), Answer(status=404)],
    "server errors": [Answer(status=500)] * 3,
    "forbidden": [Answer(status=403)] * 3,
    "a block page": [BLOCKED] * 3,
    "a redirect to the front page": [Answer(status=302, headers={"Location": "/"})] * 3,
}


@pytest.mark.parametrize("name", NEVER_DELETED)
def test_what_is_no_deletion(desk: Desk, name: str) -> None:
    """Told once, then there; a server in trouble; a page in the article's place, of which nothing is stored."""
    for number, answer in enumerate(NEVER_DELETED[name]):
        desk.site.pages["/murati"] = answer
        desk.crawl((1, 6, 24)[number] * HOUR)
    assert desk.deletions() == []
    assert len(desk.store.article_versions(desk.url)) == 1
    assert desk.store.article_versions(desk.site.url + "/") == []
    visit = desk.store.visit(desk.url)
    assert visit is not None
    assert visit.outcome is Outcome.MATCHED
    desk.site.put("/murati", article_html("Mira Murati leaves OpenAI", MURATI, "She starts a company."))
    desk.crawl(3 * DAY)
    assert len(desk.store.article_versions(desk.url)) == 2


def test_one_run_looks_again_at_a_few_only(
    site: Site, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those that wait longest first; the next run goes on."""
    monkeypatch.setattr("crawler.errand.errand.MOST_AGAIN", 2)
    people = ["Mira Murati", "Bob McGrew", "Barret Zoph", "John Schulman", "Lilian Weng"]
    links = [
        site.put(f"/{n}", article_html(f"{who} leaves OpenAI", MURATI.replace("Mira Murati", who), THANKS))
        for n, who in enumerate(people)
    ]
    site.put("/feed", rss(*links))
    asked = []
    for hour in (0, 1, 1.2, 1.4, 1.6):
        site.asked.clear()
        crawled(site, [source(site, "daily", "/feed")], store, settings(tmp_path), now=NOW + hour * HOUR)
        asked.append({path for path in site.asked if path[1:].isdigit()})
    assert [len(paths) for paths in asked] == [5, 2, 2, 1, 0]
    assert set.union(*asked[1:]) == asked[0]


def test_a_deletion_beside_another_article_leaves_the_move_its_evidence(desk: Desk) -> None:
    """Only where no other article tells of a move is that said."""
    site = desk.site
    other = site.put("/second", article_html("Murati to leave OpenAI", MURATI, "It is the third exit of the week."))
    site.put("/feed", rss(desk.url, other), headers={"ETag": '"g"'})
    site.pages["/murati"] = Answer(status=404)
    for hour in (1, 2):
        desk.crawl(hour * HOUR)
    (deletion,) = desk.store.deletions(desk.url)
    assert (deletion.title, deletion.at, deletion.sole_moves) == ("Mira Murati leaves OpenAI", NOW + 2 * HOUR, ())
