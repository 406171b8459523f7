"""A site on loopback with every fault a crawler meets; each path is one fault, and every request is remembered."""

from __future__ import annotations

import ssl
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self

FILLER = "The company has grown quickly, and its models are used by many firms for search, code and translation. "


def article_html(title: str, *sentences: str, charset: str = "utf-8") -> bytes:
    """A plain article page of some 200 words, in the charset it declares."""
    body = "".join(f"<p>{sentence} {FILLER * 3}</p>" for sentence in sentences)
    page = (
        f'<!doctype html><html><head><meta charset="{charset}"><title>{title}</title></head>'
        f"<body><article><h1>{title}</h1>{body}</article></body></html>"
    )
    return page.encode(charset)


def rss(*links: str, title: str = "An article") -> bytes:
    """An RSS feed of these addresses."""
    items = "".join(f"<item><title>{title} {n}</title><link>{link}</link></item>" for n, link in enumerate(links))
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>t</title>{items}</channel></rss>'.encode()


@dataclass
class Answer:
    """What a path answers; the first `failing` requests get `fault` instead."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    content_type: str = "text/html; charset=utf-8"
    fault: Answer | None = None
    failing: int = 0
    endless: bool = False
    hangs: bool = False
    slow: float = 0.0  # seconds before the answer
    speaks: Callable[[BaseHTTPRequestHandler, threading.Event], None] | None = None  # writes what it likes, until over


class Site:
    """Serves `pages` at a free port on 127.0.0.1 while its `with` block runs."""

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self._scheme = "https" if tls else "http"
        self.pages: dict[str, Answer] = {"/robots.txt": Answer(b"User-agent: *\nDisallow: /closed/\n")}
        self.asked: list[str] = []
        self.headers: list[tuple[str, dict[str, str]]] = []
        self.times: list[tuple[str, float]] = []
        self.under_way = self.most_at_once = 0
        self.over = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"site": self}))
        self._server.daemon_threads = True
        self._server.handle_error = lambda *_: None  # type: ignore[method-assign] - a client that hangs up is no news
        if tls:
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True, do_handshake_on_connect=False)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.over.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self._server.server_port}"

    @property
    def url(self) -> str:
        return f"{self._scheme}://{self.host}"

    @property
    def counted(self) -> Counter[str]:
        return Counter(self.asked)

    def put(self, path: str, body: bytes = b"", **how: object) -> str:
        """Serve `body` at `path`; gives the whole address."""
        self.pages[path] = Answer(body, **how)  # type: ignore[arg-type]
        return self.url + path


class _Handler(BaseHTTPRequestHandler):
    site: Site
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.site.asked.append(self.path)
        self.site.times.append((self.path, time.monotonic()))
        self.site.under_way += 1
        self.site.most_at_once = max(self.site.most_at_once, self.site.under_way)
        try:
            self._answer()
        finally:
            self.site.under_way -= 1

    def _answer(self) -> None:
        self.site.headers.append((self.path, dict(self.headers)))
        answer = self.site.pages.get(self.path.partition("?")[0]) or Answer(b"not here", status=404)
        time.sleep(answer.slow)
        if answer.fault is not None and answer.failing > 0:
            answer.failing -= 1
            answer = answer.fault
        if answer.hangs:
            self.site.over.wait(30)
            return
        if answer.speaks:
            self.close_connection = True
            answer.speaks(self, self.site.over)
            return
        tag = answer.headers.get("ETag")
        if tag and self.headers.get("If-None-Match") == tag:
            answer = Answer(status=304, headers={"ETag": tag})
        self._send(answer)

    def _send(self, answer: Answer) -> None:
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Type", answer.content_type)
        if answer.endless:
            self.send_header("Connection", "close")
            self.end_headers()
            self._pour()
            return
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        if answer.status != 304:
            self.wfile.write(answer.body)

    def _pour(self) -> None:
        self.close_connection = True
        try:
            while not self.site.over.is_set():
                self.wfile.write(b"<p>and so on</p>" * 1000)
        except OSError:
            return

    def log_message(self, format: str, *args: object) -> None:
        return
