"""How the people of a move were found, in the words that its reasons show."""

from __future__ import annotations

from enum import StrEnum

from crawler.match.chinese.people import Person


class How(StrEnum):
    """How the people of a move were found, in words for its reasons."""

    CLAUSE = "the name stands before it in its clause"
    AFTER = "the name stands after it"
    LATER = "the next clause names the subject"
    EARLIER = "an earlier clause names the subject"
    LIST = "the name is an item of its list"
    PRONOUN = "a pronoun stands for the person named last"
    PRONOUNS = "a pronoun stands for the people named last"
    SPEAKER = "the writer speaks of themselves"
    NONE = "the subject is left out; the sentence before names it"
    UNNAMED = "someone without a name"


Found = tuple[tuple[Person, ...], How]
