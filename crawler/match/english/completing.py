"""What only the whole sentence shows of its clauses: turned order, nouns that a clause takes up, new posts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from crawler.match.english.clauses import Clause
from crawler.match.english.items import Sort
from crawler.match.english.neighbours import neighbour, sort_at
from crawler.match.english.nodes import Node
from crawler.match.english.verbs import is_be
from crawler.match.english.words import Form, term

_COUNTING = frozenset("first second third fourth fifth next last latest".split())
_DONE_TO = frozenset("oust lose hire poach rehire appoint promote".split())
_ON_SOMETHING = frozenset("found join hire poach oust appoint rehire".split())


def complete(nodes: Sequence[Node], clauses: list[Clause]) -> None:
    """Give every clause of a sentence the arguments and the meanings that its neighbours tell."""
    _read_posts(nodes, clauses)
    for clause in clauses:
        holder = _holder_of_title(nodes, clause)
        if holder is not None:
            clause.subject = holder
            clause.verb.forms = (Form("become", (0,)),)
        if _is_to_be(clause):
            clause.verb.forms = (Form("become", (0,)),)
        elif _has_been_at_helm(nodes, clause):
            clause.verb.forms = (Form("arrive", (0,)),)
    _take_up_names(nodes, clauses)
    _place_next_stop(clauses)
    _part_respectively(nodes, clauses)
    _share_movers(nodes, clauses)
    _share_objects(nodes, clauses)
    _invert(nodes, clauses)
    _take_up_nouns(nodes, clauses)
    if clauses and nodes[0].low == "now" and is_be(clauses[0].verb) and not clauses[0].verb.forms:
        clauses[0].verb.forms = (Form("become", (0,)),)  # "Now X is its head of research"
    if any("now" in clause.verb.helpers and is_be(clause.verb) for clause in clauses):
        for clause in clauses:  # "I am now CEO, and X is president"
            holds = clause.object is not None and clause.object.sort is Sort.POST
            past = clause.verb.low in ("was", "were") or clause.marker == "who"
            if not clause.verb.forms and is_be(clause.verb) and holds and not past:
                clause.verb.forms = (Form("become", (0,)),)


def _take_up_names(nodes: Sequence[Node], clauses: list[Clause]) -> None:
    """ "*X*: leaves A for B", "*X's career*: left A": what stands behind the colon is told of X."""
    opens = [node for node in nodes[:5] if node.sort not in (Sort.DASH, Sort.STOP)]
    colon = next((k for k, node in enumerate(opens) if node.sort is Sort.COLON), 0)
    between = (node.sort for node in opens[1:colon])
    if not colon or opens[0].sort is not Sort.PERSON or any(sort not in (Sort.WORD, Sort.CLITIC) for sort in between):
        return
    named = (opens[0], opens[colon])
    behind = next((node for node in nodes if node.start > named[1].start), None)
    told_first = behind is not None and bool(clauses) and clauses[0].subject is behind and behind.sort is Sort.ORG
    for clause in clauses:
        asks = any(form.forms == (0,) for form in clause.verb.forms) and clause.verb.low != "out"
        alone = clause.subject is None and neighbour(nodes, clause.index - 1) is named[1]
        told = behind is not None and clause.subject is behind and behind.sort is Sort.POST  # "X: *A's chief* quits"
        if told_first and clause is clauses[0] and _says_who(nodes, clause):
            clause.object = named[0]
        elif (alone or told) and not asks:
            clause.subject = named[0]
        elif clause.subject is None and clause.governor is not None and clause.governor.subject is named[0]:
            clause.subject = named[0]  # "X: left A *to join B*"


def _place_next_stop(clauses: list[Clause]) -> None:
    """ "Her next job *will be at A*": told of the noun."""
    told = [c for c in clauses if is_be(c.verb) and c.subject is not None and "nextstop" in c.subject.acts]
    for clause in told:
        own = next((c for c in clauses if c.verb is clause.subject), None)
        if own is not None:
            own.obliques += [("at", node) for node in clause.oblique("at")]


def _part_respectively(nodes: Sequence[Node], clauses: list[Clause]) -> None:
    """ "X and Y have joined A and B, *respectively*", "hired X and Y from A and B": one clause for each."""
    at = next((k for k, node in enumerate(nodes) if node.low == "respectively"), -1)
    clause = next((c for c in reversed(clauses) if c.index < at and c.verb.forms and not c.nominal), None)
    if clause is None:
        return
    behind = [("", clause.object or clause.verb), *clause.obliques]
    word = next((word for word, node in behind if node.sort is Sort.ORG), "")
    labs = [node for w, node in behind if node.sort is Sort.ORG and w in (word, "and")]
    named = (node for node in (clause.object, clause.subject) if node is not None and len(node.people) == len(labs))
    people = next(named, None)
    if people is None or len(labs) < 2:
        return
    parted: list[Clause] = []
    for person, lab in zip(people.people, labs, strict=True):
        one, alone = replace(clause), replace(people, people=[person])
        one.subject = alone if people is clause.subject else clause.subject
        one.object = alone if people is clause.object else (lab if not word else clause.object)
        others = [(w, node) for w, node in clause.obliques if node not in labs]
        one.obliques = [*others, (word, lab)] if word else others
        parted.append(one)
    k = clauses.index(clause)
    clauses[k : k + 1] = parted


def _says_who(nodes: Sequence[Node], clause: Clause) -> bool:
    """ "X: A *fires engineer who* said its chatbot has feelings"."""
    held = clause.object
    behind = [node.sort for one, node in pairwise(nodes) if one is held]
    single = held is not None and held.sort is Sort.POST and not held.plural
    return single and behind == [Sort.REL] and bool(clause.verb.acts & _DONE_TO)


def _share_objects(nodes: Sequence[Node], clauses: list[Clause]) -> None:
    """ "*Co-founded and leads* A", "fired and then rehired X": one object for both; but "resigned and joined A"."""
    for one, other in pairwise(clauses):
        between = nodes[one.index + 1 : other.index]
        joined = bool(between) and all(node.sort in (Sort.AND, Sort.ADVERB) for node in between)
        acts = bool(one.verb.acts & _ON_SOMETHING)
        if joined and acts and one.object is None and not (one.passive or one.nominal or one.obliques):
            one.object, one.obliques = other.object, list(other.obliques)


def _share_movers(nodes: Sequence[Node], clauses: list[Clause]) -> None:
    """ "The *firing and rehiring* of X at A": both are X's."""
    for one, other in pairwise(clauses):
        joined = one.nominal and other.nominal and other.index - one.index == 2
        if joined and nodes[one.index + 1].sort is Sort.AND and one.subject is None and not one.obliques:
            one.obliques = list(other.obliques)


