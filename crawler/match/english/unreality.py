"""What never happened, or not yet by anybody's word: denied, asked for, offered, tried, joked about."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from crawler.match.english.asserted import asserted_from, is_how
from crawler.match.english.clauses import Clause
from crawler.match.english.items import Sort
from crawler.match.english.neighbours import low_at, neighbour, sort_at
from crawler.match.english.nodes import Node, index_of
from crawler.match.english.sentence import Sentence
from crawler.match.english.verbs import BE_FORMS, is_be, is_finite
from crawler.match.english.words import term

_HANGS_ON = frozenset(("to", "of", "from", "about", "object"))
_GOVERNED = frozenset(("to", "of", "from", "about", "on", "in"))
_WHEN = frozenset("before after since while when following".split())  # "led its efforts before returning to A"
_ASKING = frozenset("why how what who when where".split())
_INVERTING = frozenset("had were should".split())
_NOT_QUITE = frozenset(("almost", "nearly"))
_CALLS = frozenset("pressure call calls calling called demand demands demanding push pushing petition".split())
_WEIGHING = frozenset("considering weighing mulling contemplating pondering eyeing exploring".split())
_LONGEST_CHAIN = 4
_NEAR, _FAR = 3, 7  # nodes before the verb in which a word may govern it
_DENYING = 14  # and in which one may deny it: "disputes a report by the Ledger that A's X is on his way out"


def chain(sentence: Sentence, clause: Clause) -> Iterator[Clause]:
    """The clause and what it hangs on: "declined an offer to join"; not "declined, joining A instead"."""
    each: Clause | None = clause
    for _ in range(_LONGEST_CHAIN):
        if each is None:
            return
        yield each
        apart = sort_at(sentence.nodes, each.index - 1) is Sort.COMMA
        bare = each.verb.low.endswith("ing") and not apart and each.marker not in _WHEN
        hangs = each.marker in _HANGS_ON or bare  # but "failed to return it *after leaving*"
        each = each.governor if hangs else None


def is_negated(sentence: Sentence, clause: Clause) -> bool:
    """Said not to happen: "does not leave", "no plans to leave", "denies that", "the report is untrue"."""
    if is_how(sentence, clause) or _left_open(sentence, clause):
        return False
    negations = term("word", "negations")
    if any(low in negations and low != "no" for low in _helpers(sentence, clause)) and not _is_more(clause):
        return True
    above = list(chain(sentence, clause))[1:]
    denied = [each for each in above if set(each.verb.helpers) & negations and not _leaves_it_true(each)]
    if denied and not _is_not_the_only_one(sentence, denied[0], clause):
        return True
    if _words_before(sentence, clause)[-2:] in (["not", "to"], ["yet", "to"], ["decided", "against"]):
        return True
    nodes, own = sentence.nodes, asserted_from(sentence, clause)
    at = next((k for k, node in enumerate(nodes) if node is clause.subject), 0)
    if low_at(nodes, at - 1) in ("neither", "nor") and not own:
        return True
    return (
        _is_denied(sentence, clause, own)
        or _is_waved_off(sentence, clause, own)
        or _is_called_false(sentence, clause, own)
    )


def _helpers(sentence: Sentence, clause: Clause) -> tuple[str, ...]:
    """Those of the verb, or of the one before "and" that shares its own: "did *not* leave A and join B"."""
    above, own = clause.governor, clause.verb.helpers
    if own or above is None or sort_at(sentence.nodes, clause.index - 1) is not Sort.AND:
        return own
    bare = any(form.forms == (0,) for form in clause.verb.forms)
    return above.verb.helpers if bare and "did" in above.verb.helpers else own


def _leaves_it_true(denied: Clause) -> bool:
    """ "*Did not respond* to questions about X's departure", "*not only* has X left"."""
    return denied.verb.low in term("hedge", "answering") or _is_more(denied)


def _is_more(clause: Clause) -> bool:
    """ "Did *not just* leave A": that, and more."""
    helpers = clause.verb.helpers
    behind = helpers[helpers.index("not") + 1 :] if "not" in helpers else ()
    return behind[:1] in (("only",), ("just",), ("merely",), ("simply",))


def _words_before(sentence: Sentence, clause: Clause, own: int = 0) -> list[str]:
    first = max(sentence.nodes[own].first, clause.verb.first - _DENYING)
    return [item.low for item in sentence.items[first : clause.verb.first]]


def _is_not_the_only_one(sentence: Sentence, denied: Clause, clause: Clause) -> bool:
    """ "X *isn't the only* researcher to jump ship": X has."""
    between = sentence.items[denied.verb.last : clause.verb.first]
    return any(item.low in ("only", "first", "last") for item in between[:3])


def _is_denied(sentence: Sentence, clause: Clause, own: int) -> bool:
    near = sentence.nodes[max(own, clause.index - _DENYING) : clause.index + 1]
    for behind, node in reversed(list(zip(near[1:], near, strict=False))):
        if node.sort is Sort.STOP:
            return False
        turned_elsewhere = node.low == "turned" and behind.low != "down"  # "*turned to* X"
        if node.low in term("hedge", "denying") and not turned_elsewhere and not _is_told_of(sentence, clause, node):
            return not (node.low == "denying" and _is_over(sentence, clause, node))
    return False


def _left_open(sentence: Sentence, clause: Clause) -> str:
    """The verb of "*did not deny* that X has left", "would neither confirm nor *deny*", which say neither."""
    own, negations = asserted_from(sentence, clause), term("word", "negations")
    denying = (o.verb for o in sentence.clauses if own <= o.index < clause.index and o.verb.low in ("deny", "denied"))
    return next((verb.low for verb in denying if set(verb.helpers) & negations), "")


def _is_told_of(sentence: Sentence, clause: Clause, denying: Node) -> bool:
    """ "X, *who denied wrongdoing*, left A", "*after A rejected her plan*, X left": told on the way."""
    by = next((other for other in sentence.clauses if other.verb is denying), None)
    if by is None or clause.subject is None or not is_finite(clause.verb):
        return False
    if clause.subject.start < denying.start:
        return by.marker == "who" and _is_over(sentence, clause, denying)
    at = index_of(sentence.nodes, clause.subject)
    return by.marker in _WHEN and sort_at(sentence.nodes, at - 1) is Sort.COMMA


def _is_waved_off(sentence: Sentence, clause: Clause, own: int) -> bool:
    """ "*Dismissed reports* that X left", "*pushed back on claims*", "*shot down rumours*"."""
    words, told = _words_before(sentence, clause, own), term("word", "contents") | {"talk"}
    waving = (k for k, low in enumerate(words) if low in term("hedge", "waving_off"))
    return any(not told.isdisjoint(words[k + 1 : k + 5]) for k in waving)


def _is_over(sentence: Sentence, clause: Clause, denying: Node) -> bool:
    """ "Weeks after *denying* it, X left": the comma ends what was denied."""
    between = [node for node in sentence.nodes[: clause.index] if node.start > denying.start]
    return any(node.sort is Sort.COMMA for node in between)


def _is_called_false(sentence: Sentence, clause: Clause, own: int) -> bool:
    if (
        _is_headed_false(sentence, clause)
        or _is_no_truth(sentence, clause, own)
        or any(_refutes(sentence, other, clause, own) for other in sentence.clauses)
    ):
        return True
    behind = sentence.nodes[clause.index + 1 :]
    lows = {node.low for node in behind}
    if "true" in lows and any(node.sort is Sort.NOT or "not" in node.helpers for node in behind):
        return True
    before = {node.low for node in sentence.nodes[own : clause.index]}
    return bool(lows & term("hedge", "false")) and bool(before & term("hedge", "claims"))


def _is_headed_false(sentence: Sentence, clause: Clause) -> bool:
    """ "*Fake news:* X leaving A", "*False:* X has left"."""
    head = next((k for k, node in enumerate(sentence.nodes[:3]) if node.sort in (Sort.COLON, Sort.DASH)), 0)
    words = [item.low for item in sentence.items[: sentence.nodes[head].first]]
    return 0 < len(words) < 3 and head < clause.index and words[0] in term("hedge", "false")


def _is_no_truth(sentence: Sentence, clause: Clause, own: int) -> bool:
    """ "There is *no truth* to reports that X is leaving"."""
    before = [item.low for item in sentence.items[sentence.nodes[own].first : clause.verb.first]]
    return ("no", "truth") in pairwise(before)


def _refutes(sentence: Sentence, other: Clause, clause: Clause, own: int) -> bool:
    """ "*It isn't true*: X is being replaced", "*reports* that X is leaving *were denied*"."""
    if other.index < clause.index:
        return other.index >= own and _is_untrue(other)
    contents = term("word", "contents")
    told = (other.subject is not None and other.subject.low in contents) or sentence.nodes[0].low in contents
    return told and not own and other.verb.low in term("hedge", "refuting") and bool(set(other.verb.helpers) & BE_FORMS)


def _is_untrue(clause: Clause) -> bool:
    true = is_be(clause.verb) and clause.object is not None and clause.object.low == "true"
    return true and bool(set(clause.verb.helpers) & term("word", "negations"))


def unreal_word(sentence: Sentence, clause: Clause) -> str:
    """The word that makes it no fact, or empty: a modal, "if", a verb or noun of wishing, offering and trying."""
    if is_how(sentence, clause):
        return ""
    own = _left_open(sentence, clause) or _modal(sentence, clause) or _mood(sentence, clause)
    if own:
        return own
    for each in chain(sentence, clause):
        if each.marker in ("if", "unless", "whether"):
            return each.marker
        wished = each is not clause and each.verb.low in term("hedge", "unreal") and not _was_asked(each)
        wished = wished or (each.verb.low == "planned" and _was_said_before(sentence, each))
        governing = each.verb.low if wished else _governing_word(sentence, each)
        if governing:
            return governing
    return (
        _kept_from(sentence, clause)
        or _called_for(sentence, clause)
        or _proposed(sentence, clause)
        or _weighed(sentence, clause)
    )


def _was_said_before(sentence: Sentence, clause: Clause) -> bool:
    """ "*Had planned* to come back", "*had said* she planned to come back": told of plans that are over."""
    before = (c for c in sentence.clauses if c.index < clause.index and c.verb.low in term("word", "telling"))
    return any("had" in each.verb.helpers for each in (clause, *before))


def _kept_from(sentence: Sentence, clause: Clause) -> str:
    """ "*Bars* X *from* leaving", "talked X *out of* leaving", "founded B *without* leaving A"."""
    words = _words_before(sentence, clause)
    if words[-1:] in (["against"], ["without"]):
        return words[-1]
    kept = words[-1:] in (["from"], ["of"]) and clause.verb.low.endswith("ing")
    return next((low for low in words if low in term("hedge", "preventing")), "") if kept else ""


def _called_for(sentence: Sentence, clause: Clause) -> str:
    """ "Pressure from investors *for the resignation* of X", "calls for A *to dismiss* X"."""
    asked = next((k for k, node in enumerate(sentence.nodes) if node is clause.subject), 0)
    if clause.marker == "to" and asked > 1 and sentence.nodes[asked - 1].low == "for":
        words = _words_before(sentence, clause)
        return next((low for low in words if low in _CALLS), "")
    before = sentence.nodes[max(0, clause.index - _FAR) : clause.index]
    owned = 3 if before[-1:] and before[-1].sort is Sort.CLITIC else 2  # "calls for *X's* removal"
    if not clause.nominal or all(node.low != "for" for node in before[-owned:]):
        return ""
    return next((node.low for node in reversed(before) if node.low in _CALLS), "")


def _proposed(sentence: Sentence, clause: Clause) -> str:
    """ "Considered proposing *X's removal*": the noun is the object of a verb of wishing."""
    held = clause.governor
    if not clause.nominal or held is None or clause.verb not in (held.object, held.complement):
        return ""
    wishing = term("hedge", "unreal") | term("hedge", "proposing")
    return next((each.verb.low for each in chain(sentence, held) if each.verb.low in wishing), "")


def _weighed(sentence: Sentence, clause: Clause) -> str:
    """ "VP *considering* exit": right before the noun and its article, which may be written as a verb is."""
    before = sentence.nodes[max(0, clause.index - 2) : clause.index]
    if before and before[-1].sort is Sort.ARTICLE:
        before = before[:-1]
    return before[-1].low if before and before[-1].low in _WEIGHING else ""


def _modal(sentence: Sentence, clause: Clause) -> str:
    for low in clause.verb.helpers:
        if low in _NOT_QUITE or (low in ("may", "might") and _some_day(sentence)):
            return low
        if low in term("hedge", "modals") and not _told_in_past(sentence, clause):
            return low
    joined = sort_at(sentence.nodes, clause.index - 1) is Sort.AND and clause.governor is not None
    marker = clause.governor.marker if joined and clause.governor is not None else clause.marker
    if marker in ("if", "unless", "whether"):
        return marker
    if _is_inverted(sentence, clause):
        return "had"
    return "?" if not clause.nominal and _is_question(sentence) else ""


def _some_day(sentence: Sentence) -> bool:
    """ "May join A *one day*", "a *judge* ruled that X may": nobody says that it will happen."""
    lows = [item.low for item in sentence.items]
    return bool({"someday", "judge", "court"} & set(lows)) or ("one", "day") in pairwise(lows)


def _is_inverted(sentence: Sentence, clause: Clause) -> bool:
    """ "*Had* X left a year earlier, she would ...": a condition without "if"."""
    at = next((k for k, node in enumerate(sentence.nodes) if node is clause.subject), 0)
    inside = at > 1 and not clause.nominal  # but "X, its chief scientist, *had* his last day on Friday"
    opens = at == 1 or (inside and sort_at(sentence.nodes, at - 2) in (Sort.COMMA, Sort.QUOTE, Sort.DASH))
    before = neighbour(sentence.nodes, at - 1)
    return opens and before is not None and before.low in _INVERTING and not before.forms and not before.helpers


def _mood(sentence: Sentence, clause: Clause) -> str:
    """ "Asks that X be removed", "Recruit X", "joking that", "demanded that A reinstate X"."""
    if _instead_of(sentence, clause):
        return "instead"
    before = [each.verb.low for each in sentence.clauses if each.index < clause.index]
    joking = next((low for low in before if low in term("hedge", "joking")), "")
    if joking or clause.marker == "to" or clause.nominal:
        return joking
    before_it = set(clause.governor.verb.helpers) if clause.governor is not None else set()
    if clause.verb.helpers[:1] == ("be",) and not before_it & {"will", "'ll", "would", "to"}:
        return "be"  # "asks that X be removed", but "will retire and be succeeded by X"
    bare = not clause.verb.helpers and any(form.forms == (0,) for form in clause.verb.forms)
    bare = bare and clause.verb.low not in ("out", "off", "gone", "welcome")  # "Out at A: X", "Welcome X to A!"
    if bare and clause.subject is None:
        return "a bare verb"
    return next((low for low in before if low in term("hedge", "asking")), "") if bare else ""


def _governing_word(sentence: Sentence, clause: Clause) -> str:
    """ "Tried *to* hire", "an offer *to* join", "talk *of* leaving": a word right before the verb."""
    if clause.marker in _WHEN or (clause.marker not in _GOVERNED and not clause.verb.low.endswith("ing")):
        return ""
    for node in reversed(sentence.nodes[max(0, clause.index - _NEAR) : clause.index]):
        if node.sort in (Sort.COMMA, Sort.STOP):
            return ""
        words = [item.low for item in sentence.items[node.first : node.last]]
        hit = next((word for word in words if word in term("hedge", "unreal")), "")
        taken = hit == "offer" and any(
            c.object is node and c.verb.low in term("word", "accepting") for c in sentence.clauses
        )
        if hit and not taken and not (hit == "asked" and set(node.helpers) & BE_FORMS):
            return hit
    return ""


def _instead_of(sentence: Sentence, clause: Clause) -> bool:
    """ "*Instead of* retiring, X joined A", "*rather than* join B"."""
    before = tuple(node.low for node in sentence.nodes[max(0, clause.index - 2) : clause.index])
    return before in (("instead", "of"), ("rather", "than"))


def _is_question(sentence: Sentence) -> bool:
    """ "Could A lure X?", "if so, why would X leave?" """
    first = next((item for item in sentence.items if item.sort is not Sort.QUOTE), None)
    asks = first is not None and first.sort is Sort.AUX
    asks = asks or (sentence.title and first is not None and first.low not in _ASKING)  # "X to leave A?"
    asks = asks or any(one.low == "why" and other.low == "would" for one, other in pairwise(sentence.items))
    return asks and any(item.low == "?" for item in sentence.items[-2:])


def _was_asked(clause: Clause) -> bool:
    """Who was asked to leave has left."""
    return clause.verb.low == "asked" and bool(set(clause.verb.helpers) & BE_FORMS)


def _told_in_past(sentence: Sentence, clause: Clause) -> bool:
    """ "She said she would join": the future of the past."""
    told = any(c.index < clause.index and c.verb.low in term("word", "telling") for c in sentence.clauses)
    conditional = any(item.low in ("if", "unless") for item in sentence.items)
    return "would" in clause.verb.helpers and told and not conditional
