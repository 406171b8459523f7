"""Frames of founding: 创办A, 离职创业, 由X创立, 成立新公司,名为A."""

from __future__ import annotations

from collections.abc import Iterator

from crawler.match.chinese.affiliations import NOBODY, affiliation
from crawler.match.chinese.draft import Draft, subjects
from crawler.match.chinese.firms import acting, object_of, once_at, source_before
from crawler.match.chinese.how import How
from crawler.match.chinese.organisations import Org, called_firm, founded_firm, is_past, plausible_firm, unknown
from crawler.match.chinese.parties import free_text, residue, without_posts
from crawler.match.chinese.people import Person
from crawler.match.chinese.phrases import phrase
from crawler.match.chinese.roles import post_taken
from crawler.match.chinese.scene import VENTURE, Scene
from crawler.match.chinese.terms import Trigger, terms
from crawler.model import Kind


def found(scene: Scene, trigger: Trigger) -> Iterator[Draft]:
    """The subject starts a firm, named or not; 由X创立 names the firm first."""
    if trigger.word == VENTURE:
        yield from _venture(scene, trigger)
        return
    lone = bool(phrase("founds_alone").fullmatch(trigger.word))
    talk = lone and phrase("no_founder").match(scene.text, trigger.end)
    if talk or _only_says_when(scene, trigger):
        return
    if lone and _named_elsewhere(scene):
        yield from _goes_solo(scene, trigger)
        return
    new_firm = phrase("new_firm").match(scene.text, trigger.end)
    if _lacks_company(scene, trigger) or _by_firms(scene, trigger):
        return
    firm = _called(scene, trigger) if lone else _founded(scene, trigger)
    the_company = firm is None and phrase("the_company_by").search(scene.text, 0, trigger.start) is not None
    if _makes_no_firm(scene, trigger, firm) if firm else not lone and not new_firm and not the_company:
        return
    described = scene.text.startswith("的", trigger.end) and _right_before(scene, trigger)
    people, how = (described, How.CLAUSE) if described else subjects(scene, trigger)
    start = scene.clauses[scene.clause_of(trigger.start)][0]
    if how is How.EARLIER and any(o.start == start for o in scene.orgs):
        return  # 以X为主,A组建了实验室
    source, role = source_before(scene, trigger), post_taken(scene, trigger)
    for person in people:
        aff = affiliation(scene, person) if person else NOBODY
        before = (once_at(scene, person, trigger) or source) if person and lone and aff.founder else None
        new = aff.org if before and not firm else firm  # A创始人X此前在B,今年离职创业
        left = source or before or aff.org
        if new and left and left.lab_id == new.lab_id:
            left = None
        yield Draft(Kind.FOUNDING, person, new, trigger, aff, left, how, needs_org=False, role=role)
    if source is None:
        yield from _goes_solo(scene, trigger, firm)


def _goes_solo(scene: Scene, trigger: Trigger, firm: Org | None = None) -> Iterator[Draft]:
    """A的X自立门户: X leaves A."""
    people, how = subjects(scene, trigger) if phrase("leaves_to_found").fullmatch(trigger.word) else ((), How.NONE)
    for person in people:
        aff = affiliation(scene, person) if person else NOBODY
        if aff.org and not aff.former and not aff.founder and not (firm and firm.lab_id == aff.org.lab_id):
            yield Draft(Kind.DEPARTURE, person, aff.org, trigger, aff, firm, how)


def _only_says_when(scene: Scene, trigger: Trigger) -> bool:
    """X创立A之初, 创立以来; but A自2024年由X创立以来 says who founded A, and when."""
    if phrase("founding_time").match(scene.text, trigger.end) is None:
        return False
    return phrase("founded_since").search(scene.text, 0, trigger.start) is None


def founded_by_nobody(scene: Scene, trigger: Trigger) -> Org | None:
    """2021年创办了A,X任CEO; 四名前员工创办了A,其中X任CEO: A, whose posts only its founders can take."""
    before = next((t for t in reversed(scene.triggers) if t.sense == "found" and t.end <= trigger.start), None)
    if before is None:
        return None
    firm = _founded(scene, before)
    if firm is None or _makes_no_firm(scene, before, firm):
        return None
    if phrase("among_them_first").search(scene.text, before.end, trigger.start):
        return None if subjects(scene, before)[0] else firm
    if subjects(scene, before)[0] != (None,):
        return None
    start = scene.clauses[scene.clause_of(before.start)][0]
    return None if next(acting(scene, start, before.start), None) else firm


