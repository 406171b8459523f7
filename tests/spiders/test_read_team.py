"""Pages of people beyond the golden ones in cases/team: other structures, and pages made to take long."""

from __future__ import annotations

import contextlib
import gzip
import json
from time import process_time

import pytest
from shared import SHARED, needs_shared

from crawler.errors import InputError
from crawler.model import Member
from spiders.read_team import read_team

URL = "https://lab.example/team"
PEOPLE = (
    Member(name="Mara Lindqvist", post="CEO"),
    Member(name="Tomas Oyelaran", post="Head of Safety"),
    Member(name="王小明", post="首席科学家"),
)


@pytest.mark.parametrize(
    "card",
    [
        "<li>{name}, {post}</li>",
        "<li><b>{name}</b> – {post}</li>",
        "<p>{name}<br>{post}</p>",
        "<div><p>{name}</p><p>{post}</p></div>",
        "<tr><td><img src=x></td><td>{name}</td><td>{post}</td></tr>",
        "<dt>{name}</dt><dd>{post}</dd>",
        "<h4><a href='/p'>{name}</a></h4><span>{post}</span>",
        "<figure><img><figcaption><strong>{name}</strong><span>{post}</span></figcaption></figure>",
    ],
)
def test_people_are_told_by_the_shape_they_share(card: str) -> None:
    """Lists, cards, tables, definition lists, captions; the post is in the element or beside it."""
    cards = "".join(card.format(name=person.name, post=person.post) for person in PEOPLE)
    page = f"<html><meta charset=utf-8><body><h1>Our Team</h1><table>{cards}</table></body></html>"
    page = page if card.startswith("<tr") else page.replace("<table>", "<div>").replace("</table>", "</div>")
    assert read_team(page.encode(), url=URL) == PEOPLE


def test_an_article_that_names_people_is_no_team() -> None:
    """Names in sentences, and one name as a heading."""
    page = "<h1>Mara Lindqvist</h1><p>Mara Lindqvist met Tomas Oyelaran.</p><p>Sofia Brandt was there.</p>"
    with pytest.raises(InputError, match="nobody is named on it"):
        read_team(page.encode(), url=URL)


def test_names_alone_are_people_where_the_page_says_so() -> None:
    """Else three menu entries of the form of names (Live Audio, Top Stories) would be a team."""
    names = "<ul><li>Mara Lindqvist</li><li>Tomas Oyelaran</li><li>王小明</li></ul>"
    assert len(read_team(f"<meta charset=utf-8><h1>People</h1>{names}".encode(), url=URL)) == len(PEOPLE)
    with pytest.raises(InputError, match="nobody is named on it"):
        read_team(f"<meta charset=utf-8><h1>Today</h1>{names}".encode(), url="https://lab.example/")


@needs_shared
def test_real_news_pages_are_no_teams() -> None:
    """Their menus, bylines and lists of stories name nobody; one in a hundred may."""
    assert SHARED is not None
    named = []
    for name in ("article-extraction-benchmark", "gne", "zh-publishers"):
        for row in (SHARED / "data" / name / "gold.jsonl").read_text(encoding="utf-8").splitlines()[:60]:
            page = gzip.decompress((SHARED / "data" / name / json.loads(row)["file"]).read_bytes())
            with contextlib.suppress(InputError):
                named.append(read_team(page, url="https://news.example/1"))
    assert len(named) <= 2


@pytest.mark.parametrize(
    "piece", ["<div>", "<li>Ann Lee</li>", "<p>", "<b>Ann Lee", "<br>", "Ann Lee ", "<table><tr><td>Ann Lee"]
)
def test_hostile_pages_end_soon(piece: str) -> None:
    """300 kB of one construct is read or refused within seconds."""
    body = b"<html><body>" + piece.encode() * (300_000 // len(piece))
    started = process_time()
    with contextlib.suppress(InputError):
        read_team(body, url=URL)
    assert process_time() - started < 20
