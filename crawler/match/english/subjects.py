"""Whose verb it is: the subject of an infinitive, of a participle and of a finite verb.

A noun phrase that opens a clause waits in `State.pending` until a finite verb takes it; what stands between commas in
the meantime (a relative clause, "the company said") takes its own.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from crawler.match.english.clauses import Clause
from crawler.match.english.items import Sort
from crawler.match.english.neighbours import neighbour, sort_at
from crawler.match.english.nodes import Node, index_of
from crawler.match.english.state import LIKE_PEOPLE, State, tells
from crawler.match.english.verbs import BECOMING, is_be
from crawler.match.english.words import frames, term

_BOUND = frozenset("set due poised slated".split())  # what a headline says without "is"
_IN_BRACKET = frozenset((Sort.ORG, Sort.COMMA, Sort.POST, Sort.TIME, Sort.ADVERB))


def infinitive(state: State, k: int, clause: Clause) -> None:
    """ "X to leave A", "X's decision to leave", "a deal for X to come back", "hired X to lead", "X agreed to join"."""
    clause.marker = "to"
    before = neighbour(state.nodes, k - 2)
    owner = _owner(state, k - 2) if before is not None and before.sort is Sort.WORD else None
    if before is not None and before.low in term("role", "posts"):
        owner = None  # "steps down from his role to become"
    if owner is not None:
        clause.subject = owner
    elif (before is not None and state.pending and state.pending[-1] is before) or _is_described(state, k, before):
        if state.pending[-1].low in _BOUND and len(state.pending) > 1:
            state.pending.pop()  # "X *set* to join A"
        clause.subject = state.pending.pop()
        state.main = clause
    elif before is not None and state.last is not None and _is_meant(state.last, before):
        clause.subject = before
    elif state.last is not None:
        clause.governor = state.last
        if state.last in state.headless:
            state.headless.append(clause)  # "After leaving A *to join B*, X": theirs is the next subject
        undone = before is not None and before.low == "only"  # "voted to oust X, *only to* reinstate him"
        clause.subject = state.last.subject if undone else _controller(state.last)
    elif before is not None and before.is_noun:
        clause.subject = before
    else:
        state.headless.append(clause)


def _is_meant(last: Clause, before: Node) -> bool:
    """ "A deal *for X* to come back": but "hired from A *for $2 billion* to lead" names no one."""
    return ("for", before) in last.obliques[-1:] and before.low not in ("billion", "million", "m", "bn", "good", "now")


def _is_described(state: State, k: int, before: Node | None) -> bool:
    """Whether a headline's only name, and what describes it, end in the comma before "to"."""
    named = neighbour(state.nodes, k - 3)
    waits = state.last is None and state.pending == [named] and named is not None and named.sort is Sort.PERSON
    return waits and before is not None and before.sort is Sort.COMMA


def _owner(state: State, k: int) -> Node | None:
    """Whose the noun at `k` is."""
    if state.nodes[k].owner:
        return state.nodes[k]
    return neighbour(state.nodes, k - 2) if sort_at(state.nodes, k - 1) is Sort.CLITIC else None


def _controller(governor: Clause) -> Node | None:
    """Who is to do what an infinitive says: whoever is hired to, else whoever agrees to."""
    held = governor.object
    if governor.verb.low == "followed":  # "followed by X *to launch* A"
        held = next((node for node in governor.oblique("by") if node.sort is Sort.PERSON), held)
    named = governor.subject is not None and governor.subject.sort in (Sort.PERSON, Sort.PRONOUN)
    if named and governor.verb.low in BECOMING:  # "X became the second to leave"
        return governor.subject
    return held if held is not None and held.sort in LIKE_PEOPLE and not governor.passive else governor.subject


