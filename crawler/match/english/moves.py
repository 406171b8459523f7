"""From a frame and its slots to moves: one reader for each kind that english_frames.toml gives."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from crawler.match.english.arrivals import arrival
from crawler.match.english.clauses import Clause
from crawler.match.english.departures import departure
from crawler.match.english.followers import following
from crawler.match.english.found import Found
from crawler.match.english.founding import founding
from crawler.match.english.posts_taken import post_taken, promotion, replacement
from crawler.match.english.returns import comeback
from crawler.match.english.sentence import Sentence
from crawler.match.english.slots import Slots
from crawler.match.english.words import frames

_READERS: dict[str, Callable[[Slots], Iterator[Found]]] = {
    "departure": departure,
    "arrival": arrival,
    "return": comeback,
    "post": post_taken,
    "promotion": promotion,
    "replacement": replacement,
    "founding": founding,
    "follow": following,
}


def moves_of(sentence: Sentence, clause: Clause) -> list[Found]:
    """Every move that a clause speaks of: the first frame of its word that fits reads it."""
    for form in clause.verb.forms:
        frame = frames().get(form.act)
        if frame is None:
            continue
        found = list(_READERS[frame.gives](Slots(sentence, clause, frame)))
        if found:
            return found
    return []
