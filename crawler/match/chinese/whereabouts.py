"""Which firm a sentence leaves unsaid: the one beside the name elsewhere, of the sentence before, of the title."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from crawler.match.chinese.affiliations import Affiliation
from crawler.match.chinese.context import Context
from crawler.match.chinese.draft import Draft
from crawler.match.chinese.firms import founds_later
from crawler.match.chinese.how import How
from crawler.match.chinese.not_meant import ends_of_moves, is_next_or_past, not_meant, of_others, speaks_of_other
from crawler.match.chinese.organisations import Org, is_past
from crawler.match.chinese.other_bodies import is_of_another_body
from crawler.match.chinese.phrases import phrase
from crawler.match.chinese.roles import is_founder
from crawler.match.chinese.scene import CRY, Scene
from crawler.model import Kind
from crawler.text.fold import fold

_NEAR_LINES = 4  # a lab named further back than this says nothing of a person named without one
_LEAD_LINES = 3  # the first lines name the firm whose story is told
_LAST_LINES = 2  # and the lab of the last move, this far


class Why(StrEnum):
    """Why a draft's firm is taken to be it, in words for its reasons."""

    BESIDE = "the firm stands beside the verb or the name"
    ELSEWHERE = "the firm stands with the name elsewhere"
    NEAR = "it is the only firm of the sentence"
    BEFORE = "it is the firm of the sentence before"
    SAID_BY = "it is the firm of the one who makes it known"
    TITLED = "it is the firm in the title"
    ABOUT = "it is the lab that the article is about"
    SIGNED = "it is the firm that issues the notice"
    KNOWN_BY = "it is the firm that the person is known by"
    LABELLED = "the line is about that firm"
    UNNAMED = "the new firm is not named"
    NOWHERE = "no firm"


Found = tuple[Org | None, Why]
NOWHERE: Found = (None, Why.NOWHERE)


