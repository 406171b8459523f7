"""Where a sentence begins, what stands before its first word is nothing, whatever the sentence ends with."""

from __future__ import annotations

import pytest
from english_cases import moves

from crawler.match.english.items import Item, Sort
from crawler.match.english.neighbours import low_at, neighbour, sort_at
from crawler.match.english.posts import find_posts
from crawler.match.english.tokens import mask, tokens

ROW = [Item(Sort.PREP, 0, 1, "From", "from", 0, 4), Item(Sort.ORG, 1, 2, "A", "a", 5, 6)]


@pytest.mark.parametrize("k", [-3, -1, 2])
def test_beside_the_edges_stands_nothing(k: int) -> None:
    """Before the first and behind the last: no item, no word, and the sort that names an edge."""
    assert (neighbour(ROW, k), low_at(ROW, k), sort_at(ROW, k)) == (None, "", Sort.EDGE)


def test_inside_the_edges_is_what_stands_there() -> None:
    assert (neighbour(ROW, 1), low_at(ROW, 0), sort_at(ROW, 1)) == (ROW[1], "from", Sort.ORG)


@pytest.mark.parametrize("end", ["", " over pay", " over a dispute", " on Friday", " for good", "."])
def test_whoever_opens_a_sentence_behind_with_leaves_too(end: str) -> None:
    """It was told by the last word of the sentence: "over pay" took both away, "over a dispute" only the second."""
    left = {"departure: Ann Lee @ Anthropic", "departure: Bo Chen @ Anthropic"}
    assert moves(f"With Ann Lee, Bo Chen left Anthropic{end}") == left


def test_whoever_is_put_in_charge_does_not_leave() -> None:
    assert moves("With Ann Lee in charge, Bo Chen left Anthropic over pay") == {"departure: Bo Chen @ Anthropic"}


@pytest.mark.parametrize("lead", ["", "Up, ", "Moved up from CEO, "])
def test_a_post_behind_from_and_to_is_one_wherever_it_stands(lead: str) -> None:
    """ "Chair" is a verb as often; "from CEO to chair" says that it is none, also as the first words."""
    text = f"{lead}From CEO to chair in a year"
    words = tokens(mask(text), 0, len(text))
    chair = next(k for k, word in enumerate(words) if word.low == "chair")
    assert any(first == chair for first, _ in find_posts(words, [False] * len(words)))
