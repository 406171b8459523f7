"""Where a post is: in the lab named with it, at the employer, or in the one lab that the text is about."""

from __future__ import annotations

from crawler.match.english.found import same
from crawler.match.english.items import Item, Org, Person, Sort, Standing
from crawler.match.english.movers import is_named_to_post
from crawler.match.english.nodes import Node, index_of
from crawler.match.english.orgs_meant import headed_by, of_another_firm, org_meant
from crawler.match.english.passing import only_lab
from crawler.match.english.people_meant import people_meant
from crawler.match.english.slots import Slots
from crawler.match.english.words import term

_PUBLIC = frozenset("city town county state government council ministry".split())
_CENTRES = frozenset("center centre hub institute".split())
_NEAR = 300  # characters back to the hire that is meant


def place(slots: Slots, person: Person) -> Org | None:
    """The lab in which the post is: named with it, else the employer, else the one lab spoken of."""
    if _acts_for_the_public(slots):
        return None
    named = _just_left(slots) or named_place(slots)
    if named is not None or acts_elsewhere(slots) or _heads_unnamed(slots) or _post_is_elsewhere(slots):
        return named
    if slots.frame.act == "head" and slots.clause.passive:
        led = slots.clause.subject
        ours = led is not None and led.sort is Sort.WORD and led.low in term("organisation", "inside") | _CENTRES
        return org_meant(slots.sentence, led) or (slots.sentence.context.lab_at(slots.sentence.start) if ours else None)
    sentence, context = slots.sentence, slots.sentence.context
    taken_on = _taken_on_before(slots) or _left_by_predecessor(slots)
    if taken_on is not None:
        return taken_on
    name = context.full(person.name)
    joined = context.joined.get(name)
    if slots.frame.act == "succeed" and any(same(joined, org) for org in context.founded.get(name, [])):
        joined = None
    employer = joined or slots.employer(person, Standing.NOW)
    if joined is None and slots.frame.act == "head" and _runs_other_firm(slots, person):
        return employer
    founded = slots.employer(person, Standing.FOUNDER)
    known = (
        headed_by(sentence),
        employer if employer is not None and employer.lab else None,
        founded if slots.frame.act != "succeed" and founded is not None and founded.lab else None,
        only_lab(sentence, sentence.end),
        None if of_another_firm(sentence) else context.subject(name),
    )
    return next((org for org in known if org is not None and org.how != "product"), None)


def _runs_other_firm(slots: Slots, person: Person) -> bool:
    """ "*Intel chief executive* X will oversee AI": at Intel, where the sentence names no lab."""
    employer = person.employer(Standing.NOW)
    return employer is not None and not employer.lab and only_lab(slots.sentence, slots.sentence.end) is None


def _heads_unnamed(slots: Slots) -> bool:
    """ "This division will be led by X": of whichever firm."""
    node = slots.clause.subject
    return slots.frame.act == "head" and slots.clause.passive and node is not None and node.sort is Sort.FIRM


def _taken_on_before(slots: Slots) -> Org | None:
    """ "A is hiring a scientist as its first research chief. X will assume *the new position*."."""
    context, node = slots.sentence.context, slots.clause.object
    new = slots.frame.act == "takepost" and node is not None and node.new and context.raid_at >= 0
    return context.gaining if new and 0 < slots.sentence.start - context.raid_at < _NEAR else None


def _left_by_predecessor(slots: Slots) -> Org | None:
    """ "X is going to B. Y will take over *for X*", "Y from C succeeds *him*": the lab that X leaves."""
    context, clause = slots.sentence.context, slots.clause
    before = [p for node in clause.oblique("for", "from") for p in node.people if node.sort is Sort.PERSON]
    alone = slots.frame.act == "takeover" and clause.object is None and not clause.obliques
    if alone and context.has_vacancy(slots.sentence.start):
        return context.left_last  # "X steps down as A's CEO. *Y will take over*."
    if slots.frame.act == "succeed":
        before = people_meant(slots.sentence, clause.subject if clause.passive else clause.object, clause)
    gone = (context.gone.get(context.full(person.name)) for person in before)
    return next((org for org in gone if org is not None), None) if slots.frame.act in ("takeover", "succeed") else None


