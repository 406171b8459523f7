"""Frames of coming: 加入A, 从A跳槽到B."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from crawler.match.chinese.affiliations import NOBODY, Affiliation, affiliation, of_this_one
from crawler.match.chinese.draft import Draft, People, subjects
from crawler.match.chinese.firms import (
    acting,
    announcing,
    goal_of,
    left_object,
    object_of,
    objects_of,
    once_before,
    source_before,
    source_of,
    to_each,
    won_from,
    worked_at,
)
from crawler.match.chinese.how import How
from crawler.match.chinese.organisations import Org, is_past
from crawler.match.chinese.parties import without_posts
from crawler.match.chinese.people import Person
from crawler.match.chinese.phrases import phrase
from crawler.match.chinese.roles import only_founder, post_taken
from crawler.match.chinese.scene import Scene
from crawler.match.chinese.terms import Trigger
from crawler.model import Kind

_COLON_REACH = 2  # characters from a verb to the firm that a colon and a quotation mark bring


def join(scene: Scene, trigger: Trigger) -> Iterator[Draft]:
    """The subject joins the object, or a firm named elsewhere where nothing follows."""
    if _tells_no_coming(scene, trigger):
        return
    people, how = subjects(scene, trigger)
    announces = how is How.AFTER and phrase("names_follow").match(scene.text, trigger.end)
    firms = _said_before_names(scene, trigger) if announces else objects_of(scene, trigger)
    to = _where_to(scene, trigger, firms, how)
    if not _means_joining(scene, trigger, to, how):
        return
    each = to_each(scene, trigger, firms)
    if each and how is How.PRONOUNS:
        for index, firm in enumerate(firms):
            yield from _arrivals_at(scene, trigger, None, firm, how, share=(index, len(firms)))
    elif each and len(firms) != len(people):
        yield from _scattered(scene, trigger, people, how)
    else:
        for index, person in enumerate(people):
            yield from _arrivals_at(scene, trigger, person, firms[index] if each else to, how)


def _means_joining(scene: Scene, trigger: Trigger, to: Org | None, how: How) -> bool:
    """Whether the verb takes its firm, or may do without one: 3月底上任的X, 从A加入的X."""
    office = phrase("takes_office").fullmatch(trigger.word)
    goes_on = scene.text.startswith("的", trigger.end) and source_of(scene, trigger)
    described = how is How.AFTER and (office or goes_on)
    if to is None and not described and not phrase("no_object_follows").match(scene.text, trigger.end):
        return False
    if phrase("joins_next").fullmatch(trigger.word) and not follows_at_once(scene, trigger, to):
        return False
    return trigger.word != "投入" or phrase("into_arms").match(scene.text, trigger.end) is not None


def _arrivals_at(
    scene: Scene,
    trigger: Trigger,
    person: Person | None,
    to: Org | None,
    how: How,
    *,
    share: tuple[int, int] | None = None,
) -> Iterator[Draft]:
    """One person's coming, to the firm that the verb says or else to the one that is meant."""
    aff = affiliation(scene, person) if person else of_this_one(scene, trigger.start)
    gained = _gained(scene, trigger) if how is How.CLAUSE else None
    if gained and aff.org and aff.org.lab_id == gained.lab_id:
        aff = NOBODY  # the firm that has got X, not the one that X is of
    goal = to or gained or _goal_unsaid(scene, trigger, person, aff)
    if goal is None and phrase("time_of_office").match(scene.text, trigger.end) and not aff.org:
        return  # X上任后
    source = source_before(scene, trigger)
    goal, source = (goal, source) if goal else won_from(scene, trigger, source)
    left = source or _listed_exit(scene, trigger, aff) or _group_left(scene, trigger, how)
    left = left or next((o for o in scene.orgs if phrase("after_years_at").match(scene.text, o.end)), None)
    role = post_taken(scene, trigger)
    hire = Draft(Kind.HIRE, person, goal, trigger, aff, left, how, share=share, role=role)
    yield from _arrival(hire if left or aff.org else replace(hire, past=once_before(scene, trigger)))


def _goal_unsaid(scene: Scene, trigger: Trigger, person: Person | None, aff: Affiliation) -> Org | None:
    """Where someone comes to of whom no firm is said: the one that makes it known, or that they are called of."""
    goal = None
    if ends_there(scene, trigger) or phrase("own_company").match(scene.text, trigger.end):
        goal = announcing(scene, trigger) or _host(scene, trigger, person)
    own = None if aff.former or _went_elsewhere(scene, trigger) else aff.org
    if goal is None and phrase("takes_office").fullmatch(trigger.word):
        goal = _gone_to(scene, trigger) or own
    if goal is None and phrase("starts_work").fullmatch(trigger.word) and not aff.role:
        goal = own  # A团队的X已经入职
    return goal


def _host(scene: Scene, trigger: Trigger, guest: Person | None) -> Org | None:
    """A欢迎X加入; A邀请X入职,担任B: the firm A. One who is only asked to join need not have come."""
    start = scene.clauses[scene.clause_of(trigger.start)][0]
    host = phrase("hosts").search(without_posts(scene, start, guest.start)) if guest else None
    if host is None or (host["asks"] and trigger.word != "入职" and not post_taken(scene, trigger)):
        return None
    chief = next((c for c in reversed(scene.chiefs) if c.end <= trigger.start), None)
    return next(acting(scene, start, trigger.start), None) or chief


