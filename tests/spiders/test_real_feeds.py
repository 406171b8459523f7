"""Real feeds and sitemaps, read in place: as many entries as their index says, and no crash on anything."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

from shared import SHARED, needs_shared

from crawler.errors import InputError
from crawler.model import Discovery, DiscoveryKind, Source
from spiders.read_feed import read_feed
from spiders.read_listing import read_listing
from spiders.read_sitemap import read_sitemap

pytestmark = needs_shared
FOLDER = SHARED / "data" / "feeds" if SHARED else Path()
INDEX = FOLDER / "index.jsonl"
ROWS = [json.loads(line) for line in INDEX.read_text(encoding="utf-8").splitlines()] if INDEX.is_file() else []
FEEDS = [row for row in ROWS if row["kind"] in {"RSS 2.0/0.9x", "Atom", "RDF/RSS1.0", "JSON Feed"}]
NOW = datetime(2026, 9, 1, tzinfo=UTC)
URL = "https://paper.example/feed"
PLACE = Discovery(kind=DiscoveryKind.FEED, url=URL)
SOURCE = Source(id="paper", name="Paper", home="https://paper.example", language="zh", discovery=(PLACE,))


def test_nearly_every_entry_of_every_feed_becomes_a_link() -> None:
    """Entries without an address are counted, not lost: links and warnings add up to the index's count."""
    entries = links = json_feeds = 0
    wrong = []
    for row in FEEDS:
        expected = row["feedparser"]["entries"] if row["kind"] != "JSON Feed" else None
        body = (FOLDER / row["file"]).read_bytes()
        try:
            found = read_feed(body, source=SOURCE, url=URL, now=NOW)
        except InputError:
            if expected:
                wrong.append((row["file"], "refused"))
            continue
        missing = next((int(w.split()[0]) for w in found.warnings if "no address" in w), 0)
        if expected is not None and len(found.links) + missing != expected:
            wrong.append((row["file"], f"{len(found.links)} + {missing} of {expected}"))
        entries += expected or 0
        links += len(found.links) if expected is not None else 0
        json_feeds += row["kind"] == "JSON Feed" and bool(found.links)
    assert wrong == []
    assert json_feeds >= 4
    assert entries > 900
    assert links / entries > 0.95


def test_sitemaps_are_read_and_other_documents_are_refused_or_read() -> None:
    """Each of the files goes through all three readers without any error but InputError."""
    maps = 0
    for row in ROWS:
        body = (FOLDER / row["file"]).read_bytes()
        for reader in (read_feed, read_sitemap, read_listing):
            how = {"place": PLACE} if reader is read_listing else {"now": NOW}
            try:
                found = reader(body, source=SOURCE, url=URL, **how)
            except InputError:
                continue
            maps += reader is read_sitemap and "sitemap" in row["kind"] and found is not None
    assert maps >= 8
