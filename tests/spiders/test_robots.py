"""What a robots.txt says, of any size and condition."""

from __future__ import annotations

from time import process_time

import pytest
from scrapy.robotstxt import ProtegoRobotParser
from shared import SHARED, needs_shared

from spiders.places import sitemaps_in_robots
from spiders.robots import MOST_BYTES, whole_lines

SITE = "https://paper.example"


def rules(body: bytes) -> ProtegoRobotParser:
    return ProtegoRobotParser(whole_lines(body), None)


@pytest.mark.parametrize("end", [b"\n", b"\r", b"\r\n"])
def test_what_lies_beyond_the_limit_is_no_rule_nor_half_of_one(end: bytes) -> None:
    """The rules before it hold; a path that the limit cuts in two does not close all that begins so."""
    head = b"User-agent: *" + end + b"Disallow: /closed" + end
    filling = b"# " + b"x" * (MOST_BYTES - len(head) - len(end) - 2 - len(b"Disallow: /ne")) + end
    body = head + filling + b"Disallow: /news-of-the-north" + end + b"Disallow: /late" + end
    found = rules(body)
    assert body[:MOST_BYTES].endswith(b"/ne")
    assert not found.allowed(f"{SITE}/closed/1", "labmoves")
    assert found.allowed(f"{SITE}/news/1", "labmoves")
    assert found.allowed(f"{SITE}/late", "labmoves")
    assert whole_lines(head) == head


def test_the_largest_is_read_in_bounded_time() -> None:
    """Eight megabytes of patterns, as many as an answer may have."""
    began = process_time()
    rules(b"User-agent: *\n" + b"Disallow: /abc*def*$\n" * 400_000).allowed(f"{SITE}/{'abcdef' * 40}", "labmoves")
    assert process_time() - began < 5


@needs_shared
def test_real_ones_are_read() -> None:
    """Each of the press's own gives an answer, a delay or none, and sitemaps with whole addresses."""
    assert SHARED is not None
    files = sorted((SHARED / "data" / "feeds").glob("robots__*.txt"))
    assert len(files) > 20
    sitemaps = 0
    for file in files:
        body = file.read_bytes()
        found = rules(body)
        assert found.allowed(f"{SITE}/", "labmoves/0.1") in {True, False}
        delay = found.crawl_delay("labmoves/0.1")
        assert delay is None or delay >= 0
        sitemaps += len(sitemaps_in_robots(body, url=f"{SITE}/robots.txt"))
    assert sitemaps > 20
