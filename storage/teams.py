"""Labs' pages of people: who is on them now, and who appeared and vanished from one look to the next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from crawler.model import Discovery, Member, TeamChange
from storage.database import insert, put
from storage.rows import Row, moment, read_time, storable


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """One page as it was last read, with every change since it was read first, the newest first."""

    url: str
    source: str
    lab: str
    looked_at: datetime
    members: tuple[Member, ...]
    changes: tuple[TeamChange, ...]


def one(db: Database, url: str) -> Team | None:
    """A page by its address; None where it was never read."""
    return next((_team(db, row) for row in db.query("SELECT * FROM teams WHERE url = ?", [storable(url)])), None)


def every(db: Database) -> list[Team]:
    """All pages that were ever read, by lab and address."""
    return [_team(db, row) for row in db.query("SELECT * FROM teams ORDER BY lab, url")]


def save(
    db: Database,
    place: Discovery,
    *,
    source: str,
    members: tuple[Member, ...],
    change: TeamChange | None,
    run: int,
    now: datetime,
) -> None:
    """Keep a look at a page: who is on it, and what changed since the look before."""
    url = storable(place.url)
    about = {"url": url, "source": storable(source), "lab": place.lab or "", "run": run, "looked_at": moment(now)}
    put(db, "teams", about, key="url")
    db.execute("DELETE FROM team_members WHERE url = ?", [url])
    for at, member in enumerate(members):
        insert(db, "team_members", {"url": url, "place": at, **_person(member)})
    if change is None:
        return
    row = {"url": url, "run": run, "at": moment(change.at), "since": moment(change.since)}
    for members_of, appeared in ((change.appeared, 1), (change.vanished, 0)):
        for member in members_of:
            insert(db, "team_changes", row | _person(member) | {"appeared": appeared})


def touch(db: Database, url: str, now: datetime) -> None:
    """Keep that the page was looked at and is as it was."""
    db.execute("UPDATE teams SET looked_at = ? WHERE url = ?", [moment(now), storable(url)])


def forget(db: Database, url: str) -> bool:
    """Forget who is on a page, so that the next look is a first one; its changes stay. False where it is unknown.

    Its visit's validators go too: a page that answers "not modified" would otherwise not be looked at.
    """
    db.execute("UPDATE visits SET etag = NULL, last_modified = NULL WHERE url = ?", [storable(url)])
    return db.execute("DELETE FROM team_members WHERE url = ?", [storable(url)]).rowcount > 0


def _person(member: Member) -> Row:
    return {"name": storable(member.name), "post": storable(member.post) if member.post else None}


def _team(db: Database, row: Row) -> Team:
    members = db.query("SELECT name, post FROM team_members WHERE url = ? ORDER BY place", [row["url"]])
    return Team(
        url=row["url"],
        source=row["source"],
        lab=row["lab"],
        looked_at=read_time(row["looked_at"]),
        members=tuple(Member(**member) for member in members),
        changes=tuple(_changes(db, row)),
    )


def _changes(db: Database, team: Row) -> list[TeamChange]:
    rows = db.query("SELECT * FROM team_changes WHERE url = ? ORDER BY at DESC, id", [team["url"]])
    found: dict[tuple[str, str], dict[int, list[Member]]] = {}
    for row in rows:
        both = found.setdefault((row["at"], row["since"]), {0: [], 1: []})
        both[row["appeared"]].append(Member(name=row["name"], post=row["post"]))
    return [
        TeamChange(
            url=team["url"],
            source=team["source"],
            lab=team["lab"],
            at=read_time(at),
            since=read_time(since),
            appeared=tuple(both[1]),
            vanished=tuple(both[0]),
        )
        for (at, since), both in found.items()
    ]
