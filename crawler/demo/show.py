"""The demo: the real crawl over three days of the newsroom on this machine, and what it makes of each day."""

from __future__ import annotations

import email
import email.policy
import shutil
import sys
import time as stopwatch
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from crawler.alerts.deliver import deliver
from crawler.config.load import load_settings
from crawler.config.schema import Settings
from crawler.crawl import CrawlReport, crawl, run_in_reactor
from crawler.demo.newsroom import Newsroom
from crawler.demo.press import DAYS, FIRST_DAY, site, stories
from crawler.errors import UsageError
from crawler.model import Change, Decision, Kind, Move, Outcome, Source, SourceReport, Verdict
from storage.runs import FINISHED
from storage.store import Store

CONFIG_FILE = "labmoves.toml"
CONFIG = """\
# Written by `labmoves demo`; everything that the demo made lies beside this file.
database = "labmoves.db"
letters_folder = "letters"

[crawl]
user_agent = "labmoves/0.1 (demo)"
delay = 0.0
concurrency = 1     # one after the other, so that every demo tells the same
workers = 1
"""
SHOWN_PAGE = "radford-juwen.html"  # the damaged one
SHOWN_LETTER = "Alec Radford"
_STYLE = {Verdict.NEW: "green", Verdict.CONFIRMED: "cyan", Verdict.CHANGED: "yellow", Verdict.DENIED: "red"}
_SAID = {
    Kind.DEPARTURE: ("leaves", "to"),
    Kind.HIRE: ("joins", "from"),
    Kind.RETURN: ("returns to", "from"),
    Kind.ROLE_CHANGE: ("has a new post at", "from"),
    Kind.FOUNDING: ("starts", "after"),
}
_QUIET = {
    Outcome.SCREENED_OUT: "screened out unread",
    Outcome.NO_MOVE: "read, no move in it",
    Outcome.REJECTED: "no article",
    Outcome.FAILED: "not to be had",
}


@dataclass(slots=True)
class _Notes:
    """The crawl's progress, kept: what became of each address."""

    outcomes: list[tuple[Outcome, str]] = field(default_factory=list)

    def source_started(self, source: Source) -> None:
        pass

    def links_found(self, source: str, links: int, due: int) -> None:
        pass

    def page_done(self, source: str, url: str, outcome: Outcome) -> None:
        self.outcomes.append((outcome, urlsplit(url).path))

    def decided(self, decision: Decision) -> None:
        pass

    def source_finished(self, report: SourceReport) -> None:
        pass


def run_demo(console: Console, folder: Path) -> int:
    """Crawl the newsroom on its three days and say what was found; gives the exit code.

    Configuration, database, letters and the pages as served stay in `folder`, in place of those of an earlier demo.
    Raises UsageError where the folder holds anything that no demo made, KeyboardInterrupt after Ctrl-C in a crawl.
    """
    started = stopwatch.monotonic()
    settings = _prepare(folder)
    with Newsroom() as newsroom, Store.open(settings.database) as store:
        _keep_pages(newsroom, folder / "pages")
        _say_hello(console, newsroom)
        if not run_in_reactor(lambda: _crawl_all(console, newsroom, store, settings)):
            raise KeyboardInterrupt
        _say_goodbye(console, store, settings, folder, stopwatch.monotonic() - started)
    return 0


async def _crawl_all(console: Console, newsroom: Newsroom, store: Store, settings: Settings) -> bool:
    """Every day in turn; False where the user interrupted one."""
    for day in range(1, DAYS + 1):
        newsroom.set_day(day)
        date = FIRST_DAY + timedelta(days=day - 1)
        _headline(console, f"Day {day}: {date:%A} {date.day} {date:%B %Y}")
        if not await _crawl_once(console, newsroom, store, settings, _night_after(day)):
            return False
    _headline(console, f"Day {DAYS}, an hour later: nothing new was published")
    return await _crawl_once(console, newsroom, store, settings, _night_after(DAYS) + timedelta(hours=1))


def _night_after(day: int) -> datetime:
    """When the crawl of a day runs: after its last American story, within 24 hours of the first Chinese one told."""
    return datetime.combine(FIRST_DAY + timedelta(days=day), time(1, 30), UTC)


async def _crawl_once(console: Console, newsroom: Newsroom, store: Store, settings: Settings, now: datetime) -> bool:
    notes, told = _Notes(), set(_letters(settings))
    host = frozenset({urlsplit(newsroom.url).netloc})
    report = await crawl(
        newsroom.sources(), settings, store, command="demo", clock=lambda: now, progress=notes, allow_hosts=host
    )
    deliver(store, settings, now)
    _show_work(console, report)
    _show_changes(console, store.changes(after_run=report.run - 1, up_to_run=report.run))
    _show_quiet(console, store, newsroom, notes)
    fresh = [letter for letter in _letters(settings) if letter not in told]
    console.print(Text(f"\n{len(fresh)} letters written" if fresh else "\nNo letter written", style="bold"))
    for subject in sorted(_subject(letter) for letter in fresh):
        console.print(Text(f"  {subject}"))
    return report.outcome == FINISHED


def _prepare(folder: Path) -> Settings:
    """A folder with the demo's configuration and nothing else, and the settings read from it as any command would."""
    config = folder / CONFIG_FILE
    if folder.is_dir() and any(folder.iterdir()):
        if not config.is_file() or config.read_text("utf-8") != CONFIG:
            raise UsageError(
                "it is not empty, and no demo made it", where=str(folder), remedy="Name an empty or a new folder"
            )
        shutil.rmtree(folder)
    folder.mkdir(parents=True, exist_ok=True)
    config.write_text(CONFIG, encoding="utf-8")
    return load_settings(config, {})


