"""What stands around a run of Chinese characters, and how much it speaks for a name there: 2 is all but sure."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from crawler.match.chinese.phrases import phrase
from crawler.match.chinese.terms import Terms
from crawler.match.chinese.words import Token, tag_of, tokens

_WORD = 4  # characters in which the word after a name shows what it is
_DEEDS = frozenset("v vd vi d ad z".split())  # its part of speech where it says what someone does
_PASSIVE = ("被", "遭", "获")  # before a word of moving
_TIMES = frozenset("t tg".split())


@dataclass(frozen=True)
class Text:
    """A unit as names are looked for in it: `blank` has \\x00 where posts and \\x01 where firms stand.

    `stops` are the starts of triggers, `opens` the ends of those that act on the person who follows.
    """

    blank: str
    stops: frozenset[int]
    opens: frozenset[int]
    words: Terms

    @cached_property
    def cut(self) -> list[Token]:
        """The dictionary's words."""
        return tokens(self.blank)

    @cached_property
    def ends(self) -> list[int]:
        return [token.end for token in self.cut]

    def token_at(self, at: int) -> int:
        """The index of the word that holds the character `at`."""
        return bisect_right(self.ends, at)


def left_of(text: Text, at: int) -> float:
    """What speaks for a name that begins at `at`."""
    blank = text.blank
    if (
        at in text.opens
        or blank.endswith('\x00"', 0, at)
        or phrase("before_name_only").search(blank, max(0, at - 8), at)
    ):
        return 2
    if at == 0:
        return 1
    if not "\u3400" <= blank[at - 1] <= "\u9fff":
        return {"\x00": 2.0, "\x01": 1.5}.get(blank[at - 1], 1.0)
    if phrase("of_their_work").search(blank, max(0, at - 18), at):
        return 1.5
    if phrase("listing").search(blank, max(0, at - 4), at):
        return 1.0
    return 0.5 if phrase("before_name").search(blank, max(0, at - 5), at) or _after_time(blank, at) else -0.5


def right_of(text: Text, after: int) -> float:
    """What speaks for a name that ends before `after`."""
    if after in text.stops or phrase("after_name_only").match(text.blank, after) or _acts(text, after):
        return 2
    if phrase("venture").match(text.blank, after):
        return 2  # X的新公司
    if text.blank[after : after + 1] == "\x00":
        return 1.5  # X教授
    if phrase("after_name").match(text.blank, after) or _is_deed(text.blank, after):
        return 1
    return -0.5


def _acts(text: Text, after: int) -> bool:
    """True where a word of moving follows with nothing but manner before it, or 被 and the firm that does it."""
    blank = text.blank
    verb = min((s for s in text.stops if after < s < after + 16), default=None)
    if verb and not phrase("manner").sub("", blank[after:verb].replace("\x01", "")):
        return True
    if blank[after : after + 1] not in _PASSIVE:
        return False
    since = len(blank) - len(blank[after + 1 :].lstrip("\x01"))
    return any(s in text.stops for s in range(since, since + 5))


def _is_deed(blank: str, at: int) -> bool:
    """True where a word for what someone does begins, or for how: 开启, 悄悄."""
    first = next(iter(tokens(blank[at : at + _WORD])), None)
    return first is not None and first.end > 1 and first.tag in _DEEDS


def _after_time(blank: str, at: int) -> bool:
    """True right after a word of time: 去年夏天X."""
    return any(tag_of(blank[at - size : at]) in _TIMES for size in (2, 3) if at >= size)
