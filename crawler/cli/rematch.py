"""`labmoves rematch`: what today's matcher makes of the texts that are stored."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import datetime

import click
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn
from rich.text import Text

from crawler.cli.ending import run_until_asked_to_end
from crawler.cli.main import EXIT_INTERRUPTED
from crawler.cli.session import Session, session
from crawler.cli.show import Number, Since, day, words
from crawler.cli.sources import choose
from crawler.decide.rereading import Difference, changes
from crawler.export.document import json_text
from crawler.model import Mention
from crawler.pipeline import Readers, check_own_files
from crawler.rematch import Rematch, RematchReport
from crawler.sources.load import load_catalog
from crawler.text.plain import plain_line
from storage.articles import StoredVersion
from storage.record import Record
from storage.rereading import Texts
from storage.runs import INTERRUPTED
from storage.store import Store

_COLUMNS = ("what", "person", "move", "lab", "why", "url")
_STYLE = {"found": "green", "lost": "red", "changed": "yellow"}


@click.command()
@click.option("--since", type=Since(), help="Only texts read within this span, or since this day.")
@click.option("--source", "sources", metavar="ID", multiple=True, help="Only texts of this source; may be repeated.")
@click.option("--apply", is_flag=True, help="Write what is found; without it nothing is.")
@click.option("--again", is_flag=True, help="With --apply: from the first text, also after a run that was cut off.")
@click.option("--workers", type=Number(1, 256), help="Processes that read; one a core by default.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON Lines: one object a difference, the sums at the end.")
@session
def rematch(  # noqa: PLR0917 - click hands options over by name
    session: Session,
    since: datetime | None,
    sources: tuple[str, ...],
    apply: bool,
    again: bool,
    workers: int | None,
    as_json: bool,
) -> None:
    """Read the stored texts with today's matcher, and show the mentions found, lost and read otherwise.

    After an update, or a change of your own lexicon. With --apply all of that is written, as a run of its own: new
    moves are decided on as of the day their text was read, and no letter is ever sent for them; a move of which no
    text tells any more is dismissed, which `labmoves undo` takes back. What was judged by hand holds. Crawls may go
    on meanwhile; after Ctrl-C or worse the same call goes on where it was.

    \b
    Examples:
      labmoves rematch --since 30d
      labmoves rematch --source huxiu --json | jq -c 'select(.what == "lost")'
      labmoves rematch --apply
    """
    if again and not apply:
        raise click.UsageError("--again goes with --apply")
    settings = session.settings
    check_own_files(settings.own_files)
    count = workers or os.cpu_count() or 1

    async def work() -> RematchReport:
        async with Readers(count, settings.own_files) as readers:
            return await Rematch(
                store=store,
                readers=readers,
                workers=count,
                clock=session.now,
                progress=told,
                own=settings.own_files,
                apply=apply,
            ).run(Texts(sources=sources, since=since), again=again)

    with (
        Store.open(settings.database, read_only=not apply, there=True) as store,
        Display(session, as_json=as_json) as told,
    ):
        _check_sources(session, store, sources)
        report = run_until_asked_to_end(work())
    _sum_up(session, report, as_json=as_json)
    if report.outcome == INTERRUPTED:
        raise click.exceptions.Exit(EXIT_INTERRUPTED)


def _check_sources(session: Session, store: Record, sources: Sequence[str]) -> None:
    """Raises UnknownSourceError for one that neither the catalog has nor a stored text is from."""
    gone = [one for one in sources if not store.count_texts(Texts(sources=(one,)), (0, 0))]
    if gone:
        choose(load_catalog(session.settings.sources_folder), gone)


def _sum_up(session: Session, report: RematchReport, *, as_json: bool) -> None:
    if as_json:
        click.echo(json_text({"what": "sums"} | {n: getattr(report, n) for n in report.__slots__}, indent=None))
        return
    counts = f"{report.found:,} found, {report.lost:,} lost, {report.changed:,} changed in {report.texts:,} texts"
    written = "nothing was written; --apply writes it" if report.run is None else f"written as run {report.run}"
    session.err.print(f"{counts}; {written}." if report.found + report.lost + report.changed else f"{counts}.")


class Display:
    """Each difference as it is found on standard output, and how far it is on standard error."""

    def __init__(self, session: Session, *, as_json: bool) -> None:
        self._session, self._json = session, as_json
        console = session.err
        self._bar = Progress(
            "texts", BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(),
            console=console, transient=True, disable=not console.is_terminal,
        )  # fmt: skip
        self._task = self._bar.add_task("", total=None)

    def __enter__(self) -> Display:
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    def began(self, texts: int, resumed: datetime | None) -> None:
        """How many there are, and whether a run that was cut off is gone on with."""
        if not self._json and not self._session.out.is_terminal:
            click.echo("\t".join(_COLUMNS))
        self._bar.update(self._task, total=texts)
        if resumed is not None:
            note = f"Going on where the run of {day(resumed)} was cut off; --again begins anew."
            self._session.err.print(note, markup=False)

    def went_on(self, texts: int) -> None:
        """The bar moves."""
        self._bar.advance(self._task, texts)

    def differs(self, stored: StoredVersion, difference: Difference) -> None:
        """One line a mention, or one object."""
        for mention in difference.found:
            self._line("found", stored, mention)
        for mention in difference.lost.values():
            self._line("lost", stored, mention)
        for before, after in difference.changed.values():
            self._line("changed", stored, after, changes(before, after))

    def _line(self, what: str, stored: StoredVersion, mention: Mention, because: tuple[str, ...] = ()) -> None:
        url = stored.article.url
        if self._json:
            told = {"what": what, "url": url, "version": stored.version, "mention": mention, "changes": because}
            click.echo(json_text(told, indent=None))
            return
        said = "; ".join(because) or mention.sentence
        cells = [plain_line(cell) for cell in (mention.person, words(mention.kind), mention.lab, said, url)]
        if self._session.out.is_terminal:
            self._session.out.print(Text.assemble((f"{what:8} ", _STYLE[what]), "  ".join(cells)))
        else:
            click.echo("\t".join((what, *cells)))
