"""What the writer asserts beside a denial of something else: "A denied that it bullied X, *who left in May*"."""

from __future__ import annotations

from crawler.match.english.clauses import Clause
from crawler.match.english.items import Sort
from crawler.match.english.neighbours import low_at, sort_at
from crawler.match.english.nodes import Node
from crawler.match.english.sentence import Sentence
from crawler.match.english.verbs import is_finite
from crawler.match.english.words import term

_LONGEST_CHAIN = 4
_SET_OFF = frozenset((Sort.COMMA, Sort.OPEN, Sort.DASH))
_BETWEEN = frozenset((Sort.ADVERB, Sort.TIME, Sort.COMMA))  # "and *then* left"
_WHEN = frozenset("after before since when following".split())
_OWNERS = frozenset((Sort.CLITIC, Sort.PERSON, Sort.PRONOUN, Sort.ORG, Sort.FIRM, Sort.POST))
_AROUND = frozenset("in over amid around surrounding during behind".split())
_MANNER = frozenset("quietly silently empty-handed voluntarily willingly alone lightly happily gracefully".split())
_BUT = frozenset(("but", "yet"))
_WORDS_OF_DOING = 7  # items: "but on Friday she did"


def asserted_from(sentence: Sentence, clause: Clause) -> int:
    """The node from which on the writer says it himself: what is denied before that is another matter."""
    each: Clause = clause
    for _ in range(_LONGEST_CHAIN):
        opens = _opens_aside(sentence, each) or _opens_time(sentence, each) or _opens_second(sentence, each)
        if opens:
            return opens
        above = _teller(sentence, each) or each.governor
        if above is None:
            break
        goes_on = _same(above.subject, each.subject) or _announces(above, each)
        if not goes_on and not _opens_second(sentence, above):
            break
        each = above
    return _opens_surroundings(sentence, clause)


def _same(one: Node | None, other: Node | None) -> bool:
    return one is not None and other is not None and one.start == other.start


def _announces(above: Clause, clause: Clause) -> bool:
    """ "Who *announced* her departure", "that she was leaving": her own move."""
    own = clause.subject is not None and clause.subject.sort is Sort.PRONOUN
    return own and above.marker == "who" and above.verb.low.startswith("announc")


def _opens_aside(sentence: Sentence, clause: Clause) -> int:
    """ ", *who* left A", "(*whom* A fired)": behind a comma or a bracket it tells more of somebody known."""
    nodes = sentence.nodes
    if clause.nominal and low_at(nodes, clause.index - 1) == "whose":  # "X, *whose* departure"
        return clause.index - 1 if sort_at(nodes, clause.index - 2) in _SET_OFF else 0
    if clause.marker != "who":
        return 0
    taken_up = (k for k in range(clause.index - 1, 0, -1) if nodes[k].sort is Sort.REL)
    at = next(taken_up, clause.index) if sort_at(nodes, clause.index - 1) not in _SET_OFF else clause.index
    return at if sort_at(nodes, at - 1) in _SET_OFF else 0


def _opens_time(sentence: Sentence, clause: Clause) -> int:
    """ "Denied wrongdoing *after* leaving A": what tells when is taken for granted."""
    if clause.marker not in _WHEN and (clause.marker != "as" or clause.nominal):
        return 0
    return next((k for k in range(clause.index - 1, 0, -1) if sentence.nodes[k].low == clause.marker), 0)


def _opens_second(sentence: Sentence, clause: Clause) -> int:
    """ "Turned down a bonus *and* left A": a second verb of whoever denied or turned down something."""
    above = clause.governor
    if above is None or clause.nominal or clause.marker or not is_finite(clause.verb):
        return 0
    if above.verb.low not in term("hedge", "denying") or not _same(above.subject, clause.subject):
        return 0
    before = (k for k in range(clause.index - 1, 0, -1) if sentence.nodes[k].sort not in _BETWEEN)
    at = next(before, 0)
    return at if sentence.nodes[at].sort is Sort.AND else 0


def _teller(sentence: Sentence, clause: Clause) -> Clause | None:
    """ "Denied wrongdoing but *said* that X has left": whoever denies the one tells the other."""
    before = [other for other in sentence.clauses if other.index < clause.index and not other.nominal]
    last, told = (before[-1] if before else None), clause.subject
    tells = last is not None and last.verb.low in term("word", "telling")
    return last if tells and last is not None and told is not None and told.start > last.verb.start else None


def _opens_surroundings(sentence: Sentence, clause: Clause) -> int:
    """ "Denied wrongdoing *in* the firing of X", "a rift *over* his exit": not "rumours over his exit"."""
    nodes = sentence.nodes
    if not clause.nominal:
        return 0
    owned = (k for k in range(clause.index - 1, 0, -1) if nodes[k].sort not in _OWNERS and nodes[k].low != "the")
    at = next(owned, 0)
    return at if nodes[at].low in _AROUND and low_at(nodes, at - 1) not in term("word", "contents") else 0


def is_how(sentence: Sentence, clause: Clause) -> bool:
    """ "Did *not* leave A *quietly*", "never wanted to leave A, *but on Friday she did*": left all the same."""
    behind = [item.low for item in sentence.items[clause.verb.last :]]
    ends = next((k for k, low in enumerate(behind) if low in (",", ".", ":", ";", "!", "—")), len(behind))
    manner = "did" in clause.verb.helpers and not _MANNER.isdisjoint(behind[:ends][-1:])
    return manner or _does_so(behind)


def _does_so(behind: list[str]) -> bool:
    said = [low for low in behind if low not in (".", "!", '"', "”", "so")]
    but = next((k for k, low in enumerate(said) if low in _BUT), len(said))
    return said[-1:] == ["did"] and 1 < len(said) - but < _WORDS_OF_DOING
