"""How results look: tables for people, tab-separated lines for pipes, JSON for programs."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import click
from rich.cells import cell_len
from rich.console import Console
from rich.table import Column, Table
from rich.text import Text

from crawler.export.document import json_text
from crawler.model import NO_SUCH_HOST, Kind, Member, Move, SourceReport, Status, TeamChange
from crawler.text.durations import parse_duration
from crawler.text.plain import plain_line

STATUS_STYLE: dict[str, str] = {
    Status.RUMORED: "yellow",
    Status.CONFIRMED: "green",
    Status.EFFECTIVE: "green",
    Status.DENIED: "red",
    Status.REVERSED: "red",
}
_DAY = re.compile(r"\d{4}-?\d\d-?\d\d")
_LONGEST_WORD = 30  # cells; what is longer, an address or a path, may be broken anywhere
_TOLD_BY_NAME = {"other", "by", "every", "from"}
HEALTH_STYLE = {"ok": "green", "warning": "yellow", "failing": "bold red"}
NO_NETWORK = "no host could be resolved: the network seems to be down, or its name server"


class Number(click.IntRange):
    """A whole number between two bounds."""

    name = "number"


class Since(click.ParamType[datetime]):
    """A point in time: `7d` before now, or a day such as 2026-11-20 (its first moment, UTC)."""

    name = "since"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        if isinstance(value, datetime):
            return value
        try:
            moment = datetime.fromisoformat(value)
            return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        except ValueError:
            pass
        try:
            return datetime.now(UTC) - parse_duration(value)
        except (ValueError, OverflowError):
            self.fail(
                f"{value!r} is neither a length of time such as 7d or 12h nor a day such as 2026-11-20", param, ctx
            )


class Until(Since):
    """As `Since`, but a day means the end of it: `--until 2026-06-30` takes the 30th in."""

    name = "until"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        moment = super().convert(value, param, ctx)
        if not isinstance(value, str) or not _DAY.fullmatch(value):
            return moment
        try:
            return moment + timedelta(days=1)
        except OverflowError:  # 9999-12-31
            return moment


def check_order(since: datetime | None, until: datetime | None) -> None:
    """Raises BadParameter for a span that ends before it begins, in which nothing can be."""
    if since and until and until <= since:
        raise click.BadParameter("it is not after --since, so nothing lies between", param_hint="'--until'")


class Ahead(click.ParamType[datetime]):
    """A point in time to come: `7d` from now, or a day such as 2026-12-24 (its first moment, UTC)."""

    name = "ahead"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        now = datetime.now(UTC)
        try:
            moment = datetime.fromisoformat(value) if _DAY.match(value) else now + parse_duration(value)
        except (ValueError, OverflowError):
            self.fail(f"{value!r} is neither a length of time such as 7d nor a day such as 2026-12-24", param, ctx)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        if moment <= now:
            self.fail(f"{value!r} has passed", param, ctx)
        return moment


def table(
    console: Console, columns: Sequence[str], rows: Iterable[Sequence[str]], *, styles: dict[str, str] | None = None
) -> None:
    """A table on a terminal; through a pipe one line a row, tab-separated, whole and without colour.

    No cell is ever cut off, and a key or a day never broken: on a terminal too narrow for that, a row is a paragraph.
    Columns that are empty in every row are left out on a terminal.
    """
    columns = [plain_line(name) for name in columns]
    cells = [[plain_line(cell) for cell in row] for row in rows]
    if not console.is_terminal:
        for line in (columns, *cells):
            click.echo("\t".join(line), file=console.file)
        return
    if not cells:
        return
    used = [at for at in range(len(columns)) if at == 0 or any(row[at] for row in cells)]
    names, cells = [columns[at] for at in used], [[row[at] for at in used] for row in cells]
    styled = [[Text(cell, style=(styles or {}).get(cell, "")) for cell in row] for row in cells]
    widths = _widths([names, *cells], console.width)
    shown = _paragraphs(names, styled, console.width // 2) if widths is None else _columns(names, styled, widths)
    console.print(shown, soft_wrap=False)


def _widths(lines: Sequence[Sequence[str]], room: int) -> list[int] | None:
    """How wide each column is to be in `room` cells with one between any two; None where words would be broken."""
    columns = list(zip(*lines, strict=True))
    natural = [max(map(cell_len, column)) for column in columns]
    least = [max(cell_len(word) for cell in column for word in cell.split(" ")) for column in columns]
    least = [min(width, _LONGEST_WORD) for width in least]
    wished = sum(natural) - sum(least)
    spare = min(room - sum(least) - len(columns) + 1, wished)
    if spare < 0:
        return None
    return [low + (spare * (whole - low) // wished if wished else 0) for low, whole in zip(least, natural, strict=True)]


def _columns(names: Sequence[str], rows: Iterable[Sequence[Text]], widths: Sequence[int]) -> Table:
    shown = Table(box=None, pad_edge=False, header_style="bold", collapse_padding=True)
    for name, width in zip(names, widths, strict=True):
        shown.add_column(Text(name), width=width, overflow="fold")
    for row in rows:
        shown.add_row(*row)
    return shown


def _paragraphs(names: Sequence[str], rows: Iterable[Sequence[Text]], half: int) -> Table:
    """Each row's first cell, and beside it all others; what would not be understood alone has its column's name."""
    shown = Table.grid(Column(max_width=half, overflow="fold"), Column(overflow="fold"), padding=(0, 1))
    for first, *others in rows:
        told = [
            Text.assemble(f"{name} " if cell.plain.isdigit() or name in _TOLD_BY_NAME else "", cell)
            for name, cell in zip(names[1:], others, strict=True)
            if cell.plain
        ]
        shown.add_row(Text.assemble((first.plain, "bold")), Text(" · ").join(told))
    return shown


def print_json(value: object, *, indent: int | None = 2) -> None:
    """One JSON document on standard output; `indent=None` puts it on one line."""
    # A terminal whose encoding could not take every character gets escapes.
    ascii_only = (getattr(sys.stdout, "encoding", None) or "").lower().replace("-", "") != "utf8"
    click.echo(json_text(value, indent=indent, ascii_only=ascii_only))


def day(moment: datetime | date | None) -> str:
    """A day for a table, in UTC; empty where there is none."""
    if moment is None:
        return ""
    return (moment.astimezone(UTC).date() if isinstance(moment, datetime) else moment).isoformat()


def minute(moment: datetime | None) -> str:
    """A time for a table, to the minute, in UTC."""
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M") if moment else ""


def short_key(move: Move) -> str:
    """As much of a move's key as tells it from others; `labmoves move` takes any beginning that is one move's only."""
    return move.key[: len("m1-") + 8]


def words(kind: Kind) -> str:
    """A kind of move as people write it: `role change`."""
    return kind.value.replace("_", " ")


def move_line(move: Move) -> str:
    """A move in words: `Alec Radford, researcher: departure from OpenAI`."""
    who = f"{move.person}, {move.role}" if move.role else move.person
    link = {"hire": "at", "return": "to", "role_change": "at", "founding": "of"}.get(move.kind, "from")
    return plain_line(f"{who}: {words(move.kind)} {link} {move.lab or 'a company'}")


def member_line(member: Member) -> str:
    """A person on a page of people: `Mara Lindqvist, Chief Executive`."""
    return plain_line(f"{member.name}, {member.post}" if member.post else member.name)


def team_lines(change: TeamChange) -> list[str]:
    """What changed on a page of people, a line for each person."""
    between = f"the page of {change.lab} between {day(change.since)} and {day(change.at)} ({change.url})"
    appeared = [f"{member_line(member)}: appeared on {between}" for member in change.appeared]
    return appeared + [f"{member_line(member)}: vanished from {between}" for member in change.vanished]


def source_row(report: SourceReport) -> tuple[str, ...]:
    """One source's line in the tables of `crawl` and `sources`: id, health, counts, what is wrong."""
    counts = (report.links, report.pages, report.unchanged, report.screened_out, report.rejected, report.matched)
    return (report.source, report.health, *(str(n) for n in counts), "; ".join((*report.errors, *report.issues)))


def no_network(troubles: Sequence[Sequence[str]]) -> bool:
    """True where all of several sources have troubles, and each of these is that there is no such host."""
    return len(troubles) > 1 and all(own and all(NO_SUCH_HOST in each for each in own) for own in troubles)


SOURCE_COLUMNS = ("source", "health", "links", "pages", "unchanged", "screened", "rejected", "matched", "trouble")
