"""A stretch of one archive, read from its first record to its last: what a worker is given and what it gives back.

An archive is read in stretches so that finds and figures come while it is read, a run that is killed goes on where it
was, and a page that kills its worker costs that page alone.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from crawler.archive.glance import glance
from crawler.archive.places import open_archive
from crawler.archive.records import CUT_SHORT, Record, Spoilt, records
from crawler.errors import InputError, LabmovesError
from crawler.model import NO_OWN_FILES, Article, Keep, Mention, Outcome, OwnFiles, Page, Rejected
from crawler.pipeline import read

_log = logging.getLogger(__name__)

_FAULT = "reading it failed: this is a fault in labmoves"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Which records to read: from the one that begins at byte `start`, `most` of them, or `skip` that one alone."""

    archive: str
    start: int = 0
    most: int = 1
    skip: bool = False
    allow_hosts: frozenset[str] = frozenset()  # as the URL gate has it
    keep: Keep = Keep.FLAGGED


@dataclass(frozen=True, slots=True, kw_only=True)
class Find:
    """An article that tells of moves, or is kept all the same, and when its page was fetched."""

    outcome: Outcome
    article: Article
    mentions: tuple[Mention, ...]
    fetched_at: datetime
    words: tuple[str, str] | None = None  # as the Reading has them


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice:
    """What a stretch held: how many pages of each outcome, why records were spoilt, and the articles that matter."""

    end: int | None  # where the next record begins, in bytes; None at the archive's end
    cut: bool = False  # the archive ends within the record at `end`, as a download that was broken off does
    outcomes: Mapping[Outcome, int] = field(default_factory=dict)
    spoilt: Mapping[str, int] = field(default_factory=dict)  # reason → records
    finds: tuple[Find, ...] = ()


def read_slice(stretch: Stretch, own: OwnFiles = NO_OWN_FILES) -> Slice:
    """Read a stretch: no database, no clock. Raises InputError where it cannot be read, or is no archive."""
    outcomes, spoilt, finds = Counter[Outcome](), Counter[str](), list[Find]()
    last: Record | None = None
    try:
        with open_archive(stretch.archive, stretch.allow_hosts) as stream:
            for count, record in enumerate(records(stream, stretch.start)):
                last = record
                if count == stretch.most:
                    return Slice(end=record.at, outcomes=outcomes, spoilt=spoilt, finds=tuple(finds))
                if stretch.skip or record.page is None:
                    continue
                seen = record.page if isinstance(record.page, Spoilt) else _read(record.page, own, stretch.keep)
                if isinstance(seen, Spoilt):
                    spoilt[seen.reason] += 1
                    continue
                outcome, find = seen
                outcomes[outcome] += 1
                finds += [find] if find else []
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror or error}", where=stretch.archive) from error
    if last is None and not stretch.start:
        raise InputError("no page is in it: it is empty, or no web archive", where=stretch.archive)
    cut = last is not None and last.page == Spoilt(reason=CUT_SHORT)
    return Slice(end=last.at if last and cut else None, cut=cut, outcomes=outcomes, spoilt=spoilt, finds=tuple(finds))


def _read(page: Page, own: OwnFiles, keep: Keep) -> tuple[Outcome, Find | None] | Spoilt:
    """What the page gives; a fault of ours costs that page, not the rest of a month."""
    try:
        return _found(page, own, keep)
    except LabmovesError:
        raise
    except Exception:
        _log.exception("%s: %s", page.asked_url, _FAULT)
        return Spoilt(reason=_FAULT)


def _found(page: Page, own: OwnFiles, keep: Keep) -> tuple[Outcome, Find | None]:
    """As `read` has it; where only texts with a move are kept, most others are known before they are extracted."""
    if keep is Keep.FLAGGED and not glance(page, own.lexicon):
        return Outcome.SCREENED_OUT, None
    try:
        reading = read(page, own, keep)
    except InputError:  # an address that only looks like one
        return Outcome.REJECTED, None
    article, passed = reading.article, reading.screening.passed
    if article is None or isinstance(article, Rejected):
        return Outcome.REJECTED if article and passed else Outcome.SCREENED_OUT, None
    outcome = Outcome.MATCHED if reading.mentions else Outcome.NO_MOVE if passed else Outcome.SCREENED_OUT
    if outcome is not Outcome.MATCHED and keep is Keep.FLAGGED:
        return outcome, None
    return outcome, Find(
        outcome=outcome,
        article=article,
        mentions=reading.mentions,
        fetched_at=page.fetched_at,
        words=reading.words,
    )
