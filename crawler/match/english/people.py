"""Personal names by their form: given names, initials, particles, accents; and what is none (places, firms, posts)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from crawler.match.english.neighbours import low_at, neighbour
from crawler.match.english.tokens import Token
from crawler.match.english.words import common, doubtful_name, given_name, term, triggers

_PARTS = frozenset("unit units division department".split())
_LONGEST = 7  # words of one name, initials and particles counted
_BY_FORM = 0.6  # how sure a name is that no list knows
_CLITICS = frozenset(("'s", "'m", "'re", "'ve", "'ll", "'d", "n't"))
_ACRONYMS = re.compile("[A-Z]{2,}s")  # GPUs, LLMs
_ACRONYM = re.compile("[BCDFGHJ-NP-TV-XZ]{2,}")  # no vowel to say it by
_PRONOUN_NAMES = frozenset(("He", "She", "You"))  # Chinese surnames, where a capital stands inside a sentence
_SUFFIXES = frozenset(("Jr", "Sr", "II", "III", "IV"))
_STATES = frozenset(("u.s", "u.k", "e.u", "u.n"))
# al-Rashid, d'Amico
_JOINED_PARTICLE = re.compile("(?:al|el|ul|ar|as|ash|at|ad|an|az|d|dell|dall|l|m)[-'][A-Z]\\w{2,}")


@dataclass(frozen=True, slots=True)
class Name:
    """A personal name at tokens [first, last)."""

    text: str
    first: int
    last: int
    strength: float  # 1: a listed given name; 0.6: by form alone; 0.4 and 0.2: one word


def find_names(words: list[Token], taken: list[bool], headline: bool) -> list[Name]:
    """Every personal name among tokens that are not `taken`; `headline`: the line capitalises ordinary words too."""
    found: list[Name] = []
    i = 0
    while i < len(words):
        name = None
        if not taken[i] and words[i].kind == "word" and words[i].capital and not words[i].text[0].isdigit():
            listed = bool(found) and not headline and _goes_on(words, found[-1].last, i)
            name = _Reading(words, taken, i, headline, listed).name()
        if name is not None:
            found.append(name)
        i = name.last if name is not None else i + 1
    return found


def _goes_on(words: Sequence[Token], end: int, i: int) -> bool:
    """Whether only "and" or a comma parts two names: "Ann Lee and Cat Wu"."""
    return 0 < i - end <= 2 and all(word.low in ("and", ",") for word in words[end:i])


@cache
def _blocked() -> frozenset[str]:
    """Words that are never part of a name: function words, posts, firms, places, months."""
    classes = [("role", "heads"), ("time", "words"), ("place", "words"), *(("organisation", key) for key in
               ("suffixes", "nouns", "publishers", "others")), *(("word", key) for key in
               ("articles", "prepositions", "subordinators", "relatives", "conjunctions", "auxiliaries", "adverbs",
                "negations", "pronouns", "possessive_pronouns", "verbs", "never_names"))]  # fmt: skip
    words = frozenset().union(*(term(table, key) for table, key in classes))
    return words - term("person", "words_too")


@cache
def _closed() -> frozenset[str]:
    """Words that are no surname even behind a given name."""
    classes = (
        ("role", "heads"),
        ("organisation", "suffixes"),
        ("organisation", "nouns"),
        ("word", "verbs"),
        ("place", "words"),
    )
    return frozenset().union(*(term(table, key) for table, key in classes))


@cache
def compounds() -> tuple[str, ...]:
    """What makes a describing word of a name: Musk-founded, Google-backed."""
    return tuple(term("person", "compounds"))


@lru_cache(maxsize=65536)
def blocked(low: str) -> bool:
    """A word that is no part of a name: one of the closed classes, or a word of moving that nobody is called by."""
    return low in _blocked() or (low in triggers() and not given_name(low))


def _name_like(word: Token) -> bool:
    return word.kind == "word" and _written_as_name(word.text)


@lru_cache(maxsize=65536)
def _written_as_name(text: str) -> bool:
    if text.lower() in _CLITICS:
        return False
    if text[0].isupper():
        return not (any(char.isdigit() for char in text) or _ACRONYMS.fullmatch(text))
    inner = text[1:]
    joined = text.isalpha() and inner != inner.lower() and len(text) > 4  # deSouza, diCaprio
    return joined or _JOINED_PARTICLE.match(text) is not None


def _initial(word: Token) -> bool:
    return all(len(part) == 1 and part.isupper() for part in word.text.split("."))


class _Reading:
    """One attempt to read a name that starts at a token."""

    def __init__(self, words: list[Token], taken: list[bool], start: int, headline: bool, listed: bool) -> None:
        self.words, self.taken, self.start, self.headline = words, taken, start, headline
        self.first = words[start]
        self.end = self._run()
        self.given = given_name(self.first.low)
        self.titled = self.first.titled or low_at(words, start - 1) == "professor"
        self.in_list = listed and self.end - start > 1 and not blocked(self.first.low)

    def _run(self) -> int:
        """Where the row of name-like words ends; particles and the stops of initials are inside it."""
        i = self.start
        while i < len(self.words) and i - self.start < 2 * _LONGEST and not self.taken[i]:
            word = self.words[i]
            stop = word.text == "." and i > self.start and _initial(self.words[i - 1])
            particle = i > self.start and word.low in term("person", "particles") and self._capital_follows(i)
            if not (_name_like(word) or stop or particle):
                break
            i += 1
        return i

    def _capital_follows(self, i: int) -> bool:
        for k in (i + 1, i + 2):
            if k < len(self.words) and not self.taken[k] and self.words[k].kind == "word":
                if _name_like(self.words[k]):
                    return True
                if self.words[k].low not in term("person", "particles"):
                    return False
        return False

    def name(self) -> Name | None:
        """The name, as long as its words can be a name's; None where no name starts here."""
        if not self._may_start():
            return None
        last, strong = self._extent()
        follows = self.words[last].low if last < self.end else ""
        if follows in term("organisation", "suffixes") | _PARTS and follows not in term("person", "words_too"):
            return None  # Hugging Face Inc, Morgan Stanley Research, the Tensor Processing Unit
        if self.words[last - 1].low.endswith(compounds()):
            return None  # Elon Musk-founded
        if self._is_sign(last) or (not self.given and not self.first.text.isupper() and self._has_sign(last)):
            return None  # LG CNS, Mitsubishi UFJ
        text = _spelled(self.words[self.start : last])
        if strong == 0:
            return self._one_word(text, last)
        initials = _initial(self.first) and text.count(".") > 1  # J. T. Okafor
        sure = 1.0 if self.given or initials or self.titled else _BY_FORM
        return Name(text, self.start, self._past_suffix(last), sure)

    def _past_suffix(self, last: int) -> int:
        """ "Bob Hale *Jr.*", "Hugo Hale *III*"."""
        if last == len(self.words) or self.taken[last] or self.words[last].text not in _SUFFIXES:
            return last
        stop = last + 1 < len(self.words) and self.words[last + 1].text == "." and self.words[last].text in ("Jr", "Sr")
        goes_on = stop and last + 2 < len(self.words)  # else the full stop ends the sentence
        return last + 1 + goes_on

    def _one_word(self, text: str, last: int) -> Name | None:
        if self.titled:
            return Name(text, self.start, last, _BY_FORM)
        long = len(self.first.text) > 2 and not self.first.text.isupper()
        known = self.given or not common(self.first.low)
        doubtful = doubtful_name(self.first.low) or self.first.low in term("place", "words")
        sure = 0.4 if self.given and not doubtful else 0.2
        return Name(text, self.start, last, sure) if long and known and not self._is_place_of_post(last) else None

    def _is_place_of_post(self, at: int) -> bool:
        """ "Ousts its *Israel* chief"."""
        held = at < len(self.words) and self.words[at].low in term("role", "heads")
        return held and self.first.low in term("place", "words")

    def _has_sign(self, last: int) -> bool:
        """A word in capitals behind the first: a firm's sign."""
        behind = (word for word in self.words[self.start + 1 : last] if word.kind == "word" and not _initial(word))
        return any(word.text.isupper() for word in behind)

    def _is_sign(self, last: int) -> bool:
        """ "LG CNS": two rows of capitals that nobody could say."""
        return all(_ACRONYM.fullmatch(word.text) for word in self.words[self.start : last])

    def _may_start(self) -> bool:
        low = self.first.low
        after = self.words[self.start + 1] if self.start + 1 < self.end else None
        if self._is_no_name(low, after):
            return False
        if _initial(self.first):
            return after is not None and after.text == "."
        return self.given or self.in_list or self.titled or not common(low) or self._is_odd_given_name(after)

    def _is_no_name(self, low: str, after: Token | None) -> bool:
        """A closed word, "Will Ann leave?", a toymaker, San Jose, Morgan Stanley, "in June"."""
        before = low_at(self.words, self.start - 1)
        joined = term("organisation", "joined")
        follows = after.low if after is not None else ""
        times = term("time", "words")
        return (
            low in _STATES
            or (blocked(low) and not (self.given and (low == "will" or low not in term("word", "auxiliaries"))))
            or (low == "will" and given_name(follows))
            or low.endswith(compounds())
            or before in term("person", "place_starts")
            or f"{before}-{low}" in joined
            or f"{low}-{follows}" in joined
            or (before in ("of", "for") and low in term("role", "modifiers") and not self.given)  # "VP of Engineering"
            or (before in ("a", "an") and (after is None or not _name_like(after)))  # "an Aurora lead"
            or (low in times and before in ("in", "since", "by", "until", "last", "late", "early"))
            or (low in times and (after is None or not _name_like(after) or follows in times))
        )

    def _is_odd_given_name(self, after: Token | None) -> bool:
        """ "Hired Wren Abbott": an ordinary word with a capital inside a sentence, before one that is no word."""
        before = neighbour(self.words, self.start - 1)
        inside = before is not None and before.kind == "word" and before.text == before.low and not self.headline
        return inside and after is not None and _name_like(after) and not common(after.low) and not blocked(after.low)

    def _extent(self) -> tuple[int, int]:
        """Past the last word of the name, and how many words beyond the first one make it a person's."""
        last, strong = self.start + 1, 0
        while last < self.end and last - self.start < _LONGEST:
            word = self.words[last]
            if word.text == "." or _initial(word) or word.low in term("person", "particles"):
                last += 1
                continue
            if not self._is_surname(word, last, strong):
                break
            last, strong = last + 1, strong + 1
        return self._without_tail(last, strong)

    def _is_surname(self, word: Token, at: int, strong: int) -> bool:
        if word.low in term("time", "words") or word.text in _SUFFIXES:
            return False
        second = (self.given or self.in_list) and strong == 0
        odd = strong == 0 and not self.headline and (second or not common(self.first.low))
        if odd and word.low not in _closed() and self._is_odd_surname(word, at):
            return True
        if self.given and odd and word.low in term("word", "verbs"):
            return word.capital  # Lindsey Held: in a line that writes its verbs small
        if blocked(word.low) or not common(word.low) or given_name(word.low):
            return not blocked(word.low)
        if strong:
            return False
        behind = low_at(self.words, at + 1)
        before_verb = behind in triggers() or behind in term("word", "auxiliaries")
        # Rashida Coles: in a line that writes its verbs small, the capital makes a surname of an ordinary word.
        return (not self.headline and word.capital) or before_verb or (second and not self._verb_like(word.low))

    def _is_odd_surname(self, word: Token, at: int) -> bool:
        """Hyung Won Chung, David Sacks, Kaiming He: words of other classes behind a given name."""
        follows = self.words[at + 1] if at + 1 < self.end else None
        foreign = follows is not None and _name_like(follows) and not common(follows.low) and not blocked(follows.low)
        return foreign or word.text in _PRONOUN_NAMES or (word.capital and word.low in triggers())

    def _verb_like(self, low: str) -> bool:
        if not self.headline:
            return False
        return low.endswith(("ing", "ed")) or (low.endswith("s") and not low.endswith("ss") and common(low[:-1]))

    def _without_tail(self, last: int, strong: int) -> tuple[int, int]:
        """A particle or a full stop at the end is no part of the name, but for "Quoc Le" and "J."."""
        while last > self.start + 1:
            word = self.words[last - 1]
            if word.low in term("person", "particles") and last - 1 == self.start + 1 and word.capital:
                return last, strong + 1
            if word.text == "." and _initial(self.words[last - 2]):
                break
            if word.text != "." and word.low not in term("person", "particles"):
                break
            last -= 1
        return last, strong


def _spelled(words: Sequence[Token]) -> str:
    text = words[0].text + "".join(word.text if word.text == "." else f" {word.text}" for word in words[1:])
    return text if not text.isupper() or len(text) < 4 else text.title()
