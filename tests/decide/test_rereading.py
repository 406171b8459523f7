"""Two readings of one text, compared."""

from __future__ import annotations

from claims import CONFIRMED, RUMORED, mention

from crawler.decide.rereading import changes, compare_readings
from crawler.model import Kind


def test_what_differs_is_found_lost_or_changed() -> None:
    """By person, lab and kind; what only the words and the score differ in is the same."""
    same = mention("Ann Abe", sentence="Before.", score=0.6)
    held = {1: same, 2: mention("Bea Bok", certainty=RUMORED), 3: mention("Cyd Cox")}
    now = [
        mention("Abe", spellings=("Ann Abe",), sentence="After.", score=0.9, reasons=("x",)),
        mention("Bea Bok", certainty=CONFIRMED, role="lead"),
        mention("Cyd Cox", kind=Kind.HIRE),
    ]
    found = compare_readings(held, [*now[1:], mention("Ann Abe", sentence="After.", score=0.9)])
    assert list(found.changed) == [2]
    assert list(found.lost) == [3]
    assert [m.kind for m in found.found] == [Kind.HIRE]
    assert changes(*found.changed[2]) == ("role: nothing → lead", "certainty: rumored → confirmed")
    assert changes(same, now[0]) == ("person: Ann Abe → Abe",)


def test_the_same_reading_is_no_difference() -> None:
    """And two people of one article do not take each other's place."""
    both = [mention("Ann Abe"), mention("Bea Bok")]
    assert not compare_readings(dict(enumerate(both)), both[::-1])


def test_a_yes_or_no_is_shown_in_words() -> None:
    """As a reader would say it."""
    assert changes(mention(fresh=True), mention(fresh=False)) == ("fresh: yes → no",)
