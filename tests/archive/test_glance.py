"""The second look may never cost recall: what the whole reading finds a move in, it lets through."""

from __future__ import annotations

import gzip
import html
import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from encoded import ENCODED
from shared import ROOT, SHARED, needs_shared

from crawler.archive.glance import glance
from crawler.model import Page
from crawler.pipeline import read

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
MENU = "".join(f'<li><a href="/{n}">Topic {n}</a></li>' for n in range(60))


def page(body: bytes) -> Page:
    address = "https://paper.example/1"
    return Page(source="paper", asked_url=address, final_url=address, fetched_at=NOW, body=body)


def laid_out(title: str | None, text: str) -> bytes:
    """An article as sites lay it out: a menu before it, links inside it, other stories' headlines behind it."""
    lines = "".join(f"<p>{html.escape(line)}</p>" for line in text.split("\n") if line.strip())
    name = html.escape(title or "")
    return (
        f"<html><head><title>{name} - The Paper</title><script>var OpenAI = 'leaves';</script></head><body>"
        f"<ul>{MENU}</ul><h1>{name}</h1>{lines}<aside>{MENU}<p>Subscribe to our letter, never miss a story.</p></aside>"
    ).encode()


def labelled() -> list[tuple[str, bytes]]:
    files = [ROOT / "benchmarks" / "labelled" / f"{language}.jsonl" for language in ("en", "zh")]
    files += [SHARED / "eval" / f"{language}_dev.jsonl" for language in ("en", "zh")] if SHARED else []
    rows = [json.loads(line) for path in files for line in path.read_text(encoding="utf-8").splitlines() if line]
    return [(row["id"], laid_out(row["title"], row["text"])) for row in rows if row["relevant"]]


def test_what_the_whole_reading_finds_is_seen_at_a_glance() -> None:
    """All labelled articles that tell of a move, as pages."""
    pages = labelled()
    lost = [name for name, body in pages if not glance(page(body)) and read(page(body)).mentions]
    assert len(pages) > 100
    assert lost == []


@pytest.mark.parametrize("encoding", ["utf-16", "gb18030", "big5", "traditional utf-8", "entities", "numbers"])
def test_no_encoding_hides_a_move(encoding: str) -> None:
    """Every other one of them, in whatever bytes a page may come."""
    pages = [(name, ENCODED[encoding](body.decode())) for name, body in labelled()[::2]]
    lost = [name for name, body in pages if not glance(page(body)) and read(page(body)).mentions]
    assert lost == []


@needs_shared
@pytest.mark.parametrize("name", ["article-extraction-benchmark", "fundus-evaluation", "gne", "netease-gbk"])
def test_no_real_page_that_tells_of_a_move_is_lost(name: str) -> None:
    """A fifth of the real pages of each set."""
    assert SHARED is not None
    for path in sorted((SHARED / "data" / name / "pages").glob("*.gz"))[::5]:
        body = gzip.decompress(path.read_bytes())
        assert glance(page(body)) or not read(page(body)).mentions, path.name


@pytest.mark.parametrize(
    "body",
    [
        "<p>Mira Murati, <b>Open</b>AI's technology chief, is leaving.</p>",
        "<meta property='og:title' content='Mira Murati leaves OpenAI'><p>Subscribers only, we are sorry.</p>",
        "<title>OpenAI</title><p>Mira Murati, its technology chief, is leaving the company.</p>",
        "<p>OpenAI had a busy week.</p>"
        + "<p>It said so itself.</p>" * 3
        + "<p>Mira Murati is leaving the company.</p>",
        "<p>阿里通义千问技术负责人林俊旸宣布离职。</p>",
    ],
)
def test_moves_are_seen_however_the_page_is_laid_out(body: str) -> None:
    """Inline mark-up, a name in the head only, a company named some sentences before."""
    assert glance(page(body.encode()))


def test_a_page_in_utf_16_is_seen_too() -> None:
    """Whatever its header says."""
    seen = page("<title>News</title><p>Mira Murati is leaving OpenAI.</p>".encode("utf-16"))
    assert glance(replace(seen, content_type="text/html; charset=utf-16"))


@pytest.mark.parametrize(
    "body",
    [
        "<p>OpenAI said that its users left reviews on Monday.</p>",
        "<ul><li>OpenAI</li><li>Google</li></ul>" + "<p>The mayor is leaving the town hall for good.</p>" * 2,
        "<script>'Mira Murati is leaving OpenAI'</script><p>It will rain in the north on Wednesday.</p>",
    ],
)
def test_a_page_without_a_move_is_not_worth_its_extraction(body: str) -> None:
    """Names alone are no news."""
    assert not glance(page(body.encode()))
