"""A departure for a lab and the arrival there are one claim: what a denial of the one does to the other."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from claims import CONFIRMED, DAY, HOUR, NOW, POLICY, RUMORED, article, mention

from crawler.audience import Audience
from crawler.decide.article import decide_article
from crawler.judgement import Case, Statement
from crawler.model import Article, Decision, Kind, Mention, Move, Status, Verdict

LEFT = mention(other_org="ByteDance")
JOINED = mention(lab="ByteDance", lab_id="bytedance", kind=Kind.HIRE, other_org="Qwen")
NOT_JOINED = mention(lab="ByteDance", lab_id="bytedance", kind=Kind.HIRE, negated=True, certainty=CONFIRMED)
STAYS = mention(negated=True, certainty=CONFIRMED)


class Desk:
    """Articles told one after the other, one a day, with all that was said kept, as a database keeps it."""

    def __init__(self) -> None:
        self.cases: dict[str, Case] = {}
        self.heard: set[str] = set()
        self.day = 0

    def tell(self, *said: Mention, back: timedelta = timedelta()) -> list[Decision]:
        """Read one article, published an hour before or so long before that; what is news of it."""
        self.day += 1
        at = NOW + self.day * DAY
        where = article(at - HOUR - back, url=f"https://a.example/{self.day}")
        known = [case.move for case in self.cases.values()]
        audience = Audience(policies={"ann": POLICY}, heard=dict.fromkeys(self.heard, frozenset({"ann"})))
        decided = decide_article(where, said, known, at, audience, False, doubted=tuple(self.cases.values()))
        for decision in decided:
            self._keep(decision, where)
        self.heard |= {decision.move.key for decision in decided if decision.alert}
        return [decision for decision in decided if decision.verdict is not Verdict.SAME]

    def _keep(self, decision: Decision, where: Article) -> None:
        move = decision.move
        before = self.cases.get(move.key, Case(move=move)).statements
        said = Statement(number=len(before), mention=decision.mention, article=where, at=decision.at)
        told = () if "with the" in str(decision.because) or "again" in str(decision.because) else (said,)
        self.cases[move.key] = Case(move=move, statements=(*before, *told))

    def move(self, kind: Kind = Kind.DEPARTURE) -> Move:
        (found,) = (case.move for case in self.cases.values() if case.move.kind is kind)
        return found


def test_a_departure_falls_with_the_hire_that_is_denied() -> None:
    """Both are denied by the article, each told to those who heard; the departure says why."""
    desk = Desk()
    desk.tell(LEFT, JOINED)
    hire, departure = desk.tell(NOT_JOINED)
    assert hire.because == ("status: reported → denied",)
    assert (departure.verdict, departure.because) == (
        Verdict.DENIED,
        ("status: reported → denied, with the hire at ByteDance",),
    )
    assert departure.move.kind is Kind.DEPARTURE
    assert departure.move.status is Status.DENIED
    assert departure.move.sentence == NOT_JOINED.sentence
    assert (hire.tell, departure.tell) == ({"ann"}, {"ann"})
    assert desk.tell(NOT_JOINED) == [], "a second denial says nothing new"


def test_a_hire_falls_with_the_departure_that_is_denied() -> None:
    """Who stays where they were has joined nobody."""
    desk = Desk()
    desk.tell(LEFT, JOINED)
    departure, hire = desk.tell(STAYS)
    assert departure.move.status is hire.move.status is Status.DENIED
    assert hire.because == ("status: reported → denied, with the departure from Qwen",)


@pytest.mark.parametrize(
    "also",
    [
        mention(),  # by somebody who names no destination
        mention(other_org="Meta"),
        mention(fresh=False),
        mention(certainty=CONFIRMED, other_org="ByteDance"),
    ],
)
@pytest.mark.parametrize("first", [True, False])
def test_what_anything_else_tells_of_stands(also: Mention, first: bool) -> None:
    """Another report of the departure, before or after the claim; or one that it is certain."""
    desk = Desk()
    if first:
        desk.tell(also)
    desk.tell(LEFT, JOINED)
    if not first:
        desk.tell(also)
    desk.tell(NOT_JOINED)
    assert desk.move(Kind.HIRE).status is Status.DENIED
    assert desk.move().status in (Status.REPORTED, Status.CONFIRMED)


def test_who_left_but_denies_joining_has_left() -> None:
    """The article that denies the hire says the departure itself; so it does for denials that follow."""
    desk = Desk()
    desk.tell(LEFT, JOINED)
    desk.tell(LEFT, NOT_JOINED)
    assert desk.move().status is Status.REPORTED
    desk.tell(NOT_JOINED)
    assert desk.move().status is Status.REPORTED


def test_a_departure_to_somewhere_else_is_none_of_it() -> None:
    """Denied is a hire by a lab that nobody named; and nothing falls with a founding."""
    desk = Desk()
    desk.tell(LEFT, JOINED)
    desk.tell(mention(lab="Meta", lab_id="meta", kind=Kind.HIRE, negated=True, certainty=CONFIRMED))
    assert desk.move().status is Status.REPORTED
    other = Desk()
    other.tell(mention(other_org="Nova"), mention(lab="Nova", lab_id="nova", kind=Kind.FOUNDING, other_org="Qwen"))
    other.tell(mention(lab="Nova", lab_id="nova", kind=Kind.FOUNDING, negated=True, certainty=CONFIRMED))
    assert other.move().status is Status.REPORTED


def test_a_denial_that_came_before_the_claim_denies_nothing() -> None:
    """Read late, it is older than what is reported; also a weaker one than the report it is against."""
    desk = Desk()
    desk.tell(LEFT, JOINED)
    assert desk.tell(NOT_JOINED, back=5 * DAY) == []
    assert desk.tell(replace(NOT_JOINED, certainty=RUMORED)) == []
    assert desk.move().status is Status.REPORTED


def test_a_claim_that_is_read_after_its_denial_is_told_to_nobody() -> None:
    """Published before the denial and read later, the departure is stored as denied."""
    desk = Desk()
    desk.tell(NOT_JOINED)
    (departure,) = desk.tell(LEFT, JOINED, back=5 * DAY)
    assert (departure.verdict, departure.move.status, departure.alert) == (Verdict.NEW, Status.DENIED, False)


def test_it_stands_again_when_anything_else_tells_of_it() -> None:
    """A report without the destination is told to those who heard the denial; the old story told again is not."""
    desk = Desk()
    desk.tell(LEFT, JOINED)
    desk.tell(NOT_JOINED)
    assert desk.tell(LEFT, JOINED) == []
    (again,) = desk.tell(mention(sentence="He has left, to teach."))
    assert again.because == ("status: denied → reported, it stands again",)
    assert (again.move.status, again.move.sentence, again.tell) == (Status.REPORTED, "He has left, to teach.", {"ann"})


def test_it_stands_again_when_the_other_half_is_confirmed() -> None:
    """Hired after all, by the lab's own word: then the departure is what it was."""
    desk = Desk()
    desk.tell(LEFT, JOINED)
    desk.tell(NOT_JOINED)
    _, departure = desk.tell(mention(lab="ByteDance", lab_id="bytedance", kind=Kind.HIRE, certainty=CONFIRMED))
    assert departure.because == ("status: denied → reported, it stands again",)


def test_its_own_denial_holds_whatever_becomes_of_the_other() -> None:
    """Then only a confirmation undoes it, as with any denial."""
    desk = Desk()
    desk.tell(LEFT, JOINED)
    desk.tell(NOT_JOINED)
    desk.tell(STAYS)
    desk.tell(mention())
    assert desk.move().status is Status.DENIED
    desk.tell(mention(certainty=CONFIRMED))
    assert (desk.move().status, desk.move().unreversed) == (Status.CONFIRMED, None)
