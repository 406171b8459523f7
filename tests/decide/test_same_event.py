"""Which known move a mention speaks of."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from claims import DAY, NOW, article, audience, known_move, mention, told

from crawler.decide.article import decide
from crawler.decide.event import same_event
from crawler.model import Certainty, Kind, Status, Verdict


class TestSameEvent:
    @pytest.mark.parametrize(
        ("one", "other", "same"),
        [
            ("Junyang Lin", "Lin Junyang", True),
            ("Junyang Lin", "林俊旸", True),
            ("林俊旸", "林俊暘", True),  # traditional
            ("Alec Radford", "Radford", True),
            ("Alec Radford", "A. Radford", True),
            ("姚顺雨", "姚顺宇", False),
            ("Junyang Lin", "Dahua Lin", False),
        ],
    )
    def test_a_person_is_known_by_any_spelling(self, one: str, other: str, same: bool) -> None:
        """Order, script and initials do not make another person; another given name does."""
        assert (told(mention(other), (known_move(mention(one)),)).verdict is not Verdict.NEW) is same

    def test_a_shared_bare_surname_joins_nobody(self) -> None:
        """Two people whom their articles also call "Lin" stay two."""
        known = known_move(mention("Dahua Lin", spellings=("Lin",)))
        assert told(mention("Junyang Lin", spellings=("Lin",)), (known,)).verdict is Verdict.NEW

    def test_chinese_namesakes_stay_apart_under_one_latin_name(self) -> None:
        """姚顺雨 and 姚顺宇 are both Shunyu Yao in English, and two moves with two keys on one day."""
        one = told(mention("Shunyu Yao", spellings=("姚顺雨",)))
        other = told(mention("Shunyu Yao", spellings=("姚顺宇",)), (one.move,))
        assert other.verdict is Verdict.NEW
        assert other.move.key != one.move.key

    def test_transliterations_may_differ(self) -> None:
        """苏茨克维 and 苏茨克弗 are one Ilya Sutskever."""
        known = known_move(mention("Ilya Sutskever", spellings=("苏茨克维",)))
        assert told(mention("Ilya Sutskever", spellings=("苏茨克弗",)), (known,)).verdict is Verdict.SAME

    @pytest.mark.parametrize(
        "other", [{"lab_id": "openai"}, {"kind": Kind.ROLE_CHANGE}, {"kind": Kind.HIRE}, {"kind": Kind.FOUNDING}]
    )
    def test_another_lab_or_kind_is_another_move(self, other: dict[str, object]) -> None:
        """A departure is not a change of post, a hire, a founding, or a departure from elsewhere."""
        assert told(mention(**other), (known_move(),)).verdict is Verdict.NEW

    def test_an_unknown_lab_is_compared_folded(self) -> None:
        """Width and case of a lab's name that no list knows make no second move."""
        known = known_move(mention(lab_id="acme ai"))
        assert told(mention(lab_id="Ａcme AI"), (known,)).verdict is Verdict.SAME

    def test_leaving_twice_is_two_moves(self) -> None:
        """Andrej Karpathy left OpenAI in 2017 and in 2024; a third report goes to the nearer one."""
        first = known_move(mention("Andrej Karpathy"), published=datetime(2017, 6, 20, tzinfo=UTC))
        second = told(
            mention("Andrej Karpathy"), (first,), published=datetime(2024, 2, 13, tzinfo=UTC),
            now=datetime(2024, 2, 13, 6, tzinfo=UTC),
        )  # fmt: skip
        assert second.verdict is Verdict.NEW
        third = mention("Karpathy", fresh=False, effective=date(2024, 2, 12))
        again = same_event(third, article(datetime(2026, 3, 1, tzinfo=UTC)), (first, second.move), NOW)
        assert again == second.move

    def test_an_undated_recap_is_the_last_known_move_before_it(self) -> None:
        """ "Karpathy, who left OpenAI" speaks of the latest time, however long ago."""
        moves = tuple(
            known_move(mention("Andrej Karpathy"), published=datetime(year, 2, 1, tzinfo=UTC)) for year in (2017, 2022)
        )
        recap = mention("Andrej Karpathy", fresh=False)
        assert same_event(recap, article(), moves, NOW) == moves[1]
        assert same_event(recap, article(datetime(2019, 1, 1, tzinfo=UTC)), moves, NOW) == moves[0]

    @pytest.mark.parametrize(("days", "same"), [(0, True), (180, True), (181, False)])
    def test_the_window_is_half_a_year(self, days: int, same: bool) -> None:
        """Reports up to 180 days apart are one event."""
        known = known_move(published=NOW - days * DAY)
        assert (told(mention(), (known,), published=NOW).verdict is not Verdict.NEW) is same

    def test_an_announced_departure_reaches_to_its_last_day(self) -> None:
        """Announced in January for December: the report of December is the same departure."""
        said = mention(announced=date(2026, 1, 5), effective=date(2026, 12, 1))
        known = known_move(said, published=datetime(2026, 1, 6, tzinfo=UTC))
        assert told(mention(), (known,)).move.key == known.key

    def test_news_from_the_archive_finds_the_move_that_a_recap_made(self) -> None:
        """A recap of 2026 made the move; the article of 2024, read later, is its first report."""
        known = known_move(mention(fresh=False), published=NOW - DAY)
        then = datetime(2024, 5, 14, tzinfo=UTC)
        decision = told(mention(), (known,), published=then)
        assert decision.move.key == known.key
        assert decision.move.first_reported_at == then
        assert not decision.move.recap

    def test_a_hire_and_a_return_are_one_event_and_the_return_stays(self) -> None:
        """One outlet says joined, another rejoined: the move becomes, and stays, a return."""
        hired = known_move(mention(kind=Kind.HIRE))
        back = told(mention(kind=Kind.RETURN), (hired,))
        assert (back.verdict, back.move.kind, back.move.key) == (Verdict.CHANGED, Kind.RETURN, hired.key)
        assert back.because == ("kind: hire → return",)
        assert told(mention(kind=Kind.HIRE), (back.move,)).verdict is Verdict.SAME

    def test_gone_again_after_coming_back_is_a_new_move(self) -> None:
        """A departure dated after the reversal of the last one is another departure."""
        known = replace(known_move(), status=Status.REVERSED, status_since=NOW - DAY)
        assert told(mention(), (known,)).verdict is Verdict.SAME
        assert told(mention(announced=NOW.date()), (known,)).verdict is Verdict.NEW

    def test_two_changes_of_post_are_two_moves(self) -> None:
        """Made CTO in spring and CEO in summer; "technology chief" a week later is still the first."""
        known = known_move(mention(kind=Kind.ROLE_CHANGE, role="CTO"), published=NOW - 60 * DAY)
        assert told(mention(kind=Kind.ROLE_CHANGE, role="CEO"), (known,)).verdict is Verdict.NEW
        assert told(mention(kind=Kind.ROLE_CHANGE, role="Chief Technology Officer"), (known,)).verdict is Verdict.SAME
        week = told(mention(kind=Kind.ROLE_CHANGE, role="technology head"), (known,), published=NOW - 53 * DAY)
        assert week.move.key == known.key

    def test_a_date_that_has_not_come_is_none(self) -> None:
        """An article dated next year is taken as published when it was read, so that others still meet its move."""
        known = known_move(published=None, first=True)
        odd = decide(mention(), article(NOW + 300 * DAY), (), NOW, audience(), True)
        assert odd.move.first_reported_at == NOW == known.first_reported_at
        assert not odd.alert
        assert told(mention(), (odd.move,)).verdict is Verdict.SAME


