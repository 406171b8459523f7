"""Starting a company: named, or "an AI startup of her own"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from crawler.match.english.clauses import Clause
from crawler.match.english.companions import acting_with
from crawler.match.english.found import UNNAMED_COMPANY, Found, same
from crawler.match.english.items import Org, Person, Sort, Standing
from crawler.match.english.movers import who_moves
from crawler.match.english.neighbours import neighbour, sort_at
from crawler.match.english.nodes import Node, index_of, node_over
from crawler.match.english.orgs_meant import org_meant
from crawler.match.english.origins import served_before
from crawler.match.english.people_meant import SEVERAL, listed_from, people_meant
from crawler.match.english.sentence import Sentence
from crawler.match.english.slots import Slots
from crawler.match.english.verbs import BE_FORMS, is_be
from crawler.match.english.words import common, frames, term
from crawler.model import Kind

_COMPANIES = frozenset(
    "studio consultancy business company startup start-up firm lab venture nonprofit fund outfit".split()
)
_NO_COMPANY = frozenset("retired retirement retires unknown undisclosed tbd tba".split())
_EARLY = frozenset("earlier previously".split())
_FUNDS = frozenset("ventures capital partners".split())
_OWN = frozenset("own new another".split())
_RAISING = frozenset("raise raises raised raising secures secured closes closed lands landed nabs".split())


def founding(slots: Slots) -> Iterator[Found]:
    """A founding for each mover who starts an AI company."""
    clause = slots.clause
    if slots.frame.act == "isfounder":
        yield from _founders(slots)
        return
    if slots.frame.needs == "it" and (clause.object is None or clause.object.low not in ("it", "company", "startup")):
        return
    if clause.passive or _reduced_passive(slots):
        movers = [p for node in clause.oblique("by") for p in _all_of(slots, node)]
        movers = movers or [p for node in clause.oblique("including") for p in node.people] or _counted_off(slots)
        company = _company(slots, clause.subject, movers) if clause.subject is not None else None
        if clause.verb.low in ("built", "created", "formed", "unveiled"):
            return
    else:
        movers = who_moves(slots)
        company = next((org for node in _companies(slots) if (org := _company(slots, node, movers))), None)
    outright = "found" in clause.verb.low  # "co-founded DeepMind", a unit by now
    if company is None or not company.lab or company.how == "product" or (company.how == "unit" and not outright):
        return
    if company.id and not clause.nominal:
        beside = [node for node in acting_with(slots.sentence, clause) if node in clause.oblique("with")]
        movers = [*movers, *(p for node in beside for p in people_meant(slots.sentence, node, clause))]
    for person in movers:
        if same(person.employer(Standing.NOW), company):
            continue
        left = _left_for_it(slots)
        other = left or _from(slots, person, company)
        yield Found(Kind.FOUNDING, person, company, clause, slots.frame.act, other, "founder")
        if left is not None and not same(left, company):
            yield Found(Kind.DEPARTURE, person, left, clause, slots.frame.act, company if company.id else None,
                        implied=True)  # fmt: skip


def _counted_off(slots: Slots) -> list[Person]:
    """ "Founded by *three experts* well known in the field: X, Y and Z"."""
    nodes, behind = slots.sentence.nodes, slots.clause.oblique("by")
    counted = behind and slots.sentence.items[behind[0].first].low in SEVERAL
    row = range(slots.clause.index, len(nodes) - 1) if counted else ()
    named = next((nodes[k + 1] for k in row if nodes[k].sort is Sort.COLON), None)
    return listed_from(slots.sentence, named) if named is not None and named.sort is Sort.PERSON else []


def _all_of(slots: Slots, node: Node) -> list[Person]:
    """ "Founded by X, who ran A's research, *and Y*": whom the list goes on with too."""
    listed = node.sort is Sort.PERSON and any(other is node for other in slots.sentence.nodes)
    return listed_from(slots.sentence, node) if listed else people_meant(slots.sentence, node, slots.clause)


def _founders(slots: Slots) -> Iterator[Found]:
    """ "Its founders are X and Y"."""
    node, context = slots.clause.object, slots.sentence.context
    if node is None:
        return
    org = node.org or context.orgs.before(slots.sentence.start, small=True)
    if org is not None and org.lab and org.pure and org.how != "product":
        for person in who_moves(slots):
            yield Found(Kind.FOUNDING, person, org, slots.clause, slots.frame.act, _from(slots, person, org), "founder")


def own_company(slots: Slots, movers: list[Person]) -> Iterator[Found]:
    """ "X, A → *her own startup*", "X (A) → *retired*": A is left."""
    behind = slots.sentence.nodes[slots.clause.index + 1 : slots.clause.index + 2]
    retires = any(node.low in _NO_COMPANY for node in behind)
    company = next((_common_noun(slots, node, movers) for node in behind if node.low in _COMPANIES), None)
    for person in movers if company is not None or retires else ():
        left = slots.lab(slots.frame.source) or person.employer(Standing.NOW, Standing.FOUNDER)
        if left is not None and left.lab:
            if not retires:
                yield Found(Kind.FOUNDING, person, UNNAMED_COMPANY, slots.clause, slots.frame.act, left, "founder")
            yield Found(Kind.DEPARTURE, person, left, slots.clause, slots.frame.act, role=slots.told_role(person, left))


def owned_companies(sentence: Sentence) -> Iterator[Found]:
    """ "Their company, A", "the pair's company", of people said to have left; "X's new startup A" of a lab's X."""
    for k, node in enumerate(sentence.nodes):
        owner: Node | None = node
        if node.sort is Sort.FIRM and node.low in _COMPANIES:
            owner = node if node.owner or (node.new and node.people) else _pair(sentence, node)
            org = _apposed(sentence.nodes, k) or (UNNAMED_COMPANY if _raises(sentence, node) else None)
        else:
            org = node.org if node.sort is Sort.ORG and node.new and node.people else None
        if org is not None and not (org.how == "product" or _is_fund(org)):
            yield from _owned_by(sentence, owner, org, Clause(node, k))


