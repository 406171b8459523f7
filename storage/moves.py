"""Moves: the latest state of each, every version of each, and the name keys by which a mention finds them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from sqlite_utils import Database

from crawler.judgement import Revision
from crawler.model import Change, Decision, Kind, Mention, Move, Status, Verdict
from crawler.text.fold import fold_case
from crawler.text.people import asked_keys, same_people, stored_keys
from storage.database import insert, put
from storage.rows import from_row, listed, moment, move_text, storable, to_row

STANDS = "judged IS NOT 'dismissed' AND merged_into IS NULL"  # as Move.stands
_PARAMETERS = 500  # SQLite took 999 until 3.32


def lab_key(lab_id: str) -> str:
    """The form in which lab ids are compared: an unknown lab's name may come in any width or case."""
    return storable(fold_case(lab_id).strip())


def known_moves(db: Database, mentions: Iterable[Mention]) -> tuple[Move, ...]:
    """The stored moves of a mention's lab, whatever their kind, of a person who may be the mention's; oldest first.

    With a move that was merged into another comes the other.
    """
    found = {move.key: move for mention in mentions for move in _known(db, mention)}
    for move in list(found.values()):
        if move.merged_into and move.merged_into not in found:
            found |= {key: one(db, key) for key in _heads(db, move)}
    return tuple(sorted(found.values(), key=lambda m: (m.first_reported_at, m.key)))


def of_one_person(db: Database, of: Mention | Move) -> list[Move]:
    """All moves of the person of a mention or a move, at whatever lab, also those that a person dismissed."""
    return list(_found(db, of, "true", []))


def one(db: Database, key: str) -> Move:
    """The move with this key; raises StopIteration where there is none, which is a bug."""
    return from_row(Move, next(db.query("SELECT * FROM moves WHERE key = ?", [key])))


def head(db: Database, move: Move) -> Move:
    """The move that this one is a part of after all merges, or itself."""
    for key in _heads(db, move):
        move = one(db, key)
    return move


def _heads(db: Database, move: Move) -> Iterator[str]:
    while move.merged_into:
        yield move.merged_into
        move = one(db, move.merged_into)


def _known(db: Database, of: Mention | Move) -> Iterator[Move]:
    return _found(db, of, *_labs_of(of))


def _found(db: Database, of: Mention | Move, where: str, labs: Sequence[str]) -> Iterator[Move]:
    names = (of.person, *of.spellings)
    keys = sorted({storable(key) for name in names for key in asked_keys(name)})
    found: dict[str, Move] = {}
    for some in _batches(keys):
        marks = ", ".join("?" * len(some))
        rows = db.query(
            f"SELECT * FROM moves WHERE key IN (SELECT move FROM name_keys WHERE {where} AND name_key IN ({marks}))",  # noqa: S608 - fixed text and question marks
            [*labs, *some],
        )
        found.update((row["key"], from_row(Move, row)) for row in rows)
    yield from (move for move in found.values() if same_people(names, (move.person, *move.spellings)))


def _labs_of(of: Mention | Move) -> tuple[str, list[str]]:
    """Where its moves may stand: at its lab; a founding also where the company had no name yet, or at any with one."""
    lab = lab_key(of.lab_id)
    if of.kind is not Kind.FOUNDING:
        return "lab_id = ?", [lab]
    return ("lab_id IN (?, '')", [lab]) if lab else ("true", [])


def save(db: Database, decision: Decision, run: int, now: datetime) -> int | None:
    """Store what a decision made of its move; gives the move's new version, or None where nothing changed.

    A change that is no news (a further spelling, an earlier first report) is a version too, with the verdict same.
    """
    move = decision.move
    stored = next(db.query("SELECT * FROM moves WHERE key = ?", [move.key]), None)
    was = None if stored is None else from_row(Move, stored)
    if was is not None and (decision.verdict is Verdict.NEW or to_row(was) == to_row(move)):
        return None  # new twice is the same event decided on twice before it was stored
    version = 1 if stored is None else stored["version"] + 1
    change = Change(
        run=run,
        at=now,
        verdict=decision.verdict,
        because=decision.because,
        move=move,
        article_url=decision.article_url,
        source=decision.source,
    )
    _write(db, change, version)
    known = _keys(was) if was and was.lab_id == move.lab_id else set()
    _make_findable(db, move, _keys(move) - known)
    return version


def revise(db: Database, revision: Revision, run: int, now: datetime) -> None:
    """Store what a person's judgement made of a move as its next version; no article tells of it."""
    move, key = revision.move, revision.move.key
    last = db.execute("SELECT version FROM moves WHERE key = ?", [key]).fetchone()
    change = Change(
        run=run,
        at=now,
        verdict=Verdict.NEW if last is None else Verdict.CHANGED,
        because=revision.because,
        move=move,
        article_url="",
        source="",
    )
    _write(db, change, 1 if last is None else last[0] + 1)
    _make_findable(db, move, _keys(move))


