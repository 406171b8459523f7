"""Frames of leaving: 从A离职, 离职A, 辞去A的职务, A的X出走, 被A解雇, A解雇X, A痛失X."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from crawler.match.chinese.affiliations import NOBODY, Affiliation, affiliation
from crawler.match.chinese.draft import Draft, People, objects, subjects
from crawler.match.chinese.firms import (
    destinations,
    employer,
    founds_later,
    last_joined,
    left_object,
    object_of,
    of_firm,
    once_at,
    passive,
    source_of,
    worked_at,
)
from crawler.match.chinese.how import How
from crawler.match.chinese.named_behind import following
from crawler.match.chinese.organisations import Org, plausible_firm
from crawler.match.chinese.parties import Mark, parties_in
from crawler.match.chinese.people import Person
from crawler.match.chinese.phrases import phrase
from crawler.match.chinese.roles import post_left, post_of, post_taken
from crawler.match.chinese.scene import CRY, Scene
from crawler.match.chinese.subjects import subject
from crawler.match.chinese.terms import Trigger, terms
from crawler.match.chinese.words import is_common, tokens
from crawler.model import Kind

_LONGEST_WORD, _SHORTEST_WORD = 6, 2  # characters of a word after a verb of leaving
_NO_NAME = ("v", "a", "d", "c", "p", "t", "m", "r")  # parts of speech that no firm is named by


def leave(scene: Scene, trigger: Trigger) -> Iterator[Draft]:
    """The subject leaves a firm, lays down a post there, or goes over to another firm (叛逃A)."""
    if phrase("farewell").fullmatch(trigger.word) and _bids_farewell(scene, trigger):
        yield from lose(scene, trigger)
        return
    announces = phrase("names_follow").match(scene.text, trigger.end) is not None
    if phrase("these_leavings").search(scene.text, 0, trigger.start) and not announces:
        return
    people, how = subjects(scene, trigger)
    source = source_of(scene, trigger)
    said = source or _said_otherwise(scene, trigger)
    if not _means_leaving(scene, trigger, said, source):
        return
    sheds = phrase("sheds_duty").fullmatch(trigger.word) is not None
    if sheds and any(t.sense == "leave" and t.end <= trigger.start for t in scene.triggers):
        return  # 辞去在A的职务,不再领导B: one move
    each = how is How.AFTER and announces  # 离职的有A的X、B的Y
    stays = sheds or _stays(scene, trigger)
    for person, goal in zip(people, destinations(scene, trigger, len(people)), strict=True):
        aff = affiliation(scene, person) if person else NOBODY
        hire = Draft(Kind.HIRE, person, said, trigger, aff, aff.org, how)
        gone_over = [] if source else list(_goes_over(scene, hire))
        yield from gone_over
        if gone_over or not (said or _names_own_firm(scene, trigger, aff, how)):
            continue
        own = aff.org if each and not aff.former and not _has_come_to(scene, trigger, aff) else None
        org = own or said or _firm_left(scene, trigger, person, aff, how)
        if stays:
            role = post_taken(scene, trigger) or aff.role
            yield Draft(Kind.ROLE_CHANGE, person, org, trigger, aff, None, how, role=role)
        else:
            to = goal or (aff.org if aff.founder and org and _is_elsewhere(org, aff) else None)
            yield Draft(Kind.DEPARTURE, person, org, trigger, aff, to, how, role=post_left(scene, trigger))


def _said_otherwise(scene: Scene, trigger: Trigger) -> Org | None:
    """The firm that is left, where no 从 says so: the verb's object, or the firm that the words around it are about."""
    said = left_object(scene, trigger) or of_firm(scene, trigger) or _this_company(scene, trigger)
    said = said or _parted_from(scene, trigger) or _like_before(scene, trigger) or _like_after(scene, trigger)
    return said or _has_had(scene, trigger) or _taken_over(scene, trigger)


def _goes_over(scene: Scene, hire: Draft) -> Iterator[Draft]:
    """A的X叛逃B, 叛逃去B, 叛逃回B: the firm that the verb takes is the new one."""
    if hire.org is None or not phrase("defects").fullmatch(hire.trigger.word):
        return
    goes_to = phrase("thither").match(scene.text, hire.trigger.end)
    elsewhere = _is_elsewhere(hire.org, hire.aff)
    if goes_to or elsewhere:
        back = goes_to is not None and goes_to.group() == "回"
        yield replace(hire, kind=Kind.RETURN if back else Kind.HIRE)
    if elsewhere:
        yield replace(hire, kind=Kind.DEPARTURE, org=hire.aff.org, other=hire.org)


