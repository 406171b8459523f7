"""What becomes of a move: its status, its reversal, and what further reports add or correct."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from claims import CONFIRMED, DAY, HOUR, NOW, REPORTED, RUMORED, article, audience, known_move, mention, told
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.decide.article import decide, decide_article
from crawler.model import Certainty, Kind, Mention, Status, Verdict


class TestStatus:
    @pytest.mark.parametrize(
        ("first", "then", "status", "verdict"),
        [
            (RUMORED, RUMORED, Status.RUMORED, Verdict.SAME),
            (RUMORED, REPORTED, Status.REPORTED, Verdict.CONFIRMED),
            (RUMORED, CONFIRMED, Status.CONFIRMED, Verdict.CONFIRMED),
            (REPORTED, CONFIRMED, Status.CONFIRMED, Verdict.CONFIRMED),
            (REPORTED, RUMORED, Status.REPORTED, Verdict.SAME),
            (CONFIRMED, RUMORED, Status.CONFIRMED, Verdict.SAME),
            (CONFIRMED, REPORTED, Status.CONFIRMED, Verdict.SAME),
        ],
    )
    def test_certainty_rises_and_never_falls(
        self, first: Certainty, then: Certainty, status: Status, verdict: Verdict
    ) -> None:
        """A weaker report of later leaves the status."""
        decision = told(mention(certainty=then), (known_move(mention(certainty=first)),))
        assert (decision.move.status, decision.verdict) == (status, verdict)

    def test_a_rise_says_so_and_quotes_its_own_sentence(self) -> None:
        """The reasons name the old and the new status; sentence and source are those of the article that raised it."""
        known = known_move(mention(certainty=RUMORED))
        said = mention(certainty=CONFIRMED, sentence="He confirmed it.", attributed_to="Lin", role="tech lead")
        decision = told(said, (known,))
        assert decision.because == ("status: rumored → confirmed", "role: tech lead")
        assert (decision.move.sentence, decision.move.attributed_to) == ("He confirmed it.", "Lin")
        assert decision.move.first_url == known.first_url

    def test_the_status_holds_since_the_latest_of_its_articles(self) -> None:
        """A confirmation that is older than the report, read after it, does not open the door to what came between."""
        known = known_move(published=NOW - DAY)
        decision = told(mention(certainty=CONFIRMED), (known,), published=NOW - 3 * DAY)
        assert (decision.move.status, decision.move.status_since) == (Status.CONFIRMED, NOW - DAY)

    def test_it_is_effective_when_its_day_is_reached(self) -> None:
        """An effective day in the past makes a reported move effective, a rumour not."""
        past, coming = NOW.date() - DAY, NOW.date() + DAY
        assert told(mention(effective=past)).move.status is Status.EFFECTIVE
        assert told(mention(effective=coming)).move.status is Status.REPORTED
        assert told(mention(effective=past, certainty=RUMORED)).move.status is Status.RUMORED

    def test_the_day_may_be_learnt_or_reached_later(self) -> None:
        """A further report makes it effective, by its date or because the day has come since."""
        learnt = told(mention(effective=NOW.date() - DAY), (known_move(),))
        assert (learnt.verdict, learnt.move.status) == (Verdict.CHANGED, Status.EFFECTIVE)
        known = known_move(mention(effective=NOW.date() - DAY), published=NOW - 5 * DAY)
        assert known.status is Status.REPORTED
        reached = told(mention(), (known,))
        assert (reached.move.status, reached.because) == (Status.EFFECTIVE, ("status: the effective day is reached",))

    @pytest.mark.parametrize("certainty", [RUMORED, REPORTED])
    def test_a_denial_ends_what_is_not_confirmed(self, certainty: Certainty) -> None:
        """A rumour or a report is denied, with who denied it."""
        known = known_move(mention(certainty=certainty))
        denial = mention(certainty=CONFIRMED, negated=True, attributed_to="Qwen", sentence="Not true.")
        decision = told(denial, (known,))
        assert (decision.verdict, decision.move.status) == (Verdict.DENIED, Status.DENIED)
        assert decision.because == (f"status: {certainty} → denied, denied by Qwen",)
        assert decision.move.sentence == "Not true."

    def test_a_denial_does_not_undo_a_confirmation(self) -> None:
        """What was confirmed stays so; the denial is kept as evidence only."""
        known = known_move(mention(certainty=CONFIRMED))
        decision = told(mention(negated=True, certainty=CONFIRMED), (known,))
        assert (decision.verdict, decision.move.status) == (Verdict.SAME, Status.CONFIRMED)

    def test_a_rumoured_denial_does_not_undo_a_report(self) -> None:
        """A denial weaker than the report changes nothing."""
        decision = told(mention(negated=True, certainty=RUMORED), (known_move(),))
        assert decision.verdict is Verdict.SAME

    def test_a_denial_older_than_the_report_does_not_undo_it(self) -> None:
        """Articles are read in any order: what was denied on Monday and reported on Tuesday stands."""
        known = known_move(published=NOW - DAY)
        decision = told(mention(negated=True, certainty=CONFIRMED), (known,), published=NOW - 2 * DAY)
        assert decision.verdict is Verdict.SAME

    def test_a_denial_of_nothing_known_is_kept(self) -> None:
        """It makes a move that is denied, and tells nobody."""
        decision = told(mention(negated=True))
        assert (decision.verdict, decision.move.status, decision.alert) == (Verdict.NEW, Status.DENIED, False)

    @pytest.mark.parametrize(
        ("certainty", "fresh", "after", "status"),
        [
            (CONFIRMED, True, HOUR, Status.CONFIRMED),
            (CONFIRMED, True, -HOUR, Status.DENIED),
            (CONFIRMED, False, HOUR, Status.DENIED),
            (REPORTED, True, HOUR, Status.DENIED),
        ],
    )
    def test_only_a_later_confirmation_undoes_a_denial(
        self, certainty: Certainty, fresh: bool, after: timedelta, status: Status
    ) -> None:
        """The same story retold, a recap, or an older confirmation leaves it denied."""
        denied = told(mention(negated=True, certainty=CONFIRMED), (known_move(),), published=NOW - 9 * HOUR).move
        decision = told(mention(certainty=certainty, fresh=fresh), (denied,), published=NOW - 9 * HOUR + after)
        assert decision.move.status is status
        assert decision.verdict is (Verdict.CONFIRMED if status is Status.CONFIRMED else Verdict.SAME)

    @given(
        said=st.lists(
            st.tuples(st.sampled_from(Certainty), st.booleans(), st.booleans(), st.integers(-30, 0)),
            min_size=1,
            max_size=8,
        )
    )
    @settings(max_examples=200)
    def test_whatever_comes_a_confirmed_move_stays_confirmed(
        self, said: list[tuple[Certainty, bool, bool, int]]
    ) -> None:
        """No order of reports, denials and recaps lowers a confirmed move, changes its key or tells of it twice."""
        move = known_move(mention(certainty=CONFIRMED))
        letters = int(move.alerted)
        for certainty, negated, fresh, days in said:
            decision = told(
                mention(certainty=certainty, negated=negated, fresh=fresh), (move,), published=NOW + days * DAY
            )
            assert decision.move.status is Status.CONFIRMED
            assert decision.move.key == move.key
            letters += decision.alert
            move = decision.move
        assert letters <= 1


class TestReversal:
    def test_a_return_within_two_months_reverses_the_departure(self) -> None:
        """Back after five days: the return is news, the departure is reversed, with no second letter."""
        gone = known_move(mention(certainty=CONFIRMED), published=NOW - 5 * DAY)
        decisions = decide_article(article(), (mention(kind=Kind.RETURN),), (gone,), NOW, audience((gone,)), False)
        assert [(d.verdict, d.move.kind, d.move.status, d.alert) for d in decisions] == [
            (Verdict.NEW, Kind.RETURN, Status.REPORTED, True),
            (Verdict.CHANGED, Kind.DEPARTURE, Status.REVERSED, False),
        ]
        assert decisions[1].because == ("status: confirmed → reversed, came back",)

    @pytest.mark.parametrize(
        ("days", "returned"),
        [(61, mention(kind=Kind.RETURN)), (5, mention(kind=Kind.RETURN, certainty=RUMORED)),
         (5, mention(kind=Kind.RETURN, negated=True)), (5, mention("Dahua Lin", kind=Kind.RETURN)),
         (5, mention(kind=Kind.HIRE))],
    )  # fmt: skip
    def test_nothing_else_does(self, days: int, returned: Mention) -> None:
        """Not a return of much later, a rumoured or denied one, another person's, or a plain hire."""
        gone = known_move(published=NOW - days * DAY)
        decisions = decide_article(article(), (returned,), (gone,), NOW, audience((gone,)), False)
        assert [d.move.kind for d in decisions] == [returned.kind]

    def test_it_is_reversed_also_when_the_return_was_read_first(self) -> None:
        """The departure of five days before a known return is stored as reversed and tells nobody."""
        back = known_move(mention(kind=Kind.RETURN), published=NOW - HOUR)
        decision = told(mention(), (back,), published=NOW - 2 * DAY)
        assert (decision.verdict, decision.move.status, decision.alert) == (Verdict.NEW, Status.REVERSED, False)

    def test_what_is_denied_or_reversed_already_is_not_reversed(self) -> None:
        """A return changes nothing about a departure that never was."""
        denied = replace(known_move(published=NOW - 5 * DAY), status=Status.DENIED)
        decisions = decide_article(article(), (mention(kind=Kind.RETURN),), (denied,), NOW, audience((denied,)), False)
        assert len(decisions) == 1

    def test_a_return_from_leave_undoes_no_later_departure(self) -> None:
        """Back from leave, and gone a week later: the departure stands."""
        back = known_move(mention(kind=Kind.RETURN), published=NOW - 7 * DAY)
        assert told(mention(), (back,)).move.status is Status.REPORTED


