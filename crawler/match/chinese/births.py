"""Firms that are born while a text is read: who founded one, and what it is called, may be told further down."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from crawler.match.candidate import Candidate
from crawler.match.chinese.draft import Draft
from crawler.match.chinese.founders import born, christened, founders, next_founder
from crawler.match.chinese.organisations import Org
from crawler.match.chinese.phrases import phrase
from crawler.match.chinese.scene import Scene
from crawler.model import Kind

_STILL_NEW = 2  # lines after the founding of a firm in which its founders are named


@dataclass(slots=True)
class Births:
    """Remembers which firm was just founded."""

    newborn: tuple[Org, int] | None = None  # the firm of which it was last said when it was founded, and its line
    founded: tuple[Org, int] | None = None  # the firm of which it was last said who founded it, and that line
    naming: bool = False  # its founders are being told of one after the other
    nameless: list[Candidate] = field(default_factory=list)  # foundings of firms that have no name yet

    def remember(self, candidate: Candidate, org: Org | None) -> None:
        """Take in a founding, of a firm that has a name or none yet."""
        if candidate.kind is not Kind.FOUNDING:
            return
        if org:
            self.founded = (org, candidate.line)
        else:
            self.nameless.append(candidate)

    def founders(self, one: Scene, told: list[Draft], company: Org | None) -> list[Draft]:
        """Those whom a sentence calls founders of a firm, said here or just before to have been founded.

        `told` is what its verbs say; 公司 is `company`, the firm whose story is told.
        """
        firm = born(one, company)
        if firm:
            self.newborn = (firm, one.unit.line)
        here = next((d.org for d in told if d.kind is Kind.FOUNDING and d.org), None)
        leave = {d.person for d in told if d.kind is Kind.DEPARTURE}  # A联合创始人X离开这家由Y创立的公司
        found = [d for d in founders(one, here) if d.person not in leave] if here and not firm else []
        if self.newborn and _is_new(self.newborn[1], one):
            found = list(next_founder(one, self.newborn[0]) if self.naming else founders(one, self.newborn[0]))
        elif self.founded and not here and _is_new(self.founded[1], one):
            found = [d for d in founders(one, self.founded[0]) if phrase("names_them").search(d.trigger.word)]
        opens = phrase("founders_follow").search(one.text) is not None
        self.naming = one.text.endswith(";") and (opens or self.naming)
        return found

    def named_at_last(self, one: Scene) -> Iterator[tuple[Candidate, Org]]:
        """The foundings told just before, with the name that only this sentence gives their firm: 这家公司名为A."""
        firm = christened(one) if self.nameless else None
        if firm:
            yield from ((told, firm) for told in self.nameless if _is_new(told.line, one))


def _is_new(line: int, one: Scene) -> bool:
    return one.unit.line - line <= _STILL_NEW
