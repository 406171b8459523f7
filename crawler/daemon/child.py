"""The process that crawls: `python -m crawler.daemon.child`, started by crawling.py with its task on standard input.

Exit code 0: the crawl ended, and something could be had. 1: it was not possible, or nothing could be had. Either way it
has said so in the log and the database; any other end is one that somebody else has to write down.
"""

from __future__ import annotations

import logging
import os
import pickle
import signal
import sys
import threading
from datetime import UTC, datetime

from crawler.crawl import CrawlReport, crawl, run_in_reactor
from crawler.daemon.crawling import Task
from crawler.errors import LabmovesError
from crawler.log import about, set_up_log
from crawler.model import Decision, Outcome, Source, SourceReport
from crawler.remote import remote_of
from storage.store import Store

_log = logging.getLogger("labmoves.crawl")


def main() -> int:
    """Do the task; gives the exit code."""
    task: Task = pickle.load(sys.stdin.buffer)  # noqa: S301 - our parent wrote it
    threading.Thread(target=_end_with_parent, daemon=True).start()
    set_up_log(task.settings.daemon.log)
    try:
        with Store.open(task.settings.database) as store:
            return 0 if done(task, store) else 1
    except KeyboardInterrupt:
        return 1
    except LabmovesError as error:
        _log.error("crawl not possible: %s", error)
    except Exception:
        _log.exception("a fault in labmoves; the next crawl is tried all the same")
    return 1


def done(task: Task, store: Store) -> bool:
    """Crawl, and tell of it in the log; False where not one source could be had."""
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
        rosters=len(report.rosters),
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


def _end_with_parent() -> None:
    os.read(0, 1)  # returns at the end of standard input: nobody holds its other end any more
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    code = main()
    logging.shutdown()
    # Everything is stored and the workers are gone. What is left, such as a thread that looks up a name, or a request
    # that was cut off, must neither hold up the end nor complain of it.
    os._exit(code)
