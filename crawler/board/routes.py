"""Which address is which page. The patterns are matched against the path as it was sent, percent signs and all."""

from __future__ import annotations

import re
from collections.abc import Callable

from crawler.board.api import answer
from crawler.board.calls import API, Call, Data, Desk, Page, Unknown
from crawler.board.feeds import FEEDS
from crawler.board.openapi import ENDPOINTS, Endpoint, description
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


def documentation(call: Call, desk: Desk) -> Page:
    """What the API and the feeds are, for people."""
    return Page(template="api.html", values={"endpoints": ENDPOINTS, "prefix": API, "feeds": FEEDS})


def described(call: Call, desk: Desk) -> Data:
    """The API's own description."""
    return answer(description())


def _api(endpoint: Endpoint) -> Answering:
    return lambda call, desk: answer(endpoint.answer(call, desk))


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
    *((path.replace(".", r"\.") + "$", feed) for _, path, feed in FEEDS),
    (r"/api$", documentation),
    (rf"{API}/openapi\.json$", described),
    *((API + re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", each.path) + "$", _api(each)) for each in ENDPOINTS),
    (rf"/(?!-/|{DATABASE}(?:[/.]|$)).*$", nowhere),
)
