"""Frames of posts: 出任A的CEO, 由X接任, A任命X为, 升任, 转岗, X任CEO."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from crawler.match.chinese.affiliations import NOBODY, Affiliation, affiliation
from crawler.match.chinese.draft import Draft, People, objects, subjects
from crawler.match.chinese.firms import announcing, employer, object_of, passive, source_of
from crawler.match.chinese.foundings import founded_by_nobody
from crawler.match.chinese.how import How
from crawler.match.chinese.organisations import Org
from crawler.match.chinese.parties import Mark, free_text, parties_in, residue
from crawler.match.chinese.people import Person
from crawler.match.chinese.phrases import phrase
from crawler.match.chinese.roles import post_handed, post_taken
from crawler.match.chinese.scene import Scene
from crawler.match.chinese.subjects import subject
from crawler.match.chinese.terms import Trigger, terms
from crawler.model import Kind

_LEAD = 14  # characters before a verb, names taken out, that say whether it is news
_POST_REACH = 30  # characters after a verb within which the post stands


def post(scene: Scene, trigger: Trigger) -> Iterator[Draft]:
    """The subject takes a post."""
    if trigger.word == "成为" and phrase("becomes_one_of").match(scene.text, trigger.end):
        yield from _one_of_them(scene, trigger)
        return
    if _covered(scene, trigger) or _elsewhere(scene, trigger):
        return
    if phrase("promotes").fullmatch(trigger.word) and any(p.start == trigger.end for p in scene.people):
        yield from appoint(scene, trigger)
        return
    weak = phrase("weak_post").fullmatch(trigger.word)
    at = object_of(scene, trigger) or _held_at(scene, trigger) or _appointer(scene, trigger)
    people, how = subjects(scene, trigger)
    told = not weak or _becomes(scene, trigger, at) or _is_news(scene, trigger)
    if not told and not _by_member(scene, trigger, people, at):
        return
    if _no_change(scene, trigger, how) or (weak and _only_describes(scene, trigger, how)):
        return
    for person in people:
        yield from _takes_post(scene, trigger, person, at, how)


def _takes_post(scene: Scene, trigger: Trigger, person: Person | None, at: Org | None, how: How) -> Iterator[Draft]:
    """One person's new post, at the firm `at` where one is said: a move between two firms, a founding, or a rise."""
    role = _role(scene, trigger)
    aff = affiliation(scene, person) if person else NOBODY
    if aff.org and phrase("coming_from").search(scene.text, trigger.end, max(aff.org.start, trigger.end)):
        aff = replace(aff, former=True)
    from_ = source_of(scene, trigger)
    if from_ and at and at.start >= trigger.end and from_.lab_id != at.lab_id:  # 自A转任B
        yield Draft(Kind.HIRE, person, at, trigger, aff, from_, how, role=role)
        yield Draft(Kind.DEPARTURE, person, from_, trigger, aff, at, how)
        return
    new = founded_by_nobody(scene, trigger) if how is How.CLAUSE else None
    if new and (at is None or at.lab_id == new.lab_id):
        yield Draft(Kind.FOUNDING, person, new, trigger, aff, None, how, needs_org=False, role=role)
        return
    said_by = announcing(scene, trigger) if how is How.CLAUSE and not scene.unit.bullet else None
    if at is None and said_by and _has_joined(scene, aff, said_by):
        yield Draft(Kind.HIRE, person, said_by, trigger, aff, aff.org, how, role=role)
        return
    kind = _kind(scene, trigger, aff, at)
    inside = phrase("moves_inside").fullmatch(trigger.word) and not _only_began_there(scene, aff)
    stayed = aff.org if not aff.former or inside else None
    org = (None if at is aff.org and aff.former else at) or stayed or said_by
    other = aff.org if kind is Kind.HIRE and aff.org and (not org or aff.org.lab_id != org.lab_id) else None
    yield Draft(kind, person, org, trigger, aff, other, how, role=role)


def _has_joined(scene: Scene, aff: Affiliation, firm: Org) -> bool:
    """A宣布完成融资,B联合创始人X出任董事长: A's; not where A buys, backs or reshapes B."""
    if aff.org is None or aff.former or aff.org.lab_id == firm.lab_id or aff.org.start < firm.end:
        return False
    return phrase("deal").search(scene.text, firm.end, aff.org.start) is None


