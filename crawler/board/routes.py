"""Which address is which page. The patterns are matched against the path as it was sent, percent signs and all."""

from __future__ import annotations

from collections.abc import Callable

from crawler.board.calls import Call, Data, Desk, Page
from crawler.board.pages.articles import article, search
from crawler.board.pages.board import board
from crawler.board.pages.changes import changes
from crawler.board.pages.flows import flows
from crawler.board.pages.labs import lab, labs
from crawler.board.pages.move import move
from crawler.board.pages.people import person
from crawler.board.pages.sources import sources

Answering = Callable[[Call, Desk], Page | Data]

ROUTES: tuple[tuple[str, Answering], ...] = (
    (r"/$", board),
    (r"/moves/(?P<key>[^/]+)$", move),
    (r"/people/(?P<name>[^/]+)$", person),
    (r"/labs$", labs),
    (r"/labs/(?P<lab>[^/]+)$", lab),
    (r"/flows$", flows),
    (r"/article$", article),
    (r"/search$", search),
    (r"/sources$", sources),
    (r"/changes$", changes),
)
