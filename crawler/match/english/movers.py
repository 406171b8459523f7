"""Who moves: the people that a frame's verb or noun of moving says it of, where they stand in or around its clause."""

from __future__ import annotations

from crawler.match.english.companions import with_companions
from crawler.match.english.items import Person, Sort
from crawler.match.english.neighbours import low_at, sort_at
from crawler.match.english.nodes import Node
from crawler.match.english.people_meant import listed_from, people_meant, speaker
from crawler.match.english.slots import Slots
from crawler.match.english.verbs import is_be
from crawler.match.english.words import term

_LISTING = ("includ", "involv")  # "the exits include X", "the latest exit involves X"
_THINGS = term("role", "posts") | frozenset(
    "duties company startup start-up firm lab team unit group division department stack code codebase workload "
    "workloads traffic data app".split()
)
_OTHERS = frozenset(
    "predecessor successor boss colleague wife husband mentor replacement deputy "
    "predecessors successors bosses colleagues friend friends deputies staff employees".split()
)
_LIST_REACH = 11  # nodes between a noun of moving and the names behind "including"
_MAKING = frozenset("make makes making made tenders tendered submits submitted joins joined joining".split())


def who_moves(slots: Slots) -> list[Person]:
    """The people who move."""
    for place in slots.frame.mover:
        undergone = place == "either" or (place == "object" and slots.clause.passive)
        nodes = _undergoers(slots) if undergone else list(slots.nodes_at((place,)))
        for node in nodes:
            people = people_meant(slots.sentence, node, slots.clause) if not _is_thing(slots, node, place) else []
            if people:
                return with_companions(slots.sentence, slots.clause, slots.frame, node, people)
    if slots.clause.nominal:
        return _listed(slots) or _included(slots) or _who_is(slots) or _makers(slots) or _among_unnamed(slots)
    if heads_list(slots):
        return listed_from(slots.sentence, slots.sentence.nodes[_colon(slots) + 1])
    if _goes_on_from_before(slots):
        context = slots.sentence.context
        return [context.person(name) for name in context.before(slots.sentence.start)]
    if _is_signed(slots):
        name = speaker(slots.sentence, slots.clause.verb)
        return [slots.sentence.context.person(name)] if name else []
    return _among_unnamed(slots)


def _among_unnamed(slots: Slots) -> list[Person]:
    """ "Several researchers, *including X and Y*"."""
    either = [*_undergoers(slots), slots.clause.object] if "either" in slots.frame.mover else []
    moving = (*slots.nodes_at(slots.frame.mover), *either)
    unnamed = [node for node in moving if node is not None and node.sort is not Sort.PERSON]
    named = [node for node in slots.clause.oblique("including", "namely", "like") if node.sort is Sort.PERSON]
    first = slots.clause.governor  # "several people, including X, left A *and went back to B*"
    if not named and first is not None and first.subject is slots.clause.subject:
        named = [node for word, node in first.fronted if word == "including" and node.sort is Sort.PERSON]
    if slots.clause.object is not None and slots.clause.object.sort is Sort.POST:  # "gained a new chief in X"
        named += [node for node in slots.clause.oblique("in") if node.sort is Sort.PERSON]
    row = slots.sentence.nodes
    named += [n for k, n in enumerate(row) if n.sort is Sort.PERSON and k > 1 and row[k - 1].low == "them"]
    behind = zip(row, row[1:], row[2:], strict=False)  # "has hired eleven people, *X and Y among them*"
    named += [n for n, among, them in behind if n.people and (among.low, them.low) == ("among", "them")]
    if not (unnamed and named):
        return []
    return listed_from(slots.sentence, named[0])


def _is_thing(slots: Slots, node: Node, place: str) -> bool:
    """ "*His role* was split", "her firm left": nobody moves by what a thing of theirs does, or a friend."""
    others = place == "object" or (not slots.clause.nominal and node.low in _OTHERS)
    if others and node.sort is Sort.WORD and node.owner:
        return True  # "brings *his knowledge* to B", "saw *his friends* leave A"
    thing = node.sort in (Sort.WORD, Sort.FIRM) and bool(node.owner) and node.low in _THINGS
    return thing and not slots.clause.nominal and slots.clause.marker != "to"


