"""Applying what was read, and asking for it again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from sqlite3 import IntegrityError

import pytest
from newsdesk import AUDIENCE, DAY, HOUR, NOW, article, begin, end, mention, publish, visit

from crawler.decide.article import decide_article
from crawler.errors import InputError, StoreError
from crawler.model import Certainty, Kind, Outcome, SourceReport, Status, Verdict, Visit
from storage.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "labmoves.db") as opened:
        yield opened


@pytest.fixture
def run(store: Store) -> int:
    return begin(store)


def contents(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table."""
    db = store._db
    names = [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()]
    return {name: db.execute(f"SELECT * FROM [{name}]").fetchall() for name in names}


class TestApply:
    def test_one_article_becomes_one_move_with_its_evidence_and_letter(self, store: Store, run: int) -> None:
        """All parts of an applied article can be asked for."""
        where, said = article(), mention(role="researcher")
        (decision,) = publish(store, run, where, [said])
        assert store.moves() == [decision.move]
        assert store.text_hash(where.url) == where.text_hash
        assert store.visit(where.url) == visit(where.url)
        (found,) = store.evidence(decision.move.key)
        assert (found.article_url, found.source, found.sentence) == (where.url, "a", said.sentence)
        assert (found.published, found.mention, found.still_there) == (where.published, said, True)
        (letter,) = store.letters.waiting(NOW)
        (news,) = letter.news
        assert (news.move, news.verdict, news.article_url) == (decision.move, Verdict.NEW, where.url)

    def test_the_same_text_again_changes_nothing_but_the_visit(self, store: Store, run: int) -> None:
        """Decided on again or replayed as it was, an unchanged article adds no row and no letter."""
        where, said = article(), [mention(), mention("Bo Chen")]
        decisions = publish(store, run, where, said)
        before = contents(store)
        store.apply(where, said, decisions, visit(where.url), run, NOW)
        publish(store, run, where, said)
        assert contents(store) == before

    def test_an_edited_article_is_a_new_version(self, store: Store, run: int) -> None:
        """Both texts are kept; a sentence that the edit took out is marked as gone."""
        first, second = article(), article(text="Ada Wong stays.")
        publish(store, run, first, [mention()])
        publish(store, run, second, [], NOW + HOUR)
        assert [v.article for v in store.article_versions(first.url)] == [first, second]
        (found,) = store.evidence(store.moves()[0].key)
        assert not found.still_there

    def test_an_edit_that_still_says_it_is_one_piece_of_evidence(self, store: Store, run: int) -> None:
        """The latest wording counts, once."""
        publish(store, run, article(), [mention()])
        publish(store, run, article(text="Edited."), [mention(sentence="Ada Wong has left.")], NOW + HOUR)
        (found,) = store.evidence(store.moves()[0].key)
        assert (found.sentence, found.still_there) == ("Ada Wong has left.", True)
        assert len(store.letters.waiting(NOW + HOUR)) == 1

    def test_career_history_is_kept_as_a_mention_only(self, store: Store, run: int) -> None:
        """It makes no move; the mention is there."""
        assert publish(store, run, article(), [mention(fresh=False, effective=date(2017, 1, 1))]) == ()
        assert store.moves() == []
        assert store.counts().mentions == 1

    def test_it_is_stored_whole_or_not_at_all(self, store: Store, run: int) -> None:
        """A failure in the middle leaves no trace of the article, its visit or its letter."""
        where, said = article(), mention()
        decisions = decide_article(where, [said], store.known_moves([said]), NOW, AUDIENCE, False)
        before = contents(store)
        broken = replace(said, score="not a number", person=None)  # type: ignore[arg-type]
        with pytest.raises(Exception, match="NOT NULL"):
            store.apply(where, [said, broken], decisions, visit(where.url), run, NOW)
        assert contents(store) == before

    def test_a_move_decided_new_twice_is_one(self, store: Store, run: int) -> None:
        """Two decisions made before either was stored do not make two moves or two letters."""
        where, said = article(), mention()
        (decision,) = decide_article(where, [said], store.known_moves([said]), NOW, AUDIENCE, False)
        store.apply(where, [said], [decision, decision], visit(where.url), run, NOW)
        other = replace(decision, article_url="https://b.example/1", move=replace(decision.move, role="intern"))
        store.apply(article(source="b"), [said], [other], visit("https://b.example/1", "b"), run, NOW)
        assert store.moves() == [decision.move]
        assert len(store.letters.waiting(NOW)) == 1
        assert len(store.evidence(decision.move.key)) == 2

    def test_a_return_stores_both_moves(self, store: Store, run: int) -> None:
        """The return is new and the departure reversed, in one transaction; the sentence belongs to the return."""
        publish(
            store, run, article(1, published=NOW - 5 * DAY), [mention(certainty=Certainty.CONFIRMED)], NOW - 5 * DAY
        )
        publish(store, run, article(2), [mention(kind=Kind.RETURN)])
        by_kind = {move.kind: move for move in store.moves()}
        assert by_kind[Kind.DEPARTURE].status is Status.REVERSED
        assert by_kind[Kind.RETURN].status is Status.REPORTED
        assert [e.article_url for e in store.evidence(by_kind[Kind.RETURN].key)] == [article(2).url]
        assert [e.article_url for e in store.evidence(by_kind[Kind.DEPARTURE].key)] == [article(1).url]

    def test_odd_text_is_stored(self, store: Store, run: int) -> None:
        """NUL, lone surrogates and quotes from the web break nothing, in names, texts and addresses."""
        odd = "A\x00da \ud83d Wong'); DROP TABLE moves; --"
        where = replace(article(text=odd), title=odd, url="https://a.example/\ud83d", authors=(odd,))
        publish(store, run, where, [mention(odd, role=odd, lab_id=odd, spellings=(odd,))])
        assert len(store.moves()) == 1
        assert store.text_hash(where.url) == where.text_hash
        assert store.known_moves([mention(odd, lab_id=odd)]) == tuple(store.moves())


