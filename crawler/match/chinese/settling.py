"""What a document as a whole makes of its candidates: denials, changes of post told as departures, one word on news."""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import replace

from crawler.match.candidate import Candidate
from crawler.match.chinese.context import is_digest
from crawler.match.chinese.phrases import phrase
from crawler.match.document import Document
from crawler.model import Certainty, Kind
from crawler.text.fold import fold

_ENTRIES = frozenset({Kind.HIRE, Kind.RETURN})


def settled(
    found: Iterable[Candidate],
    document: Document,
    denied_people: frozenset[str],
    staying: frozenset[str],
    *,
    title_denies: bool,
) -> list[Candidate]:
    """The candidates as the document as a whole has them.

    `denied_people` are those of whom a sentence says: not so, `staying` those whom one has stay with the firm;
    `title_denies` is whether the headline says of a move: not so.
    """
    found = [_at_another_post(c) if c.person in staying else c for c in found]
    kept = _linked(_agreed(_without_doubles(_come_back(_promoted(list(found))))))
    kept = [c for c in kept if not _was_denied_once(c, kept, document) and not _stands_alone(c, kept)]
    in_title = title_denies and not is_digest(document)
    denied_there = {c.kind for c in kept if c.negated and document.lines[c.line].title}
    entries = {(c.person, c.trigger) for c in kept if c.kind in _ENTRIES}  # an exit told by one is only implied
    refused = {
        (c.person, c.kind)
        for c in kept
        if c.negated
        and phrase("denial").search(_line_of(c, document))
        and (c.kind in _ENTRIES or (c.person, c.trigger) not in entries)
    }

    def is_denied(c: Candidate) -> bool:
        # X否认加入B in the headline leaves it that X left A; 否认离职 denies where X would have gone too.
        of_entries = denied_there and denied_there <= _ENTRIES
        of_news = c.kind in denied_there if of_entries else c.kind is not Kind.ROLE_CHANGE
        rumour = fold(c.person) in denied_people and c.certainty is not Certainty.CONFIRMED
        return c.negated or (in_title and of_news) or (c.person, c.kind) in refused or rumour

    denied = {(c.person, c.trigger) for c in kept if c.kind in _ENTRIES and is_denied(c)}
    return [replace(c, negated=True) if is_denied(c) or (c.person, c.trigger) in denied else c for c in kept]


def borne_out(found: Iterable[Candidate], people: Set[str]) -> list[Candidate]:
    """X被曝离职. A回应:“属实”: what was a rumour of these people is confirmed."""
    told = frozenset(map(fold, people))
    return [replace(c, certainty=Certainty.CONFIRMED) if fold(c.person) in told and not c.negated else c for c in found]


def _was_denied_once(candidate: Candidate, found: list[Candidate], document: Document) -> bool:
    """X此前曾否认加入A, beside a sentence of today that has X join A: no denial of that."""
    once = candidate.negated and phrase("denied_once").search(_line_of(candidate, document))
    return bool(once) and any(_key(c) == _key(candidate) and not c.negated for c in found)


def _stands_alone(candidate: Candidate, found: list[Candidate]) -> bool:
    """否认已从A离职的X将加入B: the exit that the denied coming implies is told in a word of its own."""
    if not candidate.negated or candidate.kind is not Kind.DEPARTURE:
        return False
    implied = any(c.trigger == candidate.trigger and c.kind in _ENTRIES for c in found)
    return implied and any(_key(c) == _key(candidate) and c.line == candidate.line and not c.negated for c in found)


def _at_another_post(candidate: Candidate) -> Candidate:
    """卸任总经理 of someone who 留任董事长 is a change of post."""
    leaves = candidate.kind is Kind.DEPARTURE and phrase("leaves_post").match(candidate.told_by)
    return replace(candidate, kind=Kind.ROLE_CHANGE) if leaves else candidate


def _line_of(candidate: Candidate, document: Document) -> str:
    return document.of(document.lines[candidate.line])


def _without_doubles(found: list[Candidate]) -> list[Candidate]:
    """A founding with and without its firm's name is one; a departure that proves to be a change of post is that.

    加入A,与X一起出任B: the post that someone takes on coming is part of the coming.
    """
    named = {c.person for c in found if c.kind is Kind.FOUNDING and c.lab}
    kept = [c for c in found if c.lab or c.person not in named]
    stays = {
        (c.person, c.lab_id) for c in kept if c.kind is Kind.ROLE_CHANGE and phrase("leaves_post").match(c.told_by)
    }
    founded = {(c.person, c.lab_id) for c in kept if c.kind is Kind.FOUNDING and c.lab}
    kept = [c for c in kept if not (_takes_post(c) and (c.person, c.lab_id) in founded)]
    comes = {(c.person, c.lab_id, c.line) for c in kept if c.kind in (Kind.HIRE, Kind.RETURN)}
    newcomers = {(person, lab) for person, lab, _ in comes}
    fresh = {(c.person, c.lab_id) for c in kept if c.kind is Kind.HIRE and c.fresh}
    kept = [
        c
        for c in kept
        if c.kind is not Kind.ROLE_CHANGE
        or _is_step_up(c)
        or not (
            (c.person, c.lab_id, c.line) in comes
            or (_is_task(c) and (c.person, c.lab_id) in newcomers)
            or (_is_succession(c) and (c.person, c.lab_id) in fresh)
        )
    ]
    kept = [c for c in kept if not (c.kind is Kind.DEPARTURE and (c.person, c.lab_id) in stays)]
    posts = {(c.person, c.lab_id): c.role for c in found if c.kind is Kind.ROLE_CHANGE and c.role and c not in kept}
    return [replace(c, role=c.role or posts.get((c.person, c.lab_id))) if c.kind is Kind.HIRE else c for c in kept]


