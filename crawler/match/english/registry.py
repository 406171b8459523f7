"""The first pass over a document: every sentence read into clauses, every person, post and lab kept in its context."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from crawler.match.document import Document
from crawler.match.english.context import Context
from crawler.match.english.entries import take_up_subject
from crawler.match.english.items import Item, Org, Place, Sort
from crawler.match.english.lexing import items_of
from crawler.match.english.lone_names import share_surnames
from crawler.match.english.neighbours import neighbour
from crawler.match.english.newlabs import find_new_labs
from crawler.match.english.noting import note
from crawler.match.english.owned_posts import place_posts
from crawler.match.english.parser import clauses_of
from crawler.match.english.phrases import nodes_of, without_signs
from crawler.match.english.sentence import Sentence
from crawler.match.english.signed import author, turn_of
from crawler.match.english.tokens import mask, tokens, with_dashes
from crawler.match.english.units import Unit
from crawler.match.english.words import common, given_name, term
from crawler.match.labs import LabSpan
from crawler.match.lexicons import Lexicon
from crawler.text.names import is_chinese, name_words

_NAMES = frozenset((Sort.PERSON, Sort.ORG))
_TELLING = frozenset((Sort.PERSON, Sort.PRONOUN))
_FIRST_WORD = re.compile(r"[\"'(]?([A-Za-z]+)(?=[ ,])")
_LEAST_SURNAME = 4  # letters of a listed person's surname that may stand alone
_BULLET = re.compile(r"[-*•·▪◦‣●][ \t]|\d{1,2}[.)][ \t]")
_SIGNS = " \t*_#>"  # of markdown, before a number
_INDENT = 12  # characters of space before a line


def register(
    document: Document,
    units: Mapping[int, Unit],
    moving: frozenset[int],
    labs: tuple[LabSpan, ...],
    lexicon: Lexicon,
    *,
    context: Context | None = None,
) -> dict[int, Sentence]:
    """Every unit without Chinese characters as a sentence, by its number; all share one context, a new one or this."""
    context = context or Context()
    context.open(_title_end(document), _surnames(lexicon))
    rows = _rows(document, units, moving, labs, lexicon)
    _call_labs_by_one_name(list(rows.values()))
    _add_names(rows.values(), context)
    sentences: dict[int, Sentence] = {}
    turn = ("", -1)
    for n, row in rows.items():
        sentence = _sentence(document, units[n], _settled(row, context), context)
        if sentence is None:
            continue
        turn = turn_of(document, sentence) or (turn if sentence.start < turn[1] else ("", -1))
        sentence.turn = turn[0] or None
        take_up_subject(sentence, sentences.get(n - 1))
        note(sentence)
        sentences[n] = sentence
    context.author = author(document, sentences)
    return sentences


def _add_names(rows: Iterable[list[Item]], context: Context) -> None:
    for row in rows:
        for item in row:
            if item.sort is Sort.PERSON:
                context.add_name(item.person, item.strength)
            elif item.org is not None:
                context.orgs.add(item.org, item.start)


def _sentence(document: Document, unit: Unit, items: list[Item], context: Context) -> Sentence | None:
    """The unit read into clauses; none where it has neither anybody nor a word of moving."""
    heads_list = bool(items) and items[-1].sort is Sort.COLON
    if not heads_list and not any(item.sort in _TELLING or item.forms for item in items) and not _owned(items):
        return None
    nodes = nodes_of(items)
    place_posts(nodes, context)
    place = _place(document.plain, unit.start)
    title = unit.end <= context.title_end
    return Sentence(unit.start, unit.end, items, nodes, clauses_of(nodes), context, title, place)


def _title_end(document: Document) -> int:
    """Where the headline ends, also where the first line of the text repeats it."""
    head, start = document.title, document.body
    return start + len(head) + 1 if head and document.plain.startswith(f"{head}\n", start) else start


def _place(plain: str, start: int) -> Place:
    opens = plain.rfind("\n", max(0, start - _INDENT), start) + 1
    before = plain[opens:start] if opens or start < _INDENT else "-"
    if _BULLET.match(plain, start) or _BULLET.fullmatch(before.lstrip(_SIGNS)):  # "1." is cut off as a sentence
        return Place.BULLET
    return Place.RUNNING if before.strip() else Place.OPENING


def _owned(row: Sequence[Item]) -> bool:
    """ "Their company, A, ...", "the pair's company"."""
    several = any(item.low in ("pair", "duo", "trio", "quartet") for item in row)
    owners = (Sort.HIS, Sort.CLITIC) if several else (Sort.HIS,)
    firms = (k for k, item in enumerate(row) if item.sort is Sort.FIRM)
    return any(item.sort in owners for k in firms for item in row[max(0, k - 2) : k])  # also "her new startup"


def _rows(
    document: Document,
    units: Mapping[int, Unit],
    moving: frozenset[int],
    labs: tuple[LabSpan, ...],
    lexicon: Lexicon,
) -> dict[int, list[Item]]:
    masked = with_dashes(mask(document.plain), document.text)
    soft = [at for unit in units.values() for at in unit.breaks]
    if soft:
        signs = list(masked)
        for at in soft:
            signs[at] = " "
        masked = "".join(signs)
    starts = [lab.start for lab in labs]
    new_labs = find_new_labs(document, lexicon)
    new_starts = [lab.start for lab in new_labs]
    rows: dict[int, list[Item]] = {}
    for n, unit in units.items():
        if not unit.line.chinese and (n in moving or _names_or_refers(masked, unit)):
            here = labs[bisect_left(starts, unit.start) : bisect_left(starts, unit.end)]
            new = new_labs[bisect_left(new_starts, unit.start) : bisect_left(new_starts, unit.end)]
            rows[n] = items_of(tokens(masked, unit.start, unit.end), here, new, lexicon)
    return rows


def _names_or_refers(masked: str, unit: Unit) -> bool:
    """False where a sentence without a word of moving names nobody and nothing and refers to nobody."""
    first = _FIRST_WORD.match(masked, unit.start, unit.end)
    if first is None or masked[unit.end - 1] == ":":
        return True
    low = first.group(1).lower()
    if low in _referring_words() or given_name(low) or not common(low):
        return True
    return _referring().search(masked, first.end(), unit.end) is not None


@cache
def _referring_words() -> frozenset[str]:
    return term("word", "pronouns") | term("word", "possessive_pronouns")


@cache
def _referring() -> re.Pattern[str]:
    """A capital letter, a sign that the words alone do not show, or a pronoun."""
    return re.compile(rf"[^a-z0-9 ,.;'\"()%$-]|\b(?:{'|'.join(sorted(_referring_words()))})\b")


def _call_labs_by_one_name(rows: Sequence[list[Item]]) -> None:
    """ "Ostara AI" and, further down, "Ostara": an unlisted lab goes by its full name everywhere."""
    full: dict[str, Org] = {}
    for item in (item for row in rows for item in row):
        if item.org is not None and item.org.how in ("form", "other"):
            stem = _without_suffix(item.org.name)
            if stem and stem != item.org.name.lower():
                full.setdefault(stem, item.org)
    for item in (item for row in rows for item in row) if full else ():
        if item.low not in full:
            continue
        short = item.org is not None and item.org.how == "form"
        alone = item.sort in (Sort.NAME, Sort.PERSON) and item.strength < 0.6 and item.text[:1].isupper()
        if short or alone or item.sort is Sort.NAME:
            item.sort, item.org = Sort.ORG, full[item.low]


def _without_suffix(name: str) -> str:
    words = name.lower().split()
    while len(words) > 1 and words[-1] in term("organisation", "suffixes"):
        words.pop()
    return " ".join(words)


@cache
def _surnames(lexicon: Lexicon) -> dict[str, str]:
    """Folded surname → name, for the listed people with a Latin name, where only one has that surname."""
    found: dict[str, list[str]] = {}
    for name in lexicon.spellings:
        words = () if is_chinese(name) else name_words(name)
        if len(words) > 1 and len(words[-1]) >= _LEAST_SURNAME:
            found.setdefault(words[-1], []).append(name)
    return {last: held[0] for last, held in found.items() if len(held) == 1}


def _settled(row: list[Item], context: Context) -> list[Item]:
    """The row with its names as the whole document has them."""
    share_surnames(row, context)
    for k, item in enumerate(row):
        if item.sort in _NAMES or item.text[:1].isupper():
            _settle(item, neighbour(row, k + 1), context)
    return without_signs(row)


def _settle(item: Item, behind: Item | None, context: Context) -> None:
    """A person by the fullest name; one bare word that nothing makes a person is none."""
    if item.sort is Sort.ORG:
        named = item.org is not None and item.org.how in ("form", "other") and item.text == item.org.name
        if named and (known := context.named_in_full(item.text)) is not None:  # "the startup Lee left A to launch"
            item.sort, item.org, item.person, item.strength = Sort.PERSON, None, known, 0.7
    elif behind is not None and behind.low == "of" and item.low in term("role", "heads"):
        item.sort = Sort.POST  # "Ann Lee, *Dean of* Science"
    elif item.sort in (Sort.NAME, Sort.WORD):
        _surname_alone(item, context)
    elif item.sort is Sort.PERSON:
        full = context.of_handle(item.person) if item.person[:1] == "@" else context.fullest(item.person)
        if full is not None and (" " in item.person or full != item.person):
            item.person, item.strength = full, max(item.strength, 0.7)
        elif item.strength < 0.4:
            item.sort = Sort.NAME


def _surname_alone(item: Item, context: Context) -> None:
    if not (item.text.isalpha() and len(item.text) > 1):
        return
    known = context.surname(item.text)
    if known and item.low not in term("word", "never_names"):
        item.sort, item.person, item.strength = Sort.PERSON, known, 0.7