def participle(state: State, clause: Clause, before: Node | None) -> None:
    """ "X leaving A", "with X taking over", "after leaving A", "..., joining B"."""
    clause.governor = state.last
    if before is not None and before.is_noun and before.sort is not Sort.NOMINAL and before.low != "up":
        if before in state.pending:
            state.pending.remove(before)
            state.main = clause  # a headline leaves out "is"
        clause.subject = before
    elif (told := _told_of(state, before) or _blamed(state, clause)) is not None:
        clause.subject = told
    elif state.main is None and (not state.pending or _only_tells_when(state, clause)):
        state.headless.append(clause)
    elif before is not None and state.last is not None and (before.sort is Sort.VERB or before.low == "up"):
        clause.subject = state.last.subject  # "X ended *up* leaving A"
    elif state.pending and (state.main is None or state.pending[-1].start > state.main.verb.start):
        clause.subject = _whose(state, state.pending[-1])
    elif state.main is not None:
        clause.governor = state.main
        clause.subject = state.main.subject
        held = state.main.object
        if held is not None and clause.subject is not None and clause.subject.low in ("it", "this"):
            owner = _whose(state, held)  # "it was X's first talk since leaving A"
            clause.subject = owner if owner is not held else clause.subject


def _blamed(state: State, clause: Clause) -> Node | None:
    """ "Sued X *for stealing secrets before joining B*": whose deed it is said to be."""
    main = state.main
    if main is None or main.verb.low not in term("word", "blaming"):
        return None
    told = any(node.low in ("for", "of") for node in state.nodes[main.index + 1 : clause.index])
    nodes = [*([main.object] if main.object is not None else []), *main.oblique("against")]
    return next((node for node in nodes if node.sort is Sort.PERSON), None) if told else None


def _only_tells_when(state: State, clause: Clause) -> bool:
    """ "*Less than a year* after joining A, X has been promoted"."""
    timed = clause.marker in ("after", "before", "since") and sort_at(state.nodes, clause.index - 2) is Sort.TIME
    return timed and all(node.sort is Sort.WORD for node in state.pending)


def _whose(state: State, node: Node) -> Node:
    """ "*X's* first words since leaving A": whose the thing is."""
    k = index_of(state.nodes, node)
    owned = node.sort is Sort.WORD and sort_at(state.nodes, k - 1) is Sort.CLITIC
    owner = neighbour(state.nodes, k - 2) if owned else None
    return owner if owner is not None and owner.sort is Sort.PERSON else node


def _told_of(state: State, before: Node | None) -> Node | None:
    """ "It comes on the heels of A's chief, X, *departing to lead* B": the name before the comma."""
    near = state.right_before(before) if before is not None and before.sort is Sort.COMMA else None
    subject = state.main.subject if state.main is not None else state.pending[-1] if state.pending else None
    thing = subject is None or subject.sort in (Sort.WORD, Sort.NOMINAL) or subject.low in ("it", "this")
    named = near is not None and near.sort is Sort.PERSON and near not in state.pending
    return near if named and thing and subject is not None else None


def _bracketed(state: State, clause: Clause) -> Node | None:
    """ "X (*left* A in May)", "X (A, *dismissed* in May)": the name before the bracket, of several the last one."""
    k = clause.index - 1
    while k > 0 and state.nodes[k].sort in _IN_BRACKET:
        k -= 1
    named = neighbour(state.nodes, k - 1) if sort_at(state.nodes, k) is Sort.OPEN else None
    if named is None or named.sort is not Sort.PERSON or state.relative is not None:
        return None
    return replace(named, people=named.people[-1:])