def _apposed(nodes: Sequence[Node], k: int) -> Org | None:
    """ "Their company, *A*"."""
    named = neighbour(nodes, k + 2)
    return named.org if named is not None and named.sort is Sort.ORG and sort_at(nodes, k + 1) is Sort.COMMA else None


def _raises(sentence: Sentence, node: Node) -> bool:
    """ "*His new startup* raised $10 million", "raises $10 million *for her new AI company*"."""
    funds = any(c.verb.low in _RAISING and node in c.arguments() for c in sentence.clauses)
    return funds and node.new and bool(node.owner or node.people)


def _pair(sentence: Sentence, node: Node) -> Node | None:
    """Of "the pair's company" the pair."""
    pairs = (k for k in range(node.first, node.last) if sentence.items[k].low in ("pair", "duo", "trio", "quartet"))
    at = next(pairs, None)
    return node_over(sentence.items, at, at + 1, Sort.WORD) if at is not None else None


def _owned_by(sentence: Sentence, owner: Node | None, org: Org, clause: Clause) -> Iterator[Found]:
    context, company = sentence.context, replace(org, lab=True, pure=True)
    people = owner.people or people_meant(sentence, owner, clause) if owner is not None else []
    left = [context.gone.get(context.full(person.name)) or _of_lab(sentence, person, owner) for person in people]
    if any(lab is not None and not same(lab, company) for lab in left):
        for person, lab in zip(people, left, strict=True):
            yield Found(Kind.FOUNDING, person, company, clause, "found", lab, "founder")


def _of_lab(sentence: Sentence, person: Person, owner: Node | None) -> Org | None:
    """Where somebody with a *new* company works or worked, as far as the article tells."""
    every = (Standing.NOW, Standing.WAS, Standing.FOUNDER)
    known = person.employer(*every) or sentence.context.employer(person.name, *every)
    return known if owner is not None and owner.new and known is not None and known.lab else None


