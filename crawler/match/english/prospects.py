"""Could this sentence, read by itself, tell of a move, whoever "she" and "the company" turn out to be?

Most sentences with a word of moving say at once that nobody moves: "the company launched a phone". To see that takes a
tenth of reading an article.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from crawler.match.document import document
from crawler.match.english.clauses import Clause
from crawler.match.english.context import Context
from crawler.match.english.endings import endings
from crawler.match.english.holders import new_holders
from crawler.match.english.items import Org, Person, Sort, Standing
from crawler.match.english.lists import listed_moves
from crawler.match.english.moves import moves_of
from crawler.match.english.nodes import Node
from crawler.match.english.people_meant import SEVERAL
from crawler.match.english.registry import register
from crawler.match.english.sentence import Sentence
from crawler.match.english.units import chosen_units
from crawler.match.english.words import frames, term
from crawler.match.labs import find_labs
from crawler.match.lexicons import Lexicon

_SOMEBODY, _SOME_LAB = "Jordan Parkes", Org("a lab", "a lab", True, True, "name")


class _Anything(Context):
    """What a sentence leaves to the others, taken for granted: that they name somebody, and a lab."""

    def before(self, start: int, *, least: int = 1) -> tuple[str, ...]:
        return super().before(start, least=least) or (_SOMEBODY,) * least

    def teller_near(self, start: int) -> str | None:
        return super().teller_near(start) or _SOMEBODY

    def holder(self, role: str, org: Org | None) -> str | None:
        return super().holder(role, org) or _SOMEBODY

    def employer(self, name: str, *standings: Standing) -> Org | None:
        return super().employer(name, *standings) or _SOME_LAB


def may_tell(text: str, lexicon: Lexicon) -> bool:
    """False where none of these sentences tells of a move, though others told whatever it leaves to them."""
    doc = document(None, text, None)
    units, moving = chosen_units(doc)
    if not moving:
        return False
    labs = find_labs(doc.plain, lexicon)
    context = _Anything()
    context.orgs.add(_SOME_LAB, -1)  # as if a headline had named it
    sentences = register(doc, units, moving, labs, lexicon, context=context)
    return any(_may_tell(sentences[n]) for n in moving if n in sentences)


def _may_tell(sentence: Sentence) -> bool:
    if any(True for _ in chain(endings(sentence), new_holders(sentence), listed_moves(sentence))):
        return True
    acting = [clause for clause in sentence.clauses if any(form.act in frames() for form in clause.verb.forms)]
    if any(moves_of(sentence, each) for clause in acting for each in (clause, *_named(sentence, clause))):
        return True
    named = any(node.sort is Sort.PERSON for node in sentence.nodes)
    return named and any(clause.marker == "to" and _departs(clause) for clause in acting)  # "time to hand over"


def _departs(clause: Clause) -> bool:
    found = (frames().get(form.act) for form in clause.verb.forms)
    return any(frame is not None and frame.gives == "departure" for frame in found)


def _named(sentence: Sentence, clause: Clause) -> Iterator[Clause]:
    """The clause with a name where it names nobody: the others may tell who they are."""
    subject, held = clause.subject, clause.object
    if clause.marker == "to" and (subject is None or subject.sort in (Sort.PRONOUN, Sort.WORD)):
        subject = _somebody(clause.verb)  # "it is time to hand over"
    elif subject is not None and _is_unnamed(sentence, subject):
        subject = _somebody(subject)
    if held is not None and _is_unnamed(sentence, held):
        held = _somebody(held)
    if subject is not clause.subject or held is not clause.object:
        yield replace(clause, subject=subject, object=held)


def _somebody(node: Node) -> Node:
    return replace(node, sort=Sort.PERSON, people=[Person(_SOMEBODY, [])])


def _is_unnamed(sentence: Sentence, node: Node) -> bool:
    """ "Both", "those", "four engineers", "its researchers", a headline's capitals that make a name, a first name."""
    if node.sort is Sort.POST or node.low in SEVERAL or node.low == "those" or node.low in term("role", "staff"):
        return True
    words = sentence.items[node.first : node.last]
    named = len(words) > 1 or words[0].sort is Sort.NAME
    return node.sort is Sort.WORD and named and all(item.text[:1].isupper() for item in words)
