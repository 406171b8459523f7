"""Where somebody who comes to a lab is from: the lab left by it, or one that the article knows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from crawler.match.english.clauses import Clause
from crawler.match.english.found import same
from crawler.match.english.items import Org, Person, Sort, Standing
from crawler.match.english.movers import who_moves
from crawler.match.english.nodes import Node
from crawler.match.english.orgs_meant import headed_by, org_meant
from crawler.match.english.slots import Slots
from crawler.match.english.verbs import is_be
from crawler.match.english.words import term

_LONG = frozenset("year years month months decade decades".split())


def source(slots: Slots, person: Person, goal: Org) -> Org | None:
    """The lab that is left by this: named with "from", or the present employer; a founder's only by moving away."""
    named = slots.lab(slots.frame.source, beside=(goal,)) or _listed_from(slots)
    if slots.frame.act == "arrow" and named is None and not person.posts:
        named = headed_by(slots.sentence)  # "A: X → B"
    left = named or _left_before(slots, person, goal)
    if left is not None:
        return left
    team = slots.clause.subject
    acts = team is not None and team.sort in (Sort.WORD, Sort.ORG) and slots.frame.act in ("join", "moveto")
    if team is not None and acts and team.org is not None:
        return team.org if not same(team.org, goal) else None  # "the Sora team, led by X"
    employer = _employer_until_now(slots, person, goal)
    return employer if not same(employer, goal) else None


def _listed_from(slots: Slots) -> Org | None:
    """ "The new hires include people *from A*, among them X"."""
    lists = next((c for c in slots.sentence.clauses if slots.clause.nominal and c.subject is slots.clause.verb), None)
    nodes = lists.oblique("from") if lists is not None else ()
    return next((org for node in nodes if (org := org_meant(slots.sentence, node))), None)


def _left_before(slots: Slots, person: Person, goal: Org) -> Org | None:
    """ "Lasted a year *at A* before going back to B", "after eight years *at A*, X is heading to B"."""
    goes = slots.frame.leaves or slots.frame.gives == "return"
    before = slots.clause.governor if slots.clause.marker == "before" and goes else None
    if before is not None and before.verb.low in ("lasted", "stayed", "spent") and not before.obliques:
        about = slots.sentence.context.lab_at(slots.sentence.start)
        if about is not None and not same(about, goal):
            return about  # "lasted seven months before going to B"
    served = next(_places_of(slots, _around_where(slots, before)), None)
    left = served or _only_just_joined(slots, person, goal) or served_before(slots)
    return left if left is not None and left.lab and not same(left, goal) else None


def _employer_until_now(slots: Slots, person: Person, goal: Org) -> Org | None:
    context, leaves = slots.sentence.context, slots.frame.leaves
    standings = (Standing.NOW, Standing.FOUNDER) if leaves else (Standing.NOW,)
    employer = person.employer(*standings) or _owner_of_all(slots, person) or _of_group(slots, person)
    founded = person.employer(Standing.FOUNDER) or context.employer(person.name, Standing.FOUNDER)
    if employer is None and same(founded, context.left_last):
        employer = founded  # "Y, the other co-founder, is also joining B"
    if employer is not None or not leaves:
        return employer
    joined = context.joined.get(context.full(person.name))
    return context.employer(person.name, *standings) if joined is None or same(joined, goal) else joined


def _places_of(slots: Slots, clause: Clause | None) -> Iterator[Org]:
    """Which organisations a clause says somebody was at: "served *at A*", "was *A's chief engineer*"."""
    if clause is None:
        return
    held = (clause.object, clause.complement) if is_be(clause.verb) else ()
    for node in (*clause.oblique("at", "with"), *held):
        org = org_meant(slots.sentence, node)
        if org is not None:
            yield org


def _around_where(slots: Slots, clause: Clause | None) -> Clause | None:
    """ "*Was* vice president at A, *where he served* for a year before jumping to B": the clause that names A."""
    if clause is None or clause.marker != "where":
        return clause
    clauses = slots.sentence.clauses
    at = next((k for k, other in enumerate(clauses) if other.verb is clause.verb), 0)  # it may be parted by now
    return clauses[at - 1] if at else clause