@dataclass(slots=True)
class Whereabouts:
    """Remembers, while a document is read, where the last mover belonged and where the last one went."""

    context: Context
    home: tuple[Org, int] | None = None  # the lab that the last mover belongs to, and its line
    goal: tuple[Org, int] | None = None  # the lab that the last mover went to
    gone: dict[tuple[str, str], tuple[Org, int]] = field(default_factory=dict)  # who has left which lab, and the line
    stations: dict[str, Org] = field(default_factory=dict)  # where a life that is being told has come to
    came_to: dict[str, list[Org]] = field(default_factory=dict)  # where each was told to have come, in order
    company: Org | None = None  # the new firm whose story is told: 公司 means it
    unrest: tuple[Org, int] | None = None  # of a headline that says no more than that people leave: A人事大变动!
    acting: tuple[Org, int] | None = None  # the firm that a sentence without people is about
    overheard: bool = False  # that lab was named as someone's new employer, without saying whose

    def remember(self, draft: Draft, org: Org | None, line: int, person: str, *, fresh: bool) -> None:
        """Take in a move that was found."""
        if draft.kind in (Kind.HIRE, Kind.RETURN) and org and _goes_on(draft) and not fresh:
            self.stations[person] = org
        elif draft.kind is Kind.DEPARTURE and org and self.stations.get(person, org).lab_id == org.lab_id:
            self.stations.pop(person, None)
        if draft.kind is Kind.DEPARTURE and org:
            self.gone.setdefault((fold(person), org.lab_id), (org, line))
        if draft.kind in (Kind.DEPARTURE, Kind.ROLE_CHANGE) and org and draft.trigger.sense != "take":
            self.home = (org, line)  # A从B挖来X: what follows is told of A
        if draft.kind in (Kind.HIRE, Kind.RETURN) and org:
            self.came_to.setdefault(person, []).append(org)
            self.goal, self.overheard = (org, line), False
            self.home = self.goal if draft.trigger.sense == "take" else self.home
        if draft.kind is Kind.FOUNDING and org:
            self.company = org

    def left_before(self, one: Scene) -> Org | None:
        """The firm that someone left in the lines just before this one."""
        return self._last(self.home, one, set())[0]

    def went_to(self, line: int) -> Org | None:
        """The firm that someone went to in the lines just before this one."""
        return self.goal[0] if self.goal and line - self.goal[1] <= _LAST_LINES else None

    def overhear(self, one: Scene) -> None:
        """Take in where someone goes, if no more is said (新东家是A), and the firm that a story begins with."""
        if len({o.lab_id for o in one.orgs}) == 1 and phrase("unrest").search(one.text) and not one.people:
            self.unrest = (one.orgs[0], one.unit.line)
        goes_on = (one.unit.bullet or not one.unit.new) and not speaks_of_other(one)
        kept = self._last(self.home, one, set())[0] if goes_on else None
        self.home = (kept, one.unit.line) if kept else self.home  # a paragraph and a list go on with their lab
        acting = [o for o in one.orgs if o.lab and not is_past(one.text, o)]
        if acting and not one.people:
            self.acting = (acting[0], one.unit.line)
        exits = [t for t in one.triggers if t.sense in ("leave", "lose")]
        left = [o for o in one.orgs if exits and o.end <= exits[0].start]
        if left and not one.people:
            self.home = (left[-1], one.unit.line)  # 又一位A创始成员离队.另一位成员X转投B
            self.unrest = self.home if one.unit.heads else self.unrest  # A创始人出走加入B
        for org in one.orgs:
            if org.lab is None and org.ai and one.unit.line < _LEAD_LINES:
                self.company = self.company or org
            if phrase("new_employer").search(one.text, max(0, org.start - 10), org.start):
                self.goal, self.overheard = (org, one.unit.line), True

    def firm(self, one: Scene, draft: Draft, aff: Affiliation, person: str) -> Found:
        """The firm of a draft, said or not."""
        if draft.org:
            return draft.org, Why.BESIDE
        station = self._left_already(one, draft, person) or self._station(one, draft, person, known=aff.org is not None)
        station = station or self._switched_from(draft, person)
        if station:
            return station, Why.BEFORE
        if not draft.needs_org:
            return self._the_company(one, draft)
        taken = {draft.other.lab_id} if draft.other else set()
        leaves = aff.org if aff.founder and draft.kind is Kind.DEPARTURE else None
        if leaves and founds_later(one, draft.trigger, leaves):
            taken.add(leaves.lab_id)  # A的创始人X辞职创办了它
        own = aff.org if aff.org and not aff.former and aff.org.lab_id not in taken else None
        if own and draft.kind is Kind.ROLE_CHANGE and (person, own.lab_id) in self.gone and not _moves_over(draft):
            taken.add(own.lab_id)  # X离开A. 新公司B由X任CEO
            own = None
        found = self._known(one, draft, own, taken, person)
        if found[0]:
            return found
        if draft.kind is Kind.HIRE and phrase("own_company").match(one.text, draft.trigger.end):
            found = self._own_company(one, draft, own, taken)
            if found[0]:
                return found
        elsewhere = draft.person and aff.org is None and is_of_another_body(one, draft.person)  # 央行行长X辞职,A...
        found = NOWHERE if elsewhere else self._around(one, draft, aff, taken | not_meant(one, draft, aff))
        looks_back = draft.kind is Kind.DEPARTURE and phrase("time_of_leaving").match(one.text, draft.trigger.end)
        came = self.came_to.get(person) if looks_back and aff.org is None else None
        return (came[-1], Why.BEFORE) if came and found is NOWHERE else found  # X加入A. X离职后,...

    def _left_already(self, one: Scene, draft: Draft, person: str) -> Org | None:
        """X离开A加入B. X的跳槽引发热议: A, the firm that the noun's owner has been told to leave."""
        owner = draft.person if draft.kind is Kind.DEPARTURE else None
        if owner is None or one.text[owner.end : draft.trigger.start] != "的":
            return None
        return next((org for (who, _), (org, _) in self.gone.items() if who == person), None)

    def _known(self, one: Scene, draft: Draft, own: Org | None, taken: set[str], person: str) -> Found:
        """A罢免X. 五天后他回归: A; else the firm that the person belongs to, where the move is one of its people."""
        if draft.kind is Kind.RETURN and self.home and (person, self.home[0].lab_id) in self.gone:
            found = self._last(self.home, one, taken)
            if found[0]:
                return found
        if own is None or draft.kind not in (Kind.DEPARTURE, Kind.RETURN, Kind.ROLE_CHANGE):
            return NOWHERE
        sold_to = self._left_at_first(one, person, own) if draft.aff.founder and draft.kind is Kind.DEPARTURE else None
        return sold_to or own, Why.ELSEWHERE

    def left_here(self, person: str, line: int) -> Org | None:
        """The lab that someone has just been told, in this line, to leave."""
        told = (place for (who, _), place in self.gone.items() if who == person)
        return next((org for org, at in told if at == line), None)

    def _left_at_first(self, one: Scene, person: str, founded: Org) -> Org | None:
        """X离职B, says the headline, and then 去年卖给B的A,其创始人X离职: B."""
        if one.unit.line > _NEAR_LINES:
            return None
        told = (place for (who, _), place in self.gone.items() if who == person)
        return next((org for org, line in told if line < _LEAD_LINES and org.lab_id != founded.lab_id), None)

    def _switched_from(self, draft: Draft, person: str) -> Org | None:
        """X入职A. 一年后X跳槽B: A, where X was last told to have come."""
        if draft.kind is not Kind.DEPARTURE or draft.trigger.sense != "switch" or draft.other is None:
            return None
        told = reversed(self.came_to.get(person, ()))
        return next((org for org in told if draft.other and org.lab_id != draft.other.lab_id), None)

    def _the_company(self, one: Scene, draft: Draft) -> Found:
        """公司由X创立: the firm that the story is about; else a new firm without a name."""
        if draft.kind is not Kind.FOUNDING or not phrase("the_company_by").search(one.text):
            return None, Why.UNNAMED
        about = self.company or self._last(self.acting, one, set())[0] or self.told_of()
        own = draft.other.lab_id if draft.other else ""  # 由前A研究员X创立: not A
        return (about, Why.ABOUT) if about and about.lab_id != own else NOWHERE

    def told_of(self) -> Org | None:
        """The firm that 公司 means: the new one of the story, the only one in the title, or what it is mostly about."""
        titled = self.context.in_title
        return self.company or (titled[0] if len(titled) == 1 else self.context.main)

    def _own_company(self, one: Scene, draft: Draft, own: Org | None, taken: set[str]) -> Found:
        """他于2021年加入公司: the firm that the person belongs to, or the story is about."""
        found = (own, Why.ELSEWHERE) if own else (self.company, Why.ABOUT)
        found = found if found[0] else self._last(self.home, one, taken)
        return found if found[0] else self._in_line(one, draft, taken)

    def _station(self, one: Scene, draft: Draft, person: str, *, known: bool) -> Org | None:
        """Where a life has come to, if it goes on with a leaving; of someone whose firm is known, a dated one."""
        station = self.stations.get(person)
        if station is None or draft.kind is not Kind.DEPARTURE or not _goes_on(draft):
            return None
        if draft.other and draft.other.lab_id == station.lab_id:
            return None
        start, end = one.clauses[one.clause_of(draft.trigger.start)]
        return station if not known or phrase("dated").search(one.text, start, end) else None

    def _around(self, one: Scene, draft: Draft, aff: Affiliation, taken: set[str]) -> Found:
        taken |= ends_of_moves(one, draft)
        found = self._last(self.goal, one, taken) if _is_replaced(one, draft) else NOWHERE
        found = found if found[0] else self._said_by(one, draft, taken)
        if not found[0] and (_succeeds(one, draft) or self._just_left(one, draft)):
            found = self._last(self.home, one, taken)
        if found[0]:
            return found
        told = self.told_of() if phrase("the_company").match(one.text) else None
        if told and told.lab_id not in taken:  # 公司从A将其请来
            return told, Why.ABOUT
        found = self._in_line(one, draft, taken)
        if found[0] or found[1] is Why.NEAR:
            return found
        if draft.kind is Kind.DEPARTURE and draft.person and aff.former:
            own = self.context.headed_by(draft.person)
            if own and own.lab_id not in taken:  # 前B高管X创立A. X离职
                return own, Why.KNOWN_BY
        found = self._before(one, draft, taken)
        if found[0] or (draft.trigger.sense == "switch" and draft.other):
            return found
        found = self._of_document(one, draft, taken)
        of_them = draft.kind is Kind.DEPARTURE or (not aff.former and _starts_work(one, draft))
        return (aff.org, Why.KNOWN_BY) if not found[0] and aff.org and of_them else found

    def _of_document(self, one: Scene, draft: Draft, taken: set[str]) -> Found:
        """The firm in the title, the one that the document is about, or the one in whose name it is signed."""
        titled = sorted((o for o in self.context.in_title if o.lab_id not in taken), key=lambda o: o.start)
        if len(titled) == 1 or (titled and titled[0].start == 0 and phrase("own_firm").search(one.text)):
            return titled[0], Why.TITLED
        main = self.context.main
        cries = not one.unit.line and len(one.text) <= CRY and not draft.aff.role
        line = one.unit.line + (_LEAD_LINES - 1 if cries else 0)  # X要走了. 据外媒报道,A...
        near = main and self.context.named_near(main, line, _NEAR_LINES)
        near = near or (main and _holds_firm_post(draft) and self.context.only_lab_ahead(main, line))
        if main and near and main.lab_id not in taken:
            return main, Why.ABOUT
        signed = self.context.signed_by
        return (signed, Why.SIGNED) if signed and signed.lab_id not in taken else NOWHERE

    def _just_left(self, one: Scene, draft: Draft) -> bool:
        """X离开A加入B,由Y接任: the same sentence says what X has left."""
        succeeds = phrase("succeeds").match(draft.trigger.word) is not None
        return succeeds and self.home is not None and self.home[1] == one.unit.line

    def _said_by(self, one: Scene, draft: Draft, taken: set[str]) -> Found:
        """穆勒宣布CTO离职; "我们已与CTO分道扬镳",穆勒称: of a member of the firm that the one who says so heads."""
        if draft.kind is Kind.FOUNDING:
            return NOWHERE
        for person in one.people:
            before = person.end <= (draft.person.start if draft.person else draft.trigger.start)
            we = phrase("we").search(one.text, 0, draft.trigger.start) is not None
            if person is draft.person or not (before or we) or not phrase("makes_known").match(one.text, person.end):
                continue
            headed = self.context.headed_by(person)
            if headed and headed.lab_id not in taken:
                return headed, Why.SAID_BY
        return NOWHERE

    def _in_line(self, one: Scene, draft: Draft, taken: set[str]) -> Found:
        """The firm that heads the line, or its only one; (None, NEAR) where several could be it."""
        label = phrase("line_label").match(one.text)
        start = label.end() if label else 0
        headed = next((o for o in one.orgs if o.start == start and one.text[o.end : o.end + 1] == ":"), None)
        if headed and headed.lab_id not in taken:
            return headed, Why.LABELLED
        taken = taken | of_others(one, draft)
        near = {o.lab_id: o for o in one.orgs if o.ai and o.lab_id not in taken and draft.how is not How.LIST}
        if draft.kind in (Kind.DEPARTURE, Kind.ROLE_CHANGE):
            near = {lab_id: o for lab_id, o in near.items() if not is_next_or_past(one, o)}
        if draft.kind is Kind.DEPARTURE:  # an unlisted firm of a later clause is where someone goes
            end = one.clauses[one.clause_of(draft.trigger.start)][1]
            near = {lab_id: o for lab_id, o in near.items() if o.lab or o.start < end}
        if len(near) == 1:
            return next(iter(near.values())), Why.NEAR
        return (None, Why.NEAR) if near else NOWHERE

    def _before(self, one: Scene, draft: Draft, taken: set[str]) -> Found:
        """The firm of the last move: where its mover belonged, or went."""
        if draft.kind is Kind.RETURN:
            to_old = phrase("old_firm").match(one.text, draft.trigger.end)  # 离开A后创业,今年重返老东家
            here_again = self.home and self.home[1] == one.unit.line  # 离开A不到半年,X又回来了
            return self._last(self.home if to_old or here_again else self.goal, one, taken)
        if draft.kind is Kind.HIRE and draft.trigger.sense == "switch":
            return self._last(self.home, one, taken)
        if draft.kind is Kind.HIRE:
            goes_on = self.overheard or phrase("as_well").search(one.text)
            last = self.goal if goes_on else None
            last = self.acting if draft.trigger.sense == "take" else last  # A成立了实验室. 当时挖来X
            return self._last(last, one, taken)
        if draft.kind is Kind.DEPARTURE and _holds_firm_post(draft):
            found = self._last(self.unrest, one, taken)
            if found[0]:
                return found
        likewise = draft.kind is Kind.DEPARTURE and phrase("likewise").search(one.text[: draft.trigger.start])
        listed = draft.kind is Kind.DEPARTURE and one.unit.bullet and not speaks_of_other(one)
        if draft.aff.role or likewise or listed or draft.trigger.sense in ("post", "switch"):
            found = self._last(self.home, one, taken)
            rises = phrase("steps_up").fullmatch(draft.trigger.word) is not None  # X加入A,Y升任总裁
            return found if found[0] or not rises else self._last(self.goal, one, taken)
        return NOWHERE

    def _last(self, last: tuple[Org, int] | None, one: Scene, taken: set[str]) -> Found:
        if one.unit.line in self.context.apart:
            return NOWHERE
        if last and one.unit.line - last[1] <= _LAST_LINES and last[0].lab_id not in taken:
            return last[0], Why.BEFORE
        return NOWHERE