def _read_posts(nodes: Sequence[Node], clauses: list[Clause]) -> None:
    """What a form of "be" or "have" says of posts: a successor, founders, a new holder, somebody new at a lab."""
    for clause in clauses:
        if _names_successor(clause):
            clause.subject, clause.object, clause.verb.forms = clause.object, None, (Form("takeover", (0,)),)
        elif _names_founders(clause):
            clause.subject, clause.object = clause.object, clause.subject
            clause.verb.forms = (Form("isfounder", (0,)),)
        elif clause.verb.low != "become" and _names_new_holder(clause):
            clause.verb.forms = (*clause.verb.forms, Form("newpost", (0,)))
    for clause in clauses[:1]:
        if (place := _new_at(nodes, clause)) is not None:
            clause.subject, clause.object, clause.verb.forms = clause.object, None, (Form("arrive", (0,)),)
            clause.obliques = [("at", place)]
        elif [node.low for node in nodes[:2]] == ["also", "new"] and clause.index == 2 and _names_person(clause):
            clause.subject, clause.object, clause.verb.forms = clause.object, None, (Form("arrive", (0,)),)


def _names_successor(clause: Clause) -> bool:
    """ "Her replacement is X"."""
    ends = (clause.subject, clause.object)
    named = clause.object is not None and clause.object.sort is Sort.PERSON and is_be(clause.verb)
    return named and any(node is not None and node.low in ("replacement", "successor") for node in ends)


def _holder_of_title(nodes: Sequence[Node], clause: Clause) -> Node | None:
    """ "*X's official title* will be vice president of AI"."""
    at = next((k for k, node in enumerate(nodes) if node is clause.subject), 0)
    title = clause.subject is not None and clause.subject.low in term("role", "posts") and is_be(clause.verb)
    held = clause.object is not None and clause.object.sort is Sort.POST
    ahead = bool({"will", "now"} & set(clause.verb.helpers))
    owned = title and held and ahead and sort_at(nodes, at - 1) is Sort.CLITIC
    return neighbour(nodes, at - 2) if owned and sort_at(nodes, at - 2) is Sort.PERSON else None


def _has_been_at_helm(nodes: Sequence[Node], clause: Clause) -> bool:
    """ "Has been *at the helm* of A *since* Monday"."""
    helm = clause.verb.low == "been" and any(node.low == "helm" for node in clause.oblique("at"))
    return helm and not clause.verb.forms and any(node.low == "since" for node in nodes[clause.index :])


