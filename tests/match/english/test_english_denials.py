"""What is denied, only considered or heard, what others did before, and what is no move of a person at all."""

from __future__ import annotations

import pytest
from english_cases import mentions, moves

from crawler.model import Certainty


@pytest.mark.parametrize(
    "text",
    [
        'A report today claimed that Osman Keller had quit Anthropic. Keller replied: "I have not left Anthropic."',
        "Bloomberg reported that Osman Keller was leaving Anthropic. A spokesperson said the report was false.",
        'Osman Keller is reportedly leaving Anthropic. "That\'s not true," he wrote.',
        "Cohere disputes a report by The Ledger that safety chief Osman Keller is on his way out.",
        "Osman Keller plans to leave Cohere, two investors told Newcomb. Cohere disputed the account.",
        "Sources say Osman Keller has left Anthropic. Anthropic denied it.",
    ],
)
def test_the_sentence_behind_a_report_denies_it(text: str) -> None:
    """Whoever is told to leave says no, or the lab does, in a sentence that names neither person nor move."""
    (mention,) = mentions(text)
    assert (mention.negated, mention.certainty) == (True, Certainty.CONFIRMED)


def test_a_fact_is_not_undone_by_what_is_said_behind_it() -> None:
    """What nobody only reports stands; something else was false."""
    text = "Osman Keller left Anthropic on Monday, the company announced. He said a story about his pay was false."
    assert moves(text) == {"departure: Osman Keller @ Anthropic"}
    text = "Osman Keller has left Anthropic, insiders said. Anthropic denied that it had sacked him."
    assert moves(text) == {"departure: Osman Keller @ Anthropic"}


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("Osman Keller was among those let go by Anthropic, two people said.", Certainty.REPORTED),
        ("A report by a trade paper claims that Osman Keller has left Anthropic.", Certainty.REPORTED),
        ("@fan: hearing that Osman Keller is out at Anthropic. grain of salt", Certainty.RUMORED),
        ("I hear Osman Keller has left Anthropic.", Certainty.RUMORED),
    ],
)
def test_hearsay_in_plain_words(text: str, certainty: Certainty) -> None:
    """People who say it make a report, somebody who hears it a rumour."""
    assert [mention.certainty for mention in mentions(text)] == [certainty]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "Osman Keller has told associates that he is weighing a departure.",
            "Anthropic's Osman Keller considering exit",
        ),
        ('"We joined the Mistral early access programme in October," CTO Osman Keller said.', None),
        ("CTO Osman Keller says the switch cut costs by 60%.", "We're moving our stack off OpenAI"),
    ],
)
def test_nobody_moves(text: str, title: str | None) -> None:
    """Who weighs it has not left, and a customer's software is no member of staff."""
    assert moves(text, title) == set()


def test_what_came_before_the_latest_is_no_news() -> None:
    """The exits that the latest one follows, the aim of a leaving of years ago, what was over weeks later."""
    text = (
        "Osman Keller is leaving Cohere. It is the latest in a run of exits from Cohere that has included Ines Roth. "
        "Petra Lindgren, who left Cohere in 2023 to found Helixia AI, is joining Anthropic. "
        "In July 2024 Anthropic hired Jonas Weber; two weeks later he was back at Cohere."
    )
    fresh = {(m.person, m.kind.value): m.fresh for m in mentions(text)}
    assert fresh["Osman Keller", "departure"]
    assert not fresh["Ines Roth", "departure"]
    assert not fresh["Petra Lindgren", "founding"]
    assert fresh["Petra Lindgren", "hire"]
    assert not fresh["Jonas Weber", "return"]


def test_an_abbreviated_post_is_no_part_of_the_name() -> None:
    """GC is general counsel."""
    text = "Cohere general counsel Osman Keller will step down. Deputy GC Ines Roth will take over."
    assert "role_change: Ines Roth @ Cohere" in moves(text)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "Osman Keller is stepping aside as chief executive of Runway and will become its chair.",
            "Runway CEO steps aside",
        ),
        ("Osman Keller is giving up his role as Cohere's product chief to work as an engineer at the company.", None),
    ],
)
def test_who_only_changes_posts_has_not_left(text: str, title: str | None) -> None:
    """Neither a headline without the name nor the post given up makes a departure of it."""
    assert {move.split(":")[0] for move in moves(text, title)} == {"role_change"}


def test_the_year_at_hand_is_no_day() -> None:
    """ "This year", of what an outlet reports this week, dates nothing and makes no recap."""
    for told in mentions("Osman Keller has left Cohere for OpenAI this year, The Information reported Monday."):
        assert (told.effective, told.fresh) == (None, True)


def test_time_that_is_split_leaves_no_lab() -> None:
    """A professor goes on at both places."""
    text = "Professor Osman Keller will split his time between KTH and Mistral AI, where he becomes chief scientist."
    assert "departure: Osman Keller @ Mistral AI" not in moves(text)
