"""Candidates from a document's Chinese sentences: the gate, the scenes, then what reading.py makes of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice, zip_longest

from crawler.match.candidate import Candidate
from crawler.match.chinese.anaphora import with_this_company
from crawler.match.chinese.context import (
    Context,
    about,
    is_off_topic,
    known_names,
    signatory,
    speaks_of_ai,
    topics_apart,
)
from crawler.match.chinese.people import Person
from crawler.match.chinese.phrases import phrase
from crawler.match.chinese.reading import Reading
from crawler.match.chinese.scene import Scene, scene
from crawler.match.chinese.settling import borne_out, settled
from crawler.match.chinese.tables import cells
from crawler.match.chinese.terms import terms
from crawler.match.chinese.units import Unit, units
from crawler.match.chinese.unlisted import unlisted_firms
from crawler.match.document import MOST_READ, Document
from crawler.match.labs import LabSpan
from crawler.match.lexicons import Lexicon

# Characters of one document's telling sentences in which names are sought word by word; a hostile page has no end.
_MOST_TAGGED = 30_000
_FIRST_PAGE = 4_000  # characters that say what it is about
_STORY = 6_000  # of a story about someone, from its start
_MOST_CANDIDATES = 1_000
# Phrases that tell of a move beside a name.
_WITHOUT_TRIGGER = ("venture", "to_head", "handed_to", "next_in_post", "accepts_offer", "a_new_firm")
# How sure a name must be to be one elsewhere too; two characters are easily part of something else.
_SURE, _SURE_OF_TWO = 0.7, 0.75


def read_chinese(document: Document, labs: tuple[LabSpan, ...], lexicon: Lexicon) -> tuple[Candidate, ...]:
    """Every move that a Chinese sentence of the document tells of, in text order; recaps and denials among them."""
    words = terms()
    if not words.any(document.plain) and not any(
        phrase(p).search(document.plain, 0, MOST_READ) for p in ("new_people", "table_of_moves", *_WITHOUT_TRIGGER)
    ):
        return ()
    firms = unlisted_firms(document.plain[:MOST_READ], labs, lexicon)
    of_ai = speaks_of_ai(document, labs)
    named = bool(labs or firms or words.company_before.search(document.plain))
    if not named and not (of_ai and phrase("founders_act").search(document.plain[:_FIRST_PAGE])):
        return ()
    lines = [document.of(line) for line in document.lines]
    context = Context(lexicon, firms=firms, lines=lines, of_ai=of_ai, named=named)
    context.main, context.in_title = about(document, labs, firms)
    context.signed_by = signatory(document, labs)
    context.apart = topics_apart(document)
    context.off_topic = is_off_topic(document, labs)
    reading = Reading.of(document, context)
    found = list(islice(reading.read(_scenes(document, context)), _MOST_CANDIDATES))
    denied, staying = frozenset(reading.denied), frozenset(reading.staying)
    told = settled(found, document, denied, staying, title_denies=reading.title_denies)
    return tuple(borne_out(told, reading.borne_out))


def _scenes(document: Document, context: Context) -> list[Scene]:
    """Every unit with what it names: first those that tell of moves, then the others with the names found there."""
    parts = list(_without_links(_first(units(document), MOST_READ)))
    known = known_names(document, context.lexicon)
    telling: dict[int, Scene] = {}
    to_read = _MOST_TAGGED
    for unit in _that_matter(parts, signed="我" in document.plain):
        to_read -= len(unit.text)
        telling[unit.line] = scene(unit, context.lexicon, known, context.firms, light=to_read < 0)
    found = {p.name for one in telling.values() for p in one.people if _is_sure(p)}
    found |= {word for word in _single_words(telling.values()) if not context.lexicon.lab(word)}
    for line, one in telling.items():  # a name that one sentence makes plain is one in the others too
        titled = phrase("surname_and_title").search(one.text) is not None
        if titled or any(name in one.text and not any(p.name == name for p in one.people) for name in found):
            telling[line] = scene(one.unit, context.lexicon, known | found, context.firms)
    plain = [telling.get(u.line) or scene(u, context.lexicon, known | found, context.firms, light=True) for u in parts]
    scenes = list(with_this_company(plain))
    for one in sorted(scenes, key=lambda s: s.unit.line not in telling):  # those that tell of moves know best
        context.learn(one)
    return scenes


def _single_words(scenes: Iterable[Scene]) -> set[str]:
    """The first and last word of each Latin name, by which it is called from then on: Samira, Haddad."""
    names = (p.name.split(" ") for one in scenes for p in one.people)
    return {word for parts in names if len(parts) > 1 for word in (parts[0], parts[-1]) if len(word) > 3}


def _that_matter(parts: list[Unit], *, signed: bool) -> Iterator[Unit]:
    """The units in which names are sought: those with a word of moving, and those that a following one leans on.

    The first person needs a name, in the title, the by-line or the signature; a story that goes on with 他 names whom
    it means somewhere before.
    """
    story = any(_goes_on(unit) for unit in parts if _matters(unit))
    to_scan = _STORY if story else 0
    listing = False  # a line that tells of a move ended in a colon: its items name who
    counted = False  # the unit before speaks of people whom it only counts
    for unit, after in zip_longest(parts, parts[1:]):
        to_scan -= len(unit.text)
        announced = phrase("list_of_new_people").search(unit.text) is not None
        opens = announced or (
            unit.text.endswith(":") and (_matters(unit) or bool(phrase("new_people").search(unit.text)))
        )
        listing = opens or (listing and (unit.bullet or phrase("item_line").match(unit.text) is not None))
        edge = to_scan > 0 or (signed and (unit in parts[-3:] or unit in parts[:3]))
        leaned_on = after is not None and _matters(after) and phrase("leans").match(after.text)
        edge = edge or (unit.title and phrase("interview").search(unit.text) is not None)
        named = counted and phrase("they_are").match(unit.text) is not None
        if edge or leaned_on or listing or named or _matters(unit):
            yield unit
        counted = phrase("some_people").search(unit.text) is not None


def _goes_on(unit: Unit) -> bool:
    """True for a sentence about someone named before: 他加入A; 2020年加入A."""
    return "他" in unit.text or "她" in unit.text or phrase("omits_subject").match(unit.text, unit.opens) is not None


def _without_links(parts: Iterable[Unit]) -> Iterator[Unit]:
    """The units without lists of other articles: 相关阅读 and what follows it, up to the next whole sentence."""
    linked = False
    for unit in parts:
        linked = phrase("links_follow").match(unit.text) is not None or (
            linked and (unit.bullet or unit.text[-1] not in "。!?;")
        )
        if not linked:
            yield unit


def _is_sure(person: Person) -> bool:
    if len(person.name) == 2:
        return person.sure >= _SURE_OF_TWO and person.name[0] not in terms().risky
    return person.sure > _SURE


def _first(all_units: Iterator[Unit], most: int) -> Iterator[Unit]:
    for unit in all_units:
        most -= len(unit.text)
        if most < 0:
            return
        yield unit


def _matters(unit: Unit) -> bool:
    if cells(unit.text):
        return True
    in_post = "任" in unit.text and terms().posts.search(unit.text) is not None
    arrives = "来自" in unit.text and phrase("new_people").search(unit.text) is not None
    others = any(phrase(how).search(unit.text) for how in _WITHOUT_TRIGGER)
    return terms().any(unit.text) or in_post or arrives or others