def _venture(scene: Scene, trigger: Trigger) -> Iterator[Draft]:
    """X的新公司A, X的创业项目曝光: X founded it."""
    ahead = next((o for o in scene.orgs if o.start >= trigger.end), None)
    firm = ahead if ahead and phrase("is_or_nothing").fullmatch(scene.text, trigger.end, ahead.start) else None
    begins = phrase("venture_begins").match(scene.text, trigger.end)
    span = founded_firm(scene.text, trigger.end) if firm is None else None
    if span and phrase("venture_begins").fullmatch(scene.text, *span):
        span = None  # 新公司浮出水面
    firm = _new(scene, span) if span else firm or _called(scene, trigger)
    known = firm is not None and firm.lab is not None and "新公司" not in scene.text[trigger.start : trigger.end]
    for person in _right_before(scene, trigger) if firm or begins else ():
        aff = affiliation(scene, person)
        if known and not aff.former:
            return  # 李飞飞的创业公司World Labs
        yield Draft(Kind.FOUNDING, person, firm, trigger, aff, aff.org, How.CLAUSE, needs_org=False)


def _is_own_lab(scene: Scene, trigger: Trigger, firm: Org) -> bool:
    """谷歌成立AI研究院, 组建团队并推出ChatGPT: a part of a firm, or what it makes; but X与Y共同创立了DeepMind."""
    how = firm.lab.how if firm.lab else ""
    start = scene.clauses[scene.clause_of(trigger.start)][0]
    made = how == "product" or (how == "unit" and not phrase("together").search(scene.text, start, trigger.end))
    part = phrase("unit_of_firm").match(scene.text, firm.end) or phrase("made_by_firm").match(scene.text, firm.end)
    ahead = firm.start >= trigger.end
    itself = next(acting(scene, start, trigger.start), None) if ahead else None  # A宣布成立A Institute
    return made or part is not None or (itself is not None and itself.lab_id == firm.lab_id)


def _makes_no_firm(scene: Scene, trigger: Trigger, firm: Org) -> bool:
    """创建了名为A的智能体, 创办周刊A: no firm; of one 创建 and 组建 are said where the words around say so."""
    if firm.lab is not None:
        return _is_own_lab(scene, trigger, firm)
    if phrase("no_venture").match(scene.text, firm.end) or phrase("no_venture_named").search(
        scene.text, trigger.end, firm.start
    ):
        return True
    makes = phrase("makes_things").fullmatch(trigger.word) is not None
    end = scene.clauses[scene.clause_of(trigger.start)][1]
    return makes and firm not in scene.orgs and not phrase("a_venture").search(scene.text, trigger.end, end)


def _right_before(scene: Scene, trigger: Trigger) -> tuple[Person, ...]:
    """X和Y创办的A: those who end where the verb begins, though they only say whose firm it is."""
    found: list[Person] = []
    at = trigger.start
    for person in reversed([p for p in scene.people if p.end <= trigger.start]):
        gap = residue(scene, person.end, at) if not found else without_posts(scene, person.end, at)
        if not phrase("between_founders").fullmatch(gap):
            break
        found.insert(0, person)
        at = person.start
    return tuple(found)


def _named_elsewhere(scene: Scene) -> bool:
    """True where another verb of the scene says what was founded."""
    others = (t for t in scene.triggers if t.sense == "found" and not phrase("founds_alone").fullmatch(t.word))
    return any(_founded(scene, t) for t in others if not _lacks_company(scene, t))


def _lacks_company(scene: Scene, trigger: Trigger) -> bool:
    """注册 and the like are of founding only where a company follows."""
    if not phrase("founds_company").fullmatch(trigger.word) or phrase("new_firm").match(scene.text, trigger.end):
        return False
    at_once = any(o.start == trigger.end and o.ai and o.lab is None for o in scene.orgs)  # 做了Worktrace AI
    return not (at_once or _by_someone(scene, trigger))


def _by_firms(scene: Scene, trigger: Trigger) -> bool:
    """由A和B共同创立的C: firms founded it."""
    start = scene.clauses[scene.clause_of(trigger.start)][0]
    by = [m.end() for m in phrase("by").finditer(scene.text, start, trigger.start)]
    if not by or any(by[-1] <= p.start < trigger.start for p in scene.people):
        return False
    return any(
        o.start == by[-1] and phrase("among_firms").fullmatch(free_text(scene, o.end, trigger.start))
        for o in scene.orgs
    )


def _by_someone(scene: Scene, trigger: Trigger) -> bool:
    """A由X发起, 公司由X发起: whoever does it, it is a firm that is started."""
    start = scene.clauses[scene.clause_of(trigger.start)][0]
    quote = tuple('"》')
    own = ((o, o.end + scene.text.startswith(quote, o.end)) for o in scene.orgs if start <= o.start < trigger.start)
    firm = next((o for o, end in own if phrase("by").match(scene.text, end)), None)
    if firm is None:
        return phrase("the_company_by").search(scene.text, 0, trigger.start) is not None
    return firm.ai and firm.lab is None


