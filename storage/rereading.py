"""Stored texts in order, to be read anew, and what becomes of their mentions when they were."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from crawler.model import Mention
from storage.articles import StoredVersion, one_version
from storage.rows import as_written, moment, read_moment, read_time, storable, to_row

Place = tuple[int, int]  # an article's number, and its version


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """Which stored texts: of these sources, all where none is named, read at or after `since`."""

    sources: tuple[str, ...] = ()
    since: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """How far the texts were read anew by a run that was cut off."""

    texts: Texts
    after: Place
    at: datetime


def texts(db: Database, which: Texts, after: Place, limit: int) -> list[tuple[Place, StoredVersion]]:
    """The next texts after a place, in the order in which their articles were first stored."""
    where, values = _where(which)
    rows = db.execute(
        "SELECT v.article, v.version FROM article_versions v JOIN articles a ON a.id = v.article "  # noqa: S608 - fixed text
        f"WHERE (v.article, v.version) > (?, ?) AND {where} ORDER BY v.article, v.version LIMIT ?",
        [*after, *values, limit],
    )
    return [((article, version), one_version(db, article, version)) for article, version in rows.fetchall()]


def count(db: Database, which: Texts, after: Place) -> int:
    """How many texts there are after a place."""
    where, values = _where(which)
    row = db.execute(
        "SELECT count(*) FROM article_versions v JOIN articles a ON a.id = v.article "  # noqa: S608 - fixed text
        f"WHERE (v.article, v.version) > (?, ?) AND {where}",
        [*after, *values],
    )
    return int(row.fetchone()[0])


def change(db: Database, mentions: Mapping[int, Mention]) -> None:
    """Give stored mentions, by their numbers, other fields; they go on speaking of their moves."""
    for number, mention in mentions.items():
        row = to_row(mention)
        columns = ", ".join(f'"{name}" = ?' for name in row)
        db.execute(f"UPDATE mentions SET {columns} WHERE id = ?", [*row.values(), number])  # noqa: S608 - names are ours


def drop(db: Database, numbers: Sequence[int]) -> None:
    """Take stored mentions out that are none."""
    for number in numbers:
        db.execute("DELETE FROM mentions WHERE id = ?", [number])


def mark(db: Database) -> Mark | None:
    """Where a run was cut off; None where the last one came to its end."""
    row = db.execute("SELECT value FROM meta WHERE name = 'rematch'").fetchone()
    if row is None:
        return None
    with as_written():
        held = json.loads(row[0])
        texts = Texts(sources=tuple(held["sources"]), since=read_moment(held["since"]))
        return Mark(texts=texts, after=(held["after"][0], held["after"][1]), at=read_time(held["at"]))


def keep_mark(db: Database, mark: Mark | None) -> None:
    """Remember how far a run is, or that it is at its end."""
    if mark is None:
        db.execute("DELETE FROM meta WHERE name = 'rematch'")
        return
    held = {
        "sources": mark.texts.sources,
        "since": mark.texts.since and moment(mark.texts.since),
        "after": mark.after,
        "at": moment(mark.at),
    }
    db.execute("INSERT OR REPLACE INTO meta (name, value) VALUES ('rematch', ?)", [json.dumps(held)])


def _where(which: Texts) -> tuple[str, list[object]]:
    where, values = ["true"], list[object]()
    if which.sources:
        where.append(f"a.source IN ({', '.join('?' * len(which.sources))})")
        values += [storable(source) for source in which.sources]
    if which.since is not None:
        where.append("v.at >= ?")
        values.append(moment(which.since))
    return " AND ".join(where), values
