"""What stands before every answer, Datasette's own included: who may ask, by which method, and what a browser is told.

The board answers only under the names it was started for, so that a page elsewhere that points its own name at
this machine (DNS rebinding) reads nothing. It takes GET and HEAD; the one POST sets a cookie, from its own pages.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from hashlib import sha256
from typing import Any

from crawler.board.calls import own_path

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

PREFERENCES = "/preferences"
_POLICY = "; ".join(
    (
        "default-src 'none'",
        *(f"{kind}-src 'self'" for kind in ("script", "style", "img", "connect", "manifest")),
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
_HEADERS = {
    b"content-security-policy": _POLICY.encode(),
    b"x-content-type-options": b"nosniff",
    b"x-frame-options": b"DENY",
    b"referrer-policy": b"no-referrer",
    b"cross-origin-opener-policy": b"same-origin",
    b"cross-origin-resource-policy": b"same-origin",
    b"permissions-policy": b"camera=(), geolocation=(), microphone=()",
}
_LONGEST_BODY = 10_000  # bytes of a POST; ours has a few dozen
_ASSETS = "/assets/"


def guarded(app: App, hosts: frozenset[str]) -> App:
    """The application behind the guard. `hosts` are the names, in lower case and without a port, that it answers to."""

    async def guard(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        headers = {name.lower(): value.decode("latin-1") for name, value in scope["headers"]}
        if refused := _refusal(scope, headers, hosts):
            await _answer(send, *refused)
            return
        head = scope["method"] == "HEAD"
        whole = {**scope, "method": "GET"} if head else scope
        await app(whole, receive, _Sender(send, whole["path"], headers.get(b"if-none-match", ""), head))

    return guard


def _refusal(scope: Scope, headers: dict[bytes, str], hosts: frozenset[str]) -> tuple[int, str] | None:
    """Why the request is not answered: a status and a sentence."""
    if _name(headers.get(b"host", "")) not in hosts:
        return 421, "This board does not answer under that name. `labmoves serve --allow-host NAME` lets it.\n"
    if scope["method"] in {"GET", "HEAD"}:
        return None
    if scope["method"] != "POST" or scope["path"] != PREFERENCES:
        return 405, "The board is read-only: GET and HEAD.\n"
    if not _from_here(headers):
        return 403, "Preferences are taken from the board's own pages only.\n"
    if int(headers.get(b"content-length", "0") or 0) > _LONGEST_BODY:
        return 413, "That is too long.\n"
    return None


def _name(host: str) -> str:
    """The host's name without its port, in lower case."""
    host = host.strip().lower()
    name = host.partition("]")[0] + "]" if host.startswith("[") else host.partition(":")[0]
    return name.rstrip(".")


def _from_here(headers: dict[bytes, str]) -> bool:
    """True for a form of our own page; browsers older than Sec-Fetch-Site say where a form comes from by Origin."""
    if site := headers.get(b"sec-fetch-site"):
        return site == "same-origin"
    origin = headers.get(b"origin")
    return origin is None or origin.partition("://")[2] == headers.get(b"host")


class _Sender:
    """Sends an answer on with our headers; one whose bytes the reader has already becomes a 304 without a body."""

    def __init__(self, send: Send, path: str, known: str, head: bool) -> None:
        self._send, self._path, self._known, self._bodyless = send, path, known, head
        self._start: Message | None = None  # held back until the body, whose hash is its ETag

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._start = message
            return
        if self._start is not None:
            start, self._start = self._start, None
            await self._send(self._marked(start, message))
        await self._send({**message, "body": b""} if self._bodyless else message)

    def _marked(self, start: Message, first: Message) -> Message:
        """The start of the answer with our headers for theirs; an answer sent in parts gets no ETag."""
        status = start["status"]
        told = [_safe(n.lower(), v) for n, v in start["headers"] if n.lower() not in {*_HEADERS, b"cache-control"}]
        if status == 200 and not first.get("more_body"):
            tag = f'"{sha256(first.get("body", b"")).hexdigest()[:32]}"'
            told.append((b"etag", tag.encode()))
            if tag in (each.strip().removeprefix("W/") for each in self._known.split(",")):
                status, self._bodyless = 304, True
                told = [(name, value) for name, value in told if name != b"content-length"]
        forever = self._path.startswith(_ASSETS) and status in {200, 304}
        keep = b"public, max-age=31536000, immutable" if forever else b"private, no-cache"
        return {**start, "status": status, "headers": [*told, *_HEADERS.items(), (b"cache-control", keep)]}


def _safe(name: bytes, value: bytes) -> tuple[bytes, bytes]:
    """A header as it may be sent: a redirect leads to a path of this board, also one that Datasette makes of a path."""
    return name, own_path(value.decode("latin-1")).encode("latin-1") if name == b"location" else value


async def _answer(send: Send, status: int, text: str) -> None:
    body = text.encode()
    told = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    allow = [(b"allow", b"GET, HEAD")] if status == 405 else []
    start = {"type": "http.response.start", "status": status, "headers": [*told, *allow, *_HEADERS.items()]}
    await send(start)
    await send({"type": "http.response.body", "body": body})
