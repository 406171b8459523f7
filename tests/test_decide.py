"""Deciding: which move it is, what becomes of its status, and who is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.decide import decide, decide_article, makes_move, move_key, same_event
from crawler.model import AlertPolicy, Article, Certainty, Decision, Kind, Mention, Move, Status, Verdict

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
YEAR_1990 = datetime(1990, 1, 1)  # noqa: DTZ001 - Hypothesis adds the zone
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
POLICY = AlertPolicy(kinds=frozenset(Kind))
RUMORED, REPORTED, CONFIRMED = Certainty.RUMORED, Certainty.REPORTED, Certainty.CONFIRMED


def article(published: datetime | None = NOW - HOUR, url: str = "https://a.example/1", source: str = "a") -> Article:
    return Article(url=url, source=source, title="A title", text="A text.", language="en", published=published)


def mention(person: str = "Junyang Lin", **fields: object) -> Mention:
    values: dict[str, object] = {
        "person": person, "lab": "Qwen", "lab_id": "qwen", "kind": Kind.DEPARTURE, "certainty": REPORTED,
        "sentence": f"{person} left.", "start": 0, "end": 5, "score": 0.9,
    }  # fmt: skip
    return Mention(**(values | fields))  # type: ignore[arg-type]


def told(
    said: Mention,
    known: tuple[Move, ...] = (),
    *,
    published: datetime | None = NOW - HOUR,
    now: datetime = NOW,
    policy: AlertPolicy = POLICY,
    first_crawl: bool = False,
) -> Decision:
    return decide(said, article(published), known, now, policy, first_crawl)


def known_move(said: Mention | None = None, *, published: datetime | None = NOW - 2 * DAY, first: bool = False) -> Move:
    return told(said or mention(), published=published, now=published or NOW, first_crawl=first).move


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
        odd = decide(mention(), article(NOW + 300 * DAY), (), NOW, POLICY, True)
        assert odd.move.first_reported_at == NOW == known.first_reported_at
        assert not odd.alert
        assert told(mention(), (odd.move,)).verdict is Verdict.SAME


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
    @settings(deadline=None, max_examples=200)
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
        decisions = decide_article(article(), (mention(kind=Kind.RETURN),), lambda _: (gone,), NOW, POLICY, False)
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
        decisions = decide_article(article(), (returned,), lambda _: (gone,), NOW, POLICY, False)
        assert [d.move.kind for d in decisions] == [returned.kind]

    def test_it_is_reversed_also_when_the_return_was_read_first(self) -> None:
        """The departure of five days before a known return is stored as reversed and tells nobody."""
        back = known_move(mention(kind=Kind.RETURN), published=NOW - HOUR)
        decision = told(mention(), (back,), published=NOW - 2 * DAY)
        assert (decision.verdict, decision.move.status, decision.alert) == (Verdict.NEW, Status.REVERSED, False)

    def test_what_is_denied_or_reversed_already_is_not_reversed(self) -> None:
        """A return changes nothing about a departure that never was."""
        denied = replace(known_move(published=NOW - 5 * DAY), status=Status.DENIED)
        decisions = decide_article(article(), (mention(kind=Kind.RETURN),), lambda _: (denied,), NOW, POLICY, False)
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
        decision = decide(mention(), article(NOW - 2 * DAY, "https://b.example/", "b"), (known,), NOW, POLICY, False)
        assert decision.verdict is Verdict.SAME
        assert decision.move.first_reported_by == "b"
        assert decision.move.first_reported_at == NOW - 2 * DAY

    def test_a_later_report_is_not_the_first(self) -> None:
        """Nor does a recap make news a recap."""
        known = known_move(published=NOW - DAY)
        for later in (mention(), mention(fresh=False)):
            decision = decide(later, article(NOW - HOUR, "https://b.example/", "b"), (known,), NOW, POLICY, False)
            assert decision.move == known


class TestAlerts:
    def test_fresh_news_is_told_once(self) -> None:
        """The first report alerts; the same from others does not."""
        first = told(mention())
        assert (first.verdict, first.alert, first.move.alerted) == (Verdict.NEW, True, True)
        assert not told(mention(), (first.move,)).alert

    @pytest.mark.parametrize(
        "quiet",
        [
            {"fresh": False},
            {"negated": True},
            {"score": 0.49},
            {"kind": Kind.HIRE},
            {"lab_id": "openai"},
            {"certainty": RUMORED},
            {"effective": date(2026, 4, 1)},
        ],
    )
    def test_what_the_policy_does_not_ask_for_is_quiet(self, quiet: dict[str, object]) -> None:
        """Recaps, denials, weak sentences, other kinds and labs, rumours where unwanted, and old events."""
        policy = AlertPolicy(labs=frozenset({"qwen"}), least_certainty=REPORTED)
        assert told(mention(), policy=policy).alert
        assert not told(mention(**quiet), policy=policy).alert

    @pytest.mark.parametrize(
        ("published", "first_crawl", "alert"),
        [
            (NOW - 72 * HOUR, False, True),
            (NOW - 73 * HOUR, False, False),
            (NOW - 24 * HOUR, True, True),
            (NOW - 25 * HOUR, True, False),
            (None, False, True),
            (None, True, False),
        ],
    )
    def test_old_articles_are_quiet(self, published: datetime | None, first_crawl: bool, alert: bool) -> None:
        """Three days at most, one day on a first crawl; an undated article only on later crawls."""
        assert told(mention(), published=published, first_crawl=first_crawl).alert is alert

    def test_a_rumour_that_is_confirmed_is_told_again(self) -> None:
        """First the rumour, then that it is true; a report that is confirmed is not told again."""
        rumour = told(mention(certainty=RUMORED), published=NOW - 2 * HOUR).move
        assert told(mention(certainty=CONFIRMED), (rumour,)).alert
        report = told(mention(certainty=REPORTED), (rumour,)).move
        assert not told(mention(certainty=CONFIRMED), (report,)).alert

    def test_a_report_below_the_policy_is_told_when_it_is_confirmed(self) -> None:
        """Who wants only what is confirmed hears of it then, however old the report is."""
        policy = AlertPolicy(least_certainty=CONFIRMED)
        report = told(mention(), published=NOW - 20 * DAY, policy=policy).move
        assert not report.alerted
        assert told(mention(certainty=CONFIRMED), (report,), policy=policy).alert

    def test_a_denial_is_told_to_those_who_heard_the_claim(self) -> None:
        """And to nobody else."""
        denial = mention(negated=True, certainty=CONFIRMED)
        heard = told(mention(), published=NOW - 2 * HOUR).move
        assert told(denial, (heard,)).alert
        assert not told(denial, (replace(heard, alerted=False),)).alert

    @pytest.mark.parametrize(("days", "alert"), [(1, True), (4, False)])
    def test_news_after_a_recap_is_told_while_it_is_young(self, days: int, alert: bool) -> None:
        """A recap read an hour earlier must not swallow the news; a recap of last week shows that it is none."""
        recap = told(mention(fresh=False), published=NOW - days * DAY).move
        decision = told(mention(), (recap,), published=NOW)
        assert decision.alert is alert

    def test_a_stronger_sentence_tells_what_a_weak_one_could_not(self) -> None:
        """The first article's score was too low for a letter; the second one's is not."""
        weak = told(mention(score=0.3), published=NOW - 2 * HOUR).move
        assert told(mention(score=0.9), (weak,)).alert


class TestArticle:
    def decisions(self, *mentions: Mention, known: tuple[Move, ...] = ()) -> tuple[Decision, ...]:
        return decide_article(article(), mentions, lambda _: known, NOW, POLICY, False)

    def test_two_sentences_on_one_move_make_one(self) -> None:
        """One new move with what both say, one letter."""
        one, other = self.decisions(mention(role="tech lead"), mention("林俊旸", other_org="Meta"))
        assert (one.verdict, other.verdict) == (Verdict.NEW, Verdict.SAME)
        assert (one.alert, other.alert) == (True, False)
        assert one.move == other.move
        assert (one.move.role, one.move.other_org) == ("tech lead", "Meta")

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
        assert [makes_move(m, article()) for m in (old, newer, undated)] == [False, True, True]
        assert makes_move(replace(old, fresh=True), article())


@given(
    person=st.text(min_size=1, max_size=12),
    lab=st.text(max_size=8),
    day=st.none() | st.dates(date(1990, 1, 1), date(2040, 1, 1)),
    published=st.none() | st.datetimes(min_value=YEAR_1990, timezones=st.just(UTC)),
)
@settings(deadline=None)
def test_deciding_is_total_and_stable(person: str, lab: str, day: date | None, published: datetime | None) -> None:
    """Any name, lab and date gives a decision; the same again gives the same key and, told of it, no second move."""
    said, where = mention(person, lab_id=lab, effective=day), article(published)
    first = decide(said, where, (), NOW, POLICY, False)
    assert first.move.key == move_key(said, where)
    assert first.move.key.startswith("m1-")
    again = decide(said, where, (first.move,), NOW, POLICY, False)
    if person.strip():
        assert (again.verdict, again.alert, again.move) == (Verdict.SAME, False, first.move)
