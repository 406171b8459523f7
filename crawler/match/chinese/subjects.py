"""Who does what a word of moving says: the subject of its clause, of an earlier one, or those whom it describes."""

from __future__ import annotations

import re
from enum import StrEnum
from itertools import pairwise

from crawler.match.chinese.firms import acting, object_of
from crawler.match.chinese.parties import Mark, Party, free_text, parties, parties_in, residue, without_posts
from crawler.match.chinese.people import Person
from crawler.match.chinese.phrases import phrase
from crawler.match.chinese.scene import Scene
from crawler.match.chinese.terms import Trigger, terms
from crawler.text.names import same_person
from crawler.text.numerals import number

_SAYING = 30  # characters of a clause that says whose words follow its colon
_AT_ONCE = 2  # characters between a verb and the description of whom it acts on, time and place taken out
_A_NAME = 2  # characters of the shortest name
_FEW = 2  # people of whom no two are the first or the last ones
_MANNER = 6  # characters besides time and manner between where a clause begins and its verb
_FAR = 14  # characters of other things between a subject and its verb; more, and the verb is another's
# What may stand between a subject and its verb, though people are named in it.
_ASIDES = (
    "from_somewhere",
    "done_by",
    "in_a_post",
    "leads_team",
    "taking_along",
    "meanwhile",
    "to_someone",
    "graduates",
)


class How(StrEnum):
    """How the people of a move were found, in words for its reasons."""

    CLAUSE = "the name stands before it in its clause"
    AFTER = "the name stands after it"
    LATER = "the next clause names the subject"
    EARLIER = "an earlier clause names the subject"
    LIST = "the name is an item of its list"
    PRONOUN = "a pronoun stands for the person named last"
    PRONOUNS = "a pronoun stands for the people named last"
    SPEAKER = "the writer speaks of themselves"
    NONE = "the subject is left out; the sentence before names it"
    UNNAMED = "someone without a name"


Found = tuple[tuple[Person, ...], How]


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
    people, how = _before_clause(scene, trigger, beside[-1].end if beside else start)
    if beside and not blocked(scene, beside[-1].end, trigger.start):
        joins = _do_it_together(scene, beside[-1], trigger)
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


def _do_it_together(scene: Scene, beside: Party, trigger: Trigger) -> bool:
    """携X加盟, 与X一起离开; whoever founds a firm with someone always does."""
    if trigger.sense == "found" and not residue(scene, beside.end, trigger.start):
        return True
    around = scene.text[max(0, beside.start - 12) : trigger.end]
    return bool(phrase("together").search(around))


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
    also = beside[-1].people if beside and _do_it_together(scene, beside[-1], trigger) else ()
    return _whole(scene, party) + also, How.CLAUSE


def _whole(scene: Scene, party: Party) -> tuple[Person, ...]:
    """总裁X,联合创始人Y离职: both, where a comma parts two names that a post stands before."""
    whole = next((p for p in parties(scene) if p.end == party.end), party)
    ends = {end for _, end in scene.posts}
    at_once = all(scene.text[p.end] in ",、和与及" for p in whole.people[:-1])
    behind_comma = [q for p, q in pairwise(whole.people) if scene.text[p.end] == ","]
    described = all(p.start in ends for p in (whole.people[0], *behind_comma))
    return whole.people if at_once and described else party.people


def _outside_asides(scene: Scene, own: list[Party], trigger: Trigger) -> Party | None:
    """The last of a clause's parties that is not named in an aside of time: X在Y被罢免后加入."""
    asides = [m.span() for m in phrase("meanwhile").finditer(scene.text, 0, trigger.end + 1)]
    told = [p for s, e in asides if s < trigger.start < e for p in parties_in(scene, s, trigger.start)]
    if told:
        return told[-1]  # the verb is the aside's own
    for party in reversed(own):
        if not any(s < party.start < e for s, e in asides):
            return party
    return None


