"""The `labmoves` command: its list of commands, and what becomes of errors.

A command's module is imported when the command is called, so that `labmoves --help` and a quick command never wait
for Scrapy or jieba. Exit codes: 0 done, 1 it could not be done, 2 the call or a file given was wrong, 130 Ctrl-C.
"""

from __future__ import annotations

import importlib
import io
import os
import sys
from pathlib import Path
from typing import Any

import click

from crawler.cli.session import Session
from crawler.errors import LabmovesError

# name → module:object, and the line shown in the list (a test keeps it equal to the command's own first line)
COMMANDS: dict[str, tuple[str, str]] = {
    "crawl": ("crawl:crawl", "Fetch what is new from the sources, and say what it means."),
    "collect": ("collect:collect", "Crawl by the workers that share a queue; store what they bring."),
    "worker": ("collect:worker", "Fetch and read pages for `labmoves collect`, on this machine."),
    "moves": ("moves:moves", "List the moves found so far, newest first."),
    "move": ("moves:move", "Show one move with every sentence that speaks of it."),
    "diff": ("diff:diff", "Show what changed: since you last looked, between two times, or between two runs."),
    "timeline": ("timeline:timeline", "Show the moves of a person or a lab in order, and how each became known."),
    "roster": ("labs:roster", "Show who is at a lab on a day, as far as the moves tell."),
    "flow": ("labs:flow", "Show who feeds whom: how many people went from one lab to another."),
    "merge": ("judge:merge", "Rule that two moves are one: the second becomes a part of the first."),
    "split": ("judge:split", "Rule that some mentions of a move speak of another one, which they make."),
    "dismiss": ("judge:dismiss", "Rule that a move is none: it leaves every list, and no letter tells of it."),
    "confirm": ("judge:confirm", "Rule that a move is true, whatever is denied later. No letter tells of it."),
    "undo": ("judge:undo", "Take a judgement back, as if it had not been."),
    "judgements": (
        "judge:judgements",
        "List what was ruled of moves by hand, newest first.",
    ),
    "rematch": (
        "rematch:rematch",
        "Read the stored texts with today's matcher, and show the mentions found, lost and read otherwise.",
    ),
    "history": ("history:history", "Show every stored version of an article, and what changed from one to the next."),
    "sources": ("sources:sources", "List the sources and how each did in its last run."),
    "teams": ("teams:teams", "Show who is on labs' pages of people, and who came and went."),
    "backfill": (
        "backfill:backfill",
        "Fill the history from web archives, such as Common Crawl's news archives (CC-NEWS).",
    ),
    "check": ("check:check", "Read one page or text and explain what was found, or why nothing."),
    "match": ("match:match", "Find the moves in lines of JSON, one article a line."),
    "extract": ("extract:extract", "Turn one HTML page into its article, as JSON."),
    "eval": ("eval:evaluate", "Score the matcher against labelled articles."),
    "alerts": ("alerts:alerts", "List letters, send those that wait, or a test letter."),
    "search": ("search:search", "Find stored articles by their words, the best first, with the sentence."),
    "export": ("export:export", "Write moves for a spreadsheet, a feed reader, a calendar or a program."),
    "serve": ("serve:serve", "Show the board in the browser: who moves, live over the database."),
    "backup": ("upkeep:backup", "Write a checked copy of the database, also while a crawl runs."),
    "restore": ("upkeep:restore", "Put a backup in the database's place; the present one is kept beside it."),
    "doctor": ("upkeep:doctor", "Examine the database: is the file whole, what is missing, waits or was cut off?"),
    "due": ("due:due", "Show when each source is crawled next, and why then."),
    "status": (
        "status:status",
        "Show whether the watch itself works: crawls, sources, letters, a shared queue, disk. For monitors too.",
    ),
    "daemon": ("daemon:daemon", "Keep watching: crawl each source when due, send letters."),
    "config": ("config:config", "Write or show the configuration."),
    "demo": ("demo:demo", "Show everything working against a small news site on this machine."),
}
# heading → its commands, as `labmoves --help` shows them (a test keeps every command under one heading)
SECTIONS = {
    "Watch": "crawl daemon due status sources teams backfill collect worker",
    "See what moved": "moves move diff timeline roster flow search history serve export",
    "Set right": "merge split dismiss confirm undo judgements rematch",
    "Letters": "alerts",
    "Read without a database": "check match extract eval",
    "Keep": "config backup restore doctor demo",
}
EXIT_INTERRUPTED = 130  # 128 + SIGINT, as shells have it
EXIT_BROKEN_PIPE = 141  # 128 + SIGPIPE: the reader of our output has gone


class Commands(click.Group):
    """The top group: loads a command when it is named, and turns errors into one line and an exit code."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, _, attribute = COMMANDS[cmd_name][0].partition(":")
        command: click.Command = getattr(importlib.import_module(f"crawler.cli.{module}"), attribute)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        for heading, names in SECTIONS.items():
            with formatter.section(heading):
                formatter.write_dl([(name, COMMANDS[name][1]) for name in names.split()])

    def invoke(self, ctx: click.Context) -> Any:
        try:
            result = super().invoke(ctx)
            if sys.stdout is not None:  # it is None where a shell closed it (>&-)
                sys.stdout.flush()
        except LabmovesError as error:
            _say(str(error))
            ctx.exit(error.exit_code)
        except KeyboardInterrupt:
            _say("interrupted")
            ctx.exit(EXIT_INTERRUPTED)
        except BrokenPipeError:
            # Nobody reads on; what is still buffered must not raise again while Python shuts down.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(EXIT_BROKEN_PIPE)
        except OSError as error:
            place = f"[{error.filename}] " if error.filename else ""
            _say(f"{place}{error.strerror or error}")
            ctx.exit(1)
        return result


def _say(line: str) -> None:
    click.echo(f"labmoves: {' '.join(line.split())}", err=True)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--config",
    "config_file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The configuration file; else $LABMOVES_CONFIG, ./labmoves.toml, or the one in your configuration folder.",
)
@click.version_option(package_name="labmoves", message="%(prog)s %(version)s")
@click.pass_context
def labmoves(ctx: click.Context, config_file: Path | None) -> None:
    """Watch the tech press in Chinese and English: who joined, left or came back to which AI lab.

    \b
    Examples:
      labmoves demo                    see everything working, without the internet
      labmoves crawl                   one run over all sources
      labmoves moves --since 7d        what was found this week
      labmoves config init             write a commented configuration file
    """
    ctx.obj = Session(config_file)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A terminal that cannot show 林 gets \u6797, and a lone surrogate of a broken page its escape.
            stream.reconfigure(errors="backslashreplace")


def main() -> None:
    """The entry point of the installed command."""
    try:
        labmoves(prog_name="labmoves")
    except OSError as error:  # the help itself could not be written
        _say(error.strerror or str(error))
        sys.exit(1)
