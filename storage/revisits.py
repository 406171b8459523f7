"""Articles with a move are looked at again, ever more rarely: for edits, and for being taken away.

A deletion is said when two looks of different runs were told that the page is gone. It is a fact about the article and
no denial of its moves; what was said stays said.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlite_utils import Database

from crawler.model import Visit
from storage.database import put
from storage.rows import from_row, moment, read_time, storable
from storage.span import Span

# After the first reading. Most silent edits are made within hours, most deletions within days.
LOOKS = tuple(timedelta(hours=hours) for hours in (1, 6, 24, 48, 4 * 24, 7 * 24, 14 * 24, 30 * 24))
_SOON = LOOKS[0]  # a page said to be gone is asked for once more


@dataclass(frozen=True, slots=True, kw_only=True)
class Deletion:
    """An article that its publisher took away, or gave back; with the moves that no other article speaks of."""

    article_url: str
    source: str
    title: str | None
    run: int
    at: datetime
    status: int | None  # 404 or 410; None where it is back
    undone: bool = False  # within a span it was taken away and given back
    sole_moves: tuple[str, ...] = ()  # keys


def next_look(since: datetime, now: datetime, longest: timedelta) -> datetime | None:
    """When an article first read at `since` is to be looked at after `now`; None where it was for the last time."""
    return next((since + look for look in LOOKS if look <= longest and since + look > now), None)


def watch(db: Database, article: int, visit: Visit, *, run: int, now: datetime, longest: timedelta) -> None:
    """Begin to look again at an article just stored, or go on after its text was read anew."""
    url = storable(visit.url)
    since = db.execute("SELECT since FROM revisits WHERE article = ?", [article]).fetchone()
    row = {"article": article, "url": url, "source": storable(visit.source)}
    put(db, "revisits", row | {"since": since[0] if since else moment(now)}, key="article")
    looked(db, url, run=run, now=now, longest=longest, there=True)


def due(db: Database, source: str, now: datetime, limit: int) -> list[Visit]:
    """The visits to those of a source's articles that are to be looked at now, those that wait longest first."""
    rows = db.query(
        "SELECT v.* FROM revisits r JOIN visits v ON v.url = r.url WHERE r.source = ? AND r.due_at <= ? "
        "ORDER BY r.due_at, r.url LIMIT ?",
        [storable(source), moment(now), limit],
    )
    return [from_row(Visit, row) for row in rows]


def is_watched(db: Database, url: str) -> bool:
    """True for the address of an article that had a move when it was read."""
    return db.execute("SELECT 1 FROM revisits WHERE url = ?", [storable(url)]).fetchone() is not None


def looked(db: Database, url: str, *, run: int, now: datetime, longest: timedelta, there: bool) -> None:
    """Set the next look. `there`: the article itself was seen, so that it is back where it had been taken away."""
    for article, since in _watched(db, url):
        later = next_look(read_time(since), now, longest)
        db.execute("UPDATE revisits SET due_at = ? WHERE article = ?", [later and moment(later), article])
        if there:
            db.execute("UPDATE revisits SET missing_run = NULL WHERE article = ?", [article])
            if gone_since(db, article):
                _say(db, article, run, now, None)


def missing(db: Database, url: str, status: int, *, run: int, now: datetime, longest: timedelta) -> None:
    """Note that the server says the page is gone; said as a deletion when it was told so in an earlier run too."""
    looked(db, url, run=run, now=now, longest=longest, there=False)
    for article, _ in _watched(db, url):
        before = db.execute("SELECT missing_run FROM revisits WHERE article = ?", [article]).fetchone()[0]
        if gone_since(db, article):
            continue
        if before is not None and before != run:
            _say(db, article, run, now, status)
        else:
            again = [run, moment(now + _SOON), article]
            db.execute("UPDATE revisits SET missing_run = ?, due_at = ? WHERE article = ?", again)


def deletions(db: Database, span: Span) -> list[Deletion]:
    """The articles taken away or given back within a span, each as it stood at the end of it, in order."""
    where, values = span.condition()
    rows = db.execute(
        f"SELECT article, max(run), count(*) FROM deletions WHERE {where} GROUP BY article",  # noqa: S608 - fixed
        values,
    ).fetchall()
    found = [(_deletion(db, article, run), said) for article, run, said in rows]
    told = (replace(one, undone=one.status is None and said > 1) for one, said in found)
    return sorted(told, key=lambda one: (one.at, one.article_url))


def of_article(db: Database, url: str) -> list[Deletion]:
    """Each time that an article was taken away or given back, in order."""
    rows = db.execute(
        "SELECT article, run FROM deletions WHERE article = (SELECT id FROM articles WHERE url = ?) ORDER BY run",
        [storable(url)],
    ).fetchall()
    return [_deletion(db, article, run) for article, run in rows]


def gone_since(db: Database, article: int) -> datetime | None:
    """Since when an article is said to be gone; None where it is there, as far as is known."""
    last = db.execute("SELECT at, status FROM deletions WHERE article = ? ORDER BY run DESC LIMIT 1", [article])
    row = last.fetchone()
    return read_time(row[0]) if row and row[1] is not None else None


def _watched(db: Database, url: str) -> list[tuple[int, str]]:
    return db.execute("SELECT article, since FROM revisits WHERE url = ?", [storable(url)]).fetchall()


def _say(db: Database, article: int, run: int, now: datetime, status: int | None) -> None:
    put(db, "deletions", {"article": article, "run": run, "at": moment(now), "status": status}, key="article, run")


def _deletion(db: Database, article: int, run: int) -> Deletion:
    row = db.execute(
        "SELECT a.url, a.source, v.title, d.at, d.status FROM deletions d JOIN articles a ON a.id = d.article "
        "JOIN article_versions v ON v.article = a.id AND v.version = a.version WHERE d.article = ? AND d.run = ?",
        [article, run],
    ).fetchone()
    return Deletion(
        article_url=row[0],
        source=row[1],
        title=row[2],
        run=run,
        at=read_time(row[3]),
        status=row[4],
        sole_moves=() if row[4] is None else _sole_moves(db, article),
    )


def _sole_moves(db: Database, article: int) -> tuple[str, ...]:
    """The keys of the moves of which an article speaks, and no other that is still there."""
    moves = db.execute("SELECT DISTINCT move FROM mentions WHERE article = ? AND move IS NOT NULL", [article])
    others = "SELECT DISTINCT article FROM mentions WHERE move = ? AND article != ?"
    return tuple(
        key
        for (key,) in sorted(moves.fetchall())
        if all(gone_since(db, other) for (other,) in db.execute(others, [key, article]).fetchall())
    )
