"""What all sources of one run share, and what a crawl tells while it goes on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from crawler.audience import AlertPolicy
from crawler.model import Decision, Keep, Outcome, Source, SourceReport
from crawler.pipeline import Readers
from storage.store import Store


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