def _only_began_there(scene: Scene, aff: Affiliation) -> bool:
    """A出身的X."""
    return aff.org is not None and phrase("comes_of").match(scene.text, aff.org.end) is not None


def _role(scene: Scene, trigger: Trigger) -> str | None:
    return post_taken(scene, trigger) or post_handed(scene, trigger)


def _no_change(scene: Scene, trigger: Trigger, how: How) -> bool:
    """继续担任; 担任过; X的继任者; 晋升为国家级保护区: nobody takes a post here, or what is taken is none."""
    held = scene.text.startswith("过", trigger.end)
    noun = scene.text.startswith(("者", "人选"), trigger.end) or _of_firm_described(scene, trigger)
    if held or (noun and how is not How.AFTER):
        return True
    lead = scene.text[max(0, trigger.start - 4) : trigger.start]
    clause = scene.clauses[scene.clause_of(trigger.start)][0]
    if phrase("keeps_all").search(scene.text, clause, trigger.start):
        return True
    if phrase("meanwhile_in_post").match(scene.text, trigger.end):
        return True
    if phrase("keeps").search(lead) or (how is not How.CLAUSE and "他本人" in scene.text[: trigger.start]):
        return True
    posts = terms().posts.search(scene.text, trigger.end, trigger.end + _POST_REACH)
    return trigger.word.endswith("为") and posts is None


def _of_firm_described(scene: Scene, trigger: Trigger) -> bool:
    """X担任首席科学家的A: it says what firm A is."""
    taken = next(((s, e) for s, e in scene.posts if trigger.end <= s <= trigger.end + _POST_REACH), None)
    if taken is None or scene.clause_of(taken[0]) != scene.clause_of(trigger.start):
        return False
    return any(phrase("post_of_firm").fullmatch(scene.text, taken[1], o.start) for o in scene.orgs)


def _only_describes(scene: Scene, trigger: Trigger, how: How) -> bool:
    """担任要职的X says what X is, 一个由X担任主席的机构 what it is."""
    if phrase("describes_body").search(scene.text, 0, trigger.start):
        return True
    return how is How.AFTER and phrase("names_follow").match(scene.text, trigger.end) is None


def _becomes(scene: Scene, trigger: Trigger, at: Org | None) -> bool:
    """成为A的首席科学家: the firm, then a post that only a firm gives."""
    if not phrase("becomes").fullmatch(trigger.word) or at is None or at.start < trigger.start:
        return False
    lead = scene.text[max(0, trigger.start - 14) : trigger.start]
    near = any(0 <= s - at.end <= 8 and phrase("held_at_firm").search(scene.text[s:e]) for s, e in scene.posts)
    return near and not phrase("old_post").search(lead)


def _by_member(scene: Scene, trigger: Trigger, people: People, at: Org | None) -> bool:
    """A的X兼任Y, 前A的X任B的Y, X接替Y: the name stands right before the verb and its description tells the rest."""
    start, end = scene.clauses[scene.clause_of(trigger.start)]
    last = people[-1] if people else None
    if last is None or not start <= last.start < trigger.start or residue(scene, last.end, trigger.start):
        return False
    if phrase("old_post").search(scene.text[start : trigger.start]):
        return False
    aff = affiliation(scene, last)
    if phrase("takes_on").fullmatch(trigger.word):
        return aff.org is not None and aff.role is not None and not aff.former
    if phrase("heads").fullmatch(trigger.word):
        goes_there = at is not None and at.start >= trigger.end and _is_outsider(aff, at)
        own = scene.unit.heads and aff.role is not None and not aff.former and (at or aff.org) is not None
        return goes_there or own
    if phrase("replaces").fullmatch(trigger.word):
        return any(p.mark is Mark.REPLACED for p in parties_in(scene, trigger.end, end))
    past = aff.former or aff.outside is not None
    return trigger.word == "任" and past and at is not None and at.start >= trigger.end


def _held_at(scene: Scene, trigger: Trigger) -> Org | None:
    """将在A担任B: the firm right before the verb."""
    before = next((o for o in scene.orgs if 0 <= trigger.start - o.end <= 1), None)
    return before if before and phrase("at").search(scene.text, 0, before.start) else None


def _is_outsider(aff: Affiliation, at: Org) -> bool:
    """True of someone who is described as another firm's, or as a former one of any."""
    return aff.former or aff.outside is not None or (aff.org is not None and aff.org.lab_id != at.lab_id)


