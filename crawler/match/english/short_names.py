"""Labs by the first word of their name, once the text has named them in full: "Scale" of Scale AI.

Such a word is an ordinary one as often, so one counts only with a capital inside a sentence, or before what
a firm does.
"""

from __future__ import annotations

import re
from functools import cache

from crawler.match.document import Document
from crawler.match.english.words import common, term
from crawler.match.labs import LabSpan
from crawler.match.lexicons import LabName

_LEAST = 4  # letters
_FULL = re.compile(r"([A-Z][a-z]+) ([A-Z][\w.]*)")
# Behind it neither a capitalised word ("Scale Venture Partners") nor a number.
_ALONE = r"(?<![\w@#./'\"-])(?:{})(?![\w-]|\.\w| [A-Z][a-z]| \d)"
_REACH = 30  # characters before it in which another name begins
_NAME_BEFORE = re.compile(r"[A-Z][\w&-]* $")
_OPENS = re.compile(r"(?:^|[.!?:\n\"'(]|\n[-*] )\s*$")
_ACTS = re.compile(r"(?:'s|,? (?:has|have|is|was|will|would|said|says|named|names|hired|hires|also|told|declined)) ")


def with_short_names(document: Document, labs: tuple[LabSpan, ...]) -> tuple[LabSpan, ...]:
    """The labs and, in order, every place where one of those named in full goes by its first word."""
    plain = document.plain
    full = {short: lab.name for lab in labs if (short := _short(plain[lab.start : lab.end], lab.name))}
    if not full:
        return labs
    taken = {lab.start for lab in labs}
    places = _alone(tuple(sorted(full))).finditer(plain, document.body)
    more = [
        LabSpan(at.start(), at.end(), full[at.group()])
        for at in places
        if at.start() not in taken and _is_name(plain, at.start(), at.end())
    ]
    return tuple(sorted((*labs, *more), key=lambda lab: lab.start)) if more else labs


def _short(name: str, lab: LabName) -> str | None:
    """ "Scale" of "Scale AI"; none of "Google DeepMind", which no suffix ends."""
    words = _FULL.fullmatch(name) if lab.how == "name" else None
    ends = words is not None and words[2].lower() in term("organisation", "suffixes")
    return words[1] if words is not None and ends and len(words[1]) >= _LEAST else None


def _is_name(plain: str, start: int, end: int) -> bool:
    """Inside a sentence, or at its beginning before what a firm does; behind no other name: "Global Scale"."""
    name = _NAME_BEFORE.search(plain, max(0, start - _REACH), start)
    if name is not None:
        opens = _OPENS.search(plain, max(0, name.start() - 4), name.start()) is not None
        low = name.group().strip().lower()
        if not (opens and common(low)) or low in term("role", "modifiers"):
            return False
    return _ACTS.match(plain, end) is not None or _OPENS.search(plain, max(0, start - 4), start) is None


@cache
def _alone(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(_ALONE.format("|".join(words)))
