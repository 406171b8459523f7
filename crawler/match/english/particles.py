"""Whether the particle that a trigger asks for follows: "step *down*", "push X *out*", "welcome X, Y and Z *back*"."""

from __future__ import annotations

from crawler.match.english.neighbours import low_at
from crawler.match.english.tokens import Token
from crawler.match.english.words import Form

_SOMEBODY = frozenset("him her them his their".split())
_OWNERS = frozenset("his her their my our 's".split())
WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_LONGEST_GAP = 9  # words between a verb and its particle


def _follows_somebody(words: list[Token], i: int) -> bool:
    """ "Following her to B": else it only says after what."""
    return low_at(words, i + 1) in _SOMEBODY


def complete(words: list[Token], i: int, form: Form) -> bool:
    """Whether the particle that the form asks for follows, right behind it or, where it may, behind the object."""
    if not form.tail:
        return form.act != "follow" or words[i].low != "following" or _follows_somebody(words, i)
    if tail_at(words, i + 1, form):
        week = form.tail == ("week",)
        return not week or low_at(words, i - 1) in _OWNERS  # "my last week": else a date
    if form.tail == ("at",) and low_at(words, i + 1) in WEEKDAYS and tail_at(words, i + 2, form):
        return True  # "starts *Monday* at A"
    return form.gap and _complete_behind(words, i, form)


def tail_at(words: list[Token], k: int, form: Form) -> bool:
    """Whether the particle stands at `k`; "back in 2010" only says how long ago."""
    if tuple(w.low for w in words[k : k + len(form.tail)]) != form.tail:
        return False
    return form.tail != ("back",) or not _is_in_year(words, k + 1)


def _complete_behind(words: list[Token], i: int, form: Form) -> bool:
    k, last = i + 2, i + _LONGEST_GAP
    while k < min(last, len(words)):
        if tail_at(words, k, form):
            return True
        if _lists(words, k):
            last = k + _LONGEST_GAP
        elif words[k].kind == "mark" and words[k].text not in "'.":
            close = _relative_end(words, k)
            return close > 0 and tail_at(words, close, form)
        k += 1
    return False


def _lists(words: list[Token], i: int) -> bool:
    """ "Welcome X*,* Y*,* and Z back": a comma before one more name."""
    follows = words[i + 1 : i + 3] if words[i].text == "," else []
    named = [word for word in follows if word.low != "and"][:1]
    return bool(named) and named[0].kind == "word" and named[0].capital


def _is_in_year(words: list[Token], i: int) -> bool:
    """ "Hired X back *in 2010*": it only says how long ago."""
    return i + 1 < len(words) and words[i].low == "in" and words[i + 1].low[:2] in ("19", "20")


def _relative_end(words: list[Token], i: int) -> int:
    """Behind ", who joined in 2024," that starts at the comma `i`; 0 where no such clause does."""
    if words[i].text != "," or i + 1 >= len(words) or words[i + 1].low != "who":
        return 0
    behind = range(i + 2, min(i + 2 + 2 * _LONGEST_GAP, len(words)))
    return next((k + 1 for k in behind if words[k].text == ","), 0)
