"""A site on loopback for the speed benchmark: N pages of about 33 kB behind RSS feeds, from a process of its own.

    python benchmarks/site_pages.py --pages 1000 --relevant 5     prints its address, then serves until it is stopped

/feed/0.xml announces the first FEED_LENGTH pages, /feed/1.xml the next, and so on. So many pages in a hundred tell of
a move, spread evenly; the others speak of something else.
"""

from __future__ import annotations

import argparse
import asyncio
import random
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

FEED_LENGTH = 500  # more than a real feed holds, and no more than labmoves takes of one in a run
_WORDS = (
    "the market grew as chips and phones sold well in spring while makers of cars turned to batteries and software for "
    "cities that want cleaner air and faster trains with new signals along old lines near the coast where people live"
).split()
_NAMES = "Jordan Casey Robin Alexis Morgan Jamie Taylor Quinn".split()
_SURNAMES = "Park Weaver Lindqvist Okafor Marsh Delacroix Brandt Novak Whitfield Sorensen".split()


def is_relevant(number: int, relevant: int) -> bool:
    """True for `relevant` of every hundred pages, spread evenly."""
    return number * relevant % 100 < relevant


def page(number: int, relevant: int) -> bytes:
    """One article page: navigation, sidebar and footer around some 300 words, the same for the same number."""
    chance = random.Random(number)
    paragraphs = [" ".join(chance.choices(_WORDS, k=40)).capitalize() + "." for _ in range(8)]
    if is_relevant(number, relevant):
        name = f"{chance.choice(_NAMES)} {chance.choice(_SURNAMES)}"
        paragraphs[0] = (
            f"{name}, a research lead at OpenAI, is leaving the company to join Anthropic, he said on Monday."
        )
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    nav, aside = (
        "".join(
            f'<li class="item"><a href="/a/{chance.randrange(10**6)}">{" ".join(chance.choices(_WORDS, k=8))}</a></li>'
            for _ in range(140)
        )
        for _ in range(2)
    )
    return (
        f"<!doctype html><html lang=en><head><meta charset=utf-8><title>Story {number} - Daily Wire</title>"
        f'<meta property="og:title" content="Story {number}"><meta property="og:type" content="article">'
        '<meta property="article:published_time" content="2026-03-04T08:00:00Z"><meta name=author content="Ann Reed">'
        f"<script>var data = {list(range(1200))};</script></head><body><nav><ul>{nav}</ul></nav>"
        f"<article><h1>Story {number}</h1>{body}</article><aside><ul>{aside}</ul></aside>"
        "</body></html>"
    ).encode()


def feed(pages: range, address: str, now: datetime) -> bytes:
    """An RSS feed that announces these pages, a second apart."""
    items = "".join(
        f"<item><title>Story {n}</title><link>{address}/page/{n}</link>"
        f"<pubDate>{format_datetime(now - timedelta(seconds=n))}</pubDate></item>"
        for n in pages
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Wire</title>{items}</channel></rss>'.encode()


async def serve(pages: int, relevant: int, slow: float) -> None:
    """Answer until stopped; one keep-alive connection after another, no more HTTP than a crawler needs."""
    bodies = [page(n, relevant) for n in range(pages)]
    address = ""

    def answer(path: str) -> tuple[str, str, bytes]:
        if path.startswith("/feed/"):
            first = int(path.removeprefix("/feed/").removesuffix(".xml")) * FEED_LENGTH
            announced = range(first, min(first + FEED_LENGTH, pages))
            return "200 OK", "application/rss+xml", feed(announced, address, datetime.now(UTC))
        number = path.removeprefix("/page/")
        if number.isdigit() and int(number) < pages:
            return "200 OK", "text/html; charset=utf-8", bodies[int(number)]
        return "404 Not Found", "text/plain", b"not here"

    async def client(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                await asyncio.sleep(slow)
                status, kind, body = answer(head.split(b" ", 2)[1].decode())
                writer.write(
                    f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode()
                )
                writer.write(body)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    server = await asyncio.start_server(client, "127.0.0.1", 0)
    address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    print(address, flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Serve made-up news pages on loopback.")
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--relevant", type=int, default=5)
    parser.add_argument("--slow", type=float, default=0.0, help="seconds before each answer")
    args = parser.parse_args()
    asyncio.run(serve(args.pages, args.relevant, args.slow))
