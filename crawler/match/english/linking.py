"""Two halves of one step: who leaves A and joins B left A for B, whichever sentences say so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from crawler.match.candidate import Candidate
from crawler.match.english.found import POST_LEFT, POST_NAMED, POST_OF_NEWCOMER
from crawler.model import Kind

_SUCCEEDING = ("replace", "succeed", "takeover")
_KEPT = frozenset("adviser advisor chair chairman chairwoman chairperson emeritus".split())
_POINTING = ("arrow", "list")
_ARRIVALS = (Kind.HIRE, Kind.RETURN, Kind.FOUNDING)


def linked(found: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The same candidates, each with the other lab where another candidate of the person names it."""
    # Of a person's candidates that tell the same of the same lab one stands for all: a hostile text holds thousands.
    by_person: dict[str, dict[tuple[object, ...], Candidate]] = {}
    for each in found:
        told = (each.kind, each.lab_id, each.lab, each.negated, each.fresh, each.reasons)
        by_person.setdefault(each.person, {}).setdefault(told, each)
    own = {person: tuple(candidates.values()) for person, candidates in by_person.items()}
    read = [_from_outside(each, own[each.person]) for each in found]
    kept = (each for each in read if not _is_part(each, own[each.person]))
    return tuple(_with_post(_completed(each, own[each.person]), own[each.person]) for each in kept)


def _from_outside(candidate: Candidate, own: Sequence[Candidate]) -> Candidate:
    """ "He will be replaced by X", of an X who is told to have left another lab: it comes to this one."""
    follows = candidate.kind is Kind.ROLE_CHANGE and candidate.told_by in _SUCCEEDING
    told = (o for o in own if o.kind is Kind.DEPARTURE and not o.negated and o.lab_id != candidate.lab_id)
    left = next(told, None) if follows else None
    return replace(candidate, kind=Kind.HIRE, other_org=left.lab) if left is not None else candidate


def _is_part(candidate: Candidate, own: Sequence[Candidate]) -> bool:
    """A post given up by somebody who leaves the lab altogether, or taken up by somebody who comes to it."""
    here = [
        other
        for other in own
        if other.lab_id == candidate.lab_id and not other.negated and other.fresh == candidate.fresh
    ]
    if candidate.kind is Kind.DEPARTURE:  # "quits as CEO", and further down "will stay on as", "becomes its chair"
        return _only_of_posts(here) and any(POST_LEFT in other.reasons or _is_kept_on(other) for other in here)
    if candidate.kind is Kind.HIRE and candidate.told_by in _POINTING:  # "X (A → B)", and below "left to found B"
        return any(o.kind is Kind.FOUNDING and o.lab_id == candidate.lab_id and not o.negated for o in own)
    if candidate.kind is not Kind.ROLE_CHANGE or POST_OF_NEWCOMER in candidate.reasons:
        return candidate.kind is Kind.ROLE_CHANGE
    kinds = {other.kind for other in here}
    if candidate.told_by == "transition" and any(o.kind is Kind.DEPARTURE and o.line == candidate.line for o in here):
        return True  # "will relinquish the post and leave the company"
    if POST_LEFT in candidate.reasons:
        return Kind.DEPARTURE in kinds and not _only_of_posts(here)
    return bool({Kind.HIRE, Kind.RETURN} & kinds) and candidate.told_by != "promote"


def _with_post(candidate: Candidate, own: Sequence[Candidate]) -> Candidate:
    """ "A has hired X. She will lead the safety team": the post that a later sentence tells of who comes."""
    if candidate.role or candidate.kind not in (Kind.HIRE, Kind.RETURN):
        return candidate
    parts = (o for o in own if o.kind is Kind.ROLE_CHANGE and o.lab_id == candidate.lab_id and not o.negated)
    told = (o.role for o in parts if o.role and POST_LEFT not in o.reasons and o.told_by != "promote")
    return replace(candidate, role=next(told, None))


def _is_kept_on(candidate: Candidate) -> bool:
    """Whether somebody takes up a post such as those who give up a greater one are kept on in."""
    kept = _KEPT & set((candidate.role or "").lower().replace("-", " ").split())
    return candidate.kind is Kind.ROLE_CHANGE and candidate.told_by == "become" and bool(kept)


def _only_of_posts(here: Sequence[Candidate]) -> bool:
    """Whether every departure told names the post that is left."""
    departures = [other for other in here if other.kind is Kind.DEPARTURE]
    of_posts = (POST_NAMED in other.reasons or other.told_by == "replace" for other in departures)
    return bool(departures) and all(of_posts)


def _completed(candidate: Candidate, own: Sequence[Candidate]) -> Candidate:
    if candidate.other_org or candidate.kind is Kind.ROLE_CHANGE:
        return candidate
    leaves = candidate.kind is Kind.DEPARTURE
    fitting = [
        other
        for other in own
        if (other.kind in _ARRIVALS if leaves else other.kind in (Kind.DEPARTURE, Kind.FOUNDING))
        and other.lab
        and other.lab_id != candidate.lab_id
    ]
    for chosen in ([o for o in fitting if o.fresh == candidate.fresh], fitting):
        if len({other.lab_id for other in chosen}) == 1:
            return replace(candidate, other_org=chosen[0].lab)
    return candidate
