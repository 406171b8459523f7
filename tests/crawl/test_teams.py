"""A watched page of people: who appeared and who vanished between two looks, and what is no departure."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from crawls import NOW, crawled, newsroom, settings
from spiders_site import Site, article_html

from crawler.model import Discovery, DiscoveryKind, Member, Source, SourceReport, TeamChange
from storage.store import Store

HOUR = timedelta(hours=1)
TEAM = ("Mara Lindqvist", "Tomas Oyelaran", "Sofia Brandt", "Ada Wong")


def team(*names: str) -> bytes:
    cards = "".join(f"<div class='card'><h3>{name}</h3><p>Head of team {n}</p></div>" for n, name in enumerate(names))
    return f"<html><body><h1>Our Team</h1>{cards}</body></html>".encode()


@pytest.fixture
def watched(site: Site) -> Source:
    """A source that is nothing but a page of people."""
    site.put("/team", team(*TEAM))
    place = Discovery(kind=DiscoveryKind.TEAM, url=site.url + "/team", lab="openai")
    return Source(id="lab", name="Lab", home=site.url, language="en", discovery=(place,))


def looked(
    site: Site, source: Source, store: Store, folder: Path, hours: int
) -> tuple[SourceReport, tuple[TeamChange, ...]]:
    report = crawled(site, [source], store, settings(folder), now=NOW + hours * HOUR)
    return report.sources[0], report.teams


def test_who_came_and_went_is_told_once(site: Site, store: Store, tmp_path: Path, watched: Source) -> None:
    """Never on the first look; the change is kept, with posts and both moments; no move and no letter comes of it."""
    first, changes = looked(site, watched, store, tmp_path, 0)
    assert (first.health, first.issues, changes) == ("ok", (), ())
    site.put("/team", team("Tomas Oyelaran", "Sofia Brandt", "Ada Wong", "Jonas Weber"))
    second, changes = looked(site, watched, store, tmp_path, 24)
    (change,) = changes
    assert (change.lab, change.source, change.since, change.at) == ("openai", "lab", NOW, NOW + 24 * HOUR)
    assert change.appeared == (Member(name="Jonas Weber", post="Head of team 3"),)
    assert change.vanished == (Member(name="Mara Lindqvist", post="Head of team 0"),)
    assert (second.health, store.counts().moves, store.counts().letters) == ("ok", 0, 0)
    assert looked(site, watched, store, tmp_path, 48)[1] == ()
    (kept,) = store.teams()
    assert [member.name for member in kept.members] == [*TEAM[1:], "Jonas Weber"]
    assert kept.changes == changes
    assert kept.looked_at == NOW + 48 * HOUR


@pytest.mark.parametrize(
    "fault",
    [
        (team("Ada Wong", "Jonas Weber", "Li Chen", "Eve Adams"), "3 of the 4 people on it are gone"),
        (b"<html><body><div id='root'></div><script src='/app.js'></script></body></html>", "nobody is named on it"),
        (b"<html><body><h1>Just a moment...</h1></body></html>", "nobody is named on it"),
        (b"", "the answer is empty"),
    ],
)
def test_a_page_that_lost_its_people_is_a_fault(
    site: Site, store: Store, tmp_path: Path, watched: Source, fault: tuple[bytes, str]
) -> None:
    """A redesign, a page that only script fills, a block page: no departures, and the next good look is compared."""
    body, said = fault
    looked(site, watched, store, tmp_path, 0)
    site.put("/team", body)
    report, changes = looked(site, watched, store, tmp_path, 1)
    assert (report.health, changes) == ("failing", ())
    assert said in report.errors[0]
    site.put("/team", team(*TEAM[1:]))
    report, changes = looked(site, watched, store, tmp_path, 2)
    assert [member.name for member in changes[0].vanished] == ["Mara Lindqvist"]
    assert changes[0].since == NOW


def test_a_forgotten_page_is_looked_at_anew(site: Site, store: Store, tmp_path: Path, watched: Source) -> None:
    """After a redesign a person says so, and the new page is the first look."""
    looked(site, watched, store, tmp_path, 0)
    site.put("/team", team("Jonas Weber", "Li Chen", "Eve Adams"), headers={"ETag": '"t2"'})
    looked(site, watched, store, tmp_path, 1)
    store.forget_team(site.url + "/team")
    report, changes = looked(site, watched, store, tmp_path, 2)
    assert (report.health, changes) == ("ok", ())
    assert [member.name for member in store.teams()[0].members] == ["Jonas Weber", "Li Chen", "Eve Adams"]


def test_an_unchanged_page_costs_no_reading(site: Site, store: Store, tmp_path: Path, watched: Source) -> None:
    """It is answered 304, and its source is well."""
    site.put("/team", team(*TEAM), headers={"ETag": '"t1"'})
    looked(site, watched, store, tmp_path, 0)
    report, changes = looked(site, watched, store, tmp_path, 1)
    assert dict(site.headers)["/team"]["If-None-Match"] == '"t1"'
    assert (report.health, changes) == ("ok", ())
    site.put("/team", team(*TEAM[1:]), headers={"ETag": '"t2"'})
    _, (change,) = looked(site, watched, store, tmp_path, 2)
    assert (change.since, change.at) == (NOW + HOUR, NOW + 2 * HOUR)


def test_a_team_beside_a_feed_changes_nothing_of_it(site: Site, store: Store, tmp_path: Path, watched: Source) -> None:
    """Articles are read again for edits after it, and a feed that fell silent is a fault though people were read."""
    daily = newsroom(site)[0]
    both = replace(daily, discovery=(*daily.discovery, *watched.discovery))
    report, _ = looked(site, both, store, tmp_path, 0)
    assert (report.health, report.links, report.matched) == ("ok", 3, 2)
    site.asked.clear()
    looked(site, both, store, tmp_path, 1)
    assert site.counted["/murati"] == 1
    site.put("/feed", b"<rss version='2.0'><channel></channel></rss>")
    site.put("/murati", article_html("Mira Murati leaves OpenAI", "Nothing is left of it."))
    report, _ = looked(site, both, store, tmp_path, 2)
    assert report.issues == ("0 links announced, at least 1 expected",)


def test_a_broken_team_beside_a_feed_is_a_warning(site: Site, store: Store, tmp_path: Path, watched: Source) -> None:
    """The news still comes: the source is not failing, and is not left alone for longer because of it."""
    daily = newsroom(site)[0]
    both = replace(daily, discovery=(*daily.discovery, *watched.discovery))
    site.put("/team", b"<html><body><h1>Just a moment...</h1></body></html>")
    report, _ = looked(site, both, store, tmp_path, 0)
    assert (report.health, report.errors, report.matched) == ("warning", (), 2)
    assert "nobody is named on it" in report.issues[0]
