"""`labmoves daemon`: keep watching."""

from __future__ import annotations

from dataclasses import replace

import click

from crawler.cli.lab_ids import check_alert_labs, check_team_labs
from crawler.cli.session import Session, session
from crawler.cli.sources import choose
from crawler.config.load import load_settings
from crawler.daemon.daemon import Daemon, Watched
from crawler.daemon.process import run_daemon
from crawler.log import LogForm, set_up_log
from crawler.match.lexicons import load
from crawler.sources.load import load_catalog
from storage.store import Store


@click.command()
@click.option("--once", is_flag=True, help="One round: crawl what is due, send what is due, and end. For cron.")
@click.option("--log", type=click.Choice([form.value for form in LogForm]), help="How log lines look; else daemon.log.")
@session
def daemon(session: Session, once: bool, log: str | None) -> None:
    """Keep watching: crawl each source when due, send letters.

    It logs to standard error, and ends within ten seconds at SIGTERM or Ctrl-C; what was read by then is stored. At
    SIGHUP it reads configuration and catalog again; where they are wrong it says so and goes on as before. Each crawl
    is a process of its own, which may take daemon.deadline and daemon.memory. One daemon watches a database.

    \b
    Examples:
      labmoves daemon
      labmoves daemon --log json
      labmoves daemon --once           as a cron job:  */10 * * * *  labmoves daemon --once
    """

    form = None if log is None else LogForm(log)

    def read() -> Watched:
        return _watched(session, form)

    sources, settings = read()
    with Store.open(settings.database):
        pass  # a database that cannot be used is told now, not in a log line every minute
    set_up_log(settings.daemon.log)
    watching = Daemon(sources=sources, settings=settings, clock=session.now, read_again=read)
    if not run_daemon(watching, once=once):
        raise click.exceptions.Exit(1)


def _watched(session: Session, log: LogForm | None) -> Watched:
    """Sources and settings as their files are now. Raises ConfigError where one is wrong, the lexicon's included."""
    load.cache_clear()
    settings = load_settings(session.config, session.environment)
    check_alert_labs(settings)
    sources = choose(load_catalog(settings.sources_folder), ())
    check_team_labs(settings, sources)
    if log is not None:
        settings = replace(settings, daemon=replace(settings.daemon, log=log))
    return sources, settings
