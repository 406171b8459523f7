"""A crawl as the daemon's child does it: what it does is told in the log, whatever comes of it."""

from __future__ import annotations

import logging
from datetime import UTC, datetime

from crawler.crawl import CrawlReport, crawl, run_in_reactor
from crawler.daemon.crawling import Task
from crawler.errors import LabmovesError
from crawler.log import about, set_up_log
from crawler.model import Decision, Outcome, Source, SourceReport
from crawler.remote import remote_of
from storage.store import Store

_log = logging.getLogger("labmoves.crawl")


def carry_out(task: Task) -> bool:
    """Crawl; False where it was not possible, or not one source could be had. Never raises."""
    set_up_log(task.settings.daemon.log)
    try:
        with Store.open(task.settings.database) as store:
            return _done(task, store)
    except KeyboardInterrupt:
        return False
    except LabmovesError as error:
        _log.error("crawl not possible: %s", error)
    except Exception:
        _log.exception("a fault in labmoves; the next crawl is tried all the same")
    return False


def _done(task: Task, store: Store) -> bool:
    _log.info("crawl started", extra=about(sources=[source.id for source in task.sources]))
    with remote_of(task.settings, datetime.now(UTC)) as remote:
        report: CrawlReport = run_in_reactor(
            lambda: crawl(
                task.sources,
                task.settings,
                store,
                command="daemon",
                clock=lambda: datetime.now(UTC),
                progress=LoggedProgress(),
                allow_hosts=task.allow_hosts,
                deadline=task.settings.daemon.deadline,
                remote=remote,
            )
        )
    failing = [r.source for r in report.sources if r.health == "failing"]
    fields = about(
        run=report.run,
        seconds=round((report.finished_at - report.started_at).total_seconds(), 1),
        pages=sum(r.pages for r in report.sources),
        changes=len(report.decisions),
        teams=len(report.teams),
        failing=failing,
    )
    _log.info("crawl %s", report.outcome, extra=fields)
    return len(failing) < len(report.sources)


class LoggedProgress:
    """A crawl's progress as log lines: what was decided, and sources in trouble."""

    def source_started(self, source: Source) -> None:
        """Nothing: the crawl's own line names the sources."""

    def links_found(self, source: str, links: int, due: int) -> None:
        """Nothing: the source's report has the count."""

    def page_done(self, source: str, url: str, outcome: Outcome) -> None:
        """Nothing: one line a page would bury the news."""

    def decided(self, decision: Decision) -> None:
        """One line for each change, with its move's key."""
        move = decision.move
        fields = about(key=move.key, kind=move.kind.value, person=move.person, lab=move.lab, url=decision.article_url)
        _log.info("move %s", decision.verdict.value, extra=fields)

    def source_finished(self, report: SourceReport) -> None:
        """One line for each source that is not well."""
        if report.health != "ok":
            trouble = "; ".join((*report.errors, *report.issues))
            _log.warning("source %s", report.health, extra=about(source=report.source, trouble=trouble))