class TestOpenClaims:
    """A rumour waits longer for what comes of it than two reports of one event lie apart."""

    @pytest.mark.parametrize("negated", [False, True])
    def test_what_was_rumoured_or_denied_comes_true_within_a_year(self, negated: bool) -> None:
        """Three hundred days later it is confirmed: the same move; four hundred days later it is another."""
        claim = mention(certainty=Certainty.RUMORED, negated=negated)
        for days, verdict in ((300, Verdict.CONFIRMED), (400, Verdict.NEW)):
            known = known_move(claim, published=NOW - days * DAY)
            assert told(mention(certainty=Certainty.CONFIRMED), (known,)).verdict is verdict

    def test_read_the_other_way_round_too(self) -> None:
        """A rumour that is read after what came of it is no move of its own."""
        known = known_move(mention(certainty=Certainty.CONFIRMED), published=NOW - DAY)
        rumour = mention(certainty=Certainty.RUMORED)
        assert told(rumour, (known,), published=NOW - 300 * DAY).verdict is Verdict.SAME

    def test_a_rumour_a_year_after_a_rumour_is_news(self) -> None:
        """Nothing came of the first, so the second is another."""
        known = known_move(mention(certainty=Certainty.RUMORED), published=NOW - 300 * DAY)
        assert told(mention(certainty=Certainty.RUMORED), (known,)).verdict is Verdict.NEW


class TestFoundings:
    """A company is often founded in the press before it has a name."""

    def test_the_name_joins_later(self) -> None:
        """One move, which takes the name; said again without a name it keeps it."""
        first = mention(kind=Kind.FOUNDING, lab="", lab_id="")
        named = told(mention(kind=Kind.FOUNDING, lab="AMI Labs", lab_id="ami labs"), (known_move(first),))
        assert (named.verdict, named.because) == (Verdict.CHANGED, ("lab: AMI Labs",))
        assert (named.move.lab, named.move.lab_id) == ("AMI Labs", "ami labs")
        again = told(first, (named.move,))
        assert (again.verdict, again.move.lab) == (Verdict.SAME, "AMI Labs")

    def test_two_named_companies_are_two(self) -> None:
        """Only a missing name says nothing."""
        known = known_move(mention(kind=Kind.FOUNDING, lab="One", lab_id="one"))
        assert told(mention(kind=Kind.FOUNDING, lab="Two", lab_id="two"), (known,)).verdict is Verdict.NEW


def test_the_same_spelling_comes_before_the_nearer_day() -> None:
    """王炜 is 王炜 before Wei Wang, and Wei Wang the other way round, though the other may be nearer in time."""
    chinese = known_move(mention("王炜"), published=NOW - 30 * DAY)
    latin = replace(known_move(mention("Wei Wang"), published=NOW - 2 * DAY), key="m1-latin")
    assert told(mention("王炜"), (chinese, latin)).move.key == chinese.key
    assert told(mention("Wei Wang"), (chinese, latin)).move.key == latin.key
