"""Which address is which page. The patterns are matched against the path as it was sent, percent signs and all."""

from __future__ import annotations

from collections.abc import Callable

from crawler.board.calls import Call, Data, Desk, Page
from crawler.board.pages.board import board

Answering = Callable[[Call, Desk], Page | Data]

ROUTES: tuple[tuple[str, Answering], ...] = ((r"/$", board),)
