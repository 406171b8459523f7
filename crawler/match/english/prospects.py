"""Could this sentence, read by itself, tell of a move, whoever "she" and "the company" turn out to be?

Most sentences with a word of moving say at once that nobody moves: "the company launched a phone". To see that takes a
tenth of reading an article.
"""

from __future__ import annotations

from crawler.match.document import document
from crawler.match.english.clauses import Clause
from crawler.match.english.items import Sort
from crawler.match.english.nodes import Node
from crawler.match.english.registry import register
from crawler.match.english.sentence import SEVERAL, Sentence
from crawler.match.english.slots import Slots
from crawler.match.english.units import chosen_units
from crawler.match.english.words import Frame, frames, term
from crawler.match.labs import find_labs
from crawler.match.lexicons import Lexicon

_MAY_BE_SOMEBODY = frozenset((Sort.PERSON, Sort.NAME, Sort.POST))
_THINGS = frozenset("it its itself this that which there".split())


def may_tell(text: str, lexicon: Lexicon) -> bool:
    """False where in none of these sentences somebody, named or not, stands where a frame has whoever moves."""
    doc = document(None, text, None)
    units, moving = chosen_units(doc)
    if not moving:
        return False
    sentences = register(doc, units, moving, find_labs(doc.plain, lexicon), lexicon)
    return any(_may_tell(sentences[n]) for n in moving if n in sentences)


def _may_tell(sentence: Sentence) -> bool:
    if not any(_is_somebody(sentence, node) for node in sentence.nodes):
        return False
    unsaid = any(item.low in term("word", "also_moving") for item in sentence.items)  # "her time there is over now"
    return unsaid or any(_may_move(sentence, clause) for clause in sentence.clauses)


def _may_move(sentence: Sentence, clause: Clause) -> bool:
    found = (frames().get(form.act) for form in clause.verb.forms)
    return any(_has_mover(Slots(sentence, clause, frame)) for frame in found if frame is not None)


def _has_mover(slots: Slots) -> bool:
    """Somebody in one of the places that the frame has for who moves; or those are empty, and the sentence tells."""
    clause = slots.clause
    if clause.nominal or clause.marker == "to" or clause.subject is None:
        return True
    return any(_is_somebody(slots.sentence, node) for node in slots.nodes_at(_places(slots.frame)))


def _places(frame: Frame) -> tuple[str, ...]:
    return tuple(place for each in frame.mover for place in (("subject", "object") if each == "either" else (each,)))


def _is_somebody(sentence: Sentence, node: Node) -> bool:
    """A name, a post, "she", "her last day", "both", "its researchers", what a headline writes as a name."""
    if node.sort is Sort.PRONOUN:
        return node.low not in _THINGS
    if node.sort in _MAY_BE_SOMEBODY or node.people or (node.owner and node.owner not in _THINGS):
        return True
    words = sentence.items[node.first : node.last]
    written_so = node.sort is Sort.WORD and len(words) > 1 and all(item.text[:1].isupper() for item in words)
    return written_so or node.low in SEVERAL or node.low == "those" or node.low in term("role", "staff")