def finite(state: State, clause: Clause, before: Node | None) -> None:
    """The subject of a verb with a tense; where there is none yet, the clause waits for the next one's."""
    told = _bracketed(state, clause)
    if told is not None:
        clause.subject, clause.marker = told, "who"
        return
    founded = _founded_by(state, clause)
    if founded is not None:
        clause.subject, clause.marker = founded, "who"  # "to join the company, co-founded by X"
        return
    reduced = _reduced(state, clause, before) if state.relative is None else None
    if reduced is not None:
        if reduced not in state.pending:  # "hired X, poached from A, and Y": what this interrupts goes on
            state.around, state.waiting_before = (state.last, state.main), len(state.pending)
        clause.subject, clause.marker = reduced, "who"  # "X, tapped in May to lead A, is leaving"
        return
    if not (_of_relative(state, clause) or _of_neighbour(state, clause, before) or _of_before(state, clause, before)):
        is_so = is_be(clause.verb) or bool({"is", "was"} & set(clause.verb.helpers))
        if is_so and state.headless and (before is None or before.sort is not Sort.COMMA):
            state.headless.clear()  # "Leaving after a year is odd"
        state.headless.append(clause)  # "Poached from A, X starts at B"
        return
    clause.marker = clause.marker or state.subordinator
    clause.fronted += state.fronted
    for waiting in state.headless:
        waiting.subject = clause.subject
    state.subordinator, state.fronted, state.headless, state.main = "", [], [], clause


def _founded_by(state: State, clause: Clause) -> Node | None:
    """The firm before the comma of ", co-founded by X" and ", founded in 2024 by X"."""
    k, nodes = clause.index, state.nodes
    if clause.verb.helpers or clause.verb.low not in term("word", "founding"):
        return None
    by = any(node.low == "by" for node in nodes[k + 1 : k + 4])
    firm = neighbour(nodes, k - 2) if sort_at(nodes, k - 1) is Sort.COMMA else None
    return firm if by and firm is not None and firm.sort in (Sort.ORG, Sort.FIRM) else None


def _of_relative(state: State, clause: Clause) -> bool:
    """ "Who left A": the phrase before; "whom A fired": the phrase before is the object."""
    if state.relative is None:
        return False
    clause.marker = "who"
    if len(state.pending) > state.waiting_before:
        clause.object, clause.subject = state.relative, state.pending.pop()
    else:
        clause.subject = state.relative
    state.relative = None
    return True


def _of_neighbour(state: State, clause: Clause, before: Node | None) -> bool:
    """ "The company said *X* left", "want *X* removed", "says *his time* at A is over"."""
    last = state.last
    neighbour = (
        before is not None and before.is_noun and before not in state.pending and not _on_the_way(clause, before)
    )
    if neighbour and before is not None and _is_free(state, before):
        clause.subject = before
        if last is not None and last.object is before and not tells(last):
            clause.governor, clause.marker = last, "object"
        _release(last, before)
        return True
    second = before is not None and before.sort is Sort.AND  # "X denied the *rumours and left* A"
    said = second and last is not None and last.object is not None and last.object.low in term("word", "contents")
    if last is not None and tells(last) and last.object is not None and not state.pending and not said:
        clause.subject, last.object = last.object, None
        return True
    return False


def _of_before(state: State, clause: Clause, before: Node | None) -> bool:
    """A phrase that waits, else the subject of the verb before: "X left A and joined B", "is on her way out"."""
    if state.pending and not (state.main is not None and (_on_the_way(clause, before) or _has_told(state, before))):
        clause.subject = _from_pending(state, before)
    elif state.main is not None:
        clause.governor = _teller(state, clause, before) or state.main
        clause.subject = clause.governor.subject
    elif state.last is not None and state.last.nominal:
        clause.subject = state.last.subject
    else:
        return False
    return True


def _teller(state: State, clause: Clause, before: Node | None) -> Clause | None:
    """ "X wrote that AI could end us, *and quit* A": who tells, where no thing does what the verb says."""
    main = state.main
    thing = main is not None and main.subject is not None and main.subject.sort is Sort.WORD
    at = next((k for k, other in enumerate(state.clauses) if other is main), 0)
    told = state.clauses[at - 1] if at else None
    if not thing or before is None or before.sort is not Sort.AND or told is None or not tells(told):
        return None
    moves = any("subject" in frames()[form.act].mover for form in clause.verb.forms)
    return told if moves and told.subject is not None and told.subject.sort in LIKE_PEOPLE else None


def _has_told(state: State, before: Node | None) -> bool:
    """ "Another founder, X, resigned *and moved* to A", "A buys B, a maker of C, *and hires*": the subject before."""
    told = state.main is not None and state.main.subject is not None
    return told and before is not None and before.sort is Sort.AND