def _reduced_passive(slots: Slots) -> bool:
    subject = slots.clause.subject
    named = subject is not None and subject.sort in (Sort.ORG, Sort.FIRM, Sort.WORD)
    return named and slots.clause.object is None and any(slots.clause.oblique("by"))


def _companies(slots: Slots) -> Iterator[Node]:
    if slots.clause.nominal:
        yield from slots.clause.oblique("of")
        return
    if slots.clause.object is not None:
        yield slots.clause.object
    if slots.clause.complement is not None:
        yield slots.clause.complement
    if slots.clause.object is None:  # but "set up a call with A"
        yield from slots.clause.oblique("with")
    yield from (node for node in slots.clause.oblique("on") if node.low == "own")  # "setting up on his own"


def _company(slots: Slots, node: Node, movers: list[Person]) -> Org | None:
    """The AI company that a phrase names or describes; nameless where it is "an AI startup of her own"."""
    told = (slots.apposed(node) or _called(slots, node) if node.sort is Sort.FIRM else None) or _described(slots, node)
    if node.sort is Sort.ORG:
        told = node.org if node.org is not None and node.org.how != "product" else None
    if node.sort is Sort.POST and slots.clause.marker == "who" and node is slots.clause.object:
        told = node.org  # "is the co-founder of A, *which* he started"
    if told is not None or node.sort is Sort.ORG:
        return _counted(slots, told, movers)
    if node.low == "it" and (slots.clause.passive or slots.clause.verb.low in term("word", "founding")):
        return _counted(slots, slots.sentence.context.orgs.only_lab(0, node.start), movers)
    if node.org is not None or node.sort not in (Sort.FIRM, Sort.WORD):
        return None
    if node.low in _COMPANIES:
        return _common_noun(slots, node, movers)
    if node.sort is Sort.WORD and not _is_early(slots) and _comes_from_lab(slots, movers) and _is_name(slots, node):
        name = " ".join(item.text for item in slots.sentence.items[node.first : node.last])
        return Org(name, name.lower(), True, True, "form")
    return UNNAMED_COMPANY if node.low in ("own", "rival") else None


def _counted(slots: Slots, told: Org | None, movers: list[Person]) -> Org | None:
    """An AI company, or whatever people of a lab found, but for funds and what they founded earlier in their lives."""
    if told is not None and (_is_fund(told) or (not told.lab and _is_early(slots))):
        return None
    if told is None or (told.lab and (told.pure or told.how == "unit")):
        return told
    return replace(told, lab=True, pure=True) if not told.lab and _comes_from_lab(slots, movers) else None


def _is_early(slots: Slots) -> bool:
    """ "*Earlier* he founded A", "*before that*, she started B", "*known for* founding C"."""
    before = [item.low for item in slots.sentence.items if item.start < slots.clause.verb.start]
    pairs = set(pairwise(before))
    told = {*before[:1], *slots.clause.verb.helpers} & _EARLY or ("before", "that") in pairs
    return bool(told) or before[-2:] == ["known", "for"]


def _is_fund(org: Org) -> bool:
    return org.how in ("form", "other") and org.id.split()[-1] in _FUNDS


def _common_noun(slots: Slots, node: Node, movers: list[Person]) -> Org | None:
    """ "The company" is the article's, "a startup" a nameless one where its founders or its words are of AI."""
    if node.owner == "its":
        return None  # "joined A to found its AI lab"
    if node is slots.clause.object and node.start < slots.clause.verb.start:
        return None  # "runs A, a nonprofit he founded": told of something that has a name
    words = {item.low for item in slots.sentence.items[node.first : node.last]}
    if "the" in words:
        return _the_firm(slots, node, movers)
    plain = slots.clause.verb.low in term("word", "making")
    if words & term("organisation", "no_ai_firms") and not words & term("ai", "words"):
        return None  # "to launch a media company"
    owned = bool(node.owner) or bool(words & (_OWN | term("ai", "words")))
    return UNNAMED_COMPANY if _comes_from_lab(slots, movers) or (owned and not plain) else None


