"""One source's part of one run: which links are due, what became of each page, and the count of it all.

A spider asks, reports and brings its pages here; all of it happens in the event loop, so what is decided is decided
against the store as it is. Only the reading itself is done elsewhere (`Readers`).
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from crawler.decide.team import compare_teams
from crawler.errand.pages import Pages
from crawler.errand.run import RunContext
from crawler.errand.tally import Tally
from crawler.errand.visits import Visits
from crawler.errors import InputError, LabmovesError
from crawler.model import (
    Decision,
    Discovery,
    DiscoveryKind,
    Link,
    Outcome,
    Page,
    Source,
    SourceReport,
    TeamChange,
    Visit,
)
from crawler.reading import Reading
from crawler.text.urls import canonical_url, is_front
from spiders.announced import Announced
from spiders.base import Wanted
from spiders.politeness import due
from spiders.read_place import read_place

_log = logging.getLogger(__name__)
MOST_NEW = 500  # articles of one document; a first look at a site must not become a copy of it
MOST_AGAIN = 25  # articles of a source that one run looks at again; the others wait for the next


class SourceErrand:
    """See the module. `finish` gives the report; what is told after it, by a request cut off, is not heard."""

    def __init__(self, source: Source, context: RunContext) -> None:
        self.source = source
        self.decisions: list[Decision] = []
        self.teams: list[TeamChange] = []
        self._context = context
        self._first = context.store.is_first_crawl(source.id, context.run)
        self._tally = Tally()
        self._visits = Visits(source, context, self._tally)
        self._pages = Pages(context, self._visits, self._tally, first=self._first)
        self._announced: set[str] = set()
        self._asked: set[str] = set()
        self._documents: dict[str, bool] = {}  # address of a document → it came anew
        self._over = False

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
        return self._visits.last(url)

    def wanted(self, found: Announced) -> tuple[Wanted, ...]:
        """Note what was announced; give back those to fetch now, each address once a run, at most `MOST_NEW`.

        A first crawl passes over all beyond that, which is old, for good; a later one leaves it to the next run.
        """
        for warning in found.warnings:
            _log.info("announced oddly: %s", warning)
        self._tally.notes += [] if found.links else found.warnings
        self._tally.outdated = self._tally.outdated or found.outdated  # of an index and its maps, what the index says
        self._tally.saw(found.links, self.now())
        chosen = self._due(found.links)
        chosen, beyond = chosen[:MOST_NEW], chosen[MOST_NEW:]
        if self._first:
            passed = [self._visits.visit(link.url, Outcome.PASSED_OVER, link=link) for link, _ in beyond]
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

        A team's page announces nothing; who is on it is kept. Raises InputError where the document is not of the
        place's kind, or ended or outlasted its worker.
        """
        found = await self._context.readers.run(read_place, document, self.source, place, where=document.asked_url)
        self.look(place, found)
        return found

    def look(self, place: Discovery, found: Announced) -> None:
        """Compare a team's page with the last look at it; the first changes nothing. Raises InputError as it does."""
        if place.kind is not DiscoveryKind.TEAM or self._over:
            return
        people, store, now = found.people, self._context.store, self.now()
        before, change = store.team(place.url), None
        if before and before.members:
            change = compare_teams(
                before.members, people, place=place, source=self.source.id, at=now, since=before.looked_at
            )
        store.keep_team(place, source=self.source.id, members=people, change=change, run=self._context.run, now=now)
        self.teams += [change] if change else []

    def _is_team(self, url: str) -> bool:
        return any(place.url == url and place.kind is DiscoveryKind.TEAM for place in self.source.discovery)

    # --- what a spider reports

    def answered(self, url: str, *, status: int, etag: str | None, last_modified: str | None) -> None:
        """Keep what the next conditional request must say, until the visit is recorded."""
        self._visits.answered(url, status=status, etag=etag, last_modified=last_modified)

    def discovered(self, url: str, *, changed: bool) -> None:
        """Note that a feed, sitemap or listing was read, or was the same as before."""
        self._documents[url] = changed
        if self._is_team(url):  # it announces nothing, and so says nothing of how well articles are announced
            if not changed and not self._over:
                self._context.store.team_is_unchanged(url, self.now())
        elif changed:
            self._tally.fresh_documents += 1
        else:
            self._tally.same_documents += 1

    def unchanged(self, link: Link) -> None:
        """Note that an article is as it was; its visit stays that of its last change."""
        if not self._over:
            self._visits.unchanged(link)

    def failed(self, url: str, reason: str, *, status: int | None = None, link: Link | None = None) -> None:
        """Note in words that an article (`link`) or a place of discovery could not be had."""
        if self._over or not self._visits.failed(url, reason, status=status, link=link):
            return
        if link is not None:
            self._tally.failures.append((url, reason))
        else:
            beside = self._is_team(url) and any(place.url != url for place in self.source.discovery)
            (self._tally.beside if beside else self._tally.errors).append(f"{url}: {reason}")

    # --- what a spider brings

    async def take(self, page: Page) -> None:
        """Read a page, decide what it means, store it; whatever is wrong with it, the crawl goes on."""
        try:
            reading = await self._context.readers.read(page, self._pages.keeps(page))
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

    def keep(self, page: Page, reading: Reading) -> None:
        """Decide what a page that was read means, and store it; of the page itself its body is not needed."""
        if self._over:
            return
        asked = canonical_url(page.asked_url)
        if is_front(page.final_url) and not is_front(asked) and self._visits.is_watched(asked):
            self.failed(page.asked_url, "it leads to the front page now", status=page.status, link=page.announced)
            return
        self.decisions += self._pages.keep(page, reading)

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
            visit = self._visits.visit(url, Outcome.DISCOVERY)
            if not had_all:
                visit = replace(visit, etag=None, last_modified=None)
            if changed or not had_all:
                self._context.store.record_visit(visit, self._context.run)
        report = tally.report(self.source, len(self._announced), self.now(), judged=complete)
        self._context.progress.source_finished(report)
        return report
