"""A draft with what the document fills in, and what that makes of it: the post, the other firm, the score."""

from __future__ import annotations

from dataclasses import dataclass

from crawler.match.chinese.affiliations import Affiliation
from crawler.match.chinese.draft import Draft
from crawler.match.chinese.how import How
from crawler.match.chinese.organisations import Org
from crawler.match.chinese.people import Person
from crawler.match.chinese.roles import post_at, post_of_list
from crawler.match.chinese.scene import Scene
from crawler.match.chinese.whereabouts import Why
from crawler.match.document import Document
from crawler.model import Kind

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


@dataclass(frozen=True, slots=True)
class Filled:
    """Who moves (`person`, of whom the document knows `aff`), at which firm, why that one, and if it was denied."""

    draft: Draft
    person: Person
    aff: Affiliation
    org: Org | None
    why: Why
    denied: bool

    def score(self) -> float:
        """How likely the candidate is right, from how its parts were found."""
        doubt = _COST.get(self.draft.how, 0.0) + _COST.get(self.why, 0.0) + 0.3 * (1 - self.person.sure)
        return round(max(0.95 - doubt, 0.3), 2)

    def role(self) -> str | None:
        """The post left, held or taken: of someone who comes or rises, never the one held before."""
        draft, org = self.draft, self.org
        if draft.role or draft.kind in (Kind.HIRE, Kind.FOUNDING, Kind.ROLE_CHANGE):
            return draft.role
        for described in (draft.aff, self.aff):
            if described.role and (described.org is None or org is None or described.org.lab_id == org.lab_id):
                return described.role
        return None

    def role_beside(self, one: Scene) -> str | None:
        """The post of one who leaves, where another firm stands nearer the name or a list says it: A成员、前B主管X."""
        if self.draft.person is None or self.draft.kind is not Kind.DEPARTURE:
            return None
        return post_at(one, self.draft.person, self.org) or post_of_list(one, self.draft.person)

    def other(self) -> Org | str | None:
        """The firm at the other end: where someone goes, or comes from, a former one too."""
        draft, org = self.draft, self.org
        if draft.other and org and draft.other.lab_id == org.lab_id:
            return None
        if draft.other or draft.kind in (Kind.DEPARTURE, Kind.ROLE_CHANGE):
            return draft.other
        for described in (draft.aff, self.aff):
            if described.org and (org is None or described.org.lab_id != org.lab_id):
                return described.org
        return draft.aff.outside


def shown(firm: Org | str | None, document: Document) -> str | None:
    """A listed lab by its display name, any other firm as published."""
    if isinstance(firm, Org):
        return firm.shown if firm.lab else document.as_published(firm.shown)
    return firm and document.as_published(firm)
