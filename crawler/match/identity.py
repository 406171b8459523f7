"""Which names of one article are one person: by form, by the lexicon's aliases, and by the article's own brackets."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from crawler.match.lexicons import Lexicon
from crawler.text.emphasis import EMPHASIS
from crawler.text.fold import fold
from crawler.text.names import fullest, name_words, pinyin_words, same_person, spells

# 翁荔(Lilian Weng) and Lilian Weng(翁荔): the writer says that both are one person.
_HAN_NAME = r"[\u3400-\u9fff](?:[\u3400-\u9fff·]{1,11})"
_LATIN = r"(?:[^\W\u3400-\u9fff]|[.'-]){0,30}"
_LATIN_NAME = rf"[A-Z]{_LATIN}(?:[ \n][A-Za-z]{_LATIN}){{0,3}}"
_BRACKETED = re.compile(rf"({_HAN_NAME}) ?\( ?({_LATIN_NAME}) ?\)|({_LATIN_NAME}) ?\( ?({_HAN_NAME}) ?\)")
_MOST_PAIRS = 400  # of one text; a person makes up to four
_EMPHASIS = re.compile(EMPHASIS)

Pairs = frozenset[tuple[str, str]]  # Chinese, Latin


@dataclass(frozen=True, slots=True)
class Aliases:
    """The pairs (Chinese, Latin) that an article's brackets join; one run of characters gives several."""

    lexicon: Lexicon
    pairs: Pairs
    _joined: dict[str, tuple[Pairs, Pairs]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def same(self, one: str, other: str) -> bool:
        """True where two names of this article are one person."""
        if same_person(one, other):
            return True
        listed_one, listed_other = self.lexicon.person(one), self.lexicon.person(other)
        if listed_one or listed_other:
            if listed_one == listed_other:
                return True
            if listed_one and same_person(listed_one, other):
                return True
            if listed_other and same_person(one, listed_other):
                return True
        han, latin = self._joining(one)
        other_han, other_latin = self._joining(other)
        return bool(han & other_latin or latin & other_han)

    def _joining(self, name: str) -> tuple[Pairs, Pairs]:
        """The pairs whose Chinese end is this person, and those whose Latin end is."""
        if name not in self._joined:
            han = frozenset(pair for pair in self.pairs if same_person(name, pair[0]))
            self._joined[name] = han, frozenset(pair for pair in self.pairs if same_person(name, pair[1]))
        return self._joined[name]

    def spellings(self, names: Iterable[str]) -> tuple[str, ...]:
        """Every form of one person: those given, and what the brackets add to them; the fullest first."""
        forms = dict.fromkeys(names)
        folded = {fold(form) for form in forms}  # the pairs are read from folded text
        for han, latin in sorted(self.pairs):
            if han in folded or (latin in folded and _shares_surname(han, latin)):
                forms.setdefault(han)
                forms.setdefault(latin)
        best = fullest(tuple(forms))
        return (best, *(form for form in forms if form != best))


def aliases_in(plain: str, lexicon: Lexicon) -> Aliases:
    """Read the bracketed pairs of a folded text; each end of the Chinese run that can be the name makes a pair."""
    pairs: set[tuple[str, str]] = set()
    if "(" not in plain or plain.isascii():  # nothing Chinese to pair
        return Aliases(lexicon, frozenset())
    for match in _BRACKETED.finditer(_EMPHASIS.sub("", plain)):
        han, latin = (match[1], match[2]) if match[1] else (match[4], match[3])
        latin = latin.replace("\n", " ")
        pairs.update((form, latin) for form in _possible_names(han))
        if len(pairs) >= _MOST_PAIRS:
            break
    return Aliases(lexicon, frozenset(pairs))


def _shares_surname(han: str, latin: str) -> bool:
    """翁荔 and Lilian Weng: tells which end of a run of characters is the name."""
    reading = pinyin_words(han)
    return bool(reading) and any(spells(word, reading[0]) for word in name_words(latin))


def _possible_names(run: str) -> tuple[str, ...]:
    """A run such as 安全系统团队负责人翁荔 ends in the name: its last 2 to 5 characters."""
    if "·" in run:
        first, *rest = run.split("·")
        # where a role runs into a transliterated first name, its start cannot be seen
        return tuple("·".join((first[-n:], *rest)) for n in (2, 3, 4) if len(first) >= n) or (run,)
    return tuple(run[-n:] for n in (2, 3, 4, 5) if len(run) >= n)
