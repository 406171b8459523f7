"""What the document as a whole tells a sentence: fullest names, whose people they are, which lab it is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import islice

from crawler.match.chinese.affiliations import Affiliation, affiliation
from crawler.match.chinese.dotted import dotted_names
from crawler.match.chinese.organisations import Org
from crawler.match.chinese.parties import owned_by
from crawler.match.chinese.people import LATIN, Person
from crawler.match.chinese.phrases import phrase
from crawler.match.chinese.scene import Scene
from crawler.match.chinese.terms import terms
from crawler.match.chinese.unlisted import occurrences
from crawler.match.document import MOST_READ, Document
from crawler.match.labs import LabSpan
from crawler.match.lexicons import Lexicon
from crawler.text.names import fullest, is_chinese, same_person

_MOST_NAMES = 400
_MOST_LABS = 5000  # places where labs are named; no article has so many
_FIRST_PAGE = 4000  # characters
_AHEAD = 2  # lines
_BESIDE = 3  # lines
_SIGNED_WITHIN = 3  # lines from the end
_SAYS_ENOUGH = 400  # characters; a shorter text may leave out that it is about AI


@dataclass(slots=True)
class Context:
    """Grows while the document is read; every lookup is by a name as written."""

    lexicon: Lexicon
    clusters: list[list[str]] = field(default_factory=list)
    cluster_of: dict[str, int] = field(default_factory=dict)
    belongs: dict[int, Affiliation] = field(default_factory=dict)
    roles: dict[int, str] = field(default_factory=dict)  # the first post by which each is described
    heads: dict[int, Org] = field(default_factory=dict)  # the firm that someone's name owns: X创办的A
    main: Org | None = None
    signed_by: Org | None = None  # the firm in whose name a notice ends
    in_title: tuple[Org, ...] = ()
    firms: Mapping[str, bool] = field(default_factory=dict)  # those that no list holds
    lines_of: dict[str, list[int]] = field(default_factory=dict)
    named: bool = False  # the document names an AI company
    apart: frozenset[int] = frozenset()  # lines that open a paragraph of a digest, which speaks of something else
    lines: Sequence[str] = ()  # every sentence of the document, folded
    of_ai: bool = False  # it speaks of AI
    off_topic: bool = False  # it says enough, and nothing of AI

    def is_of_ai(self, line: int) -> bool:
        """True where this line or one beside it speaks of AI, or the headline is about one of its firms."""
        apart = line > 0 and self.lines[line - 1].endswith(";")  # the next piece of news in the headline of a digest
        near = self.lines[line if apart else max(line - _BESIDE, 0) : line + _BESIDE + 1]
        return any(phrase("ai_trade").search(text) for text in near) or any(org.pure for org in self.in_title)

    def named_near(self, org: Org, line: int, reach: int) -> bool:
        """True where some line at most `reach` before this one, or this one, names the lab."""
        return any(line - reach <= at <= line for at in self.lines_of.get(org.lab_id, ()))

    def only_lab_ahead(self, org: Org, line: int) -> bool:
        """True where the only lab of the document is named just after a line: an excerpt begins in mid-story."""
        return len(self.lines_of) == 1 and any(line < at <= line + _AHEAD for at in self.lines_of.get(org.lab_id, ()))

    def learn_name(self, *names: str) -> int | None:
        """Put these spellings of one person together with those known; the cluster's number."""
        if len(self.cluster_of) > _MOST_NAMES:
            return self.cluster_of.get(names[0])
        known = next((self.cluster_of[n] for n in names if n in self.cluster_of), None)
        if known is None:
            known = next((i for i, c in enumerate(self.clusters) for o in c for n in names if self._same(n, o)), None)
        if known is None:
            self.clusters.append([])
            known = len(self.clusters) - 1
        for name in names:
            if name not in self.cluster_of:
                self.cluster_of[name] = known
                self.clusters[known].append(name)
        return known

    def _same(self, one: str, other: str) -> bool:
        listed = self.lexicon.person(one)
        return (listed is not None and listed == self.lexicon.person(other)) or same_person(one, other)

    def full_name(self, name: str) -> str:
        """The fullest spelling that the document gives of this person."""
        index = self.cluster_of.get(name)
        return fullest(tuple(self.clusters[index])) if index is not None else name

    def learn(self, scene: Scene) -> None:
        """Take in a scene's names and whose people they are."""
        for org in scene.orgs:
            self.lines_of.setdefault(org.lab_id, []).append(scene.unit.line)
        for person in scene.people:
            index = self.learn_name(person.name, *person.also)
            if index is None:
                continue
            owned = owned_by(scene, person)
            if owned:
                self.learn_head(person.name, owned)
            found = affiliation(scene, person)
            if found.role and not found.former:
                self.roles.setdefault(index, found.role)
            if found.org and (index not in self.belongs or _says_more(found, self.belongs[index])):
                self.belongs[index] = found

    def learn_head(self, name: str, firm: Org) -> None:
        """Someone founded or owns a firm."""
        if name in self.cluster_of:
            self.heads[self.cluster_of[name]] = firm

    def headed_by(self, person: Person) -> Org | None:
        """The lab that someone heads or belongs to, by what the document says (X创办的A, A的CEO X) or by a list."""
        index = self.cluster_of.get(person.name)
        owned = self.heads.get(index) if index is not None else None
        own = self.affiliation_of(person)
        if owned or (own and own.org and not own.former):
            return owned or (own.org if own else None)
        name = self.full_name(person.name)
        listed = terms().bosses.get(self.lexicon.person(name) or name) or _by_last_word().get(name)
        lab = self.lexicon.lab(listed) if listed else None
        return Org(person.start, person.end, lab.shown, lab.lab.id, lab) if lab else None

    def role_of(self, person: Person) -> str | None:
        """The post by which some place of the document describes this person, of a firm that it does not name."""
        index = self.cluster_of.get(person.name)
        return self.roles.get(index) if index is not None and index not in self.belongs else None

    def affiliation_of(self, person: Person) -> Affiliation | None:
        """The firm and post that some other place of the document gives this person."""
        index = self.cluster_of.get(person.name)
        return self.belongs.get(index) if index is not None else None