def _founded(scene: Scene, trigger: Trigger) -> Org | None:
    firm = object_of(scene, trigger, 24)
    if firm:
        return firm
    start = scene.clauses[scene.clause_of(trigger.start)][0]
    named = _said_to_be(scene, start, trigger)
    if named:
        return named
    span = founded_firm(scene.text, trigger.end)
    of_kind = span and phrase("kind_before").search(scene.text, trigger.end, span[0])
    if span and (of_kind or not any(p.start < span[1] and span[0] < p.end for p in scene.people)):
        return _new(scene, span)
    if phrase("this_company").match(scene.text, trigger.end):
        return next((o for o in scene.orgs if o.end <= trigger.start and not _is_of_someone(scene, o, trigger)), None)
    by = phrase("by").search(scene.text, start, trigger.start)
    return _by_founders(scene, start, by.start(), trigger) if by else _called(scene, trigger)


def _by_founders(scene: Scene, start: int, by: int, trigger: Trigger) -> Org | None:
    """A由X创立; A成立于2024年,由X与Y创办: the firm A, an unknown one too."""
    if phrase("founded_it").match(scene.text, start):  # a firm in this clause is one of theirs
        apart = [m.span() for m in phrase("except").finditer(scene.text, 0, start)]  # 除了A之外
        before = (o for o in reversed(scene.orgs) if o.end <= start and not any(s <= o.start < e for s, e in apart))
        return next(before, None) or opening_firm(scene)
    others = max((p.end for p in scene.people if start <= p.start < by), default=start)  # A的X加入由Y创立的公司
    listed = next((o for o in scene.orgs if others <= o.start < by), None)
    if listed and phrase("name_goes_on").match(scene.text, listed.end):
        listed = None  # 脸谱心智由X创立
    return listed or _founded_by(scene, start, trigger)


def _is_of_someone(scene: Scene, firm: Org, trigger: Trigger) -> bool:
    """曾任A研究员的X创立这家公司: A is where X was."""
    past = is_past(scene.text, firm) or phrase("once").search(scene.text[max(0, firm.start - 5) : firm.start])
    return bool(past) and any(p.end <= trigger.start for p in scene.people)


def _said_to_be(scene: Scene, start: int, trigger: Trigger) -> Org | None:
    """A是前B高管X创立的公司, A(前B高管X创立的公司), A,前B高管X创立的公司: the firm A."""
    if not scene.text.startswith("的", trigger.end):
        return None
    bracket = scene.text.rfind("(", start, trigger.start)
    opens = (o for o in scene.orgs if o.start == start and phrase("is_somebodys").match(scene.text, o.end))
    apposed = (o for o in scene.orgs if o.lab is None and o.end == start - 1 and scene.text[o.end] == ",")
    return next(opens, None) or next((o for o in scene.orgs if o.end == bracket), None) or next(apposed, None)


def _founded_by(scene: Scene, start: int, trigger: Trigger) -> Org | None:
    """云帆智航由X与Y联合创办: the unknown firm that opens the clause."""
    named = phrase("firm_founded_by").match(scene.text, start, trigger.start)
    if not named or not plausible_firm(named["name"]):
        return None
    return _new(scene, named.span("name"))


def opening_firm(scene: Scene) -> Org | None:
    """云帆智航成立于2024年,...: the unknown firm that a sentence begins with."""
    named = phrase("firm_founded_on").match(scene.text)
    return _new(scene, named.span("name")) if named and plausible_firm(named["name"]) else None


def _called(scene: Scene, trigger: Trigger) -> Org | None:
    """离职创业,新公司名为A; 创立新公司--A: the name that a later clause of the sentence gives the firm."""
    since = trigger.end - len("公司") if trigger.word.endswith("公司") else trigger.end  # 官宣新公司--A
    told = phrase("then_its_name").match(scene.text, since)
    if told:
        named = next((o for o in scene.orgs if o.start >= told.end()), None)
        span = founded_firm(scene.text, told.end())
        begins = span[0] if span else told.end()
        if named and named.start <= begins:
            return named
        return _new(scene, span) if span else None
    span = called_firm(scene.text, trigger.end) or _at_once(scene, trigger)
    if span is None or any(trigger.end <= p.start < span[0] for p in scene.people):
        return None
    return next((o for o in scene.orgs if o.start == span[0]), None) or _new(scene, span)


def _at_once(scene: Scene, trigger: Trigger) -> tuple[int, int] | None:
    """离职创业Ndea: a Latin name right after the verb."""
    return founded_firm(scene.text, trigger.end) if scene.text[trigger.end : trigger.end + 1].isascii() else None


def _new(scene: Scene, span: tuple[int, int]) -> Org:
    end = scene.text.find(";", span[1])  # other parts of a digest say nothing of it
    said = scene.text[scene.text.rfind(";", 0, span[0]) + 1 : end if end >= 0 else None]
    return unknown(scene.text, span, ai=bool(terms().ai.search(said)))
