"""Where a lab's name is only a part of another firm's: "Zenith Cognition", "Cohere Health"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from crawler.match.english.tokens import Token
from crawler.match.english.words import common, given_name, term, triggers
from crawler.match.lexicons import LabName

_ADJECTIVAL = ("ed", "ing", "ly", "al", "ic", "ous", "ful", "ive", "less", "able", "y", "er", "est", "ent", "ant")


def longer_name(words: Sequence[Token], taken: Sequence[bool], i: int, name: LabName, headline: bool) -> range | None:
    """The words of the other firm around the lab's name at `i`; None where the lab itself is meant.

    Only a name that anybody could give a firm is asked, one capitalised word. A headline capitalises what stands
    beside a name, so that nothing is told by it there.
    """
    if headline or name.how != "name" or not name.lab.pure or not words[i].text.istitle():
        return None
    first = i - 1 if i and not taken[i - 1] and _qualifies(words, i - 1) else i
    trade = i + 1 < len(words) and words[i + 1].capital and words[i + 1].low in term("organisation", "other_trades")
    last = i + 2 if trade else i + 1
    return range(first, last) if last - first > 1 else None


def _qualifies(words: Sequence[Token], i: int) -> bool:
    """A capitalised word of no other use before a firm's name: an adjective or participle may open a sentence."""
    word = words[i]
    if word.kind != "word" or not word.text.istitle() or not word.text.isalpha() or word.low in _describing():
        return False
    opens = i == 0 or words[i - 1].kind != "word"
    described = common(word.low) and word.low.endswith(_ADJECTIVAL)
    return not given_name(word.low) and not (opens and described)


@cache
def _describing() -> frozenset[str]:
    """Words that say of a firm what it is, where, since when, or whose: "Rival A", "French A", "Former A"."""
    classes = (
        ("organisation", "nouns"), ("organisation", "rivals"), ("organisation", "others"),
        ("organisation", "publishers"), ("role", "heads"), ("role", "modifiers"), ("role", "former"),
        ("organisation", "not_companies"), ("organisation", "praise"), ("place", "words"),
        ("time", "words"), ("person", "titles"), ("person", "compounds"), ("ai", "words"),
        ("word", "articles"), ("word", "prepositions"), ("word", "subordinators"), ("word", "conjunctions"),
        ("word", "auxiliaries"), ("word", "adverbs"), ("word", "negations"), ("word", "pronouns"),
        ("word", "possessive_pronouns"), ("word", "verbs"), ("word", "relatives"), ("word", "never_names"),
        ("word", "openers"),
    )  # fmt: skip
    return frozenset(triggers()).union(*(term(table, key) for table, key in classes))
