"""What became of each address that a source's run asked for: its visit stored, its outcome counted and told."""

from __future__ import annotations

from dataclasses import replace

from crawler.errand.run import RunContext
from crawler.errand.tally import Tally
from crawler.model import Link, Outcome, Page, Source, Visit
from crawler.text.fingerprint import fingerprint
from crawler.text.urls import canonical_url

_GONE = frozenset({404, 410})


class Visits:
    """The visits of one source in one run. An article with a move keeps its visit, and each look at it is noted."""

    def __init__(self, source: Source, context: RunContext, tally: Tally) -> None:
        self._source, self._context, self._tally = source, context, tally
        self._validators: dict[str, tuple[int, str | None, str | None]] = {}

    def last(self, url: str) -> Visit | None:
        """What is remembered of an address."""
        return self._context.store.visit(canonical_url(url))

    def is_watched(self, url: str) -> bool:
        """True for the address of an article with a move, which is looked at again."""
        return self._context.store.is_watched(canonical_url(url))

    def answered(self, url: str, *, status: int, etag: str | None, last_modified: str | None) -> None:
        """Keep what the next conditional request must say, until the visit is recorded."""
        self._validators[canonical_url(url)] = (status, etag, last_modified)

    def unchanged(self, link: Link) -> None:
        """Note that an article is as it was; its visit stays that of its last change."""
        before = self.last(link.url)
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
        self.done(link.url, Outcome.UNCHANGED)

    def same_text(self, page: Page) -> None:
        """The body came, with nothing new in it: perhaps under a second address, which then is visited for good."""
        before = self.last(page.asked_url)
        if before is None or before.outcome is not Outcome.MATCHED:
            visit = self.visit(page.asked_url, Outcome.UNCHANGED, link=page.announced, status=page.status)
            self._context.store.note_visit(visit, self._context.run)
            self._looked(visit.url, there=True)
            self.done(page.asked_url, Outcome.UNCHANGED)
        else:
            self.unchanged(page.announced or Link(source=self._source.id, url=page.asked_url))

    def nothing(self, page: Page, outcome: Outcome, detail: str = "", mark: bytes | None = None) -> None:
        """Keep a visit that brought no article; not in the place of one with a move, since it may be a block page."""
        if self.is_watched(page.asked_url):
            self._looked(canonical_url(page.asked_url), there=False)
            self.done(page.asked_url, outcome)
            return
        before = self.last(page.asked_url)
        visit = self.visit(page.asked_url, outcome, link=page.announced, detail=detail, status=page.status)
        visit = replace(visit, fingerprint=mark)
        self._context.store.note_visit(visit, self._context.run)
        same = mark is not None and before is not None and before.fingerprint == visit.fingerprint
        self.done(page.asked_url, Outcome.UNCHANGED if same else outcome)

    def failed(self, url: str, reason: str, *, status: int | None, link: Link | None) -> bool:
        """Keep a visit that was in vain; False where the publisher says that an article with a move is gone."""
        before, watched = self.last(url), link is not None and self.is_watched(url)
        if watched and status in _GONE:
            self._missing(url, status)
            return False
        if watched:
            self._looked(canonical_url(url), there=False)
        elif before is None or before.outcome is not Outcome.DISCOVERY:
            failures = before.failures + 1 if before else 1
            visit = self.visit(url, Outcome.FAILED, link=link, detail=reason, status=status)
            # Without validators: a page that was never read must not be called unchanged next time.
            visit = replace(visit, failures=failures, etag=None, last_modified=None)
            self._context.store.record_visit(visit, self._context.run)
        if link is not None:
            self.done(url, Outcome.FAILED)
        return True

    def _looked(self, key: str, *, there: bool) -> None:
        context = self._context
        context.store.looked_again(key, context.run, context.clock(), recheck=context.recheck, there=there)

    def _missing(self, url: str, status: int | None) -> None:
        context = self._context
        assert status is not None
        context.store.missing(canonical_url(url), status, context.run, context.clock(), recheck=context.recheck)
        self.done(url, Outcome.GONE)

    def visit(
        self, url: str, outcome: Outcome, *, link: Link | None = None, detail: str = "", status: int | None = None
    ) -> Visit:
        """The visit to an address that was just made, with what the answer said for the next request."""
        key = canonical_url(url)
        answered, etag, last_modified = self._validators.pop(key, (status, None, None))
        return Visit(
            url=key,
            source=self._source.id,
            fetched_at=self._context.clock(),
            outcome=outcome,
            status=status or answered,
            detail=detail,
            etag=etag,
            last_modified=last_modified,
            announced_title=link.title if link and outcome is Outcome.MATCHED else None,
            title_mark=fingerprint(link.title) if link and link.title else None,
        )

    def done(self, url: str, outcome: Outcome) -> None:
        """Count an address's outcome, and tell it."""
        self._tally.outcomes[outcome] += 1
        self._context.progress.page_done(self._source.id, url, outcome)
