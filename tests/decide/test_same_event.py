"""Which known move a mention speaks of."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from claims import DAY, NOW, article, audience, known_move, mention, told

from crawler.decide.article import decide
from crawler.decide.event import same_event
from crawler.model import Kind, Status, Verdict


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