def acts_elsewhere(slots: Slots) -> bool:
    """ "*HSBC* has appointed X": a name that is no lab's."""
    node = slots.clause.subject
    acts = "subject" in slots.frame.goal and not slots.clause.passive and slots.clause.object is not None
    if node is None or not acts or node.sort is not Sort.WORD or slots.sentence.title:
        return False
    return all(_is_proper(item) for item in slots.sentence.items[node.first : node.last])


def _post_is_elsewhere(slots: Slots) -> bool:
    """ "Became chief scientist *at Veldtree*", "left to become a partner *at a law firm*": at no lab of ours."""
    posts = (node for node in slots.nodes_at(("object", *slots.frame.post)) if node.sort is Sort.POST)
    nodes = slots.sentence.nodes
    behind = (nodes[at + 1 : at + 3] for post in posts if (at := index_of(nodes, post)) >= 0)
    return any(_is_no_lab(slots, *pair) for pair in behind if len(pair) == 2)


def _is_no_lab(slots: Slots, link: Node, place: Node) -> bool:
    items = slots.sentence.items[place.first : place.last]
    if place.org is not None or place.low in term("organisation", "units"):
        return False
    if items[0].low in ("a", "an"):
        return (place.sort is Sort.FIRM and link.low in ("at", "of")) or (place.sort is Sort.WORD and link.low == "at")
    if link.low != "at" or place.sort is not Sort.WORD or slots.sentence.title:
        return False
    labs = slots.sentence.context.orgs.labs_in(0, slots.clause.verb.start)
    short = any(lab.name.startswith(items[0].text) for lab in labs)  # "at Character"
    return not short and all(_is_proper(item) for item in items)


def _acts_for_the_public(slots: Slots) -> bool:
    """ "*The city of Marl* has named X head of AI": no lab that the text names beside."""
    node = slots.clause.subject
    acts = "subject" in slots.frame.goal and not slots.clause.passive and slots.clause.object is not None
    return acts and node is not None and node.sort is Sort.WORD and node.low in _PUBLIC


def _is_proper(item: Item) -> bool:
    """A capital inside a sentence: "Elsewhere, *Real* Betis have appointed X"."""
    return item.sort is Sort.NAME or (item.first > 0 and item.text[:1].isupper() and item.sort is Sort.WORD)


def _just_left(slots: Slots) -> Org | None:
    """ "X is going to B. His deputy, Y, will run the lab": the lab that X leaves."""
    context, node = slots.sentence.context, slots.clause.object
    the_lab = node is not None and node.sort is Sort.FIRM and slots.sentence.items[node.first].low == "the"
    return context.left_last if the_lab and context.has_vacancy(slots.sentence.start) else None


def named_place(slots: Slots) -> Org | None:
    """The lab that the words of the post name: "A's research chief", "its new CTO"."""
    frame, clause = slots.frame, slots.clause
    undergoes = clause.passive or is_named_to_post(slots)
    told = any(n.org is not None for n in slots.nodes_at(frame.post))
    if clause.marker == "where" and not told:  # "was poached by A, where he will be head of growth"
        before = (n.org for n in reversed(slots.sentence.nodes[: clause.index]) if n.sort is Sort.ORG)
        return next(before, None)
    places = ("object", *frame.post, "to") if undergoes else (*frame.post, "to")
    posts = [n for n in slots.nodes_at(places) if n.sort in (Sort.POST, Sort.WORD)]
    named = next((node.org for node in posts if node.org is not None), None)
    if named is None and any(node.owner == "its" for node in posts):
        acting = slots.agent() if "subject" in frame.goal and not clause.passive and clause.object is not None else None
        context, start = slots.sentence.context, slots.sentence.start
        # "Joined A, taking the helm as *its* chief scientist".
        joined = next((context.joined[name] for name, at in context.joined_in.items() if at == start), None)
        its = None if of_another_firm(slots.sentence) or acts_elsewhere(slots) else context.orgs.before(start)
        return acting or joined or its
    named = named or slots.lab(tuple(place for place in frame.goal if place != "subject"))
    acts = "subject" in frame.goal and not undergoes and clause.object is not None
    actor = slots.agent() if acts else None
    said = any(same(item.org, named) for item in slots.sentence.items)
    # "A university has appointed X as director of its science and AI *laboratory*": the university's.
    return actor if named is None or (actor is not None and not actor.lab and not said) else named