def _keep_pages(newsroom: Newsroom, folder: Path) -> None:
    """Every article as its outlet sends it on the last day, for `labmoves check` and `labmoves extract`."""
    folder.mkdir()
    answers = site(DAYS, newsroom.url)
    for story in stories(DAYS):
        if story.status == 200:
            (folder / f"{story.slug}.html").write_bytes(answers[story.path].body)


def _say_hello(console: Console, newsroom: Newsroom) -> None:
    told = stories(DAYS)
    console.print(
        f"A small newsroom now runs on this machine: {len(newsroom.sources())} outlets with {len(told)} articles over "
        "three days, in Chinese\nand English, in UTF-8, GBK, Big5 and Windows-1252. The facts are real, the words are "
        "ours; all dates were\nmoved into these three days. labmoves crawls it as it would crawl any site."
    )


def _headline(console: Console, text: str) -> None:
    console.print()
    console.print(Text(text, style="bold reverse"))


def _show_work(console: Console, report: CrawlReport) -> None:
    """What was fetched, and which sources failed."""
    pages, unchanged = sum(r.pages for r in report.sources), sum(r.unchanged for r in report.sources)
    console.print(f"{pages} pages read from {len(report.sources)} sources, {unchanged} answers unchanged.")
    for part in report.sources:
        for trouble in (*part.errors, *part.issues):
            console.print(Text(f"  {part.source} ({part.health}): {trouble}", style="dim"))


def _show_changes(console: Console, changes: Sequence[Change]) -> None:
    if not changes:
        console.print(Text("\nNo move is new, none has changed", style="bold"))
        return
    console.print(Text(f"\n{len(changes)} moves new or changed", style="bold"))
    ranked = sorted(changes, key=lambda c: (list(Verdict).index(c.verdict), c.move.recap, c.move.person, c.move.kind))
    lines = [(change, _words(change.move)) for change in ranked]
    width = max(cell_len(words) for _, words in lines)
    for change, words in lines:
        because = "; ".join(change.because) if change.before else _standing(change.move)
        verdict = Text(f"  {change.verdict:10}", style=_STYLE.get(change.verdict, ""))
        console.print(Text.assemble(verdict, words, " " * (width - cell_len(words) + 2), because))


def _words(move: Move) -> str:
    verb, link = _SAID[move.kind]
    return f"{move.person} {verb} {move.lab or 'a company'}" + (f" ({link} {move.other_org})" if move.other_org else "")


def _standing(move: Move) -> str:
    by = f" by {move.attributed_to}" if move.attributed_to else ""
    return f"{move.status}{by}{', a recap' if move.recap else ''}"


def _show_quiet(console: Console, store: Store, newsroom: Newsroom, notes: _Notes) -> None:
    """The articles of this crawl that were edited, and those that raise no news, by why."""
    titles = {story.path: story.title for story in stories(DAYS)}
    read = [path for outcome, path in notes.outcomes if outcome is Outcome.MATCHED]
    edited = [path for path in read if len(store.article_versions(newsroom.url + path)) > 1]
    _show_titles(console, "edited since it was first read", [titles[path] for path in edited])
    for outcome, why in _QUIET.items():
        _show_titles(console, why, [titles[p] for seen, p in notes.outcomes if seen is outcome and p in titles])


def _show_titles(console: Console, why: str, found: list[str]) -> None:
    if found:
        console.print(Text(f"\n{len(found)} {why}", style="bold"))
    for title in sorted(found):
        console.print(Text(f"  {title}", style="dim"))


def _letters(settings: Settings) -> list[Path]:
    return sorted(settings.letters_folder.glob("*.eml")) if settings.letters_folder.is_dir() else []


def _subject(letter: Path) -> str:
    return str(email.message_from_bytes(letter.read_bytes(), policy=email.policy.default)["Subject"])


def _say_goodbye(console: Console, store: Store, settings: Settings, folder: Path, seconds: float) -> None:
    letter = next((x for x in _letters(settings) if SHOWN_LETTER in _subject(x)), None)
    if letter:
        _headline(console, f"One letter whole: {letter.name}")
        message = email.message_from_bytes(letter.read_bytes(), policy=email.policy.default)
        body = message.get_body(("plain",))
        console.print(Text(f"Subject: {message['Subject']}\n\n{body.get_content().rstrip() if body else ''}"))
    told = store.counts()
    _headline(console, "What to try next")
    console.print(
        f"{told.articles} articles gave {told.moves} moves and {told.letters} letters, in {seconds:.0f} s. "
        f"Everything lies in {folder}:"
    )
    _show_next(console, folder)


def _show_next(console: Console, folder: Path) -> None:
    program = "labmoves" if shutil.which("labmoves") else sys.argv[0]
    own = f"{program} --config {folder / CONFIG_FILE}"
    page = folder / "pages" / SHOWN_PAGE
    commands: Iterable[tuple[str, str]] = (
        (f"{own} serve", "the board in the browser, over what the demo found"),
        (f"{own} moves", "every move, newest first"),
        (f"{own} moves --person 'Lin Junyang' --json", "a person in any spelling"),
        (f"{own} diff --run 1 --run 3", "what day 2 and 3 changed"),
        (f"{program} check {page}", "a damaged page, explained"),
        (f"{program} crawl --help", "the same on the live web"),
    )
    width = max(len(command) for command, _ in commands)
    for command, what in commands:
        console.print(Text(f"  {command:{width}}  # {what}"))
