"""Every way that a move's status can go, step by step, and what no sequence of articles can do."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from claims import CONFIRMED, DAY, HOUR, NOW, REPORTED, RUMORED, article, audience, mention
from hypothesis import given
from hypothesis import strategies as st

from crawler.decide.article import decide_article
from crawler.decide.status import RANK
from crawler.model import Certainty, Decision, Kind, Mention, Move, Status, Verdict

LATER = date(2026, 12, 24)
BACK = mention(kind=Kind.RETURN, certainty=CONFIRMED)


class Desk:
    """Articles told one after the other, one a day, each decided on when it is published."""

    def __init__(self) -> None:
        self.moves: dict[str, Move] = {}
        self.day = 0
        self.last: list[Decision] = []

    def tell(self, said: Mention, days: int = 1) -> list[Decision]:
        self.day += days
        at = NOW + self.day * DAY
        where = article(at - HOUR, url=f"https://a.example/{self.day}")
        decided = decide_article(where, [said], list(self.moves.values()), at, audience(), False)
        self.moves |= {decision.move.key: decision.move for decision in decided}
        self.last = [decision for decision in decided if decision.verdict is not Verdict.SAME]
        return self.last

    def status(self, kind: Kind = Kind.DEPARTURE) -> list[Status]:
        return [move.status for move in self.moves.values() if move.kind is kind]


@pytest.mark.parametrize(
    ("said", "states"),
    [
        (
            [mention(certainty=RUMORED), mention(), mention(certainty=CONFIRMED), mention(effective=NOW.date())],
            "rumored reported confirmed effective",
        ),
        ([mention(certainty=RUMORED), mention(negated=True), mention(certainty=CONFIRMED)], "rumored denied confirmed"),
        ([mention(), mention(negated=True), mention()], "reported denied denied"),
        ([mention(certainty=CONFIRMED), mention(negated=True), mention(certainty=RUMORED)], "confirmed " * 3),
        ([mention(certainty=CONFIRMED), BACK, mention(certainty=CONFIRMED)], "confirmed reversed reversed"),
        ([mention(certainty=CONFIRMED), replace(BACK, certainty=RUMORED)], "confirmed confirmed"),
        ([mention(certainty=CONFIRMED), replace(BACK, certainty=REPORTED)], "confirmed reversed"),
        # back, and the return denied: the departure is what it was
        (
            [mention(), replace(BACK, certainty=REPORTED), replace(BACK, negated=True)],
            "reported reversed reported",
        ),
        # in effect, and put off
        (
            [mention(certainty=CONFIRMED, effective=NOW.date()), mention(certainty=CONFIRMED, effective=LATER)],
            "effective confirmed",
        ),
    ],
)
def test_the_way_of_a_status(said: list[Mention], states: str) -> None:
    """One departure, and after each article where it stands."""
    desk = Desk()
    found = []
    for each in said:
        desk.tell(each)
        (status,) = desk.status()
        found.append(status.value)
    assert found == states.split()


def test_a_denied_return_says_what_stands_again() -> None:
    """Two changes: the return is denied, the departure is no longer reversed; nothing is told twice."""
    desk = Desk()
    desk.tell(mention())
    desk.tell(replace(BACK, certainty=REPORTED))
    denied, stands = desk.tell(replace(BACK, negated=True))
    assert denied.because == ("status: reported → denied",)
    assert (stands.verdict, stands.because) == (Verdict.CHANGED, ("status: reversed → reported, did not come back",))
    assert not stands.alert


def test_a_day_put_off_says_so() -> None:
    """Both the day and the status."""
    desk = Desk()
    desk.tell(mention(certainty=CONFIRMED, effective=NOW.date()))
    (change,) = desk.tell(mention(certainty=CONFIRMED, effective=LATER))
    assert change.because == (
        "effective: 2026-11-24 → 2026-12-24",
        "status: effective → confirmed, its day was put off",
    )


@pytest.mark.parametrize(("days", "moves"), [(3, 1), (40, 2)])
def test_gone_again_after_a_return(days: int, moves: int) -> None:
    """A late copy says nothing; what is news a month after the return is another departure, and told."""
    desk = Desk()
    desk.tell(mention(certainty=CONFIRMED))
    desk.tell(BACK)
    news = desk.tell(mention(certainty=CONFIRMED), days)
    assert len(desk.status()) == moves
    assert bool(news) is (moves > 1)


claims = st.builds(
    mention,
    certainty=st.sampled_from(Certainty),
    negated=st.booleans(),
    fresh=st.booleans(),
    kind=st.sampled_from([Kind.DEPARTURE, Kind.RETURN]),
    role=st.sampled_from([None, "lead", "clerk"]),
    effective=st.sampled_from([None, date(2026, 11, 20), date(2026, 12, 1), LATER]),
)


@given(said=st.lists(claims, max_size=8))
def test_what_no_sequence_can_do(said: list[Mention]) -> None:
    """A status falls only by denial, reversal, or a day put off; each change says why; nothing says nothing."""
    desk = Desk()
    for each in said:
        before = dict(desk.moves)
        for decision in desk.tell(each):
            assert decision.because
            was = before.get(decision.move.key)
            if was is None:
                continue
            fell = RANK.get(decision.move.status, -1) < RANK.get(was.status, -1)
            put_off = was.status is Status.EFFECTIVE and decision.move.status is Status.CONFIRMED
            assert not fell or put_off or decision.move.status in (Status.DENIED, Status.REVERSED)
            assert decision.move.status is not Status.DENIED or was.status in (
                Status.RUMORED,
                Status.REPORTED,
                Status.DENIED,
            )
        for key, move in desk.moves.items():
            visible = [(m.status, m.role, m.effective) for m in (before.get(key, move), move)]
            assert visible[0] == visible[1] or key in {decision.move.key for decision in desk.last}
