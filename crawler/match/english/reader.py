"""Read moves of lab staff out of the English sentences of a document."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from crawler.match.candidate import Candidate
from crawler.match.document import Document, Line
from crawler.match.english.acts import apply
from crawler.match.english.arguments import Clause
from crawler.match.english.certainty import Standing, standing
from crawler.match.english.context import Context, surnames
from crawler.match.english.frames import Found
from crawler.match.english.freshness import when
from crawler.match.english.groups import grouped
from crawler.match.english.items import LAB, PER, TO, TRIGGER, Item, Person
from crawler.match.english.phrases import items
from crawler.match.english.rules_out import objection
from crawler.match.english.scoring import score
from crawler.match.english.tokens import mask, tokens, with_dashes
from crawler.match.english.words import term, triggers
from crawler.match.labs import LabSpan, encodable
from crawler.match.lexicons import Lexicon
from crawler.model import Kind

_BEHIND_SUBJECT = frozenset(("VERB", "TRIGGER", "AUX", "REL", "COMMA", "ADV"))
_MOST_UNITS, _HEAD, _BEFORE = 6000, 60, 3  # sentences; the longest articles have some 2,000
_LONGEST_UNIT = 2500  # characters of lines glued at character entities
_SOME_TEXT, _LEAD = 150, 500  # characters
_ENTITY_END = re.compile(r"&(?:#\d{1,6}|#x[0-9a-fA-F]{1,5}|[a-zA-Z]{2,8});$")
_UNKNOWN_LAB = re.compile(r"\bA\.?I\b|\bLabs?\b|[Ii]ntelligence")


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence to read: one line, or several that a character entity had cut."""

    line: Line
    start: int
    end: int


def read_english(document: Document, labs: tuple[LabSpan, ...], lexicon: Lexicon) -> tuple[Candidate, ...]:
    """Every move that a line without Chinese characters speaks of, in the order of the lines; several may be one move."""
    if not labs and not _UNKNOWN_LAB.search(document.plain):
        return ()
    units = _units(document)
    moving = _moving(document.plain, units)
    if not moving:
        return ()
    context = Context(lexicon_surnames=_surnames(lexicon), title_end=document.body)
    rows = _rows(document, units, _worth_reading(len(units), moving), labs, lexicon, context)
    found: list[Candidate] = []
    surroundings = _surroundings(document)
    for n in moving:
        if n in rows:
            found.extend(_read(document, units[n], rows[n], context, surroundings))
    return tuple(found)


def _worth_reading(count: int, moving: Sequence[int]) -> Sequence[int]:
    """Which units to read: all of an article; of a text beyond any article its head, and the moving ones with those before."""
    if count <= _MOST_UNITS:
        return range(count)
    near = {k for n in moving[:_MOST_UNITS] for k in range(max(0, n - _BEFORE), n + 1)}
    return sorted(near | set(range(_HEAD)))[:_MOST_UNITS]


def _rows(
    document: Document,
    units: Sequence[Unit],
    chosen: Sequence[int],
    labs: tuple[LabSpan, ...],
    lexicon: Lexicon,
    context: Context,
) -> dict[int, list[Item]]:
    """The items of every chosen unit, its people grouped; what the article says of them is kept in `context`."""
    masked = with_dashes(mask(document.plain), document.text)
    lab_starts = [lab.start for lab in labs]
    read: dict[int, list[Item]] = {}
    for n in chosen:
        unit = units[n]
        if not unit.line.chinese:
            here = labs[bisect_left(lab_starts, unit.start) : bisect_left(lab_starts, unit.end)]
            read[n] = items(tokens(masked, unit.start, unit.end), here, lexicon)
            _register(context, read[n])
    settled = {n: [_settled(item, context) for item in row] for n, row in read.items()}
    _place(context, settled.values())
    rows: dict[int, list[Item]] = {}
    for n, row in settled.items():
        rows[n] = grouped(row)
        _former_posts(context, rows[n])
        for item in rows[n]:
            for person in item.group.people if item.group else ():
                context.note(person)
    return rows


@cache
def _surnames(lexicon: Lexicon) -> dict[str, str]:
    return surnames({name: () for name in lexicon.spellings})


@cache
def _automaton() -> AhoCorasick:
    return AhoCorasick(sorted(triggers()), matchkind=MatchKind.LeftmostLongest)


def _units(document: Document) -> list[Unit]:
    units: list[Unit] = []
    for line in document.lines:
        if (
            units
            and _ENTITY_END.search(document.plain, max(units[-1].start, units[-1].end - 12), units[-1].end)
            and line.start - units[-1].end < 2
            and line.end - units[-1].start < _LONGEST_UNIT
        ):
            units[-1] = Unit(units[-1].line, units[-1].start, line.end)
        else:
            units.append(Unit(line, line.start, line.end))
    return units


def _moving(plain: str, units: Sequence[Unit]) -> list[int]:
    """The units that hold a word of moving."""
    low = plain.lower()
    if len(low) != len(plain):
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in plain)
    starts = [unit.start for unit in units]
    seen: dict[int, None] = {}
    for _, first, last in _automaton().find_matches_as_indexes(encodable(low)):
        if (first and low[first - 1].isalnum()) or (last < len(low) and low[last].isalnum()):
            continue
        n = bisect_left(starts, first + 1) - 1
        if n >= 0 and first < units[n].end:
            seen[n] = None
    return list(seen)