def _is_signed(slots: Slots) -> bool:
    """ "X (@x): huge news, joining A": a participle in the words of somebody named before a colon."""
    clause = slots.clause
    nobody = clause.subject is None or clause.subject.sort is Sort.WORD
    bare = nobody and clause.verb.low.endswith("ing") and not clause.verb.helpers
    return bare and any(node.sort is Sort.COLON for node in slots.sentence.nodes[: clause.index])


def _goes_on_from_before(slots: Slots) -> bool:
    """ "X is out at A. Heading to B.": a sentence that leaves its subject out."""
    clause = slots.clause
    first = slots.sentence.clauses[0] is clause and clause.index == 0
    behind = slots.sentence.clauses[1:2]
    if any(other.subject is None and is_be(other.verb) for other in behind):
        return False  # "Leaving after a year *is* odd"
    return first and clause.subject is None and clause.verb.low.endswith("ing") and "subject" in slots.frame.mover


def _listed(slots: Slots) -> list[Person]:
    """ "Earlier exits included X, Y and Z", "departures: X and Y"."""
    behind = _behind(slots)
    if slots.frame.act == "nextstop":
        return [slots.sentence.context.person(name) for name in slots.sentence.context.before(slots.sentence.start)]
    apposed = len(behind) > 1 and behind[0].sort is Sort.COMMA and bool(behind[1].people)
    if apposed and slots.frame.act == "hiring" and not _is_first(slots):
        return behind[1].people  # "its most expensive hire, X,"
    for k, node in enumerate(behind[1:], 1):
        before = behind[k - 1]
        if node.sort is Sort.PERSON and (
            before.low.startswith(_LISTING) or _is_such_as(behind, k) or before.sort is Sort.COLON or is_be(before)
        ):
            return listed_from(slots.sentence, node)
    return []


def _behind(slots: Slots) -> list[Node]:
    """What stands behind a noun of moving, up to a full stop or to a verb that lists nobody."""
    behind: list[Node] = []
    for node in slots.sentence.nodes[slots.clause.index + 1 : slots.clause.index + _LIST_REACH]:
        if node.sort is Sort.STOP or (node.sort is Sort.VERB and not (is_be(node) or node.low.startswith(_LISTING))):
            break
        behind.append(node)
    return behind


def _included(slots: Slots) -> list[Person]:
    """ "Several departures have come to light, *including X and Y*": told behind the verb of the noun."""
    own = (c for c in slots.sentence.clauses if c.subject is slots.clause.verb)
    # "Of": "the latest is that *of X*".
    told = (n for c in own for n in c.oblique("including", *(("of",) if is_be(c.verb) else ())))
    named = (node for node in told if node.sort is Sort.PERSON)
    return next((listed_from(slots.sentence, node) for node in named), [])


def _who_is(slots: Slots) -> list[Person]:
    """ "*X* is A's latest hire", "*X*, A's latest hire, spoke"."""
    nodes, at, be = slots.sentence.nodes, slots.clause.index, slots.clause.governor
    if _is_first(slots):
        return []
    if be is not None:
        told = is_be(be.verb) and be.marker != "who" and slots.clause.verb in (be.object, be.complement)
        return be.subject.people if told and be.subject is not None else []
    if slots.frame.act != "hiring" or at < 3 or nodes[at - 2].sort is not Sort.COMMA:
        return []
    whose = nodes[at - 1]
    new = any(item.low in ("new", "recent") for item in slots.sentence.items[whose.first : whose.last])
    apposed = (new or whose.org or whose.owner) and not slots.clause.oblique("of", "by")
    return nodes[at - 3].people if apposed else []