@cache
def _by_last_word() -> dict[str, str]:
    """Murati → the lab of Mira Murati."""
    return {name.rsplit(" ", 1)[1]: lab for name, lab in terms().bosses.items() if name.isascii() and " " in name}


def _says_more(found: Affiliation, known: Affiliation) -> bool:
    """True where a place tells of a present firm what was known as a past one, or adds the post at the same firm."""
    if known.former != found.former:
        return known.former
    same = found.org is not None and known.org is not None and found.org.lab_id == known.org.lab_id
    return same and found.role is not None and known.role is None


def known_names(document: Document, lexicon: Lexicon) -> frozenset[str]:
    """Parts by which full Latin and dotted names of the document may be called later: Leike, 莱克."""
    words = terms()
    parts: set[str] = set()
    for match in LATIN.finditer(document.plain, 0, MOST_READ):
        pieces = match.group().split(" ")
        after_post = words.posts.search(document.plain, max(0, match.start() - 5), match.start())
        if (
            len(pieces) in (2, 3)
            and (pieces[0] in words.latin_given or after_post)
            and not words.latin_not_name & set(pieces)
        ):
            parts.update(p for p in (pieces[0], pieces[-1]) if len(p) > 2 and p.isalpha() and not lexicon.lab(p))
        if len(parts) > _MOST_NAMES:
            break
    for start, end in islice(dotted_names(document.plain[:MOST_READ], frozenset(), frozenset()), _MOST_NAMES):
        last = document.plain[start:end].rsplit("·", 1)[1]
        if len(last) >= 2 and is_chinese(last):
            parts.add(last)
    return frozenset(parts)


def about(document: Document, labs: Sequence[LabSpan], firms: Mapping[str, bool]) -> tuple[Org | None, tuple[Org, ...]]:
    """The lab that the document is mostly about, and those in its title, one of a family."""
    named = [as_org(span) for span in labs[:_MOST_LABS] if span.name.how != "weak"]
    named += [org for org in occurrences(document.plain[:_FIRST_PAGE], firms) if org.ai]
    named.sort(key=lambda org: org.start)
    counted = Counter(org.lab_id for org in named)
    past = _past(document.plain, named)
    first = {org.lab_id: org for org in reversed(named)}
    title = {org.lab_id: org for org in reversed(named) if org.start < document.body and org not in past}
    present = {org.lab_id for org in named if org.lab and org not in past}
    if present:  # a firm that people only come from is not what it is about
        gone = {org.lab_id for org in past} - present
        counted = Counter({lab: n for lab, n in counted.items() if lab not in gone})
    top = counted.most_common(2)
    if is_digest(document):  # each part of its headline speaks of its own
        title = {}
        first = first if len(document.plain) > document.body + 200 else {}
    main = None
    if first and top and (len(top) == 1 or top[0][1] >= 2 * top[1][1]):
        main = first[top[0][0]]
    return main, tuple(title.values())


def signatory(document: Document, labs: Sequence[LabSpan]) -> Org | None:
    """The firm that one of the last lines names in full and that says nothing else: 某某科技股份有限公司."""
    for line in reversed(document.lines[-_SIGNED_WITHIN:]):
        named = phrase("signs").fullmatch(document.plain, line.start, line.end)
        if named:
            return next((as_org(s) for s in labs if line.start <= s.start and s.end <= line.end), None)
    return None


def _past(plain: str, named: Sequence[Org]) -> frozenset[Org]:
    """Those of 前OpenAI高管, OpenAI前高管 and 阿里千问前负责人: whoever is spoken of is gone from there."""
    past: set[Org] = set()
    edge = -1  # where the last past one starts: 阿里 before 千问前负责人 is past too
    for org in reversed(named):
        before = plain[max(0, org.start - 1) : org.start] in ("前", "原")
        if before or org.end == edge or phrase("former_after").match(plain, org.end):
            past.add(org)
            edge = org.start
    return frozenset(past)


def is_digest(document: Document) -> bool:
    """True for several pieces of news under one headline that parts them."""
    first = document.plain[document.body :].partition("\n")[0]
    head = document.title or ("" if "。" in first else first)  # whole sentences are no headline
    return ";" in head or head.count("|") > 1


def topics_apart(document: Document) -> frozenset[int]:
    """The lines of a digest that open a paragraph: none goes on with what the one before spoke of."""
    if not is_digest(document):
        return frozenset()
    return frozenset(line.index for line in document.lines if document.plain[line.start - 1 : line.start] in ("", "\n"))


def speaks_of_ai(document: Document, labs: Sequence[LabSpan]) -> bool:
    """True where the first page holds a word of the trade or names an AI unit or product."""
    named = any(s.name.how in ("unit", "product") for s in labs if s.start < _FIRST_PAGE)
    return named or phrase("ai_trade").search(document.plain[:_FIRST_PAGE]) is not None


def is_off_topic(document: Document, labs: Sequence[LabSpan]) -> bool:
    """True where a text long enough to speak of AI names no AI company and has no word of the trade."""
    return (
        len(document.plain) > _SAYS_ENOUGH
        and not any(s.name.lab.pure for s in labs)
        and not speaks_of_ai(document, labs)
    )


def as_org(span: LabSpan) -> Org:
    """A lab named elsewhere in the document."""
    return Org(span.start, span.end, span.name.shown, span.name.lab.id, span.name)
