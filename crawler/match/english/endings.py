"""Leaving without a word for it: a post that somebody held until a day, a time at a lab that has ended."""

from __future__ import annotations

from collections.abc import Iterator

from crawler.match.english.clauses import Clause
from crawler.match.english.found import Found, same
from crawler.match.english.items import Org, Person, Sort
from crawler.match.english.neighbours import neighbour, sort_at
from crawler.match.english.nodes import Node
from crawler.match.english.orgs_meant import org_meant
from crawler.match.english.people_meant import people_meant
from crawler.match.english.sentence import Sentence
from crawler.match.english.words import frames, term
from crawler.model import Kind

_ACT = "until"
_NO_END = frozenset(("now", "then"))
_PAST = frozenset("was were stayed remained".split())
_SPAN_REACH = 5  # nodes between "his time" and what says that it is over
_TAKEN_UP = frozenset(("post", "promotion"))


def endings(sentence: Sentence) -> Iterator[Found]:
    """A departure for whoever is told to have held a post, or to have been at a lab, up to a day or until now."""
    yield from _posts_held_until(sentence)
    yield from _worked_until(sentence)
    yield from _times_ended(sentence)


def _posts_held_until(sentence: Sentence) -> Iterator[Found]:
    """ "X, until last week head of research at A, ..."."""
    for k, node in enumerate(sentence.nodes):
        for person in node.people if node.sort is Sort.PERSON else ():
            post = next((p for p in person.posts if p.ended and p.org is not None and p.org.lab), None)
            if post is not None and post.org is not None and not _takes_up(sentence, node, post.org):
                yield _found(person, post.org, Clause(node, k), post.role)


def _takes_up(sentence: Sentence, node: Node, org: Org) -> bool:
    """ "X, until last week A's head of policy, is now its chief of staff": another post in the same lab."""
    own = [clause for clause in sentence.clauses if clause.subject is node or clause.object is node]
    posts = [c for c in own if any(other is not node and other.sort is Sort.POST for other in c.arguments())]
    taken = any(frames()[form.act].gives in _TAKEN_UP for clause in posts for form in clause.verb.forms)
    others = [n.org for n in sentence.nodes if n.org is not None and n.sort is not Sort.PERSON]
    return taken and all(same(other, org) for other in others)


def _worked_until(sentence: Sentence) -> Iterator[Found]:
    """ "Ran the materials team at A until this spring", "until May, X was A's head of safety"."""
    for clause in sentence.clauses:
        verb = clause.verb
        told = verb.low in term("word", "serving") or verb.low in _PAST
        if not told or clause.nominal or clause.subject is None or verb.low.endswith("ing"):
            continue
        if {"will", "is", "are", "to", "not", "has", "have", "would"} & set(verb.helpers) or clause.marker == "to":
            continue
        if not _until_day(sentence, clause):
            continue
        other = next((n.start for n in sentence.nodes[clause.index :] if n.low in ("after", "before")), sentence.end)
        places = [n for n in clause.oblique("at", "with", "for", "of") if n.start < other]
        nodes = [*places, clause.object, *clause.oblique("as")]
        org = next((o for node in nodes if node is not None and (o := org_meant(sentence, node))), None)
        if org is not None and org.lab and org.how != "product":
            for person in people_meant(sentence, clause.subject, clause):
                yield _found(person, org, clause, None)


def _until_day(sentence: Sentence, clause: Clause) -> bool:
    """Whether "until" and a day or month stand behind the verb, or in front of the sentence."""
    nodes = sentence.nodes
    ends = (k for k in range(clause.index + 1, len(nodes)) if nodes[k].sort in (Sort.VERB, Sort.STOP))
    last = next(ends, len(nodes))
    starts = [0] if nodes[0].low == "until" and sentence.clauses[0] is clause else []
    starts += [k for k in range(clause.index + 1, last) if nodes[k].low == "until"]
    return any(_is_day(sentence, nodes[k + 1]) for k in starts if k + 1 < len(nodes))


def _is_day(sentence: Sentence, node: Node) -> bool:
    """A day, month or season lately; a bare year tells of another time, "until now" of nothing that ended."""
    words = [item.low for item in sentence.items[node.first : node.last]]
    if node.low == "recently":
        return True
    return node.sort is Sort.TIME and not words[0].isdigit() and words != ["last", "year"] and words[0] not in _NO_END


def _times_ended(sentence: Sentence) -> Iterator[Found]:
    """ "X's time at A is over", "his tenure as A's head of safety ended in June"."""
    nodes, spans = sentence.nodes, term("organisation", "spans")
    for k, node in enumerate(nodes):
        if node.low not in spans:
            continue
        owner = neighbour(nodes, k - 2) if sort_at(nodes, k - 1) is Sort.CLITIC else node if node.owner else None
        verb = next((n for n in nodes[k + 1 : k + _SPAN_REACH + 1] if n.sort is Sort.VERB), None)
        if owner is None or verb is None or not _ends(sentence, verb):
            continue
        clause = next((c for c in sentence.clauses if c.verb is verb), None) or Clause(verb, k)
        between = [n for n in nodes[k + 1 :] if n.start < verb.start]
        named = next((o for n in between if (o := org_meant(sentence, n))), None)
        org = named or sentence.context.lab_at(sentence.start)
        if org is not None and org.lab and org.how != "product":
            for person in people_meant(sentence, owner, clause):
                yield _found(person, org, clause, next((n.post.role for n in between if n.post), None))


def _ends(sentence: Sentence, verb: Node) -> bool:
    behind = [item.low for item in sentence.items[verb.last : verb.last + 4]]
    if verb.low in term("word", "ending"):
        return True
    finished = verb.low in ("is", "are", "was", "were") and behind[:1] in (["over"], ["up"], ["done"], ["finished"])
    drawn = verb.low in ("coming", "came", "comes", "come", "drawing", "drew", "draws")
    return finished or (drawn and behind[:1] == ["to"] and bool({"end", "close"} & set(behind)))


def _found(person: Person, org: Org, clause: Clause, role: str | None) -> Found:
    return Found(Kind.DEPARTURE, person, org, clause, _ACT, role=role, whys=["what was held at the lab has ended"])
