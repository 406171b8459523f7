"""Names that share the verb of the one before: "X as CEO and *Y as president*"."""

from __future__ import annotations

from collections.abc import Sequence

from crawler.match.english.clauses import Clause
from crawler.match.english.items import Sort
from crawler.match.english.neighbours import neighbour, sort_at
from crawler.match.english.nodes import Node
from crawler.match.english.state import LIKE_PEOPLE, State


def is_gapped(state: State, k: int, node: Node) -> bool:
    """Whether the node is a name with its own phrase and no verb."""
    last, nodes = state.last, state.nodes
    if node.sort is not Sort.PERSON or sort_at(nodes, k - 1) not in (Sort.AND, Sort.COMMA):
        return False
    if last is None or not last.verb.forms or last.nominal:
        return False
    follows = nodes[k + 1 : k + 4]
    if _is_before_infinitive(follows, last):
        return True
    posts = _post_behind(nodes, k, last) is not None
    phrase = len(follows) > 1 and follows[0].low in ("as", "to", "for", "from") and follows[1].is_noun
    return (posts or phrase or _is_dated(nodes, k, last)) and all(n.sort is not Sort.VERB for n in follows)


def _is_dated(nodes: Sequence[Node], k: int, last: Clause) -> bool:
    """ "X left A in March, *Y in May* and Z in June"."""
    dated = (
        sort_at(nodes, k - 2) is Sort.TIME and sort_at(nodes, k + 1) is Sort.PREP and sort_at(nodes, k + 2) is Sort.TIME
    )
    ends = sort_at(nodes, k + 3) in (Sort.COMMA, Sort.AND, Sort.STOP, Sort.EDGE)
    named = last.subject is not None and last.subject.sort in LIKE_PEOPLE | {Sort.ORG, Sort.FIRM}
    return dated and ends and named and last.object is not None and last.marker != "who"


def repeated(nodes: Sequence[Node], k: int, node: Node, last: Clause) -> Clause:
    """The clause before once more, with this name in it."""
    post = _post_behind(nodes, k, last)
    if last.governor is not None and _is_before_infinitive(nodes[k + 1 : k + 3], last):
        last = last.governor
    clause = Clause(last.verb, k, last.subject, last.object, governor=last.governor)
    if post is not None and last.object is not None and last.object.sort is Sort.PERSON:
        clause.object, clause.complement = node, post
    elif post is not None:
        clause.subject, clause.object = node, post
    elif last.object is not None and last.object.sort in LIKE_PEOPLE:
        clause.object = node
    else:
        clause.subject = node
    return clause


def _is_before_infinitive(follows: Sequence[Node], last: Clause) -> bool:
    """ "Hired X to lead research and *Y to lead product*"."""
    hired = last.governor.object if last.marker == "to" and last.governor is not None else None
    ahead = len(follows) > 1 and follows[0].sort is Sort.TO and follows[1].sort is Sort.VERB
    return ahead and hired is not None and hired.sort is Sort.PERSON and last.subject is hired


def _post_behind(nodes: Sequence[Node], k: int, last: Clause) -> Node | None:
    """ "X became head of research and *Y head of product*"."""
    held = last.object
    if held is not None and held.sort is Sort.PERSON:
        held = last.complement  # "named X head of research and *Y head of product*"
    behind = neighbour(nodes, k + 1)
    posts = held is not None and behind is not None and held.sort is Sort.POST and behind.sort is Sort.POST
    return behind if posts else None