def _names_own_firm(scene: Scene, trigger: Trigger, aff: Affiliation, how: How) -> bool:
    """Whether a verb that is often said of other things than firms is said of the person's own."""
    if not phrase("leaves_only_firm").fullmatch(trigger.word):
        return True
    return worked_at(scene, trigger) is not None or _plainly(scene, trigger, aff, how)


def _firm_left(scene: Scene, trigger: Trigger, person: Person | None, aff: Affiliation, how: How) -> Org | None:
    """The firm that is left, where the verb has none: the last one joined, one's own, or one worked at before."""
    past = worked_at(scene, trigger)
    org = last_joined(scene, trigger) or (past if aff.founder else None)
    org = org or _own_firm(scene, trigger, person, aff, how) or past
    return org or (once_at(scene, person, trigger) if person and aff.founder else None)


def _has_come_to(scene: Scene, trigger: Trigger, aff: Affiliation) -> bool:
    """离职人员除已加入A的X: A is where X went."""
    came = (t for t in scene.triggers if t.start >= trigger.end and t.sense in ("join", "switch", "back"))
    return aff.org is not None and any(object_of(scene, t) is aff.org for t in came)


def _bids_farewell(scene: Scene, trigger: Trigger) -> bool:
    """A告别X is said by a firm; 告别了与X并肩的日子 by the one who leaves."""
    whom = following(scene, trigger)
    return bool(whom) and not phrase("one_of_theirs").search(scene.text, trigger.end, whom[0].start)


def _means_leaving(scene: Scene, trigger: Trigger, said: Org | None, source: Org | None) -> bool:
    """False where the word has another sense here: what it leaves is not said, or is no firm."""
    if not said and (_from_elsewhere(scene, trigger) or not _bare_leave(scene, trigger)):
        return False
    if trigger.word == "结束了":
        return said is not None and phrase("years_there").match(scene.text, said.end) is not None
    if phrase("among_them").fullmatch(trigger.word):
        return phrase("layoff").search(scene.text, 0, trigger.start) is not None
    described = scene.text[trigger.end : trigger.end + 1] == "的"
    if phrase("comes_out").fullmatch(trigger.word) and (described or source is None):
        return False
    return trigger.word != "不再是" or (
        said is not None and phrase("one_of_firm").match(scene.text, said.end) is not None
    )


def _from_elsewhere(scene: Scene, trigger: Trigger) -> bool:
    """从学校离职; 在台积电任职22年,去年退休: the sentence says that it is no lab that is left."""
    start = scene.clauses[scene.clause_of(trigger.start)][0]
    if phrase("from_elsewhere").search(scene.text[start : trigger.start]):
        return True
    named = phrase("left_place").search(scene.text, start, trigger.start)
    if named and plausible_firm(named["firm"]):
        return True  # 从金石离职
    years = phrase("outside_years").search(scene.text, 0, trigger.start)
    return years is not None and not worked_at(scene, trigger) and plausible_firm(years["firm"])


def _stays(scene: Scene, trigger: Trigger, removed: Person | None = None) -> bool:
    """辞去A的职务,转任顾问; 免去X的职务,另有任用: the one who leaves a post keeps the employer."""
    known = removed.end if removed else trigger.end
    until = min((p.start for p in scene.people if p.start > known), default=len(scene.text))
    since = max((p.end for p in scene.people if p.end <= trigger.start), default=trigger.start)
    if phrase("leaves_post").fullmatch(trigger.word):
        return phrase("stays").search(scene.text, since, until) is not None
    kept = phrase("kept_on").match(scene.text, trigger.end, until)  # 淡出A,改任顾问; 退休后返聘
    left = scene.orgs[0].lab_id if scene.orgs else ""
    elsewhere = (o.lab_id != left for o in scene.orgs if kept and trigger.end <= o.start < kept.end())
    return kept is not None and not any(elsewhere)


def _own_firm(scene: Scene, trigger: Trigger, person: Person | None, aff: Affiliation, how: How) -> Org | None:
    """The firm that someone is described by; a former one where the sentence means it: A前研究员X去年离开公司."""
    if aff.founder and aff.org and founds_later(scene, trigger, aff.org):
        return None
    if aff.founder and scene.text.startswith("前", trigger.end):
        return None  # 创始人X离职前是A的研究员
    gone = how is How.CLAUSE and phrase("already_gone").search(scene.text, 0, trigger.end)
    if not aff.former or gone or phrase("left_company").match(scene.text, trigger.end):
        return aff.org
    after = aff.org is not None and person is not None and aff.org.start > person.end  # X曾任A的..., ...离职
    return aff.org if after and how is How.EARLIER else None


