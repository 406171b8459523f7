"""Which address is which page. The patterns are matched against the path as it was sent, percent signs and all."""

from __future__ import annotations

from collections.abc import Callable

from crawler.board.calls import Call, Data, Desk, Page, Unknown
from crawler.board.pages.articles import article, search
from crawler.board.pages.board import board
from crawler.board.pages.changes import changes
from crawler.board.pages.flows import flows
from crawler.board.pages.labs import lab, labs
from crawler.board.pages.move import move
from crawler.board.pages.people import person
from crawler.board.pages.sources import sources

DATABASE = "data"  # the database's name within Datasette, and the first part of its pages' paths
Answering = Callable[[Call, Desk], Page | Data]


def nowhere(call: Call, desk: Desk) -> Page:
    """For an address that is neither the board's nor Datasette's."""
    raise Unknown("trouble.unknown_page")


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
    (rf"/(?!-/|{DATABASE}(?:[/.]|$)).*$", nowhere),
)
