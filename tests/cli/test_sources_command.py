"""`labmoves sources test` and `add` against a site on loopback."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from calls import Run
from spiders_site import Answer, Site, article_html, rss

from crawler.cli import sources, surveying
from crawler.model import Discovery, DiscoveryKind, Source
from spiders.politeness import Traffic

RAIN = "It will rain in the north on Wednesday, the weather service said."


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A site with a feed, which the gate lets pass; the catalog holds it and a broken one."""
    monkeypatch.setenv("LABMOVES_CRAWL_DELAY", "0")
    with Site() as site:
        stories = [site.put(f"/news/{n}", article_html("Rain", RAIN)) for n in range(4)]
        site.put("/feed", rss(*stories), content_type="application/rss+xml")
        site.pages["/broken"] = Answer(b"no", status=500)
        catalog = {name: _source(site, name, path) for name, path in (("gazette", "/feed"), ("wire", "/broken"))}
        monkeypatch.setattr(sources, "load_catalog", lambda folder: catalog)
        allow = frozenset({site.host})
        monkeypatch.setattr(surveying, "fetch_one", partial(surveying.fetch_one, allow_hosts=allow))
        yield site


def _source(site: Site, name: str, path: str) -> Source:
    place = Discovery(kind=DiscoveryKind.FEED, url=site.url + path)
    return Source(id=name, name=name, home=site.url, language="en", discovery=(place,))


def test_each_place_and_one_article_are_tried(run: Run, site: Site) -> None:
    """A table says what worked and what did not; one broken source makes the exit code 1, and nothing is stored."""
    result = run("sources", "test")
    assert result.exit_code == 1
    rows = [line.split("\t") for line in result.stdout.splitlines()[1:]]
    assert rows == [
        ["gazette", "feed", "4", "", site.url + "/feed", ""],
        ["gazette", "article", "", "", "Rain", ""],
        ["wire", "feed", "0", "", site.url + "/broken", "the server answered 500"],
        ["wire", "article", "", "", "", "no article is announced"],
    ]
    assert run("sources", "test", "gazette").exit_code == 0
    assert "there is no database yet" in run("moves").stderr


def test_a_source_is_tested_at_the_pace_of_a_crawl(run: Run, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is asked of one host waits for its turn there: all requests of a survey are one traffic."""
    asked: list[Traffic] = []
    fetch = surveying.fetch_one

    def noted(*args: Any, traffic: Traffic, **kwargs: Any) -> Any:
        asked.append(traffic)
        return fetch(*args, traffic=traffic, **kwargs)

    monkeypatch.setattr(surveying, "fetch_one", noted)
    assert run("sources", "test", "gazette").exit_code == 0
    assert (len(asked), len(set(map(id, asked)))) == (2, 1)


def test_who_cannot_be_reached_is_told_so(run: Run, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a source does not work, and the crawler names nobody: that may be the reason."""
    assert "names no way to reach you" in run("sources", "test", "wire").stderr
    assert "names no way to reach you" not in run("sources", "test", "gazette").stderr
    monkeypatch.setenv("LABMOVES_CRAWL_USER_AGENT", "labmoves/0.1 (news monitor; desk@example.org)")
    assert "names no way to reach you" not in run("sources", "test", "wire").stderr


def test_the_test_as_json(run: Run, site: Site) -> None:
    """Programs get the same, with a verdict."""
    found = json.loads(run("sources", "test", "--json").stdout)
    assert [(each["source"]["id"], each["works"]) for each in found] == [("gazette", True), ("wire", False)]


def test_a_new_source_is_shown_and_written(run: Run, site: Site, tmp_path: Path) -> None:
    """The file lies where labmoves looks for it; --dry-run leaves none."""
    shown = run("sources", "add", site.url + "/feed", "--id", "local", "--dry-run")
    assert shown.exit_code == 0, shown.output
    assert "[[feed]]" in shown.stdout
    file = tmp_path / "home" / ".config" / "labmoves" / "sources" / "local.toml"
    assert not file.exists()
    written = run("sources", "add", site.url + "/feed", "--id", "local")
    assert written.exit_code == 0, written.output
    assert written.stdout == shown.stdout == file.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "said", "code"),
    [
        (["/feed", "--id", "gazette"], "there is a source of this id", 2),
        (["/feed", "--id", "No Id"], "lower case letters", 2),
        (["/broken"], "the server answered 500", 1),
        (["/news/1"], "nothing there announces articles", 2),
    ],
)
def test_what_cannot_be_added_is_said_in_one_sentence(
    run: Run, site: Site, arguments: list[str], said: str, code: int
) -> None:
    """A taken or impossible id, a dead address, a page that announces nothing."""
    if arguments == ["/news/1"]:
        del site.pages["/feed"]  # it would be found, for it lies where feeds do
    result = run("sources", "add", site.url + arguments[0], *arguments[1:])
    assert (result.exit_code, said in result.stderr) == (code, True), result.output


def test_an_address_that_is_none_is_refused(run: Run) -> None:
    """As the gate says it."""
    assert "address refused" in run("sources", "add", "http://127.0.0.1/").stderr
    for address in ("not an address", "ftp://news.example", "https://"):
        result = run("sources", "add", address)
        assert (result.exit_code, result.stderr.startswith("labmoves: cannot read the input: ")) == (2, True)
        assert "not a web address" in result.stderr
