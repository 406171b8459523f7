"""Moves as an Atom feed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import feedparser
import pytest
from exported import HOSTILE, NOW, exported
from hypothesis import given

from crawler.export.feed import feed
from crawler.model import Move, Status


def title(move: Move) -> str:
    return f"{move.person} is leaving"


def test_a_reader_of_feeds_understands_it() -> None:
    """Title, link, times and the sentence."""
    read = feedparser.parse(feed([exported()], title, NOW))
    assert not read.bozo
    (entry,) = read.entries
    assert (entry.title, entry.link, entry.summary) == ("Ada Wong is leaving", "https://a.example/1", "Ada Wong")
    assert (entry.published, entry.updated) == ("2026-11-24T12:00:00Z", "2026-11-24T15:00:00Z")
    assert read.feed.updated == entry.updated
    assert {tag.term for tag in entry.tags} == {"departure", "confirmed", "OpenAI"}


def test_a_move_keeps_its_id_whatever_becomes_of_it() -> None:
    """Only what changed is shown as changed; the feed of the same moves is the same feed."""
    before = exported()
    after = replace(before, status=Status.DENIED, person="A. Wong", status_since=NOW + timedelta(days=3))
    one, other = (feedparser.parse(feed([move], title, NOW)).entries[0] for move in (before, after))
    assert one.id == other.id == "tag:labmoves.invalid,2026:move/m1-0123456789abcdef0123"
    assert one.updated < other.updated
    assert feed([before], title, NOW) == feed([before], title, NOW + timedelta(days=9))


def test_a_feed_without_moves_is_one() -> None:
    """It has what Atom asks of it."""
    read = feedparser.parse(feed([], title, NOW))
    assert (read.bozo, read.entries, read.feed.updated) == (False, [], "2026-11-24T12:00:00Z")


@pytest.mark.parametrize("url", ["javascript:alert(1)", "https://", "https://a.example/\nx", "http://[::1", "", "//a"])
def test_a_link_leads_to_the_web_or_nowhere(url: str) -> None:
    """No script is ever a link."""
    assert "<link" not in feed([exported(first_url=url)], title, NOW)


@given(HOSTILE)
def test_hostile_text_is_text(text: str) -> None:
    """Well-formed whatever a page held, and no markup of it comes through."""
    made = feed([exported(text), exported("Bo Chen", key="m1-b")], title, NOW)
    read = feedparser.parse(made.encode())
    assert not read.bozo
    assert len(read.entries) == 2
    assert "<script" not in made
    assert read.entries[1].title == "Bo Chen is leaving"