class TestKnownMoves:
    @pytest.mark.parametrize("asked", ["林俊旸", "Lin Junyang", "Lin", "J. Lin", "林俊暘"])
    def test_any_spelling_finds_the_move(self, store: Store, run: int, asked: str) -> None:
        """The other script, order, an initial or the surname alone."""
        (decision,) = publish(store, run, article(), [mention("Junyang Lin")])
        assert store.known_moves([mention(asked)]) == (decision.move,)

    def test_a_spelling_learnt_later_finds_it_too(self, store: Store, run: int) -> None:
        """翁荔 finds Lilian Weng once an article has named both."""
        publish(store, run, article(1), [mention("Lilian Weng")])
        assert store.known_moves([mention("翁荔")]) == ()
        publish(store, run, article(2), [mention("Lilian Weng", spellings=("翁荔",))])
        (known,) = store.known_moves([mention("翁荔")])
        assert (known.person, known.spellings) == ("Lilian Weng", ("翁荔",))

    def test_others_are_not_found(self, store: Store, run: int) -> None:
        """Not at another lab, not another person, not a Chinese namesake."""
        publish(store, run, article(), [mention("Shunyu Yao", spellings=("姚顺雨",))])
        assert store.known_moves([mention("Shunyu Yao", lab_id="qwen")]) == ()
        assert store.known_moves([mention("Andrew Yao")]) == ()
        assert store.known_moves([mention("姚顺宇")]) == ()

    def test_every_kind_is_given(self, store: Store, run: int) -> None:
        """A return needs to see the departure."""
        publish(store, run, article(), [mention()])
        assert len(store.known_moves([mention(kind=Kind.RETURN)])) == 1


class TestAsking:
    def test_moves_are_filtered(self, store: Store, run: int) -> None:
        """By time, lab (id or name), kind, person in any spelling, status, and number; the latest first."""
        publish(store, run, article(1, published=NOW - 3 * HOUR), [mention("Junyang Lin", spellings=("林俊旸",))])
        publish(store, run, article(2), [mention("Bo Chen", kind=Kind.HIRE, lab="Meta", lab_id="meta")])
        publish(store, run, article(3, published=NOW - 2 * HOUR), [mention("Ada Wong", certainty=Certainty.RUMORED)])

        def people(**wanted: object) -> list[str]:
            return [move.person for move in store.moves(**wanted)]  # type: ignore[arg-type]

        assert people() == ["Bo Chen", "Ada Wong", "Junyang Lin"]
        assert people(limit=2) == ["Bo Chen", "Ada Wong"]
        assert people(since=NOW - 2 * HOUR) == ["Bo Chen", "Ada Wong"]
        assert people(lab="META") == people(lab="Meta") == people(kind="hire") == people(kind=Kind.HIRE) == ["Bo Chen"]
        assert people(person="林俊旸") == people(person="Lin Junyang") == people(person="junyang") == ["Junyang Lin"]
        assert people(status=Status.RUMORED) == people(status="rumored") == ["Ada Wong"]
        assert people(lab="OpenAI", status="denied") == []

    def test_a_move_is_found_by_the_start_of_its_key(self, store: Store, run: int) -> None:
        """With or without "m1-"; none, or several, is an error that says so."""
        publish(store, run, article(), [mention(), mention("Bo Chen")])
        move = store.moves()[0]
        assert store.find(move.key[:9]) == store.find(move.key[3:9]) == move
        with pytest.raises(InputError, match="no move has this key"):
            store.find("zzz")
        with pytest.raises(InputError, match="Give more of it"):
            store.find("m1-")

    def test_counts_say_what_is_held(self, store: Store, run: int) -> None:
        """One number for each kind of thing."""
        publish(store, run, article(1), [mention()])
        publish(store, run, article(2), [mention()])
        held = store.counts()
        assert (held.runs, held.visits, held.articles, held.article_versions) == (1, 2, 2, 2)
        assert (held.mentions, held.moves, held.letters, held.letters_unsent) == (2, 1, 1, 1)
        assert held.bytes > 0


