"""Sentence after sentence: drafts filled with what the document knows, judged, and made into candidates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from crawler.match.candidate import Candidate
from crawler.match.chinese.births import Births
from crawler.match.chinese.certainty import certainty_of, cited
from crawler.match.chinese.context import Context
from crawler.match.chinese.counted import counted, how_many, named
from crawler.match.chinese.counting import counts
from crawler.match.chinese.denials import denies_move, denies_only_entry
from crawler.match.chinese.draft import Draft
from crawler.match.chinese.filled import Filled, shown
from crawler.match.chinese.frames import drafts
from crawler.match.chinese.how import How
from crawler.match.chinese.lists import Heading, heading, item_drafts, newcomers, with_exits
from crawler.match.chinese.organisations import Org
from crawler.match.chinese.people import Person
from crawler.match.chinese.phrases import phrase
from crawler.match.chinese.referents import Referents
from crawler.match.chinese.rules_out import Ruling, verdict
from crawler.match.chinese.scene import Scene
from crawler.match.chinese.tables import Columns, cells, columns, is_head, row_drafts
from crawler.match.chinese.timing import Calendar, is_background, recap_words, when
from crawler.match.chinese.whereabouts import Whereabouts, Why
from crawler.match.document import Document
from crawler.model import Kind

_FIRST_PAGE = 4_000  # characters that say what a text is about
_HEADLINE = 2  # lines of a text that is no more than a headline and a sentence
_UNDER_HEADLINE = 4  # lines below a headline that says whose people leave


@dataclass(slots=True)
class Reading:
    """Walks the scenes of one document and remembers what they spoke of."""

    document: Document
    context: Context
    calendar: Calendar
    places: Whereabouts
    who: Referents
    births: Births = field(default_factory=Births)
    recap: bool = False  # earlier moves are being listed
    staying: set[str] = field(default_factory=set)  # who stay with the firm at another post, as published
    denied: set[str] = field(default_factory=set)  # of whom a sentence says that the news is false
    title_denies: bool = False  # the headline denies a move
    borne_out: set[str] = field(default_factory=set)  # and of whom that it is true
    heading: Heading | None = None
    looking_back: bool = False  # the paragraph began by saying so: 过去一年
    entered: dict[tuple[str, tuple[int, int]], str] = field(default_factory=dict)  # where an entry led
    headline: tuple[Scene, tuple[Draft, ...]] | None = None  # one that counts people, and what it has them do
    leavers: dict[str, tuple[Person, str]] = field(default_factory=dict)  # who was told to leave, and which lab
    unnamed: tuple[Draft, ...] = ()  # the moves of people whom the sentence before only counts
    columns: Columns | None = field(default_factory=Columns)  # of the table at hand
    vacant: tuple[str, int] | None = None  # the post that was last left, and its line

    @classmethod
    def of(cls, document: Document, context: Context) -> Reading:
        """A reading that has seen nothing yet."""
        return cls(document, context, Calendar(document), Whereabouts(context), Referents(context))

    def read(self, scenes: list[Scene]) -> Iterator[Candidate]:
        """Every candidate of the scenes, in order."""
        self.who.find_speaker(scenes)
        for one, after in zip_longest(scenes, scenes[1:]):
            self.places.overhear(one)
            self.looking_back = self._looks_back(one)
            self.who.open(one, after, same_paragraph=self._within_paragraph(one))
            movers: list[Person] = []
            told = self._told(one)
            yield from self._named_at_last(one)
            for draft in self._row(one) or told or item_drafts(one, self.heading):
                for person in self.who.meant(one, draft):
                    filled = self._filled(one, draft, person)
                    candidate = self._candidate(one, filled) if filled else None
                    if filled and candidate and not self._is_echo(draft, candidate):
                        movers.append(person)
                        self._remember(filled, candidate)
                        yield candidate
            self.heading = heading(one, self.heading)
            self.who.close(one, movers)
            self._notice(one)
        yield from self._headlined()

    def _told(self, one: Scene) -> list[Draft]:
        """The moves that a sentence tells by its verbs, by what the ones before have said, or by calling founders."""
        told = with_exits(one, list(drafts(one)), self.heading, self.places.left_before(one))
        told = self._exits_told_above(one, told)
        told += named(one, self.unnamed)
        self.unnamed = counted(one)
        if one.unit.heads and self.unnamed:
            self.headline = (one, self.unnamed)
        told += self.births.founders(one, told, self.places.told_of())
        return told or list(newcomers(one, self.places.went_to(one.unit.line)))

    def _remember(self, filled: Filled, candidate: Candidate) -> None:
        """Keep what a candidate says for the sentences to come."""
        draft, org, person = filled.draft, filled.org, filled.person
        self.recap = self.recap or not candidate.fresh
        self.places.remember(draft, org, candidate.line, candidate.person, fresh=candidate.fresh)
        self.births.remember(candidate, org)
        if org and candidate.kind is Kind.FOUNDING:
            self.context.learn_head(person.name, org)
        if candidate.kind is Kind.DEPARTURE:
            self.leavers.setdefault(candidate.person, (person, candidate.lab_id))
        left = candidate.role if candidate.kind is Kind.DEPARTURE else draft.aff.role
        if left and draft.trigger.sense in ("leave", "fire"):
            self.vacant = (left, candidate.line)

    def _row(self, one: Scene) -> list[Draft]:
        """The moves of a table's row; what its columns hold, the first row says, or they are the usual ones."""
        if not cells(one.text):
            return []
        if is_head(one):
            self.columns = columns(one)
        return list(row_drafts(one, self.columns)) if self.columns else []

    def _headlined(self) -> Iterator[Candidate]:
        """A两名成员出走,成立B: what the headline says of as many people as the text then has leave A."""
        if self.headline is None:
            return
        one, told_of = self.headline
        left = {org.lab_id for org in one.orgs}
        people = [person for person, lab_id in self.leavers.values() if lab_id in left]
        if len(people) != how_many(one):
            return
        for draft in told_of:
            for person in people if draft.kind in (Kind.FOUNDING, Kind.HIRE) else ():
                filled = self._filled(one, replace(draft, person=person, how=How.LIST), person)
                if filled:
                    yield self._candidate(one, filled)

    def _is_echo(self, draft: Draft, candidate: Candidate) -> bool:
        """True for the exit from A that an entry implies (A的X入职), where the entry proves to be into A itself."""
        place = (candidate.person, candidate.trigger)
        if draft.trigger.sense != "join":
            return False
        if draft.kind is Kind.HIRE:
            self.entered[place] = candidate.lab_id
        implied = draft.kind is Kind.DEPARTURE and draft.other is None
        return implied and self.entered.get(place, candidate.lab_id) == candidate.lab_id

    def _exits_told_above(self, one: Scene, told: list[Draft]) -> list[Draft]:
        """副院长X入职B under the headline A高管出走: X, of whose firm no more is said, leaves A."""
        if self.places.unrest is None or one.unit.line - self.places.unrest[1] > _UNDER_HEADLINE:
            return told
        left, found = self.places.unrest[0], []
        for draft in told:
            aff, to = draft.aff, draft.org
            goes = draft.kind is Kind.HIRE and draft.other is None and to is not None and to.lab_id != left.lab_id
            bare = goes and to and (aff.org is None or aff.org.lab_id == to.lab_id) and aff.outside is None
            if draft.person and bare and aff.role and not aff.former:
                found.append(replace(draft, other=left))
                found.append(replace(draft, kind=Kind.DEPARTURE, org=left, other=draft.org, role=None))
            else:
                found.append(draft)
        return found

    def _named_at_last(self, one: Scene) -> Iterator[Candidate]:
        """The foundings told just before, of a firm that only this sentence names."""
        for told, firm in self.births.named_at_last(one):
            self.places.company = firm
            yield replace(told, lab=shown(firm, self.document) or "", lab_id=firm.lab_id)

    def _notice(self, one: Scene) -> None:
        """Remember of whom a sentence says that they stay, or that the news is false or true."""
        remain = [p for p in one.people if phrase("remains").match(one.text, p.end)]
        self.staying.update(self.document.as_published(self.context.full_name(p.name)) for p in remain)
        denies = denies_move(one)
        self.title_denies = self.title_denies or (denies and one.unit.title)
        topic = self.who.topic
        about = {self.context.full_name(p.name) for p in one.people or ([topic] if topic else [])}
        if topic and denies and not denies_only_entry(one):
            self.denied |= about
        elif topic and phrase("borne_out").search(one.text):
            self.borne_out |= about

    def _looks_back(self, one: Scene) -> bool:
        """True in a paragraph from the sentence on that opens with 过去一年, 至此 or the like."""
        opens = phrase("looks_back").match(one.text) is not None and not one.unit.title
        return opens or (self.looking_back and self._within_paragraph(one))

    def _within_paragraph(self, one: Scene) -> bool:
        at = self.document.lines[one.unit.line].start
        return at > 0 and self.document.plain[at - 1] != "\n"

    def _filled(self, one: Scene, draft: Draft, person: Person) -> Filled | None:
        """A draft with its firm and what is known of its person; none where it does not count as a move."""
        after = person.end if draft.how is How.CLAUSE else _clause_start(one, draft)
        ruling = verdict(one, draft.trigger, after)
        aff = draft.aff if draft.aff.org else self.context.affiliation_of(person) or draft.aff
        name = self.context.full_name(person.name)
        if draft.kind is Kind.FOUNDING and draft.other is None:
            draft = replace(draft, other=self.places.left_here(name, one.unit.line))  # 离职创业, of a lab told before
        org, why = self.places.firm(one, draft, aff, name)
        if draft.org is None and not one.orgs and phrase("officialdom").search(one.text):
            return None  # a minister resigns
        if phrase("bids_farewell").fullmatch(draft.trigger.word) and self._mourns():
            return None
        if org in one.chiefs and not self._speaks_of(org):
            return None  # 马斯克解雇X, in a text about another firm of his
        if ruling is Ruling.OUT or (org is None and (draft.needs_org or why is Why.NOWHERE)):
            return None
        if not counts(one, draft, org, aff, self.context):
            return None
        return Filled(draft, person, aff, org, why, denied=ruling is Ruling.DENIED)

    def _mourns(self) -> bool:
        return phrase("mourns").search(self.document.plain, 0, _FIRST_PAGE) is not None

    def _speaks_of(self, org: Org) -> bool:
        """True where the text names a firm that a sentence only names its chief of; a headline alone need not."""
        return len(self.document.lines) <= _HEADLINE or org.lab_id in self.context.lines_of

    def _candidate(self, one: Scene, filled: Filled) -> Candidate:
        draft, person, org, published = filled.draft, filled.person, filled.org, self.document.as_published
        trigger, clause = draft.trigger, _clause_start(one, draft)
        here = draft.person is not None and draft.how in (How.CLAUSE, How.EARLIER) and person.start < trigger.start
        time = when(self.calendar, one, trigger, person.start if draft.how is How.CLAUSE else clause)
        role = self._role(one, filled)
        return Candidate(
            kind=self._kind(filled),
            person=published(self.context.full_name(person.name)),
            lab=shown(org, self.document) or "",
            lab_id=org.lab_id if org else "",
            line=one.unit.line,
            trigger=one.unit.place(trigger.start, trigger.end),
            told_by=trigger.word,
            role=role and published(role),
            other_org=shown(filled.other(), self.document),
            certainty=certainty_of(one, trigger, person.start if here else clause),
            negated=filled.denied,
            fresh=time.fresh and not self._is_recap(one, filled) and not self.looking_back,
            announced=time.announced,
            effective=time.effective,
            attributed_to=cited(one.text),
            score=filled.score(),
            reasons=(f"{trigger.word} tells of a {draft.kind}", str(draft.how), str(filled.why)),
        )

    def _kind(self, filled: Filled) -> Kind:
        """A post at another firm than the one just left is a hire."""
        draft, org = filled.draft, filled.org
        name = self.context.full_name(filled.person.name)
        left = {lab_id for who, lab_id in self.places.gone if who == name}
        came = org is not None and left and org.lab_id not in left
        if draft.kind is Kind.HIRE and org is not None and draft.trigger.sense == "post":
            headed = self.context.headed_by(filled.person)
            return Kind.ROLE_CHANGE if headed and headed.lab_id == org.lab_id else draft.kind  # 由其CEO出任主席
        return Kind.HIRE if came and draft.kind is Kind.ROLE_CHANGE else draft.kind

    def _role(self, one: Scene, filled: Filled) -> str | None:
        role = filled.role() or filled.role_beside(one) or self._succeeded(one, filled.draft)
        if role is None and filled.draft.kind is Kind.DEPARTURE:
            return self.context.role_of(filled.person)
        return role

    def _succeeded(self, one: Scene, draft: Draft) -> str | None:
        """The post that a successor takes: the one just left, where the sentence names no other."""
        takes_over = phrase("succeeds").fullmatch(draft.trigger.word)
        if not takes_over or self.vacant is None or one.unit.line - self.vacant[1] > 1:
            return None
        return self.vacant[0]

    def _is_recap(self, one: Scene, filled: Filled) -> bool:
        """True where earlier moves are being listed, or the words only say where someone comes from."""
        trigger = filled.draft.trigger
        listed = self.recap and recap_words(self.document, one, trigger) and not one.unit.title
        return listed or is_background(one, trigger, filled.person)


def _clause_start(one: Scene, draft: Draft) -> int:
    return one.clauses[one.clause_of(draft.trigger.start)][0]
