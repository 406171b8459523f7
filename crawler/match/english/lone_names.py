"""One word, or a handle, that only what it does makes a person: "Ostrow resigned from A", "@ostrow has left A"."""

from __future__ import annotations

from collections.abc import Sequence

from crawler.match.english.context import Context
from crawler.match.english.items import Item, Sort
from crawler.match.english.words import frames, given_name, term

_OPENS = frozenset((Sort.STOP, Sort.COLON, Sort.COMMA, Sort.DASH, Sort.AND, Sort.SUB, Sort.QUOTE, Sort.TIME, Sort.OPEN))
_GROUP = frozenset((Sort.AUX, Sort.ADVERB))
_GIVING_UP = frozenset(("leave", "resign", "nolonger"))  # what no firm or product does to a lab
_STRENGTH = 0.6  # as a name known by its form
_REACH = 6  # items between the word and the lab
_OWN = term("word", "pronouns") | term("word", "possessive_pronouns")


def name_lone_movers(row: Sequence[Item]) -> None:
    """Make a person of every word and handle in the row that leaves a lab, or tells of its own leaving."""
    for k, item in enumerate(row):
        handle = item.text[:1] == "@"
        if not (handle or _is_surname(item)) or not _opens(row, k):
            continue
        verb = _verb_behind(row, k)
        alone = handle and all(other.sort is not Sort.PERSON for other in row[:k])  # "X joins B: @x announced"
        if verb is not None and (_leaves(row, verb) or (alone and _tells_of_self(row, verb))):
            item.sort, item.person, item.strength = Sort.PERSON, item.text, _STRENGTH


def share_surnames(row: Sequence[Item], context: Context) -> None:
    """ "*Ann* and Ben Lee": a given name alone, of nobody whom the text names, goes with the other's surname."""
    for one, link, other in zip(row, row[1:], row[2:], strict=False):
        two = one.sort is Sort.PERSON and other.sort is Sort.PERSON and " " in other.person and " " not in one.person
        if two and link.sort is Sort.AND and given_name(one.low) and context.fullest(one.person) is None:
            one.person, one.strength = f"{one.person} {other.person.split()[-1]}", other.strength
            context.add_name(one.person, one.strength)


def _is_surname(item: Item) -> bool:
    word, bare = item.text, item.sort is Sort.NAME or (item.sort is Sort.PERSON and item.strength < _STRENGTH)
    bare = bare and item.low not in term("word", "never_names")
    return bare and word.isalpha() and len(word) > 2 and word[1:] == word[1:].lower()


def _opens(row: Sequence[Item], k: int) -> bool:
    """Nothing before that the word could belong to."""
    return k == 0 or row[k - 1].sort in _OPENS


def _verb_behind(row: Sequence[Item], k: int) -> int | None:
    """The verb whose subject the word is: right behind it, or behind ", who"."""
    k += 1
    if k + 1 < len(row) and row[k].sort is Sort.COMMA and row[k + 1].low == "who":
        k += 2
    while k < len(row) and row[k].sort in _GROUP:
        k += 1
    return k if k < len(row) and row[k].sort is Sort.VERB else None


def _leaves(row: Sequence[Item], verb: int) -> bool:
    """ "Left A", "resigned from A": of an AI company, and nothing that it owns."""
    acts = {form.act for form in row[verb].forms if frames()[form.act].gives == "departure"}
    behind = row[verb + 1 : verb + 3]
    named = next((k for k, item in enumerate(behind) if item.sort is Sort.ORG), None)
    if not acts & _GIVING_UP or named is None or (named == 1 and behind[0].low not in ("from", "at", "down", "away")):
        return False
    org = behind[named].org
    beyond = row[verb + named + 2 : verb + named + 6]
    part = next((k for k, item in enumerate(beyond) if item.low in term("organisation", "units")), None)
    if part and behind[0].low == "from" and beyond[0].sort is Sort.CLITIC:
        beyond = beyond[part + 1 :]  # "resigned from A's robotics team"
    whole = not beyond or beyond[0].sort not in (Sort.CLITIC, Sort.WORD, Sort.NAME, Sort.FIRM, Sort.POST)
    return org is not None and org.lab and org.pure and org.how in ("name", "unit") and whole


def _tells_of_self(row: Sequence[Item], verb: int) -> bool:
    """ "@x announced *she* left", "@x is leaving": what is told behind is told of the one who tells it."""
    if any(frames()[form.act].gives in ("departure", "arrival") for form in row[verb].forms):
        return any(item.sort is Sort.ORG for item in row[verb + 1 : verb + _REACH])
    telling = row[verb].low in term("word", "telling") - term("word", "reporting") | {"wrote"}
    return telling and any(item.low in _OWN for item in row[verb + 1 : verb + 3])
