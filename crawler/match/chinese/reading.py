"""Sentence after sentence: drafts filled with what the document knows, judged, and made into candidates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from crawler.match.candidate import Candidate
from crawler.match.chinese.affiliations import Affiliation, affiliation
from crawler.match.chinese.arguments import groups, object_of, residue
from crawler.match.chinese.certainty import certainty_of, cited
from crawler.match.chinese.context import Context, as_org
from crawler.match.chinese.draft import Draft
from crawler.match.chinese.frames import drafts
from crawler.match.chinese.lists import Heading, heading, item_drafts
from crawler.match.chinese.organisations import Org
from crawler.match.chinese.people import Person
from crawler.match.chinese.rules_out import verdict
from crawler.match.chinese.scene import Scene
from crawler.match.chinese.terms import Trigger, terms
from crawler.match.chinese.timing import agreed, recap_words, when
from crawler.match.document import Document
from crawler.model import Certainty, Kind

_BESIDE = "the firm stands beside the verb or the name"
_ELSEWHERE = "the firm stands with the name elsewhere"
_NEAR = "it is the only firm of the sentence"
_BEFORE = "it is the firm of the sentence before"
_TITLED = "it is the firm in the title"
_ABOUT = "it is the lab that the article is about"
_KNOWN_BY = "it is the firm that the person is known by"
_LABELLED = "the line is about that firm"
_LABEL = re.compile(r"[\s*#>•·\d.、)-]*")
_DENIAL = re.compile(r"否认|辟谣|谣言|不实|没有的事|子虚乌有|假消息|不属实|未离职")
_TO = frozenset({"join", "switch", "post", "back"})  # words whose object is where someone goes
_SIGNED = re.compile(r"^(?:作者|文|编辑)?\s?[:|]?\s?$")
_NEAR_LINES = 4  # a lab named further back than this says nothing of a person named without one


_LEFT_POST = ("卸任", "辞去", "不再担任", "卸下", "辞任")
# How a person was found, in words, and what that costs: a name beside the verb is surest.
_FOUND_BY = {
    "clause": "the name stands before it in its clause",
    "after": "the name stands after it",
    "later": "the next clause names the subject",
    "earlier": "an earlier clause names the subject",
    "list": "the name is an item of its list",
    "pronoun": "a pronoun stands for the person named last",
    "pronouns": "a pronoun stands for the people named last",
    "speaker": "the writer speaks of themselves",
    "none": "the subject is left out; the sentence before names it",
}
_COST = {"earlier": 0.05, "later": 0.1, "list": 0.05, "pronoun": 0.1, "pronouns": 0.1, "speaker": 0.1, "none": 0.2}
_FIRM_COST = {
    _NEAR: 0.05,
    _ELSEWHERE: 0.05,
    _BEFORE: 0.1,
    _TITLED: 0.15,
    _ABOUT: 0.2,
    _KNOWN_BY: 0.15,
}


def _score(draft: Draft, person: Person, why: str) -> float:
    """How likely the candidate is right, from how its parts were found."""
    doubt = _COST.get(draft.how, 0.0) + _FIRM_COST.get(why, 0.0) + 0.3 * (1 - person.sure)
    return round(max(0.95 - doubt, 0.3), 2)


@dataclass(slots=True)
class Reading:
    """Walks the scenes of one document and remembers whom and what they spoke of."""

    document: Document
    context: Context
    topic: Person | None = None  # whom 他 and 她 mean
    topic_line: int = -9
    together: tuple[Person, ...] = ()  # whom 二人 means
    speaker: Person | None = None  # who says 我
    home: tuple[Org, int] | None = None  # the lab that the last mover belongs to, and its line
    recap: bool = False  # earlier moves are being listed
    movers: set[str] = field(default_factory=set)
    heading: Heading | None = None

    def read(self, scenes: list[Scene]) -> Iterator[Candidate]:
        """Every candidate of the scenes, in order."""
        self._find_speaker(scenes)
        for one in scenes:
            moved: Person | None = None
            movers: list[Person] = []
            told = list(drafts(one))
            for draft in told or item_drafts(one, self.heading):
                for person in self._meant(one, draft):
                    candidate = self._candidate(one, draft, person)
                    if candidate:
                        moved = person
                        movers.append(person)
                        self._remember(candidate, draft, one)
                        yield candidate
            self.heading = heading(one, self.heading)
            several = [g for g in groups(one, 0, len(one.text)) if len(g) > 1]
            if len({p.name for p in movers}) > 1 or several:
                self.together = tuple({p.name: p for p in movers}.values()) if len(movers) > 1 else several[-1]
            if moved or one.people:
                first = next((p for p in one.people if self.context.full_name(p.name) in self.movers), None)
                self.topic = moved or first or one.people[0]
                self.topic_line = one.unit.line

    def _find_speaker(self, scenes: list[Scene]) -> None:
        """A title `X:...`, a by-line or a signature names who says 我."""
        for one in [*scenes[:3], *scenes[-2:]]:
            for person in one.people:
                before, after = one.text[: person.start], one.text[person.end : person.end + 1]
                if (one.unit.title and not before and after == ":") or (_SIGNED.match(before) and after in ("", "(")):
                    self.speaker = self.speaker or person

    def _remember(self, candidate: Candidate, draft: Draft, one: Scene) -> None:
        self.movers.add(candidate.person)
        self.recap = self.recap or not candidate.fresh
        if draft.kind is Kind.DEPARTURE and draft.org or draft.kind is Kind.ROLE_CHANGE and draft.org:
            self.home = (draft.org, one.unit.line)

    def _meant(self, one: Scene, draft: Draft) -> tuple[Person, ...]:
        """The people of a draft: named, or those whom a pronoun, a first person or nothing at all stands for."""
        if draft.person:
            return (draft.person,)
        if draft.how == "pronouns":
            return self.together
        if draft.how == "speaker":
            return (self.speaker,) if self.speaker else ()
        if self.topic is None:
            return ()
        if draft.how == "pronoun":
            return (self.topic,)
        omitted = (
            one.unit.line - self.topic_line == 1
            and not one.unit.title
            and not one.unit.bullet
            and not any(o.end <= draft.trigger.start for o in one.orgs)
            and len(residue(one, 0, draft.trigger.start)) <= 6
            and bool(re.match(r"\d|随后|之后|此后|后来|现|[一两二三四五六七八九十]年", one.text))
        )
        return (self.topic,) if omitted else ()

    def _candidate(self, one: Scene, draft: Draft, person: Person) -> Candidate | None:
        trigger = draft.trigger
        after = person.end if draft.how == "clause" else one.clauses[one.clause_of(trigger.start)][0]
        ruling = verdict(one, trigger, after)
        if ruling not in ("ok", "denied"):
            return None
        aff = draft.aff if draft.aff.org else self.context.affiliation_of(person) or draft.aff
        org, why = self._org(one, draft, aff)
        if (org is None and draft.needs_org) or (org and not self._counts(one, draft, org, aff)):
            return None
        start = person.start if draft.how == "clause" else after
        time = when(self.document, one, trigger, start)
        recap = self.recap and recap_words(self.document, one, trigger) and not one.unit.title
        sure = certainty_of(one, trigger, start)
        fresh = time.fresh and not recap
        return Candidate(
            kind=draft.kind,
            person=self.context.full_name(person.name),
            lab=org.shown if org else "",
            lab_id=org.lab_id if org else "",
            line=one.unit.line,
            trigger=one.unit.place(trigger.start, trigger.end),
            role=draft.aff.role or aff.role,
            other_org=draft.other.shown if draft.other else None,
            certainty=sure,
            negated=ruling == "denied",
            fresh=fresh,
            announced=time.announced,
            effective=time.effective,
            attributed_to=cited(one.text),
            score=_score(draft, person, why),
            reasons=(f"{trigger.word} tells of a {draft.kind}", _FOUND_BY.get(draft.how, draft.how), why),
        )

    def _org(self, one: Scene, draft: Draft, aff: Affiliation) -> tuple[Org | None, str]:
        if draft.org:
            return draft.org, _BESIDE
        if not draft.needs_org:
            return None, "the new firm is not named"
        taken = {draft.other.lab_id} if draft.other else set()
        staying = draft.kind in (Kind.DEPARTURE, Kind.RETURN, Kind.ROLE_CHANGE)
        if staying and aff.org and not aff.former and aff.org.lab_id not in taken:
            return aff.org, _ELSEWHERE
        if draft.kind is Kind.HIRE:
            taken |= {found.org.lab_id for p in one.people if (found := affiliation(one, p)).org}
            taken |= {aff.org.lab_id} if aff.org else set()
        elif aff.org and aff.former:
            taken.add(aff.org.lab_id)
        return self._org_around(one, draft, aff, taken)

    def _org_around(self, one: Scene, draft: Draft, aff: Affiliation, taken: set[str]) -> tuple[Org | None, str]:
        if draft.kind is Kind.DEPARTURE:
            taken |= {
                goal.lab_id
                for t in one.triggers
                if t.sense in _TO and not _others(one, draft, t) and (goal := object_of(one, t))
            }
        near = {o.lab_id: o for o in one.orgs if o.ai and o.lab_id not in taken and draft.how != "list"}
        label = _LABEL.match(one.text)
        headed = next(
            (o for o in one.orgs if label and o.start == label.end() and one.text[o.end : o.end + 1] == ":"), None
        )
        if headed and headed.lab_id not in taken:
            return headed, _LABELLED
        if len(near) == 1:
            return next(iter(near.values())), _NEAR
        if near:
            return None, "several firms"
        if (
            self.home
            and (draft.aff.role or draft.trigger.sense == "post")
            and one.unit.line - self.home[1] <= 2
            and self.home[0].lab_id not in taken
        ):
            return self.home[0], _BEFORE
        titled = [n for n in self.context.in_title if n.lab.id not in taken]
        if len(titled) == 1:
            return as_org(titled[0]), _TITLED
        main = self.context.main
        if main and main.lab.id not in taken and self.context.named_near(main, one.unit.line, _NEAR_LINES):
            return as_org(main), _ABOUT
        if aff.org and draft.kind is Kind.DEPARTURE:
            return aff.org, _KNOWN_BY
        return None, "no firm"

    def _is_chief(self, draft: Draft, org: Org) -> bool:
        """The head of a large firm holds no AI post."""
        if draft.person is None:
            return False
        shown = self.context.lexicon.person(draft.person.name) or draft.person.name
        return org.lab is not None and terms().bosses.get(shown) == org.lab.lab.name

    def _counts(self, one: Scene, draft: Draft, org: Org, aff: Affiliation) -> bool:
        """At a pure AI lab everyone counts; at a large firm only AI posts; elsewhere nobody."""
        if draft.kind is Kind.FOUNDING and not org.lab:
            return bool((draft.other and draft.other.lab) or terms().ai.search(self.document.plain[:4000]))
        if not org.ai or org.pure:
            return org.ai
        words = terms()
        if self._is_chief(draft, org):
            return False
        role = f"{draft.aff.role or ''} {aff.role or ''}"
        if org.lab and org.lab.how == "unit":
            return True
        if any(o.lab_id == org.lab_id and words.not_ai.match(one.text, o.end) for o in one.orgs):
            return False
        if words.not_ai.search(role) or words.ai.search(role):
            return bool(_AI_POST.search(role)) or not words.not_ai.search(role)
        here = one.clause_of(draft.trigger.start)
        told = one.clause_of(draft.person.start) if draft.person else here
        start, end = one.clauses[min(told, here)][0], one.clauses[min(here + 1, len(one.clauses) - 1)][1]
        if words.not_ai.search(one.text[start:end]):
            return False
        speaks_of_ai = words.ai.search(self.document.plain[:4000]) or (draft.other and draft.other.pure)
        return bool(speaks_of_ai) or not _OFFICE.search(role)


# An AI post even where the unit is none: AI硬件, 豆包手机.
_AI_POST = re.compile(r"AI(?!招)|人工智能|大模型|算法|机器学习")
_OFFICE = re.compile(r"CEO|C[FOMI]O|首席(?:执行|财务|运营|营销|信息)官|董事|总裁|总经理|高管|经理|主管|合伙人")


def _others(one: Scene, draft: Draft, later: Trigger) -> bool:
    """True where someone else is named between two triggers, so that the later one is theirs."""
    return any(draft.trigger.end <= p.start < later.start for p in one.people)


def settled(found: Iterable[Candidate], document: Document) -> list[Candidate]:
    """The candidates as the document as a whole has them.

    A founding whose firm is named in one place is not also told as one without a name; a departure that turns out to
    be a change of post is told as that; what the title denies is denied.
    """
    kept = list(found)
    named = {c.person for c in kept if c.kind is Kind.FOUNDING and c.lab}
    kept = [c for c in kept if c.lab or c.person not in named]
    denied = bool(_DENIAL.search(document.title))
    stays = {(c.person, c.lab_id) for c in kept if c.kind is Kind.ROLE_CHANGE and c.reasons[0].startswith(_LEFT_POST)}
    kept = [c for c in kept if not (c.kind is Kind.DEPARTURE and (c.person, c.lab_id) in stays)]
    # a recap retells what is settled; a source is cited for the news
    kept = [
        replace(c, certainty=Certainty.CONFIRMED) if not c.fresh and c.certainty is Certainty.REPORTED else c
        for c in agreed(kept)
    ]
    refused = {(c.person, c.kind) for c in kept if c.negated and _DENIAL.search(document.of(document.lines[c.line]))}
    return [
        replace(c, negated=True)
        if not c.negated and ((denied and c.kind in (Kind.DEPARTURE, Kind.HIRE)) or (c.person, c.kind) in refused)
        else c
        for c in kept
    ]