def _makers(slots: Slots) -> list[Person]:
    """ "X *is making a return* to A", "X *announces departure*": whoever makes it."""
    governor = slots.clause.governor
    if governor is None or slots.clause.subject is not None:
        return []
    if is_be(governor.verb) and any(governor.oblique("on")):
        makes = slots.clause.verb.low == "move"  # "is *on the move* from A to B"
    elif governor.verb.low in ("announces", "announced"):
        # "Announces departure": but whoever announces *the* departure, or an appointment, tells of another.
        makes = slots.frame.gives == "departure" and slots.clause.verb is governor.object
    else:
        makes = governor.verb.low in _MAKING and slots.clause.verb in (governor.object, governor.complement)
    return people_meant(slots.sentence, governor.subject, governor) if makes else []


def heads_list(slots: Slots) -> bool:
    """ "Left A this month: X and Y"."""
    k = _colon(slots)
    opens = slots.clause.index == 0 and slots.clause.subject is None and not slots.clause.passive
    return opens and k > 1 and sort_at(slots.sentence.nodes, k + 1) is Sort.PERSON


def _colon(slots: Slots) -> int:
    return next((k for k, node in enumerate(slots.sentence.nodes) if node.sort is Sort.COLON), -1)


def _is_first(slots: Slots) -> bool:
    """ "A's first hire, X": told of long ago."""
    return low_at(slots.sentence.items, slots.clause.verb.first - 1) in ("first", "early")


def _undergoers(slots: Slots) -> list[Node]:
    """Whom the verb concerns: the object, or the subject where nobody is its object."""
    clause = slots.clause
    if slots.frame.act == "appoint" and clause.object is None and not clause.passive:
        holders = [node for node in clause.oblique("as") if node.sort is Sort.PERSON]  # "named as its CTO X"
        if holders:
            return holders[:1]
    if is_named_to_post(slots):
        return [clause.subject] if clause.subject is not None else []
    if clause.object is not None and not clause.passive:
        named = clause.object.sort in (Sort.PERSON, Sort.PRONOUN, Sort.POST)
        named = named or clause.object.low in term("role", "staff")
        return [clause.object] if named or clause.subject is None else []
    participle = clause.passive or (any(3 in form.forms for form in clause.verb.forms) and _may_be_passive(slots))
    return [clause.subject] if clause.subject is not None and participle else []


def is_named_to_post(slots: Slots) -> bool:
    """ "X named CEO", with the post where an object would stand."""
    clause = slots.clause
    named = clause.subject is not None and clause.subject.sort is Sort.PERSON and clause.complement is None
    post = clause.object is not None and clause.object.sort is Sort.POST and not clause.passive
    bare = post and not clause.verb.helpers and any(3 in form.forms for form in clause.verb.forms)
    behind = slots.sentence.nodes[clause.index + 2 : clause.index + 4]
    return named and bare and slots.frame.act == "appoint" and not any(n.sort is Sort.PERSON for n in behind)


def _may_be_passive(slots: Slots) -> bool:
    """ "X fired by A", "X named CEO", "X out": what follows is no object that "fired" could have."""
    at = slots.clause.index
    if sort_at(slots.sentence.nodes, at - 1) is Sort.REL:
        return False  # "who voted to push out X"
    behind = slots.sentence.nodes[at + 1 : at + 2]
    if slots.clause.subject is not None and slots.clause.subject.low == "those":
        return True  # "among those laid off is X"
    if behind and behind[0].low == "of" and slots.clause.verb.low in ("let", "lets"):
        return False  # "let go of his shares"
    sorts = (
        Sort.PREP,
        Sort.SUB,
        Sort.TIME,
        Sort.COMMA,
        Sort.STOP,
        Sort.POST,
        Sort.TO,
        Sort.DASH,
        Sort.CLOSE,
        Sort.AND,
    )
    return not behind or behind[0].sort in sorts


def _is_such_as(nodes: list[Node], k: int) -> bool:
    """ "Exits of figures *such as* X"."""
    return low_at(nodes, k - 1) == "as" and low_at(nodes, k - 2) == "such"
