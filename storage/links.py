"""Visits: the last time each address was fetched, and what the next request must say to be spared the body."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace

from sqlite_utils import Database

from crawler.model import Outcome, Visit
from storage.database import put
from storage.rows import from_row, storable, to_row

# Nearly all articles are of another outcome, and their visits are most of a database: a fifth of each was validators.
_ASKED_AGAIN = {Outcome.DISCOVERY, Outcome.MATCHED, Outcome.UNCHANGED, Outcome.FAILED}


def last_visits(db: Database, urls: Iterable[str]) -> dict[str, Visit]:
    """What is remembered of these addresses; those never fetched are left out."""
    asked = {storable(url): url for url in urls}
    rows = db.query("SELECT * FROM visits WHERE url IN (SELECT value FROM json_each(?))", [json.dumps(list(asked))])
    return {asked[row["url"]]: from_row(Visit, row) for row in rows}


def record(db: Database, visit: Visit, run: int) -> None:
    """Keep this as the address's last visit; of an article that is not asked for again, without its validators."""
    if visit.outcome not in _ASKED_AGAIN:
        visit = replace(visit, etag=None, last_modified=None)
    put(db, "visits", {**to_row(visit), "run": run}, key="url")