def _plainly(scene: Scene, trigger: Trigger, aff: Affiliation, how: How) -> bool:
    """For words that seldom mean leaving a firm: True where the person's post or the words around say that they do."""
    if (aff.org or aff.role) and not aff.former and phrase("leaves_at_clause_end").fullmatch(trigger.word):
        return True
    if aff.role and phrase("lays_down").match(scene.text, trigger.end):
        return True
    if any(phrase(how).search(scene.text[: trigger.start]) for how in ("at_company", "likewise", "own_reasons")):
        return True
    if aff.org and not aff.former and phrase("farewell_to_days").match(scene.text, trigger.end):
        return True
    if how is How.AFTER and phrase("names_follow").match(scene.text, trigger.end):
        return True
    opens = scene.unit.line == 0 and len(scene.text) <= CRY and how is How.CLAUSE
    return opens or (trigger.word == "走后" and how is How.CLAUSE)


def _is_elsewhere(firm: Org | None, aff: Affiliation) -> bool:
    """True where someone described as a present member of one firm has to do with another."""
    return firm is not None and aff.org is not None and not aff.former and aff.org.lab_id != firm.lab_id


def _like_before(scene: Scene, trigger: Trigger) -> Org | None:
    """X离开A,Y也走了: the firm of the leaving told just before."""
    before = [t for t in scene.triggers if t.start < trigger.start]
    if (
        not before
        or before[-1].sense != "leave"
        or not scene.text[: trigger.start].endswith(("也", "亦", "也已", "也将"))
    ):
        return None
    return source_of(scene, before[-1]) or left_object(scene, before[-1])


def _this_company(scene: Scene, trigger: Trigger) -> Org | None:
    """创办A,同年离开该公司: the firm to which the verb before brought the subject."""
    before = [t for t in scene.triggers if t.start < trigger.start and t.sense in ("found", "join", "switch", "back")]
    if not before or not phrase("left_company").match(scene.text, trigger.end):
        return None
    others = any(p.mark is not Mark.WITH for p in parties_in(scene, before[-1].end, trigger.start))
    return None if others else object_of(scene, before[-1])


def _like_after(scene: Scene, trigger: Trigger) -> Org | None:
    """继X离职后,Y也离开A; 继X出走后,A再痛失Y: the firm of the leaving told next."""
    start = scene.clauses[scene.clause_of(trigger.start)][0]
    later = next((t for t in scene.triggers if t.start > trigger.start), None)
    if later and phrase("succeeds").match(later.word) and phrase("time_told").match(scene.text, trigger.end):
        return object_of(scene, later)  # X在Y离职后接任A的CEO
    if later is None or later.sense not in ("leave", "lose") or not phrase("after_them").match(scene.text, start):
        return None
    return employer(scene, later) if later.sense == "lose" else source_of(scene, later) or left_object(scene, later)


def _has_had(scene: Scene, trigger: Trigger) -> Org | None:
    """A还有原院长X、主管Y离开: the firm A, though they are called its former ones."""
    before = (o for o in reversed(scene.orgs) if o.end < trigger.start)
    return next((o for o in before if phrase("has_more").match(scene.text, o.end)), None)


def _taken_over(scene: Scene, trigger: Trigger) -> Org | None:
    """X加入A,接替离职的Y: the firm A, to which the successor comes."""
    replaces = any(t.end == trigger.start and phrase("replaces").fullmatch(t.word) for t in scene.triggers)
    before = [t for t in scene.triggers if replaces and t.start < trigger.start]
    came = (t for t in reversed(before) if t.sense in ("join", "switch"))
    return next((firm for t in came if (firm := object_of(scene, t))), None)


def _parted_from(scene: Scene, trigger: Trigger) -> Org | None:
    """X和A说了再见, A与X分手, 向A提交了离职申请: the firm on the other side."""
    told = next((o for o in scene.orgs if phrase("hands_in").fullmatch(scene.text, o.end, trigger.start)), None)
    if told and phrase("parting_with").search(scene.text[: told.start]):
        return told
    if phrase("hands_in_papers").search(trigger.word):  # 向A的CEO Y递交辞呈
        start = scene.clauses[scene.clause_of(trigger.start)][0]
        told_to = (o for o in scene.orgs if start < o.start < trigger.start and scene.text[o.start - 1] == "向")
        return next(told_to, None)
    if not phrase("leaves_only_firm").fullmatch(trigger.word):
        return None
    for org in reversed(scene.orgs):
        if 0 <= trigger.start - org.end <= 3 and phrase("parting_with").search(scene.text[: org.start]):
            return org
    return employer(scene, trigger) if phrase("parts_ways").fullmatch(trigger.word) else None


