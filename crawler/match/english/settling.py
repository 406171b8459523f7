"""What its neighbours make of a word: a verb by its form alone, a describing word, half of a phrase."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from crawler.match.english.items import Item, Sort
from crawler.match.english.organisations import unknown
from crawler.match.english.words import common, term

_BEFORE_PAST = frozenset((Sort.AUX, Sort.ORG, Sort.PERSON, Sort.PRONOUN, Sort.FIRM, Sort.POST, Sort.REL, Sort.ADVERB))
_BEFORE_ING = frozenset((Sort.ORG, Sort.PERSON, Sort.FIRM, Sort.POST, Sort.COMMA, Sort.SUB, Sort.AUX, Sort.VERB))
_BEFORE_ADJECTIVE = frozenset((Sort.COMMA, Sort.PREP, Sort.FORMER, Sort.AND))
_GONE = frozenset("ousted fired departed sacked".split())
_JUST_DONE = frozenset("newly freshly".split())  # "the newly created team"
_VERBAL_ENDINGS = ("ed", "s", "ing")
_REFLEXIVE = frozenset("himself herself themselves itself".split())
_PARTICIPLES = frozenset("based located aged headquartered".split())
_SHARED = frozenset(("all", "both", "each"))
_SECOND_WORDS = frozenset("names post leave fall work both all each since first there longer well yet a an the".split())
_BEFORE_YET = frozenset((Sort.NOT, Sort.AUX))
_COUNTING = frozenset("both those all two three four five several".split())


def reconsider(item: Item, row: list[Item], follows: Sequence[Item]) -> None:
    """What its neighbours make of a word: a verb by its form alone, or a describing word in spite of it.

    `follows` are the next name, post or organisation and what stands right behind that.
    """
    before = row[-1]
    if before.sort is Sort.ADVERB and len(row) > 1 and row[-2].sort in (Sort.PERSON, Sort.PRONOUN, Sort.AUX):
        before = row[-2]
    if item.sort is Sort.WORD and (_verb_by_form(item, before) or _goes_on_behind_relative(item, row)):
        item.sort = Sort.VERB
    if item.sort is Sort.VERB and _shared_by(before, row[-2] if len(row) > 1 else None):
        before.sort = Sort.ADVERB
        return
    if before.sort is Sort.TO and _infinitive(item, follows):
        item.sort = Sort.VERB
    elif item.low[:-1] in _said_of_one() and item.sort is Sort.VERB and _behind_to(row):
        item.sort = Sort.WORD  # "contrary to *reports*", "contrary to earlier *reports*"
    elif item.sort is Sort.WORD and before.low == "to" and item.text[0].isupper() and item.low in term("role", "heads"):
        item.sort = Sort.POST  # "moves to *Chair*"
    elif item.sort is Sort.VERB and not any(form.noun for form in item.forms):
        possessed = before.sort is Sort.CLITIC and item.text == item.low
        counted = before.low == "those" or (before.low in _COUNTING and not _describes(follows))  # "both resigned"
        described = (before.sort in (Sort.ARTICLE, Sort.HIS) and not counted) or before.low in _JUST_DONE
        if _was_just(row) and _describes(follows):  # "A's *recently announced* CEO"
            described, row[-1].sort = True, Sort.WORD
        if described or possessed or _is_counted(item, row) or _behind_preposition(item, before):
            item.sort, item.forms = Sort.WORD, ()
        elif _is_adjective(item, row, follows):
            item.sort, item.forms = Sort.FORMER if item.low in _GONE else Sort.WORD, ()


def _was_just(row: Sequence[Item]) -> bool:
    """Behind "recently" or "just" with an owner before it."""
    owned = len(row) > 1 and row[-2].sort in (Sort.CLITIC, Sort.HIS, Sort.ARTICLE)
    return owned and row[-1].low in term("word", "just_done")


def _shared_by(before: Item, names: Item | None) -> bool:
    """ "X (A) and Y (B) *all* joined C": part of the verb group."""
    return before.low in _SHARED and names is not None and names.sort in (Sort.PERSON, Sort.CLOSE)


def _infinitive(item: Item, follows: Sequence[Item]) -> bool:
    """ "To *challenge* A": what stands between "to" and a name is a verb, but for "to rival A", "to startup A"."""
    named = bool(follows) and follows[0].sort is Sort.ORG and follows[0].first == item.last
    return named and item.sort is Sort.WORD and item.low in term("word", "contending")


def settle_phrase(item: Item, row: Sequence[Item]) -> None:
    """Two words that mean one thing: "on leave", "have both", "its first", "no longer", "her there".

    Only words of `_ends_of_phrases` are asked, for it is asked of each word.
    """
    before = row[-1]
    if item.low not in _ends_of_phrases():
        _settle_prior(item, before, row)
        return
    post = item.low == "post" and item.text == item.low and before.sort in (Sort.WORD, Sort.FORMER, Sort.POST)
    leave = item.low == "leave" and before.low in term("word", "of_absence")
    season = item.low == "fall" and before.low in ("last", "next", "this", "the", "in")
    famous = item.low == "names" and before.low in term("word", "famous")  # "brings on some big *names*"
    if item.low in term("word", "described") and any(form.noun for form in before.forms):
        before.sort, before.forms = Sort.WORD, ()  # "his *hiring* spree"
    elif item.low in term("role", "posts") and before.low == "that":
        before.sort = Sort.ARTICLE
    elif post or leave or season or famous or (item.low == "work" and before.low == "at"):
        item.sort, item.forms = Sort.WORD, ()
    elif _runs_along(item, before):
        item.sort = Sort.ADVERB
    elif item.low in _REFLEXIVE and before.sort in (Sort.REL, Sort.PERSON):
        item.sort = Sort.ADVERB  # "who *himself* left"
    elif item.low == "first" and before.sort in (Sort.ARTICLE, Sort.HIS, Sort.CLITIC):
        item.sort = Sort.WORD
    elif item.low == "there" and before.sort in (Sort.HIS, Sort.PRONOUN):
        item.sort = Sort.ADVERB
        before.sort = Sort.PRONOUN
    elif before.low == "her" and item.low in ("a", "an", "the"):
        before.sort = Sort.PRONOUN  # "rehired *her* a week later"
    elif item.low == "longer" and before.low == "no":
        item.sort = Sort.ADVERB
    elif item.low == "well" and before.low == "as":
        before.sort = item.sort = Sort.ADVERB


def _settle_prior(item: Item, before: Item, row: Sequence[Item]) -> None:
    """ "Prior to joining A" is "before joining A"."""
    if before.low == "most" and item.sort is Sort.ADVERB:
        joins = len(row) > 1 and row[-2].sort is Sort.AND  # "formerly of A *and most recently* B", as "and then B"
        before.sort = item.sort = Sort.AND if joins else Sort.ADVERB  # "was *most recently* an engineer at A"
    if item.low == "to" and before.low == "prior":
        before.sort, item.sort, item.low = Sort.ADVERB, Sort.SUB, "before"


@cache
def _ends_of_phrases() -> frozenset[str]:
    return _SECOND_WORDS | _REFLEXIVE | term("word", "described") | term("role", "posts")


def _runs_along(item: Item, before: Item) -> bool:
    """ "They *both* left", "have *since* left": part of the verb group; not of "says that *both* left"."""
    shared = item.sort is Sort.ARTICLE and item.low in ("both", "all", "each") and before.low != "that"
    if shared and before.sort in (Sort.AUX, Sort.REL, Sort.PRONOUN):
        return True
    if item.low == "yet":
        return before.sort in _BEFORE_YET  # "has not *yet* left", "has *yet* to leave"
    return item.low == "since" and before.sort is Sort.AUX and before.low in ("have", "has", "had", "'ve", "'s")


def _is_adjective(item: Item, row: Sequence[Item], follows: Sequence[Item]) -> bool:
    """ "Ousted founder X": but "bought A and hired X" has a second verb."""
    if item.low not in term("word", "adjectives_too") or row[-1].sort not in _BEFORE_ADJECTIVE:
        return False
    if row[-1].sort is Sort.COMMA and _is_firm_apposed(row):
        return False  # "A, the AI startup, *fired* X"
    verb = row[-1].sort is Sort.AND and any(other.sort is Sort.VERB for other in row)
    return _describes(follows) and not (verb and follows[0].sort is Sort.PERSON)


def _is_firm_apposed(row: Sequence[Item]) -> bool:
    """Whether what ends in this comma only says what the firm named before it is, and its verb is to come."""
    opens = next((k for k in range(len(row) - 2, 0, -1) if row[k].sort is Sort.COMMA), 0)
    if not opens or row[opens - 1].sort not in (Sort.ORG, Sort.FIRM) or any(item.sort is Sort.VERB for item in row):
        return False
    return len(row) - opens > 2 and row[opens + 1].sort is Sort.ARTICLE and row[-2].sort in (Sort.FIRM, Sort.WORD)


def _describes(follows: Sequence[Item]) -> bool:
    """A post or a name right behind: "noted engineer X", "ousted OpenAI chief X"; not "departed OpenAI in May"."""
    held = [item for item in follows if item.sort is not Sort.ORG]
    return bool(held) and held[0].sort in (Sort.POST, Sort.PERSON)


def _behind_to(row: Sequence[Item]) -> bool:
    described = len(row) > 1 and row[-1].low in ("earlier", "recent", "some", "media", "press")
    return row[-2 if described else -1].sort is Sort.TO


@cache
def _said_of_one() -> frozenset[str]:
    """Verbs whose form with an s never follows "to": reports, claims."""
    return frozenset(low[:-1] for low in term("word", "contents") if low.endswith("s"))


def _is_counted(item: Item, row: list[Item]) -> bool:
    """ "His five-year *run*", "a major *move*": a base form behind what describes a noun."""
    opens = (Sort.ARTICLE, Sort.HIS, Sort.PREP)
    if len(row) < 2 or row[-1].sort not in (Sort.WORD, Sort.NUMBER) or row[-2].sort not in opens:
        return False
    return not item.low.endswith(("s", "ed", "ing")) and "-" in row[-1].low and item.text == item.low


def _behind_preposition(item: Item, before: Item) -> bool:
    """ "Responsible for *hands*": no finite verb stands behind "for" or "of"."""
    present = all(set(form.forms) <= {0, 1} for form in item.forms)
    return present and bool(item.forms) and before.low in ("of", "for", "with") and item.text == item.low


def _verb_by_form(item: Item, before: Item) -> bool:
    """A past or -ing form right behind what a clause opens with is a verb, listed or not."""
    if not item.low.endswith(_VERBAL_ENDINGS) or item.text[0].isupper() or len(item.low) < 5:
        return False
    if item.low in term("role", "modifiers") or item.low in ("outgoing", "incoming"):
        return False
    if item.low in ("means", "matters") and any(form.noun for form in before.forms):
        return True  # "what X's departure *means* for A"
    if item.low.endswith("ed"):
        return before.sort in _BEFORE_PAST
    if item.low.endswith("s") and not item.low.endswith("ss"):
        return before.sort in (Sort.PERSON, Sort.PRONOUN, Sort.REL) and (common(item.low[:-1]) or common(item.low[:-2]))
    return (
        item.low.endswith("ing")
        and len(item.low) > 5
        and "-" not in item.low
        and (before.sort in _BEFORE_ING or before.low in term("time", "nouns") | term("organisation", "units"))
        and not common_noun(item.low)
    )


def _goes_on_behind_relative(item: Item, row: Sequence[Item]) -> bool:
    """ "X, who led A, *refused* to say": the verb that the clause in commas held up."""
    if row[-1].sort is not Sort.COMMA or not item.low.endswith("ed") or item.low in _PARTICIPLES or len(item.low) < 5:
        return False
    opens = next((k for k in range(len(row) - 1, 1, -1) if row[k].sort is Sort.REL), 0)
    named = opens and row[opens - 1].sort is Sort.COMMA and row[opens - 2].sort in (Sort.PERSON, Sort.POST)
    return bool(named) and sum(other.sort is Sort.COMMA for other in row[opens:]) == 1


def common_noun(low: str) -> bool:
    """ "Funding", "training": nouns before they are verbs."""
    return low in term("word", "nouns_in_ing")


def settle_owner(item: Item, row: list[Item]) -> None:
    """ "Deutsche Telekom's Ann Lee": what owns a name, and is none of a person for sure, is a firm."""
    owned = len(row) > 1 and row[-1].sort is Sort.CLITIC and row[-2].sort is Sort.PERSON
    if owned and row[-2].strength < 0.7 and " " in row[-2].text and " " in item.text:
        row[-2].sort, row[-2].org = Sort.ORG, unknown(row[-2].text, lab=False)


def settle_employer(item: Item, row: list[Item], ahead: Sequence[Item]) -> None:
    """ "An *Aurora* engineer": no article stands before one name that a post follows, unless it is a firm's."""
    if row[-1].low in ("a", "an") and " " not in item.text and ahead and ahead[0].sort is Sort.POST:
        item.sort = Sort.NAME
