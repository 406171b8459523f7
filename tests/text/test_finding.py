"""Both ways of looking for many words in bytes find the same, and a long text is searched as a short one is."""

from __future__ import annotations

import pytest
from ahocorasick_rs import AhoCorasick, MatchKind
from hypothesis import given
from hypothesis import strategies as st

from crawler.text import finding
from crawler.text.finding import automaton_finder, finder, found_in, quick_finder

WORDS = (b"a", b"ab", b"bab", b"lab", b"Open AI", "月之暗面".encode(), "月之暗面".encode("gb18030"), b".ai", b"\\x41")


@pytest.mark.parametrize("make", [finder, automaton_finder])
def test_every_place_of_every_word(make: object) -> None:
    """Overlapping ones too, in the order in which they end, the longer first."""
    assert callable(make)
    assert list(make(WORDS)(b"bab lab")) == [(0, 1, 2), (2, 0, 3), (1, 1, 3), (0, 5, 6), (3, 4, 7), (1, 5, 7)]


@given(st.lists(st.sampled_from([*WORDS, b"b", b" ", b"\xd4", b"x"])).map(b"".join))
def test_hyperscan_finds_what_the_automaton_finds(text: bytes) -> None:
    """Where it is installed; nothing that a pattern could mean is more than itself."""
    quick = quick_finder(WORDS)
    if quick is None:
        pytest.skip("hyperscan is not installed")
    assert list(quick(text)) == list(automaton_finder(WORDS)(text))


@given(st.text(alphabet="abc王", max_size=80), st.sets(st.text(alphabet="abc王", min_size=1, max_size=4), min_size=1))
def test_a_text_searched_in_stretches_gives_what_it_gives_whole(text: str, words: set[str]) -> None:
    """Also where a word stands on the border of two stretches, or a shorter one could be found in it there."""
    automaton = AhoCorasick(sorted(words), matchkind=MatchKind.LeftmostLongest)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(finding, "_STRETCH", 10)
        patched.setattr(finding, "_LONGEST", 4)
        assert list(found_in(text, automaton)) == list(automaton.find_matches_as_indexes(text))