def _appointer(scene: Scene, trigger: Trigger) -> Org | None:
    """A宣布成立新部门,由X出任主管: the firm that acts in the clauses before."""
    here = scene.clause_of(trigger.start)
    agents = [p for p in parties_in(scene, scene.clauses[here][0], trigger.start) if p.mark is Mark.AGENT]
    if not agents or "由" not in scene.text[scene.clauses[here][0] : agents[0].start]:
        return None
    return announcing(scene, trigger)


def _one_of_them(scene: Scene, trigger: Trigger) -> Iterator[Draft]:
    """成为A的一员: a hire."""
    at = object_of(scene, trigger)
    people, how = subjects(scene, trigger)
    for person in people if at else ():
        yield Draft(Kind.HIRE, person, at, trigger, affiliation(scene, person) if person else NOBODY, None, how)


def _kind(scene: Scene, trigger: Trigger, aff: Affiliation, at: Org | None) -> Kind:
    """A hire where the description says that the person comes from outside, else a step inside the firm.

    出任 says it by itself of someone whom nothing describes.
    """
    same = aff.org is not None and at is not None and aff.org.lab_id == at.lab_id
    inside = same or (aff.org is not None and at is None)
    if (inside and phrase("moves_inside").fullmatch(trigger.word)) or (same and trigger.word == "出任"):
        return Kind.ROLE_CHANGE  # A原合伙人X改任A的总裁
    if phrase("steps_up").match(trigger.word):
        return Kind.ROLE_CHANGE  # 阿里出身的X晋升为副总裁
    if aff.org is not None:
        outsider = aff.former or (at is not None and at.lab_id != aff.org.lab_id)
        return Kind.HIRE if outsider else Kind.ROLE_CHANGE
    if (
        aff.outside
        or (aff.former and phrase("former_elsewhere").match(aff.role or ""))
        or phrase("came_from").search(scene.text, trigger.end)
    ):
        return Kind.HIRE
    insider = _is_insider(aff) or phrase("reshuffle").search(scene.text)
    comes = trigger.word == "出任" or (at is not None and phrase("becomes").fullmatch(trigger.word))
    return Kind.HIRE if comes and not insider else Kind.ROLE_CHANGE


def _is_insider(aff: Affiliation) -> bool:
    """True where a name is described by a post without a firm: 任命副总裁X为CEO; not 顶尖科学家X."""
    return aff.org is None and aff.outside is None and phrase("firm_post").search(aff.role or "") is not None


def _covered(scene: Scene, trigger: Trigger) -> bool:
    """True where another verb just before tells the move and this one only adds the post: 加入A,出任B."""
    here = scene.clause_of(trigger.start)
    if scene.text.startswith("者", trigger.end):
        return False  # 接替者X
    for t in scene.triggers:
        if t.sense not in ("appoint", "join", "take", "back", "switch") or not 0 <= trigger.start - t.end < 40:
            continue
        if phrase("joins_next").fullmatch(t.word) and object_of(scene, t) is None:
            continue  # 进入工业界
        there = scene.clause_of(t.start)
        others = any(t.end <= p.start < trigger.start and scene.clause_of(p.start) != there for p in scene.people)
        apart = phrase("steps_up").match(trigger.word) and phrase("dated").search(scene.text, t.end, trigger.start)
        if here - there <= 1 and not others and not apart:
            return True
    return False


def _elsewhere(scene: Scene, trigger: Trigger) -> bool:
    """True where the post is at a school, an office or another firm that is no lab: 出任清华大学院长."""
    other = phrase("other_house").match(scene.text, trigger.end)
    return other is not None and not any(trigger.end <= o.start < other.end() for o in scene.orgs)


def _is_news(scene: Scene, trigger: Trigger) -> bool:
    """For words of biographies as much as of news: True where something beside them says that it is new."""
    start, end = scene.clauses[scene.clause_of(trigger.start)]
    lead = free_text(scene, start, trigger.start)[-_LEAD:]
    tail = scene.text[trigger.end : min(end, trigger.end + 30)]
    if phrase("old_post").search(lead) or phrase("somebodys").match(scene.text, trigger.end):
        return False
    agents = [party for party in parties_in(scene, start, trigger.start) if party.mark is Mark.AGENT]
    by_agent = bool(agents) and "由" in scene.text[start : agents[0].start]
    if by_agent or phrase("names_follow").match(tail):
        return True
    reshuffle = phrase("new_structure").search(scene.text, 0, trigger.start)
    headline = scene.unit.heads and phrase("succession").search(scene.text)
    if phrase("heads").fullmatch(trigger.word) and (reshuffle or headline):
        return True
    if phrase("takes_on").fullmatch(trigger.word) and reshuffle:
        return True
    if phrase("takes_over_word").fullmatch(trigger.word):
        return bool(phrase("takes_over").search(lead) or phrase("succession").search(scene.text, 0, trigger.start))
    return bool(terms().posts.search(tail)) and _is_new_post(scene, trigger, lead, tail)


