"""Sentence after sentence: drafts filled with what the document knows, judged, and made into candidates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from crawler.match.candidate import Candidate
from crawler.match.chinese.affiliations import Affiliation
from crawler.match.chinese.certainty import certainty_of, cited
from crawler.match.chinese.context import Context
from crawler.match.chinese.counted import counted, how_many, named
from crawler.match.chinese.counting import counts
from crawler.match.chinese.denials import denies_move, denies_only_entry
from crawler.match.chinese.draft import Draft
from crawler.match.chinese.founders import born, christened, founders, next_founder
from crawler.match.chinese.frames import drafts
from crawler.match.chinese.how import How
from crawler.match.chinese.lists import Heading, heading, item_drafts, newcomers, with_exits
from crawler.match.chinese.organisations import Org
from crawler.match.chinese.parties import parties
from crawler.match.chinese.people import Person
from crawler.match.chinese.phrases import phrase
from crawler.match.chinese.profiles import Profile, kept, opened
from crawler.match.chinese.roles import post_at, post_of_list
from crawler.match.chinese.rules_out import Ruling, verdict
from crawler.match.chinese.scene import Scene
from crawler.match.chinese.subjects import lacks_subject
from crawler.match.chinese.tables import Columns, cells, columns, is_head, row_drafts
from crawler.match.chinese.timing import Calendar, is_background, recap_words, when
from crawler.match.chinese.topics import goes_on, topic_after
from crawler.match.chinese.whereabouts import Whereabouts, Why
from crawler.match.document import Document
from crawler.model import Kind

_STILL_NEW = 2  # lines after the founding of a firm in which its founders are named
_UNDER_HEADLINE = 4  # lines below a headline that says whose people leave
_NAME_WITHIN = 40  # characters of a sentence in which the one who speaks is named
# What it costs a candidate's score how its person and its firm were found: beside the verb is surest.
_COST = {
    How.EARLIER: 0.05,
    How.LATER: 0.1,
    How.LIST: 0.05,
    How.PRONOUN: 0.1,
    How.PRONOUNS: 0.1,
    How.SPEAKER: 0.1,
    How.NONE: 0.2,
    Why.NEAR: 0.05,
    Why.ELSEWHERE: 0.05,
    Why.BEFORE: 0.1,
    Why.SAID_BY: 0.1,
    Why.TITLED: 0.15,
    Why.ABOUT: 0.2,
    Why.SIGNED: 0.15,
    Why.KNOWN_BY: 0.15,
}


def _score(draft: Draft, person: Person, why: Why) -> float:
    """How likely the candidate is right, from how its parts were found."""
    doubt = _COST.get(draft.how, 0.0) + _COST.get(why, 0.0) + 0.3 * (1 - person.sure)
    return round(max(0.95 - doubt, 0.3), 2)


def _role(draft: Draft, org: Org | None, aff: Affiliation) -> str | None:
    """The post left, held or taken: of someone who comes or rises, never the one held before."""
    if draft.role or draft.kind in (Kind.HIRE, Kind.FOUNDING, Kind.ROLE_CHANGE):
        return draft.role
    for described in (draft.aff, aff):
        if described.role and (described.org is None or org is None or described.org.lab_id == org.lab_id):
            return described.role
    return None


def _role_beside(one: Scene, draft: Draft, org: Org | None) -> str | None:
    """The post of one who leaves, where another firm stands nearer the name or a list says it: A成员、前B主管X."""
    if draft.person is None or draft.kind is not Kind.DEPARTURE:
        return None
    return post_at(one, draft.person, org) or post_of_list(one, draft.person)


def _other(draft: Draft, org: Org | None, aff: Affiliation) -> Org | str | None:
    """The firm at the other end: where someone goes, or comes from, a former one too."""
    if draft.other and org and draft.other.lab_id == org.lab_id:
        return None
    if draft.other or draft.kind in (Kind.DEPARTURE, Kind.ROLE_CHANGE):
        return draft.other
    for described in (draft.aff, aff):
        if described.org and (org is None or described.org.lab_id != org.lab_id):
            return described.org
    return draft.aff.outside


def _shown(firm: Org | str | None, document: Document) -> str | None:
    """A listed lab by its display name, any other firm as published."""
    if isinstance(firm, Org):
        return firm.shown if firm.lab else document.as_published(firm.shown)
    return firm and document.as_published(firm)


def _said_by(one: Scene) -> Person | None:
    """Whose words the sentence before is: “...”X写道."""
    first = one.people[0] if one.people else None
    if first is None or first.start > _NAME_WITHIN or not phrase("says").match(one.text, first.end):
        return None
    return first


def _quoted_here(one: Scene) -> Person | None:
    """Whose words open the sentence: "我加入了A,"X写道."""
    closed = (p for p in one.people if one.text.startswith('"') and one.text[: p.start].endswith('"'))
    return next((p for p in closed if phrase("says").match(one.text, p.end)), None)


@dataclass(slots=True)
class Reading:
    """Walks the scenes of one document and remembers whom and what they spoke of."""

    document: Document
    context: Context
    calendar: Calendar
    places: Whereabouts
    topic: Person | None = None  # whom 他 and 她 mean
    topic_line: int = -9
    profile: Profile | None = None  # whom the lines below a name tell of
    together: tuple[Person, ...] = ()  # whom 二人 means
    speaker: Person | None = None  # who says 我
    quoted: Person | None = None  # who says it in the sentence at hand, named in the next
    recap: bool = False  # earlier moves are being listed
    movers: set[str] = field(default_factory=set)
    staying: set[str] = field(default_factory=set)  # who stay with the firm at another post, as published
    denied: set[str] = field(default_factory=set)  # of whom a sentence says that the news is false
    title_denies: bool = False  # the headline denies a move
    borne_out: set[str] = field(default_factory=set)  # and of whom that it is true
    heading: Heading | None = None
    looking_back: bool = False  # the paragraph began by saying so: 过去一年
    entered: dict[tuple[str, tuple[int, int]], str] = field(default_factory=dict)  # where an entry led
    naming: bool = False  # its founders are being told of one after the other
    newborn: tuple[Org, int] | None = None  # the firm of which it was last said when it was founded, and its line
    founded: tuple[Org, int] | None = None  # the firm of which it was last said who founded it, and that line
    headline: tuple[Scene, tuple[Draft, ...]] | None = None  # one that counts people, and what it has them do
    leavers: dict[str, tuple[Person, str]] = field(default_factory=dict)  # who was told to leave, and which lab
    unnamed: tuple[Draft, ...] = ()  # the moves of people whom the sentence before only counts
    nameless: list[Candidate] = field(default_factory=list)  # foundings of firms that have no name yet
    columns: Columns | None = field(default_factory=Columns)  # of the table at hand
    vacant: tuple[str, int] | None = None  # the post that was last left, and its line

    @classmethod
    def of(cls, document: Document, context: Context) -> Reading:
        """A reading that has seen nothing yet."""
        return cls(document, context, Calendar(document), Whereabouts(context))

    def read(self, scenes: list[Scene]) -> Iterator[Candidate]:
        """Every candidate of the scenes, in order."""
        self._find_speaker(scenes)
        for one, after in zip_longest(scenes, scenes[1:]):
            self.places.overhear(one)
            self.looking_back = self._looks_back(one)
            self.profile = kept(one, self.profile, same_paragraph=self._within_paragraph(one))
            self.quoted = _quoted_here(one) or (_said_by(after) if after else None)
            movers: list[Person] = []
            told = with_exits(one, list(drafts(one)), self.heading, self.places.left_before(one))
            told = self._exits_told_above(one, told)
            told += named(one, self.unnamed)
            self.unnamed = counted(one)
            if one.unit.heads and self.unnamed:
                self.headline = (one, self.unnamed)
            told += self._founders(one, told) or (
                [] if told else list(newcomers(one, self.places.went_to(one.unit.line)))
            )
            yield from self._named_at_last(one)
            for draft in self._row(one) or told or item_drafts(one, self.heading):
                for person in self._meant(one, draft):
                    candidate, org = self._candidate(one, draft, person)
                    if candidate and not self._is_echo(draft, candidate):
                        movers.append(person)
                        self.movers.add(self.context.full_name(person.name))
                        self.recap = self.recap or not candidate.fresh
                        self.places.remember(draft, org, one.unit.line, candidate.person, fresh=candidate.fresh)
                        if org and candidate.kind is Kind.FOUNDING:
                            self.context.learn_head(person.name, org)
                            self.founded = (org, one.unit.line)
                        if candidate.kind is Kind.FOUNDING and not org:
                            self.nameless.append(candidate)
                        if candidate.kind is Kind.DEPARTURE:
                            self.leavers.setdefault(candidate.person, (person, candidate.lab_id))
                        left = candidate.role if candidate.kind is Kind.DEPARTURE else draft.aff.role
                        if left and draft.trigger.sense in ("leave", "fire"):
                            self.vacant = (left, one.unit.line)
                        yield candidate
            self.heading = heading(one, self.heading)
            self.profile = opened(one) or self.profile
            self._notice(one, movers)
        yield from self._headlined()

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
                candidate, _ = self._candidate(one, replace(draft, person=person, how=How.LIST), person)
                if candidate:
                    yield candidate

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
        """The foundings told just before, of a firm that only this sentence names: 这家公司名为A."""
        firm = christened(one) if self.nameless else None
        for told in self.nameless if firm else ():
            if firm and one.unit.line - told.line <= _STILL_NEW:
                self.places.company = firm
                yield replace(told, lab=_shown(firm, self.document) or "", lab_id=firm.lab_id)

    def _founders(self, one: Scene, told: list[Draft]) -> list[Draft]:
        """Those whom a sentence calls founders of a firm, said here or just before to have been founded."""
        firm = born(one, self.places.told_of())
        if firm:
            self.newborn = (firm, one.unit.line)
        here = next((d.org for d in told if d.kind is Kind.FOUNDING and d.org), None)
        leave = {d.person for d in told if d.kind is Kind.DEPARTURE}  # A联合创始人X离开这家由Y创立的公司
        found = [d for d in founders(one, here) if d.person not in leave] if here and not firm else []
        if self.newborn and one.unit.line - self.newborn[1] <= _STILL_NEW:
            found = list(next_founder(one, self.newborn[0]) if self.naming else founders(one, self.newborn[0]))
        elif self.founded and not here and one.unit.line - self.founded[1] <= _STILL_NEW:
            found = [d for d in founders(one, self.founded[0]) if phrase("names_them").search(d.trigger.word)]
        opens = phrase("founders_follow").search(one.text) is not None
        self.naming = one.text.endswith(";") and (opens or self.naming)
        return found

    def _notice(self, one: Scene, movers: list[Person]) -> None:
        """Remember whom a sentence was about, for the pronouns and the denials to come."""
        several = [p.people for p in parties(one) if len(p.people) > 1]
        names = {p.name: p for p in movers}
        if len(names) > 1 or several:
            self.together = tuple(names.values()) if len(names) > 1 else several[-1]
        self._follow_topic(one, movers)
        remain = [p for p in one.people if phrase("remains").match(one.text, p.end)]
        self.staying.update(self.document.as_published(self.context.full_name(p.name)) for p in remain)
        denies = denies_move(one)
        self.title_denies = self.title_denies or (denies and one.unit.title)
        if self.topic and denies and not denies_only_entry(one):
            named = [p.name for p in one.people] or [self.topic.name]
            self.denied.update(self.context.full_name(name) for name in named)
        elif self.topic and phrase("borne_out").search(one.text):
            self.borne_out.update(self.context.full_name(p.name) for p in one.people or [self.topic])

    def _looks_back(self, one: Scene) -> bool:
        """True in a paragraph from the sentence on that opens with 过去一年, 至此 or the like."""
        opens = phrase("looks_back").match(one.text) is not None and not one.unit.title
        return opens or (self.looking_back and self._within_paragraph(one))

    def _within_paragraph(self, one: Scene) -> bool:
        at = self.document.lines[one.unit.line].start
        return at > 0 and self.document.plain[at - 1] != "\n"

    def _follow_topic(self, one: Scene, movers: list[Person]) -> None:
        """Whom 他 will mean, and how long."""
        full_name = self.context.full_name
        known = next((p for p in one.people if full_name(p.name) in self.movers), None)
        speaks_on = goes_on(one, self.topic)
        self.topic = topic_after(one, movers, known, self.topic, full_name, speaks_on=speaks_on)
        if movers or one.people or speaks_on or (not one.people and self._goes_on(one)):
            self.topic_line = one.unit.line

    def _find_speaker(self, scenes: list[Scene]) -> None:
        """A title `X:...`, a by-line, 我是X or a signature names who says 我."""
        for one in [*scenes[:3], *scenes[-3:]]:
            for person in one.people:
                before, after = one.text[: person.start], one.text[person.end : person.end + 1]
                titled = one.unit.title and not before and after == ":"
                signed = phrase("signed").search(before) and (after in ("", "(", ",") or "我" in before)
                if titled or signed:
                    self.speaker = self.speaker or person

    def _succeeded(self, one: Scene, draft: Draft) -> str | None:
        """The post that a successor takes: the one just left, where the sentence names no other."""
        takes_over = phrase("succeeds").fullmatch(draft.trigger.word)
        if not takes_over or self.vacant is None or one.unit.line - self.vacant[1] > 1:
            return None
        return self.vacant[0]

    def _meant(self, one: Scene, draft: Draft) -> tuple[Person, ...]:
        """The people of a draft: named, or those whom a pronoun, a first person or nothing at all stands for."""
        if draft.person:
            return (draft.person,)
        if draft.how is How.PRONOUNS:
            index, count = draft.share or (0, 0)
            return self.together[index : index + 1] if len(self.together) == count else self.together
        if draft.how is How.SPEAKER:
            who = self.quoted or self.speaker
            return (who,) if who else ()
        left_out = draft.how is How.NONE and lacks_subject(one, draft.trigger)
        goes_on = draft.how is How.PRONOUN or (left_out and self._goes_on(one))
        told_of = self.profile.person if self.profile else self.topic if goes_on else None
        who = told_of if left_out or goes_on else None
        return (who,) if who else ()

    def _goes_on(self, one: Scene) -> bool:
        """True for a sentence that goes on without a subject with whom the one before was about: 2019年加入OpenAI."""
        near = one.unit.line - self.topic_line == 1 and not one.unit.title and not one.unit.bullet
        return near and phrase("omits_subject").match(one.text) is not None

    def _kind(self, draft: Draft, org: Org | None, person: Person) -> Kind:
        """A post at another firm than the one just left is a hire."""
        name = self.context.full_name(person.name)
        left = {lab_id for who, lab_id in self.places.gone if who == name}
        came = org is not None and left and org.lab_id not in left
        if draft.kind is Kind.HIRE and org is not None and draft.trigger.sense == "post":
            headed = self.context.headed_by(person)
            return Kind.ROLE_CHANGE if headed and headed.lab_id == org.lab_id else draft.kind  # 由其CEO出任主席
        return Kind.HIRE if came and draft.kind is Kind.ROLE_CHANGE else draft.kind

    def _candidate(self, one: Scene, draft: Draft, person: Person) -> tuple[Candidate | None, Org | None]:
        trigger = draft.trigger
        clause = one.clauses[one.clause_of(trigger.start)][0]
        after = person.end if draft.how is How.CLAUSE else clause
        ruling = verdict(one, trigger, after)
        aff = draft.aff if draft.aff.org else self.context.affiliation_of(person) or draft.aff
        name = self.context.full_name(person.name)
        if draft.kind is Kind.FOUNDING and draft.other is None:
            draft = replace(draft, other=self.places.left_here(name, one.unit.line))  # 离职创业, of a lab told before
        org, why = self.places.firm(one, draft, aff, name)
        if ruling is Ruling.OUT or (org is None and (draft.needs_org or why is Why.NOWHERE)):
            return None, None
        if not counts(one, draft, org, aff, self.context):
            return None, None
        here = draft.person is not None and draft.how in (How.CLAUSE, How.EARLIER) and person.start < trigger.start
        start = person.start if draft.how is How.CLAUSE else clause
        time = when(self.calendar, one, trigger, start)
        recap = self.recap and recap_words(self.document, one, trigger) and not one.unit.title
        recap = recap or is_background(one, trigger, person)
        role = _role(draft, org, aff) or _role_beside(one, draft, org) or self._succeeded(one, draft)
        if role is None and draft.kind is Kind.DEPARTURE:
            role = self.context.role_of(person)
        candidate = Candidate(
            kind=self._kind(draft, org, person),
            person=self.document.as_published(self.context.full_name(person.name)),
            lab=_shown(org, self.document) or "",
            lab_id=org.lab_id if org else "",
            line=one.unit.line,
            trigger=one.unit.place(trigger.start, trigger.end),
            told_by=trigger.word,
            role=role and self.document.as_published(role),
            other_org=_shown(_other(draft, org, aff), self.document),
            certainty=certainty_of(one, trigger, person.start if here else clause),
            negated=ruling is Ruling.DENIED,
            fresh=time.fresh and not recap and not self.looking_back,
            announced=time.announced,
            effective=time.effective,
            attributed_to=cited(one.text),
            score=_score(draft, person, why),
            reasons=(f"{trigger.word} tells of a {draft.kind}", str(draft.how), str(why)),
        )
        return candidate, org
