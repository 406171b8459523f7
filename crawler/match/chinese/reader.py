"""Candidates from a document's Chinese sentences: the gate, the scenes, then what reading.py makes of them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, zip_longest

from crawler.match.candidate import Candidate
from crawler.match.chinese.context import Context, about, known_names, speaks_of_ai
from crawler.match.chinese.phrases import phrase
from crawler.match.chinese.reading import Reading
from crawler.match.chinese.scene import scene
from crawler.match.chinese.settling import settled
from crawler.match.chinese.terms import terms
from crawler.match.chinese.units import Unit, units
from crawler.match.document import Document
from crawler.match.labs import LabSpan
from crawler.match.lexicons import Lexicon

# Characters of one document's telling sentences in which names are sought word by word; a hostile page has no end.
_MOST_TAGGED = 30_000
_MOST_READ = 400_000  # characters; no article is longer
_MOST_CANDIDATES = 1_000


def read_chinese(document: Document, labs: tuple[LabSpan, ...], lexicon: Lexicon) -> tuple[Candidate, ...]:
    """Every move that a Chinese sentence of the document tells of, in text order; recaps and denials among them."""
    words = terms()
    if not words.any(document.plain):
        return ()
    if not labs and not words.company_before.search(document.plain):
        return ()
    known = known_names(document, lexicon)
    context = Context(lexicon)
    context.main, context.in_title = about(document, labs)
    context.of_ai = speaks_of_ai(document, labs)
    parts = list(_first(units(document), _MOST_READ))
    scenes = []
    to_read = _MOST_TAGGED
    signed = "我" in document.plain  # the first person needs a name, in the title, the by-line or the signature
    for unit, after in zip_longest(parts, parts[1:]):
        edge = signed and (unit is parts[-1] or unit in parts[:3])
        if not edge and not _matters(unit) and not (after and _matters(after) and phrase("leans").match(after.text)):
            continue
        to_read -= len(unit.text)
        scenes.append(scene(unit, lexicon, known, light=to_read < 0))
    for one in scenes:
        context.learn(one)
    known |= {p.name for one in scenes for p in one.people if p.sure > 0.7 and len(p.name) > 2}
    telling = {one.unit.line: one for one in scenes}
    scenes = [telling.get(u.line) or scene(u, lexicon, known, light=True) for u in parts]
    for one in scenes:
        if one.unit.line not in telling:
            context.learn(one)
    reading = Reading.of(document, context)
    found = list(islice(reading.read(scenes), _MOST_CANDIDATES))
    return tuple(settled(found, document, frozenset(reading.denied)))


def _first(all_units: Iterator[Unit], most: int) -> Iterator[Unit]:
    for unit in all_units:
        most -= len(unit.text)
        if most < 0:
            return
        yield unit


def _matters(unit: Unit) -> bool:
    return terms().any(unit.text) or ("任" in unit.text and terms().posts.search(unit.text) is not None)
