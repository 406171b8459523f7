"""Moves by many conditions at once, a page at a time."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from newsdesk import DAY, NOW, article, begin, mention, publish

from crawler.model import Certainty, Kind, Status
from storage.choosing import Choice
from storage.store import Store


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A departure and a hire, a day apart, one of them told in Chinese."""
    with Store.open(tmp_path_factory.mktemp("choosing") / "labmoves.db") as opened:
        run = begin(opened)
        leaves = mention("Ada Wong", other_org="anthropic", certainty=Certainty.CONFIRMED, role="100% owner")
        joins = mention("李明", kind=Kind.HIRE, lab="Google", lab_id="google", sentence="李明加入谷歌。")
        publish(opened, run, article(1, published=NOW - 2 * DAY), [leaves])
        publish(opened, run, article(2, "李明加入谷歌。", published=NOW - DAY), [joins])
        yield opened


def chosen(store: Store, choice: Choice) -> list[str]:
    return [move.person for move in store.choose(choice)]


@pytest.mark.parametrize(
    ("choice", "found"),
    [
        (Choice(), ["李明", "Ada Wong"]),
        (Choice(since=NOW - DAY), ["李明"]),
        (Choice(until=NOW - DAY), ["Ada Wong"]),
        (Choice(lab="openai"), ["Ada Wong"]),
        (Choice(lab="Google", lab_names=("Anthropic",)), ["李明", "Ada Wong"]),
        (Choice(kinds=(Kind.HIRE, Kind.RETURN)), ["李明"]),
        (Choice(statuses=(Status.DENIED,)), []),
        (Choice(language="zh"), ["李明"]),
        (Choice(both_ends=True), ["Ada Wong"]),
        (Choice(language="en"), ["Ada Wong"]),
        (Choice(words=(("ada",), ("OPENAI",))), ["Ada Wong"]),
        (Choice(words=(("ada",), ("google",))), []),
        (Choice(words=(("加入", "離職"),)), ["李明"]),
        (Choice(words=(("100%",),)), ["Ada Wong"]),
        (Choice(words=(("1%%",), ("_",))), []),
        (Choice(words=(("nobody",),), or_lab="google"), ["李明"]),
        (Choice(words=(("nobody",),), or_keys=("m1-none",)), []),
    ],
)
def test_what_is_chosen(store: Store, choice: Choice, found: list[str]) -> None:
    """All conditions hold; a count agrees with the list."""
    assert chosen(store, choice) == found
    assert store.count(choice) == len(found)


def test_a_page_at_a_time(store: Store) -> None:
    """In the order of the whole list."""
    assert [m.person for m in store.choose(Choice(), limit=1, offset=1)] == ["Ada Wong"]
    assert store.choose(Choice(), limit=1, offset=2) == []


def test_counts_beside_the_list(store: Store) -> None:
    """Of kinds, whatever kind is chosen, and of labs."""
    counted = store.count_kinds(Choice(kinds=(Kind.HIRE,), language="zh"))
    assert (counted[Kind.HIRE], counted[Kind.DEPARTURE], len(counted)) == (1, 0, len(Kind))
    assert {(lab.id, lab.name, lab.moves) for lab in store.count_labs()} == {
        ("openai", "OpenAI", 1),
        ("google", "Google", 1),
    }


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(st.text(max_size=8), max_size=12))
def test_any_words_may_be_asked_for(store: Store, words: list[str]) -> None:
    """Quotes, percent signs, surrogates: what comes back has them."""
    for move in store.choose(Choice(words=tuple((word,) for word in words))):
        assert move.person in {"Ada Wong", "李明"}
