"""`labmoves daemon`: keep watching."""

from __future__ import annotations

import logging
import time

import click

from crawler.cli.crawl import check_alert_labs, check_roster_labs
from crawler.cli.session import Session, session
from crawler.cli.sources import choose
from crawler.daemon import Daemon, run_daemon
from crawler.sources.load import load_catalog
from storage.store import Store


@click.command()
@click.option("--once", is_flag=True, help="One round: crawl what is due, send what is due, and end. For cron.")
@session
def daemon(session: Session, once: bool) -> None:
    """Keep watching: crawl each source when due, send letters.

    It logs to standard error, listens on no port, and ends cleanly at SIGTERM or Ctrl-C.

    \b
    Examples:
      labmoves daemon
      labmoves daemon --once           as a cron job:  */10 * * * *  labmoves daemon --once
    """
    settings = session.settings
    check_alert_labs(settings)
    sources = choose(load_catalog(settings.sources_folder), ())
    check_roster_labs(settings, sources)
    with Store.open(settings.database):
        pass  # a database that cannot be used is told now, not in a log line every minute
    handler = logging.StreamHandler()
    handler.setFormatter(_UtcLines("%(asctime)sZ %(levelname)s %(message)s", "%Y-%m-%dT%H:%M:%S"))
    logging.basicConfig(level=logging.INFO, handlers=[handler])
    for chatty in ("scrapy", "twisted"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
    logging.getLogger("apscheduler").setLevel(logging.ERROR)  # a crawl longer than a minute is no warning
    if not run_daemon(Daemon(sources=sources, settings=settings, clock=session.now), once=once):
        raise click.exceptions.Exit(1)


class _UtcLines(logging.Formatter):
    """Log times in UTC, as everywhere."""

    converter = staticmethod(time.gmtime)
