"""The publishers that come with labmoves."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from crawler.sources.load import BUILT_IN, load_catalog
from spiders.guard import check_url

CATALOG = load_catalog()
PROMISED = (
    "huxiu 36kr ithome qbitai jiqizhixin infoq_cn techcrunch the_verge wired ars_technica venturebeat hacker_news "
    "the_information technology_review the_decoder openai_news"
).split()


def test_every_promised_publisher_is_there() -> None:
    """At least the ones the README names, in both languages."""
    assert set(PROMISED) <= CATALOG.keys()
    assert {source.language for source in CATALOG.values()} == {"zh", "en"}


@pytest.mark.parametrize("path", sorted(BUILT_IN.glob("*.toml")), ids=lambda path: path.stem)
def test_a_file_says_what_is_special_about_its_publisher(path: Path) -> None:
    """A comment leads, addresses pass the gate over https, and the pattern fits the source's own host."""
    assert path.read_text(encoding="utf-8").startswith("# ")
    source = CATALOG[path.stem]
    for place in source.discovery:
        check_url(place.url)
        assert place.url.startswith("https://")
        assert place.articles
        re.compile(place.articles)
