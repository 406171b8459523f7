"""Chinese news flashes: the shortest articles there are."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crawler.demo.press import DAYS, outlets, site, stories
from crawler.extract.article import extract
from crawler.model import Article, Page

BASE = "http://127.0.0.1:1"
CHINESE = {o.id for o in outlets().values() if o.language == "zh" and not o.damaged}
SLUGS = [s.slug for s in stories(DAYS) if s.outlet in CHINESE]


@pytest.mark.parametrize("slug", SLUGS)
def test_a_short_article_keeps_its_paragraphs_and_no_byline(slug: str) -> None:
    """Every Chinese story of the demo's newsroom, in GBK, Big5 and UTF-8: its paragraphs, and nothing around them."""
    story = next(s for s in stories(DAYS) if s.slug == slug)
    answer = site(DAYS, BASE)[story.path]
    page = Page(
        source=story.outlet,
        asked_url=BASE + story.path,
        final_url=BASE + story.path,
        fetched_at=datetime(2026, 3, 6, 1, 30, tzinfo=UTC),
        body=answer.body,
        content_type=answer.content_type,
    )
    article = extract(page)
    assert isinstance(article, Article)
    assert len(article.text.splitlines()) == len(story.paragraphs)
    assert article.text.endswith(story.paragraphs[-1][-8:])
    assert article.published == story.published