def _before_clause(scene: Scene, trigger: Trigger, since: int) -> Found:
    """The subject that earlier clauses of the unit hand on, or the pronoun that stands for one.

    `since` is where the clause's own words begin, after whoever stands beside the subject.
    """
    here = scene.clause_of(trigger.start)
    start = scene.clauses[here][0]
    gap = scene.text[start : trigger.start]
    if phrase("asked").match(scene.text) and phrase("you").search(scene.text, start):
        return (), How.PRONOUN  # whoever is interviewed
    pronoun = phrase("pronoun").search(gap)
    if blocked(scene, start + pronoun.end() if pronoun else since, trigger.start):
        return _just_listed(scene, start, gap)
    for index in range(here - 1, -1, -1):
        left, right = scene.clauses[index]
        if _ends_topic(scene, index, here, pronoun=pronoun is not None):
            return (), How.NONE
        whole = [p for p in parties(scene) if left <= p.people[-1].start < right]
        earlier = [p for p in whole if p.mark not in (Mark.REPLACED, Mark.WITH, Mark.ASIDE)]
        earlier = whole if "后者" in gap else earlier
        if phrase("first_or_last").search(gap):
            earlier = [p for p in earlier if len(p.people) > _FEW]
        ours = phrase("we").match(scene.text, left) is not None
        if earlier and not ours:
            party = _topic(scene, earlier, gap)
            alone = phrase("meets").search(scene.text, party.end, right)  # X和Y会面后,决定加入A
            people = party.people[:1] if alone else party.people
            both = _both_named(scene, left, right, pronoun)
            return both or _one_of(people, gap) + _joining(scene, party, right), How.EARLIER
        counted = index == here - 1 and phrase("some_people").search(scene.text, left, right)  # 已有6位高管,相继离职
        pronoun = pronoun or (None if ours or counted else phrase("pronoun").search(scene.text, left, right))
        acts = any(left <= t.start < right for t in scene.triggers)
        if not pronoun and (ours or counted or (acts and blocked(scene, left, right))):
            return (), How.UNNAMED
    lead = scene.text[:start] + gap if not pronoun else gap
    return (), _left_out(scene.text if scene.text.startswith('"') and not pronoun else lead, pronoun)


def _both_named(scene: Scene, start: int, end: int, pronoun: re.Match[str] | None) -> tuple[Person, ...]:
    """X是Y的学生,两人创立A: as many people as the pronoun counts, each named for itself."""
    if pronoun is None or not phrase("several").fullmatch(pronoun.group()) or not pronoun.group().endswith("人"):
        return ()
    named = {p.name: p for p in reversed(scene.people) if start <= p.start < end}
    people = tuple(sorted(named.values(), key=lambda p: p.start))
    return people if len(people) == number(pronoun.group()[0]) else ()


def _joining(scene: Scene, party: Party, end: int) -> tuple[Person, ...]:
    """X联手Y,创办了A: the clause before says no more than that both go together."""
    beside = [p for p in parties_in(scene, party.end, end) if p.mark is Mark.WITH]
    if not beside or any(party.end <= t.start < end and t.sense != "leave" for t in scene.triggers):
        return ()  # but 拉着X离开A,创办了B
    return beside[-1].people if _do_it_together(scene, beside[-1], Trigger(end, end, "", "")) else ()


def _just_listed(scene: Scene, start: int, gap: str) -> Found:
    """A、B和C--三位高管离职: those listed right before; else someone without a name."""
    before = [p for p in parties(scene) if p.end <= start]
    others = _others_of_list(scene, before, gap)
    if others:
        return others, How.EARLIER
    if before and phrase("counted_in").fullmatch(scene.text, before[-1].end, start):
        return before[-1].people, How.EARLIER  # 包括X、Y在内,已有5人离开
    near = before and not phrase("clause_end").search(scene.text, before[-1].end, start)
    if near and len(before[-1].people) > 1 and phrase("these_people").match(gap):
        return before[-1].people, How.EARLIER
    return (), How.UNNAMED


def _others_of_list(scene: Scene, before: list[Party], gap: str) -> tuple[Person, ...]:
    """失去X、Y和Z,其中X去了A,另外两人则...: Y and Z, where the number says that these are meant."""
    said = phrase("the_others").search(gap)
    listed = next((p for p in reversed(before) if len(p.people) > 2), None)
    if said is None or listed is None:
        return ()
    since = [p.name for p in scene.people if p.start >= listed.end]
    left = [p for p in listed.people if not any(same_person(p.name, name) for name in since)]
    meant = said["count"] != "几" and number(said["count"]) == len(left)
    return tuple(left) if meant else ()