class TestRuns:
    def test_a_run_is_told_with_its_reports(self, store: Store, run: int) -> None:
        """While it goes on it has no end; then its outcome and one report for each source."""
        (going,) = store.runs()
        assert (going.id, going.command, going.sources, going.finished_at) == (run, "crawl", ("a",), None)
        report = SourceReport(source="a", links=3, pages=2, errors=("404 at x",), issues=("few links",))
        store.finish_run(run, "finished", [report], NOW + HOUR)
        (done,) = store.runs()
        assert (done.finished_at, done.outcome, done.reports) == (NOW + HOUR, "finished", (report,))
        (attempt,) = store.attempts("a")
        assert (attempt.run, attempt.started_at, attempt.report) == (run, done.started_at, report)

    def test_a_sources_last_attempts_are_its_own(self, store: Store, run: int) -> None:
        """A run that left the source out is none of them; the newest comes first, and no more than are asked for."""
        end(store, run)
        for hour, name in ((1, "b"), (2, "a")):
            end(store, begin(store, NOW + hour * HOUR, name), NOW + hour * HOUR, name)
        assert [a.run for a in store.attempts("a", 5)] == [run + 2, run]
        assert [a.run for a in store.attempts("a")] == [run + 2]
        assert [a.run for a in store.attempts("b", 5)] == [run + 1]
        assert store.attempts("c") == []

    def test_a_crawl_is_the_first_until_one_has_ended_with_links(self, store: Store, run: int) -> None:
        """A run that was killed or cut short, or could not have the feed or any page, leaves the next a first crawl."""
        assert store.is_first_crawl("a", run)
        store.close()
        with Store.open(store.path) as again:
            second = begin(again)
            assert again.is_first_crawl("a", second)
            again.finish_run(second, "finished", [SourceReport(source="a", errors=("down",))], NOW)
            third = begin(again)
            assert again.is_first_crawl("a", third)
            again.finish_run(third, "interrupted", [SourceReport(source="a", links=40, pages=9)], NOW)
            fourth = begin(again)
            assert again.is_first_crawl("a", fourth)
            nothing_had = SourceReport(source="a", links=40, issues=("40 of 40 pages could not be had",))
            again.finish_run(fourth, "finished", [nothing_had], NOW)
            fifth = begin(again)
            assert again.is_first_crawl("a", fifth)
            end(again, fifth)
            sixth = begin(again)
            assert not again.is_first_crawl("a", sixth)
            assert again.is_first_crawl("b", sixth)

    def test_a_visit_is_replaced_by_the_next(self, store: Store, run: int) -> None:
        """Only the last one says what the next request must ask."""
        first = Visit(url="https://a.example/f", source="a", fetched_at=NOW, outcome=Outcome.DISCOVERY, etag='"1"')
        second = replace(first, fetched_at=NOW + HOUR, outcome=Outcome.FAILED, failures=1, detail="timeout")
        store.record_visit(first, run)
        store.record_visit(second, run)
        assert store.visit(first.url) == second
        assert store.visit("https://a.example/other") is None

    @pytest.mark.parametrize(("outcome", "kept"), [(Outcome.MATCHED, '"1"'), (Outcome.SCREENED_OUT, None)])
    def test_only_what_is_asked_for_again_keeps_its_validators(
        self, store: Store, run: int, outcome: Outcome, kept: str | None
    ) -> None:
        """Of the millions of articles that tell of no move they would be a fifth of the file."""
        seen = Visit(url="https://a.example/1", source="a", fetched_at=NOW, outcome=outcome, etag='"1"')
        store.record_visit(seen, run)
        assert store.visit(seen.url) == replace(seen, etag=kept)


