"""What a person ruled of moves holds against every later article, in every list and letter, and can be undone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from newsdesk import DAY, HOUR, NOW, article, begin, end, mention, publish

from crawler.errors import InputError
from crawler.judging import confirm_move, dismiss_move, merge_moves, split_off, take_back
from crawler.memory.flow import Organisation, streams
from crawler.memory.roster import roster
from crawler.model import Certainty, Judged, Kind, Mention, Move, Status, Verdict
from storage.store import Store

RUMORED, CONFIRMED = Certainty.RUMORED, Certainty.CONFIRMED
LATER = NOW + HOUR


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "labmoves.db") as opened:
        yield opened


def tell(store: Store, number: int, *mentions: Mention, after: timedelta = timedelta(), text: str = "") -> None:
    """One run that reads one article, published and read so long after NOW."""
    now = NOW + after
    run = begin(store, now)
    where = article(number, text or f"Text {number}.", published=now - HOUR)
    publish(store, run, where, mentions, now)
    end(store, run, now)


def one(store: Store) -> Move:
    (found,) = store.moves()
    return found


def by_person(store: Store) -> dict[str, Move]:
    return {move.person: move for move in store.moves()}


# --- dismiss


def test_a_dismissed_move_is_in_no_list(store: Store) -> None:
    """Moves, timeline, lab and roster, streams and diff: it is gone; its page and its evidence stay."""
    tell(store, 1, mention(other_org="Meta"))
    move = one(store)
    dismiss_move(store, move.key, "a board seat", LATER)
    assert store.moves() == store.moves_of(["Ada Wong"]) == store.moves_at("openai") == []
    assert roster(store.moves_at("openai"), date(2026, 12, 1)) == []
    assert streams(store.moves(), lambda name: Organisation(id=name, name=name)) == []
    assert store.changes(after_run=0) == []  # what came and was dismissed within the span is nothing
    assert [change.because for change in store.changes(after_run=1)] == [("dismissed: a board seat",)]
    assert store.find(move.key).judged is Judged.DISMISSED
    assert len(store.evidence(move.key)) == 1
    assert store.counts().moves == 0
    assert [f.detail for f in store.examine(LATER) if f.health != "ok"] == []


def test_it_stays_dismissed_when_told_again(store: Store) -> None:
    """By an edited version, by another outlet, as confirmed: evidence, and neither news nor a letter."""
    tell(store, 1, mention(certainty=RUMORED))
    key = one(store).key
    dismiss_move(store, key, "no", LATER)
    tell(store, 1, mention(certainty=CONFIRMED), after=2 * HOUR, text="Edited.")
    tell(store, 2, mention(certainty=CONFIRMED, role="researcher"), after=DAY)
    assert store.moves() == []
    assert store.letters.waiting(NOW + 2 * DAY) == []
    assert store.changes(after_run=2) == []
    assert len(store.evidence(key)) == 2


def test_its_waiting_letters_are_kept_back_until_it_is_undone(store: Store) -> None:
    """What was not sent yet is not sent; after undo it waits again."""
    tell(store, 1, mention())
    (letter,) = store.letters.waiting(LATER)
    judged = dismiss_move(store, letter.news[0].move.key, "no", LATER)
    assert judged.letters == 1
    assert store.letters.waiting(LATER) == []
    store.letters.hurry(LATER)
    assert store.letters.waiting(LATER) == []
    assert take_back(store, judged.judgement.id, "", LATER).letters == 1
    assert store.letters.waiting(LATER) == [letter]


def test_undone_it_stands_where_it_would_stand(store: Store) -> None:
    """What was told while it was dismissed counts."""
    tell(store, 1, mention(certainty=RUMORED))
    judged = dismiss_move(store, one(store).key, "no", LATER)
    tell(store, 2, mention(certainty=CONFIRMED, effective=date(2026, 11, 20)), after=DAY)
    take_back(store, judged.judgement.id, "it was one", NOW + 2 * DAY)
    assert (one(store).status, one(store).judged) == (Status.EFFECTIVE, None)
    assert store.history(one(store).key)[-1].because == ("dismiss undone (judgement 1): it was one",)


def test_its_day_may_come_and_nobody_hears_of_it(store: Store) -> None:
    """Nor is it settled while it is dismissed."""
    tell(store, 1, mention(effective=date(2026, 11, 26)))
    dismiss_move(store, one(store).key, "no", LATER)
    assert store.settle(1, NOW + 5 * DAY) == []


def test_a_dismissed_return_undoes_no_departure(store: Store) -> None:
    """The departure stands again; undone, it is reversed again; and a return read later is the same."""
    tell(store, 1, mention(certainty=CONFIRMED))
    tell(store, 2, mention(kind=Kind.RETURN, certainty=CONFIRMED), after=3 * DAY)
    left = {move.kind: move for move in store.moves()}
    assert left[Kind.DEPARTURE].status is Status.REVERSED
    judged = dismiss_move(store, left[Kind.RETURN].key, "a visit", NOW + 4 * DAY)
    assert one(store).status is Status.CONFIRMED
    (change,) = [c for c in store.changes(after_run=2) if c.move.kind is Kind.DEPARTURE]
    assert change.because == ("dismissed: a visit", "status: reversed → confirmed")
    tell(store, 3, mention(kind=Kind.RETURN, certainty=CONFIRMED), after=5 * DAY)
    assert one(store).status is Status.CONFIRMED
    take_back(store, judged.judgement.id, "", NOW + 6 * DAY)
    assert store.find(left[Kind.DEPARTURE].key).status is Status.REVERSED


# --- confirm


def test_a_confirmed_move_is_not_set_back(store: Store) -> None:
    """A denial, and a rumour after it, change nothing; undone, what was told counts."""
    tell(store, 1, mention(certainty=RUMORED))
    key = one(store).key
    judged = confirm_move(store, key, "she told me", LATER)
    assert judged.revisions[0].because == ("confirmed by hand: she told me", "status: rumored → confirmed")
    tell(store, 2, mention(negated=True, certainty=CONFIRMED), after=DAY)
    tell(store, 3, mention(certainty=RUMORED), after=2 * DAY)
    assert (one(store).status, one(store).judged) == (Status.CONFIRMED, Judged.CONFIRMED)
    take_back(store, judged.judgement.id, "", NOW + 3 * DAY)
    assert (one(store).status, one(store).judged) == (Status.DENIED, None)


def test_a_denied_move_can_be_confirmed_and_its_day_counts(store: Store) -> None:
    """By hand it is true, and in effect where its day has come."""
    tell(store, 1, mention(certainty=RUMORED, effective=date(2026, 11, 1)))
    tell(store, 2, mention(negated=True), after=HOUR)
    assert one(store).status is Status.DENIED
    confirm_move(store, one(store).key, "seen", NOW + DAY)
    assert one(store).status is Status.EFFECTIVE
    assert [state.source for state in store.course(one(store)).states] == ["a", "a", None]


def test_a_person_may_still_come_back(store: Store) -> None:
    """A return is no denial: it reverses also what was confirmed by hand, which then cannot be confirmed."""
    tell(store, 1, mention())
    left = one(store).key
    confirm_move(store, left, "seen", LATER)
    tell(store, 2, mention(kind=Kind.RETURN, certainty=CONFIRMED), after=DAY)
    assert store.find(left).status is Status.REVERSED
    tell(store, 3, mention("Bo Li"), after=DAY)
    tell(store, 4, mention("Bo Li", kind=Kind.RETURN, certainty=CONFIRMED), after=2 * DAY)
    (gone,) = [move for move in store.moves_of(["Bo Li"]) if move.kind is Kind.DEPARTURE]
    with pytest.raises(InputError, match="came back"):
        confirm_move(store, gone.key, "seen", NOW + 3 * DAY)


# --- merge


def test_merged_moves_are_one(store: Store) -> None:
    """With all evidence, both names, the earlier report and the surer state; the second key leads to the first."""
    tell(store, 1, mention("Yuhuai Wu", certainty=RUMORED))
    tell(store, 2, mention("Tony Wu", certainty=CONFIRMED, role="co-founder"), after=DAY)
    both = by_person(store)
    kept, gone = both["Tony Wu"].key, both["Yuhuai Wu"].key
    merge_moves(store, kept, gone, "one man", NOW + 2 * DAY)
    move = one(store)
    assert (move.key, move.status, move.role) == (kept, Status.CONFIRMED, "co-founder")
    assert {move.person, *move.spellings} == {"Tony Wu", "Yuhuai Wu"}
    assert move.first_reported_at == NOW - HOUR
    assert len(store.evidence(kept)) == 2
    assert store.find(gone).key == kept
    assert [f.detail for f in store.examine(NOW) if f.check == "orphans" and f.health != "ok"] == []
    (change,) = store.changes(after_run=2)  # one line for both
    assert change.because[0] == f"merged with {gone} (Yuhuai Wu, departure, OpenAI): one man"


def test_what_is_told_of_either_joins_the_merged_move(store: Store) -> None:
    """By either name, by an edit of either article, and within the half-year of either."""
    tell(store, 1, mention("Yuhuai Wu"))
    tell(store, 2, mention("Tony Wu"), after=DAY)
    both = by_person(store)
    merge_moves(store, both["Yuhuai Wu"].key, both["Tony Wu"].key, "one man", NOW + 2 * DAY)
    tell(store, 3, mention("Tony Wu", certainty=CONFIRMED), after=3 * DAY)
    tell(store, 4, mention("Yuhuai Wu"), after=4 * DAY)
    tell(store, 2, mention("Tony Wu"), after=5 * DAY, text="Edited.")
    assert len(store.evidence(one(store).key)) == 4
    assert [len(store.letters.waiting(NOW + 9 * DAY))] == [1]  # the first one's: the second told of what readers had


def test_two_labs_may_be_one(store: Store) -> None:
    """A lab that no list holds has a name in each article; what names the second still joins the first."""
    tell(store, 1, mention(lab="AMI Labs", lab_id="ami labs", kind=Kind.FOUNDING))
    tell(store, 2, mention(lab="Advanced Machine", lab_id="advanced machine", kind=Kind.FOUNDING), after=DAY)
    labs = {move.lab: move.key for move in store.moves()}
    merge_moves(store, labs["AMI Labs"], labs["Advanced Machine"], "its full name", NOW + DAY)
    tell(store, 3, mention(lab="Advanced Machine", lab_id="advanced machine", kind=Kind.FOUNDING), after=2 * DAY)
    assert len(store.evidence(one(store).key)) == 3


def test_a_merge_undone_gives_each_move_its_own(store: Store) -> None:
    """What was told since goes where it would have gone."""
    tell(store, 1, mention("Yuhuai Wu"))
    tell(store, 2, mention("Tony Wu"), after=DAY)
    before = {move.person: (move.key, move.status, move.first_url, move.alerted) for move in store.moves()}
    both = by_person(store)
    judged = merge_moves(store, both["Yuhuai Wu"].key, both["Tony Wu"].key, "one man", NOW + 2 * DAY)
    tell(store, 3, mention("Tony Wu", certainty=CONFIRMED), after=3 * DAY)
    tell(store, 1, mention("Yuhuai Wu"), after=4 * DAY, text="Edited.")
    take_back(store, judged.judgement.id, "two men", NOW + 5 * DAY)
    both = by_person(store)
    assert {p: (m.key, m.first_url, m.alerted) for p, m in both.items()} == {
        p: (key, url, alerted) for p, (key, _, url, alerted) in before.items()
    }
    assert both["Tony Wu"].status is Status.CONFIRMED
    assert both["Yuhuai Wu"].status is Status.REPORTED
    assert [len(store.evidence(m.key)) for m in both.values()] == [2, 1]
    assert len(store.letters.waiting(NOW + 9 * DAY)) == 2


def test_merges_can_be_chained_and_are_undone_from_the_last(store: Store) -> None:
    """What was merged twice is found by each key; the first merge can be undone only after the second."""
    for number, name in enumerate(("Ann Abe", "Bea Bok", "Cyd Cox")):
        tell(store, number, mention(name), after=number * HOUR)
    a, b, c = (by_person(store)[name].key for name in ("Ann Abe", "Bea Bok", "Cyd Cox"))
    merge_moves(store, b, a, "one", NOW + DAY)
    merge_moves(store, c, b, "one", NOW + DAY)
    assert store.find(a).key == store.find(b).key == c
    tell(store, 9, mention("Ann Abe"), after=2 * DAY)
    assert len(store.evidence(c)) == 4
    with pytest.raises(InputError, match=r"judgement 2 \(merge\) builds on it. `labmoves undo 2` first"):
        take_back(store, 1, "", NOW + 3 * DAY)
    take_back(store, 2, "", NOW + 3 * DAY)
    take_back(store, 1, "", NOW + 3 * DAY)
    assert {m.person: len(store.evidence(m.key)) for m in store.moves()} == {"Ann Abe": 2, "Bea Bok": 1, "Cyd Cox": 1}


# --- split


def test_a_split_mention_makes_a_move_of_its_own(store: Store) -> None:
    """Both are told anew from what is theirs; the diff says so on both."""
    tell(store, 1, mention("Wei Wang", spellings=("王炜",)))
    tell(store, 2, mention("Wei Wang", certainty=CONFIRMED, role="counsel"), after=DAY)
    move = one(store)
    second = store.evidence(move.key)[1]
    judged = split_off(store, move.key, [str(second.number)], "another one", NOW + 2 * DAY)
    other = judged.judgement.other
    assert other is not None
    moves = {m.key: m for m in store.moves()}
    assert (moves[move.key].status, moves[move.key].role) == (Status.REPORTED, None)
    assert (moves[other].status, moves[other].role, moves[other].spellings) == (Status.CONFIRMED, "counsel", ())
    assert moves[other].first_url == article(2).url
    verdicts = {c.move.key: (c.verdict, c.because[0]) for c in store.changes(after_run=2)}
    assert verdicts[move.key] == (Verdict.CHANGED, f"1 mention split off to {other}: another one")
    assert verdicts[other] == (Verdict.NEW, f"split from {move.key} (Wei Wang, departure, OpenAI): another one")
    assert store.letters.waiting(NOW + 2 * DAY) == [
        letter for letter in store.letters.waiting(NOW + 2 * DAY) if letter.news[0].move.key != other
    ]


def test_after_a_split_each_article_stays_where_it_is(store: Store) -> None:
    """Edited articles speak of the move that they were given to, though the names alone could not say."""
    tell(store, 1, mention("Wei Wang"))
    tell(store, 2, mention("Wei Wang"), after=HOUR)
    move = one(store)
    other = split_off(store, move.key, [article(2).url], "two people", NOW + DAY).judgement.other
    assert other is not None
    tell(store, 2, mention("Wei Wang", role="lead"), after=2 * DAY, text="Edited.")
    tell(store, 1, mention("Wei Wang", role="clerk"), after=3 * DAY, text="Edited.")
    assert (store.find(move.key).role, store.find(other).role) == ("clerk", "lead")
    assert [len(store.evidence(key)) for key in (move.key, other)] == [1, 1]


def test_after_a_split_later_mentions_go_to_the_side_that_fits(store: Store) -> None:
    """By the name where it says so, else by the nearer time."""
    tell(store, 1, mention("Wei Wang", spellings=("王炜",)))
    tell(store, 2, mention("Wei Wang"), after=20 * DAY)
    tell(store, 3, mention("王薇", spellings=("Wei Wang",)), after=21 * DAY)  # reads alike: already another move
    first = store.moves_of(["王炜"])[0]
    other = split_off(store, first.key, [article(2).url], "王薇", NOW + 22 * DAY).judgement.other
    tell(store, 4, mention("王炜"), after=30 * DAY)
    assert len(store.evidence(first.key)) == 2
    tell(store, 5, mention("Wei Wang"), after=60 * DAY)
    assert other is not None
    assert len(store.evidence(first.key)) == 2


def test_a_split_undone_is_one_move_again(store: Store) -> None:
    """With what either side was told since; the key that the split made leads back."""
    tell(store, 1, mention("Wei Wang"))
    tell(store, 2, mention("Wei Wang", certainty=CONFIRMED), after=DAY)
    before = one(store)
    judged = split_off(store, before.key, [article(2).url], "two", NOW + 2 * DAY)
    tell(store, 2, mention("Wei Wang", certainty=CONFIRMED, role="lead"), after=3 * DAY, text="Edited.")
    take_back(store, judged.judgement.id, "one", NOW + 4 * DAY)
    assert (one(store).key, one(store).status, one(store).role) == (before.key, Status.CONFIRMED, "lead")
    assert judged.judgement.other is not None
    assert store.find(judged.judgement.other).key == before.key
    again = split_off(store, before.key, [article(2).url], "two", NOW + 5 * DAY)
    assert again.judgement.other == judged.judgement.other
    assert len(store.moves()) == 2


def test_what_a_split_made_and_was_judged_since_comes_first(store: Store) -> None:
    """Undoing the split would leave the later judgement of its move without a move."""
    tell(store, 1, mention("Wei Wang"))
    tell(store, 2, mention("Wei Wang"), after=DAY)
    judged = split_off(store, one(store).key, [article(2).url], "two", NOW + 2 * DAY)
    assert judged.judgement.other is not None
    dismiss_move(store, judged.judgement.other, "no", NOW + 2 * DAY)
    with pytest.raises(InputError, match="`labmoves undo 2` first"):
        take_back(store, 1, "", NOW + 3 * DAY)


# --- what makes no sense


def test_a_judgement_that_makes_no_sense_says_so(store: Store) -> None:
    """One sentence with place and remedy, and nothing is stored."""
    tell(store, 1, mention("Ann Abe"))
    tell(store, 2, mention("Bea Bok"))
    tell(store, 3, mention("Bea Bok", kind=Kind.HIRE))
    keys = {(move.person, move.kind): move.key for move in store.moves()}
    a, b = keys["Ann Abe", Kind.DEPARTURE], keys["Bea Bok", Kind.DEPARTURE]
    hired = keys["Bea Bok", Kind.HIRE]
    dismiss_move(store, a, "no", NOW)
    confirm_move(store, b, "yes", NOW)
    for call, said in (
        (lambda: merge_moves(store, b, b, "x", NOW), "both keys lead to this one move"),
        (lambda: merge_moves(store, b, a, "x", NOW), "it is dismissed .Ann Abe.*`labmoves undo 1` takes that back"),
        (lambda: merge_moves(store, b, hired, "x", NOW), "comes and the other goes .*Bea Bok, departure.*, hire"),
        (lambda: merge_moves(store, hired, b, "x", NOW), "where an article was misread, `labmoves dismiss` the one"),
        (lambda: dismiss_move(store, a, "x", NOW), "it is dismissed"),
        (lambda: dismiss_move(store, b, "x", NOW), "confirmed by hand. `labmoves undo 2` takes that back"),
        (lambda: confirm_move(store, b, "x", NOW), "confirmed by hand already"),
        (lambda: split_off(store, b, ["2"], "x", NOW), "no mention would be left"),
        (lambda: split_off(store, b, ["77"], "x", NOW), "no mention of this move has this number or address"),
        (lambda: take_back(store, 77, "x", NOW), "no judgement has this number"),
        (lambda: dismiss_move(store, "m1-zz", "x", NOW), "no move has this key"),
    ):
        with pytest.raises(InputError, match=said):
            call()
    take_back(store, 1, "", NOW)
    with pytest.raises(InputError, match="it was undone on 2026-11-24"):
        take_back(store, 1, "", NOW)
    assert [(j.id, j.in_force) for j in store.judgements()] == [(1, False), (2, True)]


def test_a_judgement_while_a_crawl_goes_on_belongs_to_its_run(store: Store) -> None:
    """It needs no turn; alone it is a run of its own, which is no crawl."""
    tell(store, 1, mention())
    confirm_move(store, one(store).key, "yes", NOW)
    assert [(run.id, run.command, run.outcome) for run in store.runs(1)] == [(2, "confirm", "finished")]
    run = begin(store)
    with Store.open(store.path) as desk:
        take_back(desk, 1, "", NOW)
    publish(store, run, article(2), [mention(certainty=CONFIRMED)])
    end(store, run)
    assert [change.run for change in store.history(one(store).key)] == [1, 2, 3, 3]


# --- digests


def test_a_digest_does_not_tell_of_a_dismissed_move(store: Store) -> None:
    """It leaves it out; one that would tell of nothing else is kept back; undone, both are there again."""
    tell(store, 1, mention("Ann Abe"))
    tell(store, 2, mention("Bea Bok"))
    (subscriber,) = {letter.subscriber for letter in store.letters.waiting(LATER)}
    store.letters.bind_digest(subscriber, LATER, LATER)
    a, b = (by_person(store)[name].key for name in ("Ann Abe", "Bea Bok"))

    def told() -> list[list[str]]:
        return [[news.move.person for news in letter.news] for letter in store.letters.waiting(LATER)]

    assert told() == [["Ann Abe", "Bea Bok"]]
    dismiss_move(store, a, "no", LATER)
    assert told() == [["Bea Bok"]]
    dismiss_move(store, b, "no", LATER)
    assert told() == []
    take_back(store, 1, "", LATER)
    assert told() == [["Ann Abe"]]
    take_back(store, 2, "", LATER)
    assert told() == [["Ann Abe", "Bea Bok"]]
