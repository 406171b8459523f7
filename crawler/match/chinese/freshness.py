"""News or a recap? Words of the past and dates well before publication make a move background."""

from __future__ import annotations

import re
from datetime import date, timedelta

from crawler.match.chinese.scene import Scene
from crawler.match.chinese.terms import Trigger
from crawler.match.document import Document

_PAST = re.compile(
    r"曾(?!任|经任)|此前|早已|早亦|早在|当年|去年|前年|几个月前|数月前|月前|年前|最近几个月|过去几个月|今年以来|先前|彼时|当时|之前(?!的传闻)|不久前|多年前|历任|早前|早些时候|年中|转年|次年|随后于|后来|"
    r"(?:上|前)个月|继"
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?=年|\.|-|/)")
_OLD = timedelta(days=21)


def is_fresh(document: Document, scene: Scene, trigger: Trigger, days: tuple[date, ...]) -> bool:
    """False for a recap: a word of the past in the clause, or a day long before publication."""
    clause = scene.clauses[scene.clause_of(trigger.start)]
    text = scene.text[clause[0] : clause[1]]
    if _PAST.search(text):
        return False
    if document.published:
        day = document.published.date()
        if any(d < day - _OLD for d in days):
            return False
    elif _YEAR.search(text):
        return False
    return not (trigger.sense == "found" and not scene.unit.title and trigger.word in ("创立", "创办", "成立"))