class TestSettle:
    def test_a_move_becomes_effective_on_its_day(self, store: Store, run: int) -> None:
        """Once, with a version that says why, and without a letter; a rumour stays a rumour."""
        leaving = (NOW + 5 * DAY).date()
        publish(store, run, article(), [mention(effective=leaving)])
        publish(store, run, article(2), [mention("Bo Chen", effective=leaving, certainty=Certainty.RUMORED)])
        letters = store.counts().letters
        assert store.settle(run, NOW + 4 * DAY) == []
        (move,) = store.settle(run, NOW + 5 * DAY)
        assert (move.person, move.status) == ("Ada Wong", Status.EFFECTIVE)
        assert store.settle(run, NOW + 6 * DAY) == []
        assert store.history(move.key)[-1].because == ("status: the effective day is reached",)
        assert store.counts().letters == letters


class TestNotedVisits:
    def test_one_is_known_at_once_and_kept_with_the_next_write(self, store: Store, run: int) -> None:
        """It is asked for as any visit; another process sees it after the next write, whatever that is."""
        noted = replace(visit("https://a.example/noted"), outcome=Outcome.SCREENED_OUT)
        store.note_visit(noted, run)
        assert store.visit(noted.url) == noted
        with Store.open(store.path, read_only=True) as other:
            assert other.visit(noted.url) is None
            store.record_visit(visit("https://a.example/next"), run)
            assert other.visits([noted.url, "https://a.example/none"]) == {noted.url: noted}

    def test_no_more_than_a_hundred_wait(self, store: Store, run: int) -> None:
        """The hundredth is written with those before it; the end of the run writes the rest."""
        for number in range(150):
            store.note_visit(visit(f"https://a.example/{number}"), run)
        with Store.open(store.path, read_only=True) as other:
            assert other.counts().visits == 100
            end(store, run)
            assert other.counts().visits == 150

    def test_a_transaction_that_fails_keeps_them_waiting(self, store: Store, run: int) -> None:
        """What was noted is not lost with the write it was to go with."""
        store.note_visit(visit("https://a.example/noted"), run)
        with pytest.raises(ValueError, match="zone"):
            store.record_visit(replace(visit("https://a.example/bad"), fetched_at=NOW.replace(tzinfo=None)), run)
        assert store.counts().visits == 0
        end(store, run)
        assert store.counts().visits == 1


def test_a_founding_is_found_before_and_after_the_company_has_a_name(store: Store) -> None:
    """Told without a name, with it, and without it again: one move under the name."""
    run = begin(store)
    for number, lab in enumerate(("", "AMI Labs", ""), start=1):
        said = mention(kind=Kind.FOUNDING, lab=lab, lab_id=lab.lower())
        publish(store, run, article(number, f"Text {number}."), [said])
    (move,) = store.moves()
    assert (move.lab, len(store.evidence(move.key))) == ("AMI Labs", 3)
    assert store.moves_at("ami labs") == [move]


def test_a_text_is_kept_once_and_packed(store: Store) -> None:
    """Under two addresses, in two sources and set back to what it was: one text, smaller than it is."""
    long = "Ada Wong left the laboratory that she had founded, and nobody said why. " * 40
    run = begin(store)
    for number, (source, text) in enumerate([("a", long), ("b", long), ("a", "Short."), ("a", long)]):
        publish(store, run, article(min(number, 2), text, source), [mention()])
    held = store._db.execute("SELECT count(*), max(length(packed)) FROM texts").fetchone()
    assert held[0] == 2
    assert held[1] < len(long) / 5
    assert [v.article.text for v in store.article_versions(article(2).url)] == ["Short.", long]


def test_a_damaged_text_is_told(store: Store) -> None:
    """A bit that the disk lost in a packed text: one sentence, and doctor knows."""
    run = begin(store)
    publish(store, run, article(), [mention()])
    end(store, run)
    with store.together():
        store._db.execute("UPDATE texts SET packed = x'00'")
    with pytest.raises(StoreError, match="a stored text is damaged"):
        store.article_versions(article().url)
    assert [f.detail for f in store.examine(NOW) if f.health == "failing"] == ["1 texts are damaged. Restore a backup"]


def test_a_commit_that_fails_leaves_no_transaction_open(store: Store) -> None:
    """What is written next is a transaction of its own, not a part of the one that failed and is never committed."""
    publish(store, begin(store), article(), [mention()])

    def lose_all_runs() -> None:
        with store.together():
            store._db.execute("PRAGMA defer_foreign_keys = ON")
            store._db.execute("DELETE FROM runs")

    with pytest.raises(IntegrityError, match="FOREIGN KEY"):
        lose_all_runs()
    second = begin(store)
    with Store.open(store.path, read_only=True) as other:
        assert [run.id for run in other.runs()] == [second, second - 1]