def _scattered(scene: Scene, trigger: Trigger, people: People, how: How) -> Iterator[Draft]:
    """A的X、Y、Z分别加入B和C: all that is told of each is that they leave A."""
    for person in people:
        aff = affiliation(scene, person) if person else NOBODY
        left = source_before(scene, trigger) or (None if aff.former else aff.org)
        if left:
            yield Draft(Kind.DEPARTURE, person, left, replace(trigger, sense="leave"), aff, None, how)


def _said_before_names(scene: Scene, trigger: Trigger) -> list[Org]:
    """加入A的还有B前高管X: the firm A; in 加盟的还有前A高管X it stands nowhere."""
    told = phrase("names_follow").match(scene.text, trigger.end)
    return [org for org in objects_of(scene, trigger)[:1] if told and org.end <= told.end()]


def _where_to(scene: Scene, trigger: Trigger, firms: list[Org], how: How) -> Org | None:
    to = firms[0] if firms else _after_colon(scene, trigger) or firm_of_post(scene, trigger)
    if how is How.AFTER and to and _is_past(scene, trigger, to):
        return _led_by(scene, trigger, to)
    return to


def _is_past(scene: Scene, trigger: Trigger, firm: Org) -> bool:
    """空降的A前副总裁X: A is where X was."""
    return scene.text[trigger.end : firm.start] == "的" and scene.text[firm.end : firm.end + 1] in ("前", "原")


def _led_by(scene: Scene, trigger: Trigger, past: Org) -> Org | None:
    """A的负责人包括空降的B前高管X: A, the firm named first."""
    return next((o for o in scene.orgs if o.end <= trigger.start and o.lab_id != past.lab_id), None)


def _tells_no_coming(scene: Scene, trigger: Trigger) -> bool:
    """在A供职, 还在A上班, 上任三个月便离职: how long someone was there."""
    if phrase("is_employed").fullmatch(trigger.word) and _years_there(scene, trigger):
        return True
    if phrase("takes_office").fullmatch(trigger.word):
        lead = scene.text[scene.clauses[scene.clause_of(trigger.start)][0] : trigger.start]
        return bool(phrase("short_tenure").match(scene.text, trigger.end) or phrase("still_there").search(lead))
    return phrase("is_employed").fullmatch(trigger.word) is not None and _long_there(scene, trigger)


def _years_there(scene: Scene, trigger: Trigger) -> bool:
    """供职A三年后: where someone was."""
    at = object_of(scene, trigger)
    return at is not None and phrase("years_then").match(scene.text, at.end) is not None


def _long_there(scene: Scene, trigger: Trigger) -> bool:
    """之前在A效力, 先后就职于A、B: says where someone worked, not that they came."""
    start = scene.clauses[scene.clause_of(trigger.start)][0]
    lead = scene.text[start : trigger.start]
    if any(t.sense == "leave" and 0 <= trigger.start - t.end <= 1 for t in scene.triggers):
        return True  # 离开效力九年的A
    return phrase("old_post").search(lead) is not None or phrase("at_work").search(lead) is not None


def _gained(scene: Scene, trigger: Trigger) -> Org | None:
    """A获得了X的加入: the firm that acts in the clause, or in the one before."""
    start = scene.clauses[scene.clause_of(trigger.start)][0]
    if not phrase("gains").search(scene.text, start, trigger.start):
        return None
    return next((o for o in reversed(scene.orgs) if o.end <= trigger.start), None)


def _after_colon(scene: Scene, trigger: Trigger) -> Org | None:
    """找到了新东家:A."""
    if not phrase("joins_next").fullmatch(trigger.word) or not scene.text.startswith(":", trigger.end):
        return None
    return next((o for o in scene.orgs if 0 < o.start - trigger.end <= _COLON_REACH), None)


def firm_of_post(scene: Scene, trigger: Trigger) -> Org | None:
    """引入X加盟,任职A的B: the firm that stands right after the word for taking a post."""
    post = phrase("post_at").match(scene.text, trigger.end)
    return next((o for o in scene.orgs if o.start == post.end()), None) if post else None


def follows_at_once(scene: Scene, trigger: Trigger, to: Org | None) -> bool:
    """去了A, 下一站是A."""
    if to is None or not phrase("is_or_nothing").fullmatch(scene.text[trigger.end : to.start]):
        return False
    return (
        not trigger.word.endswith(("要去", "现身", "来到了")) or phrase("to_stay").match(scene.text, to.end) is not None
    )


def _gone_to(scene: Scene, trigger: Trigger) -> Org | None:
    """去A报到, 赴A上任: the firm before the verb that 去 brings."""
    start = scene.clauses[scene.clause_of(trigger.start)][0]
    for org in scene.orgs:
        lead = scene.text[max(start, org.start - 8) : org.start]
        if start <= org.start and 0 <= trigger.start - org.end <= 4 and phrase("going_to").search(lead):
            return org
    return None


