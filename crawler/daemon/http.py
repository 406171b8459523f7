"""/healthz, /readyz and /metrics over HTTP, for a monitor on this machine; nothing listens unless `daemon.http` is set.

The event loop answers, so that a daemon which hangs gives no answer. Nothing but the path of a request is looked at;
nothing secret is told, and nothing can be changed.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from http import HTTPStatus

LONGEST_REQUEST = 8192  # bytes of its head
PATIENCE = 5.0  # seconds for the whole of it


@dataclass(frozen=True, slots=True)
class Answer:
    """What a path answers."""

    status: HTTPStatus
    text: str
    content_type: str = "text/plain; charset=utf-8"


async def serve(host: str, port: int, paths: dict[str, Callable[[], Awaitable[Answer]]]) -> asyncio.Server:
    """Listen, and answer these paths until the server is closed. Raises OSError where the address is taken."""

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(TimeoutError, OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            async with asyncio.timeout(PATIENCE):
                head = await reader.readuntil(b"\r\n\r\n")
                writer.write(await _answer(head.split(b"\r\n", 1)[0].decode("latin-1"), paths))
                await writer.drain()
        writer.close()
        with suppress(OSError):
            await writer.wait_closed()

    return await asyncio.start_server(handle, host, port, limit=LONGEST_REQUEST)


async def _answer(line: str, paths: dict[str, Callable[[], Awaitable[Answer]]]) -> bytes:
    method, _, rest = line.partition(" ")
    path = rest.partition(" ")[0].partition("?")[0]
    if method not in {"GET", "HEAD"}:
        answer = Answer(HTTPStatus.METHOD_NOT_ALLOWED, "only GET and HEAD\n")
    elif path in paths:
        answer = await paths[path]()
    else:
        answer = Answer(HTTPStatus.NOT_FOUND, f"{' '.join(sorted(paths))}\n")
    body = answer.text.encode()
    head = (
        f"HTTP/1.1 {answer.status.value} {answer.status.phrase}\r\nContent-Type: {answer.content_type}\r\n"
        f"Content-Length: {len(body)}\r\nCache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n"
        "Connection: close\r\n\r\n"
    )
    return head.encode() + (b"" if method == "HEAD" else body)