def _ends_topic(scene: Scene, index: int, here: int, *, pronoun: bool) -> bool:
    """True where a clause hands no subject on: after a full stop or a bar, or a colon before which nobody speaks."""
    left, right = scene.clauses[index]
    end = scene.text[right - 1]
    if end == ":" and index == here - 1 and not pronoun:
        says_i = phrase("i").search(scene.text, right, scene.clauses[here][1]) is not None
        return not (parties_in(scene, left, right) and (says_i or right - left < _SAYING))
    return end in "|｜" or (end in "。！？!?;；" and not pronoun)


def _left_out(gap: str, pronoun: re.Match[str] | None) -> How:
    if phrase("i").search(gap):
        return How.SPEAKER
    if pronoun:
        return How.PRONOUNS if phrase("several").search(pronoun.group()) else How.PRONOUN
    return How.NONE


def lacks_subject(scene: Scene, trigger: Trigger) -> bool:
    """True where neither a person nor a firm before a verb can be what does it."""
    start = scene.clauses[scene.clause_of(trigger.start)][0]
    verb = next(t.start for t in scene.triggers if t.start >= start)  # the clause's first: 离开A加入B
    opens = {left for left, _ in scene.clauses if left < start}
    if next(acting(scene, start, verb), None) or any(o.start in opens for o in scene.orgs):
        return False  # A宣布重组,成立了B
    named = any(party.mark is not Mark.WITH for party in parties_in(scene, 0, trigger.start))
    return not named and len(residue(scene, start, verb)) <= _MANNER


def _one_of(people: tuple[Person, ...], gap: str) -> tuple[Person, ...]:
    """Of two people, the one whom 前者 or 后者 means; of more, those whom 前两人 or 后两人 does."""
    several = phrase("first_or_last").search(gap)
    if several and len(people) > 2:
        return people[:2] if several.group().startswith("前") else people[-2:]
    if len(people) > 1 and ("前者" in gap or "后者" in gap):
        return people[:1] if "前者" in gap else people[-1:]
    return people


def _topic(scene: Scene, found: list[Party], gap: str) -> Party:
    """Whom a clause is about: its first party, or the one after a verb that reports, takes or removes someone."""
    if "后者" in gap:
        return found[-1]
    if "自己" in gap or phrase("and_then").match(gap):  # X感谢了Y,随后确认自己离职; X感谢Y,并宣布离职
        return found[0]
    if len(found) > 1:
        first, second = found[0], found[1]
        if phrase("post_of_theirs").match(scene.text, first.end):
            return second  # X的职务由Y接替,他...
        acts = any(
            first.end <= t.start < second.start and t.sense in ("take", "appoint", "fire", "lose")
            for t in scene.triggers
        )
        if acts or phrase("reports").search(scene.text, first.end, second.start):
            return second
    return found[0]


def blocked(scene: Scene, start: int, end: int) -> bool:
    """True where someone unnamed stands between two places (员工, 团队, 董事会): the move is theirs."""
    text = free_text(scene, start, end)
    for aside in _ASIDES:
        text = phrase(aside).sub("", text)
    if phrase("the_others").search(text):
        return True  # but not 与另外两名校友
    after_name = any(start - 1 <= p.end <= start or start <= p.start < end for p in scene.people)
    if not after_name and phrase("some_people").search(text):
        return True
    text = phrase("title_after").sub("", text)
    return bool(terms().human.search(text) or phrase("unnamed").search(text))


def describes_unnamed(scene: Scene, trigger: Trigger) -> bool:
    """True where the verb only describes someone unnamed: 创立OpenAI的元老, 离开谷歌的研究员."""
    if trigger.sense not in ("leave", "join", "switch", "found", "back", "fire") or trigger.word == "不再是":
        return False
    if _one_of_a_kind(scene, trigger):
        return True
    org = object_of(scene, trigger)
    end = org.end if org else trigger.end
    tail = phrase("description_end").split(scene.text[end : end + 16], maxsplit=1)[0]
    if not tail.startswith("的") or any(end <= p.start <= end + len(tail) for p in scene.people):
        return False
    human = terms().human.search(tail)
    return tail == "的人" or (human is not None and human.start() <= 11)