def _is_new_post(scene: Scene, trigger: Trigger, lead: str, tail: str) -> bool:
    if phrase("new_post_before").search(lead) or phrase("new_post_after").match(tail) or scene.unit.bullet:
        return True
    if phrase("just_announced").search(scene.text, 0, scene.clauses[scene.clause_of(trigger.start)][0]):
        return True
    if phrase("moves_over").fullmatch(trigger.word):
        return True  # 转为公司外部顾问
    if trigger.word == "任" and sum(t.word == "任" for t in scene.triggers) > 1:
        return True
    if any(_is_told_as_new(scene, t) for t in scene.triggers if t.word == trigger.word == "担任"):
        return True  # X则担任B、Y担任C
    return trigger.word in ("任", "担任") and bool(phrase("succession").search(scene.text))


def _is_told_as_new(scene: Scene, trigger: Trigger) -> bool:
    return scene.text[: trigger.start].endswith(("则", "将", "改", "转而"))


def _named_as(scene: Scene, people: People) -> Org | None:
    """任命X为A的B: the firm right after 为."""
    last = people[-1]
    if last is None:
        return None
    named = (o for o in scene.orgs if last.end <= o.start <= last.end + 4)
    return next((o for o in named if phrase("named_as").match(scene.text, last.end)), None)


def _named_too(scene: Scene, people: People) -> tuple[Person, ...]:
    """晋升X为A和Y为B: those who are named for other posts by the same verb."""
    last = people[-1].end if people[-1] else len(scene.text)
    return tuple(
        p for p in scene.people if p.start > last and phrase("and_another").match(scene.text, p.start - 1, p.end + 1)
    )


def appoint(scene: Scene, trigger: Trigger) -> Iterator[Draft]:
    """A firm names someone for a post: A任命X为, X被任命为A的."""
    people: People
    start = scene.clauses[scene.clause_of(trigger.start)][0]
    if scene.text[: trigger.start].endswith("的") and phrase("noun_follows").match(scene.text, trigger.end):
        return  # X的任命是在...
    handed = phrase("what_is_handed").search(scene.text, start, trigger.start)
    if phrase("hands_over").fullmatch(trigger.word) and not handed:
        return
    if _elsewhere(scene, trigger):
        return
    people, how = objects(scene, trigger)
    asked = people[-1] if trigger.word == "邀请" and people else None
    if trigger.word == "邀请" and (asked is None or not phrase("asked_to_office").match(scene.text, asked.end)):
        return  # only asked
    people += _named_too(scene, people) if people else ()
    if not people:
        named, how = subject(scene, trigger)
        if not named or not passive(scene, trigger, named[-1].end if how is How.CLAUSE else 0):
            return
        people = named
    at = object_of(scene, trigger, 60) if how is not How.AFTER else _named_as(scene, people)
    later = next((t for t in scene.triggers if t.start > trigger.start and t.sense == "post"), None)
    at = (object_of(scene, later) if later else None) or at
    by = employer(scene, trigger)
    if asked and not (at or by):
        return  # 邀请A的X出任顾问: not by A
    for person in people:
        aff = affiliation(scene, person) if person else NOBODY
        org = at or by or (None if aff.former else aff.org)
        same = aff.org is not None and org is not None and aff.org.lab_id == org.lab_id
        inside = (same or _is_insider(aff)) and not aff.former
        rises = phrase("promotes").fullmatch(trigger.word)
        given = (rises or phrase("hands_on").fullmatch(trigger.word)) and not (aff.former or (aff.org and not same))
        kind = Kind.ROLE_CHANGE if inside or given else Kind.HIRE
        other = aff.org if org and not same else None
        yield Draft(kind, person, org, trigger, aff, other, how, role=_role(scene, trigger))