def _the_firm(slots: Slots, node: Node, movers: list[Person]) -> Org | None:
    """ "Founded *the company* in 2021": one that was named; where the founders worked before is none of theirs."""
    context = slots.sentence.context
    if slots.clause.verb.low in term("word", "founding") and node in (slots.clause.object, slots.clause.subject):
        meant = context.orgs.before(node.start, small=True)
        if not any(same(lab, meant) for lab in context.orgs.labs_in(0, node.start)):
            return None  # a lab named only further down
        known = any(same(post.org, meant) for person in movers for post in person.posts)
        return meant if meant is not None and meant.lab and meant.pure and not known else None
    main, governor = context.orgs.main(), slots.clause.governor
    left = governor.object if governor is not None else None
    return main if main is not None and left is not None and not same(main, left.org) else None


def _called(slots: Slots, node: Node) -> Org | None:
    """ "A startup in London *called A*"."""
    nodes = slots.sentence.nodes
    at = index_of(nodes, node)
    for k in range(at + 1, min(at + 5, len(nodes) - 1)):
        if nodes[k].low in ("called", "named", "dubbed"):
            return nodes[k + 1].org if nodes[k + 1].sort is Sort.ORG else None
        if nodes[k].sort not in (Sort.PREP, Sort.WORD, Sort.FIRM, Sort.COMMA):
            return None
    return None


def _described(slots: Slots, node: Node) -> Org | None:
    """ "A, an AI startup co-founded by X": the name before the comma."""
    nodes = slots.sentence.nodes
    at = index_of(nodes, node)
    told = at > 1 and (nodes[at - 1].sort is Sort.COMMA or is_be(nodes[at - 1]))  # "A is a startup founded by X"
    named = node.sort is Sort.FIRM and told and nodes[at - 2].sort is Sort.ORG
    return nodes[at - 2].org if named else None


def _is_name(slots: Slots, node: Node) -> bool:
    """One to three capitalised words in a line that does not capitalise everything."""
    items = slots.sentence.items[node.first : node.last]
    plain = any(item.text == item.low and item.text.isalpha() and len(item.text) > 3 for item in slots.sentence.items)
    named = all(item.text[0].isupper() and item.text.isalpha() for item in items)
    return len(items) < 4 and plain and named and not (len(items) == 1 and common(items[0].low))


def _comes_from_lab(slots: Slots, movers: list[Person]) -> bool:
    """The movers work or worked at a lab, or leave one in the same breath."""
    governor = slots.clause.governor
    if governor is not None and any(frames()[form.act].gives == "departure" for form in governor.verb.forms):
        left = org_meant(slots.sentence, governor.object)
        if left is None or left.lab:
            return True
    named = {person.name for person in movers}
    for clause in slots.sentence.clauses:  # "was started by X and Y, who quit A"
        leaves = any(frames()[form.act].gives == "departure" for form in clause.verb.forms)
        left = org_meant(slots.sentence, clause.object)
        own = named & {p.name for p in people_meant(slots.sentence, clause.subject, clause)} if leaves else set()
        if own and (left is None or left.lab):
            return True
    if _left_for_it(slots) is not None:
        return True
    context = slots.sentence.context
    known = [slots.employer(p, *Standing) or context.gone.get(context.full(p.name)) for p in movers]
    return any(org is not None and org.lab for org in known)


def _left_for_it(slots: Slots) -> Org | None:
    """ "*After eight years at A*, X is starting a company"; not "founded it in 2019 after a year there"."""
    helpers = set(slots.clause.verb.helpers)
    ahead = (slots.clause.verb.low.endswith("ing") and helpers & BE_FORMS) or "will" in helpers
    left = served_before(slots) if ahead else None
    return left if left is not None and left.lab else None


def _from(slots: Slots, person: Person, company: Org) -> Org | None:
    known = [*person.posts, *slots.sentence.context.posts(person.name)]
    return next((p.org for p in known if p.org is not None and not same(p.org, company)), None)