def _one_of_a_kind(scene: Scene, trigger: Trigger) -> bool:
    """饰演一名从A辞职回国的工程师, and no name after it."""
    start, end = scene.clauses[scene.clause_of(trigger.start)]
    if (
        phrase("one_who").search(free_text(scene, start, trigger.start)) is None
        or "的" not in scene.text[trigger.end : end]
    ):
        return False
    return not any(trigger.end <= p.start < end for p in scene.people)


def described(scene: Scene, trigger: Trigger) -> tuple[Person, ...]:
    """Those whom the verb describes: 刚离开A的X, 即将离任的首席科学家X, 离开A加入B的X."""
    clause_end = scene.clauses[scene.clause_of(trigger.start)][1]
    ahead = [p for p in parties(scene) if p.start >= trigger.end]
    if not ahead or ahead[0].start >= clause_end:
        return ()
    gap = without_posts(scene, trigger.end, ahead[0].start)
    last = max((t.end for t in scene.triggers if trigger.end <= t.start < ahead[0].start), default=trigger.end)
    after_last = without_posts(scene, last, ahead[0].start)
    if len(gap) <= 16 and phrase("describing").fullmatch(after_last):
        return ahead[0].people
    return ()


def following(scene: Scene, trigger: Trigger, reach: int = 40) -> tuple[Person, ...]:
    """The people right after the trigger: 解雇首席执行官X, 任命X为, 挖走三名研究员:X、Y和Z."""
    end = scene.clauses[scene.clause_of(trigger.start)][1]
    ahead = parties_in(scene, trigger.end, len(scene.text))
    if not ahead:
        return ()
    inner = [t for t in scene.triggers if trigger.end <= t.start < ahead[0].start]
    if inner:  # 挖来刚从A离职的X
        return described(scene, inner[-1]) if _at_once(scene, trigger.end, inner[0].start, end) else ()
    announced = phrase("names_follow").match(scene.text, trigger.end) is not None
    if ahead[0].start < (trigger.end + reach if announced else min(end, trigger.end + reach + 20)):
        gap = phrase("names_follow").sub("", without_posts(scene, trigger.end, ahead[0].start))
        if len(gap) <= reach // 2 and not phrase("clause_end").search(gap):
            return ahead[0].people + (_listed_on(scene, ahead) if announced else ())
    return _counted(scene, trigger, ahead[0])


def _listed_on(scene: Scene, told: list[Party]) -> tuple[Person, ...]:
    """离职的有A总裁X,B的C及D负责人Y: the rest of a list, each described by a post behind a comma."""
    found: list[Person] = []
    for before, party in pairwise(told):
        described = any(end == party.start for _, end in scene.posts)
        apart = phrase("not_joined").search(scene.text, before.end, party.start) or not described
        if (
            apart
            or scene.text[before.end] not in ",、"
            or any(before.end <= t.start < party.start for t in scene.triggers)
        ):
            break
        found += party.people
    return tuple(found)


def _at_once(scene: Scene, start: int, until: int, clause_end: int) -> bool:
    """True where nothing but a time and a place stand between a verb and the description of its object."""
    return until < clause_end and len(residue(scene, start, until)) <= _AT_ONCE


def _counted(scene: Scene, trigger: Trigger, party: Party) -> tuple[Person, ...]:
    """挖走了三名研究员:X、Y和Z; 研究员已超过十人,包括X和Y."""
    lead = free_text(scene, trigger.end, party.start)
    if trigger.sense == "lose":
        lead = terms().posts.sub("", lead)  # 流失两名高管:首席传播官X与首席人力官Y
    within = scene.clause_of(party.start) - scene.clause_of(trigger.start) <= 2
    if phrase("reports").match(scene.text, party.end):
        return ()  # A挖走三名研究员 X爆料B开价
    return party.people if within and phrase("counted").search(lead) else ()