def _is_replaced(one: Scene, draft: Draft) -> bool:
    """X出任A的CEO,接替即将退休的Y: Y leaves the firm to which X comes."""
    start = one.clauses[one.clause_of(draft.trigger.start)][0]
    leaves = draft.kind is Kind.DEPARTURE and draft.how is How.AFTER
    return leaves and phrase("replaces").search(one.text, start, draft.trigger.start) is not None


def _succeeds(one: Scene, draft: Draft) -> bool:
    """X的职务由Y接替,他此前...: no firm stands before the verb, so it is the one that X leaves."""
    end = one.clauses[one.clause_of(draft.trigger.start)][1]
    return phrase("succeeds").match(draft.trigger.word) is not None and not any(o.start < end for o in one.orgs)


def _holds_firm_post(draft: Draft) -> bool:
    role = draft.aff.role or ""
    return is_founder(role) or phrase("firm_post").search(role) is not None


def _starts_work(one: Scene, draft: Draft) -> bool:
    """A的主管X今年2月入职: nothing follows the verb."""
    ends = phrase("ends_clause").match(one.text, draft.trigger.end)
    return ends is not None and phrase("starts_work").fullmatch(draft.trigger.word) is not None


def _moves_over(draft: Draft) -> bool:
    return phrase("moves_over").fullmatch(draft.trigger.word) is not None


def _goes_on(draft: Draft) -> bool:
    """True in a story that goes on with the person of an earlier clause or sentence."""
    return draft.person is None or draft.how is How.EARLIER
