"""What the tests of the store begin with."""

from __future__ import annotations

from pathlib import Path

import pytest
from newsdesk import article, begin, end, mention, publish

from storage.store import Store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A database with one move in it, closed."""
    where = tmp_path / "labmoves.db"
    with Store.open(where) as store:
        run = begin(store)
        publish(store, run, article(), [mention()])
        end(store, run)
    return where