def _owner_of_all(slots: Slots, person: Person) -> Org | None:
    """ "Poached *A's* X and Y": told of Y too, of whom nothing else is."""
    node = next((node for node in slots.clause.arguments() if person in node.people[1:]), None)
    if node is None or person.posts:
        return None
    opens = slots.sentence.items[node.first : node.first + 3]
    owned = [item.sort for item in opens[1:]] == [Sort.CLITIC, Sort.PERSON]
    return opens[0].org if owned else None


def _of_group(slots: Slots, person: Person) -> Org | None:
    """ "Hires three *A researchers*, including X", of whom nothing else is told; but "former A researchers"."""
    group = slots.clause.object
    among = slots.frame.act in ("hire", "poach") and not person.posts and group is not None and not group.people
    post = group.post if among and group is not None else None
    return post.org if post is not None and post.standing is Standing.NOW else None


def served_before(slots: Slots) -> Org | None:
    """ "After eight years at A, X is heading to B"."""
    nodes, subject = slots.sentence.nodes, slots.clause.subject
    if subject is None or len(nodes) < 3 or nodes[0].low not in ("after", "following"):
        return None
    return _place_of_span([node for node in nodes if node.start < subject.start][:7])


def served_behind(slots: Slots) -> Org | None:
    """ "X joins B *after eight years at A*"."""
    behind = slots.sentence.nodes[slots.clause.index + 1 :]
    opens = next((k for k, node in enumerate(behind[:3]) if node.low in ("after", "following")), None)
    return _place_of_span(behind[opens : opens + 4]) if opens is not None else None


def _place_of_span(nodes: Sequence[Node]) -> Org | None:
    """Of "after eight years at A" the lab."""
    timed = any(node.low in _LONG or node.low in term("organisation", "spans") for node in nodes)
    if not timed or any(node.sort is Sort.VERB for node in nodes):
        return None
    at = next((k for k, (a, b) in enumerate(pairwise(nodes), 1) if a.low in ("at", "with") and b.sort is Sort.ORG), 0)
    while at and [node.sort for node in nodes[at + 1 : at + 3]] == [Sort.AND, Sort.ORG]:
        at += 2  # "after eight years at B *and A*"
    return nodes[at].org if at else None


def _only_just_joined(slots: Slots, person: Person, place: Org) -> Org | None:
    """ "Two weeks after defecting to B, X is back at A": B is left."""
    context = slots.sentence.context
    name = context.full(person.name)
    joined = context.joined.get(name) if context.joined_in.get(name) == slots.sentence.start else None
    if any(same(joined, own) for own in context.founded.get(name, [])):
        return None
    return joined if not same(joined, place) else None


def known_from(slots: Slots, person: Person, goal: Org) -> Org | None:
    """Where somebody comes from, as far as the article tells."""
    held = (node.org for node in slots.clause.oblique("as") if node.sort is Sort.POST and not same(node.org, goal))
    before = slots.left_for_this() or next((org for org in held if org is not None), None)
    if before is not None and not same(before, goal):
        return before
    for post in (*person.posts, *slots.sentence.context.posts(person.name)):
        if post.org is not None and not same(post.org, goal):
            return post.org
    context = slots.sentence.context
    left = context.gone.get(context.full(person.name)) or served_behind(slots)
    return left if not same(left, goal) else None


def losing(slots: Slots, person: Person, goal: Org) -> Org | None:
    """The lab whose unnamed staff the article says are leaving, where the person was there or nowhere else."""
    context = slots.sentence.context
    goes = slots.frame.act in ("moveto", "transfer", "return")
    gone = context.gone.get(context.full(person.name))
    if same(gone, goal) and context.left_at == slots.sentence.start:
        return None  # "amid his ouster from A, but returned to A"
    if gone is None and same(context.left_last, context.orgs.main()):
        gone = context.left_last  # the text goes through who leaves one lab
    left = context.losing or (gone if goes else None)
    by = slots.clause.governor if slots.clause.marker == "to" else None
    if gone is not None and by is not None and "leave" in by.verb.acts:
        left = gone  # "X and Y have left A to return to B"
    if left is None or same(left, goal):
        return None
    known = [post.org for post in (*person.posts, *context.posts(person.name)) if post.org is not None]
    if not all(same(org, left) or same(org, goal) for org in known):
        return None
    raided = same(context.lost_to, goal)
    goes = goes and not any(same(org, goal) for org in known)
    told = goes or raided or len(who_moves(slots)) > 1 or bool(person.posts) or any(same(org, left) for org in known)
    return left if told else None