class TestChanges:
    @pytest.mark.parametrize(
        ("field", "old", "new", "words"),
        [
            ("role", None, "tech lead", "role: tech lead"),
            ("role", "tech lead", "chief scientist", "role: tech lead → chief scientist"),
            ("other_org", None, "Meta", "other organisation: Meta"),
            ("other_org", "Meta", "xAI", "other organisation: Meta → xAI"),
            ("announced", None, date(2026, 11, 20), "announced: 2026-11-20"),
            ("effective", date(2026, 12, 1), date(2026, 12, 31), "effective: 2026-12-01 → 2026-12-31"),
        ],
    )
    def test_what_was_gained_or_differs_is_a_change(self, field: str, old: object, new: object, words: str) -> None:
        """The reason names the field, the old value and the new one."""
        decision = told(mention(**{field: new}), (known_move(mention(**{field: old})),))
        assert (decision.verdict, decision.because) == (Verdict.CHANGED, (words,))
        assert getattr(decision.move, field) == new

    @pytest.mark.parametrize(
        ("field", "old", "new"),
        [
            ("role", "VP of research and safety", "vice president of research"),
            ("role", "Chief Executive", "CEO"),
            ("role", "co-founder", "cofounder"),
            ("role", "tech lead", "技术负责人"),
            ("role", "阿里千问技术负责人", "技术负责人"),
            ("role", "tech lead", None),
            ("other_org", "Meta", "Meta Superintelligence Labs"),
            ("announced", date(2026, 11, 20), date(2026, 11, 21)),
        ],
    )
    def test_other_wording_is_none(self, field: str, old: object, new: object) -> None:
        """A shorter, longer, translated or missing wording, or the other side of midnight, changes nothing."""
        decision = told(mention(**{field: new}), (known_move(mention(**{field: old})),))
        assert (decision.verdict, decision.because) == (Verdict.SAME, ())
        assert getattr(decision.move, field) == old

    def test_an_older_article_corrects_nothing(self) -> None:
        """Read after the newer one, it only fills in: the newer one's post stands."""
        known = known_move(mention(role="chief scientist"), published=NOW - DAY)
        decision = told(mention(role="tech lead", other_org="Meta"), (known,), published=NOW - 3 * DAY)
        assert decision.because == ("other organisation: Meta",)

    @pytest.mark.parametrize("weaker", [{"fresh": False}, {"certainty": RUMORED}])
    def test_a_recap_or_a_rumour_fills_in_but_corrects_nothing(self, weaker: dict[str, object]) -> None:
        """It may say what was not known; what a report said stands."""
        known = known_move(mention(role="tech lead"))
        decision = told(mention(role="intern", other_org="Meta", **weaker), (known,))
        assert decision.because == ("other organisation: Meta",)
        assert decision.move.role == "tech lead"

    def test_a_then_b_then_a_is_two_changes(self) -> None:
        """Compared with the latest state only: going back to an earlier value is seen."""
        move = known_move(mention(other_org="Meta"))
        for org in ("xAI", "Meta"):
            decision = told(mention(other_org=org), (move,))
            assert decision.verdict is Verdict.CHANGED
            move = decision.move
        assert move.other_org == "Meta"

    def test_names_gather_silently(self) -> None:
        """A fuller name and every spelling are kept, and are no change to tell of."""
        known = known_move(mention("Radford"))
        decision = told(mention("Alec Radford", spellings=("拉德福德",)), (known,))
        assert decision.verdict is Verdict.SAME
        assert (decision.move.person, decision.move.spellings) == ("Alec Radford", ("Radford", "拉德福德"))
        assert decision.move.key == known.key

    def test_the_first_report_may_turn_out_earlier(self) -> None:
        """The ledger of who had it first follows publication, not the order of reading."""
        known = known_move(published=NOW - DAY)
        decision = decide(
            mention(), article(NOW - 2 * DAY, "https://b.example/", "b"), (known,), NOW, audience((known,)), False
        )
        assert decision.verdict is Verdict.SAME
        assert decision.move.first_reported_by == "b"
        assert decision.move.first_reported_at == NOW - 2 * DAY

    def test_a_later_report_is_not_the_first(self) -> None:
        """Nor does a recap make news a recap."""
        known = known_move(published=NOW - DAY)
        for later in (mention(), mention(fresh=False)):
            decision = decide(
                later, article(NOW - HOUR, "https://b.example/", "b"), (known,), NOW, audience((known,)), False
            )
            assert decision.move == known
