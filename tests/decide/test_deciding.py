"""All that one article means, and that deciding always ends in a decision."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from claims import CONFIRMED, HOUR, NOW, REPORTED, article, audience, known_move, mention, told
from hypothesis import given
from hypothesis import strategies as st

from crawler.decide.article import decide, decide_article, makes_move
from crawler.decide.event import move_key
from crawler.model import Decision, Mention, Move, Status, Verdict

YEAR_1990 = datetime(1990, 1, 1)  # noqa: DTZ001 - Hypothesis adds the zone


class TestArticle:
    def decisions(self, *mentions: Mention, known: tuple[Move, ...] = ()) -> tuple[Decision, ...]:
        return decide_article(article(), mentions, known, NOW, audience(tuple(known)), False)

    def test_two_sentences_on_one_move_make_one(self) -> None:
        """One new move with what both say, one letter."""
        one, other = self.decisions(mention(role="tech lead"), mention("林俊旸", other_org="Meta"))
        assert (one.verdict, other.verdict) == (Verdict.NEW, Verdict.SAME)
        assert (one.alert, other.alert) == (True, False)
        assert one.move == other.move
        assert (one.move.role, one.move.other_org) == ("tech lead", "Meta")

    def test_a_page_cannot_flood_the_readers(self) -> None:
        """Of thirty departures in one article twenty make letters; of the others a later article may still tell."""
        decisions = self.decisions(*(mention(f"Ada {chr(65 + n % 26)}{'a' * (n // 26 + 3)}") for n in range(30)))
        assert [d.alert for d in decisions] == [True] * 20 + [False] * 10
        assert [d.move.alerted for d in decisions] == [d.alert for d in decisions]

    def test_each_sentence_sees_what_the_last_one_changed(self) -> None:
        """Two sentences on a known move both leave their mark, in one change."""
        known = known_move()
        decisions = self.decisions(mention(role="tech lead"), mention(other_org="Meta"), known=(known,))
        assert [d.verdict for d in decisions] == [Verdict.CHANGED, Verdict.SAME]
        assert decisions[0].because == ("role: tech lead", "other organisation: Meta")
        assert (decisions[0].move.role, decisions[0].move.other_org) == ("tech lead", "Meta")

    def test_one_strong_sentence_is_enough_for_a_letter(self) -> None:
        """The letter goes with the new move, whichever sentence earned it."""
        decisions = self.decisions(mention(score=0.2), mention(score=0.9))
        assert [(d.verdict, d.alert) for d in decisions] == [(Verdict.NEW, True), (Verdict.SAME, False)]

    def test_reported_and_denied_in_one_article_is_denied(self) -> None:
        """Nobody is told of a claim whose own article denies it, in whichever order it says so."""
        claim, denial = mention(certainty=REPORTED), mention(negated=True, certainty=CONFIRMED)
        for pair in ((claim, denial), (denial, claim)):
            decisions = self.decisions(*pair)
            assert {d.move.status for d in decisions} == {Status.DENIED}
            assert not any(d.alert for d in decisions)

    def test_a_known_claim_and_its_denial_is_one_denial(self) -> None:
        """An article that repeats the claim to deny it gives the verdict denied once."""
        heard = told(mention(), published=NOW - 9 * HOUR).move
        decisions = self.decisions(mention(), mention(negated=True, certainty=CONFIRMED), known=(heard,))
        assert sorted(d.verdict for d in decisions) == [Verdict.DENIED, Verdict.SAME]
        assert sum(d.alert for d in decisions) == 1

    def test_career_history_makes_no_move(self) -> None:
        """A recap from more than three years back is left out; a newer or undated one is not."""
        old, newer, undated = (
            mention(fresh=False, effective=date(2023, 11, 1)),
            mention("Ada Wong", fresh=False, effective=date(2024, 1, 1)),
            mention("Mira Murati", fresh=False),
        )
        assert [d.move.person for d in self.decisions(old, newer, undated)] == ["Ada Wong", "Mira Murati"]
        assert [makes_move(m, article(), NOW) for m in (old, newer, undated)] == [False, True, True]
        assert makes_move(replace(old, fresh=True), article(), NOW)
        assert not makes_move(old, replace(article(), published=None), NOW), "an undated article is measured from now"


@given(
    person=st.text(min_size=1, max_size=12),
    lab=st.text(max_size=8),
    day=st.none() | st.dates(date(1990, 1, 1), date(2040, 1, 1)),
    published=st.none() | st.datetimes(min_value=YEAR_1990, timezones=st.just(UTC)),
)
def test_deciding_is_total_and_stable(person: str, lab: str, day: date | None, published: datetime | None) -> None:
    """Any name, lab and date gives a decision; the same again gives the same key and, told of it, no second move."""
    said, where = mention(person, lab_id=lab, effective=day), article(published)
    first = decide(said, where, (), NOW, audience(), False)
    assert first.move.key == move_key(said, where)
    assert first.move.key.startswith("m1-")
    again = decide(said, where, (first.move,), NOW, audience((first.move,)), False)
    if person.strip():
        assert (again.verdict, again.alert, again.move) == (Verdict.SAME, False, first.move)
