"""Personal names by their form: given names, initials, particles, accents; and what is none (places, firms, papers)."""

from __future__ import annotations

from dataclasses import dataclass

from crawler.match.english.tokens import Token
from crawler.match.english.words import common, doubtful_name, given_name, term, triggers

_MONTHS = frozenset("january february march april june july august september october november december".split())
_LONGEST = 5  # words of one name
_HYPHENED = (
    "-backed",
    "-based",
    "-owned",
    "-led",
    "-funded",
    "-founded",
    "-run",
    "-made",
    "-era",
    "-style",
    "-turned",
    "-powered",
)


@dataclass(frozen=True, slots=True)
class Name:
    """A personal name at tokens [first, last)."""

    text: str
    first: int
    last: int
    strength: float  # 1: a listed given name; 0.6: by form alone; 0.4: one word
    why: str


def find_names(words: list[Token], taken: list[bool], headline: bool) -> list[Name]:
    """Every personal name among tokens that are not `taken`; `headline`: the line capitalises ordinary words too."""
    found: list[Name] = []
    i = 0
    while i < len(words):
        if taken[i] or not _may_start(words[i]):
            i += 1
            continue
        run = _run(words, taken, i)
        name = _name_in(words, i, run, headline)
        if name:
            found.append(name)
            i = name.last
        else:
            i += 1
    return found


def _may_start(word: Token) -> bool:
    return word.kind == "word" and word.capital and not word.text[0].isdigit() and len(word.text) > 0


def _name_like(word: Token) -> bool:
    if word.kind != "word" or word.low in ("'s", "'m", "'re", "'ve", "'ll", "'d", "n't"):
        return False
    if word.capital:
        return not any(c.isdigit() for c in word.text)
    inner = word.text[1:]
    return word.text.isalpha() and inner != inner.lower() and len(word.text) > 4  # deSouza, diCaprio


def _run(words: list[Token], taken: list[bool], start: int) -> int:
    """Where the row of name-like words that starts at `start` ends; particles and initials' stops are inside it."""
    i = start
    while i < len(words) and i - start < 2 * _LONGEST and not taken[i]:
        word = words[i]
        if (
            _name_like(word)
            or (word.text == "." and _initial(words[i - 1]) and i > start)
            or (word.low in term("person", "particles") and i > start and _next_capital(words, taken, i))
        ):
            i += 1
        else:
            break
    return i


def _next_capital(words: list[Token], taken: list[bool], i: int) -> bool:
    for k in (i + 1, i + 2):
        if k < len(words) and not taken[k] and words[k].kind == "word":
            if _name_like(words[k]):
                return True
            if words[k].low not in term("person", "particles"):
                return False
    return False


def _initial(word: Token) -> bool:
    return len(word.text) == 1 and word.text.isupper()


def blocked(low: str) -> bool:
    """Words that are never part of a name: function words, posts, firms, places, months, words of moving."""
    if low in _blocked():
        return True
    return low in triggers() and not given_name(low)


_BLOCKED: set[str] = set()


def _blocked() -> set[str]:
    if not _BLOCKED:
        for table, key in (
            ("role", "heads"), ("organisation", "suffixes"), ("organisation", "nouns"), ("organisation", "publishers"),
            ("organisation", "others"), ("time", "words"), ("word", "articles"), ("word", "prepositions"),
            ("word", "subordinators"), ("word", "conjunctions"), ("word", "auxiliaries"), ("word", "adverbs"), ("word", "negations"),
            ("word", "pronouns"), ("word", "possessive_pronouns"), ("word", "verbs"), ("word", "never_names"), ("place", "words"),
        ):  # fmt: skip
            _BLOCKED.update(term(table, key))
        _BLOCKED.difference_update(_SURNAMES)
    return _BLOCKED


# Words of the classes above that are surnames or given names as often; they count as words in first place only.
_SURNAMES = frozenset(
    "ball may page law park post wales ford chase dell square valve grant mark will august june april jordan chair dean scholar israel paris austin dallas houston florence london "
    "sydney kent chan price bush head best major king lane young long short white black brown green gray grey wood woods forest stone bill code cooper carter tesla "
    "lord duke hill field fields rivers lake marshall fellow engineer cook baker fisher hunter taylor mason works bell rose bush power powers case hope joy said in".split()
) - frozenset("will in works post code engineer head chair major best said case square fellow".split())  # fmt: skip


