"""`labmoves crawl`: one run, seen live, and told at its end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

import click
from rich.live import Live
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn
from rich.text import Text

from crawler.alerts.deliver import DeliveryReport, deliver
from crawler.cli.alerts import print_delivery
from crawler.cli.lab_ids import check_alert_labs, check_team_labs
from crawler.cli.main import EXIT_INTERRUPTED
from crawler.cli.session import Session, session
from crawler.cli.show import (
    HEALTH_STYLE,
    NO_NETWORK,
    SOURCE_COLUMNS,
    STATUS_STYLE,
    move_line,
    no_network,
    print_json,
    short_key,
    source_row,
    table,
    team_lines,
    words,
)
from crawler.cli.sources import choose
from crawler.crawl import CrawlReport, run_in_reactor
from crawler.crawl import crawl as run_crawl
from crawler.frontier.frontier import Frontier
from crawler.model import Decision, Outcome, Source, SourceReport, Verdict
from crawler.remote import Remote
from crawler.sources.load import load_catalog
from storage.runs import INTERRUPTED
from storage.store import Store

_COLUMNS = ("change", "person", "move", "lab", "status", "because", "source", "key")


@click.command()
@click.argument("wanted", metavar="[SOURCE]...", nargs=-1)
@click.option("--no-alerts", is_flag=True, help="Leave the letters in the outbox.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object: decisions, sources, letters.")
@session
def crawl(session: Session, wanted: tuple[str, ...], no_alerts: bool, as_json: bool) -> None:
    """Fetch what is new from the sources, and say what it means.

    Without SOURCE all sources are crawled, whether due or not. At the end waiting letters are sent. One failing
    source is told and does no harm; exit code 1 when all of them fail.

    \b
    Examples:
      labmoves crawl
      labmoves crawl huxiu techcrunch
      labmoves crawl --no-alerts --json
    """
    crawl_and_tell(session, wanted, "crawl", no_alerts=no_alerts, as_json=as_json)


def crawl_and_tell(
    session: Session,
    wanted: tuple[str, ...],
    command: str,
    *,
    no_alerts: bool,
    as_json: bool,
    frontier: Frontier | None = None,
) -> None:
    """One run over the wanted sources, told at its end; fetched by the workers of a shared queue where one is given."""
    settings = session.settings
    check_alert_labs(settings)
    chosen = choose(load_catalog(settings.sources_folder), wanted)
    check_team_labs(settings, chosen)
    remote = Remote(frontier, settings, session.now()) if frontier else None
    with Store.open(settings.database) as store:
        with _shown(session, chosen) as progress:
            report = run_in_reactor(
                lambda: run_crawl(
                    chosen, settings, store, command=command, clock=session.now, progress=progress, remote=remote
                )
            )
        letters = None if no_alerts else deliver(store, settings, session.now())
    if as_json:
        print_json({"run": report, "letters": letters})
    else:
        _tell(session, report, letters)
    if report.outcome == INTERRUPTED:
        raise click.exceptions.Exit(EXIT_INTERRUPTED)
    if report.sources and all(r.health == "failing" for r in report.sources):
        raise click.exceptions.Exit(1)


def _tell(session: Session, report: CrawlReport, letters: DeliveryReport | None) -> None:
    out = session.out
    if report.decisions:
        table(out, _COLUMNS, [_row(d) for d in _by_move(report.decisions)], styles=STATUS_STYLE)
    elif not report.settled and not report.teams:
        out.print("No news.")
    for move in report.settled:
        out.print(Text(f"in effect now: {move_line(move)}"))
    for line in (line for change in report.teams for line in team_lines(change)):
        out.print(Text(line))
    out.print()
    if no_network([report.errors for report in report.sources]):
        out.print(Text(f"Of {len(report.sources)} sources {NO_NETWORK}.", style=HEALTH_STYLE["failing"]))
    else:
        table(out, SOURCE_COLUMNS, [source_row(r) for r in report.sources], styles=HEALTH_STYLE)
    out.print()
    if letters is not None and (letters.sent or letters.failed or letters.troubles):
        print_delivery(session, letters)
    seconds = (report.finished_at - report.started_at).total_seconds()
    out.print(f"Run {report.run} {report.outcome} in {seconds:.0f} s.")


def _by_move(decisions: Sequence[Decision]) -> list[Decision]:
    """One decision a move, with what the run made of it in all: what was new stays new, as the run left it."""
    found: dict[str, Decision] = {}
    for decision in decisions:
        first = found.get(decision.move.key)
        because = dict.fromkeys((*(first.because if first else ()), *decision.because))
        verdict = first.verdict if first and first.verdict is Verdict.NEW else decision.verdict
        found[decision.move.key] = replace(decision, verdict=verdict, because=tuple(because))
    return sorted(found.values(), key=lambda d: list(Verdict).index(d.verdict))


def _row(decision: Decision) -> tuple[str, ...]:
    m = decision.move
    because = "" if decision.verdict is Verdict.NEW else "; ".join(decision.because)
    return (
        decision.verdict.value,
        m.person,
        words(m.kind),
        m.lab,
        m.status.value,
        because,
        decision.source,
        short_key(m),
    )


@contextmanager
def _shown(session: Session, chosen: list[Source]) -> Iterator[LiveProgress]:
    """Live on a terminal; elsewhere nothing until the end, because a log is no place for a moving bar."""
    progress = LiveProgress(session, len(chosen))
    if not session.err.is_terminal:
        yield progress
        return
    with Live(progress.bars, console=session.err, transient=True, refresh_per_second=8):
        yield progress


class LiveProgress:
    """What a crawl tells while it goes on: a bar for each source under way, and a line above them for each change."""

    def __init__(self, session: Session, sources: int) -> None:
        self._console = session.err
        self.bars = Progress(
            TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), console=session.err, auto_refresh=False
        )
        self._all = self.bars.add_task("sources", total=sources)
        self._tasks: dict[str, TaskID] = {}
        self._done, self._due = Counter[str](), Counter[str]()

    def source_started(self, source: Source) -> None:
        """A bar appears, without an end until the links are known."""
        self._tasks[source.id] = self.bars.add_task(source.id, total=None)

    def links_found(self, source: str, links: int, due: int) -> None:
        """The bar gets its length, the pages that are fetched; with none it goes."""
        self._due[source] = due
        self._set(source)

    def page_done(self, source: str, url: str, outcome: Outcome) -> None:
        """The bar moves on, and goes when it is full: thirty finished ones would push the others off the screen."""
        if outcome is not Outcome.DISCOVERY:
            self._done[source] += 1
            self._set(source)

    def decided(self, decision: Decision) -> None:
        """News is shown when it is found."""
        if self._console.is_terminal:
            line = f"{decision.verdict.value:9} {move_line(decision.move)} ({decision.source})"
            self._console.print(Text(line, style="bold"))

    def source_finished(self, report: SourceReport) -> None:
        """The bar goes; the overall one moves on."""
        task = self._tasks.pop(report.source, None)
        if task is not None:
            self.bars.remove_task(task)
        self.bars.advance(self._all)

    def _set(self, source: str) -> None:
        done, due = self._done[source], self._due[source]
        self.bars.update(self._tasks[source], completed=done, total=due, visible=done < due)