def _make_findable(db: Database, move: Move, keys: Iterable[str]) -> None:
    for key in sorted(keys):
        found_by = {"lab_id": lab_key(move.lab_id), "name_key": key, "move": move.key}
        insert(db, "name_keys", found_by, on_conflict="DO NOTHING")


def settle(db: Database, run: int, now: datetime) -> list[Move]:
    """Make effective what is at least reported and whose day has come; gives the moves that changed."""
    due = db.query(
        "SELECT * FROM moves WHERE status IN ('reported', 'confirmed') AND effective IS NOT NULL AND effective <= ? "  # noqa: S608 - fixed
        f"AND {STANDS}",
        [now.astimezone(UTC).date().isoformat()],
    )
    changed = []
    for row in list(due):
        move = replace(from_row(Move, row), status=Status.EFFECTIVE, status_since=now)
        change = Change(
            run=run,
            at=now,
            verdict=Verdict.CHANGED,
            because=("status: the effective day is reached",),
            move=move,
            article_url=move.first_url,
            source=move.first_reported_by,
        )
        _write(db, change, row["version"] + 1)
        changed.append(move)
    return changed


def select(
    db: Database,
    *,
    since: datetime | None = None,
    until: datetime | None = None,
    lab: str | None = None,
    kind: str | None = None,
    person: str | None = None,
    status: str | None = None,
    limit: int | None = None,
) -> list[Move]:
    """Moves, the latest reported first. `lab` is an id or a display name, `person` any spelling or a part of one."""
    where, values = [STANDS], []
    if since is not None:
        where.append("first_reported_at >= ?")
        values.append(moment(since))
    if until is not None:
        where.append("first_reported_at < ?")
        values.append(moment(until))
    for column, value in (("kind", kind), ("status", status)):
        if value is not None:
            where.append(f"{column} = ?")
            values.append(str(value))
    rows = db.query(
        f"SELECT * FROM moves WHERE {' AND '.join(where)} ORDER BY first_reported_at DESC, key",  # noqa: S608 - fixed names
        values,
    )
    found: list[Move] = []
    for row in rows:
        move = from_row(Move, row)
        if (lab is None or _is_lab(move, lab)) and (person is None or _is_person(move, person)):
            found.append(move)
            if limit is not None and len(found) >= limit:
                break
    return found


def at_lab(db: Database, lab_id: str, since: datetime | None) -> list[Move]:
    """The moves of a lab reported first at or after `since`, the latest first."""
    rows = db.query(
        "SELECT * FROM moves WHERE key IN (SELECT move FROM name_keys WHERE lab_id = ?) AND first_reported_at >= ? "  # noqa: S608 - fixed
        f"AND {STANDS} ORDER BY first_reported_at DESC, key",
        [lab_key(lab_id), "" if since is None else moment(since)],
    )
    return [from_row(Move, row) for row in rows]


def of_person(db: Database, names: Sequence[str]) -> list[Move]:
    """The moves, at whatever lab, of people who may be the one with these names, the latest reported first."""
    found: dict[str, Move] = {}
    for some in _batches(sorted({storable(key) for name in names for key in asked_keys(name)})):
        marks = ", ".join("?" * len(some))
        rows = db.query(
            f"SELECT * FROM moves WHERE key IN (SELECT move FROM name_keys WHERE name_key IN ({marks})) AND {STANDS}",  # noqa: S608 - fixed
            list(some),
        )
        found.update((row["key"], from_row(Move, row)) for row in rows)
    same = (move for move in found.values() if same_people(names, (move.person, *move.spellings)))
    return sorted(same, key=lambda m: (-m.first_reported_at.timestamp(), m.key))


def by_prefix(db: Database, prefix: str, limit: int = 20) -> list[Move]:
    """The moves whose key starts so, with or without the "m1-" before it."""
    start = prefix if prefix.startswith("m1-") else "m1-" + prefix
    rows = db.query(
        "SELECT * FROM moves WHERE key >= ? AND key < ? ORDER BY key LIMIT ?", [start, start + "\U0010ffff", limit]
    )
    return [from_row(Move, row) for row in rows]


def _write(db: Database, change: Change, version: int) -> None:
    move = change.move
    put(db, "moves", {**to_row(move), "version": version}, key="key")
    row = {
        "move": move.key,
        "version": version,
        "run": change.run,
        "at": moment(change.at),
        "verdict": change.verdict.value,
        "because": listed(change.because),
        "whole": move_text(move),
        "article_url": storable(change.article_url),
        "source": change.source,
    }
    insert(db, "move_versions", row)


def _keys(move: Move) -> set[str]:
    return {storable(key) for name in (move.person, *move.spellings) for key in stored_keys(name)}


def _is_lab(move: Move, lab: str) -> bool:
    return lab_key(lab) in (lab_key(move.lab_id), lab_key(move.lab))


def _is_person(move: Move, person: str) -> bool:
    names = (move.person, *move.spellings)
    part = fold_case(person).strip()
    return any(part in fold_case(name) for name in names) or same_people([person], names)


def _batches(values: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(values), _PARAMETERS):
        yield values[start : start + _PARAMETERS]
