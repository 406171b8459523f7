"""What a word of leaving says where nobody leaves a lab: "left the stage", "quit smoking", "is fired up"."""

from __future__ import annotations

from itertools import pairwise

from crawler.match.english.items import Sort
from crawler.match.english.movers import heads_list
from crawler.match.english.neighbours import neighbour
from crawler.match.english.slots import Slots
from crawler.match.english.verbs import BE_FORMS, GO_FORMS, is_be
from crawler.match.english.words import term

_STEPS = ("step", "walk", "storm", "bow", "drop", "duck")
_LEFT_SO = frozenset(
    "out off behind alone open exposed vulnerable scrambling reeling wondering struggling unable".split()
)
_NOTHING = frozenset("no few little nothing only just".split())
_COMPOUNDS = frozenset("poll polls interview interviews strategy strategies sign signs ramp plan plans".split())


def is_leaving(slots: Slots) -> bool:
    """Whether what is left is a lab or a post in one: not San Francisco, a party, early access."""
    node = slots.clause.object
    if _other_sense(slots):
        return False
    if "object" not in slots.frame.source or node is None or slots.clause.passive:
        return True
    if node.sort is Sort.WORD:
        took_leave = node.low == "leave" and slots.lab(("of",)) is not None  # "took her leave of A"
        walks_out = slots.frame.act == "resign" and (node.low == "door" or took_leave)
        its_ai = node.org is not None and "ai" in (i.low for i in slots.sentence.items[node.first : node.last])
        there = node.low in ("there", "part") and slots.frame.act == "nolonger"  # "no longer works there", "part of A"
        return walks_out or there or its_ai or node.low in term("organisation", "inside")  # "exited A's AI stronghold"
    return node.sort not in (Sort.PERSON, Sort.NOMINAL, Sort.PRONOUN) or node.low in ("it", "us")


def _other_sense(slots: Slots) -> bool:
    """Whether the word of leaving means something else here."""
    clause = slots.clause
    if slots.frame.act == "out" and (clause.verb.low in GO_FORMS or not set(clause.verb.helpers) & BE_FORMS):
        beside = clause.verb.low in ("out", "off", "gone") and (_beside_name(slots) or heads_list(slots))
        return not (beside or _has_gone(slots))
    return any(tells(slots) for tells in _SENSES)


def _shares_time(slots: Slots) -> bool:
    """ "Will split her time between B and A"."""
    return slots.clause.verb.low.startswith("split") and any(slots.clause.oblique("between", "among"))


def _hands_over(slots: Slots) -> bool:
    """ "Hands over to somebody"."""
    clause = slots.clause
    return clause.verb.low.startswith("hand") and clause.object is None and any(clause.oblique("to"))


def _stops_doing(slots: Slots) -> bool:
    """ "Quit smoking"."""
    behind = slots.sentence.nodes[slots.clause.index + 1 : slots.clause.index + 2]
    doing = bool(behind) and behind[0].sort is Sort.VERB and behind[0].low.endswith("ing")
    return doing and not slots.lab_run()


def _leaves_a_room(slots: Slots) -> bool:
    """ "Left by a side door", "will step back on stage", "walked out of the hearing", "removed from its office"."""
    walks = slots.frame.act in ("leave", "oust") or slots.clause.verb.low.startswith(_STEPS)
    return walks and any(node.low in term("place", "rooms") for _, node in slots.clause.obliques)


def _goes_to_court(slots: Slots) -> bool:
    """ "Removed from the lawsuit", "dropped out of the case", "dismissed as a witness"."""
    nodes = slots.clause.oblique("from", "of", "as") if slots.frame.act in ("oust", "resign") else ()
    return any(node.low in term("place", "trials") for node in nodes)


def _puts_elsewhere(slots: Slots) -> bool:
    """ "Put her papers online"."""
    return slots.frame.act == "notice" and slots.clause.verb.low.startswith("put") and not _puts_in(slots)


def _leaves_so(slots: Slots) -> bool:
    """ "Leaves A in the dust", "left A out of the report", "left A with no choice"; "resigns against" a player."""
    clause, held = slots.clause, slots.clause.object
    if any(node.low in term("place", "plights") for node in clause.oblique("in")) or any(clause.oblique("against")):
        return True
    if slots.frame.act == "leave" and _behind_verb(slots) == "no":
        return True  # "left no doubt"
    if slots.frame.act != "leave" or held is None or held.sort is not Sort.ORG:
        return False
    behind = [item.low for item in slots.sentence.items[held.last : held.last + 2]]
    return bool(behind) and (behind[0] in _LEFT_SO or (behind[0] == "with" and behind[-1] in _NOTHING))


def _behind_verb(slots: Slots) -> str:
    verb = slots.clause.verb
    return next((item.low for item in slots.sentence.items[verb.last : verb.last + 1]), "")