def _is_to_be(clause: Clause) -> bool:
    """ "X is *to be* its finance chief"."""
    governed = clause.marker == "to" and clause.governor is not None and is_be(clause.governor.verb)
    post = clause.object is not None and clause.object.sort is Sort.POST
    return is_be(clause.verb) and governed and post and not clause.verb.forms


def _new_at(nodes: Sequence[Node], clause: Clause) -> Node | None:
    """ "Also *new at A* is X": the place."""
    opens = next((k for k, node in enumerate(nodes[:2]) if node.low == "new"), None)
    behind = nodes[opens + 1 : opens + 4] if opens is not None else []
    placed = len(behind) == 3 and behind[0].low in ("at", "to") and behind[1].sort in (Sort.ORG, Sort.FIRM)
    return behind[1] if placed and behind[2] is clause.verb and is_be(clause.verb) and _names_person(clause) else None


def _names_founders(clause: Clause) -> bool:
    """ "Its founders are X and Y"."""
    ends = (clause.subject, clause.object)
    founders = ends[0] is not None and ends[0].sort is Sort.POST and "founders" in ends[0].low
    return is_be(clause.verb) and founders and ends[1] is not None and ends[1].sort is Sort.PERSON


def _take_up_nouns(nodes: Sequence[Node], clauses: list[Clause]) -> None:
    """ "The company *she set up*", "the professor *it recruited*": the noun before such a clause is its object."""
    for clause in clauses:
        at = next((k for k, node in enumerate(nodes) if node is clause.subject), 0)
        held = neighbour(nodes, at - 1)
        if held is None or clause.nominal or clause.object is not None or clause.passive or at + 1 != clause.index:
            continue
        named = clause.subject is not None and clause.subject.sort in (Sort.PERSON, Sort.PRONOUN)
        if (
            named
            and held.sort in (Sort.FIRM, Sort.POST, Sort.PERSON)
            and held.last - held.first > 1
            and clause.verb.forms
        ):
            clause.object, clause.marker = held, "who"


def _invert(nodes: Sequence[Node], clauses: list[Clause]) -> None:
    """ "Joining the company are X and Y": the subject stands last."""
    opening = clauses[0] if clauses else None
    bare = opening is not None and not set(opening.verb.helpers) & term("word", "auxiliaries")  # "Also joining"
    if opening is not None and bare and opening.verb.low.endswith("ing") and opening.index < 2:
        named = next((c for c in clauses[1:] if is_be(c.verb) and c.marker != "who" and _names_person(c)), None)
        if named is not None:
            opening.subject = named.object
            if not opening.obliques:  # but "Also moving to *A* is X"
                opening.object = opening.object or named.subject
    if opening is not None and opening.marker == "to" and opening.index < 4 and len(clauses) > 1:
        behind = clauses[1]  # "First to leave A was X"
        counted = any(node.low in _COUNTING for node in nodes[: opening.index])
        if counted and is_be(behind.verb) and _names_person(behind):
            opening.subject = behind.object
    for clause, behind in pairwise(clauses[:2]):
        told = is_be(behind.verb) and _names_person(behind)
        if told and clause.verb.low in ("gone", "out") and clause.index == 0:  # "Also gone is X"
            clause.subject = behind.object
            clause.verb.helpers = (*clause.verb.helpers, behind.verb.low)


def _names_person(clause: Clause) -> bool:
    return clause.object is not None and clause.object.sort is Sort.PERSON


def _names_new_holder(clause: Clause) -> bool:
    """ "X is A's new CTO", "A's new CTO is X", "A has a new CTO: X"."""
    node = clause.object
    if clause.verb.low in ("has", "have", "gets", "got", "finds", "found") and node is not None:
        if node.sort is Sort.PERSON:
            return node.new and any(post.new for post in node.people[0].posts)  # "has a new CTO, X"
        return node.sort is Sort.POST and (node.new or clause.verb.low in ("finds", "found"))
    if not is_be(clause.verb):
        return False
    ends = (clause.subject, clause.object)
    ahead = "will" in clause.verb.helpers  # "A's first head of safety will be X"
    if any(node is not None and node.owner and node.low in ("boss", "manager") for node in ends):
        return False  # "their new boss is X"
    post = any(node is not None and node.sort is Sort.POST and (node.new or ahead) for node in ends)
    return post and any(node is not None and node.sort in (Sort.PERSON, Sort.PRONOUN) for node in ends)