def _went_elsewhere(scene: Scene, trigger: Trigger) -> bool:
    return any(t.start < trigger.start and t.sense in ("join", "switch", "back", "leave") for t in scene.triggers)


def _listed_exit(scene: Scene, trigger: Trigger, aff: Affiliation) -> Org | None:
    """A的X离职、Y加入B: the list makes Y one who left A too."""
    start = scene.clauses[scene.clause_of(trigger.start)][0]
    exits = [t for t in scene.triggers if start <= t.start < trigger.start and t.sense == "leave"]
    if aff.org is None and exits and "、" in scene.text[exits[-1].end : exits[-1].end + 1]:
        return next((o for o in scene.orgs if start <= o.start < exits[-1].start), None)
    return None


def _group_left(scene: Scene, trigger: Trigger, how: How) -> Org | None:
    """A的多名研究员投奔B,包括X和Y: the firm of those whom the names belong to."""
    if how is not How.AFTER:
        return None
    start = scene.clauses[scene.clause_of(trigger.start)][0]
    for org in reversed(scene.orgs):
        if start <= org.start and org.end <= trigger.start:
            theirs = phrase("group_of_firm").match(scene.text, org.end, trigger.start)
            return org if theirs and not is_past(scene.text, org, start) else None
    return None


def _arrival(hire: Draft) -> Iterator[Draft]:
    """The hire, and the departure that it plainly implies: never of a former employer, nor of what one only founded."""
    here = hire.org.lab_id if hire.org else ""
    aff = hire.aff
    beside = aff.org if aff.org and aff.org.lab_id != here else None
    left = hire.other or beside
    if left and left.lab_id == here:
        left = None
    yield replace(hire, other=left or hire.past)
    if left and not (left is beside and (aff.former or only_founder(aff.role))):
        yield replace(hire, kind=Kind.DEPARTURE, org=left, other=hire.org, role=None)


def switch(scene: Scene, trigger: Trigger) -> Iterator[Draft]:
    """The subject leaves one firm for another."""
    people, how = subjects(scene, trigger)
    to = goal_of(scene, trigger)
    from_ = source_of(scene, trigger)
    if to is None and from_ is None:
        to, from_ = won_from(scene, trigger, None)
    if trigger.word == "过来" and from_ is None:
        return
    if to is None and from_ is None and not phrase("no_object_follows").match(scene.text, trigger.end):
        return
    firms = objects_of(scene, trigger)
    each = to_each(scene, trigger, firms)
    for index, person in enumerate(people):
        if each:
            to = firms[index] if len(firms) == len(people) else None
        aff = affiliation(scene, person) if person else of_this_one(scene, trigger.start)
        if to and aff.org and aff.org.start == to.start:
            aff = NOBODY  # 转投A的X: A is where X went
        beside = aff.org if not to or not aff.org or aff.org.lab_id != to.lab_id else None
        left = from_ or _last_place(scene, trigger, people) or beside or worked_at(scene, trigger)
        left = left or _group_left(scene, trigger, how)
        if left and to and left.lab_id == to.lab_id:
            left = None
        if to and aff.org and aff.org.lab_id == to.lab_id and not (aff.former or from_):
            yield Draft(Kind.ROLE_CHANGE, person, to, trigger, aff, None, how)  # from one team to another
            continue
        if to or (left and phrase("hither").match(scene.text, trigger.end)):
            yield Draft(Kind.HIRE, person, to, trigger, aff, left, how, role=post_taken(scene, trigger))
        known = left is not None and left is aff.org
        shaken = phrase("new_structure").search(scene.text, 0, trigger.start) is not None
        if not (known and (aff.former or (aff.founder and not shaken))):
            yield Draft(Kind.DEPARTURE, person, left, trigger, aff, to, how)


def _last_place(scene: Scene, trigger: Trigger, movers: People) -> Org | None:
    """2022年加入A,今年跳槽至B; 离开A后转投B: the firm that the verb before leaves or joins."""
    for earlier in reversed(scene.triggers):
        if earlier.start >= trigger.start:
            continue
        between = [p for p in scene.people if earlier.end <= p.start < trigger.start]
        if any(p not in movers or not _also_did(scene, earlier, p) for p in between):
            return None  # X加入A,Y则转战B
        if earlier.sense == "leave":
            return source_of(scene, earlier) or left_object(scene, earlier)
        if earlier.sense in ("join", "switch", "back"):
            return object_of(scene, earlier)
    return None


def _also_did(scene: Scene, earlier: Trigger, person: Person) -> bool:
    """2022年加入A的X, 加入A半年后,X...: whom an earlier verb describes, or whose sentence it opens."""
    start, end = scene.clauses[scene.clause_of(earlier.start)]
    opens = phrase("opening_time").search(scene.text[start:end]) is not None
    return opens or phrase("described_by").search(scene.text, earlier.end, person.start) is not None


def ends_there(scene: Scene, trigger: Trigger) -> bool:
    """Whether nothing follows the verb in its clause."""
    return not scene.text[trigger.end : trigger.end + 1].strip(",，。;；!！了")
