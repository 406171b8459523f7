"""Posts told as new beside a name: "B's new head of alignment, X", "the newly appointed chief executive, X"."""

from __future__ import annotations

from collections.abc import Iterator

from crawler.match.english.clauses import Clause
from crawler.match.english.found import Found
from crawler.match.english.items import Org, Person, Post, Sort
from crawler.match.english.orgs_meant import org_meant
from crawler.match.english.people_meant import people_meant
from crawler.match.english.sentence import Sentence
from crawler.match.english.verbs import is_be
from crawler.model import Kind


def new_holders(sentence: Sentence) -> Iterator[Found]:
    """Who is said in passing to hold a new post in a lab, and is not told elsewhere to have come or to have been there.

    From outside it is a hire, from inside a change of post.
    """
    yield from _new_employers(sentence)
    for k, node in enumerate(sentence.nodes):
        for person in node.people if node.sort is Sort.PERSON else ():
            post = next((p for p in person.posts if p.new and p.role and p.org is not None and p.org.lab), None)
            if post is not None and post.org is not None and post.org.how != "product":
                yield _held(sentence, Clause(node, k), person, post, post.org)


def _new_employers(sentence: Sentence) -> Iterator[Found]:
    """ "X's *new employer* is A", "A sued X and her *new employer, B*"."""
    for k, node in enumerate(sentence.nodes[:-2]):
        where = sentence.nodes[k + 2].org if sentence.nodes[k + 1].sort is Sort.COMMA else None
        if node.low == "employer" and node.new and node.owner and where is not None and where.lab:
            clause = Clause(node, k)
            for person in people_meant(sentence, node, clause):
                yield Found(Kind.HIRE, person, where, clause, "newpost", whys=["a new employer"])
    for clause in sentence.clauses:
        held, named = clause.subject, clause.object
        if held is None or named is None or held.low != "employer" or not is_be(clause.verb):
            continue
        new = any(item.low in ("new", "next") for item in sentence.items[held.first : held.last])
        org = org_meant(sentence, named)
        if new and org is not None and org.lab:
            for person in held.people or people_meant(sentence, held, clause):
                yield Found(Kind.HIRE, person, org, clause, "newpost", whys=["a new employer"])


def _held(sentence: Sentence, clause: Clause, person: Person, post: Post, org: Org) -> Found:
    known = [
        p for p in (*person.posts, *sentence.context.posts(person.name)) if not p.new and p.role and p.org is not None
    ]
    inside = any(p.org is not None and p.org.id == org.id for p in known)
    before = next((p.org for p in known if p.org is not None and p.org.id != org.id), None)
    inside = inside or "interim" in post.role.lower().split() if post.role else inside
    kind = Kind.ROLE_CHANGE if inside else Kind.HIRE
    other = None if inside else before
    return Found(kind, person, org, clause, "newpost", other, post.role, whys=["a post told as new"])
