"""Candidates from a document's Chinese sentences: the gate, the frames, what the document fills in, the verdicts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from crawler.match.candidate import Candidate
from crawler.match.chinese.affiliations import Affiliation
from crawler.match.chinese.arguments import groups
from crawler.match.chinese.certainty import certainty_of, cited
from crawler.match.chinese.context import Context, about, as_org, known_names
from crawler.match.chinese.frames import Draft, drafts
from crawler.match.chinese.freshness import is_fresh
from crawler.match.chinese.organisations import Org
from crawler.match.chinese.people import Person
from crawler.match.chinese.rules_out import verdict
from crawler.match.chinese.scene import Scene, scene
from crawler.match.chinese.terms import terms
from crawler.match.chinese.units import Unit, units
from crawler.match.document import Document
from crawler.match.labs import LabSpan
from crawler.match.lexicons import Lexicon
from crawler.model import Kind


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
    parts = list(units(document))
    scenes = [scene(unit, lexicon, known) for unit in parts if _matters(unit)]
    for one in scenes:
        context.learn(one)
    known |= {p.name for one in scenes for p in one.people if p.sure > 0.7 and len(p.name) > 2}
    telling = {one.unit.line: one for one in scenes}
    scenes = [telling.get(u.line) or scene(u, lexicon, known, light=True) for u in parts]
    for one in scenes:
        for person in one.people:
            context.learn_name(person.name, *person.also)
    return tuple(_settled(_Reading(document, context).read(scenes)))


_OFFICE = re.compile(r"CEO|C[FOMI]O|首席(?:执行|财务|运营|营销|信息)官|董事|总裁|总经理|高管|经理|主管|合伙人")


def _settled(found: Iterator[Candidate]) -> list[Candidate]:
    """A founding whose firm is named in one place is not also told as one without a name."""
    kept = list(found)
    named = {c.person for c in kept if c.kind is Kind.FOUNDING and c.lab}
    return [c for c in kept if c.lab or c.person not in named]


def _matters(unit: Unit) -> bool:
    return terms().any(unit.text)


@dataclass(slots=True)
class _Reading:
    document: Document
    context: Context
    topic: Person | None = None
    together: tuple[Person, ...] = ()
    speaker: Person | None = None
    movers: set[str] = field(default_factory=set)

    def _moved_before(self, person: Person) -> bool:
        return self.context.full_name(person.name) in self.movers

    def read(self, scenes: list[Scene]) -> Iterator[Candidate]:
        for one in scenes:
            moved: Person | None = None
            for draft in drafts(one):
                for person in self._meant(draft):
                    candidate = self._candidate(one, draft, person)
                    if candidate:
                        moved = person
                        self.movers.add(candidate.person)
                        yield candidate
            several = [g for g in groups(one, 0, len(one.text)) if len(g) > 1]
            self.together = several[-1] if several else self.together
            if moved or one.people:
                self.topic = moved or next((p for p in one.people if self._moved_before(p)), one.people[0])

    def _meant(self, draft: Draft) -> tuple[Person, ...]:
        """The people of a draft: named, or those whom a pronoun or a first person stands for."""
        if draft.person:
            return (draft.person,)
        if draft.how == "pronouns":
            return self.together
        if draft.how == "speaker":
            return (self.speaker,) if self.speaker else ()
        return (self.topic,) if self.topic and draft.how == "pronoun" else ()

    def _candidate(self, one: Scene, draft: Draft, person: Person) -> Candidate | None:
        trigger = draft.trigger
        if draft.how == "clause":
            after = person.end
        else:
            after = one.clauses[one.clause_of(trigger.start)][0]
        ruling = verdict(one, trigger, after)
        if ruling not in ("ok", "denied"):
            return None
        aff = draft.aff if draft.aff.org else self.context.affiliation_of(person) or draft.aff
        org, why = self._org(one, draft, aff)
        if org is None and draft.needs_org:
            return None
        if org and not self._counts(one, draft, org, aff):
            return None
        name = self.context.full_name(person.name)
        return Candidate(
            kind=draft.kind,
            person=name,
            lab=org.shown if org else "",
            lab_id=org.lab_id if org else "",
            line=one.unit.line,
            trigger=one.unit.place(trigger.start, trigger.end),
            role=draft.aff.role or aff.role,
            other_org=draft.other.shown if draft.other else None,
            certainty=certainty_of(one, trigger, person.start if draft.how == "clause" else after),
            negated=ruling == "denied",
            fresh=is_fresh(self.document, one, trigger, ()),
            attributed_to=cited(one.text),
            score=0.8,
            reasons=(f"{trigger.word} says {draft.kind}", f"person found by {draft.how}", why),
        )

    def _org(self, one: Scene, draft: Draft, aff: Affiliation) -> tuple[Org | None, str]:
        if draft.org:
            return draft.org, "the firm stands beside the verb or the name"
        if not draft.needs_org:
            return None, "the new firm is not named"
        taken = {draft.other.lab_id} if draft.other else set()
        if draft.kind in (Kind.DEPARTURE, Kind.RETURN, Kind.ROLE_CHANGE) and aff.org and aff.org.lab_id not in taken:
            if not aff.former or draft.kind is not Kind.ROLE_CHANGE:
                return aff.org, "the firm stands with the name elsewhere"
        near = {o.lab_id: o for o in one.orgs if o.ai and o.lab_id not in taken}
        if draft.kind is Kind.HIRE and aff.org:
            near.pop(aff.org.lab_id, None)
        if len(near) == 1:
            return next(iter(near.values())), "the only firm of the sentence"
        titled = [n for n in self.context.in_title if n.lab.id not in taken]
        if len(titled) == 1 and not near:
            return as_org(titled[0]), "the firm in the title"
        if self.context.main and self.context.main.lab.id not in taken and not near:
            return as_org(self.context.main), "the lab that the article is about"
        return None, "no firm"

    def _counts(self, one: Scene, draft: Draft, org: Org, aff: Affiliation) -> bool:
        """At a pure AI lab everyone counts; at a large firm only AI posts; elsewhere nobody."""
        if not org.ai:
            return False
        if org.pure:
            return True
        words = terms()
        assert org.lab
        role = f"{draft.aff.role or ''} {aff.role or ''}"
        if org.lab.how == "unit":
            return True
        if words.not_ai.search(role):
            return False
        if words.ai.search(role):
            return True
        start = max(0, draft.trigger.start - 40)
        near = one.text[start : draft.trigger.end + 30]
        if words.not_ai.search(near):
            return False
        if words.ai.search(self.document.plain[:4000]) or (draft.other and draft.other.pure):
            return True
        return not _OFFICE.search(role)
