"""Who is told of a move, and when again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from claims import CONFIRMED, DAY, HOUR, NOW, POLICY, REPORTED, RUMORED, article, mention, told

from crawler.audience import AlertPolicy, Audience
from crawler.decide.article import decide, decide_article
from crawler.model import Kind, Verdict


class TestSubscribers:
    def test_each_hears_what_they_asked_for(self) -> None:
        """By lab, kind, certainty and person, in whatever spelling."""
        everybody = {
            "all": POLICY,
            "lab": replace(POLICY, labs=frozenset({"openai"})),
            "hires": replace(POLICY, kinds=frozenset({Kind.HIRE})),
            "sure": replace(POLICY, least_certainty=CONFIRMED),
            "fans": replace(POLICY, people=("林俊旸",)),
            "others": replace(POLICY, people=("Lilian Weng", "Alec Radford")),
        }
        said = mention("Lin Junyang")
        decision = decide(said, article(), (), NOW, Audience(policies=everybody), False)
        assert decision.tell == {"all", "fans"}
        assert decide_article(article(), (said, said), (), NOW, Audience(policies=everybody), False)[0].tell == {
            "all",
            "fans",
        }

    def test_who_has_not_heard_is_told_and_nobody_twice(self) -> None:
        """A confirmation is news to whoever waited for it; a denial only to those who heard the claim."""
        both = {"ann": POLICY, "sure": replace(POLICY, least_certainty=CONFIRMED)}
        report = told(mention(), published=NOW - 2 * HOUR).move
        audience = Audience(policies=both, heard={report.key: frozenset({"ann"})})
        assert decide(mention(), article(), (report,), NOW, audience, False).tell == set()
        assert decide(mention(certainty=CONFIRMED), article(), (report,), NOW, audience, False).tell == {"sure"}
        denial = mention(negated=True, certainty=CONFIRMED)
        assert decide(denial, article(), (report,), NOW, audience, False).tell == {"ann"}

    def test_a_new_subscriber_hears_of_no_old_move(self) -> None:
        """Told again by a further article, a move of last week is none of their news; one of today is."""
        both = {"ann": POLICY, "new": POLICY}
        for days, tell in ((5, set()), (1, {"new"})):
            known = told(mention(), published=NOW - days * DAY, now=NOW - days * DAY).move
            audience = Audience(policies=both, heard={known.key: frozenset({"ann"})})
            assert decide(mention(), article(), (known,), NOW, audience, False).tell == tell


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
