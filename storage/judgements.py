"""What people ruled of moves: kept for ever, with what speaks of each move and how the rulings changed it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime

from sqlite_utils import Database

from crawler.judgement import Act, Case, Judgement, Ruling, Statement
from crawler.model import Article, Mention, Move
from storage import moves, outbox, runs
from storage.database import insert
from storage.rows import Row, as_written, from_row, moment, read_moment, read_one_of, read_time, storable


def every(db: Database) -> list[Judgement]:
    """All judgements, the first one first, also those undone."""
    return [_judgement(row) for row in db.query("SELECT * FROM judgements ORDER BY id")]


def case(db: Database, move: Move) -> Case:
    """A move with every statement that speaks of it, in the order they were stored."""
    rows = db.query(
        "SELECT m.*, a.url, a.source, v.published, v.language, v.at FROM mentions m "
        "JOIN articles a ON a.id = m.article JOIN article_versions v ON v.article = m.article "
        "AND v.version = m.version WHERE m.move = ? ORDER BY m.id",
        [move.key],
    )
    return Case(move=move, statements=tuple(map(_statement, rows)))


def save(db: Database, ruling: Ruling, run: int, now: datetime) -> tuple[Judgement, int]:
    """Store a ruling whole; gives the judgement with its number, and how many letters it keeps back or lets go."""
    judgement = ruling.judgement
    for revision in ruling.revisions:
        moves.revise(db, revision, run, now)
    for number, key in ruling.goes_to:
        db.execute("UPDATE mentions SET move = ? WHERE id = ?", [key, number])
    if judgement.undone_at is not None:
        undone = [moment(judgement.undone_at), storable(judgement.undone_because or ""), judgement.id]
        db.execute("UPDATE judgements SET undone_at = ?, undone_because = ? WHERE id = ?", undone)
        return judgement, outbox.release(db, f"judgement {judgement.id}")
    row = {
        "run": run,
        "at": moment(judgement.at),
        "act": judgement.act.value,
        "move": judgement.move,
        "other": judgement.other,
        "statements": json.dumps(judgement.statements),
        "because": storable(judgement.because),
    }
    judgement = replace(judgement, id=insert(db, "judgements", row))
    return judgement, _withhold(db, judgement)


def _withhold(db: Database, judgement: Judgement) -> int:
    why = f"judgement {judgement.id}"
    if judgement.act is Act.DISMISS:
        return outbox.withhold(db, judgement.move, why)
    if judgement.act is Act.MERGE and judgement.other:  # who heard of the one need not hear of the other
        return outbox.withhold(db, judgement.other, why, heard_of=judgement.move)
    return 0


def run_of(db: Database, ruling: Ruling, now: datetime, *, crawling: bool) -> int:
    """The run that a person's ruling belongs to: the crawl that goes on (`crawling`), else one of its own.

    A crawl writes under its own number until it ends, so a greater one would hide what it still writes from those who
    have seen all runs up to that.
    """
    newest = runs.newest(db, runs.CRAWLS)
    if crawling and newest and newest.outcome is None:
        return newest.id
    number = runs.start(db, ruling.judgement.act, (), now)
    runs.finish(db, number, runs.FINISHED, (), now)
    return number


def _judgement(row: Row) -> Judgement:
    with as_written():
        statements = tuple(json.loads(row["statements"]))
    return Judgement(
        id=row["id"],
        act=read_one_of(Act, row["act"]),
        move=row["move"],
        other=row["other"],
        statements=statements,
        because=row["because"],
        at=read_time(row["at"]),
        undone_at=read_moment(row["undone_at"]),
        undone_because=row["undone_because"],
    )


def _statement(row: Row) -> Statement:
    article = Article(
        url=row["url"],
        source=row["source"],
        title=None,
        text="",
        language=row["language"],
        published=read_moment(row["published"]),
    )
    at = read_time(row["at"])
    return Statement(number=row["id"], mention=from_row(Mention, row), article=article, at=at)
