"""A site with every fault and a new database for each test of a crawl."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from spiders_site import Site

from storage.store import Store


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as running:
        yield running


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "labmoves.db") as opened:
        yield opened
