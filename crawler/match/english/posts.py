"""Where a sentence names posts: "chief scientist", "co-founder and president", "vice president of AI research"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from crawler.match.english.neighbours import low_at
from crawler.match.english.tokens import Token
from crawler.match.english.words import common, term, triggers

_LONGEST_TOPIC = 8  # words of "of ..." behind a post
_TOPIC_LINKS = frozenset("its the their a an and & new our".split())
_OPENS_TOPIC = frozenset("of for on in".split())
_ENDS_TOPIC = frozenset("unit division group".split())  # "head of the AI *unit*"
_FIELDS = frozenset("ai robotics intelligence".split())
_DIRECTIONS = frozenset("to for up off back over into".split())
_GOES = frozenset("leave depart exit quit resign step retire join rejoin".split())
_FINITE = frozenset("leads heads chairs hires helms".split())


def find_posts(words: Sequence[Token], taken: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Every post as half-open token indexes, none of them in `taken`, in order."""
    i = 0
    while i < len(words):
        if taken[i] or not is_head(words[i].low) or not _heads(words, taken, i):
            i += 1
            continue
        first = i
        while first and not taken[first - 1] and words[first - 1].low in term("role", "modifiers"):
            first -= 1
        if first < i and first > 2 and not any(taken[first - 3 : first]) and _are_joined(words, first):
            first -= 2  # "its *policy and* ethics adviser"
        while first < i and words[first].low in triggers() and words[first].low != "founding":
            first += 1
        last = _end(words, taken, i + 1)
        yield first, last
        i = last


def _are_joined(words: Sequence[Token], first: int) -> bool:
    """Whether "and" joins a second describing word, and nothing but an owner or an article stands before both."""
    both = low_at(words, first - 1) in ("and", "&") and low_at(words, first - 2) in term("role", "modifiers")
    return both and low_at(words, first - 3) in ("'s", *term("word", "possessive_pronouns"), "a", "an", "the")


def _heads(words: Sequence[Token], taken: Sequence[bool], i: int) -> bool:
    """Whether a post's noun stands at `i`; "heads", "lead" and "chairs" are verbs as often."""
    if taken[i] or words[i].kind != "word" or not is_head(words[i].low):
        return False
    low, before, after = words[i].low, low_at(words, i - 1), low_at(words, i + 1)
    if low not in term("role", "verbs_too"):
        return True
    if (low in ("head", "heads") and after in _DIRECTIONS) or (low in ("lead", "leads") and after == "to"):
        goes = after == "to" and low_at(words, i + 2) in _GOES  # "A's research *head to leave*"
        return goes and before in term("role", "modifiers")
    if before == "to" and is_head(low_at(words, i - 2)) and "from" in [low_at(words, k) for k in range(i - 5, i - 2)]:
        return True  # "from CEO *to chair*"
    governs = low_at(words, i - 2) if before in term("word", "adverbs") else before
    if governs in ("to", "will", "would", "'ll", "can", "could", "should", "may", "might", "must", "did", "does"):
        return False
    return not (low in _FINITE and ((i and taken[i - 1]) or before in ("now", "currently", "who", "he", "she")))


@cache
def is_head(low: str) -> bool:
    """A post's noun, in the plural too, and with "co-" before it."""
    heads = term("role", "heads")
    word = low.removeprefix("ex-").removeprefix("co-")
    return low in heads or word in heads or (word.endswith("s") and word[:-1] in heads) or low.endswith("-ceos")


def _end(words: Sequence[Token], taken: Sequence[bool], i: int) -> int:
    """Past "and co-founder", "of research and safety", "for its robotics unit"; never past a name or a verb."""
    while i < len(words) and not taken[i]:
        low = words[i].low
        if low in ("and", "&", "/"):
            past = _next_head(words, taken, i + 1)
        elif low in _OPENS_TOPIC and not _is_of_firm(words, taken, i + 1):
            past = _topic_end(words, taken, i + 1)
        elif low in _OPENS_TOPIC:
            past = None
        else:
            past = _next_head(words, taken, i) or _field_end(words, taken, i)
        if past is None:
            break
        i = past
    return i


def _next_head(words: Sequence[Token], taken: Sequence[bool], i: int) -> int | None:
    """Behind the post's noun that only modifiers part from `i`: "chief *revenue* officer"."""
    k = i
    while k < len(words) and k - i < 4 and not taken[k] and words[k].low in term("role", "modifiers"):
        if _heads(words, taken, k) and (k + 1 >= len(words) or not _heads(words, taken, k + 1)):
            return k + 1
        k += 1
    if k == i and k < len(words) and low_at(words, i - 1) == "chief" and not taken[k] and _is_calling(words[k]):
        return k + 1
    return k + 1 if k < len(words) and k - i < 4 and _heads(words, taken, k) else None


def _field_end(words: Sequence[Token], taken: Sequence[bool], i: int) -> int | None:
    """Behind a "VP *engineering*", where the "of" is left out."""
    named = i < len(words) and not taken[i] and words[i].low in term("role", "modifiers") and words[i].kind == "word"
    return i + 1 if named and low_at(words, i - 1) in ("vp", "svp", "evp") else None


def _is_calling(word: Token) -> bool:
    """ "Chief *futurist*", "chief *evangelist*"."""
    return word.low.endswith(("ist", "ian", "wright")) and word.kind == "word"


def _topic_end(words: Sequence[Token], taken: Sequence[bool], i: int) -> int | None:
    k = i
    while k < len(words) and k - i < _LONGEST_TOPIC and not taken[k] and words[k].kind == "word":
        if not _of_topic(words, taken, i, k):
            break
        k += 1
    ends = words[k].low if k < len(words) and not taken[k] else ""
    if k > i and ends in _ENDS_TOPIC:
        k += 1  # "head of the AI *unit*"
    elif ends in term("organisation", "nouns") and words[k - 1].low in _FIELDS:
        return None  # "co-founder of the AI *startup* A"
    while k > i and words[k - 1].low in _TOPIC_LINKS:
        k -= 1
    return k if k > i else None


def _is_of_firm(words: Sequence[Token], taken: Sequence[bool], i: int) -> bool:
    """ "Head of *the tech company's* AI division": the firm owns what is led, and is no topic."""
    for k in range(i, min(i + 5, len(words) - 1)):
        if taken[k] or words[k].kind != "word":
            return False
        if words[k].low in term("organisation", "nouns"):
            return words[k + 1].low == "'s" or taken[k + 1]  # "co-founder of *the AI startup A*"
    return False


def _of_topic(words: Sequence[Token], taken: Sequence[bool], first: int, k: int) -> bool:
    low = words[k].low
    if low in ("and", "&"):
        follows = k + 1 < len(words) and not taken[k + 1]
        return k > first and follows and words[k + 1].low in term("role", "modifiers")
    if low == "newly" or low.endswith("-based"):  # "CEO of the newly formed A", "of Toronto-based A"
        return False
    if low in ("post", "pre") and low_at(words, k + 1) == "training":
        return True
    if low in term("role", "modifiers") or low in _TOPIC_LINKS:
        return low not in term("role", "former")
    return k - first < 4 and low not in triggers() and not _closed(low) and (common(low) or words[k].capital)


def _closed(low: str) -> bool:
    classes = (
        "prepositions", "subordinators", "auxiliaries", "verbs", "adverbs", "pronouns", "negations", "conjunctions",
        "possessive_pronouns", "relatives",
    )  # fmt: skip
    return (
        any(low in term("word", key) for key in classes)
        or low in term("time", "words")
        or low in term("organisation", "nouns")
        or low in term("role", "heads")
    )
