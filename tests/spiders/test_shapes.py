"""Article links told from a page's other links by the shape of their addresses."""

from __future__ import annotations

import re

import pytest

from spiders.shapes import article_pattern

HEADLINE = "The lab's chief scientist leaves after six years"
NAVIGATION = [
    ("https://n.example/", "Home"),
    ("https://n.example/about", "About us and what we do here"),
    ("https://n.example/topics/ai", "Artificial intelligence"),
    ("https://n.example/topics/chips", "Semiconductors"),
    ("https://n.example/authors/a-b", "Ada B"),
]


@pytest.mark.parametrize(
    ("articles", "another"),
    [
        (["/2026/11/20/chief-scientist-leaves", "/2026/11/19/lab-hires-a-rival"], "/2025/01/02/some-other-story-here"),
        (["/article/3001.html", "/article/3002.html"], "/article/77.html"),
        (["/p/100000001", "/p/100000002"], "/p/12"),
        (["/news/lab-loses-its-founder-42", "/news/why-the-chief-left-41"], "/news/another-long-story-of-it"),
        (["/ai/926a7c01fbd24caf8e0d7d3b1c5e9a10", "/ai/b26a7c01fbd24caf8e0d7d3b1c5e9a11"], "/ai/" + "c0" * 16),
    ],
)
def test_a_pattern_fits_the_articles_and_no_navigation(articles: list[str], another: str) -> None:
    """Numbers and headline words vary between articles, sections do not."""
    more = [*articles, another]
    links = [*NAVIGATION, *((f"https://n.example{path}", HEADLINE) for path in more)]
    pattern = article_pattern(links)
    assert pattern is not None
    assert [url for url, _ in links if re.search(pattern, url)] == [f"https://n.example{path}" for path in more]


def test_chinese_headlines_are_short_and_say_much() -> None:
    """Eight characters are a headline; 登录 is none."""
    links = [(f"https://n.example/p/{n}", "首席科学家离职了") for n in range(4)]
    assert article_pattern([*links, *((f"https://n.example/u/{n}", "登录") for n in range(9))]) == r"/p/\d+/?$"


def test_links_without_headlines_make_no_pattern() -> None:
    """Three links of one shape that say "more" are a menu; two headlines are no shape yet."""
    assert article_pattern((f"https://n.example/page/{n}", "more") for n in range(20)) is None
    assert article_pattern((f"https://n.example/p/{n}", HEADLINE) for n in range(2)) is None
    assert article_pattern([]) is None


def test_a_site_may_have_two_kinds_of_articles() -> None:
    """Both shapes are kept where each has headlines enough."""
    news = [(f"https://n.example/news/{n}", HEADLINE) for n in range(6)]
    features = [(f"https://n.example/features/a-long-story-{n}", HEADLINE) for n in range(5)]
    pattern = article_pattern([*news, *features])
    assert pattern is not None
    assert all(re.search(pattern, url) for url, _ in [*news, *features])
