"""Do two phrases for a post or an organisation say different things? By their words alone."""

from __future__ import annotations

from crawler.text.fold import fold_case
from crawler.text.names import is_chinese, name_words

_LONG_FORMS = {
    "vp": "vice president",
    "svp": "senior vice president",
    "evp": "executive vice president",
    "ceo": "chief executive officer",
    "cto": "chief technology officer",
    "coo": "chief operating officer",
    "cfo": "chief financial officer",
    "cso": "chief scientific officer",
}
_FILLERS = frozenset("a an and at for in of on the to".split())


def says_otherwise(one: str, other: str) -> bool:
    """False where one phrase holds all words of the other, and where they cannot be compared: in two scripts.

    "VP of Research" and "vice president of research and safety" say the same, at different length; "researcher" and
    "chief scientist" do not.
    """
    if is_chinese(one) != is_chinese(other):
        return False
    read = _signs if is_chinese(one) else _words
    first, second = read(one), read(other)
    return not (first <= second or second <= first)


def says_the_same(one: str, other: str) -> bool:
    """True where two names in one script are the same but for length: "Meta" and "Meta Superintelligence Labs"."""
    return is_chinese(one) == is_chinese(other) and not says_otherwise(one, other)


def _signs(phrase: str) -> frozenset[str]:
    return frozenset(fold_case(phrase))


def _words(phrase: str) -> frozenset[str]:
    words = name_words(phrase.replace("co-", "co").replace("Co-", "Co"))
    return frozenset(" ".join(_LONG_FORMS.get(w, w) for w in words).split()) - _FILLERS
