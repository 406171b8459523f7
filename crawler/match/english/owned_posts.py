"""Posts at "its" firm, at "the startup" or at nobody's: which lab is meant, by the sentence or by those before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from crawler.match.english.context import Context
from crawler.match.english.items import Org, Post, Sort
from crawler.match.english.neighbours import low_at, neighbour, sort_at
from crawler.match.english.nodes import Node
from crawler.match.english.words import term


def place_posts(nodes: list[Node], context: Context) -> None:
    """ "The startup's chief executive, X": at the lab spoken of."""
    for k, node in enumerate(nodes):
        owner = (
            next((n.org for n in reversed(nodes[: k - 1]) if n.org), None) if low_at(nodes, k - 1) == "whose" else None
        )
        for person in node.people:
            if owner is not None:  # "A, whose co-founders X and Y"
                person.posts = [post if post.org else replace(post, org=owner, firm="") for post in person.posts]
            if any(post.firm for post in person.posts):
                start = _hirer_start(nodes, k) if not node.new else node.start
                here = _named_before(nodes, k, start)
                person.posts = [_placed(post, context, start, here) for post in person.posts]


def _named_before(nodes: Sequence[Node], k: int, start: int) -> Org | None:
    """Whose "its founder" is: the lab that the same sentence names last before, not in telling of somebody else.

    Of "another OpenAI figure, co-founder X" the post before the comma tells it.
    """
    apposed = neighbour(nodes, k - 2) if sort_at(nodes, k - 1) is Sort.COMMA else None
    if apposed is not None and apposed.sort is Sort.POST and apposed.org is not None:
        return apposed.org
    before = [(nodes[n - 1], nodes[n]) for n in range(1, k) if nodes[n].start < start and nodes[n].sort is Sort.ORG]
    if nodes and k and nodes[0].sort is Sort.ORG and nodes[0].start < start:
        before.insert(0, (nodes[0], nodes[0]))
    hirer = before[0][1].org if _is_hired(nodes, k) and len(before) > 1 else None  # "A paid B and hired its founder"
    named = [node.org for link, node in before if hirer is not None or link.sort not in (Sort.TO, Sort.PREP)]
    named = [org for org in named if hirer is None or org is None or org.id != hirer.id]
    return next((org for org in reversed(named) if org is not None and org.how != "product"), None)


def _is_hired(nodes: Sequence[Node], k: int) -> bool:
    """ "And hired *its founder*"."""
    return _hires(neighbour(nodes, k - 1)) and sort_at(nodes, k - 2) is Sort.AND


def _hirer_start(nodes: Sequence[Node], k: int) -> int:
    """ "Since Meta hired *its* founder, X": nobody hires who is its own already, so it is the lab before."""
    agent = neighbour(nodes, k - 2) if _hires(neighbour(nodes, k - 1)) else None
    return agent.start if agent is not None and agent.sort is Sort.ORG else nodes[k].start


def _hires(verb: Node | None) -> bool:
    return verb is not None and verb.sort is Sort.VERB and bool(verb.acts & {"hire", "poach"})


def _placed(post: Post, context: Context, start: int, here: Org | None) -> Post:
    """A post at "its" firm, at "the startup" or at nobody's, with the lab that is meant."""
    if not post.firm:
        return post
    if post.firm == "founder":
        titled = context.orgs.headlined()
        about = titled if titled is not None and titled.pure else context.orgs.before(start, small=True)
        return replace(post, org=here or about or context.orgs.pure_main(), firm="")
    if post.firm == "its" and (here is not None or not context.orgs.any_before(start)):
        return replace(post, org=here, firm="")
    return replace(post, org=context.orgs.before(start, small=post.firm in term("organisation", "small")), firm="")
