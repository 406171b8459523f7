"""The board's lists for other programs."""

from __future__ import annotations

import csv
import io
import json

import feedparser
import pytest
from desk import Ask
from parsel import Selector


@pytest.mark.parametrize(
    ("path", "content_type"),
    [
        ("/moves.atom", "application/atom+xml; charset=utf-8"),
        ("/moves.json", "application/feed+json; charset=utf-8"),
        ("/moves.ics", "text/calendar; charset=utf-8"),
        ("/moves.csv", "text/csv; charset=utf-8"),
    ],
)
def test_each_takes_the_filters_of_the_board(ask: Ask, path: str, content_type: str) -> None:
    """And is sent as what it is, with an ETag."""
    answer = ask(f"{path}?lab=alibaba")
    assert (answer.status_code, answer.headers["content-type"]) == (200, content_type)
    assert "林俊旸" in answer.text
    assert "Radford" not in answer.text
    assert ask(f"{path}?lab=alibaba", if_none_match=answer.headers["etag"]).status_code == 304
    assert ask(f"{path}?kind=x").status_code == 400


@pytest.mark.parametrize("path", ["/moves.atom", "/moves.json", "/moves.ics"])
def test_a_language_that_is_none_of_ours(ask: Ask, path: str) -> None:
    """Is told; a spreadsheet has no titles."""
    assert ask(f"{path}?speak=de").status_code == 400


def test_an_atom_feed_of_a_list(ask: Ask) -> None:
    """Its id and its own address tell it from other lists; titles are in the language asked for."""
    departures = feedparser.parse(ask("/moves.atom?kind=departure&speak=zh").content)
    assert not departures.bozo
    assert [entry.title for entry in departures.entries] == [
        "林俊旸离开阿里巴巴（已证实）",
        "Alec Radford 离开 OpenAI，去往 Anthropic（The Information 证实）",
    ]
    everything = feedparser.parse(ask("/moves.atom").content)
    assert departures.feed.id != everything.feed.id == "tag:labmoves.invalid,2026:moves"
    assert departures.feed.links[0].href == "http://localhost/moves.atom?kind=departure&speak=zh"
    assert {entry.id for entry in departures.entries} < {entry.id for entry in everything.entries}


def test_a_json_feed_has_the_entries_of_the_atom_feed(ask: Ask) -> None:
    """Under the same ids."""
    feed = json.loads(ask("/moves.json").text)
    atom = feedparser.parse(ask("/moves.atom").content)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert [(i["id"], i["title"]) for i in feed["items"]] == [(e.id, e.title) for e in atom.entries]


def test_the_calendar_and_the_spreadsheet(ask: Ask) -> None:
    """Effective days; a line for each move."""
    assert ask("/moves.ics").text.count("BEGIN:VEVENT") == 1
    assert "attachment" in ask("/moves.csv").headers["content-disposition"]
    assert len(list(csv.DictReader(io.StringIO(ask("/moves.csv").text)))) == 6


def test_a_board_leads_to_its_feeds(ask: Ask) -> None:
    """With the filters it has."""
    page = Selector(ask("/?kind=hire&q=ada").text)
    links = page.css(".follow a::attr(href)").getall() + page.css("link[rel=alternate]::attr(href)").getall()
    assert len(links) == 7
    assert all("kind=hire" in link and "q=ada" in link and ask(link).status_code == 200 for link in links)
