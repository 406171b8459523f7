"""Who does what a word of moving says: the subject of its own clause, or the one that earlier clauses hand on."""

from __future__ import annotations

from itertools import pairwise

from crawler.match.chinese.earlier import handed_on
from crawler.match.chinese.firms import acting
from crawler.match.chinese.how import Found, How
from crawler.match.chinese.parties import (
    Mark,
    Party,
    do_it_together,
    is_related,
    parties,
    parties_in,
    residue,
    without_posts,
)
from crawler.match.chinese.people import Person
from crawler.match.chinese.phrases import phrase
from crawler.match.chinese.scene import Scene
from crawler.match.chinese.terms import Trigger
from crawler.match.chinese.unnamed import blocked, describes_unnamed

_A_NAME = 2  # characters of the shortest name
_OBJECT = 16  # characters from a verb to the 后 behind what it leaves
_MANNER = 6  # characters besides time and manner between where a clause begins and its verb
_FAR = 14  # characters of other things between a subject and its verb; more, and the verb is another's


def subject(scene: Scene, trigger: Trigger) -> Found:
    """The people who do what the trigger says; none, with PRONOUN or the like, where they stand elsewhere."""
    start = scene.clauses[scene.clause_of(trigger.start)][0]
    bracketed = _before_bracket(scene, trigger)
    elsewhere = How.CLAUSE if bracketed else _not_named(scene, trigger, start)
    if elsewhere:
        return bracketed, elsewhere
    told = parties_in(scene, start, trigger.start)
    own = [p for p in told if p.mark not in (Mark.REPLACED, Mark.ASIDE)]
    if not own and phrase("after_them").match(scene.text, start) and phrase("time_told").match(scene.text, trigger.end):
        own = told  # 继X离职后, 在X加入A后
    own = [p for p in own if p.mark is not Mark.AGENT or not _acts_on(scene, trigger, p, own[0])]
    beside = [p for p in own if p.mark is Mark.WITH]
    plain = [p for p in own if p.mark is not Mark.WITH]
    if beside and not plain and phrase("parts_ways").fullmatch(trigger.word):
        return beside[-1].people, How.CLAUSE
    if plain:
        return _in_clause(scene, trigger, plain, beside)
    theirs = any(start <= p.start < trigger.start and is_related(scene, p) for p in scene.people)
    if theirs and not beside and not phrase("beside").match(scene.text, start):
        return (), How.UNNAMED  # X创立A,Y的博士生创立B
    people, how = handed_on(scene, trigger, beside[-1].end if beside else start)
    if beside and not blocked(scene, beside[-1].end, trigger.start):
        joins = _together(scene, beside[-1], trigger)
        return (people + beside[-1].people if joins else people), how if people else How.CLAUSE
    return people, how


def _acts_on(scene: Scene, trigger: Trigger, agent: Party, first: Party) -> bool:
    """被A解雇, X被Y说服加入B: who does it to the subject is none."""
    if trigger.sense in ("fire", "take"):
        return True
    return first is not agent and without_posts(scene, first.end, agent.start).endswith("被")


def _not_named(scene: Scene, trigger: Trigger, start: int) -> How | None:
    """How a clause speaks of its subject where it names none: 离开A的研究员, 他的离职, GPT-5将接替."""
    lead = scene.text[start : trigger.start]
    if describes_unnamed(scene, trigger):
        return How.PRONOUN if phrase("this_one").match(scene.text, start) else How.UNNAMED
    if phrase("of_pronoun").search(lead):
        return How.PRONOUN
    return How.UNNAMED if phrase("model_acts").search(lead) else None


def _before_bracket(scene: Scene, trigger: Trigger) -> tuple[Person, ...]:
    """X(加入A)、Y(创业): what a bracket says is said of the name before it."""
    opens = scene.text.rfind("(", 0, trigger.start)
    if (
        opens < 0
        or ")" in scene.text[opens : trigger.start]
        or any(opens <= p.start < trigger.start for p in scene.people)
    ):
        return ()
    return tuple(p for p in scene.people if p.end == opens)


def _together(scene: Scene, beside: Party, trigger: Trigger) -> bool:
    return do_it_together(scene, beside, (trigger.start, trigger.end), founds=trigger.sense == "found")


def _in_clause(scene: Scene, trigger: Trigger, plain: list[Party], beside: list[Party]) -> Found:
    party = _outside_asides(scene, plain, trigger)
    if party is None:
        return (), How.NONE
    reason = phrase("because").match(scene.text, party.end, trigger.start)  # X因与董事会不和而离职
    since = reason.end() if reason else party.end
    comment = phrase("comments").match(scene.text, since, trigger.start)  # X回应某某离职
    of_another = comment and len(residue(scene, comment.end(), trigger.start)) >= _A_NAME
    if of_another or blocked(scene, since, trigger.start):
        return (), How.UNNAMED
    if len(residue(scene, since, trigger.start)) > _FAR:
        return (), How.NONE
    if phrase("meets").match(scene.text, party.end):
        return party.people[:1], How.CLAUSE  # X与Y会面后离开A
    also = beside[-1].people if beside and _together(scene, beside[-1], trigger) else ()
    return _whole(scene, party) + also, How.CLAUSE


def _whole(scene: Scene, party: Party) -> tuple[Person, ...]:
    """总裁X,联合创始人Y离职; X与Y,以及Z离职: all, where what a comma parts is described or joined."""
    whole = next((p for p in parties(scene) if p.end == party.end), party)
    ends = {end for _, end in scene.posts}
    at_once = all(scene.text[p.end] in ",、和与及" for p in whole.people[:-1])
    behind_comma = [(p, q) for p, q in pairwise(whole.people) if scene.text[p.end] == ","]
    described = all(p.start in ends for p in (whole.people[0], *(q for _, q in behind_comma)))
    joined = all(scene.text.startswith((",以及", ",和", ",与", ",及"), p.end) for p, _ in behind_comma)
    return whole.people if at_once and (described or joined) else party.people


def _outside_asides(scene: Scene, own: list[Party], trigger: Trigger) -> Party | None:
    """The last of a clause's parties that is not named in an aside of time: X在Y被罢免后加入."""
    later = min((t.start for t in scene.triggers if t.start >= trigger.end), default=len(scene.text))
    asides = [m.span() for m in phrase("meanwhile").finditer(scene.text, 0, min(later, trigger.end + _OBJECT))]
    told = [p for s, e in asides if s < trigger.start < e for p in parties_in(scene, s, trigger.start)]
    if told:
        return told[-1]  # the verb is the aside's own
    for party in reversed(own):
        if not any(s < party.start < e for s, e in asides):
            return party
    return None


def lacks_subject(scene: Scene, trigger: Trigger) -> bool:
    """True where neither a person nor a firm before a verb can be what does it."""
    start = scene.clauses[scene.clause_of(trigger.start)][0]
    verb = next(t.start for t in scene.triggers if t.start >= start)  # the clause's first: 离开A加入B
    opens = {left for left, _ in scene.clauses if left < start}
    if next(acting(scene, start, verb), None) or any(o.start in opens for o in scene.orgs):
        return False  # A宣布重组,成立了B
    named = any(party.mark is not Mark.WITH for party in parties_in(scene, 0, trigger.start))
    return not named and len(residue(scene, start, verb)) <= _MANNER