def _travels(slots: Slots) -> bool:
    """ "Left for Tokyo on Monday": but "left for Stanford", "for the White House"."""
    nodes = slots.clause.oblique("for") if slots.frame.act == "leave" and slots.clause.object is None else ()
    places = term("place", "words") - term("place", "workplaces")
    return any(node.sort is Sort.WORD and node.org is None and node.low in places for node in nodes)


def _goes_on_to(slots: Slots) -> bool:
    """ "Moved on to the next question", "walked away with a prize", "gave up on A", "is fired up"."""
    clause, behind = slots.clause, _behind_verb(slots)
    matters = any(node.low in term("place", "matters") for node in clause.oblique("to"))
    wins = clause.verb.low.startswith("walk") and any(clause.oblique("with")) and slots.lab(("from", "of")) is None
    gives_up = clause.verb.low in ("give", "gives", "gave", "given", "giving") and behind == "on"
    return matters or wins or gives_up or (clause.verb.low == "fired" and behind == "up")


def _parts_with_things(slots: Slots) -> bool:
    """ "Parted with $2 million", "parted ways with his wife"."""
    nodes = slots.clause.oblique("with") if slots.frame.act == "part" else []
    others = [node for node in nodes if node.sort is Sort.WORD and node.org is None and node.low != "employer"]
    return bool(others) and len(others) == len(nodes)


def _is_of_a_thing(slots: Slots) -> bool:
    """ "X's *exit poll*", "a departure *from tradition*"."""
    clause = slots.clause
    behind = slots.sentence.nodes[clause.index + 1 : clause.index + 2]
    if not clause.nominal or (bool(behind) and behind[0].low in _COMPOUNDS):
        return clause.nominal
    known = term("organisation", "inside") | term("organisation", "reins") | term("role", "posts")
    things = [n for n in clause.oblique("from") if n.sort is Sort.WORD and n.org is None and n.low not in known]
    return any(n.low == slots.sentence.items[n.last - 1].text for n in things)


def _changes_product(slots: Slots) -> bool:
    """ "Ditched ChatGPT for Claude": a user."""
    held, goals = slots.clause.object, slots.clause.oblique("for")
    traded = [held, *goals] if held is not None and goals else []
    return bool(traded) and all(node.org is not None and node.org.how == "product" for node in traded)


def _puts_in(slots: Slots) -> bool:
    """ "Has *put in* her papers": not "put her papers online"."""
    items = slots.sentence.items
    said = (item for item in items if item.start >= slots.clause.verb.start)
    return any(one.low.startswith("put") and other.low == "in" for one, other in pairwise(said))


def _goes_about(slots: Slots) -> bool:
    """ "A day of debugging it *and then moving on*": one of the things that are done, and nobody goes."""
    verb = slots.clause.verb
    if verb.low != "moving" or BE_FORMS & set(verb.helpers):
        return False
    before = [item for item in slots.sentence.items if item.start < verb.start and item.sort is not Sort.ADVERB]
    doing = next((k for k in range(len(before) - 2, 0, -1) if before[k].low.endswith("ing")), 0)
    joined = bool(before) and before[-1].sort is Sort.AND
    return joined and doing > 0 and before[doing - 1].sort is not Sort.AUX and not before[doing].forms


def _has_gone(slots: Slots) -> bool:
    """ "Has gone", "they too were going", and nowhere further: not "has gone through"."""
    clause = slots.clause
    behind = slots.sentence.nodes[clause.index + 1 : clause.index + 3]
    ends = not behind or behind[0].sort in (Sort.COMMA, Sort.STOP, Sort.AND, Sort.TIME, Sort.ADVERB)
    dated = len(behind) > 1 and behind[0].sort is Sort.PREP and behind[1].sort is Sort.TIME
    counted = clause.marker == "to" and clause.governor is not None and is_be(clause.governor.verb)
    said = clause.verb.low in ("gone", "going", "go") and (bool(clause.verb.helpers) or counted)
    turned = clause.subject is not None and clause.subject.start > clause.verb.start  # "also gone is X"
    left = bool(behind) and behind[0].low == "from" and slots.lab(("from",)) is not None  # "is gone from A"
    return said and (ends or dated or turned or left or any(node.low == "end" for node in clause.oblique("at")))


def _beside_name(slots: Slots) -> bool:
    """ "X out as CEO": right behind the name."""
    before = neighbour(slots.sentence.nodes, slots.clause.index - 1)
    if before is not None and before.low == "way":
        return True
    named = before is not None and (before is slots.clause.subject or before.sort is Sort.COLON)  # "X: out at A"
    if any(c.object is before and c.verb.low.startswith("follow") for c in slots.sentence.clauses):
        return False  # "Y followed *X out*"
    return named and not slots.clause.verb.helpers


_SENSES = (
    _shares_time,
    _hands_over,
    _stops_doing,
    _leaves_a_room,
    _goes_to_court,
    _puts_elsewhere,
    _leaves_so,
    _travels,
    _goes_on_to,
    _parts_with_things,
    _is_of_a_thing,
    _changes_product,
    _goes_about,
)