def _name_in(words: list[Token], start: int, end: int, headline: bool) -> Name | None:
    """The name that starts at `start`, as long as its words can be a name's; None where no name starts there."""
    first = words[start]
    if blocked(first.low) and not (given_name(first.low) and not blocked_hard(first.low)):
        return None
    listed = given_name(first.low)
    if start and f"{words[start - 1].low}-{first.low}" in term("organisation", "joined"):
        return None
    if first.low.endswith(_HYPHENED) or (
        start + 1 < end and f"{first.low}-{words[start + 1].low}" in term("organisation", "joined")
    ):
        return None
    if first.low in term("time", "words") and (
        start + 1 >= end or (start and words[start - 1].low in term("word", "prepositions"))
    ):
        return None  # "in June", "as of June 29th"
    if start and words[start - 1].low in ("san", "los", "new", "palo", "menlo", "st", "fort", "mount", "port", "santa"):
        return None
    if _initial(first) and not (start + 1 < end and words[start + 1].text == "."):
        return None
    if not listed and common(first.low) and not _initial(first):
        return None
    last = start + 1
    strong = 0
    while last < end and last - start < _LONGEST + 2:
        word = words[last]
        if word.text == "." or _initial(word) or word.low in term("person", "particles"):
            last += 1
            continue
        if (
            listed
            and strong == 0
            and last + 1 < end
            and not headline
            and _name_like(words[last])
            and words[last].low not in _closed()
            and _foreign(words[last + 1])
        ):
            strong += 2  # Hyung Won Chung, whatever the middle word means in English
            last += 2
            continue
        if (
            listed
            and strong == 0
            and not headline
            and word.capital
            and word.low in triggers()
            and word.low not in _closed()
        ):
            strong += 1  # David Sacks, in a line that writes its verbs small
            last += 1
            continue
        if word.low in _MONTHS:
            break
        ordinary = common(word.low) and not given_name(word.low)
        if blocked(word.low) or (ordinary and not (listed and strong == 0 and not _verb_like(word.low, headline))):
            break
        strong += 1
        last += 1
    while last > start + 1 and (words[last - 1].text == "." or words[last - 1].low in term("person", "particles")):
        if last - 1 == start + 1 and words[last - 1].capital:
            strong += 1  # Quoc Le
            break
        if words[last - 1].text == "." and _initial(words[last - 2]):
            break
        last -= 1
    if last < end and words[last].low in term("organisation", "suffixes") and words[last].low not in _SURNAMES:
        return None  # Hugging Face Inc, Morgan Stanley Research
    text = _spelled(words, start, last)
    if strong == 0:
        return (
            Name(text, start, last, 0.4 if listed and not doubtful_name(first.low) else 0.2, "one word")
            if _alone(first, listed)
            else None
        )
    if listed:
        return Name(text, start, last, 1.0, "a given name and a surname")
    return Name(text, start, last, 0.6, "two words that are no English words")


_CLOSED: set[str] = set()


def _closed() -> set[str]:
    if not _CLOSED:
        for table, key in (
            ("role", "heads"),
            ("organisation", "suffixes"),
            ("organisation", "nouns"),
            ("word", "verbs"),
            ("place", "words"),
        ):
            _CLOSED.update(term(table, key))
    return _CLOSED


def _foreign(word: Token) -> bool:
    return _name_like(word) and word.capital and not common(word.low) and not blocked(word.low)


def blocked_hard(low: str) -> bool:
    """Function words stay words even where they are given names too (Will, May)."""
    return low in term("word", "auxiliaries") and low != "will"


def _verb_like(low: str, headline: bool) -> bool:
    if not headline:
        return False
    return low.endswith(("ing", "ed")) or (low.endswith("s") and not low.endswith("ss") and common(low[:-1]))


def _alone(first: Token, listed: bool) -> bool:
    return len(first.text) > 2 and not first.text.isupper() and (listed or not common(first.low))


def _spelled(words: list[Token], first: int, last: int) -> str:
    text = words[first].text
    for k in range(first + 1, last):
        gap = "" if words[k].text == "." else " "
        text += gap + words[k].text
    return text if not text.isupper() or len(text) < 4 else text.title()
