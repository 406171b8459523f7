"""What is computed for the pages: charts, marks, words, preferences; without a server."""

from __future__ import annotations

import re
from datetime import timedelta
from enum import StrEnum
from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("datasette", reason="Datasette is not installed: pip install '.[board]'")
import itertools

from crawler.board.calls import href, language_of, own_path, part
from crawler.board.charts import flow
from crawler.board.shown import End, behind, marked, paged
from crawler.board.wording import texts
from crawler.health import Condition
from crawler.memory.changes import Group
from crawler.memory.flow import Organisation, Stream
from crawler.memory.roster import Standing
from crawler.model import Certainty, Judged, Kind, Status, Verdict

_PATH = re.compile(r"M[\d.]+ [\d.]+C[\d. ]+V[\d.]+C[\d. ]+Z")


def ends(organisation: Organisation) -> End:
    return End(id=organisation.id, name=organisation.name, hue=0)


def stream(origin: str, destination: str, people: int) -> Stream:
    return Stream(
        origin=Organisation(id=origin, name=origin),
        destination=Organisation(id=destination, name=destination),
        people=tuple(f"{origin}{n}" for n in range(people)),
        moves=(),
    )


@given(st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("stuvwxyz"), st.integers(1, 50)), max_size=30))
def test_a_flow_loses_nobody(held: list[tuple[str, str, int]]) -> None:
    """Both columns and the ribbons count everybody once; nodes of a column do not overlap."""
    total = sum(count for _, _, count in held)
    drawn = flow([stream(*each) for each in held], ends, "others", most=3)
    assert sum(r.people for r in drawn.ribbons) == total
    for column in (drawn.origins, drawn.destinations):
        assert sum(node.people for node in column) == total
        assert all(a.y + a.height <= b.y for a, b in itertools.pairwise(column))
    assert all(_PATH.fullmatch(ribbon.path) for ribbon in drawn.ribbons)


@given(st.text(), st.lists(st.text(max_size=6), max_size=4), st.lists(st.text(max_size=6), max_size=4))
def test_marks_lose_nothing(text: str, people: list[str], places: list[str]) -> None:
    """The pieces are the text."""
    assert "".join(piece.text for piece in marked(text, people, places)) == text


def test_marks_are_whole_names() -> None:
    """Openai is none in OpenAIs, a surname none in a longer word, and traditional script is found by simplified."""
    pieces = marked("Chen left OpenAI; Chenille and OpenAIs did not. 離職", ["Chen"], ["OPENAI", "离职"])
    assert [(p.text, p.as_what) for p in pieces if p.as_what] == [
        ("Chen", "who"), ("OpenAI", "where"), ("離職", "where"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("minutes", "shown"),
    [(0, ""), (59, "59 min"), (60, "1 h"), (61, "1 h 1 min"), (1500, "1 d 1 h"), (2881, "2 d 1 min")],
)
def test_how_far_behind(minutes: int, shown: str) -> None:
    """In the two largest units."""
    assert behind(timedelta(minutes=minutes)) == shown


@pytest.mark.parametrize(
    ("total", "page", "shown"),
    [(0, 1, [1]), (50, 1, [1]), (51, 1, [1, 2]), (500, 1, [1, 2, 3, 0, 10]), (500, 5, [1, 0, 3, 4, 5, 6, 7, 0, 10])],
)
def test_pages_to_offer(total: int, page: int, shown: list[int]) -> None:
    """The first, the last, and those near."""
    assert list(paged(total, page, 50)) == shown


@given(st.text())
def test_a_path_of_ours_stays_ours(text: str) -> None:
    """Whatever is asked for, the answer is a path on this host."""
    path = own_path(text)
    assert path == "/" or (path == text and re.fullmatch(r"/[^/\\\s][\x21-\x7e]*|/", path))


@given(st.text(), st.dictionaries(st.sampled_from("abc"), st.text()))
def test_addresses_are_quoted(name: str, query: dict[str, str]) -> None:
    """A name is one part of a path, and a query cannot leave it."""
    path = href(f"/people/{part(name)}", query)
    assert re.fullmatch(r"/people/[^/?#\s<>\"']*(\?[^#\s<>\"']*)?", path)


@pytest.mark.parametrize(
    ("cookie", "accepted", "language"),
    [
        (None, "", "en"), (None, "zh-TW,zh;q=0.9", "zh"), (None, "en;q=0.3,zh;q=0.4", "zh"), (None, "de,fr", "en"),
        ("zh", "en", "zh"), ("de", "zh", "zh"), (None, "zh;q=x", "zh"), (None, ",;;q=,=" * 500, "en"),
    ],
)  # fmt: skip
def test_the_language(cookie: str | None, accepted: str, language: str) -> None:
    """The switch, else what the browser would rather have."""
    assert language_of(cookie, accepted) == language


def test_both_languages_say_the_same() -> None:
    """The same keys, and in each text the same places."""

    def places(text: str) -> set[str]:
        return {name for _, name, _, _ in Formatter().parse(text) if name}

    english, chinese = texts("en"), texts("zh")
    assert english.keys() == chinese.keys()
    assert [key for key in english if places(english[key]) != places(chinese[key])] == []
    assert [key for key, text in chinese.items() if not text.strip()] == []


@pytest.mark.parametrize(
    ("table", "values"),
    [
        ("kind", Kind), ("kinds", Kind), ("status", Status), ("certainty", Certainty), ("verdict", Verdict),
        ("judged", Judged), ("group", Group), ("standing", Standing), ("condition", Condition),
    ],
)  # fmt: skip
def test_every_value_has_a_word(table: str, values: type[StrEnum]) -> None:
    """Also one that was thought of after the board."""
    named = {"changed and back": "undone"}
    assert [v for v in values if f"{table}.{named.get(v.value, v.value)}" not in texts("en")] == []
