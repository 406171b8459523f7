"""A page's running text in bytes: blocks on lines of their own, words whole, nothing that no reader sees."""

from __future__ import annotations

import pytest
from growth import takes_in_line

from crawler.text.running import blocks


@pytest.mark.parametrize(
    ("page", "lines"),
    [
        ("<p>One.</p><p>Two.</p>", "One.\nTwo."),
        ("<p>A <b>bold</b> <i>word</i>, and a <a href='/x'>link</a>.</p>", "A bold word, and a link."),
        ("<p><b>O</b>pen<a>AI</a></p>", "OpenAI"),
        ("<ul><li><a>One</a><a>Two</a></li><li>Three</li></ul>", "One Two\nThree"),
        ("<p>two\n  lines&nbsp;of\ttext</p>", "two lines of text"),
        ("<p>One.</p><p>&nbsp;</p><p> Two. </p>", "One.\n\nTwo."),
        ("<title>T</title><body><p>x</p>", "T\nx"),
        ("<meta property='og:title' content='Shared so'><title>T</title><body>x", "Shared so\nT\nx"),
        ("<script>var a = '<p>no</p>';</script><style>p {}</style><p>yes</p>", "yes"),
        ('<script type="application/ld+json">{"headline": "yes"}</script>', '{"headline": "yes"}'),
        ("<script>never closed<p>shown</p>", "never closed\nshown"),
        ("no mark-up\nat all", "no mark-up\nat all"),
        ("", ""),
    ],
)
def test_blocks(page: str, lines: str) -> None:
    """One line a block; inline tags part words only where they must."""
    assert blocks(page.encode()).decode() == lines


@pytest.mark.parametrize("encoding", ["gb18030", "big5", "utf-8"])
def test_the_encoding_stays(encoding: str) -> None:
    """Nobody decodes: what comes out is in the page's own bytes."""
    assert blocks("<p>谷歌<b>研究</b>院</p><p>離職</p>".encode(encoding, "replace")) == "谷歌研究院\n離職".encode(
        encoding, "replace"
    )


def test_utf_16_becomes_utf_8() -> None:
    """Its letters are no ASCII, so nothing could be looked for in it."""
    assert blocks("<p>One 离职</p>".encode("utf-16")).decode() == "One 离职"


@pytest.mark.parametrize(
    "piece", [b"<", b">", b"<a", b"<b>x", b"<a>", b"<script>", b"<style", b"<meta title", b"> ", b"\0"]
)
def test_hostile_repetition_is_linear(piece: bytes) -> None:
    """Twice as much of anything takes twice as long."""
    assert takes_in_line(blocks, piece, 500_000)
