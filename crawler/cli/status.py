"""`labmoves status`: does the watch itself work?"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

import click

from crawler.cli.session import Session, session
from crawler.cli.show import HEALTH_STYLE, NO_NETWORK, no_network, print_json, table
from crawler.cli.sources import choose
from crawler.config.schema import Settings
from crawler.errors import LabmovesError
from crawler.frontier.frontier import Frontier
from crawler.health import Condition, SourceHealth, checks, health_now
from crawler.sources.load import load_catalog
from crawler.text.durations import ago
from storage.health import Finding
from storage.lock import daemon_lock
from storage.store import Store

_LITTLE, _TOO_LITTLE = 10**9, 2 * 10**8  # bytes free; an upgrade copies the database first


@click.command()
@click.option("--strict", is_flag=True, help="Exit code 1 for warnings too.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object: the checks, and each source's condition.")
@session
def status(session: Session, strict: bool, as_json: bool) -> None:
    """Show whether the watch itself works: crawls, sources, letters, a shared queue, disk. For monitors too.

    Counts are of the last day. A source is healthy while its news arrives; it is failing where its last run could have
    nothing of it, silent where its newest article is older than its floors allow. Exit code 0 while no check is failing
    (a publisher that is down is a warning until half of them are), 1 where one is, 2 where the call or a file is wrong.

    \b
    Examples:
      labmoves status
      labmoves status --json | jq -r '.sources[] | select(.condition == "failing") | .source'
      labmoves status >/dev/null || mail -s "labmoves is not well" you@example.org </dev/null
    """
    settings, now = session.settings, session.now()
    sources = choose(load_catalog(settings.sources_folder), ())
    with Store.open(settings.database, read_only=True) as store:
        found = health_now(store, sources, settings.daemon, now)
    findings = [*checks(found), _daemon(settings.database), *_queue(settings), _disk(settings.database)]
    well = not any(each.health == "failing" or (strict and each.health == "warning") for each in findings)
    if as_json:
        print_json(
            {
                "well": well,
                "checks": findings,
                "healthy": found.healthy,
                "newest": found.newest,
                "sources": found.sources,
            }
        )
    else:
        rows = [*((each.check, each.health, each.detail) for each in findings), *_ailing(found.sources, now)]
        table(session.out, ("check", "health", "detail"), rows, styles=HEALTH_STYLE | {"silent": "bold red"})
    if not well:
        raise click.exceptions.Exit(1)


def _ailing(sources: Sequence[SourceHealth], now: datetime) -> Iterator[tuple[str, str, str]]:
    """A row for each source that is not well; without a network one for all."""
    if no_network([[each.detail] for each in sources if each.condition is not Condition.NEW]):
        yield "network", "failing", NO_NETWORK
        return
    for each in sources:
        if each.detail and not each.healthy:
            since = f" (since {ago(each.since, now)})" if each.since else ""
            yield each.source, each.condition.value, each.detail + since


def _daemon(database: Path) -> Finding:
    """None is no fault where cron calls `daemon --once`; that nothing crawls is another check's."""
    return Finding(check="daemon", health="ok", detail=daemon_lock(database).holder() or "none runs")


def _queue(settings: Settings) -> Iterator[Finding]:
    """The shared queue, where one is set: without it, or without a worker at it, nothing is crawled."""
    if settings.crawl.queue is None:
        return
    try:
        with Frontier(settings.crawl.queue) as frontier:
            state = frontier.look()
    except LabmovesError as error:
        yield Finding(check="queue", health="failing", detail=f"{error.detail}. {error.remedy}")
        return
    told = f"{state.workers} workers, {state.waiting + state.in_hand} addresses to fetch"
    lacking = "no worker is at it: `labmoves worker` is one"
    yield Finding(check="queue", health="ok" if state.workers else "warning", detail=told if state.workers else lacking)


def _disk(database: Path) -> Finding:
    free = shutil.disk_usage(database.parent).free
    state = "failing" if free < _TOO_LITTLE else "warning" if free < _LITTLE else "ok"
    return Finding(check="disk", health=state, detail=f"{free / 1e9:.1f} GB free beside the database")