def _promoted(found: list[Candidate]) -> list[Candidate]:
    """One who came to the firm earlier is not hired by being named for a post."""
    came = {(c.person, c.lab_id) for c in found if c.kind is Kind.HIRE and not c.fresh and not _is_naming(c)}
    return [
        replace(c, kind=Kind.ROLE_CHANGE, other_org=None)
        if c.kind is Kind.HIRE and c.fresh and _is_naming(c) and (c.person, c.lab_id) in came
        else c
        for c in found
    ]


def _takes_post(candidate: Candidate) -> bool:
    """True for a post that someone takes; a founder's in the own firm is part of the founding."""
    taken = phrase("takes_post").fullmatch(candidate.told_by) is not None or candidate.told_by == "任"
    return taken and candidate.kind in (Kind.HIRE, Kind.ROLE_CHANGE)


def _come_back(found: list[Candidate]) -> list[Candidate]:
    """One who went to B and is then told to return to A has left B."""
    told: list[Candidate] = []
    for c in found:
        hired = [h for h in told if h.kind is Kind.HIRE and h.person == c.person and h.lab_id not in ("", c.lab_id)]
        old = not c.fresh and c.effective is not None
        between = [h for h in hired if not (old and h.fresh)]  # what is news comes after what was then
        if c.kind is not Kind.RETURN or c.other_org or c.negated or not between:
            told.append(c)
            continue
        last = between[-1]
        told.append(replace(c, other_org=last.lab))
        gone = any(d.kind is Kind.DEPARTURE and (d.person, d.lab_id) == (c.person, last.lab_id) for d in found)
        if not gone and not last.negated:
            told.append(replace(c, kind=Kind.DEPARTURE, lab=last.lab, lab_id=last.lab_id, other_org=c.lab, role=None))
    return told


def _is_task(candidate: Candidate) -> bool:
    """True for what someone will do (X将负责), which of one who comes is no second move."""
    return candidate.told_by.startswith("负责")


def _is_step_up(candidate: Candidate) -> bool:
    """2019年加入A,2024年升任B: told in one breath with the coming, and a move of its own."""
    return phrase("steps_up").match(candidate.told_by) is not None


def _is_succession(candidate: Candidate) -> bool:
    """原B高管X出任A的院长 and the headline's X接任院长 are one coming."""
    return phrase("succeeds").match(candidate.told_by) is not None or _is_naming(candidate)


def _is_naming(candidate: Candidate) -> bool:
    return phrase("names_to_post").match(candidate.told_by) is not None


def _agreed(found: list[Candidate]) -> list[Candidate]:
    """One answer for each move: a dated sentence decides whether it is news, else any sentence that tells it as news.

    Of one who came back the departure of then is another than that of now. A recap retells what is settled, so the
    source that it cites is no hedge.
    """
    returned = {(c.person, c.lab_id, Kind.DEPARTURE) for c in found if c.kind is Kind.RETURN}
    moves: dict[tuple[str, str, str], list[Candidate]] = {}
    for candidate in found:
        moves.setdefault(_key(candidate), []).append(candidate)
    fresh = {}
    for key, same in moves.items():
        dated = [c for c in same if c.effective or c.announced]
        fresh[key] = any(c.fresh for c in (dated or same))
    settled_ones = []
    for c in found:
        news = c.fresh if _key(c) in returned else fresh[_key(c)]
        sure = Certainty.CONFIRMED if not news and c.certainty is Certainty.REPORTED else c.certainty
        settled_ones.append(replace(c, fresh=news, certainty=sure))
    return settled_ones


def _linked(found: list[Candidate]) -> list[Candidate]:
    """Where someone leaves one firm and comes to another in one article, each is the other end of the other."""
    ends: dict[tuple[str, bool, bool], set[str]] = {}
    for c in found:
        if c.lab and c.kind is not Kind.ROLE_CHANGE:
            ends.setdefault((c.person, c.fresh, c.kind is Kind.DEPARTURE), set()).add(c.lab)
    linked = []
    for c in found:
        far = ends.get((c.person, c.fresh, c.kind is not Kind.DEPARTURE), set()) - {c.lab}
        fill = c.other_org is None and len(far) == 1 and c.kind is not Kind.ROLE_CHANGE
        linked.append(replace(c, other_org=next(iter(far))) if fill else c)
    return _after_founding(linked)


def _after_founding(found: list[Candidate]) -> list[Candidate]:
    """A联创X创办了B,后被挖到C: X comes to C from B, the firm told of before, not from A."""
    told = []
    for c in found:
        new = {f.lab for f in found if _founded_before(f, c)} - {c.lab}
        left = {f.lab for f in found if f.person == c.person and f.kind is Kind.DEPARTURE}
        comes = c.kind in (Kind.HIRE, Kind.RETURN) and len(new) == 1 and c.other_org not in left
        told.append(replace(c, other_org=next(iter(new))) if comes else c)
    return told


def _founded_before(founding: Candidate, later: Candidate) -> bool:
    own = founding.kind is Kind.FOUNDING and founding.person == later.person
    return own and bool(founding.lab) and founding.trigger < later.trigger


def _key(candidate: Candidate) -> tuple[str, str, str]:
    return candidate.person, candidate.lab_id, candidate.kind
