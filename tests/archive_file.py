"""Archives for the tests, record by record as crawlers write them."""

from __future__ import annotations

import gzip
from pathlib import Path

HTML = "Content-Type: text/html; charset=utf-8"


def response(
    url: str, body: bytes, date: str = "2024-09-01T10:00:00Z", *, status: str = "200 OK", header: str = HTML
) -> bytes:
    """A page as it was answered."""
    return _record("response", url, date, f"HTTP/1.1 {status}\r\n{header}\r\n\r\n".encode() + body)


def conversion(url: str, text: str, date: str = "2024-09-01T10:00:00Z") -> bytes:
    """A page's text, as WET files hold it."""
    return _record("conversion", url, date, text.encode(), kind="text/plain")


def _record(what: str, url: str, date: str, block: bytes, kind: str = "application/http; msgtype=response") -> bytes:
    headers = {"WARC-Type": what, "WARC-Target-URI": url, "WARC-Date": date, "Content-Type": kind}
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items() if value)
    return f"WARC/1.0\r\n{lines}Content-Length: {len(block)}\r\n\r\n".encode() + block + b"\r\n\r\n"


def write_archive(path: Path, *records: bytes) -> Path:
    """One file, each record a gzip member where its name ends in .gz."""
    packed = map(gzip.compress, records) if path.suffix == ".gz" else records
    path.write_bytes(b"".join(packed))
    return path