def _on_the_way(clause: Clause, before: Node | None) -> bool:
    return before is not None and before.low == "way" and clause.verb.low == "out"


def _reduced(state: State, clause: Clause, before: Node | None) -> Node | None:
    """The name before the comma of a participle that takes no object: "X, fired by A, says"."""
    verb = clause.verb
    participle = set(verb.helpers) <= term("word", "just_done") and any(
        3 in f.forms and "either" in frames()[f.act].mover for f in verb.forms
    )
    if not participle or before is None or before.sort is not Sort.COMMA or verb.low in term("word", "telling"):
        return None
    behind = neighbour(state.nodes, clause.index + 1)
    named = state.right_before(before)
    waits = named in state.pending[-1:] or (state.last is not None and named in state.last.arguments())
    alone = named is not None and named.sort is Sort.PERSON and (behind is None or not behind.is_noun)
    return named if waits and alone else None


def _from_pending(state: State, before: Node | None) -> Node:
    """The phrase that a finite verb takes: right before it, else the last that waits, people before things."""
    pending = state.pending
    chosen = before if before in pending else pending[-1]
    other = chosen.org is not None and not chosen.org.lab  # "a recipient of the Turing Award, "
    if chosen is not before and (chosen.sort in (Sort.WORD, Sort.FIRM, Sort.NOMINAL) or other):  # "X, in a *move*,"
        chosen = next((node for node in reversed(pending) if node.sort is Sort.PERSON), chosen)
    del pending[next(k for k, node in enumerate(pending) if node is chosen) :]
    return _with_partner(state, chosen)


def _with_partner(state: State, subject: Node) -> Node:
    """ "X and A have parted ways", "X, who led A, and Y, B's chief, are to join": both are meant."""
    pending = state.pending
    joined = _behind_and(state, subject)
    if joined and pending and subject.low == "team" and pending[-1].sort is Sort.PERSON:
        return pending.pop()  # "X and the A team are joining B"
    if joined and pending and subject.sort is Sort.ORG and pending[-1].sort is Sort.PERSON:
        state.fronted.append(("with", subject))
        return pending.pop()
    if joined and pending and subject.sort is Sort.PERSON and pending[-1].sort is Sort.ORG and not state.fronted:
        state.fronted.append(("with", pending[-1]))  # "A and X have parted ways"
        return subject
    others = (subject.sort is Sort.POST and subject.plural) or subject.low in ("colleagues", "others")
    if joined and pending and others and pending[-1].sort is Sort.PERSON:
        return pending.pop()  # "X and two engineers quit A"
    while joined and pending and subject.sort is Sort.PERSON and pending[-1].sort is Sort.PERSON:
        other = pending.pop()
        joined = _behind_and(state, other)
        subject = replace(subject, people=[*other.people, *subject.people])
    return subject


def _behind_and(state: State, node: Node) -> bool:
    before = state.right_before(node)
    return before is not None and before.sort is Sort.AND


def _is_free(state: State, node: Node) -> bool:
    """The object right before a finite verb is its subject; a phrase behind a preposition only where nothing waits."""
    last = state.last
    if last is None:
        return any(other is node and word in ("with", "among") for word, other in state.fronted)
    if last.object is node or last.complement is node:
        told = state.pending and state.pending[-1].low in term("word", "contents")
        return tells(last) or not told  # but "*news* that X left A shook investors"
    if tells(last) and last.object is not None:
        return False
    return not state.pending and any(other is node for _, other in last.obliques)


def _release(last: Clause | None, node: Node) -> None:
    """Take it from the verb before where that only tells; "a startup *focused* on" stays what is launched."""
    if last is None or not tells(last):
        return
    if last.object is node:
        last.object = None
    if last.complement is node:
        last.complement = None
    with suppress(StopIteration):
        last.obliques.remove(next(pair for pair in last.obliques if pair[1] is node))