def _bare_leave(scene: Scene, trigger: Trigger) -> bool:
    """True where the verb can stand without a lab after it: 宣布离职, 将离开公司, not 离开VIPKID."""
    if phrase("names_follow").match(scene.text, trigger.end) or phrase("sheds_duty").fullmatch(trigger.word):
        return True
    if phrase("leaves_at_clause_end").fullmatch(trigger.word):
        return phrase("ends_clause").match(scene.text, trigger.end) is not None
    if trigger.word.endswith("不在") and not phrase("no_longer_at").match(scene.text, trigger.end):
        return False
    if trigger.word == "不再是":
        return False
    if trigger.word == "离开" and not phrase("leaves_company").match(scene.text, trigger.end):
        return False
    return not _unknown_object(scene, trigger)


def _unknown_object(scene: Scene, trigger: Trigger) -> bool:
    """True where a firm that is no lab follows: 卸任搜狗CEO, 离开VIPKID."""
    if phrase("leaving_papers").fullmatch(trigger.word):
        return False
    own = phrase("own_post").match(scene.text, trigger.end)
    at = own.end() if own else trigger.end
    if any(s == at for s, _ in scene.posts) or any(t.start == trigger.end for t in scene.triggers):
        return False
    named = any(p.start == at for p in scene.people) or terms().ai.match(scene.text, at)
    named = named or phrase("no_firm_follows").match(scene.text, at)
    return not named and scene.text[at : at + 1].isalpha() and not _begins_with_word(scene.text, at)


def _begins_with_word(text: str, at: int) -> bool:
    """辞职抗议, 离职申请: what follows begins with an ordinary word, not with a firm's name."""
    first = next(iter(tokens(text[at : at + _LONGEST_WORD])), None)
    if first is None or first.end < _SHORTEST_WORD:
        return False
    return first.tag.startswith(_NO_NAME) and is_common(text[at : at + first.end])


def fire(scene: Scene, trigger: Trigger) -> Iterator[Draft]:
    """Someone is removed: A解雇X, X被(A)解雇, 把X赶出A."""
    if phrase("from_the_board").search(scene.text, 0, trigger.start):
        return
    people, how = _removed(scene, trigger)
    out_of = object_of(scene, trigger) if phrase("removes_from").fullmatch(trigger.word) else None
    for person in people:
        aff = affiliation(scene, person) if person else NOBODY
        by = employer(scene, trigger)
        if by in scene.chiefs and aff.outside and not aff.org:
            continue  # 马斯克解雇推特首席执行官X
        org = out_of or (None if aff.former else aff.org) or by or _who_fires(scene, trigger)
        role = post_left(scene, trigger) or (post_of(scene, person) if person else None)
        kind = Kind.ROLE_CHANGE if _stays(scene, trigger, person) else Kind.DEPARTURE  # 免去X的A职务,另有任用
        yield Draft(kind, person, org, trigger, aff, None, how, role=role)


def _who_fires(scene: Scene, trigger: Trigger) -> Org | None:
    """被A炒掉的X: the firm right after 被."""
    start = scene.clauses[scene.clause_of(trigger.start)][0]
    before = [o for o in scene.orgs if start <= o.start and o.end <= trigger.start]
    return before[-1] if before and scene.text[: before[-1].start].endswith(("被", "遭")) else None


def _removed(scene: Scene, trigger: Trigger) -> tuple[People, How]:
    """The object of a dismissal, wherever 被 and 把 put it."""
    start = scene.clauses[scene.clause_of(trigger.start)][0]
    for party in parties_in(scene, start, trigger.start):
        if phrase("right_before_passive").fullmatch(scene.text, party.end, trigger.start):
            return party.people, How.CLAUSE
    if phrase("done_to_them").search(scene.text, start, trigger.start):
        named = [p for p in scene.people if p.end <= trigger.start]
        return ((named[-1],), How.EARLIER) if named else ((None,), How.PRONOUN)
    people, how = subject(scene, trigger)
    if people and how is How.CLAUSE:
        lead = scene.text[start : people[0].start]
        if phrase("agent").search(lead):  # X被Jeff Dean辞退
            plain = [p for p in parties_in(scene, start, trigger.start) if p.mark is Mark.PLAIN]
            return (plain[-1].people, How.CLAUSE) if plain else ((), How.UNNAMED)
        if passive(scene, trigger, people[-1].end) or phrase("disposal").search(lead):
            return people, how
    elif how is not How.UNNAMED and passive(scene, trigger, start):
        return (people, how) if people else subjects(scene, trigger)
    return objects(scene, trigger)


def lose(scene: Scene, trigger: Trigger) -> Iterator[Draft]:
    """A firm loses someone named right after: 谷歌痛失X."""
    people, how = objects(scene, trigger)
    org: Org | None = employer(scene, trigger)
    for person in people:
        if person and how is How.AFTER:
            yield Draft(Kind.DEPARTURE, person, org, trigger, affiliation(scene, person), None, how)
