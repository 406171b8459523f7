"""People named side by side: a list of names is one phrase, and what is said of all of them is said of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from crawler.match.english.items import Item, Post, Sort, Standing
from crawler.match.english.neighbours import low_at, neighbour, sort_at
from crawler.match.english.nodes import Node, index_of
from crawler.match.english.verbs import is_finite
from crawler.match.english.words import term

_LINKS = frozenset("as well along together both then also but nor".split())
_KIN = frozenset("husband wife partner brother sister colleague deputy collaborator".split())
_WITH = frozenset(("alongside", "with"))
_CAUSING = frozenset("see sees saw seeing seen have help helps helped".split())
_BEHIND_LISTED = frozenset((Sort.COMMA, Sort.AND, Sort.REL, Sort.OPEN, Sort.DASH, Sort.SUB))
_MOST_LINKS = 4  # small words between two names of one list


def joined_people(nodes: list[Node]) -> list[Node]:
    """The same nodes with each list of people as one."""
    joined: list[Node] = []
    i = 0
    while i < len(nodes):
        node = nodes[i]
        i += 1
        if node.sort is Sort.PERSON and node.people:
            while (k := _next_of_list(nodes, i)) is not None and not _set_apart(joined, nodes[i:k]):
                _take(node, nodes[k])
                i = k + 1
        joined.append(node)
    return joined


def _next_of_list(nodes: list[Node], i: int) -> int | None:
    """The index of the next name of the list, where only what links a list stands between."""
    k = i
    while k < len(nodes) and k - i <= _MOST_LINKS:
        node = nodes[k]
        if node.sort is Sort.PERSON:
            owner = sort_at(nodes, k + 1) is Sort.CLITIC and sort_at(nodes, k - 1) is Sort.COMMA
            return k if k > i and not owner and not _new_clause(nodes, i, k) else None
        owned = node.sort is Sort.CLITIC and sort_at(nodes, k + 1) is Sort.AND
        # "X - a chemist - and Y".
        ends = node.sort is Sort.DASH and sort_at(nodes, k + 1) is Sort.AND
        kin = node.low in _KIN and bool(node.owner) and sort_at(nodes, k - 1) is Sort.AND  # "X and *her husband*, Y"
        links = owned or ends or kin or node.sort in (Sort.COMMA, Sort.AND) or node.low in _LINKS
        if not links and not (node.low in _WITH and k > i and not _is_replaced(nodes, i)):
            return None
        k += 1
    return None


def _new_clause(nodes: list[Node], i: int, k: int) -> bool:
    """ "hired X and Y joined B" stays two only where the second has a verb and the first had one before it."""
    comma_only = all(node.sort is Sort.COMMA for node in nodes[i:k])
    follows = neighbour(nodes, k + 1)
    told_before = any(node.sort is Sort.VERB for node in nodes[:i])
    finite = follows is not None and follows.sort is Sort.VERB and is_finite(follows) and follows.low != "out"
    caused = low_at(nodes, i - 2) in _CAUSING  # "a deal that will *see* X and Y join B"
    if caused and follows is not None and any(form.forms[:1] == (0,) for form in follows.forms):
        return False
    return finite and _governed(nodes, i) and (comma_only or told_before)


def _is_replaced(nodes: list[Node], i: int) -> bool:
    """ "Replaced its chief executive, X, *with Y*": Y is no second X."""
    verb = neighbour(nodes, i - 2)
    return verb is not None and "replace" in verb.acts


def _governed(nodes: list[Node], i: int) -> bool:
    """Whether the name before `i` is already the object of a verb or a preposition."""
    return sort_at(nodes, i - 2) in (Sort.VERB, Sort.PREP, Sort.SUB, Sort.TO)


def _set_apart(joined: list[Node], links: list[Node]) -> bool:
    """ "According to X, Y": who is cited; "unlike X, Y": who is another."""
    unlike = bool(joined) and joined[-1].low == "unlike" and all(node.sort is not Sort.AND for node in links)
    return unlike or _cited(joined)


def _cited(joined: list[Node]) -> bool:
    return bool(joined) and joined[-1].low == "to" and len(joined) > 1 and joined[-2].low == "according"


def _take(node: Node, other: Node) -> None:
    """Add the people of `other`; a plural post before the first or behind the last is everybody's."""
    shared = _shared(node) if node.plural else []
    _share_employer(node, other)
    later = [post for post in other.people[-1].posts if _for_all(post)]
    for person in other.people:
        person.posts += [post for post in shared if post not in person.posts]
    for person in node.people:
        person.posts += [post for post in later if post not in person.posts]
    node.people += other.people
    node.last, node.end = other.last, other.end


def _share_employer(node: Node, other: Node) -> None:
    """ "A's CEO X and *co-founder Y*": a post without an employer is in the same firm."""
    before = node.people[-1].posts
    org = before[0].org if before and before[0].role and before[0].standing is not Standing.WAS else None
    for person in other.people:
        if org is not None and not any(post.org or post.firm for post in person.posts):
            person.posts = [replace(post, org=org) for post in person.posts]


def _shared(node: Node) -> list[Post]:
    return list(node.people[0].posts)


def _for_all(post: Post) -> bool:
    """A post in the plural, or "both": "both former OpenAI researchers"."""
    last = post.role.split()[-1].lower() if post.role else ""
    return post.shared or (last.endswith("s") and last[:-1] in term("role", "heads"))


def list_from(nodes: Sequence[Node], items: Sequence[Item], first: Node, acting: set[int]) -> list[Node]:
    """ "X, who worked on A, *and Y, an engineer*": `first` and whoever is named with it; none of `acting`, whose verb
    has begun another clause.
    """
    at = index_of(nodes, first)
    stop = next((k for k in range(at, len(nodes)) if nodes[k].sort in (Sort.STOP, Sort.CLOSE)), len(nodes))
    listed = [first]
    for k in range(at + 1, stop):
        node = nodes[k]
        ends = k + 1 == stop or nodes[k + 1].sort in _BEHIND_LISTED or _ends_in_bracket(node, items)
        if node.sort is Sort.PERSON and ends and id(node) not in acting and _goes_on(nodes, items, k):
            listed.append(node)
    return listed


def _goes_on(nodes: Sequence[Node], items: Sequence[Item], k: int) -> bool:
    """A comma or "and" before the name, or "as well as", or the bracket of the name before: "X (A) Y (B)"."""
    before = nodes[k - 1]
    as_well = before.low == "as" and low_at(nodes, k - 2) == "well"
    return before.sort in (Sort.AND, Sort.COMMA) or as_well or _ends_in_bracket(before, items)


def _ends_in_bracket(node: Node, items: Sequence[Item]) -> bool:
    return node.sort is Sort.PERSON and items[node.last - 1].sort is Sort.CLOSE
