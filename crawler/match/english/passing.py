"""Labs that a sentence names in passing: where somebody goes or once was, what another is compared with."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from crawler.match.english.clauses import Clause
from crawler.match.english.items import Sort, Standing
from crawler.match.english.nodes import Node
from crawler.match.english.sentence import Sentence

_GOING = frozenset("leave resign return moveto transfer lose back".split())


def labs_in_passing(sentence: Sentence) -> Iterator[int]:
    """Every offset at which such a lab is named: "the company" further down is another."""
    for node in sentence.nodes:
        if node.sort is Sort.PERSON:
            yield from _once_at(sentence, node)
        elif node.post is not None and node.post.standing is Standing.WAS:
            yield from range(node.start, node.end)  # "*DeepMind veteran* to lead A's lab"
    for clause in sentence.clauses:
        yield from _gone_to(clause)
        yield from _worked_at(sentence, clause)
    yield from _compared(sentence)


def _gone_to(clause: Clause) -> Iterator[int]:
    """Where a clause names the lab that somebody goes to, or worked at before."""
    acts = {form.act for form in clause.verb.forms}
    nodes = [*clause.oblique("to", "for")] if acts & _GOING else []
    nodes += [clause.object] if clause.object is not None and acts & {"join", "return"} else []
    nodes += clause.oblique("at") if "arrive" in acts else []
    nodes += [*clause.oblique("at", "for")] if "previously" in clause.verb.helpers else []
    for node in nodes:
        if node.sort is Sort.ORG:
            yield from range(node.start, node.end)


def _worked_at(sentence: Sentence, clause: Clause) -> Iterator[int]:
    """ "X, *who worked at* B, C and D, left the company": never those."""
    spent = clause.object is not None and clause.object.low in ("experience", "stints", "roles", "positions")
    if clause.marker != "who" and not (spent and clause.governor is not None and clause.governor.marker == "who"):
        return
    if not (spent or clause.verb.low == "worked") or "now" in clause.verb.helpers:
        return
    for node in sentence.nodes[clause.index + 1 :]:
        if node.sort is Sort.VERB:
            return
        if node.sort is Sort.ORG:
            yield from range(node.start, node.end)


def _once_at(sentence: Sentence, node: Node) -> Iterator[int]:
    """Where the phrase of a name tells of a lab that the person founded or worked at once."""
    once = {
        post.org.id for person in node.people for post in person.posts if post.org and post.standing is not Standing.NOW
    }
    for item in sentence.items[node.first : node.last]:
        if item.org is not None and item.org.id in once:
            yield item.start


def _compared(sentence: Sentence) -> Iterator[int]:
    """ "A chatbot *like A's*": never "the company"."""
    for like, node in pairwise(sentence.nodes):
        if like.low in ("like", "unlike", "than") and node.sort is Sort.ORG:
            yield from range(node.start, node.end)
