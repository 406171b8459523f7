"""How a backfill looks while it goes on: a bar and the finds on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.live import Live
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.text import Text

from crawler.archive.slices import Slice
from crawler.cli.session import Session
from crawler.cli.show import move_line
from crawler.model import Decision, Outcome
from storage.archives import ArchiveRead

_EVERY = 30.0  # seconds between two notes on standard error when it is no terminal


@contextmanager
def shown(session: Session, archives: int) -> Iterator[Display]:
    """A bar and the finds as they come on a terminal; elsewhere a line now and then."""
    display = Display(session, archives)
    if not session.err.is_terminal:
        yield display
        return
    with Live(display.bar, console=session.err, transient=True, refresh_per_second=4):
        yield display


class Display:
    """What a backfill tells while it goes on."""

    def __init__(self, session: Session, archives: int) -> None:
        self._console = session.err
        self.bar = Progress(
            TextColumn("archives"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(),
            TextColumn("{task.fields[rate]}"), console=session.err, auto_refresh=False,
        )  # fmt: skip
        self._task = self.bar.add_task("", total=archives, rate="")
        self._began = self._noted = time.monotonic()
        self._pages = self._matched = self._finished = 0
        self._archives = archives
        self._shares: dict[str, float] = {}

    def archive_started(self, name: str, read: ArchiveRead) -> None:
        """Its size tells how far it is, where it is a file."""
        self._shares[name] = 0.0

    def archive_went_on(self, name: str, found: Slice) -> None:
        """The bar moves by the share of the file that was read."""
        self._pages += sum(found.outcomes.values())
        self._matched += found.outcomes.get(Outcome.MATCHED, 0)
        path = Path(name)
        size = path.stat().st_size if found.end is not None and path.is_file() else 0
        self._shares[name] = (found.end or 0) / size if size else 0.0
        self._show()

    def decided(self, decision: Decision) -> None:
        """A find is shown when it is stored."""
        if self._console.is_terminal:
            self._console.print(Text(f"{decision.verdict.value:9} {move_line(decision.move)} ({decision.source})"))

    def archive_finished(self, name: str, trouble: str | None) -> None:
        """A whole one counts one."""
        self._shares.pop(name, None)
        self._finished += 1
        self._show()

    def _show(self) -> None:
        now = time.monotonic()
        rate = f"{self._pages / max(now - self._began, 0.001):,.0f} pages/s, {self._matched:,} with moves"
        if self._console.is_terminal:
            self.bar.update(self._task, completed=self._finished + sum(self._shares.values()), rate=rate)
        elif now - self._noted >= _EVERY:
            self._noted = now
            self._console.print(f"{self._finished} of {self._archives} archives, {self._pages:,} pages, {rate}")
