"""Every trouble that a publisher's server can be in, each at a server of its own, and what a report must say of it."""

from __future__ import annotations

import gzip
import itertools
import os
import socket
import struct
import threading
from collections.abc import Callable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler

from spiders_site import Answer, Site, article_html, rss

from crawler.model import DiscoveryKind

Put = Callable[[Site], object]
Speaks = Callable[[BaseHTTPRequestHandler, threading.Event], None]
BLOCK_PAGE = b"<!doctype html><html><body><h1>Just a moment...</h1><p>Checking your browser.</p></body></html>"
LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a0 "'
    + b"ha" * 50
    + b'">'
    + b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 10))
    + b"]>"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """`put` sets it up under /place of a server; `said` stands in the report's one sentence, "" where all is well."""

    put: Put
    said: str
    kind: DiscoveryKind = DiscoveryKind.FEED
    pages: int = 0  # had in spite of it
    tls: bool = False


def feed_of(*paths: str, **how: object) -> Put:
    """A good feed of these paths, each of which answers as told."""

    def put(site: Site) -> None:
        site.put("/place", rss(*(site.put(path, **how) for path in paths)))  # type: ignore[arg-type]

    return put


def speaking(speaks: Speaks) -> Put:
    return lambda site: site.put("/place", speaks=speaks)


def saying(body: bytes, **how: object) -> Put:
    return lambda site: site.put("/place", body, **how)


def _begin(handler: BaseHTTPRequestHandler, length: int) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "application/rss+xml")
    handler.send_header("Content-Length", str(length))
    handler.end_headers()


def dripping(handler: BaseHTTPRequestHandler, over: threading.Event) -> None:
    """A byte a second."""
    _begin(handler, 1000)
    while not over.wait(1.0):
        handler.wfile.write(b" ")


def resetting(handler: BaseHTTPRequestHandler, over: threading.Event) -> None:
    """Half of what was promised, then a reset."""
    _begin(handler, 1000)
    handler.wfile.write(b" " * 500)
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    os.close(handler.connection.detach())


def promising(length: int) -> Speaks:
    """A good feed under a Content-Length that is not its own."""

    def speaks(handler: BaseHTTPRequestHandler, over: threading.Event) -> None:
        _begin(handler, length)
        handler.wfile.write(rss("http://127.0.0.1/1", "http://127.0.0.1/2"))

    return speaks


def failing_by_turns() -> Speaks:
    """500, 502, 504 and again."""
    turns = itertools.cycle((500, 502, 504))

    def speaks(handler: BaseHTTPRequestHandler, over: threading.Event) -> None:
        handler.send_response(next(turns))
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    return speaks


def huge(handler: BaseHTTPRequestHandler, over: threading.Event) -> None:
    """50 MB, as far as anyone wants them."""
    _begin(handler, 50_000_000)
    for _ in range(50):
        handler.wfile.write(b"<p>and so on</p>" * 62_500)


def well_on_the_second_try(site: Site) -> None:
    """Feed and article answer 502 once each; both are asked again."""
    for path, body in (("/1", article_html("Rain", "It rained.")), ("/place", rss(site.url + "/1"))):
        site.pages[path] = Answer(body, fault=Answer(status=502), failing=1)


def telling(more: bytes = b"") -> Speaks:
    """An article for each number after the question mark, no two alike, and `more` beneath it."""

    def speaks(handler: BaseHTTPRequestHandler, over: threading.Event) -> None:
        page = article_html("Rain", "It rained. " * 50 * int(handler.path.partition("?")[2])) + more
        handler.send_response(200)
        handler.send_header("Content-Length", str(len(page)))
        handler.end_headers()
        handler.wfile.write(page)

    return speaks


def endless_pages(site: Site) -> None:
    """A listing of a thousand articles, each of which links to a thousand more."""
    links = "".join(f'<a href="/more?{n}">more of it</a>' for n in range(1000)).encode()
    site.put("/place", b"<html><body>" + links)
    site.put("/more", speaks=telling(links))


def many_items(site: Site) -> None:
    """A feed of 100,000 items, within crawl.max_bytes."""
    site.put("/more", speaks=telling())
    items = "".join(f"<item><link>{site.url}/more?{n}</link></item>" for n in range(100_000))
    site.put("/place", f"<rss version='2.0'><channel>{items}</channel></rss>".encode())


BOMB = gzip.compress(bytes(50_000_000), 9)
URLSET = b"<urlset><url><loc>&a9;</loc></url></urlset>"
TROUBLES: dict[str, Trouble] = {
    "time out": Trouble(put=saying(b"", hangs=True), said="no answer in time"),
    "drip": Trouble(put=speaking(dripping), said="no answer in time"),
    "reset": Trouble(put=speaking(resetting), said="the answer broke off"),
    "redirect loop": Trouble(put=saying(b"", status=302, headers={"Location": "/place"}), said="redirects in a circle"),
    "gzip bomb": Trouble(put=saying(BOMB, headers={"Content-Encoding": "gzip"}), said="once unpacked"),
    "gzip bomb of a sitemap": Trouble(put=saying(BOMB), said="it is no sitemap", kind=DiscoveryKind.SITEMAP),
    "length too long": Trouble(put=speaking(promising(9999)), said="the answer broke off"),
    "length too short": Trouble(put=speaking(promising(60)), said="the feed is ill-formed"),
    "block page": Trouble(put=saying(BLOCK_PAGE), said="it is no feed, it begins with '<!doctype html>"),
    "block page for a listing": Trouble(
        put=saying(BLOCK_PAGE), said="0 links announced, at least 1", kind=DiscoveryKind.LISTING
    ),
    "block page for each article": Trouble(
        put=feed_of(*(f"/{n}" for n in range(6)), body=BLOCK_PAGE), said="all 6 pages have about", pages=6
    ),
    "429": Trouble(put=saying(b"", status=429, headers={"Retry-After": "3600"}), said="the server answered 429"),
    "429 for a second": Trouble(
        put=feed_of("/1", "/2", status=429, headers={"Retry-After": "1"}), said="2 of 2 pages could not be had"
    ),
    "5xx by turns": Trouble(put=speaking(failing_by_turns()), said="the server answered 50"),
    "5xx once": Trouble(put=well_on_the_second_try, said="", pages=1),
    "endless pagination": Trouble(put=endless_pages, said="", kind=DiscoveryKind.LISTING, pages=20),
    "50 MB feed": Trouble(put=speaking(huge), said="the answer is larger than crawl.max_bytes"),
    "50 MB page": Trouble(put=feed_of("/1", speaks=huge), said="1 of 1 pages could not be had: the answer is larger"),
    "100,000 items": Trouble(put=many_items, said="", pages=20),
    "broken feed": Trouble(put=saying(rss("x")[:-60]), said="ill-formed"),
    "broken sitemap": Trouble(put=saying(b"<urlset><url><<>"), said="0 links", kind=DiscoveryKind.SITEMAP),
    "laughing feed": Trouble(
        put=saying(LAUGHS + b"<rss><channel><item><title>&a9;</title></item></channel></rss>"), said="have no address"
    ),
    "laughing sitemap": Trouble(put=saying(LAUGHS + URLSET), said="0 links", kind=DiscoveryKind.SITEMAP),
    "certificate": Trouble(put=saying(rss()), said="its certificate", tls=True),
}
