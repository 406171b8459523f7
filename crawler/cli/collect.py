"""`labmoves collect` and `labmoves worker`: one crawl by several machines, which share its queue."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

import click
from rich.live import Live
from rich.text import Text

from crawler.cli.crawl import crawl_and_tell
from crawler.cli.session import Session, session
from crawler.cli.show import print_json
from crawler.errors import UsageError
from crawler.fetching import run_in_reactor
from crawler.frontier.frontier import Frontier, State
from crawler.frontier.messages import Notice

_EVERY = 30.0  # seconds between two notes on standard error when it is no terminal
_queue = click.option(
    "--queue", metavar="URL", help="The Redis of the queue, redis://HOST:6379/0; else crawl.queue of the configuration."
)


@click.command()
@click.argument("wanted", metavar="[SOURCE]...", nargs=-1)
@_queue
@click.option("--no-alerts", is_flag=True, help="Leave the letters in the outbox.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object: decisions, sources, letters.")
@session
def collect(session: Session, wanted: tuple[str, ...], queue: str | None, no_alerts: bool, as_json: bool) -> None:
    """Crawl by the workers that share a queue; store what they bring.

    As `labmoves crawl`, but nothing is fetched here: what is due goes into the queue of a Redis, `labmoves worker` on
    any number of machines fetches and reads it, and what it says is decided and stored here, by the one process that
    owns the database. It waits for workers where there are none yet. Exit codes are those of `labmoves crawl`; 1 also
    where Redis fails: what was stored by then is kept, and all else is asked for by the next run.

    \b
    Examples:
      labmoves collect --queue redis://10.0.0.5:6379/0
      labmoves collect huxiu techcrunch --no-alerts --json
      LABMOVES_CRAWL_QUEUE=rediss://:password@10.0.0.5:6379/0 labmoves collect
    """
    with Frontier(_address(session, queue)) as frontier:
        crawl_and_tell(session, wanted, "collect", no_alerts=no_alerts, as_json=as_json, frontier=frontier)


@click.command()
@_queue
@click.option("--once", is_flag=True, help="End with the run that is under way, or else the next one.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object at the end.")
@session
def worker(session: Session, queue: str | None, once: bool, as_json: bool) -> None:
    """Fetch and read pages for `labmoves collect`, on this machine.

    It serves one run after the other and waits between them, until SIGTERM or Ctrl-C; it needs no database. How fast
    a host is asked is kept in the queue, for all workers together; concurrency, time limits, robots.txt and which
    private hosts may be asked are this machine's own configuration. Exit code 2 where this machine's labmoves, lexicon
    or layouts are not those of collect, 1 where Redis fails.

    \b
    Examples:
      labmoves worker --queue redis://10.0.0.5:6379/0
      labmoves worker --once --json
      LABMOVES_CRAWL_QUEUE=rediss://:password@10.0.0.5:6379/0 labmoves worker
    """
    with Frontier(_address(session, queue)) as frontier:
        from crawler.worker import work  # noqa: PLC0415 - it needs the extra, of which Frontier has told by now

        with _shown(session) as progress:
            report = run_in_reactor(
                lambda: work(frontier, session.settings, clock=session.now, progress=progress, once=once)
            )
    if as_json:
        print_json(report)
    else:
        runs = f"{report.runs} run{'' if report.runs == 1 else 's'}"
        given_back = f", {report.given_back} given back" if report.given_back else ""
        session.out.print(f"{report.answers:,} answers in {runs}, {report.failed} without a page{given_back}.")


def _address(session: Session, queue: str | None) -> str:
    if address := queue or session.settings.crawl.queue:
        return address
    raise UsageError("no queue is named", remedy="Say --queue redis://HOST:6379/0, or set crawl.queue")


@contextmanager
def _shown(session: Session) -> Iterator[_Told]:
    """One line that moves on a terminal; elsewhere a line now and then."""
    if not session.err.is_terminal:
        yield _Told(session, None)
        return
    with Live(console=session.err, transient=True, refresh_per_second=4) as live:
        yield _Told(session, live)


class _Told:
    """What a worker tells while it works."""

    def __init__(self, session: Session, live: Live | None) -> None:
        self._console, self._live = session.err, live
        self._answers, self._began, self._noted = 0, time.monotonic(), time.monotonic()
        self._say("waiting for a collect")

    def run_began(self, notice: Notice) -> None:
        """Whose run it is."""
        self._answers, self._began = 0, time.monotonic()
        self._console.print(Text(f"working for {notice.owner}"))

    def answered(self, url: str, trouble: str | None) -> None:
        """Counted; each alone would be too many lines."""
        self._answers += 1

    def looked(self, state: State) -> None:
        """How things stand, about twice a second."""
        rate = self._answers / max(time.monotonic() - self._began, 0.001)
        line = (
            f"{self._answers:,} answers, {rate:,.0f}/s; in the queue {state.waiting:,} waiting, {state.in_hand} in "
            f"hand, {state.answers:,} to be stored; {state.workers} workers"
        )
        if self._live is not None:
            self._live.update(Text(line))
        elif time.monotonic() - self._noted >= _EVERY:
            self._say(line)

    def run_ended(self) -> None:
        """A line for each run."""
        self._say(f"run over: {self._answers:,} answers")

    def _say(self, line: str) -> None:
        self._noted = time.monotonic()
        self._console.print(Text(line))
