"""Which firms of a sentence a move that names none cannot be about: others' firms, past ones, where someone goes."""

from __future__ import annotations

from crawler.match.chinese.affiliations import Affiliation, affiliation
from crawler.match.chinese.draft import Draft
from crawler.match.chinese.firms import list_start, object_of, objects_of, source_of
from crawler.match.chinese.how import How
from crawler.match.chinese.organisations import Org
from crawler.match.chinese.phrases import phrase
from crawler.match.chinese.scene import Scene
from crawler.match.chinese.terms import Trigger
from crawler.model import Kind

_GOES_TO = frozenset({"join", "switch", "post", "back", "found"})  # senses whose object is where someone goes
_COMES_FROM = frozenset({"leave", "switch"})  # senses that 从 says whence


def not_meant(one: Scene, draft: Draft, aff: Affiliation) -> set[str]:
    """The labs that a move without a firm cannot be about: where people come from, what is past or only paid for."""
    apart = {o.lab_id for o in one.orgs if _comes_after(one, "invests_in", o)}
    apart |= {o.lab_id for o in one.orgs if o is not aff.org and is_guests(one, o)}
    if draft.kind is Kind.HIRE:
        comes = phrase("hither").match(one.text, draft.trigger.end)
        if draft.trigger.sense != "post" and not comes:  # a successor comes to the firm of the one who leaves
            apart |= {org.lab_id for p in one.people if (org := affiliation(one, p).org)}
        apart |= {aff.org.lab_id} if aff.org else set()
    elif aff.org and aff.former:
        apart.add(aff.org.lab_id)
    if draft.trigger.sense == "post":  # A收购了B,X出任C
        apart |= {o.lab_id for o in one.orgs if _comes_after(one, "buys", o)}
    if draft.kind in (Kind.HIRE, Kind.ROLE_CHANGE):  # 前OpenAI CTO另立门户,X加盟
        apart |= {o.lab_id for o in one.orgs if _is_past(one, o)}
    return apart


def ends_of_moves(one: Scene, draft: Draft) -> set[str]:
    """The firms at the other end of this move, and those of other people's moves."""
    apart: set[str] = set()
    if draft.kind is Kind.DEPARTURE:
        apart |= {
            goal.lab_id
            for t in one.triggers
            if t.sense in _GOES_TO and not _others(one, draft, t)
            for goal in objects_of(one, t)
        }
        apart |= {o.lab_id for o in one.orgs if not o.lab and _is_founded_later(one, draft, o)}
        apart |= {o.lab_id for o in one.orgs if _wins(one, draft, o)}
    elif draft.kind in (Kind.HIRE, Kind.ROLE_CHANGE):
        apart |= {goal.lab_id for t in one.triggers if _others(one, draft, t) and (goal := object_of(one, t))}
        apart |= {left.lab_id for t in one.triggers if t.sense in _COMES_FROM and (left := source_of(one, t))}
    return apart


def of_others(one: Scene, draft: Draft) -> set[str]:
    """X被解职,由前A高管Y接任: the firms from which others than the mover come."""
    if draft.person is None:
        return set()
    others = (affiliation(one, p) for p in one.people if p.name != draft.person.name)
    return {aff.org.lab_id for aff in others if aff.org and aff.former}


def speaks_of_other(one: Scene) -> bool:
    """True where a line names a lab, and not only as where someone goes."""
    goals = [object_of(one, t) for t in one.triggers if t.sense in _GOES_TO]
    return bool({o.lab_id for o in one.orgs if o.lab} - {o.lab_id for o in goals if o})


def is_next_or_past(one: Scene, org: Org) -> bool:
    """True where the words before a firm say that somebody is yet to come there, or was there once."""
    return _comes_after(one, "next_or_past_place", org)


def is_guests(one: Scene, org: Org) -> bool:
    """True of the firm of someone who is only met: 首期嘉宾邀请了A的CEO."""
    return _comes_after(one, "has_as_guest", org)


def _is_founded_later(one: Scene, draft: Draft, org: Org) -> bool:
    return any(t.sense == "found" and draft.trigger.end <= t.start < org.start for t in one.triggers)


def _wins(one: Scene, draft: Draft, org: Org) -> bool:
    """A痛失X,X被B签走; X离职三周后,现已在B上班: B is where X is now."""
    after = org.start >= draft.trigger.end
    return after and (draft.trigger.sense == "lose" or bool(phrase("now_with").search(one.text, 0, org.start)))


def _comes_after(one: Scene, words: str, org: Org) -> bool:
    """True where such words stand right before a firm, or before the list of firms that it ends."""
    at = list_start(one, org)
    return phrase(words).search(one.text[max(0, at - 10) : at]) is not None


def _is_past(one: Scene, org: Org) -> bool:
    return phrase("former_before").search(one.text[max(0, org.start - 10) : org.start]) is not None


def _others(one: Scene, draft: Draft, later: Trigger) -> bool:
    """True where someone else is named between two triggers, so that the later one is theirs."""
    between = [p for p in one.people if draft.trigger.end <= p.start < later.start]
    return bool(between) and draft.how is not How.AFTER
