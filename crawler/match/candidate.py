"""What a language's reader finds in one sentence: a possible move, with all that was read around its trigger."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from crawler.model import Certainty, Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One trigger with its arguments filled; offsets are into `Document.text`.

    `person` is as written at this place or, for a pronoun or a bare surname that the reader resolved, the fullest form
    it stands for. `lab` and `other_org` are display names where the lexicon knows them, else as written; `lab_id` is
    the lexicon's family id, or the case-folded name of a lab that it does not know.
    """

    kind: Kind
    person: str
    lab: str
    lab_id: str
    line: int  # index of the Line
    trigger: tuple[int, int]
    told_by: str = ""  # what says so: in English the act of the frame, in Chinese the word
    role: str | None = None
    other_org: str | None = None
    certainty: Certainty = Certainty.CONFIRMED
    negated: bool = False
    fresh: bool = True
    announced: date | None = None
    effective: date | None = None
    attributed_to: str | None = None
    score: float = 0.5
    reasons: tuple[str, ...] = ()
