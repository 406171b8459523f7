"""The sentences of a document that came nearest to telling of a move, where none does: to show why not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from crawler.match.chinese.context import known_names
from crawler.match.chinese.scene import scene
from crawler.match.chinese.units import units
from crawler.match.document import MOST_READ, Document, Line
from crawler.match.english.items import Sort
from crawler.match.english.registry import register
from crawler.match.english.units import chosen_units
from crawler.match.labs import LabSpan
from crawler.match.lexicons import Lexicon
from crawler.match.moving import moving

_MOST_SEEN = 200  # sentences with a lab; names in Chinese are sought word by word


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """A sentence that names a lab and somebody, or a lab and a word of moving; or all three, and still says no move."""

    line: Line
    lab: str  # display name
    person: str | None
    word: str | None


def nearest(document: Document, labs: Sequence[LabSpan], lexicon: Lexicon) -> tuple[Near, ...]:
    """Those with all three first, then those that name somebody, each in the order of the text."""
    named = dict(islice(_lines_with_labs(document, labs), _MOST_SEEN))
    people = dict(_english_people(document, labs, lexicon)) | dict(_chinese_people(document, named, lexicon))
    seen = (
        Near(
            line=document.lines[index],
            lab=span.name.shown,
            person=people.get(index),
            word=_word_of_moving(document.of(document.lines[index])),
        )
        for index, span in named.items()
    )
    near = (each for each in seen if each.person or each.word)
    return tuple(sorted(near, key=lambda each: (not (each.person and each.word), not each.person, each.line.start)))


def _lines_with_labs(document: Document, labs: Iterable[LabSpan]) -> Iterator[tuple[int, LabSpan]]:
    """The number of each line that names a lab, with the first lab in it; both come in the order of the text."""
    lines = iter(document.lines)
    line = next(lines, None)
    seen = -1
    for span in labs:
        while line is not None and line.end <= span.start:
            line = next(lines, None)
        if line is not None and line.start <= span.start and line.index > seen:
            seen = line.index
            yield seen, span


def _english_people(document: Document, labs: Sequence[LabSpan], lexicon: Lexicon) -> Iterator[tuple[int, str]]:
    parts, acting = chosen_units(document)
    for number, sentence in register(document, parts, acting, tuple(labs), lexicon).items():
        person = next((item.person for item in sentence.items if item.sort is Sort.PERSON), None)
        if person:
            yield parts[number].line.index, person


def _chinese_people(document: Document, named: Mapping[int, LabSpan], lexicon: Lexicon) -> Iterator[tuple[int, str]]:
    if not any(document.lines[index].chinese for index in named):
        return
    known = known_names(document, lexicon)
    for unit in units(document):
        if unit.line in named and document.lines[unit.line].end <= MOST_READ:
            people = scene(unit, lexicon, known).people
            if people:
                yield unit.line, people[0].name


def _word_of_moving(sentence: str) -> str | None:
    text = f"\n{sentence}\n".encode()
    return next((trigger.word for trigger, _ in moving(text, 1, len(text))), None)
