"""A small newsroom on loopback: thirteen outlets in two languages, over three days, as a crawler meets them."""

from __future__ import annotations

import hashlib
import re
from datetime import UTC
from email.utils import format_datetime, parsedate_to_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from types import TracebackType
from urllib.parse import urlsplit

from crawler.demo.press import Answer, outlets, site
from crawler.model import Discovery, DiscoveryKind, Source

_KINDS = {"rss": DiscoveryKind.FEED, "atom": DiscoveryKind.FEED, "listing": DiscoveryKind.LISTING}


class Newsroom:
    """Serves the demo's press on 127.0.0.1, at a free port, while its `with` block runs.

    Answers carry ETag and Last-Modified and honour If-None-Match and If-Modified-Since with 304.
    """

    def __init__(self, day: int = 1) -> None:
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        self.set_day(day)

    def __enter__(self) -> Newsroom:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    @property
    def url(self) -> str:
        """Where it listens, without a slash at the end."""
        return f"http://127.0.0.1:{self._server.server_port}"

    @property
    def requests(self) -> list[tuple[str, int]]:
        """Path and status of every request answered so far, in order."""
        return self._server.answered

    def set_day(self, day: int) -> None:
        """Show the site as it stands at the end of day 1, 2 or 3."""
        self._server.answers = site(day, self.url)

    def sources(self) -> list[Source]:
        """Every outlet as a source of the crawler, the failing one included."""
        return [
            Source(
                id=outlet.id,
                name=outlet.name,
                home=f"{self.url}/{outlet.id}/",
                language=outlet.language,
                discovery=(
                    Discovery(
                        kind=_KINDS.get(outlet.discovery, DiscoveryKind.SITEMAP),
                        url=self.url + outlet.front,
                        articles=rf"^{re.escape(self.url)}/{outlet.id}/\d{{4}}",
                    ),
                ),
            )
            for outlet in outlets().values()
        ]


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64
    answers: dict[str, Answer]

    def __init__(self, address: tuple[str, int], handler: type[BaseHTTPRequestHandler]) -> None:
        super().__init__(address, handler)
        self.answered: list[tuple[str, int]] = []


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        answer = self.server.answers.get(path)
        if answer is None:
            self._send(404, b"<h1>Not found</h1>", {"Content-Type": "text/html"})
            return
        etag = f'"{hashlib.sha256(answer.body).hexdigest()[:16]}"'
        headers = {"Content-Type": answer.content_type, "ETag": etag}
        headers["Last-Modified"] = format_datetime(answer.modified.astimezone(UTC), usegmt=True)
        if answer.status == 200 and self._unchanged(etag, answer):
            self._send(304, b"", headers)
        else:
            self._send(answer.status, answer.body, headers)

    def log_message(self, format: str, *args: object) -> None:
        """Keep the demo's screen to itself; `Newsroom.requests` has the log."""

    def _unchanged(self, etag: str, answer: Answer) -> bool:
        asked = self.headers.get("If-None-Match")
        if asked:
            return etag in asked
        since = self.headers.get("If-Modified-Since")
        return since is not None and answer.modified <= parsedate_to_datetime(since)

    def _send(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.server.answered.append((urlsplit(self.path).path, status))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
