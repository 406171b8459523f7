"""Where any of many words stands: in bytes by Hyperscan where that is installed, else by Aho and Corasick's automaton.

Both give the same answer; Hyperscan takes a sixth of the time where little is found, but is not to be had for every
platform, and the better part of a second passes until it is ready.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import itemgetter

from ahocorasick_rs import AhoCorasick, BytesAhoCorasick

Found = tuple[int, int, int]  # the number of a word, and where it begins and ends
Finder = Callable[[bytes], Sequence[Found]]
_AS_THEY_END = itemgetter(2, 1, 0)
_STRETCH = 500_000  # characters that are searched at once: all that one search finds is held together
_LONGEST = 200  # of a word; what ends nearer to the end of a stretch may go on there


def finder(words: Iterable[bytes]) -> Finder:
    """A search for all these words at once: every place of each, in the order in which they end, overlapping or not."""
    held = list(words)
    return quick_finder(held) or automaton_finder(held)


def automaton_finder(words: Sequence[bytes]) -> Finder:
    """The search that is to be had everywhere."""
    automaton = BytesAhoCorasick(words)
    return lambda text: sorted(automaton.find_matches_as_indexes(text, overlapping=True), key=_AS_THEY_END)


def quick_finder(words: Sequence[bytes]) -> Finder | None:
    """The search by Hyperscan; None where it is not installed."""
    if importlib.util.find_spec("hyperscan") is None:
        return None
    import hyperscan  # noqa: PLC0415 - an extra

    literal = [b"".join(b"\\x%02x" % byte for byte in word) for word in words]
    database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
    database.compile(expressions=literal, ids=range(len(words)), elements=len(words), flags=[0] * len(words))
    lengths = [len(word) for word in words]

    def find(text: bytes) -> Sequence[Found]:
        found: list[Found] = []
        add = found.append
        database.scan(text, match_event_handler=lambda word, _, end, *__: add((word, end - lengths[word], end)))
        return sorted(found, key=_AS_THEY_END)

    return find


def found_in(text: str, automaton: AhoCorasick) -> Iterator[Found]:
    """What the automaton finds in the text, and no more of it held at a time than a stretch of the text can hold."""
    at = 0
    while at < len(text):
        stretch = text[at : at + _STRETCH]
        sure = len(stretch) if at + _STRETCH >= len(text) else _STRETCH - _LONGEST
        follows = at + sure
        for word, start, end in automaton.find_matches_as_indexes(stretch):
            if end > sure:
                follows = min(follows, at + start)
                break
            yield word, at + start, at + end
        at = follows
