"""One source's part of one run: which links are due, what became of each page, and the count of it all.

A spider asks, reports and brings its pages here; all of it happens in the event loop, so what is decided is decided
against the store as it is. Only the reading itself is done elsewhere (`Readers`).
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol

from crawler.audience import AlertPolicy, Audience
from crawler.decide.article import decide_article
from crawler.decide.roster import compare_rosters
from crawler.errors import InputError, LabmovesError
from crawler.model import (
    Article,
    Decision,
    Discovery,
    DiscoveryKind,
    Keep,
    Link,
    Outcome,
    Page,
    Rejected,
    RosterChange,
    Source,
    SourceReport,
    Verdict,
    Visit,
)
from crawler.pipeline import Readers
from crawler.reading import Reading
from crawler.tally import Tally
from crawler.text.fingerprint import fingerprint
from crawler.text.urls import canonical_url, is_front
from spiders.announced import Announced
from spiders.base import Wanted
from spiders.politeness import due
from spiders.read_place import read_place
from storage.store import Store

_log = logging.getLogger(__name__)
MOST_NEW = 500  # articles of one document; a first look at a site must not become a copy of it
MOST_AGAIN = 25  # articles of a source that one run looks at again; the others wait for the next
_GONE = frozenset({404, 410})


class Progress(Protocol):
    """What a crawl tells while it goes on; called in the event loop, so quick and never raising."""

    def source_started(self, source: Source) -> None: ...

    def links_found(self, source: str, links: int, due: int) -> None:
        """`links` announced so far in this run, of which `due` are fetched."""

    def page_done(self, source: str, url: str, outcome: Outcome) -> None: ...

    def decided(self, decision: Decision) -> None:
        """A decision was stored; verdict same is not told."""

    def source_finished(self, report: SourceReport) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class RunContext:
    """What all sources of one run share."""

    run: int
    store: Store
    readers: Readers
    policies: Mapping[str, AlertPolicy]  # by the subscriber's name
    recheck: timedelta
    keep: Keep
    clock: Callable[[], datetime]
    progress: Progress


class SourceErrand:
    """See the module. `finish` gives the report; what is told after it, by a request cut off, is not heard."""

    def __init__(self, source: Source, context: RunContext) -> None:
        self.source = source
        self.decisions: list[Decision] = []
        self.rosters: list[RosterChange] = []
        self._context = context
        self._tally = Tally()
        self._announced: set[str] = set()
        self._asked: set[str] = set()
        self._validators: dict[str, tuple[int, str | None, str | None]] = {}
        self._over = False
        self._documents: dict[str, bool] = {}  # address of a document → it came anew
        self._first = context.store.is_first_crawl(source.id, context.run)

    def needs(self, place: Discovery) -> bool:
        """False for a fallback in a run in which the places before it announced enough, or were as they had been."""
        served = len(self._announced) >= max(1, self.source.floors.links_per_run) or self._tally.same_documents > 0
        return not (place.fallback and served)

    # --- what a spider asks

    def now(self) -> datetime:
        """The run's clock."""
        return self._context.clock()

    def last_visit(self, url: str) -> Visit | None:
        """What is remembered of an address, for a conditional request."""
        return self._context.store.visit(canonical_url(url))

    def wanted(self, links: tuple[Link, ...], warnings: tuple[str, ...]) -> tuple[Wanted, ...]:
        """Note what was announced; give back those to fetch now, each address once a run, at most `MOST_NEW`.

        A first crawl passes over all beyond that, which is old, for good; a later one leaves it to the next run.
        """
        for warning in warnings:
            _log.info("announced oddly: %s", warning)
        self._tally.notes += [] if links else warnings
        self._tally.saw(links, self.now())
        chosen = self._due(links)
        chosen, beyond = chosen[:MOST_NEW], chosen[MOST_NEW:]
        if self._first:
            passed = [self._visit(link.url, Outcome.PASSED_OVER, link=link) for link, _ in beyond]
            self._context.store.record_visits(passed, self._context.run)
        else:
            self._tally.left += len(beyond)
        self._asked.update(canonical_url(link.url) for link, _ in chosen)
        self._tally.wanted += len(chosen)
        self._context.progress.links_found(self.source.id, len(self._announced), self._tally.wanted)
        return chosen

    def _due(self, links: Iterable[Link]) -> tuple[Wanted, ...]:
        keys = {canonical_url(link.url): link for link in links}
        self._announced.update(keys)
        visits, now, chosen = self._context.store.visits(keys), self.now(), list[Wanted]()
        for key, link in keys.items():
            visit = visits.get(key)
            if key in self._asked:
                continue
            if due(link, visit, now):
                chosen.append((link, visit))
            elif visit is not None and visit.outcome is Outcome.FAILED:
                self._tally.still_missing += 1
        return tuple(chosen)

    def asked_before(self, url: str) -> None:
        """Note an article that an earlier run asked for and this one has the answer of."""
        self._asked.add(canonical_url(url))
        self._tally.wanted += 1

    def again(self, place: Discovery) -> tuple[Wanted, ...]:
        """Articles with a move that are due for another look, after the last place; at most `MOST_AGAIN`."""
        places = self.source.discovery
        if any(self.needs(later) for later in places[places.index(place) + 1 :]):
            return ()
        due_again = self._context.store.due_again(self.source.id, self.now(), MOST_AGAIN)
        visits = [visit for visit in due_again if visit.url not in self._asked]
        self._asked.update(visit.url for visit in visits)
        self._tally.wanted += len(visits)
        if visits:
            self._context.progress.links_found(self.source.id, len(self._announced), self._tally.wanted)
        return tuple((Link(source=self.source.id, url=v.url, title=v.announced_title), v) for v in visits)

    async def understand(self, document: Page, place: Discovery) -> Announced:
        """What a feed, sitemap or listing announces, read in a worker: one made to take long must not hold up a run.

        A roster announces nothing; who is on it is kept. Raises InputError where the document is none of the place's
        kind, or ended or outlasted its worker.
        """
        found = await self._context.readers.run(read_place, document, self.source, place, where=document.asked_url)
        self.look(place, found)
        return found

    def look(self, place: Discovery, found: Announced) -> None:
        """Compare a roster with the last look at it; the first one changes nothing. Raises InputError as it does."""
        if place.kind is not DiscoveryKind.ROSTER or self._over:
            return
        people, store, now = found.people, self._context.store, self.now()
        before, change = store.roster(place.url), None
        if before and before.members:
            change = compare_rosters(
                before.members, people, place=place, source=self.source.id, at=now, since=before.looked_at
            )
        store.keep_roster(place, source=self.source.id, members=people, change=change, run=self._context.run, now=now)
        self.rosters += [change] if change else []

    def _is_roster(self, url: str) -> bool:
        return any(place.url == url and place.kind is DiscoveryKind.ROSTER for place in self.source.discovery)

    # --- what a spider reports

    def answered(self, url: str, *, status: int, etag: str | None, last_modified: str | None) -> None:
        """Keep what the next conditional request must say, until the visit is recorded."""
        self._validators[canonical_url(url)] = (status, etag, last_modified)

    def discovered(self, url: str, *, changed: bool) -> None:
        """Note that a feed, sitemap or listing was read, or was the same as before."""
        self._documents[url] = changed
        if self._is_roster(url):  # it announces nothing, and so says nothing of how well articles are announced
            if not changed and not self._over:
                self._context.store.roster_is_unchanged(url, self.now())
        elif changed:
            self._tally.fresh_documents += 1
        else:
            self._tally.same_documents += 1

    def unchanged(self, link: Link) -> None:
        """Note that an article is as it was; its visit stays that of its last change."""
        if self._over:
            return
        before = self.last_visit(link.url)
        if before is not None:
            _status, etag, last_modified = self._validators.pop(before.url, (304, None, None))
            kept = replace(
                before,
                etag=etag or before.etag,
                last_modified=last_modified or before.last_modified,
                title_mark=fingerprint(link.title) if link.title else before.title_mark,
            )
            if link.title and before.announced_title:
                kept = replace(kept, announced_title=link.title)
            if kept != before:
                self._context.store.note_visit(kept, self._context.run)
            self._looked(before.url, there=True)
        self._done(link.url, Outcome.UNCHANGED)

    def failed(self, url: str, reason: str, *, status: int | None = None, link: Link | None = None) -> None:
        """Note in words that an article (`link`) or a place of discovery could not be had."""
        if self._over:
            return
        before = self.last_visit(url)
        watched = link is not None and before is not None and self._context.store.is_watched(before.url)
        if watched and self._is_gone(url, status):
            return
        if link is None:
            beside = self._is_roster(url) and any(place.url != url for place in self.source.discovery)
            (self._tally.beside if beside else self._tally.errors).append(f"{url}: {reason}")
        else:
            self._tally.failures.append((url, reason))
        if not watched and (before is None or before.outcome is not Outcome.DISCOVERY):
            failures = before.failures + 1 if before else 1
            visit = self._visit(url, Outcome.FAILED, link=link, detail=reason, status=status)
            # Without validators: a page that was never read must not be called unchanged next time.
            visit = replace(visit, failures=failures, etag=None, last_modified=None)
            self._context.store.record_visit(visit, self._context.run)
        if link is not None:
            self._done(url, Outcome.FAILED)

    def _looked(self, key: str, *, there: bool) -> None:
        context = self._context
        context.store.looked_again(key, context.run, self.now(), recheck=context.recheck, there=there)

    def _is_gone(self, url: str, status: int | None) -> bool:
        """Note a look at an article with a move that was not had; True where its publisher says that it is gone."""
        context, key = self._context, canonical_url(url)
        if status not in _GONE:
            self._looked(key, there=False)
            return False
        context.store.missing(key, status, context.run, self.now(), recheck=context.recheck)
        self._done(url, Outcome.GONE)
        return True

    # --- what a spider brings

    async def take(self, page: Page) -> None:
        """Read a page, decide what it means, store it; whatever is wrong with it, the crawl goes on."""
        try:
            reading = await self._context.readers.read(page, self._keeps(page))
        except InputError as error:
            self.failed(page.asked_url, error.detail, status=page.status, link=page.announced)
            return
        except LabmovesError:
            raise
        except Exception as error:
            _log.exception("reading %s failed: this is a fault in labmoves", page.asked_url)
            self.failed(page.asked_url, f"internal error ({type(error).__name__})", link=page.announced)
            return
        self.keep(page, reading)

    def _keeps(self, page: Page) -> Keep:
        """Of an article that is stored, the next text is too, also where it tells of no move any more."""
        keep, text_hash = self._context.keep, self._context.store.text_hash
        return Keep.SCREENED if keep is Keep.FLAGGED and text_hash(canonical_url(page.asked_url)) else keep

    def keep(self, page: Page, reading: Reading) -> None:
        """Decide what a page that was read means, and store it; of the page itself its body is not needed."""
        if self._over:
            return
        article, asked = reading.article, canonical_url(page.asked_url)
        if is_front(page.final_url) and not is_front(asked) and self._context.store.is_watched(asked):
            self.failed(page.asked_url, "it leads to the front page now", status=page.status, link=page.announced)
            return
        if not reading.screening.passed:
            self._tally.sizes.append(reading.size)
        if article is None or (isinstance(article, Rejected) and not reading.screening.passed):
            self._record(page, Outcome.SCREENED_OUT, mark=reading.mark)
        elif isinstance(article, Rejected):
            self._tally.refused[article.reason] += 1
            self._record(page, Outcome.REJECTED, detail=": ".join(filter(None, (article.reason, article.detail))))
        else:
            self._keep_article(page, article, reading)

    def _keep_article(self, page: Page, article: Article, reading: Reading) -> None:
        store, now = self._context.store, self.now()
        if store.is_known(article):
            self._same_text(page)
            return
        keep, passed = self._context.keep, reading.screening.passed
        outcome = Outcome.MATCHED if reading.mentions else Outcome.NO_MOVE if passed else Outcome.SCREENED_OUT
        if not reading.mentions and keep is Keep.FLAGGED and store.text_hash(article.url) is None:
            self._record(page, outcome, mark=fingerprint(article.text_hash))
            return
        visit = self._visit(page.asked_url, outcome, link=page.announced, status=page.status)
        with store.together():  # a person may judge a move meanwhile
            known, spoken_of = store.known_moves(reading.mentions), store.spoken_of(article.url)
            audience = Audience(policies=self._context.policies, heard=store.letters.heard(known))
            decisions = decide_article(article, reading.mentions, known, now, audience, self._first, spoken_of)
            store.apply(
                article, reading.mentions, decisions, visit, self._context.run, now, self._context.recheck,
                words=reading.words,
            )  # fmt: skip
        for decision in decisions:
            if decision.verdict is not Verdict.SAME:
                self.decisions.append(decision)
                self._context.progress.decided(decision)
        self._done(page.asked_url, outcome)

    def _same_text(self, page: Page) -> None:
        """The body came, with nothing new in it: perhaps under a second address, which then is visited for good."""
        before = self.last_visit(page.asked_url)
        if before is None or before.outcome is not Outcome.MATCHED:
            visit = self._visit(page.asked_url, Outcome.UNCHANGED, link=page.announced, status=page.status)
            self._context.store.note_visit(visit, self._context.run)
            self._looked(visit.url, there=True)
            self._done(page.asked_url, Outcome.UNCHANGED)
        else:
            self.unchanged(page.announced or Link(source=self.source.id, url=page.asked_url))

    def _record(self, page: Page, outcome: Outcome, detail: str = "", mark: bytes | None = None) -> None:
        """Keep a visit that brought no article; not in the place of one with a move, since it may be a block page."""
        key = canonical_url(page.asked_url)
        if self._context.store.is_watched(key):
            self._looked(key, there=False)
            self._done(page.asked_url, outcome)
            return
        before = self.last_visit(page.asked_url)
        visit = self._visit(page.asked_url, outcome, link=page.announced, detail=detail, status=page.status)
        visit = replace(visit, fingerprint=mark)
        self._context.store.note_visit(visit, self._context.run)
        same = mark is not None and before is not None and before.fingerprint == visit.fingerprint
        self._done(page.asked_url, Outcome.UNCHANGED if same else outcome)

    def _visit(
        self, url: str, outcome: Outcome, *, link: Link | None = None, detail: str = "", status: int | None = None
    ) -> Visit:
        key = canonical_url(url)
        answered, etag, last_modified = self._validators.pop(key, (status, None, None))
        return Visit(
            url=key,
            source=self.source.id,
            fetched_at=self.now(),
            outcome=outcome,
            status=status or answered,
            detail=detail,
            etag=etag,
            last_modified=last_modified,
            announced_title=link.title if link and outcome is Outcome.MATCHED else None,
            title_mark=fingerprint(link.title) if link and link.title else None,
        )

    def _done(self, url: str, outcome: Outcome) -> None:
        self._tally.outcomes[outcome] += 1
        self._context.progress.page_done(self.source.id, url, outcome)

    # --- the end

    def broke(self, reason: str) -> None:
        """Note that the run of this source itself failed."""
        self._tally.errors.append(reason)

    def finish(self, *, complete: bool) -> SourceReport:
        """Record the documents read, and sum up.

        Their ETags are kept only where every article they announced was had: else the next request must bring the
        whole document again, or what was missed would hide behind a 304 for good.
        """
        self._over = True
        tally = self._tally
        had_all = complete and not (tally.failures or tally.errors or tally.still_missing or tally.left)
        for url, changed in self._documents.items():
            visit = self._visit(url, Outcome.DISCOVERY)
            if not had_all:
                visit = replace(visit, etag=None, last_modified=None)
            if changed or not had_all:
                self._context.store.record_visit(visit, self._context.run)
        report = tally.report(self.source, len(self._announced), self.now(), judged=complete)
        self._context.progress.source_finished(report)
        return report
