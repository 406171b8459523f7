"""What one run made of one source: counted, judged against its floors, and told in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

from crawler.model import SILENT, Floors, Link, Outcome, Reason, Source, SourceReport

_ENOUGH = 5  # pages: a share of fewer says nothing
_ALIKE = 0.02  # all pages within 2 % of one size, and not one with a lab in it: a block page, not news
_EXAMPLES = 3
_GARBLE, _MOST_GARBLE = (Reason.GARBLED, Reason.UNDECODABLE), 0.1
_NO_PAGE = (Outcome.FAILED, Outcome.UNCHANGED, Outcome.GONE)


@dataclass(slots=True)
class Tally:
    """What became of one source in one run, counted as it happens."""

    wanted: int = 0
    still_missing: int = 0  # announced, failed before, and not yet due again
    left: int = 0  # announced and due, and more than one run takes
    notes: list[str] = field(default_factory=list)  # what was odd about a place that announced nothing
    outdated: str | None = None  # how old all is that a place lists; told where nothing else announces anything
    outcomes: Counter[Outcome] = field(default_factory=Counter)
    refused: Counter[Reason] = field(default_factory=Counter)  # why pages were no articles
    failures: list[tuple[str, str]] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)  # what is wrong with a page of people while the news comes
    fresh_documents: int = 0  # feeds, sitemaps and listings that came anew
    same_documents: int = 0
    sizes: list[int] = field(default_factory=list)
    newest: datetime | None = None  # of the articles that were announced with a date

    def saw(self, links: Iterable[Link], now: datetime) -> None:
        """Note how new the announced articles are; a date still to come is none of an article's."""
        dated = [link.published for link in links if link.published and link.published <= now]
        self.newest = max(filter(None, (self.newest, *dated)), default=None)

    def report(self, source: Source, links: int, now: datetime, *, judged: bool) -> SourceReport:
        """The sums; only a whole run (`judged`) is held to the source's floors."""
        outcomes = self.outcomes
        report = SourceReport(
            source=source.id,
            links=links,
            pages=sum(count for outcome, count in outcomes.items() if outcome not in _NO_PAGE),
            unchanged=outcomes[Outcome.UNCHANGED] + self.same_documents,
            screened_out=outcomes[Outcome.SCREENED_OUT],
            rejected=outcomes[Outcome.REJECTED],
            matched=outcomes[Outcome.MATCHED],
            newest=self.newest,
            errors=(*self.errors, *(self._failures() if self._none_had else ())),
        )
        odd = ["; ".join(self.notes)] if self.notes else []
        issues = [*odd, *([] if self._none_had else self._failures()), *self._waiting(), *self.beside]
        if judged:
            every_document_came = self.fresh_documents > 0 and not self.same_documents and not self.errors
            told = bool(odd) and not links  # why there are none; that there are none says no more
            why = self.outdated if not links else None
            issues += judge(report, source.floors, self.refused, all_anew=every_document_came and not told, why=why)
            issues += _all_alike(report, self.sizes)
            issues += self._silence(source.floors, now)
        return replace(report, issues=tuple(issues))

    @property
    def _none_had(self) -> bool:
        """So many pages failed, and not one came, that it is no page's fault but the source's: it is failing."""
        return len(self.failures) >= _ENOUGH and set(self.outcomes) == {Outcome.FAILED}

    def _failures(self) -> list[str]:
        if not self.failures:
            return []
        reasons = Counter(reason for _, reason in self.failures).most_common(_EXAMPLES)
        told = "; ".join(f"{reason} ({count})" for reason, count in reasons)
        others = len(self.failures) - sum(count for _, count in reasons)
        told += f"; other reasons ({others})" if others else ""
        return [f"{len(self.failures)} of {self.wanted} pages could not be had: {told}; first {self.failures[0][0]}"]

    def _silence(self, floors: Floors, now: datetime) -> Iterator[str]:
        if self.newest is not None and now - self.newest > floors.longest_silence:
            yield f"{SILENT}its newest article is of {self.newest:%Y-%m-%d}"

    def _waiting(self) -> Iterator[str]:
        if self.still_missing:
            noun, verb = ("pages", "wait") if self.still_missing > 1 else ("page", "waits")
            yield f"{self.still_missing} {noun} that failed before {verb} for another try"
        if self.left:
            yield f"{self.left} more articles are announced than one run takes; the next goes on"


def judge(
    report: SourceReport, floors: Floors, refused: Counter[Reason], *, all_anew: bool, why: str | None = None
) -> list[str]:
    """What fell below the floors, in words; `refused`: why so many of its pages were no articles.

    Links are judged only where every document came anew (`all_anew`); `why` says why there are none, where that is
    known. Pages in a wrong encoding are no publisher's habit, so there a smaller share is a fault.
    """
    found = []
    if all_anew and report.links < floors.links_per_run:
        found.append(
            f"{report.links} links announced, at least {floors.links_per_run} expected" + (f": {why}" if why else "")
        )
    read = report.pages - report.screened_out
    if read >= _ENOUGH and report.rejected / read > floors.reject_share:
        why = ", ".join(f"{reason.value.replace('_', ' ')} ({count})" for reason, count in refused.most_common())
        found.append(
            f"{report.rejected} of {read} pages are no articles, at most {floors.reject_share:.0%} expected: {why}"
        )
    elif read >= _ENOUGH and sum(refused[each] for each in _GARBLE) / read > _MOST_GARBLE:
        found.append(f"{sum(refused[each] for each in _GARBLE)} of {read} pages are garbled")
    return found


def _all_alike(report: SourceReport, sizes: list[int]) -> list[str]:
    if len(sizes) < _ENOUGH or len(sizes) < report.pages or max(sizes) - min(sizes) > _ALIKE * max(sizes):
        return []
    return [f"all {len(sizes)} pages have about {max(sizes)} bytes and no news: perhaps a page that keeps crawlers out"]
