"""Addresses of one article become one string; what is no web address is refused by name."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.errors import InputError
from crawler.text.urls import canonical_url


@pytest.mark.parametrize(
    ("url", "same"),
    [
        ("HTTPS://News.Example:443/a/../b?utm_source=x&id=3&fbclid=9#top", "https://news.example/b?id=3"),
        ("http://news.example:80", "http://news.example/"),
        ("http://news.example:8080/a", "http://news.example:8080/a"),
        ("https://36.example/p/123?f=rss", "https://36.example/p/123"),
        ("https://news.example/a?f=2", "https://news.example/a?f=2"),
        ("https://news.example/a?b=2&a=1", "https://news.example/a?a=1&b=2"),
        ("https://reader:secret@news.example/a", "https://news.example/a"),
        (" https://news.example./文章 ", "https://news.example/%E6%96%87%E7%AB%A0"),
        ("https://例子.example/a", "https://xn--fsqu00a.example/a"),
        ("http://[::1]:8000/a", "http://[::1]:8000/a"),
    ],
)
def test_one_address(url: str, same: str) -> None:
    """Case, ports, users, tracking, order and fragments make no difference."""
    assert canonical_url(url) == same


@pytest.mark.parametrize(
    "url", ["", "ftp://a.example/", "javascript:alert(1)", "news.example/a", "http://", "file:///etc/passwd",
            "http://a b/", "http://[::1", "http://a:99999/", "https://a.example/" + "x" * 9000]
)  # fmt: skip
def test_no_web_address(url: str) -> None:
    """Another scheme, no host, a bad port or an endless address is an InputError that names it."""
    with pytest.raises(InputError, match="not a web address"):
        canonical_url(url)


@given(st.text(max_size=40), st.text(max_size=40))
def test_twice_is_once(path: str, query: str) -> None:
    """Canonicalising twice gives the same address as once, quoted or as it comes."""
    for tail in (f"{quote(path)}?{quote(query)}", f"{path}?{query}"):
        try:
            once = canonical_url("https://a.example/" + tail)
        except InputError:
            continue
        assert canonical_url(once) == once
