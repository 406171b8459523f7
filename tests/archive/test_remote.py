"""Archives at an address: fetched in parts, and only through the gate."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from archive_file import response, write_archive

from crawler.archive.slices import Stretch, read_slice
from crawler.errors import ForbiddenUrlError, InputError
from crawler.model import Outcome

pytest.importorskip("aiohttp", reason="the extra [archive] is not installed")

PAGE = b"<p>It will rain in the north and be dry in the south.</p>" * 200


class Parts(BaseHTTPRequestHandler):
    """Serves one archive, in parts where they are asked for; /away leads to another address."""

    protocol_version = "HTTP/1.1"
    body = b""
    away = ""

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:
        if self.path == "/away":
            return self._answer(302, b"", Location=self.away)
        if self.path != "/a.warc.gz":
            return self._answer(404, b"gone")
        asked = re.fullmatch(r"bytes=(\d+)-(\d+)", self.headers.get("Range", ""))
        if not asked:
            return self._answer(200, self.body, **{"Accept-Ranges": "bytes"})
        first, last = int(asked[1]), min(int(asked[2]), len(self.body) - 1)
        return self._answer(
            206, self.body[first : last + 1], **{"Content-Range": f"bytes {first}-{last}/{len(self.body)}"}
        )

    def _answer(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None: ...


@pytest.fixture
def host(tmp_path: Path) -> Iterator[str]:
    pages = (response(f"https://paper.example/{n}", PAGE) for n in range(5))
    Parts.body = write_archive(tmp_path / "a.warc.gz", *pages).read_bytes()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Parts)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_stretch_in_the_middle_of_an_archive_elsewhere_is_read(host: str) -> None:
    """The host is the user's own, so it is allowed."""
    allowed = frozenset({host})
    first = read_slice(Stretch(archive=f"http://{host}/a.warc.gz", most=2, allow_hosts=allowed))
    assert first.end
    rest = read_slice(Stretch(archive=f"http://{host}/a.warc.gz", start=first.end, most=9, allow_hosts=allowed))
    assert (first.outcomes, rest.outcomes) == ({Outcome.SCREENED_OUT: 2}, {Outcome.SCREENED_OUT: 3})


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:9/a.warc.gz", "http://169.254.169.254/latest", "http://localhost/a.warc.gz"]
)
def test_a_private_address_is_refused(address: str) -> None:
    """The gate of a crawl stands here too."""
    with pytest.raises(ForbiddenUrlError):
        read_slice(Stretch(archive=address))


@pytest.mark.parametrize("target", ["http://127.0.0.2:9/a.warc.gz", "http://0x7f.1/a.warc.gz", "file:///etc/passwd"])
def test_a_redirect_to_a_private_address_is_refused(host: str, target: str) -> None:
    """Wherever the first address stands."""
    Parts.away = target
    with pytest.raises(ForbiddenUrlError):
        read_slice(Stretch(archive=f"http://{host}/away", allow_hosts=frozenset({host})))


def test_a_name_that_stands_for_a_private_address_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Asked at the moment of connecting."""

    async def to_this_machine(self: object, host: str, port: int = 0, *args: object, **kwargs: object) -> list[object]:
        return [{"hostname": host, "host": "127.0.0.1", "port": port, "family": 2, "proto": 0, "flags": 0}]

    monkeypatch.setattr("aiohttp.resolver.DefaultResolver.resolve", to_this_machine)
    with pytest.raises(ForbiddenUrlError, match="no public address"):
        read_slice(Stretch(archive="http://archives.example/a.warc.gz"))


def test_an_archive_that_is_not_there_is_told_in_one_sentence(host: str) -> None:
    """With its address."""
    with pytest.raises(InputError, match=r"gone\.warc\.gz"):
        read_slice(Stretch(archive=f"http://{host}/gone.warc.gz", allow_hosts=frozenset({host})))
