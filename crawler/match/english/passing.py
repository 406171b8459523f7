"""Labs that a sentence names in passing: where somebody goes or once was, what another is compared with."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from crawler.match.english.clauses import Clause
from crawler.match.english.items import Org, Sort, Standing
from crawler.match.english.nodes import Node
from crawler.match.english.sentence import Sentence
from crawler.match.english.words import term

_GOING = frozenset("leave resign return moveto transfer lose back".split())
_COMING = frozenset(("join", "cometo"))


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
    acts = clause.verb.acts
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


def _parts_of_labs(sentence: Sentence) -> Iterator[int]:
    """ "A's own *Robotics Lab*": where a part of a lab is named that has the form of a firm's name."""
    for node in sentence.nodes:
        if node.org is not None and node.org.how == "unit":
            others = (i for i in sentence.items[node.first : node.last] if i.org and i.org.id != node.org.id)
            yield from (item.start for item in others)


def only_lab(sentence: Sentence, last: int) -> Org | None:
    """The one lab named before `last`, but as where somebody goes to; None where there are none or several.

    Who "worked at A and B before joining C" is told of at C.
    """
    since = _joined_later(sentence, last)
    if since is not None:
        return since
    apart = set(_parts_of_labs(sentence)) | set(_elsewhere(sentence))
    named = {
        item.org.id: item.org
        for item in sentence.items
        if item.org is not None and item.org.lab and item.start < last
        if item.start not in apart
    }
    only = next(iter(named.values())) if len(named) == 1 else None
    return only if only is not None and only.how != "product" else None


def _joined_later(sentence: Sentence, last: int) -> Org | None:
    """ "Worked at A and B *before joining C*": the lab C."""
    joins = (c for c in sentence.clauses if c.marker == "before" and c.governor and "join" in c.verb.acts)
    goal = next((c.object for c in joins if c.object is not None and c.object.start < last), None)
    return goal.org if goal is not None and goal.org is not None and goal.org.lab else None


def _elsewhere(sentence: Sentence) -> Iterator[int]:
    """Where labs stand that somebody goes to, comes from or founds, or that only say who somebody is."""
    nodes: list[Node | None] = [node for node in sentence.nodes if node.sort is Sort.PERSON]
    for clause in sentence.clauses:
        nodes += clause.oblique("to", "for")
        if clause.verb.acts & _COMING:
            nodes += clause.oblique("from")
        if "join" in clause.verb.acts:
            nodes.append(clause.object)
        if clause.verb.low in term("word", "founding"):
            nodes += (clause.subject, clause.object)
    for node in nodes:
        if node is not None and node.sort in (Sort.ORG, Sort.PERSON):
            yield from range(node.start, node.end)
