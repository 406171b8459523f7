"""Lists without verbs: "OpenAI picks up four engineers", and below or behind a colon one name a line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crawler.match.english.clauses import Clause
from crawler.match.english.found import Found, same
from crawler.match.english.items import Org, Person, Sort
from crawler.match.english.nodes import Node
from crawler.match.english.sentence import Sentence
from crawler.match.english.verbs import is_be
from crawler.model import Kind

_NEAR_HEAD = 600  # characters between the line that counts departures and the names


def listed_moves(sentence: Sentence) -> Iterator[Found]:
    """A hire for each listed person who is told to come from elsewhere, where the article says who takes people on."""
    context = sentence.context
    gaining = context.gaining
    leaving = (
        context.losing if 0 <= sentence.start - context.losing_at < _NEAR_HEAD and context.losing_at >= 0 else None
    )
    if gaining is None and leaving is None:
        return
    went_on, context.list_open = context.list_open, _goes_on(sentence)
    for segment, opens in _segments(sentence.nodes):
        opened = opens or went_on
        names = [node for node in segment if node.sort is Sort.PERSON]
        if not opened or not names or not _verbless(segment) or segment.index(names[0]) > 2:
            continue
        clause = Clause(names[0], sentence.nodes.index(names[0]))
        for person in names[0].people:
            source = _elsewhere(sentence, person, gaining) if gaining is not None else None
            if leaving is not None and _may_leave(person, leaving):
                role = person.role()
                yield Found(
                    Kind.DEPARTURE, person, leaving, clause, "list", role=role, whys=["in a list of departures"]
                )
            elif gaining is not None and source is not None:
                yield Found(Kind.HIRE, person, gaining, clause, "list", source, whys=["named in a list of arrivals"])


def _may_leave(person: Person, leaving: Org) -> bool:
    return all(post.org is None or same(post.org, leaving) for post in person.posts)


def _goes_on(sentence: Sentence) -> bool:
    """A list that a semicolon cuts: the next sentence is its next entry."""
    last = sentence.nodes[-1].low if sentence.nodes else ""
    opened = sentence.context.list_open or any(node.sort is Sort.COLON for node in sentence.nodes)
    return last == ";" and opened


def _segments(nodes: Sequence[Node]) -> Iterator[tuple[list[Node], bool]]:
    """What stands between stops, and whether a colon or a bullet opened the list."""
    opened = bool(nodes) and nodes[0].sort is Sort.DASH
    segment: list[Node] = []
    for node in nodes:
        if node.sort in (Sort.STOP, Sort.COLON):
            yield segment, opened
            segment = []
            opened = opened or node.sort is Sort.COLON
        else:
            segment.append(node)
    yield segment, opened


def _verbless(segment: list[Node]) -> bool:
    """No verb but "who was"."""
    return all(is_be(node) for node in segment if node.sort is Sort.VERB)


def _elsewhere(sentence: Sentence, person: Person, gaining: Org) -> Org | None:
    posts = [*person.posts, *sentence.context.posts(person.name)]
    return next((post.org for post in posts if post.org is not None and not same(post.org, gaining)), None)