def _register(context: Context, row: Sequence[Item]) -> None:
    for item in row:
        if item.kind == PER:
            context.add(item.person, item.strength)
        elif item.kind == LAB and item.org:
            context.add_org(item.org, item.start)


def _place(context: Context, rows: Collection[Sequence[Item]]) -> None:
    """Keep for each sentence whom a later "he" or "she" stands for: its subject, and of several the one named most."""
    counted = Counter(item.person for row in rows for item in row if item.kind == PER)
    for row in rows:
        named = [
            (
                row[k + 1].kind in _BEHIND_SUBJECT and row[k - 1].kind != "PREP" if 0 < k + 1 < len(row) else False,
                counted[item.person],
                -k,
            )
            for k, item in enumerate(row)
            if item.kind == PER
        ]
        if named:
            item = row[-max(named)[2]]
            context.starts.append(row[0].start)
            context.named.append(item.person)


def _former_posts(context: Context, row: list[Item]) -> None:
    """ "Weng previously served as VP at OpenAI": a former employer that the sentence of the move need not repeat."""
    if not any(item.low in ("previously", "formerly") for item in row):
        return
    clause = Clause(row, context)
    for k, item in enumerate(row):
        group = row[k - 1].group if k else None
        if item.low in ("previously", "formerly") and group:
            org, _ = clause.lab_after(k + 2, ("at", "for", "with", "of"))
            for person in group.people:
                if org:
                    context.note(Person(person.name, person.start, orgs=[(org, "former")]))


def _settled(item: Item, context: Context) -> Item:
    """A person by the fullest name; one bare word that nothing makes a person is none."""
    if item.kind in ("NAME", "WORD") and item.text[:1].isupper() and item.text.isalpha() and len(item.text) > 2:
        known = context.surname(item.text)
        if known and not (item.low in term("word", "never_names") or item.low in term("word", "auxiliaries")):
            item.kind, item.person, item.strength = PER, known, 0.7
        return item
    if item.kind != PER:
        return item
    full = context.fullest(item.person)
    if full is not None and (" " in item.person or full != item.person):
        item.person = full if " " not in item.person else (full or item.person)
        item.strength = max(item.strength, 0.7)
        return item
    if item.strength < 0.4:
        item.kind = "NAME"
    return item


def _surroundings(document: Document) -> frozenset[str]:
    """Words of the headline and the first lines, where there is more than a headline: they tell what an article is about."""
    if len(document.plain) - document.body < _SOME_TEXT:
        return frozenset()
    return frozenset(re.findall(r"[a-z.\-]+", document.plain[: document.body + _LEAD].lower()))


def _read(
    document: Document, unit: Unit, row: list[Item], context: Context, around: frozenset[str]
) -> Iterator[Candidate]:
    clause = Clause(row, context, speaker=_speaker(row, context))
    sentence = document.plain[unit.start : unit.end]
    read = [
        found for i, item in enumerate(row) if item.kind == TRIGGER for found in apply(clause, i) if found.person.name
    ]
    for found in read:
        if found.kind is Kind.DEPARTURE and any(_to_join(clause, found, other) for other in read):
            continue
        how = standing(clause, found.trigger, sentence)
        if not objection(clause, found, how, sentence, around):
            yield _candidate(document, unit, clause, found, how)


def _to_join(clause: Clause, found: Found, other: Found) -> bool:
    """ "is leaving to join B": B is not what is left."""
    near = found.trigger < other.trigger <= found.trigger + 3 and clause.kind(found.trigger + 1) == TO
    return near and other.kind is Kind.HIRE and other.person.name == found.person.name and other.org.id == found.org.id


def _speaker(row: Sequence[Item], context: Context) -> Person | None:
    """Whose words "I" are in: the name before a colon at the start, or in "Tweet from NAME (@handle):"."""
    for k, item in enumerate(row[:14]):
        if item.kind == "COLON":
            for before in reversed(row[:k]):
                if before.group:
                    return before.group.people[-1]
    for k in range(len(row) - 1, max(0, len(row) - 8), -1):
        group = row[k].group
        if group and row[k - 1].kind == "DASH":
            return group.people[0]
    return None


def _candidate(document: Document, unit: Unit, clause: Clause, found: Found, how: Standing) -> Candidate:
    item = clause.row[found.trigger]
    told = when(document, unit.start, unit.end, clause, found.trigger)
    points, lowered = score(clause, found, how.certainty)
    recalled = (told.recalled,) if told.recalled else ()
    return Candidate(
        kind=found.kind,
        person=clause.context.fullest(found.person.name) or found.person.name,
        lab=found.org.name,
        lab_id=found.org.id,
        line=unit.line.index,
        trigger=(item.start, item.end),
        role=found.role or next(iter(found.person.roles), None),
        other_org=(found.other.name or None) if found.other else None,
        certainty=how.certainty,
        negated=how.negated,
        fresh=not told.recalled,
        announced=told.announced,
        effective=told.effective,
        attributed_to=how.cited,
        score=points,
        reasons=(f"{item.text!r}: {found.act}", *found.whys, *lowered, *recalled),
    )
